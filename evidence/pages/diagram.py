"""The framework as a diagram: boxes, lines and words, but no positions.

Every word on it is finished: labels come from the review in the language
asked for, all others as `Captions`, so that translation stays elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import Arrow, Wording
from evidence.pages.diagram_outline import DrawnLine, Ground, Outline, outline
from evidence.synthesis.relations import StatedRelation

# A type of relation is left unnamed on the lines, and named in the legend
# instead, where it is this share of them: the labels that remain can be read.
UNNAMED_SHARE, UNNAMED_LEAST = 0.3, 4


class Sign(StrEnum):
    """A sign that the legend explains, in the order of the legend."""

    CITED = "cited"
    IMPLIED = "implied"
    OWN = "own"
    DRAWN = "drawn"
    UNNAMED = "unnamed"
    KEY = "key"
    UNDIRECTED = "undirected"
    PART = "part"
    LISTED = "listed"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Captions:
    """The words of a diagram that the review does not give, in the language of the report.

    Shape: `count` makes "12 claims" of 12, and is asked for 0 too. `legend`
           has words for the signs; those of `Sign.UNNAMED` hold `{type}`; a
           sign without words is not explained, `Sign.KEY` needs none.
           `left_out` says how many
           elements and relations are not drawn, `inside` how many relations
           among its own elements a box stands for.
    """

    title: str
    description: str
    count: Callable[[int], str]
    legend: Mapping[Sign, str]
    left_out: Callable[[int, int], str]
    inside: Callable[[int], str] = lambda _: ""


@dataclass(frozen=True, slots=True)
class Node:
    """One element; `language` is "" where the label is in that of the report.

    Shape: `claims` bear on it, `cited` of them are cited; `gap` is True where
           no claim bears on it or on a part of it. `badge` says `claims` in
           words, "" for a whole that only its parts fill; `inside` says how
           many relations among its elements are not drawn, "" if none.
    """

    id: str
    label: str
    href: str
    claims: int = 0
    cited: int = 0
    parent: str | None = None
    gap: bool = False
    badge: str = ""
    inside: str = ""
    language: str = ""

    @property
    def ground(self) -> Ground:
        """Return what bears on the element, in the words of the lines: the outline says it."""
        if self.gap:
            return Ground.DRAWN
        return Ground.OWN if self.claims and not self.cited else Ground.CITED


@dataclass(frozen=True, slots=True)
class Edge:
    """One line: a relation, or all of one ground between two boxes.

    Shape: `label` names the types of its relations; `shown` is what stands on
           the line: the label, in a listed diagram letters that the legend
           explains (a line each), or "". `hint` says each relation in full.
    """

    subject: str
    object: str
    label: str
    href: str
    ground: Ground = Ground.CITED
    undirected: bool = False
    shown: str = ""
    hint: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend."""

    sign: Sign
    label: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """The elements in the order of the framework, parts right after their whole, and the lines.

    Shape: with `listed`, parts are rows in the box of their whole, else boxes
           in its frame. `legend` explains the signs that occur. `note` says
           what is not drawn, "" if all is. Without nodes there is no picture.
    """

    title: str
    description: str
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    note: str = ""
    language: str = ""
    listed: bool = False


def diagram(graph: Graph, language: str, captions: Captions) -> Diagram:
    """Return the diagram of a review's framework in one language."""
    maker = _maker(graph, language, captions)
    nodes = tuple(maker.node(key) for key in maker.drawn.elements)
    edges = tuple(maker.edge(line) for line in maker.drawn.lines)
    drawn = maker.drawn
    left_out = (drawn.elements_left_out, drawn.relations_left_out)
    return Diagram(
        title=captions.title,
        description=captions.description,
        nodes=nodes,
        edges=edges,
        legend=maker.legend(nodes, edges),
        note=captions.left_out(*left_out) if any(left_out) else "",
        language=language,
        listed=drawn.listed,
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
            elements=words.count(elements, "{n} element", "{n} elements"),
            arrows=words.count(arrows, "{n} relation", "{n} relations"),
        )

    def inside(number: int) -> str:
        return words.count(number, "{n} relation inside", "{n} relations inside")

    return Captions(
        title=title,
        description=words(
            "The elements of the framework, each with the number of claims that bear on it, and the relations between them. The same stands below as a list."
        ),
        count=count,
        legend={
            Sign.CITED: words("a cited claim states it")
            if graph.review.of
            else words("a claim read in a source states it"),
            Sign.IMPLIED: words("a citation stands near the claim that states it"),
            Sign.OWN: words("only the study itself states it"),
            Sign.DRAWN: words("no claim states it"),
            Sign.UNNAMED: words("an arrow without a label: {type}", type="{type}"),
            Sign.UNDIRECTED: words("a line without a head runs both ways"),
            Sign.PART: words("a box inside a box is a part of it"),
            Sign.LISTED: words(
                "a box lists the parts of its element; an arrow at it may be about one of them"
            ),
            Sign.GAP: words("no claim bears on it"),
        },
        left_out=left_out,
        inside=inside,
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
    common: str
    letters: Mapping[str, str]

    def node(self, key: str) -> Node:
        graph, captions = self.graph, self.captions
        whole = self.drawn.wholes.get(key)
        claims = graph.claims_about.get(key, ())
        cited = sum(not graph.is_own(graph.claims[claim]) for claim in claims)
        gap = not any(graph.claims_about.get(part) for part in graph.with_parts(key))
        inside = self.drawn.inside.get(key, 0)
        label, language = self._spoken(graph.elements[key].label)
        return Node(
            id=key,
            label=label or key,
            href=anchor_link(key),
            claims=len(claims),
            cited=cited,
            parent=whole,
            gap=gap,
            badge=captions.count(len(claims)) if claims or gap else "",
            inside=captions.inside(inside) if inside else "",
            language=language,
        )

    def edge(self, line: DrawnLine) -> Edge:
        said = {key: self._type(key) for key in _types(line)}
        one = len(line.relations) == 1
        arrow = line.relations[0].arrow
        label = _joined([label for label, _ in said.values()])
        languages = {language for _, language in said.values()}
        return Edge(
            subject=line.subject,
            object=line.object,
            label=label,
            href=anchor_link(relation_anchor(arrow) if one else line.subject),
            ground=line.ground,
            undirected=line.undirected,
            shown=self._shown(tuple(said), label),
            hint="\n".join(self._in_full(relation) for relation in line.relations),
            language=languages.pop() if len(languages) == 1 else "",
        )

    def legend(self, nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[LegendEntry, ...]:
        has_parts = any(node.parent for node in nodes)
        seen = (
            (Sign.OWN, any(node.ground is Ground.OWN for node in nodes)),
            (Sign.UNNAMED, bool(self.common)),
            (Sign.KEY, bool(self.letters)),
            (Sign.UNDIRECTED, any(edge.undirected for edge in edges)),
            (Sign.PART, has_parts and not self.drawn.listed),
            (Sign.LISTED, has_parts and self.drawn.listed),
            (Sign.GAP, any(node.gap for node in nodes)),
        )
        found = {Sign(edge.ground) for edge in edges} | {sign for sign, occurs in seen if occurs}
        return tuple(entry for sign in Sign if sign in found for entry in self._entries(sign))

    def _entries(self, sign: Sign) -> Iterator[LegendEntry]:
        words = self.captions.legend.get(sign, "")
        if sign is Sign.KEY:
            for key, letter in self.letters.items():
                yield LegendEntry(sign, f"{letter}: {self._type(key)[0]}")
        elif sign is Sign.UNNAMED and words:
            yield LegendEntry(sign, words.replace("{type}", self._type(self.common)[0]))
        elif words:
            yield LegendEntry(sign, words)

    def _shown(self, types: tuple[str, ...], label: str) -> str:
        if types == (self.common,):
            return ""
        return "\n".join(sorted(self.letters[key] for key in types)) if self.letters else label

    def _in_full(self, relation: StatedRelation) -> str:
        arrow = relation.arrow
        subject, object_ = (
            self._spoken(self.graph.elements[key].label)[0] or key
            for key in (arrow.subject, arrow.object)
        )
        count = self.captions.count(len(relation.claims))
        return f"{subject} — {self._type(arrow.type)[0]} — {object_}: {count}"

    def _type(self, key: str) -> tuple[str, str]:
        kind = self.graph.review.framework.relation_types[key]
        label, language = self._spoken(kind.label)
        return _inside_a_sentence(label or key), language

    def _spoken(self, wording: Wording) -> tuple[str, str]:
        text, language = wording.spoken(self.language, self.graph.review.language)
        return text, "" if language == self.language else language


def _maker(graph: Graph, language: str, captions: Captions) -> _Maker:
    drawn = outline(graph)
    common = _common_type(drawn.lines)
    letters: dict[str, str] = {}
    if drawn.listed:
        named = {key for line in drawn.lines if _types(line) != (common,) for key in _types(line)}
        types = [key for key in graph.review.framework.relation_types if key in named]
        letters = dict(zip(types, _letters(), strict=False))
    return _Maker(graph, language, captions, drawn, common, letters)


def _types(line: DrawnLine) -> tuple[str, ...]:
    """Return the types of the relations of a line, each once."""
    return tuple(dict.fromkeys(relation.arrow.type for relation in line.relations))


def _letters() -> Iterator[str]:
    """Yield a, b, ..., z, aa, ab, ..."""
    yield from ascii_lowercase
    for first in _letters():
        yield from (first + second for second in ascii_lowercase)


def _common_type(lines: Sequence[DrawnLine]) -> str:
    """Return the type of relation that so many lines are of that no label need say it."""
    counted = Counter(types[0] for types in map(_types, lines) if len(types) == 1)
    for kind, count in counted.most_common(1):
        if count >= max(UNNAMED_LEAST, UNNAMED_SHARE * len(lines)):
            return kind
    return ""


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
