"""Whether what an entry says twice is one: a field that is given twice, a date and its year."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evidence.bibtex.identifiers import identified
from evidence.bibtex.latex import decode
from evidence.bibtex.names import PEOPLE, read_names
from evidence.bibtex.urls import as_it_stands, verbatim
from evidence.dates import read_date, read_year

_DATES = frozenset({"date", "urldate", "eventdate", "origdate"})
_NUMBERS = frozenset({"doi", "isbn", "issn"})
_RANGES = frozenset({"pages", "volume", "number"})
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_YEAR = "2000"  # of two months


def alike(name: str, first: str, other: str) -> bool:
    """Say whether two values of a field come out as one text.

    >>> alike("month", "feb", "2"), alike("pages", "1--9", "1-9"), alike("year", "2001", "2002")
    (True, True, False)
    >>> alike("author", "Kim, Ann", "Ann Kim"), alike("doi", "10.1/a", "https://doi.org/10.1/A")
    (True, True)
    """
    if first.split() == other.split():
        return True
    return _said(name, first) == _said(name, other)


def contradicted(fields: Mapping[str, str]) -> str:
    """Return the name of BibTeX's field that says otherwise than `date`, "" where none does.

    >>> contradicted({"date": "2019-05", "year": "2020"})
    'year'
    >>> contradicted({"date": "2019-05", "year": "2019", "month": "may"})
    ''
    """
    date = read_date(fields.get("date", ""))
    if not date or not date.first:
        return ""
    year, month = fields.get("year", ""), fields.get("month", "")
    alone = read_year(year) if year else None
    if alone and (alone.words or (alone.first and alone.first.year != date.first.year)):
        return "year"
    told = read_year(f"{date.first.year:04}", month) if month and date.first.year >= 0 else None
    if told and told.first and told.first[1:] != date.first._replace(day=told.first.day)[1:]:
        return "month"
    return ""


def _said(name: str, value: str) -> object:
    """Return what a value says, for all that it may be written in several ways."""
    if name in PEOPLE:
        names = read_names(value)
        return names.names, names.others
    if name in _DATES:
        return read_date(verbatim(value))
    if name in _NUMBERS:
        text = identified({name: value})[name].text
        return text.casefold() if name == "doi" else _DASHES.sub("", text)
    if as_it_stands(name):
        return verbatim(value).casefold()
    plain = decode(value).plain
    if name == "month":
        return read_year(_YEAR, plain) or plain
    return _DASHES.sub("-", plain) if name in _RANGES else plain.casefold()
