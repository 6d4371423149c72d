"""What an item of a Zotero library says, as fields of BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from evidence.origins.given_text import line, rows

_TYPES = {
    "artwork": "artwork",
    "audioRecording": "audio",
    "blogPost": "online",
    "book": "book",
    "bookSection": "incollection",
    "case": "jurisdiction",
    "computerProgram": "software",
    "conferencePaper": "inproceedings",
    "dataset": "dataset",
    "dictionaryEntry": "inreference",
    "document": "misc",
    "encyclopediaArticle": "inreference",
    "film": "movie",
    "forumPost": "online",
    "journalArticle": "article",
    "letter": "letter",
    "magazineArticle": "article",
    "manuscript": "unpublished",
    "map": "misc",
    "newspaperArticle": "article",
    "patent": "patent",
    "podcast": "audio",
    "preprint": "online",
    "presentation": "unpublished",
    "report": "report",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis",
    "videoRecording": "video",
    "webpage": "online",
}
_FIELDS = (
    ("title", ("title", "caseName", "nameOfAct", "subject")),
    ("journaltitle", ("publicationTitle",)),
    ("booktitle", ("bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle")),
    ("volume", ("volume",)),
    ("number", ("issue", "reportNumber", "number")),
    ("pages", ("pages",)),
    ("publisher", ("publisher",)),
    ("institution", ("institution", "university")),
    ("location", ("place",)),
    ("doi", ("DOI",)),
    ("isbn", ("ISBN",)),
    ("issn", ("ISSN",)),
    ("url", ("url",)),
)
_ROLES = {"author": "author", "editor": "editor", "translator": "translator"}
_EXTRA = re.compile(
    r"^\s*(citation[ _-]?key|citekey|doi)\s*[:=]\s*(\S+)\s*$", re.IGNORECASE | re.MULTILINE
)
# a date of EDTF that is open, uncertain or a set
_VAGUE = re.compile(r"\.\.|[~?%\[\]{}]|^\s*/|/\s*$")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def entry_of(data: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the fields of BibTeX that an item of Zotero says, `ID` its citation key.

    A date that is open or uncertain, or names several years, tells no year here.
    """
    told = {"ENTRYTYPE": _TYPES.get(line(data.get("itemType")), "misc")}
    for field, names in _FIELDS:
        value = next((given for name in names if (given := line(data.get(name)))), "")
        if value:
            told[field] = value
    date = line(data.get("date"))
    if not _VAGUE.search(date) and len(years := set(_YEAR.findall(date))) == 1:
        told["year"] = years.pop()
    for role in dict.fromkeys(_ROLES.values()):
        if people := " and ".join(_people(data, role)):
            told[role] = people
    told.update(_in_extra(data, told))
    return told


def _in_extra(data: Mapping[str, Any], told: Mapping[str, str]) -> Mapping[str, str]:
    extra = data.get("extra")
    lines = "\n".join(map(str, extra)) if isinstance(extra, list) else str(extra or "")
    keys = {name[0].lower(): value for name, value in _EXTRA.findall(lines)}
    key = line(data.get("citationKey")) or keys.get("c", "")
    doi = told.get("doi") or keys.get("d", "")
    return {**({"ID": key} if key else {}), **({"doi": doi} if doi else {})}


def _people(data: Mapping[str, Any], role: str) -> Iterator[str]:
    for person in rows(data.get("creators")):
        if _ROLES.get(line(person.get("creatorType"))) == role:
            last, first = line(person.get("lastName")), line(person.get("firstName"))
            whole = line(person.get("name"))
            if whole or (last and not first):
                yield f"{{{whole or last}}}" if " " in (whole or last) else whole or last
            elif last:
                yield f"{last}, {first}"


def name_of(data: Mapping[str, Any]) -> str:
    """Return what a person knows an item by: who, when, and its title."""
    people = [person for role in _ROLES.values() for person in _people(data, role)]
    who = people[0].partition(",")[0].strip("{}") if people else ""
    entry = entry_of(data)
    head = " ".join(part for part in (who, entry.get("year", "")) if part)
    title = entry.get("title", "")
    return ": ".join(part for part in (head, title) if part) or line(data.get("key"))
