"""Which parts of a report stand on which sheet.

A sheet is one file: the entry, or some parts of one section. Parts keep their
order; a sheet ends where the next part would make it too heavy. The division
is the same in every language, so that a page has its like in the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evidence.views.setting import Setting
from evidence.views.split import weights
from evidence.views.split.blocks import LEDGER, SUMMARY, Block, section_blocks, table_blocks
from evidence.views.split.whole import Whole

ENTRY, TABLES = "entry", "tables"
SECTIONS = (TABLES, "findings", "framework", "claims", "sources", "lists", "method")
# These have a page even where they have nothing to show: links lead to them.
ALWAYS = frozenset(("findings", "framework", "claims", "sources"))
# What the entry says of each page, with the link to it.
CONTENTS = 170


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a report: its parts, in order, and what they weigh together."""

    section: str
    number: int = 1
    blocks: tuple[Block, ...] = ()
    weight: float = 0.0

    @property
    def divisible(self) -> bool:
        """Return whether some of it could stand elsewhere: rows of the entry can."""
        return len(self.blocks) > 1 or self.section == ENTRY

    def file(self, root: str, ending: str = "html") -> str:
        """Return its path below the output folder; `root` tells a language from others.

        >>> Sheet("claims", 3).file("report.id"), Sheet("entry").file("report", "md")
        ('report.id/claims-3.html', 'report.md')
        """
        if self.section == ENTRY:
            return f"{root}.{ending}"
        return f"{root}/{self.section}-{self.number}.{ending}"


@dataclass(frozen=True, slots=True)
class Plan:
    """The sheets of a report, the entry first; `rows` of each table stand on the entry."""

    sheets: tuple[Sheet, ...]
    rows: Mapping[str, int] = field(default_factory=dict)

    def places(self, root: str) -> dict[str, str]:
        """Return the file of every anchor."""
        found: dict[str, str] = {}
        for sheet in self.sheets:
            file = sheet.file(root)
            found.setdefault(sheet.section, file)
            for block in sheet.blocks:
                for anchor in block.anchors:
                    found.setdefault(anchor, file)
        return found


def plan(
    whole: Whole, settings: Sequence[Setting], room: float, scale: Mapping[str, float]
) -> Plan:
    """Return a division in which no sheet weighs more than `room`, unless a part alone does.

    `scale` says how many times heavier the parts of a section are than estimated.
    """
    tables = table_blocks(whole, settings)
    sections = {
        section: list(_sheets(section, section_blocks(whole, settings, section, room), room, scale))
        for section in SECTIONS
        if section != TABLES
    }
    # Rows that find no room on the entry need a page or two more.
    pages = 3 + sum(map(len, sections.values()))
    front = pages * CONTENTS + max(weights.summary(s, whole.drawn) for s in settings)
    rows = _rows(tables, room / scale.get(ENTRY, 1.0) - front)
    shown = sum(b.weight for name, blocks in tables.items() for b in blocks[: rows[name]])
    anchors = _front_anchors(whole, tables)
    entry = Sheet(ENTRY, 1, (Block(ENTRY, "", 0, front, anchors),), front + shown)
    rests = (block for name, blocks in tables.items() for block in blocks[rows[name] :])
    found = {TABLES: list(_sheets(TABLES, rests, room, scale)), **sections}
    return Plan((entry, *(sheet for sheets in found.values() for sheet in sheets)), rows)


def _front_anchors(whole: Whole, tables: Iterable[str]) -> tuple[str, ...]:
    parts = ("summary", "limits", "key", "several-pages", "contents", LEDGER, SUMMARY)
    return (*parts, *whole.graph.questions, *tables)


def _rows(tables: Mapping[str, Sequence[Block]], room: float) -> dict[str, int]:
    """Return how many rows of each table fit, each table with its share of the room."""
    rows = {}
    for number, (name, blocks) in enumerate(tables.items()):
        share = room / (len(tables) - number)
        taken, weight = 0, 0
        while taken < len(blocks) and weight + blocks[taken].weight <= share:
            weight += blocks[taken].weight
            taken += 1
        rows[name] = taken
        room -= weight
    return rows


def _sheets(
    section: str, blocks: Iterable[Block], room: float, scale: Mapping[str, float]
) -> Iterator[Sheet]:
    room /= scale.get(section, 1.0)
    number = 1
    held: list[Block] = []
    weight = 0
    for block in blocks:
        if held and weight + block.weight > room:
            yield Sheet(section, number, tuple(held), weight)
            number, held, weight = number + 1, [], 0
        held.append(block)
        weight += block.weight
    if held or section in ALWAYS:
        yield Sheet(section, number, tuple(held), weight)
