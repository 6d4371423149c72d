"""What the page shows of the codebook, and of what the review asks, as plain values for JSON."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping

from evidence.graph import Graph, elements_of
from evidence.model import Element
from evidence.serving.json_requests import Json
from evidence.serving.workspace import OpenReview
from evidence.yaml.item_changes import WrittenItem
from evidence.yaml.key_changes import written_keys

Items = Mapping[str, tuple[str, WrittenItem]]
_PREFIX = "el."  # of ids of elements, where a review does not do without


def elements_view(state: OpenReview, items: Items) -> Json:
    """Return every element with what uses it, and what elements are not chosen from here.

    Shape: an element whose `mark` is "" is laid out so that it cannot be changed here.
    """
    graph, said = state.graph, state.language
    used = _uses(graph)
    framework = graph.review.framework
    return {
        "elements": [
            _element(one, used.get(one.id, Counter()), items, said)
            for one in graph.elements.values()
        ],
        "prefix": element_prefix(graph),
        "facets": [
            {
                "id": facet.id,
                "label": facet.label.text_in(said),
                "definition": facet.definition.text_in(said),
                "values": [value.label.text_in(said) for value in facet.values.values()],
                "file": facet.where.at().file,
            }
            for facet in framework.facets.values()
        ],
        "file": framework.where.at().file,
    }


def element_prefix(graph: Graph) -> str:
    """Return how the id of a new element begins, as those that there are begin."""
    own = any(id_.startswith(_PREFIX) for id_ in graph.elements)
    return _PREFIX if own or not graph.elements else ""


def _element(one: Element, used: Counter[str], items: Items, said: str) -> Json:
    file, item = items.get(one.id, ("", None))
    return {
        "id": one.id,
        "label": one.label.text_in(said),
        "definition": one.definition.text_in(said),
        "also_called": list(one.also_called),
        "part_of": one.part_of or "",
        "origin": one.origin,
        "memo": one.memo,
        "used": dict(used),
        "file": file or one.where.at().file,
        "line": item.line if item else one.where.at().line,
        "mark": item.mark if item else "",
    }


def _uses(graph: Graph) -> Mapping[str, Counter[str]]:
    """Count what names each element: claims, proposals, findings, its parts, relations."""
    found: dict[str, Counter[str]] = {}

    def use(kind: str, *ids: str) -> None:
        for id_ in set(ids) - {""}:
            found.setdefault(id_, Counter())[kind] += 1

    for kind, claims in (("claims", graph.claims), ("proposals", graph.proposals)):
        for claim in claims.values():
            use(kind, *elements_of(claim), claim.defines)
    for finding in graph.findings.values():
        use("findings", *finding.elements)
    for element in graph.elements.values():
        use("parts", element.part_of or "")
    for arrow in graph.review.framework.relations:
        use("relations", arrow.subject, arrow.object)
    return found


def asked_view(state: OpenReview, items: Items) -> Json:
    """Return what the review is called and asks."""
    review, said = state.graph.review, state.language
    answered = Counter(id_ for f in state.graph.findings.values() for id_ in f.answers)
    questions = []
    for one in state.graph.questions.values():
        file, item = items.get(one.id, ("", None))
        questions.append(
            {
                "id": one.id,
                "text": one.text.text_in(said),
                "asked_by": one.asked_by,
                "findings": answered[one.id],
                "file": file or one.where.at().file,
                "line": item.line if item else one.where.at().line,
                "mark": item.mark if item else "",
            }
        )
    return {
        "title": review.title.text_in(said),
        "mark": title_mark(state),
        "questions": questions,
    }


def title_mark(state: OpenReview) -> str:
    """Return what tells this title from any other."""
    held = (written_keys(data, "review") or {} for _, data in state.given.claims)
    title = next((keys["title"] for keys in held if "title" in keys), None)
    return hashlib.sha256(json.dumps(title).encode()).hexdigest()[:16]
