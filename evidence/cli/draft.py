"""What a coder types for a claim, as the keys of the claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from evidence.model.claims import TERMS, LinkKind
from evidence.yaml.dump import Draft, Value
from evidence.yaml.locators import located
from evidence.yaml.values import ID

__all__ = [
    "Mistyped",
    "draft",
    "facets",
    "is_id",
    "links",
    "locator",
    "measure",
    "one_line",
    "pasted",
    "words",
]

_TERM = "|".join(sorted(TERMS, key=len, reverse=True))
_NEXT = re.compile(rf"[,;]\s*(?=[A-Za-z-]+\s*[=:]|(?:{_TERM})\b)")
_GIVEN = re.compile(r"([A-Za-z-]+)\s*[=:]\s*(\S.*)", re.DOTALL)
_SPOKEN = re.compile(rf"({_TERM})\s+(\S.*)", re.DOTALL)
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])-[ \t]*[\r\n]+\s*(?=[a-zà-ÿ])")


class Mistyped(ValueError):  # noqa: N818 - it says what is so, as every message does
    """What was typed cannot be taken for what was asked; its text says why."""


def one_line(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())


def pasted(text: str) -> str:
    r"""Return words copied out of a page as they would stand on one line.

    >>> pasted("name more vege-\ntables after\n  tasting")
    'name more vegetables after tasting'
    """
    return one_line(_LINE_HYPHEN.sub("", text.replace("\u00ad", "")))


def words(given: Iterable[str]) -> tuple[str, ...]:
    """Return ids or keys, of which several may stand in one text.

    >>> words(["kim2003, abel2005", "moore2010"])
    ('kim2003', 'abel2005', 'moore2010')
    """
    return tuple(word for text in given for word in re.split(r"[\s,]+", text) if word)


def locator(given: Iterable[str]) -> dict[str, str]:
    """Return the terms of a place, and their values.

    Raises: Mistyped if a part of it names no term, or a term is given twice.

    >>> locator(["section=2.1, paragraph=1"]), locator(["p. 12"]), locator(["heading: One, two"])
    ({'section': '2.1', 'paragraph': '1'}, {'page': '12'}, {'heading': 'One, two'})
    """
    found: dict[str, str] = {}
    for part in (part.strip() for text in given for part in _NEXT.split(text)):
        match = _GIVEN.fullmatch(part) or _SPOKEN.fullmatch(part)
        term, value = match.groups() if match else located(part) or ("", "")
        if not term:
            raise Mistyped(f"`{part}` is not a place; write it as `page=3` or `section=2.1`")
        if term in found:
            raise Mistyped(f"`{term}` is given twice")
        found[term] = one_line(value)
    return found


def facets(given: Iterable[str]) -> dict[str, str | tuple[str, ...]]:
    """Return facets with the value that is given for each, or several.

    Raises: Mistyped if one has no name or no value.

    >>> facets(["context=town", "role=effect", "context=country"])
    {'context': ('town', 'country'), 'role': 'effect'}
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (name and equals and value):
            raise Mistyped(f"`{text}` is not a facet; write it as `context=town`")
        found[name] = (*found.get(name, ()), value)
    return {name: some[0] if len(some) == 1 else some for name, some in found.items()}


def links(given: Iterable[str]) -> dict[str, Value]:
    """Return the links of a claim to others, by their kind.

    Raises: Mistyped if one names no kind or no claim.

    >>> links(["supports=kept_beds", "restates.weaker=lost_beds"])
    {'supports': ('kept_beds',), 'restates': ({'claim': 'lost_beds', 'how': 'weaker'},)}
    """
    found: dict[str, tuple[str | Mapping[str, Value], ...]] = {}
    for text in given:
        name, equals, claim = (part.strip() for part in text.partition("="))
        kind, dot, how = name.partition(".")
        if not (equals and claim) or kind not in set(LinkKind) or (dot and kind != "restates"):
            known = ", ".join(LinkKind)
            raise Mistyped(f"`{text}` is no link; write it as `supports=ID`, with one of {known}")
        link: str | Mapping[str, Value] = {"claim": claim, "how": how} if how else claim
        found[kind] = (*found.get(kind, ()), link)
    return dict(found)


def measure(given: Iterable[str]) -> dict[str, Value]:
    """Return the keys of a measure.

    Raises: Mistyped if one has no key or no value, or is given twice.

    >>> measure(["of=pupils who name ten", "value=40", "unit=percent", "parts.girls=22"])
    {'of': 'pupils who name ten', 'value': '40', 'unit': 'percent', 'parts': {'girls': '22'}}
    """
    found: dict[str, Value] = {}
    parts: dict[str, Value] = {}
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        part = name.removeprefix("parts.")
        among = parts if part != name else found
        if not (part and equals and value):
            raise Mistyped(f"`{text}` is no part of a measure; write it as `value=40`")
        if part in among:
            raise Mistyped(f"`{name}` is given twice")
        among[part] = one_line(value)
    return {**found, "parts": parts} if parts else found


def draft(
    *,
    id_: str | None,
    statement: str | None,
    sources: tuple[str, ...],
    at: dict[str, str],
    quote: str | None,
    elements: tuple[str, ...] = (),
    relates: tuple[str, ...] = (),
    unfitted: bool = False,
    chosen: dict[str, str | tuple[str, ...]] | None = None,
    via: tuple[str, ...] = (),
    read_in: str | None = None,
    attribution: str | None = None,
    voice: str | None = None,
    caveat: str | None = None,
    links: Mapping[str, Value] | None = None,
    measure: Mapping[str, Value] | None = None,
    memo: str | None = None,
    coder: str | None = None,
) -> Draft:
    """Return the keys of a claim in the order in which they are read best, without empty ones.

    Its last line is in its own words, the quote or the statement: where two
    people add a claim at one place, git then takes no line of both for shared.
    """
    said, quoted = one_line(statement or ""), pasted(quote or "")
    keys = {
        "id": id_,
        "statement": said if quoted else "",
        "sources": sources,
        "via": via,
        "read_in": read_in,
        "attribution": attribution,
        "voice": voice,
        "at": at,
        "elements": elements,
        "relates": relates,
        "unfitted": unfitted,
        **(chosen or {}),
        "measure": measure,
        **(links or {}),
        "caveat": one_line(caveat or ""),
        "memo": memo,
        "coder": coder,
    }
    last = {"quote": quoted} if quoted else {"statement": said}
    kept = {key: value for key, value in keys.items() if key not in last}
    keys = {**kept, **last}
    return {key: value for key, value in keys.items() if value}


def is_id(text: str) -> bool:
    """Return whether a text may be an id."""
    return re.fullmatch(ID, text) is not None
