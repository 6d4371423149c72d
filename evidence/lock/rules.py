"""What can be wrong with the lines of a lock: each rule once, and what is said of it.

A lock that was tampered with is an error; two records of one passage are what
a merge leaves behind.
"""

from __future__ import annotations

from evidence.diagnostics import Diagnostic, Place, Related, Rule, Severity

# what git writes around the two sides of a conflict
CONFLICT_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
RESTORE = "restore the line from an earlier version of the file, or delete it"

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

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
    "A record says what was seen in a text. Only `verify`, `sign` and `done` write it.",
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

MOVED = Rule(
    "changed-since-signed",
    _WARNING,
    "what a signed finding rests on changed since",
    "People agreed to it on other evidence, or in other words. They look at it again and sign anew;"
    " until then the report says so. Memos, who coded, order and layout are no change.",
)
STRANGER = Rule(
    "signature-of-no-author",
    _WARNING,
    "a finding is signed by somebody who is no author of the review",
    "Only people who are named under `authors` stand behind a finding, and no machine does.",
)
UNSIGNED = Rule(
    "signed-finding-gone",
    _NOTE,
    "a finding that was signed is not in the review any more",
    "It was deleted, or renamed and reworded at once. Its signatures are kept.",
)

REOPENED = Rule(
    "changed-since-done",
    _WARNING,
    "a coding changed since its coder said to be done",
    "Two codings are compared as they were done. Where a change is meant, as when the two have"
    " talked, `evidence done` records the coding anew, and what was recorded before stays.",
)

RULES: tuple[Rule, ...] = (
    CONFLICT,
    BROKEN,
    OTHER,
    EDITED,
    DUPLICATE,
    NEWER,
    MOVED,
    STRANGER,
    UNSIGNED,
    REOPENED,
)


def lock_conflict(place: Place) -> Diagnostic:
    """Return the diagnostic of a merge conflict, at its first line."""
    return CONFLICT.diagnostic(
        "the lock holds a merge conflict",
        place,
        "keep the lines of both sides, delete the markers, then run `evidence verify`",
    )


def broken_record(place: Place, why: str, item: str = "") -> Diagnostic:
    """Return the diagnostic of a line that cannot be read, with the id that it names."""
    whose = f"the record of `{item}`" if item else "a record"
    return BROKEN.diagnostic(
        f"{whose} cannot be read: {why}",
        place,
        RESTORE,
        item=item,
    )


def other_record(place: Place) -> Diagnostic:
    """Return the diagnostic of a record of another kind."""
    return OTHER.diagnostic(
        "a record of a kind that this version does not know is kept as it is", place
    )


def edited_record(place: Place, item: str) -> Diagnostic:
    """Return the diagnostic of a record whose check value does not fit."""
    return EDITED.diagnostic(
        f"the record of `{item}` is not as it was written"
        if item
        else "a record is not as it was written",
        place,
        f"{RESTORE} and verify again",
        item=item,
    )


def duplicate_record(place: Place, item: str, first: int) -> Diagnostic:
    """Return the diagnostic of a second, different record of one passage."""
    return DUPLICATE.diagnostic(
        f"claim `{item}` has a second record",
        place,
        "run `evidence verify`",
        (Related(Place(place.file, first), "the first one"),),
        item,
    )


def newer_lock(place: Place) -> Diagnostic:
    """Return the diagnostic of a lock of a later version."""
    return NEWER.diagnostic("the lock was written by a newer version", place, "update evidence")
