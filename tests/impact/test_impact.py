"""What rests on a source, a party, a coder: four ways to leave it out, and one answer."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from evidence.build import Options, Tools, build
from evidence.diagnostics import CannotGoOn
from evidence.files.reading import templates, words_for
from evidence.loaded import LoadedReview, load
from evidence.pages.citations import Cited, plain_label
from evidence.programs.cache import code_cache
from evidence.synthesis.axes import CODER, axes
from evidence.synthesis.felling import MOST, fellings
from evidence.synthesis.robustness import changes_without, leave_groups_out, leave_one_out
from evidence.synthesis.support import Exclusion, Support, supports
from tests.impact.plainly import Files

ROOT = Path(__file__).resolve().parents[2]
REVIEWS = {
    "one study": ROOT,
    "many texts": ROOT / "tests" / "snapshot" / "review",
    "the starter": ROOT / "evidence" / "starter",
}


def described(held: Support) -> tuple[object, ...]:
    """What a reader is told of a finding's support."""
    citations = 0 if held.studies else len(held.citations)
    counts = citations, len(held.studies), len(held.against)
    return held.ground, *counts, held.contested, held.own_citation, held.cited


def told(support) -> dict[str, tuple[object, ...]]:
    return {key: described(held) for key, held in support.items()}


@pytest.fixture(params=REVIEWS, scope="module")
def coded(request, tmp_path_factory) -> tuple[Path, LoadedReview]:
    """A review that two people coded in turn, in a folder of its own."""
    folder = tmp_path_factory.mktemp("coded")
    Files(REVIEWS[request.param]).with_coders("an", "bk").written(folder)
    return folder, load(folder)


def choices(review: LoadedReview) -> list[str]:
    graph = review.graph
    used = [key for key in graph.used_sources() if key != graph.review.of]
    # each costs a rebuild of all files: of a large review those at some distance are tried
    step = 1 if len(graph.claims) < 100 else 7
    return [*used[::step], *graph.review.parties, "coder=an", "coder=bk"]


def test_page_build_impact_and_a_rebuild_without_the_entries_agree(coded, tmp_path):
    folder, review = coded
    graph = review.graph
    before = supports(graph)
    page = {one.source: one.changes for one in leave_one_out(graph, before)}
    groups = leave_groups_out(graph, axes(graph), before)
    page |= {f"coder={one.value}": one.changes for one in groups if one.axis == CODER}
    tried = choices(review)
    assert len(tried) > 4
    for number, key in enumerate(tried):
        without = review.without(key)
        sources, coder = set(without.sources), key.partition("=")[2]
        rebuilt = load(Files(folder).without(sources, coder).written(tmp_path / f"{number}"))
        excluded, _ = review.built_from([key])
        then = told(rebuilt.support)
        assert then == told(supports(excluded.graph)), key
        assert then == told(supports(graph, without)), key
        changes = review.impact(key).changes
        if key in page or key in graph.sources:
            assert page.get(key, ()) == changes, key
        changed = {change.finding for change in changes if not change.gathered}
        assert changed == {k for k, held in before.items() if described(held) != then[k]}, key
        for change in changes:
            if not change.gathered:
                had, left = described(before[change.finding])[-1], then[change.finding][-1]
                assert change.falls == (had and not left), (key, change.finding)


def test_a_build_without_anything_never_fails_and_its_title_says_so(coded):
    _, review = coded
    label = {s.key: Cited(*[plain_label(s)] * 3) for s in review.sources}
    tools = Tools(words_for, lambda *_: label, lambda _: None, templates(), compiled=code_cache())
    for key in choices(review)[::3]:
        checked, digest = review.built_from([key])
        made = build(checked, digest, tools, Options(formats=("html", "md", "json")))
        head = made["report.md"].decode().partition("\n")[0]
        assert "(without " in head
        # people wrote and judged with all sources, and what they said so says it
        said = json.loads(made["evidence.json"])["review"]
        for text in (said.get("result") or {}).values():
            assert text.startswith(("Written and judged with all", "Ditulis dan dinilai dengan")), (
                text
            )
        for question in said.get("questions", ()):
            for text in (question.get("answer") or {}).values():
                assert text.startswith(("With all sources: ", "Dengan semua sumber: ")), text
        assert digest != review.given.digest
        if key in review.graph.sources:
            assert key not in {s["key"] for s in json.loads(made["evidence.json"])["sources"]}


def test_the_sets_of_up_to_three_sources_that_fell_a_finding_are_exact(coded):
    _, review = coded
    graph = review.graph
    before = supports(graph)
    found = fellings(graph, graph.findings, before)
    used = sorted(key for key in graph.used_sources() if key != graph.review.of)
    fallen: dict[str, list[frozenset[str]]] = {key: [] for key in graph.findings}
    most = MOST if len(used) < 12 else 2
    for size in range(1, most + 1):
        for out in map(frozenset, itertools.combinations(used, size)):
            for change in changes_without(graph, Exclusion(out), before):
                smaller = fallen[change.finding]
                if change.falls and not any(one <= out for one in smaller):
                    smaller.append(out)
    for key, one in found.items():
        sets = {frozenset(s) for s in one.sets if len(s) <= most}
        assert sets == set(fallen[key]), key
        assert one.held or not fallen[key]


CHAIN = """\
review: {of: kim2003}
framework:
  finding_kinds: {conclusion: {label: Conclusion}}
  elements: [{id: el.a, label: A, origin: emergent}]
claims:
  - {id: a, statement: A., sources: [abel2005], at: {page: 1}, elements: [el.a]}
  - {id: b, statement: B., sources: [moore2010], via: [okoro2014], at: {page: 1}, elements: [el.a]}
  - {id: own, statement: C., sources: [kim2003], at: {page: 1}, elements: [el.a]}
findings:
  - {id: f.a, kind: conclusion, statement: A., supported_by: [a]}
  - {id: f.b, kind: conclusion, statement: B., supported_by: [b]}
  - {id: f.own, kind: conclusion, statement: C., supported_by: [own]}
  - {id: f.all, kind: conclusion, statement: All., supported_by: [f.a, f.b, f.own]}
  - {id: f.above, kind: conclusion, statement: Above., supported_by: [f.all]}
"""
BIB = "".join(f"@misc{{{key}, title = {{{key}}}}}\n" for key in ("kim2003", "abel2005"))
BIB += "@misc{moore2010, title = {M}}\n@misc{okoro2014, title = {O}}\n"


@pytest.fixture
def chain(tmp_path) -> LoadedReview:
    (tmp_path / "claims.yaml").write_text(CHAIN)
    (tmp_path / "sources.bib").write_text(BIB)
    return load(tmp_path)


def test_a_finding_that_only_gathers_others_falls_with_the_last_of_them(chain):
    def falling(*keys: str) -> set[str]:
        return {one.finding for one in chain.impact(*keys).changes if one.falls}

    assert falling("abel2005") == {"f.a"}
    assert falling("okoro2014") == falling("moore2010") == {"f.b"}
    assert falling("abel2005", "moore2010") == {"f.a", "f.b", "f.all", "f.above"}
    assert "each finding that it gathers" in str(chain.impact("abel2005", "moore2010"))


def test_one_that_had_nothing_cannot_fall(chain):
    assert "so it cannot fall" in str(chain.impact("f.own"))
    sets = fellings(chain.graph, ["f.above"], chain.support)["f.above"].sets
    assert sets == (("abel2005", "moore2010"), ("abel2005", "okoro2014"))


def test_more_than_three_sources_are_said_to_be_more_than_three(tmp_path):
    keys = [f"s{n}" for n in range(4)]
    claims = "".join(
        f"  - {{id: c{key}, statement: S., sources: [{key}], at: {{page: 1}}, unfitted: true}}\n"
        for key in keys
    )
    named = ", ".join(f"c{key}" for key in keys)
    finding = f"{{id: f, kind: k, statement: F., supported_by: [{named}]}}"
    kinds = "framework: {finding_kinds: {k: {label: K}}}\n"
    text = f"{kinds}claims:\n{claims}findings:\n  - {finding}\n"
    (tmp_path / "claims.yaml").write_text(text)
    (tmp_path / "sources.bib").write_text("".join(f"@misc{{{k}, title = {{{k}}}}}\n" for k in keys))
    assert "falls without more than three sources" in str(load(tmp_path).impact("f"))


def test_what_cannot_be_left_out_is_told(chain):
    for key, why in (
        ("kim2003", "the study itself"),
        ("f.x", "bears the id"),
        ("x=y", "has `x=y`"),
    ):
        with pytest.raises(CannotGoOn, match=why):
            chain.without(key)


def test_an_element_takes_along_what_bears_on_it_alone(chain):
    assert chain.without("el.a").claims == {"a", "b", "own"}
    assert chain.without("a").claims == {"a"}
