"""Circles: nothing points at itself, is part of itself, or rests on itself.

Relations between elements may form circles: feedback loops are real.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.checks import targets
from evidence.checks.check import Problem
from evidence.diagnostics import Place, Related
from evidence.graph import EVIDENCE_ROLES, Graph, Role, named_by
from evidence.model import Finding
from evidence.synthesis.support import claims_in


def link_to_itself(graph: Graph) -> Iterator[Problem]:
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
            yield Problem(message, element.where, ("part_of",), element.id)
    for claim in graph.claims.values():
        for path, verb, target in targets.claim_links(claim) if claim.links else ():
            if target == claim.id:
                yield Problem(f"claim `{claim.id}` {verb} itself", claim.where, path, claim.id)
    for finding in graph.findings.values():
        for role in EVIDENCE_ROLES:
            named = named_by(finding, role)
            if finding.id in named:
                message = f"finding `{finding.id}` {targets.ROLE_VERBS[role]} itself"
                path = (role.value, named.index(finding.id))
                yield Problem(message, finding.where, path, finding.id)
    yield from _arrows_to_itself(graph)
    yield from _same_author_as_itself(graph)


def circular_part_of(graph: Graph) -> Iterator[Problem]:
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
    wholes = {e.id: (e.part_of,) for e in graph.elements.values() if e.part_of in graph.elements}
    for circle in circles(wholes):
        first = graph.elements[circle[0]]
        related = tuple(
            Related(graph.elements[key].where.at("part_of"), f"`{key}` is part of `{whole}`")
            for key, whole in zip(circle[1:], (*circle[2:], circle[0]), strict=True)
        )
        message = f"element `{first.id}` is part of itself: {_way(circle)}"
        yield Problem(message, first.where, ("part_of",), first.id, related=related)


def circular_support(graph: Graph) -> Iterator[Problem]:
    """A finding rests on itself, through other findings.

    Why:
        Each would be carried by the other, and both by nothing.

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
    for circle in circles(_resting(graph)):
        first = graph.findings[circle[0]]
        related = tuple(
            Related(_support_place(graph.findings[key], below), f"`{key}` rests on `{below}`")
            for key, below in zip(circle[1:], (*circle[2:], circle[0]), strict=True)
        )
        message = f"finding `{first.id}` rests on itself: {_way(circle)}"
        path = ("supported_by", first.supported_by.index(circle[1]))
        yield Problem(message, first.where, path, first.id, related=related)


def own_support(graph: Graph) -> Iterator[Problem]:
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
            fit: {judgement: carried, because: Two studies.}

    Good:
        claims:
          - id: sentence
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            supported_by: [tasting_first, gardening_first]
            fit: {judgement: carried, because: Two studies.}
    """
    below = _resting(graph)
    for finding in graph.findings.values():
        for index, key in enumerate(finding.supported_by):
            if key in finding.stated_in:
                message = f"finding `{finding.id}` is supported by `{key}`, its own sentence"
                help_ = "name what is said for it, or judge it `fit: unsupported`"
                yield Problem(message, finding.where, ("supported_by", index), finding.id, help_)
        if not finding.stated_in:
            continue
        for key in below.get(finding.id, ()):
            claims = {c.id for c in claims_in(graph, graph.findings[key], Role.SUPPORTED_BY)}
            for sentence in (s for s in finding.stated_in if s in claims):
                message = (
                    f"finding `{finding.id}` is supported by `{sentence}`, "
                    f"its own sentence, through `{key}`"
                )
                path = ("supported_by", finding.supported_by.index(key))
                yield Problem(message, finding.where, path, finding.id)


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


def _arrows_to_itself(graph: Graph) -> Iterator[Problem]:
    for said, item, where, path, arrow in targets.arrows(graph):
        if arrow.subject == arrow.object:
            yield Problem(f"{said} `{arrow.subject}` to itself", where, path, item)


def _same_author_as_itself(graph: Graph) -> Iterator[Problem]:
    for key, facts in graph.review.sources.items():
        for index, other in enumerate(facts.same_author_as):
            if other.source == key:
                message = f"source `{key}` has the same author as itself"
                path = ("same_author_as", index, "source")
                yield Problem(message, facts.where, path, key)


def _resting(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return for each finding the findings that it rests on."""
    return {
        finding.id: tuple(key for key in finding.supported_by if key in graph.findings)
        for finding in graph.findings.values()
    }


def _support_place(finding: Finding, below: str) -> Place:
    return finding.where.at("supported_by", finding.supported_by.index(below))


def _way(circle: tuple[str, ...]) -> str:
    shown = circle if len(circle) <= 6 else (*circle[:5], "…")
    return " -> ".join(f"`{key}`" if key != "…" else key for key in (*shown, circle[0]))
