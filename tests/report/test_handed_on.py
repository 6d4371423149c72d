"""A page that goes from test to test has nothing of the one before: see `tests.browser.Windows`."""

from __future__ import annotations

import pytest

from tests.report.conftest import NARROW, WIDE

PAGE = """<!doctype html><title>Kept</title><style>p { height: 2000px }</style><p>All of it.</p>
<script>
  addEventListener("pagehide", () => { sessionStorage.left = "left"; throw new Error("too late") });
</script>"""
STATE = """() => ({
  local: localStorage.length, session: sessionStorage.length, name: window.name, steps: history.length,
  wide: innerWidth, dark: matchMedia('(prefers-color-scheme: dark)').matches,
  print: matchMedia('print').matches, forced: matchMedia('(forced-colors: active)').matches,
  pointed: !!document.querySelector('p:hover'), down: scrollY, own: typeof window.mine,
  timers: !/native/.test(setTimeout), seen: document.visibilityState, focused: document.hasFocus(),
})"""
USED = """() => {
  localStorage.kept = sessionStorage.kept = window.name = 'kept';
  window.mine = 1;
  window.setTimeout = () => 0;
  history.pushState(1, '', '?further');
}"""


def used(page) -> None:
    page.evaluate(USED)
    page.mouse.move(100, 100)
    page.mouse.wheel(0, 300)
    page.set_viewport_size(NARROW)
    page.emulate_media(media="print", color_scheme="dark", forced_colors="active")


def test_what_a_test_did_with_a_page_is_gone_when_the_next_one_has_it(windows, tmp_path):
    file = tmp_path / "kept.html"
    file.write_text(PAGE, encoding="utf-8")
    before, errors = [], []
    first = windows.page(errors, viewport=WIDE)
    first.goto(file.as_uri())
    before.append(first.evaluate(STATE))
    used(first)
    assert first.evaluate(STATE) != before[0]
    with first.expect_popup() as opened:
        first.evaluate("() => { open('about:blank') }")
    windows.close(first)
    assert opened.value.is_closed()
    again = windows.page(errors, viewport=WIDE)
    assert again is first
    again.goto(file.as_uri())
    again.wait_for_timeout(200)  # what is under a pointer is told a moment later
    assert again.evaluate(STATE) == before[0]
    windows.close(again)
    assert errors == []


def test_what_goes_wrong_in_a_page_is_told_to_the_test_that_has_it(windows):
    mine, theirs = [], []
    page = windows.page(mine, viewport=WIDE)
    page.set_content("<script>console.error('one')</script><script>nobody()</script>")
    windows.close(page)
    page = windows.page(theirs, viewport=WIDE)
    page.set_content("<p>Well")
    windows.close(page)
    assert mine == ["one", "nobody is not defined"]
    assert theirs == []


@pytest.mark.parametrize("owner", ["page", "context"])
@pytest.mark.parametrize("name", ["on", "once", "route", "add_init_script", "expose_function"])
def test_what_would_stay_in_a_page_is_refused_but_for_one_of_its_own(windows, owner, name):
    if (owner, name) == ("page", "on"):
        own = windows.page([], own=True, viewport=WIDE)
        own.on("request", lambda request: None)
        windows.close(own)
        assert own.is_closed()
    page = windows.page([], viewport=WIDE)
    with pytest.raises(AssertionError, match="own"):
        getattr(page if owner == "page" else page.context, name)("request", lambda *_: None)
    windows.close(page)
