"""The result of a review: a sentence by people, filled with what is counted."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.graph import Graph
from evidence.synthesis.judgements import JUDGED, Told, bar
from evidence.synthesis.voices import voices

# the names that may stand in braces in `review.result`
NAMES = (
    "judged",
    *(told.value for told in JUDGED[::-1]),
    Told.NOT_DUE.value,
    Told.OWN_CITATION.value,
    "findings",
    "claims",
    "sources",
    "studies",
)


def counts(graph: Graph) -> Mapping[str, int]:
    """Return what each name in the result stands for, judgements as the bar counts them."""
    held = bar(graph)
    known = voices(graph)
    used = {key for key in graph.claims_of if key in graph.sources and key != graph.review.of}
    return {
        "judged": held.judged,
        **{told.value: held.count(told) for told in Told},
        "findings": len(graph.findings),
        "claims": len(graph.claims),
        "sources": len({known.work.get(key, key) for key in used}),
        "studies": len({known.study_of(key) for key in used - known.withdrawn}),
    }
