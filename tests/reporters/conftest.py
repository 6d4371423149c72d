"""A listing that holds what a hostile or an odd file can hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.checks import RULES, Silenced
from evidence.diagnostics import Diagnostic, Place, Related, Severity
from evidence.reporters import Listing

LINES = (
    "- id: tasting",
    "  sources: [kim2033, abel2005]",
    "  quote: they \x1b[31mtaste\x1b[0m \u202eetsat\u2066 \x9b2J\r",
    "  statement: " + "long " * 200,
    "  statement: 学校の庭 garden",
    "\tquote:\tseven words",
)


def place(line: int, column: int, end: int = 0, file: str = "claims.yaml") -> Place:
    return Place(file, line, column, end)


@pytest.fixture
def plain() -> Listing:
    """Return one error, one warning, one note, and one that is silenced."""
    unknown = Diagnostic(
        "unknown-source",
        Severity.ERROR,
        "claim `tasting` cites `kim2033`, which is not in sources.bib",
        place(2, 13, 20),
        "did you mean `kim2003`? (sources.bib:1)",
        (Related(place(1, 7, 14), "the claim"),),
        "tasting",
    )
    thin = Diagnostic(
        "one-citation", Severity.WARNING, "it rests on one citation", place(1, 7), item="tasting"
    )
    note = Diagnostic("unused-claim", Severity.NOTE, "no finding uses it", Place("claims.yaml", 0))
    quiet = Silenced(replace(thin, code="long-quote"), "The law's wording matters.")
    lines = {"claims.yaml": LINES}
    return Listing((unknown, thin, note), (quiet,), lines, RULES, "1.2.3")


@pytest.fixture
def hostile() -> Listing:
    """Return diagnostics whose every text tries to act on a terminal or a build server."""
    evil = "\x1b]8;;http://x\x07 \u202e \u200b \r\n::error::100% </failure> ]]> [a](b) \ud800 \x00"
    file = "\x1b[2J,a:b%.yaml"
    related = (Related(place(1, 1, 0, file), evil),)
    found = Diagnostic(evil, Severity.ERROR, evil, place(3, 3, 40, file), evil, related, evil)
    quiet = Silenced(found, evil)
    return Listing((found,), (quiet,), {file: LINES}, RULES, "1.2.3")
