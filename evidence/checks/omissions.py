"""Omissions: findings that say what the study leaves out name it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph

# what a finding that says what was left out may not have
_REFUSED = (
    "stated_in",
    "supported_by",
    "contradicted_by",
    "qualified_by",
    "gaps",
    "fit",
    "resolution",
    "assessment",
)


def missing_concerns(graph: Graph) -> Iterator[Diagnostic]:
    """A finding says that something is left out, and does not name it.

    Why:
        A reader can follow an omission only to the claims or findings that the
        study makes and then leaves out.

    Bad:
        framework:
          finding_kinds:
            omission: {label: Left out, judged: false, concerns: true}
        findings:
          - id: f.left_out
            kind: omission
            statement: The conclusion does not mention gardening.
            answers: [q.learning]

    Good:
        framework:
          finding_kinds:
            omission: {label: Left out, judged: false, concerns: true}
        findings:
          - id: f.left_out
            kind: omission
            statement: The conclusion does not mention gardening.
            answers: [q.learning]
            concerns: [gardening_first]
    """
    for finding in graph.findings.values():
        kind = graph.review.framework.finding_kinds.get(finding.kind)
        if kind is not None and kind.concerns and not finding.concerns:
            message = f"finding `{finding.id}` does not name what is left out"
            help_ = "name claims or findings under `concerns`"
            yield wrong(message, finding.where.at("id"), finding.id, help_)


def concerns_of_others(graph: Graph) -> Iterator[Diagnostic]:
    """A finding names what it concerns, and is of a kind that says what was left out by no one.

    Why:
        `concerns` supports nothing and speaks against nothing: only a kind of
        finding that says so (`concerns: true`) tells what a study leaves out.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            concerns: [gardening_first]

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
    """
    for finding in graph.findings.values():
        kind = graph.review.framework.finding_kinds.get(finding.kind)
        if finding.concerns and kind is not None and not kind.concerns:
            message = f"finding `{finding.id}` has `concerns`, and `{kind.id}` is no such kind"
            help_ = f"name it under `background`, or say `concerns: true` of the kind `{kind.id}`"
            yield wrong(message, finding.where.key("concerns"), finding.id, help_)


def omission_with_more(graph: Graph) -> Iterator[Diagnostic]:
    """A finding that says what is left out has support, a judgement, or another list of its own.

    Why:
        That something is missing is seen in the text: there is nothing to cite,
        and nothing to judge.

    Bad:
        framework:
          finding_kinds:
            omission: {label: Left out, judged: false, concerns: true}
        findings:
          - id: f.left_out
            kind: omission
            statement: The conclusion does not mention gardening.
            concerns: [gardening_first]
            supported_by: [gardening_first]

    Good:
        framework:
          finding_kinds:
            omission: {label: Left out, judged: false, concerns: true}
        findings:
          - id: f.left_out
            kind: omission
            statement: The conclusion does not mention gardening.
            concerns: [gardening_first]
            background: [tasting_first]
    """
    for finding in graph.findings.values():
        kind = graph.review.framework.finding_kinds.get(finding.kind)
        if kind is None or not kind.concerns:
            continue
        for key in _REFUSED:
            if getattr(finding, key):
                message = f"finding `{finding.id}` says what is left out, and has `{key}`"
                help_ = "an omission has `concerns`, `answers`, `elements` and `background`"
                yield wrong(message, finding.where.key(key), finding.id, help_)
