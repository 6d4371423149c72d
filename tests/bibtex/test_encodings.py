"""Bytes as text, whatever wrote them."""

from __future__ import annotations

import codecs

import pytest

TEXT = "@book{a, title = {Café}}\n\n@book{b, author = {Müller}}\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        ("% Encoding: windows-1252\n" + TEXT).encode("cp1252"),
        ("% This file was made by hand\n% Encoding: ISO8859_1\n" + TEXT).encode("latin-1"),
        ("% Encoding: US-ASCII\n" + TEXT).encode(),
        ("% Encoding: no-such-thing\n" + TEXT).encode(),
    ],
    ids=[
        "utf-8",
        "mark",
        "utf-16",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "latin-1",
        "says-ascii",
        "says-nonsense",
    ],
)
def test_an_encoding_that_is_known_is_read_without_a_word(bib, data):
    read = bib(data)
    assert read.sources["a"].title == "Café"
    assert read.sources["b"].authors[0].family == "Müller"
    assert read.diagnostics == ()


def test_a_legacy_encoding_is_reported_with_line_column_and_offset_and_read_all_the_same(bib):
    (diagnostic,) = (read := bib(TEXT.encode("latin-1"))).diagnostics
    assert (diagnostic.code, str(diagnostic.place)) == ("bib-encoding", "sources.bib:1:22")
    assert "byte 0xe9 at offset 21" in diagnostic.message
    assert "2 lines" in diagnostic.message
    assert "Windows-1252" in diagnostic.help
    assert read.sources["a"].title == "Café"


def test_chinese_is_guessed(bib):
    data = "@book{王小明2013, author = {王小明}, title = {Title}}".encode("gbk")
    (diagnostic,) = (read := bib(data)).diagnostics
    assert diagnostic.code == "bib-encoding"
    assert "GBK" in diagnostic.help
    assert list(read.sources) == ["王小明2013"]


def test_one_line_in_another_encoding_does_not_spoil_the_others(bib):
    data = "@book{a, title = {é}}\n".encode() + "@book{b, title = {é}}\n".encode("cp1252")
    read = bib(data)
    assert {source.title for source in read.sources.values()} == {"é"}
    assert read.found == [("bib-encoding", 2)]


def test_a_header_that_lies_is_reported(bib):
    data = "% Encoding: UTF-8\n@book{a, title = {é}}\n".encode("cp1252")
    assert bib(data).found == [("bib-encoding", 2)]


def test_utf_16_without_a_mark_is_reported_and_read(bib):
    read = bib(TEXT.encode("utf-16-le"))
    assert read.found == [("bib-encoding", 1)]
    assert read.sources["a"].title == "Café"


def test_a_mark_that_lies_is_reported(bib):
    read = bib(
        codecs.BOM_UTF16_LE + "@book{a, title={x}}\n\ud800".encode("utf-16-le", "surrogatepass")
    )
    assert [code for code, _ in read.found] == ["bib-encoding"]
    assert list(read.sources) == ["a"]


@pytest.mark.parametrize("name", ["unicode_escape", "zlib", "rot13", "utf-7", "idna"])
def test_a_header_can_name_character_sets_only(bib, name):
    read = bib(f"% Encoding: {name}\n@book{{a, title = {{\\x41+AGE-}}}}")
    assert "x41+AGE-" in read.sources["a"].title


def test_a_control_character_is_reported_once_and_made_visible(bib):
    read = bib("@book{a,\n title = {A\x00B\x07}}")
    assert read.sources["a"].title == "A\ufffdB\ufffd"
    assert read.found == [("control-character", 2)]
