"""What a finding rests on: a fact word, and its reason in counts."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.pages.marks import Mark, state_mark
from evidence.pages.setting import Setting
from evidence.synthesis.contrast import spread
from evidence.synthesis.support import Support


@dataclass(frozen=True, slots=True)
class SupportView:
    """What a finding rests on: the fact, and the reason in counts.

    Shape: `spread` counts what supports it by the values of the facet that the
           review contrasts, "" where there is none.
    """

    state: Mark
    carried_by: Mark
    reason: str
    spread: str = ""


def support_view(setting: Setting, held: Support) -> SupportView:
    """Return the support of a finding: its fact word, and the reason in counts."""
    words = setting.words
    return SupportView(
        state=state_mark(words, held.state, held),
        carried_by=state_mark(words, held.carried_by, held),
        reason=_reason(setting, held),
        spread=_spread(setting, held),
    )


def _reason(setting: Setting, held: Support) -> str:
    """Return one sentence that gives the reason for the fact word in counts."""
    words = setting.words
    of_study = bool(setting.graph.review.of)
    parts = []
    if held.cited:
        works = words.count(len(held.sources), "{n} work", "{n} works")
        said = words.count(
            len(held.cited),
            "{n} claim cited from {works}" if of_study else "{n} claim from {works}",
            "{n} claims cited from {works}" if of_study else "{n} claims from {works}",
            works=works,
        )
        more = []
        if held.implied:
            more.append(words.count(len(held.implied), "{n} by implication", "{n} by implication"))
        if held.independent < len(held.sources):
            more.append(words("works cited together count once"))
        parts.append(f"{said} ({', '.join(more)})" if more else said)
    if held.own:
        parts.append(
            words.count(
                len(held.own),
                "{n} statement of the study’s own",
                "{n} statements of the study’s own",
            )
        )
    if held.second_hand and not of_study:
        parts.append(words.count(len(held.second_hand), "{n} second-hand", "{n} second-hand"))
    if not parts:
        parts.append(words("no claim supports it"))
    if held.contradicting:
        parts.append(
            words.count(
                len(held.contradicting), "{n} claim contradicts it", "{n} claims contradict it"
            )
        )
    if held.qualifying:
        parts.append(
            words.count(len(held.qualifying), "{n} claim qualifies it", "{n} claims qualify it")
        )
    return "; ".join(parts)


def _spread(setting: Setting, held: Support) -> str:
    """Return how many of the claims have each value of what the review contrasts."""
    facet = setting.graph.review.framework.facets.get(setting.contrast)
    if facet is None:
        return ""
    counts = spread(setting.graph, facet.id, held.claims)
    listed = ", ".join(
        f"{setting.text(facet.values[value].label)} {setting.words.number(number)}"
        for value, number in counts.items()
    )
    return f"{setting.text(facet.label)}: {listed}" if listed else ""
