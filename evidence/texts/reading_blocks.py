"""The blocks that a text is read in: its paragraphs, headings, notes, one after the other.

What the markup says of paragraphs stands; in a PDF they are worked out from its
lines. A paragraph that goes on over a page end is one block of several pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from evidence.texts.full_text import AsideKind, FullText, Structure
from evidence.texts.lines import Line, body_size, lines_of, outside

_SHORT = 80  # code points: a shorter block without a full stop is a title
_ENDS = (".", "!", "?", "…", "。", ":", ")", "”", '"')
_LAST = 0.82  # of the width of the lines around it: a line so short may end a paragraph
_NEAR = 6  # lines on either side that tell how wide lines are
_LARGER = 1.1  # of the type size of the text
_NARROW = 0.6  # of the width of the lines of the text: lines of a table's cell are no wider
_FULL_STOPS = (".", "!", "?", "…", "。", ":", "”", '"')


class BlockKind(StrEnum):
    """What sort of block a stretch of a text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    NOTE = "note"
    OTHER = "other"  # a title, a cell of a table, an entry of the references


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that is read as one, in several pieces where a page ends within it.

    Shape: `level` is that of a heading, 0 for all else.
    """

    kind: BlockKind
    pieces: tuple[tuple[int, int], ...]
    level: int = 0

    @property
    def start(self) -> int:
        """Return where it begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.pieces[-1][1]


def blocks_of(full: FullText, structure: Structure) -> tuple[Block, ...]:
    """Return the blocks of a text, in its order; what is no sentence is no paragraph."""
    found = _of_lines(full, structure) if full.pages else _of_marks(full, structure)
    limit = structure.references if structure.references >= 0 else len(full.text)
    return tuple(_named(full.text, block, limit) for block in found)


def _named(text: str, block: Block, limit: int) -> Block:
    """Return a block as what it is: a sentence before the references makes a paragraph."""
    if block.kind is not BlockKind.PARAGRAPH:
        return block
    said = " ".join(text[start:end] for start, end in block.pieces).strip()
    tells = len(said) > _SHORT or said.endswith(_ENDS)
    kind = BlockKind.PARAGRAPH if tells and block.start < limit else BlockKind.OTHER
    return Block(kind, block.pieces, block.level)


def _of_marks(full: FullText, structure: Structure) -> list[Block]:
    """Return the blocks of a text whose lines, or whose markup, part them."""
    text = full.text
    # one that the markup implies has no words of its own
    heads = {h.start: h for h in structure.headings if not h.run_in and h.end > h.start}
    notes = {a.start: a for a in structure.asides if a.kind is AsideKind.NOTE}
    cuts = {0, len(text), *heads, *(h.end for h in heads.values()), *structure.paragraphs}
    cuts |= {at for note in notes.values() for at in (note.start, note.end)}
    if structure.reliable:
        # every other block of the markup begins on a line of its own
        cuts |= {at + 1 for at, sign in enumerate(text) if sign == "\n"}
    ordered = sorted(cuts)
    found = []
    for left, right in pairwise(ordered):
        said = text[left:right]
        if not said.strip():
            continue
        start = left + len(said) - len(said.lstrip())
        end = left + len(said.rstrip())
        if left in heads:
            found.append(Block(BlockKind.HEADING, ((start, end),), heads[left].level))
        elif any(note.start <= left < note.end for note in notes.values()):
            found.append(Block(BlockKind.NOTE, ((start, end),)))
        else:
            found.append(Block(BlockKind.PARAGRAPH, ((start, end),)))
    return found


def _of_lines(full: FullText, structure: Structure) -> list[Block]:
    """Return the blocks of pages, worked out from their lines."""
    lines = lines_of(full.text, full.sizes)
    body = body_size(lines)
    free = outside(lines, [(aside.start, aside.end) for aside in structure.asides])
    heads = {h.start: h for h in structure.headings if not h.run_in}
    found: list[Block] = []
    open_: list[Line] = []

    widths = sorted(len(line.text) for line in free)
    wide = widths[len(widths) * 3 // 4] if widths else 0

    def close() -> None:
        if open_:
            kind = BlockKind.OTHER if _is_cell(open_, wide) else BlockKind.PARAGRAPH
            found.append(Block(kind, _pieces(full.text, open_)))
            open_.clear()

    for at, line in enumerate(free):
        if line.start in heads:
            close()
            level = heads[line.start].level
            found.append(Block(BlockKind.HEADING, ((line.start, line.end),), level))
            continue
        if open_ and _begins(free, at, body):
            close()
        open_.append(line)
    close()
    notes = [a for a in structure.asides if a.kind in (AsideKind.NOTE, AsideKind.BOX)]
    found += [Block(BlockKind.NOTE, ((a.start, a.end),)) for a in notes]
    return sorted(found, key=lambda block: block.start)


def _is_cell(lines: Sequence[Line], wide: int) -> bool:
    """Return whether lines are a cell of a table: all of them narrow, and no sentence ends them."""
    narrow = max(len(line.text) for line in lines) < _NARROW * wide
    return len(lines) > 1 and narrow and not lines[-1].text.rstrip().endswith(_FULL_STOPS)


def _begins(lines: Sequence[Line], at: int, body: float) -> bool:
    """Return whether a paragraph begins with a line that others stand before."""
    line, before = lines[at], lines[at - 1]
    if line.goes_on:
        return False
    if body and abs(line.size - before.size) > (_LARGER - 1) * body:
        return True
    near = lines[max(0, at - _NEAR) : at + _NEAR]
    width = sorted(len(one.text) for one in near)[len(near) * 3 // 4]
    short = len(before.text) < _LAST * width
    return short and (before.ends_sentence or line.text[0].isupper() or line.text[0].isdecimal())


def _pieces(text: str, lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of lines, those joined between which nothing else stands."""
    pieces: list[tuple[int, int]] = []
    for line in lines:
        if pieces and not text[pieces[-1][1] : line.start].strip():
            pieces[-1] = (pieces[-1][0], line.end)
        else:
            pieces.append((line.start, line.end))
    return tuple(pieces)
