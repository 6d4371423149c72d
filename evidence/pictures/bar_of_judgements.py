"""How some sentences were judged to be cited, as one bar cut into the judgements.

Twice: a wide bar with the words in it, and for a narrow screen a row for each
judgement. The style shows one of the two. Lengths are in per cent and letters
in pixels, so that a bar may be as wide as its column and no letter shrinks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from xml.etree import ElementTree as ET

from evidence.pictures.signs import sign
from evidence.pictures.tags import figure, picture, tag, written
from evidence.pictures.text_widths import width, wrap

# The wide bar is never narrower: the style changes to the rows before.
LEAST_WIDTH = 680.0
HEIGHT, KEY, ROW = 62, 26, 33
NUMBER, WORDS, LEADING, MOST_LINES = 17.0, 13.0, 14, 2
INSET, GAP, SIGN = 10.0, 4.0, 18.0
# The squares of a strip.
STEP, PER_LINE = 15, 20


@dataclass(frozen=True, slots=True)
class Judged:
    """The sentences of one judgement.

    Shape: `code` is nothing, beyond, argued, in_part or as_cited; `words` names it as everywhere
           else; `number` is the count as it is written, "" for its digits.
    """

    code: str
    words: str
    count: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class BarOfJudgements:
    """How many sentences were judged how, the weakest judgement first.

    Shape: `title` says what is drawn, with the counts, for those who do not see it.
    """

    title: str
    judged: tuple[Judged, ...]


def bar_of_judgements(bar: BarOfJudgements) -> str:
    """Return the bar, wide and narrow; "" where nothing was judged."""
    judged = tuple(item for item in bar.judged if item.count > 0)
    if not judged:
        return ""
    return written(_wide(bar.title, judged)) + written(_narrow(bar.title, judged))


def strip_of_judgements(bar: BarOfJudgements) -> str:
    """Return a square for each sentence, as it stands beside a question; "" where there is none.

    The words beside it say the counts: a screen reader passes it over.
    """
    codes = [item.code for item in bar.judged for _ in range(item.count)]
    if not codes:
        return ""
    lines = ceil(len(codes) / PER_LINE)
    return written(
        tag(
            "svg",
            *(_square(code, *divmod(number, PER_LINE)) for number, code in enumerate(codes)),
            class_="pic strip",
            aria_hidden="true",
            width=STEP * min(len(codes), PER_LINE),
            height=STEP * lines,
        )
    )


def _square(code: str, line: int, column: int) -> ET.Element:
    x, y = STEP * column, STEP * line
    box = tag("path", class_="segment", d=f"M{x}.5 {y}.5h13v13h-13z")
    return tag("g", box, sign(code, x + 3, y + 3, 8), class_=code)


def _wide(title: str, judged: tuple[Judged, ...]) -> ET.Element:
    total = sum(item.count for item in judged)
    ends = [100 * so_far / total for so_far in accumulate(item.count for item in judged)]
    starts = [0.0, *ends[:-1]]
    lines = [
        _lines(item, (end - start) / 100 * LEAST_WIDTH - 2 * INSET)
        for item, start, end in zip(judged, starts, ends, strict=True)
    ]
    unsaid = [item for item, said in zip(judged, lines, strict=True) if not said]
    return picture(
        "judgements wide",
        title,
        *map(_segment, judged, starts, ends, lines),
        *_key(unsaid),
        width="100%",
        height=HEIGHT + (KEY if unsaid else 0),
    )


def _lines(item: Judged, room: float) -> tuple[str, ...]:
    """Return the words of a judgement as they fit its part of the narrowest wide bar, or none."""
    if room < SIGN + width(_number(item), NUMBER):
        return ()
    lines = wrap(item.words, WORDS, room)
    whole = " ".join(lines).split() == item.words.split()
    return lines if whole and len(lines) <= MOST_LINES else ()


def _segment(item: Judged, start: float, end: float, lines: tuple[str, ...]) -> ET.Element:
    """Return one part of the wide bar: its sign and its number where they fit, and its words."""
    room = (end - start) / 100 * LEAST_WIDTH
    said = width(_number(item), NUMBER)
    inset = INSET if lines else GAP
    inside = [tag("rect", class_="segment", x=0.5, y=0.5, width="100%", height=HEIGHT - 1)]
    if room > said + 2 * inset:
        signed = room > SIGN + said + 2 * inset
        if signed:
            inside.append(sign(item.code, inset, 12))
        at = inset + (SIGN if signed else 0)
        inside.append(tag("text", _number(item), class_="number", x=at, y=24))
    for line, text in enumerate(lines):
        inside.append(tag("text", text, x=inset, y=41 + LEADING * line))
    return tag(
        "svg",
        *inside,
        class_=item.code,
        x=f"{figure(start)}%",
        width=f"{figure(end - start)}%",
        height=HEIGHT,
    )


def _key(judged: list[Judged]) -> Iterator[ET.Element]:
    """Yield the words that found no room in the bar, in a line below it."""
    at = 0.0
    for item in judged:
        said = f"{_number(item)} {item.words}"
        yield tag(
            "g",
            sign(item.code, at, HEIGHT + 10),
            tag("text", said, x=at + SIGN, y=HEIGHT + 20),
            class_=f"key {item.code}",
        )
        at += SIGN + width(said, WORDS) + INSET


def _narrow(title: str, judged: tuple[Judged, ...]) -> ET.Element:
    total = sum(item.count for item in judged)
    return picture(
        "judgements narrow",
        title,
        *(_row(item, 100 * item.count / total, number * ROW) for number, item in enumerate(judged)),
        width="100%",
        height=ROW * len(judged),
    )


def _row(item: Judged, share: float, top: int) -> ET.Element:
    number = _number(item)
    bar = tag("rect", class_="segment", x=0.5, y=19.5, width="100%", height=9)
    return tag(
        "svg",
        sign(item.code, 0, 3),
        tag("text", number, class_="number", x=SIGN, y=15),
        tag("text", item.words, x=SIGN + width(number, WORDS) + 8, y=14),
        tag("svg", bar, class_=item.code, width=f"{figure(share)}%", height=ROW),
        class_=f"key {item.code}",
        y=top,
        width="100%",
        height=ROW,
    )


def _number(item: Judged) -> str:
    return item.number or str(item.count)
