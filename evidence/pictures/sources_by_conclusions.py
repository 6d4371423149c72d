"""Which conclusion leans on which source: sources as rows, conclusions as columns.

A full mark where a source is cited outright, a half one where it stands near.
The picture is as wide as its columns and is never shrunk: a page lets it be
scrolled where it is wider than the screen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree import ElementTree as ET

from evidence.pictures.tags import link, linked_picture, tag, written
from evidence.pictures.text_widths import shortened, width

MOST_SOURCES, MOST_CONCLUSIONS = 40, 16
LABEL, ROW, COLUMN = 13.0, 24, 26
# What a label may take: on a narrow screen there is still room for eight columns.
WIDEST_SOURCE, WIDEST_CONCLUSION = 150.0, 190.0


class Header(NamedTuple):
    """A row or a column: its label, the place of the page that it leads to, its name in full."""

    id: str
    label: str
    href: str
    name: str = ""


class SourceMark(NamedTuple):
    """That a conclusion leans on a source: outright, or only near; `name` says it in words."""

    source: str
    conclusion: str
    outright: bool
    href: str
    name: str


@dataclass(frozen=True, slots=True)
class SourcesByConclusions:
    """Sources and conclusions in the order that they are drawn in, and what leans on what."""

    title: str
    sources: tuple[Header, ...]
    conclusions: tuple[Header, ...]
    marks: tuple[SourceMark, ...]


class NotDrawn(NamedTuple):
    """How many rows and columns that have a mark are not drawn, for want of room."""

    sources: int
    conclusions: int


def sources_by_conclusions(matrix: SourcesByConclusions) -> str:
    """Return the picture; "" where no conclusion leans on a source.

    Rows without a mark are left out, columns are all kept: that a conclusion
    leans on nobody can be seen. Past `MOST_SOURCES` rows and `MOST_CONCLUSIONS`
    columns the rest is left out, as `not_drawn` counts it.
    """
    drawn = _drawn(matrix)
    return written(_picture(drawn)) if drawn.marks else ""


def not_drawn(matrix: SourcesByConclusions) -> NotDrawn:
    """Return how many rows and columns the picture leaves out although they have a mark."""
    drawn = _drawn(matrix)
    sources = {mark.source for mark in matrix.marks}
    conclusions = {mark.conclusion for mark in matrix.marks}
    return NotDrawn(
        sum(item.id in sources for item in matrix.sources) - len(drawn.sources),
        sum(item.id in conclusions for item in matrix.conclusions[MOST_CONCLUSIONS:]),
    )


def _drawn(matrix: SourcesByConclusions) -> SourcesByConclusions:
    conclusions = matrix.conclusions[:MOST_CONCLUSIONS]
    known = {item.id for item in conclusions}
    marked = {mark.source for mark in matrix.marks if mark.conclusion in known}
    sources = tuple(item for item in matrix.sources if item.id in marked)[:MOST_SOURCES]
    rows = {item.id for item in sources}
    marks = tuple(mark for mark in matrix.marks if mark.conclusion in known and mark.source in rows)
    return SourcesByConclusions(matrix.title, sources, conclusions, marks)


def _picture(drawn: SourcesByConclusions) -> ET.Element:
    sized = max(width(shortened(i.label, LABEL, WIDEST_SOURCE), LABEL) for i in drawn.sources)
    high = max(
        width(shortened(i.label, LABEL, WIDEST_CONCLUSION), LABEL) for i in drawn.conclusions
    )
    left, top = round(sized) + 8, round(high) + 10
    columns = {item.id: left + COLUMN * n for n, item in enumerate(drawn.conclusions)}
    rows = {item.id: top + ROW * n for n, item in enumerate(drawn.sources)}
    by_source = defaultdict(list)
    for mark in drawn.marks:
        by_source[mark.source].append(mark)
    wide, tall = left + COLUMN * len(columns), top + ROW * len(rows)
    return linked_picture(
        "matrix",
        drawn.title,
        tag("path", class_="grid", d=_grid(left, top, wide, tall)),
        *(_head(item, columns[item.id], top) for item in drawn.conclusions),
        *(element for item in drawn.sources for element in _line(item, rows, columns, by_source)),
        width=wide,
        height=tall,
        viewBox=f"0 0 {wide} {tall}",
    )


def _grid(left: int, top: int, wide: int, tall: int) -> str:
    """Return a line below each row and beside each column, as one path."""
    across = (f"M0 {y}.5H{wide}" for y in range(top - 1, tall, ROW))
    down = (f"M{x}.5 {top}V{tall}" for x in range(left, wide, COLUMN))
    return "".join((*across, *down))


def _head(item: Header, x: int, top: int) -> ET.Element:
    """Return the label of a column, which is read from below upwards."""
    turned = f"translate({x + COLUMN // 2 + 5} {top - 6})rotate(-90)"
    label = shortened(item.label, LABEL, WIDEST_CONCLUSION)
    return link(item.href, *_named(item, label), tag("text", label, transform=turned))


def _line(
    item: Header,
    rows: Mapping[str, int],
    columns: Mapping[str, int],
    by_source: Mapping[str, list[SourceMark]],
) -> Iterator[ET.Element]:
    """Yield the label of a row and then its marks, as they are read."""
    y = rows[item.id]
    label = shortened(item.label, LABEL, WIDEST_SOURCE)
    yield link(item.href, *_named(item, label), tag("text", label, x=0, y=y + 17))
    for mark in sorted(by_source[item.id], key=lambda one: columns[one.conclusion]):
        yield _mark(mark, columns[mark.conclusion] + COLUMN // 2, y + ROW // 2)


def _named(item: Header, label: str) -> Iterator[ET.Element]:
    name = item.name or item.label
    if name != label:
        yield tag("title", name)


def _mark(mark: SourceMark, x: int, y: int) -> ET.Element:
    kind = "cited" if mark.outright else "near"
    half = () if mark.outright else (tag("path", class_="half", d=f"M{x} {y - 5}a5 5 0 0 0 0 10z"),)
    dot = tag("circle", class_=kind, cx=x, cy=y, r=5)
    return link(mark.href, tag("title", mark.name), dot, *half)
