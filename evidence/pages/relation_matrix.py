"""The relations of the framework as a matrix: from each main element to each other one.

It holds what the diagram has no room for. A relation between two parts of one
element stands where the row of that element meets its own column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.pages.diagram import anchor_link, relation_anchor
from evidence.pages.diagram_outline import box_of, main_elements
from evidence.pages.marks import Mark, ground_mark
from evidence.pages.phrases import ItemLink
from evidence.pages.translated import Translated
from evidence.synthesis.relations import StatedRelation, relations

# A table with more columns cannot be read.
MOST_COLUMNS = 16


@dataclass(frozen=True, slots=True)
class RelationCell:
    """All relations from one main element, or a part of it, to another.

    Shape: `words` names their types, `ground` says what the best of them rests
           on; `href` leads to a single relation, or to the element of several.
    """

    href: str
    words: str
    relations: int
    claims: int
    said: str
    ground: Mark


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A main element that relations start at; a cell for each column, None for no relation."""

    element: ItemLink
    cells: tuple[RelationCell | None, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class RelationMatrix:
    """Main elements that relations start at, by those that they lead to.

    Shape: `left_out` are the columns with the fewest claims that found no room.
    """

    columns: tuple[ItemLink, ...] = ()
    rows: tuple[RelationRow, ...] = ()
    left_out: tuple[ItemLink, ...] = ()


def relation_matrix(review: Translated) -> RelationMatrix:
    """Return the relations of the framework as a matrix, empty where there is none."""
    graph = review.graph
    main = main_elements(graph)
    boxes = box_of(graph, main)
    found: dict[tuple[str, str], list[StatedRelation]] = {}
    for relation in relations(graph):
        ends = (boxes.get(relation.arrow.subject), boxes.get(relation.arrow.object))
        if ends[0] is not None and ends[1] is not None:
            found.setdefault((ends[0], ends[1]), []).append(relation)
    cells = {ends: _cell(review, ends[0], joined) for ends, joined in found.items()}
    weight: Counter[str] = Counter()
    for (_, object_), cell in cells.items():
        weight[object_] += cell.claims + 1
    heaviest = {key for key, _ in weight.most_common(MOST_COLUMNS)}
    columns = [key for key in main if key in heaviest]
    starts = {subject for subject, object_ in cells if object_ in heaviest}
    return RelationMatrix(
        columns=tuple(map(review.element, columns)),
        rows=tuple(_row(review, key, columns, cells) for key in main if key in starts),
        left_out=tuple(review.element(k) for k in main if k in weight and k not in heaviest),
    )


def _row(
    review: Translated,
    key: str,
    columns: Sequence[str],
    cells: dict[tuple[str, str], RelationCell],
) -> RelationRow:
    row = tuple(cells.get((key, column)) for column in columns)
    return RelationRow(review.element(key), row, sum(cell.claims for cell in row if cell))


def _cell(review: Translated, subject: str, found: Sequence[StatedRelation]) -> RelationCell:
    graph, words = review.graph, review.words
    claims = {claim for relation in found for claim in relation.claims}
    arrow = found[0].arrow
    types = graph.review.framework.relation_types
    named = dict.fromkeys(review.text(types[r.arrow.type].label) for r in found)
    ground = "own" if any(relation.own for relation in found) else "drawn"
    if any(relation.cited for relation in found):
        clear = any(relation.cited and not relation.only_implied for relation in found)
        ground = "cited" if clear else "implied"
    return RelationCell(
        href=anchor_link(relation_anchor(arrow) if len(found) == 1 else subject),
        words=", ".join(named),
        relations=len(found),
        claims=len(claims),
        said=words.count(len(claims), "{n} claim", "{n} claims") if claims else words("no claim"),
        ground=ground_mark(words, ground, one_study=bool(graph.review.of)),
    )
