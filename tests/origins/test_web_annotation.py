"""Web annotations: Hypothes.is, the W3C's model, Obsidian's notes."""

from __future__ import annotations

import json

import pytest

from evidence.origins import web_annotation
from tests.origins.corpus import SHARED, corpus, read_bytes, read_file, refusal

FOLDER = "corpora-import/web-annotation"
NOTE = f"{FOLDER}/elias-sundqvist-obsidian-annotator__testfile.md"
ROWS = f"{FOLDER}/elias-sundqvist-obsidian-annotator__testfile.json"


def read(value, name="a file"):
    return read_bytes(web_annotation, json.dumps(value).encode(), name)


def test_ten_annotations_of_obsidians_are_taken_two_of_them_notes_on_the_page():
    origin = read_file(web_annotation, ROWS)
    assert origin.counts["annotation"] == len(origin.segments) == 10
    assert sum(not segment.quote for segment in origin.segments) == 2
    assert sorted(len(segment.codes) for segment in origin.segments)[-2:] == [1, 1]
    assert origin.segments[0].statement == "smörigare ju"
    assert origin.segments[0].prefix == "is setting as well.Algorithmic b"


def test_words_that_are_cut_and_an_id_that_is_none_are_told():
    segments = read_file(web_annotation, ROWS).segments
    # the second is a line end, which the file does not tell from a cut: hence "may"
    assert segments[0].approximated == (
        "it may begin within a word: “b|ottlenecks”",
        "it may end within a word: “algorithm|executionDirectly”",
    )
    # a capital after a small letter is another line, not another half
    assert segments[6].quote == "Abstract"
    assert segments[6].approximated == ()
    assert segments[5].key == "made 2021-09-03T13:25:24.642Z"
    assert segments[5].approximated[0] == (
        "its id is the word “undefined”: it is known again by when it was made"
    )


def test_a_note_of_obsidians_holds_the_same_ten_annotations_as_its_json():
    note, rows = read_file(web_annotation, NOTE), read_file(web_annotation, ROWS)
    by_key = {segment.key: segment for segment in note.segments}
    assert {*by_key} >= {segment.key for segment in rows.segments[:8]}
    for segment in rows.segments:
        same = by_key[segment.key]
        assert (same.quote, same.statement, same.codes) == (
            segment.quote, segment.statement, segment.codes,
        )  # fmt: skip
        assert (same.prefix, same.suffix) == (segment.prefix, segment.suffix)


def test_a_comment_that_was_edited_in_the_note_counts_and_that_is_told():
    text = corpus(NOTE).read_text(encoding="utf-8").replace(">smörigare ju", ">Smoother.")
    text = text.replace(">#lol", ">#lol, #two words")
    segment = read_bytes(web_annotation, text.encode()).segments[0]
    assert segment.statement == "Smoother."
    assert segment.codes == ("tag:lol", "tag:two words")
    assert "its comment was edited in the note" in segment.approximated[0]


def test_a_real_annotation_of_hypothesis_keeps_its_words_user_and_tags():
    origin = read_file(web_annotation, f"{FOLDER}/BigBlueHat-to-web-annotation__hypothesis.json")
    (segment,) = origin.segments
    assert (segment.quote, segment.coder) == ("ENQUIRE", "user1@hypothes.is")
    assert segment.codes == ("tag:web", "tag:history")
    assert segment.statement.startswith("As featured in")
    assert origin.texts[0].entry["url"] == segment.text


def test_a_reply_is_no_claim():
    name = f"{FOLDER}/BigBlueHat-to-web-annotation__hypothesis-reply.json"
    origin = read_file(web_annotation, name)
    assert origin.segments == ()
    assert [one.because for one in origin.left] == [
        "a reply: it speaks of an annotation, not of the text"
    ]


def test_every_example_of_the_w3c_is_taken_or_left_by_name():
    folder = corpus("corpora/web-annotation")
    names = sorted(path.name for path in folder.glob("*__anno*.json"))
    assert len(names) == 16
    taken = {}
    for name in names:
        origin = read_file(web_annotation, f"corpora/web-annotation/{name}")
        taken[name.rpartition("__")[2]] = [s.quote or s.statement for s in origin.segments]
        # what stands elsewhere is not fetched, and said
        assert origin.segments or all(one.because for one in origin.left)
    assert {name: words for name, words in taken.items() if words} == {
        "anno16.json": ["anotation"],
        "anno32.json": ["One of my favorite cities"],
    }


@pytest.mark.parametrize("name", ["hypothesis", "hypothesis-reply"])
def test_the_other_copy_of_the_hypothesis_files_reads_the_same(name):
    origin = read_file(web_annotation, f"corpora/hypothesis/to-web-annotation__{name}.json")
    assert origin.counts["annotation"] == 1


W3C = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/a1",
    "type": "Annotation",
    "creator": {"type": "Person", "name": "Ana Pe"},
    "body": [
        {"type": "TextualBody", "purpose": "tagging", "value": "trust"},
        {"type": "TextualBody", "value": "<p>They <b>heard</b> of it.</p>", "format": "text/html"},
    ],
    "target": {
        "source": "http://example.org/page",
        "selector": [
            {"type": "TextPositionSelector", "start": 1, "end": 14},
            {
                "type": "FragmentSelector",
                "value": "page=3",
                "refinedBy": {"type": "TextQuoteSelector", "exact": "word of mouth"},
            },
            {"type": "PageSelector", "index": 2, "label": "xii"},
        ],
    },
}


def test_an_annotation_of_the_w3cs_model_becomes_a_claim_with_its_parts():
    (segment,) = read(W3C).segments
    assert (segment.quote, segment.statement) == ("word of mouth", "They heard of it.")
    assert (segment.coder, segment.codes) == ("Ana Pe", ("tag:trust",))
    assert (segment.at, segment.text) == ({"page": "xii"}, "http://example.org/page")
    assert segment.approximated == ("its comment is a web page, of which the words are taken",)


@pytest.mark.parametrize(
    "value",
    [
        [W3C],
        {"type": "AnnotationPage", "items": [W3C]},
        {"type": "AnnotationCollection", "total": 1, "first": {"id": "p", "items": [W3C]}},
        {"@graph": [W3C]},
        {"total": 1, "rows": [{"id": "x", "uri": "u", "text": "t", "target": []}]},
        {"export_date": "2026", "annotations": [{"id": "x", "user": "acct:a@b", "text": "t",
                                                 "target": [{"source": "u"}]}]},
    ],
)  # fmt: skip
def test_a_list_a_page_a_collection_and_an_export_hold_the_same(value):
    assert len(read(value).segments) == 1


def test_pages_of_a_collection_that_are_elsewhere_are_named():
    value = {
        "type": "AnnotationCollection", "total": 42, "last": "http://example.org/p9",
        "first": {"id": "http://example.org/p1", "items": [W3C], "next": "http://example.org/p2"},
    }  # fmt: skip
    origin = read(value)
    assert len(origin.segments) == 1
    assert {(one.kind, one.name) for one in origin.left} == {
        ("page", "http://example.org/p2"),
        ("page", "http://example.org/p9"),
        ("missing", "further annotations"),
    }


def test_further_targets_of_one_annotation_are_segments_of_their_own():
    value = {**W3C, "target": [W3C["target"], {**W3C["target"], "source": "http://b.org"}]}
    origin = read(value)
    assert [segment.key for segment in origin.segments] == [
        "http://example.org/a1", "http://example.org/a1#target-2",
    ]  # fmt: skip
    assert [text.key for text in origin.texts] == ["http://example.org/page", "http://b.org"]


def test_a_doi_is_taken_from_what_the_page_says_of_itself_and_nowhere_else():
    document = {"title": ["A page"], "highwire": {"doi": ["10.1234/abc"]}}
    value = {"id": "1", "uri": "https://x.org/10.9999/no", "text": "t", "target": [{}]}
    assert read({**value, "document": document}).texts[0].entry["doi"] == "10.1234/abc"
    assert "doi" not in read(value).texts[0].entry


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[" * 100_000, "nested too deeply"),
        (b'{"rows": 7}', "no annotations"),
        (b'[{"type": "Annotation"', "no JSON"),
        (b"\xfe\xff\xd8", "not in UTF-8"),
        (b"<html></html>", "no JSON"),
        (b'{"first": {"first": {"first": {}}}}', "no annotations"),
    ],
)
def test_a_hostile_file_is_refused_with_a_message(data, message):
    assert message in refusal(web_annotation, data)


def test_an_annotation_of_wrong_parts_does_no_harm():
    value = {
        "id": {"x": 1}, "type": ["Annotation", 7], "target": [5, {"selector": "x"}, None],
        "body": [[], 3, {"value": ["x"]}, {"type": "Choice", "items": [7]}], "tags": [{}, "a"],
        "document": {"title": [], "link": 3}, "text": "\ud800 said",
    }  # fmt: skip
    origin = read(value)
    assert [segment.statement for segment in origin.segments] == ["\ufffd said"] * 2


def test_a_broken_block_of_a_note_is_left_by_name():
    note = (
        ">%%\n>```annotation-json\n>{broken\n>```\n>%%\n^abc\n\n```annotation-json\n" + "[" * 9999
    )
    origin = read_bytes(web_annotation, note.encode())
    assert [(one.name, one.because) for one in origin.left] == [
        ("the block in line 2", "its JSON cannot be read"),
        ("the block in line 8", "its JSON cannot be read"),
    ]


def test_all_files_of_the_corpus_were_read():
    files = {path.name for path in (SHARED / FOLDER).glob("*")}
    if files:
        assert len(files) == 4
