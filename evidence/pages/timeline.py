"""When the sources of a review were published, by what the review says that they are."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.dates import read_year
from evidence.model import Facet, SourceFacts
from evidence.pages.translated import Translated
from evidence.pictures.timeline import DatedSource, Timeline

# More rows than these are a list and no picture.
MOST_KINDS = 8
_NOT_SAID = ""
_NOT_IDENTIFIED = {"candidate", "unknown"}


def timeline_of(review: Translated, sources: Iterable[str]) -> Timeline:
    """Return the sources by year, a row for each value of the first facet that sorts them.

    A source that the facet says nothing of has a row of its own, the last.
    """
    words, facet = review.words, _sorting(review)
    values = facet.values if facet else {}
    other = words("not stated") if facet else words("Sources")
    dots = tuple(_dated(review, key, facet) for key in sources)
    return Timeline(
        title=words("The sources by year"),
        kinds=(
            *((key, review.text(value.label)) for key, value in values.items()),
            (_NOT_SAID, other),
        ),
        sources=dots,
        unknown=words("no year"),
        hollow=words("hollow: the work is not identified")
        if not all(dot.identified for dot in dots)
        else "",
    )


def _sorting(review: Translated) -> Facet | None:
    """Return the first facet on sources that has few values, None if there is none."""
    facets = review.graph.review.framework.facets.values()
    few = (f for f in facets if f.on == "sources" and 2 <= len(f.values) <= MOST_KINDS)
    return next(few, None)


def _dated(review: Translated, key: str, facet: Facet | None) -> DatedSource:
    graph = review.graph
    facts = graph.review.sources.get(key) or SourceFacts(key)
    chosen = facts.facets.get(facet.id, ()) if facet else ()
    kind = next((value for value in chosen if facet and value in facet.values), _NOT_SAID)
    date = read_year(graph.sources[key].year)
    return DatedSource(
        name=review.source(key).label,
        year=date.first.year if date and date.first else None,
        kind=kind,
        identified=facts.identity not in _NOT_IDENTIFIED,
    )
