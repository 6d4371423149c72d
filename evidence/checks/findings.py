"""Findings: they answer the questions, and name what speaks against them."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph, Role
from evidence.synthesis.claim_sets import claim_sets
from evidence.synthesis.tensions import tensions


def unanswered_question(graph: Graph) -> Iterator[Diagnostic]:
    """No finding answers a question.

    Why:
        A review is read for its answers; that there is none is a finding too.

    Bad:
        review:
          questions:
            - {id: q.cost, text: "What does a garden cost?"}

    Good:
        review:
          questions:
            - {id: q.cost, text: "What does a garden cost?"}
        findings:
          - id: f.cost
            kind: conclusion
            statement: Nobody has counted.
            answers: [q.cost]
            supported_by: [tasting_first, gardening_first]
    """
    answered = {key for finding in graph.findings.values() for key in finding.answers}
    for question in graph.questions.values():
        if question.id not in answered:
            message = f"no finding answers question `{question.id}`"
            help_ = f"name it under `answers` of a finding: `answers: [{question.id}]`"
            yield wrong(message, question.where.at("id"), question.id, help_)


def missing_resolution(graph: Graph) -> Iterator[Diagnostic]:
    """A finding is contradicted and does not say how that is resolved.

    Why:
        A contradiction is evidence. It is `unresolved`, or there is a condition
        under which the finding holds; a reader must be told which.

    Bad:
        claims:
          - id: no_effect
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            contradicted_by: [no_effect]

    Good:
        claims:
          - id: no_effect
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            contradicted_by: [no_effect]
            resolution: unresolved
    """
    for finding in graph.findings.values():
        if finding.contradicted_by and not finding.resolution:
            message = f"finding `{finding.id}` is contradicted and has no `resolution`"
            help_ = "say `resolution: unresolved`, or under which condition the finding holds"
            yield wrong(message, finding.where.key("contradicted_by"), finding.id, help_)


def unnamed_contradiction(graph: Graph) -> Iterator[Diagnostic]:
    """A claim contradicts one that supports a finding, and the finding does not name it.

    Why:
        A finding that leaves out what speaks against it looks firmer than it is.

    Bad:
        claims:
          - id: tasting
          - id: no_effect
            contradicts: [tasting]
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting, gardening_first]

    Good:
        claims:
          - id: tasting
          - id: no_effect
            contradicts: [tasting]
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting, gardening_first]
            contradicted_by: [no_effect]
            resolution: unresolved
    """
    found = tensions(graph)
    if not found:
        return
    under = claim_sets(graph)
    named: dict[str, int] = {}
    for tension in found:
        for claim, against in (
            (tension.claim, tension.against),
            (tension.against, tension.claim),
        ):
            for use in graph.uses.get(claim, ()):
                finding = graph.findings[use.finding]
                if use.role is not Role.SUPPORTED_BY or against in finding.stated_in:
                    continue
                if finding.id not in named:
                    named[finding.id] = under.named(finding)
                if not named[finding.id] & under.of((against,)):
                    message = (
                        f"finding `{finding.id}` does not name `{against}`, "
                        f"which contradicts `{claim}`, its support"
                    )
                    help_ = f"name it under `contradicted_by` or `qualified_by`: `{against}`"
                    path = ("supported_by", finding.supported_by.index(claim))
                    yield wrong(message, finding.where.at(*path), finding.id, help_)


def both_sides(graph: Graph) -> Iterator[Diagnostic]:
    """A finding names one item as support and as contradiction.

    Why:
        It cannot be both: one of the two is a slip, or the finding says two things.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            contradicted_by: [gardening_first]
            resolution: unresolved

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            qualified_by: [gardening_first]
    """
    for finding in graph.findings.values():
        for index, key in enumerate(finding.contradicted_by):
            if key in finding.supported_by:
                message = f"finding `{finding.id}` is supported and contradicted by `{key}`"
                path = ("contradicted_by", index)
                yield wrong(message, finding.where.at(*path), finding.id)
