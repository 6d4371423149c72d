"""Measures: figures add up, say what they are part of, and agree with each other."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic, Related
from evidence.graph import Graph
from evidence.model import Claim, LinkKind, Measure, Wording
from evidence.synthesis.measures import agree, comparable, measured, parts_gap

_PERCENT = frozenset({"percent", "per cent", "%", "pct"})
_SETTLED = (LinkKind.NOT_COMPARABLE, LinkKind.CONTRADICTS)


def disagreeing_measures(graph: Graph) -> Iterator[Diagnostic]:
    """Two claims give different figures for the very same thing.

    Why:
        The same thing, base, unit, year and population can have one figure. Either
        the claims contradict each other, or they are not of the same thing.

    Bad:
        - id: forty
          sources: [kim2003]
          measure: {of: pupils who garden, base: all pupils, value: 40, unit: percent, year: 2003}
        - id: sixty
          sources: [abel2005]
          measure: {of: pupils who garden, base: all pupils, value: 60, unit: percent, year: 2003}

    Good:
        - id: forty
          sources: [kim2003]
          measure: {of: pupils who garden, base: all pupils, value: 40, unit: percent, year: 2003}
        - id: sixty
          sources: [abel2005]
          measure: {of: pupils who garden, base: all pupils, value: 60, unit: percent, year: 2003}
          contradicts:
            - {claim: forty, because: They counted in different months.}
    """
    for group in comparable(graph):
        if group.agree:
            continue
        claims = [graph.claims[key] for key in group.claims]
        for index, second in enumerate(claims):
            first = next((one for one in claims[:index][:_COMPARED] if _clash(one, second)), None)
            if first is not None:
                message = (
                    f"claims `{first.id}` and `{second.id}` measure the same and disagree: "
                    f"{_figure(first)} and {_figure(second)}"
                )
                help_ = "say what holds between them: `contradicts` or `not_comparable`"
                related = (Related(first.where.at("measure"), f"`{first.id}`: {_figure(first)}"),)
                yield wrong(message, second.where.at("measure"), second.id, help_, related)


def parts_that_do_not_sum(graph: Graph) -> Iterator[Diagnostic]:
    """The parts of a figure do not add up to it.

    Why:
        A part is missing, a number is mistyped, or the text itself does not add up;
        what does not add up there is said with `allow`.

    Bad:
        - id: forty
          measure:
            of: pupils who garden
            base: all pupils
            value: 40
            unit: percent
            year: 2003
            parts: {girls: 26, boys: 15}

    Good:
        - id: forty
          measure:
            of: pupils who garden
            base: all pupils
            value: 40
            unit: percent
            year: 2003
            parts: {girls: 26, boys: 14}
    """
    for claim in measured(graph):
        measure = claim.measure
        gap = parts_gap(measure) if measure and measure.parts else None
        if measure and gap:
            whole = measure.total if measure.total is not None else measure.value
            parts = round(sum(measure.parts.values()), 9)
            message = f"the parts of claim `{claim.id}` add up to {parts:.12g}, not {whole:.12g}"
            yield wrong(message, claim.where.at("measure", "parts"), claim.id)


def percent_of_nothing(graph: Graph) -> Iterator[Diagnostic]:
    """A percentage does not say what it is a percentage of.

    Why:
        40 percent of the pupils of one school and of a country are two figures.

    Bad:
        - id: forty
          measure: {of: pupils who garden, value: 40, unit: percent, year: 2003}

    Good:
        - id: forty
          measure: {of: pupils who garden, base: all pupils, value: 40, unit: percent, year: 2003}
    """
    for claim in measured(graph):
        measure = claim.measure
        if measure and not measure.base and measure.unit.first.casefold() in _PERCENT:
            message = f"claim `{claim.id}` does not say what its percentage is of"
            help_ = "say it under `base`, in the words of the text"
            yield wrong(message, claim.where.at("measure"), claim.id, help_)


_COMPARED = 20


def _clash(first: Claim, second: Claim) -> bool:
    """Say whether two figures disagree and no link says what holds between them."""
    settled = any(
        link.kind in _SETTLED and link.claim == other.id
        for claim, other in ((first, second), (second, first))
        for link in claim.links
    )
    return not settled and not agree((first, second))


def _figure(claim: Claim) -> str:
    """Return a figure as its author wrote it, with its unit."""
    measure = claim.measure or Measure(claim.statement, Wording())
    numbers = [
        f"{key} {number}" if key != "value" else number
        for key, number in measure.written.items()
        if key != "total" and not key.startswith("parts.")
    ]
    return " ".join((*numbers, measure.unit.first))
