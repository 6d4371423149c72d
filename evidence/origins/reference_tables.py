"""Tables of references, as databases and reference managers write them: rows as what they say."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from evidence.diagnostics import CannotGoOn
from evidence.origins import bibliographic as words
from evidence.origins.bibliographic import Said
from evidence.origins.reference_tags import said_of_isi
from evidence.origins.tagged_records import ISI

_HEADINGS = {
    **dict.fromkeys(
        ("title", "article title", "document title", "item title", "primary_title", "ti"),
        words.TITLE,
    ),
    **dict.fromkeys(
        ("author", "authors", "author names", "author full names", "first_authors", "author(s)"),
        words.AUTHOR,
    ),
    **dict.fromkeys(("editor", "editors", "secondary_authors", "book editors"), words.EDITOR),
    "series editor": words.SERIES_EDITOR,
    **dict.fromkeys(("translator", "subsidiary_authors"), words.TRANSLATOR),
    **dict.fromkeys(
        (
            "journal",
            "journal/book",
            "publication title",
            "source title",
            "alternate_title3",
            "journal_name",
            "secondary_title",
            "book title",
            "proceedings title",
            "publication",
        ),
        words.CONTAINER,
    ),
    **dict.fromkeys(
        (
            "journal abbreviation",
            "abbreviated source title",
            "alternate_title2",
            "alternate_title1",
        ),
        words.SHORT_CONTAINER,
    ),
    **dict.fromkeys(("series", "series title", "tertiary_title"), words.SERIES),
    **dict.fromkeys(("year", "publication year", "publication_year"), words.YEAR),
    **dict.fromkeys(("date", "publication date"), words.DATE),
    **dict.fromkeys(("access date", "access_date"), words.ACCESSED),
    "volume": "volume",
    **dict.fromkeys(("issue", "number"), "number"),
    **dict.fromkeys(("number of volumes", "number_of_volumes"), "volumes"),
    **dict.fromkeys(("pages", "page range"), words.PAGES),
    **dict.fromkeys(("page start", "start page", "start_page"), words.FIRST_PAGE),
    **dict.fromkeys(("page end", "end page", "end_page"), words.LAST_PAGE),
    **dict.fromkeys(("art. no.", "article number"), "eid"),
    **dict.fromkeys(("doi", "doi link"), "doi"),
    **dict.fromkeys(("url", "link", "pdf link", "article url", "urls"), words.ADDRESS),
    **dict.fromkeys(("issn", "isbn", "isbns", "eissn", "e-issn"), words.STANDARD_NUMBER),
    **dict.fromkeys(("pmid", "pubmed id"), "pmid"),
    **dict.fromkeys(("pmcid", "pmc id"), "pmcid"),
    "publisher": words.PUBLISHER,
    **dict.fromkeys(("place", "place_published", "place of publication"), "address"),
    **dict.fromkeys(("abstract", "abstract note", "notes_abstract"), "abstract"),
    **dict.fromkeys(
        ("keywords", "author keywords", "manual tags", "index keywords", "automatic tags"),
        words.KEYWORD,
    ),
    **dict.fromkeys(("notes", "extra"), words.NOTE),
    **dict.fromkeys(("language", "language of original document"), "language"),
    "edition": "edition",
    "num pages": "pagetotal",
    **dict.fromkeys(("conference name", "meeting name", "conference title"), "eventtitle"),
    **dict.fromkeys(("type", "type_of_work"), words.WORK_TYPE),
    **dict.fromkeys(("short title", "short_title"), "shorttitle"),
    "original title": "origtitle",
    **dict.fromkeys(("call number", "call_number"), "call-number"),
    **dict.fromkeys(("citation key", "citationkey"), words.KEY),
}
_KIND_HEADINGS = ("item type", "type_of_reference", "document type", "publication type")
_KIND_WORDS = {
    "journalarticle": "JOUR",
    "article": "JOUR",
    "review": "JOUR",
    "editorial": "JOUR",
    "letter": "JOUR",
    "note": "JOUR",
    "ieee journals": "JOUR",
    "magazinearticle": "MGZN",
    "newspaperarticle": "NEWS",
    "book": "BOOK",
    "booksection": "CHAP",
    "book chapter": "CHAP",
    "conferencepaper": "CPAPER",
    "conference paper": "CPAPER",
    "ieee conferences": "CPAPER",
    "thesis": "THES",
    "report": "RPRT",
    "webpage": "ELEC",
    "blogpost": "BLOG",
    "dataset": "DATA",
    "computerprogram": "COMP",
    "preprint": "UNPB",
    "manuscript": "MANSCPT",
    "patent": "PAT",
    "standard": "STAND",
}
_LISTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_PERSON_WITH_INITIALS = re.compile(r"[^,;]*\w[^,;]*\s(?:[A-Z]\.?[ -]?){1,4}")
_SEPARATORS = ",;\t|"
_LEAST_HEADINGS = 2


def table_of(text: str, *, whole: bool) -> tuple[list[str], list[list[str]]] | None:
    """Return the headings and the rows of a table of references, None if it is none."""
    line = text.lstrip("\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=line.count)
    try:
        reader = csv.reader(io.StringIO(text.lstrip("\n")), delimiter=separator)
        head = [cell.strip() for cell in next(reader, [])]
        known = {_HEADINGS[one.casefold()] for one in head if one.casefold() in _HEADINGS}
        isi = {"PT", "AU", "TI"} <= set(head)
        if not isi and (words.TITLE not in known or len(known) < _LEAST_HEADINGS):
            return None
        return head, list(reader) if whole else []
    except csv.Error as error:
        if not whole:
            return None
        raise CannotGoOn(
            f"the table cannot be read in line {reader.line_num}: {error}",
            "save it as CSV again, with quotes around cells of several lines",
        ) from error


def said_in_row(head: Sequence[str], row: Sequence[str]) -> Said:
    """Return what a row says, by what its columns are called."""
    cells = dict(zip(head, row, strict=False))
    if {"PT", "AU", "TI"} <= set(head):
        return said_of_isi(
            [
                (tag, part)
                for tag, text in cells.items()
                for part in (text.split(";") if tag in ISI.lists else [text])
            ]
        )
    folded = {heading.casefold(): text.strip() for heading, text in cells.items()}
    kind = next((folded[one] for one in _KIND_HEADINGS if folded.get(one)), "")
    said = Said(_row_kind(kind, folded))
    for heading, text in cells.items():
        low = heading.casefold()
        if low in _KIND_HEADINGS or not text.strip():
            continue
        word = _HEADINGS.get(low, "")
        if word in {words.AUTHOR, words.EDITOR, words.TRANSLATOR, words.SERIES_EDITOR}:
            if low == "authors" and folded.get("author full names"):
                continue  # the short form says nothing more
            for person in _people(text, said):
                said.add(word, person, heading)
        elif word in {words.KEYWORD, words.STANDARD_NUMBER}:
            for part in _parts(text):
                said.add(word, part, heading)
        else:
            said.add(
                word,
                re.sub(r"\s*\([^()]*\)$", "", text) if low == "author full names" else text,
                heading,
            )
    return said


def _row_kind(kind: str, folded: Mapping[str, str]) -> str:
    """Return what a row is: what it says, else an article where it names a journal."""
    if kind.upper() in words.TYPES:
        return kind.upper()
    if known := _KIND_WORDS.get(kind.casefold()):
        return known
    journal = ("journal", "journal/book", "alternate_title3", "publication title", "source title")
    return "JOUR" if not kind and any(folded.get(one) for one in journal) else "GEN"


def _parts(text: str) -> list[str]:
    if text.startswith("[") and text.endswith("]"):
        return [found[1] or found[2] for found in _LISTED.finditer(text)]
    return text.split(";" if ";" in text else ",")


def _people(text: str, said: Said) -> Iterator[str]:
    """Yield the persons of a cell."""
    if text.startswith("[") and text.endswith("]"):
        yield from _parts(text)
    elif ";" in text:
        yield from (re.sub(r"\s*\(\d+\)$", "", part.strip()) for part in text.split(";"))
    elif " and " in text:
        yield from text.split(" and ")
    elif text.count(",") > 1 or _PERSON_WITH_INITIALS.fullmatch(text.partition(",")[0]):
        parts = [part.strip() for part in text.split(",")]
        if not all(map(_PERSON_WITH_INITIALS.fullmatch, parts)):
            said.approximated.append("its authors are parted at each comma")
        yield from parts
    else:
        yield text
