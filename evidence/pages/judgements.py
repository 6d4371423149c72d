"""How findings were judged, counted in words: the strip of a question, the bar of a review."""

from __future__ import annotations

from evidence.pages.marks import told_mark
from evidence.pages.phrases import ItemLink
from evidence.pages.translated import Translated
from evidence.synthesis.judgements import Tally


def told_views(review: Translated, tally: Tally) -> tuple[ItemLink, ...]:
    """Return how many findings were judged in each way, the weakest first, and which these are.

    Each leads to the first of them; the numbers of all stand beside.
    """
    return tuple(
        ItemLink(
            review.href(findings[0]),
            review.words(
                "{judgement}: {n} ({list})",
                judgement=told_mark(review.words, way).words,
                n=review.words.number(len(findings)),
                list=", ".join(review.numbers[key] for key in findings),
            ),
        )
        for way, findings in tally.findings.items()
    )
