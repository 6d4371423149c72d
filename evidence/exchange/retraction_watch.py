"""The table of Retraction Watch, as Crossref publishes it: what journals said of works later.

A work is known by its DOI or its PubMed id. A title alone is a question: only
people know whether it is the same work.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from evidence.bibtex import identifiers
from evidence.diagnostics import CannotGoOn
from evidence.model import Notice, Source
from evidence.synthesis.works import doi_of

_COLUMNS = ("Title", "RetractionDate", "OriginalPaperDOI", "RetractionNature")
_NATURES = {
    "retraction": "retraction",
    "expression of concern": "concern",
    "correction": "correction",
    "reinstatement": "reinstatement",
}
# the table writes month, day and year, and the time of day
_DAY = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ISO = re.compile(r"\s*(\d{4}-\d{2}-\d{2})\b")
_NUMBER = re.compile(r"\s*(\d{1,9})(?:\.0*)?\s*")
_PUBMED = re.compile(r"(?:\bPMID\s*:?\s*|pubmed\S*?/)(\d{1,8})\b", re.IGNORECASE)
_PREFIX = re.compile(
    r"^\s*(?:\[?(?:retracted|withdrawn|expression of concern|correction|retraction)\b[^:\]]{0,40}"
    r"[:\]]+\s*)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
# titles of fewer words are no ground for a question, nor are words of fewer letters
_FEWEST_WORDS, _SHORTEST = 4, 3
# of the words of two titles that one is asked about, this share is common to both
_ALIKE = 0.7


class By(StrEnum):
    """By what a source was known in the table."""

    DOI = "DOI"
    PUBMED = "PubMed id"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A row of the table: a work, and a notice of its journal.

    Shape: `pmid` and `doi` are the work's, "" where the table has none; the
           notice has the DOI of its own. `nature` is what the table calls it.
    """

    line: int
    title: str
    doi: str
    pmid: str
    nature: str
    notice: Notice | None


@dataclass(frozen=True, slots=True)
class NoticeOf:
    """What the table says of a source.

    Shape: `rows` are all rows of the work, the oldest first; `notice` is what
           holds after all of them. Found `by` its title it is a question.
    """

    source: str
    by: By
    rows: tuple[NoticeRow, ...]
    notice: Notice | None


def notice_rows(path: str, data: bytes) -> tuple[NoticeRow, ...]:
    """Return the rows of the table.

    Raises: CannotGoOn if it is another table.
    """
    reader = csv.DictReader(io.StringIO(_decoded(data), newline=""))
    names = reader.fieldnames or ()
    missing = [name for name in _COLUMNS if name not in names]
    if missing:
        raise CannotGoOn(
            f"{path}: this is not the table of Retraction Watch: it has no column `{missing[0]}`",
            "Crossref publishes it as a CSV file, retraction_watch.csv",
        )
    return tuple(_row(reader.line_num, row) for row in reader)


def notices_of(rows: Iterable[NoticeRow], sources: Mapping[str, Source]) -> tuple[NoticeOf, ...]:
    """Return what the table says of each source, in the order of the library.

    Shape: what is known by its DOI or its PubMed id is not asked for by title.
    """
    by_doi: dict[str, list[str]] = {}
    by_pmid: dict[str, list[str]] = {}
    for key, source in sources.items():
        if doi := doi_of(source):
            by_doi.setdefault(doi, []).append(key)
        if pmid := _pmid_of(source):
            by_pmid.setdefault(pmid, []).append(key)
    titles = _Titles(sources)
    found: dict[str, tuple[By, list[NoticeRow]]] = {}
    asked: dict[str, list[NoticeRow]] = {}
    for row in rows:
        known = [(key, By.DOI) for key in by_doi.get(row.doi, ()) if row.doi]
        known += [(key, By.PUBMED) for key in by_pmid.get(row.pmid, ()) if row.pmid]
        for key, by in dict(reversed(known)).items():
            found.setdefault(key, (by, []))[1].append(row)
        sure = {key for key, _ in known}
        for key in titles.like(row.title):
            if key not in sure:
                asked.setdefault(key, []).append(row)
    told = {key: _told(key, by, its) for key, (by, its) in found.items()}
    questions = {key: _told(key, By.TITLE, its) for key, its in asked.items() if key not in told}
    return tuple((told | questions)[key] for key in sources if key in told or key in questions)


def _told(key: str, by: By, rows: list[NoticeRow]) -> NoticeOf:
    ordered = sorted(rows, key=lambda row: (row.notice.date if row.notice else "", row.line))
    notices = [row.notice for row in ordered if row.notice is not None]
    # a work is out from its retraction until it is reinstated, whatever else is said of it
    decisive = [one for one in notices if one.nature in {"retraction", "reinstatement"}]
    holds = (decisive or notices)[-1] if notices else None
    return NoticeOf(key, by, tuple(ordered), holds)


def _row(line: int, row: Mapping[str, str | None]) -> NoticeRow:
    def cell(name: str) -> str:
        return (row.get(name) or "").strip()

    said = cell("RetractionNature")
    nature = _NATURES.get(said.casefold(), "")
    notice = Notice(nature, _day(cell("RetractionDate")), _doi(cell("RetractionDOI")))
    return NoticeRow(
        line=line,
        title=cell("Title"),
        doi=_doi(cell("OriginalPaperDOI")),
        pmid=_number(cell("OriginalPaperPubMedID")),
        nature=said,
        notice=notice if nature else None,
    )


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _doi(text: str) -> str:
    """Return a DOI in small letters, "" of what is none: the table says "unavailable"."""
    told = identifiers.doi(text) if text else None
    return told.text.casefold() if told and not told.wrong else ""


def _number(text: str) -> str:
    """Return a PubMed id; spreadsheets make 36035816.0 of it, and 0 of none."""
    found = _NUMBER.fullmatch(text)
    return found[1].lstrip("0") if found else ""


def _day(text: str) -> str:
    if found := _DAY.match(text):
        month, day, year = found.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    found = _ISO.match(text)
    return found[1] if found else ""


def _pmid_of(source: Source) -> str:
    """Return the PubMed id of an entry, wherever it says it."""
    fields = source.fields
    if fields.get("eprinttype", "").casefold() == "pubmed":
        return _number(fields.get("eprint", ""))
    if pmid := _number(fields.get("pmid", "")):
        return pmid
    for name in ("note", "url", "annote", "annotation", "addendum"):
        if found := _PUBMED.search(fields.get(name, "")):
            return found[1]
    return ""


class _Titles:
    """The titles of a library, by their words."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.words = {key: _title_words(source.title) for key, source in sources.items()}
        self.holding: dict[str, list[str]] = {}
        for key, words in self.words.items():
            for word in words if len(words) >= _FEWEST_WORDS else ():
                self.holding.setdefault(word, []).append(key)

    def like(self, title: str) -> Iterator[str]:
        """Yield the sources with a title that may be this one."""
        words = _title_words(title)
        shared: dict[str, int] = {}
        for word in words if len(words) >= _FEWEST_WORDS else ():
            for key in self.holding.get(word, ()):
                shared[key] = shared.get(key, 0) + 1
        for key, number in shared.items():
            if number >= _ALIKE * len(words | self.words[key]):
                yield key


def _title_words(title: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", _PREFIX.sub("", title).casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return frozenset(word for word in _WORD.findall(letters) if len(word) >= _SHORTEST)
