"""Sources from CSL JSON: the way back of `evidence.references.csl`."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from evidence.bibtex.latex_markup import escaped
from evidence.bibtex.names import Names
from evidence.diagnostics import CannotGoOn
from evidence.model.sources import Name, Source
from evidence.origins.bibliographic import Described, citable
from evidence.references.kinds import csl_type
from evidence.references.smallhtml import marks

_TYPES = {
    "article": "unpublished",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "book": "book",
    "broadcast": "video",
    "chapter": "incollection",
    "dataset": "dataset",
    "document": "misc",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "graphic": "artwork",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "motion_picture": "movie",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "song": "audio",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal",
    "webpage": "online",
}
CSL_TYPES = "|".join(map(re.escape, _TYPES))
_TEXTS = {
    "title": "title",
    "title-short": "shorttitle",
    "shortTitle": "shorttitle",
    "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal",
    "volume": "volume",
    "part": "part",
    "status": "pubstate",
    "number-of-volumes": "volumes",
    "number-of-pages": "pagetotal",
    "chapter-number": "chapter",
    "version": "version",
    "edition": "edition",
    "event-title": "eventtitle",
    "event": "eventtitle",
    "event-place": "venue",
    "original-title": "origtitle",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "publisher-place": "address",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "DOI": "doi",
    "URL": "url",
    "call-number": "call-number",
    "abstract": "abstract",
    "keyword": "keywords",
    "annote": "annotation",
    "note": "note",
    "genre": "type",
    "language": "language",
}
_PEOPLE = {
    "translator": "translator",
    "container-author": "bookauthor",
    "collection-editor": "editora",
    "compiler": "compiler",
    "composer": "composer",
    "director": "director",
    "illustrator": "illustrator",
    "interviewer": "interviewer",
    "narrator": "narrator",
    "performer": "performer",
    "producer": "producer",
}
_DATES = {"accessed": "urldate", "event-date": "eventdate", "original-date": "origdate"}
_ARTICLES = frozenset({"article", "periodical", "review"})
_IN_SERIES = frozenset({"book", "incollection", "inproceedings", "inreference"})
_INSTITUTIONS = frozenset({"thesis", "report"})
_SEASONS = {"1": "21", "2": "22", "3": "23", "4": "24"}
_WHOLE = re.compile(r"-?\d{1,4}")
_TAGS = {
    "i": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "sc": ('<span class="small-caps">', "</span>"),
    "nocase": ('<span class="nocase">', "</span>"),
}
_BETWEEN = re.compile(r"(?<=\w)-{1,2}(?=\w)")


def items_of(name: str, text: str) -> tuple[list[Any], int]:
    """Return the items of a file, and how many its list has.

    Raises: CannotGoOn if it is no JSON, or no list of items.
    """
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise CannotGoOn(f"{name}: lists within lists, too deep to be references") from error
    except ValueError as error:
        raise CannotGoOn(f"{name}: this is no JSON: {error}", "export it again") from error
    if isinstance(whole, dict):
        whole = whole["items"] if isinstance(whole.get("items"), list) else [whole]
    if not isinstance(whole, list):
        raise CannotGoOn(f"{name}: this is no list of references", "export it as CSL JSON")
    return whole, len(whole)


def described_item(item: object) -> Described | None:
    """Return the source that an item describes, None if it is no item."""
    if not isinstance(item, dict) or not isinstance(item.get("type", ""), str):
        return None
    if not item.keys() & {"type", "title", "author", "DOI", "URL", "id", "citation-key"}:
        return None
    return _Item(item).described()


class _Item:
    def __init__(self, item: Mapping[str, Any]) -> None:
        self.item = dict(item)
        self.kind = str(self.item.pop("type", "document") or "document")
        self.type = _TYPES.get(self.kind, "misc")
        self.fields: dict[str, str] = {}
        self.rich: dict[str, str] = {}
        self.lost: Counter[str] = Counter()
        self.approximated: list[str] = []

    def described(self) -> Described:
        self._type()
        key = self._key()
        authors, others = self._names("author")
        editors, more = self._names("editor")
        people = {}
        for variable, role in _PEOPLE.items():
            names, _ = self._names(variable)
            if names:
                people[role] = names
                self.fields[role] = Names(names).text
        self._containers()
        self._numbers()
        self._dates()
        if "publisher" in self.item:
            self._put("institution" if self.type in _INSTITUTIONS else "publisher", "publisher")
        for variable, name in _TEXTS.items():
            if variable in self.item and name not in self.fields:
                self._put(name, variable)
        self.lost.update({variable: 1 for variable, value in self.item.items() if _says(value)})
        source = Source(
            key, self.type, authors, editors, others or more, self.fields, self.rich, people=people
        )
        return Described(source, dict(sorted(self.lost.items())), tuple(self.approximated))

    def _type(self) -> None:
        if self.kind in {"article-magazine", "article-newspaper"}:
            self.fields["entrysubtype"] = self.kind.removeprefix("article-")
        elif csl_type(self.type, {"url": "x"} if self.type == "misc" else {}) != self.kind and (
            self.kind not in {"document", "webpage"}
        ):
            self.approximated.append(f"its type `{self.kind}` is kept as `{self.type}`")

    def _key(self) -> str:
        said = [str(self.item.pop(name, "") or "") for name in ("citation-key", "id")]
        for name, text in zip(("citation-key", "id"), said, strict=True):
            if citable(text):
                return text
            if text:
                self.lost[name] += 1
        return ""

    def _text(self, variable: str) -> tuple[str, str]:
        """Take a variable as plain text and as rich text, "" where it has no markup."""
        value = self.item.pop(variable, "")
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            if _says(value):
                self.lost[variable] += 1
            return "", ""
        pieces = marks(" ".join(str(value).split()))
        plain = "".join(piece.text for piece in pieces if piece.kind == "text")
        opened = [_TAGS[p.text] for p in pieces if p.kind != "text" and p.text in _TAGS]
        if not opened:
            return plain, ""
        rich = "".join(
            escaped(piece.text)
            if piece.kind == "text"
            else _TAGS.get(piece.text, ("", ""))[piece.kind == "close"]
            for piece in pieces
        )
        return plain, rich

    def _put(self, name: str, variable: str) -> None:
        plain, rich = self._text(variable)
        if plain:
            self.fields[name] = plain
            if rich:
                self.rich[name] = rich

    def _containers(self) -> None:
        where = "journal" if self.type in _ARTICLES else "booktitle"
        self._put(where, "container-title")
        self._put("series", "collection-title")
        if "volume-title" in self.item:
            self._put("issuetitle" if self.type in _ARTICLES else "maintitle", "volume-title")

    def _numbers(self) -> None:
        if "page" in self.item:
            self._put("pages", "page")
            if "pages" in self.fields:
                self.fields["pages"] = _BETWEEN.sub("–", self.fields["pages"], count=1)
        if self.type in _ARTICLES:
            self._put("number", "issue")
        elif "issue" in self.item:
            self._put("issue", "issue")
        own = "collection-number" if self.type in _IN_SERIES else "number"
        if own in self.item and "number" not in self.fields:
            self._put("number", own)

    def _dates(self) -> None:
        for variable, name in (("issued", "date"), *_DATES.items()):
            if variable not in self.item:
                continue
            value = self.item.pop(variable)
            said = _date(value)
            if said:
                self.fields[name] = said
            elif name == "date" and (words := _words(value)):
                self.fields["year"] = words
            elif _says(value):
                self.lost[variable] += 1
        date = self.fields.get("date", "")
        if re.fullmatch(r"\d{4}", date):
            self.fields["year"] = self.fields.pop("date")

    def _names(self, variable: str) -> tuple[tuple[Name, ...], bool]:
        said = self.item.pop(variable, None)
        if not isinstance(said, list):
            if _says(said):
                self.lost[variable] += 1
            return (), False
        names: list[Name] = []
        others = False
        for one in said:
            name = _name(one)
            if name is None:
                self.lost[variable] += 1
            elif name.literal.casefold() in {"others", "et al.", "et al"}:
                others = True
            else:
                names.append(name)
        return tuple(names), others


def _says(value: object) -> bool:
    return value not in (None, "", [], {})


def _name(one: object) -> Name | None:
    if not isinstance(one, dict):
        return None
    parts = {key: " ".join(str(value).split()) for key, value in one.items() if _says(value)}
    if parts.get("literal"):
        return Name(literal=parts["literal"])
    particle = " ".join(
        parts[key] for key in ("dropping-particle", "non-dropping-particle") if key in parts
    )
    name = Name(parts.get("family", ""), parts.get("given", ""), particle, parts.get("suffix", ""))
    if not name.family and name.given:
        return Name(family=name.given)
    return name if name.family else None


def _date(value: object) -> str:
    """Return a date of CSL as biblatex writes it, "" for words or nothing."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) and re.fullmatch(r"[\d/-]{4,}", value) else ""
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not 1 <= len(parts) <= 2:
        return ""
    sides = [_moment(side, value.get("season")) for side in parts]
    if not sides[0] or (len(sides) == 2 and not sides[1]):
        return ""
    doubt = "~" if value.get("circa") else ""
    return "/".join(side if side == ".." else f"{side}{doubt}" for side in sides)


def _moment(side: object, season: object) -> str:
    """Return one side of a range, ".." for an open one, "" for what is none."""
    parts = [str(part) for part in side if _says(part)] if isinstance(side, list) else []
    if not 1 <= len(parts) <= 3 or not all(map(_WHOLE.fullmatch, parts)):
        return ""
    first, *rest = map(int, parts)
    if first == 0:
        return ".."
    year = first if first > 0 else first + 1
    written = f"{year:04}" if year >= 0 else f"-{-year:04}"
    if not rest and (division := _SEASONS.get(str(season))):
        return f"{written}-{division}"
    return "-".join([written, *(f"{part:02}" for part in rest)])


def _words(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("literal") or value.get("raw")
    return " ".join(value.split()) if isinstance(value, str) else ""
