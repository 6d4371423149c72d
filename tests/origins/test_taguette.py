"""Projects of Taguette and their tables: what becomes of a highlight, however it was exported."""

from __future__ import annotations

import io
import sqlite3

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.origins import taguette
from tests.conftest import SHARED

FOLDER = SHARED / "corpora-import" / "qda-sqlite"
STEM = "navarral-swj2022-usability-paper__"
PROJECT = f"{STEM}SERDIF_P2_ThematicAnalysis.sqlite3"
# as Taguette 1.1 makes them (taguette/database/models.py), without what is not read
SCHEMA = """
create table projects (id integer primary key, name text, description text);
create table documents (id integer primary key, name text, description text, contents text,
  project_id integer, created text);
create table tags (id integer primary key, project_id integer, path text, description text);
create table highlights (id integer primary key, document_id integer, start_offset integer,
  end_offset integer, snippet text);
create table highlight_tags (highlight_id integer, tag_id integer);
create table commands (id integer primary key, date text, user_login text, project_id integer,
  document_id integer, payload text);
create table users (login text primary key);
create table project_members (project_id integer, user_login text, privileges text);
insert into projects values (1, 'Beds', '');
insert into documents values (1, 'interview', '', '<p>Über <b>Beete</b> &amp; Brot.</p>', 1, '');
insert into tags values (1, 1, 'beds', 'Plots in a garden.');
"""


def real(name):
    if not FOLDER.is_dir():
        pytest.skip("the shared corpora are not here")
    with (FOLDER / name).open("rb") as file:
        assert taguette.recognises(name, file)
        return taguette.read(name, file, {})


def made(*more, settings=None):
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    for line in more:
        database.execute(line)
    database.commit()
    return taguette.read("t.sqlite3", io.BytesIO(database.serialize()), settings or {})


@pytest.fixture(scope="module")
def project():
    return real(PROJECT)


def test_every_highlight_of_a_real_project_has_its_words_where_bytes_count(project):
    contents = {text.key: text.content for text in project.texts}
    assert len(project.segments) == 1794
    assert all(contents[s.text][s.start : s.end] == s.quote for s in project.segments)
    assert not [s for s in project.segments if s.approximated]
    assert project.remarks == ("positions count bytes: right for 1794 of 1794 highlights",)


def test_everything_of_a_real_project_is_taken_or_named(project):
    assert project.unaccounted() == {}
    assert (len(project.texts), len(project.codes)) == (17, 22)
    assert sum(len(s.codes) for s in project.segments) == project.counts["tagging"] == 1930
    assert sorted({len(s.codes) for s in project.segments}) == [0, 1, 2, 3, 4]
    assert sum(one.kind == "history" for one in project.left) == 2790


def test_the_table_of_a_project_gives_the_same_highlights_by_the_same_keys(project):
    table = real(f"{STEM}all_tags_20220303.csv")
    by_key = {s.key: s for s in project.segments}
    assert table.unaccounted() == {}
    assert len({s.key for s in table.segments}) == len(table.segments) == 1793
    for segment in table.segments:
        same = by_key[segment.key]
        assert (segment.text, set(segment.codes)) == (same.text, set(same.codes))
        assert "".join(segment.quote.split()) == "".join(same.quote.split())


def test_an_earlier_table_shares_most_of_its_keys_with_a_later_one():
    before, after = (real(f"{STEM}all_tags_{day}.csv") for day in ("20220224", "20220303"))
    assert (len(before.segments), len(before.codes)) == (1804, 25)
    assert len({s.key for s in before.segments} & {s.key for s in after.segments}) > 1780


@pytest.mark.parametrize(
    ("name", "codes"), [("codebook_20220223_0", 120), ("codebook_20220303_8", 22)]
)
def test_a_codebook_gives_its_codes_with_their_definitions(name, codes):
    book = real(f"{STEM}{name}.csv")
    assert (len(book.codes), book.unaccounted()) == (codes, {})
    assert book.codes[0].definition.startswith("The moderator intervenes")


def test_the_codes_of_project_and_codebook_have_the_same_keys(project):
    book = real(f"{STEM}codebook_20220303_8.csv")
    assert {code.key for code in book.codes} == {code.key for code in project.codes}


def test_words_with_letters_and_entities_are_found_by_bytes_without_tags():
    found = made(
        "insert into highlights values (1, 1, 6, 19, '<b>Beete</b> &amp; Brot.')",
        "insert into highlight_tags values (1, 1)",
        "insert into commands values (1, '', 'kim', 1, 1,"
        ' \'{"type": "highlight_add", "highlight_id": 1}\')',
    )
    (segment,) = found.segments
    assert (segment.quote, segment.start, segment.end) == ("Beete & Brot.", 5, 18)
    assert (segment.codes, segment.coder, segment.at) == (("beds",), "kim", {"paragraph": "1"})
    assert found.codes[0].definition == "Plots in a garden."


def test_a_highlight_whose_words_are_nowhere_is_left_by_name_with_its_tags():
    found = made(
        "insert into highlights values (1, 1, 0, 4, 'elsewhere')",
        "insert into highlight_tags values (1, 1)",
    )
    assert found.segments == ()
    assert found.unaccounted() == {}
    told = {one.kind: one.because for one in found.left}
    assert told["highlight"] == told["tagging"]
    assert "nor anywhere in the text" in told["highlight"]


def test_words_that_stand_elsewhere_are_found_and_that_is_said():
    found = made("insert into highlights values (1, 1, 0, 5, 'Brot')")
    (segment,) = found.segments
    assert segment.quote == "Brot"
    assert "found at 13" in segment.approximated[0]


def test_two_highlights_of_the_same_words_have_two_keys():
    line = "insert into highlights values ({}, 1, 6, 11, 'Beete')"
    first, second = made(line.format(1), line.format(2)).segments
    assert second.key == f"{first.key}-2"


def test_of_several_projects_one_has_to_be_named():
    other = "insert into projects values (2, 'Bread', '')"
    with pytest.raises(CannotGoOn) as refused:
        made(other)
    assert "holds 2 projects: `Beds`, `Bread`" in refused.value.message
    found = made(other, settings={"project": "Beds"})
    assert [text.name for text in found.texts] == ["interview"]
    assert found.unaccounted() == {}
    assert ("project", "Bread") in {(one.kind, one.name) for one in found.left}
