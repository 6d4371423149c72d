"""A claim as cells of a table, and back: a column a key, with nothing lost.

What a cell holds: a text as it is; several ids joined by "; "; a place as
`page 12; section 2.1`; what has keys of its own (a measure, a link with its
reason, another passage) as YAML. A text in another language has a column of
its own, `statement (id)`. A form that would not come back as it was gives way
to YAML.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from evidence.model import Claim, Framework, Measure, Wording
from evidence.model import fields as kinds
from evidence.model.claims import TERMS
from evidence.model.fields import fields_of
from evidence.yaml.dump import Draft, Indent, Value, entries, item
from evidence.yaml.locators import locator
from evidence.yaml.nodes import Entries, Items, Node
from evidence.yaml.parser import load
from evidence.yaml.values import ID

# the column that says what a row held when it was written
MARK = "as exported"
CLAIMS, CODEBOOK, EXPORTED = "Claims", "Codebook", "As exported"
# the words of the codebook's first column for what is no key of a claim
ELEMENT, SOURCE, CODER = "elements", "sources", "coder"
LANGUAGE = "language of the review"

_ID = re.compile(ID)
_HEAD = re.compile(r"(?P<key>[^()\s]+)\s*\(\s*(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*\)")
_APART = re.compile(r"\s*[;\n]\s*")
_APART_OR_COMMA = re.compile(r"\s*[;,\n]\s*")
_PLACE = re.compile(rf"({'|'.join(sorted(TERMS, key=len, reverse=True))})[\s:.]+(\S.*)", re.DOTALL)
_AS_YAML = ("- ", "[", "{")
_CURLY = str.maketrans("“”„‘’", '"""\'\'')
_TRUE = frozenset(("true", "yes", "y", "x", "1", "ya", "wahr", "vrai", "✓"))
_FALSE = frozenset(("false", "no", "n", "0", "tidak", "falsch", "faux"))
# a change is missed once in four thousand million
_HASH = 8


@dataclass(frozen=True, slots=True)
class ClaimColumn:
    """A column of a table of claims: its head, the key that it holds, and what may stand in it.

    Shape: `language` is that of a text in another language than the review's;
           `choices` are the words that may stand there, () where any may.
    """

    head: str
    key: str
    kind: Any
    language: str = ""
    choices: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """Return what stands there, as a sentence for whoever writes it."""
        return str(self.kind.meaning)

    @property
    def several(self) -> bool:
        """Return whether several words may stand in one cell."""
        return isinstance(self.kind, kinds.Several | kinds.Facets)


class UnreadableCellError(ValueError):
    """A cell that cannot be read, and why."""


def claim_columns(languages: Iterable[str], framework: Framework) -> tuple[ClaimColumn, ...]:
    """Return a column for each key of a claim, `languages` being the others of the review.

    A facet that bears the name of a key is that facet: there is no such key in the review then.
    """
    facets = {key: facet for key, facet in framework.facets.items() if facet.on == "claims"}
    others, known = tuple(languages), _keys()
    made: list[ClaimColumn] = []
    for key, kind in known.items():
        if key in facets:
            continue
        choices = kind.choices if isinstance(kind, kinds.Choice) else ()
        made.append(ClaimColumn(key, key, kind, choices=choices))
        if isinstance(kind, kinds.Text):
            made += [ClaimColumn(f"{key} ({code})", key, kind, code) for code in others]
    spread = [
        ClaimColumn(key, key, kinds.Facets(f"A facet: {facet.label.first}."), "", (*facet.values,))
        for key, facet in facets.items()
    ]
    first = sorted(made, key=lambda column: _place(column.key))
    cut = next(n for n, column in enumerate(first) if _place(column.key) >= _FACETS_AT)
    return (*first[:cut], *spread, *first[cut:])


def column_named(head: str, facets: Collection[str]) -> ClaimColumn | None:
    """Return the column that a head names, None if no key and none of the facets bears it."""
    name = " ".join(head.split())
    by_fold = {key.casefold(): key for key in facets}
    if name.casefold() in by_fold:
        return ClaimColumn(name, by_fold[name.casefold()], kinds.Facets(""))
    translated = _HEAD.fullmatch(name)
    key = (translated["key"] if translated else name).casefold()
    kind = _keys().get(key)
    if kind is None or (translated and not isinstance(kind, kinds.Text)):
        return None
    return ClaimColumn(name, key, kind, translated["language"] if translated else "")


def is_id(text: object) -> bool:
    """Return whether a text can be the id of a claim."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def languages_in(claims: Iterable[Claim], default: str) -> tuple[str, ...]:
    """Return the languages that texts of claims are in beside the default one, sorted."""
    texts = [f.name for f in fields_of(Claim) if isinstance(f.kind, kinds.Text)]
    found = {code for one in claims for name in texts for code in getattr(one, name).translations}
    return tuple(sorted(found - {default}))


def cells(claim: Claim, columns: Sequence[ClaimColumn], language: str) -> dict[str, str]:
    """Return what stands in the cells of a claim's row, by the heads of their columns.

    Shape: `language` is the default one. A key that is not said has no cell.
    """
    said = draft_of(claim)
    made: dict[str, str] = {}
    for column in columns:
        value = said.get(column.key)
        if isinstance(column.kind, kinds.Text) and isinstance(value, Mapping):
            value = value.get(column.language or language)
        elif column.language:
            value = None
        if value is not None:
            made[column.head] = _cell(column.kind, value)
    return made


def draft_in(
    row: Mapping[str, str], columns: Sequence[ClaimColumn], language: str
) -> tuple[dict[str, Value], dict[str, str]]:
    """Return the keys that the cells of a row hold, and why others cannot be read, by key.

    Shape: `row` gives cells by the heads of their columns. What a key holds if
           nothing is said (an author's voice) is left out.
    """
    said: dict[str, Value] = {}
    wrong: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    for column in columns:
        cell = row.get(column.head, "").strip()
        if not cell:
            continue
        if isinstance(column.kind, kinds.Text):
            texts.setdefault(column.key, {})[column.language or language] = cell
            said.setdefault(column.key, "")  # it keeps its place
            continue
        try:
            value = _value(column.kind, cell)
        except UnreadableCellError as why:
            wrong[column.key] = str(why)
            continue
        if value is not None and value != _default(column.key):
            said[column.key] = value
    for key, given in texts.items():
        by_language = dict(sorted(given.items(), key=lambda pair: (pair[0] != language, pair[0])))
        said[key] = by_language.get(language, "") if set(by_language) == {language} else by_language
    return said, wrong


def draft_of(claim: Claim) -> dict[str, Value]:
    """Return a claim as it is written, without what it says if nothing is said."""
    said = _written(Claim, claim)
    for facet, values in claim.facets.items():
        said[facet] = values[0] if len(values) == 1 else tuple(values)
    return said


def mark(key: str, said: Draft, without: Collection[str] = ()) -> str:
    """Return what a row is known by later: the claim's id, and a hash of each key.

    Shape: of keys that are `without` none is told.
    """
    told = (f"{name}:{_hash(value)}" for name, value in said.items() if name not in without)
    return "; ".join((key, *told))


def marked(text: str) -> tuple[str, Mapping[str, str]]:
    """Return the id and the hashes that a mark holds, by key; ("", {}) if it is none."""
    key, *told = text.strip().split("; ")
    pairs = [part.rpartition(":") for part in told]
    if not key or not all(name and len(sign) == _HASH for name, _, sign in pairs):
        return "", {}
    return key, {name: sign for name, _, sign in pairs}


def changed(
    exported: Mapping[str, str], said: Draft, within: Collection[str]
) -> Mapping[str, Value]:
    """Return the keys that hold something else than when they were exported, "" where nothing.

    Shape: `within` are the keys that have a column still.
    """
    now = {name: _hash(value) for name, value in said.items()}
    names = dict.fromkeys((*exported, *now))
    return {
        name: said.get(name, "")
        for name in names
        if name in within and exported.get(name) != now.get(name)
    }


# What coders fill in first; behind it stand the facets, then what is seldom needed.
_ORDER = (
    "id", "sources", "at", "quote", "statement", "elements", "", "attribution", "voice",
    "caveat", "memo", "coder", "read_in", "via", "draws_on", "short", "unfitted", "relates",
    "defines", "measure", "supports", "contradicts", "qualifies", "restates", "not_comparable",
    "also", "prefix", "suffix", "quote_lang", "credibility", "allow", "proposed", "accepted",
    "rejected",
)  # fmt: skip
_FACETS_AT = _ORDER.index("")
# what most coders fill in; the other columns are folded up where no row needs them
USUAL = frozenset(_ORDER[: _ORDER.index("via")]) - {""}


def _place(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


@cache
def _keys() -> Mapping[str, Any]:
    """Return the kinds of what is written in a claim, by key; facets are no keys of its own."""
    return dict(_entries(Claim))


def _entries(noun: type) -> Iterator[tuple[str, Any]]:
    for field in fields_of(noun):
        if isinstance(field.kind, kinds.Inline):
            yield from _entries(field.kind.of)
        elif not (isinstance(field.kind, kinds.Facets) and field.kind.spread) and not isinstance(
            field.kind, kinds.HeldBy
        ):
            yield field.key, field.kind


@cache
def _default(key: str) -> Value | None:
    """Return what a key of a claim holds where nothing is said, if that is a word."""
    found = next((f.default for f in fields(Claim) if f.name == key), None)
    return str(found) if isinstance(_keys().get(key), kinds.Choice) and found else None


def _written(noun: type, value: Any) -> dict[str, Value]:
    """Return the keys of a noun as they are written, without those that say nothing."""
    defaults = {field.name: field.default for field in fields(noun)}
    numbers = value.written if isinstance(value, Measure) else {}
    said: dict[str, Value] = {}
    for field in fields_of(noun):
        kind, held = field.kind, getattr(value, field.name)
        if isinstance(kind, kinds.HeldBy) or (isinstance(kind, kinds.Facets) and kind.spread):
            continue
        if held is None or held == defaults[field.name]:
            continue
        if isinstance(kind, kinds.Inline):
            said |= _numbered(_written(kind.of, held), numbers)
        elif isinstance(kind, kinds.Keyed) and isinstance(kind.each, kinds.Number):
            said[field.key] = {
                k: numbers.get(f"{field.key}.{k}", f"{v:g}") for k, v in held.items()
            }
        elif isinstance(kind, kinds.Number):
            said[field.key] = numbers.get(field.key, f"{held:g}")
        elif held or isinstance(kind, kinds.Flag):
            said[field.key] = _written_as(kind, held)
    return said


def _numbered(said: dict[str, Value], numbers: Mapping[str, str]) -> dict[str, Value]:
    return {key: numbers.get(key, value) for key, value in said.items()}


def _written_as(kind: Any, held: Any) -> Value:  # noqa: PLR0911 - a line for each kind
    match kind:
        case kinds.Text():
            wording: Wording = held
            return dict(wording.translations) if wording.translations else wording.plain
        case kinds.At():
            return dict(held.terms)
        case kinds.Flag():
            return bool(held)
        case kinds.Noun(of=noun, short=short):
            said = _written(noun, held)
            alone = said.get(short)
            return alone if len(said) == 1 and isinstance(alone, str) else said
        case kinds.Several(each=each):
            return tuple(_of_list(_written_as(each, one)) for one in held)
        case kinds.Keyed(each=each):
            return {name: _written_as(each, one) for name, one in held.items()}
        case kinds.Reasons():
            return dict(held)
    return str(held)


def _of_list(value: Value) -> str | Mapping[str, Value]:
    assert isinstance(value, str | Mapping), "a list holds words or what has keys"
    return value


def _cell(kind: Any, value: Value) -> str:
    """Return a value as a cell holds it: in the plainest form that comes back as it is."""
    for form in _FORMS:
        made = form(kind, value)
        if made is not None and _comes_back(kind, made, value):
            return made
    return json.dumps(value, ensure_ascii=False) if isinstance(kind, kinds.At) else _yaml(value)


def _comes_back(kind: Any, made: str, value: Value) -> bool:
    try:
        return _value(kind, made) == value
    except UnreadableCellError:
        return False


def _plain(kind: Any, value: Value) -> str | None:
    del kind
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else None


def _joined(kind: Any, value: Value) -> str | None:
    del kind
    if not isinstance(value, tuple):
        return None
    words = [word for word in value if isinstance(word, str)]
    return "; ".join(words) if len(words) == len(value) else None


def _located(kind: Any, value: Value) -> str | None:
    if not isinstance(kind, kinds.At) or not isinstance(value, Mapping):
        return None
    return "; ".join(f"{term} {place}" for term, place in value.items())


_FORMS: tuple[Callable[[Any, Value], str | None], ...] = (_plain, _joined, _located)


def _yaml(value: Value) -> str:
    if isinstance(value, Mapping):
        return entries(value).rstrip("\n")
    if isinstance(value, tuple):
        lines = (
            f"- {json.dumps(one, ensure_ascii=False)}\n"
            if isinstance(one, str)
            else item(one, Indent(0, 2))
            for one in value
        )
        return "".join(lines).rstrip("\n")
    return str(value)


def _value(kind: Any, cell: str) -> Value | None:  # noqa: PLR0911 - a line for each kind
    """Return what a cell says; None where it says nothing.

    Raises: UnreadableCellError.
    """
    match kind:
        case kinds.Flag():
            return _flag(cell)
        case kinds.At():
            return _at(cell)
        case kinds.Facets():
            chosen = _words(cell, _APART_OR_COMMA)
            return chosen[0] if len(chosen) == 1 else chosen or None
        case kinds.Choice(choices=words):
            return next((word for word in words if word.casefold() == cell.casefold()), cell)
        case kinds.Several(each=kinds.Noun(short=short)) if short and not cell.startswith(_AS_YAML):
            return _words(cell, _APART_OR_COMMA) or None
        case kinds.Several(each=kinds.Ref() | kinds.Relation()) if not cell.startswith(_AS_YAML):
            return _words(cell, _APART_OR_COMMA) or None
        case kinds.Several() | kinds.Noun() | kinds.Keyed() | kinds.Reasons():
            return _of_node(kind, _node(cell))
    return cell


def _words(cell: str, apart: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in apart.split(cell.strip()) if word))


def _flag(cell: str) -> bool | None:
    said = cell.casefold()
    if said in _TRUE:
        return True
    if said in _FALSE:
        return None
    raise UnreadableCellError(f"`{cell}` is neither true nor false")


def _at(cell: str) -> Value:
    """Return the terms of a place: `page 12; section 2.1`, or `p. 12`, or a page number alone."""
    if cell.startswith("{"):
        return _of_node(kinds.At(""), _node(cell))
    found: dict[str, str] = {}
    for part in _APART.split(cell):
        term, value = _term(part)
        if not term or term in found:
            raise UnreadableCellError(f"`{part}` is no place such as `page 12` or `section 2.1`")
        found[term] = value
    return found


def _term(part: str) -> tuple[str, str]:
    said = _PLACE.fullmatch(part.strip())
    if said:
        return said[1], said[2]
    if re.fullmatch(r"\d+(?:[-–]\d+)?", part.strip()):
        return "page", part.strip()
    return locator(part) or ("", "")


def _node(cell: str) -> Node:
    """Return the tree of a cell that holds YAML; typographic quotes are taken for straight ones."""
    for text in (cell, cell.translate(_CURLY)):
        loaded = load(text)
        if loaded.stop is None and not loaded.found and len(loaded.documents) == 1:
            return loaded.documents[0][1]
    why = loaded.stop.problem if loaded.stop else "it is no YAML of one piece"
    raise UnreadableCellError(why)


def _of_node(kind: Any, node: Node) -> Value:
    """Return what a tree says, flags as such; what does not fit is kept as it is."""
    if isinstance(node, Items):
        each = kind.each if isinstance(kind, kinds.Several) else kinds.Word("")
        return tuple(_of_list(_of_node(each, one)) for one in node)
    if isinstance(node, Entries):
        if isinstance(kind, kinds.Noun):
            known = dict(_entries(kind.of))
            return {key: _of_node(known.get(key), value) for key, value in node.items()}
        each = kind.each if isinstance(kind, kinds.Keyed) else kinds.Word("")
        return {key: _of_node(each, value) for key, value in node.items()}
    if isinstance(kind, kinds.Flag):
        return _flag(node or "") is True
    if isinstance(kind, kinds.Noun) and not kind.short:
        raise UnreadableCellError(f"`{node}` has no keys, as in `{_example(kind)}`")
    return node or ""


def _example(kind: kinds.Noun) -> str:
    return f"{next(iter(dict(_entries(kind.of))))}: …"


def _hash(value: Value) -> str:
    told = json.dumps(value, ensure_ascii=False, sort_keys=True)
    told = told.replace("\\r\\n", "\\n")
    composed = told if told.isascii() else unicodedata.normalize("NFC", told)
    return hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
