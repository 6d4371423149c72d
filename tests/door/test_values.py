"""What a loaded review gives are plain values: copied, pickled, taken apart, put into a table."""

from __future__ import annotations

import copy
import pickle
from dataclasses import asdict, fields

import pandas as pd
import pytest

import evidence

LISTS = ["claims", "findings", "sources", "elements", "questions"]


@pytest.fixture
def review(gardens):
    return evidence.load(gardens)


@pytest.mark.parametrize("name", LISTS)
def test_each_item_is_equal_to_its_copies_and_can_be_taken_apart(name, review):
    for item in getattr(review, name):
        assert pickle.loads(pickle.dumps(item)) == copy.deepcopy(item) == item
        assert set(asdict(item)) == {field.name for field in fields(item)}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_items_makes_a_frame(name, review):
    items = getattr(review, name)
    frame = pd.DataFrame(items)
    assert len(frame) == len(items) > 0


def test_support_and_what_is_wrong_can_be_sent_to_another_process(review, loaded):
    for value in (*review.support.values(), *loaded("claims: [{id: a}]").diagnostics):
        assert pickle.loads(pickle.dumps(value)) == value


def test_a_loaded_review_can_be_sent_to_another_process(review):
    again = pickle.loads(pickle.dumps(review))
    assert again.claims == review.claims
    assert dict(again.support) == dict(review.support)


def test_what_is_raised_can_come_from_another_process(loaded, tmp_path):
    with pytest.raises(evidence.HasErrors) as errors:
        loaded("claims: [{id: a}]").without_errors()
    with pytest.raises(evidence.CannotGoOn) as missing:
        evidence.load(tmp_path / "none")
    for wrong in (errors.value, missing.value):
        assert str(pickle.loads(pickle.dumps(wrong))) == str(wrong)
