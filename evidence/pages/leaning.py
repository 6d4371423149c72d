"""What the findings of the report lean on: sources by findings, and what changes without each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.model import Finding
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.robustness import unchanged_because
from evidence.pages.translated import Translated
from evidence.synthesis.robustness import Leaning
from evidence.synthesis.support import Exclusion, Support, qualifying_studies, stands
from evidence.synthesis.voices import voices

# how a work bears on a finding, the closest way last
VIA, PREMISE, NEAR, DIRECT = "via", "premise", "implied", "cited"
# how a study does, where it does not support it
QUALIFIES, AGAINST = "qualifies", "against"
# The report part tells what it leans on most; each source says of itself what rests on it.
MOST_SOURCES = 40


@dataclass(frozen=True, slots=True)
class LeaningRow:
    """A source, where it is cited, and which of the findings change without it.

    Shape: `cells` has for each column "cited", "implied" where a citation stands
           near, "premise" of what is argued, "via" where what is cited is known
           through it, or ""; in a review of many texts also "qualifies" and
           "against". `counted` says how many of the columns change, and how
           many findings of all kinds, "" where none does. `falling` are left
           without anything cited, or any study; `changing` are the others that
           change, by number. `unchanged` has the columns that do not change,
           by the reason.
    """

    source: ItemLink
    cells: tuple[str, ...]
    falling: tuple[ItemLink, ...]
    changing: tuple[ItemLink, ...]
    counted: str = ""
    unchanged: tuple[tuple[tuple[ItemLink, ...], str], ...] = ()


@dataclass(frozen=True, slots=True)
class LeaningTable:
    """Sources by findings; `columns` are the findings by number, with their sentences.

    Shape: `more` counts the sources that have no row, those of the fewest findings.
    """

    columns: tuple[tuple[ItemLink, Phrase], ...]
    rows: tuple[LeaningRow, ...]
    more: int = 0


def leaning_table(
    review: Translated,
    support: Mapping[str, Support],
    leaning: Mapping[str, Leaning],
    findings: Iterable[str],
) -> LeaningTable:
    """Return which sources the named findings are cited from, those with most of them first."""
    graph = review.graph
    named = tuple(findings)
    cited: dict[str, dict[str, str]] = {}
    for key in named:
        for work, how in _works(graph, graph.findings[key], support[key]):
            if work != graph.review.of:
                cited.setdefault(work, {})[key] = how
    if not graph.review.of:
        for key in named:
            held = support[key]
            ways = {
                **dict.fromkeys(qualifying_studies(graph, held), QUALIFIES),
                **dict.fromkeys(held.against, AGAINST),
            }
            for work in held.sources:
                study = voices(graph).study_of(work)
                cited.setdefault(work, {})[key] = ways.get(study, DIRECT)
    rows = [_row(review, support, work, named, cited[work], leaning.get(work)) for work in cited]
    rows.sort(
        key=lambda row: (
            -len(row.falling) - len(row.changing),
            -sum(map(bool, row.cells)),
            row.source.label.casefold(),
        )
    )
    return LeaningTable(
        tuple((_by_number(review, key), review.in_short(key)) for key in named),
        tuple(rows[:MOST_SOURCES]),
        len(rows[MOST_SOURCES:]),
    )


def _works(graph: Graph, finding: Finding, held: Support) -> Iterator[tuple[str, str]]:
    """Yield the works that bear on a finding and how, one work again for a closer way."""
    argued_from = finding.fit.argued_from if finding.fit else ()
    # a premise that is a proposal counts for nothing yet
    premises = tuple(key for key in argued_from if key in graph.claims)
    cited = (*held.direct, *held.implied, *premises)
    yield from ((work, VIA) for key in cited for work in graph.claims[key].via)
    for claims, how in ((premises, PREMISE), (held.implied, NEAR), (held.direct, DIRECT)):
        yield from ((work, how) for key in claims for work in graph.claims[key].sources)


def counted_changes(review: Translated, changed: Iterable[str], named: Iterable[str]) -> str:
    """Return how many findings change of those that lead the report, and of all; "" of none.

    The two are told apart wherever a count of them stands, in the same words.
    """
    words, of_all = review.words, set(changed)
    if not of_all:
        return ""
    leading = of_all & set(named)
    if not review.graph.review.of or len(of_all) == len(leading):
        return _leading(review, len(leading))
    return words(
        "{leading}; {all}",
        leading=_leading(review, len(leading)),
        all=words.count(len(of_all), "{n} finding of all kinds", "{n} findings of all kinds"),
    )


def _leading(review: Translated, number: int) -> str:
    if review.graph.review.of:
        return review.words.count(number, "{n} conclusion", "{n} conclusions")
    return review.words.count(number, "{n} finding", "{n} findings")


def _row(
    review: Translated,
    support: Mapping[str, Support],
    work: str,
    named: tuple[str, ...],
    cited: Mapping[str, str],
    leaning: Leaning | None,
) -> LeaningRow:
    every = leaning.changes if leaning else ()
    changes = {one.finding: one for one in every if one.finding in named}
    unchanged: dict[str, list[ItemLink]] = {}
    for key in named:
        if key in cited and key not in changes:
            because = unchanged_because(review, support[key], work)
            if cited[key] == PREMISE and _loses_a_premise(review.graph, key, work):
                because = review.words("it loses a premise")
            if because:
                unchanged.setdefault(because, []).append(_by_number(review, key))
    return LeaningRow(
        source=review.source(work),
        cells=tuple(cited.get(key, "") for key in named),
        falling=tuple(
            review.finding_in_short(key) for key, change in changes.items() if change.falls
        ),
        changing=tuple(
            _by_number(review, key) for key, change in changes.items() if not change.falls
        ),
        counted=counted_changes(review, (one.finding for one in every), named),
        unchanged=tuple((tuple(items), because) for because, items in unchanged.items()),
    )


def _loses_a_premise(graph: Graph, finding: str, work: str) -> bool:
    """Return whether a premise goes with a work; one that is cited from others as well stays."""
    fit, without = graph.findings[finding].fit, Exclusion(frozenset({work}))
    premises = [graph.claims[key] for key in fit.argued_from if key in graph.claims] if fit else []
    return any(not stands(graph, claim, without) for claim in premises)


def _by_number(review: Translated, finding: str) -> ItemLink:
    return ItemLink(review.href(finding), review.numbers[finding])
