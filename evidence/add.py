"""Adding a claim: a review and a draft in, the file with the claim out, or what is wrong with it.

The whole review is read and checked as it would be with the claim; only what
the claim brings about is told, and nothing is added that makes an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence.diagnostics import CannotGoOn, Diagnostic, Place, Related, Severity
from evidence.review import Checked, Input, check
from evidence.yaml import read as read_claims
from evidence.yaml.appending import Appended, append
from evidence.yaml.dump import Draft
from evidence.yaml.target_file import at_home, default_text, file_for, file_of

NEW = "new claim"

__all__ = ["NEW", "Added", "Draft", "add"]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a claim to a file.

    Shape: `data` is the new content of the file; with an error among
           `diagnostics` it is not to be written. Their places are in the file
           as it would be; those of errors are in the claim itself, as the file
           `NEW`. `lines` are its lines, for messages that show them. `given`
           and `checked` are the review with the claim, and what is known of it.
    """

    file: str
    data: bytes
    line: int
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    given: Input | None = field(default=None, compare=False, repr=False)
    checked: Checked | None = field(default=None, compare=False, repr=False)

    @property
    def wrong(self) -> bool:
        """Return whether the claim has an error, and is not to be written."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def add(
    given: Input, draft: Draft, file: str = "", known: Checked | None = None
) -> Added | CannotGoOn:
    """Return what comes of adding a claim to a review.

    Shape: `file` is one of its files, or a new one; "" for the file that the
           claim belongs to. What comes back is for the command to raise where
           the layout of the file leaves no place for a claim. `known` is what
           is known of the review as it is, if anything is.
    """
    before = dict(given.claims)
    if not file:
        file, draft = _home(given, draft, known)
    made = append(before.get(file, b""), draft)
    if isinstance(made, CannotGoOn):
        return CannotGoOn(f"{file}: {made.message}; nothing was added", made.help)
    after = replace(given, claims=tuple({**before, file: made.data}.items()))
    checked = check(after)
    own = [d for d in checked.diagnostics if _is_in(d.place, file, made)]
    errors = [d for d in checked.diagnostics if d.severity is Severity.ERROR]
    if any(d not in own for d in errors):
        told = Counter(map(_told, (known or check(given)).diagnostics))
        own += [d for d in errors if d not in own and not _is_known(d, told)]
    lines = after.lines({file})[file]
    if not any(d.severity is Severity.ERROR for d in own):
        return Added(file, made.data, made.line, tuple(own), {file: lines}, after, checked)
    wrong = [_moved(d, file, made) for d in own if d.severity is Severity.ERROR]
    shown = dict(given.lines({d.place.file for d in wrong if d.place}))
    shown[NEW] = lines[made.line - 1 : made.line - 1 + made.lines]
    return Added(file, made.data, made.line, tuple(wrong), shown)


def _home(given: Input, draft: Draft, known: Checked | None) -> tuple[str, Draft]:
    """Return the file that a claim belongs to, and the claim as it has to be written there."""
    coder = draft.get("coder", "")
    own = file_of(coder, given.claims) if isinstance(coder, str) else ""
    if own:
        review = known.graph.review if known else read_claims(given.claims)[0]
        left = {key: value for key, value in draft.items() if key != "coder"}
        return own, at_home(left, review, dict(given.claims)[own])
    file, data = given.claims[0]
    if len(given.claims) == 1 and not default_text(data):
        return file, draft
    review = known.graph.review if known else read_claims(given.claims)[0]
    file = file_for(draft, review, given.claims)
    return file, at_home(draft, review, dict(given.claims)[file])


def _is_in(place: Place | None, file: str, made: Appended) -> bool:
    if place is None or place.file != file:
        return False
    return made.line <= place.line < made.line + made.lines


def _told(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return (diagnostic.code, diagnostic.message, diagnostic.item)


def _is_known(diagnostic: Diagnostic, known: Counter[tuple[str, str, str]]) -> bool:
    told = _told(diagnostic)
    known[told] -= 1
    return known[told] >= 0


def _moved(diagnostic: Diagnostic, file: str, made: Appended) -> Diagnostic:
    """Return a diagnostic with places that exist: in the claim, or in the file as it is."""
    place = diagnostic.place
    return replace(
        diagnostic,
        place=_there(place, file, made) if place else None,
        related=tuple(Related(_there(r.place, file, made), r.message) for r in diagnostic.related),
    )


def _there(place: Place, file: str, made: Appended) -> Place:
    if _is_in(place, file, made):
        return replace(place, file=NEW, line=place.line - made.line + 1)
    if place.file == file and place.line >= made.line + made.lines:
        return replace(place, line=place.line - made.added)
    return place
