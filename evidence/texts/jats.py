"""JATS XML, as PubMed Central and publishers give articles."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.texts.full_text import Aside, AsideKind, Heading, Structure
from evidence.texts.markup import MEANT, Close, Event, Open, UnreadableTree, xml_events
from evidence.texts.raised import MARK
from evidence.texts.writer import TextWriter

_SILENT = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "journal-meta article-id article-categories contrib-group aff author-notes pub-date "
        "history permissions self-uri related-article counts custom-meta-group alt-title volume "
        "issue fpage lpage elocation-id object-id graphic inline-graphic media supplementary- "
        "material tex-math annotation annotation-xml processing-meta"
    ).split()
)
_BLOCKS = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "ack app article-title body abstract boxed-text caption def disp-formula disp-quote fig "
        "fn kwd-group list-item p ref ref-list sec speech statement subtitle table-wrap table- "
        "wrap-foot title tr trans-abstract verse-group"
    ).split()
)
_CALLS = ("fn", "table-fn", "bibr")  # what an `xref` leads to that is a note or a reference
_ASIDES = {
    "fn": AsideKind.NOTE,
    "boxed-text": AsideKind.BOX,
    "fig": AsideKind.FIGURE,
    "table-wrap": AsideKind.FIGURE,
}


def read_jats(data: bytes) -> tuple[str, Structure]:
    """Return an article's text and what stands where.

    Raises: UnreadableTree for anything but a well-formed article.
    """
    article = _Article()
    for event in xml_events(data):
        article.take(event)
    return article.writer.finish()


@dataclass(slots=True)
class _Scope:
    """An element that is still open and matters."""

    tag: str
    depth: int
    start: int
    outer: TextWriter
    kind: AsideKind | None = None
    number: str = ""
    title: str = ""
    numbered: bool = False
    meant: bool = False


@dataclass(slots=True)
class _Article:
    writer: TextWriter = field(default_factory=TextWriter)
    depth: int = 0
    silent: int = 0
    level: int = 0
    in_sup: int = 0
    in_ref: int = 0
    scopes: list[_Scope] = field(default_factory=list)

    def take(self, event: Event) -> None:
        if isinstance(event, Open):
            if not self.depth and event.tag != "article":
                raise UnreadableTree(f"the XML is no JATS article: its root is <{event.tag}>")
            self.depth += 1
            self.open(event)
        elif isinstance(event, Close):
            self.close(event.tag)
            self.depth -= 1
        elif not self.silent:
            self.writer.write(event)

    def open(self, event: Open) -> None:
        tag = event.tag
        if self.silent or tag in _SILENT:
            self.silent += 1
            return
        if tag in _BLOCKS:
            self.writer.block()
        if tag in _ASIDES:
            self.scopes.append(_Scope(tag, self.depth, 0, self.writer, _ASIDES[tag]))
            self.scopes[-1].start = self.writer.length
            self.writer = TextWriter()
        elif tag in ("label", "title", "article-title", "sec", "xref", "sup", "sub", "subtitle"):
            here = self.writer.length if tag in ("sup", "sub") else self.writer.here
            self.scopes.append(_Scope(tag, self.depth, here, self.writer))
            self.scopes[-1].meant = bool(event.get(MEANT))
            self.scopes[-1].number = event.get("ref-type")
        self.in_sup += tag == "sup"
        self.in_ref += tag == "ref"
        self.level += tag == "sec"
        if tag == "abstract":
            # most abstracts have no title of their own
            here = self.writer.here
            self.writer.headings.append(Heading("Abstract", "", 1, here, here))
        elif tag == "p":
            self.writer.paragraph()
        elif tag == "ref-list":
            self.writer.references = self.writer.here
        elif tag in ("td", "th", "label"):
            self.writer.write(" ")

    def close(self, tag: str) -> None:
        if self.silent:
            self.silent -= 1
            return
        if self.scopes and self.scopes[-1].depth == self.depth:
            self._end(self.scopes.pop())
        self.in_sup -= tag == "sup"
        self.in_ref -= tag == "ref"
        self.level -= tag == "sec"
        if tag == "label":
            self.writer.write(" ")
        if tag in _BLOCKS:
            self.writer.block()
            self.writer.release()

    def _end(self, scope: _Scope) -> None:
        if scope.kind:
            aside = Aside(scope.kind, 0, 0, scope.number, title=scope.title, anchor=scope.start)
            if scope.kind is AsideKind.NOTE:
                aside = Aside(scope.kind, 0, 0, scope.number)
            scope.outer.hold(aside, self.writer)
            self.writer = scope.outer
            return
        said = self.writer.since(scope.start).strip()
        outer = self.scopes[-1] if self.scopes else None
        if scope.tag == "label" and outer and (outer.kind or outer.tag == "sec"):
            outer.number = outer.number or said.strip("[]().: ")
        elif scope.tag in ("title", "article-title"):
            self._title(scope, outer, said)
        elif scope.tag == "sup":
            self.writer.raised(scope.start, calls=scope.numbered, meant=scope.meant)
        elif scope.tag == "sub":
            self.writer.lowered(scope.start)
        elif scope.tag == "xref" and scope.number in _CALLS:
            if outer and outer.tag == "sup":
                outer.numbered = True
            elif scope.number == "fn" or MARK.fullmatch(said):
                self.writer.mark(scope.start)

    def _title(self, scope: _Scope, outer: _Scope | None, said: str) -> None:
        if outer and outer.kind:
            outer.title = outer.title or said
        elif outer and outer.tag == "sec":
            # a label before the title belongs to the heading
            self.writer.heading(outer.start, max(self.level, 1), outer.number)
        elif not self.in_ref and not any(inner.kind for inner in self.scopes):
            self.writer.heading(scope.start, 1)
