"""From the blocks of a .bib file to sources: values, names, inheritance, keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from evidence.bibtex.alike import alike, contradicted
from evidence.bibtex.blocks import Entry, split
from evidence.bibtex.encoding import decode as decode_bytes
from evidence.bibtex.entry_places import EntryWhere
from evidence.bibtex.identifiers import identified
from evidence.bibtex.inheritance import SET, SHARED, inherit
from evidence.bibtex.latex import decode
from evidence.bibtex.names import NOBODY, PEOPLE, Names, read_names
from evidence.bibtex.other_formats import other_format
from evidence.bibtex.positions import Lines
from evidence.bibtex.rules import report
from evidence.bibtex.shared_values import with_shared
from evidence.bibtex.shown_fields import SHOWN
from evidence.bibtex.string_keys import in_words
from evidence.bibtex.strings import UNSHOWN, Strings, strings_of
from evidence.bibtex.urls import as_it_stands, target_in, verbatim
from evidence.bibtex.web_markup import elements_in
from evidence.dates import read_date, read_year
from evidence.diagnostics import Diagnostic, Place, Related
from evidence.model.sources import Name, Source, says_nothing

_LINKS = ("url", "link", "ee", "biburl", "adsurl", "howpublished")
_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")
_PORT = re.compile(r"[\x00-\x20]*[\w.-]+:\d+(?:/|$)")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "doi"})
_ODD_IN_KEY = re.compile(
    "[\\s,{}()\"'#%=\\\\~\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
)
# What ends a key where claims cite it.
_NOT_CITABLE = re.compile(r"[\s,;]")
_MAY_LINK = frozenset({"addendum", "howpublished", "note"})
_DATES = ("date", "urldate", "eventdate", "origdate")


def read(path: str, data: bytes) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return the sources of a BibTeX file in its order, and what is wrong in it.

    Shape: keys are unique, composed (NFC), as written; one outside of the
           pattern for ids is kept, because real files hold `DBLP:conf/x+y`.
           The first of two entries with one key is kept. `path` is the name
           that places bear; nothing is opened.

    >>> sources, problems = read("sources.bib", b"@book{sato2019, title={Gardens}, year=2019}")
    >>> sources[0].title, sources[0].year, problems
    ('Gardens', '2019', ())
    """
    text, problems = decode_bytes(path, data)
    lines = Lines(path, text)
    other = other_format(text)
    if other:
        return (), (report("not-bibtex", lines.place(other.at, other.at), "", other.name),)
    reader = _Reader(lines)
    sources = reader.read()
    return sources, (*problems, *reader.found)


class _Reader:
    """Collects the sources and the diagnostics of one file."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.found: list[Diagnostic] = []
        self.sources: dict[str, Source] = {}
        self.shared: dict[str, dict[str, str]] = {}  # the values of each @xdata, in LaTeX
        self.shares = SHARED in lines.text.lower()

    def read(self) -> tuple[Source, ...]:
        """Return the sources of the file."""
        blocks = split(self.lines)
        self.found += blocks.found
        strings = strings_of(blocks.strings, self.lines, self.found)
        for entry in blocks.entries:
            if entry.type == SHARED and entry.key:
                where = EntryWhere(self.lines, entry.span, entry.key_span, entry.fields)
                self.shared.setdefault(entry.key, self._values(entry.key, entry, strings, where))
        for entry in blocks.entries:
            self._entry(entry, strings)
        sources, wrong = inherit(self.sources)
        self.found += wrong
        self._undefined(strings)
        if len(sources) < len(self.sources):
            self._no_works()
        return sources

    def _no_works(self) -> None:
        """Report the entries that no claim can cite, for they are no works themselves."""
        for key, source in self.sources.items():
            if source.type == SHARED:
                self._say("shared-entry", source.where.key(), key, key)
            elif source.type == SET:
                members = re.findall(r"[^\s,]+", source.fields.get("entryset", ""))
                code = "entry-set" if members else "empty-set"
                self._say(code, source.where.key(), key, key, _quoted(members))

    def _entry(self, entry: Entry, strings: Strings) -> None:
        key = entry.key
        where = EntryWhere(self.lines, entry.span, entry.key_span, entry.fields)
        self.found += entry.found
        source = self._source(key, entry, strings, where)
        if not key:
            self._say("entry-without-key", where.at(), "", f"@{entry.type}")
        elif key in self.sources:
            first = self.sources[key]
            related = (Related(first.where.key(), "the first entry with this key"),)
            code = "repeated-entry-alike" if _same_work(first, source) else "repeated-entry"
            self._say(code, where.key(), key, key, related=related)
        else:
            if _NOT_CITABLE.search(key):
                self._say("unusable-key", where.key(), key, key)
            elif _ODD_IN_KEY.search(key):
                self._say("odd-key", where.key(), key, key)
            self.sources[key] = source

    def _source(self, key: str, entry: Entry, strings: Strings, where: EntryWhere) -> Source:
        """Return the entry with its values decoded, and report what is odd in them."""
        fields: dict[str, str] = {}
        rich: dict[str, str] = {}
        people: dict[str, Names] = {}
        targets: dict[str, str] = {}
        written = self.shared.get(key) if entry.type == SHARED else None
        for name, value in (written or self._values(key, entry, strings, where)).items():
            if name in PEOPLE:
                people[name] = names = read_names(value)
                fields[name] = names.text
                if names.odd or names.unknown or names.references:
                    self._odd_names(names, name, key, where)
            elif as_it_stands(name):
                fields[name] = verbatim(value)
            else:
                self._text(fields, rich, name, value, key, where)
                if name in _MAY_LINK and "href" in value:
                    targets[name] = value
        _lead(fields, rich, targets)
        self._identifiers(fields, key, where)
        self._dates(fields, key, where)
        self._links(fields, key, where)
        authors = people.pop("author", NOBODY)
        editors = people.pop("editor", NOBODY)
        if authors.names:
            editors = _with_others(editors)
        return Source(
            key,
            entry.type,
            authors.names,
            editors.names,
            (authors if authors.names else editors).others,
            fields,
            rich,
            where,
            {name: _with_others(names).names for name, names in people.items()},
        )

    def _text(
        self,
        fields: dict[str, str],
        rich: dict[str, str],
        name: str,
        value: str,
        key: str,
        where: EntryWhere,
    ) -> None:
        """Decode a field of text into `fields` and `rich`."""
        decoded = decode(value)
        if says_nothing(name, decoded.plain):
            self._say("says-nothing", where.at(name), key, decoded.plain, name)
        fields[name] = in_words(name, decoded.plain)
        if decoded.rich:
            rich[name] = decoded.rich
        if decoded.unknown:
            self._unknown(decoded.unknown, name, key, where)
        if name in SHOWN:
            if decoded.references:
                self._references(decoded.references, name, key, where)
            if "<" in decoded.plain and (elements := elements_in(decoded.plain)):
                self._say("web-markup", where.at(name), key, _quoted(elements), name)

    def _values(
        self, key: str, entry: Entry, strings: Strings, where: EntryWhere
    ) -> dict[str, str]:
        """Return the value of each field that has one, in LaTeX; the first of two counts."""
        values: dict[str, str] = {}
        for field in entry.fields:
            shown = key if field.name in SHOWN else UNSHOWN
            value = strings.value(field, shown) if field.pieces else field.text
            if not value or value.isspace():
                continue
            if not value.isascii():
                value = unicodedata.normalize("NFC", value)
            first = values.setdefault(field.name, value)
            if first is not value and field.name in SHOWN and not alike(field.name, first, value):
                related = (Related(where.key(field.name), "the first one, which counts"),)
                place = self.lines.place(*field.stands)
                self._say("repeated-field", place, key, field.name, key, related=related)
        if entry.type == SHARED or not self.shares:
            return values
        return self._resolved(values, key, where)

    def _resolved(self, values: dict[str, str], key: str, where: EntryWhere) -> dict[str, str]:
        """Return the values with what their `xdata=key-field-number` stand for put in."""
        resolved = {name: with_shared(value, self.shared) for name, value in values.items()}
        for name, one in resolved.items():
            for wanted in one.missing:
                self._say("missing-crossref", where.at(name), key, name, wanted, key)
        return {name: one.value for name, one in resolved.items() if one.value}

    def _identifiers(self, fields: dict[str, str], key: str, where: EntryWhere) -> None:
        """Strip and check the numbers and the address by which others find a work."""
        for name, found in identified(fields).items():
            if found.wrong:
                self._say("odd-identifier", where.at(name), key, fields[name], name, found.wrong)
            fields[name] = found.text

    def _dates(self, fields: Mapping[str, str], key: str, where: EntryWhere) -> None:
        """Report what is lost of each date, or is none."""
        for name in _DATES:
            date = read_date(fields[name]) if name in fields else None
            if date and date.wrong:
                self._say("odd-date", where.at(name), key, fields[name], name, date.wrong)
        if "year" in fields and "date" not in fields:
            alone = read_year(fields["year"])
            month = fields.get("month", "")
            name = "month" if alone and not alone.wrong and month else "year"
            date = read_year(fields["year"], month, fields.get("day", ""))
            lost = "a month without a year is not printed" if month and not date else ""
            if wrong := date.wrong if date else lost:
                self._say("odd-date", where.at(name), key, fields[name], name, wrong)
        elif name := contradicted(fields):
            wrong = f"`date` says `{fields['date']}`, which counts"
            self._say("odd-date", where.at(name), key, fields[name], name, wrong)

    def _odd_names(self, names: Names, field: str, key: str, where: EntryWhere) -> None:
        for odd in names.odd:
            self._say("odd-name", where.at(field), key, odd)
        if names.unknown:
            self._unknown(names.unknown, field, key, where)
        self._references(names.references, field, key, where)

    def _unknown(self, commands: Iterable[str], field: str, key: str, where: EntryWhere) -> None:
        self._say("undecoded-latex", where.at(field), key, _quoted(commands), field)

    def _references(
        self, read: Sequence[tuple[str, str]], field: str, key: str, where: EntryWhere
    ) -> None:
        """Report the references to signs that were read as those."""
        if read:
            written, meant = zip(*read, strict=True)
            self._say("web-sign", where.at(field), key, _quoted(written), field, _quoted(meant))

    def _links(self, fields: dict[str, str], key: str, where: EntryWhere) -> None:
        for name in _LINKS:
            address = fields.get(name)
            if not address or not (scheme := _SCHEME.match(address)):
                continue
            if name == "howpublished" and not address[scheme.end() :].startswith("/"):
                continue  # a title with a colon, not an address
            if scheme[1].lower() not in _SAFE_SCHEMES and not _PORT.match(address):
                self._say("unsafe-link", where.at(name), key, scheme[1].lower(), name)

    def _undefined(self, strings: Strings) -> None:
        """Report each string that nothing defines once for each entry that uses it."""
        for (key, _), (first, *others) in strings.undefined.items():
            if key == UNSHOWN:
                continue
            more = f" ({len(others)} more like it)" if others else ""
            self._say("undefined-string", self.lines.place(*first.stands), key, first.text, more)

    def _say(
        self,
        code: str,
        place: Place,
        item: str,
        *details: str,
        related: tuple[Related, ...] = (),
    ) -> None:
        self.found.append(report(code, place, item, *details, related=related))


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"`{text}`" for text in texts)


def _with_others(names: Names) -> Names:
    """Return names whose "and others" is one of them: a source keeps that of one list alone."""
    if not (names.others and names.names):
        return names
    return names._replace(names=(*names.names, Name(literal="others")))


def _lead(fields: dict[str, str], rich: dict[str, str], written: Mapping[str, str]) -> None:
    r"""Let an entry lead to where the `\href` in its words leads, unless it says where to."""
    for name, value in written.items():
        target = target_in(value)
        if name == "howpublished" and verbatim(value) == target:
            fields[name] = target
            rich.pop(name, None)
        elif target and not fields.keys() & {"url", "doi"}:
            fields["url"] = target


def _same_work(first: Source, other: Source) -> bool:
    """Say whether two entries with one key are one work: which of them is kept is no matter."""
    return (first.type, first.title.casefold(), first.year, first.authors) == (
        other.type,
        other.title.casefold(),
        other.year,
        other.authors,
    )
