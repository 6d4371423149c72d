"""The small review of `tests/markdown` as Pandoc's Markdown, and the real pandoc."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence import review
from evidence.files.reading import templates
from evidence.language import Catalogue
from evidence.pages.citations import Citations, Cited
from evidence.pages.diagram import captions, diagram
from evidence.pages.edition import Edition
from evidence.pages.page import page
from evidence.pages.passages import Passages
from evidence.pages.translated import Translated
from evidence.programs import graphviz, pandoc
from evidence.programs.cache import Cache
from evidence.references import csl_items
from evidence.report.pandoc_markdown import pandoc_markdown
from evidence.report.picture import picture_alone
from evidence.synthesis.synthesis import synthesise

ROOT = Path(__file__).resolve().parents[2]
REVIEW = ROOT / "tests" / "markdown" / "review"
CORPORA = ROOT.parent / "shared" / "corpora"


@pytest.fixture(scope="session")
def corpora() -> Path:
    if not CORPORA.is_dir():
        pytest.skip("the shared corpora are not here")
    return CORPORA


@pytest.fixture(scope="session")
def ask() -> Callable[..., str]:
    """Return a function that runs pandoc on Markdown, and fails if it warns of anything."""
    program = pandoc.installed()
    if program is None:
        pytest.skip("pandoc is not installed")

    def run(text: str, *options: str) -> str:
        command = [str(program), "--from=markdown", "--sandbox", "--fail-if-warnings", *options]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def checked():
    given = [("claims.yaml", (REVIEW / "claims.yaml").read_bytes())]
    bib = (REVIEW / "sources.bib").read_bytes()
    found = review.check(review.Input(given, ("sources.bib", bib)))
    assert found.errors == 0
    return found


@pytest.fixture(scope="session")
def items(checked):
    return csl_items(checked.graph.sources.values())


@pytest.fixture(scope="session")
def page_in(checked):
    graph, found = checked.graph, synthesise(checked.graph)

    def make(language: str):
        sources = {key: f"{s.authors[0].short} {s.year}" for key, s in graph.sources.items()}
        cited = {key: Cited(label, label, label) for key, label in sources.items()}
        read = Translated(graph, Catalogue(language), sources)
        drawn = diagram(graph, language, captions(graph, read.words))
        passages, edition = Passages(checked.states), Edition((), "0" * 64, "0.1.0")
        return page(read, found, passages, Citations(cited), edition, drawn, "")

    return make


@pytest.fixture(scope="session")
def shown(page_in):
    return page_in("en")


@pytest.fixture(scope="session")
def picture(shown) -> str:
    made = picture_alone(shown.diagram, lambda dot: graphviz.drawn(dot, Cache(None)))
    if not made:
        pytest.skip("Graphviz is not installed")
    return made


@pytest.fixture(scope="session")
def written(items) -> Callable[..., str]:
    """Return a function that writes a page as Pandoc's Markdown."""
    found = templates()

    def write(page, references=items, **options) -> str:
        return pandoc_markdown(
            page, found, Catalogue(page.language), references=references, **options
        )

    return write


@pytest.fixture(scope="session")
def report(shown, written) -> str:
    return written(shown)


@pytest.fixture(scope="session")
def nodes() -> Callable[[object], list[dict]]:
    """Return a function that lists all nodes of a pandoc document in JSON."""

    def walk(value) -> list[dict]:
        if isinstance(value, str):
            value = json.loads(value)
        if isinstance(value, dict):
            inner = [
                node for part in value.values() if not isinstance(part, str) for node in walk(part)
            ]
            return [value, *inner] if "t" in value else inner
        return (
            [node for part in value if not isinstance(part, str) for node in walk(part)]
            if isinstance(value, list)
            else []
        )

    return walk


@pytest.fixture(scope="session")
def templates_of() -> dict[str, str]:
    return templates()
