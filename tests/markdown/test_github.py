"""The Markdown report: the same anchors as the HTML, links that work, no HTML of its own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from jinja2.exceptions import UndefinedError
from markdown_it import MarkdownIt

from evidence.graph import EVIDENCE_ROLES
from evidence.language import Catalogue
from evidence.pages.phrases import listed
from evidence.report.html import html
from evidence.report.markdown import fenced
from evidence.report.templating import BrokenTemplate

BAR = re.compile(r"(?<!\\)\|")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


def section(report: str, key: str) -> str:
    """The Markdown from the anchor of an item to that of the next item."""
    start = report.index(f'<a id="{key}"></a>')
    return report[start : next((m.start() for m in ANCHOR.finditer(report, start + 1)), None)]


def ids_of_the_html(page, templates, read_html) -> list[str]:
    whole = html(replace(page, diagram_svg=""), templates, Catalogue(page.language))
    # An id that begins with a line is the page's own; what cites the review is there to be copied.
    return [key for key in read_html(whole).ids if key[0] != "_" and key != "cite"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_item_has_the_anchor_that_it_has_in_the_html(
    language, page_in, written, templates, read, read_html, checked
):
    page, graph = page_in(language), checked.graph
    items = {
        *graph.findings, *graph.claims, *graph.questions, *(e.id for e in page.elements),
        *(source.anchor for source in page.sources),
    }  # fmt: skip
    assert items <= set(read(written(page)).ids)
    assert items <= set(ids_of_the_html(page, templates, read_html))


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_link_inside_of_the_report_leads_to_an_anchor(language, page_in, written, read):
    drawn = read(written(page_in(language)))
    assert drawn.anchors <= set(drawn.ids)
    assert len(drawn.ids) == len(set(drawn.ids))


def test_our_anchors_are_the_only_html(report):
    tokens = MarkdownIt("commonmark").enable("table").parse(report)
    inline = [child for token in tokens for child in token.children or ()]
    html_of = {child.content for child in inline if child.type == "html_inline"}
    assert not [token for token in tokens if token.type == "html_block"]
    assert {raw for raw in html_of if raw != "</a>" and not ANCHOR.match(f"{raw}</a>")} == set()


def test_a_passage_is_two_steps_from_every_finding_that_rests_on_it(report, checked):
    graph = checked.graph
    for finding in graph.findings.values():
        card = section(report, finding.id)
        for key in finding.supported_by:
            assert f"](#{key})" in card
            if key not in graph.claims:
                continue
            claim, shown = graph.claims[key], section(report, key)
            assert all(f"“{quote}”" in shown for quote in claim.quotes)
            assert all(f"](#source-{source})" in shown for source in claim.sources)
            assert all(section(report, f"source-{source}") for source in claim.sources)


def test_a_source_leads_back_to_its_claims_and_a_claim_to_what_rests_on_it(report, checked):
    graph = checked.graph
    for source, claims in graph.claims_of.items():
        assert all(f"](#{claim})" in section(report, f"source-{source}") for claim in claims)
    for claim in graph.claims:
        uses = [use for use in graph.uses.get(claim, ()) if use.role in EVIDENCE_ROLES]
        assert all(f"](#{use.finding})" in section(report, claim) for use in uses)


def test_every_row_of_a_table_has_the_cells_of_its_head(report):
    tables = re.findall(r"(?m)(?:^\|.*\n)+", report)
    widths = [{len(BAR.findall(row)) for row in table.splitlines()} for table in tables]
    # Summary of findings, cells, three maps, measures; a bar more than columns.
    assert widths == [{6}, {5}, {5}, {6}, {8}, {7}]


def test_a_cell_says_in_words_and_shape_what_it_rests_on(report):
    row = next(line for line in report.splitlines() if line.startswith("| [Taste first.]"))
    assert "[**● cited · ▲ disputed**](#knowledge_is): Food knowledge is what a child" in row
    plant = next(line for line in report.splitlines() if line.startswith("| [Plant a bed"))
    assert "**— gap**: Nobody speaks of towns." in plant
    assert "[**◐ a citation stands near · ▲ disputed**](#official_gardens): Every school" in plant
    assert "[and 1 more claim](#f.plant) (in all 1 cited, 1 by implication)" in plant
    line = "◐ a citation stands near · [Ministry of Schools 2018](#source-ministry-2018:a) · official · "
    assert f"{line}[`official_gardens`](#official_gardens)" in section(report, "f.plant")


def test_the_ledger_is_a_list_that_reads_without_being_drawn(report):
    lines = section(report, "ledger").splitlines()
    assert (
        "Strategy: **[Taste first.](#f.tasting)** — cited: Abel 2005, Kim 2003 and Moore 2010"
        " together; Moore 2010 (2 citations, 0 said of Country); 1 claim against it" in lines
    )
    (judged,) = (line for line in lines if "goes beyond its citations" in line)
    assert judged.startswith("- How far it is cited: ▲ something cited speaks against it; **↗ goes")
    assert "That it holds in all schools." in judged
    assert "Two schools; the sentence says all." in judged
    assert (
        "- As the study words it: “begin with tasting” ([section 5, paragraph 2](#should_taste))"
        in lines
    )


def test_a_claim_shows_its_passages_its_figure_and_its_links(report):
    assert section(report, "tasting_first").strip() == (
        '<a id="tasting_first"></a>**Children tend to name more vegetables after tasting lessons.**'
        " `tasting_first`\\\n"
        "● cited · [Kim 2003](#source-kim2003); [Abel 2005](#source-abel2005) through"
        " [Moore 2010](#source-moore2010) · ▲ disputed · coded by ys\n\n"
        "> “name more vegetables” — section 2.1, “Tasting”, paragraph 1"
        " · – not checked · [open there](texts/a.pdf#page=3)\n\n"
        "> “know their vegetables” — page 14 · – not checked\n\n"
        "**40 percent** pupils who name ten vegetables, of all pupils, 2003/2004, observed"
        " (girls 26, boys 14)\\\n"
        "Town · Practice · [Tasting](#el.tasting), [Food knowledge](#el.knowledge)"
        " · cited together: who said which part is unknown · supports [`f.tasting`](#f.tasting)"
        " · premise of [`f.argued`](#f.argued) · supports through others [`f.both`](#f.both)\\\n"
        "Tasting — leads to — Food knowledge\\\n"
        "*Self-reported.*\n\n"
        "- is contradicted by [`no_effect`](#no_effect) (the text itself says so)\n"
        "- is qualified by [`should_taste`](#should_taste)"
    )


def test_elements_are_a_nested_list(report):
    assert re.search(r'(?m)^- <a id="el\.outcomes"></a>', report)
    assert re.search(r'(?m)^  - <a id="el\.knowledge"></a>\*\*Food knowledge\*\* — ', report)


def test_the_flowchart_stands_in_a_fence(report, read):
    assert "```mermaid\nflowchart TB\n" in report
    assert "flowchart TB" not in read(report.replace("```mermaid", "```skip")).tags


@pytest.mark.parametrize("text", ["```", "a\n````\n# b", "`````"])
def test_nothing_in_a_flowchart_ends_its_fence(text, read):
    drawn = read(fenced("mermaid", text))
    assert drawn.tags == ["pre", "code"]


def test_without_elements_there_is_no_flowchart(shown, written):
    assert "```" not in written(shown, mermaid="")


def test_a_report_leads_to_the_markdown_of_the_other_language(page_in, written):
    assert "[ID](report.id.md)" in written(page_in("en"))
    assert "[EN](report.md)" in written(page_in("id"))


def test_it_reads_as_text_with_one_blank_line_at_most_and_no_space_at_an_end(report):
    assert "\n\n\n" not in report
    assert not re.search(r"(?m)[ \t]+$", report)
    assert report.endswith("\n")


def test_long_lists_are_capped_and_name_the_rest(shown, written):
    group = shown.groups[0]
    claims = group.findings[0].supporting.shown * 15
    long = replace(group.findings[0], supporting=listed(claims, 24))
    text = written(replace(shown, groups=(replace(group, findings=(long,)),)))
    card = section(text, long.id)
    for_it = card[card.index("**What supports it**") : card.index("**What speaks against it**")]
    assert len(claims) == 30
    assert sum(line.startswith("- ") for line in for_it.splitlines()) == 25
    assert "- and 6 more: [`tasting_first`](#tasting_first)" in for_it


def test_an_address_keeps_its_link_whole(report):
    assert "[open](https://example.org/kim%282003%29)" in report


def test_two_renderings_are_the_same(shown, written, report):
    assert written(shown) == report


def test_a_check_that_warns_is_named_with_links_to_what_it_warns_of(report):
    assert "- `a-code` [f.plant](#f.plant)" in report


def test_a_private_report_says_so(shown, written):
    assert written(replace(shown, private=True)).startswith("**For private reading")


OWN = '{% extends "body.md.j2" %}{% block ledger %}'


def test_a_review_may_replace_a_block(shown, written, report):
    text = written(
        shown,
        templates={"report.md.j2": f"{OWN}OURS {{{{ page.data_hash }}}}{{% endblock %}}"},
        own=True,
    )
    assert f"OURS {'0' * 64}" in text
    assert 'id="ledger"' not in text
    assert "## " + '<a id="claims"></a>Claims' in text


def test_what_a_template_prints_is_escaped(shown, written):
    own = {"report.md.j2": f"{OWN}<b>{{{{ page.title.text }}}}{{% endblock %}}"}
    page = replace(shown, title=shown.title._replace(text="<i> *x* [y](z)"))
    assert r"<b>\<i> \*x\* \[y\](z)" in written(page, templates=own)


def test_a_review_s_own_template_stays_in_its_sandbox(shown, written):
    own = {"report.md.j2": f"{OWN}{{{{ page.__class__.__mro__ }}}}{{% endblock %}}"}
    with pytest.raises(BrokenTemplate, match="access to attribute `__class__`"):
        written(shown, templates=own, own=True)


def test_a_template_that_names_what_is_not_there_is_an_error(shown, written):
    own = {"report.md.j2": f"{OWN}{{{{ page.nothing }}}}{{% endblock %}}"}
    with pytest.raises(UndefinedError):
        written(shown, templates=own)
