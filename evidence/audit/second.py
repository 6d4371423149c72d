"""A share of the proposals that a second person judges, not knowing what the first decided.

The share is drawn as a sample is: from a seed and the ids alone. What the
second person finds is a verdict as in any audit, and is set beside the decision
that stands in the review.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence.audit.sample import Audited, Verdict, claim_words, draw
from evidence.model.claims import Claim


@dataclass(frozen=True, slots=True)
class Share:
    """How the share was drawn: so many percent of all proposals, decided or not.

    Shape: `line` is the share as it stands in the file of the audit, with what
           another version may have added; "" for a new one.
    """

    seed: str
    percent: int
    line: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TwoDecisions:
    """A proposal on which two people differ: what the one decided, and the other found."""

    claim: str
    accepted: bool
    first: str
    verdict: Verdict
    second: str


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What came of a second person's judging a share.

    Shape: ids of proposals, in the order of drawing. `alike` were accepted and
           found faithful, or turned down and found not to be; of `undecided`
           there is no decision to compare with; `stale` were judged in other
           words than they have now; `waiting` are judged by nobody else than
           who decided.
    """

    alike: tuple[str, ...] = ()
    differing: tuple[TwoDecisions, ...] = ()
    undecided: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


def drawn_share(share: Share, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the proposals of a share, decided or not, in the order of drawing."""
    proposed = {claim.id: 0 for claim in claims if claim.proposed is not None}
    return draw(proposed, math.ceil(len(proposed) * share.percent / 100), share.seed)


def open_for(
    share: Share, verdicts: Iterable[Audited], claims: Iterable[Claim], by: str
) -> tuple[str, ...]:
    """Return what is left of a share for a person: nothing that they judged, or decided about."""
    known = {claim.id: claim for claim in claims}
    judged = {one.claim for one in verdicts if one.by == by and _holds(one, known)}
    return tuple(
        key
        for key in drawn_share(share, known.values())
        if known[key].decided_by != by and key not in judged
    )


def second_look(share: Share, verdicts: Iterable[Audited], claims: Iterable[Claim]) -> SecondLook:
    """Return what second people found of a share, beside what was decided.

    Shape: of one person's verdicts the latest counts, of several people's the gravest.
    """
    known = {claim.id: claim for claim in claims}
    latest: dict[str, dict[str, Audited]] = {}
    stale: set[str] = set()
    for one in sorted(verdicts, key=lambda each: each.date):
        claim = known.get(one.claim)
        if claim is None or one.by == claim.decided_by:
            continue
        if _holds(one, known):
            latest.setdefault(one.claim, {})[one.by] = one
        else:
            stale.add(one.claim)
    alike: list[str] = []
    differing: list[TwoDecisions] = []
    undecided: list[str] = []
    old: list[str] = []
    waiting: list[str] = []
    for key in drawn_share(share, known.values()):
        first = known[key].decided_by
        if key not in latest:
            (old if key in stale else waiting).append(key)
            continue
        found = max(latest[key].values(), key=lambda each: list(Verdict).index(each.verdict))
        accepted = known[key].rejected is None
        if not first:
            undecided.append(key)
        elif accepted == (found.verdict is Verdict.FAITHFUL):
            alike.append(key)
        else:
            differing.append(TwoDecisions(key, accepted, first, found.verdict, found.by))
    return SecondLook(tuple(alike), tuple(differing), tuple(undecided), tuple(old), tuple(waiting))


def _holds(one: Audited, known: Mapping[str, Claim]) -> bool:
    """Return whether a verdict speaks of the words that a claim has now."""
    return one.claim in known and (not one.words or one.words == claim_words(known[one.claim]))
