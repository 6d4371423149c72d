"""The tables of the page say its sentences, and count what `evidence.json` counts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import evidence
from evidence.exchange.json import evidence_json
from evidence.language import Catalogue
from evidence.pages.edition import Edition
from evidence.pages.sentence_tables import LEANING, SUMMARY, sentence_tables
from evidence.pages.translated import Translated
from evidence.synthesis.synthesis import synthesise

ROOT = Path(__file__).resolve().parents[2]
TOLD = {
    "nothing": "no citation",
    "beyond": "goes beyond its citations",
    "argued": "argued from what is cited",
    "in_part": "cited in part",
    "as_cited": "cited in full",
    "not_due": "no citation is due",
    "own_citation": "carries its own citation",
}
Rows = list[dict[str, str]]


def made(folder: Path) -> tuple[dict[str, Rows], dict[str, Any]]:
    """The tables of a review, each source by its key, and what `evidence.json` says of it."""
    review = evidence.load(folder)
    graph, found = review.graph, synthesise(review.graph)
    keys = {key: key for key in graph.sources}
    tables = sentence_tables(Translated(graph, Catalogue("en"), keys), found, Edition((), "", ""))
    said = evidence_json(graph, found, review.checked.states, {}, data_hash="", version="")
    rows = {t.name: [dict(zip(t.head, row, strict=True)) for row in t.rows] for t in tables}
    assert all(len(set(t.head)) == len(t.head) for t in tables)
    return rows, json.loads(said)


@pytest.fixture(scope="module")
def study():
    return made(ROOT)


@pytest.fixture(scope="module")
def texts():
    return made(ROOT / "tests" / "snapshot" / "review")


def by_id(said: dict[str, Any], kind: str) -> dict[str, Any]:
    return {item["id"]: item for item in said[kind]}


def finding_of(row: dict[str, str]) -> str:
    assert row["Link"].startswith("report.html#")
    return row["Link"].removeprefix("report.html#")


def text(words: dict[str, str] | None) -> str:
    return words["en"] if words else ""


def test_each_kind_of_finding_is_a_table_and_each_finding_but_headings_a_row(study):
    tables, said = study
    findings = by_id(said, "findings")
    kinds = {f["kind"] for f in findings.values()} - {"challenge_group"}
    assert set(tables) == {f"page-{kind}" for kind in kinds} | {LEANING}
    for kind in kinds:
        rows = tables[f"page-{kind}"]
        assert {finding_of(row) for row in rows} == {
            key for key, f in findings.items() if f["kind"] == kind
        }
        for row in rows:
            assert row["Finding"] == text(findings[finding_of(row)]["statement"])


def test_a_judged_sentence_stands_with_its_judgement_and_all_that_is_cited_for_it(study):
    tables, said = study
    findings, claims = by_id(said, "findings"), by_id(said, "claims")
    rows = tables["page-conclusion"]
    ways = [findings[finding_of(row)]["told"] for row in rows]
    assert ways == sorted(ways, key=list(TOLD).index)
    for row, way in zip(rows, ways, strict=True):
        finding = findings[finding_of(row)]
        fit, support = finding["fit"], finding["support"]
        assert row["How far it is cited"].split("; ")[0] == TOLD[way]
        against = "speaks against it" in row["How far it is cited"]
        settled = row["How far it is cited"].endswith("something speaks against it, settled")
        assert (against and not settled) == support["contested"]
        assert against == bool(support["contradicting"])
        assert row["Nobody is cited for"] == text(fit["not_cited"] if fit else None)
        assert row["Why"] == text(fit["because"] if fit else None)
        keys = (*support["direct"], *(fit["argued_from"] if fit else ()), *support["implied"])
        cited = [text(claims[k]["short"] or claims[k]["statement"]).removesuffix(".") for k in keys]
        near = [key for key in dict.fromkeys(keys) if claims[key]["attribution"] == "implied"]
        assert all(statement in row["What is cited"] for statement in cited)
        assert row["What is cited"].count("(a citation stands near)") == len(near)
        assert row["Sources"] == "; ".join(support["sources"])


def test_a_cell_says_the_sentence_that_is_shown_or_the_gap_and_its_sources(study):
    tables, said = study
    findings, claims = by_id(said, "findings"), by_id(said, "claims")
    kinds = {kind["id"]: kind for kind in said["framework"]["finding_kinds"]}
    shown = gaps = 0
    for kind in ("strategy", "main_element"):
        labels = {cell["id"]: text(cell["label"]) for cell in kinds[kind]["cells"]}
        for row in tables[f"page-{kind}"]:
            for cell in findings[finding_of(row)]["cells"]:
                label = labels[cell["id"]]
                if cell["shown"]:
                    claim = claims[cell["shown"]]
                    assert row[label] == text(claim["short"] or claim["statement"])
                    assert row[f"{label}: sources"] == "; ".join(claim["sources"])
                    shown += 1
                else:
                    assert row[label] == text(cell["gap"])
                    assert row[f"{label}: sources"] == ""
                    gaps += 1
                assert ("disputed" in row[f"{label}: what it rests on"]) == bool(cell["disputed"])
    assert shown > 15
    assert gaps


def test_a_challenge_stands_under_its_heading_and_an_omission_beside_what_it_leaves_out(study):
    tables, said = study
    findings, claims = by_id(said, "findings"), by_id(said, "claims")
    heads = {
        below: text(f["statement"])
        for f in findings.values()
        if f["kind"] == "challenge_group"
        for below in f["supported_by"]
    }
    assert len(heads) > 10
    for row in tables["page-challenge"]:
        assert row["Heading"] == heads.get(finding_of(row), "")
    for row in tables["page-omission"]:
        for key in findings[finding_of(row)]["concerns"]:
            item = findings.get(key) or claims[key]
            words = text(item.get("short") or item["statement"])
            assert words.removesuffix(".") in row["Left out"]


def test_sources_by_findings_are_those_of_their_claims(study):
    tables, said = study
    findings, claims = by_id(said, "findings"), by_id(said, "claims")
    leading = {key for keys in said["review"]["judged"].values() for key in keys}
    heads = {text(findings[key]["statement"]): key for key in leading}
    expected: dict[tuple[str, str], list[str]] = {}
    for key in leading:
        for name, way in (
            ("direct", "cited"),
            ("implied", "a citation stands near"),
            ("contradicting", "speaks against it"),
        ):
            for claim in findings[key]["support"][name]:
                for work in claims[claim]["sources"]:
                    ways = expected.setdefault((work, key), [])
                    if work != said["review"]["of"] and way not in ways:
                        ways.append(way)
    found = {
        (row["Source"], heads[name.partition(". ")[2]]): cell.split("; ")
        for row in tables[LEANING]
        for name, cell in row.items()
        if name not in ("Source", "Changed without it", "How") and cell
    }
    assert found == {place: ways for place, ways in expected.items() if ways}
    assert len(found) > 8
    for row in tables[LEANING]:
        every = said["without_source"][row["Source"]]
        changed = [c for c in every if c["finding"] in leading]
        assert len(list(filter(None, row["How"].split("; ")))) >= len(changed)
        assert bool(row["How"]) == bool(changed)
        numbers = list(map(int, re.findall(r"\d+", row["Changed without it"])))
        assert numbers[:1] == [len(changed)] * bool(every)
        assert numbers[1:] == [len(every)] * (len(every) > len(changed))


def test_a_review_of_many_texts_has_a_summary_of_its_findings(texts):
    tables, said = texts
    findings = by_id(said, "findings")
    rows = tables[SUMMARY]
    assert [finding_of(row) for row in rows] == list(findings)
    for row in rows:
        finding = findings[finding_of(row)]
        support, given = finding["support"], finding["assessment"]
        assert row["Finding"] == text(finding["statement"])
        confidence = f"{(finding['confidence'] or '').replace('_', ' ')} confidence"
        assert row["GRADE-CERQual confidence"].split("; ")[0] == (
            confidence if finding["confidence"] else ""
        )
        assert row["Explanation"] == text(given["because"] if given else None)
        for name in ("coherence", "adequacy", "relevance"):
            because = text(given[name]["because"]) if given else ""
            assert row[name].endswith(because)
            assert bool(row[name]) == bool(given)
        against = support["against"]
        told = [study for study in support["studies"] if study not in against]
        columns = ("Contributing studies", "Studies that only qualify it")
        named = [study for column in columns for study in row[column].split("; ") if study]
        assert sorted(named) == sorted(told)
        assert row["Studies against it"] == "; ".join(against)
    # the others have no cells, and would say the same again
    assert set(tables) == {"page-strategy", SUMMARY, LEANING}


def test_companion_reports_are_named_as_the_one_study_that_they_are(linked):
    claim = "{id: %s, statement: A., sources: [%s], at: {page: 1}, elements: [el.taste]}"
    graph = linked(
        "sources: {kim2003: {study: trial}, abel2005: {study: trial}}\n"
        f"claims:\n  - {claim % ('a', 'kim2003')}\n  - {claim % ('b', 'abel2005')}\n"
        "findings: [{id: f.a, kind: conclusion, statement: A., supported_by: [a, b]}]\n"
    )
    review = Translated(graph, Catalogue("en"), {"kim2003": "Kim 2003", "abel2005": "Abel 2005"})
    (summary,) = (
        table
        for table in sentence_tables(review, synthesise(graph), Edition((), "", ""))
        if table.name == SUMMARY
    )
    row = dict(zip(summary.head, summary.rows[0], strict=True))
    assert row["Contributing studies"] == "Kim 2003, Abel 2005"
    assert row["What is counted"] == "1 study"
