"""HTML pages: what a reader sees, in the order of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evidence.texts.full_text import Aside, AsideKind, Structure
from evidence.texts.markup import MEANT, Open, html_events
from evidence.texts.raised import MARK
from evidence.texts.writer import TextWriter

_SILENT = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "head script style template noscript svg iframe object select button annotation "
        "annotation-xml"
    ).split()
)
_BLOCKS = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "address article aside blockquote body br caption dd details div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section "
        "summary table tbody tfoot thead tr ul"
    ).split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_GLOSSES = frozenset(("rt", "rp"))  # above the signs of Japanese: how they are read
_SET_APART = frozenset(("sup", "sub")) | _GLOSSES
_NOTE_ID = re.compile(r"(?:fn|ftn|footnote|endnote|cite_note|note)(?:.*\D)?(\d+)", re.IGNORECASE)
_NOTE_ROLES = frozenset(("doc-footnote", "doc-endnote"))
_MARK_CLASSES = frozenset(("reference", "footnote", "footnote-ref", "noteref", "Inline-Template"))
# where a link leads that calls a reference or a note: #B12  #ref-CR12  #cite_note-5  #fn1
_CALLED = re.compile(
    r"#(?:(?:[a-z]+[-_.])?(?:b|r|cr|bib|cit|ref|fn|note|rf|en)|.*(?:ref|bib|cit|note))[-_.\w]*\d\w*",
    re.IGNORECASE,
)
_HIDING = re.compile(r"display:\s*none|visibility:\s*hidden")
_RAISING = re.compile(r"vertical-align:\s*(?:super|text-top|top)")


def read_html(data: bytes) -> tuple[str, Structure]:
    """Return the visible text of a page and what stands where.

    Raises: UnreadableTree if nothing can be made of the bytes.
    """
    page = _Page()
    for event in html_events(data):
        if isinstance(event, str):
            if not page.silent:
                page.writer.write(event)
        elif isinstance(event, Open):
            page.depth += 1
            page.open(event)
        else:
            page.close(event.tag)
            page.depth -= 1
    return page.writer.finish()


@dataclass(slots=True)
class _Scope:
    """An element that is still open and matters: where its words began."""

    depth: int
    start: int
    outer: TextWriter
    aside: Aside | None = None
    is_raised: bool = False
    is_mark: bool = False
    is_meant: bool = False
    is_lowered: bool = False
    is_gloss: bool = False


@dataclass(slots=True)
class _Page:
    writer: TextWriter = field(default_factory=TextWriter)
    depth: int = 0
    silent: int = 0
    scopes: list[_Scope] = field(default_factory=list)

    def open(self, event: Open) -> None:
        tag = event.tag
        if self.silent or tag in _SILENT or _is_hidden(event):
            self.silent += 1
            return
        if tag in _BLOCKS:
            self.writer.block()
        aside = _aside(event, self.writer.length)
        if aside:
            self.scopes.append(_Scope(self.depth, 0, self.writer, aside))
            self.writer = TextWriter()
        elif tag in _HEADINGS:
            self.scopes.append(_Scope(self.depth, self.writer.here, self.writer))
        elif tag in _SET_APART or _RAISING.search(event.get("style")):
            self.set_apart(event)
        elif tag in ("td", "th"):
            self.writer.write(" ")
        elif tag == "p":
            self.writer.paragraph()
        elif tag == "a":
            self.link(event.get("href"))

    def set_apart(self, event: Open) -> None:
        """Note that what begins stands above or below the line."""
        tag, length = event.tag, self.writer.length
        if tag == "sub":
            scope = _Scope(self.depth, length, self.writer, is_lowered=True)
        elif tag in _GLOSSES:
            scope = _Scope(self.depth, self.writer.here, self.writer, is_gloss=True)
        elif tag in ("sup", "span"):
            scope = _Scope(self.depth, length, self.writer, is_raised=True)
            scope.is_mark = _calls_a_note(event)
            scope.is_meant = bool(event.get(MEANT))
        else:
            return
        self.scopes.append(scope)

    def link(self, target: str) -> None:
        """Note that a link begins, which may be a mark."""
        if target.startswith("#") and self.scopes and self.scopes[-1].is_raised:
            self.scopes[-1].is_mark = True
        elif _CALLED.fullmatch(target):
            self.scopes.append(_Scope(self.depth, self.writer.here, self.writer, is_mark=True))

    def close(self, tag: str) -> None:
        if self.silent:
            self.silent -= 1
            return
        if self.scopes and self.scopes[-1].depth == self.depth:
            scope = self.scopes.pop()
            if scope.aside:
                scope.outer.hold(scope.aside, self.writer)
                self.writer = scope.outer
            elif tag in _HEADINGS:
                self.writer.heading(scope.start, int(tag[1]))
            elif scope.is_raised:
                self.writer.raised(scope.start, calls=scope.is_mark, meant=scope.is_meant)
            elif scope.is_lowered:
                self.writer.lowered(scope.start)
            elif scope.is_gloss or self.is_mark(scope):
                self.writer.mark(scope.start)
        if tag in _BLOCKS:
            self.writer.block()
            self.writer.release()

    def is_mark(self, scope: _Scope) -> bool:
        return scope.is_mark and bool(MARK.fullmatch(self.writer.since(scope.start).strip()))


def _aside(event: Open, here: int) -> Aside | None:
    tag = event.tag
    number = _NOTE_ID.fullmatch(event.get("id"))
    if event.get("role") in _NOTE_ROLES or (number and tag in ("li", "aside", "p", "div")):
        return Aside(AsideKind.NOTE, 0, 0, number[1] if number else "")
    if tag == "aside":
        return Aside(AsideKind.BOX, 0, 0, anchor=here)
    if tag == "figure":
        return Aside(AsideKind.FIGURE, 0, 0, anchor=here)
    return None


def _is_hidden(event: Open) -> bool:
    """Return whether no reader sees an element."""
    hidden = event.attributes.get("hidden", "until-found") != "until-found"
    return (
        hidden or "mw-editsection" in event.get("class") or bool(_HIDING.search(event.get("style")))
    )


def _calls_a_note(event: Open) -> bool:
    return bool(_MARK_CLASSES.intersection(event.get("class").split()))
