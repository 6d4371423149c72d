"""What changes without one source, or without all that has one value of an axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from evidence.pages.filters import axis_label, value_label
from evidence.pages.marks import contested_mark
from evidence.pages.phrases import ItemLink
from evidence.pages.support import weight
from evidence.pages.translated import Translated
from evidence.synthesis.robustness import Change, GroupLeaning
from evidence.synthesis.support import Support, SupportGround
from evidence.synthesis.voices import voices


@dataclass(frozen=True, slots=True)
class LeaningView:
    """What becomes of something if one source is taken out.

    Shape: `weight` is how many citations or studies a finding has then, and
           `falls` says whether nothing cited is left, `unjudged` whether that
           was not judged; 0 and False elsewhere.
           `share` says how many of the claims behind a finding are the
           source's, "" where the item is none. `unchanged` says why nothing
           changes where that could be expected.
    """

    item: ItemLink
    words: str
    weight: int = 0
    falls: bool = False
    share: str = ""
    unjudged: bool = False
    unchanged: str = ""


@dataclass(frozen=True, slots=True)
class TurnView:
    """Findings that change in the same way, from one description to another."""

    findings: tuple[ItemLink, ...]
    words: str
    weight: int
    falls: bool
    unjudged: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """What changes without all that has one value of an axis.

    Shape: `value` is "axis=value"; `sources` are the keys of the sources that
           go, joined by a space, "" where claims go; `changing` counts the
           findings, `falling` those of them that are left without anything
           cited.
    """

    value: str
    label: str
    sources: str
    changing: int
    falling: int
    turns: tuple[TurnView, ...]


@dataclass(frozen=True, slots=True)
class WithoutView:
    """An axis with what changes without each of its values."""

    label: str
    groups: tuple[GroupView, ...]


def without_views(review: Translated, without: Iterable[GroupLeaning]) -> tuple[WithoutView, ...]:
    """Return, axis by axis, what changes without each of its values."""
    return tuple(
        WithoutView(axis_label(review, axis), tuple(_group(review, group) for group in groups))
        for axis, groups in groupby(without, lambda group: group.axis)
    )


def change_words(review: Translated, change: Change) -> str:
    """Return what is counted of a finding before and after, and whether that was not judged."""
    if change.gathered:
        return review.words("each finding that it gathers is left without anything cited")
    words = f"{_described(review, change.before)} → {_described(review, change.after)}"
    return f"{words}; {review.words('not judged without it')}" if change.unjudged else words


def unchanged_because(review: Translated, held: Support, source: str) -> str:
    """Return why a finding stays as it is without a source that bears on it, "" where it is plain.

    Of works that are cited together the others are cited still, and a study has
    its other reports.
    """
    graph, words = review.graph, review.words
    if graph.review.of:
        mine = [works for works in held.citations if source in works]
        if not mine or any(len(works) == 1 for works in mine):
            return ""
        others = dict.fromkeys(work for works in mine for work in works if work != source)
        listed = ", ".join(item.label for item in review.sources(others))
        return words("cited together with {list}", list=listed)
    known = voices(graph)
    study = known.study_of(source)
    reports = [key for key in held.sources if key != source and known.study_of(key) == study]
    if not reports:
        return ""
    listed = ", ".join(item.label for item in review.sources(reports))
    return words("the study has another report, {list}", list=listed)


def _group(review: Translated, group: GroupLeaning) -> GroupView:
    return GroupView(
        value=f"{group.axis}={group.value}",
        label=value_label(review, group.axis, group.value),
        sources=" ".join(key for key in review.graph.sources if key in group.without.sources),
        changing=len(group.changes),
        falling=sum(change.falls for change in group.changes),
        turns=tuple(_turns(review, group.changes)),
    )


def _turns(review: Translated, changes: Iterable[Change]) -> Iterable[TurnView]:
    """Yield the changes that are one in words together, in the order of their first finding."""
    together: dict[str, list[Change]] = {}
    for change in changes:
        together.setdefault(change_words(review, change), []).append(change)
    for words, alike in together.items():
        yield TurnView(
            findings=tuple(
                ItemLink(review.href(c.finding), review.numbers[c.finding]) for c in alike
            ),
            words=words,
            weight=weight(alike[0].after),
            falls=alike[0].falls,
            unjudged=alike[0].unjudged,
        )


def _described(review: Translated, held: Support) -> str:
    """Return all that a change can be of, in few words."""
    words, several = review.words, []
    if review.graph.review.of:
        several.append(words.count(len(held.citations), "{n} citation", "{n} citations"))
        if held.own_citation:
            several.append(words("carries its own citation"))
        if not held.direct and held.implied:
            several.append(words("a citation stands near"))
        if held.ground is SupportGround.OWN:
            several.append(words("own statements only"))
    else:
        several.append(words.count(len(held.studies), "{n} study", "{n} studies"))
        if held.against:
            several.append(words("{n} of them against", n=words.number(len(held.against))))
        if held.ground is SupportGround.SECOND_HAND:
            several.append(words("known at second hand only"))
    contested = contested_mark(words, review.graph, held)
    if held.contested and contested is not None:
        several.append(contested.words)
    return ", ".join(several)
