"""What frames a review: the review itself, its questions, its framework."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Arrow, Element, Facet, Framework, Question, RelationType, Review
from evidence.yaml import nouns, shapes
from evidence.yaml.gathering import ITEMS, Gathered
from evidence.yaml.items import ItemReader
from evidence.yaml.key_suggestions import NamedItem
from evidence.yaml.nodes import Entries, Items, Spot, pairs
from evidence.yaml.refusal_messages import told
from evidence.yaml.shapes import Read, Shape


def framework(reader: ItemReader, gathered: Gathered) -> Framework:
    """Return the framework."""
    tree = gathered.framework
    read, spot = _own(reader, gathered, "framework", tree, shapes.FRAMEWORK)
    facets = {facet.id: facet for facet in _facets(reader, tree)}
    return nouns.made(
        Framework,
        read,
        facets=facets,
        finding_kinds={
            item[0]: nouns.finding_kind(*item, facets)
            for item in reader.keyed(tree, "finding_kinds", shapes.FINDING_KIND)
        },
        elements=tuple(
            nouns.made(Element, read, where=at)
            for read, at in reader.listed(tree, "elements", shapes.ELEMENT)
        ),
        relation_types={
            name: nouns.made(RelationType, read, name, where=at)
            for name, read, at in reader.keyed(tree, "relation_types", shapes.RELATION_TYPE)
        },
        relations=tuple(_relations(reader, tree)),
        where=spot,
    )


def review(reader: ItemReader, gathered: Gathered) -> Review:
    """Return the review without its framework, and without what is read in it."""
    tree = gathered.review
    read, spot = _own(reader, gathered, "review", tree, shapes.REVIEW)
    if "languages" in read:
        read["languages"] = list(dict.fromkeys(read["languages"]))
    questions = tuple(
        nouns.made(Question, read, where=at)
        for read, at in reader.listed(tree, "questions", shapes.QUESTION)
    )
    return nouns.made(Review, read, questions=questions, where=spot)


def _own(
    reader: ItemReader, gathered: Gathered, name: str, tree: Entries, shape: Shape
) -> tuple[Read, Spot]:
    """Return the entries of a section that are not lists or mappings of items."""
    start = gathered.starts.get(name, 0)
    own = Entries(tree.start)
    own.lost = tree.lost
    for (key, node), (at, value_at) in zip(tree.items(), pairs(tree), strict=True):
        if key not in ITEMS:
            own.put(key, node, at, value_at)
    holder = NamedItem(f"`{name}`", Spot(reader.pages, own, start, name), shape.fields)
    return reader.read(shape, own, holder) or {}, Spot(reader.pages, tree, start, name)


def _facets(reader: ItemReader, tree: Entries) -> Iterator[Facet]:
    for name, read, spot in reader.keyed(tree, "facets", shapes.FACET):
        if name in shapes.SINCE:
            message = f"the facet `{name}` bears the name of a field that came later"
            hint = f"it stays a facet; give it another name to use the field `{name}`"
            reader.found.append(
                reader.pages.wrong("facet-before-field", message, *spot.stretch(()), hint)
            )
            yield nouns.made(Facet, read, name, where=spot)
        elif name in shapes.TAKEN:
            message = f"the facet `{name}` bears the name of a field"
            hint = "give it another name: fields and facets are keys of the same items"
            wrong = reader.pages.wrong("facet-named-as-field", message, *spot.stretch(()), hint)
            reader.found.append(wrong)
        else:
            yield nouns.made(Facet, read, name, where=spot)


def _relations(reader: ItemReader, tree: Entries) -> Iterator[Arrow]:
    written = tree.get("relations")
    if not isinstance(written, Items):
        return
    for node, at in zip(written, written.marks, strict=True):
        refused = shapes.RELATION.refused(node)
        if refused:
            spot = Spot(reader.pages, node, at)
            reader.found += told(refused, NamedItem("an item of `relations`", spot))
        elif isinstance(node, str):
            yield nouns.arrow(node)
