"""What a person decides about a proposal, written into its file, every other byte as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.diagnostics import CannotGoOn, Diagnostic, Severity
from evidence.imports.written import written_claims, written_parts
from evidence.model import Claim
from evidence.model.lock import Brought, Outcome
from evidence.review import Checked, Input, check, with_file
from evidence.yaml.dump import Value
from evidence.yaml.item_changes import replaced


@dataclass(frozen=True, slots=True)
class Decided:
    """A file with a decision about a proposal in it.

    Shape: with `wrong` nothing may be written: errors that it would make.
    """

    claim: str
    file: str
    before: bytes
    after: bytes
    changed: tuple[str, ...] = ()
    wrong: tuple[Diagnostic, ...] = ()
    lines: Mapping[str, tuple[str, ...]] | None = None


def open_proposal(checked: Checked, key: str) -> Claim:
    """Return a proposal that nobody decided.

    Raises: CannotGoOn if it is none, or was decided.
    """
    graph = checked.graph
    claim = graph.proposals.get(key)
    if claim is not None and claim.rejected is None:
        return claim
    decided = claim or graph.claims.get(key)
    if decided is None or decided.proposed is None:
        kind = graph.kind(key)
        raise CannotGoOn(f"`{key}` is {f'a {kind}, and ' if kind else ''}no proposal")
    said = decided.rejected or decided.accepted
    word = "rejected" if decided.rejected else "accepted"
    by = f" by {said.by}" if said else ""
    raise CannotGoOn(f"`{key}` was {word}{by} before", f"change `{word}` in the file by hand")


def author(checked: Checked, by: str) -> None:
    """Raise CannotGoOn unless these are the initials of an author."""
    review = checked.graph.review
    names = [one.initials for one in review.authors]
    if by in {machine.initials for machine in review.machines}:
        raise CannotGoOn(f"`{by}` is a machine; only people decide about proposals")
    if by not in names:
        known = f"one of {', '.join(names)}" if names else "name them under `review: authors`"
        raise CannotGoOn(f"`{by}` is no author of the review", known)


def is_of_machine(claim: Claim) -> bool:
    """Return whether a machine extracted a proposal."""
    return claim.proposed is not None and bool(claim.proposed.machine)


def unmended(outcomes: Mapping[int, Outcome]) -> str:
    """Return why a machine's proposal cannot be accepted as it is; "" if it can.

    Shape: `outcomes` are those of its passages.
    """
    for outcome in outcomes.values():
        if outcome is Outcome.ALTERED:
            return "its quote is not what the text says"
        if outcome is Outcome.NOT_FOUND:
            return "its quote does not stand in the text"
        if outcome is Outcome.AMBIGUOUS:
            return "its quote stands in several places of the text"
    return ""


def changed_since(given: Input, checked: Checked, claim: Claim) -> tuple[str, ...]:
    """Return the keys of a proposal that somebody changed since it was brought."""
    origin = claim.proposed
    if origin is None:
        return ()
    known = {one.id: one for one in checked.lock.brought}
    record: Brought | None = known.get((origin.by, origin.file, origin.key))
    if record is None or not record.written:
        return ()
    now = written_parts(written_claims(given.claims).get(claim.id, {}))
    keys = {**record.written, **now}
    return tuple(key for key in keys if record.written.get(key) != now.get(key))


def decided(
    given: Input, checked: Checked, claim: Claim, *, by: str, on: str, because: str | None = None
) -> Decided:
    """Return the file of a proposal with a decision about it.

    Shape:  `because` says why it is rejected, None where it is accepted.
    Raises: CannotGoOn if its file leaves no place for it.
    """
    file = claim.where.at().file
    before = dict(given.claims)[file]
    told: dict[str, Value] = {"by": by, "on": on}
    changed: tuple[str, ...] = ()
    if because is not None:
        key = "rejected"
        told["because"] = because
    else:
        key = "accepted"
        changed = changed_since(given, checked, claim)
        if changed:
            told["changed"] = changed
    made = replaced(before, claim.id, {key: told})
    if isinstance(made, CannotGoOn):
        raise CannotGoOn(f"{file}: {made.message}; nothing was written", made.help)
    after = with_file(given, file, made)
    known = {(d.code, d.message) for d in checked.diagnostics if d.severity is Severity.ERROR}
    wrong = tuple(
        d
        for d in check(after).diagnostics
        if d.severity is Severity.ERROR and (d.code, d.message) not in known
    )
    lines = after.lines({d.place.file for d in wrong if d.place}) if wrong else None
    return Decided(claim.id, file, before, made, changed, wrong, lines)
