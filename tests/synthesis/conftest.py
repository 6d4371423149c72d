"""What an author should not write, and the core has to survive."""

from __future__ import annotations

import pytest

from evidence import graph
from evidence.graph import Graph
from evidence.model import Element, Framework, Review, Wording


@pytest.fixture
def circle() -> Graph:
    """Return elements of which two are parts of each other, with one further part each."""
    wholes = {"el.one": "el.two", "el.two": "el.one", "el.three": "el.one", "el.four": "el.two"}
    elements = tuple(
        Element(id=key, label=Wording(key), part_of=whole) for key, whole in wholes.items()
    )
    return graph.build(Review(framework=Framework(elements=elements)), ())
