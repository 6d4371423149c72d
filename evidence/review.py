"""Reading, linking and checking: bytes in, a checked review out."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evidence import bibtex, checks, graph
from evidence.audit.verdicts import Auditing, read_audit
from evidence.diagnostics import Diagnostic, Severity
from evidence.graph import Graph
from evidence.lock.records import read_lock
from evidence.lock.records import states as states_of
from evidence.lock.signatures import problems, signed
from evidence.model import Claim
from evidence.model.lock import Freshness, Lock, PassageState, SignedState
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
           stands as it was signed.
    """

    graph: Graph
    lock: Lock
    states: States
    diagnostics: tuple[Diagnostic, ...]
    silenced: tuple[checks.Silenced, ...]
    audit: Auditing = Auditing()
    signed: Mapping[str, SignedState] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """Return how many errors there are; with one, nothing is built."""
        return sum(d.severity is Severity.ERROR for d in self.diagnostics)


def check(given: Input, *, strict: bool = False) -> Checked:
    """Return the review with everything that is wrong with it, sorted by place.

    `strict` turns warnings into errors.
    """
    review, wrong_claims = read_claims(given.claims)
    works, wrong_sources = bibtex.read(*given.sources)
    lock, wrong_lock = read_lock(*given.lock)
    linked = graph.build(review, works)
    states = states_of(review, lock)
    audit, wrong_audit = read_audit(*given.audit)
    agreed = signed(linked, lock, states)
    told = (*_of_lock(linked, lock, states), *problems(linked, lock, agreed))
    wrong_cited = bibtex.weighed(wrong_sources, linked.cited())
    read = (*given.unread, *wrong_claims, *wrong_cited, *wrong_lock, *wrong_audit)
    checked = checks.run(linked, (*read, *told))
    found = checked.diagnostics
    said = listing.strict(found) if strict else found
    return Checked(linked, lock, states, said, checked.silenced, audit, agreed)


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
