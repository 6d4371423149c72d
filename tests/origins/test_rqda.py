"""Projects of RQDA: passages with all their codes, and what was deleted there."""

from __future__ import annotations

import io
import sqlite3

import pytest

from evidence.origins import rqda
from tests.conftest import SHARED

FILE = SHARED / "corpora-import" / "qda-sqlite" / "tobiasweise-igo_openness_iaea_opcw__OPCW.rqda"


@pytest.fixture(scope="module")
def project():
    if not FILE.is_file():
        pytest.skip("the shared corpora are not here")
    with FILE.open("rb") as file:
        assert rqda.recognises(FILE.name, file)
        return rqda.read(FILE.name, file, {})


def test_all_but_two_codings_of_a_real_project_have_their_words_where_characters_count(project):
    assert project.remarks == ("positions count characters: right for 1021 of 1023 codings",)
    told = [note for s in project.segments for note in s.approximated]
    assert [note.rpartition(": ")[2] for note in told] == ["found at 75012", "found at 75013"]


def test_everything_of_a_real_project_is_taken_or_named(project):
    contents = {text.key: text.content for text in project.texts}
    assert project.unaccounted() == {}
    assert (len(project.texts), len(project.codes)) == (16, 8)
    assert sum(len(s.codes) for s in project.segments) == 1023
    assert sum(one.kind == "coding" for one in project.left) == 16
    assert all(contents[s.text][s.start : s.end] == s.quote for s in project.segments)
    assert len({s.key for s in project.segments}) == len(project.segments)


def test_keys_are_no_numbers_of_rows(project):
    with FILE.open("rb") as file:
        database = sqlite3.connect(":memory:")
        database.deserialize(file.read())
    database.execute("delete from coding where rowid < 100")
    database.commit()
    database.execute("vacuum")
    fewer = rqda.read(FILE.name, io.BytesIO(database.serialize()), {})
    before = {s.key: s.quote for s in project.segments}
    assert all(before[s.key] == s.quote for s in fewer.segments)
    assert len(fewer.segments) < len(project.segments)


# as RQDA 0.2 makes them
SCHEMA = """
create table source (name text, id integer, file text, memo text, owner text, date text,
  dateM text, status integer);
create table freecode (name text, memo text, owner text, date text, dateM text, id integer,
  status integer, color text);
create table codecat (name text, cid integer, catid integer, owner text, date text, dateM text,
  memo text, status integer);
create table treecode (cid integer, catid integer, date text, dateM text, memo text,
  status integer, owner text);
create table coding (cid integer, fid integer, seltext text, selfirst real, selend real,
  status integer, owner text, date text, memo text);
create table journal (name text, journal text, date text, dateM text, owner text, status integer);
insert into source values ('one', 1, 'Beds get plots. Ärger too.', 'dull', 'a', '', '', 1);
insert into source values ('gone', 2, 'Nothing.', '', 'a', '', '', 0);
insert into freecode values ('beds', 'Plots in a garden.', 'a', '', '', 1, 1, '#ff0000');
insert into freecode values ('grief', '', 'a', '', '', 2, 1, '');
insert into freecode values ('gone', '', 'a', '', '', 3, 0, '');
insert into codecat values ('Garden', null, 7, 'a', '', '', '', 1);
insert into treecode values (1, 7, '', '', '', 1, 'a');
insert into journal values ('Monday', 'rain', '', '', '', 1);
insert into coding values (1, 1, 'Beds get plots.', 0, 15, 1, 'a', '', 'see p. 2');
insert into coding values (2, 1, 'Beds get plots.', 0, 15, 1, 'a', '', 'sad');
insert into coding values (2, 1, 'Beds get plots.', 0, 15, 1, 'b', '', 'NA');
insert into coding values (3, 1, 'Ärger', 16, 21, 1, 'a', '', '');
"""


def test_codes_of_one_passage_by_one_coder_are_one_passage_and_the_rest_is_named():
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    found = rqda.read("p.rqda", io.BytesIO(database.serialize()), {})
    assert [(s.quote, s.codes, s.coder, s.memo) for s in found.segments] == [
        ("Beds get plots.", ("1", "2"), "a", "see p. 2\n\nsad"),
        ("Beds get plots.", ("2",), "b", ""),
        ("Ärger", (), "a", ""),
    ]
    assert [(c.key, c.label, c.definition, c.parent) for c in found.codes] == [
        ("category 7", "Garden", "", ""),
        ("1", "beds", "Plots in a garden.", "category 7"),
        ("2", "grief", "", ""),
    ]
    assert found.unaccounted() == {}
    assert {(one.kind, one.name) for one in found.left} == {
        ("journal entry", "Monday"),
        ("memo", "dull, one"),
        ("colour", "#ff0000, beds"),
        ("text", "gone"),
        ("code", "gone"),
        ("coding", "3: Ärger"),
    }
