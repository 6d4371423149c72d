"""What changed since an earlier state of a review, as a section of its page."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.graph import Graph
from evidence.pages.differences import WhatChangedView


@dataclass(frozen=True, slots=True)
class LinePiece:
    """A stretch of a line, `code` where it is an id or a key."""

    text: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line as a page shows it: in pieces, and as words alone."""

    pieces: tuple[LinePiece, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ChangedFinding:
    """A finding that changed, as a page shows it; `href` is "" of one that is gone."""

    id: str
    href: str
    fate: str
    statement: str
    lines: tuple[ChangedLine, ...]


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """What changed of one kind of item, as a page shows it."""

    title: str
    lines: tuple[ChangedLine, ...]


@dataclass(frozen=True, slots=True)
class ChangedView:
    """What changed since an earlier state of the review, as a page shows it."""

    since: str
    summary: str
    findings: tuple[ChangedFinding, ...]
    sections: tuple[ChangedLines, ...]
    more: str


def on_page(view: WhatChangedView, graph: Graph) -> ChangedView:
    """Return what changed as a page shows it."""
    below = (view.below,) if view.below else ()
    return ChangedView(
        since=view.since,
        summary=view.summary,
        findings=tuple(
            ChangedFinding(
                id=one.id,
                href=f"#{one.id}" if one.id in graph.findings else "",
                fate=one.fate,
                statement=one.statement,
                lines=tuple(map(in_pieces, one.lines)),
            )
            for one in view.findings
        ),
        sections=tuple(
            ChangedLines(one.title, tuple(map(in_pieces, one.lines)))
            for one in (*view.unread, *below, *view.sections)
        ),
        more=view.more,
    )


def in_pieces(line: str) -> ChangedLine:
    """Return a line in pieces: what stands between backticks is code.

    >>> [one.text for one in in_pieces("through `a`, and `b`").pieces if one.code]
    ['a', 'b']
    """
    parts = line.strip().split("`")
    told = tuple(LinePiece(text, number % 2 == 1) for number, text in enumerate(parts) if text)
    return ChangedLine(told, "".join(parts))
