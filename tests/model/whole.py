"""A review with every key that the model knows, each once, made from the model's description.

A field that is added to a noun is in it by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from evidence.model import (
    Claim,
    Defaults,
    Element,
    Facet,
    Finding,
    Framework,
    Party,
    Question,
    Review,
)
from evidence.model import fields as kinds
from evidence.model.fields import fields_of
from evidence.model.review import SourceFacts

Say = Callable[[str], Any]

# what a reference leads to in this review
TARGETS = {
    "source": "kim2003",
    "claim": "other",
    "evidence": "other",
    "element": "el.a",
    "question": "q.a",
    "finding_kind": "kind",
    "party": "party",
}
# fields that exclude each other, or that name something of this review: (noun, field) -> value
FIXED: dict[tuple[str, str], Any] = {
    ("Claim", "elements"): ["el.c"],
    ("Claim", "read_in"): "abel2005",
    ("Component", "concern"): "minor",
    ("Defaults", "read_in"): "lopes2012",
    ("Claim", "relates"): ["el.a leads_to el.b"],
    ("Measure", "about"): None,
    ("Bounds", "above"): None,
    ("Bounds", "from"): None,
    ("Bounds", "below"): None,
    ("Bounds", "up_to"): None,
    ("Measure", "parts"): {"girls": 26, "boys": 14},
    ("Measure", "total"): 40,
    ("Measure", "value"): 40,
    ("Cell", "where"): {"facet": "value"},
    ("FindingKind", "side_by_side"): None,
    ("Element", "part_of"): None,  # one of them has it
    ("Framework", "relations"): ["el.c leads_to el.a"],
    ("Facet", "on"): None,  # one of them has it
    ("Review", "languages"): ["en", "id"],
    ("Review", "of"): None,
    ("SourceFacts", "unverified"): ["title"],
    ("SameAuthor", "source"): "lopes2012",
    ("Finding", "assessment"): None,
    ("Claim", "rejected"): None,  # one of them has it
    ("Finding", "background"): ["plain"],
    ("Defaults", "quote_lang"): "en",
    ("Contrast", "facet"): "facet",
    ("Contrast", "from"): "value",
    ("Contrast", "to"): ["other"],
    ("Fit", "argued_from"): ["plain"],
}
# the facets that items of a noun have
FACETS = {"Claim": {"facet": "value"}, "SourceFacts": {"origin": "value"}}
LINKS = ("supports", "contradicts", "qualifies", "restates", "not_comparable")
PROSE: dict[tuple[str, str], str] = {
    ("Review", "texts"): "texts",
    ("Review", "style"): "apa",
}


def whole(say: Say, left_out: tuple[str, str] = ("", "")) -> dict[str, Any]:
    """Return a review whose texts are what `say` makes of each: `say("Claim.statement")`.

    `left_out` is a noun and a key of it that the review does without.
    """
    made = _whole(say)
    _leave_out(Review, made["review"], left_out)
    for key, noun in (("defaults", Defaults), ("framework", Framework)):
        _leave_out(noun, made[key], left_out)
    for key, noun in (("claims", Claim), ("findings", Finding)):
        for one in made[key]:
            _leave_out(noun, one, left_out)
    for key, noun in (("sources", SourceFacts), ("parties", Party)):
        for one in made[key].values():
            _leave_out(noun, one, left_out)
    return made


def _leave_out(noun: type, made: dict[str, Any], left_out: tuple[str, str]) -> None:
    """Take a key out of an item and of everything that is nested in it."""
    for field in fields_of(noun):
        kind = field.kind
        if isinstance(kind, kinds.Inline):
            _leave_out(kind.of, made, left_out)
            continue
        held = made.get(field.key)
        if (noun.__name__, field.key) == left_out:
            made.pop(field.key, None)
        each = kind.each if isinstance(kind, kinds.Several | kinds.Keyed) else kind
        if isinstance(each, kinds.Noun) and held:
            inner = held if isinstance(kind, kinds.Several) else [held]
            inner = held.values() if isinstance(kind, kinds.Keyed) else inner
            for one in inner:
                _leave_out(each.of, one, left_out)


def _whole(say: Say) -> dict[str, Any]:
    claim = item(Claim, say, "claim")
    other = item(
        Claim,
        say,
        "other",
        without=("measure", *LINKS),
    )
    plain = item(
        Claim,
        say,
        "plain",
        without=("coder", "read_in", "measure", "relates", "quote_lang", *LINKS),
    )
    turned_down = item(Claim, say, "turned_down", without=("accepted", "measure", *LINKS))
    turned_down |= {"rejected": nested(fields_of(Claim), "rejected", say)}
    second = item(Element, say, "el.b") | {"part_of": "el.a"}
    third = item(Element, say, "el.c")
    return {
        "review": item(Review, say, "", without=("questions", "format"))
        | {"questions": [item(Question, say, "q.a")]},
        "defaults": item(Defaults, say, ""),
        "sources": {"kim2003": item(SourceFacts, say, "")},
        "framework": item(Framework, say, "", without=("elements", "facets"))
        | {
            "facets": {
                "facet": item(Facet, say, ""),
                "origin": item(Facet, say, "") | {"on": "sources"},
            }
        }
        | {"elements": [item(Element, say, "el.a"), second, third]},
        "parties": {"party": item(Party, say, "")},
        "claims": [claim, other, plain, turned_down],
        "findings": [
            item(Finding, say, "f.a"),
            item(Finding, say, "f.b", without=("fit", "stated_in"))
            | {"assessment": nested(fields_of(Finding), "assessment", say)},
        ],
    }


def nested(fields: Any, name: str, say: Say) -> Any:
    kind = next(field.kind for field in fields if field.name == name)
    return item(kind.of, say, "")


def item(noun: type, say: Say, key: str, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return an item of a noun with all of its keys."""
    made: dict[str, Any] = {}
    for field in fields_of(noun):
        at = (noun.__name__, field.key)
        if field.key in without or isinstance(field.kind, kinds.HeldBy):
            continue
        if at in FIXED:
            if FIXED[at] is not None:
                made[field.key] = deepcopy(FIXED[at])
        elif isinstance(field.kind, kinds.Inline):
            made |= item(field.kind.of, say, key, without)
        elif isinstance(field.kind, kinds.Facets):
            made |= FACETS.get(noun.__name__, {})
        else:
            made[field.key] = value(field.kind, at, say, key)
    return made


def value(kind: Any, at: tuple[str, str], say: Say, key: str) -> Any:  # noqa: C901, PLR0911, PLR0912
    """Return something that a field of a kind may hold."""
    match kind:
        case kinds.Id():
            return key
        case kinds.Text():
            return say(".".join(at))
        case kinds.Words() | kinds.Word():
            return PROSE.get(at) or f"words of {'.'.join(at)}"
        case kinds.Ref(to=to):
            return TARGETS[to]
        case kinds.Flag():
            return True
        case kinds.Day():
            return "2026-11-29"
        case kinds.Language():
            return "id"
        case kinds.Count() | kinds.Number():
            return 8
        case kinds.Choice(choices=choices):
            return choices[-1]
        case kinds.At():
            return {"page": "3"}
        case kinds.Reasons():
            return {"long-quote": "It matters."}
        case kinds.Noun(of=of, without=without):
            return item(of, say, key, without)
        case kinds.Several(each=each):
            return [value(each, at, say, key)]
        case kinds.Keyed(each=each):
            return {keyed(at): value(each, at, say, key)}
    raise AssertionError((kind, at))


def keyed(at: tuple[str, str]) -> str:
    """Return the key of the one entry of a mapping."""
    return {
        ("Framework", "facets"): "facet",
        ("Framework", "finding_kinds"): "kind",
        ("Framework", "relation_types"): "leads_to",
        ("Facet", "values"): "value",
        ("FindingKind", "cells"): "cell",
        ("Finding", "gaps"): "cell",
        ("Appraisal", "items"): "item",
        ("Flow", "excluded_with_reasons"): "no data",
        ("Measure", "part_labels"): "girls",
    }[at]
