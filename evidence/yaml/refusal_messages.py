"""What does not fit the shape of an item, said to the one who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias
from unicodedata import combining, normalize

from evidence.diagnostics import Diagnostic, did_you_mean
from evidence.yaml.key_suggestions import NamedItem, respelling
from evidence.yaml.locators import located
from evidence.yaml.nodes import Entries, Items, Node, Path
from evidence.yaml.shapes import HOMES, Refusal

_MOST_CHOICES = 8
# an item in which more than this does not fit is something else
MOST_REFUSALS = 50
_LONGEST_SHOWN = 60
_LONGEST_ID = 64
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_.:-]+")

# a message and a help
_Words: TypeAlias = tuple[str, str]


# what a coder is asked for where a key is missing
_ASKED: Mapping[str, str] = {
    "at": "say where it stands, as in `at: {page: 3}`",
    "because": "say why, as in `because: Measured in the same year.`",
    "by": "say who, by initials, as in `by: ys`",
    "claim": "name the other claim, as in `claim: tasting_first`",
    "database": "say what was searched, as in `database: Scopus`",
    "facet": "name a facet on claims, as in `facet: context`",
    "from": "name a value of the facet, as in `from: india`",
    "id": "give it a word or two, as in `id: tasting_first`",
    "initials": "give the initials, as in `initials: ys`",
    "judgement": "say how far it is cited, as in `judgement: in_part`",
    "kind": "say what kind of finding it is: one of those under `framework: finding_kinds`",
    "label": "say how the report shall call it, as in `label: Food knowledge`",
    "nature": "say what the notice is, as in `nature: retraction`",
    "of": "say what is measured, as in `of: pupils who name ten vegetables`",
    "source": "name the other work, as in `source: key2003`",
    "sources": "say who says it, as in `sources: [key2003]`",
    "statement": "say it in your own words, as in `statement: Children name more vegetables.`",
    "text": "write it out, as in `text: What do children learn?`",
    "to": "name a value of the facet, as in `to: indonesia`",
    "tool": "name the tool, as in `tool: sanra`",
    "unit": "say what is counted, as in `unit: percent`",
    "values": "list them with their labels, as in `values: {town: Town}`",
    "where": "say which claims belong there, as in `where: {context: town}`",
}


def told(refusals: Iterable[Refusal], holder: NamedItem) -> list[Diagnostic]:
    """Return a diagnostic for each mistake behind the refusals.

    A key that is misspelt is refused twice, as unknown and as missing, and what
    could not be read is missing as well: each is one mistake, and is said once.
    """
    given = list(refusals)[:MOST_REFUSALS]
    meant = [path for path in (respelling(refusal, holder) for refusal in given) if path]
    # `page` beside the claim's other keys was meant to be in an `at` that is missing
    respelt = {path[:length] for path in meant for length in range(1, len(path) + 1)}
    return [
        _told(refusal, holder)
        for refusal in given
        if not (
            (refusal.code == "missing-key" and refusal.path in respelt)
            or (
                refusal.code in ("missing-key", "empty-value")
                and _is_torn(holder.spot.node, refusal.path)
            )
        )
    ]


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


def _told(refusal: Refusal, holder: NamedItem) -> Diagnostic:
    path = refusal.path[:-1] if refusal.code == "missing-key" else refusal.path
    message, hint = _SAY[refusal.code](refusal, holder)
    return holder.wrong(refusal.code, message, hint, path, key=refusal.on_key)


def _called(path: Path, holder: NamedItem) -> str:
    """Return how a message calls the value at a path."""
    keys = ".".join(step for step in path if isinstance(step, str))
    if not keys:
        return holder.name
    called = f"`{keys}` of {holder.name}"
    return f"an item of {called}" if isinstance(path[-1], int) else called


def _kind(given: object) -> str:
    if given is None:
        return "empty"
    if isinstance(given, str):
        return "text"
    return "a mapping" if isinstance(given, dict) else "a list"


def _missing_key(refusal: Refusal, holder: NamedItem) -> _Words:
    key = str(refusal.path[-1])
    hint = _ASKED.get(key, "")
    return f"{_called(refusal.path[:-1], holder)} has no `{key}`", hint


def _unknown_key(refusal: Refusal, holder: NamedItem) -> _Words:
    key = str(refusal.path[-1])
    above = refusal.path[:-1]
    meant = respelling(refusal, holder)
    if len(meant) > len(refusal.path):
        hint = f"write `at: {{{key}: {_shown(str(refusal.given))}}}`"
    elif meant:
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
    if not hint and not above and holder.facets:
        hint = f"the facets of this review are {_some(holder.facets)}"
    return f"{_called(above, holder)} has an unknown key `{key}`", hint


def _empty_value(refusal: Refusal, holder: NamedItem) -> _Words:
    hint = "fill it in, or delete the line"
    return f"{_called(refusal.path, holder)} is empty", hint


def _wrong_type(refusal: Refusal, holder: NamedItem) -> _Words:
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
    elif isinstance(given, dict) and expected == "text" and "id" in given:
        hint = "if another item begins here, indent its `- ` as that of the others"
    elif isinstance(given, dict) and expected == "a list":
        hint = "begin each item with `- `"
    elif expected == "a mapping" and key == "values":
        hint = "write each value with its label, as in `town: Town`"
    elif expected == "a mapping" and not refusal.path:
        hint = "begin it with `- id:`"
    return f"{_called(refusal.path, holder)} is {_kind(given)}, and must be {expected}", hint


def _unknown_choice(refusal: Refusal, holder: NamedItem) -> _Words:
    given = refusal.given
    if not isinstance(given, str):
        expected = _listed(refusal.choices) if refusal.choices else refusal.expected
        message = f"{_called(refusal.path, holder)} is {_kind(given)}, and must be {expected}"
        return message, ""
    choices = _listed(refusal.choices) if refusal.choices else refusal.expected
    message = f"{_called(refusal.path, holder)} is `{_shown(given)}`, and can be {choices}"
    return message, refusal.hint or did_you_mean(given, refusal.choices)


def _bad_id(refusal: Refusal, holder: NamedItem) -> _Words:
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
    where = "" if refusal.path in ((), ("id",)) else f" in {_called(refusal.path[:-1], holder)}"
    return f"the id `{_shown(given)}`{where} {why}", hint


def _several_in_one(refusal: Refusal, holder: NamedItem) -> _Words:
    given = str(refusal.path[-1] if refusal.on_key else refusal.given)
    parts = [part for part in re.split(r"[\s,]+", given) if part]
    called = _called(refusal.path, holder)
    if refusal.path and isinstance(refusal.path[-1], int):
        hint = f"put a comma between several: `[{', '.join(parts)}]`"
    else:
        hint = "an id or a citation key has no spaces"
    return f"{called}, `{_shown(given)}`, is not one id or key", hint


def _bad_language(refusal: Refusal, holder: NamedItem) -> _Words:
    on = refusal.path[:-1]
    given = str(refusal.path[-1] if refusal.on_key else refusal.given)
    message = f"`{_shown(given)}` in {_called(on, holder)} is not the code of a language"
    meant = did_you_mean(given, ("label", "definition", "undirected"))
    return message, meant or "a language is written as `en`, `id`, `pt-BR`"


def _bad_arrow(refusal: Refusal, holder: NamedItem) -> _Words:
    message = f"{_called(refusal.path, holder)}, `{_shown(str(refusal.given))}`, is not an arrow"
    return message, "write `element type element`, as in `el.a leads_to el.b`"


def _not_a_number(refusal: Refusal, holder: NamedItem) -> _Words:
    given = _shown(str(refusal.given))
    message = f"{_called(refusal.path, holder)}, `{given}`, {refusal.expected}"
    return message, refusal.hint


_SAY: Mapping[str, Callable[[Refusal, NamedItem], _Words]] = {
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
    "not-a-day": _not_a_number,
}


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _some(facets: Iterable[str]) -> str:
    """Return some of the names of facets, and where more are declared."""
    known = sorted(facets)
    listed = ", ".join(f"`{facet}`" for facet in known[:_MOST_CHOICES])
    more = ", …" if len(known) > _MOST_CHOICES else ""
    return f"{listed}{more}; others are declared under `framework: facets`"


def _listed(choices: Iterable[str]) -> str:
    *most, last = [f"`{choice}`" for choice in choices]
    return f"{', '.join(most)} or {last}" if most else last
