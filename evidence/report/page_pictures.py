"""The pictures of a page, drawn from the views that they show.

Each function returns markup that our own writers made element by element.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from evidence.pages.cells import CountsView
from evidence.pages.conclusions import ConclusionRow
from evidence.pages.evidence_map import MapCell
from evidence.pages.judgements import BarView, StripView
from evidence.pictures.bar_of_judgements import (
    BarOfJudgements,
    Judged,
    bar_of_judgements,
    strip_of_judgements,
)
from evidence.pictures.dots_of_support import DotsOfSupport, dot_of, dots_of_support
from evidence.pictures.prisma_flow import PrismaFlow, prisma_flow
from evidence.pictures.split_bar import split_bar
from evidence.pictures.thinning_bar import ThinningBar, thinning_bar
from evidence.pictures.timeline import Timeline, timeline

# how long a piece of a bar is in the key
PIECE = 14


def bar(view: BarView) -> Markup:
    """Return the bar of judgements."""
    title = "; ".join(f"{part.mark.words}: {part.number}" for part in view.parts)
    parts = tuple(Judged(part.mark.code, part.mark.words, part.number) for part in view.parts)
    return Markup(bar_of_judgements(BarOfJudgements(title, parts)))  # noqa: S704 - our own writer


def strip(view: StripView) -> Markup:
    """Return a square for each judgement, the weakest first."""
    counts = Counter(mark for mark, _ in view.marks)
    parts = tuple(Judged(mark.code, mark.words, number) for mark, number in counts.items())
    return Markup(strip_of_judgements(BarOfJudgements("", parts)))  # noqa: S704 - as above


def thin(counts: CountsView) -> Markup:
    """Return the bar of what some claims rest on."""
    said = ThinningBar(counts.cited, counts.near, counts.own, counts.own_is_due)
    return Markup(thinning_bar(said))  # noqa: S704 - as above


def dots(rows: Sequence[ConclusionRow]) -> list[Markup]:
    """Return the dots of each row of a table, which share one scale."""
    drawn = [DotsOfSupport(row.facts, row.cited, row.near, row.own, row.against) for row in rows]
    return [Markup(svg) for svg in dots_of_support(drawn)]  # noqa: S704 - as above


def dot(kind: str) -> Markup:
    """Return one of the dots, for the words that say what it means."""
    return Markup(dot_of(kind))  # noqa: S704 - as above


def piece(kind: str) -> Markup:
    """Return a piece of the bars of an evidence map, for the words that say what it means."""
    one = ThinningBar(int(kind == "cited"), int(kind == "near"), int(kind == "own"))
    return Markup(split_bar(one, 1, PIECE))  # noqa: S704 - as above


def split(cell: MapCell, most: int) -> Markup:
    """Return the bar of a cell of the evidence map, of which the fullest holds so many claims."""
    said = ThinningBar(cell.count - cell.near - cell.own, cell.near, cell.own)
    return Markup(split_bar(said, most))  # noqa: S704 - as above


def by_year(line: Timeline) -> Markup:
    """Return when the sources were published."""
    return Markup(timeline(line))  # noqa: S704 - as above


def flow(steps: PrismaFlow) -> Markup:
    """Return how records became included studies."""
    return Markup(prisma_flow(steps))  # noqa: S704 - as above


# what a template calls, by name
PICTURES: Mapping[str, Callable[..., object]] = {
    "bar": bar,
    "strip": strip,
    "thin": thin,
    "dots": dots,
    "dot": dot,
    "piece": piece,
    "split": split,
    "by_year": by_year,
    "flow": flow,
}
