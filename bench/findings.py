"""The findings of a generated review, each on claims of several sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from coding import Coded, statement
from framework import CELLS
from wording import said

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")


@dataclass(frozen=True, slots=True)
class Named:
    """The claims that a finding names, by what they are to it."""

    support: Sequence[Coded]
    against: Sequence[Coded]
    qualifying: Sequence[Coded]


def findings(
    rng: Random, coded: Sequence[Coded], count: int, languages: Sequence[str]
) -> Iterator[str]:
    """Yield the YAML of so many findings, their kinds and elements in turn."""
    by_element: dict[str, list[Coded]] = {}
    for claim in coded:
        for element in claim.elements:
            by_element.setdefault(element, []).append(claim)
    opponents = _opponents(coded)
    for number in range(count):
        kind = ("strategy", "challenge", "conclusion")[number % 3]
        element = list(by_element)[number % len(by_element)]
        named = _named(rng, by_element[element], opponents)
        lines = _finding(rng, number, kind, element, named, languages)
        yield "\n".join(lines) + "\n\n"


def _opponents(coded: Sequence[Coded]) -> dict[str, list[Coded]]:
    """Return the claims that each claim contradicts, or is contradicted by."""
    by_id = {claim.id: claim for claim in coded}
    found: dict[str, list[Coded]] = {}
    for claim in coded:
        if claim.contradicts:
            found.setdefault(claim.id, []).append(by_id[claim.contradicts])
            found.setdefault(claim.contradicts, []).append(claim)
    return found


def _named(rng: Random, pool: Sequence[Coded], opponents: dict[str, list[Coded]]) -> Named:
    # Claims of different sources, so that each finding rests on several.
    by_source = list({claim.source: claim for claim in pool}.values())
    chosen = rng.sample(by_source, min(len(by_source), rng.randint(4, 12)))
    spare = max(2, len(chosen) - 2)
    support, rest = chosen[:spare], chosen[spare:]
    against = rest[:1] if rng.random() < 0.3 else []
    # Whoever contradicts the support is named as well, and on one side only.
    against += [other for claim in support for other in opponents.get(claim.id, ())]
    against = list({claim.id: claim for claim in against}.values())
    sides = {claim.id for claim in against}
    support = [claim for claim in support if claim.id not in sides]
    return Named(support, against, [claim for claim in rest if claim.id not in sides])


def _finding(
    rng: Random,
    number: int,
    kind: str,
    element: str,
    named: Named,
    languages: Sequence[str],
) -> list[str]:
    lines = [
        f"  - id: f.{kind}_{number:04d}",
        f"    kind: {kind}",
        f"    statement: {said(statement(rng, number), languages)}",
        f"    answers: [{'q.learning' if number % 2 else 'q.lasting'}]",
        f"    elements: [{element}]",
        f"    supported_by: [{_ids(named.support)}]",
    ]
    if named.against:
        lines += [
            f"    contradicted_by: [{_ids(named.against)}]",
            "    resolution: It holds where the lessons are part of the timetable.",
        ]
    if named.qualifying:
        lines.append(f"    qualified_by: [{_ids(named.qualifying)}]")
    if kind == "strategy":
        all_named = (*named.support, *named.against, *named.qualifying)
        empty = [cell for cell, where in CELLS.items() if not _filled(all_named, where)]
        lines += ["    gaps:"] if empty else []
        lines += [f"      {cell}: No claim of this review speaks of it." for cell in empty]
    if number % 5 == 0:
        lines += ["    rank: main"]
    if number % 4 == 0:
        lines += _assessment(rng)
    return lines


def _ids(claims: Iterable[Coded]) -> str:
    return ", ".join(claim.id for claim in claims)


def _filled(named: Iterable[Coded], where: dict[str, str]) -> bool:
    return any(where.items() <= claim.facets.items() for claim in named)


def _assessment(rng: Random) -> list[str]:
    lines = ["    assessment:"]
    for component in COMPONENTS:
        concern = rng.choice(("none", "minor", "moderate"))
        lines += [
            f"      {component}:",
            f"        concern: {concern}",
            "        because: Two coders read the methods and agreed.",
        ]
    return [
        *lines,
        f"      confidence: {rng.choice(('high', 'moderate', 'low'))}",
        "      because: Several schools, one region.",
        "      by: [ys, am]",
    ]
