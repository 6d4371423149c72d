"""Circles: nothing points at itself, is part of itself, or rests on itself.

Relations between elements may form circles: feedback loops are real.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from evidence.checks import targets
from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic, Place, Related
from evidence.graph import EVIDENCE_ROLES, Graph, components, named_by
from evidence.model import Finding
from evidence.synthesis.trace import findings_on

_SHOWN = 5  # links of a long circle that its message shows
_MOST = 100  # circles of findings: each may be as long as the review
DEEPEST = 16  # levels of elements, one part of the other


def link_to_itself(graph: Graph) -> Iterator[Diagnostic]:
    """An item points at itself.

    Why:
        Nothing supports, contradicts or contains itself.

    Bad:
        - id: tasting
          supports: [tasting]

    Good:
        - id: tasting
          supports: [tasting_first]
    """
    for element in graph.elements.values():
        if element.part_of == element.id:
            message = f"element `{element.id}` is part of itself"
            yield wrong(message, element.where.at("part_of"), element.id)
    for claim in graph.claims.values():
        for path, verb, target in targets.claim_links(claim) if claim.links else ():
            if target == claim.id:
                yield wrong(f"claim `{claim.id}` {verb} itself", claim.where.at(*path), claim.id)
    for finding in graph.findings.values():
        for role in EVIDENCE_ROLES:
            named = named_by(finding, role)
            if finding.id in named:
                message = f"finding `{finding.id}` {targets.ROLE_VERBS[role]} itself"
                path = (role.value, named.index(finding.id))
                yield wrong(message, finding.where.at(*path), finding.id)
    yield from _arrows_to_itself(graph)
    yield from _same_author_as_itself(graph)


def circular_part_of(graph: Graph) -> Iterator[Diagnostic]:
    """An element is part of itself, through its parts.

    Why:
        A framework in which the whole is a part of its part cannot be drawn.

    Bad:
        framework:
          elements:
            - {id: el.a, label: A, origin: emergent, part_of: el.b}
            - {id: el.b, label: B, origin: emergent, part_of: el.a}

    Good:
        framework:
          elements:
            - {id: el.a, label: A, origin: emergent, part_of: el.outcomes}
            - {id: el.b, label: B, origin: emergent, part_of: el.a}
    """
    for circle in circles(_wholes(graph)):
        first = graph.elements[circle[0]]
        related = tuple(
            Related(graph.elements[key].where.at("part_of"), f"`{key}` is part of `{whole}`")
            for key, whole in _links(circle)
        )
        message = f"element `{first.id}` is part of itself: {_way(circle)}"
        yield wrong(message, first.where.at("part_of"), first.id, related=related)


def deep_part_of(graph: Graph) -> Iterator[Diagnostic]:
    """An element stands more than sixteen levels below its whole.

    Why:
        A framework is read as a tree, in the report and by `evidence trace`. What
        lies deeper than a reader can follow is a chain, and not a tree of themes.

    Bad:
        framework:
          elements:
            - {id: el.a, label: A, origin: emergent}
            - {id: el.b, label: B, origin: emergent, part_of: el.a}
            - {id: el.c, label: C, origin: emergent, part_of: el.b}
            - {id: el.d, label: D, origin: emergent, part_of: el.c}
            - {id: el.e, label: E, origin: emergent, part_of: el.d}
            - {id: el.f, label: F, origin: emergent, part_of: el.e}
            - {id: el.g, label: G, origin: emergent, part_of: el.f}
            - {id: el.h, label: H, origin: emergent, part_of: el.g}
            - {id: el.i, label: I, origin: emergent, part_of: el.h}
            - {id: el.j, label: J, origin: emergent, part_of: el.i}
            - {id: el.k, label: K, origin: emergent, part_of: el.j}
            - {id: el.l, label: L, origin: emergent, part_of: el.k}
            - {id: el.m, label: M, origin: emergent, part_of: el.l}
            - {id: el.n, label: N, origin: emergent, part_of: el.m}
            - {id: el.o, label: O, origin: emergent, part_of: el.n}
            - {id: el.p, label: P, origin: emergent, part_of: el.o}
            - {id: el.q, label: Q, origin: emergent, part_of: el.p}

    Good:
        framework:
          elements:
            - {id: el.a, label: A, origin: emergent}
            - {id: el.b, label: B, origin: emergent, part_of: el.a}
            - {id: el.q, label: Q, origin: emergent, part_of: el.b}
    """
    depths = _depths(_wholes(graph))
    for element in graph.elements.values():
        if depths.get(element.id) == DEEPEST + 1:  # what lies deeper still is mended with it
            message = f"element `{element.id}` stands more than {DEEPEST} levels deep"
            help_ = "make it part of an element further up"
            yield wrong(message, element.where.at("part_of"), element.id, help_)


def circular_support(graph: Graph) -> Iterator[Diagnostic]:
    """A finding rests on itself, through other findings.

    Why:
        Each would rest on the other, and both on nothing.

    Bad:
        findings:
          - id: f.a
            kind: conclusion
            statement: Gardens teach.
            supported_by: [f.b, tasting_first, gardening_first]
          - id: f.b
            kind: conclusion
            statement: Teaching gardens.
            supported_by: [f.a, tasting_first, gardening_first]

    Good:
        findings:
          - id: f.a
            kind: conclusion
            statement: Gardens teach.
            supported_by: [f.b]
          - id: f.b
            kind: conclusion
            statement: Teaching gardens.
            supported_by: [tasting_first, gardening_first]
    """
    found = tuple(islice(circles(_resting(graph)), _MOST + 1))
    for number, circle in enumerate(found[:_MOST], start=1):
        first = graph.findings[circle[0]]
        related = tuple(
            Related(_support_place(graph.findings[key], below), f"`{key}` rests on `{below}`")
            for key, below in _links(circle)
        )
        message = f"finding `{first.id}` rests on itself: {_way(circle)}"
        path = ("supported_by", first.supported_by.index(circle[1]))
        help_ = "there are more circles; they are told when these are mended"
        help_ = help_ if number == _MOST < len(found) else ""
        yield wrong(message, first.where.at(*path), first.id, help_, related)


def own_support(graph: Graph) -> Iterator[Diagnostic]:
    """A finding is supported by the very sentence that it states.

    Why:
        That the study says so is not evidence that it is so. The sentence stands
        under `stated_in`; under `supported_by` stands what is said for it.

    Bad:
        claims:
          - id: sentence
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            supported_by: [sentence, tasting_first, gardening_first]
            fit: {judgement: as_cited, because: Two studies.}

    Good:
        claims:
          - id: sentence
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            supported_by: [tasting_first, gardening_first]
            fit: {judgement: as_cited, because: Two studies.}
    """
    below = _resting(graph)
    for finding in graph.findings.values():
        for index, key in enumerate(finding.supported_by):
            if key in finding.stated_in and not _cites(graph, key):
                message = f"finding `{finding.id}` is supported by `{key}`, its own sentence"
                help_ = "name what is said for it, or judge it `nothing`"
                yield wrong(message, finding.where.at("supported_by", index), finding.id, help_)
        if not finding.stated_in:
            continue
        for sentence in (key for key in finding.stated_in if not _cites(graph, key)):
            resting = findings_on(graph, (sentence,))
            for key in (key for key in below.get(finding.id, ()) if key in resting):
                message = (
                    f"finding `{finding.id}` is supported by `{sentence}`, "
                    f"its own sentence, through `{key}`"
                )
                path = ("supported_by", finding.supported_by.index(key))
                yield wrong(message, finding.where.at(*path), finding.id)


def _cites(graph: Graph, sentence: str) -> bool:
    """Return whether a sentence of the study cites a work: that is a citation of it."""
    claim = graph.claims.get(sentence)
    return claim is not None and bool(graph.review.of) and not graph.is_own(claim)


def circles(below: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield each circle once, from its member that comes first in the mapping.

    A circle of one (a link to itself) is not among them: it has a check of its own.

    >>> list(circles({"a": ("b",), "b": ("c", "a"), "c": ()}))
    [('a', 'b')]
    """
    order = {key: rank for rank, key in enumerate(below)}
    done: set[str] = set()
    for start in below:
        path: dict[str, Iterator[str]] = {}
        current: str | None = start if start not in done else None
        while current is not None:
            path.setdefault(current, iter(below.get(current, ())))
            step = next((key for key in path[current] if key not in done), None)
            if step is None:
                done.add(current)
                path.popitem()
                current = next(reversed(path), None)
            elif step not in path:
                current = step
            elif step != current:
                walked = tuple(path)
                circle = walked[walked.index(step) :]
                first = circle.index(min(circle, key=order.__getitem__))
                yield circle[first:] + circle[:first]


def _arrows_to_itself(graph: Graph) -> Iterator[Diagnostic]:
    for said, item, where, path, arrow in targets.arrows(graph):
        if arrow.subject == arrow.object:
            yield wrong(f"{said} `{arrow.subject}` to itself", where.at(*path), item)


def _same_author_as_itself(graph: Graph) -> Iterator[Diagnostic]:
    for key, facts in graph.review.sources.items():
        for index, other in enumerate(facts.same_author_as):
            if other.source == key:
                message = f"source `{key}` has the same author as itself"
                path = ("same_author_as", index, "source")
                yield wrong(message, facts.where.at(*path), key)


def _resting(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return for each finding the findings that it rests on."""
    return {
        finding.id: tuple(key for key in finding.supported_by if key in graph.findings)
        for finding in graph.findings.values()
    }


def _support_place(finding: Finding, below: str) -> Place:
    return finding.where.at("supported_by", finding.supported_by.index(below))


def _wholes(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return for each element that is part of another the one that it is part of."""
    return {e.id: (e.part_of,) for e in graph.elements.values() if e.part_of in graph.elements}


def _depths(wholes: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return how many levels below the uppermost whole each element stands, 0 in a circle."""
    depths: dict[str, int] = {}
    for together in components(wholes):
        for key in together:
            above = (depths.get(whole, 0) for whole in wholes.get(key, ()) if whole != key)
            depths[key] = 1 + max(above, default=0) if len(together) == 1 else 0
    return depths


def _links(circle: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the links of a circle after its first: of a long one, those that a message shows."""
    pairs = zip(circle[1:], (*circle[2:], circle[0]), strict=True)
    return tuple(islice(pairs, _SHOWN))


def _way(circle: tuple[str, ...]) -> str:
    long = len(circle) > _SHOWN + 1
    shown = [f"`{key}`" for key in (circle[:_SHOWN] if long else circle)]
    way = " -> ".join([*shown, *(["…"] if long else []), f"`{circle[0]}`"])
    return f"{way}, {len(circle)} in all" if long else way
