"""The Markdown report: a front page and its files, with the anchors of the HTML and links that work."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from jinja2.exceptions import UndefinedError
from markdown_it import MarkdownIt

from evidence.graph import EVIDENCE_ROLES
from evidence.language import Catalogue
from evidence.pages.marks import Mark
from evidence.pages.phrases import Phrase, listed
from evidence.report.html import html
from evidence.report.markdown import PARTS, fenced
from evidence.report.templating import BrokenTemplate

BAR = re.compile(r"(?<!\\)\|")
HEADING = re.compile(r"(?m)^#")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
LINK = re.compile(r"\]\(([^)#]*)#([^)\s]+)\)")


def section(report: str, key: str) -> str:
    """The Markdown from the anchor of an item to the next anchor or heading."""
    start = report.index(f'<a id="{key}"></a>')
    ends = [
        found.start() for mark in (ANCHOR, HEADING) if (found := mark.search(report, start + 1))
    ]
    return report[start : min(ends, default=None)]


def led(text: str) -> set[str]:
    """The ids that the links of a piece of Markdown lead to, in whatever file."""
    return {unquote(key) for _, key in LINK.findall(text)}


def ids_of_the_html(page, templates, read_html) -> list[str]:
    whole = html(replace(page, diagram_svg=""), templates, Catalogue(page.language))
    # An id that begins with a line is the page's own; what cites the review is there to be copied.
    return [key for key in read_html(whole).ids if key[0] != "_" and key != "cite"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_anchors_are_those_of_the_html_each_once_and_in_its_order(
    language, page_in, written, templates, read, read_html, checked
):
    page = page_in(language)
    ours = [key for text in written(page).values() for key in read(text).ids if key != "cite"]
    theirs = ids_of_the_html(page, templates, read_html)
    # the page has each claim within its finding, and here the claims have a file of their own
    claims = set(checked.graph.claims)
    assert max(Counter(ours).values()) == 1
    for among in (lambda key: key in claims, lambda key: key not in claims):
        assert list(filter(among, ours)) == list(filter(among, theirs))


def test_the_front_page_holds_the_report_part_and_each_part_of_the_evidence_is_a_file(
    files, read, checked
):
    assert list(files) == ["report.md", *(f"report/{part}.md" for part in PARTS)]
    front = read(files["report.md"]).ids
    assert {"result", "leaning", "pulls-apart", "limits", "key", "evidence"} <= set(front)
    assert not set(checked.graph.claims) & set(front)
    for part in PARTS:
        assert read(files[f"report/{part}.md"]).ids[0] == part
        assert re.search(rf'(?m)^# <a id="{part}"></a>', files[f"report/{part}.md"])


def test_the_files_of_a_report_say_what_its_name_says(shown, written):
    names = list(written(shown, name="report.private.id"))
    assert names[:2] == ["report.private.id.md", "report/findings.private.id.md"]
    assert all(name.endswith(".private.id.md") for name in names)


def test_without_anything_to_leave_out_there_is_no_file_for_it(shown, written):
    files = written(replace(shown, without=()))
    assert "report/sensitivity.md" not in files
    assert "sensitivity" not in led("\n".join(files.values()))


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", ["report", "report.private"])
def test_every_link_to_an_id_leads_to_the_file_that_holds_it(language, name, page_in, written):
    files = written(page_in(language), name=name)
    homes = {key: file for file, text in files.items() for key in ANCHOR.findall(text)}
    for file, text in files.items():
        found = LINK.findall(text.replace("https://", ""))
        assert found
        for where, key in found:
            if where.startswith("example.org"):
                continue
            home = normpath(join(dirname(file), where)) if where else file
            assert homes[unquote(key)] == home, (file, where, key)


def test_our_anchors_are_the_only_html(files):
    for text in files.values():
        tokens = MarkdownIt("commonmark").enable("table").parse(text)
        inline = [child for token in tokens for child in token.children or ()]
        html_of = {child.content for child in inline if child.type == "html_inline"}
        assert [token.content for token in tokens if token.type == "html_block"] == []
        assert {raw for raw in html_of if raw != "</a>" and not ANCHOR.match(f"{raw}</a>")} == set()


def test_a_passage_is_two_steps_from_every_finding_that_rests_on_it(report, checked):
    graph = checked.graph
    for finding in graph.findings.values():
        card = section(report, finding.id)
        assert set(finding.supported_by) <= led(card)
        for key in finding.supported_by:
            if key not in graph.claims:
                continue
            claim, shown = graph.claims[key], section(report, key)
            assert all(f"“{quote}”" in shown for quote in claim.quotes)
            assert {f"source-{source}" for source in claim.sources} <= led(shown)
            assert all(section(report, f"source-{source}") for source in claim.sources)


def test_the_front_page_leads_to_the_finding_or_to_the_claim_of_each_sentence_in_it(files, checked):
    aims = led(files["report.md"])
    told = {key for key in aims if key in checked.graph.findings}
    # of a kind that its table, its list or the summary shows
    assert told == set(checked.graph.findings)


def test_a_source_leads_back_to_its_claims_and_a_claim_to_what_rests_on_it(report, checked):
    graph = checked.graph
    for source, claims in graph.claims_of.items():
        assert set(claims) <= led(section(report, f"source-{source}"))
    for claim in graph.claims:
        uses = [use for use in graph.uses.get(claim, ()) if use.role in EVIDENCE_ROLES]
        assert {use.finding for use in uses} <= led(section(report, claim))


def test_a_claim_is_told_in_full_once_and_where_else_a_finding_names_it_by_its_id(
    files, shown, checked
):
    cards, claims = files["report/findings.md"], files["report/claims.md"]
    for group in shown.groups:
        for finding in group.findings:
            card = section(cards, finding.id)
            named = [one for each in finding.lists for one in each.claims]
            whole = {one.claim.id for one in named if one.whole}
            for one in named:
                said = checked.graph.claims[one.claim.id].statement.spoken("en", "en").text
                assert (said in card) is (one.claim.id in whole), (finding.id, one.claim.id)
                assert one.whole or f"- [`{one.claim.id}`]" in card
    for claim in checked.graph.claims.values():
        assert claims.count(f"**{claim.statement.spoken('en', 'en').text}**") == 1


def test_every_row_of_a_table_has_the_cells_of_its_head(files):
    tables = re.findall(r"(?m)(?:^\|.*\n)+", "\n".join(files.values()))
    widths = [{len(BAR.findall(row)) for row in table.splitlines()} for table in tables]
    # Cells, conclusions, sources by them; three maps, measures: a bar more than columns.
    assert widths == [{5}, {6}, {7}, {5}, {6}, {8}, {7}]


def test_a_cell_says_in_words_and_shape_what_it_rests_on(files):
    lines = files["report.md"].splitlines()
    row = next(line for line in lines if line.startswith("| Taste first."))
    assert "Food knowledge is what a child" in row
    assert "[→](report/claims.md#knowledge_is) (▲ disputed)" in row
    plant = next(line for line in lines if line.startswith("| Plant a bed"))
    assert "*Nobody speaks of towns.*" in plant
    assert " [→](report/claims.md#official_gardens) (▲ disputed) [Ministry" in plant
    assert "· 1 cited, 1 near |" in plant


def test_a_judged_sentence_stands_with_what_is_cited_and_what_is_not(shown, written):
    (table,) = shown.conclusions
    row = replace(table.rows[0], contested=Mark("contested", "▲", "spoken against"))
    row = replace(row, not_cited=Phrase("That it holds."), said=listed((*row.said.shown * 3,), 2))
    page = replace(shown, conclusions=(replace(table, rows=(row,)),))
    (line,) = re.findall(r"(?m)^\| ∴ .*$", written(page)["report.md"])
    cited = "Children tend to name more vegetables after tasting lessons [→]"
    assert line.startswith("| ∴ argued from what is cited; ▲ spoken against | [1](report/find")
    assert line.count(cited) == 2
    assert "; [and 1 more](report/findings.md#f.argued) | That it holds. | [Kim" in line


def test_a_source_stands_with_what_it_is_cited_for_and_what_changes_without_it(files):
    assert (
        "| [Abel 2005](report/sources.md#source-abel2005) | [3](report/findings.md#f.both) | – | – |"
        " [1](report/findings.md#f.argued) |"
        " **1 conclusion; 2 findings of all kinds**;"
        " nothing is cited any more for: [Gardens teach](report/findings.md#f.both) |\n"
    ) in files["report.md"]


def test_what_has_no_room_on_the_front_page_is_counted_and_led_to(shown, written):
    leaning = replace(shown.leaning, more=7)
    front = written(replace(shown, leaning=leaning, more_tensions=9))["report.md"]
    assert "\n\n[and 7 more](report/sources.md#sources)\n\n" in front
    assert "\n\n[and 9 more](report/claims.md#claims)\n\n" in front


def test_a_claim_shows_its_passages_its_figure_and_its_links(files):
    assert section(files["report/claims.md"], "tasting_first").strip() == (
        '<a id="tasting_first"></a>**Children tend to name more vegetables after tasting lessons.**'
        " `tasting_first`\\\n"
        "cited · [Kim 2003](sources.md#source-kim2003); [Abel 2005](sources.md#source-abel2005)"
        " through [Moore 2010](sources.md#source-moore2010) · ▲ disputed\n\n"
        "> “name more vegetables” — section 2.1, “Tasting”, paragraph 1"
        " · – not checked · [open there](https://example.org/a.pdf#page=3)\n\n"
        "> “know their vegetables” — page 14 · – not checked\n\n"
        "**40 percent** pupils who name ten vegetables, of all pupils, 2003/2004, observed"
        " (girls 26, boys 14)\\\n"
        "Town · Practice · [Tasting](framework.md#el.tasting),"
        " [Food knowledge](framework.md#el.knowledge)"
        " · cited together: who said which part is unknown"
        " · supports [Taste first](findings.md#f.tasting)"
        " · premise of [So tasting comes first](findings.md#f.argued)"
        " · supports through others [Gardens teach](findings.md#f.both)\\\n"
        "Tasting — leads to — Food knowledge\\\n"
        "*Self-reported.*\n\n"
        "- is contradicted by [Tasting lessons had no effect in the country](#no_effect) (the text itself says so)\n"
        "- is qualified by [Schools should begin with tasting](#should_taste)"
    )


def test_a_quote_that_does_not_stand_in_its_text_is_marked_and_one_that_does_is_not(shown, written):
    group = shown.groups[0]
    claim = group.findings[0].housed[0]

    def said(state: str, note: str) -> str:
        passage = replace(claim.passages[0], state=Mark(state, "✗", state), state_note=note)
        other = replace(claim, id="another", passages=(passage,))
        files = written(replace(shown, other_claims=(other,)))
        return section(files["report/claims.md"], "another")

    assert " · ✗ altered · “no” was added" in said("altered", "“no” was added")
    assert "✗" not in said("found", "in the second edition")


def test_elements_are_a_nested_list(report):
    assert re.search(r'(?m)^- <a id="el\.outcomes"></a>', report)
    assert re.search(r'(?m)^  - <a id="el\.knowledge"></a>\*\*Food knowledge\*\* — ', report)


def test_the_flowchart_stands_in_a_fence_of_the_framework(files, read):
    assert [name for name, text in files.items() if "```" in text] == ["report/framework.md"]
    text = files["report/framework.md"]
    assert "```mermaid\nflowchart TB\n" in text
    assert "flowchart TB" not in read(text.replace("```mermaid", "```skip")).tags


@pytest.mark.parametrize("text", ["```", "a\n````\n# b", "`````"])
def test_nothing_in_a_flowchart_ends_its_fence(text, read):
    drawn = read(fenced("mermaid", text))
    assert drawn.tags == ["pre", "code"]


def test_without_elements_there_is_no_flowchart(shown, written):
    assert "```" not in "\n".join(written(shown, mermaid="").values())


def test_a_report_leads_to_the_markdown_of_the_other_language(page_in, written):
    assert "[ID](report.id.md)" in written(page_in("en"))["report.md"]
    assert "[EN](report.md)" in written(page_in("id"), name="report.id")["report.id.md"]


def test_it_reads_as_text_with_one_blank_line_at_most_and_no_space_at_an_end(files):
    for text in files.values():
        assert "\n\n\n" not in text
        assert not re.search(r"(?m)[ \t]+$", text)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_an_address_keeps_its_link_whole(report):
    assert "[open](https://example.org/kim%282003%29)" in report


def test_two_renderings_are_the_same(shown, written, files):
    assert written(shown) == files


def test_a_check_that_warns_is_named_with_links_to_what_it_warns_of(files):
    assert "- `a-code` [f.plant](findings.md#f.plant)" in files["report/method.md"]


def test_every_file_of_a_private_report_says_so(shown, written):
    files = written(replace(shown, private=True))
    assert {text.startswith("**For private reading") for text in files.values()} == {True}


OWN = '{% extends "front.md.j2" %}{% block leaning %}'


def test_a_review_may_replace_a_block(shown, written):
    own = {"report.md.j2": f"{OWN}OURS {{{{ page.data_hash }}}}{{% endblock %}}"}
    text = written(shown, templates=own, own=True)["report.md"]
    assert f"OURS {'0' * 64}" in text
    assert 'id="leaning"' not in text
    assert '## <a id="limits"></a>Limitations' in text


def test_a_review_may_replace_a_part_of_the_evidence(shown, written):
    own = {"method.md.j2": '{{ part(1, "Ours", "method") }}\n\nAs we like it, #1.\n'}
    files = written(shown, templates=own, own=True)
    assert '# <a id="method"></a>Ours\n\nAs we like it, #1.\n' in files["report/method.md"]


def test_what_a_template_prints_is_escaped(shown, written):
    own = {"report.md.j2": f"{OWN}<b>{{{{ page.title.text }}}}{{% endblock %}}"}
    page = replace(shown, title=shown.title._replace(text="<i> *x* [y](z)"))
    assert r"<b>\<i> \*x\* \[y\](z)" in written(page, templates=own)["report.md"]


def test_a_review_s_own_template_stays_in_its_sandbox(shown, written):
    own = {"report.md.j2": f"{OWN}{{{{ page.__class__.__mro__ }}}}{{% endblock %}}"}
    with pytest.raises(BrokenTemplate, match="access to attribute `__class__`"):
        written(shown, templates=own, own=True)


def test_a_template_that_names_what_is_not_there_is_an_error(shown, written):
    own = {"report.md.j2": f"{OWN}{{{{ page.nothing }}}}{{% endblock %}}"}
    with pytest.raises(UndefinedError):
        written(shown, templates=own)
