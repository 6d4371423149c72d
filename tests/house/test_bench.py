"""Generated reviews: the same for the same seed, of the size asked for, without an error."""

from __future__ import annotations

import importlib
import subprocess
import sys

import lxml.html
import pytest
import yaml

from bench import footprint
from evidence import review as reviews
from evidence.diagnostics import Severity
from evidence.review import Input


@pytest.fixture
def generated(root, tmp_path):
    def generate(name, *options):
        command = [sys.executable, str(root / "bench" / "generate.py"), str(tmp_path / name)]
        subprocess.run([*command, *options], check=True)
        return tmp_path / name

    return generate


def read(review):
    files = {name: (review / name).read_bytes() for name in ("claims.yaml", "sources.bib")}
    return Input([("claims.yaml", files["claims.yaml"])], ("sources.bib", files["sources.bib"]))


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(generated):
    first, again, other = (
        read(generated(name, "--claims", "120", "--seed", seed)).digest
        for name, seed in (("a", "1"), ("b", "1"), ("c", "2"))
    )
    assert first == again
    assert first != other


def test_a_review_has_the_proportions_that_budgets_are_set_for(generated):
    text = (generated("a", "--claims", "1000") / "claims.yaml").read_bytes()
    review = yaml.load(text, Loader=yaml.CSafeLoader)
    sizes = {name: len(review[name]) for name in ("claims", "findings", "sources")}
    assert sizes == {"claims": 1000, "findings": 20, "sources": 100}
    assert len(review["framework"]["elements"]) == 20
    assert 500_000 <= len(text) <= 600_000


@pytest.mark.parametrize("options", [[], ["--languages", "en,id"]], ids=["one", "two"])
@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_generated_review_has_no_error_and_few_warnings(generated, seed, options):
    review = generated("a", "--claims", "300", "--seed", seed, *options)
    found = reviews.check(read(review)).diagnostics
    assert [d for d in found if d.severity is Severity.ERROR] == []
    assert sum(d.severity is Severity.WARNING for d in found) < 30


def test_a_part_of_an_installation_is_what_is_asked_for_and_all_that_nothing_else_brings():
    def installed(size, *needs):
        return footprint.Installed(size, set(needs))

    now = {
        "evidence-review": installed(1, "pandas", "click", "babel", "typst"),
        "pandas": installed(10, "numpy", "dates"),
        "numpy": installed(100),
        "dates": installed(1000, "zones", "numpy"),
        "babel": installed(10_000, "zones"),
        "zones": installed(100_000),
        "click": installed(1_000_000, "colorama"),  # of another platform: not there
    }
    parts = footprint.parts(now, now)
    assert parts == {
        "evidence-review": 1,
        "pandas with dates and numpy": 1110,
        "babel": 10_000,
        "zones": 100_000,
        "click": 1_000_000,
    }
    assert list(footprint.told(parts)) == ["click 1.0", "4 smaller 0.1"]
    # an extra is told by what it adds
    now["typst"] = installed(7, "numpy")
    assert footprint.parts({"typst": now["typst"]}, now) == {"typst": 7}


PAGE = """<html><head><style>p {}</style></head><body><main>
<header class="top">A title</header>
<section id="result">Beds are dug. Sources are few.</section>
<section id="evidence"><div class="all"><section id="findings">Beds are dug.
<dl class="copies">x</dl></section></div></section>
</main></body></html>"""


@pytest.fixture
def report_figures(root, monkeypatch):
    monkeypatch.syspath_prepend(root / "bench")
    return importlib.import_module("report_figures")


def test_the_bytes_of_a_report_are_told_by_section_and_its_words_by_part(report_figures):
    page = lxml.html.fromstring(PAGE)
    found = dict(report_figures.sections(page))
    assert list(found) == [
        "style", "script", "top", "result", "evidence: findings", "evidence, of these what is copied",
    ]  # fmt: skip
    assert found["script"] == 0
    assert found["result"] == len('<section id="result">Beds are dug. Sources are few.</section>')
    assert report_figures.words_of(page, evidence=False).split()[:3] == ["A", "title", "Beds"]
    both = " ".join(report_figures.words_of(page, evidence=part) for part in (False, True))
    claims = [{"statement": {"en": text}} for text in ("Beds are dug.", "It rains.")]
    assert report_figures.said(both, claims) == (1.0, 2)


def test_a_page_is_compared_with_a_bare_one_of_as_many_bytes(report_figures):
    bare = report_figures.bare_text("<p>Beds are dug.</p><p>Größe, 3 m</p>")
    filled = report_figures.filled_up(bare, 5_000)
    assert 5_000 <= len(filled.encode()) < 5_020
    assert filled.startswith(bare)
    assert filled.count("Beds are dug.") > 50


def test_a_figure_above_its_budget_is_said_to_be(report_figures):
    budget = report_figures.Budget(1_000, 8, 1_000, words=10)
    figures = report_figures.Figures(2_000, 0, 500, 10, (1.0, 1.0), 9, (1.0, 1), {})
    kept = {what: within for what, *_, within in report_figures.against(figures, budget)}
    assert kept == {
        "kB of the page": False, "kB of the Markdown front": True,
        "words shown of the report part": True, "pages printed": False,
    }  # fmt: skip
