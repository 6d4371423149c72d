"""What the findings of the report lean on: sources by findings, and what changes without each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.model import Finding
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.translated import Translated
from evidence.synthesis.robustness import Leaning
from evidence.synthesis.support import Support

# how a work bears on a finding, the closest way last
VIA, PREMISE, NEAR, DIRECT = "via", "premise", "implied", "cited"
# The report part tells what it leans on most; each source says of itself what rests on it.
MOST_SOURCES = 40


@dataclass(frozen=True, slots=True)
class LeaningRow:
    """A source, where it is cited, and which of the findings change without it.

    Shape: `cells` has for each column "cited", "implied" where a citation stands
           near, "premise" of what is argued, "via" where what is cited is known
           through it, or "". `falling` are left without anything cited, or any
           study; `changing` are the others that change, by number.
    """

    source: ItemLink
    cells: tuple[str, ...]
    falling: tuple[ItemLink, ...]
    changing: tuple[ItemLink, ...]


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
            for work in support[key].sources:
                cited.setdefault(work, {})[key] = DIRECT
    rows = [_row(review, work, named, cited[work], leaning.get(work)) for work in cited]
    rows.sort(key=lambda row: (-sum(map(bool, row.cells)), row.source.label.casefold()))
    return LeaningTable(
        tuple(
            (
                ItemLink(review.href(key), review.numbers[key]),
                review.in_short(key),
            )
            for key in named
        ),
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


def _row(
    review: Translated,
    work: str,
    named: tuple[str, ...],
    cited: Mapping[str, str],
    leaning: Leaning | None,
) -> LeaningRow:
    changes = [one for one in (leaning.changes if leaning else ()) if one.finding in named]
    return LeaningRow(
        source=review.source(work),
        cells=tuple(cited.get(key, "") for key in named),
        falling=tuple(review.finding_in_short(one.finding) for one in changes if one.falls),
        changing=tuple(
            ItemLink(review.href(one.finding), review.numbers[one.finding])
            for one in changes
            if not one.falls
        ),
    )
