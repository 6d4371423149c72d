"""Differences: what a change of a review does to its findings, and through what.

Two states of a review are held against each other, item by item, an item that
was renamed throughout being the same. Nothing is weighed: more works are not
more confidence, and what people judged is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evidence.graph import Graph, Role, named_by
from evidence.lock.fingerprints import ReviewComparison, States, all_parts, compared, said_of
from evidence.model import Finding
from evidence.model.lock import ItemChange
from evidence.synthesis.support import Support, supports
from evidence.synthesis.voices import voices


@dataclass(frozen=True, slots=True)
class ReviewState:
    """A review at one time: what it held, and what was verified of it."""

    graph: Graph
    states: States = field(default_factory=dict)


class Fate(StrEnum):
    """What became of a finding."""

    NEW = "new"
    GONE = "gone"
    MOVED = "moved"  # itself, or what is counted of it
    BELOW = "below"  # only something that it rests on reads otherwise


@dataclass(frozen=True, slots=True)
class Turnover:
    """What of a set came in and what went out, by ids as they are now, or were last."""

    before: int = 0
    after: int = 0
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything came or went."""
        return bool(self.came or self.went)


@dataclass(frozen=True, slots=True)
class FindingDifference:
    """What became of one finding.

    Shape: `finding` is its id now, or what it was last; `was` its id before.
           `studies` contribute, in a review of many texts; `citations` are
           cited outright, in a review of one study, each the keys of works
           cited together. `against` are claims. `through` leads from a study or
           citation that came or went to the claims that brought it or went
           with it. `contested` and `settled` say that something stands against
           it without a resolution now, or with one. `shared` leads from other
           findings to how many claims of a new one these named before, and of
           one that is gone these name now. `itself` is what changed of
           the finding, `below` what changed of the claims, sources, findings
           and words of the framework below it.
    """

    finding: str
    was: str
    fate: Fate
    studies: Turnover = Turnover()
    citations: Turnover = Turnover()
    against: Turnover = Turnover()
    through: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contested: bool = False
    settled: bool = False
    shared: Mapping[str, int] = field(default_factory=dict)
    itself: ItemChange | None = None
    below: tuple[ItemChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where a claim stood that is gone: the findings that named it, and its sources."""

    findings: tuple[str, ...]
    sources: tuple[str, ...]


Wordings = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Differences:
    """What is otherwise in a review than before.

    Shape: `findings` that are gone, then those that changed, are new, and rest
           on what changed, each in the order of the files; `alike` how many are
           as they were. `items` is all that changed, `new` and `gone`, by kind
           and id. `wordings` has of what changed each part that is a text, as
           it read before and as it reads now, "" where there was or is none.
           `belonged` has the claims that are gone, by their ids then; what they
           stood under and came from is called as it is now, or was last.
    """

    findings: tuple[FindingDifference, ...]
    alike: int
    items: ReviewComparison
    wordings: Mapping[str, Wordings] = field(default_factory=dict)
    belonged: Mapping[str, Belonging] = field(default_factory=dict)


def differences(before: ReviewState, after: ReviewState) -> Differences:
    """Return what is otherwise in one state of a review than in an earlier one."""
    old, new = before.graph, after.graph
    items = compared(all_parts(old, before.states), new, after.states)
    called = {was: now for now, was in items.before.items()}
    held, was_held = supports(new), supports(old)
    told: list[FindingDifference] = []
    alike = 0
    for finding in new.findings.values():
        name = f"finding {finding.id}"
        was = items.before.get(name, name).partition(" ")[2]
        if was not in old.findings:
            told.append(_new(finding, held[finding.id], new, _shared(finding, old, items.before)))
            continue
        sides = _Sides(old, new, was_held[was], held[finding.id], called)
        one = _of(finding, was, sides, items)
        if one is None:
            alike += 1
        else:
            told.append(one)
    for item in items.gone:
        kind, _, key = item.partition(" ")
        if kind == "finding":
            shared = _shared(old.findings[key], new, called)
            told.append(FindingDifference(key, key, Fate.GONE, shared=shared))
    order = (Fate.GONE, Fate.MOVED, Fate.NEW, Fate.BELOW)
    return Differences(
        tuple(sorted(told, key=lambda one: order.index(one.fate))),
        alike,
        items,
        wordings=dict(_wordings(old, new, items)),
        belonged=dict(_belonged(old, items.gone, called)),
    )


def _wordings(
    old: Graph, new: Graph, items: ReviewComparison
) -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    """Yield for each item that changed its texts before and now."""
    for item, change in items.changes.items():
        sides = said_of(old, items.before.get(item, item)), said_of(new, item)
        texts = {}
        for part in change.parts:
            was, now = (side.get(part.part, "") for side in sides)
            if isinstance(was, str) and isinstance(now, str) and was != now:
                texts[part.part] = (was, now)
        if texts:
            yield item, texts


def _belonged(
    old: Graph, gone: Iterable[str], called: Mapping[str, str]
) -> Iterator[tuple[str, Belonging]]:
    """Yield for each claim that is gone where it stood."""

    def now(kind: str, keys: Iterable[str]) -> tuple[str, ...]:
        names = (f"{kind} {key}" for key in dict.fromkeys(keys))
        return tuple(called.get(name, name).partition(" ")[2] for name in names)

    for item in gone:
        kind, _, key = item.partition(" ")
        if kind == "claim":
            findings = now("finding", (use.finding for use in old.uses.get(key, ())))
            yield key, Belonging(findings, now("source", old.claims[key].sources))


@dataclass(frozen=True, slots=True)
class _Sides:
    """A finding's support before and after, and what ids of before are called now."""

    old: Graph
    new: Graph
    before: Support
    after: Support
    called: Mapping[str, str]

    def name_now(self, kind: str, key: str) -> str:
        """Return what the item of an id of before is called now."""
        name = f"{kind} {key}"
        return self.called.get(name, name).partition(" ")[2]

    def claims(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.name_now("claim", key) for key in keys)


def _shared(finding: Finding, other: Graph, called: Mapping[str, str]) -> dict[str, int]:
    """Return the findings of the other state that name claims of this one, and how many of them."""
    found: dict[str, int] = {}
    keys = dict.fromkeys(key for role in Role for key in named_by(finding, role))
    for key in keys:
        name = f"claim {key}"
        there = called.get(name, name).partition(" ")[2]
        for one in dict.fromkeys(use.finding for use in other.uses.get(there, ())):
            found[one] = found.get(one, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _new(
    finding: Finding, held: Support, graph: Graph, shared: Mapping[str, int]
) -> FindingDifference:
    studies = Turnover(0, len(held.studies), held.studies)
    citations = Turnover(0, len(held.citations), tuple(map(_joined, held.citations)))
    return FindingDifference(
        finding.id,
        "",
        Fate.NEW,
        studies=studies if not graph.review.of else Turnover(),
        citations=citations if graph.review.of else Turnover(),
        against=Turnover(0, len(held.contradicting), held.contradicting),
        contested=held.contested,
        shared=shared,
    )


def _of(
    finding: Finding, was: str, sides: _Sides, items: ReviewComparison
) -> FindingDifference | None:
    """Return what became of a finding that was there before, None if nothing did."""
    studies, citations = _studies(sides), _citations(sides)
    against = _turnover(sides.claims(_against(sides.before)), _against(sides.after))
    before, after = sides.before.contested, sides.after.contested
    itself = items.changes.get(f"finding {finding.id}")
    below = tuple(_below(sides.new, finding, items))
    moved = bool(studies or citations or against or itself or before != after)
    if not moved and not below:
        return None
    return FindingDifference(
        finding.id,
        was,
        Fate.MOVED if moved else Fate.BELOW,
        studies=studies,
        citations=citations,
        against=against,
        through=dict(_through(sides, studies, citations)),
        contested=after and not before,
        settled=before and not after and bool(_against(sides.after)),
        itself=itself,
        below=below,
    )


def _against(held: Support) -> tuple[str, ...]:
    return held.contradicting


def _studies(sides: _Sides) -> Turnover:
    if sides.new.review.of:
        return Turnover()
    return _turnover(
        tuple(sides.name_now("source", key) for key in sides.before.studies), sides.after.studies
    )


def _citations(sides: _Sides) -> Turnover:
    if not sides.new.review.of:
        return Turnover()
    before = (
        tuple(sorted(sides.name_now("source", key) for key in works))
        for works in sides.before.citations
    )
    return _turnover(tuple(map(_joined, before)), tuple(map(_joined, sides.after.citations)))


def _joined(works: tuple[str, ...]) -> str:
    return " ".join(works)


def _turnover(before: tuple[str, ...], after: tuple[str, ...]) -> Turnover:
    return Turnover(
        len(before),
        len(after),
        tuple(key for key in after if key not in before),
        tuple(key for key in before if key not in after),
    )


def _through(
    sides: _Sides, studies: Turnover, citations: Turnover
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield for what came or went the claims that brought it or went with it."""
    for turnover, is_study in ((studies, True), (citations, False)):
        for key in turnover.came:
            yield key, tuple(_saying(sides.new, sides.after, key, is_study=is_study))
        for key in turnover.went:
            was = {now: old.partition(" ")[2] for old, now in sides.called.items()}
            old = " ".join(was.get(f"source {work}", work) for work in key.split(" "))
            saying = _saying(sides.old, sides.before, old, is_study=is_study)
            yield key, sides.claims(saying)


def _saying(graph: Graph, held: Support, key: str, *, is_study: bool) -> Iterator[str]:
    """Yield the claims by which a finding has a study or a citation."""
    if not is_study:
        cited = zip(held.direct, held.cited_as, strict=True)
        yield from (claim for claim, works in cited if _joined(works) == key)
        return
    known = voices(graph)
    for claim in held.contributing:
        if any(known.study_of(source) == key for source in graph.claims[claim].sources):
            yield claim


def _below(graph: Graph, finding: Finding, items: ReviewComparison) -> Iterator[ItemChange]:
    """Yield what changed of all that a finding rests on at any distance, itself left out."""
    met = {f"finding {finding.id}"}
    waiting = [finding]
    claims: dict[str, None] = {}
    for one in waiting:
        for key in (key for role in Role for key in named_by(one, role)):
            if key in graph.claims:
                claims[key] = None
            elif key in graph.findings and f"finding {key}" not in met:
                met.add(f"finding {key}")
                waiting.append(graph.findings[key])
    for one in waiting[1:]:
        yield from _change(items, f"finding {one.id}")
    sources: dict[str, None] = {}
    for key in claims:
        yield from _change(items, f"claim {key}")
        claim = graph.claims[key]
        sources |= dict.fromkeys((*claim.sources, *claim.via, *claim.draws_on))
    for key in sources:
        yield from _change(items, f"source {key}")


def _change(items: ReviewComparison, item: str) -> Iterator[ItemChange]:
    if item in items.changes:
        yield items.changes[item]
