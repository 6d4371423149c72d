"""A review in which nothing is wrong, and a piece that a test adds to it.

The piece is the docstring of the test: YAML that is read as a second file of
the review, then BibTeX from the first line that begins with `@`. A mark
`# ! code` (`% ! code` in BibTeX) says that this line, and no other, is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path

import pytest

from evidence import bibtex, checks, graph
from evidence.checks import CheckResult
from evidence.diagnostics import Diagnostic
from evidence.yaml import read as read_claims

HERE = Path(__file__).parent / "review"
CLAIMS = (HERE / "claims.yaml").read_text(encoding="utf-8")
WORKS = (HERE / "sources.bib").read_text(encoding="utf-8")

# What is true of most pieces, and only looked at where a mark asks for it.
USUAL = {"unused-claim", "unquoted-claim", "unused-finding-kind"}

Found = set[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Tried:
    """What the checks say of a review with a piece added, and what its marks say."""

    checked: CheckResult
    marked: Found
    found: Found

    def only(self, code: str) -> Diagnostic:
        """Return the one diagnostic of a code."""
        (one,) = (d for d in self.checked.diagnostics if d.code == code)
        return one


def line_of(text: str, within: str = CLAIMS) -> int:
    """Return the number of the one line that holds a text: no test knows it by heart."""
    (number,) = (n for n, line in enumerate(within.splitlines(), 1) if text in line)
    return number


def check(yaml: str, bib: str = WORKS, base: str = CLAIMS) -> CheckResult:
    """Return what a run says of a review in two files."""
    files = [("claims.yaml", base), ("claims/piece.yaml", yaml)]
    review, wrong = read_claims([(file, text.encode()) for file, text in files if text])
    works, odd = bibtex.read("sources.bib", bib.encode())
    return checks.run(graph.build(review, works), (*wrong, *odd))


def parts(piece: str) -> tuple[str, str]:
    """Return the YAML of a piece, and its BibTeX."""
    yaml, at, bib = f"\n{piece}\n".partition("\n@")
    yaml = yaml.strip("\n")
    if yaml.startswith("- "):
        yaml = f"claims:\n{yaml}"
    return f"{yaml}\n", f"{at.lstrip()}{bib}"


@pytest.fixture
def review(request: pytest.FixtureRequest) -> Tried:
    yaml, added = parts(cleandoc(request.function.__doc__))
    bib = f"{WORKS}\n{added}"
    checked = check(yaml, bib)
    marked = {
        (file, number, code)
        for file, text in (("claims/piece.yaml", yaml), ("sources.bib", bib))
        for number, line in enumerate(text.splitlines(), 1)
        for code in re.findall(r"[#%,] ! ([a-z-]+)", line)
    }
    ignored = USUAL - {code for _, _, code in marked}
    found = {
        (one.place.file if one.place else "", one.place.line if one.place else 0, one.code)
        for one in checked.diagnostics
        if one.code not in ignored
    }
    return Tried(checked, marked, found)
