"""Findings as cards, cell tables and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.graph import Role
from evidence.language import Words
from evidence.model import Assessment, Finding, FindingKind, Wording
from evidence.synthesis.cells import filled_cells
from evidence.synthesis.robustness import Change
from evidence.synthesis.support import State, Support
from evidence.views.cells import cell_view
from evidence.views.marks import fit_mark, state_mark
from evidence.views.pages import (
    AssessmentView,
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
    return f"{_described(setting.words, change.before)} → {_described(setting.words, change.after)}"


def _described(words: Words, held: Support) -> str:
    """Return all that a change can be of: the fact, what carries it, by how many works."""
    states = [held.state, held.carried_by]
    if held.carried_by is State.SECOND_HAND_ONLY:
        states.append(State.INDEPENDENT)
    return ", ".join(dict.fromkeys(state_mark(words, state, held).words for state in states))


def _pick(claims: Claims, keys: Iterable[str]) -> tuple[ClaimView, ...]:
    return tuple(claims[key] for key in keys)
