"""The text of a Word document with comments: what stands where in it.

Deleted words of tracked changes are no part of the text, inserted words are, as
in `evidence.texts`. What stands in text boxes, notes, headers and footers is not
read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evidence.origins.given_text import line, said
from evidence.texts.markup import Event, Open, xml_events

# the elements of tracked changes, and what each is called
CHANGES: Mapping[str, str] = {"ins": "insertion", "del": "deletion", "moveFrom": "move"}

_SILENT = frozenset(("Fallback", "instrText", "pPrChange", "rPrChange", "sectPr", "txbxContent"))
_STRUCK = frozenset(("del", "moveFrom"))
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_PICTURES = frozenset(("drawing", "pict", "object"))
_CODE = "VerbatimChar"


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A stretch of the text; `name` is a bookmark's, or the words that are set as code."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A tracked change, and where in the text it stands."""

    kind: str
    author: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment as its own part has it; `paragraph` is Word's number of its last one."""

    id: str
    author: str
    date: str
    text: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class WordBody:
    """A document's text, a paragraph a line, and what stands where in it.

    Shape: `paragraphs` are where those that are not blank begin; `ranges` and
           `called` where comments stand, by their ids; `code` is what is set
           in pandoc's style for code, in the order of the text; `longest` is
           the length of the longest change.
    """

    text: str
    paragraphs: tuple[int, ...]
    ranges: Mapping[str, WordSpan]
    called: Mapping[str, int]
    pictures: tuple[int, ...]
    changes: tuple[TrackedChange, ...]
    bookmarks: tuple[WordSpan, ...]
    code: tuple[WordSpan, ...]
    longest: int

    def paragraph(self, place: int) -> int:
        """Return the paragraph of a place, counted from 1, blank ones not counted."""
        return max(1, bisect_right(self.paragraphs, place))

    def changes_at(self, place: WordSpan) -> Iterator[TrackedChange]:
        """Yield the tracked changes that stand in a stretch or touch it."""
        first = bisect_left(self.changes, place.start - self.longest, key=_start)
        last = bisect_right(self.changes, place.end, key=_start)
        yield from (one for one in self.changes[first:last] if one.end >= place.start)

    def place(self, comment: str) -> WordSpan | None:
        """Return where a comment stands, None if it stands nowhere in the text."""
        if comment in self.ranges:
            return self.ranges[comment]
        here = self.called.get(comment)
        return None if here is None else WordSpan("", here, here)


def _start(change: TrackedChange) -> int:
    return change.start


def events_of(part: bytes) -> Iterator[Event]:
    """Yield what stands in a part, nothing for one that is not there."""
    return xml_events(part) if part.strip() else iter(())


def body_of(document: bytes) -> WordBody:
    """Return the text of a document's own part.

    Raises: UnreadableTree if it is no harmless XML.
    """
    body = _Body()
    for event in xml_events(document):
        body.take(event)
    return body.finish()


def comments_of(part: bytes) -> Iterator[WordComment]:
    """Yield each comment of their part."""
    given: Open | None = None
    body, paragraph = _Body(), ""
    for event in events_of(part):
        if isinstance(event, Open) and event.tag == "comment":
            given, body, paragraph = event, _Body(), ""
        elif not isinstance(event, (str, Open)) and event.tag == "comment" and given is not None:
            yield WordComment(
                given.get("id"),
                line(given.get("author")),
                line(given.get("date")),
                said("".join(body.pieces)),
                paragraph,
            )
            given = None
        elif given is not None:
            if isinstance(event, Open) and event.tag == "p":
                paragraph = event.get("paraId")
            body.take(event)


@dataclass(slots=True)
class _Open:
    """A tracked change that has begun."""

    kind: str
    author: str
    start: int
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Body:
    """The document's text as it is read, and what stands where in it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: list[int] = field(default_factory=list)
    ranges: dict[str, WordSpan] = field(default_factory=dict)
    begun: dict[str, int] = field(default_factory=dict)
    called: dict[str, int] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    bookmarks: list[WordSpan] = field(default_factory=list)
    marks: dict[str, tuple[str, int]] = field(default_factory=dict)
    code: list[WordSpan] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    silent: int = 0
    in_text: bool = False
    styled: str = ""
    fresh: bool = True

    def finish(self) -> WordBody:
        return WordBody(
            "".join(self.pieces),
            tuple(self.paragraphs),
            self.ranges,
            self.called,
            tuple(self.pictures),
            tuple(sorted(self.changes, key=_start)),
            tuple(self.bookmarks),
            tuple(self.code),
            max((change.end - change.start for change in self.changes), default=0),
        )

    def take(self, event: Event) -> None:
        if isinstance(event, str):
            if self.in_text:
                self.write(event)
        elif isinstance(event, Open):
            self.open(event)
        else:
            self.close(event.tag)

    def write(self, words: str) -> None:
        if self.silent:
            return
        for change in self.stack:
            change.words.append(words)
        if any(change.kind in _STRUCK for change in self.stack):
            return
        if self.fresh and words.strip():
            self.paragraphs.append(self.length)
            self.fresh = False
        if self.styled == _CODE:
            before = self.code.pop() if self.code and self.code[-1].end == self.length else None
            start = self.length if before is None else before.start
            said_before = "" if before is None else before.name
            self.code.append(WordSpan(said_before + words, start, self.length + len(words)))
        self.put(words)

    def put(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def open(self, event: Open) -> None:
        tag = event.tag
        if tag in _SILENT:
            self.silent += 1
        elif tag in CHANGES:
            self.stack.append(_Open(tag, event.get("author"), self.length))
        elif tag == "p" and not self.silent:
            if self.length:
                self.put("\n")
            self.fresh = True
        elif tag in ("t", "delText"):
            self.in_text = True
        elif tag in _SIGNS and not self.in_text:
            self.write(_SIGNS[tag])
        elif tag == "r":
            self.styled = ""
        elif tag == "rStyle":
            self.styled = event.get("val")
        elif tag in _PICTURES:
            self.pictures.append(self.length)
        else:
            self.mark(event)

    def mark(self, event: Open) -> None:
        """Note where a comment or a bookmark begins or ends."""
        tag, key = event.tag, event.get("id")
        if tag == "commentRangeStart":
            self.begun.setdefault(key, self.length)
        elif tag == "commentRangeEnd":
            start = self.begun.get(key, self.length)
            self.ranges.setdefault(key, WordSpan("", start, self.length))
        elif tag == "commentReference":
            self.called.setdefault(key, self.length)
        elif tag == "bookmarkStart":
            self.marks[key] = (event.get("name"), self.length)
        elif tag == "bookmarkEnd" and key in self.marks:
            name, start = self.marks.pop(key)
            self.bookmarks.append(WordSpan(name, start, self.length))

    def close(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent -= 1
        elif tag in CHANGES:
            begun = self.stack.pop()
            words = line("".join(begun.words))
            change = TrackedChange(
                CHANGES[tag], line(begun.author), words, begun.start, self.length
            )
            self.changes.append(change)
        elif tag in ("t", "delText"):
            self.in_text = False
        elif tag == "r":
            self.styled = ""
