"""Frameworks to draw, and a Graphviz to lay them out."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from evidence.graph import Graph, build
from evidence.model import (
    Arrow,
    Claim,
    Element,
    Framework,
    Locator,
    Passage,
    RelationType,
    Review,
    Wording,
)
from evidence.pages.diagram import Captions, Sign

TYPES = {
    "leads_to": RelationType(
        "leads_to", Wording(translations={"en": "Leads to", "id": "Mengarah pada"})
    ),
    "hinders": RelationType("hinders", Wording("Hinders")),
    "goes_with": RelationType("goes_with", Wording("Goes with"), undirected=True),
}


@dataclass(frozen=True)
class Drawing:
    """Makes the graph of a framework of elements, and relations with those who state them."""

    def __call__(
        self,
        elements: dict[str, str | None] | int,
        relations: dict[str, str] | None = None,
        labels: dict[str, Wording | str] | None = None,
        languages: tuple[str, ...] = ("en",),
        types: dict[str, RelationType] | None = None,
    ) -> Graph:
        """`relations`: "a leads_to b" -> "cited", "own", "both" or "drawn"."""
        if isinstance(elements, int):
            elements = {f"e{n}": None for n in range(elements)}
        labels = labels or {}
        claims, drawn = [], []
        for number, (text, stated) in enumerate((relations or {}).items()):
            arrow = Arrow(*text.split())
            sources = {"cited": ["kim"], "own": ["study"], "both": ["study", "kim"]}.get(stated, [])
            claims += [
                Claim(
                    f"c{number}.{source}", Wording("A claim."), (source,), Passage(Locator()),
                    relates=(arrow,),
                )
                for source in sources
            ]  # fmt: skip
            if not sources:
                drawn.append(arrow)
        framework = Framework(
            elements=tuple(
                Element(key, _wording(labels.get(key, f"Element {key}")), part_of=whole or "")
                for key, whole in elements.items()
            ),
            relation_types=types or TYPES,
            relations=tuple(drawn),
        )
        review = Review(of="study", languages=languages, claims=tuple(claims), framework=framework)
        return build(review, ())


def _wording(text: Wording | str) -> Wording:
    return text if isinstance(text, Wording) else Wording(text)


@pytest.fixture(scope="session")
def framework() -> Drawing:
    return Drawing()


@pytest.fixture(scope="session")
def captions() -> Captions:
    return Captions(
        title="The framework",
        description="Elements & relations.",
        count=lambda n: {0: "no claim", 1: "1 claim"}.get(n, f"{n} claims"),
        legend={sign: sign.value for sign in Sign},
        left_out=lambda elements, relations: f"{elements} elements, {relations} relations",
    )
