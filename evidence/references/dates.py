"""Dates: BibTeX's year and month, biblatex's EDTF, as CSL has them.

What is not a date ("in press", "forthcoming") stays the words that it is. A
year that somebody suffixed by hand (2013a) loses the letter: styles count anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# EDTF writes seasons as months 21 to 24, and CSL as 1 to 4.
_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}
_EDTF = re.compile(
    r"(?P<year>[+-]?\d{4}|y-?\d{5,9}|\d{2,3}[Xxu]{1,2})(?:-(?P<month>\d\d|[Xxu]{2}))?"
    r"(?:-(?P<day>\d\d|[Xxu]{2}))?(?:T[\d:.Z+-]*)?(?P<doubt>[?~%]{0,2})"
)
_YEAR = re.compile(
    r"[\[(]?(?P<circa>(?:c\.|ca\.?|circa)\s*)?(?P<year>\d{4})[a-z]?(?P<doubt>\??)[\])]?"
)
_YEARS = re.compile(r"(?P<first>\d{4})\s*(?:/|–|-)\s*(?P<last>\d{4}|\d{2})")
_NUMBER = re.compile(r"\d{1,2}")
_WORD = re.compile(r"[^\W\d_]+")
_NOTHING = frozenset({"", "unknown", "n.d.", "nd", "s.a.", "t.t.", "no date"})
_MOST_MONTHS = 12
_MOST_DAYS = 31

Date = dict[str, Any]


def issued(fields: Mapping[str, str]) -> Date | None:
    """Return when a work appeared, None if the entry does not say.

    >>> issued({"date": "2013-10/2013-12"})
    {'date-parts': [[2013, 10], [2013, 12]]}
    >>> issued({"year": "c. 1850"})
    {'date-parts': [[1850]], 'circa': True}
    >>> issued({"year": "in press"})
    {'literal': 'in press'}
    """
    if date := dated(fields.get("date", "")):
        return date
    year = fields.get("year", "").strip()
    if year.lower() in _NOTHING:
        return None
    if found := _YEAR.fullmatch(year):
        parts = [int(found["year"]), *_month_and_day(fields)]
        date = {"date-parts": [parts]}
        doubtful = found["circa"] or found["doubt"]
        return {**date, "circa": True} if doubtful else date
    if found := _YEARS.fullmatch(year):
        first, last = found["first"], found["last"]
        last = first[:2] + last if len(last) < len(first) else last
        return {"date-parts": [[int(first)], [int(last)]]}
    return dated(year) or {"literal": year}


def dated(text: str) -> Date | None:
    """Return a date or a range as biblatex writes them, None if there is none."""
    text = text.strip()
    if text.lower() in _NOTHING:
        return None
    first, slash, last = text.partition("/")
    begin, end = _one(first), _one(last)
    if slash and begin and end:
        date: Date = {"date-parts": [*begin["date-parts"], *end["date-parts"]]}
        circa = "circa" in begin or "circa" in end
        return {**date, "circa": True} if circa else date
    if begin or end:  # a range that is open on one side says when it begins or ends
        return begin or end
    if found := _YEARS.fullmatch(text):
        return {"date-parts": [[int(found["first"])], [int(found["last"])]]}
    return {"literal": text} if not slash else None


def _one(text: str) -> Date | None:
    found = _EDTF.fullmatch(text.strip())
    if not found:
        return None
    year = found["year"].removeprefix("y")
    if year[-1] in "Xxu":
        digits = year.rstrip("Xxu")
        return {
            "date-parts": [
                [int(digits.ljust(len(year), "0"))],
                [int(digits.ljust(len(year), "9"))],
            ],
            "circa": True,
        }
    parts = [int(year)]
    date: Date = {"date-parts": [parts]}
    if found["month"] and found["month"].isdecimal():
        month = int(found["month"])
        if month in _SEASONS:
            date["season"] = _SEASONS[month]
        elif 1 <= month <= _MOST_MONTHS:
            parts.append(month)
            if found["day"] and found["day"].isdecimal() and 1 <= int(found["day"]) <= _MOST_DAYS:
                parts.append(int(found["day"]))
    if found["doubt"]:
        date["circa"] = True
    return date


def _month_and_day(fields: Mapping[str, str]) -> list[int]:
    """Read `month` as names (May, mei, 10 January) or a number, and `day` beside it."""
    text = fields.get("month", "")
    months = [
        _MONTHS.index(word[:3].lower()) + 1
        for word in _WORD.findall(text)
        if word[:3].lower() in _MONTHS
    ]
    numbers = [int(number) for number in _NUMBER.findall(text)]
    if not months:
        numbers, months = numbers[1:], [n for n in numbers[:1] if 1 <= n <= _MOST_MONTHS]
    if not months:
        return []
    written = fields.get("day", "").strip()
    days = [int(written)] if written.isdecimal() and len(written) <= 2 else numbers
    if len(months) == 1 and len(days) == 1 and 1 <= days[0] <= _MOST_DAYS:
        return [months[0], days[0]]
    return months[:1]
