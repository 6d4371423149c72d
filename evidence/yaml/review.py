"""The files of a review, read: `claims.yaml` and `claims/**/*.yaml`."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace

from evidence.diagnostics import Diagnostic, Related, sort
from evidence.model import Review
from evidence.yaml import claims as coded
from evidence.yaml import framework as frame
from evidence.yaml.encoding import clean, escaped_controls
from evidence.yaml.gathering import gather
from evidence.yaml.items import Desk
from evidence.yaml.nodes import Pages, Slip
from evidence.yaml.parser import load
from evidence.yaml.recovery import recover
from evidence.yaml.rules import SEVERITIES


def read(files: Sequence[tuple[str, bytes]]) -> tuple[Review, tuple[Diagnostic, ...]]:
    """Return the review that the files hold, and everything that is wrong with them.

    Shape: each file with its path as the user sees it, `claims.yaml` first. It
           never fails: what cannot be read is reported and left out, and the
           rest is kept. An item (a claim, a finding, an element, a question)
           stays as long as its id can be read, with everything else of it that
           can; required values that cannot are empty ("", (), `Locator()`).
           Items without a readable id are left out. Repeated ids are kept.
    """
    # millions of values are made and none of them is garbage, so looking for
    # garbage among them again and again would only take half of the time
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(files)
    finally:
        if collecting:
            gc.enable()


def _read(files: Sequence[tuple[str, bytes]]) -> tuple[Review, tuple[Diagnostic, ...]]:
    cleaned = [clean(data) for _, data in files]
    pages = Pages([(file, text) for (file, _), (text, _) in zip(files, cleaned, strict=True)])
    found: list[Slip] = []
    trees = []
    for page, (_, oddities) in zip(pages, cleaned, strict=True):
        found += (
            slip._replace(start=slip.start + page.base, end=slip.end + page.base if slip.end else 0)
            for slip in oddities
        )
        loaded = load(page.text, page.base)
        if loaded.stop is not None:
            loaded = recover(page.text, loaded.stop, page.base)
        elif not loaded.slips and all(node is None for _, node in loaded.documents):
            hint = "delete it, or write what it should hold"
            found.append(Slip("empty-file", "the file holds nothing", page.base, help=hint))
        found += loaded.slips
        found += escaped_controls(page.text, (node for _, node in loaded.documents))
        trees.append((page, loaded.documents))
    gathered = gather(trees, found)
    desk = Desk(pages, found)
    framework = frame.framework(desk, gathered)  # first: its facets are keys of all that follows
    review = frame.review(desk, gathered)
    claims, findings = coded.claims_and_findings(desk, gathered, framework, review.of)
    review = replace(
        review,
        framework=framework,
        sources=coded.sources(desk, gathered, framework),
        claims=claims,
        findings=findings,
    )
    return review, sort(_diagnostic(slip, pages) for slip in found)


def _diagnostic(slip: Slip, pages: Pages) -> Diagnostic:
    return Diagnostic(
        slip.code,
        SEVERITIES[slip.code],
        _one_line(slip.message),
        pages.place(slip.start, slip.end),
        _one_line(slip.help),
        tuple(Related(pages.place(at), _one_line(message)) for at, message in slip.related),
        slip.item,
    )


def _one_line(text: str) -> str:
    """Return a message on one line, whatever it quotes: no control and no hidden characters."""
    if not text.isprintable():
        text = " ".join(text.split())
        text = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text)
    return text
