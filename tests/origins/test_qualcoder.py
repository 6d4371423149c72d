"""Projects of QualCoder.

No real project is in the corpora. These are made here after QualCoder's own
schema, version v17 of its database (src/qualcoder/__main__.py, revision
c3204641e0a9 of ccbogel/QualCoder).
"""

from __future__ import annotations

import io
import sqlite3

import pytest

from evidence.origins import qualcoder

SCHEMA = """
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text,
  owner text, date text, av_text_id integer, risid integer, unique(name));
CREATE TABLE code_image (imid integer primary key,id integer,x1 integer, y1 integer, width integer,
  height integer, cid integer, memo text, date text, owner text, important integer,
  pdf_page integer);
CREATE TABLE code_av (avid integer primary key,id integer,pos0 integer, pos1 integer, cid integer,
  memo text, date text, owner text, important integer);
CREATE TABLE annotation (anid integer primary key, fid integer,pos0 integer, pos1 integer,
  memo text, owner text, date text, unique(fid,pos0,pos1,owner));
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text,
  caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text,
  id integer, date text, owner text, unique(name,attr_type,id));
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer,
  pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text,date text,
  constraint ucm unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,
  supercatid integer, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer,seltext text,
  pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer,
  unique(cid,fid,pos0,pos1, owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text,
  date text, color text, supercid integer, unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text,
  unique(name));
CREATE TABLE stored_sql (title text, description text, grouper text, ssql text, unique(title));
CREATE TABLE graph (grid integer primary key, name text, description text, date text,
  scene_width integer, scene_height integer, unique(name));
CREATE TABLE ris (risid integer, tag text, longtag text, value text);
"""
TEXT = "Beds get plots 🌱. Ärger comes too.\n\nA second paragraph."
ROWS = [
    ("source", (1, "kim.txt", TEXT, None, "read twice", "ann", "2024-01-02", None, 5)),
    ("source", (2, "walk.mp4", None, "/video/walk.mp4", "", "ann", "2024-01-02", None, None)),
    ("code_cat", (1, "Garden", "ann", "", "all of it", None)),
    ("code_cat", (2, "Soil", "ann", "", "", 1)),
    ("code_name", (1, "beds", "Plots in a garden.", 2, "ann", "", "#F1C40F", None)),
    ("code_name", (2, "raised beds", "", None, "ann", "", "", 1)),
    ("code_text", (4, 1, 1, "Beds get plots 🌱.", 0, 17, "ann", "", "sure?", None, 1)),
    ("code_text", (9, 2, 1, "Beds get plots 🌱.", 0, 17, "ann", "", "", None, None)),
    ("code_text", (5, 2, 1, "Beds get plots 🌱.", 0, 17, "bo", "", "", None, None)),
    ("code_text", (6, 1, 1, "A second", 36, 44, "ann", "2024-02-02", "", None, None)),
    ("code_text", (7, 8, 1, "Ärger", 18, 23, "ann", "", "", None, None)),
    ("annotation", (1, 1, 18, 23, "who is cross?", "bo", "2024-03-03")),
    ("annotation", (2, 1, 18, 18, "a point", "bo", "2024-03-03")),
    ("code_av", (1, 2, 0, 900, 1, "a scene", "", "ann", None)),
    ("code_image", (1, 2, 0, 0, 9, 9, 1, "", "", "ann", None, None)),
    ("cases", (1, "Kim", "", "ann", "")),
    ("case_text", (1, 1, 1, 0, 17, "ann", "", "")),
    ("attribute_type", ("age", "", "ann", "", "case", "numeric")),
    ("attribute", (1, "age", "case", "40", 1, "", "ann")),
    ("journal", (1, "Monday", "rain", "", "ann")),
    ("stored_sql", ("mine", "", "", "select 1")),
    ("graph", (1, "G", "", "", 9, 9)),
    ("ris", (5, "TY", "", "JOUR")),
    ("ris", (5, "TI", "", "Tasting lessons")),
    ("ris", (5, "AU", "", "Kim, Ann")),
    ("ris", (5, "AU", "", "Bo, Al")),
    ("ris", (5, "PY", "", "2003//")),
    ("ris", (6, "TI", "", "Never used")),
]


def made(rows=ROWS):
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    for table, values in rows:
        marks = ", ".join("?" * len(values))
        database.execute(f"insert into {table} values ({marks})", values)
    database.commit()
    return io.BytesIO(database.serialize())


@pytest.fixture(scope="module")
def project():
    assert qualcoder.recognises("data.qda", made())
    return qualcoder.read("data.qda", made(), {})


def test_everything_is_taken_or_named(project):
    assert project.unaccounted() == {}
    kinds = {one.kind for one in project.left}
    assert {
        "picture or recording",
        "part of a picture",
        "part of a recording",
        "case",
        "link to a case",
        "variable",
        "value",
        "journal entry",
        "query",
        "graph",
        "colour",
        "memo",
        "date",
        "reference",
        "mark of importance",
        "annotation",
        "coding",
    } <= kinds


def test_codings_of_one_coder_are_one_passage_with_all_its_codes(project):
    told = [(s.key, s.quote, s.codes, s.coder, s.memo) for s in project.segments]
    assert told == [
        ("4", "Beds get plots 🌱.", ("1", "2"), "ann", "sure?"),
        ("5", "Beds get plots 🌱.", ("2",), "bo", ""),
        ("7", "Ärger", (), "ann", ""),
        ("6", "A second", ("1",), "ann", ""),
        ("annotation-1", "Ärger", (), "bo", "who is cross?"),
    ]


def test_every_quote_stands_in_the_text_that_the_project_carries(project):
    (text,) = project.texts
    assert all(text.content[s.start : s.end] == s.quote for s in project.segments)
    assert [s.at for s in project.segments][-2:] == [{"paragraph": "2"}, {"paragraph": "1"}]
    assert project.remarks == ("positions count characters: right for 5 of 5 codings",)


def test_categories_and_codes_are_one_tree(project):
    assert [(c.key, c.label, c.parent, c.definition) for c in project.codes] == [
        ("category 1", "Garden", "", "all of it"),
        ("category 2", "Soil", "category 1", ""),
        ("1", "beds", "category 2", "Plots in a garden."),
        ("2", "raised beds", "1", ""),
    ]


def test_the_reference_of_a_text_is_its_entry(project):
    assert project.texts[0].entry == {
        "ENTRYTYPE": "article",
        "title": "Tasting lessons",
        "author": "Kim, Ann and Bo, Al",
        "year": "2003",
    }


def test_an_older_project_without_newer_columns_and_tables_is_read():
    database = sqlite3.connect(":memory:")
    database.executescript(
        "create table source (id integer primary key, name text, fulltext text, mediapath text);"
        "create table code_name (cid integer primary key, name text, catid integer);"
        "create table code_text (ctid integer primary key, cid integer, fid integer, seltext text,"
        " pos0 integer, pos1 integer, owner text);"
        "insert into source values (1, 'a', 'Beds.', null);"
        "insert into code_name values (1, 'beds', null);"
        "insert into code_text values (1, 1, 1, 'Beds.', 0, 5, 'ann');"
    )
    found = qualcoder.read("data.qda", io.BytesIO(database.serialize()), {})
    assert [(s.quote, s.codes) for s in found.segments] == [("Beds.", ("1",))]
    assert found.unaccounted() == {}
