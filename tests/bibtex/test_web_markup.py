"""Titles and names as web pages write them, which databases hand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.bibtex import read
from evidence.bibtex.entry_text import entry_text
from evidence.diagnostics import Severity

LIBRARIES = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "bib"


@pytest.mark.parametrize(
    ("written", "meant", "told"),
    [
        ("Food &amp; Farming", "Food & Farming", "`&amp;` in `title` is read as `&`"),
        (r"Food \&amp; Farming", "Food & Farming", "`&amp;` in `title` is read as `&`"),
        (r"Food {\&}amp; Farming", "Food & Farming", "`&amp;` in `title` is read as `&`"),
        ("Food &amp;amp; Farming", "Food & Farming", "`&amp;` in `title` is read as `&`"),
        ("Food &#38; Farming", "Food & Farming", "`&#38;` in `title` is read as `&`"),
        ("Les caf&eacute;s", "Les cafés", "`&eacute;` in `title` is read as `é`"),
        (r"Les caf\&eacute;s", "Les cafés", "`&eacute;` in `title` is read as `é`"),
        ("Children&#8217;s beds", "Children’s beds", "`&#8217;` in `title` is read as `’`"),
        (r"Children\&\#8217;s beds", "Children’s beds", "`&#8217;` in `title` is read as `’`"),
        ("Children&#x2019;s beds", "Children’s beds", "`&#x2019;` in `title` is read as `’`"),
        ("Children&#146;s beds", "Children’s beds", "`&#146;` in `title` is read as `’`"),
        ("1990&ndash;2000", "1990–2000", "`&ndash;` in `title` is read as `–`"),
        ("50&#37; of {&#36;5}", "50% of $5", "`&#37;`, `&#36;` in `title` is read as `%`, `$`"),
        ("p &lt; .05", "p < .05", "`&lt;` in `title` is read as `<`"),
        ("&#945;-tocopherol", "α-tocopherol", "`&#945;` in `title` is read as `α`"),
        ("a&nbsp;b", "a\u00a0b", "`&nbsp;` in `title` is read as `\u00a0`"),
        ("C:&#92;a&#123;", r"C:\a{", r"`&#92;`, `&#123;` in `title` is read as `\`, `{`"),
        ("&quot;Beds&quot;", '"Beds"', '`&quot;` in `title` is read as `"`'),
        ("O&#39;&#39;s", "O''s", "`&#39;` in `title` is read as `'`"),
    ],
)
def test_references_to_signs_are_read_as_the_signs_and_told(bib, written, meant, told):
    found = bib(f"@book{{a, title = {{{written}}}}}")
    assert found.sources["a"].title == meant
    (said,) = found.diagnostics
    assert (said.code, said.severity) == ("web-markup", Severity.NOTE)
    assert said.message.split() == told.split()


@pytest.mark.parametrize(
    "title",
    [
        r"R\&D; M\&A; AT\&T;",
        "Food & Farming; Roe",
        r"How to write \&{}amp; in a page",
        "&nosuch; &#0; &#7; &#1114112; &#xD800;",
        "&amp without its end",
    ],
)
def test_what_is_no_reference_is_text(bib, title):
    found = bib(f"@book{{a, title = {{{title}}}}}")
    assert found.sources["a"].title == title.replace(r"\&{}", "&").replace(r"\&", "&")
    assert found.diagnostics == ()


def test_a_reference_in_a_name_parts_no_people(bib):
    found = bib(
        "@book{a, author = {Garc&iacute;a, J. and O&#39;Brien, Ann and {Food &amp; Farming}},"
        " title = {A}}"
    )
    names = found.sources["a"].authors
    assert [(name.short, name.given) for name in names] == [
        ("García", "J."),
        ("O'Brien", "Ann"),
        ("Food & Farming", ""),
    ]
    assert [one.message for one in found.diagnostics] == [
        "`&iacute;`, `&#39;`, `&amp;` in `author` is read as `í`, `'`, `&`"
    ]


def test_people_with_an_ampersand_of_a_web_page_between_are_two(bib):
    found = bib("@book{a, author = {Kim, A. &amp; Roe, B.}, title = {A}}")
    assert [name.family for name in found.sources["a"].authors] == ["Kim", "Roe"]
    assert {one.code for one in found.diagnostics} == {"odd-name", "web-markup"}


def test_the_same_said_as_a_web_page_and_in_latex_is_no_second_value(bib):
    found = bib(r"@book{a, title = {Food &amp; Beds}, title = {Food \& Beds}}")
    assert [one.code for one in found.diagnostics] == ["web-markup"]


def test_fields_that_no_report_shows_are_not_spoken_of(bib):
    assert bib("@book{a, title = {A}, abstract = {<i>A</i> &amp; B}}").diagnostics == ()


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("On <i>E. coli</i>", "`<i>` in `title` is printed as it stands"),
        ("CO<sub>2</sub> and <em>B</em>", "`<sub>`, `<em>` in `title` is printed as it stands"),
        ("<jats:italic>B</jats:italic>", "`<jats:italic>` in `title` is printed as it stands"),
        ('<span class="x">B</span>', '`<span class="x">` in `title` is printed as it stands'),
        ("A<br/>B", "`<br/>` in `title` is printed as it stands"),
    ],
)
def test_elements_of_a_web_page_stay_text_and_are_told(bib, title, told):
    found = bib(f"@book{{a, title = {{{title}}}}}")
    assert found.sources["a"].title == title
    assert [one.message for one in found.diagnostics] == [told]


@pytest.mark.parametrize("title", ["p < 0.05 and n > 3", "if a<b and c>d", "<Kim> on <thee>"])
def test_signs_of_comparison_are_no_elements(bib, title):
    assert bib(f"@book{{a, title = {{{title}}}}}").diagnostics == ()


@pytest.mark.parametrize("text", ["&amp;", "A &eacute; &#39; &#x41; B", "{&amp;}", "&amp;amp;"])
def test_a_reference_that_is_meant_is_written_so_that_it_is_read_as_text(bib, text):
    escaped = text.replace("&", r"\&{}").replace("#", r"\#").replace("{&", r"\{&")
    source = bib(f"@book{{a, title = {{{escaped}}}}}").sources["a"]
    again = bib(entry_text(source))
    assert again.sources["a"] == source
    assert again.diagnostics == ()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("zotero-better-bibtex__web_page_and_other_mendeley_idiocy.bib", "&"),
        ("zotero-better-bibtex__Unabbreviate_on_import_1436-2.bib", "&"),
    ],
)
def test_no_reference_is_left_in_what_libraries_show(name, written):
    path = LIBRARIES / name
    if not path.is_file():
        pytest.skip("the corpora are not beside the checkout")
    sources, _ = read(name, path.read_bytes())
    said = " ".join(text for source in sources for text in source.fields.values())
    assert written in said
    assert "&amp;" not in said
