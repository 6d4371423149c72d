"""The browser that pages are tried and pictured in: the machine's own Chromium, where it has one."""

from __future__ import annotations

import atexit
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


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


class Windows:
    """The windows of a browser, which stay open from test to test, each with its options.

    To open a window takes longer than to load a report: a page beside one that
    stays empty costs less than half of a page alone. A page is new for each
    test; what it leaves to later ones of its window goes when it is closed.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._kept: dict[str, BrowserContext] = {}

    def page(self, **options: Any) -> Page:
        key = json.dumps(options, sort_keys=True)
        if key not in self._kept:
            self._kept[key] = self._browser.new_context(**options)
            self._kept[key].new_page()
        return self._kept[key].new_page()

    def close(self, page: Page) -> None:
        context = page.context
        with suppress(Error):  # of a page that shows no file, or is gone
            page.evaluate("() => localStorage.clear()")
        for opened in context.pages[1:]:  # what it opened itself is among them
            opened.close()
        context.unroute_all()
        context.clear_cookies()


def told(page: Page, function: str, *given: Any) -> Any:
    """What a function of the page returns, sent as one text.

    `evaluate` sends each value in a list by itself: of what is large that takes
    longer than all else.
    """
    return json.loads(
        page.evaluate(f"async given => JSON.stringify(await ({function})(given))", *given)
    )
