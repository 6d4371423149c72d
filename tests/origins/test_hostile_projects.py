"""Projects made to harm, or broken: a message and nothing else, or what is left is named."""

from __future__ import annotations

import io
import os
import sqlite3
import struct
import tracemalloc
import zipfile

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.origins import qdpx, qualcoder, refi_qda, rqda, sqlite_file, taguette
from tests.origins import test_qualcoder, test_rqda, test_taguette
from tests.origins.refi_qda_made import archive, coding, project, read, selection, source, xml

MB = 1024**2
TEXT = "Beds get plots."


def lying_about_its_size():
    """An archive whose directory says that a member of 3 MB unpacks to 10 bytes."""
    data = bytearray(
        archive({"project.qde": xml(source(selection(0, 4))), "sources/a.txt": TEXT * 200_000})
    )
    place = data.rindex(b"PK\x01\x02")
    assert b"sources/a.txt" in data[place:]
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(data)


BOMBS = {
    "project": lambda: {"project.qde": b" " * 70 * MB},
    "text": lambda: {"project.qde": xml(source()), "sources/a.txt": bytes(70 * MB)},
    "ratio": lambda: {"project.qde": xml(source()), "sources/a.txt": b"a" * 8 * MB},
    "members": lambda: {"project.qde": xml()} | {f"sources/{n}": b"" for n in range(20_001)},
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_an_archive_that_unpacks_to_too_much_is_refused(bomb):
    with pytest.raises(CannotGoOn, match=r"unpacks to too much|more than 20,000 files"):
        read(archive(BOMBS[bomb]()))


def test_an_archive_that_lies_about_a_size_does_not_get_more_memory():
    found = read(lying_about_its_size())
    assert found.texts[0].content is None
    assert "cannot be unpacked" in found.texts[0].approximated[0]


def test_many_texts_together_are_bounded(monkeypatch):
    monkeypatch.setattr(qdpx, "_MOST", 2 * MB)
    texts = {f"sources/{n}.txt": os.urandom(600_000).hex().encode() for n in range(2)}
    two = [source(path=f"internal://{n}.txt") for n in range(2)]
    with pytest.raises(CannotGoOn, match="unpacks to too much"):
        read(archive({"project.qde": xml(*two)} | texts))


def test_an_archive_in_the_archive_stays_shut():
    bomb = archive({"project.qde": b" " * 30 * MB})
    found = read(archive({"project.qde": xml(), "sources/more.qdpx": bomb}))
    assert [(one.kind, one.name) for one in found.left if one.kind == "file"] == [
        ("file", "sources/more.qdpx")
    ]
    assert found.unaccounted() == {}


@pytest.mark.parametrize(
    "member", ["../project.qde", "/tmp/project.qde", "C:\\project.qde", "a/../../project.qde"]
)
def test_a_project_outside_of_the_archive_is_none(member):
    with pytest.raises(CannotGoOn, match="the archive holds no project"):
        read(archive({member: xml()}))


@pytest.mark.parametrize(
    "path",
    [
        "internal://../../../etc/passwd",
        "internal://%2e%2e/%2e%2e/etc/passwd",
        "..\\..\\etc\\passwd",
        "absolute:///etc/passwd",
        "relative:///../../etc/passwd",
        "file:///etc/passwd",
        "https://example.org/a.txt",
    ],
)
def test_a_path_that_leads_out_of_the_archive_is_not_followed(path):
    members = {"project.qde": xml(source(selection(0, 4, coding()), path=path))}
    found = read(archive(members | {"../../../etc/passwd": b"root"}))
    assert found.texts[0].content is None
    assert found.texts[0].approximated
    assert "root" not in str(found.segments)
    assert ("file", "../../../etc/passwd") in {(one.kind, one.name) for one in found.left}
    assert found.unaccounted() == {}


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("doctype", "name"),
    [
        (f'<!DOCTYPE Project [<!ENTITY l0 "ha">{LAUGHS}]>', "&l9;"),
        ('<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        ('<!DOCTYPE Project [<!ENTITY % d SYSTEM "http://127.0.0.1:9/d.dtd"> %d;]>', "a"),
        ('<!DOCTYPE Project [<!ENTITY x PUBLIC "-" "http://127.0.0.1:9/">]>', "&x;"),
        (f'<!DOCTYPE Project [<!ENTITY q "{"a" * 100_000}">]>', "&q;" * 1000),
    ],
    ids=["laughs", "file", "parameter", "public", "quadratic"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_read(doctype, name, encoding):
    data = xml(source(content=name), head=doctype).decode().encode(encoding)
    with pytest.raises(
        CannotGoOn, match=r"cannot be read: (the XML declares entities|not well-formed)"
    ):
        read(archive({"project.qde": data}))


def test_a_document_type_of_another_place_is_not_fetched():
    head = '<!DOCTYPE Project SYSTEM "http://127.0.0.1:9/Project.dtd">'
    found = read(archive({"project.qde": xml(source(content=TEXT), head=head)}))
    assert found.texts[0].content == TEXT


def categories(*pairs):
    """A project of QualCoder whose categories stand below each other as said."""
    rows = [("code_cat", (key, f"c{key}", "", "", "", above)) for key, above in pairs]
    return qualcoder.read("data.qda", test_qualcoder.made(rows), {})


@pytest.mark.parametrize(
    "pairs",
    [
        [(1, 1)],
        [(1, 2), (2, 1)],
        [(1, 2), (2, 3), (3, 2)],
        [(1, 2), (2, 1), (3, 4), (4, 3)],
        [*((n, n + 1) for n in range(1, 2000)), (2000, 1)],
    ],
    ids=["itself", "two", "tail", "two circles", "long"],
)
def test_a_circle_of_codes_is_cut_and_told(pairs):
    found = categories(*pairs)
    above = {code.key: code.parent for code in found.codes}
    for key in list(above)[:50]:
        way = [key]
        while above[way[-1]]:
            way.append(above[way[-1]])
            assert len(way) <= len(above)
    assert any("stands below itself" in note for c in found.codes for note in c.approximated)
    assert found.unaccounted() == {}


def test_codes_that_hold_themselves_by_their_guid_are_one_code():
    code = '<Code guid="00000000-0000-0000-0000-0000000000c2" name="B" isCodable="true">{}</Code>'
    book = f"<CodeBook><Codes>{code.format(code.format(code.format('')))}</Codes></CodeBook>"
    found = project(book=book)
    assert [(c.label, c.parent) for c in found.codes] == [("B", "")]
    assert sum(one.kind == "code" for one in found.left) == 2
    assert found.unaccounted() == {}


def test_codes_nested_without_end_are_a_message():
    deep = '<Code guid="" name="a" isCodable="true">' * 5000 + "</Code>" * 5000
    with pytest.raises(CannotGoOn, match="cannot be read"):
        project(book=f"<CodeBook><Codes>{deep}</Codes></CodeBook>")


DATABASES = {
    taguette: test_taguette.SCHEMA,
    qualcoder: test_qualcoder.SCHEMA,
    rqda: test_rqda.SCHEMA,
}


def database(module):
    made = sqlite3.connect(":memory:")
    made.executescript(DATABASES[module])
    return made.serialize()


def torn(data):
    return data[: len(data) // 2 - 7]


def scrambled(data):
    return data[:100] + bytes((byte * 7 + 3) % 256 for byte in data[100:])


def emptied(data):
    return data[:100] + bytes(len(data) - 100)


def without_its_pages(data):
    return data[:4096]


def only_its_head(data):
    return data[:20]


@pytest.mark.parametrize("module", DATABASES)
@pytest.mark.parametrize("broken", [torn, scrambled, emptied, without_its_pages, only_its_head])
def test_a_broken_database_is_a_message(module, broken):
    data = broken(database(module))
    module.recognises("x", io.BytesIO(data))  # raises nothing
    with pytest.raises(CannotGoOn, match=r"^x: "):
        module.read("x", io.BytesIO(data), {})


def test_a_database_of_write_ahead_logging_is_read_and_what_may_be_missing_is_said():
    data = bytearray(database(rqda))
    data[18:20] = b"\2\2"
    found = rqda.read("p.rqda", io.BytesIO(bytes(data)), {})
    assert len(found.segments) == 3
    assert "p.rqda-wal" in found.remarks[-1]


def test_a_view_in_the_place_of_a_table_is_not_run():
    made = sqlite3.connect(":memory:")
    made.executescript(
        "create table freecode (id integer); create table coding (cid integer);"
        "create view source as with recursive n(i) as (select 1 union all select i + 1 from n)"
        " select i as id, 1 as status from n;"
    )
    with pytest.raises(CannotGoOn, match="no table `source`"):
        rqda.read("p.rqda", io.BytesIO(made.serialize()), {})


def test_a_question_without_end_is_broken_off(monkeypatch):
    monkeypatch.setattr(sqlite_file, "_MOST_TIMES", 2)
    monkeypatch.setattr(sqlite_file, "_STEPS", 100)
    made = sqlite3.connect(":memory:")
    made.executescript(DATABASES[rqda])
    made.executemany("insert into coding values (1, 1, 'x', 0, 1, 1, '', '', '')", [()] * 1000)
    made.commit()
    with pytest.raises(CannotGoOn, match="interrupted"):
        rqda.read("p.rqda", io.BytesIO(made.serialize()), {})


def test_values_of_other_types_than_their_program_writes_are_left_by_name():
    made = sqlite3.connect(":memory:")
    made.executescript(DATABASES[rqda])
    made.execute("insert into coding values ('x', x'ff', 7, 'here', 'there', 1, 3, 4, x'00ff')")
    made.execute("insert into source values (x'c3', 9, x'ff41', null, 1, 2, 3, '1')")
    made.execute("insert into coding values (1, 9, 'A', 1, 2, 1, 'a', '', '')")
    made.commit()
    found = rqda.read("p.rqda", io.BytesIO(made.serialize()), {})
    assert found.unaccounted() == {}
    assert found.texts[-1].content == "�A"


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe\x00",
        b"a\0b\0c\0",
        bytes(range(256)),
        b"\x81\x8d\x8f" * 5,
        "x\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_text_in_no_encoding_is_told(text):
    found = project(source(selection(0, 1, coding())), text=text)
    assert found.texts[0].approximated
    assert found.unaccounted() == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"<?xml version='1.0' encoding='klingon'?><Project/>",
        b"<Project xmlns='urn:QDA-XML:project:1.0' name='\xff'/>",
        xml(source(content=TEXT))[:-20],
        b"\x00" * 100,
    ],
)
def test_bytes_that_are_no_xml_are_a_message(data):
    with pytest.raises(CannotGoOn, match=r"^p\.qd"):
        read(data, "p.qde")
    with pytest.raises(CannotGoOn, match=r"^p\.qd"):
        read(archive({"project.qde": data}))


def test_a_torn_or_locked_archive_is_a_message():
    whole = archive({"project.qde": xml(source()), "sources/a.txt": TEXT})
    locked = bytearray(whole)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + place] |= 1
    for data in (whole[:-30], whole[:200], bytes(locked)):
        with pytest.raises(CannotGoOn):
            read(data)


@pytest.mark.parametrize(
    "data",
    [
        "id,document,tag,content\r\n1,Änne,b,c\r\n".encode("latin-1"),
        b'id,document,tag,content\r\n1,a,b,"c\r\n',
        b"id,document,tag,content\r\n1,a,b,c\0\r\n",
        b"id,document\r\n1,a\r\n",
        b"",
    ],
)
def test_a_broken_table_is_a_message(data):
    with pytest.raises(CannotGoOn, match=r"^t\.csv: "):
        taguette.read("t.csv", io.BytesIO(data), {})


def test_rows_that_lack_cells_are_left_by_name():
    data = b"id,document,tag,content\r\n1,a,b,c\r\n2,a\r\n3,a,b,\r\n1,a,b,c\r\n"
    found = taguette.read("t.csv", io.BytesIO(data), {})
    assert len(found.segments) == 1
    assert found.unaccounted() == {}
    assert [one.because for one in found.left] == [
        "it has 2 cells, not 4",
        "it is there twice",
        "it holds no words",
    ]


def test_films_and_pictures_of_a_project_cost_no_memory():
    packed = io.BytesIO()
    film = os.urandom(MB)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as made:
        made.writestr("project.qde", xml(source(selection(0, 4, coding()))))
        made.writestr("sources/a.txt", TEXT)
        for number in range(24):
            made.writestr(f"sources/film{number}.mp4", film)
    packed.seek(0)
    tracemalloc.start()
    try:
        found = refi_qda.read("p.qdpx", packed, {})
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [s.quote for s in found.segments] == ["Beds"]
    assert sum(one.kind == "file" for one in found.left) == 24
    assert peak < 4 * MB
