"""An audit: a sample of claims that anyone can draw again, and the error rate that it shows.

The draw depends on the seed and the claims' ids alone, not on Python or the
machine; a claim that is added later leaves the order of the others as it was.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from evidence.model.claims import Claim

CONFIDENCE = 0.95
_Z = 1.959963984540054  # the normal quantile of 0.975


class Verdict(StrEnum):
    """What an auditor found of a claim beside its passage."""

    FAITHFUL = "faithful"
    OVERSTATED = "overstated"
    WRONG_PASSAGE = "wrong_passage"
    NOT_IN_SOURCE = "not_in_source"


@dataclass(frozen=True, slots=True)
class Draw:
    """How a sample was drawn. `weighted` says: by how much rests on each claim.

    Shape: `line` is the draw as it stands in the file of the audit, with what
           another version may have added; "" for a new one.
    """

    seed: str
    size: int
    population: int
    weighted: bool = False
    line: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Audited:
    """One verdict on one claim. `words` is the hash of the claim as it was judged.

    Shape: `line` as in `Draw`.
    """

    claim: str
    verdict: Verdict
    by: str
    date: str
    words: str = ""
    note: str = ""
    line: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of errors with its confidence interval.

    Units: `share`, `low` and `high` are fractions in [0, 1].
    Shape: all 0 and 1 where nothing was judged.
    """

    errors: int
    judged: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit shows.

    Shape: `verdicts` counts claims by verdict, the gravest of each; `disputed`
           are claims on which auditors disagree, `stale` those that changed
           since, `waiting` those drawn and not judged.
    """

    rate: Rate
    verdicts: Mapping[Verdict, int]
    disputed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


def draw(
    weights: Mapping[str, int], size: int, seed: str, *, weighted: bool = False
) -> tuple[str, ...]:
    """Return the claims of a sample, in the order of drawing.

    Shape: `weights` gives each claim what rests on it, at least 0; every claim
           can be drawn, and with `weighted` one on which more rests is drawn
           more often.
    Source: Efraimidis and Spirakis 2006, weighted sampling without replacement.

    >>> draw({"a": 0, "b": 0, "c": 9}, 2, "2025")
    ('c', 'b')
    """

    def key(claim: str) -> tuple[float, str]:
        chance = _chance(seed, claim)
        return (-math.log(chance) / (1 + weights[claim]) if weighted else chance, claim)

    return tuple(sorted(weights, key=key)[: max(0, size)])


def rate(errors: int, judged: int, population: int, *, weighted: bool = False) -> Rate:
    """Return the error rate with its 95 % interval.

    Shape: exact for a simple sample drawn without replacement from a known
           population; Wilson's for a weighted one, where the rate is that of
           what rests on claims.
    Source: the exact interval inverts the hypergeometric distribution; Wilson 1927.

    >>> rate(0, 20, 20).high
    0.0
    """
    if not judged:
        return Rate(0, 0, 0.0, 0.0, 1.0)
    share = errors / judged
    low, high = _wilson(errors, judged) if weighted else _exact(errors, judged, population)
    return Rate(errors, judged, share, low, high)


def summarise(
    drawn: Sequence[str], how: Draw, verdicts: Iterable[Audited], claims: Iterable[Claim]
) -> Audit:
    """Return what the verdicts on a sample show.

    Shape: verdicts on claims that were not drawn, or that changed since, do not
           count; of one auditor's verdicts on a claim the latest does.
    """
    now = {claim.id: claim_words(claim) for claim in claims}
    latest: dict[tuple[str, str], Audited] = {}
    stale: set[str] = set()
    for audited in sorted(verdicts, key=lambda one: one.date):
        if audited.words and audited.words != now.get(audited.claim):
            stale.add(audited.claim)
        else:
            latest[audited.claim, audited.by] = audited
    by_claim: dict[str, list[Verdict]] = {}
    for (claim, _), audited in latest.items():
        by_claim.setdefault(claim, []).append(audited.verdict)
    judged = {claim: by_claim[claim] for claim in drawn if claim in by_claim}
    gravest = Counter(max(found, key=_gravity) for found in judged.values())
    errors = sum(count for verdict, count in gravest.items() if verdict is not Verdict.FAITHFUL)
    return Audit(
        rate(errors, len(judged), how.population, weighted=how.weighted),
        {verdict: gravest[verdict] for verdict in Verdict},
        tuple(claim for claim, found in judged.items() if len(set(found)) > 1),
        tuple(claim for claim in drawn if claim in stale and claim not in judged),
        tuple(claim for claim in drawn if claim not in judged and claim not in stale),
    )


def claim_words(claim: Claim) -> str:
    """Return the hash of what an auditor judges: the statement and the quotes of a claim."""
    parts = (*claim.statement.texts, *claim.quotes)
    plain = "\n".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _gravity(verdict: Verdict) -> int:
    return list(Verdict).index(verdict)


def _chance(seed: str, claim: str) -> float:
    """Return a number in (0, 1) that depends on the seed and the claim's id alone."""
    digest = hashlib.sha256(f"{seed}\n{claim}".encode()).hexdigest()
    return (int(digest[:13], 16) + 1) / (16**13 + 1)


def _wilson(errors: int, judged: int) -> tuple[float, float]:
    share, square = errors / judged, _Z * _Z
    middle = share + square / (2 * judged)
    half = _Z * math.sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    scale = 1 + square / judged
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def _exact(errors: int, judged: int, population: int) -> tuple[float, float]:
    """Return the shares of errors in the population that the sample does not exclude."""
    population = max(population, judged)
    tail = (1 - CONFIDENCE) / 2
    least, most = errors, population - (judged - errors)
    low = _first(least, most, lambda wrong: _at_least(errors, judged, wrong, population) > tail)
    high = _first(
        least, most + 1, lambda wrong: _at_most(errors, judged, wrong, population) <= tail
    )
    return low / population, (high - 1) / population


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the first number from `low` for which a monotone condition holds, else `high`."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _at_least(errors: int, judged: int, wrong: int, population: int) -> float:
    return sum(_chance_of(k, judged, wrong, population) for k in range(errors, judged + 1))


def _at_most(errors: int, judged: int, wrong: int, population: int) -> float:
    return sum(_chance_of(k, judged, wrong, population) for k in range(errors + 1))


def _chance_of(errors: int, judged: int, wrong: int, population: int) -> float:
    """Return the chance of so many errors in a sample, with so many in the population."""
    right = population - wrong
    if errors > wrong or judged - errors > right:
        return 0.0
    return math.exp(
        _log_comb(wrong, errors) + _log_comb(right, judged - errors) - _log_comb(population, judged)
    )


def _log_comb(whole: int, part: int) -> float:
    return math.lgamma(whole + 1) - math.lgamma(part + 1) - math.lgamma(whole - part + 1)
