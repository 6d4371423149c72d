"""Silenced: what an item's `allow:` takes out of the result, with its reason.

Errors stay: a review that is inconsistent is not made consistent by a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from evidence.checks.check import Problem
from evidence.checks.nearby import Nearby
from evidence.diagnostics import Diagnostic, Severity, Where
from evidence.graph import Graph

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Silenced:
    """A diagnostic that is not shown, and the reason that the review gives."""

    diagnostic: Diagnostic
    reason: str


class Allow(NamedTuple):
    """One line under an item's `allow:`."""

    item: str
    code: str
    reason: str
    where: Where


Allowed = Mapping[tuple[str, str], Allow]


def allowed(graph: Graph) -> dict[tuple[str, str], Allow]:
    """Return every line of every `allow:`, by item and code."""
    items = (
        *((c.id, c.allow, c.where) for c in graph.claims.values() if c.allow),
        *((f.id, f.allow, f.where) for f in graph.findings.values() if f.allow),
        *((e.id, e.allow, e.where) for e in graph.elements.values() if e.allow),
        *((s.key, s.allow, s.where) for s in graph.review.sources.values() if s.allow),
    )
    return {
        (item, code): Allow(item, code, reason, where)
        for item, allow, where in items
        for code, reason in allow.items()
    }


def split(
    found: Sequence[T], keys: Sequence[tuple[str, str]], lines: Allowed
) -> tuple[list[T], list[tuple[T, Allow]]]:
    """Return what stays, and what an `allow` silences with the line that does.

    Shape: `keys` has the item and the code of each that was found.
    """
    matches = [(one, lines.get(key)) for one, key in zip(found, keys, strict=True)]
    kept = [one for one, line in matches if line is None]
    return kept, [(one, line) for one, line in matches if line is not None]


def unknown_check(lines: Sequence[Allow], codes: Mapping[str, Severity]) -> Iterator[Problem]:
    """A check is allowed that does not exist.

    Why:
        A mistyped code silences nothing.

    Bad:
        - id: tasting
          allow: {long-qoute: The law's wording matters.}

    Good:
        review:
          quote_words: 3
        claims:
          - id: tasting
            quote: tend to name more vegetables
            allow: {long-quote: The law's wording matters.}
    """
    nearby = Nearby(codes)
    for line in lines:
        if line.code not in codes:
            message = f"`{line.item}` allows `{line.code}`, which is not a check"
            yield _problem(line, message, nearby.help(line.code))


def allowed_error(lines: Sequence[Allow], codes: Mapping[str, Severity]) -> Iterator[Problem]:
    """An error is allowed, which cannot be silenced.

    Why:
        An error makes the review unreadable or inconsistent; a reason does not
        mend that.

    Bad:
        - id: tasting
          allow: {unknown-source: It will be there soon.}

    Good:
        review:
          quote_words: 3
        claims:
          - id: tasting
            quote: tend to name more vegetables
            allow: {long-quote: The law's wording matters.}
    """
    for line in lines:
        if codes.get(line.code) is Severity.ERROR:
            message = f"`{line.item}` allows `{line.code}`, but errors cannot be silenced"
            yield _problem(line, message, "mend the error, and drop the line")


def unused_allow(lines: Sequence[Allow], used: AbstractSet[tuple[str, str]]) -> Iterator[Problem]:
    """An `allow` silences nothing.

    Why:
        What was wrong is mended, or the line stands at the wrong item; left there,
        it would silence the next mistake.

    Bad:
        - id: tasting
          quote: name more
          allow: {long-quote: The law's wording matters.}

    Good:
        review:
          quote_words: 3
        claims:
          - id: tasting
            quote: tend to name more vegetables
            allow: {long-quote: The law's wording matters.}
    """
    for line in lines:
        if (line.item, line.code) not in used:
            message = f"`{line.item}` allows `{line.code}`, and there is nothing to silence"
            yield _problem(line, message, "drop the line")


def _problem(line: Allow, message: str, help_: str) -> Problem:
    return Problem(message, line.where, ("allow", line.code), line.item, help_, on_key=True)
