"""What would change without a source, or without all of one kind, as tables."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.exchange.columns import Column, Table, choice, flag, path_to, text, whole
from evidence.graph import Graph
from evidence.synthesis.axes import axes
from evidence.synthesis.robustness import leave_groups_out, leave_one_out
from evidence.synthesis.support import Support, SupportGround


def robustness_tables(graph: Graph, support: Mapping[str, Support]) -> dict[str, Table]:
    """Return the findings that change without each source, and without each group."""
    return {
        "without_source": Table(
            "a finding whose support is another without a source",
            (text("source", "the source", "0"), *_change("1")),
            tuple(
                (leaning.source, change)
                for leaning in leave_one_out(graph, support)
                for change in leaning.changes
            ),
        ),
        "without_group": Table(
            "a finding whose support is another without all of one kind",
            (
                text("axis", "the facet that they share, or `_standing`, or `_coder`", "0"),
                text("value", "the value of it", "1"),
                *_change("2"),
            ),
            tuple(
                (group.axis, group.value, change)
                for group in leave_groups_out(graph, axes(graph), support)
                for change in group.changes
            ),
        ),
    }


def _change(way: str) -> tuple[Column, ...]:
    def count(name: str, meaning: str) -> Column:
        several = path_to(f"{way}.after.{name}")
        return whole(name, meaning, lambda row: len(several(row)))

    return (
        text("finding", "the finding", f"{way}.finding"),
        choice("support", "what it rests on then", f"{way}.after.ground", SupportGround),
        count("citations", "the citations that are left then"),
        count("studies", "the studies that are left then"),
        flag("contested", "whether it is contested then", f"{way}.after.contested"),
        flag("falls", "whether nothing cited is left then", f"{way}.falls"),
    )
