"""How records became included studies, in the boxes of the PRISMA 2020 flow diagram.

On the left what went on, on the right what was left out, from above to below.
A count that a review does not give is said to be missing, and its box is dashed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree import ElementTree as ET

from evidence.pictures.tags import picture, tag, written
from evidence.pictures.text_widths import wrap

# In units of the picture, which is as wide as a phone and grows to half again on a page.
WIDTH, BOX, GAP, ROW_GAP, PHASE = 360, 170, 20, 22, 20
LETTER, LEADING, INSET, MOST_LINES = 12.0, 15, 8, 40
_TIP = 5


class FlowCount(NamedTuple):
    """A line of a box: what is counted, and how many as it is written, "" where not given."""

    label: str
    number: str = ""


class FlowBox(NamedTuple):
    """A box: what it counts, and what that is made up of, such as reasons."""

    whole: FlowCount
    parts: tuple[FlowCount, ...] = ()


class FlowRow(NamedTuple):
    """A row: what goes on, what is left out there, and the phase that begins with it."""

    on: FlowBox
    out: FlowBox | None = None
    phase: str = ""


@dataclass(frozen=True, slots=True)
class PrismaFlow:
    """The steps from the records that were found to the studies that are included.

    Shape: `title` says what is drawn; `not_given` stands for a number that is "".
           A box whose whole is not counted, but each of its parts, has all it needs:
           its label then stands alone.
    """

    title: str
    steps: tuple[FlowRow, ...]
    not_given: str


def prisma_flow(flow: PrismaFlow) -> str:
    """Return the picture, "" without a step."""
    if not flow.steps:
        return ""
    drawn: list[ET.Element] = []
    top, last = 0, 0
    for number, step in enumerate(flow.steps):
        if step.phase:
            drawn.append(tag("text", step.phase, class_="phase", x=0, y=top + 12))
            top += PHASE
        if number:
            drawn += _arrow(f"M{BOX / 2:g} {last}V{top - _TIP}", BOX / 2, top, down=True)
        left, high = _box(flow, step.on, 0, top)
        drawn.append(left)
        height = high
        if step.out is not None:
            right, other = _box(flow, step.out, BOX + GAP, top)
            y = top + min(high, other) / 2
            drawn += _arrow(f"M{BOX} {y:g}H{BOX + GAP - _TIP}", BOX + GAP, y, down=False)
            drawn.append(right)
            height = max(high, other)
        last = top + high
        top += height + ROW_GAP
    height = top - ROW_GAP + 1
    return written(picture("prisma", flow.title, *drawn, viewBox=f"-1 0 {WIDTH + 2} {height}"))


def _box(flow: PrismaFlow, box: FlowBox, x: int, top: int) -> tuple[ET.Element, int]:
    """Return a box with its lines, and how high it is."""
    lines = list(_lines(flow, box))
    height = LEADING * len(lines) + 2 * INSET - 2
    rect = tag("rect", x=x + 0.5, y=top + 0.5, width=BOX - 1, height=height - 1)
    words = [
        tag("text", text, class_=kind, x=x + INSET, y=top + INSET + 9 + LEADING * n)
        for n, (kind, text) in enumerate(lines)
    ]
    return tag("g", rect, *words, class_="step" if _given(box) else "step missing"), height


def _lines(flow: PrismaFlow, box: FlowBox) -> Iterator[tuple[str, str]]:
    alone = bool(box.parts) and not box.whole.number and _given(box)
    whole = box.whole.label if alone else _said(flow, box.whole)
    yield from (("", line) for line in _wrapped(whole))
    for part in box.parts:
        yield from (("below", line) for line in _wrapped(_said(flow, part)))


def _given(box: FlowBox) -> bool:
    """Return whether the counts of a box are given: of the whole, or of each of its parts."""
    return bool(box.whole.number) or (bool(box.parts) and all(p.number for p in box.parts))


def _said(flow: PrismaFlow, counted: FlowCount) -> str:
    if not counted.number:
        return f"{counted.label}: {flow.not_given}"
    return f"{counted.label} (n\u00a0=\u00a0{counted.number})"


def _wrapped(text: str) -> tuple[str, ...]:
    return wrap(text, LETTER, BOX - 2 * INSET, MOST_LINES)


def _arrow(way: str, x: float, y: float, *, down: bool) -> Iterator[ET.Element]:
    """Yield a line and its head, whose tip is at a place."""
    back = f"l-4 -{_TIP + 2}h8z" if down else f"l-{_TIP + 2} -4v8z"
    yield tag("path", class_="way", d=way)
    yield tag("path", class_="tip", d=f"M{x:g} {y:g}{back}")
