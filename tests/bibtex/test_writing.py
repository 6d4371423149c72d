"""Whatever a source says, the entry that is written of it says the same when it is read again."""

from __future__ import annotations

import re
from unicodedata import normalize

import bibtexparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evidence.bibtex import read
from evidence.bibtex.entry_text import entry_text
from evidence.model import Name, Source

# What means something to BibTeX, LaTeX or HTML, alone and side by side.
SIGNS = st.sampled_from([*"{}\\\"'`%&#$_~^@,=()<>-?!;:./* ", *"aBé中½", "and", "others", "\u00a0"])
LETTERS = st.characters(exclude_categories=["C", "Zl", "Zp"])
TEXT = st.lists(SIGNS | LETTERS, max_size=24).map("".join)
COMMANDS = r"""
\emph{ \textbf{ \textsc{ \textsubscript{ \& \' \o {\it{}A} {DNA} $x_2^3$ <i> \{ \nosuch \nosuch{A}
-- `` a B é $ ~ - & { { } } }
"""
PARTS = r"{ } Sato van Jr K. others {Food} {F and G} é \'e \& family= given= prefix= ~ - ="
LATEX = st.lists(st.sampled_from([*COMMANDS.split(), " ", "\n"]), max_size=16).map("".join)
NAMES = st.lists(
    st.sampled_from([*PARTS.split(), " and ", " and ", ", ", " ", "de la", "et al."]), max_size=12
).map("".join)


def again(source: Source) -> Source:
    found, wrong = read("x.bib", entry_text(source).encode())
    # What a random text says as a DOI, a date or an element is not the writer's business.
    assert {one.code for one in wrong} <= {"odd-identifier", "odd-date", "web-markup"}
    assert len(found) == 1
    return found[0]


def told(values):
    """What says something: an empty group is a field without a word."""
    return {name: value for name, value in values.items() if value}


def one_line(text: str) -> str:
    return normalize("NFC", re.sub(r"[ \t\n\r\f\v]+", " ", text).strip())


@settings(deadline=None, max_examples=500)
@given(TEXT)
@example("100 % of R&D, #1_a costs $5 {or} more: C:\\beds ~ x^2")
@example("a -- b --- c ``d'' e?`f!`")
@example("@book{b, title = {x}}\n@book{c,}")
@example("}{")
@example("\\")
@example('"quoted" # "joined"')
def test_any_text_comes_back_as_it_was(text):
    found = again(Source("a", "book", fields={"title": text, "note": text, "year": "2019"}))
    said = one_line(text)
    expected = {"title": said, "note": said, "year": "2019"} if said else {"year": "2019"}
    assert found.fields == expected


@settings(deadline=None, max_examples=500)
@given(LATEX)
@example(r"On {DNA} \emph{in {Sato} beds} and {\&A} {\emph{B}}")
def test_what_was_read_is_written_with_its_capitals_and_emphasis(value):
    text = f"@book{{a, title = {{{value}}},\n year = 2019}}"
    for source in read("x.bib", text.encode())[0][:1]:
        found = again(source)
        assert told(found.fields) == told(source.fields)
        assert found.rich == source.rich


@settings(deadline=None, max_examples=500)
@given(NAMES)
@example("Rock {and} Roll, A. and {others} and van {der Berg}, Piet and {\\'E}mile Zola")
@example("{Food and Farming} and family={A, B}, given=C, prefix=Van and {Two Words}, and others")
def test_people_and_bodies_come_back_as_they_were(value):
    text = f"@book{{a, author = {{{value}}}, translator = {{{value}}},\n year = 2019}}"
    for source in read("x.bib", text.encode())[0][:1]:
        found = again(source)
        assert (found.authors, found.others) == (source.authors, source.others)
        assert told(found.people) == told(source.people)
        assert told(found.fields) == told(source.fields)


@settings(deadline=None, max_examples=300)
@given(TEXT)
@example("https://example.org/~a_b%20c?d=1&e={f}#g")
@example("https://example.org/{")
@example("\\_")
def test_an_address_comes_back_as_it_was_or_with_numbers_for_what_would_be_lost(text):
    found = again(Source("a", "online", fields={"doi": text, "year": "2019"}))
    said = one_line(text)
    numbers = said.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
    assert found.fields.get("doi", "") in (said, numbers)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("Sato", "Kenji"), "Sato, Kenji"),
        (Name("Berg", "Piet", "van den", "Jr"), "van den Berg, Jr, Piet"),
        (Name("Wiyadi"), "Wiyadi"),
        (Name(literal="Food & Farming"), r"{Food \& Farming}"),
        (Name("Two Words"), "Two Words,"),
        (Name("Rock and Roll", "A."), "{Rock and Roll}, {A.}"),
        (Name("van Gogh", "V."), "{van Gogh}, {V.}"),
        (Name("Berg", "Piet", "Van"), "family={Berg}, given={Piet}, prefix={Van}"),
    ],
)
def test_a_name_takes_the_simplest_form_that_says_it(name, written):
    source = Source("a", "book", authors=(name,))
    assert entry_text(source) == f"@book{{a,\n  author = {{{written}}}\n}}"
    assert again(source).authors == (name,)


def test_an_entry_is_read_alike_by_another_reader():
    source = Source(
        "sato2019",
        "article",
        authors=(Name("Sato", "Kenji"),),
        others=True,
        fields={
            "title": 'Beds, "rows" and {all}',
            "file": "beds.pdf",
            "url": "https://x.org/~a",
        },
    )
    library = bibtexparser.parse_string(entry_text(source))
    assert not library.failed_blocks
    (entry,) = library.entries
    assert {field.key: field.value for field in entry.fields} == {
        "author": "Sato, Kenji and others",
        "title": r'Beds, "rows" and \textbraceleft{}all\textbraceright{}',
        "url": "https://x.org/~a",
    }


# Written in tenths of a second; in quadratic time it would be minutes.
@pytest.mark.parametrize(
    "sign", ["{", "}", "\\", "-", "'", "`", "?", " ", "{\\", "&", "<b>", "@a{"]
)
def test_a_long_text_is_written_at_once(sign):
    text = sign * 100_000
    source = Source(
        "a", "book", (Name(literal=f"a{text}a"),), fields={"title": f"a{text}a", "url": text}
    )
    assert entry_text(source).startswith("@book{a,\n  author = {{")


@pytest.mark.parametrize("role", ["translator", "editor", "editora"])
def test_further_people_beside_the_authors_come_back(bib, role):
    source = bib(f"@book{{a, author={{Roe, B}}, {role}={{Kim, A and others}}}}").sources["a"]
    written = entry_text(source)
    assert f"{role} = {{Kim, A and others}}" in written
    assert bib(written).sources["a"].fields == source.fields


def test_a_single_backtick_is_no_quotation_mark_when_it_comes_back(bib):
    said = Source("a", "book", fields={"title": "a `b' c and `d"})
    assert bib(entry_text(said)).sources["a"].title == "a `b' c and `d"
