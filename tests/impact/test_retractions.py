"""Retractions: what the table says of a library, and what becomes of a review."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from evidence import bibtex
from evidence.checks import run as checked
from evidence.diagnostics import CannotGoOn, Severity
from evidence.exchange.retraction_watch import By, notice_rows, notices_of
from evidence.graph import Graph, build
from evidence.language import Catalogue
from evidence.loaded import load
from evidence.model import Notice, SourceFacts
from evidence.pages.support import facts_of, judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.support import supports
from tests.impact.test_impact import REVIEWS

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
TABLE = CORPORA / "retraction" / "paper-qa__stub_retractions.csv"
needs_corpora = pytest.mark.skipif(
    not TABLE.is_file(), reason="the corpora are beside a checkout of the project only"
)


def with_retracted(graph: Graph, key: str, nature: str = "retraction") -> Graph:
    """A review in which one source has a notice."""
    facts = graph.review.sources.get(key, SourceFacts(key))
    notice = Notice(nature, "2026-03-01", "10.5555/notice")
    sources = {**graph.review.sources, key: replace(facts, retracted=notice)}
    return build(replace(graph.review, sources=sources), list(graph.sources.values()))


def works_behind(claim) -> set[str]:
    return {*claim.sources, *claim.via, claim.read_in}


@pytest.mark.parametrize("name", REVIEWS)
def test_no_retraction_makes_an_error_or_settles_a_contradiction_and_each_finding_says_so(name):
    graph = load(REVIEWS[name]).graph
    before = supports(graph)
    errors = {(d.code, d.item) for d in checked(graph).diagnostics if d.severity is Severity.ERROR}
    used = [
        key for key in graph.used_sources() if key != graph.review.of and key in graph.claims_of
    ]
    assert len(used) > 2
    # a review of one study is large, and nothing changes in it
    for key in used[:: 5 if graph.review.of else 1]:
        after_graph = with_retracted(graph, key)
        after = supports(after_graph)
        found = checked(after_graph).diagnostics
        assert {(d.code, d.item) for d in found if d.severity is Severity.ERROR} == errors
        assert "retracted-work" in {d.code for d in found if d.item == key}
        assert all(after[f].contested for f, held in before.items() if held.contested)
        touched = {
            f
            for f, held in before.items()
            if any(key in works_behind(graph.claims[claim]) for claim in held.contributing)
        }
        marked = {d.item for d in found if d.code in {"rests-on-retracted", "emptied-support"}}
        if graph.review.of:
            assert after == before
        else:
            assert touched
            assert touched <= marked, key
            assert all(after[f] == before[f] for f in graph.findings if f not in touched)


@pytest.fixture(scope="module")
def retractions():
    """The campaign that builds reviews with one source after the other retracted."""
    return pytest.importorskip("bench.retractions")


@pytest.mark.parametrize(("name", "some"), [("many texts", ()), ("one study", ("okada2008",))])
def test_a_build_with_any_source_retracted_never_fails_and_its_page_says_so(
    retractions, name, some
):
    review = retractions.opened(REVIEWS[name])
    found = [review.without(key) for key in some or review.sources]
    assert [one for one in found if not one.right] == []
    assert sum(len(one.touched) for one in found) > 1


def test_a_build_without_a_retraction_tells_of_none(retractions):
    review = retractions.opened(REVIEWS["many texts"])
    made = retractions.made_of(review.checked)
    graph = review.checked.graph
    for language in graph.review.languages:
        assert retractions.saying(made, [language], graph.findings) == set()


@pytest.mark.parametrize("nature", ["concern", "correction", "reinstatement"])
def test_other_notices_change_nothing_that_is_counted(nature):
    graph = load(REVIEWS["many texts"]).graph
    for key in graph.claims_of:
        after = with_retracted(graph, key, nature)
        assert supports(after) == supports(graph)
        codes = {d.code for d in checked(after).diagnostics}
        assert not codes & {"retracted-work", "rests-on-retracted"}


def test_in_a_review_of_one_study_a_retraction_stands_beside_the_work_and_the_judgement_stays():
    graph = load(REVIEWS["one study"]).graph
    after = with_retracted(graph, "okada2008")
    words = Translated(after, Catalogue(), {key: key for key in after.sources})
    held = supports(after)["f.networks"]
    assert "okada2008 (retracted since, 2026-03-01)" in facts_of(words, held)
    assert judgement_mark(words, after.findings["f.networks"]) is not None


COLUMNS = ["Title", "RetractionDate", "RetractionDOI", "OriginalPaperDOI"]
COLUMNS += ["OriginalPaperPubMedID", "RetractionNature"]


def table(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def row(nature: str = "Retraction", doi: str = "10.5555/a", **others: str) -> dict[str, str]:
    dates = {"RetractionDate": "7/12/2023 0:00", "RetractionDOI": "10.5555/notice"}
    return {**dates, "RetractionNature": nature, "OriginalPaperDOI": doi, **others}


def works(text: str):
    return {source.key: source for source in bibtex.read("sources.bib", text.encode())[0]}


A = "@article{a, title = {Tasting lessons in four schools}, doi = {10.5555/A}}"


@pytest.mark.parametrize(
    ("natures", "holds"),
    [
        (("Retraction",), "retraction"),
        (("Expression of concern",), "concern"),
        (("Correction",), "correction"),
        (("Expression of concern", "Retraction"), "retraction"),
        (("Retraction", "Reinstatement"), "reinstatement"),
        (("Retraction", "Correction"), "retraction"),
        (("Reinstatement", "Retraction"), "retraction"),
    ],
)
def test_of_several_notices_the_one_that_holds_is_told(natures, holds):
    rows = [
        row(nature, RetractionDate=f"{month}/2/2023 0:00")
        for month, nature in enumerate(natures, start=1)
    ]
    (one,) = notices_of(notice_rows("t.csv", table(*rows)), works(A))
    assert (one.notice.nature, len(one.rows)) == (holds, len(natures))
    assert one.rows[0].notice.date == "2023-01-02"


def test_a_notice_of_an_unknown_nature_is_told_and_decides_nothing():
    (one,) = notices_of(notice_rows("t.csv", table(row("Something else"))), works(A))
    assert (one.notice, one.rows[0].nature) == (None, "Something else")


def test_another_table_is_refused():
    with pytest.raises(CannotGoOn, match="no column `RetractionDate`"):
        notice_rows("t.csv", b"Title,Year\nA,2001\n")


def test_a_work_without_identifiers_is_asked_for_by_its_title_and_no_short_title_is():
    rows = notice_rows("t.csv", table(row(Title="RETRACTED: Tasting lessons in four schools")))
    (one,) = notices_of(rows, works("@misc{x, title = {Tasting Lessons, in four schools}}"))
    assert one.by is By.TITLE
    assert notices_of(rows, works("@misc{x, title = {Tasting}}")) == ()


@needs_corpora
def test_in_a_library_of_real_works_each_is_known_asked_for_or_left_alone():
    real = list(csv.DictReader(io.StringIO(TABLE.read_text(encoding="utf-8"))))
    rows = notice_rows(TABLE.as_posix(), TABLE.read_bytes())
    assert len(rows) == len(real) == 20
    spellings = ("{}", "https://doi.org/{}", "doi:{}", "http://dx.doi.org/{}", "DOI {}")
    entries, expected = [], {}
    for number, each in enumerate(real):
        key, title, doi = f"r{number}", each["Title"], each["OriginalPaperDOI"]
        pmid = each["OriginalPaperPubMedID"].removesuffix(".0")
        kind = number % 4
        if kind == 0:
            said = spellings[number // 4 % 5].format(doi.upper() if number % 8 else doi)
            entries.append(f"@article{{{key}, title = {{{title}}}, doi = {{{said}}}}}")
            expected[key] = By.DOI
        elif kind == 1 and pmid != "0":
            entries.append(f"@article{{{key}, title = {{{title}}}, pmid = {{{pmid}}}}}")
            expected[key] = By.PUBMED
        elif kind == 2:
            words = title.split()
            near = " ".join((words[0], *words[2:])) if len(words) > 8 else title.upper()
            entries.append(f"@article{{{key}, title = {{{near}}}}}")
            expected[key] = By.TITLE
        else:
            url = spellings[1].format(doi)
            entries.append(f"@article{{{key}, title = {{Another title}}, url = {{{url}}}}}")
            expected[key] = By.DOI
    others = works("\n".join(p.read_text("utf-8", "replace") for p in LIBRARIES))
    library = works("\n".join(entries)) | dict(list(others.items())[:200])
    assert len(library) == 220
    found = notices_of(rows, library)
    assert {one.source: one.by for one in found} == expected
    assert all(one.notice.nature == "retraction" for one in found)
    natures = ("Expression of concern", "Correction", "Reinstatement")
    made = [
        row(natures[n % 3], each["OriginalPaperDOI"], Title=each["Title"])
        for n, each in enumerate(real)
    ]
    again = notices_of(notice_rows("t.csv", table(*made)), library)
    # what is known by its PubMed id alone is, without one in the table, asked for by its title
    assert {one.source for one in again} == set(expected)
    told = {one.source: one.notice.nature for one in again}
    words = ("concern", "correction", "reinstatement")
    assert told == {f"r{n}": words[n % 3] for n in range(20)}


LIBRARIES = sorted(CORPORA.rglob("*.bib"))[:40]
