"""What stands where, worked out from lines: the study, and pages made by hand."""

from __future__ import annotations

from evidence.model.claims import Passage
from evidence.model.lock import Outcome
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import AsideKind, read, structure_of
from evidence.texts.running_heads import pages_with_numbers

HEAD = "Journal of Gardens 12(3), 2019"
BODY = "Children who taste vegetables at school tend to name more of them at home"


def asides(text, kind):
    return [aside for aside in structure_of(text).asides if aside.kind is kind]


def test_the_notes_of_the_study_have_their_right_numbers_and_marks(study):
    notes = asides(study, AsideKind.NOTE)
    assert [note.number for note in notes] == [str(number) for number in range(1, 17)]
    assert [note.printed for note in notes if note.printed != note.number] == ["9"]
    words = {note.number: study.text[: note.anchor].split()[-1] for note in notes}
    assert words["1"] == "Kusbiantono"
    assert words["10"] == "klaster"
    assert words["16"] == "mereka"


def test_a_note_ends_where_the_running_text_goes_on(study):
    tenth = asides(study, AsideKind.NOTE)[9]
    assert study.text[tenth.start : tenth.end].endswith("Dipta 2006).")


def test_the_boxes_of_the_study_have_numbers_and_titles(study):
    boxes = asides(study, AsideKind.BOX)
    assert [(box.number, box.title) for box in boxes] == [
        ("1", "Pertumbuhan IKM di Indonesia"),
        ("2", "Pengangguran Sarjana di Indonesia Tinggi"),
    ]
    assert study.text[boxes[0].start : boxes[0].end].endswith("disumbang oleh usaha besar.")


def test_the_headings_of_the_study_are_its_sections(study):
    headings = structure_of(study).headings
    assert [heading.number for heading in headings if heading.number] == [
        "1",
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        "1.5",
        "2",
        "2.1",
        "2.2",
        "3",
    ]
    assert [heading.title for heading in headings if heading.run_in][-4:] == [
        "Keahlian teknikal individu",
        "Model dan strategi bisnis",
        "Kemampuan teknologi dan inovasi",
        "Kemampuan pemasaran",
    ]


def test_a_numbered_list_is_no_run_of_sections():
    lines = ["1 Aims", BODY + ".", "1. Apples", "2. Pears", "2 Methods", BODY + ".", "3 Results"]
    headings = structure_of(read("a.txt", "\n".join(lines).encode())).headings
    assert [(one.number, one.title) for one in headings if one.number] == [
        ("1", "Aims"),
        ("2", "Methods"),
        ("3", "Results"),
    ]


def test_running_heads_and_page_numbers_are_furniture(make_pdf):
    grown = ("beans", "peas", "kale", "leeks", "chard")
    pages = [
        f"{HEAD}\nThey grew {name} that year,\nwhich {name[::-1]} sold.\n{number}"
        for number, name in enumerate(grown, start=551)
    ]
    text = read("a.pdf", make_pdf(*pages))
    found = {text.text[one.start : one.end] for one in asides(text, AsideKind.FURNITURE)}
    assert found == {HEAD, "551", "552", "553", "554", "555"}
    assert [page.printed for page in pages_with_numbers(text)] == [
        "551",
        "552",
        "553",
        "554",
        "555",
    ]


AGAIN = "against 2.9 portions in the schools without"


def test_a_line_that_a_sentence_goes_through_is_no_running_head_however_often_it_is_said(make_pdf):
    towns = ("Susubuga", "Nomamuga", "Kapuresu", "Lepateli")
    pages = [
        f"_Journal\n{at[:4]} beds were dug by hand,\nand {at[2:]} was wet.\nIn {at} a mean of 3.4 was eaten\n"
        f"{AGAIN}\ngardens, and {at} kept more than the\nothers, {at[::-1]} too.\nIt {at[3:]} went on.\n{number}"
        for number, at in enumerate(towns, 1)
    ]
    # a stamp on most pages is one, wherever it stands
    stamped = [
        page.replace(" too.", f"\nSent to a reader\n{at} too.")
        for at, page in zip(towns, pages, strict=True)
    ]
    for made, heads in ((pages, {"Journal"}), (stamped, {"Journal", "Sent to a reader"})):
        text = read("a.pdf", make_pdf(*made))
        found = {text.text[one.start : one.end] for one in asides(text, AsideKind.FURNITURE)}
        assert {one for one in found if not one.isdecimal()} == heads


def test_a_foot_of_three_lines_longer_than_a_line_of_the_text_is_furniture(make_pdf):
    cited = f"Sato et al. (2019). {BODY}, and forget them by the summer. Journal of Gardens,"
    grown = ("beans", "peas", "kale", "leeks")
    pages = [
        f"They grew {name} that year,\nwhich {name[::-1]} sold.\nIt {name[1:]} went on, for the\n"
        f"{cited}\n12(3), {number}. https://doi.org/10.1000/beds.\n{number}"
        for number, name in enumerate(grown, start=1)
    ]
    text = read("a.pdf", make_pdf(*pages))
    found = {text.text[one.start : one.end] for one in asides(text, AsideKind.FURNITURE)}
    assert len(cited) > 120
    assert len(found) == 1 + 4 + 4
    assert cited in found
    seen = look_up(SearchableText(text), Passage(quote="It eans went on, for the They grew peas"))
    assert seen.outcome is Outcome.FOUND


def test_notes_in_small_type_end_with_the_small_type(make_pdf):
    first = f"{BODY},1 which\nsurprised their parents and\n_1Not all of them.\n_In two schools.\n"
    text = read("a.pdf", make_pdf(first + "Their teachers were not surprised.\n" + BODY + "."))
    note = asides(text, AsideKind.NOTE)[0]
    assert text.text[note.start : note.end] == "1Not all of them.\nIn two schools."
    assert text.text[note.anchor - 1 : note.anchor + 1] == ",1"


def test_large_type_is_a_heading(make_pdf):
    text = read("a.pdf", make_pdf("\n".join(["#Tasting lessons", *[BODY] * 8])))
    assert [heading.title for heading in structure_of(text).headings] == ["Tasting lessons"]


def test_a_sentence_about_a_box_is_no_box():
    text = read("a.txt", f"{BODY}, as\nBox 2 shows for both towns.\n{BODY}.\n".encode())
    assert asides(text, AsideKind.BOX) == []


def test_where_authors_work_a_numbered_list_and_labels_of_a_picture_are_no_notes(make_pdf):
    first = (
        "Beds for every class\nEthan White1, 2, and S. K.\nMorgan Ernest2\n"
        "_1 Department of Beds, University of Gardens\n_2 Museum of Peas and Beans, Leeks\n"
        f"{BODY}, as\n{BODY.lower()},1 and\nso do their parents.\n"
        "_1Not all of them, in the schools that we saw.\n"
    )
    second = (
        f"{BODY}. There\nwere five of CO2 and three rules:\n1. Each class has a bed of its own.\n"
        "2. Every pupil waters once a week, as all of them wished.\n"
        "3. Nobody sows alone, and nobody weeds without a friend.\n"
        f"{BODY}\n2\n_2 1 0 1 2 3 4 5 6 7\n{BODY}."
    )
    text = read("a.pdf", make_pdf(first, second))
    (note,) = asides(text, AsideKind.NOTE)
    assert text.text[note.start : note.end] == "1Not all of them, in the schools that we saw."
    assert text.text[: note.anchor].endswith("at home,")


def test_a_sentence_goes_on_past_notes_without_a_number_at_the_foot_of_its_page(make_pdf):
    first = f"{BODY}.\nTeachers saw that the beds were\n_* shared first authors\n_write to: beds\n"
    text = read("a.pdf", make_pdf(first, f"dug by nobody else.\n{BODY}.\n{BODY}."))
    (note,) = asides(text, AsideKind.NOTE)
    assert text.text[note.start : note.end] == "* shared first authors\nwrite to: beds"
    words = Passage(quote="Teachers saw that the beds were dug by nobody else.")
    assert look_up(SearchableText(text), words).outcome is Outcome.FOUND
