"""The nouns of a review are plain values: they can be copied, pickled and put into a table."""

from __future__ import annotations

import copy
import pickle
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

from evidence.yaml import read as read_claims

EXAMPLE = Path(__file__).parents[1] / "yaml" / "example.yaml"
REVIEW, _ = read_claims([("claims.yaml", EXAMPLE.read_bytes())])
ITEMS = [
    REVIEW,
    REVIEW.framework,
    *REVIEW.claims,
    *REVIEW.findings,
    *REVIEW.framework.elements,
    *REVIEW.framework.facets.values(),
    *REVIEW.questions,
    *REVIEW.sources.values(),
]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: getattr(item, "id", type(item).__name__))
def test_an_item_is_equal_to_its_copies(item):
    assert copy.copy(item) == item
    assert copy.deepcopy(item) == item
    assert pickle.loads(pickle.dumps(item)) == item
    asdict(item)


def test_a_pickled_claim_still_knows_where_it_stands():
    claim = REVIEW.claims[0]
    assert pickle.loads(pickle.dumps(claim)).where.at() == claim.where.at()


def test_a_pickled_claim_does_not_take_its_file_along():
    assert len(pickle.dumps(REVIEW.claims[0])) < 4_000


def test_claims_make_a_table():
    table = pd.DataFrame(list(REVIEW.claims))
    assert list(table["id"]) == [claim.id for claim in REVIEW.claims]
    assert table["sources"][0] == REVIEW.claims[0].sources
