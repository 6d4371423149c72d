"""What changed since an earlier state of a review, in words that can be read aloud.

A line says one thing. What people judged is told as theirs; nothing is called
stronger or weaker, for more works are not more confidence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.graph import Graph, Role, named_by
from evidence.language import Catalogue
from evidence.lock.fingerprints import said_of
from evidence.model import Finding, LinkKind
from evidence.model.lock import ItemChange
from evidence.pages.citations import plain_label
from evidence.pages.part_names import apart, part_name
from evidence.pages.support import facts_of, judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.differences import (
    Differences,
    Fate,
    FindingDifference,
    Turnover,
)
from evidence.synthesis.support import support

# of a list that says the same of many, how many are named
SHOWN = 8
_FEW = 4
# of findings, and of texts that were reworded, how many are shown
_MOST_FINDINGS = 40
_MOST_WORDINGS = 5
_MOST_SHARED = 3


@dataclass(frozen=True, slots=True)
class FindingChangeView:
    """A finding that changed: what became of it in a word, its statement, and how."""

    id: str
    fate: str
    statement: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """What changed of one kind of item, a line each."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatChangedView:
    """What changed since an earlier state of the review.

    Shape: `since` is what that state is called. `findings` are those that moved
           themselves; `below` tells in a line each of those that only rest on
           what reads otherwise. `more` counts findings that are not shown.
    """

    since: str
    summary: str
    findings: tuple[FindingChangeView, ...] = ()
    below: ChangedSection | None = None
    sections: tuple[ChangedSection, ...] = ()
    more: str = ""


def what_changed(
    found: Differences, before: Graph, after: Graph, words: Catalogue, since: str
) -> WhatChangedView:
    """Return what changed between two states of a review, in words."""
    old, new = (
        Translated(graph, words, {key: plain_label(s) for key, s in graph.sources.items()})
        for graph in (before, after)
    )
    teller = _Teller(old, new, found)
    moved = [one for one in found.findings if one.fate is not Fate.BELOW]
    below = [one for one in found.findings if one.fate is Fate.BELOW]
    more = len(moved) - _MOST_FINDINGS
    return WhatChangedView(
        since=since,
        summary=_summary(found, words),
        findings=tuple(map(teller.finding, moved[:_MOST_FINDINGS])),
        below=ChangedSection(
            words("Not edited, but something that they rest on was"),
            tuple(map(teller.resting, below[:_MOST_FINDINGS])),
        )
        if below
        else None,
        sections=tuple(teller.sections()),
        more=words.count(more, "not shown: {n} more finding", "not shown: {n} more findings")
        if more > 0
        else "",
    )


def _summary(found: Differences, words: Catalogue) -> str:
    counted = [
        words.count(number, one, many)
        for fate, one, many in (
            (Fate.NEW, "{n} finding is new", "{n} findings are new"),
            (Fate.GONE, "{n} finding is gone", "{n} findings are gone"),
            (Fate.MOVED, "{n} finding changed", "{n} findings changed"),
            (
                Fate.BELOW,
                "{n} finding was not edited, but something that it rests on was",
                "{n} findings were not edited, but something that they rest on was",
            ),
        )
        if (number := sum(one.fate is fate for one in found.findings))
    ]
    if found.alike:
        counted.append(words.count(found.alike, "{n} is as it was", "{n} are as they were"))
    return "; ".join(counted) or words("there are no findings")


class _Teller:
    """Tells differences of two states of a review in the words of one language."""

    def __init__(self, old: Translated, new: Translated, found: Differences) -> None:
        self.old, self.new, self.found = old, new, found
        self.words = new.words

    def finding(self, one: FindingDifference) -> FindingChangeView:
        words = self.words
        if one.fate is Fate.GONE:
            statement = self.old.text(self.old.graph.findings[one.was].statement)
            told = self._shared(
                one, self.old.graph.findings[one.was], "of its {n}, {m} are now under `{id}`"
            )
            return FindingChangeView(one.finding, words("gone"), statement, tuple(told))
        finding = self.new.graph.findings[one.finding]
        statement = self.new.text(finding.statement)
        if one.fate is Fate.NEW:
            told = self._shared(one, finding, "of its {n}, {m} were before under `{id}`")
            lines = (*self._standing(finding), *told)
            return FindingChangeView(one.finding, words("new"), statement, lines)
        lines = tuple(dict.fromkeys(self._moved(one, finding)))
        return FindingChangeView(one.finding, "", statement, lines)

    def resting(self, one: FindingDifference) -> str:
        """Return what reads otherwise below a finding, in one line."""
        return f"`{one.finding}`: {self._below(one.below)}"

    def sections(self) -> Iterator[ChangedSection]:
        words = self.words
        for title, lines in (
            (words("Claims"), self._claims()),
            (words("Sources"), self._sources()),
            (words("Framework"), self._framework()),
        ):
            told = tuple(lines)
            if told:
                yield ChangedSection(title, told)

    def _standing(self, finding: Finding) -> Iterator[str]:
        """Yield how a new finding is judged, and what is counted of it."""
        mark = judgement_mark(self.new, finding)
        if mark is not None:
            yield mark.words
        yield facts_of(self.new, support(self.new.graph, finding))

    def _shared(self, one: FindingDifference, finding: Finding, said: str) -> Iterator[str]:
        """Yield under which findings the claims of one stood, or stand now."""
        words = self.words
        keys = {key for role in Role for key in named_by(finding, role)}
        claims = words.count(len(keys), "{n} claim", "{n} claims")
        for key, number in [*one.shared.items()][:_MOST_SHARED]:
            yield words(said, n=claims, m=words.number(number), id=key)

    def _moved(self, one: FindingDifference, finding: Finding) -> Iterator[str]:
        words = self.words
        was = self.old.graph.findings[one.was]
        if one.finding != one.was:
            yield words("called `{id}` before", id=one.was)
        yield from self._judged(
            was, finding, moved=bool(one.studies or one.citations or one.against)
        )
        yield from self._counted(one)
        if one.against.came:
            yield words("now against it: {list}", list=self._claims_named(one.against.came))
        if one.against.went:
            yield words("no longer against it: {list}", list=self._ids(one.against.went))
        if one.contested:
            yield words("contested now: something stands against it without a resolution")
        if one.settled:
            yield words("settled: {resolution}", resolution=self.new.text(finding.resolution))
        told = {key for keys in one.through.values() for key in keys}
        yield from self._itself(one.itself, told.union(one.against.came, one.against.went))
        if one.below:
            yield words("edited below it: {list}", list=self._below(one.below))

    def _judged(self, was: Finding, finding: Finding, *, moved: bool) -> Iterator[str]:
        """Yield what people judged otherwise; or that they judged before what moved."""
        words = self.words
        before, after = judgement_mark(self.old, was), judgement_mark(self.new, finding)
        said = [mark.words if mark else words("not judged") for mark in (before, after)]
        if said[0] != said[1] and not any(one.fit or one.assessment for one in (was, finding)):
            yield words("{now}, before: {before}", now=said[1], before=said[0])
        elif said[0] != said[1]:
            yield words("judged by people: {now}, before: {before}", now=said[1], before=said[0])
        elif moved and after is not None and (finding.fit or finding.assessment):
            yield words("the judgement stands as it was given: {now}", now=said[1])

    def _counted(self, one: FindingDifference) -> Iterator[str]:
        words = self.words
        for turnover, singular, plural in (
            (one.studies, "{n} study, {before} before", "{n} studies, {before} before"),
            (one.citations, "{n} citation, {before} before", "{n} citations, {before} before"),
        ):
            if turnover:
                counted = words.count(
                    turnover.after, singular, plural, before=words.number(turnover.before)
                )
                yield f"{counted}: {'; '.join(self._came_and_went(turnover, one.through))}"

    def _came_and_went(
        self, turnover: Turnover, through: Mapping[str, Sequence[str]]
    ) -> Iterator[str]:
        words = self.words
        for key in turnover.came[:SHOWN]:
            name, claims = self._works(key), self._ids(through.get(key, ()))
            yield words("{work} came in, through {claims}", work=name, claims=claims)
        for key in turnover.went[:SHOWN]:
            name, claims = self._works(key), self._ids(through.get(key, ()))
            yield words("{work} went out, with {claims}", work=name, claims=claims)
        more = max(0, len(turnover.came) - SHOWN) + max(0, len(turnover.went) - SHOWN)
        if more:
            yield words.count(more, "{n} more", "{n} more")

    def _itself(self, change: ItemChange | None, told: Collection[str]) -> Iterator[str]:
        """Yield what changed of a finding's own words, and of what it names.

        Shape: `told` are claims of which it was said already that they came or went.
        """
        if change is None:
            return
        words = self.words
        others: dict[str, None] = {}
        for part in change.parts:
            first = part.part.partition(".")[0]
            if first == "statement":
                yield self._reworded(change, part.part, words("reworded"))
            elif isinstance(part.before, tuple) or isinstance(part.after, tuple):
                yield from self._named(part.part, part.before or (), part.after or (), told)
            elif not (
                first in {"fit", "assessment"} and part.part.endswith(("judgement", "confidence"))
            ):
                others[self._part(part.part)] = None
        if others:
            yield words("also changed: {list}", list=", ".join(others))

    def _named(
        self, part: str, before: Iterable[str], after: Iterable[str], told: Collection[str]
    ) -> Iterator[str]:
        """Yield what a finding names in one of its lists, and what it does not name any more."""
        old, new = set(before), set(after)
        called = {was: now for now, was in self.found.items.before.items()}
        for keys, one, many in (
            (
                new - old,
                "{n} more under `{part}`: {list}",
                "{n} more under `{part}`: {list}",
            ),
            (
                old - new,
                "{n} less under `{part}`: {list}",
                "{n} less under `{part}`: {list}",
            ),
        ):
            ids = sorted({called.get(key, key).partition(" ")[2] for key in keys}.difference(told))
            if ids:
                yield self.words.count(len(ids), one, many, list=self._ids(ids), part=part)

    def _below(self, changes: Sequence[ItemChange]) -> str:
        """Return what changed of the items below a finding: those of the same parts together."""
        alike: dict[tuple[str, ...], list[str]] = {}
        for change in changes:
            alike.setdefault(self._parts(change), []).append(self._called(change))
        told = [
            f"{self._several(items, _FEW)} ({', '.join(parts)})"
            for parts, items in [*alike.items()][:_FEW]
        ]
        more = sum(len(items) for items in [*alike.values()][_FEW:])
        if more:
            told.append(self.words.count(more, "{n} more", "{n} more"))
        return "; ".join(told)

    def _claims(self) -> Iterator[str]:
        words, items = self.words, self.found.items
        changed = [one for one in items.changes.values() if one.kind == "claim"]
        yield from self._list("{n} claim is new", "{n} claims are new", items.new, "claim")
        yield from self._list("{n} claim is gone", "{n} claims are gone", items.gone, "claim")
        reworded = [one for one in changed if _has(one, "statement")]
        if reworded:
            yield (
                words.count(len(reworded), "{n} claim is reworded", "{n} claims are reworded") + ":"
            )
            for one in reworded[:_MOST_WORDINGS]:
                (part, *_) = (p.part for p in one.parts if p.part.startswith("statement"))
                yield "  " + self._reworded(one, part, f"`{one.id}`")
            if len(reworded) > _MOST_WORDINGS:
                left = [one.id for one in reworded[_MOST_WORDINGS:]]
                yield "  " + self._ids(left)
        for said, parts in (
            (("{n} claim has another passage", "{n} claims have another passage"), _PASSAGE),
            (
                ("{n} claim is coded otherwise", "{n} claims are coded otherwise"),
                ("elements", "relates", "facets", "unfitted"),
            ),
            (("{n} claim has other sources", "{n} claims have other sources"), _WORKS),
            (("{n} claim is linked otherwise", "{n} claims are linked otherwise"), _LINKS),
        ):
            found = [one.id for one in changed if _has(one, *parts)]
            if found:
                yield f"{words.count(len(found), *said)}: {self._ids(found)}"

    def _sources(self) -> Iterator[str]:
        items, words = self.found.items, self.words
        for keys, review, said in (
            (_of("source", items.new), self.new, ("{n} source came in", "{n} sources came in")),
            (_of("source", items.gone), self.old, ("{n} source went out", "{n} sources went out")),
        ):
            if keys:
                names = [f"{review.source(key).label} (`{key}`)" for key in keys]
                yield f"{words.count(len(keys), *said)}: {self._several(names, SHOWN)}"
        for change in items.changes.values():
            if change.kind == "source":
                yield f"{self._called(change)}: {', '.join(self._parts(change))}"

    def _framework(self) -> Iterator[str]:
        items = self.found.items
        for kind, one in (
            ("element", self.words("element")),
            ("facet", self.words("facet")),
            ("value", self.words("value of a facet")),
            ("kind", self.words("kind of finding")),
        ):
            for keys, said in ((items.new, "new"), (items.gone, "gone")):
                found = _of(kind, keys)
                if found:
                    yield f"{one}, {self.words(said)}: {self._ids(found)}"
            changed = [change for change in items.changes.values() if change.kind == kind]
            for change in changed:
                label = next((p.part for p in change.parts if p.part.startswith("label")), "")
                if label:
                    yield self._reworded(change, label, f"{one} `{change.id}`")
            defined = [change.id for change in changed if _has(change, "definition")]
            if defined:
                said = self.words("another definition")
                yield f"{one}, {said}: {self._ids(defined)}"
        for new, old in items.before.items():
            kind, _, key = new.partition(" ")
            if kind in {"element", "claim", "source"}:
                yield self.words(
                    "`{before}` was renamed `{now}`", before=old.partition(" ")[2], now=key
                )

    def _list(self, one: str, many: str, items: Iterable[str], kind: str) -> Iterator[str]:
        keys = _of(kind, items)
        if keys:
            listed = self._ids(keys)
            yield f"{self.words.count(len(keys), one, many)}: {listed}"

    def _reworded(self, change: ItemChange, part: str, what: str) -> str:
        """Return what stood there and what stands there, as far as they differ."""
        item = f"{change.kind} {change.id}"
        was = self.found.items.before.get(item, item)
        old = _text(said_of(self.old.graph, was), part)
        new = _text(said_of(self.new.graph, item), part)
        language = part.partition(".")[2]
        where = f" ({language})" if language in self.new.graph.review.languages[1:] else ""
        if not old:
            return f"{what}{where}: {self.words('newly “{text}”', text=new)}"
        if not new:
            return f"{what}{where}: {self.words('no longer “{text}”', text=old)}"
        before, after = apart(old, new)
        return f"{what}{where}: " + self.words(
            "“{before}” became “{after}”", before=before, after=after
        )

    def _parts(self, change: ItemChange) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._part(one.part) for one in change.parts))

    def _part(self, part: str) -> str:
        said = part_name(part)
        return self.words(said) if said else f"`{part.removeprefix('facets.').partition('.')[0]}`"

    def _called(self, change: ItemChange) -> str:
        if change.kind == "source":
            return self.new.source(change.id).label
        return f"`{change.id}`"

    def _works(self, key: str) -> str:
        """Return works cited together, or a study, as they are called."""
        review = self.new
        names = [
            review.source(k).label
            if k in review.graph.sources
            else (self.old.source(k).label if k in self.old.graph.sources else k)
            for k in key.split(" ")
        ]
        if len(names) == 1:
            return names[0]
        *first, last = names
        return self.words("{list} and {last} together", list=", ".join(first), last=last)

    def _claims_named(self, keys: Sequence[str]) -> str:
        review, told = self.new, []
        for key in keys:
            works = ", ".join(review.source(one).label for one in review.graph.claims[key].sources)
            told.append(f"`{key}` ({works})")
        return self._several(told, SHOWN)

    def _ids(self, keys: Sequence[str]) -> str:
        return self._several([f"`{key}`" for key in keys], SHOWN)

    def _several(self, items: Sequence[str], most: int) -> str:
        """Return a list of items, of a long one the first and how many more."""
        told = list(items[:most])
        if len(items) > most:
            told.append(self.words.count(len(items) - most, "{n} more", "{n} more"))
        return ", ".join(told)


_PASSAGE = ("at", "quote", "prefix", "suffix", "quote_lang", "also")
_WORKS = ("sources", "via", "read_in", "draws_on", "attribution")
_LINKS = tuple(kind.value for kind in LinkKind)


def _has(change: ItemChange, *parts: str) -> bool:
    return any(one.part.partition(".")[0] in parts for one in change.parts)


def _of(kind: str, items: Iterable[str]) -> list[str]:
    return [key for item in items for k, _, key in (item.partition(" "),) if k == kind]


def _text(said: Mapping[str, Any], part: str) -> str:
    text = said.get(part, "")
    return text if isinstance(text, str) else ""
