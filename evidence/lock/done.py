"""Codings that are done: with which claims, and what changed of them since, in words.

A coder says to be done, and from then on a change of what they coded is told.
The newest record of a coder speaks; those before it stay. Verifying a quote, a
memo, and an id that was renamed throughout are no change, as with a signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.diagnostics import CannotGoOn, Diagnostic, did_you_mean
from evidence.graph import Graph, elements_of
from evidence.lock import rules
from evidence.lock.fingerprints import all_parts, compared, fingerprint
from evidence.model import Claim
from evidence.model.lock import CodingState, DoneCoding, Lock, Parts

_SHOWN = 5


def whose(graph: Graph, claim: Claim) -> str:
    """Return who answers for a claim: its coder; where no person is named, who decided about it.

    Shape: "" for a claim that names nobody, and for a proposal that nobody decided.
    """
    machines = {machine.initials for machine in graph.review.machines}
    if claim.coder and claim.coder not in machines:
        return claim.coder
    return claim.decided_by if claim.proposed is not None else ""


def coding_person(graph: Graph, coder: str) -> None:
    """Raise CannotGoOn unless these are the initials of an author: a machine is never done."""
    authors = [author.initials for author in graph.review.authors]
    if coder in authors:
        return
    if coder in {machine.initials for machine in graph.review.machines}:
        raise CannotGoOn(f"`{coder}` is a machine; only people are done with a coding")
    help_ = did_you_mean(coder, authors) or (
        f"one of {', '.join(authors)}" if authors else "name who codes under `review: authors`"
    )
    raise CannotGoOn(f"`{coder}` is no author of the review", help_)


def done_coding(graph: Graph, lock: Lock, coder: str, *, ran_by: str, date: str) -> DoneCoding:
    """Return the record that a coder is done with what they coded till now.

    Raises: CannotGoOn if `coder` is no author, or coded nothing.
    """
    coding_person(graph, coder)
    coded = (*graph.claims.values(), *graph.proposals.values())
    if coder not in {whose(graph, claim) for claim in coded}:
        raise CannotGoOn(f"no claim says that `{coder}` coded it", "their claims name the `coder`")
    parts = _parts(graph, coder)
    number = 1 + max((one.number for one in lock.codings if one.coder == coder), default=0)
    return DoneCoding(coder, date, fingerprint(parts), number, ran_by, parts)


def codings(graph: Graph, lock: Lock) -> dict[str, CodingState]:
    """Return what is known of every coding that is done, by coder."""
    newest: dict[str, DoneCoding] = {}
    for one in sorted(lock.codings, key=lambda each: (each.date, each.number)):
        newest[one.coder] = one
    return {coder: _state(graph, one) for coder, one in newest.items()}


def awaited(graph: Graph, lock: Lock, coder: str) -> tuple[str, ...]:
    """Return who has to be done before `coder` sees what others coded, `coder` among them.

    Shape: the authors who coded, and are not done.
    """
    done = {one.coder for one in lock.codings}
    written = (*graph.claims.values(), *graph.proposals.values())
    coded = {whose(graph, claim) for claim in written} | {coder}
    people = [author.initials for author in graph.review.authors]
    return tuple(one for one in people if one in coded and one not in done)


def problems(graph: Graph, states: Mapping[str, CodingState]) -> Iterator[Diagnostic]:
    """Yield what changed since codings were done."""
    for coder, state in states.items():
        if not state.moved:
            continue
        message = (
            f"the coding of {coder} was done on {state.done.date};"
            f" since then changed: {changes_in_words(state)}"
        )
        here = next((graph.claims[key] for key in state.moved if key in graph.claims), None)
        place = here.where.at("id") if here else None
        yield rules.REOPENED.diagnostic(
            message, place, f"if that is meant, `evidence done --coder {coder}` records it anew"
        )


def changes_in_words(state: CodingState) -> str:
    """Return what is otherwise since a coding was done, in one line."""
    told = (
        ("", state.changed),
        (" (new)", state.new),
        (" (gone)", state.gone),
    )
    names = [f"`{key}`{how}" for how, keys in told for key in keys]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _parts(graph: Graph, coder: str) -> Parts:
    """Return the parts of what somebody coded, and of what of the framework it names."""
    own = [claim for claim in graph.claims.values() if whose(graph, claim) == coder]
    if not own:
        return {}
    named: set[str] = set()
    for claim in own:
        named.add(f"claim {claim.id}")
        named.update(f"element {key}" for key in (*elements_of(claim), claim.defines))
        named.update(f"relation {arrow.type}" for arrow in claim.relates)
        for facet, values in claim.facets.items():
            named.update((f"facet {facet}", *(f"value {facet}.{value}" for value in values)))
    return {item: parts for item, parts in all_parts(graph, {}).items() if item in named}


def _state(graph: Graph, done: DoneCoding) -> CodingState:
    then = compared(done.parts, graph, {})
    own = {claim.id for claim in graph.claims.values() if whose(graph, claim) == done.coder}
    called = {old: new for new, old in then.before.items()}
    now = [called.get(f"claim {key}", f"claim {key}").partition(" ")[2] for key in done.claims]
    held = set(now)
    changed = (one.id for one in then.changes.values() if one.kind == "claim")
    return CodingState(
        done,
        tuple(key for key in changed if key in held and key in own),
        tuple(key for key in graph.claims if key in own and key not in held),
        tuple(was for was, key in zip(done.claims, now, strict=True) if key not in own),
    )
