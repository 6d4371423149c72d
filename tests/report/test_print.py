"""On paper nothing is lost: every id, quote and reference, unfolded, within the sheet."""

from __future__ import annotations

import re

import pypdfium2
import pytest

# The width between the margins, in pixels of CSS: 16 mm on either side.
SHEETS = [("A4", 673, ""), ("Letter", 695, "id")]


def run_together(text: str) -> str:
    """Text without what a line break adds or takes away."""
    return re.sub(r"[\s\x02\u00ad\ufffe\u2010-]+", "", text)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize(("sheet", "width", "language"), SHEETS)
def test_the_printed_page_holds_every_id_and_quote(study, counted, show, sheet, width, language):
    page = show(study.path(language), java_script_enabled=False)
    made = page.pdf(format=sheet, tagged=True)
    assert b"/StructTreeRoot" in made
    said = run_together(text_of(made))
    keys = [*counted.claims, *counted.findings, *counted.elements, *counted.questions]
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


def test_what_only_a_screen_can_use_is_not_printed(study, show):
    page = show(study.path())
    page.emulate_media(media="print")
    assert page.locator("nav").is_visible()
    for gone in ("#_find", "#_out", ".axes", ".cite", ".skip"):
        assert not page.locator(gone).first.is_visible(), gone
    assert (
        page.locator("details > summary").first.evaluate("e => getComputedStyle(e).listStyleType")
        == "none"
    )
    link = page.locator(".source a.out").first
    assert link.evaluate("e => getComputedStyle(e, '::after').content").startswith('" http')
