"""The ledger: the sentences of the study that are findings, and how far each is cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.model import Finding
from evidence.pages.claims import Claims, ClaimView, picked
from evidence.pages.findings import FitView, StatedView, fit_view, stated_views
from evidence.pages.marks import Mark, contested_mark
from evidence.pages.phrases import ItemLink, Listed, Phrase, listed
from evidence.pages.support import facts_of, judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.support import Support

# A row shows so many claims on each side; the finding's card has all of them.
MOST_CLAIMS = 8


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One finding that is a sentence of the study, what is cited, and how far that reaches."""

    finding: ItemLink
    kind: Phrase
    statement: Phrase
    stated_in: tuple[StatedView, ...]
    cited: Listed[ClaimView]
    own: Listed[ClaimView]
    against: Listed[ClaimView]
    qualifying: Listed[ClaimView]
    fit: FitView | None
    facts: str
    judgement: Mark | None
    contested: Mark | None


def ledger(
    review: Translated, support: Mapping[str, Support], claims: Claims
) -> tuple[LedgerRow, ...]:
    """Return a row for every finding that the study words itself, in the order of the files."""
    findings = review.graph.findings.values()
    return tuple(_ledger_row(review, f, support[f.id], claims) for f in findings if f.stated_in)


def _ledger_row(review: Translated, finding: Finding, held: Support, claims: Claims) -> LedgerRow:
    """Return one row of the ledger: what is cited for a sentence of the study."""
    kind = review.graph.review.framework.finding_kinds.get(finding.kind)
    return LedgerRow(
        finding=review.finding(finding.id),
        kind=review.phrase(kind.label) if kind else Phrase(finding.kind),
        statement=review.phrase(finding.statement),
        stated_in=stated_views(review, finding),
        cited=listed(picked(claims, (*held.direct, *held.implied)), MOST_CLAIMS),
        own=listed(picked(claims, held.own), MOST_CLAIMS),
        against=listed(picked(claims, held.contradicting), MOST_CLAIMS),
        qualifying=listed(picked(claims, held.qualifying), MOST_CLAIMS),
        fit=fit_view(review, finding),
        facts=facts_of(review, held),
        judgement=judgement_mark(review, finding),
        contested=contested_mark(review.words, review.graph, held),
    )
