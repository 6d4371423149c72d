"""Pictures as trees: what a browser would find in the text of one."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

HOSTILE = (
    """</title></svg><script>alert(1)</script><a href="javascript:x">'"&amp;\x00\x1b{{ 7*7 }}"""
)


def parsed(svg: str) -> ET.Element:
    """The tree of some pictures that stand side by side; fails where they are not well-formed."""
    return ET.fromstring(f"<all>{svg}</all>")


def texts(tree: ET.Element) -> list[str]:
    return [element.text or "" for element in tree.iter("text")]


def titles(tree: ET.Element) -> list[str]:
    return [element.text or "" for element in tree.iter("title")]


def links(tree: ET.Element) -> list[str]:
    return [element.get("href", "") for element in tree.iter("a")]


def with_class(tree: ET.Element, kind: str) -> list[ET.Element]:
    return [element for element in tree.iter() if kind in element.get("class", "").split()]


@pytest.fixture
def harmless():
    """Asserts that a picture runs nothing, fetches nothing and says no colour or style."""

    def look(svg: str) -> None:
        tree = parsed(svg)
        names = {element.tag for element in tree.iter()} - {"all"}
        assert names <= {
            "svg",
            "g",
            "a",
            "title",
            "desc",
            "path",
            "rect",
            "circle",
            "text",
            "tspan",
        }
        for element in tree.iter():
            assert not {name for name in element.attrib if name.startswith("on")}
            assert not {"style", "fill", "stroke", "id"} & set(element.attrib)
            assert "://" not in " ".join(element.attrib.values())
        assert all(address.startswith("#") for address in links(tree))

    return look
