"""A review whose every text is drawn from a supply: hostile strings, or harmless marks.

Ids, numbers and structure are the same whatever the supply gives, so that two
reports of it can be set against each other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import yaml

from evidence.model import File
from evidence.model import fields as kinds
from evidence.model.fields import fields_of
from evidence.yaml.shapes import NOUNS

# What a template of ours, or a formatter, would fill in if it took a text for one.
INJECTIONS = [
    "{{ 7 * 7 }}", "{{ page }}", "{% raw %}", "{% include 'report.css' %}", "{# gone #}",
    "{{ ''.__class__.__mro__ }}", "{0}", "{n}", "{self.__init__}", "%s %(n)s", "${7*7}", "#{7*7}",
    "</script><script>alert(1)</script>", "</style><script>alert(2)</script>", "]]><script>alert(3)</script>",
    "--><img src=x onerror=alert(4)>", '"><svg onload=alert(5)>', "' onmouseover='alert(6)", '\\"-alert(7)-\\"',
    "javascript:alert(8)", '=HYPERLINK("http://evil.example")', "+1+1", "@SUM(1)", "'=1+1", "\u202eabc\u202c", "a\u2028b",
]  # fmt: skip
Supply = Callable[[str], str]


def payloads(corpora: Path, number: int, seed: int = 5) -> list[str]:
    """Return distinct hostile strings: ours, all that run by themselves, and others drawn."""
    certain, others = (
        [text for name in names for text in strings_of(corpora / "security" / f"{name}.json")]
        for names in (
            ["xss/run-by-themselves"],
            ["xss/dompurify-expect", "strings/blns", "own/csv-formula", "own/js-urls"],
        )
    )
    first = list(dict.fromkeys([*INJECTIONS, *certain]))
    rest = [text for text in dict.fromkeys(others) if text not in first]
    return [*first, *Random(seed).sample(rest, number - len(first))]


def strings_of(path: Path) -> list[str]:
    found = json.loads(path.read_text(encoding="utf-8"))
    texts = (one["payload"] if isinstance(one, dict) else one for one in found)
    return [text for text in texts if isinstance(text, str) and readable(text)]


def readable(text: str) -> bool:
    """Return whether a review can hold a text: YAML has no place for most control characters."""
    return (
        bool(text.strip())
        and len(text) < 600
        and all(c.isprintable() or c in "\n\t\u2028\u202e\u202c" for c in text)
    )


def marks() -> tuple[Supply, list[str]]:
    """Return a harmless supply, and the list of the fields for which it gave a mark."""
    given: list[str] = []

    def mark(field: str) -> str:
        given.append(field)
        return f"zq{len(given):05d}zq"

    return mark, given


def strings(hostile: Sequence[str], together: int) -> tuple[Supply, list[str]]:
    """Return a supply that gives each field every string in turn, and the list of what it gave.

    Several come `together`, so that few items are enough for all of them.
    """
    given: list[str] = []
    at: dict[str, int] = {}
    bare = [text for text in hostile if not {"{", "}"} & set(text)]

    def string(field: str) -> str:
        # Each field begins elsewhere, so that no item gets one string in all its fields.
        number = at.setdefault(field, 37 * len(at))
        at[field] += together
        # what stands in braces there is a count, and any other name is an error
        some = bare if field == "Review.result" else hostile
        drawn = " · ".join(some[(number + n) % len(some)] for n in range(together))
        given.append(drawn.strip())  # blanks around a text are no part of it, for the reader
        return given[-1]

    return string, given


# What is read as one of a few things, or as a number, an id or an arrow; other words are an error.
BOUND = (
    kinds.Id, kinds.HeldBy, kinds.Ref, kinds.Relation, kinds.Flag, kinds.Count, kinds.Number,
    kinds.Choice, kinds.Day, kinds.Language, kinds.Version, kinds.Facets, kinds.Noun,
    kinds.Inline,
)  # fmt: skip
# Fields that hold words and yet no text of an author's own: noun.key -> why.
NO_TEXT = {
    "Review.texts": "a folder, which no page names",
    "Review.style": "a file, or the name of a style",
    "FindingKind.side_by_side": "the id of a facet; another word is an error",
    "Defaults.coder": "it becomes `Claim.coder`",
    **dict.fromkeys(
        ("Contrast.facet", "Contrast.from", "Contrast.to"),
        "the id of a facet, or of a value; another word is an error",
    ),
}
# A list of these is sorted, and a number before the text keeps the order in both twins.
SORTED = {"Claim.coder"}


def review(
    text: Supply, items: int, works: int = 40, elements: int = 40, *, assessed: bool = True
) -> dict[str, Any]:
    """Return a review with as many claims and findings as are asked for.

    Its texts are those that the model knows: a field that is added to a noun is
    filled by itself. It is one of many texts, whose findings are `assessed`, or
    of one study, whose sentences are judged: it cannot be both.
    """
    made = structure(items, works, elements, assessed=assessed)
    fill(File, made, numbered(text))
    for facts in list(made["sources"].values())[::2]:
        del facts["appraisal"]["items"]["item"]["score"]  # a tool scores or answers
    return made


def fill(noun: type, made: dict[str, Any], text: Supply) -> None:
    """Give a noun, and what is nested in it, every text that the model knows of it.

    Of mappings the structure has the keys, of nested nouns the place.
    """
    for field in fields_of(noun):
        kind, key, name = field.kind, field.key, f"{noun.__name__}.{field.key}"
        each = kind.each if isinstance(kind, kinds.Several | kinds.Keyed) else kind
        if isinstance(kind, kinds.Inline):
            fill(kind.of, made, text)
        elif isinstance(each, kinds.Noun):
            for one in held(kind, made.get(key)):
                fill(each.of, one, text)
        elif name not in NO_TEXT and is_text(each):
            made[key] = said(kind, made.get(key), partial(text, name))
            if not made[key]:
                del made[key]


def held(kind: kinds.Kind, value: Any) -> Iterable[dict[str, Any]]:
    """Return the items of a nested noun that a value holds."""
    if value is None:
        return ()
    if isinstance(kind, kinds.Keyed):
        return value.values()
    return value if isinstance(kind, kinds.Several) else (value,)


def texts() -> set[str]:
    """Return every field of the model that takes words of an author's own, as noun.key."""
    return {
        f"{noun.__name__}.{field.key}"
        for noun in NOUNS
        for field in fields_of(noun)
        if is_text(getattr(field.kind, "each", field.kind))
    }


def is_text(kind: kinds.Kind) -> bool:
    """Return whether a kind takes any words: also one that the model gains, until it is named here."""
    return not isinstance(kind, BOUND)


def said(kind: kinds.Kind, given: Any, draw: Callable[[], str]) -> Any:
    """Return the value of a field of texts: one, several, or one for each key that is given."""
    match kind:
        case kinds.Several():
            return [*(given or ()), draw(), draw()]
        case kinds.Keyed() | kinds.Reasons():
            return {key: draw() for key in given or ()}
        case kinds.At():
            return {key: draw() for key in given or ("section", "heading", "box")}
    return draw()


def numbered(text: Supply) -> Supply:
    """Return a supply that puts a number before the texts by which the page sorts."""
    numbers = count()

    def one(field: str) -> str:
        return f"{next(numbers):04d} {text(field)}" if field in SORTED else text(field)

    return one


def structure(items: int, works: int, elements: int, *, assessed: bool) -> dict[str, Any]:
    """Return the review without its texts: ids, numbers, choices, and what leads where."""
    return {
        "review": {
            "questions": [{"id": f"q.{n}", "asked_by": "study"} for n in range(12)],
            "authors": [{}, {}],
            "machines": [{}],
            "searches": [{"records": 0}],
            **({} if assessed else {"of": "study", "assessment": {}}),
        },
        "parties": {"party": {}},
        "sources": {
            f"work{n}": {
                "kind_of_source": "k",
                "identity": "candidate",
                "unverified": ["title"],
                "allow": {"unverified-nothing": ""},
                "same_author_as": [{"source": f"work{(n + 1) % works}", "certain": False}],
                "party": "party",
                "retracted": {"nature": "concern"},
                "appraisal": {"items": {"item": {}}},
            }
            for n in range(works)
        },
        "framework": {
            "facets": {
                **{f"f{n}": {"values": {f"v{v}": {} for v in range(4)}} for n in range(3)},
                "kind_of_source": {"on": "sources", "values": {"k": {}}},
                "rank": {"on": "findings", "values": {"r": {}}},
            },
            "finding_kinds": {
                f"kind{n}": {"cells": {f"c{v}": {"where": {"f2": f"v{v}"}} for v in range(3)}}
                for n in range(4)
            },
            "elements": [
                {
                    "id": f"el.{n}",
                    "origin": "emergent",
                    **({"part_of": f"el.{n // 3}"} if n > 9 else {}),
                }
                for n in range(elements)
            ]
            + [{"id": "el.spare", "allow": {"unused-element": ""}}],
            "relation_types": {f"t{n}": {} for n in range(8)},
            "relations": [f"el.{n} t{n % 8} el.{n + 1}" for n in range(0, 16, 2)],
        },
        "claims": [
            *(claim(n, items, works, elements) for n in range(items)),
            {
                "id": "spare",
                "sources": ["work0"],
                "f0": "v0",
                "elements": ["el.0"],
                "allow": {"unused-claim": ""},
            },
            {"id": "turned_down", "sources": ["work0"], "proposed": {}, "rejected": {}},
        ],
        "findings": [finding(n, items, elements, assessed=assessed) for n in range(items)],
    }


def claim(n: int, items: int, works: int, elements: int) -> dict[str, Any]:
    own = n % 7 == 0
    made: dict[str, Any] = {
        "id": f"claim{n}",
        "sources": ["study"] if own else [f"work{n % works}"],
        "also": [{"at": {"page": ""}}],
        "proposed": {},
        "accepted": {},
        "f0": f"v{n % 4}",
        "f1": [f"v{n % 3}", f"v{n % 3 + 1}"],
        "f2": "v0",
        "elements": [f"el.{n % elements}"],
        "relates": [f"el.{n % elements} t{n % 8} el.{(n + 5) % elements}"],
        "measure": {
            "value": 10 + n,
            "nature": "observed",
            "parts": {"a": 4 + n, "b": 6},
            "part_labels": {"a": "", "b": ""},
        },
    }
    if not own and n % 5 == 0:
        made["via"] = [f"work{(n + 3) % works}"]
    if n % 4 == 1:
        made["contradicts"] = [{"claim": f"claim{n - 1}"}]
        made["restates"] = [{"claim": f"claim{(n + 9) % items}", "how": "weaker"}]
        made["qualifies"] = [{"claim": f"claim{(n + 11) % items}"}]
    return made


def finding(n: int, items: int, elements: int, *, assessed: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"finding{n}",
        "kind": f"kind{n % 4}",
        "answers": [f"q.{n % 12}"],
        "elements": [f"el.{n % elements}"],
        "rank": "r",
        "stated_in": [f"claim{n}"],
        "supported_by": [f"claim{n + 1 if n + 1 < items else 1}"],
        "contradicted_by": [f"claim{(n + 3) % items}"],
        **(
            {}
            if n % 5
            else {
                "qualified_by": [f"claim{(n + 4) % items}"],
                "background": [f"claim{(n + 5) % items}"],
            }
        ),
        "gaps": {"c1": "", "c2": ""},
        "allow": {"one-citation": ""},
    }
    if not assessed:
        made["fit"] = {"judgement": "beyond", "second": {"judgement": "in_part"}}
    if assessed:
        concerns = ("methodological_limitations", "coherence", "adequacy", "relevance")
        made["assessment"] = {
            **{name: {"concern": "minor"} for name in concerns},
            "confidence": "low",
        }
    return made


def bibliography(text: Supply, addresses: Sequence[str], works: int = 40) -> str:
    """Return the bibliography; every work is known by a number before what its texts say.

    Whether an address becomes a link is no matter of escaping, so `addresses`
    are the same in every report.
    """
    study = "@misc{study, author = {{A0000}}, title = {The study}, year = {2000}}\n"
    return study + "".join(
        f"@article{{work{n},\n  author = {{{{B{n:04d} {braced(text('author'))}}}}},\n"
        f"  title = {{C{n:04d} {braced(text('bib.title'))}}},\n"
        f"  journal = {{D{n:04d} {braced(text('journal'))}}},\n"
        f"  note = {{{braced(text('bib.note'))}}},\n"
        f"  doi = {{10.1000/{n}{braced(addresses[n * 2])}}},\n"
        f"  url = {{{braced(addresses[n * 2 + 1])}}},\n  year = {{2001}}\n}}\n"
        for n in range(works)
    )


def braced(text: str) -> str:
    """A text as a field of BibTeX can hold it: matching braces, no commands, no mathematics."""
    return " ".join(text.translate(str.maketrans("{}\\$^_", "()/S  ")).split())


def write(folder: Path, review: dict[str, Any], bib: str) -> Path:
    folder.mkdir(parents=True)
    text = yaml.dump(
        review, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    (folder / "claims.yaml").write_text(text, encoding="utf-8", newline="\n")
    (folder / "sources.bib").write_text(bib, encoding="utf-8", newline="\n")
    return folder
