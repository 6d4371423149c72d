"""The list of frames in docs/python.md is made from the columns themselves, and is up to date."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from evidence import graph
from evidence.exchange.columns import Column, Table
from evidence.exchange.facts import TableInput, facts
from evidence.yaml import read as read_claims
from tests.docs.pages import DOCS, filled, table, up_to_date

PAGE = DOCS / "python.md"
# one facet on each, which stands for all that a review declares
FACETS = """\
framework:
  facets:
    of_claims: {label: One, values: {a: A}}
    of_sources: {on: sources, label: One, values: {a: A}}
    of_findings: {on: findings, label: One, values: {a: A}}
"""


@pytest.fixture(scope="module")
def frames() -> Mapping[str, Table]:
    review, wrong = read_claims([("claims.yaml", FACETS.encode())])
    assert not wrong
    return facts(TableInput(graph.build(review, ()), {}, {}))


def test_the_list_of_frames_is_up_to_date(frames):
    page = PAGE.read_text(encoding="utf-8")
    up_to_date(PAGE, filled(page, {"frames": reference(frames)}))


def test_every_frame_and_every_column_says_what_it_means(frames):
    dumb = [
        f"{name}.{column.name}"
        for name, frame in frames.items()
        for column in frame.columns
        if not column.facet and not column.meaning.strip()
    ]
    assert dumb == []
    assert [name for name, frame in frames.items() if not frame.row.strip()] == []


def reference(frames: Mapping[str, Table]) -> str:
    """A section for each frame: what a row is, and its columns."""
    return "\n\n".join(
        f"### `{name}`\n\nA row is {frame.row}.\n\n"
        + table(("column", "type", "meaning"), [described(column) for column in frame.columns])
        for name, frame in frames.items()
    )


def described(column: Column) -> tuple[str, str, str]:
    if column.facet:
        return "each facet", f"`{column.type}`", "the value, or the values as `town; country`"
    words = ", ".join(f"`{word}`" for word in column.choices)
    meaning = f"{column.meaning.rstrip('.')}; one of {words}" if words else column.meaning
    return f"`{column.name}`", f"`{column.type}`", meaning
