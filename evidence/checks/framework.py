"""The framework: its elements, relations and kinds of finding are declared and used."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks import targets
from evidence.checks.check import wrong
from evidence.checks.suggestions import Suggestions
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph


def unknown_finding_kind(graph: Graph) -> Iterator[Diagnostic]:
    """A finding is of a kind that the framework does not declare.

    Why:
        The report shows findings by kind; one of no kind has no place in it.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusoin
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
    """
    kinds = graph.review.framework.finding_kinds
    suggestions = Suggestions(kinds)
    for finding in graph.findings.values():
        if finding.kind and finding.kind not in kinds:
            message = (
                f"finding `{finding.id}` is of kind `{finding.kind}`, "
                "which the framework does not declare"
            )
            help_ = suggestions.help(finding.kind)
            yield wrong(message, finding.where.at("kind"), finding.id, help_)


def unused_finding_kind(graph: Graph) -> Iterator[Diagnostic]:
    """A kind of finding is declared, and no finding is of that kind.

    Why:
        It may be left over, or its findings are still to be written.

    Bad:
        framework:
          finding_kinds:
            obstacle: {label: Obstacle}

    Good:
        framework:
          finding_kinds:
            obstacle: {label: Obstacle}
        findings:
          - id: f.space
            kind: obstacle
            statement: Schools lack space.
            supported_by: [tasting_first, gardening_first]
    """
    used = {finding.kind for finding in graph.findings.values()}
    for key, kind in graph.review.framework.finding_kinds.items():
        if key not in used:
            yield wrong(f"no finding is of kind `{key}`", kind.where.key(), key)


def unknown_relation_type(graph: Graph) -> Iterator[Diagnostic]:
    """An arrow says something that the framework has no relation type for.

    Why:
        The diagram and its legend are drawn from the declared types.

    Bad:
        - id: tasting
          relates: [el.outcomes leads_too el.knowledge]

    Good:
        - id: tasting
          relates: [el.outcomes leads_to el.knowledge]
    """
    types = graph.review.framework.relation_types
    suggestions = Suggestions(types)
    for said, item, where, path, arrow in targets.arrows(graph):
        if arrow.type not in types:
            message = (
                f"{said} two elements by `{arrow.type}`, which is not one of the relation types"
            )
            yield wrong(message, where.at(*path), item, suggestions.help(arrow.type))


def stated_relation(graph: Graph) -> Iterator[Diagnostic]:
    """The framework draws an arrow that a claim states.

    Why:
        `relations` holds only arrows that nothing states; the others are drawn
        from their claims, and lead to them.

    Bad:
        framework:
          relations: [el.outcomes leads_to el.knowledge]
        claims:
          - id: tasting
            relates: [el.outcomes leads_to el.knowledge]

    Good:
        - id: tasting
          relates: [el.outcomes leads_to el.knowledge]
    """
    framework = graph.review.framework
    for index, arrow in enumerate(framework.relations):
        for claim in graph.stated.get(arrow, ())[:1]:
            message = f"claim `{claim}` states the arrow `{arrow}`"
            help_ = "take it out of `relations`: it is drawn from the claim"
            yield wrong(message, framework.where.at("relations", index), "", help_)


def unused_element(graph: Graph) -> Iterator[Diagnostic]:
    """No claim bears on an element, or on any part of it.

    Why:
        A theme without claims is a gap in the evidence, or left over.

    Bad:
        framework:
          elements:
            - {id: el.soil, label: Soil, origin: emergent}

    Good:
        framework:
          elements:
            - {id: el.soil, label: Soil, origin: emergent}
        claims:
          - id: soil
            elements: [el.soil]
    """
    used = graph.elements_with_claims()
    for element in graph.elements.values():
        if element.id not in used:
            parts = " or its parts" if graph.parts.get(element.id) else ""
            message = f"no claim bears on element `{element.id}`{parts}"
            yield wrong(message, element.where.at("id"), element.id)


def element_of_no_model(graph: Graph) -> Iterator[Diagnostic]:
    """An a-priori element does not say which model it comes from.

    Why:
        A reader tells what was brought to the texts from what was found in them.

    Bad:
        framework:
          elements:
            - {id: el.soil, label: Soil, origin: a_priori}
        claims:
          - id: soil
            elements: [el.soil]

    Good:
        framework:
          elements:
            - {id: el.soil, label: Soil, origin: a_priori, from: [kim2003]}
        claims:
          - id: soil
            elements: [el.soil]
    """
    for element in graph.elements.values():
        if element.origin == "a_priori" and not element.from_sources:
            message = f"element `{element.id}` is a priori and does not say from which model"
            help_ = "name the source under `from`, or say `origin: emergent`"
            yield wrong(message, element.where.at("origin"), element.id, help_)
