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
        ("<sup>1</sup><sup>–</sup><sup>10</sup>", "1–10"),
        ("<sup>1</sup><sup>;</sup><sup>2</sup>", "1;2"),
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
        (
            '<xref ref-type="bibr"><sup>4</sup></xref><sup>–</sup><xref ref-type="bibr"><sup>10</sup></xref>',
            "4–10",
        ),
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


MATHML = (
    "<math><msup><mn>10</mn><mn>6</mn></msup></math> cells",
    "<math><msup><mn>10</mn><mrow><mo>−</mo><mn>6</mn></mrow></msup></math> cells",
    "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> cup",
    "<math><msub><mi>x</mi><mn>1</mn></msub></math> beds",
    "<math><semantics><mn>5</mn><annotation>{5}</annotation></semantics></math> beds",
)


@pytest.mark.parametrize(
    ("markup", "said", "outcome"),
    [
        (MATHML[0], "10⁶ cells", Outcome.FOUND),
        (MATHML[0], "106 cells", Outcome.DIFFERS_IN_FORM),
        (MATHML[0], "107 cells", Outcome.ALTERED),
        (MATHML[1], "10⁻⁶ cells", Outcome.FOUND),
        (MATHML[1], "10⁶ cells", Outcome.ALTERED),
        (MATHML[2], "1/2 cup", Outcome.FOUND),
        (MATHML[2], "12 cup", Outcome.ALTERED),
        (MATHML[3], "x1 beds", Outcome.FOUND),
        (MATHML[3], "x2 beds", Outcome.ALTERED),
        (MATHML[4], "5 beds", Outcome.FOUND),
        ("log<sub>10</sub> of it", "log10 of it", Outcome.FOUND),
        ("2<sub>1</sub> beds", "2₁ beds", Outcome.FOUND),
        ("2<sub>1</sub> beds", "21 beds", Outcome.DIFFERS_IN_FORM),
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.xml"])
def test_what_mathematics_sets_above_and_below_is_told_from_the_figure_before(
    name, markup, said, outcome
):
    body = f"<p>{AROUND * 5}</p><p>There they counted {markup} in the soil of the school.</p>"
    page = f"<article><body>{body}</body></article>" if name == "a.xml" else body
    quote = f"There they counted {said} in the soil of the school."
    assert sight(read(name, page.encode()), quote).outcome is outcome


@pytest.mark.parametrize(
    "unseen",
    [
        "<span hidden>not </span>",
        "<span style='display: none'>not </span>",
        "<i style='visibility:hidden'>not </i>",
    ],
)
def test_what_a_page_hides_is_no_part_of_its_sentence(unseen):
    page = f"<p>{AROUND * 5}</p><p>There they did {unseen}grow beans in the beds.</p>"
    assert "did not" not in read("a.html", page.encode()).text


@pytest.mark.parametrize("copied", ["学校", "学校がっこう", "学校(がっこう)"])
def test_how_a_japanese_sign_is_read_may_be_left_out_or_copied(copied):
    ruby = "<ruby>学校<rp>(</rp><rt>がっこう</rt><rp>)</rp></ruby>"
    page = f"<p>{AROUND * 5}</p><p>子どもたちは{ruby}の花園で毎日豆を育てた。</p>"
    seen = sight(read("a.html", page.encode()), f"子どもたちは{copied}の花園で毎日豆を育てた。")
    assert seen.outcome in (Outcome.FOUND, Outcome.DIFFERS_IN_FORM)


@pytest.mark.parametrize(
    "printed",
    [
        "観察は中止された。<sup>3</sup>その後、子どもたちは",
        "観察は中止された<sup>3,4</sup>。その後、子どもたちは",
        "観察は中止された<sup>［3］</sup>。その後、子どもたちは",
    ],
)
def test_a_mark_at_a_full_stop_of_japanese_is_left_out(printed):
    page = f"<p>{AROUND * 5}</p><p>{printed}毎朝豆を植えて数えた。</p>"
    quote = "観察は中止された。その後、子どもたちは毎朝豆を植えて数えた。"
    assert sight(read("a.html", page.encode()), quote).outcome is Outcome.FOUND


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
