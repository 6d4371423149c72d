"""What changes without all that has one value of an axis: a facet, a standing, a coder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from evidence.pages.filters import axis_label, value_label
from evidence.pages.findings import change_words, numbers
from evidence.pages.setting import Setting
from evidence.pages.views import GroupView, Ref, TurnView, WithoutView
from evidence.synthesis.robustness import Change, GroupLeaning


def without_views(setting: Setting) -> tuple[WithoutView, ...]:
    """Return, axis by axis, what changes without each of its values."""
    known = numbers(setting.graph)
    return tuple(
        WithoutView(
            axis_label(setting, axis), tuple(_group(setting, known, group) for group in groups)
        )
        for axis, groups in groupby(setting.groups, lambda group: group.axis)
    )


def _group(setting: Setting, known: Mapping[str, str], group: GroupLeaning) -> GroupView:
    return GroupView(
        value=f"{group.axis}={group.value}",
        label=value_label(setting, group.axis, group.value),
        sources=" ".join(key for key in setting.graph.sources if key in group.without.sources),
        changing=len(group.changes),
        falling=sum(change.falls for change in group.changes),
        turns=tuple(_turns(setting, known, group.changes)),
    )


def _turns(
    setting: Setting, known: Mapping[str, str], changes: Iterable[Change]
) -> Iterable[TurnView]:
    """Yield the changes that are one in words together, in the order of their first finding."""
    together: dict[str, list[Change]] = {}
    for change in changes:
        together.setdefault(change_words(setting, change), []).append(change)
    for words, alike in together.items():
        yield TurnView(
            findings=tuple(Ref(setting.href(c.finding), known[c.finding]) for c in alike),
            words=words,
            state=alike[0].after.state.value,
            falls=alike[0].falls,
        )
