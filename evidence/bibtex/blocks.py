"""A .bib file in blocks: entries, `@string` definitions, and what is neither.

A line that begins with `@word{` begins a block, whatever stands open before it:
so an entry without its closing brace ends there and takes no neighbour along.
Text between blocks is BibTeX's own kind of comment, unless it looks like an
entry that lost a character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.bibtex.entry_fields import NAME, BibField, Wrong, read_body
from evidence.bibtex.positions import Lines, Span
from evidence.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as written, and what is wrong with it; `key` is composed, "" for none."""

    type: str
    key: str
    span: Span
    key_span: Span
    fields: tuple[BibField, ...] = ()
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a file holds, in its order; `found` is what is wrong outside of any entry."""

    entries: tuple[Entry, ...] = ()
    strings: tuple[BibField, ...] = ()
    found: tuple[Diagnostic, ...] = ()


_START = re.compile(r"@[^\S\n]*+([^\W\d][\w-]*+)\s*+[{(]")
_BRACKET = re.compile(r"[{})]")
_KEY = re.compile(r"\s*+([^\s,{}()=\"#%]*+)\s*+(,|[})])").match
_ODD_KEY = re.compile(r"[^\S\n]*+([^,{}=\"\n]*+),").match
_LONE_KEY = re.compile(r"\s*+([^\s,{}()=\"#%]++)\s*+").fullmatch
_KEY_WITHOUT_COMMA = re.compile(rf"\s*+([^\s,{{}}()=\"#%]++)\s*+(?={NAME}\s*+=)").match
_MORE_FIELDS = re.compile(rf"[\s,]*+{NAME}\s*+=\s*+[{{\"\w]").match
_WITH_KEY = re.compile(r"@[^\S\n]*+([^\W\d][\w-]*+)\s*+[{(]\s*+([^\s,{}()=\"]++)\s*+,")
_KINDS = (
    "article|book|booklet|collection|conference|dataset|inbook|incollection|inproceedings"
    "|manual|mastersthesis|misc|online|patent|periodical|phdthesis|proceedings|report|software"
    "|techreport|thesis|unpublished|www|electronic"
)
_LOST = re.compile(
    rf"^[^\S\n]*+(?:@?(?:{_KINDS})[^\S\n]*+\{{|@(?:{_KINDS})(?:[^\S\n]*+\[|[^\S\n]++)|@[^\S\n]*+\{{)"
    rf"[^\S\n]*+([^\s,{{}}()]++)[^\S\n]*+,",
    re.IGNORECASE | re.MULTILINE,
)
# where a record of RIS or of PubMed begins
_OTHER_RECORD = re.compile(
    r"^[^\S\n]*((?:TY|ty)\s{1,2}-\s+[A-Za-z]{3,6}|PMID-\s\d+)\s*$", re.MULTILINE
)
_CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>) [^\n]*+", re.MULTILINE)
_NOT_ENTRIES = ("comment", "preamble", "string")


def split(lines: Lines) -> Blocks:
    """Return every block of a file; each `@type{` is in one, or is reported."""
    return _Splitter(lines).split()


class _Splitter:
    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.text = lines.text
        self.entries: list[Entry] = []
        self.strings: list[BibField] = []
        self.found: list[Diagnostic] = []
        self.open_comment = False
        self.open_until = -1

    def split(self) -> Blocks:
        text, at, quiet = self.text, 0, False
        starts = [start for start in _START.finditer(text) if self._may_start(start)]
        limits = [*self._line_starts(starts), len(text)]
        following = 0
        for start in starts:
            if start.start() < at:
                continue
            if not quiet:
                self._between(at, start.start())
            quiet = self._commented_out(start, at)
            if quiet:
                at = start.end()
                continue
            while limits[following] <= start.start():
                following += 1
            at = self._block(start, limits[following])
        if not quiet:
            self._between(at, len(text))
        if "<<<<<<< " in text or ">>>>>>> " in text:
            for mark in _CONFLICT.finditer(text):
                self._say("bib-merge-conflict", Span(*mark.span()))
        return Blocks(tuple(self.entries), tuple(self.strings), tuple(self.found))

    def _say(self, code: str, span: Span, detail: str = "") -> None:
        """Report what stands outside of any entry."""
        self.found.append(self._wrong("")(code, span, detail))

    def _wrong(self, key: str) -> Wrong:
        """Return what reports something of the entry with this key."""
        return lambda code, span, detail: self.lines.wrong(code, span, key, detail, key)

    def _block(self, start: re.Match[str], limit: int) -> int:
        """Read the block that starts here; return where it ends."""
        kind = start[1].lower()
        closer = "}" if self.text[start.end() - 1] == "{" else ")"
        if kind == "comment":
            return self._comment(start, limit, closer)
        if kind == "preamble":
            end = self._balanced(start.end(), limit, closer)
            if end < 0:
                self._say("unclosed-entry", Span(*start.span()), "@preamble")
            return limit if end < 0 else end
        if kind == "string":
            body = read_body(self.text, start.end(), limit, closer, self._wrong(""))
            self.strings.extend(body.fields)
            self.found.extend(body.found)
            if not body.closed:
                self._say("unclosed-entry", Span(*start.span()), "@string")
            return body.end
        return self._entry(start, limit, closer)

    def _entry(self, start: re.Match[str], limit: int, closer: str) -> int:
        written, key_span, at, ended = self._key(start.end(), limit, closer)
        key = written if written.isascii() else unicodedata.normalize("NFC", written)
        wrong = self._wrong(key)
        found = [] if ended else [wrong("lost-comma-key", Span(key_span.end, key_span.end + 1), "")]
        fields: list[BibField] = []
        closed = self.text[at - 1 : at] == closer
        if not closed:
            while True:
                body = read_body(self.text, at, limit, closer, wrong)
                fields += body.fields
                found += body.found
                at, closed = body.end, body.closed
                if not closed or not _MORE_FIELDS(self.text, at, limit):
                    break
                found.append(wrong("surplus-brace", Span(at - 1, at), ""))
        if not closed:
            if not any(one.code == "unclosed-entry" for one in found):  # a value may be, already
                found.append(wrong("unclosed-entry", Span(*start.span()), written))
            self._inside("lost-entry", start.end(), at)
        span = Span(start.start(), at)
        self.entries.append(
            Entry(start[1].lower(), key, span, key_span, tuple(fields), tuple(found))
        )
        return at

    def _key(self, at: int, limit: int, closer: str) -> tuple[str, Span, int, bool]:
        """Return the citation key, where it stands, where the fields begin, if it ends well."""
        if found := _KEY(self.text, at, limit):
            if found[2] in (",", closer):
                return found[1], Span(*found.span(1)), found.end(), True
        elif found := _KEY_WITHOUT_COMMA(self.text, at, limit):
            return found[1], Span(*found.span(1)), found.end(), False
        elif found := _ODD_KEY(self.text, at, limit) or _LONE_KEY(self.text, at, limit):
            return found[1].strip(), Span(*found.span(1)), found.end(), True
        return "", Span(at, at), at, True

    def _comment(self, start: re.Match[str], limit: int, closer: str) -> int:
        # One that never ends is not looked for again: that would take quadratic time.
        if limit == self.open_until:
            return start.end()
        end = self._balanced(start.end(), limit, closer)
        if end < 0:
            self.open_until = limit
            if not self.open_comment:
                end = self._balanced(start.end(), len(self.text), closer)
                self._inside("commented-entry", start.end(), end)
                self.open_comment = end < 0
        return start.end() if end < 0 else end

    def _balanced(self, at: int, limit: int, closer: str) -> int:
        """Return the end of a block in balanced braces, -1 if it has none before `limit`."""
        depth = 0
        for mark in _BRACKET.finditer(self.text, at, limit):
            if mark[0] == "{":
                depth += 1
            elif depth == 0 and mark[0] == closer:
                return mark.end()
            elif mark[0] == "}":
                depth -= 1
        return -1

    def _between(self, start: int, end: int) -> None:
        """Report what stands between blocks, where it looks like more than a remark."""
        gap = self.text[start:end]
        if not gap or gap.isspace():
            return
        for lost in _LOST.finditer(gap):
            span = Span(start + lost.start(), start + lost.end())
            self.found.append(self.lines.wrong("lost-entry", span, lost[1], lost[0].strip()))
        for record in _OTHER_RECORD.finditer(gap):
            span = Span(start + record.start(1), start + record.end(1))
            self.found.append(self.lines.wrong("other-record", span, "", record[1]))

    def _inside(self, code: str, start: int, end: int) -> None:
        """Report the entries that stand inside another block and are not read."""
        for lost in _WITH_KEY.finditer(self.text, start, end):
            if lost[1].lower() not in _NOT_ENTRIES:
                self.found.append(self.lines.wrong(code, Span(*lost.span()), lost[2], lost[2]))

    def _commented_out(self, start: re.Match[str], after: int) -> bool:
        line = max(self.text.rfind("\n", after, start.start()) + 1, after)
        if "%" not in self.text[line : start.start()]:
            return False
        if start[1].lower() not in _NOT_ENTRIES:
            self._say("commented-entry", Span(*start.span()), start[1])
        return True

    def _may_start(self, start: re.Match[str]) -> bool:
        """Say whether this `@` is one of BibTeX's, not one in an address."""
        before = self.text[max(start.start() - 1, 0) : start.start()]
        return not (before.isalnum() or before in tuple("._-\\"))

    def _line_starts(self, starts: list[re.Match[str]]) -> Iterator[int]:
        """Yield the offsets of those that begin a line."""
        before = 0
        for start in starts:
            at = start.start()
            # Two on one line: the later one does not begin it.
            line = self.text.rfind("\n", before, at)
            if line >= 0 or not before:
                blank = self.text[line + 1 : at]
                if not blank or blank.isspace():
                    yield at
            before = at + 1
