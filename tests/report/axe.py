"""The axe that pages are held to: the newest one where npm gives it, else that of our package."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import tarfile
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page

NEWEST = "4.14.1"
# of axe.min.js in that release
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
KEPT = Path(__file__).resolve().parents[2] / ".cache" / f"axe-{NEWEST}.min.js"
SECONDS = 90
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong is asked for: to tell of all that is right takes longer than to look.
VIOLATIONS = """([tags, off]) => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, rules: Object.fromEntries(off.map(r => [r, {enabled: false}])),
  resultTypes: ['violations'],
}).then(found => found.violations.flatMap(v => v.nodes.slice(0, 3).map(n => [v.id, n.html.slice(0, 200), n.failureSummary])))"""


@cache
def axe() -> str:
    """The script of axe."""
    newest = kept() or fetched()
    return newest or files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page: Page, *off: str) -> list[list[str]]:
    """What axe finds wrong in a page as it is now, without the rules that are turned off."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(axe())
    return page.evaluate(VIOLATIONS, [TAGS, off])


def kept() -> str:
    """The newest one as an earlier run of the tests left it here, "" if there is none."""
    text = KEPT.read_bytes() if KEPT.exists() else b""
    return text.decode() if hashlib.sha256(text).hexdigest() == SHA256 else ""


def fetched() -> str:
    """The newest one from npm, "" where there is no npm or it gives none; other bytes are an error."""
    npm = shutil.which("npm")
    if npm is None:
        return ""
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"axe-core@{NEWEST}", "--silent", "--pack-destination", folder]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, cwd=folder)
        except (OSError, subprocess.SubprocessError):
            return ""
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as archive:
            member = archive.extractfile("package/axe.min.js") or io.BytesIO()
            text = member.read()
        assert hashlib.sha256(text).hexdigest() == SHA256, "npm gives another axe"
        KEPT.parent.mkdir(exist_ok=True)
        aside = KEPT.with_suffix(f".{os.getpid()}")
        aside.write_bytes(text)
        aside.replace(KEPT)
    return text.decode()
