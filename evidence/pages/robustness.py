"""What changes without one source, or without all that has one value of an axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from evidence.language import Catalogue
from evidence.pages.filters import axis_label, value_label
from evidence.pages.marks import state_mark
from evidence.pages.numbering import numbers
from evidence.pages.phrases import ItemLink
from evidence.pages.translated import Translated
from evidence.synthesis.robustness import Change, GroupLeaning
from evidence.synthesis.support import State, Support


@dataclass(frozen=True, slots=True)
class LeaningView:
    """What becomes of something if one source is taken out.

    Shape: `state` is the fact word that a finding has then, by its code, and
           `falls` says whether nothing cited is left; "" and False elsewhere.
           `share` says how many of the claims behind a finding are the
           source's, "" where the item is none.
    """

    item: ItemLink
    words: str
    state: str = ""
    falls: bool = False
    share: str = ""


@dataclass(frozen=True, slots=True)
class TurnView:
    """Findings that change in the same way, from one description to another."""

    findings: tuple[ItemLink, ...]
    words: str
    state: str
    falls: bool


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
    known = numbers(review.graph)
    return tuple(
        WithoutView(
            axis_label(review, axis), tuple(_group(review, known, group) for group in groups)
        )
        for axis, groups in groupby(without, lambda group: group.axis)
    )


def change_words(words: Catalogue, change: Change) -> str:
    """Return how a finding's support is described before and after, in words."""
    after = _described(words, change.after)
    # Where only the number changes, its word need not be said twice.
    if {change.before.state, change.after.state} == {State.INDEPENDENT}:
        return f"{words.number(change.before.independent)} → {after}"
    return f"{_described(words, change.before)} → {after}"


def _group(review: Translated, known: Mapping[str, str], group: GroupLeaning) -> GroupView:
    return GroupView(
        value=f"{group.axis}={group.value}",
        label=value_label(review, group.axis, group.value),
        sources=" ".join(key for key in review.graph.sources if key in group.without.sources),
        changing=len(group.changes),
        falling=sum(change.falls for change in group.changes),
        turns=tuple(_turns(review, known, group.changes)),
    )


def _turns(
    review: Translated, known: Mapping[str, str], changes: Iterable[Change]
) -> Iterable[TurnView]:
    """Yield the changes that are one in words together, in the order of their first finding."""
    together: dict[str, list[Change]] = {}
    for change in changes:
        together.setdefault(change_words(review.words, change), []).append(change)
    for words, alike in together.items():
        yield TurnView(
            findings=tuple(ItemLink(review.href(c.finding), known[c.finding]) for c in alike),
            words=words,
            state=alike[0].after.state.value,
            falls=alike[0].falls,
        )


def _described(words: Catalogue, held: Support) -> str:
    """Return all that a change can be of: the fact, what carries it, by how many works."""
    states = [held.state, held.carried_by]
    if held.carried_by is State.SECOND_HAND_ONLY:
        states.append(State.INDEPENDENT)
    return ", ".join(dict.fromkeys(state_mark(words, state, held).words for state in states))
