"""Findings as cards, cell tables and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.graph import Role
from evidence.model import Assessment, Finding, FindingKind, Wording
from evidence.synthesis.cells import CellRow, CellTable, FilledCell, Standing, filled_cells
from evidence.synthesis.robustness import Change
from evidence.synthesis.support import Support
from evidence.views.marks import disputed_mark, fit_mark, standing_mark, state_mark
from evidence.views.pages import (
    AssessmentView,
    CellTableRow,
    CellTableView,
    CellView,
    ClaimView,
    ComponentView,
    FindingGroup,
    FindingView,
    FitView,
    LeaningView,
    LedgerRow,
    Phrase,
    StatedView,
    SupportView,
)
from evidence.views.setting import Setting

Claims = Mapping[str, ClaimView]

_CONCERNS = {
    "none": "no or very minor concerns",
    "minor": "minor concerns",
    "moderate": "moderate concerns",
    "serious": "serious concerns",
    "not_assessed": "not assessed",
}
_COMPONENTS = {
    "methodological_limitations": "methodological limitations",
    "coherence": "coherence",
    "adequacy": "adequacy",
    "relevance": "relevance",
}
_CONFIDENCE = {
    "high": "high confidence",
    "moderate": "moderate confidence",
    "low": "low confidence",
    "very_low": "very low confidence",
}


def finding_groups(setting: Setting, claims: Claims) -> tuple[FindingGroup, ...]:
    """Return the findings by kind, in the order in which the framework declares the kinds."""
    graph = setting.graph
    by_kind: dict[str, list[Finding]] = {key: [] for key in graph.review.framework.finding_kinds}
    for finding in graph.findings.values():
        by_kind.setdefault(finding.kind, []).append(finding)
    groups, number = [], 0
    for key, findings in by_kind.items():
        if not findings:
            continue
        kind = graph.review.framework.finding_kinds.get(key) or FindingKind(key, Wording(key))
        views = []
        for finding in findings:
            number += 1
            views.append(finding_view(setting, finding, number, claims))
        label = setting.phrase(kind.plural or kind.label)
        groups.append(
            FindingGroup(f"kind-{key}", label, setting.phrase(kind.definition), tuple(views))
        )
    return tuple(groups)


def finding_view(setting: Setting, finding: Finding, number: int, claims: Claims) -> FindingView:
    """Return the card of one finding."""
    graph = setting.graph
    held = setting.support[finding.id]
    kind = graph.review.framework.finding_kinds.get(finding.kind)
    return FindingView(
        id=finding.id,
        number=number,
        kind=setting.phrase(kind.label) if kind else Phrase(finding.kind),
        statement=setting.phrase(finding.statement),
        support=support_view(setting, held),
        facets=setting.facets(finding.facets),
        stated_in=stated_views(setting, finding),
        supporting=_pick(claims, held.claims),
        supporting_findings=setting.findings(
            k for k in finding.supported_by if k in graph.findings
        ),
        contradicting=_pick(claims, held.contradicting),
        qualifying=_pick(claims, held.qualifying),
        background=_pick(claims, held.background),
        sources=setting.sources(held.sources),
        elements=tuple(setting.element(key) for key in finding.elements),
        answers=tuple(setting.question(key) for key in finding.answers),
        carries=setting.findings(
            dict.fromkeys(
                use.finding
                for use in graph.uses.get(finding.id, ())
                if use.role is Role.SUPPORTED_BY
            )
        ),
        cells=tuple(cell_view(setting, cell) for cell in filled_cells(graph, finding)),
        fit=_fit(setting, finding),
        resolution=_resolution(setting, finding),
        unresolved=bool(held.contradicting) and finding.unresolved,
        assessment=_assessment(setting, finding.assessment),
        leanings=_leanings(setting, finding.id),
        caveat=setting.phrase(finding.caveat),
        keys_for=" ".join(held.claims),
        keys_against=" ".join(held.contradicting),
    )


def support_view(setting: Setting, held: Support) -> SupportView:
    """Return the support of a finding: its fact word, and the reason in counts."""
    words = setting.words
    return SupportView(
        state=state_mark(words, held.state, held),
        carried_by=state_mark(words, held.carried_by, held),
        reason=_reason(setting, held),
        claims=len(held.claims),
        cited=len(held.cited),
        own=len(held.own),
        implied=len(held.implied),
        independent=held.independent,
        contradicting=len(held.contradicting),
    )


def stated_views(setting: Setting, finding: Finding) -> tuple[StatedView, ...]:
    """Return the places where the study words a finding itself."""
    claims = (setting.graph.claims.get(key) for key in finding.stated_in)
    return tuple(
        StatedView(
            claim=setting.claim(claim.id),
            quote=claim.passage.quote,
            language=setting.text_language(claim.read_in),
            locator=setting.locator(claim.passage.at),
        )
        for claim in claims
        if claim
    )


def cell_table_view(setting: Setting, table: CellTable) -> CellTableView:
    """Return the table of one kind of finding: what is cited, what is asserted."""
    words = setting.words
    kind = table.kind
    plural = setting.text(kind.plural or kind.label)
    heading = (
        setting.phrase(kind.heading)
        if kind.heading
        else Phrase(words("{kind}: what is cited, what is asserted", kind=plural))
    )
    return CellTableView(
        id=f"cells-{kind.id}",
        heading=heading,
        kind=setting.phrase(kind.label),
        columns=tuple(setting.phrase(cell.label) for cell in kind.cells),
        rows=tuple(_cell_row(setting, row) for row in table.rows),
        column_facts=tuple(
            _column_fact(setting, [row.cells[index] for row in table.rows])
            for index in range(len(kind.cells))
        ),
    )


def cell_view(setting: Setting, filled: FilledCell) -> CellView:
    """Return one cell: one sentence, its sources by name, and what it rests on."""
    graph, words = setting.graph, setting.words
    lead = _lead(setting, filled)
    return CellView(
        id=filled.cell.id,
        label=setting.phrase(filled.cell.label),
        mark=standing_mark(words, filled.standing, one_study=bool(graph.review.of)),
        statement=setting.phrase(graph.claims[lead].statement) if lead else Phrase(""),
        claim=setting.claim(lead) if lead else None,
        sources=setting.sources(graph.claims[lead].sources) if lead else (),
        marks=tuple(setting.phrase(mark) for mark in filled.marks),
        disputed=disputed_mark(words) if filled.disputed else None,
        counts=_cell_counts(setting, filled),
        more=setting.claims(key for key in filled.claims if key != lead),
        gap=setting.phrase(filled.gap),
    )


def ledger(setting: Setting, claims: Claims) -> tuple[LedgerRow, ...]:
    """Return a row for every finding that the study words itself, in the order of the files."""
    return tuple(
        _ledger_row(setting, finding, claims)
        for finding in setting.graph.findings.values()
        if finding.stated_in
    )


def _ledger_row(setting: Setting, finding: Finding, claims: Claims) -> LedgerRow:
    held = setting.support[finding.id]
    kind = setting.graph.review.framework.finding_kinds.get(finding.kind)
    return LedgerRow(
        finding=setting.finding(finding.id),
        kind=setting.phrase(kind.label) if kind else Phrase(finding.kind),
        statement=setting.phrase(finding.statement),
        stated_in=stated_views(setting, finding),
        cited=_pick(claims, held.cited),
        own=_pick(claims, held.own),
        against=_pick(claims, held.contradicting),
        qualifying=_pick(claims, held.qualifying),
        fit=_fit(setting, finding),
    )


def _cell_row(setting: Setting, row: CellRow) -> CellTableRow:
    finding = setting.graph.findings[row.finding]
    held = setting.support[row.finding]
    return CellTableRow(
        finding=setting.finding(row.finding),
        statement=setting.phrase(finding.statement),
        support=state_mark(setting.words, held.state, held),
        cells=tuple(cell_view(setting, cell) for cell in row.cells),
    )


def _column_fact(setting: Setting, cells: list[FilledCell]) -> str:
    words = setting.words
    standings = [cell.standing for cell in cells]
    said = []
    for standing in (Standing.CITED, Standing.IMPLIED, Standing.OWN, Standing.GAP):
        count = standings.count(standing)
        if count:
            mark = standing_mark(words, standing, one_study=bool(setting.graph.review.of))
            said.append(f"{count} {mark.words}")
    return " · ".join(said)


def _cell_counts(setting: Setting, filled: FilledCell) -> str:
    """Return how many claims of a cell are cited, implied or own, where that says more."""
    if len(filled.claims) < 2:
        return ""
    words = setting.words
    cited = "cited" if setting.graph.review.of else "read"
    said = (
        (filled.cited, words(cited)),
        (filled.implied, words("implied")),
        (filled.own, words("the study’s own")),
    )
    return ", ".join(f"{count} {word}" for count, word in said if count)


def _lead(setting: Setting, filled: FilledCell) -> str:
    """Return the claim that speaks for a cell: the first of those that ground it best."""
    graph = setting.graph
    for key in filled.claims:
        claim = graph.claims[key]
        own = graph.is_own(claim)
        if filled.standing is Standing.OWN and own:
            return key
        if filled.standing is Standing.IMPLIED and not own:
            return key
        if filled.standing is Standing.CITED and not own and claim.attribution == "explicit":
            return key
    return filled.claims[0] if filled.claims else ""


def _reason(setting: Setting, held: Support) -> str:
    """Return one sentence that gives the reason for the fact word in counts."""
    words = setting.words
    of_study = bool(setting.graph.review.of)
    parts = []
    if held.cited:
        works = words.count(len(held.sources), "{n} work", "{n} works")
        said = words.count(
            len(held.cited),
            "{n} claim cited from {works}" if of_study else "{n} claim from {works}",
            "{n} claims cited from {works}" if of_study else "{n} claims from {works}",
            works=works,
        )
        if held.implied:
            said += (
                f" ({words.count(len(held.implied), '{n} by implication', '{n} by implication')})"
            )
        parts.append(said)
    if held.own:
        parts.append(
            words.count(
                len(held.own),
                "{n} statement of the study’s own",
                "{n} statements of the study’s own",
            )
        )
    if held.second_hand and not of_study:
        parts.append(words.count(len(held.second_hand), "{n} second-hand", "{n} second-hand"))
    if not parts:
        parts.append(words("no claim supports it"))
    if held.contradicting:
        parts.append(
            words.count(
                len(held.contradicting), "{n} claim contradicts it", "{n} claims contradict it"
            )
        )
    if held.qualifying:
        parts.append(
            words.count(len(held.qualifying), "{n} claim qualifies it", "{n} claims qualify it")
        )
    return "; ".join(parts)


def _fit(setting: Setting, finding: Finding) -> FitView | None:
    if finding.fit is None:
        return None
    mark = fit_mark(setting.words, finding.fit.judgement)
    return FitView(mark, setting.phrase(finding.fit.because))


def _resolution(setting: Setting, finding: Finding) -> Phrase:
    if not finding.resolution or finding.unresolved:
        return Phrase("")
    return setting.phrase(finding.resolution)


def _assessment(setting: Setting, assessment: Assessment | None) -> AssessmentView | None:
    if assessment is None:
        return None
    words = setting.words
    return AssessmentView(
        confidence=words(_CONFIDENCE.get(assessment.confidence, "not assessed")),
        because=setting.phrase(assessment.because),
        components=tuple(
            ComponentView(
                words(_COMPONENTS.get(part.name, part.name)),
                words(_CONCERNS.get(part.concern, "not assessed")),
                setting.phrase(part.because),
            )
            for part in assessment.components
        ),
        by=", ".join(assessment.by),
    )


def _leanings(setting: Setting, finding: str) -> tuple[LeaningView, ...]:
    return tuple(
        LeaningView(setting.source(leaning.source), change_words(setting, change))
        for leaning in setting.leaning.values()
        for change in leaning.changes
        if change.finding == finding and change.falls
    )


def change_words(setting: Setting, change: Change) -> str:
    """Return how a finding's support is described before and after, in words."""
    before = state_mark(setting.words, change.before.state, change.before).words
    after = state_mark(setting.words, change.after.state, change.after).words
    return f"{before} → {after}"


def _pick(claims: Claims, keys: Iterable[str]) -> tuple[ClaimView, ...]:
    return tuple(claims[key] for key in keys)
