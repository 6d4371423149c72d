"""Two reviews, built as reports of several pages: a generated one, and one whose lists are long."""

from __future__ import annotations

import importlib
import posixpath
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from evidence import pipeline
from evidence.cli.words import words_for
from evidence.disk.reading import templates
from evidence.pipeline.building import Options, Tools, build
from evidence.views.labels import plain_label
from evidence.views.setting import Cited

ROOT = Path(__file__).parents[2]
# Style and script take half of it, so that a small review has many pages.
PAGE_BYTES = 70_000

# One source, element, finding and claim that everything hangs on.
HUBS = "\n".join(
    (
        "review: {title: {en: Gardens, id: Kebun}, languages: [en, id]}",
        "framework:",
        "  facets:",
        "    context: {label: Context, values: {town: Town, country: Country}}",
        "  finding_kinds: {conclusion: {label: Conclusion}}",
        "  elements:",
        "    - {id: el.hub, label: Everything, origin: emergent}",
        "    - {id: el.rim, label: Little, origin: emergent}",
        "  relation_types: {leads_to: Leads to}",
        "claims:",
        *(
            f"  - {{id: c{n}, statement: Statement {n} is made., sources: [kim2003], at: {{page: {n + 1}}},"
            f" quote: words number {n} stand here, elements: [{'el.rim' if n == 7 else 'el.hub'}],"
            f" context: {'town' if n % 2 else 'country'}"
            + (f", contradicts: [{{claim: c0, because: {n} differs.}}]" if 0 < n <= 90 else "")
            + (", relates: [el.hub leads_to el.rim]" if n < 30 else "")
            + "}"
            for n in range(150)
        ),
        "findings:",
        "  - id: f.hub",
        "    kind: conclusion",
        "    statement: All of it.",
        f"    supported_by: [{', '.join(f'c{n}' for n in range(100))}]",
        *(
            f"  - {{id: f.n{n}, kind: conclusion, statement: Conclusion {n}., supported_by: [c100, f.hub]}}"
            for n in range(70)
        ),
    )
)
BIB = "@misc{kim2003, author = {Kim, Ann}, title = {Tasting}, year = {2003}}\n"


@dataclass
class Page(HTMLParser):
    """A page of HTML as a browser sees it: what bears an id, and where links lead."""

    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])

    def part(self, anchor: str) -> Page:
        """What bears an id: an article, a section, a line of a list."""
        start = re.search(rf'<(article|section|li|div)\b[^>]*\bid="{re.escape(anchor)}"', self.text)
        return Page(self.text[start.start() : self.text.index(f"</{start[1]}>", start.end())])

    @property
    def said(self) -> str:
        return unescape(re.sub(r"<[^>]*>", "", self.text))


@dataclass
class Markdown:
    """A page of Markdown as GitHub sees it: its anchors, and where links lead."""

    text: str

    def __post_init__(self):
        self.ids = re.findall(r'<a id="([^"]+)"></a>', self.text)
        self.links = re.findall(r"\]\(([^)\s]+)\)", self.text)

    def part(self, anchor: str) -> Markdown:
        """What stands from an anchor to the next one."""
        after = self.text.split(f'<a id="{anchor}"></a>')[1]
        return Markdown(after.split('<a id="')[0])

    @property
    def said(self) -> str:
        return self.text.replace("\\", "")


READ = {"html": Page, "md": Markdown}


@dataclass(frozen=True)
class Report:
    """The files of a report of several pages, and the review that it is of."""

    checked: pipeline.Checked
    files: dict[str, bytes]

    def pages(self, root: str = "report", ending: str = "html") -> dict[str, Page | Markdown]:
        """The pages in one language, the entry first."""
        inside = re.compile(rf"{re.escape(root)}(/[^/]+)?\.{ending}")
        texts = {n: data.decode() for n, data in self.files.items() if inside.fullmatch(n)}
        return {name: READ[ending](text) for name, text in texts.items()}

    @property
    def anchors(self) -> list[str]:
        """What the items of the review can be linked by."""
        graph = self.checked.graph
        items = [key for key in graph.ids() if key not in graph.sources]
        return [*items, *(f"source-{key}" for key in graph.sources)]


def target(page: str, link: str) -> tuple[str, str]:
    """The file and the anchor that a link of a page leads to."""
    path, _, anchor = link.partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return file, unquote(anchor)


def inside(page: Page | Markdown) -> list[str]:
    """The links of a page that stay in the report."""
    return [link for link in page.links if "://" not in link and not link.startswith("mailto:")]


def tools() -> Tools:
    """What a build is handed: no program is run."""

    def cite(sources, language):
        return {s.key: Cited(plain_label(s), plain_label(s), plain_label(s)) for s in sources}

    return Tools(words=words_for, cite=cite, layout=lambda dot: None, templates=templates())


def built(claims: str, bib: str, page_bytes: int = PAGE_BYTES) -> Report:
    """A review as a report of several pages, as HTML and Markdown."""
    files = [("claims.yaml", claims.encode())], ("sources.bib", bib.encode())
    checked = pipeline.check(pipeline.Input(*files))
    assert checked.errors == 0
    options = Options(formats=("html", "md"), split=True, page_bytes=page_bytes)
    return Report(checked, build(checked, "0" * 64, tools(), options))


@pytest.fixture(scope="session")
def split() -> Callable[..., Report]:
    """Return a function that builds a review into pages of at most so many bytes."""
    return built


@pytest.fixture(scope="session")
def generated(tmp_path_factory) -> tuple[str, str]:
    """The text of a generated review of 400 claims in two languages, and its bibliography."""
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        generate = importlib.import_module("generate").generate
    finally:
        sys.path.remove(str(ROOT / "bench"))
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, 400, languages=("en", "id"))
    return (folder / "claims.yaml").read_text("utf-8"), (folder / "sources.bib").read_text("utf-8")


@pytest.fixture(scope="session")
def hubs(split) -> Report:
    return split(HUBS, BIB)


@pytest.fixture(scope="session")
def ordinary(split, generated) -> Report:
    return split(*generated)


@pytest.fixture(params=["ordinary", "hubs"])
def report(request) -> Report:
    return request.getfixturevalue(request.param)
