"""Dates as CSL has them: parts, a season, "circa", or words.

CSL counts years before our era without a year 0, and writes the end of a range
that goes on as a 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.dates import Date, Moment, read_date, read_year

CslDate = dict[str, Any]
# In a range a season stands where the month does, as EDTF writes it.
SEASON = 20


def issued(fields: Mapping[str, str]) -> CslDate | None:
    """Return when a work appeared, None if the entry does not say.

    >>> issued({"date": "2013-10/2013-12"})
    {'date-parts': [[2013, 10], [2013, 12]]}
    >>> issued({"year": "c. 1850"})
    {'date-parts': [[1850]], 'circa': True}
    >>> issued({"year": "in press"})
    {'literal': 'in press'}
    """
    date = read_date(fields.get("date", "")) or read_year(
        fields.get("year", ""), fields.get("month", ""), fields.get("day", "")
    )
    return _csl(date) if date else None


def dated(text: str) -> CslDate | None:
    """Return a date or a range as biblatex writes them, None if there is none."""
    date = read_date(text)
    return _csl(date) if date else None


def _csl(date: Date) -> CslDate:
    if date.words:
        return {"literal": date.words}
    moments = [moment for moment in (date.first, date.last) if moment]
    if len(moments) == 1 and not date.open_end and moments[0].season:
        said: CslDate = {
            "date-parts": [_parts(moments[0]._replace(season=0))],
            "season": moments[0].season,
        }
    else:
        open_end = [[0]] if date.open_end else []
        said = {"date-parts": [*map(_parts, moments), *open_end]}
    return {**said, "circa": True} if date.circa else said


def _parts(moment: Moment) -> list[int]:
    year = moment.year if moment.year > 0 else moment.year - 1
    month = moment.month or (SEASON + moment.season if moment.season else 0)
    return [part for part in (year, month, moment.day) if part]
