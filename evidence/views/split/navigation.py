"""Where a page stands among the others, and what each of them is called."""

from __future__ import annotations

from collections.abc import Callable

from evidence.views.cells import heading, table_anchor
from evidence.views.pages import ChapterView, Ref, SheetView
from evidence.views.setting import Setting, beside
from evidence.views.split.blocks import LEDGER, SUMMARY, Block
from evidence.views.split.lists import owner, span
from evidence.views.split.plan import ENTRY, SECTIONS, TABLES, Plan, Sheet
from evidence.views.split.whole import Whole

_HEADINGS = {
    ENTRY: "What it asks and finds",
    TABLES: "Tables, continued",
    "findings": "Findings",
    "framework": "Framework",
    "claims": "Claims",
    "sources": "Sources",
    "lists": "Lists, continued",
    "method": "How it was made",
}
# Their parts are told by number.
COUNTED = frozenset(("claims", "findings"))
# What needs no name of its own in the list of all pages.
_NAMES = {
    "relation": "Relations",
    "measure": "Measures",
    "tension": "Tensions",
    "qualification": "Qualifications",
}


def sheet_view(whole: Whole, setting: Setting, plan: Plan, number: int) -> SheetView:
    """Return where a sheet stands among all of them; the entry lists them."""
    sheets, words = plan.sheets, setting.words
    sheet = sheets[number]
    entry = sheet.section == ENTRY
    rest = {name: more_rows(whole, setting, plan, name) for name in (LEDGER, SUMMARY) if entry}
    after = sheets[number + 1] if number + 1 < len(sheets) else None
    return SheetView(
        section=sheet.section,
        heading=words(_HEADINGS[sheet.section]),
        range=_range(whole, setting, sheet),
        place=words("page {n} of {m}", n=number + 1, m=words.number(len(sheets))),
        pages=len(sheets),
        entry=_link(whole, setting, sheets[0]),
        contents=Ref(setting.href("contents"), words("All pages")),
        alone=Ref(setting.href("several-pages"), words("what one page cannot do")),
        previous=_link(whole, setting, sheets[number - 1]) if number else None,
        following=_link(whole, setting, after) if after else None,
        chapters=_chapters(whole, setting, plan) if entry else (),
        more_ledger=rest.get(LEDGER),
        more_findings=rest.get(SUMMARY),
    )


def more_rows(whole: Whole, setting: Setting, plan: Plan, table: str) -> Ref | None:
    """Return the link from the entry to the rows of a table that found no room there."""
    shown, rows = plan.rows.get(table, 0), _rows(whole, table)
    for sheet in plan.sheets:
        if shown < rows and any(block.key == table for block in sheet.blocks):
            said = f"{setting.words('Tables, continued')}: {span(setting, shown + 1, rows, rows)}"
            return Ref(_file(setting, sheet), said)
    return None


def _rows(whole: Whole, table: str) -> int:
    counted = {LEDGER: len(whole.stated), SUMMARY: len(whole.numbers)}
    counted |= {table_anchor(t.kind): len(t.rows) for t in whole.tables}
    return counted[table]


def _chapters(whole: Whole, setting: Setting, plan: Plan) -> tuple[ChapterView, ...]:
    by_section: dict[str, list[Sheet]] = {section: [] for section in SECTIONS}
    for sheet in plan.sheets[1:]:
        by_section[sheet.section].append(sheet)
    return tuple(
        ChapterView(
            setting.words(_HEADINGS[section]),
            tuple(Ref(_file(setting, s), _short(whole, setting, s)) for s in found),
        )
        for section, found in by_section.items()
        if found
    )


def _link(whole: Whole, setting: Setting, sheet: Sheet) -> Ref:
    said = f"{setting.words(_HEADINGS[sheet.section])} {_range(whole, setting, sheet)}"
    return Ref(_file(setting, sheet), said.strip())


def _file(setting: Setting, sheet: Sheet) -> str:
    return beside(sheet.file(setting.root), setting.here)


def _short(whole: Whole, setting: Setting, sheet: Sheet) -> str:
    """Return what tells a page from the others of its section, among them."""
    number = setting.words.number
    if sheet.blocks and sheet.section in COUNTED:
        return f"{number(sheet.blocks[0].number + 1)}–{number(sheet.blocks[-1].number + 1)}"
    said = "" if sheet.section == "lists" else _range(whole, setting, sheet)
    return said or number(sheet.number)


def _range(whole: Whole, setting: Setting, sheet: Sheet) -> str:
    """Return what of a section stands on a sheet, "" if that needs no saying."""
    if not sheet.blocks or sheet.section in (ENTRY, "method"):
        return ""
    first, last = sheet.blocks[0], sheet.blocks[-1]
    if sheet.section in COUNTED:
        of = len(whole.graph.claims if sheet.section == "claims" else whole.numbers)
        return span(setting, first.number + 1, last.number + 1, of)
    if first.kind == "element" != last.kind:
        said = (setting.words("Elements"), _name(whole, setting, last))
    else:
        said = (_name(whole, setting, first), _name(whole, setting, last))
    return " – ".join(dict.fromkeys(said))


def _name(whole: Whole, setting: Setting, block: Block) -> str:
    """Return what a part of a page is called in short."""
    if block.kind in _NAMES:
        return setting.words(_NAMES[block.kind])
    name: Callable[[], str] = {
        "element": lambda: setting.element(block.key).label,
        "source": lambda: setting.source(block.key).label,
        "list": lambda: owner(whole, setting, whole.hubs[int(block.key)]).label,
        "map": lambda: _map_name(setting, block.key),
        "row": lambda: _table_name(whole, setting, block.key),
    }[block.kind]
    return name()


def _map_name(setting: Setting, axis: str) -> str:
    facet = setting.graph.review.framework.facets.get(axis)
    label = setting.text(facet.label) if facet else setting.words("Source")
    return setting.words("Evidence map: elements by {axis}", axis=label.lower())


def _table_name(whole: Whole, setting: Setting, anchor: str) -> str:
    if anchor == LEDGER:
        return setting.words("The ledger")
    if anchor == SUMMARY:
        return setting.words("Summary of findings")
    kinds = {table_anchor(table.kind): table.kind for table in whole.tables}
    return heading(setting, kinds[anchor]).text
