"""What changed, as text for a terminal, as Markdown for a pull request, or as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evidence.diagnostics import Diagnostic
from evidence.pages.differences import WhatChangedView
from evidence.synthesis.differences import Differences, FindingDifference


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """What changed between two states of a review: what was found, and in words.

    Shape: `errors` are those of the state before, and of the one after.
    """

    found: Differences
    view: WhatChangedView
    errors: tuple[Sequence[Diagnostic], Sequence[Diagnostic]] = ((), ())

    def __str__(self) -> str:
        return self.text().rstrip("\n")

    def text(self, width: int = 88) -> str:
        """Return it as lines that are wrapped to a width in columns."""
        lines = [self.view.since, self.view.summary]
        for section in self.view.unread:
            lines += ["", section.title]
            for line in section.lines:
                lines += _wrapped(line, "    ", width, "  - ")
        for one in self.view.findings:
            fate = f" ({one.fate})" if one.fate else ""
            lines += ["", f"{one.id}{fate}", *_wrapped(one.statement, "  ", width)]
            lines += [row for line in one.lines for row in _wrapped(line, "    ", width, "  - ")]
        lines += [f"  {self.view.more}"] if self.view.more else []
        below = (self.view.below,) if self.view.below else ()
        for section in (*below, *self.view.sections):
            lines += ["", section.title]
            for line in section.lines:
                deeper = "    " if line.startswith("  ") else "  "
                lines += _wrapped(line.strip(), f"{deeper}  ", width, f"{deeper}- ")
        return "\n".join(lines) + "\n"

    def markdown(self) -> str:
        """Return it in Markdown, short enough to be read under a pull request."""
        view = self.view
        lines = ["### What changed", "", _safe(f"{view.since}: {view.summary}.")]
        for section in view.unread:
            lines += ["", _safe(f"{section.title}:"), ""]
            lines += [f"- {_safe(line)}" for line in section.lines]
        for one in view.findings:
            fate = f" ({one.fate})" if one.fate else ""
            lines += ["", f"**`{one.id}`**{fate} {_safe(one.statement)}", ""]
            lines += [f"- {_safe(line)}" for line in one.lines]
        lines += ["", view.more] if view.more else []
        if view.below:
            lines += ["", f"{view.below.title}:", ""]
            lines += [f"- {_safe(line)}" for line in view.below.lines]
        if view.sections:
            lines += ["", "<details><summary>" + ", ".join(s.title for s in view.sections)]
            lines[-1] += "</summary>"
            for section in view.sections:
                lines += ["", f"**{section.title}**", ""]
                for line in section.lines:
                    deeper = "  " if line.startswith("  ") else ""
                    lines.append(f"{deeper}- {_safe(line.strip())}")
            lines += ["", "</details>"]
        return "\n".join(lines) + "\n"

    def json(self) -> str:
        """Return what was found, by ids: for other programs."""
        before, now = (list(map(_error, found)) for found in self.errors)
        told = {"errors": {"before": before, "now": now}, **_plain(self.found)}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _wrapped(text: str, indent: str, width: int, first: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        max(40, width),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _safe(text: str) -> str:
    """Return a line in which nothing but code in backticks is marked up."""
    pieces = text.split("`")
    for number in range(0, len(pieces), 2):
        piece = "".join(f"\\{c}" if c in _MARKUP else c for c in pieces[number])
        # a host takes what follows these for a person, or for another pull request
        pieces[number] = piece.replace("@", "@\u2060").replace("#", "#\u2060")
    return "`".join(pieces) if len(pieces) % 2 else "`".join(pieces).replace("`", "\\`")


_MARKUP = frozenset("\\*_[]<>|~&")


def _plain(found: Differences) -> dict[str, Any]:
    items = found.items
    return {
        "findings": [_finding(one) for one in found.findings],
        "as_before": found.alike,
        "new": list(items.new),
        "gone": list(items.gone),
        "renamed": dict(items.before),
        "changed": {item: [p.part for p in one.parts] for item, one in items.changes.items()},
        "wordings": {
            item: {part: {"before": was, "now": now} for part, (was, now) in texts.items()}
            for item, texts in found.wordings.items()
        },
        "gone_claims": {key: asdict(one) for key, one in found.belonged.items()},
    }


def _error(one: Diagnostic) -> dict[str, Any]:
    place = one.place
    where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    return {"code": one.code, "message": one.message, **where}


def _finding(one: FindingDifference) -> dict[str, Any]:
    told = dict(_turnovers(one))
    return {
        "id": one.finding,
        "before": one.was or None,
        "fate": one.fate.value,
        **told,
        "through": {key: list(claims) for key, claims in one.through.items()},
        "contested": one.contested,
        "settled": one.settled,
        "shared": dict(one.shared),
        "itself": [part.part for part in one.itself.parts] if one.itself else [],
        "below": {f"{c.kind} {c.id}": [part.part for part in c.parts] for c in one.below},
    }


def _turnovers(one: FindingDifference) -> Iterator[tuple[str, Any]]:
    for name in ("studies", "citations", "against"):
        yield name, asdict(getattr(one, name))
