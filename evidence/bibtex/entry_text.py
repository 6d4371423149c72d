"""A source as a BibTeX entry, on bibtexparser's model; nothing else knows that library.

The text of a field becomes LaTeX: what has a meaning there is escaped, protected
capitals and emphasis are kept. Read again, an entry is the source that it was
written from; names take the simplest form of which that is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.enclosing import AddEnclosingMiddleware
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from evidence.bibtex.latex_markup import collapsed
from evidence.bibtex.latex_signs import as_itself
from evidence.bibtex.names import Names, read_names
from evidence.bibtex.urls import as_it_stands, verbatim
from evidence.model.sources import Name, Source

_LEFT_OUT = frozenset({"crossref", "xdata"})  # what an entry inherits stands in it
# nor does a path lead anywhere on another machine
_FOR_READERS = frozenset({"abstract", "keywords", "annote", "annotation", "file"})
_SIGN = re.compile(
    r"(?P<reference>&(?=#?\w{1,32};))|[\\{}~^&%$#_]|-(?=-)|`|'(?=')|[?!](?=`)", re.ASCII
)
_TAG = re.compile(r'<(/?)(b|i|sub|sup|span)(?: class="(nocase|small-caps)")?>')
_STYLES = {
    "b": r"\textbf{",
    "i": r"\emph{",
    "sub": r"\textsubscript{",
    "sup": r"\textsuperscript{",
    "small-caps": r"\textsc{",
}
_BRACE = re.compile(r"[{}]")
_STACK = (
    AddEnclosingMiddleware(
        reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{"
    ),
)
_FORMAT = BibtexFormat()  # type: ignore[no-untyped-call]
_FORMAT.indent = "  "


def entry_text(source: Source, *, whole: bool = False) -> str:
    r"""Return one entry: names first, then the other fields in the order of the file.

    Shape: without what no list of references shows (abstract, keywords, notes of
           readers, where its file lies), unless it is asked for as a `whole`.

    >>> print(entry_text(Source("sato2019", "book", fields={"title": "Beds & {rows}", "note": ""})))
    @book{sato2019,
      title = {Beds \& \textbraceleft{}rows\textbraceright{}}
    }
    """
    fields = [Field(name, value) for name, value in _values(source, whole=whole) if value]
    entry = Library([Entry(source.type, source.key, fields)])
    return write_string(entry, unparse_stack=_STACK, bibtex_format=_FORMAT).rstrip("\n")


def _values(source: Source, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Yield each field and its value as LaTeX, "" where it says nothing."""
    people = {**source.people, "author": source.authors, "editor": source.editors}
    first = "author" if source.authors else "editor"
    for name in dict.fromkeys(("author", "editor", *source.fields)):
        text = source.fields.get(name, "")
        if name in _LEFT_OUT or (name in _FOR_READERS and not whole):
            continue
        if name in people:
            names = people[name]
            counted = bool(names) and names[-1].literal == "others"
            named = Names(names[:-1] if counted else names, others=True)
            others = source.others if name == first else counted or text == named.text
            yield name, _people(named.names, others=others)
        elif as_it_stands(name):
            yield name, _address(text)
        else:
            yield name, _rich(source.rich[name]) if name in source.rich else _latex(text)


def _latex(text: str) -> str:
    """Return plain text as LaTeX, on one line."""
    return _SIGN.sub(_escaped, collapsed(text))


def _escaped(sign: re.Match[str]) -> str:
    # &amp; that is meant, and no sign of a web page, is told from one by braces
    return r"\&{}" if sign["reference"] else as_itself(sign[0])


def _rich(html: str) -> str:
    """Return text with protected capitals and emphasis as LaTeX."""
    said: list[str] = []
    at = 0
    for tag in _TAG.finditer(html):
        said.append(_latex_within(html[at : tag.start()]))
        said.append("}" if tag[1] else _STYLES.get(tag[3] or tag[2], "{"))
        at = tag.end()
    said.append(_latex_within(html[at:]))
    # A brace before a command protects nothing: BibTeX takes both for one letter.
    return "".join(said).strip().replace("{\\", "{{}\\")


def _latex_within(html: str) -> str:
    """Return a piece of a text, with the blanks at its ends."""
    return _SIGN.sub(_escaped, unescape(html))


def _people(names: Iterable[Name], *, others: bool) -> str:
    said = [person for name in names if (person := _person(name))]
    return " and ".join([*said, "others"] if others else said)


def _person(name: Name) -> str:
    forms = [form for form in _forms(name) if form]
    for form in forms:
        # Among others: an `and` at the end of a list is no name.
        read = read_names(f"Sato and {form} and Sato")
        if read.names[1:-1] == (name,) and not read.odd and not read.others:
            return form
    return forms[-1] if forms else ""


def _forms(name: Name) -> Iterator[str]:
    """Yield the forms of a name, the usual one first."""
    if name.literal:
        literal = _latex(name.literal)
        yield f"{{{literal}}}"
        yield f"{{{{}}{literal}}}"
        return
    particle, family, suffix, given = map(
        _latex, (name.particle, name.family, name.suffix, name.given)
    )
    last = " ".join(part for part in (particle, family) if part)
    rest = [part for part in (suffix, given) if part]
    yield ", ".join([last, *rest])
    yield ", ".join([last, *(rest or [""])]).strip()
    last = " ".join(part for part in (particle, f"{{{family}}}") if part)
    yield ", ".join([last, *(f"{{{part}}}" for part in rest)])
    parts = {"family": family, "given": given, "prefix": particle, "suffix": suffix}
    yield ", ".join(f"{label}={{{part}}}" for label, part in parts.items() if part)


def _address(text: str) -> str:
    """Return an address or a date as it stands, its signs as `%` and number if it cannot."""
    text = collapsed(text)
    if verbatim(text) == text and _paired(text):
        return text
    return re.sub(r"[\\{}]", lambda sign: f"%{ord(sign[0]):02X}", text)


def _paired(text: str) -> bool:
    """Say whether each brace has its other: one that has none would end the field."""
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0
