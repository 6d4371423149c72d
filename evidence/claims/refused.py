"""What does not fit the shape of an item, said to the one who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from evidence.claims.places import Entries, Items, Node, Path, Slip, Spot
from evidence.claims.shapes import HOMES, NESTED, Refusal
from evidence.diagnostics import did_you_mean

_MOST_CHOICES = 8
# an item in which more than this does not fit is something else
MOST_REFUSALS = 50
_LONGEST_SHOWN = 60
_LONGEST_ID = 64
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_.:-]+")
# how people write places: `p. 3`, `section 2.1`, `hal 7`
_LOCATED = re.compile(
    r"(?P<term>pages?|pp?|halaman|hal|sections?|sec|§+|chapters?|bab|paragraphs?|par|¶|"
    r"notes?|footnotes?|fn|box|figures?|fig|tables?|lines?)(?![a-z])[. ]*"
    r"(?P<value>[0-9ivxlc][0-9ivxlc.,–-]*)",
    re.IGNORECASE,
)
_TERMS = (
    ("para", "paragraph"),
    ("par", "paragraph"),
    ("¶", "paragraph"),
    ("p", "page"),
    ("hal", "page"),
    ("sec", "section"),
    ("§", "section"),
    ("ch", "chapter"),
    ("bab", "chapter"),
    ("fig", "figure"),
    ("f", "note"),
)


class Owner(NamedTuple):
    """The item that something is wrong with.

    Shape: `name` is how a message calls it, as in "claim `tasting`"; `id` is ""
           for what has none; `keys` are all the keys that it may have.
    """

    name: str
    spot: Spot
    keys: Collection[str] = ()
    id: str = ""


class _Words(NamedTuple):
    """What is so, and what can be done."""

    message: str
    help: str = ""


def slips(refusals: Iterable[Refusal], owner: Owner) -> list[Slip]:
    """Return a slip for each mistake behind the refusals.

    A key that is misspelt is refused twice, as unknown and as missing, and what
    could not be read is missing as well: each is one mistake, and is said once.
    """
    given = list(refusals)[:MOST_REFUSALS]
    respelt = {respelling(refusal, owner) for refusal in given}
    return [
        _slip(refusal, owner)
        for refusal in given
        if not (
            (refusal.code == "missing-key" and refusal.path in respelt)
            or (
                refusal.code in ("missing-key", "empty-value")
                and _is_torn(owner.spot.node, refusal.path)
            )
        )
    ]


def respelling(refusal: Refusal, owner: Owner) -> Path:
    """Return the path of the key that an unknown one was meant to be, () if there is none."""
    if refusal.code != "unknown-key":
        return ()
    meant = closest(str(refusal.path[-1]), frozenset(_known(refusal, owner)))
    return (*refusal.path[:-1], meant) if meant else ()


@lru_cache(maxsize=1024)
def closest(word: str, known: frozenset[str]) -> str:
    """Return the known word that a misspelt one was meant to be, "" if none is close.

    Whoever misspells a key does so in every claim: the answer is kept.
    """
    hint = did_you_mean(word, sorted(known))
    return hint.split("`")[1] if hint else ""


def located(text: str) -> tuple[str, str] | None:
    """Return the locator that a text such as `p. 3` is, as its term and value.

    >>> located("hal. 7")
    ('page', '7')
    """
    found = _LOCATED.search(text)
    if not found:
        return None
    word = found["term"].lower().removesuffix("s")
    return next((term for start, term in _TERMS if word.startswith(start)), word), found["value"]


def _known(refusal: Refusal, owner: Owner) -> Collection[str]:
    """Return the keys that may stand where an unknown one stands."""
    if refusal.choices:
        return refusal.choices
    for step in reversed(refusal.path[:-1]):
        if isinstance(step, str) and step in NESTED:
            return NESTED[step]
    return owner.keys


def _is_torn(node: Node, path: Path) -> bool:
    """Return whether what stands at a path, or nearest above it, lost something unreadable."""
    for step in path:
        below: Node = None
        if isinstance(node, Entries) and isinstance(step, str):
            below = node.get(step)
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node):
            below = node[step]
        if below is None:
            break
        node = below
    return isinstance(node, Entries | Items) and node.lost


def _slip(refusal: Refusal, owner: Owner) -> Slip:
    path = refusal.path[:-1] if refusal.code == "missing-key" else refusal.path
    start, end = owner.spot.stretch(path, key=refusal.on_key)
    words = _SAY[refusal.code](refusal, owner)
    return Slip(refusal.code, words.message, start, end, words.help, item=owner.id)


def _called(path: Path, owner: Owner) -> str:
    """Return how a message calls the value at a path."""
    keys = ".".join(step for step in path if isinstance(step, str))
    if not keys:
        return owner.name
    called = f"`{keys}` of {owner.name}"
    return f"an item of {called}" if isinstance(path[-1], int) else called


def _kind(given: object) -> str:
    if given is None:
        return "empty"
    if isinstance(given, str):
        return "text"
    return "a mapping" if isinstance(given, dict) else "a list"


def _missing_key(refusal: Refusal, owner: Owner) -> _Words:
    key = str(refusal.path[-1])
    hint = {
        "at": "say where it stands, as in `at: {page: 3}`",
        "sources": "say who says it, as in `sources: [key2003]`",
        "unit": "say what is counted, as in `unit: percent`",
        "id": "give it a word or two, as in `id: tasting_first`",
    }.get(key, "")
    return _Words(f"{_called(refusal.path[:-1], owner)} has no `{key}`", hint)


def _unknown_key(refusal: Refusal, owner: Owner) -> _Words:
    key = str(refusal.path[-1])
    above = refusal.path[:-1]
    meant = respelling(refusal, owner)
    if meant:
        hint = f"did you mean `{meant[-1]}`?"
    elif above[-1:] == ("at",) and (place := located(key)):
        hint = f"write `{place[0]}: {place[1]}`"
    elif key == "bounds":
        hint = "write `above`, `from`, `below` or `up_to` directly in `measure`"
    else:
        homes = (home for home, keys in HOMES.items() if key in keys)
        hint = next((f"`{key}` belongs to {home}" for home in homes), "")
    if not hint and refusal.choices and len(refusal.choices) <= _MOST_CHOICES:
        hint = f"it can be {_listed(refusal.choices)}"
    return _Words(f"{_called(above, owner)} has an unknown key `{key}`", hint)


def _empty_value(refusal: Refusal, owner: Owner) -> _Words:
    hint = "fill it in, or delete the line"
    return _Words(f"{_called(refusal.path, owner)} is empty", hint)


def _wrong_type(refusal: Refusal, owner: Owner) -> _Words:
    given, expected = refusal.given, refusal.expected
    key = refusal.path[-1] if refusal.path else ""
    hint = ""
    if isinstance(given, str) and key == "at":
        term, place = located(given) or ("page", "3")
        hint = f"write `at: {{{term}: {place}}}`"
    elif isinstance(given, str) and expected == "a list":
        short = len(given) < _LONGEST_SHOWN and "\n" not in given
        hint = f"write `{key}: [{given}]`" if short else "begin each item with `- `"
    elif isinstance(given, dict) and key in ("quote", "prefix", "suffix"):
        hint = "a quote has one language, that of its text"
    elif isinstance(given, dict) and expected == "a list":
        hint = "begin each item with `- `"
    elif expected == "a mapping" and key == "values":
        hint = "write each value with its label, as in `town: Town`"
    elif expected == "a mapping" and not refusal.path:
        hint = "begin it with `- id:`"
    return _Words(f"{_called(refusal.path, owner)} is {_kind(given)}, and must be {expected}", hint)


def _unknown_choice(refusal: Refusal, owner: Owner) -> _Words:
    given = refusal.given
    if not isinstance(given, str):
        expected = _listed(refusal.choices) if refusal.choices else refusal.expected
        message = f"{_called(refusal.path, owner)} is {_kind(given)}, and must be {expected}"
        return _Words(message)
    choices = _listed(refusal.choices) if refusal.choices else refusal.expected
    message = f"{_called(refusal.path, owner)} is `{_shown(given)}`, and can be {choices}"
    return _Words(message, refusal.hint or did_you_mean(given, refusal.choices))


def _bad_id(refusal: Refusal, owner: Owner) -> _Words:
    given = str(refusal.path[-1] if refusal.on_key else refusal.given)
    plain = "".join(c for c in normalize("NFKD", given) if not combining(c))
    better = _NOT_IN_IDS.sub("_", plain).strip("_.:-")[:_LONGEST_ID]
    if len(given) > _LONGEST_ID:
        why = f"is longer than {_LONGEST_ID} characters"
    elif not (given[0].isascii() and given[0].isalpha()):
        why = "does not begin with a letter from a to z"
    else:
        odd = next(iter(_NOT_IN_IDS.findall(given)), given)[0]
        why = "has a space in it" if odd == " " else f"has `{odd}` in it"
    hint = "an id has only letters, digits and `_ . : -`"
    if better[:1].isalpha():
        hint = f"write `{better}`; {hint}"
    where = "" if refusal.path in ((), ("id",)) else f" in {_called(refusal.path[:-1], owner)}"
    return _Words(f"the id `{_shown(given)}`{where} {why}", hint)


def _several_in_one(refusal: Refusal, owner: Owner) -> _Words:
    given = str(refusal.path[-1] if refusal.on_key else refusal.given)
    parts = [part for part in re.split(r"[\s,]+", given) if part]
    called = _called(refusal.path, owner)
    if refusal.path and isinstance(refusal.path[-1], int):
        hint = f"put a comma between several: `[{', '.join(parts)}]`"
    else:
        hint = "an id or a citation key has no spaces"
    return _Words(f"{called}, `{_shown(given)}`, is not one id or key", hint)


def _bad_language(refusal: Refusal, owner: Owner) -> _Words:
    on = refusal.path[:-1]
    given = str(refusal.path[-1] if refusal.on_key else refusal.given)
    message = f"`{_shown(given)}` in {_called(on, owner)} is not the code of a language"
    meant = did_you_mean(given, ("label", "definition", "undirected"))
    return _Words(message, meant or "a language is written as `en`, `id`, `pt-BR`")


def _bad_arrow(refusal: Refusal, owner: Owner) -> _Words:
    message = f"{_called(refusal.path, owner)}, `{_shown(str(refusal.given))}`, is not an arrow"
    return _Words(message, "write `element type element`, as in `el.a leads_to el.b`")


def _not_a_number(refusal: Refusal, owner: Owner) -> _Words:
    given = _shown(str(refusal.given))
    message = f"{_called(refusal.path, owner)}, `{given}`, {refusal.expected}"
    return _Words(message, refusal.hint)


_SAY: Mapping[str, Callable[[Refusal, Owner], _Words]] = {
    "missing-key": _missing_key,
    "unknown-key": _unknown_key,
    "empty-value": _empty_value,
    "wrong-type": _wrong_type,
    "unknown-choice": _unknown_choice,
    "bad-id": _bad_id,
    "several-in-one": _several_in_one,
    "bad-language": _bad_language,
    "bad-arrow": _bad_arrow,
    "not-a-number": _not_a_number,
}


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _listed(choices: Iterable[str]) -> str:
    *most, last = [f"`{choice}`" for choice in choices]
    return f"{', '.join(most)} or {last}" if most else last
