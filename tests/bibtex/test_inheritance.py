"""`crossref`, `xdata`, and entries that are no works."""

from __future__ import annotations

from evidence.bibtex import weighed
from evidence.diagnostics import Severity

BOOK = """\
@book{whole,
  title = {A whole {Book}}, subtitle = {And more}, editor = {Sato, Di}, year = 2019,
  publisher = {Press}, url = {https://example.org/book}, doi = {10.1/book}, note = {Its own}
}
"""


def test_a_chapter_takes_its_book_from_the_parent(bib):
    source = bib("@incollection{part, title = {A part}, crossref = {whole}}\n" + BOOK).sources[
        "part"
    ]
    assert source.title == "A part"
    assert source.fields["booktitle"] == "A whole Book"
    assert source.rich["booktitle"] == 'A whole <span class="nocase">Book</span>'
    assert source.fields["booksubtitle"] == "And more"
    assert source.fields["publisher"] == "Press"
    assert source.year == "2019"
    assert [name.family for name in source.editors] == ["Sato"]


def test_what_identifies_the_parent_stays_with_the_parent(bib):
    source = bib("@incollection{part, title = {A part}, crossref = {whole}}\n" + BOOK).sources[
        "part"
    ]
    assert not {"url", "doi", "note", "subtitle"} & source.fields.keys()


def test_a_field_of_its_own_is_never_replaced(bib):
    text = "@inbook{part, booktitle = {Mine}, date = {2020-01}, crossref = {WHOLE}}\n" + BOOK
    source = bib(text).sources["part"]
    assert (source.fields["booktitle"], source.year) == ("Mine", "2020")


def test_parents_have_parents(bib):
    text = """\
    @inproceedings{a, title = {A}, crossref = {b}}
    @proceedings{b, title = {B}, crossref = {c}}
    @proceedings{c, title = {C}, publisher = {P}}
    """
    source = bib(text).sources["a"]
    assert (source.fields["booktitle"], source.fields["publisher"]) == ("B", "P")


def test_data_that_several_share_are_taken_as_they_are(bib):
    text = "@book{a, title={A}, xdata={x, y}}\n@xdata{x, publisher={P}}\n@xdata{y, location={L}}"
    fields = bib(text).sources["a"].fields
    assert (fields["publisher"], fields["location"]) == ("P", "L")


def test_a_set_of_entries_is_no_work_and_who_cites_it_is_told_what_to_cite(bib):
    text = "@set{s, entryset = {a,\n b}}\n@book{a, title={A}}\n@book{b, title={B}}\n@set{t,}"
    read = bib(text)
    assert list(read.sources) == ["a", "b"]
    (said,) = weighed(read.diagnostics, {"s"})
    assert (said.code, said.severity, said.item) == ("entry-set", Severity.ERROR, "s")
    assert said.message == "`s` is a set that names `a`, `b`, and is no work itself"
    assert said.help == "cite those"
    (said,) = weighed(read.diagnostics, {"t"})
    assert said.message == "`t` is a set that names nothing, and is no work itself"
    assert said.help == "cite the works themselves"
    assert weighed(read.diagnostics, {"a", "b"}) == ()


def test_what_several_share_is_no_work_and_who_cites_it_is_told(bib):
    found = bib("@xdata{x, publisher={P}}\n@book{a, title={A}, xdata={x}}").diagnostics
    (said,) = weighed(found, {"x"})
    assert (said.code, said.place.line, said.item) == ("shared-entry", 1, "x")
    assert weighed(found, {"a"}) == ()


def test_a_parent_that_is_not_there_is_reported_with_what_is_near(bib):
    read = bib("@inbook{part,\n  title = {A},\n  crossref = {wholes}}\n" + BOOK)
    (diagnostic,) = read.diagnostics
    assert (diagnostic.code, str(diagnostic.place)) == ("missing-crossref", "sources.bib:3:14")
    assert diagnostic.help == "did you mean `whole`?"


def test_a_circle_is_reported_and_ends(bib):
    read = bib(
        "@book{a, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}\n@book{c, crossref={c}}"
    )
    assert sorted(read.found) == [("circular-crossref", 2), ("circular-crossref", 3)]
    assert list(read.sources) == ["a", "b", "c"]
