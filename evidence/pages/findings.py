"""Findings as cards, cell tables and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.graph import Graph, Role
from evidence.language import Words
from evidence.model import Assessment, Finding, FindingKind, Wording
from evidence.pages.cells import cell_view
from evidence.pages.marks import fit_mark, state_mark
from evidence.pages.setting import Setting
from evidence.pages.views import (
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
from evidence.synthesis.cells import filled_cells
from evidence.synthesis.contrast import spread
from evidence.synthesis.robustness import Change
from evidence.synthesis.support import State, Support

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
    groups, number = [], 0
    for key, findings in by_kind(graph).items():
        views = []
        for finding in findings:
            number += 1
            views.append(_finding_view(setting, graph.findings[finding], number, claims))
        groups.append(_group_view(setting, key, tuple(views)))
    return tuple(groups)


def by_kind(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return the findings of each kind that has some, in the order of the page."""
    kinds: dict[str, list[str]] = {key: [] for key in graph.review.framework.finding_kinds}
    for finding in graph.findings.values():
        kinds.setdefault(finding.kind, []).append(finding.id)
    return {key: tuple(findings) for key, findings in kinds.items() if findings}


def numbers(graph: Graph) -> dict[str, str]:
    """Return the number of each finding on the page."""
    order = (key for findings in by_kind(graph).values() for key in findings)
    return {key: str(number) for number, key in enumerate(order, 1)}


def _group_view(setting: Setting, kind: str, views: tuple[FindingView, ...]) -> FindingGroup:
    """Return the findings of one kind under its name."""
    declared = setting.graph.review.framework.finding_kinds.get(kind)
    kind_of = declared or FindingKind(kind, Wording(kind))
    label = setting.phrase(kind_of.plural or kind_of.label)
    anchor = f"kind-{kind}"
    definition = setting.phrase(kind_of.definition)
    return FindingGroup(anchor, label, definition, views, setting.href(anchor))


def _finding_view(setting: Setting, finding: Finding, number: int, claims: Claims) -> FindingView:
    """Return the card of one finding."""
    graph, key = setting.graph, finding.id
    held = setting.support[key]
    kind = graph.review.framework.finding_kinds.get(finding.kind)
    return FindingView(
        id=key,
        number=number,
        kind=setting.phrase(kind.label) if kind else Phrase(finding.kind),
        statement=setting.phrase(finding.statement),
        support=_support_view(setting, held),
        facets=setting.facets(finding.facets),
        stated_in=_stated_views(setting, finding),
        supporting=_pick(claims, held.claims),
        supporting_findings=setting.findings(_findings_below(graph, finding)),
        contradicting=_pick(claims, held.contradicting),
        qualifying=_pick(claims, held.qualifying),
        background=_pick(claims, held.background),
        sources=setting.sources(held.sources),
        elements=tuple(setting.element(key) for key in finding.elements),
        answers=tuple(setting.question(key) for key in finding.answers),
        carries=setting.findings(_findings_above(graph, finding)),
        cells=tuple(cell_view(setting, cell) for cell in filled_cells(graph, finding)),
        fit=_fit(setting, finding),
        resolution=_resolution(setting, finding),
        unresolved=bool(held.contradicting) and finding.unresolved,
        assessment=_assessment(setting, finding.assessment),
        leanings=_leanings(setting, key),
        caveat=setting.phrase(finding.caveat),
        href=setting.href(key),
    )


def _findings_below(graph: Graph, finding: Finding) -> tuple[str, ...]:
    """Return the findings that a finding rests on."""
    return tuple(key for key in finding.supported_by if key in graph.findings)


def _findings_above(graph: Graph, finding: Finding) -> tuple[str, ...]:
    """Return the findings that rest on a finding, each once."""
    uses = graph.uses.get(finding.id, ())
    return tuple(dict.fromkeys(use.finding for use in uses if use.role is Role.SUPPORTED_BY))


def _support_view(setting: Setting, held: Support) -> SupportView:
    """Return the support of a finding: its fact word, and the reason in counts."""
    words = setting.words
    return SupportView(
        state=state_mark(words, held.state, held),
        carried_by=state_mark(words, held.carried_by, held),
        reason=_reason(setting, held),
        spread=_spread(setting, held),
    )


def _stated_views(setting: Setting, finding: Finding) -> tuple[StatedView, ...]:
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
    findings = setting.graph.findings.values()
    return tuple(_ledger_row(setting, f, claims) for f in findings if f.stated_in)


def _ledger_row(setting: Setting, finding: Finding, claims: Claims) -> LedgerRow:
    """Return one row of the ledger: what is cited for a sentence of the study."""
    held = setting.support[finding.id]
    kind = setting.graph.review.framework.finding_kinds.get(finding.kind)
    return LedgerRow(
        finding=setting.finding(finding.id),
        kind=setting.phrase(kind.label) if kind else Phrase(finding.kind),
        statement=setting.phrase(finding.statement),
        stated_in=_stated_views(setting, finding),
        cited=_pick(claims, held.cited),
        own=_pick(claims, held.own),
        against=_pick(claims, held.contradicting),
        qualifying=_pick(claims, held.qualifying),
        fit=_fit(setting, finding),
        support=state_mark(setting.words, held.state, held),
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
        more = []
        if held.implied:
            more.append(words.count(len(held.implied), "{n} by implication", "{n} by implication"))
        if held.independent < len(held.sources):
            more.append(words("works cited together count once"))
        parts.append(f"{said} ({', '.join(more)})" if more else said)
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


def _spread(setting: Setting, held: Support) -> str:
    """Return how many of the claims have each value of what the review contrasts."""
    facet = setting.graph.review.framework.facets.get(setting.contrast)
    if facet is None:
        return ""
    counts = spread(setting.graph, facet.id, held.claims)
    listed = ", ".join(
        f"{setting.text(facet.values[value].label)} {setting.words.number(number)}"
        for value, number in counts.items()
    )
    return f"{setting.text(facet.label)}: {listed}" if listed else ""


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
        LeaningView(setting.source(source), change_words(setting, change))
        for source, change in setting.falls.get(finding, ())
    )


def change_words(setting: Setting, change: Change) -> str:
    """Return how a finding's support is described before and after, in words."""
    after = _described(setting.words, change.after)
    # Where only the number changes, its word need not be said twice.
    if {change.before.state, change.after.state} == {State.INDEPENDENT}:
        return f"{setting.words.number(change.before.independent)} → {after}"
    return f"{_described(setting.words, change.before)} → {after}"


def _described(words: Words, held: Support) -> str:
    """Return all that a change can be of: the fact, what carries it, by how many works."""
    states = [held.state, held.carried_by]
    if held.carried_by is State.SECOND_HAND_ONLY:
        states.append(State.INDEPENDENT)
    return ", ".join(dict.fromkeys(state_mark(words, state, held).words for state in states))


def _pick(claims: Claims, keys: Iterable[str]) -> tuple[ClaimView, ...]:
    return tuple(claims[key] for key in keys)
