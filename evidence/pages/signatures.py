"""Who agreed to a finding, and what changed since, in words."""

from __future__ import annotations

from evidence.model.lock import SignedState
from evidence.pages.translated import Translated

# in what order the things that changed are counted; facets and their values are words
_COUNTED = (
    ("claim", "{n} claim", "{n} claims"),
    ("source", "{n} source", "{n} sources"),
    ("party", "{n} party", "{n} parties"),
    ("finding", "{n} finding below it", "{n} findings below it"),
    ("element", "{n} word of the framework", "{n} words of the framework"),
)


def agreed(review: Translated, state: SignedState) -> str:
    """Return who agreed to a finding and when, and what changed since if something did."""
    last = state.signature
    named = {author.initials: author.called for author in review.graph.review.authors}
    who = named.get(last.by, last.by)
    if not state.moved:
        return review.words("agreed by {who} on {date}", who=who, date=last.date)
    changed = changed_since(review, state)
    return review.words(
        "agreed by {who} on {date}; since then changed: {list}",
        who=who,
        date=last.date,
        list=changed,
    )


def changed_since(review: Translated, state: SignedState) -> str:
    """Return how many things of each kind changed since a finding was agreed to."""
    words = review.words
    kinds = [
        "element" if change.kind in {"facet", "value"} else change.kind
        for change in state.changes
        if (change.kind, change.id) != ("finding", state.finding)
    ]
    told = [words("the finding itself")] if len(kinds) < len(state.changes) else []
    told += [
        words.count(kinds.count(kind), one, many) for kind, one, many in _COUNTED if kind in kinds
    ]
    return ", ".join(told) or words("something that it rests on")
