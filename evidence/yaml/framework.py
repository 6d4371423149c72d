"""What frames a review: the review itself, its questions, its framework."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Arrow, Element, Facet, Framework, Question, RelationType, Review
from evidence.yaml import nouns, shapes
from evidence.yaml.gathering import ITEMS, Gathered
from evidence.yaml.items import Desk
from evidence.yaml.nodes import Entries, Items, Slip, Spot, pairs
from evidence.yaml.owner import Owner
from evidence.yaml.refused import slips
from evidence.yaml.shapes import Read, Shape


def framework(desk: Desk, gathered: Gathered) -> Framework:
    """Return the framework."""
    tree = gathered.framework
    read, spot = _own(desk, gathered, "framework", tree, shapes.FRAMEWORK)
    facets = {facet.id: facet for facet in _facets(desk, tree)}
    return nouns.made(
        Framework,
        read,
        facets=facets,
        finding_kinds={
            item[0]: nouns.finding_kind(*item, facets)
            for item in desk.keyed(tree, "finding_kinds", shapes.FINDING_KIND)
        },
        elements=tuple(
            nouns.made(Element, read, where=at)
            for read, at in desk.listed(tree, "elements", shapes.ELEMENT)
        ),
        relation_types={
            name: nouns.made(RelationType, read, name, where=at)
            for name, read, at in desk.keyed(tree, "relation_types", shapes.RELATION_TYPE)
        },
        relations=tuple(_relations(desk, tree)),
        where=spot,
    )


def review(desk: Desk, gathered: Gathered) -> Review:
    """Return the review without its framework, and without what is read in it."""
    tree = gathered.review
    read, spot = _own(desk, gathered, "review", tree, shapes.REVIEW)
    if "languages" in read:
        read["languages"] = list(dict.fromkeys(read["languages"]))
    questions = tuple(
        nouns.made(Question, read, where=at)
        for read, at in desk.listed(tree, "questions", shapes.QUESTION)
    )
    return nouns.made(Review, read, questions=questions, where=spot)


def _own(
    desk: Desk, gathered: Gathered, name: str, tree: Entries, shape: Shape
) -> tuple[Read, Spot]:
    """Return the entries of a section that are not lists or mappings of items."""
    start = gathered.starts.get(name, 0)
    own = Entries(tree.start)
    own.lost = tree.lost
    for (key, node), (at, value_at) in zip(tree.items(), pairs(tree), strict=True):
        if key not in ITEMS:
            own.put(key, node, at, value_at)
    owner = Owner(f"`{name}`", Spot(desk.pages, own, start, name), shape.fields)
    return desk.read(shape, own, owner) or {}, Spot(desk.pages, tree, start, name)


def _facets(desk: Desk, tree: Entries) -> Iterator[Facet]:
    for name, read, spot in desk.keyed(tree, "facets", shapes.FACET):
        if name in shapes.TAKEN:
            message = f"the facet `{name}` bears the name of a field"
            hint = "give it another name: fields and facets are keys of the same items"
            desk.slips.append(Slip("facet-named-as-field", message, *spot.stretch(()), hint))
        else:
            yield nouns.made(Facet, read, name, where=spot)


def _relations(desk: Desk, tree: Entries) -> Iterator[Arrow]:
    written = tree.get("relations")
    if not isinstance(written, Items):
        return
    for node, at in zip(written, written.marks, strict=True):
        refused = shapes.RELATION.refused(node)
        if refused:
            spot = Spot(desk.pages, node, at)
            desk.slips += slips(refused, Owner("an item of `relations`", spot))
        elif isinstance(node, str):
            yield nouns.arrow(node)
