"""The review as tables: one row one fact, before they are in any format.

What an author writes about an item is a column because the model has that
field; what the review works out stands behind it. What an item has several of
is a table of its own: a claim with two sources is two rows of `claim_source`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence.audit.sample import Audited, Verdict
from evidence.checks import Silenced
from evidence.diagnostics import Diagnostic, Severity
from evidence.exchange.columns import Column, Table, choice, flag, text, whole
from evidence.exchange.facts.claims import claim_tables, measure_tables, passage_tables
from evidence.exchange.facts.findings import finding_tables
from evidence.exchange.facts.framework import framework_tables
from evidence.exchange.facts.robustness import robustness_tables
from evidence.exchange.facts.signatures import signature_tables
from evidence.exchange.facts.sources import source_tables
from evidence.graph import Graph
from evidence.model.lock import PassageState, SignedState
from evidence.synthesis.support import Support


@dataclass(frozen=True, slots=True)
class TableInput:
    """What there is to make tables of.

    Shape: `support` is of every finding; `states` what is known of a passage,
           by its claim and its number, `signed` of a finding that was signed.
    """

    graph: Graph
    support: Mapping[str, Support]
    states: Mapping[tuple[str, int], PassageState]
    signed: Mapping[str, SignedState] = field(default_factory=dict)
    diagnostics: Sequence[Diagnostic] = ()
    silenced: Sequence[Silenced] = ()
    verdicts: Sequence[Audited] = ()


def facts(known: TableInput) -> Mapping[str, Table]:
    """Return every table by its name; one without rows has its columns all the same."""
    graph = known.graph
    return {
        **claim_tables(graph),
        **measure_tables(graph),
        **passage_tables(graph, known.states),
        **finding_tables(graph, known.support),
        **signature_tables(known.signed),
        **source_tables(graph),
        **robustness_tables(graph, known.support),
        **framework_tables(graph),
        "diagnostics": _diagnostics(known),
        "verdicts": Table("a judgement of an audit", _verdict(), tuple(known.verdicts)),
    }


def _diagnostics(known: TableInput) -> Table:
    """Return what is wrong; what the review silences stands behind it, with the reason."""
    rows = (
        *((diagnostic, None) for diagnostic in known.diagnostics),
        *((one.diagnostic, one.reason) for one in known.silenced),
    )
    return Table(
        "something that is wrong, or was silenced",
        (
            text("code", "the check that says so", "0.code"),
            choice("severity", "how much it weighs", "0.severity", Severity),
            text("message", "what is so", "0.message"),
            text("help", "what to do", "0.help"),
            text("item", "the id of what it speaks of", "0.item"),
            text("file", "where: the file", "0.place.file"),
            whole("line", "the line, from 1", "0.place.line"),
            whole("column", "the column, from 1", "0.place.column"),
            whole(
                "end_column",
                "the first column behind it, 0 where it is not known",
                "0.place.end_column",
            ),
            text("related", "other places, and what stands there", _related),
            flag("silenced", "whether an `allow` silences it", lambda row: row[1] is not None),
            text("reason", "the reason that `allow` gives", "1"),
        ),
        rows,
    )


def _verdict() -> tuple[Column, ...]:
    return (
        text("claim", "the claim", "claim"),
        choice("verdict", "what was found beside its passage", "verdict", Verdict),
        text("by", "who judged", "by"),
        text("date", "when", "date"),
        text("words", "what stands for the words of the claim then", "words"),
        text("note", "a note", "note"),
    )


def _related(row: tuple[Diagnostic, str | None]) -> str:
    return "; ".join(f"{other.place}: {other.message}" for other in row[0].related)
