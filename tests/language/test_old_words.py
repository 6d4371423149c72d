"""Words of the first round, which said more than was known, are printed nowhere any more.

Keys and codes in code style are not meant (`fit`, and the old values where the
format names them), nor what a review's authors wrote: the reviews that are built
here hold none of these words, so each that is found is ours.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

import evidence as door
from evidence.cli.main import COMMANDS, evidence
from evidence.language import catalogue
from evidence.pages.lists import counts, rows
from tests.docs.pages import DOCS, OUTSIDE, ROOT, page_names, without_code
from tests.docs.test_commands import help_of

OLD = {
    "independent sources": r"\bindependent (?:sources?|citations?|works?|support)\b",
    "carried": r"\bcarried\b",
    "cited for it": r"\bcited for (?:it|them)\b",
    "for it, as a heading": r"(?m)^\W*(?:for|against) it\W*$",
    "fit": r"(?<!\bnot )(?<!\bto )\bfit\b|\b(?:the|of|no|old|\d|\}) fits\b|\bfits (?:of|are|is)\b",
    "verdict": r"\bverdicts?\b",
    "against itself": r"\bagainst itself\b",
    "own word": r"\bown word\b",
}
OLD_IN_INDONESIAN = {
    "sumber independen": r"\b(?:sumber|rujukan|karya) independen\b",
    "tertopang": r"\b(?:ter|di)topang\b|\bmenopang",
    "dirujuk untuknya": r"\bdirujuk (?:untuk|bagi)nya\b",
    "mendukungnya, as a heading": r"(?m)^\W*yang (?:mendukung|menentang)nya\W*$",
}
REVIEWS = {
    "many texts": ROOT / "tests" / "snapshot" / "review",
    "the starter": ROOT / "evidence" / "starter",
    "one study": ROOT / "tests" / "markdown" / "review",
}

# lists of the language's words, by which quotes are compared
WORD_LISTS = ("word_classes.py",)


def found(texts: Iterable[str]) -> list[str]:
    """The old words that stand in texts, each with what stands around it."""
    hits = []
    for text in texts:
        for name, pattern in (OLD | OLD_IN_INDONESIAN).items():
            for hit in re.finditer(pattern, text, re.IGNORECASE):
                around = text[max(0, hit.start() - 40) : hit.end() + 40]
                hits.append(f"{name}: {' '.join(around.split())}")
    return sorted(set(hits))


@pytest.mark.parametrize(
    "text",
    [
        "rests on 2 independent sources",
        "carried by what is cited",
        "the fit of the sentence",
        "## For it\n",
        "nothing is cited for it",
        "two verdicts",
        "the study's own word",
        "tertopang sebagian",
        "3 sumber independen",
    ],
)
def test_an_old_word_is_found(text):
    assert found([text])


@pytest.mark.parametrize(
    "text",
    [
        "carries its own citation",
        "say it in your own words",
        "no element fits; a sign that does not fit",
        "speaks for it and against it",
        "memuat rujukan sendiri",
    ],
)
def test_a_word_that_only_looks_like_one_is_not(text):
    assert found([text]) == []


@pytest.fixture(scope="module", params=REVIEWS)
def built(request, tmp_path_factory):
    """A review that is built in both languages."""
    folder = tmp_path_factory.mktemp("old-words") / "review"
    shutil.copytree(REVIEWS[request.param], folder)
    claims = folder / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    if "languages: [en, id]" not in text:
        text = text.replace("\nreview:\n", "\nreview:\n  languages: [en, id]\n", 1)
        claims.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder.parent / "cache"))
        done = CliRunner().invoke(evidence, ["build", "--review", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


def test_no_author_of_these_reviews_uses_an_old_word(built):
    """Else what is found in their reports could be theirs."""
    text = (built / "claims.yaml").read_text(encoding="utf-8")
    values = re.sub(r"(?m)^\s*(?:#.*|(?:- )?[\w.]+:)|[{,] *\w+:", " ", text)
    assert found([values]) == []


def test_a_report_prints_no_old_word_in_either_language(built):
    pages = sorted((built / "build").glob("report*.html"))
    twins = sorted((built / "build").rglob("*.md"))
    fronts = sum(twin.parent == built / "build" for twin in twins)
    assert (len(pages), fronts) == (2, 2)
    assert len(twins) > 10
    texts = [shown(page.read_text(encoding="utf-8")) for page in pages]
    texts += [without_code(page.read_text(encoding="utf-8")) for page in twins]
    assert found(texts) == []


def test_tables_and_json_hold_no_old_word(built):
    texts = []
    for table in (built / "build" / "tables").glob("*.csv"):
        with table.open(encoding="utf-8-sig", newline="") as lines:
            texts += [cell for row in csv.reader(lines) for cell in row]
    told = json.loads((built / "build" / "evidence.json").read_text(encoding="utf-8"))
    assert found([*texts, *strings(told)]) == []


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_trace_and_a_list_print_no_old_word(built, language):
    review = door.load(built)
    texts = [str(review.trace(one.id, language=language)) for one in review.findings]
    texts += [" ".join(row) for kind, _ in counts(review.graph) for row in rows(review.graph, kind)]
    assert found(texts) == []


def test_the_interface_has_no_old_word_in_either_language():
    said = catalogue("id", (ROOT / "evidence" / "locale" / "id.po").read_bytes()).messages
    assert found([*said, *(form for forms in said.values() for form in forms)]) == []


@pytest.mark.parametrize("name", [*page_names(), *OUTSIDE])
def test_the_documentation_has_no_old_word(name):
    text = ((ROOT if name in OUTSIDE else DOCS) / name).read_text(encoding="utf-8")
    if name == "CHANGELOG.md":
        text = text.partition("\n## ")[2].partition("\n## ")[0]
    assert found([without_code(text)]) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_no_old_word(name):
    assert found([" ".join(help_of(name).split())]) == []


def test_messages_and_manual_pages_have_no_old_word():
    modules = [path for path in (ROOT / "evidence").rglob("*.py") if path.name not in WORD_LISTS]
    texts = [text for path in modules for text in spoken(path)]
    assert any("cites" in text for text in texts)
    assert found(texts) == []


def spoken(path: Path) -> Iterator[str]:
    """The sentences of a module; of docstrings only those that somebody else than we may read."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        node.body[0].value: node
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node)
    }
    inside = {
        part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
    }
    for node in ast.walk(tree):
        if node in docs:
            if path.parent.name == "checks" and isinstance(docs[node], ast.FunctionDef):
                yield prose(re.sub(r"(?ms)^ *(?:Bad|Good):$.*?(?=^ *Good:$|\Z)", "", node.value))
            elif path.name == "loaded.py":
                yield prose(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else "…" for p in node.values)
            yield prose("".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inside:
            yield prose(node.value)


def prose(text: str) -> str:
    """A text without what stands in code style; "" for a word alone, which is a key or a code."""
    bare = re.sub(r"`[^`]*`", "", text)
    return " ".join(bare.split()) if " " in text else ""


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


class _Shown(HTMLParser):
    """Keeps what a page shows or says: a line for each text, and for each attribute of words."""

    SILENT = ("script", "style", "code", "pre")

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag, attrs):
        self._silent += tag in self.SILENT
        spoken = ("title", "aria-label", "alt", "placeholder", "content")
        for name, value in attrs:
            if value and (name in spoken or (name.startswith("data-") and " " in value)):
                self.lines.append(value)

    def handle_endtag(self, tag):
        self._silent -= tag in self.SILENT

    def handle_data(self, data):
        if not self._silent:
            self.lines.append(" ".join(data.split()))


def shown(html: str) -> str:
    parser = _Shown()
    parser.feed(html)
    return "\n".join(line for line in parser.lines if line)
