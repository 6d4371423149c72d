"""What verification can report: each rule once, and the diagnostics made from it.

A quote that does not stand in its text is a warning: the review can be read
and built, and its report shows the quote first. A lock that was tampered with
is an error.
"""

from __future__ import annotations

from collections.abc import Iterable

from evidence.diagnostics import Diagnostic, Place, Related, Rule, Severity

# what git writes around the two sides of a conflict
CONFLICT_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
RESTORE = "restore the line from an earlier version of the file, or delete it"
_SHOWN = 5
_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

ALTERED = Rule(
    "altered-quote",
    _WARNING,
    "a quote has other words than its text",
    "A changed word can turn a sentence round: `not`, a number, `may`. The report shows the"
    " difference; people decide.",
    "# the text says: children may name more vegetables\nquote: children will name more vegetables",
    "# the text says: children may name more vegetables\nquote: children may name more vegetables",
)
NOT_FOUND = Rule(
    "quote-not-found",
    _WARNING,
    "a quote stands nowhere in its text",
    "Perhaps it was read in another text, or it tells the sentence in other words.",
    "# no such words in the text\nquote: vegetables become household names",
    "quote: children may name more vegetables",
)
AMBIGUOUS = Rule(
    "ambiguous-quote",
    _WARNING,
    "a quote stands at several places of its text",
    "A reader must be led to the place that was read. `prefix` and `suffix` are the words before"
    " and after; a locator that only one of the places fits does as well.",
    "quote: more vegetables",
    "prefix: children may name\nquote: more vegetables",
)
FORM = Rule(
    "quote-differs-in-form",
    _NOTE,
    "a quote has the words of its text in another form",
    "Capitals, punctuation, or what scanning made of a letter: the words are the same.",
    "# the text says: Children, too, may name\nquote: children too may name",
    "quote: Children, too, may name",
)
UNREADABLE = Rule(
    "unreadable-text",
    _WARNING,
    "a text cannot be read",
    "An encrypted, scanned, damaged or empty file says nothing about a quote: it was not looked"
    " for in vain, it could not be looked for.",
)
MISPLACED = Rule(
    "wrong-locator",
    _WARNING,
    "a quote stands elsewhere than its locator says",
    "Only what the text can tell is judged: pages where it has pages, sections, headings, notes"
    " and boxes where it has those.",
    "# the words stand on page 12\nat: {page: 13}",
    "at: {page: 12}",
)
STALE = Rule(
    "stale-quote",
    _WARNING,
    "a quote or its locator changed since it was verified",
    "What the lock says was said of other words. Whoever has the text verifies again.",
)
LOST = Rule(
    "lost-quote",
    _WARNING,
    "a quote that was verified stands no longer in its text",
    "The file was replaced by another version. A new watermark is not a new text; lost words are.",
)
UNRECORDED = Rule(
    "unrecorded-quote",
    _WARNING,
    "the lock holds no record of a quote, or another one than verifying gives now",
    "`verify --check` compares what it finds with the lock and changes nothing.",
)
UNCHECKED = Rule(
    "unchecked-quote",
    _NOTE,
    "a quote was never verified",
    "Nobody who has the text has run `evidence verify` yet, or the text is not there.",
)
CONFLICT = Rule(
    "lock-conflict",
    _ERROR,
    "the lock holds a merge conflict",
    "Both sides are right: keep the lines of both, delete the markers alone, and verify again."
    " Records are made anew where the texts are, and signatures of both sides stay.",
)
BROKEN = Rule(
    "broken-record",
    _ERROR,
    "a line of the lock cannot be read",
    "Until people mend or delete it, nothing is written to the lock: it may be a signature.",
)
OTHER = Rule(
    "other-record",
    _NOTE,
    "the lock, or the audit, holds a record of a kind that this version does not know",
    "Another version wrote it. It is kept as it stands.",
)
EDITED = Rule(
    "edited-record",
    _ERROR,
    "a record of the lock was edited by hand",
    "A record says what was seen in a text. Only `verify` and `sign` write it.",
)
DUPLICATE = Rule(
    "duplicate-record",
    _WARNING,
    "the lock holds two records of one passage",
    "Merging by union leaves both; the later one counts until the next `verify`.",
)
NEWER = Rule(
    "newer-lock",
    _ERROR,
    "the lock was written by a newer version",
    "This version does not know what it says, and would write it back as its own.",
)
DROPPED = Rule(
    "dropped-record",
    _NOTE,
    "the lock held a record of a quote that is gone",
    "A claim was deleted or renamed, or its file is read no longer: `evidence verify` keeps the"
    " records of the quotes that the review has.",
)
OUTSIDE = Rule(
    "text-outside",
    _NOTE,
    "a bibliography entry names a file outside the folder of texts",
    "Only what lies in the folder of texts is opened.",
)
SEVERAL = Rule(
    "several-texts",
    _NOTE,
    "several files could be the text of one source",
    "One was chosen; remove the others or put them elsewhere if that was the wrong one.",
)
UNCLAIMED = Rule(
    "place-without-claim",
    _WARNING,
    "a text cites a work at a place that no claim covers",
    "`evidence coverage` proves that a text was encoded in full.",
)
AUDIT_CONFLICT = Rule(
    "audit-conflict",
    _ERROR,
    "the file of the audit holds a merge conflict",
    "Both sides are right: verdicts of two auditors stand side by side.",
)
VERDICT = Rule(
    "broken-verdict",
    _ERROR,
    "a line of the audit cannot be read",
    "Until people mend or delete it, nothing is written to the file: it may be a verdict.",
)
UNKNOWN_VERDICT = Rule("unknown-verdict", _ERROR, "a verdict is none of the four")
OLD_VERDICT = Rule(
    "stale-verdict",
    _WARNING,
    "a claim changed since it was audited",
    "The verdict was given on other words; the claim should be audited again.",
)

RULES: tuple[Rule, ...] = (
    ALTERED,
    NOT_FOUND,
    AMBIGUOUS,
    FORM,
    UNREADABLE,
    MISPLACED,
    STALE,
    LOST,
    UNRECORDED,
    UNCHECKED,
    CONFLICT,
    BROKEN,
    OTHER,
    DROPPED,
    EDITED,
    DUPLICATE,
    NEWER,
    OUTSIDE,
    SEVERAL,
    UNCLAIMED,
    AUDIT_CONFLICT,
    VERDICT,
    UNKNOWN_VERDICT,
    OLD_VERDICT,
)


def report(
    rule: Rule,
    message: str,
    place: Place | None,
    help_: str = "",
    related: tuple[Related, ...] = (),
    item: str = "",
) -> Diagnostic:
    """Return a diagnostic of a rule."""
    return Diagnostic(rule.code, rule.severity, message, place, help_, related, item)


def lock_conflict(place: Place) -> Diagnostic:
    """Return the diagnostic of a merge conflict, at its first line."""
    return report(
        CONFLICT,
        "the lock holds a merge conflict",
        place,
        "keep the lines of both sides, delete the markers, then run `evidence verify`",
    )


def audit_conflict(place: Place) -> Diagnostic:
    """Return the diagnostic of a merge conflict in the file of the audit, at its first line."""
    return report(
        AUDIT_CONFLICT,
        "the file of the audit holds a merge conflict",
        place,
        "keep the lines of both sides, and delete the markers",
    )


def broken_record(place: Place, why: str, item: str = "") -> Diagnostic:
    """Return the diagnostic of a line that cannot be read, with the id that it names."""
    whose = f"the record of `{item}`" if item else "a record"
    return report(
        BROKEN,
        f"{whose} cannot be read: {why}",
        place,
        RESTORE,
        item=item,
    )


def other_record(place: Place) -> Diagnostic:
    """Return the diagnostic of a record of another kind."""
    return report(
        OTHER, "a record of a kind that this version does not know is kept as it is", place
    )


def dropped_records(claims: Iterable[str]) -> Diagnostic:
    """Return the diagnostic of records that the lock no longer holds, one for all of them."""
    names = tuple(dict.fromkeys(claims))
    shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return report(
        DROPPED,
        f"what was verified of quotes that are gone was dropped from the lock: {shown}{more}",
        None,
        "`git diff evidence.lock` shows it, if that was not meant",
    )


def edited_record(place: Place, item: str) -> Diagnostic:
    """Return the diagnostic of a record whose check value does not fit."""
    return report(
        EDITED,
        f"the record of `{item}` is not as it was written"
        if item
        else "a record is not as it was written",
        place,
        f"{RESTORE} and verify again",
        item=item,
    )


def duplicate_record(place: Place, item: str, first: int) -> Diagnostic:
    """Return the diagnostic of a second, different record of one passage."""
    return report(
        DUPLICATE,
        f"claim `{item}` has a second record",
        place,
        "run `evidence verify`",
        (Related(Place(place.file, first), "the first one"),),
        item,
    )


def newer_lock(place: Place) -> Diagnostic:
    """Return the diagnostic of a lock of a later version."""
    return report(NEWER, "the lock was written by a newer version", place, "update evidence")
