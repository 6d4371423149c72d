"""The pictures of the documentation: which there are, what each shows, and how it is made.

A picture carries in itself, as `shows`, what the page said where it was taken.
Only that part of the page counts, with its style and script: a claim that is
mended further down makes no picture older. `make pictures` makes those anew
that are older than what they show, and `ALL=1 make pictures` every one.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

from lxml import html as dom
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser, FloatRect, Page

from tests.docs.pages import DOCS

FOLDER = DOCS / "pictures"
# so that letters look alike on machines whose screens differ
FLAGS = ("--disable-lcd-text", "--font-render-hinting=none", "--hide-scrollbars")
COLOURS = 64
MARGIN = 24  # around an element, in pixels
_HASH = re.compile("sha256 [0-9a-f]{12,64}")
LARGEST = 150_000  # bytes: all of them are fetched by whoever opens the README


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page: from its top to the end of the screen, or one element of it.

    review   whose page: `study`, the one at the top of the repository, or
             `gardens`, as it is at the end of the tutorial
    to       the id of the element in which a picture from the top ends
    of       the id of the element that the picture is of; it is cut at `height`
    opened   what is opened in that element before, as a CSS selector
    """

    name: str
    review: str
    to: str = ""
    of: str = ""
    opened: str = ""
    width: int = 1440
    height: int = 900

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.png"


PICTURES = (
    Picture("report", "study", to="kind-main_element"),
    Picture("strategies", "study", of="kind-strategy"),
    Picture("finding", "study", of="f.inseparable", opened="details.claim"),
    Picture("phone", "study", to="q.strategies", width=390, height=844),
    Picture("gardens", "gardens", to="summary-of-findings"),
    Picture("gardens-phone", "gardens", to="summary-of-findings", width=390, height=844),
)


def shows(page: str, picture: Picture) -> str:
    """Return what stands for all that a picture shows of a page as it is built now."""
    tree = dom.fromstring(page)
    code = [part.text for part in tree.iter("style", "script") if part.get("type") is None]
    part = tree.get_element_by_id(picture.of or picture.to)
    if picture.to:
        above = part
        while above.tag != "body":
            for later in list(above.itersiblings()):
                later.getparent().remove(later)
            above = above.getparent()
        part = above
    parts = [*filter(None, code), dom.tostring(part, encoding="unicode", with_tail=False)]
    # a citation names the hash of what was read, another on another day: a lock has dates
    return hashlib.sha256(_HASH.sub("", "\0".join(parts)).encode()).hexdigest()


def shown(path: Path) -> str:
    """Return what a picture that was made carries of what it shows, "" if nothing."""
    if not path.exists():
        return ""
    with Image.open(path) as image:
        return str(image.info.get("shows", ""))


def make(picture: Picture, page: Path, browser: Browser) -> None:
    size = {"width": picture.width, "height": picture.height}
    context = browser.new_context(viewport=size, color_scheme="light", reduced_motion="reduce")
    opened = context.new_page()
    opened.goto(page.as_uri())
    taken = opened.screenshot(clip=_clip(opened, picture))
    context.close()
    image = Image.open(io.BytesIO(taken)).convert("RGB")
    kept = PngInfo()
    kept.add_text("shows", shows(page.read_text(encoding="utf-8"), picture))
    few = image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(picture.path, optimize=True, pnginfo=kept)


# a part that stands in what is folded is opened up to the page
_UNFOLD = """part => {
  for (let up = part; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
}"""


def _clip(page: Page, picture: Picture) -> FloatRect:
    """Bring what a picture is of onto the screen, and say where it stands there."""
    part = page.locator(f'[id="{picture.of or picture.to}"]')
    if picture.opened:
        inside = part.locator(picture.opened)
        assert inside.count(), f"{picture.name}: nothing there is `{picture.opened}`"
        inside.evaluate_all("all => all.forEach(one => { one.open = true })")
    if picture.of:
        part.evaluate(_UNFOLD)
        page.evaluate("document.body.style.visibility = 'hidden'")
        part.evaluate("part => { part.style.visibility = 'visible' }")
        # twice: what was never seen is laid out as it comes into sight
        for _ in range(2):
            part.evaluate("part => part.scrollIntoView({ block: 'start', behavior: 'instant' })")
            page.evaluate("margin => scrollBy({ top: -margin, behavior: 'instant' })", MARGIN)
            page.wait_for_timeout(200)
    box = part.bounding_box()
    assert box is not None, f"{picture.name}: the page does not show what it is of"
    if picture.of:
        left, top = box["x"] - MARGIN, max(box["y"] - MARGIN, 0)
        below = min(box["y"] + box["height"] + MARGIN, picture.height)
        return {"x": left, "y": top, "width": box["width"] + 2 * MARGIN, "height": below - top}
    below = box["y"] + box["height"]
    assert below >= picture.height, f"{picture.name}: more is seen than what ends at {below}"
    return {"x": 0, "y": 0, "width": picture.width, "height": picture.height}
