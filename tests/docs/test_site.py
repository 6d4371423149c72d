"""The documentation as a static site: built strictly, read from the disk, asking nothing of anybody."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html as dom

from tests import browser as chromium
from tests.docs.pages import DOCS, ROOT, blocks, page_names

FETCHED = ("script[@src]", "link[@rel='stylesheet']", "link[@rel='icon']", "img[@src]", "iframe")


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of the pages in a folder, as `make docs` does."""
    command = [Path(sys.executable).with_name("zensical"), "build", "--strict", "--clean"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(DOCS, folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def browser():
    if not chromium.program():
        pytest.skip("no Chromium here")
    with chromium.opened() as opened:
        yield opened


def page(site: Path, name: str) -> Path:
    return site / Path(name).with_suffix(".html")


def test_every_page_of_the_documentation_is_a_page_of_the_site(site):
    there = {path.relative_to(site).with_suffix(".md").as_posix() for path in site.rglob("*.html")}
    index = {name.replace("README.md", "index.md") for name in page_names()}
    assert there == index | {"404.md"}


def test_a_page_names_no_file_that_is_elsewhere_or_absent(site):
    for path in site.rglob("*.html"):
        if path.name == "404.html":  # a server shows it at any address, so it begins at the root
            continue
        tree = dom.parse(path).getroot()
        for part in tree.xpath("|".join(f"//{one}" for one in FETCHED)):
            address = part.get("src") or part.get("href")
            assert (path.parent / address.partition("?")[0]).is_file(), (path.name, address)


@pytest.mark.parametrize("kind", ["console", "yaml", "python", "bibtex", "diff", "sh"])
def test_code_is_coloured_before_it_is_read(kind, site):
    name = next(
        name
        for name in page_names()
        if any(block.kind == kind for block in blocks((DOCS / name).read_text(encoding="utf-8")))
    )
    (code, *_) = (
        dom.parse(page(site, name))
        .getroot()
        .xpath(f"//div[contains(@class, 'language-{kind}')]//code")
    )
    assert {one.get("class") for one in code.xpath(".//span[@class]")} - {"w"}


def test_a_link_that_leads_nowhere_stops_the_build(tmp_path):
    (tmp_path / "docs").mkdir()
    shutil.copytree(DOCS / "site", tmp_path / "docs" / "site")
    given = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(given[: given.index("\nnav:")], encoding="utf-8")
    index = tmp_path / "docs" / "index.md"
    index.write_text("# Evidence\n\n[here](#evidence)\n", encoding="utf-8")
    assert build(tmp_path).returncode == 0
    for link in ("nowhere.md", "#nowhere"):
        index.write_text(f"# Evidence\n\n[there]({link})\n", encoding="utf-8")
        done = build(tmp_path)
        assert done.returncode != 0
        assert "does not exist" in re.sub(r"\x1b\[[\d;]*m", "", done.stdout + done.stderr)


def test_the_site_is_read_and_searched_from_the_disk_and_nothing_is_asked_for(site, browser):
    asked, errors = [], []
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.on("request", lambda one: asked.append(one.url))
    opened.on("pageerror", lambda one: errors.append(str(one)))
    opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    for name in ("index.md", "tutorial.md", "decisions/layers.md"):
        opened.goto(page(site, name).as_uri())
        opened.wait_for_load_state()
    opened.keyboard.press("Control+k")
    opened.get_by_placeholder("Search").fill("garden_keepers")
    opened.get_by_text("A contradiction").first.wait_for()
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    assert errors == []
    opened.close()


def test_a_page_is_no_wider_than_a_small_phone(site, browser):
    opened = browser.new_page(viewport={"width": 320, "height": 700})
    for name in page_names():
        opened.goto(page(site, name.replace("README.md", "index.md")).as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") <= 320, name
    opened.close()
