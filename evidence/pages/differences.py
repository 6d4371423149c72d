"""What changed since an earlier state of a review, in words that can be read aloud.

A line says one thing. What people judged is told as theirs; nothing is called
stronger or weaker, for more works are not more confidence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.diagnostics import Diagnostic
from evidence.graph import Graph, Role, named_by
from evidence.language import Catalogue
from evidence.model import Finding
from evidence.model.lock import ItemChange
from evidence.pages.change_words import FEW, SHOWN, ChangeTeller
from evidence.pages.changed_items import ChangedSection, ItemTeller
from evidence.pages.citations import plain_label
from evidence.pages.part_names import CODING, LINKS, PASSAGE, WORKS
from evidence.pages.support import facts_of, judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.differences import (
    Differences,
    Fate,
    FindingDifference,
    Turnover,
)
from evidence.synthesis.support import support

# how many are shown of findings, of those that share claims with one, and of errors
_MOST_FINDINGS = 40
_MOST_SHARED = 3
_MOST_ERRORS = 5


@dataclass(frozen=True, slots=True)
class FindingChangeView:
    """A finding that changed: what became of it in a word, its statement, and how."""

    id: str
    fate: str
    statement: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatChangedView:
    """What changed since an earlier state of the review.

    Shape: `since` is what that state is called. `findings` are those that moved
           themselves; `below` tells in a line each of those that only rest on
           what reads otherwise. `more` counts findings that are not shown.
           `unread` are the errors of either state: what these stand in is not
           compared.
    """

    since: str
    summary: str
    unread: tuple[ChangedSection, ...] = ()
    findings: tuple[FindingChangeView, ...] = ()
    below: ChangedSection | None = None
    sections: tuple[ChangedSection, ...] = ()
    more: str = ""


def what_changed(
    found: Differences,
    before: Graph,
    after: Graph,
    words: Catalogue,
    since: str,
    errors: tuple[Sequence[Diagnostic], Sequence[Diagnostic]] = ((), ()),
) -> WhatChangedView:
    """Return what changed between two states of a review, in words.

    Shape: `errors` are those of the state before and of the one after.
    """
    old, new = (
        Translated(graph, words, {key: plain_label(s) for key, s in graph.sources.items()})
        for graph in (before, after)
    )
    teller = _FindingTeller(old, new, found)
    moved = [one for one in found.findings if one.fate is not Fate.BELOW]
    below = [one for one in found.findings if one.fate is Fate.BELOW]
    unshown = _more(below[_MOST_FINDINGS:], words)
    return WhatChangedView(
        since=since,
        summary=_summary(found, words),
        unread=tuple(_unread(errors, words)),
        findings=tuple(map(teller.finding, moved[:_MOST_FINDINGS])),
        below=ChangedSection(
            words("Not edited, but something that they rest on was"),
            (*map(teller.resting, below[:_MOST_FINDINGS]), *filter(None, (unshown,))),
        )
        if below
        else None,
        sections=tuple(ItemTeller(old, new, found).sections()),
        more=_more(moved[_MOST_FINDINGS:], words),
    )


def _unread(
    errors: tuple[Sequence[Diagnostic], Sequence[Diagnostic]], words: Catalogue
) -> Iterator[ChangedSection]:
    """Yield the errors of each state, which `check` has with what to do about them."""
    before, now = errors
    for found, one, many in (
        (
            before,
            "{n} error before: what it stands in is not compared",
            "{n} errors before: what they stand in is not compared",
        ),
        (
            now,
            "{n} error now: what it stands in is not compared",
            "{n} errors now: what they stand in is not compared",
        ),
    ):
        if found:
            lines = [
                f"{one.place.file}:{one.place.line}: {one.message}" if one.place else one.message
                for one in found[:_MOST_ERRORS]
            ]
            if len(found) > _MOST_ERRORS:
                lines.append(words.count(len(found) - _MOST_ERRORS, "{n} more", "{n} more"))
            yield ChangedSection(words.count(len(found), one, many), tuple(lines))


def _more(left: Sequence[FindingDifference], words: Catalogue) -> str:
    """Return how many findings are not shown, and what became of them."""
    told = [
        words.count(number, one, many)
        for fate, one, many in (
            (Fate.GONE, "{n} more that is gone", "{n} more that are gone"),
            (Fate.MOVED, "{n} more that changed", "{n} more that changed"),
            (Fate.NEW, "{n} more that is new", "{n} more that are new"),
            (Fate.BELOW, "{n} more finding", "{n} more findings"),
        )
        if (number := sum(one.fate is fate for one in left))
    ]
    return words("not shown: {list}", list=", ".join(told)) if told else ""


def _summary(found: Differences, words: Catalogue) -> str:
    counted = [
        words.count(number, one, many)
        for fate, one, many in (
            (Fate.GONE, "{n} finding is gone", "{n} findings are gone"),
            (Fate.MOVED, "{n} finding changed", "{n} findings changed"),
            (Fate.NEW, "{n} finding is new", "{n} findings are new"),
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


class _FindingTeller(ChangeTeller):
    """Tells what became of findings."""

    def finding(self, one: FindingDifference) -> FindingChangeView:
        words = self.words
        if one.fate is Fate.GONE:
            statement = self.old.text(self.old.graph.findings[one.was].statement)
            told = self._shared(
                one,
                self.old.graph.findings[one.was],
                "of its {all}, {n} is now under `{id}`",
                "of its {all}, {n} are now under `{id}`",
            )
            lost = self._lost(self.old.graph.findings[one.was])
            return FindingChangeView(one.finding, words("gone"), statement, (*told, *lost))
        finding = self.new.graph.findings[one.finding]
        statement = self.new.text(finding.statement)
        if one.fate is Fate.NEW:
            told = self._shared(
                one,
                finding,
                "of its {all}, {n} was before under `{id}`",
                "of its {all}, {n} were before under `{id}`",
            )
            lines = (*self._standing(finding), *told)
            return FindingChangeView(one.finding, words("new"), statement, lines)
        lines = tuple(dict.fromkeys(self._moved(one, finding)))
        return FindingChangeView(one.finding, "", statement, lines)

    def resting(self, one: FindingDifference) -> str:
        """Return what reads otherwise below a finding, in one line."""
        return f"`{one.finding}`: {self._below(one.below)}"

    def _standing(self, finding: Finding) -> Iterator[str]:
        """Yield how a new finding is judged, and what is counted of it."""
        mark = judgement_mark(self.new, finding)
        if mark is not None:
            yield mark.words
        yield facts_of(self.new, support(self.new.graph, finding))

    def _shared(
        self, one: FindingDifference, finding: Finding, singular: str, plural: str
    ) -> Iterator[str]:
        """Yield under which findings the claims of one stood, or stand now."""
        words = self.words
        keys = {key for role in Role for key in named_by(finding, role)}
        claims = words.count(len(keys), "{n} claim", "{n} claims")
        for key, number in [*one.shared.items()][:_MOST_SHARED]:
            yield words.count(number, singular, plural, all=claims, id=key)

    def _lost(self, finding: Finding) -> Iterator[str]:
        """Yield how many of the claims of a finding are gone with it."""
        words = self.words
        keys = {key for role in Role for key in named_by(finding, role)}
        gone = len(keys.intersection(self.found.belonged))
        if gone:
            claims = words.count(len(keys), "{n} claim", "{n} claims")
            one, many = "of its {all}, {n} is gone too", "of its {all}, {n} are gone too"
            yield words.count(gone, one, many, all=claims)

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
            yield words("no longer against it: {list}", list=self.ids(one.against.went))
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
            name, claims = self.works(key), self.ids(through.get(key, ()))
            yield words("{work} came in, through {claims}", work=name, claims=claims)
        for key in turnover.went[:SHOWN]:
            name, claims = self.works(key), self.ids(through.get(key, ()))
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
                yield self.reworded(change, part.part, words("reworded"))
            elif isinstance(part.before, tuple) or isinstance(part.after, tuple):
                yield from self._named(part.part, part.before or (), part.after or (), told)
            elif not (
                first in {"fit", "assessment"} and part.part.endswith(("judgement", "confidence"))
            ):
                others[self.part(part.part)] = None
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
                yield self.words.count(len(ids), one, many, list=self.ids(ids), part=part)

    def _below(self, changes: Sequence[ItemChange]) -> str:
        """Return what changed of the items below a finding: those of the same parts together."""
        alike: dict[tuple[str, str], list[str]] = {}
        for change in changes:
            key = change.kind, self._how(change)
            alike.setdefault(key, []).append(self.called(change))
        told = [
            f"{self.words.count(len(items), *_KINDS[kind])} {how} ({self.several(items, FEW)})"
            for (kind, how), items in [*alike.items()][:FEW]
        ]
        more = sum(len(items) for items in [*alike.values()][FEW:])
        if more:
            told.append(self.words.count(more, "{n} more", "{n} more"))
        return "; ".join(told)

    def _how(self, change: ItemChange) -> str:
        """Return in what an item changed, as it is said behind its name."""
        words = self.words
        told: dict[str, None] = {}
        others: dict[str, None] = {}
        for one in change.parts:
            first = one.part.partition(".")[0]
            said = next((how for parts, how in _HOW if first in parts), "")
            if said and change.kind != "source":
                told[words(said)] = None
            else:
                others[self.part(one.part)] = None
        if others:
            told[words("changed in {list}", list=", ".join(others))] = None
        return ", ".join(told)

    def _claims_named(self, keys: Sequence[str]) -> str:
        review, told = self.new, []
        for key in keys:
            works = ", ".join(review.source(one).label for one in review.graph.claims[key].sources)
            told.append(f"`{key}` ({works})")
        return self.several(told, SHOWN)


# how it is said behind the name of an item that it changed in these parts
_HOW = (
    (("statement",), "worded otherwise"),
    (PASSAGE, "with another passage"),
    (CODING, "coded otherwise"),
    (WORKS, "with other sources"),
    (LINKS, "linked otherwise"),
)
_KINDS = {
    "claim": ("{n} claim", "{n} claims"),
    "source": ("{n} source", "{n} sources"),
    "finding": ("{n} finding", "{n} findings"),
}
