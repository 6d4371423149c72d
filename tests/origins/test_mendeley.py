"""Annotations of Mendeley: places without words."""

from __future__ import annotations

import json

import pytest

from evidence.origins import mendeley
from tests.origins.corpus import read_bytes, read_file, refusal

FILE = "corpora-import/zotero/zotero-zotero__mendeley-annotations.json"


def test_notes_are_taken_and_highlights_without_words_are_left_by_name():
    origin = read_file(mendeley, FILE)
    assert {kind: n for kind, n in origin.counts.items() if n} == {
        "highlight": 2, "sticky note": 4, "text": 2, "code": 5,
    }  # fmt: skip
    assert [segment.statement for segment in origin.segments] == [
        "blue note 2", "orange note1", "green note", "mismatched note",
    ]  # fmt: skip
    assert [one.kind for one in origin.left] == ["highlight", "highlight"]
    assert all("not its words" in one.because for one in origin.left)
    assert all(segment.at == {} for segment in origin.segments)


def test_a_highlight_that_somebody_wrote_a_note_at_is_taken():
    data = json.dumps(
        [
            {
                "id": "1",
                "type": "highlight",
                "text": "see",
                "document_id": "d",
                "color": {"r": 999},
            },
            5,
        ]
    )
    origin = read_bytes(mendeley, data.encode())
    assert [segment.statement for segment in origin.segments] == ["see"]
    assert [(one.kind, one.name) for one in origin.left] == [("entry", "entry 2")]
    assert origin.codes == ()


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a": 1}',
        b"\xff\xff",
        b'[{"type": 7, "document_id": []}]',
        b'[{"itemType": "annotation"}]',
    ],
)
def test_a_hostile_file_is_refused_with_a_message(data):
    assert refusal(mendeley, data)
