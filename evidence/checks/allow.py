"""Silenced: what an item's `allow:` takes out of the result, with its reason.

Errors stay: a review that is inconsistent is not made consistent by a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from evidence.checks.check import wrong
from evidence.checks.suggestions import Suggestions
from evidence.diagnostics import Diagnostic, Severity, Where
from evidence.graph import Graph


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
    found: Iterable[Diagnostic], lines: Allowed, code: str = ""
) -> tuple[list[Diagnostic], list[tuple[Diagnostic, Allow]]]:
    """Return what stays, and what an `allow` silences with the line that does.

    Shape: `code` is that of the check which found them, and has not named them yet.
    """
    matches = [(one, lines.get((one.item, code or one.code))) for one in found]
    kept = [one for one, line in matches if line is None]
    return kept, [(one, line) for one, line in matches if line is not None]


def unknown_check(lines: Sequence[Allow], codes: Mapping[str, Severity]) -> Iterator[Diagnostic]:
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
    suggestions = Suggestions(codes)
    for line in lines:
        if line.code not in codes:
            message = f"`{line.item}` allows `{line.code}`, which is not a check"
            yield _wrong(line, message, suggestions.help(line.code))


def allowed_error(lines: Sequence[Allow], codes: Mapping[str, Severity]) -> Iterator[Diagnostic]:
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
            yield _wrong(line, message, "mend the error, and drop the line")


def unused_allow(
    lines: Sequence[Allow], used: AbstractSet[tuple[str, str]]
) -> Iterator[Diagnostic]:
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
            yield _wrong(line, message, "drop the line")


def _wrong(line: Allow, message: str, help_: str) -> Diagnostic:
    return wrong(message, line.where.key("allow", line.code), line.item, help_)
