"""Earlier states of a review: what stood in git or in another folder, and what changed since."""

from __future__ import annotations

from pathlib import Path

from evidence.build import Earlier
from evidence.diagnostics import CannotGoOn
from evidence.files.file_names import AUDIT, CLAIMS, LOCK, SOURCES, SPLIT, is_read
from evidence.files.reading import shown, words_for
from evidence.loaded import LoadedReview, given_in
from evidence.lock.fingerprints import parts_of, said_of
from evidence.model.lock import SignedState
from evidence.pages.differences import what_changed
from evidence.programs.git import commit_of, files_at, first_with
from evidence.report.differences import WhatChanged
from evidence.review import Input, check
from evidence.synthesis.differences import ReviewState, differences


def given_at(folder: Path, where: str) -> Input:
    """Return what stood in the files of a review in a git revision, or stands in another folder.

    Shape:  `where` is a folder with a `claims.yaml`, else what git knows in `folder`.
    Raises: CannotGoOn if it is neither, or held no review.
    """
    other = Path(where)
    if (other / CLAIMS).is_file():
        return given_in(other)

    commit = commit_of(folder, where)
    if not commit:
        raise CannotGoOn(
            f"`{where}` is no folder with a {CLAIMS}, and no revision that git knows here",
            "name a commit, a tag, a branch such as `main`, or a folder",
        )
    held = files_at(folder, commit, is_read)
    if CLAIMS not in held:
        raise CannotGoOn(f"there was no {CLAIMS} in {shown(folder)} at `{where}`")
    split = sorted(name for name in held if name.startswith(f"{SPLIT}/"))
    return Input(
        claims=tuple((name, held[name]) for name in (CLAIMS, *split)),
        sources=(SOURCES, held.get(SOURCES, b"")),
        lock=(LOCK, held.get(LOCK, b"")),
        audit=(AUDIT, held.get(AUDIT, b"")),
    )


def earlier(folder: Path, where: str) -> Earlier:
    """Return an earlier state of a review, for a report that says what changed since.

    Raises: CannotGoOn, as `given_at` does.
    """
    given = given_at(folder, where)
    return Earlier(where, check(given), given.digest)


def changed_between(before: Input, after: Input, since: str, language: str = "") -> WhatChanged:
    """Return what changed between two states of a review, as far as both can be read."""
    old, new = check(before), check(after)
    found = differences(ReviewState(old.graph, old.states), ReviewState(new.graph, new.states))
    words = words_for(language or new.graph.review.language)
    errors = old.errors_found, new.errors_found
    view = what_changed(found, old.graph, new.graph, words, since, errors)
    return WhatChanged(found, view, errors)


def reworded_since(review: LoadedReview, state: SignedState) -> tuple[tuple[str, str, str], ...]:
    """Return what was reworded since a finding was signed: what, and both wordings.

    Shape:  none where git does not have the review as it was signed.
    """
    signed = state.signature
    commit = first_with(review.folder, LOCK, signed.fingerprint)
    if not commit:
        return ()
    old = check(given_at(review.folder, commit))
    finding = old.graph.findings.get(signed.finding)
    if finding is None or parts_of(old.graph, finding, old.states) != signed.parts:
        return ()
    found = []
    for change in state.changes:
        item = f"{change.kind} {change.id}"
        before, now = said_of(old.graph, item), said_of(review.graph, item)
        for part in change.parts if before else ():
            was, now_says = before.get(part.part, ""), now.get(part.part, "")
            if isinstance(was, str) and isinstance(now_says, str) and was != now_says:
                found.append((f"`{change.id}`, {part.part}", was, now_says))
    return tuple(found)
