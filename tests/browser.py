"""The browser that pages are tried and pictured in: the machine's own Chromium, where it has one."""

from __future__ import annotations

import atexit
import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Error,
    Page,
    Playwright,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
BLANK = "about:blank"
# What a page keeps of a test whatever is opened in it next; see `Windows`.
STAYS = (
    "on",
    "once",
    "route",
    "route_from_har",
    "route_web_socket",
    "add_init_script",
    "add_locator_handler",
    "expose_function",
    "expose_binding",
    "set_extra_http_headers",
    "set_offline",
    "set_geolocation",
    "grant_permissions",
    "clear_permissions",
    "add_cookies",
)
# The empty page that a page itself leads to is of the same site: its process stays, and the storage
# can be emptied after all that the page did on its way out.
LEFT = "() => { location.replace('about:blank'); }"
EMPTIED = """() => {
  const all = [localStorage, sessionStorage];
  for (const kept of all) kept.clear();
  window.name = '';
  return all.every(kept => !kept.length);
}"""


# The page's own timers, for a test to let run out: no wait is too short on a busy machine.
TIMERS = """() => {
  const due = new Map(), clear = clearTimeout;
  let now = 0, number = 1e6;
  window.setTimeout = (does, after = 0, ...given) => {
    due.set(++number, {at: now + after, does: () => does(...given)});
    return number;
  };
  window.clearTimeout = one => due.delete(one) || clear(one);
  window.passes = time => {
    const end = now + time;
    for (;;) {
      const next = [...due].filter(([, one]) => one.at <= end).sort(([m, a], [n, b]) => a.at - b.at || m - n)[0];
      if (!next) break;
      due.delete(next[0]);
      now = next[1].at;
      next[1].does();
    }
    now = end;
  };
}"""


def program() -> str | None:
    """The path of Chromium; None on a machine without it."""
    return next(filter(None, map(shutil.which, NAMES)), None)


_drivers: list[Playwright] = []  # Playwright runs once in a process; browsers may be several


@contextmanager
def opened(*flags: str) -> Iterator[Browser]:
    if not _drivers:
        started = sync_playwright().start()
        _drivers.append(started)
        atexit.register(started.stop)
    browser = _drivers[0].chromium.launch(executable_path=program(), args=[*FLAGS, *flags])
    yield browser
    browser.close()


@dataclass(eq=False)
class Window:
    """A page that stays from test to test, and the errors of the test that has it now."""

    key: str
    page: Page
    protocol: CDPSession
    errors: list[str] = field(default_factory=list)

    def say(self, said: str) -> None:
        self.errors.append(said)


class Windows:
    """The pages of a browser, which stay from test to test, each with its options.

    To open a page and load a report in it takes more than twice as long as to load the report
    in a page that is there. So a page is handed on: empty, with nothing in its storage and no
    way back, in the size and the colours that are asked for, the pointer out of it. What cannot
    be taken from a page again (a listener, a script that comes first, a route) is refused: who
    needs one asks for a page of their `own`. A page that cannot be emptied is not handed on.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[str, BrowserContext] = {}
        self._free: list[Window] = []
        self._taken: list[Window] = []

    def page(self, errors: list[str], *, own: bool = False, **options: Any) -> Page:
        """A page in which nothing is open; what goes wrong in it is put among the errors."""
        if own:
            page = self._browser.new_context(**options).new_page()
            heard(page, errors.append)
            return page
        looks = {
            name: options.pop(name, usual)
            for name, usual in (
                ("color_scheme", "light"),
                ("forced_colors", "none"),
                ("reduced_motion", "no-preference"),
            )
        }
        viewport = options.pop("viewport")
        window = self._window(json.dumps(options, sort_keys=True), options)
        self._taken.append(window)
        window.errors = errors
        window.page.set_viewport_size(viewport)
        window.page.emulate_media(media="null", **looks)
        window.page.bring_to_front()
        return window.page

    def close(self, page: Page) -> None:
        window = next((one for one in self._taken if one.page is page), None)
        if window is None:
            page.context.close()
            return
        self._taken.remove(window)
        if self._emptied(window):
            self._free.append(window)
        else:
            with suppress(Error):
                page.close()
        self._tidy(self._contexts[window.key])

    def _window(self, key: str, options: dict[str, Any]) -> Window:
        for window in self._free:
            if window.key == key:
                self._free.remove(window)
                return window
        if key not in self._contexts:
            self._contexts[key] = self._browser.new_context(**options)
            refusing(self._contexts[key])
        context = self._contexts[key]
        page = context.new_page()
        window = Window(key, page, context.new_cdp_session(page))
        heard(page, window.say)
        refusing(page)
        return window

    def _emptied(self, window: Window) -> bool:
        """Leave what a page shows, and forget what it kept; false where that is not sure."""
        page, empty = window.page, True
        window.errors = []
        try:
            if page.url != BLANK:
                page.evaluate(LEFT)
                page.wait_for_url(BLANK)
                empty = page.evaluate(EMPTIED)
            page.mouse.move(-1, -1)
            window.protocol.send("Page.resetNavigationHistory")
        except Error:
            return False
        return empty

    def _tidy(self, context: BrowserContext) -> None:
        """Close what the pages of a context opened themselves: a test that ends ends in all its pages."""
        ours = [one.page for one in (*self._free, *self._taken)]
        for other in context.pages:
            if other not in ours:
                other.close()
        context.clear_cookies()


def heard(page: Page, say: Callable[[str], object]) -> None:
    """Let every error of a page be said."""
    page.on("pageerror", lambda error: say(str(error)))
    page.on("console", lambda told: say(told.text) if told.type == "error" else None)


def refusing(kept: Page | BrowserContext) -> None:
    """Let what stays of a test be refused by name where it would be found by the next one."""

    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("this would stay for other tests: ask for a page of your own (`own`)")

    for name in STAYS:
        if hasattr(kept, name):
            setattr(kept, name, refused)


def told(page: Page, function: str, *given: Any) -> Any:
    """What a function of the page returns, sent as one text.

    `evaluate` sends each value in a list by itself: of what is large that takes
    longer than all else.
    """
    return json.loads(
        page.evaluate(f"async given => JSON.stringify(await ({function})(given))", *given)
    )


def soon(page: Page, script: str, *given: Any) -> bool:
    """Whether something is so within some seconds, also of a page that runs no script of its own."""
    end = time.monotonic() + 20
    while not page.evaluate(script, *given):
        if time.monotonic() > end:
            return False
        page.wait_for_timeout(20)
    return True


def timed(page: Page) -> Callable[[int], None]:
    """Stop the timers that a page sets from now on, and return a function that lets time pass.

    What was set before runs out by itself; the timers are those of this page until it is left.
    """
    page.evaluate(TIMERS)
    return lambda milliseconds: page.evaluate("time => passes(time)", milliseconds)
