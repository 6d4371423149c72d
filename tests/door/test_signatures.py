"""Who signed what, and what changed since: in `evidence.json`, in the frames and in the tables."""

from __future__ import annotations

import csv
import json

import pytest

import evidence
from evidence.lock.records import write_lock
from evidence.synthesis.synthesis import synthesise
from tests.lock.test_signatures import BIB, CLAIMS, sign_all

REWORDED = CLAIMS.replace("after tasting.", "after much tasting.")


@pytest.fixture
def review(tmp_path):
    """A review that was signed whole, with a claim reworded since."""
    (tmp_path / "claims.yaml").write_text(REWORDED, encoding="utf-8")
    (tmp_path / "sources.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "evidence.lock").write_text(write_lock(sign_all()), encoding="utf-8")
    return evidence.load(tmp_path)


SIGNATURE = {
    "finding": "f.low",
    "by": "ys",
    "date": "2026-11-29",
    "number": 1,
    "ran_by": "Y. S.",
    "judgement": "moderate",
    "speaks": True,
}
CHANGE = {"kind": "claim", "item": "tasting_first", "part": "statement.en"}


def test_the_json_says_who_signed_and_what_changed_since(review, tmp_path):
    review.build(tmp_path / "out", to=["json"])
    told = json.loads((tmp_path / "out" / "evidence.json").read_text(encoding="utf-8"))
    found = {one["id"]: one["signed"] for one in told["findings"]}
    (one,) = found["f.low"]["signatures"]
    assert one | SIGNATURE == one
    assert found["f.low"]["moved"] is True
    assert CHANGE in found["f.low"]["changes"]
    assert (found["f.other"]["moved"], found["f.other"]["changes"]) == (False, [])


def test_a_finding_that_nobody_signed_has_no_signature(review, tmp_path):
    (tmp_path / "evidence.lock").unlink()
    evidence.load(tmp_path).build(tmp_path / "out", to=["json"])
    told = json.loads((tmp_path / "out" / "evidence.json").read_text(encoding="utf-8"))
    assert {one["signed"] for one in told["findings"]} == {None}


def test_the_frames_have_a_row_for_each_signature_and_for_each_part_that_changed(review):
    frames = review.frames()
    signatures = frames["signatures"]
    assert list(signatures["finding"]) == ["f.low", "f.above", "f.top", "f.other"]
    (low,) = signatures[signatures["finding"] == "f.low"].to_dict("records")
    assert {**low, **SIGNATURE, "moved": True} == low
    assert {"finding": "f.low", **CHANGE} in frames["signature_changes"].to_dict("records")
    assert set(frames["signature_changes"]["finding"]) == {"f.low", "f.above", "f.top"}


def test_what_is_said_of_a_signature_says_it_once_for_json_frames_and_table(review, tmp_path):
    """The keys of the lock, but for the hashes of the parts, and what is known of it now."""
    review.build(tmp_path / "out", to=["json", "csv"])
    path = tmp_path / "out" / "tables" / "signatures.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    told = json.loads((tmp_path / "out" / "evidence.json").read_text(encoding="utf-8"))
    (one,) = told["findings"][0]["signed"]["signatures"]
    assert set(one) | {"moved"} == set(review.frames()["signatures"])
    assert set(rows[0]) == {*one, "moved", "changes"}
    assert "claim tasting_first: statement.en" in rows[0]["changes"].split("; ")
    assert synthesise(review.graph).support.keys() == {row["finding"] for row in rows}
