"""The page's form: its script can be read, it fits each screen, and axe finds nothing in it."""

from __future__ import annotations

import re

import pytest

from evidence.serving import screens
from tests.report.axe import violations
from tests.report.test_script import what_is_wrong
from tests.report.test_search import FRAME
from tests.serving.conftest import write_review
from tests.serving.test_coding import settled

FILES = screens.files()
SCRIPTS = sorted(name for name in FILES if name.endswith(".js"))
# What only a module may say, for an engine that is given no files to import.
_MODULE = re.compile(r"(?m)^(?:import .*?;|export \{.*?\};|export (?=const|class|function|async))")


def as_script(text):
    return _MODULE.sub("", text)


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_module_of_the_script_can_be_read(name):
    assert what_is_wrong(f"(async () => {{{as_script(FILES[name])}\n}})") == ""


def test_a_module_that_no_browser_can_read_is_seen():
    broken = as_script(FILES["words.js"]).replace("=> filled", "=>> filled", 1)
    assert what_is_wrong(f"(async () => {{{broken}\n}})") != ""


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_a_module_imports_is_there(name):
    for names, file in re.findall(r'(?m)^import \{(.*?)\} from "\./(.*?)";', FILES[name]):
        for one in names.split(","):
            name_ = re.escape(one.strip())
            declared = rf"export (?:async )?(?:const|class|function) {name_}(?!\w)"
            listed = rf"export \{{[^}}]*(?<!\w){name_}(?!\w)"
            assert re.search(f"{declared}|{listed}", FILES[file]), one


def test_no_text_becomes_markup_or_script_anywhere_in_it():
    forbidden = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "http://",
        "https://",
    )
    found = [(name, word) for name in SCRIPTS for word in forbidden if word in FILES[name]]
    assert found == []


def test_the_script_and_style_are_not_larger_than_they_may_be():
    assert sum(len(FILES[name].encode()) for name in SCRIPTS) <= 160_000
    assert len(FILES["style.css"].encode()) <= 24_000


SCREENS = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "tablet": {"viewport": {"width": 820, "height": 1100}},
    "phone": {"viewport": {"width": 390, "height": 800}},
}
# How a wide page is looked at once it is set up: colours are a matter of the style alone.
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active", "width": 1280},
}


def faults(page, screen) -> dict[str, list[str]]:
    """What axe finds in a page, and whether it runs off the side, by how it is looked at."""
    found = {}
    for name, how in LOOKS.items() if screen == "wide" else [("light", {})]:
        if "width" in how:
            page.set_viewport_size({"width": how["width"], "height": 900})
        page.emulate_media(
            color_scheme=how.get("color_scheme", "light"),
            forced_colors=how.get("forced_colors", "none"),
        )
        page.evaluate(FRAME)
        found[name] = violations(page)
        if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            found[name].append("runs off the side")
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", ["/", "/texts/okafor2016", "/texts/das2017"])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(screen, path, served, visit):
    page = visit(served, path, bypass_csp=True, **SCREENS[screen])
    if path != "/":
        page.keyboard.press("n")
        settled(page)
        page.keyboard.press("Enter")
        page.keyboard.type("So they say.")
        page.get_by_role("combobox", name="Elements").focus()
    assert faults(page, screen) == {}


def test_the_list_of_keys_is_shown_and_closed_by_key(served, visit):
    page = visit(served, "/texts/das2017")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog", name="Keys").is_hidden()


def test_the_page_speaks_the_language_of_the_review(serve, visit, tmp_path):
    folder = write_review(tmp_path / "review")
    text = (folder / "claims.yaml").read_text(encoding="utf-8")
    spoken = text.replace("  texts: texts/", "  texts: texts/\n  languages: [id]")
    (folder / "claims.yaml").write_text(spoken, encoding="utf-8")
    page = visit(serve(folder), "/texts/okafor2016")
    assert page.evaluate("document.documentElement.lang") == "id"
    assert page.locator("#cards-head").inner_text() == "Klaim dalam teks ini"
    page.keyboard.press("n")
    settled(page)
    assert page.locator("#stands").inner_text() == "ada satu kali, halaman 1"
