"""The page of one sheet: a `Page` that holds what stands on it and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from evidence.views.cells import cell_table_view, table_anchor
from evidence.views.claims import claim_view
from evidence.views.diagram import Diagram
from evidence.views.filters import filters
from evidence.views.findings import finding_row, finding_view, group_view, ledger_row
from evidence.views.framework import element_view, measure_row, relation_view, tension_view
from evidence.views.limits import limits
from evidence.views.maps import map_view
from evidence.views.page import Edition, method_view, question_view
from evidence.views.pages import (
    ClaimView,
    FindingGroup,
    FindingView,
    MapView,
    MethodView,
    Page,
    Phrase,
    SheetView,
    WarningView,
)
from evidence.views.setting import Setting
from evidence.views.sources import source_view
from evidence.views.split.blocks import LEDGER, PIECE, SUMMARY, Block
from evidence.views.split.lists import list_view
from evidence.views.split.navigation import more_rows, sheet_view
from evidence.views.split.plan import Plan
from evidence.views.split.whole import Whole
from evidence.views.summary import facts


class Claims(dict[str, ClaimView]):
    """The views of claims, each made when it is first asked for."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._setting = setting

    def __missing__(self, key: str) -> ClaimView:
        """Return the view of a claim, and keep it."""
        view = self[key] = claim_view(self._setting, self._setting.graph.claims[key])
        return view


@dataclass(frozen=True, slots=True)
class Picture:
    """The framework's diagram, its links as the entry sees them."""

    diagram: Diagram
    svg: str


NO_PICTURE = Picture(Diagram("", ""), "")


def sheet_page(
    whole: Whole, setting: Setting, edition: Edition, plan: Plan, number: int, picture: Picture
) -> Page:
    """Return the page of one sheet; `setting.here` is its file, the entry shows the picture."""
    blocks, claims = plan.sheets[number].blocks, Claims(setting)
    page = _frame(setting, edition, sheet_view(whole, setting, plan, number))
    makers = {
        "entry": lambda: _entry(page, whole, plan, setting, edition, picture),
        "tables": lambda: _tables(page, whole, setting, blocks, claims),
        "findings": lambda: _findings(page, whole, setting, blocks, claims),
        "framework": lambda: _framework(page, whole, setting, blocks, claims),
        "claims": lambda: _claims(page, setting, blocks, claims),
        "sources": lambda: _sources(page, setting, blocks),
        "lists": lambda: _lists(page, whole, setting, blocks),
        "method": lambda: _method(page, setting, edition, blocks),
    }
    return makers[plan.sheets[number].section]()


def _frame(setting: Setting, edition: Edition, sheet: SheetView) -> Page:
    """Return a page with nothing on it but what every page says."""
    review = setting.graph.review
    nothing = Phrase("")
    return Page(
        title=setting.phrase(review.title),
        language=setting.language,
        languages=edition.languages,
        of=setting.source(review.of) if review.of else None,
        questions=(),
        facts=(),
        limits=(),
        cell_tables=(),
        ledger=(),
        groups=(),
        diagram=NO_PICTURE.diagram,
        diagram_svg=NO_PICTURE.svg,
        elements=(),
        relations=(),
        maps=(),
        measures=(),
        tensions=(),
        qualifications=(),
        claims=(),
        sources=(),
        method=MethodView(
            facts=(),
            words=(),
            not_assessed=nothing,
            reconstructed=setting.phrase(review.framework.reconstructed),
            silenced=(),
            open_warnings=(),
        ),
        data_hash=edition.data_hash,
        version=edition.version,
        study=review.of,
        private=edition.private,
        sheet=sheet,
    )


def _entry(
    page: Page,
    whole: Whole,
    plan: Plan,
    setting: Setting,
    edition: Edition,
    picture: Picture,
) -> Page:
    claims = Claims(setting)
    graph, rows = whole.graph, plan.rows
    row = partial(_row, whole, setting)
    groups = _grouped(setting, whole.numbers, row)
    tables = {table_anchor(table.kind): table for table in whole.tables}
    return replace(
        page,
        questions=tuple(question_view(setting, q, groups) for q in graph.questions.values()),
        facts=facts(setting),
        limits=limits(setting),
        cell_tables=tuple(
            cell_table_view(
                setting, table, slice(rows[anchor]), more_rows(whole, setting, plan, anchor)
            )
            for anchor, table in tables.items()
        ),
        ledger=tuple(
            ledger_row(setting, graph.findings[key], claims)
            for key in whole.stated[: rows.get(LEDGER, 0)]
        ),
        groups=_grouped(setting, tuple(whole.numbers)[: rows[SUMMARY]], row),
        diagram=picture.diagram,
        diagram_svg=picture.svg,
        # The key to the signs stands in the summary.
        method=replace(page.method, words=method_view(setting, edition).words),
    )


def _tables(
    page: Page, whole: Whole, setting: Setting, blocks: Iterable[Block], claims: Claims
) -> Page:
    """Return the page with the rows of tables that found no room on the entry."""
    spans = _spans(blocks)
    tables = {table_anchor(table.kind): table for table in whole.tables}
    told, listed = spans.pop(LEDGER, slice(0)), spans.pop(SUMMARY, slice(0))
    return replace(
        page,
        cell_tables=tuple(
            cell_table_view(setting, tables[anchor], span) for anchor, span in spans.items()
        ),
        ledger=tuple(
            ledger_row(setting, whole.graph.findings[key], claims) for key in whole.stated[told]
        ),
        groups=_grouped(setting, tuple(whole.numbers)[listed], partial(_row, whole, setting)),
    )


def _findings(
    page: Page, whole: Whole, setting: Setting, blocks: Iterable[Block], claims: Claims
) -> Page:
    def card(key: str) -> FindingView:
        return finding_view(setting, whole.graph.findings[key], whole.numbers[key], claims)

    return replace(page, groups=_grouped(setting, (block.key for block in blocks), card))


def _claims(page: Page, setting: Setting, blocks: Iterable[Block], claims: Claims) -> Page:
    shown = tuple(claims[block.key] for block in blocks)
    return replace(page, claims=shown, filters=filters(setting, shown))


def _sources(page: Page, setting: Setting, blocks: Iterable[Block]) -> Page:
    sources = setting.graph.sources
    return replace(page, sources=tuple(source_view(setting, sources[b.key]) for b in blocks))


def _lists(page: Page, whole: Whole, setting: Setting, blocks: Iterable[Block]) -> Page:
    return replace(page, lists=tuple(list_view(whole, setting, block) for block in blocks))


def _framework(
    page: Page, whole: Whole, setting: Setting, blocks: Iterable[Block], claims: Claims
) -> Page:
    graph = whole.graph
    by_kind = {kind: tuple(found) for kind, found in groupby(blocks, lambda block: block.kind)}
    depths = dict(whole.elements)
    tied = {"tension": whole.tensions, "qualification": whole.qualifications}
    pairs = {
        kind: tuple(
            tension_view(setting, claims, pairs[block.number]) for block in by_kind.get(kind, ())
        )
        for kind, pairs in tied.items()
    }
    measured = (graph.claims[whole.measures[block.number]] for block in by_kind.get("measure", ()))
    return replace(
        page,
        elements=tuple(
            element_view(setting, whole.bears, block.key, depths[block.key], claims)
            for block in by_kind.get("element", ())
        ),
        relations=tuple(
            relation_view(setting, whole.arrows[block.key]) for block in by_kind.get("relation", ())
        ),
        maps=_maps(whole, setting, by_kind.get("map", ())),
        measures=tuple(
            measure_row(setting, claim, claim.measure) for claim in measured if claim.measure
        ),
        tensions=pairs["tension"],
        qualifications=pairs["qualification"],
    )


def _maps(whole: Whole, setting: Setting, blocks: Iterable[Block]) -> tuple[MapView, ...]:
    tables = {table.axis: table for table in whole.maps}
    return tuple(
        map_view(
            setting,
            tables[axis],
            whole.elements[span],
            last=span.stop == len(whole.elements),
        )
        for axis, span in _spans(blocks).items()
    )


def _method(page: Page, setting: Setting, edition: Edition, blocks: Iterable[Block]) -> Page:
    by_kind = {kind: tuple(found) for kind, found in groupby(blocks, lambda block: block.kind)}
    full = method_view(setting, edition)
    method = full if "method" in by_kind else page.method
    items = {warning.code: warning.items for warning in full.open_warnings}
    warnings = tuple(
        WarningView(block.key, items[block.key][block.number * PIECE :][:PIECE])
        for block in by_kind.get("warning", ())
    )
    silenced = tuple(full.silenced[block.number] for block in by_kind.get("silenced", ()))
    return replace(page, method=replace(method, open_warnings=warnings, silenced=silenced))


def _row(whole: Whole, setting: Setting, key: str) -> FindingView:
    return finding_row(setting, whole.graph.findings[key], whole.numbers[key])


def _grouped(
    setting: Setting, keys: Iterable[str], view: Callable[[str], FindingView]
) -> tuple[FindingGroup, ...]:
    """Return the views of findings that stand in order, those of one kind together."""
    findings = setting.graph.findings
    return tuple(
        group_view(setting, kind, tuple(view(key) for key in found))
        for kind, found in groupby(keys, lambda key: findings[key].kind)
    )


def _spans(blocks: Iterable[Block]) -> dict[str, slice]:
    """Return which numbers of each table or map stand among the blocks: they follow each other."""
    spans: dict[str, slice] = {}
    for block in blocks:
        start = spans[block.key].start if block.key in spans else block.number
        spans[block.key] = slice(start, block.number + 1)
    return spans
