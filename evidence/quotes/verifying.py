"""All quotes of a review against the texts that are there: a new lock, and what came of it.

Pure: the texts were read before, today is an argument, and `each` maps a
function over jobs (the built-in `map`, or that of a pool of processes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.lock.records import locator_hash, quote_hash, text_key
from evidence.model.claims import Claim, Passage
from evidence.model.lock import Lock, Outcome, Record
from evidence.quotes.normalised import key_of
from evidence.quotes.passage import SearchResult, look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts.full_text import FullText


@dataclass(frozen=True, slots=True)
class VerifiedPassage:
    """What is known of one passage after verifying.

    Shape: `record` is None where nobody ever verified it. `seen` says that the
           text was there this time; else the record is the lock's.
    """

    claim: Claim
    passage: int
    record: Record | None
    seen: bool = False

    @property
    def outcome(self) -> Outcome:
        """Return the outcome, UNCHECKED without a record."""
        return self.record.outcome if self.record else Outcome.UNCHECKED


@dataclass(frozen=True, slots=True)
class Job:
    """One text, the passages to look up in it, and the headings that claims name in it."""

    full: FullText
    passages: tuple[Passage, ...]
    headings: frozenset[str] = frozenset()


Each = Callable[[Callable[[Job], "JobResult"], Iterable[Job]], Iterable["JobResult"]]


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of a job: a result for each passage, and the text's hash."""

    results: tuple[SearchResult, ...]
    text_hash: str


def verify(
    claims: Sequence[Claim],
    texts: Mapping[str, FullText],
    today: str,
    lock: Lock,
    each: Each = map,
) -> tuple[Lock, tuple[VerifiedPassage, ...]]:
    """Return the lock with every quote whose text is there verified anew, and all results.

    Shape: `texts` by the key of the source; `today` is an ISO date. The results
           are in the order of the claims, without passages that have no quote.
           A record that says what the lock said keeps the lock's date; those
           of texts that are not there are kept, those of passages that are
           gone are dropped.
    """
    wanted = [
        (claim, index, passage)
        for claim in claims
        for index, passage in enumerate(claim.passages)
        if passage.quote
    ]
    by_text: dict[str, list[int]] = {}
    for number, (claim, _, _) in enumerate(wanted):
        if text_key(claim) in texts:
            by_text.setdefault(text_key(claim), []).append(number)
    headings = _headings(claims)
    jobs = [
        Job(texts[key], tuple(wanted[number][2] for number in numbers), headings.get(key, _NONE))
        for key, numbers in by_text.items()
    ]
    known = {record.id: record for record in lock.records}
    seen: dict[int, Record | None] = {}
    for (key, numbers), looked in zip(by_text.items(), each(look_through, jobs), strict=True):
        for number, result in zip(numbers, looked.results, strict=True):
            claim, index, passage = wanted[number]
            fresh = _record((claim.id, index), passage, result, texts[key], looked.text_hash)
            fresh = replace(fresh, text=key, date=today)
            seen[number] = _kept(fresh, known.get(fresh.id))
    results = tuple(
        VerifiedPassage(
            claim, index, seen.get(number, known.get((claim.id, index))), number in seen
        )
        for number, (claim, index, _) in enumerate(wanted)
    )
    records = sorted(
        (result.record for result in results if result.record), key=lambda record: record.id
    )
    return replace(lock, records=tuple(records), edited=()), results


def look_through(job: Job) -> JobResult:
    """Return what comes of looking for all passages of one text."""
    opened = SearchableText(job.full, job.headings)
    results = tuple(look_up(opened, passage) for passage in job.passages)
    return JobResult(results, "" if job.full.unreadable else opened.text_hash)


_NONE: frozenset[str] = frozenset()


def _headings(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """Return the keys of the headings that claims name, by text."""
    named: dict[str, set[str]] = {}
    for claim in claims:
        for passage in claim.passages:
            heading = passage.at.get("heading")
            if heading:
                named.setdefault(text_key(claim), set()).add(key_of(heading))
    return {key: frozenset(titles) for key, titles in named.items()}


def _record(
    whose: tuple[str, int], passage: Passage, result: SearchResult, full: FullText, text_hash: str
) -> Record:
    return Record(
        claim=whose[0],
        passage=whose[1],
        outcome=result.outcome,
        date="",
        file=full.file,
        spot=result.spot,
        quote_hash=quote_hash(passage),
        locator_hash=locator_hash(passage.at),
        file_hash=full.file_hash,
        text_hash=text_hash,
        changes=result.changes,
        places=result.places,
        nearest=result.nearest,
        misplaced=result.misplaced,
        reason=result.reason,
    )


def _kept(fresh: Record, old: Record | None) -> Record | None:
    """Return the old record where nothing but the date is new; none for a quote without words."""
    if fresh.outcome is Outcome.UNCHECKED:
        return None
    if old is not None and replace(fresh, date=old.date) == old:
        return old
    return fresh
