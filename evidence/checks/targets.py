"""Targets: what the items of a review point at, and what does not stand there.

One generator for each kind of target. Each yields only the links that do not
lead to what they should; `links` says whether nothing stands there, or
something of another kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from evidence.checks.check import Path
from evidence.diagnostics import Place, Where
from evidence.graph import EVIDENCE_ROLES, Graph, Role, named_by
from evidence.model import Arrow, Claim, LinkKind

LINK_VERBS = {
    LinkKind.SUPPORTS: "supports",
    LinkKind.CONTRADICTS: "contradicts",
    LinkKind.QUALIFIES: "qualifies",
    LinkKind.RESTATES: "restates",
    LinkKind.NOT_COMPARABLE: "is not comparable with",
}
ROLE_VERBS = {
    Role.STATED_IN: "is stated in",
    Role.SUPPORTED_BY: "is supported by",
    Role.CONTRADICTED_BY: "is contradicted by",
    Role.QUALIFIED_BY: "is qualified by",
    Role.BACKGROUND: "has as background",
    Role.CONCERNS: "says is left out",
}


class WrongTarget(NamedTuple):
    """A link whose target is not what should stand there.

    Shape: `said` is the sentence up to the target ("claim `x` cites").
    """

    said: str
    item: str
    where: Where
    path: Path
    target: str


def sources(graph: Graph) -> Iterator[WrongTarget]:
    """Yield the links that should lead to a source."""
    review, known = graph.review, graph.sources
    if review.of and review.of not in known:
        yield WrongTarget("the review is of", "", review.where, ("of",), review.of)
    yield from _sources_of_framework(graph)
    for claim in graph.claims.values():
        for key in claim.sources:
            if key not in known:
                path = ("sources", claim.sources.index(key))
                yield WrongTarget(f"claim `{claim.id}` cites", claim.id, claim.where, path, key)
        if claim.via or claim.draws_on:
            yield from _lesser_sources(graph, claim)
    yield from _texts_read(graph)
    yield from _sources_of_facts(graph)


def elements(graph: Graph) -> Iterator[WrongTarget]:
    """Yield the links that should lead to an element, arrows left out."""
    known = graph.elements
    for element in known.values():
        if element.part_of and element.part_of not in known:
            said = f"element `{element.id}` is part of"
            yield WrongTarget(said, element.id, element.where, ("part_of",), element.part_of)
    for claim in graph.claims.values():
        for key in claim.elements:
            if key not in known:
                path = ("elements", claim.elements.index(key))
                yield WrongTarget(f"claim `{claim.id}` bears on", claim.id, claim.where, path, key)
    for finding in graph.findings.values():
        for index, key in enumerate(finding.elements):
            if key not in known:
                said = f"finding `{finding.id}` bears on"
                yield WrongTarget(said, finding.id, finding.where, ("elements", index), key)


def arrow_ends(graph: Graph) -> Iterator[WrongTarget]:
    """Yield the ends of arrows that should be elements."""
    known = graph.elements
    for said, item, where, path, arrow in arrows(graph):
        for end in dict.fromkeys((arrow.subject, arrow.object)):
            if end not in known:
                yield WrongTarget(said, item, where, path, end)


def arrows(graph: Graph) -> Iterator[tuple[str, str, Where, Path, Arrow]]:
    """Yield every arrow of the framework and of the claims with its place."""
    framework = graph.review.framework
    for index, arrow in enumerate(framework.relations):
        yield "the framework relates", "", framework.where, ("relations", index), arrow
    for claim in graph.claims.values():
        for index, arrow in enumerate(claim.relates):
            said = f"claim `{claim.id}` relates"
            yield said, claim.id, claim.where, ("relates", index), arrow


def claims(graph: Graph) -> Iterator[WrongTarget]:
    """Yield the links that should lead to a claim."""
    known = graph.claims
    for claim in known.values():
        if claim.links:
            for path, verb, target in claim_links(claim):
                if target not in known:
                    yield WrongTarget(
                        f"claim `{claim.id}` {verb}", claim.id, claim.where, path, target
                    )
    for finding in graph.findings.values():
        for index, key in enumerate(finding.stated_in):
            if key not in known:
                said = f"finding `{finding.id}` is stated in"
                yield WrongTarget(said, finding.id, finding.where, ("stated_in", index), key)
        for index, key in enumerate(finding.fit.argued_from if finding.fit else ()):
            if key not in known:
                said = f"finding `{finding.id}` is argued from"
                path = ("fit", "argued_from", index)
                yield WrongTarget(said, finding.id, finding.where, path, key)


def evidence(graph: Graph) -> Iterator[WrongTarget]:
    """Yield the links of findings that should lead to a claim or another finding."""
    claims, findings = graph.claims, graph.findings
    for finding in findings.values():
        for role in (*EVIDENCE_ROLES, Role.CONCERNS):
            for index, key in enumerate(named_by(finding, role)):
                if key not in claims and key not in findings:
                    said = f"finding `{finding.id}` {ROLE_VERBS[role]}"
                    yield WrongTarget(said, finding.id, finding.where, (role.value, index), key)


def questions(graph: Graph) -> Iterator[WrongTarget]:
    """Yield the links that should lead to a question."""
    for finding in graph.findings.values():
        for index, key in enumerate(finding.answers):
            if key not in graph.questions:
                said = f"finding `{finding.id}` answers"
                yield WrongTarget(said, finding.id, finding.where, ("answers", index), key)


def parties(graph: Graph) -> Iterator[WrongTarget]:
    """Yield the links that should lead to a party."""
    for key, facts in graph.review.sources.items():
        if facts.party and facts.party not in graph.review.parties:
            said = f"source `{key}` speaks for"
            yield WrongTarget(said, key, facts.where, ("party",), facts.party)


def claim_links(claim: Claim) -> Iterator[tuple[Path, str, str]]:
    """Yield the place, the verb and the target of every link of a claim."""
    counts = dict.fromkeys(LinkKind, 0)
    for link in claim.links:
        yield (link.kind.value, counts[link.kind], "claim"), LINK_VERBS[link.kind], link.claim
        counts[link.kind] += 1


def with_article(kind: str) -> str:
    """Return "an element", "a claim": a kind of item with its article."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def place_of(graph: Graph, key: str) -> Place:
    """Return the place where an id is defined, one without a file if there is none."""
    item = graph.item(key)
    return item.where.at("id") if item else Place("", 0)


def _sources_of_framework(graph: Graph) -> Iterator[WrongTarget]:
    for question in graph.questions.values():
        if question.asked_by and question.asked_by not in graph.sources:
            said = f"question `{question.id}` is asked by"
            yield WrongTarget(said, question.id, question.where, ("asked_by",), question.asked_by)
    for element in graph.elements.values():
        for index, key in enumerate(element.from_sources):
            if key not in graph.sources:
                said = f"element `{element.id}` comes from"
                yield WrongTarget(said, element.id, element.where, ("from", index), key)


def _sources_of_facts(graph: Graph) -> Iterator[WrongTarget]:
    for key, facts in graph.review.sources.items():
        if key not in graph.sources:
            yield WrongTarget("facts are given of", key, facts.where, (), key)
        for index, other in enumerate(facts.same_author_as):
            if other.source not in graph.sources:
                path = ("same_author_as", index, "source")
                said = f"source `{key}` has the same author as"
                yield WrongTarget(said, key, facts.where, path, other.source)


def _lesser_sources(graph: Graph, claim: Claim) -> Iterator[WrongTarget]:
    for field, verb, keys in (
        ("via", "comes through", claim.via),
        ("draws_on", "draws on", claim.draws_on),
    ):
        for index, key in enumerate(keys):
            if key not in graph.sources:
                said = f"claim `{claim.id}` {verb}"
                yield WrongTarget(said, claim.id, claim.where, (field, index), key)


def _texts_read(graph: Graph) -> Iterator[WrongTarget]:
    """Yield the texts that were read, where that is news.

    The only source of a claim, or the study that is reviewed, is no news; a
    text that the defaults of a file name is told once.
    """
    told: set[str] = set()
    for claim in graph.claims.values():
        key = claim.read_in
        if not key or key in graph.sources or key in (graph.review.of, *claim.sources):
            continue
        if claim.where.at("read_in") == claim.where.at():
            if key in told:
                continue
            told.add(key)
        said = f"claim `{claim.id}` was read in"
        yield WrongTarget(said, claim.id, claim.where, ("read_in",), key)
