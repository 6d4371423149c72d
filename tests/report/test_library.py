"""A whole library may lie in `sources.bib`: the report lists what is used and counts the rest."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from evidence.cli.main import evidence

ENTRY = "@book{{{key}, title = {{{key}}}, author = {{Field, A.}}, year = {{1999}}}}\n"


@pytest.fixture(scope="module", params=[1, 300])
def built(request, tmp_path_factory):
    """A review of two used works and many that nothing uses, built."""
    folder = tmp_path_factory.mktemp("library")
    run = CliRunner()
    assert run.invoke(evidence, ["init", str(folder)]).exit_code == 0
    bib = folder / "sources.bib"
    more = "".join(ENTRY.format(key=f"spare{n}") for n in range(request.param))
    bib.write_text(bib.read_text("utf-8") + more, encoding="utf-8")
    result = run.invoke(evidence, ["build", "--review", str(folder), "-o", str(folder / "build")])
    assert result.exit_code == 0, result.output
    return folder / "build", request.param


def test_the_report_lists_the_sources_that_are_used_and_counts_the_others(built):
    folder, spare = built
    html = (folder / "report.html").read_text(encoding="utf-8")
    used = re.findall(r'<article class="source" id="source-([^"]+)"', html)
    assert used
    assert not any(key.startswith("spare") for key in used)
    assert "spare0" not in html
    entries = "entry" if spare == 1 else "entries"
    said = f"sources.bib holds {spare} more {entries}, which this review does not use."
    assert said in html
    assert said in (folder / "report" / "sources.md").read_text(encoding="utf-8")
    assert re.search(rf"{len(used)} sources?\b", html)


def test_the_data_hold_every_entry(built):
    folder, spare = built
    told = json.loads((folder / "evidence.json").read_text(encoding="utf-8"))
    assert sum(source["key"].startswith("spare") for source in told["sources"]) == spare
