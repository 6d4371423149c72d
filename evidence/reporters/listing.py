"""The listing: what a run of the checks has to say, before it is set in any format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from evidence.checks.allow import Silenced
from evidence.diagnostics import Diagnostic, Place, Rule, Severity

# of one kind of warning or note, so many are told one by one
MOST_ALONE = 10

_LINE_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Listing:
    """Diagnostics with all that their readers need.

    Shape: `lines` has the lines of each file (`lines_of`), by the name that
           places use; a file may be absent. `rules` are all rules that were
           looked at. `folder` leads from the top of the repository to the
           review ("" where it is that), with "/". `every` tells people each
           warning and note also of a kind that there is often; programs are
           always told all.
    """

    diagnostics: Sequence[Diagnostic] = ()
    silenced: Sequence[Silenced] = ()
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rules: Sequence[Rule] = ()
    version: str = ""
    folder: str = ""
    colour: bool = False
    every: bool = True

    def count(self, severity: Severity) -> int:
        """Return how many diagnostics are of this severity."""
        return sum(1 for diagnostic in self.diagnostics if diagnostic.severity is severity)

    def path(self, file: str) -> str:
        """Return the path of a file from the top of the repository."""
        return f"{self.folder.rstrip('/')}/{file}" if self.folder else file


class Representative(NamedTuple):
    """A diagnostic that people are told, and how many of its kind it stands for beside itself."""

    diagnostic: Diagnostic
    more: int = 0


def told(listing: Listing) -> list[Representative]:
    """Return what people are told, in order: of a kind that there is often, the first.

    Errors are told one by one, for each of them has to be mended.
    """
    kinds = Counter((one.code, one.severity) for one in listing.diagnostics)
    said: set[tuple[str, Severity]] = set()
    out: list[Representative] = []
    for one in listing.diagnostics:
        kind = (one.code, one.severity)
        if listing.every or one.severity is Severity.ERROR or kinds[kind] <= MOST_ALONE:
            out.append(Representative(one))
        elif kind not in said:
            said.add(kind)
            out.append(Representative(one, kinds[kind] - 1))
    return out


def lines_of(text: str) -> tuple[str, ...]:
    r"""Return the lines of a text as places count them.

    >>> lines_of("one\r\ntwo\x0cstill two\rthree\n")
    ('one', 'two\x0cstill two', 'three', '')
    """
    return tuple(_LINE_BREAK.split(text))


def address(place: Place | None) -> str:
    """Return a place as editors take it; of a whole file its name alone, "" of none."""
    if place is None:
        return ""
    return str(place) if place.line else place.file


def strict(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics with every warning turned into an error; notes stay."""
    return tuple(
        replace(one, severity=Severity.ERROR) if one.severity is Severity.WARNING else one
        for one in diagnostics
    )


def summary(listing: Listing) -> str:
    """Return what was found, counted.

    >>> summary(Listing())
    'no problems'
    """
    counts = (
        *((listing.count(severity), severity.value) for severity in Severity),
        (len(listing.silenced), "silenced"),
    )
    said = [_counted(number, word) for number, word in counts if number]
    if not listing.diagnostics:
        said.insert(0, "no problems")
    return ", ".join(said)


def _counted(number: int, word: str) -> str:
    plural = "" if number == 1 or word == "silenced" else "s"
    return f"{number} {word}{plural}"
