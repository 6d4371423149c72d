"""`@string`, `#` and months."""

from __future__ import annotations

from evidence.diagnostics import Severity


def test_a_string_stands_for_its_text_alone_and_in_a_chain(bib):
    read = bib(
        """\
        @string{acm = "ACM"}
        @STRING(press = acm # { Press})
        @book{a, publisher = press # ", NY", series = ACM, year = 2001}
        """
    )
    assert read.sources["a"].fields["publisher"] == "ACM Press, NY"
    assert read.sources["a"].fields["series"] == "ACM"
    assert read.diagnostics == ()


def test_months_are_known(bib):
    source = bib('@book{a, month = "10~" # jan}\n@book{b, month = may}').sources
    assert source["a"].fields["month"] == "10\u00a0January"
    assert source["b"].fields["month"] == "May"


def test_a_string_that_nothing_defines_is_reported_for_each_entry_and_stays_visible(bib):
    read = bib("@book{a,\n publisher = nowhere # nowhere # {, NY}}\n@book{b, publisher = nowhere}")
    first, second = read.diagnostics
    assert read.sources["a"].fields["publisher"] == "nowherenowhere, NY"
    assert (first.code, str(first.place)) == ("undefined-string", "sources.bib:2:14")
    assert (first.item, second.item) == ("a", "b")
    assert "1 more like it" in first.message
    assert first.severity is Severity.WARNING


def test_strings_that_double_each_other_are_stopped(bib):
    chain = '@string{s0 = "ab"}\n' + "".join(
        f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 40)
    )
    read = bib(chain + "@book{a, title = s39}\n@book{b, title = {B}}")
    assert len(read.sources["a"].title) < 100_000
    assert read.sources["b"].title == "B"
    assert {code for code, _ in read.found} == {"long-string"}


def test_one_long_string_used_often_does_not_fill_the_memory(bib):
    text = f"@string{{s = {{{'a' * 19_000}}}}}\n@book{{a, title = {'s # ' * 3000} s}}"
    assert len(bib(text).sources["a"].title) <= 20_100_000
