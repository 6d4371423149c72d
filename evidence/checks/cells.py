"""Cells: each is filled by claims, or its gap is explained, and never both."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.checks.suggestions import Suggestions
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph
from evidence.model import Finding
from evidence.synthesis.cells import meets
from evidence.synthesis.claim_sets import claim_sets


def unknown_cell(graph: Graph) -> Iterator[Diagnostic]:
    """A gap is explained in a cell that the kind of finding does not have.

    Why:
        The explanation would stand nowhere.

    Bad:
        findings:
          - id: f.tasting
            kind: strategy
            statement: Taste first.
            supported_by: [tasting_first, gardening_first]
            gaps: {contry: Nothing is said of the country.}

    Good:
        findings:
          - id: f.tasting
            kind: strategy
            statement: Taste first.
            supported_by: [tasting_first, gardening_first]
            gaps: {country: Nothing is said of the country.}
    """
    for finding in graph.findings.values():
        kind = graph.review.framework.finding_kinds.get(finding.kind)
        cells = {cell.id for cell in kind.cells} if kind else set()
        for key in finding.gaps if kind else ():
            if key not in cells:
                message = f"finding `{finding.id}` explains a gap in `{key}`, which is not a cell"
                message += f" of `{finding.kind}`" if cells else f": `{finding.kind}` has no cells"
                help_ = Suggestions(cells).help(key)
                path = ("gaps", key)
                yield wrong(message, finding.where.key(*path), finding.id, help_)


def empty_cell(graph: Graph) -> Iterator[Diagnostic]:
    """A cell of a finding has no claim, and nothing says why.

    Why:
        A reader cannot tell a gap in the evidence from one in the coding.

    Bad:
        findings:
          - id: f.tasting
            kind: strategy
            statement: Taste first.
            supported_by: [tasting_first, gardening_first]

    Good:
        findings:
          - id: f.tasting
            kind: strategy
            statement: Taste first.
            supported_by: [tasting_first, gardening_first]
            gaps: {country: Nothing is said of the country.}
    """
    for finding, cell, filled in _cells(graph):
        if not filled and cell not in finding.gaps:
            message = f"the cell `{cell}` of finding `{finding.id}` is empty"
            help_ = f"say why under `gaps`: `{cell}: …`"
            yield wrong(message, finding.where.at("id"), finding.id, help_)


def filled_gap(graph: Graph) -> Iterator[Diagnostic]:
    """A gap is explained in a cell that claims fill.

    Why:
        The report would say that there is nothing, beside what there is.

    Bad:
        findings:
          - id: f.tasting
            kind: strategy
            statement: Taste first.
            supported_by: [tasting_first, gardening_first]
            gaps: {town: Nothing is said of the town., country: Nor of the country.}

    Good:
        findings:
          - id: f.tasting
            kind: strategy
            statement: Taste first.
            supported_by: [tasting_first, gardening_first]
            gaps: {country: Nothing is said of the country.}
    """
    for finding, cell, filled in _cells(graph):
        if filled and cell in finding.gaps:
            message = (
                f"finding `{finding.id}` explains a gap in `{cell}`, which claim `{filled}` fills"
            )
            path = ("gaps", cell)
            yield wrong(message, finding.where.key(*path), finding.id)


def _cells(graph: Graph) -> Iterator[tuple[Finding, str, str]]:
    """Yield each cell of each finding, with the first claim that fills it."""
    kinds = {name: k for name, k in graph.review.framework.finding_kinds.items() if k.cells}
    if not kinds:
        return
    under = claim_sets(graph)
    meeting = {
        (name, cell.id): under.of(claim.id for claim in under.claims if meets(claim, cell))
        for name, kind in kinds.items()
        for cell in kind.cells
    }
    for finding in graph.findings.values():
        if finding.kind not in kinds:
            continue
        named = under.named(finding)
        for cell in kinds[finding.kind].cells:
            filling = named & meeting[finding.kind, cell.id]
            yield finding, cell.id, under.first(filling).id if filling else ""
