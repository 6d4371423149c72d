"""Sources as CSL-JSON, which every citation processor takes.

An item says what the entry says and nothing else: no field is guessed, and what
CSL has no place for is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from evidence.model.sources import OF_ARXIV, Name, Source, says_nothing
from evidence.references import bare_numbers
from evidence.references.dates import dated, issued
from evidence.references.kinds import csl_type, genre, language_code
from evidence.references.smallhtml import from_plain, from_rich

Item = dict[str, Any]

# CSL variable -> the fields that it may come from, the first one that is there.
_TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title-short", ("shorttitle",)),
    ("container-title-short", ("shortjournal",)),
    ("part", ("part",)),
    ("status", ("pubstate",)),
    ("number-of-volumes", ("volumes",)),
    ("number-of-pages", ("pagetotal", "numpages")),
    ("chapter-number", ("chapter",)),
    ("version", ("version",)),
    ("event-title", ("eventtitle",)),
    ("event-place", ("venue",)),
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
    ("annote", ("annotation", "annote")),
)
# The names that biblatex has for a role, and CSL's variable; CSL has no other for the rest.
_ROLES = {
    "translator": "translator",
    "bookauthor": "container-author",
    **dict.fromkeys(
        ("afterword", "annotator", "commentator", "foreword", "introduction"), "contributor"
    ),
    **{
        role: role
        for role in (
            "compiler",
            "composer",
            "director",
            "illustrator",
            "interviewer",
            "narrator",
            "performer",
            "producer",
        )
    },
}
# What an `editortype` makes of an editor; any other one is an editor of some kind.
_EDITORS = {
    **{role: role for role in _ROLES.values() if role != "container-author"},
    "executiveproducer": "executive-producer",
    "organizer": "organizer",
    "scriptwriter": "script-writer",
    "seriescreator": "series-creator",
    "host": "host",
    "curator": "curator",
    "chair": "chair",
}
_FURTHER_EDITORS = ("editora", "editorb", "editorc")
_PARTS = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
_IN_SERIES = frozenset({"book"}) | _PARTS
_IN_ISSUES = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "periodical", "review"}
)
# Lists, in which "and others" is a word of the format.
_LISTS = frozenset(
    {"address", "institution", "location", "organization", "origlocation", "origpublisher"}
    | {"publisher", "school"}
)
_OTHERS = re.compile(r"\s+and\s+others$")
_HOUSES = ("school", "institution", "organization", "publisher")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_IS_DOI = re.compile(r"10(?:\.\d+)*/\S+").fullmatch
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|mailto:", re.IGNORECASE)
_EDITION = re.compile(
    r"(\d+|[^\W\d_]+)(?:st|nd|rd|th)?\.?(?:\s+ed(?:ition|n|\.)?\.?)?", re.IGNORECASE
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
# Where the numbers of other collections lead.
_COLLECTIONS = {
    "arxiv": "https://arxiv.org/abs/",
    "googlebooks": "https://books.google.com/books?id=",
    "hdl": "https://hdl.handle.net/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
}
_NUMBER = re.compile(r"[\w./:-]+").fullmatch


def csl_items(sources: Iterable[Source]) -> tuple[Item, ...]:
    """Return the sources as CSL-JSON items, in their order.

    Shape: each is valid against CSL's own schema of its input. Text is CSL's
           small HTML, made so that only our own tags count as tags.
    """
    return tuple(_item(source) for source in sources)


def _with_what_is_said(source: Source) -> Source:
    """Return a source without the fields that say that there is nothing."""
    empty = {name for name, text in source.fields.items() if says_nothing(name, text)}
    if not empty:
        return source
    kept = {name: text for name, text in source.fields.items() if name not in empty}
    return replace(source, fields=kept)


def _item(source: Source) -> Item:
    source = _with_what_is_said(source)
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
    item.update(_notes(source))
    item.update(_published(source, kind))
    if named := genre(source.type, fields):
        item["genre"] = from_plain(named)
    if language := language_code(fields):
        item["language"] = language
    if date := issued(fields):
        item["issued"] = date
    for variable, name in (("accessed", "url"), ("event-date", "event"), ("original-date", "orig")):
        # The year alone is an older way of biblatex.
        if date := dated(fields.get(f"{name}date", "")) or dated(fields.get(f"{name}year", "")):
            item[variable] = date
    return item


def _text(source: Source, name: str) -> str:
    rich = source.rich.get(name)
    text = from_rich(rich) if rich else from_plain(source.fields[name])
    return _OTHERS.sub(" et al.", text) if name in _LISTS else text


def _titles(source: Source, kind: str) -> Item:
    """Return the titles: of the work, of the volume that it is or is in, of its whole."""
    title = _with_subtitle(source, "title", "subtitle", "titleaddon")
    main = _with_subtitle(source, "maintitle", "mainsubtitle", "maintitleaddon")
    booktitle = _with_subtitle(source, "booktitle", "booksubtitle", "booktitleaddon")
    journal = _with_subtitle(
        source, "journaltitle", "journalsubtitle", "journaltitleaddon"
    ) or _with_subtitle(source, "journal", "journalsubtitle", "")
    issue = _with_subtitle(source, "issuetitle", "issuesubtitle", "issuetitleaddon")
    volume = container = ""
    if kind in _PARTS:
        container, volume = (main, booktitle) if main else (booktitle or journal, "")
    elif kind == "book":
        title, volume = (main, title) if main and title else (title or main, "")
    else:
        container, volume = journal or booktitle or main, issue
    if source.type == "periodical" and issue:
        title, container, volume = issue, title, ""
    said = {"title": title, "container-title": container, "volume-title": volume}
    if series := source.fields.get("series", ""):
        said["collection-title"] = _series(source, series, kind)
    return {variable: text for variable, text in said.items() if text}


def _series(source: Source, series: str, kind: str) -> str:
    """Return a series; a journal's may be a number alone, as biblatex has it."""
    if kind not in _IN_ISSUES or not series.isdecimal() or len(series) > 2:
        return _text(source, "series")
    number = int(series)
    ending = "th" if number // 10 == 1 else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending} series"


def _notes(source: Source) -> Item:
    """Return what stands beside a reference: the addendum is printed behind it."""
    notes = [_text(source, name) for name in ("note", "addendum") if name in source.fields]
    if not notes:
        return {}
    joined = " ".join(text if text[-1:] in ".?!" else f"{text}." for text in notes[:-1])
    item: Item = {"note": f"{joined} {notes[-1]}".strip()}
    if "addendum" in source.fields:
        item["custom"] = {"addendum": notes[-1]}
    return item


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
        role = _EDITORS.get(source.fields.get("editortype", "").lower(), "editor")
        people[role] = _names(source.editors, others=source.others and not source.authors)
    for field, role in _ROLES.items():
        if names := source.people.get(field):
            people.setdefault(role, []).extend(_names(names, others=False))
    for field in _FURTHER_EDITORS:
        if names := source.people.get(field):
            kind = source.fields.get(f"{field}type", "").lower()
            role = _EDITORS.get(kind, "contributor" if kind else "editor")
            people.setdefault(role, []).extend(_names(names, others=False))
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
    # an article without pages has a number in their place
    if pages := fields.get("pages") or fields.get("eid", ""):
        numbers["page"] = from_plain(bare_numbers.pages(pages))
    if volume := fields.get("volume"):
        numbers["volume"] = from_plain(bare_numbers.volume(volume))
    if edition := fields.get("edition"):
        numbers["edition"] = from_plain(_edition(edition))
    number, issue = (bare_numbers.issue(fields.get(name, "")) for name in ("number", "issue"))
    if kind in _IN_ISSUES:
        numbers["issue"] = ", ".join(from_plain(text) for text in (number, issue) if text)
    elif number:
        variable = "collection-number" if kind in _IN_SERIES else "number"
        numbers[variable] = from_plain(number)
    if issue and kind not in _IN_ISSUES:
        numbers["issue"] = from_plain(issue)
    return {variable: text for variable, text in numbers.items() if text}


def _edition(text: str) -> str:
    """Return the number of an edition; other words (a printing, "revised") stay."""
    found = _EDITION.fullmatch(text.strip())
    if not found:
        return text
    word = found[1].lower()
    if word.isdecimal():
        return found[1]
    return str(_ORDINALS.index(word) + 1) if word in _ORDINALS else text


def _published(source: Source, kind: str) -> Item:
    """Return who published a work and where; of a patent, where it holds."""
    places = (_text(source, name) for name in ("address", "location") if name in source.fields)
    said = {
        "publisher": _house(source),
        "jurisdiction" if kind == "patent" else "publisher-place": next(places, ""),
    }
    return {variable: text for variable, text in said.items() if text}


def _house(source: Source) -> str:
    """Return who published a work, or how it was published."""
    houses = [_text(source, name) for name in _HOUSES if name in source.fields]
    published = source.fields.get("howpublished", "")
    if published and not _ADDRESS.match(published):
        houses.append(_text(source, "howpublished"))
    return "; ".join(dict.fromkeys(houses))


def _addresses(fields: Mapping[str, str]) -> Item:
    addresses: Item = {}
    said = _DOI.sub("", fields.get("doi", "")).strip()
    doi = said if _IS_DOI(said) else ""
    published = fields.get("howpublished", "")
    url = fields.get("url") or (published if _ADDRESS.match(published) else _archived(fields))
    if not url and not doi and _ADDRESS.match(fields.get("doi", "")):
        url = fields["doi"]
    if doi:
        addresses["DOI"] = doi
    if url and _DOI.sub("", url).lower() != doi.lower():
        addresses["URL"] = url
    return addresses


def _archived(fields: Mapping[str, str]) -> str:
    """Return where a work is in the collection that its `eprint` is a number of."""
    kind = (fields.get("eprinttype") or fields.get("archiveprefix") or "").lower()
    number = fields.get("eprint", "").removeprefix("arXiv:").strip()
    if kind not in _COLLECTIONS or not _NUMBER(number):
        return ""
    if kind == "arxiv" and not OF_ARXIV(number):
        return ""  # a link would lead nowhere
    return f"{_COLLECTIONS[kind]}{number}"
