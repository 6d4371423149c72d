"""Entries, fields, keys and places, in whole files and in damaged ones."""

from __future__ import annotations

import pytest

TWO = """\
@Article{sato2019,
  author = {Sato, Di},
  TITLE  = "Gardens in schools",
  year   = 2019,
}
Anything here is a remark, even person@example.org {or braces}.
@book (kim2003, title = {Tasting})
"""


def test_an_entry_has_its_key_its_type_and_its_fields_in_lower_case(bib):
    read = bib(TWO)
    assert list(read.sources) == ["sato2019", "kim2003"]
    assert read.sources["sato2019"].type == "article"
    assert dict(read.sources["sato2019"].fields) == {
        "author": "Sato, Di",
        "title": "Gardens in schools",
        "year": "2019",
    }
    assert read.sources["kim2003"].title == "Tasting"
    assert read.diagnostics == ()


def test_entry_key_field_and_value_know_their_line_and_column(bib):
    where = bib(TWO).sources["sato2019"].where
    places = [where.at(), where.key(), where.key("title"), where.at("title"), where.at("year")]
    assert [(p.line, p.column, p.end_column) for p in places] == [
        (1, 1, 19),
        (1, 10, 18),
        (3, 3, 8),
        (3, 12, 32),
        (4, 12, 16),
    ]
    assert str(where.at("publisher")) == "sources.bib:1:1"


def test_lines_are_counted_alike_with_any_line_end(bib):
    for end in ("\n", "\r\n", "\r"):
        read = bib(TWO.replace("\n", end).encode())
        assert read.sources["kim2003"].where.at().line == 7
        assert read.sources["sato2019"].where.at("year").column == 12


@pytest.mark.parametrize(
    ("date", "year"),
    [("2013-10-01", "2013"), ("2013/2014", "2013"), ("199X", "199X"), ("../2014-02", "2014")],
)
def test_a_year_is_read_from_a_date_too(bib, date, year):
    assert bib(f"@book{{a, date = {{{date}}}}}").sources["a"].year == year


def test_fields_without_a_value_are_not_fields(bib):
    assert dict(bib("@book{a, title = {}, note = {  }, year = 2001}").sources["a"].fields) == {
        "year": "2001"
    }


def test_a_file_without_entries_is_no_mistake(bib):
    for text in ("", "\n\n", "% nothing yet\n", "@comment{jabref-meta: grouping:1;}"):
        assert bib(text) == ({}, ())


@pytest.mark.parametrize("key", ["DBLP:conf/x+y", "Müller2001", "a.b-c_d:e", "10.1000/xyz"])
def test_keys_of_real_files_are_kept_as_they_are(bib, key):
    read = bib(f"@book{{{key}, title = {{A}}}}")
    assert list(read.sources) == [key]
    assert read.diagnostics == ()


def test_a_key_is_composed_so_that_two_spellings_of_it_are_one(bib):
    read = bib("@book{Mu\u0308ller, title = {A}}\n@book{M\u00fcller, title = {B}}\n")
    assert list(read.sources) == ["M\u00fcller"]
    assert read.found == [("repeated-entry", 2)]


def test_keys_that_differ_in_case_only_are_two_sources(bib):
    read = bib("@book{A, title = {A}}\n@book{a, title = {B}}\n")
    assert list(read.sources) == ["A", "a"]
    assert read.diagnostics == ()


def test_the_first_of_two_entries_with_one_key_is_kept_and_the_second_reported(bib):
    read = bib("@book{a, title = {A}}\n\n@book{a, title = {B}}\n")
    (diagnostic,) = read.diagnostics
    assert read.sources["a"].title == "A"
    assert (diagnostic.code, str(diagnostic.place)) == ("repeated-entry", "sources.bib:3:7")
    assert [str(related.place) for related in diagnostic.related] == ["sources.bib:1:7"]


def test_the_first_of_two_fields_with_one_name_is_kept_and_both_places_are_named(bib):
    read = bib("@book{a,\n title = {A},\n year = 2001,\n Title = {B},\n note = {N}}\n")
    (diagnostic,) = read.diagnostics
    assert (read.sources["a"].title, read.sources["a"].fields["note"]) == ("A", "N")
    assert (diagnostic.code, diagnostic.place.line) == ("repeated-field", 4)
    assert diagnostic.related[0].place.line == 2


def test_a_field_that_is_given_twice_alike_harms_nobody(bib):
    assert bib("@book{a, year = 2001, year = {2001}}").diagnostics == ()


def test_a_lost_comma_is_reported_where_it_belongs_and_nothing_is_merged(bib):
    (diagnostic,) = (read := bib("@article{a, title={x} year={2001}}")).diagnostics
    assert dict(read.sources["a"].fields) == {"title": "x", "year": "2001"}
    assert (diagnostic.code, diagnostic.place.column) == ("lost-comma", 22)
    assert diagnostic.message == "a comma is missing before `year`"


@pytest.mark.parametrize("value", ["{2001}", '"2001"', "2001", "{20} # {01}"])
def test_a_comma_can_be_lost_behind_any_kind_of_value(bib, value):
    read = bib(f"@article{{a,\n year = {value}\n title = {{x}}\n}}")
    assert read.sources["a"].title == "x"
    assert read.sources["a"].year == "2001"
    assert read.found == [("lost-comma", 2)]


def test_a_comment_line_between_fields_is_passed_over(bib):
    read = bib("@book{a,\n title = {A},\n % year = 1999,\n year = 2001,\n}")
    assert (read.sources["a"].year, read.diagnostics) == ("2001", ())


def test_an_address_inside_of_a_value_does_not_begin_an_entry(bib):
    read = bib("@book{a, title = {Mail me @home{x}, a@b.org}, note = {@misc{b, c}}}\n@book{c,}")
    assert list(read.sources) == ["a", "c"]
    assert read.diagnostics == ()


def test_an_entry_that_is_commented_out_is_a_note(bib):
    text = "%@book{a,\n%  title = {A}\n%}\n@comment{\n@book{b, title = {B}}\n}\n@book{c, title={C}}"
    read = bib(text)
    assert list(read.sources) == ["c"]
    assert read.found == [("commented-entry", 1), ("commented-entry", 5)]


def test_a_comment_that_never_ends_takes_nothing_along(bib):
    read = bib("@comment{ an open brace {\n@book{a, title = {A}}\n@comment{x}\n@book{b, title={B}}")
    assert list(read.sources) == ["a", "b"]
    assert read.diagnostics == ()


@pytest.mark.parametrize(
    ("scheme", "reported"),
    [("https", 0), ("HTTP", 0), ("mailto", 0), ("doi", 0), ("javascript", 1), ("file", 1)],
)
def test_an_address_that_a_report_will_not_link_to_is_reported(bib, scheme, reported):
    read = bib(f"@online{{a,\n  url = {{{scheme}:x}}}}")
    assert read.found == [("unsafe-link", 2)] * reported
    assert read.sources["a"].fields["url"] == f"{scheme}:x"
