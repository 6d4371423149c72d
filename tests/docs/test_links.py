"""Every link of the documentation leads somewhere, on GitHub and on the static site."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
import yaml

from tests.docs.pages import DOCS, OUTSIDE, ROOT, page_names, without_code

PAGES = [*(ROOT / name for name in OUTSIDE), *(DOCS / name for name in page_names())]
LINK = re.compile(r"\[(?:[^\]\[]|\[[^\]]*\])*\]\(([^)\s]+)\)")


def links(page: Path) -> list[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return LINK.findall(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_link_leads_to_a_file_or_a_heading_that_is_there(page):
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        goal = (page.parent / path).resolve() if path else page
        if re.match(r"[a-z]+:", link):
            assert link.startswith("https://"), link
        elif not goal.exists() or (anchor and anchor not in anchors(goal)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("name", page_names())
def test_a_page_links_to_nothing_that_the_static_site_leaves_out(name):
    page = DOCS / name
    local = (link.partition("#")[0] for link in links(page) if not link.startswith("https://"))
    outside = [path for path in local if not (page.parent / path).resolve().is_relative_to(DOCS)]
    assert outside == []


def test_a_broken_link_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# One\n[a](#one) [b](#two) `[c](d.md)`\n```\n[e](f.md)\n```\n[g](h.md)\n")
    assert anchors(page) == {"one"}
    assert [link for link in links(page) if link.endswith(".md")] == ["d.md", "h.md"]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as far as GitHub and the site agree on them."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"(?m)^#+ +(.*?) *$", re.sub(r"(?ms)^```.*?^```$", "", text))
    plain = [re.sub(r"`|\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings]
    assert len(set(plain)) == len(plain), f"{page.name} has a heading twice"
    return {github(heading) for heading in plain} & {static(heading) for heading in plain}


def github(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def static(heading: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def test_the_site_leads_to_every_page_that_is_no_decision():
    told = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    named = set(re.findall(r"[\w/]+\.md", str(told)))
    pages = {name for name in page_names() if not name.startswith("decisions/")}
    assert named == pages | {"decisions/README.md"}


def test_the_first_page_links_to_every_other_one():
    linked = {link.partition("#")[0] for link in links(DOCS / "index.md")}
    pages = {name for name in page_names() if not name.startswith("decisions/")} - {"index.md"}
    assert pages <= linked


def test_a_page_begins_with_its_title_and_has_one():
    for name in page_names():
        text = without_code((DOCS / name).read_text(encoding="utf-8"))
        titles = re.findall(r"(?m)^# .*$", text)
        assert len(titles) == 1, name
        assert text.lstrip().startswith(titles[0]), name
