"""A source from what a reference manager or a database says of a work.

A reader names what stands in its file by the words of `Said`; here it is put
into the fields of an entry of that type. What finds no place is counted under
the tag that it had: nothing is dropped in silence, and nothing made up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from evidence.bibtex.identifiers import doi as read_doi
from evidence.bibtex.names import Names, read_names
from evidence.dates import read_date, read_year
from evidence.model.sources import Name, Source

# The words by which a reader names what it found: these, and any field of BibTeX.
AUTHOR, EDITOR, SERIES_EDITOR, TRANSLATOR = "author", "editor", "editora", "translator"
TITLE, CONTAINER, SHORT_CONTAINER, SERIES = "title", "container", "container-short", "series"
BODY = "body"  # an author that is a body
DATE, YEAR, PAGES, FIRST_PAGE, LAST_PAGE = "date", "year", "pages", "first-page", "last-page"
STANDARD_NUMBER, PUBLISHER, KEYWORD, NOTE = "standard-number", "publisher", "keyword", "annote"
ADDRESS, ACCESSED, WORK_TYPE, RECORD = "url", "urldate", "type", "record-number"
KEY = "key"

# The type of an entry, and where its container stands.
TYPES: Mapping[str, tuple[str, str]] = {
    "JOUR": ("article", ""),
    "EJOUR": ("article", ""),
    "ABST": ("article", ""),
    "INPR": ("article", ""),
    "MGZN": ("article", "magazine"),
    "NEWS": ("article", "newspaper"),
    "JFULL": ("periodical", ""),
    "BOOK": ("book", ""),
    "EBOOK": ("book", ""),
    "SER": ("book", ""),
    "CLSWK": ("book", ""),
    "ANCIENT": ("book", ""),
    "EDBOOK": ("collection", ""),
    "CHAP": ("incollection", ""),
    "ECHAP": ("incollection", ""),
    "CONF": ("inproceedings", ""),
    "CPAPER": ("inproceedings", ""),
    "ENCYC": ("inreference", ""),
    "DICT": ("inreference", ""),
    "THES": ("thesis", ""),
    "RPRT": ("report", ""),
    "GOVDOC": ("report", ""),
    "ELEC": ("online", ""),
    "BLOG": ("online", ""),
    "ICOMM": ("online", ""),
    "WEB": ("online", ""),
    "MULTI": ("online", ""),
    "DATA": ("dataset", ""),
    "DBASE": ("dataset", ""),
    "AGGR": ("dataset", ""),
    "COMP": ("software", ""),
    "PAT": ("patent", ""),
    "STAND": ("standard", ""),
    "STAT": ("legislation", ""),
    "BILL": ("legislation", ""),
    "LEGAL": ("legal", ""),
    "CASE": ("jurisdiction", ""),
    "UNPB": ("unpublished", ""),
    "UNPD": ("unpublished", ""),
    "MANSCPT": ("unpublished", ""),
    "PCOMM": ("letter", ""),
    "PAMP": ("booklet", ""),
    "MPCT": ("movie", ""),
    "VIDEO": ("video", ""),
    "SOUND": ("audio", ""),
    "MUSIC": ("music", ""),
    "ART": ("artwork", ""),
    "FIGURE": ("image", ""),
    "CHART": ("image", ""),
    "GEN": ("misc", ""),
}
_ARTICLES = frozenset({"article", "periodical"})
_BOOKS = frozenset({"book", "collection", "thesis", "report", "booklet"})
_INSTITUTIONS = frozenset({"thesis", "report"})
_NAMED_BY_CONTAINER = frozenset({"book", "collection", "proceedings", "periodical"})
_DATE_FIELDS = ("year", "month", "day")
_REMARK = re.compile(r"\([^)]*\)")
_BETWEEN_NUMBERS = re.compile(r"[;,]|(?<=[\dXx])\s+(?=\d{4}-)")
_ALL_DIGITS = re.compile(r"\d+[Xx]?")
_STANDARDS = {8: "issn", 10: "isbn", 13: "isbn"}
_RECORDS = re.compile(r"(?P<pmcid>PMC\d{1,9})(?: \[PMCID\])?|(?P<pmid>\d{1,8}) \[PMID\]")
_RIS_DATE = re.compile(r"(\d{4})/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?/?")
_NUMBER_ALONE = re.compile(r"\d+")
_INITIALS = re.compile(r"(.*[^\W\d_].*?)\s+((?:[A-Z]\.?-?){1,4}|(?:[A-Z]\.[ -]?){1,4})")
_SUFFIX = re.compile(r"(?:jr|sr|ph\.?d|m\.?d|esq|i{2,3}|iv|2nd|3rd)\.?", re.IGNORECASE)
_LATEX = re.compile(r"[\\{}~=&%$#_^]")
_ET_AL = re.compile(r"(?:et\.?\s+al\.?|others|…)", re.IGNORECASE)
_MORE_ET_AL = re.compile(r"[,;]?\s+et\.?\s+al\.?$", re.IGNORECASE)
_MOST_PARTS = 3
_LONGEST_KEY = 64
_KEYS = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")


@dataclass(frozen=True, slots=True)
class Described:
    """A source, and what became of what the record says.

    Shape: `not_carried` counts the values that found no place, by their tags;
           `approximated` says in words what was taken otherwise than it stood.
    """

    source: Source
    not_carried: Mapping[str, int] = field(default_factory=dict)
    approximated: tuple[str, ...] = ()


class Said:
    """What a record says, taken from it word by word."""

    def __init__(self, kind: str = "GEN") -> None:
        self.kind = kind
        self._values: dict[str, list[tuple[str, str]]] = {}
        self._lost: Counter[str] = Counter()
        self.approximated: list[str] = []

    def add(self, word: str, text: str, tag: str) -> None:
        """Note that a tag says something: "" as a word has no place."""
        text = " ".join(text.split())
        if text and word:
            self._values.setdefault(word, []).append((tag, text))
        elif text:
            self._lost[tag] += 1

    def has(self, word: str) -> bool:
        """Return whether something is left of a word."""
        return bool(self._values.get(word))

    def all(self, word: str) -> list[str]:
        """Take every value of a word, each once."""
        return list(dict.fromkeys(text for _, text in self._values.pop(word, [])))

    def tagged(self, word: str) -> list[tuple[str, str]]:
        """Take every value of a word with its tag."""
        return self._values.pop(word, [])

    def one(self, word: str) -> str:
        """Take the first value of a word; others that differ found no place."""
        values = self._values.pop(word, [])
        for tag, text in values[1:]:
            if text.casefold() != values[0][1].casefold():
                self._lost[tag] += 1
        return values[0][1] if values else ""

    def lose(self, tag: str) -> None:
        """Note that a value found no place."""
        self._lost[tag] += 1

    def lost(self) -> Mapping[str, int]:
        """Return what found no place, what nobody took included."""
        for values in self._values.values():
            self._lost.update(tag for tag, _ in values)
        self._values.clear()
        return dict(sorted(self._lost.items()))

    def words(self) -> list[str]:
        """Return the words that something is left of."""
        return list(self._values)


def described(said: Said) -> Described:
    """Return the source that a record describes.

    Shape: its key is what the record calls it where that can be a citation key,
           "" elsewhere.
    """
    type_, subtype = TYPES.get(said.kind, ("misc", ""))
    if said.kind == "CONF" and not said.has(CONTAINER) and said.has(EDITOR):
        type_ = "proceedings"
    fields: dict[str, str] = {}
    if subtype:
        fields["entrysubtype"] = subtype
    if said.kind == "INPR":
        fields["pubstate"] = "in press"
    authors, others = _people(said, AUTHOR)
    authors += tuple(Name(literal=text) for text in said.all(BODY))
    editors, more = _people(said, EDITOR)
    people = {
        role: names for role in (SERIES_EDITOR, TRANSLATOR) if (names := _people(said, role)[0])
    }
    fields |= {role: Names(names).text for role, names in people.items()}
    _titles(said, fields, type_)
    _dates(said, fields)
    _pages(said, fields)
    _numbers(said, fields)
    _joined(said, fields)
    _work_type(said, fields, type_)
    if publisher := said.one(PUBLISHER):
        fields["institution" if type_ in _INSTITUTIONS else "publisher"] = publisher
    key = _key(said)
    for word in said.words():
        if word in _PLAIN:
            fields[word] = said.one(word)
    fields = dict(sorted(fields.items(), key=lambda item: _ORDER.get(item[0], len(_ORDER))))
    source = Source(key, type_, authors, editors, others or more, fields, people=people)
    return Described(source, said.lost(), tuple(dict.fromkeys(said.approximated)))


# What is a field by its own name, and says one thing.
_PLAIN = frozenset(
    {"abstract", "address", "call-number", "edition", "eid", "eventtitle", "language"}
    | {"number", "origtitle", "pagetotal", "pmcid", "pmid", "shorttitle", "type", "venue"}
    | {"volume", "volumes"}
)


# As people read an entry; what is not named here stands behind it.
_ORDER = {name: number for number, name in enumerate([
    *("entrysubtype", "editora", "translator", "title", "shorttitle", "origtitle", "type"),
    *("journal", "shortjournal", "booktitle", "series", "volume", "number", "pages", "eid"),
    *("volumes", "edition", "publisher", "institution", "address", "eventtitle", "venue"),
    *("year", "month", "day", "pubstate", "language", "doi", "url", "urldate", "issn", "isbn"),
    *("pmid", "pmcid", "call-number", "keywords", "abstract", "annote"),
])}  # fmt: skip


def citable(text: str) -> bool:
    """Return whether a text can be a citation key that claims name.

    >>> citable("kim2003"), citable("2019-65183-001"), citable("a{b}")
    (True, False, False)
    """
    return len(text) <= _LONGEST_KEY and _KEYS.fullmatch(text) is not None


def _key(said: Said) -> str:
    for tag, text in said.tagged(KEY):
        if citable(text):
            return text
        said.lose(tag)
    return ""


def _titles(said: Said, fields: dict[str, str], type_: str) -> None:
    title, container = said.one(TITLE), said.tagged(CONTAINER)
    short = said.tagged(SHORT_CONTAINER)
    if not container and short:
        container, short = short[:1], short[1:]
    if not title and container and type_ in _NAMED_BY_CONTAINER:
        title, container = container[0][1], container[1:]
    if title:
        fields["title"] = title
    if container:
        where = "journal" if type_ in _ARTICLES else "series" if type_ in _BOOKS else "booktitle"
        fields[where] = container[0][1]
        _further_titles(said, fields, where, [*container[1:], *short])
    for tag, series in said.tagged(SERIES):
        if fields.setdefault("series", series).casefold() != series.casefold():
            said.lose(tag)


def _further_titles(
    said: Said, fields: dict[str, str], where: str, others: Iterable[tuple[str, str]]
) -> None:
    """Put what a container is called besides: a journal's abbreviation, a book's series."""
    other = {"journal": "shortjournal", "booktitle": "series"}.get(where, "")
    known = {fields[where].casefold()}
    for tag, text in others:
        if text.casefold() in known:
            continue
        known.add(text.casefold())
        if other and other not in fields and not (other == "series" and said.has(SERIES)):
            fields[other] = text
        else:
            said.lose(tag)


def _dates(said: Said, fields: dict[str, str]) -> None:
    """Put the year, the month and the day: of dates in that year the one that says most."""
    read = [(tag, text, _date(text)) for tag, text in (*said.tagged(YEAR), *said.tagged(DATE))]
    year = next((parts[0] for _, _, parts in read if parts[0]), "")
    best = max(
        (parts for _, _, parts in read if parts[0] in ("", year)),
        key=lambda parts: (bool(parts[1]), bool(parts[2])),
        default=("", "", ""),
    )
    best = (year, best[1], best[2])
    fields |= {name: part for name, part in zip(_DATE_FIELDS, _plain(*best), strict=True) if part}
    for tag, text, parts in read:
        words = _RIS_DATE.fullmatch(text)
        if words and (words[4] or "").strip() not in ("", best[1]):
            said.lose(tag)
        elif parts == ("", "", "") and "year" not in fields:
            fields["year"] = text
            said.approximated.append(f"its year is `{text}`")
        elif parts == ("", "", "") or any(
            one and one != other for one, other in zip(parts, best, strict=True)
        ):
            said.lose(tag)
    if accessed := said.one(ACCESSED):
        fields[ACCESSED] = _accessed(accessed)


def _plain(year: str, month: str, day: str) -> tuple[str, str, str]:
    """Return a date with its month and day as numbers, where they are one month and day."""
    date = read_year(year, month, day) if year and month else None
    if date is None or date.first is None or date.last or date.first.season or date.wrong:
        return year, month, day
    return year, str(date.first.month), str(date.first.day or "")


def _accessed(text: str) -> str:
    parts = [part for part in _date(text) if part]
    whole = "-".join(part.rjust(2, "0") for part in parts)
    date = read_date(whole) if parts and all(map(str.isdecimal, parts)) else None
    return whole if date and not date.wrong else text


def _date(text: str) -> tuple[str, str, str]:
    """Return the year, the month and the day of a date, "" for what it does not say.

    >>> _date("2013/07//"), _date("2016 Apr 19"), _date("SEP"), _date("10 15")
    (('2013', '07', ''), ('2016', '4', '19'), ('', 'SEP', ''), ('', '', ''))
    """
    if found := _RIS_DATE.fullmatch(text):
        words = (found[4] or "").strip()
        known = read_year(found[1], words) if words and not found[2] else None
        return found[1], found[2] or (words if known and not known.wrong else ""), found[3] or ""
    date = read_date(text)
    if date and date.first and not date.wrong:
        year = str(date.first.year)
        if date.last or date.first.season:
            rest = text.replace(year, "", 1).strip(" ,/-")
            return year, rest if read_year(year, rest) else "", ""
        return year, str(date.first.month or ""), str(date.first.day or "")
    month = read_year("2000", text)
    if month and month.first and not month.wrong and not _NUMBER_ALONE.fullmatch(text):
        return "", text, ""
    return "", "", ""


def _pages(said: Said, fields: dict[str, str]) -> None:
    pages, (first, last) = said.one(PAGES), (said.tagged(FIRST_PAGE), said.tagged(LAST_PAGE))
    starts, ends = [text for _, text in first], [text for _, text in last]
    if [*map(str.casefold, starts), *map(str.casefold, ends)] == ["no", "specified"]:
        for tag, _ in (*first, *last):  # "No Pagination Specified", cut in two at its middle word
            said.lose(tag)
        return
    for tag, _ in (*first[1:], *last[1:]):
        said.lose(tag)
    if not pages and starts:
        both = [starts[0], *([ends[0]] if ends and ends[0] != starts[0] else [])]
        pages = "–".join(both)
    elif not pages and ends:
        pages = ends[0]
    if pages:
        fields["pages"] = re.sub(r"(?<=\w)\s*(?:--|-|–)\s*(?=\w)", "–", pages, count=1)


def _numbers(said: Said, fields: dict[str, str]) -> None:
    for tag, text in said.tagged(STANDARD_NUMBER):
        for name, number in _standard(text):
            if not name:
                said.lose(tag)
            elif number not in (known := fields.get(name, "")).split(", "):
                fields[name] = f"{known}, {number}" if known else number
    for tag, text in said.tagged("doi"):
        doi = read_doi(text).text
        if fields.setdefault("doi", doi).casefold() != doi.casefold():
            said.lose(tag)
    for tag, text in said.tagged(RECORD):
        found = _RECORDS.fullmatch(text)
        told = {name: one for name, one in found.groupdict("").items() if one} if found else {}
        if not told or told.keys() & fields.keys():
            said.lose(tag)
        fields |= {name: one for name, one in told.items() if name not in fields}


def _work_type(said: Said, fields: dict[str, str], type_: str) -> None:
    """Keep of what a work is called what says more than the type of the entry."""
    for tag, text in said.tagged(WORK_TYPE):
        if type_ not in _ARTICLES:
            said.add(WORK_TYPE, text, tag)
        elif read_doi(text).text.casefold() != fields.get("doi", "-").casefold():
            said.lose(tag)


def _standard(text: str) -> Iterator[tuple[str, str]]:
    """Yield each number of a text, with the name that its digits give it, "" if it is none.

    >>> list(_standard("0926-9630 (ISSN); 9781643680828 (ISBN)"))
    [('issn', '0926-9630 (ISSN)'), ('isbn', '9781643680828 (ISBN)')]
    """
    for part in _BETWEEN_NUMBERS.split(text):
        bare = _REMARK.sub("", part).strip()
        digits = bare.replace("-", "").replace(" ", "")
        known = _ALL_DIGITS.fullmatch(digits)
        yield _STANDARDS.get(len(digits), "") if known else "", part.strip()


def _joined(said: Said, fields: dict[str, str]) -> None:
    """Put what a record may say several times."""
    words = said.all(KEYWORD)
    if words:
        comma = any("," in word for word in words)
        fields["keywords"] = ("; " if comma else ", ").join(words)
        if comma and (len(words) == 1 or any(";" in word for word in words)):
            said.approximated.append("keywords with commas and semicolons, which part keywords")
    notes = said.all(NOTE)
    if notes:
        fields["annote"] = "; ".join(notes)
    links = said.tagged(ADDRESS)
    for tag, text in links:
        if "url" not in fields:
            fields["url"] = text
        elif text != fields["url"]:
            said.lose(tag)


def _people(said: Said, role: str) -> tuple[tuple[Name, ...], bool]:
    """Take who stands in a role, and whether there are others who are not named."""
    names: dict[Name, None] = {}
    others = False
    for text in said.all(role):
        for part in _persons(text):
            named = _MORE_ET_AL.sub("", part).strip(" ,;")
            others = others or named != part.strip(" ,;") or bool(_ET_AL.fullmatch(named))
            if not named or _ET_AL.fullmatch(named):
                continue
            name = name_of(named)
            if name.literal and named.count(",") >= _MOST_PARTS:
                said.approximated.append(f"`{_short(named)}` is taken for one {role}")
            names[name] = None
    return tuple(names), others


def _persons(text: str) -> Iterable[str]:
    return text.split(";") if ";" in text else [text]


def name_of(text: str) -> Name:
    """Return a name as reference managers write it: `Family, Given, Suffix`, or a body.

    >>> name_of("van Acker, B.")
    Name(family='Acker', given='B.', particle='van', suffix='', literal='')
    >>> name_of("Shruthi BS").given, name_of("World Health Forum").literal
    ('BS', 'World Health Forum')
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 and (found := _INITIALS.fullmatch(text)):
        parts = [found[1], found[2]]
    if len(parts) == 1:
        return Name(literal=text) if " " in text else Name(family=text)
    if parts[2:] and _SUFFIX.fullmatch(parts[1]):
        parts[1:3] = parts[2], parts[1]
    body = len(parts) > _MOST_PARTS or not (parts[0] and parts[1])
    if body or (parts[2:] and not _SUFFIX.fullmatch(parts[2])):
        return Name(literal=text) if parts[0] and any(parts[1:]) else Name(family=text.strip(" ,"))
    family, given, suffix = (*parts, "")[:_MOST_PARTS]
    if not _LATEX.search(text) and " and " not in text.lower():
        read = read_names(", ".join(part for part in (family, suffix, given) if part))
        if len(read.names) == 1 and not read.odd:
            return read.names[0]
    return Name(family=family, given=given, suffix=suffix)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"  # as much as says which one it is
