"""Signatures: who stands behind a finding, and what changed since, in words.

The newest signature of a finding speaks; where a merge brought two of one day,
either may. Nothing here judges whether a change matters: people do, and sign
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evidence.diagnostics import Diagnostic, sort
from evidence.graph import Graph
from evidence.lock import rules
from evidence.lock.fingerprints import (
    States,
    changes_since,
    fingerprint,
    known_again,
    parts_of,
)
from evidence.model import Finding, LinkKind
from evidence.model.lock import ItemChange, Lock, PartChange, Signature, SignedState

_SHOWN = 5


def signature(
    graph: Graph,
    finding: Finding,
    states: States,
    before: SignedState | None,
    *,
    by: str,
    ran_by: str,
    date: str,
    reconsidered: str = "",
) -> Signature:
    """Return the signature of a finding as it stands now."""
    parts = parts_of(graph, finding, states)
    return Signature(
        finding=finding.id,
        by=by,
        date=date,
        fingerprint=fingerprint(parts),
        reconsidered=reconsidered,
        number=max((one.number for one in before.history), default=0) + 1 if before else 1,
        ran_by=ran_by,
        judgement=judgement(finding),
        parts=parts,
    )


def judgement(finding: Finding) -> str:
    """Return how people judged a finding, in the word of the file, "" if they did not."""
    if finding.fit is not None:
        return finding.fit.judgement.value
    return finding.assessment.confidence if finding.assessment else ""


def signed(graph: Graph, lock: Lock, states: States) -> dict[str, SignedState]:
    """Return what is known of every finding that an author signed, by its id now."""
    held: dict[str, list[Signature]] = {}
    known: dict[str, str] = {}
    for one in _by_authors(graph, lock):
        name = one.finding
        if name not in graph.findings:
            if name not in known:
                known[name] = known_again(one.parts, name, graph, states)
            name = known[name]
        if name:
            held.setdefault(name, []).append(one)
    return {
        key: _state(graph, finding, held[key], states)
        for key, finding in graph.findings.items()
        if key in held
    }


def problems(graph: Graph, lock: Lock, states: Mapping[str, SignedState]) -> tuple[Diagnostic, ...]:
    """Return what changed since findings were signed, and which signatures hold of nothing."""
    found = [_moved(graph, state) for state in states.values() if state.moved]
    told = {_key(one) for state in states.values() for one in state.history}
    strangers: dict[tuple[str, str], Signature] = {}
    gone: dict[str, Signature] = {}
    authors = {author.initials for author in graph.review.authors}
    for one in lock.signatures:
        if one.by not in authors:
            strangers[one.finding, one.by] = one
        elif _key(one) not in told:
            gone[one.finding] = one
    found += [_of_no_author(graph, one) for one in strangers.values()]
    found += [_of_no_finding(one) for one in gone.values()]
    return sort(found)


def in_words(graph: Graph, state: SignedState, shown: int = _SHOWN) -> str:
    """Return what changed since a finding was signed, in one line."""
    told = change_lines(graph, state)
    more = f"; {len(told) - shown} more" if len(told) > shown else ""
    return "; ".join(told[:shown]) + more


def change_lines(graph: Graph, state: SignedState) -> tuple[str, ...]:
    """Return what changed since a finding was signed, item by item; none if nothing did."""
    if state.moved and not state.changes:
        return ("something that it rests on, and the signature does not say what",)
    return tuple(
        line
        for change in state.changes
        for line in _lines(graph, change, of_itself=_is(state.finding, change))
    )


def _by_authors(graph: Graph, lock: Lock) -> Iterator[Signature]:
    authors = {author.initials for author in graph.review.authors}
    return (one for one in lock.signatures if one.by in authors)


def _state(
    graph: Graph, finding: Finding, signatures: Sequence[Signature], states: States
) -> SignedState:
    history = sorted(signatures, key=lambda one: (one.date, one.number))
    last = (history[-1].date, history[-1].number)
    newest = [one for one in history if (one.date, one.number) == last]
    now = fingerprint(parts_of(graph, finding, states))
    for one in newest:
        if one.fingerprint == now and one.finding == finding.id:
            return SignedState(finding.id, one, tuple(history))
    found = []
    for one in newest:
        changes = changes_since(one.parts, one.finding, graph, finding, states)
        if one.parts and not changes:
            return SignedState(finding.id, one, tuple(history))
        found.append((one, changes))
    newer, changes = min(found, key=lambda each: len(each[1]))
    return SignedState(finding.id, newer, tuple(history), moved=True, changes=changes)


def _moved(graph: Graph, state: SignedState) -> Diagnostic:
    finding, last = graph.findings[state.finding], state.signature
    judged = f" ({last.judgement.replace('_', ' ')})" if last.judgement else ""
    message = (
        f"finding `{finding.id}`{judged} was signed by {last.by} on {last.date};"
        f" since then changed: {in_words(graph, state)}"
    )
    help_ = f"look at it again, then `evidence sign {finding.id} --by INITIALS`"
    return rules.MOVED.diagnostic(message, finding.where.at("id"), help_, item=finding.id)


def _of_no_author(graph: Graph, one: Signature) -> Diagnostic:
    machines = {machine.initials for machine in graph.review.machines}
    who = "a machine" if one.by in machines else "no author of the review"
    finding = graph.findings.get(one.finding)
    place = finding.where.at("id") if finding else None
    message = f"the signature of `{one.by}` under `{one.finding}` counts for nothing: {who}"
    help_ = "name who signs under `authors` of the review"
    return rules.STRANGER.diagnostic(message, place, help_, item=one.finding)


def _of_no_finding(one: Signature) -> Diagnostic:
    message = f"finding `{one.finding}`, which {one.by} signed on {one.date}, is not in the review"
    return rules.UNSIGNED.diagnostic(message, None, item=one.finding)


def _key(one: Signature) -> tuple[str, str, str, int]:
    return (one.finding, one.by, one.date, one.number)


def _is(finding: str, change: ItemChange) -> bool:
    return change.kind == "finding" and change.id == finding


def _lines(graph: Graph, change: ItemChange, *, of_itself: bool) -> Iterator[str]:
    """Yield what changed of one item: what it names, then its other parts in one line."""
    whose = "" if of_itself else f" of {_called(change)}"
    words: dict[str, None] = {}
    for part in change.parts:
        if isinstance(part.before, tuple) or isinstance(part.after, tuple):
            yield from _named(part, whose)
        else:
            words[_word(graph, part)] = None
    if words:
        yield f"its {_listed(words)}" if of_itself else f"the {_listed(words)}{whose}"


def _named(part: PartChange, whose: str) -> Iterator[str]:
    """Yield what a finding names in a list now, and what it does not name any more."""
    before, after = set(part.before or ()), set(part.after or ())
    where = f"`{part.part}`{whose}"
    for names, said in ((after - before, "now in"), (before - after, "no longer in")):
        if names:
            ids = sorted(one.partition(" ")[2] for one in names)
            yield f"{_listed(f'`{one}`' for one in ids)} {said} {where}"


def _called(change: ItemChange) -> str:
    """Return an item by its id; of one that is no claim and no source, with its kind."""
    kind = {"claim": "", "source": "", "value": "the value "}.get(change.kind, f"{change.kind} ")
    return f"{kind}`{change.id}`"


# how the parts are called that bear no key of the file, or one that says little alone
_WORDS = {
    "at": "place",
    "also": "further passages",
    "author": "authors",
    "verified": "verification",
    "retracted": "retraction notice",
    "via": "hands between",
    "because": "reason",
    **dict.fromkeys((kind.value for kind in LinkKind), "links"),
}


def _word(graph: Graph, part: PartChange) -> str:
    first, _, rest = part.part.partition(".")
    if first == "facets":
        return f"`{rest}`"
    if first in {"assessment", "fit"} and rest:
        inner = rest.partition(".")[0]
        return f"{_WORDS.get(inner, inner)} of the {first}".replace("_", " ")
    language = f" in `{rest}`" if rest and rest in graph.review.languages[1:] else ""
    return _WORDS.get(first, first.replace("_", " ")) + language


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
