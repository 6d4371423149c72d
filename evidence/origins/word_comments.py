"""Comments in a Word document: on a paper, or on a report that was built here.

On a paper a comment becomes a segment: the words in its range are the quote,
the comment somebody's own words. Deleted words of tracked changes are no part
of the text, inserted words are; each change is left by name.

On a report that `evidence build --to docx` made, a comment becomes a memo of
the claim or finding that it stands in. Pandoc sets a bookmark around each, by
its id, and the id is printed within; both have to agree.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn
from evidence.origins.given_text import line, short, unlike
from evidence.origins.origin import CodedText, Left, Origin, Segment
from evidence.origins.word_body import (
    CHANGES,
    TrackedChange,
    WordBody,
    WordComment,
    WordSpan,
    body_of,
    comments_of,
    events_of,
)
from evidence.texts.docx import part_of
from evidence.texts.markup import Open, UnreadableTree

TOOL = "word"
TEXT = "document"

_MOST_PARTS = 20_000
_MAIN = "word/document.xml"
_REPLY = "a reply to another comment: {}"
_CHANGE = "a tracked change is nobody's claim: accept or reject it in the document"
_AGAIN = "open it in Word or LibreOffice, and save it as .docx"
_SECTIONS = frozenset(("claims", "findings"))


def recognises(name: str, file: BinaryIO) -> bool:  # noqa: ARG001
    """Return whether a file is a Word document; the file is where it was."""
    here = file.tell()
    try:
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
        return _MAIN in names or any(one.startswith("word/document") for one in names)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        return False
    finally:
        file.seek(here)


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:  # noqa: ARG001
    """Return the comments in a document.

    Shape: a comment on a paper has the key `comment:…` and the text `document`,
           whose content is the document, a paragraph a line; `at` is the
           paragraph where its range begins. A comment on a claim or finding of
           a built report has the key `memo-of:ID:comment:…` and nothing but a
           memo and a coder. `…` is the number that Word gives a comment for
           good, or, where it gives none, the author and the time. Replies,
           empty comments, tracked changes and comments that stand elsewhere in
           a report are left. `settings` has no keys here.
    Raises: CannotGoOn if the file is no Word document.
    """
    try:
        with zipfile.ZipFile(file) as package:
            return _Package(name, package).origin()
    except UnreadableTree as error:
        raise CannotGoOn(f"{name} cannot be read: {error}", _AGAIN) from None
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise CannotGoOn(f"{name} is no Word document, or is damaged", _AGAIN) from None


@dataclass(slots=True)
class _Package:
    name: str
    package: zipfile.ZipFile
    segments: list[Segment] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def origin(self) -> Origin:
        if len(self.package.infolist()) > _MOST_PARTS:
            raise CannotGoOn(f"{self.name} has more than {_MOST_PARTS:,} parts, which is not read")
        main = self.main()
        if main not in self.package.namelist():
            raise UnreadableTree("the package holds no Word document")
        document = part_of(self.package, main)
        body = body_of(document)
        named = self.related(main)
        comments = list(comments_of(self.part(named.get("comments", "word/comments.xml"))))
        threads = self.threads(named)
        items = _items(body)
        for comment, key in zip(comments, self.keys(comments, named), strict=True):
            self.comment(comment, key, body, items, threads)
        for number, change in enumerate(body.changes, start=1):
            self.change(change, number, body, items)
        texts = () if items else (self.text(body),)
        return Origin(
            TOOL,
            self.name,
            texts=texts,
            segments=tuple(self.segments),
            left=tuple(self.left),
            counts=self.counts(document, named, len(texts)),
        )

    def counts(self, document: bytes, named: Mapping[str, str], texts: int) -> Mapping[str, int]:
        told = Counter(
            CHANGES[event.tag]
            for event in events_of(document)
            if isinstance(event, Open) and event.tag in CHANGES
        )
        told["comment"] = sum(
            isinstance(event, Open) and event.tag == "comment"
            for event in events_of(self.part(named.get("comments", "word/comments.xml")))
        )
        told["text"] = texts
        return told

    def main(self) -> str:
        """Return the name of the document's own part."""
        for kind, target in self.relations("_rels/.rels", ""):
            if kind == "officeDocument":
                return target
        return _MAIN

    def related(self, main: str) -> Mapping[str, str]:
        folder, _, file = main.rpartition("/")
        return dict(reversed(list(self.relations(f"{folder}/_rels/{file}.rels", folder))))

    def relations(self, part: str, folder: str) -> Iterator[tuple[str, str]]:
        """Yield each relation of a part: its kind, and the part that it names."""
        for event in events_of(self.part(part)):
            if isinstance(event, Open) and event.tag == "Relationship":
                target = event.get("Target")
                path = target[1:] if target.startswith("/") else join(folder, target)
                yield event.get("Type").rpartition("/")[2], normpath(path)

    def part(self, name: str) -> bytes:
        return part_of(self.package, name) if name in self.package.namelist() else b""

    def text(self, body: WordBody) -> CodedText:
        title = ""
        current = False
        for event in events_of(self.part("docProps/core.xml")):
            if isinstance(event, str):
                title += event if current else ""
            else:
                current = isinstance(event, Open) and event.tag == "title"
        entry = {"title": line(title)} if line(title) else {}
        return CodedText(TEXT, self.name, entry, content=body.text)

    def threads(self, named: Mapping[str, str]) -> Mapping[str, tuple[str, bool]]:
        """Return, by the last paragraph of a comment, that of its parent, and if it is resolved."""
        part = self.part(named.get("commentsExtended", "word/commentsExtended.xml"))
        return {
            event.get("paraId"): (event.get("paraIdParent"), event.get("done") in ("1", "true"))
            for event in events_of(part)
            if isinstance(event, Open) and event.tag == "commentEx"
        }

    def keys(self, comments: list[WordComment], named: Mapping[str, str]) -> list[str]:
        part = self.part(named.get("commentsIds", "word/commentsIds.xml"))
        lasting = {
            event.get("paraId"): event.get("durableId")
            for event in events_of(part)
            if isinstance(event, Open) and event.tag == "commentId" and event.get("durableId")
        }
        return unlike(
            "comment:"
            + (
                lasting.get(comment.paragraph)
                or "@".join(filter(None, (comment.author or "nobody", comment.date)))
            )
            for comment in comments
        )

    def comment(
        self,
        comment: WordComment,
        key: str,
        body: WordBody,
        items: list[tuple[WordSpan, str]] | None,
        threads: Mapping[str, tuple[str, bool]],
    ) -> None:
        place = body.place(comment.id)
        name = f"comment {comment.id} by {comment.author or 'nobody named'}"
        if place is not None:
            name += f" at paragraph {body.paragraph(place.start)}"
        parent, resolved = threads.get(comment.paragraph, ("", False))
        told = ("it is marked as resolved",) if resolved else ()
        quote, start, end = ("", None, None) if place is None else _words(body.text, place)
        if parent:
            because = _REPLY.format(comment.text or "it says nothing")
            self.left.append(Left("comment", name, because))
        elif not comment.text and (items or not quote):
            self.left.append(Left("comment", name, "it says nothing"))
        elif items:
            self.memo(comment, key, place, quote, name, items, told)
        else:
            at = {} if place is None else {"paragraph": str(body.paragraph(start or place.start))}
            self.segments.append(
                Segment(
                    key,
                    "comment",
                    f"{name}: {short(quote or comment.text)}",
                    text=TEXT,
                    quote=quote,
                    start=start,
                    end=end,
                    statement=comment.text,
                    at=at,
                    coder=comment.author,
                    approximated=(*told, *_unsure(body, place, quote)),
                )
            )

    def memo(
        self,
        comment: WordComment,
        key: str,
        place: WordSpan | None,
        quote: str,
        name: str,
        items: list[tuple[WordSpan, str]],
        told: tuple[str, ...],
    ) -> None:
        of = "" if place is None else _item(place, items)
        if not of:
            because = f"it stands on no claim and no finding of the report: {comment.text}"
            self.left.append(Left("comment", name, because))
            return
        memo = f"On “{short(quote, 120)}”: {comment.text}" if quote else comment.text
        self.segments.append(
            Segment(
                f"memo-of:{of}:{key}",
                "comment",
                f"{name}, on `{of}`: {short(comment.text)}",
                coder=comment.author,
                memo=memo,
                approximated=told,
            )
        )

    def change(
        self,
        change: TrackedChange,
        number: int,
        body: WordBody,
        items: list[tuple[WordSpan, str]] | None,
    ) -> None:
        of = _item(WordSpan("", change.start, change.end), items) if items else ""
        where = f"of `{of}`" if of else f"in paragraph {body.paragraph(change.start)}"
        words = f"“{short(change.words)}”" if change.words else "a mark without words"
        author = f" by {change.author}" if change.author else ""
        name = f"{change.kind} {number} {where}{author}: {words}"
        self.left.append(Left(change.kind, name, _CHANGE))


def _words(text: str, place: WordSpan) -> tuple[str, int | None, int | None]:
    """Return the words of a range and where they stand, blanks at their ends left out."""
    words = text[place.start : place.end]
    if not words.strip():
        return "", None, None
    start = place.start + len(words) - len(words.lstrip())
    return line(words), start, start + len(words.strip())


def _unsure(body: WordBody, place: WordSpan | None, quote: str) -> Iterator[str]:
    """Yield what is not sure about the words that a comment stands on."""
    if place is None:
        yield "it stands at no place of the document's own text"
        return
    for change in body.changes_at(place):
        words = f"“{short(change.words)}”"
        within = place.start < change.start < place.end
        if change.kind == "insertion":
            if max(change.start, place.start) < min(change.end, place.end):
                yield f"a tracked change inserted {words}, which is in the quote"
        elif within or not quote:
            yield f"a tracked change took out {words}, which is not in the quote"
    if not quote:
        on = any(place.start <= picture <= place.end for picture in body.pictures)
        yield "it stands on a picture: no words to quote" if on else "it stands on no words"


def _items(body: WordBody) -> list[tuple[WordSpan, str]] | None:
    """Return each claim and finding of a built report with its span, None for another document."""
    names = {mark.name: mark for mark in body.bookmarks}
    if "evidence" not in names or not _SECTIONS & names.keys():
        return None
    sections = [names[name] for name in _SECTIONS if name in names]
    printed = {name: code for code in body.code for name in (line(code.name), _hashed(code.name))}
    places = defaultdict(list)
    for code in body.code:
        places[line(code.name)].append(code)
    found = []
    for mark in body.bookmarks:
        if mark.name in printed and any(_holds(section, mark) for section in sections):
            own = line(printed[mark.name].name)
            if any(_holds(mark, code) for code in places[own]):
                found.append((mark, own))
    return found or None


def _holds(outer: WordSpan, inner: WordSpan) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _hashed(name: str) -> str:
    """Return what pandoc calls a bookmark whose name is too long for Word."""
    return "X" + hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[1:]


def _item(place: WordSpan, items: list[tuple[WordSpan, str]]) -> str:
    """Return the innermost claim or finding that a place stands in, "" if in none."""
    strict = [item for item in items if item[0].start <= place.start < item[0].end]
    found = strict or [item for item in items if item[0].start <= place.start <= item[0].end]
    if not found:
        return ""
    return min(found, key=lambda item: item[0].end - item[0].start)[1]
