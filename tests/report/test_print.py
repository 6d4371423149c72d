"""On paper nothing is lost: every id, quote and reference, unfolded, within the sheet."""

from __future__ import annotations

import re

import pypdfium2
import pytest

# The width between the margins, in pixels of CSS: 16 mm on either side.
SHEETS = [("A4", 673, ""), ("Letter", 695, "id")]


# Every piece of text of the report part that is to be seen on paper.
TEXTS = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement, hidden = '#evidence, nav, svg, .sr, .cite, thead';
    if (!at.closest(hidden) && walk.currentNode.data.trim()) found.push(walk.currentNode.data);
  }
  const heads = [...document.querySelectorAll('main > :not(#evidence) thead th')];
  return [...found, ...heads.filter(th => !th.querySelector('svg')).map(th => th.textContent)];
}"""


def run_together(text: str) -> str:
    """Text without what a line break adds or takes away."""
    return re.sub(r"[\s\x02\u00ad\ufffe\u2010-]+", "", text)


def text_of(pdf: bytes) -> str:
    """The words of all sheets, without the number of each, which comes first."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheets = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    # where letters stand upright, its figures stand on lines of their own
    numbers = ["^" + r"\s*".join(str(n)) + r"\s" for n in range(1, len(sheets) + 1)]
    assert all(map(re.search, numbers, sheets))
    return "\n".join(re.sub(n, "", sheet) for n, sheet in zip(numbers, sheets, strict=True))


@pytest.mark.parametrize(("sheet", "width", "language"), SHEETS)
def test_the_report_part_is_printed_whole_and_the_evidence_is_not(
    study, counted, show, sheet, width, language
):
    page = show(study.path(language), java_script_enabled=False)
    made = page.pdf(format=sheet, tagged=True)
    assert b"/StructTreeRoot" in made
    printed = text_of(made)
    said = run_together(printed)
    # each piece of text by itself: a shape that is drawn stands between some
    texts = page.evaluate(TEXTS)
    assert len(texts) > 500
    assert [text for text in texts if run_together(text) not in said] == []
    quotes = [quote for key in counted.claims for quote in counted.quotes(key)]
    report = run_together(
        page.evaluate(
            "[...document.querySelectorAll('main > :not(#evidence)')].map(e => e.textContent).join()"
        )
    )
    folded = [run_together(q) for q in quotes if run_together(q) not in report]
    assert len(folded) > 200
    assert [quote for quote in folded if quote in said] == []
    # Letter is 18 mm shorter; how much a sheet holds depends on the letters that a machine has
    assert len(pypdfium2.PdfDocument(made)) <= {"A4": 8, "Letter": 9}[sheet]


@pytest.mark.parametrize(("sheet", "width", "language"), SHEETS)
def test_with_the_switch_every_id_and_quote_is_printed(
    study, counted, show, sheet, width, language
):
    page = show(study.path(language), java_script_enabled=False)
    page.check("#_print")
    said = run_together(text_of(page.pdf(format=sheet)))
    keys = [*counted.claims, *counted.findings]
    assert [key for key in keys if run_together(key) not in said] == []
    sources = [key.removeprefix("source-") for key in study.items() if key.startswith("source-")]
    assert [key for key in sources if run_together(key) not in said] == []
    quotes = [quote for key in counted.claims for quote in counted.quotes(key)]
    assert len(quotes) > 200
    assert [quote for quote in quotes if run_together(quote) not in said] == []
    wording = language or "en"
    texts = [
        item[name][wording]
        for items, name in (
            (counted.claims, "statement"),
            (counted.findings, "statement"),
            (counted.elements, "label"),
            (counted.questions, "text"),
        )
        for item in items.values()
    ]
    assert [text for text in texts if run_together(text) not in said] == []


@pytest.mark.parametrize(("sheet", "width", "language"), SHEETS)
def test_nothing_runs_off_the_sheet(study, show, sheet, width, language):
    page = show(study.path(language), viewport={"width": width, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate(
        """width => [...document.querySelectorAll('main *')]
          .filter(e => e.checkVisibility() && !e.closest('.sr, caption.sr, thead.sr'))
          .filter(e => e.getBoundingClientRect().right > width + 1)
          .map(e => e.tagName + '.' + (e.getAttribute('class') || e.parentNode.id)).slice(0, 5)""",
        width,
    )
    assert outside == []


@pytest.mark.parametrize("language", ["", "id"])
def test_nothing_of_the_evidence_runs_off_the_sheet(study, show, language):
    page = show(study.path(language), viewport={"width": 673, "height": 900})
    page.check("#_print")
    page.emulate_media(media="print")
    assert page.is_visible("#evidence")
    assert page.evaluate("document.documentElement.scrollWidth") <= 673


def test_what_only_a_screen_can_use_is_not_printed(study, show):
    page = show(study.path(), "?_q=network&_without=okada2008")
    page.check("#_print")
    page.emulate_media(media="print")
    assert page.is_visible("#evidence")
    for gone in (
        "#_find",
        "#_bar",
        ".axes",
        ".cite",
        ".skip",
        ".contents",
        ".side",
        ".print-switch",
    ):
        assert page.locator(gone).count(), gone
        assert not page.locator(gone).first.is_visible(), gone
    assert (
        page.locator("details > summary").first.evaluate("e => getComputedStyle(e).listStyleType")
        == "none"
    )
    link = page.locator(".source a.out").first
    assert link.evaluate("e => getComputedStyle(e, '::after').content").startswith('" http')
