"""What the board of findings shows, as plain values for JSON.

A finding comes as its file has it, keys and all, so that what is written back
is what was there, but for what somebody changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.diagnostics import Severity
from evidence.model import FindingKind
from evidence.model.findings import ADDITIONS, CONCERNS, CONFIDENCES, Judgement
from evidence.serving.json_requests import Json
from evidence.serving.workspace import OpenReview
from evidence.yaml.item_changes import WrittenItem

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")


def findings_view(state: OpenReview, items: Mapping[str, tuple[str, WrittenItem]]) -> Json:
    """Return the findings with what can be chosen for each.

    Shape: a finding whose `mark` is "" is laid out so that it cannot be changed here.
    """
    graph, said = state.graph, state.language
    review = graph.review
    told: dict[str, list[Json]] = {}
    for one in state.checked.diagnostics:
        if one.item in graph.findings and one.severity is not Severity.NOTE:
            told.setdefault(one.item, []).append(
                {"severity": one.severity.value, "code": one.code, "message": one.message,
                 "help": one.help, "field": ""}
            )  # fmt: skip
    findings = []
    for finding in graph.findings.values():
        file, item = items.get(finding.id, ("", None))
        findings.append(
            {
                "id": finding.id,
                "statement": finding.statement.text_in(said),
                "kind": finding.kind,
                "judgement": finding.fit.judgement.value if finding.fit else "",
                "confidence": finding.assessment.confidence if finding.assessment else "",
                "keys": dict(item.keys) if item else {},
                "told": told.get(finding.id, []),
                "file": file,
                "line": item.line if item else finding.where.at().line,
                "mark": item.mark if item else "",
            }
        )
    return {
        "findings": findings,
        "kinds": [_kind(kind, said) for kind in review.framework.finding_kinds.values()],
        "questions": [
            {"id": one.id, "label": one.text.text_in(said)} for one in graph.questions.values()
        ],
        "facets": [
            {
                "id": facet.id,
                "label": facet.label.text_in(said),
                "required": facet.required,
                "values": [
                    {"id": value.id, "label": value.label.text_in(said)}
                    for value in facet.values.values()
                ],
            }
            for facet in review.framework.facets.values()
            if facet.on == "findings"
        ],
        "judgements": [one.value for one in Judgement],
        "additions": list(ADDITIONS),
        "concerns": list(CONCERNS),
        "confidences": list(CONFIDENCES),
        "components": list(COMPONENTS),
        "languages": list(review.languages),
        "language": said,
        "study": bool(review.of),
    }


def _kind(kind: FindingKind, said: str) -> Json:
    return {
        "id": kind.id,
        "label": kind.label.text_in(said),
        "plural": (kind.plural or kind.label).text_in(said),
        "judged": kind.judged,
        "concerns": kind.concerns,
        "cells": [{"id": cell.id, "label": cell.label.text_in(said)} for cell in kind.cells],
    }
