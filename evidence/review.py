"""Reading, linking and checking: bytes in, a checked review out."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence import bibtex, checks, graph
from evidence.audit.verdicts import Auditing, read_audit
from evidence.diagnostics import Diagnostic, Severity
from evidence.graph import Graph
from evidence.lock.done import codings
from evidence.lock.done import problems as done_problems
from evidence.lock.records import read_lock
from evidence.lock.records import states as states_of
from evidence.lock.signatures import problems, signed
from evidence.model import Claim, Review
from evidence.model.lock import CodingState, Freshness, Lock, PassageState, SignedState
from evidence.quotes import reporting
from evidence.reporters import listing
from evidence.synthesis.trace import rests_on
from evidence.yaml import read as read_claims

File = tuple[str, bytes]
States = Mapping[tuple[str, int], PassageState]


@dataclass(frozen=True, slots=True)
class Input:
    """The files of a review as they were read: pairs of a path, as messages show it, and its bytes.

    Shape: `unread` says what looks like a file of the review, and is none.
    """

    claims: Sequence[File]
    sources: File
    lock: File = ("evidence.lock", b"")
    audit: File = ("audit.jsonl", b"")
    unread: Sequence[Diagnostic] = ()

    @property
    def digest(self) -> str:
        """Return the sha256 of all of it, whatever the files are called, in hex."""
        whole = hashlib.sha256()
        for _, data in (*self.claims, self.sources, self.lock, self.audit):
            whole.update(len(data).to_bytes(8, "big"))
            whole.update(data)
        return whole.hexdigest()

    def with_sources(self, data: bytes) -> Input:
        """Return these files with another bibliography."""
        return replace(self, sources=(self.sources[0], data))

    def lines(self, files: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the lines of the files named, for messages that show them."""
        wanted = set(files)
        return {
            path: listing.lines_of(_decoded(data))
            for path, data in (*self.claims, self.sources, self.lock, self.audit)
            if path in wanted
        }


@dataclass(frozen=True, slots=True)
class Checked:
    """A review that was read, linked and checked.

    Shape: `signed` says of every finding that an author signed whether it still
           stands as it was signed, `codings` the same of every coding that is
           done; `read` is what the readers of the files found.
    """

    graph: Graph
    lock: Lock
    states: States
    diagnostics: tuple[Diagnostic, ...]
    silenced: tuple[checks.Silenced, ...]
    audit: Auditing = Auditing()
    signed: Mapping[str, SignedState] = field(default_factory=dict)
    codings: Mapping[str, CodingState] = field(default_factory=dict)
    read: tuple[Diagnostic, ...] = ()

    @property
    def errors_found(self) -> tuple[Diagnostic, ...]:
        """Return the errors among the diagnostics; with one, nothing is built."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def errors(self) -> int:
        """Return how many errors there are."""
        return len(self.errors_found)


def check(given: Input, *, strict: bool = False) -> Checked:
    """Return the review with everything that is wrong with it, sorted by place.

    `strict` turns warnings into errors.
    """
    review, wrong_claims = read_claims(given.claims)
    works, wrong_sources = bibtex.read(*given.sources)
    lock, wrong_lock = read_lock(*given.lock)
    linked = graph.build(review, works)
    audit, wrong_audit = read_audit(*given.audit)
    wrong_cited = bibtex.weighed(wrong_sources, linked.cited())
    read = (*given.unread, *wrong_claims, *wrong_cited, *wrong_lock, *wrong_audit)
    return _checked(linked, lock, read, audit, strict=strict)


def with_file(given: Input, file: str, data: bytes) -> Input:
    """Return the files of a review with other bytes in one of those that hold claims."""
    return replace(given, claims=tuple({**dict(given.claims), file: data}.items()))


def check_part(
    whole: Checked, review: Review, lock: Lock, read: Sequence[Diagnostic] = ()
) -> Checked:
    """Return a part of a checked review, checked as if it were all that there is.

    Shape: `review` and `lock` are what is left of the whole, `read` what is left
           of what its readers found. Its audit is of the whole, and left out.
    """
    linked = graph.build(review, tuple(whole.graph.sources.values()))
    return _checked(linked, lock, tuple(read), Auditing())


def _checked(
    linked: Graph,
    lock: Lock,
    read: tuple[Diagnostic, ...],
    audit: Auditing,
    *,
    strict: bool = False,
) -> Checked:
    states = states_of(linked.review, lock)
    agreed = signed(linked, lock, states)
    done = codings(linked, lock)
    told = (
        *_of_lock(linked, lock, states),
        *problems(linked, lock, agreed),
        *done_problems(linked, done),
    )
    checked = checks.run(linked, (*read, *told))
    found = checked.diagnostics
    said = listing.strict(found) if strict else found
    return Checked(linked, lock, states, said, checked.silenced, audit, agreed, done, read)


def resting(linked: Graph, which: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """Return the findings that rest on each of these claims."""
    return {claim.id: rests_on(linked, claim.id) for claim in which}


def _of_lock(linked: Graph, lock: Lock, states: States) -> tuple[Diagnostic, ...]:
    """Return what the lock says of the quotes; nothing before the first verification."""
    if not lock.records and not lock.edited:
        return ()
    stale = {key for (key, _), state in states.items() if state.freshness is Freshness.STALE}
    claims_now = tuple(linked.claims.values())
    changed = (claim for claim in claims_now if claim.id in stale)
    return reporting.of_states(claims_now, states, resting(linked, changed))


def _decoded(data: bytes) -> str:
    """Return a file's text for showing lines of it, whatever its encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")
