"""The ledger: the sentences of the study that are findings, and what carries each."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model import Finding
from evidence.pages.claims import Claims, ClaimView, picked
from evidence.pages.findings import FitView, StatedView, fit_view, stated_views
from evidence.pages.marks import Mark, state_mark
from evidence.pages.phrases import ItemLink, Listed, Phrase, listed
from evidence.pages.setting import Setting

# A row shows so many claims on each side; the finding's card has all of them.
MOST_CLAIMS = 8


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One finding that the study words itself, and what carries the sentence."""

    id: str
    finding: ItemLink
    kind: Phrase
    statement: Phrase
    stated_in: tuple[StatedView, ...]
    cited: Listed[ClaimView]
    own: Listed[ClaimView]
    against: Listed[ClaimView]
    qualifying: Listed[ClaimView]
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
        id=finding.id,
        finding=setting.finding(finding.id),
        kind=setting.phrase(kind.label) if kind else Phrase(finding.kind),
        statement=setting.phrase(finding.statement),
        stated_in=stated_views(setting, finding),
        cited=listed(picked(claims, held.cited), MOST_CLAIMS),
        own=listed(picked(claims, held.own), MOST_CLAIMS),
        against=listed(picked(claims, held.contradicting), MOST_CLAIMS),
        qualifying=listed(picked(claims, held.qualifying), MOST_CLAIMS),
        fit=fit_view(setting, finding),
        support=state_mark(setting.words, held.state, held),
    )
