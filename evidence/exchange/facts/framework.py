"""The framework and the questions as tables."""

from __future__ import annotations

from evidence.exchange.columns import Column, Table, choice, columns_of, flag, text, whole
from evidence.exchange.facts.facets import place_columns
from evidence.graph import Graph
from evidence.model import Element, FacetValue, Question
from evidence.synthesis.relations import relations

# Field of an element -> the table that holds it, "" where none does.
ELSEWHERE = {"from_sources": "element_source", "allow": "diagnostics"}


def framework_tables(graph: Graph) -> dict[str, Table]:
    """Return the elements, the arrows between them, the values of facets and the questions."""
    elements = tuple(graph.elements.values())
    facets = graph.review.framework.facets.values()
    types = graph.review.framework.relation_types
    return {
        "elements": Table(
            "an element of the framework",
            (
                *columns_of(Element, without=ELSEWHERE),
                *count_columns(graph),
                *place_columns(),
            ),
            elements,
        ),
        "element_source": Table(
            "a source that an element is taken from",
            (text("element", "the element", "0"), text("source", "the source", "1")),
            tuple((element.id, key) for element in elements for key in element.from_sources),
        ),
        "relations": Table(
            "an arrow between two elements",
            (
                text("subject", "the element that it begins at", "arrow.subject"),
                choice("type", "what it says", "arrow.type", types),
                text("object", "the element that it leads to", "arrow.object"),
                whole("cited", "claims that state it, cited", lambda r: len(r.cited)),
                whole(
                    "implied", "those that a citation only stands near", lambda r: len(r.implied)
                ),
                whole("own", "claims of the study's own that state it", lambda r: len(r.own)),
            ),
            relations(graph),
        ),
        "facets": Table(
            "a value of a facet that the framework declares",
            (
                text("facet", "the facet", "0.id"),
                text("on", "claims, sources or findings", "0.on"),
                text("facet_label", "what the facet is called", "0.label"),
                flag("required", "whether each of them needs it", "0.required"),
                text("value", "the value", "1.id"),
                *columns_of(FacetValue, value="1"),
            ),
            tuple((facet, value) for facet in facets for value in facet.values.values()),
        ),
        "questions": Table(
            "a question",
            (*columns_of(Question), *place_columns()),
            tuple(graph.questions.values()),
        ),
    }


def count_columns(graph: Graph) -> tuple[Column, Column]:
    """Return how many claims bear on an element, and how many of them are the study's own."""
    about = graph.claims_about

    def own(element: Element) -> int:
        return sum(graph.is_own(graph.claims[claim]) for claim in about.get(element.id, ()))

    return (
        whole("claims", "claims that bear on it", lambda element: len(about.get(element.id, ()))),
        whole("own", "those of them that are the study's own", own),
    )
