"""The inside of one entry: its fields, also where a comma or a brace is missing.

An entry is read piece by piece, repaired where the intention is plain, and
reported. Nothing here looks beyond `limit`, the start of the next entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from evidence.bibtex.positions import Span
from evidence.bibtex.shown_fields import SHOWN
from evidence.diagnostics import Diagnostic


class Piece(NamedTuple):
    """One operand of a value: text in delimiters, or a bare number or `@string` name.

    Shape: `bare` is the offset of a bare one, -1 for text in delimiters.
    """

    text: str
    bare: int = -1

    @property
    def stands(self) -> Span:
        """Return where a bare one stands."""
        return Span(self.bare, self.bare + len(self.text))


class BibField(NamedTuple):
    """A field as written.

    Shape: the name begins at `at`, the value stands from `start` to `end` with
           its delimiters; `text` is what stands in them. Where `pieces` are
           given, the value is made of those.
    """

    name: str
    at: int
    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...] = ()

    @property
    def stands(self) -> Span:
        """Return where the name stands."""
        return Span(self.at, self.at + len(self.name))

    @property
    def value(self) -> Span:
        """Return where the value stands."""
        return Span(self.start, self.end)


# makes the diagnostic of a code, a stretch of the text, and what stands there
Wrong: TypeAlias = Callable[[str, Span, str], Diagnostic]


class Body(NamedTuple):
    """The fields of an entry, what was wrong, and where the entry ends."""

    fields: list[BibField]
    found: list[Diagnostic]
    end: int
    closed: bool


NAME = r"[^\W\d][\w.:+/-]*+"
_BARE = r"[^\s,{}()\"#=%]++"
_CLOSE = re.compile(r"[\s,]*+([})])").match
_ASSIGN = re.compile(rf"[\s,]*+({NAME})\s*+=\s*+").match
# A name that is none to BibTeX: `funding_text 1`, `1st_author`. Programs write such fields.
_ODD_ASSIGN = re.compile(
    r"[\s,]*+([^\s,{}()\"#=%@][^,{}\"#=%@\n]{0,60}?)[^\S\n]*+=\s*+(?=[{\"\w])"
).match
# A field as nearly all are: one value in braces or quotes, with a comma or the end behind it.
_PLAIN = re.compile(
    rf"[\s,]*+({NAME})\s*+=\s*+"
    r"(?:\{([^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+)\}|\"([^\"{}]*+)\")\s*+(?=([,})]))"
).match
_NEXT = re.compile(rf"\s*+({NAME})\s*+=\s*+(?=[{{\"\w])").match
_REMARK = re.compile(r"[\s,]*+%[^\n]*+").match
_BLANK = re.compile(r"[\s,]*+").match
_BARE_WORD = re.compile(_BARE).match
_JOIN = re.compile(r"\s*+#\s*+").match
_LETTERS = re.compile(r"[a-z]+").findall
_SPACE = re.compile(r"\s*+").match
_BRACE = re.compile(r"[{}]")
_MARK = re.compile(r'[{}"]')
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")
_STARTS_FIELD = rf"(?={NAME}[^\S\n]*+=[^\S\n]*+[{{\"\w])"
# A line that begins like a field: where a value without an end is cut off.
_FIELD_LINE = re.compile(rf"\n[^\S\n]*+{_STARTS_FIELD}")
_RESUME = re.compile(rf"[{{}})]|[,\n][^\S\n]*+{_STARTS_FIELD}")


def read_body(text: str, at: int, limit: int, closer: str, wrong: Wrong) -> Body:
    """Return the fields that stand between `at` and the closing delimiter."""
    return _EntryReader(text, limit, closer, wrong).read(at)


class _EntryReader:
    """Reads an entry piece by piece, and mends it on the way."""

    def __init__(self, text: str, limit: int, closer: str, wrong: Wrong) -> None:
        self.text = text
        self.limit = limit
        self.closer = closer
        self.wrong = wrong
        self.fields: list[BibField] = []
        self.found: list[Diagnostic] = []
        self.before: list[int] = []  # how much was found before each field
        self.cut = False  # once a brace is missing, every value ends before the next field line
        self.line = -1  # where the next field line is

    def read(self, at: int) -> Body:
        """Return the whole body; `at` is behind the last field that was read."""
        while at < self.limit:
            at = self._plain_fields(at)
            if (close := _CLOSE(self.text, at, self.limit)) and close[1] == self.closer:
                return Body(self.fields, self.found, close.end(), True)
            if remark := _REMARK(self.text, at, self.limit):
                at = remark.end()
            elif assign := _ASSIGN(self.text, at, self.limit) or self._oddly_named(at):
                at = self._field(assign)
            else:
                blank = _BLANK(self.text, at, self.limit)
                at = blank.end() if blank else at
                if at < self.limit:
                    at = self._junk(at)
        if not self.cut and (culprit := self._swallower()) is not None:
            return self.read(self._cut(culprit))
        return Body(self.fields, self.found, self.limit, False)

    def _oddly_named(self, at: int) -> re.Match[str] | None:
        """Return the field of an odd name that begins here; None where it may be another's."""
        assign = _ODD_ASSIGN(self.text, at, self.limit)
        if not assign or (self.closer == ")" and ")" in assign[1]):
            return None
        return None if assign[1].split()[-1].lower() in SHOWN else assign

    def _plain_fields(self, at: int) -> int:
        """Read the fields that nothing is odd in; return where the first other thing begins."""
        text, limit, closer = self.text, self.limit, self.closer
        while not self.cut and (plain := _PLAIN(text, at, limit)):
            name, braced, quoted, behind = plain.groups()
            if behind not in (",", closer):
                break
            start, end = plain.span(2 if quoted is None else 3)
            value = braced if quoted is None else quoted
            at = plain.end()
            self.fields.append(BibField(name.lower(), plain.start(1), start - 1, end + 1, value))
            self.before.append(len(self.found))
        return at

    def _field(self, assign: re.Match[str]) -> int:
        """Read one field and what follows its value; return where to go on."""
        start = assign.end()
        pieces, end, whole = self._value(start, self._bound(start))
        first = pieces[0] if len(pieces) == 1 else Piece("")
        field = BibField(
            assign[1].lower(),
            assign.start(1),
            start,
            max(start, end),
            first.text,
            tuple(pieces) if first.bare >= 0 or len(pieces) > 1 else (),
        )
        self.fields.append(field)
        self.before.append(len(self.found))
        if not whole:
            if self.cut:
                return end
            return self._cut(len(self.fields) - 1) if _cut_at(self.text, field) else self.limit
        space = _SPACE(self.text, end, self.limit)
        after = space.end() if space else end
        if after >= self.limit or self.text[after] in (",", self.closer, "%"):
            return after
        if _FIELD_LINE.search(self.text, start, end) and not self.cut:
            return self._cut(len(self.fields) - 1)
        if following := _NEXT(self.text, end, self.limit):
            self.found.append(self.wrong("lost-comma", Span(end, end + 1), following[1]))
            return after
        return self._junk(after)

    def _value(self, at: int, limit: int) -> tuple[list[Piece], int, bool]:
        """Return the pieces of a value, where it ends, and whether it has an end."""
        pieces: list[Piece] = []
        while True:
            opening = self.text[at : at + 1] if at < limit else ""
            if opening == "{":
                end = _matching(self.text, at, limit)
            elif opening == '"':
                end = _closing_quote(self.text, at, limit)
            else:
                word = _BARE_WORD(self.text, at, limit)
                if word:
                    pieces.append(Piece(word[0], at))
                end = word.end() if word else at
                if not (join := _JOIN(self.text, end, limit)):
                    return pieces, end, True
                at = join.end()
                continue
            if end < 0:
                pieces.append(Piece(self.text[at + 1 : limit].rstrip().rstrip(",")))
                return pieces, limit, False
            pieces.append(Piece(self.text[at + 1 : end]))
            if not (join := _JOIN(self.text, end + 1, limit)):
                return pieces, end + 1, True
            at = join.end()

    def _swallower(self) -> int | None:
        """Return the field whose value runs over the lines of other fields, if one does."""
        for index, field in enumerate(self.fields):
            if _cut_at(self.text, field):
                return index
        return None

    def _cut(self, index: int) -> int:
        """End the value of a field before the next field line; drop what came after it."""
        field = self.fields[index]
        line = _cut_at(self.text, field)
        assert line is not None
        del self.fields[index:]
        value = self.text[field.start : line.start()].rstrip().rstrip(",")
        inner = value[1:] if value[:1] in ("{", '"') else value
        self.fields.append(BibField(field.name, field.at, field.start, line.start(), inner))
        del self.found[self.before[index] :]
        self.found.append(self.wrong("unclosed-value", field.stands, field.name))
        self.cut = True
        return line.end()

    def _bound(self, at: int) -> int:
        """Return where a value that begins at `at` must have ended."""
        if not self.cut:
            return self.limit
        if self.line < at:
            line = _FIELD_LINE.search(self.text, at, self.limit)
            self.line = line.start() if line else self.limit
        return self.line

    def _junk(self, at: int) -> int:
        """Report text that is no field, and return where the next one may begin."""
        depth = 0
        end = first = self.limit
        for mark in _RESUME.finditer(self.text, at, self.limit):
            if mark[0] == "{":
                depth += 1
            elif mark[0] == "}" and depth:
                depth -= 1
            elif mark[0] == self.closer and not depth:
                end = mark.start()
                break
            elif mark[0][0] in ",\n":
                first = min(first, mark.start())
                if not depth:
                    end = mark.start()
                    break
        else:
            end = first
        words = self.text[at:end].strip().strip(",").strip()
        if words and not words.startswith(_CONFLICT):  # reported for the whole file
            span = Span(at, max(end, at + 1))
            code = "unreadable-field" if _names_shown(words) else "unread-text"
            self.found.append(self.wrong(code, span, words))
        return max(end, at + 1)


def _names_shown(words: str) -> bool:
    """Say whether a field that the report shows may be meant: its loss would be seen."""
    return any(word in SHOWN for word in _LETTERS(words.lower()))


def _cut_at(text: str, field: BibField) -> re.Match[str] | None:
    return _FIELD_LINE.search(text, field.start, field.end)


def _matching(text: str, at: int, limit: int) -> int:
    """Return where the brace that opens at `at` closes, -1 if nowhere before `limit`."""
    depth = 0
    for mark in _BRACE.finditer(text, at, limit):
        depth += 1 if mark[0] == "{" else -1
        if not depth:
            return mark.start()
    return -1


def _closing_quote(text: str, at: int, limit: int) -> int:
    """Return where the quotation that opens at `at` closes, outside of any braces."""
    depth = 0
    for mark in _MARK.finditer(text, at + 1, limit):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if depth < 0:
                return -1
        elif not depth:
            return mark.start()
    return -1
