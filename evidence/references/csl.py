"""Sources as CSL-JSON, which every citation processor takes.

An item says what the entry says and nothing else: no field is guessed, and what
CSL has no place for is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from evidence.model.sources import Name, Source
from evidence.references.dates import dated, issued
from evidence.references.kinds import csl_type, genre, language_code
from evidence.references.smallhtml import from_plain, from_rich

Item = dict[str, Any]

# CSL variable -> the fields that it may come from, the first one that is there.
_TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title-short", ("shorttitle",)),
    ("collection-title", ("series",)),
    ("container-title-short", ("shortjournal",)),
    ("volume", ("volume",)),
    ("part", ("part",)),
    ("number-of-volumes", ("volumes",)),
    ("number-of-pages", ("pagetotal", "numpages")),
    ("chapter-number", ("chapter",)),
    ("version", ("version",)),
    ("event-title", ("eventtitle",)),
    ("event-place", ("venue",)),
    ("publisher-place", ("address", "location")),
    ("original-title", ("origtitle",)),
    ("original-publisher", ("origpublisher",)),
    ("original-publisher-place", ("origlocation",)),
    ("ISBN", ("isbn",)),
    ("ISSN", ("issn",)),
    ("PMID", ("pmid",)),
    ("PMCID", ("pmcid",)),
    ("call-number", ("library", "call-number")),
    ("abstract", ("abstract",)),
    ("keyword", ("keywords",)),
    ("note", ("note",)),
    ("annote", ("annotation", "annote")),
)
_ROLES = {
    "translator": "translator",
    "bookauthor": "container-author",
}
_PARTS = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
_NUMBERED = frozenset({"report", "patent", "standard", "legislation", "legal_case", "manuscript"})
_HOUSES = ("publisher", "institution", "school", "organization")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|mailto:", re.IGNORECASE)
_EDITION = re.compile(r"(\d+)(?:st|nd|rd|th)?\.?(?:\s+ed(?:ition|n|\.)?\.?)?", re.IGNORECASE)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905
)


def csl_items(sources: Iterable[Source]) -> tuple[Item, ...]:
    """Return the sources as CSL-JSON items, in their order.

    Shape: each is valid against CSL's own schema of its input. Text is CSL's
           small HTML, made so that only our own tags count as tags.
    """
    return tuple(_item(source) for source in sources)


def _item(source: Source) -> Item:
    fields = source.fields
    kind = csl_type(source.type, fields)
    item: Item = {"id": source.key, "type": kind}
    for variable, names in _TEXTS:
        for name in names:
            if name in fields:
                item[variable] = _text(source, name)
                break
    item.update(_titles(source, kind))
    item.update(_people(source))
    item.update(_numbers(source, kind))
    item.update(_addresses(fields))
    if house := _house(source):
        item["publisher"] = house
    if named := genre(source.type, fields):
        item["genre"] = from_plain(named)
    if language := language_code(fields):
        item["language"] = language
    if date := issued(fields):
        item["issued"] = date
    for variable, name in (
        ("accessed", "urldate"),
        ("event-date", "eventdate"),
        ("original-date", "origdate"),
    ):
        if date := dated(fields.get(name, "")):
            item[variable] = date
    return item


def _text(source: Source, name: str) -> str:
    rich = source.rich.get(name)
    return from_rich(rich) if rich else from_plain(source.fields[name])


def _titles(source: Source, kind: str) -> Item:
    titles: Item = {}
    if title := _with_subtitle(source, "title", "subtitle", "titleaddon"):
        titles["title"] = title
    if kind in _PARTS:
        container = _with_subtitle(source, "booktitle", "booksubtitle", "booktitleaddon")
        container = container or _with_subtitle(source, "journal", "", "")
    elif kind == "book":
        container = _with_subtitle(source, "maintitle", "mainsubtitle", "maintitleaddon")
    else:
        container = (
            _with_subtitle(source, "journaltitle", "journalsubtitle", "")
            or _with_subtitle(source, "journal", "", "")
            or _with_subtitle(source, "booktitle", "booksubtitle", "booktitleaddon")
        )
    if container:
        titles["container-title"] = container
    return titles


def _with_subtitle(source: Source, title: str, subtitle: str, addition: str) -> str:
    if title not in source.fields:
        return ""
    text = _text(source, title)
    if subtitle in source.fields:
        joint = " " if text[-1:] in "?!:" else ": "
        text = f"{text}{joint}{_text(source, subtitle)}"
    if addition in source.fields:
        text = f"{text}. {_text(source, addition)}"
    return text


def _people(source: Source) -> Item:
    people: Item = {}
    if source.authors:
        people["author"] = _names(source.authors, others=source.others)
    if source.editors:
        people["editor"] = _names(source.editors, others=source.others and not source.authors)
    for field, role in _ROLES.items():
        if names := source.people.get(field):
            people[role] = _names(names, others=False)
    return people


def _names(names: Iterable[Name], *, others: bool) -> list[dict[str, str]]:
    written = [_name(name) for name in names]
    # The word that CSL processors read as "et al.", in the language of the text.
    return [*written, {"literal": "others"}] if others else written


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": from_plain(name.literal)}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: from_plain(text) for part, text in parts.items() if text}


def _numbers(source: Source, kind: str) -> Item:
    fields = source.fields
    numbers: Item = {}
    if pages := fields.get("pages"):
        numbers["page"] = from_plain(pages.replace("–", "-"))
    if edition := fields.get("edition"):
        numbers["edition"] = from_plain(_edition(edition))
    if number := fields.get("number", fields.get("issue")):
        if kind in _NUMBERED:
            variable = "number"
        elif kind == "book" or kind in _PARTS:
            variable = "collection-number"
        else:
            variable = "issue"
        numbers[variable] = from_plain(number)
    return numbers


def _edition(text: str) -> str:
    if found := _EDITION.fullmatch(text.strip()):
        return found[1]
    word = text.split(" ", 1)[0].lower()
    return str(_ORDINALS.index(word) + 1) if word in _ORDINALS else text


def _house(source: Source) -> str:
    """Return who published a work, or how it was published."""
    houses = [_text(source, name) for name in _HOUSES if name in source.fields][:1]
    published = source.fields.get("howpublished", "")
    if published and not _ADDRESS.match(published):
        houses.append(_text(source, "howpublished"))
    return "; ".join(dict.fromkeys(houses))


def _addresses(fields: Mapping[str, str]) -> Item:
    addresses: Item = {}
    doi = _DOI.sub("", fields.get("doi", "")).strip()
    published = fields.get("howpublished", "")
    url = fields.get("url") or (published if _ADDRESS.match(published) else _archived(fields))
    if doi:
        addresses["DOI"] = doi
    if url and _DOI.sub("", url).lower() != doi.lower():
        addresses["URL"] = url
    return addresses


def _archived(fields: Mapping[str, str]) -> str:
    kind = (fields.get("eprinttype") or fields.get("archiveprefix") or "").lower()
    number = fields.get("eprint", "").removeprefix("arXiv:").strip()
    return f"https://arxiv.org/abs/{number}" if kind == "arxiv" and number else ""
