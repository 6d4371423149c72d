"""Marks of notes and references in every shape: a quote stands with them and without."""

from __future__ import annotations

import pytest

from evidence.model.lock import Outcome
from evidence.texts import FileKind, FullText, read
from tests.quotes.quoted import sight

AROUND = "The teachers and the children of the school wrote down what they saw there. "
SAID = "School gardens teach patience{0}, and the tasting lessons were attended by most of them.{0}"


def outcomes(name, markup, marked):
    """Return what becomes of the sentence without its marks and with them, and with others."""
    body = f"<p>{AROUND * 5}</p><p>{SAID.format(markup)} {AROUND}</p><p>{AROUND * 3}</p>"
    page = {
        "a.html": f"<html><body>{body}</body></html>",
        "a.xml": f"<article><body><sec><title>G</title>{body}</sec></body></article>",
    }[name]
    full = read(name, page.encode())
    return [sight(full, SAID.format(said)).outcome for said in ("", marked, "77")]


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("<sup>12</sup>", "12"),
        ("<sup>4,5</sup>", "4,5"),
        ("<sup>1, 2</sup>", "1, 2"),
        ("<sup>1;2</sup>", "1;2"),
        ("<sup>6–10</sup>", "6–10"),
        ("<sup>1–3,7</sup>", "1–3,7"),
        ("<sup>[12]</sup>", "[12]"),
        ("<sup>(12)</sup>", "(12)"),
        ("<sup>a</sup>", "a"),
        ("<sup>A</sup>", "A"),
        ("<sup>iv</sup>", "iv"),
        ("<sup>1a</sup>", "1a"),
        ("<sup>1,a</sup>", "1,a"),
        ("<sup>*</sup>", "*"),
        ("<sup>†‡</sup>", "†‡"),
        ("<sup>note 1</sup>", "note 1"),
        ("<sup>12.</sup>", "12."),
        ("<sup>1</sup>,<sup>2</sup>", "1,2"),
        ("<sup>1</sup><sup>,</sup><sup>2</sup>", "1,2"),
        ("<span style='vertical-align: super'>12</span>", "12"),
        ("<sup class=reference><a href='#cite_note-5'>[5]</a></sup>", "[5]"),
        ("<a href='#ref-CR12'>12</a>", "12"),
        (" (<a href='#B1'>1</a>, <a href='#B2'>2</a>)", " (1, 2)"),
        (" [12, 13]", " [12, 13]"),
        ("¹²", "¹²"),
        ("¹,²", "¹,²"),
        ("†", "†"),
    ],
)
def test_marks_of_a_web_page_are_left_out_or_copied(markup, marked):
    without, copied, wrong = outcomes("a.html", markup, marked)
    assert (without, copied) == (Outcome.FOUND, Outcome.FOUND)
    assert wrong is not Outcome.FOUND


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ('<xref ref-type="bibr" rid="b1">1</xref>', "1"),
        ('<xref ref-type="bibr" rid="b1"><sup>1</sup></xref>', "1"),
        ('<sup><xref ref-type="bibr" rid="b1">1</xref></sup>', "1"),
        (' (<xref ref-type="bibr" rid="b1">1</xref>)', " (1)"),
        ('[<xref ref-type="bibr" rid="b1">1</xref>,<xref ref-type="bibr">2</xref>]', "[1,2]"),
        ('<xref ref-type="bibr">3</xref>–<xref ref-type="bibr">7</xref>', "3–7"),
        ('<xref ref-type="fn" rid="f1">*</xref>', "*"),
        ('<xref ref-type="table-fn" rid="f1"><sup>a</sup></xref>', "a"),
    ],
)
def test_marks_of_a_jats_article_are_left_out_or_copied(markup, marked):
    without, copied, wrong = outcomes("a.xml", markup, marked)
    assert (without, copied) == (Outcome.FOUND, Outcome.FOUND)
    assert wrong is not Outcome.FOUND


@pytest.mark.parametrize(
    "markup",
    [
        "as Table <a href='#tab2'>2</a> tells of 10<sup>6</sup> seeds and x<sup>k</sup> beds on 25 m²",
        "as Table 2 tells of 10⁶ seeds and x<sup>k</sup> beds on 25 m<sup>2</sup>",
    ],
)
@pytest.mark.parametrize(
    "changed", [("Table 2 ", "Table "), ("10⁶", "10⁷"), ("10⁶", "10"), ("x", "y"), ("m²", "m")]
)
def test_what_is_raised_or_linked_and_meant_stays(markup, changed):
    full = read("a.html", f"<p>{AROUND * 5}</p><p>So it was {markup}.</p>".encode())
    quote = "So it was as Table 2 tells of 10⁶ seeds and xk beds on 25 m²."
    assert sight(full, quote).outcome is Outcome.FOUND
    assert sight(full, quote.replace(*changed)).outcome is Outcome.ALTERED


WORDS = "patience lessons children towns gardens soil seeds leaves plants May water winter".split()  # noqa: SIM905
LISTED = "".join(f"{n}. Author AB. Beds of peas. J Gard 2010;{n}:1-9.\n" for n in range(1, 14))


@pytest.mark.parametrize("kind", [FileKind.PLAIN, FileKind.PDF])
def test_numbers_in_parentheses_that_count_up_call_the_references_of_a_list(kind):
    body = " ".join(
        f"In all they taught {word} ({number}) to those who came to the school with them."
        for number, word in enumerate(WORDS, 1)
    )
    text = FullText(f"{body}\n\nReferences\n\n{LISTED}", kind)
    quote = (
        "taught lessons{} to those who came to the school with them. In all they taught children{}"
    )
    found = [
        sight(text, quote.format(*marks)).outcome
        for marks in (("", ""), (" (2)", " (3)"), (" (5)", " (3)"))
    ]
    assert found == [Outcome.FOUND, Outcome.FOUND, Outcome.ALTERED]
    # without the list they may be numbers of people
    assert sight(FullText(body, kind), quote.format("", "")).outcome is Outcome.ALTERED


def test_numbers_in_parentheses_that_do_not_count_up_are_meant():
    numbers = (8, 3, 11, 2, 12, 7, 1, 9, 4, 10)
    body = " ".join(
        f"There came {word} ({number}) to those in the town who had planted the beds."
        for number, word in zip(numbers, WORDS, strict=False)
    )
    text = FullText(f"{body}\n\nReferences\n\n{LISTED}", FileKind.PLAIN)
    assert sight(text, "There came lessons to those in the town").outcome is Outcome.ALTERED
