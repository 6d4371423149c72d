"""Where blocks begin and end, whatever stands in them."""

from __future__ import annotations

from time import process_time

import pytest

from evidence.bibtex import read

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


def test_a_well_formed_file_is_read_whole(bib):
    file = bib(WELL)
    assert list(file.sources) == ["sato2019", "kim2003", "bare"]
    assert file.sources["sato2019"].fields["journal"] == "World Development"
    assert file.diagnostics == ()


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
def test_an_odd_entry_is_read_and_leaves_its_neighbours_alone(bib, entry):
    file = bib("@string{wd = {W}}\n@book{before,}\n" + entry + "\n@book{after,}\n")
    assert list(file.sources) == ["before", "broken", "after"]
    assert file.sources["broken"].title.startswith("A")


def test_a_brace_after_a_backslash_counts_as_in_bibtex(bib):
    file = bib("@book{a, title = {A \\{ B} C}, year = 2001}\n@book{b, title = {B}}")
    assert file.sources["a"].title == "A { B C"
    assert list(file.sources) == ["a", "b"]


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
