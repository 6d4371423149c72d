"""What bibtexparser reads, and what is read again because it would be lost or merged there."""

from __future__ import annotations

from time import process_time

import pytest

from evidence.bibtex import read
from evidence.bibtex.library import KnownBlock, blocks_of

WELL = """\
@string{wd = {World {Development}}}
@comment{jabref-meta: grouping:1;}
A remark of person@example.org
@Article{sato2019,
  author = {Sato, Di and L{\\'o}pez, M.},
  title = "The {DNA} of gardens",
  journal = wd,
  year = 2019,
}
@book (kim2003, title = {Tasting (again)}, year = {2003})
@misc{bare}
"""


def test_a_well_formed_file_is_read_by_the_library_alone(bib, read_again):
    file = bib(WELL)
    assert list(file.sources) == ["sato2019", "kim2003", "bare"]
    assert file.sources["sato2019"].fields["journal"] == "World Development"
    assert file.diagnostics == ()
    assert read_again == []


def test_every_block_is_found_where_it_stands():
    known = blocks_of(WELL)
    assert [
        (WELL[at : at + 6], WELL[block.end - 2 : block.end]) for at, block in known.items()
    ] == [
        ("@strin", "}}"),
        ("@Artic", "\n}"),
        ("@book ", "})"),
        ("@misc{", "e}"),
    ]


def test_two_blocks_that_read_alike_are_found_at_their_own_places():
    assert list(blocks_of("@book{a, year = 1} @@ @book{a, year = 1}\n@book{a, year = 1}")) == [
        0,
        22,
        41,
    ]


def test_an_entry_that_repeats_a_field_or_a_key_is_known_with_all_that_it_says():
    text = "@book{a, year = 1, year = 2}\n@book{b,}\n@book{b, year = 3}"
    assert list(blocks_of(text).values()) == [
        KnownBlock(28, "a", (("year", "1"), ("year", "2"))),
        KnownBlock(38, "b", ()),
        KnownBlock(57, "b", (("year", "3"),)),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "@ book{broken, title = {A}}",
        "@book\n{broken, title = {A}}",
        "@in-book{broken, title = {A}}",
        "@book{broken, title = {A \\} }",
        "@book{broken, title = {A}, note = {ends with \\\\}}",
        "@book{broken, title = {A}, note = wd # { and more}}",
        "@book{broken,\n % remark\n title = {A}}",
        "@book{broken, title = {A},, year = 2001}",
        "@preamble{ \\} @book{broken, title = {A}}",
        "x@y{ @book{broken, title = {A}}",
    ],
)
def test_what_the_library_drops_or_gives_up_is_read_all_the_same(bib, entry):
    file = bib("@string{wd = {W}}\n@book{before,}\n" + entry + "\n@book{after,}\n")
    assert list(file.sources) == ["before", "broken", "after"]
    assert file.sources["broken"].title.startswith("A")


def test_a_brace_after_a_backslash_counts_as_in_bibtex(bib):
    file = bib("@book{a, title = {A \\{ B} C}, year = 2001}\n@book{b, title = {B}}")
    assert file.sources["a"].title == "A { B C"
    assert list(file.sources) == ["a", "b"]


def test_the_library_says_nothing_on_the_terminal(bib, capfd, caplog):
    bib("@book{a, title = {A}\n@book{b, title {B}}\n@book{c, title = {C}, title = {C}}")
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


# Read in tenths of a second; in quadratic time it would be half a minute.
HOSTILE = {
    "open braces": "@book{a, title={" + "{" * 20_000,
    "deep braces": "@book{a, title=" + "{" * 20_000 + "}" * 20_000 + "}",
    "closing braces": "@book{a, title={A}" + "}" * 20_000,
    "at signs": "@" * 20_000,
    "blocks on one line": "@a{" * 20_000,
    "blocks without a name": "\n@{" * 10_000,
    "blanks behind a name": "@a" + " " * 200_000,
    "unclosed entries": "@book{a, title={x\n" * 3_000,
    "unclosed entries on one line": '@book{a, title="x ' * 10_000,
    "backslashes": "@book{a, title={" + "\\" * 20_000 + "}}",
    "escaped braces": "@book{a, title={" + "\\{" * 20_000 + "}}",
    "quotation marks": "@book{a, title=" + '"' * 20_000 + "}",
    "lost commas": "@book{a, " + "t={x} " * 10_000 + "}",
    "pieces": "@book{a, t={x}" + " # {y}" * 10_000 + "}",
    "repeated fields": "@book{a, " + "t={x}, " * 10_000 + "}",
    "repeated entries": "@book{a, t={x}}\n" * 3_000,
    "open comments": "@comment{" * 20_000,
    "open comments in lines": "@comment{\n" * 10_000,
    "parentheses": "@book(a, t=" + "(" * 20_000 + ")",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_keeps_the_reader_busy(text):
    start = process_time()
    read("x.bib", text.encode())
    assert process_time() - start < 4
