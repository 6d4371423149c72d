"""Relations: the arrows of the framework and the claims that state them."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.graph import Graph
from evidence.model import Arrow, Attribution


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """One arrow between two elements.

    Shape: `cited` and `own` are the claims that state it, in the order of the
           files; both empty where only the framework draws it. `implied` are
           those of `cited` that a citation does not clearly reach.
    """

    arrow: Arrow
    cited: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()

    @property
    def only_implied(self) -> bool:
        """Return whether no citation clearly reaches a claim that states the arrow."""
        return bool(self.cited) and len(self.implied) == len(self.cited)

    @property
    def claims(self) -> tuple[str, ...]:
        """Return every claim that states the arrow, cited ones first."""
        return (*self.cited, *self.own)


def relations(graph: Graph) -> tuple[StatedRelation, ...]:
    """Return every arrow once, sorted by the framework's elements.

    An arrow of an undirected type is one arrow, whichever way it is written.
    Arrows whose ends or type do not exist are left out; `checks` says so.
    """
    claims: dict[Arrow, list[str]] = {}
    for arrow in graph.review.framework.relations:
        claims.setdefault(_canonical(graph, arrow), [])
    for arrow, stating in graph.stated.items():
        claims.setdefault(_canonical(graph, arrow), []).extend(stating)
    rank = {key: index for index, key in enumerate(graph.elements)}
    types = {key: index for index, key in enumerate(graph.review.framework.relation_types)}
    known = [a for a in claims if a.subject in rank and a.object in rank and a.type in types]
    known.sort(key=lambda a: (rank[a.subject], rank[a.object], types[a.type]))
    return tuple(_relation(graph, arrow, claims[arrow]) for arrow in known)


def _relation(graph: Graph, arrow: Arrow, stating: list[str]) -> StatedRelation:
    unique = tuple(dict.fromkeys(stating))
    own = tuple(key for key in unique if graph.is_own(graph.claims[key]))
    cited = tuple(key for key in unique if key not in set(own))
    implied = tuple(key for key in cited if graph.claims[key].attribution is Attribution.IMPLIED)
    return StatedRelation(arrow, cited, own, implied)


def _canonical(graph: Graph, arrow: Arrow) -> Arrow:
    kind = graph.review.framework.relation_types.get(arrow.type)
    if kind is None or not kind.undirected or arrow.subject <= arrow.object:
        return arrow
    return Arrow(arrow.object, arrow.type, arrow.subject)
