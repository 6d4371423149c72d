"""When the sources were published, a dot for each, in a row for each kind of them.

Places are in per cent of the width and letters in pixels, so that the picture
may be as wide as its column and nothing shrinks. Dots that would touch on a
narrow screen stand above each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree import ElementTree as ET

from evidence.pictures.tags import figure, picture, tag, written

# On the narrowest screen so many pixels lie between the first year and the last.
NARROWEST = 270.0
LEFT, RIGHT, UNKNOWN = 4.0, 84.0, 89.0
STEP, LABEL, ROW_GAP, YEARS = 11, 20, 10, 22
MOST_TICKS, UNKNOWN_ABREAST = 5, 3
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class DatedSource(NamedTuple):
    """A source: its name, its year, None where it is not known, and whether it is identified."""

    name: str
    year: int | None
    kind: str
    identified: bool = True


@dataclass(frozen=True, slots=True)
class Timeline:
    """Sources by their year and kind.

    Shape: `kinds` leads from the code of a kind to its label, in the order of
           the rows; a source of another kind is not drawn. `unknown` names
           what has no year, and `hollow` what a hollow dot is.
    """

    title: str
    kinds: tuple[tuple[str, str], ...]
    sources: tuple[DatedSource, ...]
    unknown: str = ""
    hollow: str = ""


def timeline(line: Timeline) -> str:
    """Return the picture, "" without a source; those that are not identified are hollow."""
    rows = [
        (label, [source for source in line.sources if source.kind == kind])
        for kind, label in line.kinds
    ]
    rows = [(label, sources) for label, sources in rows if sources]
    return written(_picture(line, rows)) if rows else ""


def _picture(line: Timeline, rows: Sequence[tuple[str, list[DatedSource]]]) -> ET.Element:
    every = [source for _, sources in rows for source in sources]
    years = [source.year for source in every if source.year is not None]
    first, last = min(years, default=0), max(years, default=0)
    undated = any(source.year is None for source in every)
    drawn, top, grounds = [], 0, ""
    for label, sources in rows:
        elements, height = _row(label, sources, top, first, last)
        drawn += elements
        top += height
        grounds += f"M0 {top - ROW_GAP}.5h9999"
    # the axis is the ground of the last row
    top -= ROW_GAP
    axis = [tag("path", class_="grid", d=grounds), tag("path", class_="zero", d=f"M0 {top}.5h9999")]
    inside = tag("svg", *axis, width=f"{figure(RIGHT + 2)}%", height=top + 2)
    ticks = [_tick(year, first, last, top + 16) for year in _ticks(first, last)] if years else []
    said = _unknown(line.unknown, top + 16 + (16 if years else 0)) if undated else ()
    height = top + YEARS + (16 if undated and years else 0)
    return picture(
        "timeline", line.title, *drawn, inside, *ticks, *said, width="100%", height=height
    )


def _row(
    label: str, sources: Sequence[DatedSource], top: int, first: int, last: int
) -> tuple[list[ET.Element], int]:
    """Return the label and the dots of a kind, and how much room they take."""
    dated = sorted((s for s in sources if s.year is not None), key=lambda s: (s.year, s.name))
    undated = [s for s in sources if s.year is None]
    levels = _levels([NARROWEST * _share(s.year or 0, first, last) for s in dated])
    abreast = -(-len(undated) // UNKNOWN_ABREAST)
    high = max([level + 1 for level in levels] + [abreast, 1])
    ground = top + LABEL + high * STEP
    dots = [
        _dot(source, f"{figure(_at(source.year or 0, first, last))}%", ground - level * STEP - 6)
        for source, level in zip(dated, levels, strict=True)
    ]
    beside = [
        _dot(source, str(6 + n % UNKNOWN_ABREAST * STEP), ground - n // UNKNOWN_ABREAST * STEP - 6)
        for n, source in enumerate(undated)
    ]
    aside = [tag("svg", *beside, x=f"{figure(UNKNOWN)}%", overflow="visible")] if beside else []
    return [tag("text", label, x=0, y=top + 13), *dots, *aside], ground + ROW_GAP - top


def _levels(places: Sequence[float]) -> list[int]:
    """Return for each place, from left to right, how high it stands to touch no other.

    >>> _levels([0, 4, 8, 30])
    [0, 1, 2, 0]
    """
    ends: list[float] = []
    levels = []
    for place in places:
        level = next((n for n, end in enumerate(ends) if end <= place), len(ends))
        ends[level : level + 1] = [place + STEP]
        levels.append(level)
    return levels


def _share(year: int, first: int, last: int) -> float:
    return (year - first) / (last - first) if last > first else 0.5


def _at(year: int, first: int, last: int) -> float:
    return LEFT + (RIGHT - LEFT) * _share(year, first, last)


def _dot(source: DatedSource, x: str, y: int) -> ET.Element:
    kind = "cited" if source.identified else "own"
    return tag("circle", tag("title", source.name), class_=kind, cx=x, cy=y, r=4)


def _ticks(first: int, last: int) -> Iterator[int]:
    """Yield the round years between two years, few enough to be read; one year is itself."""
    for step in _STEPS:
        years = range(-(-first // step) * step, last + 1, step)
        if len(years) <= MOST_TICKS:
            yield from years or (first,)
            return


def _tick(year: int, first: int, last: int, y: int) -> ET.Element:
    x = f"{figure(_at(year, first, last))}%"
    return tag("text", str(year), class_="tick", x=x, y=y, text_anchor="middle")


def _unknown(words: str, y: int) -> Iterator[ET.Element]:
    yield tag("text", words, class_="tick", x="100%", y=y, text_anchor="end")
