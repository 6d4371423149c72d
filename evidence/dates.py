"""When: dates as bibliographies write them, read into what they say.

biblatex's EDTF, BibTeX's year and month, and what people write instead: "March
2019", "9/2015", "12--14 June 2019". Years count as in EDTF, with a year 0. What
cannot be kept of a date is said in `wrong`; what is no date stays the words
that it is.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from evidence.unseen import without_unseen


class Moment(NamedTuple):
    """A year, as exactly as it is known; `season` is 1 for spring to 4 for winter."""

    year: int
    month: int = 0
    day: int = 0
    season: int = 0


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a range.

    Shape: `first` is None for a range that is open at its beginning, or where
           there are `words` alone; `open_end` says that a range goes on.
           `wrong` says what is odd or lost, "" where nothing is.
    """

    first: Moment | None = None
    last: Moment | None = None
    open_end: bool = False
    circa: bool = False
    words: str = ""
    wrong: str = ""


class _Side(NamedTuple):
    """One side of a range, or the whole of what is none."""

    first: Moment
    last: Moment | None = None
    circa: bool = False
    wrong: str = ""


_MONTH_NAMES = tuple(
    tuple(line.split())
    for line in """
    january januar janvier enero gennaio janeiro januari jan
    february februar fevrier febrero febbraio fevereiro februari feb
    march marz mars marzo marco maart maret mrz mar
    april avril abril aprile apr
    may mai mayo maggio maio mei
    june juni juin junio giugno junho jun
    july juli juillet julio luglio julho jul
    august aout agosto augustus agustus aug
    september septembre septiembre settembre setembro sept sep
    october oktober octobre octubre ottobre outubro oct okt
    november novembre noviembre novembro nov
    december dezember decembre diciembre dicembre dezembro desember dec dez
    """.strip().splitlines()
)
_SEASON_NAMES = (
    ("spring", "spr", "fruhling", "fruhjahr", "printemps"),
    ("summer", "sommer", "ete"),
    ("autumn", "fall", "herbst", "automne"),
    ("winter", "hiver"),
)
_SHORTEST = 3
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "o"})
_QUIET = _ORDINALS | frozenset(
    (  # noqa: SIM905 - words read best in a row
        "the of de del d di a le and bis to und accessed visited published online anno ad mon "
        "tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday "
        "saturday sunday"
    ).split()
)
_NOTHING = frozenset(
    {"", "unknown", "n.d.", "nd", "n.d", "s.a.", "s.d.", "t.t.", "no date", "undated"}
    | {"tanpa tahun", "t.th.", "o.j.", "o. j.", "s. a.", "s.f.", "s. f.", "n. d."}
)
_DECADE = re.compile(r"(?:(?:tahun|the)\s+)?(\d{3})0(?:['’]?s|er|-?an)(?:\s+Jahre)?", re.IGNORECASE)
_OPEN = frozenset({"", "..", "open", "unknown"})
# What stands where a date will be one day: it is printed in its place.
_STATES = re.compile(
    r"(?:in[ -]?press|forthcoming|submitted|accepted|to appear|in preparation|under review|inprep"
    r"|in review|inpreparation|unpublished|ahead of print|dalam proses|im erscheinen|im druck"
    r"|preprint|prepublished|pre-published)\b.{0,40}",
    re.IGNORECASE,
)
_EDTF = re.compile(
    r"(?P<year>[+-]?\d{4}|[yY]-?\d{5,9}|\d{1,3}[Xxu]{1,3})(?P<year_doubt>[?~%]?)"
    r"(?:-(?P<month>\d\d|[Xxu]{2})(?P<month_doubt>[?~%]?))?"
    r"(?:-(?P<day>\d\d|[Xxu]{2})(?:[T ]\d[\d:.Z+-]*)?)?(?P<doubt>[?~%]{0,2})"
)
_YEAR_ALONE = re.compile(
    r"[\[(<©]?\s*(?P<circa>(?:c\.|ca\.?|circa|approx\.?)\s*)?(?P<year>\d{3,4})(?P<letter>[a-z]?)"
    r"\s*(?P<doubt>[?~]?)[\])>]?[.,;]?(?P<era>\s*(?:B\.?C\.?(?:E\.?)?|v\.\s?Chr\.))?"
)
_YEARS = re.compile(r"(?P<first>\d{4})\s*(?:/|–|—|--?|to\b|bis\b)\s*(?P<last>\d{4}|\d{1,2})")
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})")
_YEAR_MONTH_DAY = re.compile(
    r"(?P<year>\d{4})(?P<mark>[/.-])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?\.?"
)
_DAY_MONTH_YEAR = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[/.-])\s?(?P<two>\d{1,2})(?P=mark)\s?(?P<year>\d{4})"
)
# 2019年5月4日, 04-May-2019, 2019-May-04
_OF_CJK = re.compile(r"(\d{4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일号])?)?")
_NAMED_MONTH = re.compile(r"(\d{1,4})-([^\W\d_]{3,}\.?)(?:-(\d{1,4}))?")
_HYPHENS = str.maketrans("\u2010\u2011\u2212", "---")
_EN_DASHED = re.compile(r"(?<=^\d{4})\u2013(\d\d)\u2013(?=\d\d$)")
_CLOSE = re.compile(r"(1\d{3}|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_WORD = re.compile(r"[^\W\d_]+|\d+|[-–—/&+]+|[?~]")
_DASH = re.compile(r"[-–—/&+]+")
_MONTHS = 12
_DIGITS_OF_A_YEAR = 4
# EDTF's divisions of a year: seasons, anywhere, in the north and in the south.
_SEASONS = {
    **{21 + n: 1 + n for n in range(4)},
    **{25 + n: 1 + n for n in range(4)},
    **{29 + n: 1 + n for n in range(4)},
}
_LAST_DIVISION = 41
_LONGEST = 200
_FUTURE, _HUGE = 2200, 9999


@lru_cache(maxsize=4096)
def read_date(text: str) -> Date | None:
    """Return a date or a range as biblatex writes them, None if there is none.

    >>> read_date("2013-10/2013-12").last
    Moment(year=2013, month=12, day=0, season=0)
    >>> read_date("2019-02-30").wrong
    'the month has no day 30'
    """
    text = _plain(text)
    if text.lower() in _NOTHING:
        return None
    return _far(_ranged(text) or _years(text, in_date=True) or _words(text))


@lru_cache(maxsize=4096)
def read_year(year: str, month: str = "", day: str = "") -> Date | None:
    """Return when something appeared by BibTeX's fields, None if there is no year.

    >>> read_year("2013", "10 January").first
    Moment(year=2013, month=1, day=10, season=0)
    """
    year = _plain(year)
    if year.lower() in _NOTHING:
        return None
    alone = _year_alone(year)
    if alone is None:
        date = _years(year) or _ranged(year) or _words(year)
        if month and not date.wrong and (date.words or not date.first or not date.first.month):
            return replace(date, wrong=f"the month `{month}` is not printed")
        return _far(date)
    if not month or alone.first.year < 0:
        wrong = "a day without a month is not printed" if day and not month else ""
        return _far(Date(alone.first, alone.last, circa=alone.circa, wrong=wrong))
    return _far(_of_month(alone, " ".join(month.split()), day.strip()))


def _plain(text: str) -> str:
    text = " ".join(text.split())
    if text.isascii():
        return text
    return _EN_DASHED.sub(r"-\1-", without_unseen(text).translate(_HYPHENS))


def _far(date: Date) -> Date:
    """Return a date, with a word of doubt where no one can be there yet."""
    if date.first and not date.wrong and _FUTURE <= date.first.year < _HUGE:
        return replace(date, wrong="the year is yet to come, or another calendar counts it")
    return date


def _of_month(year: _Side, month: str, day: str) -> Date:
    """Return the date of a year with BibTeX's month, which may hold days as well."""
    bare = month.strip(" .,;")
    if day.isdecimal() and len(day) <= 2 and not any(map(str.isdecimal, bare)):
        bare = f"{int(day)} {bare}"
    parts = [part.strip(" .,;~") for part in _DASH.split(bare)]
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) <= 2]
    if len(numbers) == len(parts) <= 2 and all(1 <= n <= _MONTHS for n in numbers):
        first = Moment(year.first.year, numbers[0])
        if day.isdecimal() and len(numbers) == 1:
            first, wrong = _checked(first._replace(day=int(day)))
            return Date(first, circa=year.circa, wrong=wrong)
        last = Moment(year.first.year, numbers[1]) if len(numbers) > 1 else None
        return Date(first, last, circa=year.circa)
    side = _named(bare, year.first.year)
    if side is None:
        wrong = f"`{month}` is no month"
        return Date(Moment(year.first.year), circa=year.circa, wrong=wrong)
    return _reversed(Date(side.first, side.last, circa=year.circa or side.circa, wrong=side.wrong))


def _ranged(text: str) -> Date | None:
    """Read a date, or two with a slash between; None where a side is no date."""
    side = _one(text)
    if side:
        return _reversed(Date(side.first, side.last, circa=side.circa, wrong=side.wrong))
    before, slash, after = text.partition("/")
    if not slash:
        return None
    first, last = _one(before), _one(after)
    open_first, open_last = before.strip().lower() in _OPEN, after.strip().lower() in _OPEN
    if first and last:
        date = Date(
            first.first,
            last.last or last.first,
            circa=first.circa or last.circa,
            wrong=first.wrong or last.wrong,
        )
        return _reversed(date)
    if first and open_last:
        return Date(first.first, open_end=True, circa=first.circa, wrong=first.wrong)
    if last and open_first:
        wrong = last.wrong or "when it began is not printed"
        return Date(None, last.last or last.first, circa=last.circa, wrong=wrong)
    return None


def _years(text: str, *, in_date: bool = False) -> Date | None:
    """Read two years: 2003–2004, 2003/04; in a date `2015/11` can only be a month."""
    found = _YEARS.fullmatch(text)
    if not found:
        return None
    first, last = found["first"], found["last"]
    year, short = int(first), len(last) < _DIGITS_OF_A_YEAR
    if short and (int(last) <= year % 100 or len(last) == 1):
        if not 1 <= int(last) <= _MONTHS:
            return None
        return Date(Moment(year, int(last)))
    date = Date(Moment(year), Moment(int(first[:2] + last) if short else int(last)))
    if short and in_date and int(last) <= _MONTHS:
        date = replace(date, wrong="it may be a month or a second year")
    return _reversed(date)


def _words(text: str) -> Date:
    """Return what is no date: words, which are printed once, in its place."""
    if _STATES.fullmatch(text) or (text.isdecimal() and len(text) <= 2):
        return Date(words=text)
    years = re.findall(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)", text[:_LONGEST])
    if len(set(years)) == 1:
        return Date(Moment(int(years[0])), wrong="it is no date, but for its year")
    return Date(words=text, wrong="it is no date")


def _one(text: str) -> _Side | None:
    """Read one date; None where it is none."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    return (
        _edtf(text)
        or _numbers(text)
        or _year_alone(text)
        or (_named(text) if any(map(str.isalpha, text)) else None)
    )


def _edtf(text: str) -> _Side | None:
    found = _EDTF.fullmatch(text)
    if not found:
        return None
    year = found["year"].lstrip("yY")
    doubt = bool(found["doubt"] or found["year_doubt"] or found["month_doubt"])
    if year[-1] in "Xxu":
        return _unspecified(year)
    month, day = found["month"] or "XX", found["day"] or "XX"
    if not month.isdecimal():
        return _Side(Moment(int(year)), circa=doubt)
    side = _divided(int(year), int(month), day if day.isdecimal() else "")
    return side._replace(circa=doubt) if side else None


def _unspecified(year: str) -> _Side | None:
    """Read 199X: the years that it may be."""
    if len(year) != _DIGITS_OF_A_YEAR:
        return None
    digits = year.rstrip("Xxu")
    first, last = (Moment(int(digits.ljust(_DIGITS_OF_A_YEAR, digit))) for digit in "09")
    return _Side(first, last, circa=True)


def _divided(year: int, month: int, day: str) -> _Side | None:
    """Read a year with the two digits of a month, a season or another division, and a day."""
    if not month:
        return _Side(Moment(year), wrong="there is no month 0")
    if not day and month in _SEASONS:
        return _Side(Moment(year, season=_SEASONS[month]))
    if not day and max(_SEASONS) < month <= _LAST_DIVISION:
        return _Side(Moment(year), wrong="which part of the year is not printed")
    if not day and month > _MONTHS and month > year % 100:
        return None  # 2015-16: two years
    side = _side(Moment(year, month, int(day or 0)))
    return side._replace(wrong=side.wrong or "there is no day 0") if day == "00" else side


def _numbers(text: str) -> _Side | None:
    """Read a date in numbers that is not EDTF's: 2019-1-4, 9/2015, 04.01.2019, 12/25/2019."""
    return _year_first(text) or _month_first(text) or _year_last(text)


def _year_first(text: str) -> _Side | None:
    if found := _CLOSE.fullmatch(text):
        return _side(Moment(*map(int, found.groups())))
    if found := _OF_CJK.fullmatch(text):
        return _side(Moment(*(int(part or 0) for part in found.groups())))
    if found := _NAMED_MONTH.fullmatch(text):
        return _named(" ".join(filter(None, found.groups())))
    found = _YEAR_MONTH_DAY.fullmatch(text)
    if not found or (found["mark"] == "/" and not found["day"]):
        return None
    month = int(found["month"])
    if not found["day"] and not 1 <= month <= _MONTHS:
        return None
    return _side(Moment(int(found["year"]), month, int(found["day"] or 0)))


def _month_first(text: str) -> _Side | None:
    found = _MONTH_YEAR.fullmatch(text)
    if not found or not 1 <= int(found["month"]) <= _MONTHS:
        return None
    return _Side(Moment(int(found["year"]), int(found["month"])))


def _year_last(text: str) -> _Side | None:
    found = _DAY_MONTH_YEAR.fullmatch(text)
    if not found:
        return None
    year, one, two = int(found["year"]), int(found["one"]), int(found["two"])
    if found["mark"] == "." or one > _MONTHS or one == two:
        return _side(Moment(year, two, one))
    if two > _MONTHS:
        return _side(Moment(year, one, two))
    return _Side(Moment(year), wrong="which number is the month cannot be told")


def _year_alone(text: str) -> _Side | None:
    if decade := _DECADE.fullmatch(text):
        first = int(f"{decade[1]}0")
        return _Side(Moment(first), Moment(first + 9), circa=True)
    found = _YEAR_ALONE.fullmatch(text)
    if not found:
        return None
    year = int(found["year"])
    if found["era"]:  # the year before 1 is EDTF's year 0
        year = 1 - year
    return _Side(Moment(year), circa=bool(found["circa"] or found["doubt"]))


def _named(text: str, year: int | None = None) -> _Side | None:
    """Read a date or a range with names of months or seasons; `year` where it is known."""
    sides: list[list[Moment]] = [[]]
    circa, lost = False, ""
    for word in _WORD.findall(text):
        if _DASH.fullmatch(word):
            sides.append([])
        elif part := _part(word):
            sides[-1].append(part)
        elif word == "?" or word in ("~", "c", "ca", "circa"):
            circa = True
        elif _folded(word) not in _QUIET:
            if word.isdecimal():
                return None
            lost = lost or word
    known = [side for parts in sides if (side := _together(parts)) is not None]
    if not 1 <= len(known) <= 2 or len([parts for parts in sides if parts]) != len(known):
        return None
    first, last = known[0], known[-1]
    if year is not None and first.year < 0 and last.year < 0:
        last = last._replace(year=year)
    first, last = _filled(first, last), _filled(last, first)
    if first.year < 0 or not (first.month or first.season):
        return None
    begin, end = _side(first), _side(last)
    wrong = begin.wrong or end.wrong or (f"`{lost}` in it is not printed" if lost else "")
    return _Side(begin.first, end.first if len(known) > 1 else None, circa, wrong)


def _part(word: str) -> Moment | None:
    """Return what a word says: a year, a month, a day or a season; None for nothing of it."""
    if word.isdecimal():
        if len(word) == _DIGITS_OF_A_YEAR:
            return Moment(int(word))
        return Moment(-1, 0, int(word)) if len(word) <= 2 and int(word) else None
    if season := _season(word):
        return Moment(-1, season=season)
    month = _month(word)
    return Moment(-1, month) if month else None


def _together(parts: list[Moment]) -> Moment | None:
    """Return the parts of one side as one moment; None where it has two of one kind, or none."""
    if not parts:
        return None
    years = [part.year for part in parts if part.year >= 0]
    months = [part.month for part in parts if part.month]
    days = [part.day for part in parts if part.day]
    seasons = [part.season for part in parts if part.season]
    if max(map(len, (years, months, days, seasons))) > 1:
        return None
    return Moment(
        years[0] if years else -1,
        months[0] if months else 0,
        days[0] if days else 0,
        seasons[0] if seasons else 0,
    )


def _filled(side: Moment, other: Moment) -> Moment:
    """Return one side of a range with what only the other one says: 12--14 June 2019."""
    month = side.month or (0 if side.season else other.month)
    return side._replace(year=side.year if side.year >= 0 else other.year, month=month)


def _checked(moment: Moment) -> tuple[Moment, str]:
    """Return a moment without what cannot be, and what that is."""
    if moment.month > _MONTHS:
        return Moment(moment.year), f"there is no month {moment.month}"
    if moment.day:
        # The calendar knows no years before 1; they repeat every 400.
        days = monthrange(moment.year % 400 + 400, moment.month)[1] if moment.month else 0
        if moment.day > days:
            return moment._replace(day=0), f"the month has no day {moment.day}"
    return moment, ""


def _side(moment: Moment) -> _Side:
    checked, wrong = _checked(moment)
    return _Side(checked, wrong=wrong)


def _reversed(date: Date) -> Date:
    """Return a range with what is wrong if it ends before it begins."""
    if date.first and date.last and not date.wrong:
        first, last = (
            (one.year, one.month or one.season * 3, one.day) for one in (date.first, date.last)
        )
        length = 1 + (2 if first[2] and last[2] else 1 if first[1] and last[1] else 0)
        if last[:length] < first[:length]:
            return replace(date, wrong="it ends before it begins")
    return date


def _season(word: str) -> int:
    folded = _folded(word)
    return next((n + 1 for n, names in enumerate(_SEASON_NAMES) if folded in names), 0)


def _month(word: str) -> int:
    """Return the month that a word names, in full or by its first letters; 0 for none."""
    folded = _folded(word)
    if len(folded) < _SHORTEST:
        return 0
    months = {
        number + 1
        for number, names in enumerate(_MONTH_NAMES)
        if any(name.startswith(folded) for name in names)
    }
    return months.pop() if len(months) == 1 else 0


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
