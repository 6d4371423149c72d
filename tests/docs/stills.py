"""The pictures of the page of `evidence serve`: what is done on it before each is taken.

They are made from the real page, with the review that the tutorial makes; one
of its texts is set as a PDF first. A still is older when the look of the page
has changed: its templates, its style, or what is done here.
"""

from __future__ import annotations

import hashlib
import inspect
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser, Page

from evidence.serving import screens
from tests.docs.pictures import FOLDER
from tests.serving.test_coding import drag
from tests.texts.conftest import pdf

COLOURS = 128  # what is soft between paper and ink keeps its hue


def written(page: Page) -> None:
    """Select a sentence, and begin to make a claim of it."""
    page.locator(".words span").first.wait_for()
    drag(page, "Pupils", "one\\.")
    page.keyboard.press("Enter")
    page.keyboard.type("Pupils were asked for the names a week after the last tasting lesson.")
    page.get_by_role("combobox", name="Elements").fill("know")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)


def beside(page: Page) -> None:
    """Open the report beside the text."""
    page.locator(".words span").first.wait_for()
    page.keyboard.press("r")
    page.frame_locator("#frame").locator("h1").first.wait_for()
    page.locator("#cards .statement").first.click()
    page.wait_for_timeout(1500)


def read(page: Page) -> None:
    """Go to a claim of the text."""
    page.locator(".words span").first.wait_for()
    page.locator("#cards .statement").first.click()
    page.wait_for_timeout(800)


@dataclass(frozen=True, slots=True)
class Still:
    """A screen of the page, after something was done on it."""

    name: str
    do: Callable[[Page], None]
    width: int = 1440
    height: int = 900

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.png"


STILLS = (
    Still("coding", written),
    Still("coding-report", beside),
    Still("coding-phone", read, width=390, height=844),
)


def look(still: Still) -> str:
    """Return what stands for the look of a still: the page's templates and style, what is done."""
    files = screens.files()
    parts = [text for name, text in files.items() if name.endswith((".j2", ".css"))]
    parts += [inspect.getsource(still.do), str((still.width, still.height))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def take(stills: list[Still], review: Path, browser: Browser) -> None:
    """Serve a review, and take pictures of its page."""
    folder = review.with_name("coded")
    shutil.copytree(review, folder)
    text = folder / "texts" / "kim2003.txt"
    head, _, rest = text.read_text(encoding="utf-8").partition("\n")
    text.with_suffix(".pdf").write_bytes(pdf(f"#{head}\n{rest}"))
    text.unlink()
    command = [sys.executable, "-m", "evidence", "serve", "--review", str(folder), "--coder", "an"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        address = served.stdout.readline().strip()
        try:
            for still in stills:
                _take(still, address, browser)
        finally:
            served.terminate()


def _take(still: Still, address: str, browser: Browser) -> None:
    size = {"width": still.width, "height": still.height}
    context = browser.new_context(viewport=size, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.goto(re.sub(r"/\?.*", "/texts/kim2003", address))
    page.wait_for_selector("html[data-ready]")
    still.do(page)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    kept = PngInfo()
    kept.add_text("shows", look(still))
    few = image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(still.path, optimize=True, pnginfo=kept)
