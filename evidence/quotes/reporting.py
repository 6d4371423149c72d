"""What verification has to tell authors: outcomes and states as diagnostics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from evidence.diagnostics import Diagnostic, Place, sort
from evidence.model.claims import Claim
from evidence.model.lock import (
    Difference,
    DifferenceKind,
    Freshness,
    Lock,
    Outcome,
    PassageState,
    Record,
    TextPlace,
)
from evidence.quotes import rules

if TYPE_CHECKING:
    # What looks into texts is loaded by those who do.
    from evidence.quotes.verifying import VerifiedPassage

_SHOWN, _SHOWN_CLAIMS = 3, 5


def problems(results: Sequence[VerifiedPassage]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the quotes that were verified: one message each.

    Shape: an unreadable text is told once, not once for each of its quotes.
    """
    found: list[Diagnostic] = []
    for result in results:
        if result.seen and result.record:
            found += _problem(result.claim, result.passage, result.record)
    return sort([*found, *_unreadable(results)])


def of_states(
    claims: Iterable[Claim],
    states: Mapping[tuple[str, int], PassageState],
    resting: Mapping[str, Sequence[str]],
) -> tuple[Diagnostic, ...]:
    """Return what the lock says is wrong, without the texts.

    Shape: `resting` names the findings that rest on each claim.
    """
    found: list[Diagnostic] = []
    unchecked: list[Claim] = []
    for claim in claims:
        for index in range(len(claim.passages)):
            state = states.get((claim.id, index))
            if state is None or not state.quoted:
                continue
            if state.freshness is Freshness.STALE:
                found.append(_stale(claim, index, state.changed, resting.get(claim.id, ())))
            elif state.freshness is Freshness.UNCHECKED or state.record is None:
                unchecked.append(claim)
            elif state.outcome is Outcome.UNREADABLE:
                found.append(_unread(claim, index, state.record, 1))
            else:
                found += _problem(claim, index, state.record)
    if unchecked:
        found.append(_unchecked(unchecked))
    return sort(found)


def differences(
    results: Sequence[VerifiedPassage], lock: Lock, resting: Mapping[str, Sequence[str]]
) -> tuple[Diagnostic, ...]:
    """Return where the lock says other than verifying gives now: for `verify --check`.

    Shape: a text whose file changed is no difference while the quote stands in it.
    """
    known = {record.id: record for record in lock.records}
    found: list[Diagnostic] = []
    for result in results:
        fresh = result.record
        if not result.seen or fresh is None:
            continue
        old = known.get(fresh.id)
        place = _place(result.claim, result.passage)
        name = f"`{result.claim.id}`"
        if old is None:
            message = f"the lock has no record of the quote of claim {name}"
            found.append(rules.UNRECORDED.diagnostic(message, place, _VERIFY, item=result.claim.id))
        elif (changed := _changed(old, fresh)) != ():
            found.append(
                _stale(result.claim, result.passage, changed, resting.get(result.claim.id, ()))
            )
        elif old.outcome.stands and not fresh.outcome.stands and old.text_hash != fresh.text_hash:
            message = f"the quote of claim {name} was {old.date} in its text and is no longer"
            help_ = f"`{fresh.file}` is another version than the one that was read"
            found.append(rules.LOST.diagnostic(message, place, help_, item=result.claim.id))
        elif old.outcome is not fresh.outcome:
            message = f"the lock says {_words(old)} of the quote of claim {name}, its text says "
            message += _words(fresh)
            found.append(rules.UNRECORDED.diagnostic(message, place, _VERIFY, item=result.claim.id))
    return sort(found)


def dropped(results: Sequence[VerifiedPassage], lock: Lock) -> tuple[Diagnostic, ...]:
    """Return what is said of the records that a lock held and that verifying left out."""
    kept = {(result.claim.id, result.passage) for result in results}
    gone = tuple(dict.fromkeys(r.claim for r in lock.records if r.id not in kept))
    if not gone:
        return ()
    shown = ", ".join(f"`{name}`" for name in gone[:_SHOWN_CLAIMS])
    more = f" and {len(gone) - _SHOWN_CLAIMS} more" if len(gone) > _SHOWN_CLAIMS else ""
    message = f"what was verified of quotes that are gone was dropped from the lock: {shown}{more}"
    help_ = "`git diff evidence.lock` shows it, if that was not meant"
    return (rules.DROPPED.diagnostic(message, None, help_),)


def counts(results: Iterable[VerifiedPassage]) -> Mapping[Outcome, int]:
    """Return how many passages had each outcome, every outcome named."""
    counted = Counter(result.outcome for result in results)
    return {outcome: counted[outcome] for outcome in Outcome}


_VERIFY = "run `evidence verify` where the text is"


def _changed(old: Record, fresh: Record) -> tuple[str, ...]:
    pairs = (
        ("quote", old.quote_hash, fresh.quote_hash),
        ("locator", old.locator_hash, fresh.locator_hash),
        ("text", old.text, fresh.text),
    )
    return tuple(name for name, one, other in pairs if one != other)


_ABSENT = (Outcome.ALTERED, Outcome.NOT_FOUND)


def _problem(claim: Claim, index: int, record: Record) -> Iterator[Diagnostic]:
    place = _place(claim, index)
    name = f"the quote of claim `{claim.id}`"
    if record.outcome in _ABSENT and claim.counts and claim.proposed and claim.proposed.machine:
        message = f"{name}, which a machine extracted, is not what its text says"
        help_ = "mend the quote, or turn the claim down: `rejected` in place of `accepted`"
        yield rules.UNMENDED.diagnostic(message, place, help_, item=claim.id)
    if record.outcome is Outcome.ALTERED:
        message = f"{name} has other words than its text: {_shown(record.changes)}"
        help_ = "quote what stands there, or show what is left out by […]"
        if all(map(_may_be_misread, record.changes)):
            help_ += "; if a machine read the text from pictures, say `scanned: true` at its source"
        yield rules.ALTERED.diagnostic(message, place, help_, item=claim.id)
    elif record.outcome is Outcome.NOT_FOUND:
        message = f"{name} stands nowhere in `{record.file}`"
        near = f"; the nearest are: {record.nearest}" if record.nearest else ""
        help_ = f"copy the words as they stand in the text{near}"
        yield rules.NOT_FOUND.diagnostic(message, place, help_, item=claim.id)
    elif record.outcome is Outcome.AMBIGUOUS:
        message = f"{name} stands at {len(record.places)} places of `{record.file}`"
        help_ = "tell them apart by the words before: " + "; ".join(map(_prefix, record.places))
        yield rules.AMBIGUOUS.diagnostic(message, place, help_, item=claim.id)
    elif record.outcome is Outcome.DIFFERS_IN_FORM:
        message = f"{name} differs from its text in form: {_shown(record.changes)}"
        yield rules.FORM.diagnostic(message, place, item=claim.id)
    for term in record.misplaced:
        where = claim.where.at(*_path(index), "at", term.term)
        if term.term in ("prefix", "suffix"):
            where = claim.where.at(*_path(index), term.term)
            side = "behind" if term.term == "prefix" else "before"
            message = f"{name} does not stand {side} `{term.given}`, which is its {term.term}"
            near = "" if term.found == "none" else f": {term.found}"
            help_ = f"remove `{term.term}`, or give the words that stand there{near}"
        elif term.found == "none":
            message = f"{name} stands in no {term.term} of its text"
            help_ = f"remove `{term.term}`, or quote the {term.term}"
        else:
            message = f"{name} stands in {term.term} {term.found}, not {term.given}"
            help_ = _mend(term.term, term.found)
        yield rules.MISPLACED.diagnostic(message, where, help_, item=claim.id)


def _mend(term: str, found: str) -> str:
    right, _, printed = found.partition(", printed ")
    help_ = f'write `{term}: "{right}"`'
    return f'{help_} and `printed: "{printed}"`' if printed else help_


def _shown(changes: Sequence[Difference]) -> str:
    told = "; ".join(map(_change, changes[:_SHOWN])) or "spaces or signs"
    more = len(changes) - _SHOWN
    return f"{told}; {more} more" if more > 0 else told


def _change(change: Difference) -> str:
    kind = f" ({change.kind.value})" if change.kind.value not in ("word", "form") else ""
    if not change.quoted:
        return f"`{change.printed}` is left out{kind}"
    if not change.printed:
        return f"`{change.quoted}` is added{kind}"
    return f"`{change.quoted}` for `{change.printed}`{kind}"


def _may_be_misread(change: Difference) -> bool:
    """Return whether a word stands for another one, of which scanning may have made it."""
    pair = (change.quoted, change.printed)
    return change.kind is DifferenceKind.WORD and all(said and " " not in said for said in pair)


def _prefix(place: TextPlace) -> str:
    page = f" (page {place.page})" if place.page else ""
    return f"`prefix: {place.prefix}`{page}"


def _stale(claim: Claim, index: int, changed: Sequence[str], resting: Sequence[str]) -> Diagnostic:
    what = " and ".join(changed)
    message = f"the {what} of claim `{claim.id}` changed since it was verified"
    if resting:
        message += f"; {', '.join(f'`{finding}`' for finding in resting)} rests on it"
    return rules.STALE.diagnostic(message, _place(claim, index), _VERIFY, item=claim.id)


def _unreadable(results: Sequence[VerifiedPassage]) -> Iterator[Diagnostic]:
    by_file: dict[str, list[VerifiedPassage]] = {}
    for result in results:
        if result.seen and result.record and result.outcome is Outcome.UNREADABLE:
            by_file.setdefault(f"{result.record.file}\n{result.record.reason}", []).append(result)
    for found in by_file.values():
        first = found[0]
        if first.record:
            yield _unread(first.claim, first.passage, first.record, len(found))


def _unread(claim: Claim, index: int, record: Record, number: int) -> Diagnostic:
    quotes = "a quote" if number == 1 else f"{number} quotes"
    message = f"`{record.file}` cannot be read for {quotes}: {record.reason}"
    help_ = "get a copy with a text layer and without a password"
    return rules.UNREADABLE.diagnostic(message, _place(claim, index), help_, item=claim.id)


def _unchecked(claims: Sequence[Claim]) -> Diagnostic:
    first = claims[0]
    if len(claims) == 1:
        message = f"the quote of claim `{first.id}` was never verified"
    else:
        message = f"{len(claims)} quotes were never verified, that of claim `{first.id}` first"
    return rules.UNCHECKED.diagnostic(message, _place(first, 0), _VERIFY, item=first.id)


def _words(record: Record) -> str:
    return record.outcome.value.replace("_", " ")


def _place(claim: Claim, index: int) -> Place:
    return claim.where.at(*_path(index), "quote")


def _path(index: int) -> tuple[str | int, ...]:
    return ("also", index - 1) if index else ()
