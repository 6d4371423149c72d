"""The framework in Markdown: elements as a nested list, relations, wide maps.

Nesting is indentation, and everything that belongs to an element stays in one
item of the list, so that its parts are the only lists inside of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.pages.diagram import Diagram, Sign
from evidence.pages.evidence_map import MapCell, MapRowView, MapView
from evidence.pages.framework import ElementView, RelationView
from evidence.pages.phrases import ItemLink, Phrase
from evidence.report.flavours import linked
from evidence.report.markdown_parts import BREAK, DOT, Parts

# How the lines of the diagram look, in characters.
_SAMPLES = {Sign.CITED: "━━▸ ", Sign.UNCITED: "╌╌▸ "}


def element(parts: Parts, view: ElementView) -> str:
    """Return one element with everything that bears on it, below its whole."""
    hang = "  " * view.depth
    label = parts.flavour.anchored(view.id, f"**{parts.flavour.phrase(view.label)}**")
    head = f"{label} — {parts.flavour.text(view.counts)}"
    return f"{hang}- " + f"{BREAK}{hang}  ".join((head, *_about(parts, view)))


def relation(parts: Parts, view: RelationView) -> str:
    """Return an arrow with what it rests on, where links to it lead."""
    words = f"*{_inside(parts, view.words)}*"
    said = " ".join((parts.ref(view.subject), words, parts.ref(view.object)))
    said = f"{parts.flavour.anchored(view.anchor, said)} — {parts.mark(view.ground)}"
    claims = (*view.claims.shown, *view.claims.rest)
    return f"{said} {parts.refs(claims)}" if claims else said


def map_cell(parts: Parts, cell: MapCell, row: MapRowView, gaps: bool = True) -> str:
    """Return a cell of the evidence map: how many claims, linked to them, or a gap."""
    if not cell.count:
        return parts.words("gap") if gaps else ""
    href = (cell.count == 1 and cell.claims[0].href) or row.element.href
    count = linked(parts.flavour, ItemLink(href, str(cell.count)))
    if not cell.own:
        return count
    return f"{count} ({parts.words('{n} own', n=cell.own)})"


def map_list(parts: Parts, view: MapView) -> str:
    """Return an evidence map of many columns as a list: what each element has, gaps left out."""
    listed = []
    for row in view.rows:
        cells = [
            f"{parts.ref(column)} {map_cell(parts, cell, row)}"
            for column, cell in zip(view.columns, row.cells, strict=True)
            if cell.count
        ]
        head = f"{'  ' * row.depth}- {parts.ref(row.element)} ({row.total})"
        listed.append(f"{head}: {DOT.join(cells)}" if cells else head)
    return "\n".join(listed)


def legend(view: Diagram) -> str:
    """Return the legend of the diagram with its lines drawn in characters."""
    return DOT.join(f"{_SAMPLES.get(entry.sign, '')}{entry.label}" for entry in view.legend)


def _about(parts: Parts, view: ElementView) -> Iterator[str]:
    """Yield the lines below an element's label."""
    words, flavour = parts.words, parts.flavour
    if view.definition.text:
        yield flavour.phrase(view.definition)
    yield "; ".join(_origin(parts, view))
    for claim in view.definitions:
        said = f"{words('defined:')} {flavour.phrase(claim.statement)} — {parts.cites(claim)}"
        yield f"{said}{DOT}{parts.own_id(claim)}"
    if arrows := "; ".join(_arrows(parts, view)):
        yield arrows
    if view.findings:
        yield f"{words('Findings about it:')} {parts.refs(view.findings)}"
    if view.claims:
        yield f"{words('Claims:')} {parts.refs(view.claims)}"


def _arrows(parts: Parts, view: ElementView) -> Iterator[str]:
    """Yield where the arrows of an element lead, those of one kind together."""
    kinds: dict[str, list[str]] = {}
    for arrow in view.relations:
        if arrow.anchor.startswith(f"{view.id}~"):
            said = parts.ref(arrow.object)
            if arrow.ground.code not in ("cited", "read"):
                said = f"{said} ({parts.flavour.text(arrow.ground.words)})"
            kinds.setdefault(_inside(parts, arrow.words), []).append(said)
    for words, objects in kinds.items():
        yield f"*{words}* {', '.join(objects)}"


def _inside(parts: Parts, phrase: Phrase) -> str:
    """Return the words of a relation as they stand inside of a sentence."""
    text = phrase.text
    small = text[:1].lower() + text[1:] if text[1:2].islower() else text
    return parts.flavour.phrase(Phrase(small, phrase.language))


def _origin(parts: Parts, view: ElementView) -> Iterator[str]:
    words, flavour = parts.words, parts.flavour
    origin = flavour.text(view.origin)
    yield f"{origin}, {words('from')} {parts.refs(view.models)}" if view.models else origin
    if view.also_called:
        yield f"{words('also called')} {flavour.text(view.also_called)}"
    if view.parent:
        yield f"{words('part of')} {parts.ref(view.parent)}"
