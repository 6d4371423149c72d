"""Who signed which finding, and what changed since, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.exchange.columns import Table, columns_of, flag, text
from evidence.model.lock import Signature, SignedState

_FINDING = text("finding", "the finding, as it is called now", "0.finding")


def signature_tables(signed: Mapping[str, SignedState]) -> dict[str, Table]:
    """Return all signatures of each finding, and what changed since the one that speaks."""
    states = signed.values()
    return {
        "signatures": signature_table(states),
        "signature_changes": Table(
            "a part of what a finding rests on that changed since it was signed",
            (
                _FINDING,
                text("kind", "what changed: a claim, finding, source, element, …", "1.kind"),
                text("item", "its id", "1.id"),
                text("part", "which part of it", "2.part"),
            ),
            tuple(
                (state, change, part)
                for state in states
                for change in state.changes
                for part in change.parts
            ),
        ),
    }


def signature_table(states: Iterable[SignedState]) -> Table:
    """Return all signatures of each finding, the oldest first."""
    return Table(
        "a signature of a finding",
        (
            _FINDING,
            *columns_of(Signature, without=("finding",), value="1"),
            flag("speaks", "whether it is the one since which changes are told", _speaks),
            flag("moved", "whether something changed since the one that speaks", "0.moved"),
        ),
        tuple((state, one) for state in states for one in state.history),
    )


def changed_items(row: tuple[SignedState, Signature]) -> tuple[str, ...]:
    """Return what changed since a signature, if it is the one that speaks."""
    if not _speaks(row):
        return ()
    return tuple(
        f"{change.kind} {change.id}: {part.part}"
        for change in row[0].changes
        for part in change.parts
    )


def _speaks(row: tuple[SignedState, Signature]) -> bool:
    return row[1] == row[0].signature
