"""The rest of a list that is too long to stand with its item."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.views.findings import change_words
from evidence.views.framework import relation_view
from evidence.views.pages import ListedView, ListView, Phrase, Ref
from evidence.views.setting import Setting, piece_anchor
from evidence.views.split.blocks import Block
from evidence.views.split.hubs import Hub
from evidence.views.split.whole import Whole

# Said without the colon that some of them end with beside an item.
_ROLES = {
    "for": "For it",
    "against": "Against it",
    "qualifying": "Qualifying it",
    "background": "Background",
    "findings": "Rests on the findings:",
    "carries": "Carries:",
    "claims": "Claims:",
    "findings_about": "Findings about it:",
    "relations": "Relations",
    "definitions": "Claims that define it",
    "uses": "Findings that name it",
    "links": "Claims that point at it",
    "handed": "Handed on by it:",
    "drawn_on": "Drawn on by:",
    "read": "Read in it:",
    "resting": "Findings that rest on it",
}


def list_view(whole: Whole, setting: Setting, block: Block) -> ListView:
    """Return one piece of the rest of a list, with links to the pieces beside it."""
    hub, words = whole.hubs[int(block.key)], setting.words
    first, last, here, href = block.first, block.last, block.number, setting.href
    before = Ref(href(piece_anchor(hub.anchor, here - 1)), words("the ones before"))
    after = Ref(href(piece_anchor(hub.anchor, here + 1)), words("the ones after"))
    return ListView(
        anchor=piece_anchor(hub.anchor, here),
        of=owner(whole, setting, hub),
        words=role(setting, hub),
        range=span(setting, first + 1, last, len(hub.items)),
        listed=tuple(_listed(whole, setting, hub, first, last)),
        ids=hub.role == "cell",
        previous=before if here else None,
        following=after if last < len(hub.items) else None,
    )


def span(setting: Setting, first: int, last: int, of: int) -> str:
    """Return which of how many, in words."""
    number = setting.words.number
    return setting.words(
        "{first}–{last} of {n}", first=number(first), last=number(last), n=number(of)
    )


def owner(whole: Whole, setting: Setting, hub: Hub) -> Ref:
    """Return the link to the item whose list it is."""
    if hub.owner in whole.arrows:
        return _arrow(whole, setting, hub.owner)
    if hub.owner in whole.graph.findings:
        return setting.finding(hub.owner)
    if hub.owner in whole.graph.elements:
        return setting.element(hub.owner)
    return setting.item(hub.owner)


def role(setting: Setting, hub: Hub) -> str:
    """Return what a list is of, in words; of a cell, the column that it stands in."""
    if hub.role != "cell":
        return setting.words(_ROLES[hub.role]).rstrip(":")
    facet = setting.graph.review.framework.facets.get(hub.axis)
    if facet is None:
        return f"{setting.words('Source')}: {setting.source(hub.value).label}"
    return f"{setting.text(facet.label)}: {setting.text(facet.values[hub.value].label)}"


def _listed(
    whole: Whole, setting: Setting, hub: Hub, first: int, last: int
) -> Iterator[ListedView]:
    nothing = Phrase("")
    claims = setting.graph.claims
    leaning = setting.leaning.get(hub.owner) if hub.role == "resting" else None
    changes = {change.finding: change for change in leaning.changes} if leaning else {}
    for number in range(first, last):
        key = hub.items[number]
        if hub.role == "resting":
            said = Phrase(change_words(setting, changes[key])) if key in changes else nothing
            yield ListedView(setting.finding(key), said)
        elif hub.role == "relations":
            yield ListedView(_arrow(whole, setting, key), nothing)
        elif key in claims:
            said = nothing if hub.role == "cell" else setting.phrase(claims[key].statement)
            yield ListedView(setting.claim(key), said)
        else:
            yield ListedView(setting.finding(key), nothing)


def _arrow(whole: Whole, setting: Setting, anchor: str) -> Ref:
    view = relation_view(setting, whole.arrows[anchor])
    said = f"{view.subject.label} — {view.words.text} — {view.object.label}"
    return Ref(setting.href(anchor), said)
