"""Zotero's annotations: its reader's JSON, the items of its interface, its database."""

from __future__ import annotations

import io
import json
import sqlite3
from collections import Counter

import pytest

from evidence.origins import zotero
from evidence.origins.joined_words import place_of, with_blanks_of
from evidence.texts import read as read_text
from tests.origins.corpus import corpus, read_bytes, read_file, refusal

FOLDER = "corpora-import/zotero"
PDF = f"{FOLDER}/zotero-reader__pdf-annotations.json"
SNAPSHOT = f"{FOLDER}/zotero-reader__snapshot-annotations.json"
DATABASE = f"{FOLDER}/retorquere-zotero-better-bibtex__zotero.sqlite"


def as_json(value) -> bytes:
    return json.dumps(value).encode()


def item(key: str, kind: str, /, **data) -> dict:
    return {"key": key, "data": {"key": key, "itemType": kind, **data}}


def highlight(key: str, /, parent: str = "PDF1", **data) -> dict:
    given = {"annotationType": "highlight", "annotationText": "word of mouth"}
    return item(key, "annotation", parentItem=parent, **{**given, **data})


def test_each_annotation_of_zoteros_reader_is_taken_or_left_by_name():
    origin = read_file(zotero, PDF)
    assert origin.counts == {
        "highlight": 14, "underline": 3, "drawing": 2, "marked area": 2, "text box": 1,
        "sticky note": 1, "text": 1, "code": 9,
    }  # fmt: skip
    # who wrote nothing at a drawing said nothing
    assert [(one.kind, one.because) for one in origin.left] == [
        ("drawing", "it marks no words of the text, and nobody wrote any about it")
    ]
    assert sum(bool(segment.quote) for segment in origin.segments) == 17
    assert sum(bool(segment.statement) for segment in origin.segments) == 15
    assert {segment.at["page"] for segment in origin.segments} == {"1", "2", "3"}
    tags = [segment for segment in origin.segments if any("tag:" in c for c in segment.codes)]
    assert [len([c for c in segment.codes if "tag:" in c]) for segment in tags] == [2, 3]


def test_a_colour_is_a_code_with_the_name_that_zotero_gives_it():
    colours = {code.key: code.label for code in read_file(zotero, PDF).codes}
    assert {key: colours[key] for key in colours if key.startswith("colour:")} == {
        "colour:#ffd400": "yellow", "colour:#ff6666": "red", "colour:#2ea8e5": "blue",
        "colour:#5fb236": "green",
    }  # fmt: skip


def test_words_that_zotero_ran_together_are_told_where_a_highlight_has_several_lines():
    segments = {segment.key: segment for segment in read_file(zotero, PDF).segments}
    assert "implementeda dynamic" in segments["AC4PRD7A"].quote
    (told,) = segments["AC4PRD7A"].approximated
    assert told.startswith("its words stand on 4 lines: Zotero may have run together")
    assert segments["03AABBCC"].approximated == ()


def test_words_that_ran_together_are_set_apart_by_the_texts_own_blanks():
    text = "We have implemented\na dynamic compiler. All efficient informa-\ntion is here."
    assert with_blanks_of(text, "implementeda dynamic") == "implemented a dynamic"
    assert with_blanks_of(text, "efﬁcient informa-tionis") == "efﬁcient informa-tion is"
    assert with_blanks_of(text, "implementedb dynamic") is None
    assert with_blanks_of("a cat and a cat", "acat") is None
    start = text.index("informa-")
    assert place_of(text, "information is") == (start, text.index(" here"))


def test_comments_with_bold_letters_come_in_as_plain_words_and_that_is_told():
    segment = next(s for s in read_file(zotero, PDF).segments if s.key == "08AABBCC")
    assert "As well as rich-text." in segment.statement
    assert "the comment's bold, italic or raised letters are plain" in segment.approximated


def test_the_quotes_of_a_web_snapshot_are_found_in_its_page():
    origin = read_file(zotero, SNAPSHOT)
    page = corpus(f"{FOLDER}/zotero-reader__snapshot-demo.html")
    text = " ".join(read_text(page.name, page.read_bytes()).text.split())
    quotes = [segment.quote for segment in origin.segments if segment.quote]
    assert [quote in text for quote in quotes] == [True] * 6
    assert all(segment.at == {} for segment in origin.segments)
    notes = [segment.statement for segment in origin.segments if not segment.quote]
    assert notes == ["Good screenshot", "To do: read that paper"]


def test_a_whole_database_of_zotero_tells_its_annotation_and_names_everything_else():
    origin = read_file(zotero, DATABASE)
    with sqlite3.connect(f"file:{corpus(DATABASE)}?mode=ro&immutable=1", uri=True) as database:
        (annotations,) = database.execute("SELECT count(*) FROM itemAnnotations").fetchone()
        (notes,) = database.execute("SELECT count(*) FROM itemNotes").fetchone()
    assert (len(origin.segments), annotations) == (1, 1)
    assert Counter(one.kind for one in origin.left) == {"item": 48, "note": notes}
    (segment,) = origin.segments
    assert (segment.key, segment.kind, segment.statement) == (
        "C6SETCGM",
        "sticky note",
        "note here",
    )
    assert (segment.at, segment.codes) == ({"page": "1"}, ("colour:#ffd400",))
    (text,) = origin.texts
    assert (text.key, text.entry["ID"]) == ("TUAXBMBS", "bentley_academic_2011")
    assert text.entry["author"] == "Shelah, Saharon"
    assert text.entry["year"] == "1972"


@pytest.mark.parametrize(
    ("name", "items", "notes"),
    [("Collected_notes", 36, 2), ("EDTF_dates_in_BibLaTeX_590", 27, 0)],
)
def test_a_library_without_annotations_is_named_item_by_item(name, items, notes):
    origin = read_file(zotero, f"corpora/zotero/zotero-better-bibtex__{name}.json")
    assert not origin.segments
    assert Counter(one.kind for one in origin.left) == Counter({"item": items, "note": notes})


def test_an_annotation_of_the_interface_finds_its_item_through_its_attachment():
    library = [
        highlight(
            "ANN1",
            annotationComment="They heard of it.",
            annotationPageLabel="xii",
            annotationColor="#5FB236",
            annotationPosition='{"pageIndex": 3, "rects": [[1, 2, 3, 4]]}',
            annotationAuthorName="Ana",
            tags=[{"tag": "trust", "type": 1}],
        ),
        item("PDF1", "attachment", parentItem="ITEM1", filename="kim.pdf"),
        item(
            "ITEM1", "journalArticle", title="Gardens", date="2003-05", DOI="10.1/x",
            extra="Citation Key: kim2003\nother: thing",
            creators=[
                {"creatorType": "author", "firstName": "Jo", "lastName": "Kim"},
                {"creatorType": "author", "name": "Board of Gardens"},
            ],
        ),
    ]  # fmt: skip
    origin = read_bytes(zotero, as_json(library))
    (segment,) = origin.segments
    assert (segment.key, segment.text, segment.coder) == ("ANN1", "ITEM1", "Ana")
    assert (segment.quote, segment.statement) == ("word of mouth", "They heard of it.")
    assert (segment.at, segment.codes) == ({"page": "xii"}, ("tag:trust", "colour:#5fb236"))
    (text,) = origin.texts
    assert text.name == "Kim 2003: Gardens"
    assert text.entry == {
        "ENTRYTYPE": "article", "title": "Gardens", "year": "2003", "doi": "10.1/x",
        "author": "Kim, Jo and {Board of Gardens}", "ID": "kim2003",
    }  # fmt: skip


def test_two_pdfs_of_one_item_are_one_text_and_those_of_a_group_are_told_apart():
    group = {"type": "group", "id": 77, "name": "Team"}
    library = [
        highlight("ANN1", "PDF1"),
        highlight("ANN2", "PDF2"),
        {**highlight("ANN1", "PDF1"), "library": group, "meta": {"createdByUser": {"name": "Bo"}}},
        item("PDF1", "attachment", parentItem="ITEM1"),
        item("PDF2", "attachment", parentItem="ITEM1"),
        item("ITEM1", "book", title="Trust"),
        {**item("PDF1", "attachment", title="loose.pdf"), "library": group},
    ]
    origin = read_bytes(zotero, as_json(library))
    assert [(s.key, s.text) for s in origin.segments] == [
        ("ANN1", "ITEM1"), ("ANN2", "ITEM1"), ("groups/77/ANN1", "groups/77/PDF1"),
    ]  # fmt: skip
    assert origin.segments[2].coder == "Bo"
    assert origin.texts[1].approximated == (
        "an attachment that stands under no item: nothing is known of it but its file",
    )


def test_what_is_in_the_trash_without_words_or_of_an_unknown_kind_is_left_by_name():
    library = [
        highlight("ANN1", deleted=1),
        highlight("ANN2", annotationText=" \n"),
        highlight("ANN3", annotationType="hologram", annotationText=""),
        item("NOTE1", "note", note="<p>Ask &amp; see</p>", parentItem="ITEM1"),
        "no item",
    ]
    origin = read_bytes(zotero, as_json(library))
    assert not origin.segments
    assert [(one.kind, one.because) for one in origin.left] == [
        ("entry", "it is neither an item nor an annotation of Zotero"),
        ("highlight", "it is in Zotero's trash"),
        ("highlight", "the file gives no words that it marks"),
        ("annotation of type hologram", "it marks no words of the text, and nobody wrote any about it"),
        ("note", "a note of the library stands at no passage of a text"),
    ]  # fmt: skip
    assert origin.left[-1].name == "note NOTE1: Ask & see"


def test_a_key_that_stands_twice_and_one_that_is_missing_are_told():
    library = [highlight("ANN1"), highlight("ANN1", annotationText="other"), highlight("")]
    origin = read_bytes(zotero, as_json(library))
    assert [s.key for s in origin.segments] == ["ANN1", "ANN1#2", "no key"]
    assert [s.approximated for s in origin.segments] == [
        (),
        ("its key stands twice in the file",),
        ("it has no key: it is known again by its place in the file alone",),
    ]


def test_a_page_that_has_no_label_is_told_and_not_invented():
    position = {"pageIndex": 4, "rects": [[0, 0, 1, 1]], "nextPageRects": [[0, 0, 1, 1]]}
    (segment,) = read_bytes(
        zotero, as_json([highlight("ANN1", annotationPosition=position)])
    ).segments
    assert segment.at == {}
    assert segment.approximated == (
        "it goes on on the next page, and the page told is the first",
        "it stands on page 5 of the PDF, and how that page is numbered is not told",
    )


def test_the_same_annotation_has_the_same_hash_and_an_edited_comment_another():
    first, again, edited = (
        read_bytes(zotero, as_json([highlight("ANN1", annotationComment=said)])).segments[0]
        for said in ("one", "one", "two")
    )
    assert first.hash == again.hash
    changed = {key for key in first.parts() if first.parts()[key] != edited.parts()[key]}
    assert changed == {"statement"}


def database_bytes(*commands: str) -> bytes:
    database = sqlite3.connect(":memory:")
    for command in commands:
        database.execute(command)
    return database.serialize()


def test_a_database_that_keeps_its_changes_beside_it_says_so():
    data = bytearray(corpus(DATABASE).read_bytes())
    data[18:20] = b"\x02\x02"
    origin = read_bytes(zotero, bytes(data), "zotero.sqlite")
    assert len(origin.segments) == 1
    (told,) = (one for one in origin.left if one.kind == "write-ahead log")
    assert told.name == "zotero.sqlite-wal"
    assert "quit Zotero" in told.because


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[" * 200_000, "nested too deeply"),
        (b'[{"itemType": "annotation", "annotationText": "\xff\xfe"}]', "not in UTF-8"),
        (b'[{"itemType": "annotation"', "no JSON"),
        (b'{"items": "none"}', "no annotations"),
        (b'[{"itemType": "annotation", "key": ' + b"9" * 5000 + b"}]", "too long"),
        (b"SQLite format 3\x00" + b"\xff" * 4096, "database"),
        (b"", "no JSON"),
        (b'[{"type": [], "position": {}}, {"type": {}, "position": {}}]', "no annotations"),
    ],
)
def test_a_hostile_file_is_refused_with_a_message(data, message):
    assert message in refusal(zotero, data)


def test_a_database_that_was_cut_off_or_is_of_another_program_is_refused():
    whole = corpus(DATABASE).read_bytes()
    assert "cut off" in refusal(zotero, whole[: len(whole) // 2])
    assert "no table" in refusal(zotero, database_bytes("CREATE TABLE itemAnnotations (x)"))
    endless = (
        "CREATE VIEW itemAnnotations AS WITH RECURSIVE n(x) AS"
        " (VALUES(1) UNION ALL SELECT x FROM n) SELECT x FROM n"
    )
    assert "no table" in refusal(zotero, database_bytes(endless))


def test_letters_that_no_text_can_hold_are_replaced():
    data = b'[{"key": "A", "itemType": "annotation", "annotationType": "highlight",'
    data += b' "annotationText": "a\\ud800b\\u0000c", "annotationComment": {"x": 1}, "tags": 7}]'
    (segment,) = read_bytes(zotero, data).segments
    assert segment.quote == "a\ufffdb\ufffdc"
    segment.quote.encode()


def test_a_position_of_any_kind_does_no_harm():
    for position in ("[" * 100_000, "7", None, [1], {"pageIndex": True, "rects": "many"}):
        data = as_json([highlight("ANN1", annotationPosition=position)])
        assert read_bytes(zotero, data).segments[0].approximated == ()


def test_a_file_of_something_else_is_not_taken_for_zoteros():
    for data in (b"", b"PK\x03\x04", b'{"CodeSets": []}', b'[{"type": "highlight"}]', b"[1, 2]"):
        assert not zotero.recognises("x.json", io.BytesIO(data))
