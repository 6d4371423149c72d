"""The claims of a finding's card: each stands once, at its home; elsewhere a link leads there.

A claim's home is the first finding that names it, where it says most: the
finding that it words, then one that it supports, speaks against, qualifies, or
whose background it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.graph import Graph, Role
from evidence.model import Finding
from evidence.pages.claims import Claims, ClaimView
from evidence.pages.numbering import by_kind
from evidence.pages.translated import Translated
from evidence.synthesis.support import Support

# what a claim is to a finding, what tells most of it first
ROLES = (
    Role.STATED_IN,
    Role.SUPPORTED_BY,
    Role.CONTRADICTED_BY,
    Role.QUALIFIED_BY,
    Role.BACKGROUND,
    Role.CONCERNS,
    Role.ARGUED_FROM,
)

Homes = Mapping[str, tuple[str, Role]]


@dataclass(frozen=True, slots=True)
class CardClaim:
    """A claim in a card: `whole` where this is its home, else it is named and linked."""

    claim: ClaimView
    whole: bool


@dataclass(frozen=True, slots=True)
class CardList:
    """The claims that are one thing to a finding, in its order."""

    role: str
    heading: str
    claims: tuple[CardClaim, ...]


def homes(graph: Graph) -> Homes:
    """Return for each claim that a finding names the finding and the role where it stands."""
    order = [graph.findings[key] for found in by_kind(graph).values() for key in found]
    found: dict[str, tuple[str, Role]] = {}
    for role in ROLES:
        for finding in order:
            for key in _named(finding, role):
                if key in graph.claims:
                    found.setdefault(key, (finding.id, role))
    return found


def card_lists(
    review: Translated, finding: Finding, held: Support, claims: Claims, at_home: Homes
) -> tuple[CardList, ...]:
    """Return the claims that a finding names, by what they are to it.

    Those that support it through other findings stand behind its own.
    """
    through = {Role.SUPPORTED_BY: held.claims}
    headings = {
        Role.STATED_IN: review.words("In the study’s words"),
        Role.SUPPORTED_BY: review.words("What supports it"),
        Role.CONTRADICTED_BY: review.words("What speaks against it"),
        Role.QUALIFIED_BY: review.words("Qualifying it"),
        Role.BACKGROUND: review.words("Background"),
        Role.CONCERNS: review.words("Left out"),
        Role.ARGUED_FROM: review.words("Argued from"),
    }
    lists = (
        CardList(
            role.value,
            headings[role],
            tuple(
                CardClaim(claims[key], at_home.get(key) == (finding.id, role))
                for key in dict.fromkeys((*_named(finding, role), *through.get(role, ())))
                if key in claims
            ),
        )
        for role in ROLES
    )
    return tuple(one for one in lists if one.claims)


def _named(finding: Finding, role: Role) -> tuple[str, ...]:
    if role is Role.ARGUED_FROM:
        return finding.fit.argued_from if finding.fit else ()
    named: tuple[str, ...] = getattr(finding, role.value)
    return named
