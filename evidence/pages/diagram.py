"""The framework as a diagram: boxes, lines and words, but no positions.

Every word on it is finished: labels come from the review in the language
asked for, all others as `Captions`, so that translation stays elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import Arrow, Wording
from evidence.pages.diagram_outline import DrawnLine, Outline, outline


class Sign(StrEnum):
    """A sign that the legend explains, in the order of the legend."""

    CITED = "cited"
    UNCITED = "uncited"
    UNDIRECTED = "undirected"
    PART = "part"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Captions:
    """The words of a diagram that the review does not give, in the language of the report.

    Shape: `count` makes "12 claims" of 12, and is asked for 0 too. `legend`
           has words for the signs; a sign without words is not explained.
           `left_out` says how many main elements and relations are not drawn.
    """

    title: str
    description: str
    count: Callable[[int], str]
    legend: Mapping[Sign, str]
    left_out: Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class Node:
    """One main element with its parts; `language` is "" where the label is in that of the report.

    Shape: `claims` bear on it or on a part of it, `badge` says so in words;
           `gap` is True where none does.
    """

    id: str
    label: str
    href: str
    claims: int = 0
    gap: bool = False
    badge: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One line: all relations between two boxes.

    Shape: `claims` state them, the line is as thick as these are many;
           `cited` is False where all of them are the study's own, or none is.
           `label` names the types of its relations, `hint` says it with its ends.
    """

    subject: str
    object: str
    label: str
    claims: int = 0
    cited: bool = True
    undirected: bool = False
    both_ways: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend."""

    sign: Sign
    label: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """The main elements in the order of the framework, and the lines between them.

    Shape: `legend` explains the signs that occur. `note` says what is not
           drawn, "" if all is. Without nodes there is no picture.
    """

    title: str
    description: str
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    note: str = ""
    language: str = ""


def diagram(graph: Graph, language: str, captions: Captions) -> Diagram:
    """Return the diagram of a review's framework in one language."""
    drawn = outline(graph)
    maker = _Maker(graph, language, captions, drawn)
    nodes = tuple(maker.node(key) for key in drawn.elements)
    edges = tuple(maker.edge(line) for line in drawn.lines)
    left_out = (drawn.elements_left_out, drawn.relations_left_out)
    return Diagram(
        title=captions.title,
        description=captions.description,
        nodes=nodes,
        edges=edges,
        legend=maker.legend(nodes, edges),
        note=captions.left_out(*left_out) if any(left_out) else "",
        language=language,
    )


def captions(graph: Graph, words: Catalogue) -> Captions:
    """Return the title, the description and the legend of the framework's diagram."""
    title = (
        words("The framework, reconstructed")
        if graph.review.framework.reconstructed
        else words("The framework")
    )

    def count(number: int) -> str:
        if number == 0:
            return words("no claim")
        return words.count(number, "{n} claim", "{n} claims")

    def left_out(elements: int, arrows: int) -> str:
        return words(
            "Not drawn, for want of room: {elements}, {arrows}. The list below has them all.",
            elements=words.count(elements, "{n} main element", "{n} main elements"),
            arrows=words.count(arrows, "{n} relation", "{n} relations"),
        )

    return Captions(
        title=title,
        description=words(
            "The elements of the framework, each with the number of claims that bear on it, and the relations between them. The same stands below as a list."
        ),
        count=count,
        legend={
            Sign.CITED: words("the more claims state it, the thicker the arrow"),
            Sign.UNCITED: words("no cited claim states it")
            if graph.review.of
            else words("no claim states it"),
            Sign.UNDIRECTED: words("a line without a head runs both ways"),
            Sign.PART: words("a box stands for its parts too"),
            Sign.GAP: words("no claim bears on it"),
        },
        left_out=left_out,
    )


def anchor_link(anchor: str) -> str:
    """Return the address of an anchor of the same page."""
    return f"#{anchor}"


def relation_anchor(arrow: Arrow) -> str:
    """Return the anchor of a relation in the list beside the diagram.

    No id holds a tilde, so it cannot be that of anything else.

    >>> relation_anchor(Arrow("el.trust", "leads_to", "el.ties"))
    'el.trust~leads_to~el.ties'
    """
    return f"{arrow.subject}~{arrow.type}~{arrow.object}"


@dataclass(frozen=True, slots=True)
class _Maker:
    graph: Graph
    language: str
    captions: Captions
    drawn: Outline

    def node(self, key: str) -> Node:
        claims = len(self.drawn.claims[key])
        label, language = self._spoken(self.graph.elements[key].label)
        return Node(
            id=key,
            label=label or key,
            href=anchor_link(key),
            claims=claims,
            gap=not claims,
            badge=self.captions.count(claims),
            language=language,
        )

    def edge(self, line: DrawnLine) -> Edge:
        label = _joined([self._type(key) for key in _types(line)])
        return Edge(
            subject=line.subject,
            object=line.object,
            label=label,
            claims=len(line.claims),
            cited=line.cited,
            undirected=line.undirected,
            both_ways=line.both_ways,
            hint=self._hint(line, label),
        )

    def legend(self, nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[LegendEntry, ...]:
        has_parts = any(len(self.graph.with_parts(node.id)) > 1 for node in nodes)
        occurs = {
            Sign.CITED: bool(edges),
            Sign.UNCITED: not all(edge.cited for edge in edges),
            Sign.UNDIRECTED: any(edge.undirected for edge in edges),
            Sign.PART: has_parts,
            Sign.GAP: any(node.gap for node in nodes),
        }
        legend = self.captions.legend
        return tuple(LegendEntry(s, legend[s]) for s in Sign if occurs[s] and legend.get(s))

    def _hint(self, line: DrawnLine, label: str) -> str:
        one, other = (
            self._spoken(self.graph.elements[key].label)[0] or key
            for key in (line.subject, line.object)
        )
        return f"{one} — {label} — {other}: {self.captions.count(len(line.claims))}"

    def _type(self, key: str) -> str:
        kind = self.graph.review.framework.relation_types[key]
        return _inside_a_sentence(self._spoken(kind.label)[0] or key)

    def _spoken(self, wording: Wording) -> tuple[str, str]:
        text, language = wording.spoken(self.language, self.graph.review.language)
        return text, "" if language == self.language else language


def _types(line: DrawnLine) -> tuple[str, ...]:
    """Return the types of the relations of a line, each once."""
    return tuple(dict.fromkeys(relation.arrow.type for relation in line.relations))


def _joined(labels: Sequence[str]) -> str:
    """Return some labels as one, the words that all begin with said once.

    >>> _joined(["is said to need", "is said to lead to"])
    'is said to need, lead to'
    """
    words = [label.split() for label in labels]
    shared = 0
    while len(words) > 1 and all(len(w) > shared + 1 for w in words):
        if len({w[shared] for w in words}) > 1:
            break
        shared += 1
    rest = (" ".join(w[shared:] if n else w) for n, w in enumerate(words))
    return ", ".join(rest)


def _inside_a_sentence(label: str) -> str:
    """Return a label with a small first letter, unless it begins with an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
