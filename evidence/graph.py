"""Claims, sources, elements and findings, linked both ways.

`build` never fails: a link that leads nowhere is left out here and reported by
`checks`. Of items that share an id the first is kept. Everything is a tuple in
the order of the files, so whatever is made from a graph has one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeVar

from evidence.model import (
    Arrow,
    Claim,
    Element,
    Finding,
    Link,
    Party,
    Question,
    Review,
    Source,
)

Item = Claim | Finding | Element | Question | Source | Party


class Role(StrEnum):
    """What an item is to a finding that names it."""

    STATED_IN = "stated_in"
    SUPPORTED_BY = "supported_by"
    CONTRADICTED_BY = "contradicted_by"
    QUALIFIED_BY = "qualified_by"
    BACKGROUND = "background"
    CONCERNS = "concerns"
    ARGUED_FROM = "argued_from"


EVIDENCE_ROLES = (
    Role.SUPPORTED_BY,
    Role.CONTRADICTED_BY,
    Role.QUALIFIED_BY,
    Role.BACKGROUND,
)


class Use(NamedTuple):
    """A finding that names an item, and as what."""

    finding: str
    role: Role


class Tie(NamedTuple):
    """A link between two claims, with the claim that states it."""

    claim: str
    link: Link


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """A review and its sources with every link in both directions.

    Shape: `proposals` are claims that nobody accepted: they hold their ids, and
           count for nothing. The mappings go from an id to ids, in the order of the files;
           `claims_of` from a source to the claims that it makes,
           `claims_through` to those that it hands on (`via`), `claims_on` to
           those that draw on it, `claims_read` from a text to the claims of
           others that were read in it (the one study's are all of that kind,
           and left out), `claims_about` from an element to the claims
           that bear on it directly, `uses` from a claim or finding to the
           findings that name it, `ties_to` from a claim to the links of other
           claims that point at it, `parts` from an element to its parts,
           `stated` from an arrow to the claims that state it. `reported` are
           ids whose items a reader reported: a link to one that could not be
           read is not taken for a mistake of its own.
           A graph equals itself alone: what several ask of one is then kept
           for it (`claim_sets`), and no comparison walks ten thousand claims.
    """

    review: Review
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    proposals: Mapping[str, Claim] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    elements: Mapping[str, Element] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    claims_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims_through: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims_read: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims_about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)
    ties_to: Mapping[str, tuple[Tie, ...]] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stated: Mapping[Arrow, tuple[str, ...]] = field(default_factory=dict)
    reported: frozenset[str] = frozenset()

    def item(self, key: str) -> Item | None:
        """Return the claim, finding, element, question or source that bears an id."""
        return (
            self.claims.get(key)
            or self.findings.get(key)
            or self.elements.get(key)
            or self.questions.get(key)
            or self.sources.get(key)
            or self.proposals.get(key)
            or self.review.parties.get(key)
        )

    def kind(self, key: str) -> str:
        """Return what an id names ("claim", "finding", ...), "" if it names nothing."""
        for kind, items in self._kinds():
            if key in items:
                return kind
        return ""

    def ids(self) -> tuple[str, ...]:
        """Return every id of the review and its sources, in the order of `kind`."""
        return tuple(key for _, items in self._kinds() for key in items)

    def is_own(self, claim: Claim) -> bool:
        """Return whether a claim is an own statement of the one study that is reviewed."""
        return bool(self.review.of) and set(claim.sources) <= {self.review.of}

    def citation(self, claim: Claim) -> tuple[str, ...]:
        """Return the works that a claim is cited from, hands between included, sorted.

        Works cited together are one citation, whoever of them said it.
        """
        works = {*claim.sources, *claim.via} - {self.review.of}
        return tuple(sorted(works))

    def used_sources(self) -> tuple[str, ...]:
        """Return the keys of the sources that the review uses, in the order of the library.

        Used is what a claim, an element or a question names, the study that is
        reviewed, the entry that a used one inherits from, and the work that may
        be by the same author. A whole library may lie in `sources.bib`.
        """
        found = self.cited()
        return tuple(key for key in self.sources if key in found)

    def cited(self) -> frozenset[str]:
        """Return the keys that the review uses, also those of which there is no entry."""
        review = self.review
        found = {review.of, *self.claims_of, *self.claims_through, *self.claims_on}
        found.update(claim.read_in for claim in self.claims.values())
        found.update(key for claim in self.proposals.values() for key in claim.sources)
        found.update(question.asked_by for question in self.questions.values())
        for element in self.elements.values():
            found.update(element.from_sources)
        waiting = list(found)
        while waiting:
            key = waiting.pop()
            facts = review.sources.get(key)
            beside = {other.source for other in facts.same_author_as} if facts else set()
            if key in self.sources:
                beside.update(parents(self.sources[key]))
            waiting.extend(beside - found)
            found |= beside
        return frozenset(found)

    def with_parts(self, element: str) -> tuple[str, ...]:
        """Return an element and all its parts, depth first; circles are cut."""
        seen: dict[str, None] = {}
        waiting = [element]
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen[current] = None
            waiting.extend(reversed(self.parts.get(current, ())))
        return tuple(seen)

    def elements_with_claims(self) -> frozenset[str]:
        """Return the elements that a claim bears on, themselves or through a part."""
        found: set[str] = set()
        for element in self.claims_about:
            current = element
            while current in self.elements and current not in found:
                found.add(current)
                current = self.elements[current].part_of
        return frozenset(found)

    def _kinds(self) -> tuple[tuple[str, Mapping[str, object]], ...]:
        return (
            ("finding", self.findings),
            ("claim", self.claims),
            ("element", self.elements),
            ("question", self.questions),
            ("source", self.sources),
            ("proposal", self.proposals),
            ("party", self.review.parties),
        )


def build(review: Review, sources: Sequence[Source]) -> Graph:
    """Return the graph of a review and its sources; dangling links are left out."""
    by_key = _first_by_id((source.key, source) for source in sources)
    coded = _first_by_id((claim.id, claim) for claim in review.claims)
    claims = {key: claim for key, claim in coded.items() if claim.counts}
    findings = _first_by_id((finding.id, finding) for finding in review.findings)
    elements = _first_by_id((element.id, element) for element in review.framework.elements)
    live = claims.values()
    return Graph(
        review=review,
        sources=by_key,
        claims=claims,
        proposals={key: claim for key, claim in coded.items() if not claim.counts},
        findings=findings,
        elements=elements,
        questions=_first_by_id((question.id, question) for question in review.questions),
        claims_of=_gather((key, claim.id) for claim in live for key in claim.sources),
        claims_through=_gather((key, claim.id) for claim in live for key in claim.via),
        claims_on=_gather((key, claim.id) for claim in live for key in claim.draws_on),
        claims_read=_gather(
            (claim.read_in, claim.id)
            for claim in live
            if claim.read_in and claim.read_in not in (review.of, *claim.sources)
        ),
        claims_about=_gather((key, claim.id) for claim in live for key in elements_of(claim)),
        uses=_gather(_uses(findings.values())),
        ties_to=_gather(
            (link.claim, Tie(claim.id, link)) for claim in live for link in claim.links
        ),
        parts=_gather((e.part_of, e.id) for e in elements.values() if e.part_of),
        stated=_gather((arrow, claim.id) for claim in live for arrow in claim.relates),
    )


def parents(source: Source) -> tuple[str, ...]:
    """Return the keys of the entries that an entry inherits from, or names as its whole."""
    named = (source.fields.get(field, "") for field in ("crossref", "xdata", "xref"))
    return tuple(key.strip() for names in named for key in names.split(",") if key.strip())


def elements_of(claim: Claim) -> tuple[str, ...]:
    """Return the elements that a claim bears on: named, or implied by its arrows."""
    if not claim.relates:
        return claim.elements
    ends = (end for arrow in claim.relates for end in (arrow.subject, arrow.object))
    return tuple(dict.fromkeys((*claim.elements, *ends)))


def named_by(finding: Finding, role: Role) -> tuple[str, ...]:
    """Return the ids that a finding names in one role."""
    return {
        Role.STATED_IN: finding.stated_in,
        Role.SUPPORTED_BY: finding.supported_by,
        Role.CONTRADICTED_BY: finding.contradicted_by,
        Role.QUALIFIED_BY: finding.qualified_by,
        Role.BACKGROUND: finding.background,
        Role.CONCERNS: finding.concerns,
        Role.ARGUED_FROM: finding.fit.argued_from if finding.fit else (),
    }[role]


def _uses(findings: Iterable[Finding]) -> Iterable[tuple[str, Use]]:
    for finding in findings:
        for role in Role:
            for key in named_by(finding, role):
                yield key, Use(finding.id, role)


def components(below: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield what leads to one another together, after all that it leads to; each key once.

    Shape: one key alone where nothing leads back to it. However long the way is,
           it is walked without recursion, and each link once.

    >>> list(components({"a": ["b"], "b": ["c"], "c": ["b", "d"]}))
    [('d',), ('b', 'c'), ('a',)]
    """
    met: dict[str, int] = {}
    told: set[str] = set()
    untold: list[str] = []  # met, and not yet told, in the order of meeting
    firsts: list[str] = []  # those of them from which nothing that was met earlier is known to be
    for start in below:
        coming = [start] if start not in met else []
        walk: list[tuple[str, Iterator[str]]] = []
        while coming or walk:
            if coming:
                key = coming.pop()
                met[key] = len(met)
                untold.append(key)
                firsts.append(key)
                walk.append((key, iter(below.get(key, ()))))
            key, links = walk[-1]
            for link in links:
                if link not in met:
                    coming.append(link)
                    break
                while link not in told and met[firsts[-1]] > met[link]:
                    firsts.pop()
            else:
                walk.pop()
                if firsts[-1] == key:
                    firsts.pop()
                    together = [untold.pop()]
                    while together[-1] != key:
                        together.append(untold.pop())
                    told.update(together)
                    yield tuple(reversed(together))


V = TypeVar("V")
K = TypeVar("K")


def _first_by_id(pairs: Iterable[tuple[K, V]]) -> dict[K, V]:
    items: dict[K, V] = {}
    for key, value in pairs:
        items.setdefault(key, value)
    return items


def _gather(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    lists: dict[K, dict[V, None]] = {}
    for key, value in pairs:
        lists.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in lists.items()}
