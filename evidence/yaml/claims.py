"""What was coded: claims, findings, and what is known of sources; facets are keys of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from evidence.diagnostics import Diagnostic
from evidence.model import Claim, Facet, Finding, Framework, Party, SourceFacts
from evidence.yaml import conditions, nouns, shapes
from evidence.yaml.gathering import Gathered, Item
from evidence.yaml.items import ItemReader, named_item
from evidence.yaml.key_suggestions import NamedItem
from evidence.yaml.nodes import Entries, Node, Spot, pairs
from evidence.yaml.refusal_messages import told
from evidence.yaml.shapes import Read, Refusal, Shape

_KEY = re.compile(shapes.KEY)


class ItemKind(NamedTuple):
    """A kind of item with facets: its shape, all the keys that it may have, `own` facets.

    Shape: `kept` are facets that bear the name of a field that came later.
    """

    shape: Shape
    section: str
    keys: frozenset[str]
    facets: Mapping[str, Facet]
    own: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    def named(self, spot: Spot) -> NamedItem:
        """Return how messages call an item of this kind."""
        return named_item(self.shape, self.section, spot, self.keys)._replace(facets=self.own)


class Coded(NamedTuple):
    """What an item says, and the values of its facets."""

    read: Read
    facets: dict[str, tuple[str, ...]]


def kind(shape: Shape, section: str, framework: Framework) -> ItemKind:
    """Return a kind of item with the facets that the framework declares.

    A facet of another kind of item is let in: that it is out of place is for
    the checks to say.
    """
    own = frozenset(key for key, facet in framework.facets.items() if facet.on == section)
    kept = shapes.SINCE & shape.fields & framework.facets.keys()
    return ItemKind(shape, section, shape.fields | own, framework.facets, own, kept)


def sources(reader: ItemReader, gathered: Gathered, framework: Framework) -> dict[str, SourceFacts]:
    """Return what is known of the sources, by citation key."""
    tree = gathered.sources
    this = kind(shapes.SOURCE, "sources", framework)
    found: dict[str, SourceFacts] = {}
    for (key, node), (at, _) in zip(tree.items(), pairs(tree), strict=True):
        spot = Spot(reader.pages, node, at, key)
        holder = NamedItem(f"source `{key}`", spot, this.keys, key, this.own)
        if not _KEY.fullmatch(key):
            reader.found += told([Refusal("several-in-one", (), key)], holder)
        coded = _coded(reader, this, node, holder)
        if coded is not None:
            facts = nouns.made(SourceFacts, coded.read, key, facets=coded.facets, where=spot)
            found[facts.key] = facts
    return found


def parties(reader: ItemReader, gathered: Gathered) -> dict[str, Party]:
    """Return on whose behalf sources speak, by id."""
    return {
        name: nouns.made(Party, read, name, where=spot)
        for name, read, spot in reader.items_of(gathered.parties, shapes.PARTY)
    }


def claims_and_findings(
    reader: ItemReader, gathered: Gathered, framework: Framework, of: str
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """Return both, each where it belongs, even if it stands in the list of the others.

    Shape: `of` is the key of the study that is reviewed, "" if there is none.
    """
    claim_kind = kind(shapes.CLAIM, "claims", framework)
    finding_kind = kind(shapes.FINDING, "findings", framework)
    astray = [item for item in gathered.claims if _is_finding(item.node)]
    claims = [item for item in gathered.claims if not _is_finding(item.node)]
    findings = [item for item in gathered.findings if not _is_claim(item.node)]
    reader.found += [_misplaced(reader, claim_kind, finding_kind, item) for item in astray]
    findings += astray
    astray = [item for item in gathered.findings if _is_claim(item.node)]
    reader.found += [_misplaced(reader, finding_kind, claim_kind, item) for item in astray]
    claims += astray
    return (
        tuple(_claims(reader, gathered, claims, claim_kind, of)),
        tuple(_findings(reader, findings, finding_kind)),
    )


def _is_finding(node: Node) -> bool:
    return isinstance(node, Entries) and "kind" in node and "at" not in node


def _is_claim(node: Node) -> bool:
    return isinstance(node, Entries) and "kind" not in node and "at" in node


def _misplaced(reader: ItemReader, here: ItemKind, there: ItemKind, item: Item) -> Diagnostic:
    holder = there.named(Spot(reader.pages, item.node, item.at))
    message = f"{holder.name} stands in `{here.section}`"
    return holder.wrong("misplaced", message, f"move it to `{there.section}`")


def _claims(
    reader: ItemReader, gathered: Gathered, items: list[Item], this: ItemKind, of: str
) -> Iterator[Claim]:
    defaults = {id(tree): _defaults(reader, tree, at) for tree, at in gathered.defaults}
    proposal = this._replace(shape=shapes.PROPOSAL)
    for item in items:
        spot = Spot(reader.pages, item.node, item.at)
        holder = this.named(spot)
        asked = proposal if conditions.is_proposal(item.node) else this
        coded = _coded(reader, asked, item.node, holder)
        if coded is not None and coded.read["id"]:
            reader.found += conditions.of_claim(item.node, coded.read, holder)
            default = defaults[id(item.defaults)] if item.defaults is not None else {}
            yield nouns.claim(coded.read, coded.facets, spot, {"read_in": of} | default)


def _defaults(reader: ItemReader, tree: Entries, at: int) -> Read:
    holder = NamedItem(
        "`defaults`", Spot(reader.pages, tree, at, "defaults"), shapes.DEFAULTS.fields
    )
    return reader.read(shapes.DEFAULTS, tree, holder) or {}


def _findings(reader: ItemReader, items: list[Item], this: ItemKind) -> Iterator[Finding]:
    for item in items:
        spot = Spot(reader.pages, item.node, item.at)
        coded = _coded(reader, this, item.node, this.named(spot))
        if coded is not None and coded.read["id"]:
            yield nouns.finding(coded.read, coded.facets, spot)


def _coded(reader: ItemReader, this: ItemKind, node: Node, holder: NamedItem) -> Coded | None:
    """Return what an item says, and report what does not fit.

    A facet whose value cannot be read is there, and has no value.
    """
    shaped = _without(node, this.kept)
    result = this.shape.read(shaped)
    refused = list(result) if isinstance(result, tuple) else []
    fields = this.shape.fields - this.kept
    facets: dict[str, tuple[str, ...]] = {}
    if isinstance(node, Entries):
        for key, value in node.items():
            if key in fields:
                continue
            if key not in this.facets:
                refused.append(Refusal("unknown-key", (key,), value, on_key=True))
                continue
            wrong = _refused_word(value) if isinstance(value, str) else shapes.CHOSEN.refused(value)
            refused += (each._replace(path=(key, *each.path)) for each in wrong)
            facets[key] = () if wrong else nouns.chosen(value)
    read = result if isinstance(result, dict) and not refused else None
    if read is None:
        read = reader.repaired(this.shape, shaped, holder, refused)
        if read is None:
            return None
        facets |= {key: nouns.chosen(value) for key, value in read.items() if key in this.facets}
    return Coded(read, facets)


@lru_cache(maxsize=1024)  # thousands of claims say the same few words
def _refused_word(value: str) -> tuple[Refusal, ...]:
    return shapes.CHOSEN.refused(value)


def _without(node: Node, keys: frozenset[str]) -> Node:
    """Return an item without the keys that are facets here, and fields elsewhere."""
    if not isinstance(node, Entries) or keys.isdisjoint(node):
        return node
    rest = Entries(node.start)
    rest.lost = node.lost
    for (key, value), (at, value_at) in zip(node.items(), pairs(node), strict=True):
        if key not in keys:
            rest.put(key, value, at, value_at)
    return rest
