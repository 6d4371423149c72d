"""That a coder is done: recorded in the lock, by the command and by the page alike."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path

from evidence.files.editing import replace
from evidence.files.file_names import LOCK
from evidence.files.holding import Tell, hold
from evidence.loaded import load
from evidence.lock.done import changes_in_words, coding_person, done_coding
from evidence.lock.records import write_lock
from evidence.model.lock import DoneCoding
from evidence.programs.git import who_runs


@dataclass(frozen=True, slots=True)
class DoneResult:
    """What came of saying to be done: the record that stands now, and what had changed before.

    Shape: `since` is the day of the record before this one, `changes` what changed
           since in one line; "" both for the first. `new` says that it was recorded now.
    """

    done: DoneCoding
    new: bool = True
    since: str = ""
    changes: str = ""


def record_done(
    folder: Path, coder: str, *, date: str, command: str, tell: Tell = lambda _: None
) -> DoneResult:
    """Record that a coder is done with what they coded till now; what was recorded before stays.

    Raises: CannotGoOn if `coder` is no author of the review or coded nothing, or
            the lock is held or cannot be written; HasErrors.
    """
    with hold(folder / LOCK, command, tell):
        # what cannot be read in the lock is among the errors: it would be lost
        review = load(folder).without_errors()
        coding_person(review.graph, coder)
        before = review.checked.codings.get(coder)
        if before is not None and not before.moved:
            return DoneResult(before.done, new=False)
        lock = review.checked.lock
        made = done_coding(review.graph, lock, coder, ran_by=who_runs(folder), date=date)
        after = changed(lock, codings=(*lock.codings, made))
        replace(folder / LOCK, review.given.lock[1], write_lock(after).encode())
    if before is None:
        return DoneResult(made)
    return DoneResult(made, since=before.done.date, changes=changes_in_words(before))
