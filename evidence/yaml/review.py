"""The files of a review, read: `claims.yaml` and `claims/**/*.yaml`."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace

from evidence.diagnostics import Diagnostic, sort
from evidence.model import Review
from evidence.yaml import claims as coded
from evidence.yaml import framework as frame
from evidence.yaml.encoding import clean, escaped_controls
from evidence.yaml.gathering import gather
from evidence.yaml.items import ItemReader
from evidence.yaml.nodes import Pages
from evidence.yaml.recovery import load_all


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
    cleaned = [clean(data, file) for file, data in files]
    pages = Pages([(file, text) for (file, _), (text, _) in zip(files, cleaned, strict=True)])
    found: list[Diagnostic] = []
    trees = []
    for page, (_, oddities) in zip(pages, cleaned, strict=True):
        found += oddities
        loaded = load_all(page.text, page.base, pages)
        if not loaded.found and all(node is None for _, node in loaded.documents):
            hint = "delete it, or write what it should hold"
            found.append(pages.wrong("empty-file", "the file holds nothing", page.base, help=hint))
        found += loaded.found
        found += escaped_controls(page.text, (node for _, node in loaded.documents), pages)
        trees.append((page, loaded.documents))
    gathered = gather(trees, pages, found)
    reader = ItemReader(pages, found)
    framework = frame.framework(reader, gathered)  # first: its facets are keys of all that follows
    review = frame.review(reader, gathered)
    claims, findings = coded.claims_and_findings(reader, gathered, framework, review.of)
    review = replace(
        review,
        framework=framework,
        sources=coded.sources(reader, gathered, framework),
        parties=coded.parties(reader, gathered),
        claims=claims,
        findings=findings,
    )
    return review, sort(found)
