"""The pages of the documentation, as the tests read them and, asked to, write them again.

A page has blocks of code between fences, and parts that are made from the code
between `<!-- made: NAME -->` and `<!-- end -->`. A comment above a fence tells
the tests what a reader is told in the text: `<!-- into claims.yaml: … -->`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
OUTSIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")

_FENCE = re.compile(
    r"^(?:<!-- (?P<told>[^\n]+?) -->\n\n?)?```(?P<kind>[\w-]*)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_MADE = re.compile(r"(<!-- made: (?P<name>[\w. -]+) -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between two fences, and what the comment above them tells."""

    kind: str
    text: str
    told: str
    line: int
    start: int
    end: int


def page_names() -> list[str]:
    """Every page of docs/ by its path below it."""
    return sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


def blocks(text: str) -> list[Block]:
    """Every fenced block of a page, in order."""
    return [
        Block(
            found["kind"],
            found["text"],
            found["told"] or "",
            text.count("\n", 0, found.start("text")),
            *found.span("text"),
        )
        for found in _FENCE.finditer(text)
    ]


def without_code(text: str) -> str:
    """A page without what stands in fences, in code and in comments."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"<!--.*?-->|`[^`\n]*`", "", text, flags=re.DOTALL)


def replaced(text: str, new: Mapping[int, str]) -> str:
    """A page in which the blocks that begin at these offsets hold other texts."""
    for block in reversed(blocks(text)):
        if block.start in new:
            text = text[: block.start] + new[block.start] + text[block.end :]
    return text


def filled(text: str, parts: Mapping[str, str]) -> str:
    """A page with its parts that are made from the code made again."""
    names = [found["name"] for found in _MADE.finditer(text)]
    assert sorted(names) == sorted(parts), "the page and what is made for it name other parts"
    return _MADE.sub(
        lambda found: f"{found[1]}\n{parts[found['name']].strip()}\n\n{found[3]}", text
    )


def up_to_date(path: Path, made: str) -> None:
    """Fail unless a page is what was made; with UPDATE=1 in the environment, write it."""
    if os.environ.get("UPDATE"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "run the tests with UPDATE=1 to rewrite it"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(text: str) -> str:
    """A text as it may stand in a cell."""
    return " ".join(text.split()).replace("|", "\\|")
