"""The ledger: the sentences of the study that are findings, and what carries each."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model import Finding
from evidence.pages.claims import Claims, ClaimView, picked
from evidence.pages.findings import FitView, StatedView, fit_view, stated_views
from evidence.pages.marks import Mark, state_mark
from evidence.pages.phrases import Phrase, Ref
from evidence.pages.setting import Setting


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One finding that the study words itself, and what carries the sentence."""

    finding: Ref
    kind: Phrase
    statement: Phrase
    stated_in: tuple[StatedView, ...]
    cited: tuple[ClaimView, ...]
    own: tuple[ClaimView, ...]
    against: tuple[ClaimView, ...]
    qualifying: tuple[ClaimView, ...]
    fit: FitView | None
    support: Mark


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
        stated_in=stated_views(setting, finding),
        cited=picked(claims, held.cited),
        own=picked(claims, held.own),
        against=picked(claims, held.contradicting),
        qualifying=picked(claims, held.qualifying),
        fit=fit_view(setting, finding),
        support=state_mark(setting.words, held.state, held),
    )
