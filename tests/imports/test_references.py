"""References put into a library: what was there stays, and each record is taken or is a twin."""

from __future__ import annotations

from textwrap import dedent

import pytest

from evidence import bibtex
from evidence.diagnostics import CannotGoOn
from evidence.imports.references import PerhapsTwin, TakenEntry, TwinEntry, merged
from evidence.origins.references import kind_of, references
from tests.conftest import SHARED

MINE = dedent(
    """\
    % my library
    @article{kim2003,
        author = "Kim, Ana",
        title  = {Tasting lessons},
        year   = 2003 }   % do not touch
    @string{beds = {Beds}}"""
).encode()
SAME = "TY  - JOUR\nTI  - Tasting Lessons\nAU  - Kim, A.\nPY  - 2003\nDO  - 10.5555/t\nSP  - 1\nEP  - 9\nER  -\n"
ABEL = "TY  - BOOK\nTI  - Beds and borders\nAU  - Abel, Bo\nPY  - 2003\nER  -\n"


def into(data: bytes, text: str, **options):
    return merged("sources.bib", data, references("x.ris", text.encode()).entries, **options)


def test_what_was_there_stays_byte_for_byte_and_what_is_new_stands_behind_it():
    made = into(MINE, ABEL)
    assert made.data == MINE + (
        b"\n\n@book{abel2003,\n  author = {Abel, Bo},\n  title = {Beds and borders},\n"
        b"  year = {2003}\n}\n"
    )
    assert made.taken == (TakenEntry("record 1, Beds and borders", "abel2003"),)


def test_the_second_time_nothing_is_added():
    first = into(MINE, SAME + ABEL)
    again = into(first.data, SAME + ABEL)
    assert again.data == first.data
    assert (again.taken, [twin.key for twin in again.twins]) == ((), ["kim2003", "abel2003"])


def test_a_twin_is_named_with_what_it_would_fill_in_and_changes_nothing():
    made = into(MINE, SAME)
    assert made.data == MINE
    assert made.twins == (TwinEntry("record 1, Tasting Lessons", "kim2003", ("doi", "pages")),)


def test_a_twin_fills_in_what_the_entry_lacks_where_that_is_asked_for():
    made = into(MINE, SAME, merge=True)
    put = b"\n    pages = {1\xe2\x80\x939},\n    doi = {10.5555/t},"
    assert made.data == MINE.replace(b"{kim2003,", b"{kim2003," + put)
    (kim,), _ = bibtex.read("sources.bib", made.data)
    assert (kim.title, kim.authors[0].given) == ("Tasting lessons", "Ana")
    assert into(made.data, SAME, merge=True).data == made.data


def test_a_file_with_windows_line_ends_and_a_mark_keeps_both():
    mine = b"\xef\xbb\xbf" + MINE.replace(b"\n", b"\r\n")
    made = into(mine, SAME + ABEL, merge=True)
    assert made.data.startswith(b"\xef\xbb\xbf% my library\r\n")
    assert made.data.count(b"\n") == made.data.count(b"\r\n")
    assert (
        made.data.replace(b"\r\n", b"\n")
        == b"\xef\xbb\xbf" + into(MINE, SAME + ABEL, merge=True).data
    )


def test_two_records_of_one_work_are_one_entry():
    made = into(b"", SAME + SAME)
    assert [one.key for one in made.taken] == ["kim2003"]
    assert [one.key for one in made.twins] == ["kim2003"]


def test_keys_do_not_collide_with_entries_ids_or_one_another():
    other = ABEL.replace("Beds and borders", "Rows")
    made = into(MINE, ABEL + other, reserved={"Abel2003"})
    assert [one.key for one in made.taken] == ["abel2003a", "abel2003b"]
    named = into(MINE, ABEL.replace("ER", "ID  - KIM2003\nER"))
    assert named.taken == (TakenEntry("record 1, Beds and borders", "KIM2003a", "KIM2003"),)


def test_a_preprint_of_an_entry_is_taken_and_told_as_a_question():
    made = into(
        MINE, "TY  - UNPB\nTI  - Tasting lessons\nAU  - Kim, Ana\nPY  - 2002\nPB  - arXiv\nER  -\n"
    )
    assert made.perhaps == (PerhapsTwin("kim2002", "kim2003"),)


@pytest.mark.parametrize(
    "data",
    [
        b"@book{a, title = {\xe9t\xe9}}\n",
        "@book{a, title = {x}}".encode("utf-16"),
        b"@book{a, title = {x\n",
        b"<html>saved</html>",
        b"@comment{ open",
    ],
)
def test_a_library_that_cannot_be_added_to_is_left_alone_with_a_reason(data):
    before, _ = bibtex.read("sources.bib", data)
    made, reason = tried(data)
    assert made is not None or reason.startswith("sources.bib: nothing can be added to it: ")
    if made is not None:
        assert made.data.startswith(data)
        now, _ = bibtex.read("sources.bib", made.data)
        assert now[: len(before)] == before
        assert [one.key for one in now[len(before) :]] == ["abel2003"]


def tried(data: bytes):
    """What comes of adding to a library, or the reason why nothing can be."""
    try:
        return into(data, ABEL), ""
    except CannotGoOn as refused:
        return None, refused.message


FILES = sorted(
    [
        *(SHARED / "corpora-import" / "ris-csv").glob("*"),
        *(SHARED / "corpora" / "ris").glob("*"),
        *(SHARED / "corpora" / "csl-json").glob("*.json"),
        *(SHARED / "corpora" / "bib").rglob("*.bib"),
    ]
)


@pytest.mark.skipif(not FILES, reason="the corpora are not beside the checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:60])
def test_the_records_of_a_real_file_are_taken_twins_or_left_and_the_second_time_all_are_known(path):
    if not kind_of(path.name, path.read_bytes()):
        pytest.skip("this file holds no references")
    found = references(path.name, path.read_bytes())
    made = merged("sources.bib", MINE, found.entries)
    left = sum(one.kind == "record" for one in found.left)
    assert len(made.taken) + len(made.twins) + left == found.count
    assert made.data.startswith(MINE)
    again = merged("sources.bib", made.data, found.entries, merge=True)
    assert again.taken == ()
    twice = merged("sources.bib", again.data, found.entries, merge=True)
    assert twice.data == again.data
