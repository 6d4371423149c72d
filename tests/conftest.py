"""What many tests begin with: a small review, written as a researcher writes it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from playwright.sync_api import Browser

from evidence import bibtex, graph
from evidence.diagnostics import Severity
from evidence.graph import Graph
from evidence.yaml import read as read_claims
from tests import browser as chromium

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

WORKS = "\n".join(
    f"@misc{{{key}, author = {{{name}}}, title = {{{title}}}, year = {{{year}}}}}"
    for key, name, title, year in (
        ("kim2003", "Kim, Ann", "Tasting lessons", 2003),
        ("abel2005", "Abel, Bo", "Beds and borders", 2005),
        ("moore2010", "Moore, Cy", "A survey of gardens", 2010),
        ("sato2019", "Sato, Di", "Gardens in schools", 2019),
        ("lopez2011", "Lopez, Eva", "School meals", 2011),
        ("lopes2012", "Lopes, Eva", "School meals again", 2012),
    )
)

FRAME = """\
framework:
  facets:
    context: {label: Context, values: {town: Town, country: Country}}
    role: {label: Role, values: {practice: Practice, status: Status, advice: Advice}}
    population: {label: Population, values: {pupils: Pupils, teachers: Teachers}}
    source_type: {on: sources, label: Kind, values: {study: Study, media: {label: Media, mark: media}}}
  finding_kinds:
    strategy:
      label: Strategy
      plural: Strategies
      cells:
        town: {label: Town, where: {context: town}}
        country: {label: Country, where: {context: country}}
    conclusion: {label: Conclusion}
  elements:
    - {id: el.garden, label: Garden, origin: a_priori, from: [sato2019]}
    - {id: el.taste, label: Tasting, origin: emergent, part_of: el.garden}
    - {id: el.know, label: Food knowledge, origin: emergent}
  relation_types: {leads_to: Leads to, inseparable: {label: Goes with, undirected: true}}
"""


def pytest_configure(config: pytest.Config) -> None:
    """Let commands find compiled modules where Python was told to write none beside the code.

    Hundreds of tests run a command in a process of its own, which would else
    spend a third of its time on compiling what the one before had compiled.
    """
    if sys.dont_write_bytecode and "PYTEST_XDIST_WORKER" not in os.environ:
        folder = tempfile.mkdtemp(prefix="evidence-compiled-")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the version of `evidence.json` be raised first, and ask a browser once more.

    On a loaded machine a browser may miss a moment that a test waits for. Such a test is
    run again, once, and counted in the closing line (`rerun`): what is wrong fails twice.
    """
    items.sort(key=lambda item: item.get_closest_marker("first_of_an_update") is None)
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def of_the_run(tmp_path_factory) -> Path:
    """A folder that all processes of a run of the tests share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not chromium.program():
        pytest.skip("no Chromium here")
    with chromium.opened() as browser:
        yield browser


@pytest.fixture(scope="session")
def windows(browser) -> chromium.Windows:
    return chromium.Windows(browser)


@pytest.fixture(scope="session")
def linked() -> Callable[..., Graph]:
    """Return a function that reads a review (`claims` and `findings` of it) and links it.

    `of` makes it a review of one study, `kinds` adds a kind of finding, `more` says more of the review. The
    framework is `FRAME`, the sources are `WORKS` and `also`. The text must read without an error.
    """

    def link(text: str, of: str = "", kinds: str = "", more: str = "", also: str = "") -> Graph:
        fields = ["title: Gardens", f"of: {of}" if of else "", more]
        head = f"review: {{{', '.join(filter(None, fields))}}}\n"
        frame = FRAME.replace("    conclusion: {", f"    {kinds}\n    conclusion: {{")
        written = head + (frame if kinds else FRAME) + dedent(text)
        review, wrong = read_claims([("claims.yaml", written.encode())])
        works, _ = bibtex.read("sources.bib", (WORKS + also).encode())
        errors = [d for d in wrong if d.severity is Severity.ERROR]
        assert not errors, errors
        return graph.build(review, works)

    return link
