"""What the pages say to type is typed, and what they say comes of it comes of it."""

from __future__ import annotations

import shlex

import lxml.html
import pytest

from evidence.cli.main import COMMANDS
from evidence.loaded import load
from evidence.synthesis.judgements import Told, gathers, tally, told
from tests.docs.pages import DOCS, blocks, page_names, replaced, up_to_date
from tests.docs.replay import walk

REPLAYED = [n for n in page_names() if "\n```console\n" in (DOCS / n).read_text("utf-8")]
# what a `sh` block may call: these are shown, not replayed
ELSEWHERE = {"git", "make", "pip", "pipx", "python", "evidence", "cd"}


def test_there_are_pages_to_replay():
    assert "tutorial.md" in REPLAYED


@pytest.mark.parametrize("name", REPLAYED)
def test_a_page_can_be_followed_to_the_letter(name, tmp_path):
    text = (DOCS / name).read_text(encoding="utf-8")
    up_to_date(DOCS / name, replaced(text, walk(text, tmp_path)))


@pytest.mark.parametrize("name", page_names())
def test_what_cannot_be_replayed_calls_known_programs_and_commands(name):
    for block in blocks((DOCS / name).read_text(encoding="utf-8")):
        if block.kind != "sh":
            continue
        for line in block.text.splitlines():
            words = shlex.split(line, comments=True)
            program, *rest = words or ["cd"]
            assert program.rpartition("/")[2] in ELSEWHERE, line
            if program == "evidence":
                assert rest[0] in {*COMMANDS, "--help", "--version"}, line


def test_the_tutorial_ends_in_a_report_that_leads_in_two_steps_from_a_conclusion_to_a_passage(
    tmp_path,
):
    walk((DOCS / "tutorial.md").read_text(encoding="utf-8"), tmp_path)
    html = (tmp_path / "gardens" / "build" / "report.html").read_text(encoding="utf-8")
    page = lxml.html.fromstring(html)
    link = page.xpath('//main/section[not(@id="evidence")]//a[@href="#f.garden"]')
    assert link
    (card,) = page.xpath('//article[@id="f.garden"]')
    (claim,) = card.xpath('.//*[@id="garden_no_teacher"]')
    assert "has lasted for six years, and no teacher ever had an hour" in claim.text_content()
    assert not claim.xpath('.//*[contains(@class, "m-")]')


def test_the_four_pieces_of_the_guide_for_coders_are_what_the_guide_says(tmp_path):
    walk((DOCS / "coders.md").read_text(encoding="utf-8"), tmp_path)
    review = load(tmp_path / "study")
    assert [one for one in review.diagnostics if one.severity != "note"] == []
    graph, findings = review.graph, {one.id: one for one in review.findings}
    assert told(graph, findings["f.names"]) is Told.OWN_CITATION
    assert gathers(graph, findings["f.learning"])
    assert tally(graph, [findings["f.learning"]]).findings == {
        Told.NOTHING: ("f.lasting",),
        Told.OWN_CITATION: ("f.names",),
    }
    assert told(graph, findings["out.summer"]) is None
    assert "out.summer" in str(review.trace("summer_beds"))
    assert "weekly" in graph.claims
    assert set(graph.proposals) == {"parents_cook"}


@pytest.fixture
def tried(tmp_path):
    """A page that a test writes, as it comes out when it is followed."""

    def follow(page: str) -> str:
        return replaced(page, walk(page, tmp_path))

    return follow


def test_an_output_that_has_changed_is_noticed(tried):
    page = "```console\n$ evidence check\nno problem\n```\n"
    assert tried(page) == "```console\n$ evidence check\nno problems\n```\n"


def test_lines_may_be_left_out_but_not_changed(tried):
    page = "```console\n$ evidence list\n...\n     {}  sources\n...\n```\n"
    assert tried(page.format(4)) == page.format(4)
    assert tried(page.format(5)) != page.format(5)


def test_a_change_that_does_not_fit_is_noticed(tried):
    page = "<!-- change claims.yaml -->\n```diff\n-nothing\n+something\n```\n"
    with pytest.raises(AssertionError, match="does not stand there once"):
        tried(page)
