"""The browser that pages are tried and pictured in: the machine's own Chromium, where it has one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def program() -> str | None:
    """The path of Chromium; None on a machine without it."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def opened(*flags: str) -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=[*FLAGS, *flags])
        yield browser
        browser.close()
