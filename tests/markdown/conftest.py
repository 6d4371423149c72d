"""A small review with every part that a report shows, and its Markdown, read as readers read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from evidence import review
from evidence.files.reading import templates as read_templates
from evidence.language import Catalogue
from evidence.pages.citations import Citations, Cited
from evidence.pages.diagram import captions, diagram
from evidence.pages.edition import Edition, LanguageView, WarningView
from evidence.pages.page import Page, page
from evidence.pages.passages import Passages
from evidence.pages.phrases import ItemLink
from evidence.pages.translated import Translated
from evidence.report.markdown import markdown
from evidence.report.mermaid import flowchart
from evidence.synthesis.synthesis import synthesise

HERE = Path(__file__).parent
REVIEW = HERE / "review"
CORPORA = HERE.parents[2] / "shared" / "corpora"


@dataclass
class Read(HTMLParser):
    """What a reader gets of a piece of HTML: its tags, ids, links and words."""

    html: str
    tags: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.links.append(given["href"])

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def anchors(self) -> set[str]:
        """Where the links of the same page lead."""
        return {unquote(link[1:]) for link in self.links if link.startswith("#")}


@pytest.fixture(scope="session")
def read() -> Callable[[str], Read]:
    """Return a function that draws Markdown as GitHub's dialect has it."""
    github = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return lambda text: Read(github.render(text))


@pytest.fixture(scope="session")
def read_html() -> Callable[[str], Read]:
    return Read


@pytest.fixture(scope="session")
def corpora() -> Path:
    if not CORPORA.is_dir():
        pytest.skip("the shared corpora are not here")
    return CORPORA


@pytest.fixture(scope="session")
def checked():
    paths = [REVIEW / "claims.yaml"]
    given = [(path.name, path.read_bytes()) for path in paths]
    bib = REVIEW / "sources.bib"
    found = review.check(review.Input(given, (bib.name, bib.read_bytes())))
    assert found.errors == 0
    return found


@pytest.fixture(scope="session")
def page_in(checked) -> Callable[[str], Page]:
    """Return a function that makes the page of the review in a language."""
    graph, found = checked.graph, synthesise(checked.graph)

    def make(language: str) -> Page:
        citations = Citations({key: cited(source) for key, source in graph.sources.items()})
        read = Translated(graph, Catalogue(language), citations.labels)
        opened = {("tasting_first", 0): "https://example.org/a.pdf#page=3"}
        passages = Passages(checked.states, addresses=opened)
        languages = tuple(
            LanguageView(
                code, code.upper(), f"report{'' if code == 'en' else '.id'}.html", code == language
            )
            for code in ("en", "id")
        )
        warning = WarningView("a-code", (ItemLink("#f.plant", "f.plant"),))
        edition = Edition(languages, "0" * 64, "0.1.0", open_warnings=(warning,))
        drawn = diagram(graph, language, captions(graph, read.words))
        return page(read, found, passages, citations, edition, drawn, "<svg></svg>")

    return make


def cited(source) -> Cited:
    name = source.authors[0].short
    label = f"{name} {source.year}"
    return Cited(label, f"{name}. {source.year}. <i>{source.title}</i>.", f"{name}. {source.year}.")


@pytest.fixture(scope="session")
def shown(page_in) -> Page:
    return page_in("en")


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    return read_templates()


@pytest.fixture(scope="session")
def written(templates) -> Callable[..., dict[str, str]]:
    """Return a function that writes a page as GitHub's Markdown: its files by their names."""

    def write(page: Page, **options) -> dict[str, str]:
        own = options.pop("templates", {})
        drawn = options.pop("mermaid", flowchart(page.diagram))
        words = Catalogue(page.language)
        return markdown(page, {**templates, **own}, words, mermaid=drawn, **options)

    return write


@pytest.fixture(scope="session")
def files(shown, written) -> dict[str, str]:
    return written(shown)


@pytest.fixture(scope="session")
def report(files) -> str:
    """All files of the report, one after the other."""
    return "\n".join(files.values())
