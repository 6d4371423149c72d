"""What the tables of a build and the frames both say, they say alike."""

from __future__ import annotations

import io

import pandas as pd
import pytest

import evidence
from evidence.exchange.columns import Table, text, whole
from evidence.exchange.tables import tables
from tests.snapshot.test_snapshot import HERE

# (table, column) -> what the table gives in place of what the frame gives
OTHERWISE = {
    ("claims", "findings"): "the ids, as a list",
    ("findings", "sources"): "the keys, as a list",
    ("findings", "background"): "the ids, as a list",
    ("sources", "findings"): "the ids, as a list",
    ("sources", "year"): "as it is printed",
    ("measures", "about"): "whether; the figure stands between its ends",
    ("relations", "cited"): "the ids, as a list",
    ("relations", "own"): "the ids, as a list",
    ("cells", "claims"): "the ids, as a list",
    ("cells", "disputed"): "the ids, as a list",
}


@pytest.fixture(scope="module")
def both():
    review = evidence.load(HERE / "review")
    csv = tables(review.graph, review.support, review.checked.states, review.checked.signed)
    read = {
        n: pd.read_csv(io.StringIO(t), dtype=str, keep_default_na=False) for n, t in csv.items()
    }
    return {name.removesuffix(".csv"): table for name, table in read.items()}, review.frames()


@pytest.mark.parametrize(
    "name",
    ["claims", "passages", "findings", "sources", "elements", "relations", "measures", "cells"],
)
def test_a_table_and_the_frame_of_its_name_agree_in_every_column_that_they_share(name, both):
    table, frame = both[0][name], both[1][name]
    shared = [c for c in table if c in frame and (name, c) not in OTHERWISE]
    assert len(shared) > 2
    said = frame[shared].astype(object).where(frame[shared].notna(), "").astype(str)
    pd.testing.assert_frame_equal(table[shared].astype(object), said, check_dtype=False)


def test_two_columns_of_one_name_are_refused_but_for_a_facet_which_is_renamed():
    with pytest.raises(AssertionError, match="bears the name of another"):
        Table("a thing", (text("a", "", ""), whole("a", "", "")), ())
