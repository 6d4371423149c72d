"""XML of qualitative programs as a tree, read safely and with bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evidence.diagnostics import CannotGoOn, not_installed
from evidence.texts.markup import Close, Open, UnreadableTree, xml_events

_DATES = ("creationDateTime", "modifiedDateTime")


@dataclass(frozen=True, slots=True)
class XmlNode:
    """An element with what is in it; `within` is the tag of the one around it, `texts` its own."""

    tag: str
    attributes: Mapping[str, str]
    within: str = ""
    children: list[XmlNode] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the words of the element itself."""
        return "".join(self.texts)

    def get(self, name: str) -> str:
        """Return an attribute, "" if there is none of that name."""
        return self.attributes.get(name, "")

    @property
    def guid(self) -> str:
        """Return the GUID of the element, as `plain_guid` writes it."""
        return plain_guid(self.get("guid"))

    def all(self, *tags: str) -> list[XmlNode]:
        """Return the elements in this one that have one of these tags."""
        return [child for child in self.children if child.tag in tags]

    def walk(self) -> Iterator[XmlNode]:
        """Yield the element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def said(self, tag: str) -> str:
        """Return the words of the first element in this one that has a tag."""
        return next((child.text.strip() for child in self.all(tag)), "")

    @property
    def dates(self) -> str:
        """Return when it was made and changed."""
        return ", ".join(filter(None, map(self.get, _DATES)))


def plain_guid(value: str) -> str:
    """Return a GUID as all programs would have it.

    >>> plain_guid("{85D17F60-7BB0-481E-B742-B4861DD669DF}")
    '85d17f60-7bb0-481e-b742-b4861dd669df'
    """
    return value.strip().strip("{}").lower()


def xml_tree(name: str, data: bytes) -> XmlNode:
    """Return the XML as a tree.

    Raises: CannotGoOn if it cannot be read, or lxml is missing.
    """
    top = XmlNode("", {})
    path = [top]
    try:
        for event in xml_events(data):
            if isinstance(event, Open):
                node = XmlNode(event.tag, event.attributes, path[-1].tag)
                path[-1].children.append(node)
                path.append(node)
            elif isinstance(event, Close):
                path.pop()
            else:
                path[-1].texts.append(event)
    except UnreadableTree as wrong:
        raise CannotGoOn(f"{name} cannot be read: {wrong}", "export it again") from None
    except ImportError:
        raise not_installed("lxml", "REFI-QDA is read with it", "verify") from None
    return top.children[0]
