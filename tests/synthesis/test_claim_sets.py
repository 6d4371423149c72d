"""The claims below every finding at once are those that the way down finds one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.graph import Graph, Role, build, components
from evidence.model import Claim, Finding, Locator, Passage, Review, Wording
from evidence.synthesis.cells import named_claims
from evidence.synthesis.claim_sets import claim_sets
from evidence.synthesis.support import Exclusion, claims_in, reduced, support, supports
from evidence.synthesis.voices import voices

SOURCES = ("kim", "abel", "sato")
CLAIMS = tuple(f"c{number}" for number in range(6))


def claim(name, sources=("kim",), via=(), read_in=""):
    said = Passage(Locator(), name)
    return Claim(name, Wording("S."), sources, said, via=via, read_in=read_in)


def finding(number, supported_by, **roles):
    return Finding(f"f{number}", "conclusion", Wording("S."), supported_by=supported_by, **roles)


@st.composite
def graphs(draw):
    """Draw a review whose findings name claims and findings before them."""
    some = st.lists(st.sampled_from(SOURCES), unique=True, max_size=2).map(tuple)
    claims = [
        claim(name, draw(some), draw(some), draw(st.sampled_from(("", *SOURCES))))
        for name in CLAIMS
    ]
    findings = []
    for number in range(draw(st.integers(1, 6))):
        known = (*CLAIMS, *(f"f{before}" for before in range(number)))
        keys = st.lists(st.sampled_from(known), unique=True, max_size=3).map(tuple)
        findings.append(
            finding(
                number,
                draw(keys),
                contradicted_by=draw(keys),
                background=draw(keys),
                stated_in=draw(st.lists(st.sampled_from(CLAIMS), max_size=2).map(tuple)),
            )
        )
    of = draw(st.sampled_from(("", "kim")))
    return build(Review(of=of, claims=tuple(claims), findings=tuple(findings)), ())


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_sets_and_ways_agree(graph):
    under, held = claim_sets(graph), supports(graph)
    for one in graph.findings.values():
        alone = support(graph, one)
        assert held[one.id] == alone
        assert under.support(one) == under.of(
            c.id for c in claims_in(graph, one, Role.SUPPORTED_BY)
        )
        assert under.named(one) == under.of(c.id for c in named_claims(graph, one))


@settings(max_examples=100, deadline=None)
@given(graphs(), st.sets(st.sampled_from(SOURCES)), st.sets(st.sampled_from(CLAIMS)))
def test_what_is_left_without_something_is_the_same_from_the_whole_as_anew(graph, sources, claims):
    without = Exclusion(frozenset(sources), frozenset(claims))
    for one in graph.findings.values():
        left = reduced(graph, support(graph, one), without, voices(graph))
        assert left == support(graph, one, without)


def chain(length: int, *, circle: bool = False) -> Graph:
    """Return a review of findings each of which rests on the one before and a claim of its own."""
    claims = tuple(claim(f"c{number}") for number in range(length))
    findings = tuple(
        finding(
            number,
            (f"c{number}", *((f"f{(number or length) - 1}",) if number or circle else ())),
        )
        for number in range(length)
    )
    return build(Review(claims=claims, findings=findings), ())


class Counted(dict):
    """A mapping that counts how often it is asked."""

    asked = 0

    def get(self, key, default=None):
        self.asked += 1
        return super().get(key, default)

    def __getitem__(self, key):
        self.asked += 1
        return super().__getitem__(key)


@pytest.mark.parametrize("circle", [False, True])
def test_a_chain_of_ten_thousand_findings_is_walked_once_and_without_recursion(circle):
    graph = chain(10_000, circle=circle)
    under = claim_sets(graph)
    last = graph.findings["f9999"]
    assert under.support(last).bit_count() == 10_000


@pytest.mark.parametrize("circle", [False, True])
def test_links_are_looked_at_once_each_however_long_the_chain(circle):
    asked = []
    for length in (500, 1_000):
        links = Counted({str(n): [str(n + 1)] for n in range(length - 1)})
        if circle:
            links[str(length - 1)] = ["0"]
        assert sum(map(len, components(links))) == length
        asked.append(links.asked)
    assert asked[1] <= 2 * asked[0] + 2


def test_what_leads_to_one_another_comes_together_after_all_that_it_leads_to():
    links = {"a": ["b"], "b": ["c", "e"], "c": ["b", "d"], "d": [], "e": ["e"], "f": ["a", "d"]}
    found = list(components(links))
    assert sorted(map(sorted, found)) == [["a"], ["b", "c"], ["d"], ["e"], ["f"]]
    place = {key: number for number, together in enumerate(found) for key in together}
    assert all(place[low] <= place[high] for high, lows in links.items() for low in lows)
