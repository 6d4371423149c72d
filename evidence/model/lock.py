"""The lock: what was verified against which text, who signed which finding, whose coding is done.

Nouns only. `evidence.lock` reads and writes them as JSON Lines and says
which of them still hold for the review as it stands now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from evidence.model.fields import Count, Day, Ref, Word, Words


class Outcome(StrEnum):
    """What came of looking for a quote in its text."""

    FOUND = "found"
    DIFFERS_IN_FORM = "differs_in_form"
    ALTERED = "altered"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    UNCHECKED = "unchecked"

    @property
    def stands(self) -> bool:
        """Return whether the words of the quote stand in the text, at one place."""
        return self in (Outcome.FOUND, Outcome.DIFFERS_IN_FORM)


class Freshness(StrEnum):
    """Whether a record still speaks of the passage as it stands in the review now."""

    FRESH = "fresh"
    STALE = "stale"
    UNCHECKED = "unchecked"


class DifferenceKind(StrEnum):
    """What a difference between a quote and its text bears on."""

    NEGATION = "negation"
    NUMBER = "number"
    UNIT = "unit"
    HEDGE = "hedge"
    QUANTIFIER = "quantifier"
    WORD = "word"
    ORDER = "order"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Difference:
    """One stretch in which a quote differs from its text.

    Shape: `quoted` are the words of the quote, "" where the text says more;
           `printed` those of the text, "" where the quote says more.
    """

    kind: DifferenceKind
    quoted: str = ""
    printed: str = ""

    @property
    def alters(self) -> bool:
        """Return whether the words changed, and not their form alone."""
        return self.kind is not DifferenceKind.FORM


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A term of a locator that disagrees with where the quote was found."""

    term: str
    given: str
    found: str


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A stretch of a text, and what a reader calls that place.

    Units: `start` and `end` are code points of the text as it was read, from
           0, `end` exclusive.
    Shape: `page` is the page's label, "" where the text has no pages, and
           `sheet` its number counted from 1, 0 without pages; `prefix` the
           words before, as an author may give them to tell places apart (only
           kept where there are several).
    """

    start: int
    end: int
    page: str = ""
    sheet: int = 0
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What was verified of one passage, when, and against which file.

    Shape: `passage` is 0 for a claim's main passage, 1 and up for those under
           `also`. `text` is the key of the source whose text was read, `file`
           the file's name below the folder of texts. `quote_hash` covers the
           quote with its prefix and suffix, `locator_hash` the locator;
           `file_hash` the file's bytes, `text_hash` its normalised text. `spot`
           is None where nothing was found. `places` are all candidates of an
           ambiguous quote, `nearest` the closest words of one that was not
           found, `misplaced` the terms of the locator that disagree, `reason`
           why a text could not be read. `line` is the record as it stands in
           the lock, with what another version may have added; "" for a new one.
    Units: `date` is an ISO date.
    """

    claim: str
    passage: int
    outcome: Outcome
    date: str
    text: str = ""
    file: str = ""
    spot: TextPlace | None = None
    quote_hash: str = ""
    locator_hash: str = ""
    file_hash: str = ""
    text_hash: str = ""
    changes: tuple[Difference, ...] = ()
    places: tuple[TextPlace, ...] = ()
    nearest: str = ""
    misplaced: tuple[Misplaced, ...] = ()
    reason: str = ""
    line: str = field(default="", compare=False, repr=False)

    @property
    def id(self) -> tuple[str, int]:
        """Return what the record speaks of: the claim, and which of its passages."""
        return (self.claim, self.passage)


# one part of what was signed: the hash of what stood there, or the items that were named there
Part = str | tuple[str, ...]
# the parts of each item below a finding, by item ("claim tasting_first") and by part ("quote")
Parts = Mapping[str, Mapping[str, Part]]


@dataclass(frozen=True, slots=True)
class Signature:
    """That somebody signed a finding, on the evidence that `fingerprint` stands for.

    Shape: `parts` are hashes of all that it rested on. `line` is the signature
           as it stands in the lock, with what another version may have added;
           "" for a new one.
    Units: `date` is an ISO date.
    """

    finding: Annotated[str, Ref("finding", "The finding, as it was called then.")]
    by: Annotated[str, Word("The initials of the author who agreed.")]
    date: Annotated[str, Day("When it was signed.")]
    fingerprint: Annotated[str, Word("The hash of all that it rested on then.")]
    reconsidered: Annotated[str, Words("What was said of what had changed since the last one.")] = (
        ""
    )
    number: Annotated[int, Count("Which of the finding's signatures it is, from 1.")] = 1
    ran_by: Annotated[str, Words("Who ran the command.")] = ""
    judgement: Annotated[str, Word("How the finding was judged then.")] = ""
    parts: Parts = field(default_factory=dict)
    line: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Brought:
    """That an import has brought something into the review, which it then does not bring again.

    Shape: `by`, `file` and `key` are those of `proposed`, `claim` the id that it
           was given ("" where it became no claim). `origin` are hashes of what
           stood in the file, `written` of what was written of it, by the key of
           a claim. `line` is the record as it stands in the lock.
    Units: `date` is an ISO date, that of the first import.
    """

    by: str
    file: str
    key: str
    claim: str
    date: str
    machine: str = ""
    origin: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    line: str = field(default="", compare=False, repr=False)

    @property
    def id(self) -> tuple[str, str, str]:
        """Return what the record is known by."""
        return (self.by, self.file, self.key)


@dataclass(frozen=True, slots=True)
class DoneCoding:
    """That a coder said to be done, with the claims that `fingerprint` stands for.

    Shape: `parts` are hashes of these claims, and of what of the framework they
           name. `line` is the record as it stands in the lock, with what
           another version may have added; "" for a new one.
    Units: `date` is an ISO date.
    """

    coder: str
    date: str
    fingerprint: str
    number: int = 1
    ran_by: str = ""
    parts: Parts = field(default_factory=dict)
    line: str = field(default="", compare=False, repr=False)

    @property
    def claims(self) -> tuple[str, ...]:
        """Return the ids of the claims, as they were called then."""
        items = (item.partition(" ") for item in self.parts)
        return tuple(key for kind, _, key in items if kind == "claim")


@dataclass(frozen=True, slots=True)
class CodingState:
    """What is known now of a coding that was done: the newest record, and what changed since.

    Shape: ids of claims; of those in `gone` as they were called then.
    """

    done: DoneCoding
    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def moved(self) -> tuple[str, ...]:
        """Return every claim that is otherwise than it was when the coding was done."""
        return (*self.changed, *self.new, *self.gone)


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything that `evidence.lock` holds.

    Shape: records sorted by claim and passage, each pair once; signatures, all
           that were ever given, by finding, date and number; `codings`, every
           time that somebody said to be done. `edited` are the
           passages whose record is not as the tool wrote it: there is no
           record for them. `others` are lines of a kind that this version does
           not know, which are kept as they stand.
    """

    records: tuple[Record, ...] = ()
    signatures: tuple[Signature, ...] = ()
    brought: tuple[Brought, ...] = ()
    codings: tuple[DoneCoding, ...] = ()
    edited: tuple[tuple[str, int], ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of what was signed that is another one now.

    Shape: `before` and `after` are what stood there, "" where nothing did.
    """

    part: str
    before: Part = ""
    after: Part = ""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item below a signed finding, or the finding itself, of which parts changed.

    Shape: `kind` is claim, finding, source, element, facet or value; `id` is
           what it is called now (of a value its facet's, a dot and its own).
    """

    kind: str
    id: str
    parts: tuple[PartChange, ...]


@dataclass(frozen=True, slots=True)
class SignedState:
    """What is known of the signatures of one finding now.

    Shape: `signature` is the newest one, `history` are all, the oldest first.
           `changes` name what is otherwise since, `moved` says that something
           is: where nobody knows what, there are no changes to name.
    """

    finding: str
    signature: Signature
    history: tuple[Signature, ...]
    moved: bool = False
    changes: tuple[ItemChange, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageState:
    """What is known of one passage now, without its text.

    Shape: `quoted` is False for a passage without a quote, which nothing can
           verify. `changed` names what changed since ("quote", "locator",
           "text"); a stale state keeps the outcome of its record.
    """

    freshness: Freshness = Freshness.UNCHECKED
    outcome: Outcome = Outcome.UNCHECKED
    quoted: bool = True
    record: Record | None = None
    changed: tuple[str, ...] = ()

    @property
    def date(self) -> str:
        """Return the ISO date of the verification, "" if there was none."""
        return self.record.date if self.record else ""

    @property
    def file(self) -> str:
        """Return the name of the file that it was verified against, "" if none."""
        return self.record.file if self.record else ""

    @property
    def verified(self) -> bool:
        """Return whether the quote, as it stands now, was seen in its text."""
        return self.freshness is Freshness.FRESH and self.outcome.stands
