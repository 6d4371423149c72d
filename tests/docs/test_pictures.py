"""Each picture of the documentation shows the page as it is built now: `make pictures`."""

from __future__ import annotations

import os
import re

import pytest
from click.testing import CliRunner
from PIL import Image

from evidence.cli.main import evidence
from tests import browser as chromium
from tests.docs.pages import DOCS, OUTSIDE, ROOT, page_names
from tests.docs.pictures import FLAGS, LARGEST, PICTURES, Picture, make, shown, shows
from tests.docs.replay import walk
from tests.docs.stills import STILLS, look, take

REVIEWS = sorted({picture.review for picture in PICTURES})
IMAGES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
PAGE = """\
<html><head><meta name="generator" content="Evidence 1"><style>p { color: red }</style></head>
<body><header>Gardens</header><main><section id="one">First.</section>
<section id="two">Second.</section><section id="three">Third.</section></main></body></html>
"""
TOP, PART = Picture("top", "gardens", to="two"), Picture("part", "gardens", of="two")


@pytest.fixture
def built(tmp_path):
    """Return a function that builds a review that pictures show, and gives its page."""

    def page(review):
        if review == "gardens":
            walk((DOCS / "tutorial.md").read_text(encoding="utf-8"), tmp_path)
            return tmp_path / "gardens" / "build" / "report.html"
        arguments = ["build", "--review", str(ROOT), "-o", str(tmp_path / "study")]
        run = CliRunner().invoke(evidence, arguments)
        assert run.exit_code == 0, run.output
        return tmp_path / "study" / "report.html"

    return page


@pytest.mark.parametrize("review", REVIEWS)
def test_no_picture_is_older_than_what_it_shows(review, built):
    page = built(review)
    text = page.read_text(encoding="utf-8")
    of_it = [picture for picture in PICTURES if picture.review == review]
    older = [picture for picture in of_it if shown(picture.path) != shows(text, picture)]
    if os.environ.get("UPDATE"):
        older = of_it if os.environ.get("ALL") else older
        assert not older or chromium.program(), "pictures are made with Chromium: install it"
        with chromium.opened(*FLAGS) as browser:
            for picture in older:
                make(picture, page, browser)
        older = [picture for picture in of_it if shown(picture.path) != shows(text, picture)]
    names = ", ".join(picture.name for picture in older)
    assert not older, f"older than the page that they show: {names}; run `make pictures`"


def test_no_still_of_the_page_in_the_browser_is_older_than_its_look(tmp_path):
    older = [still for still in STILLS if shown(still.path) != look(still)]
    if os.environ.get("UPDATE"):
        older = list(STILLS) if os.environ.get("ALL") else older
        if older:
            walk((DOCS / "tutorial.md").read_text(encoding="utf-8"), tmp_path)
            with chromium.opened(*FLAGS) as browser:
                take(older, tmp_path / "gardens", browser)
        older = [still for still in STILLS if shown(still.path) != look(still)]
    names = ", ".join(still.name for still in older)
    assert not older, f"older than the page that they show: {names}; run `make pictures`"


@pytest.mark.parametrize("change", ["Second", "color: red"])
def test_a_picture_is_older_when_what_it_shows_or_its_style_has_changed(change):
    for picture in (TOP, PART):
        assert shows(PAGE, picture) != shows(PAGE.replace(change, "other"), picture)


def test_a_picture_from_the_top_is_older_when_something_has_come_above():
    changed = PAGE.replace("First", "other")
    assert shows(PAGE, TOP) != shows(changed, TOP)
    assert shows(PAGE, PART) == shows(changed, PART)


@pytest.mark.parametrize("change", ["Third", "Evidence 1"])
def test_a_picture_is_no_older_when_something_else_has_changed(change):
    for picture in (TOP, PART):
        assert shows(PAGE, picture) == shows(PAGE.replace(change, "other"), picture)


def test_the_command_makes_every_picture_of_the_documentation():
    images = {path for path in DOCS.rglob("*") if path.suffix.lower() in IMAGES}
    assert images == {picture.path for picture in (*PICTURES, *STILLS)}


@pytest.mark.parametrize("picture", [*PICTURES, *STILLS], ids=lambda picture: picture.name)
def test_a_picture_is_as_wide_as_its_screen_and_small(picture):
    with Image.open(picture.path) as image:
        assert image.width <= picture.width
        assert image.height <= picture.height
    assert picture.path.stat().st_size <= LARGEST


def test_a_picture_is_no_older_on_another_day():
    day = PAGE.replace("<header>Gardens", "<header>Gardens, sha256 3a6bbfa5a1e0")
    assert shows(day, TOP) == shows(day.replace("3a6bbfa5a1e0", "0f2c4d6e8a9b"), TOP)


def test_every_picture_is_shown_and_said_in_words():
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in OUTSIDE]
    texts += [(DOCS / name).read_text(encoding="utf-8") for name in page_names()]
    seen = {}
    for alt, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", "\n".join(texts)):
        seen.setdefault(path.rpartition("/")[2], []).append(alt)
    assert set(seen) == {picture.path.name for picture in (*PICTURES, *STILLS)}
    assert [alt for alts in seen.values() for alt in alts if len(alt.split()) < 5] == []
