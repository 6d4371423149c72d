"""XML and HTML as a flat run of events, read safely.

The one room of lxml. No entity is expanded, no DTD loaded, no network touched;
a document that declares entities is refused. What comes out are `Open`,
`Close` and plain strings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.entities import html5
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Open:
    """An element begins. `tag` has no namespace; attribute names neither."""

    tag: str
    attributes: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return an attribute's value, "" if the element has none of that name."""
        return self.attributes.get(name, "")


@dataclass(frozen=True, slots=True)
class Close:
    """An element ends."""

    tag: str


# an attribute of what is raised and is no mark
MEANT = "meant"

Event: TypeAlias = Open | Close | str


_ENTITIES = "the XML declares entities, which are not read"


class UnreadableTree(Exception):  # noqa: N818 - a state of the file, not our error
    """The bytes are no well-formed, harmless document. Caught in `formats`."""


def xml_events(data: bytes) -> Iterator[Event]:
    """Return the events of an XML document.

    Raises: UnreadableTree if it is not well-formed, too deep, or declares entities.
    """
    from lxml import etree  # noqa: PLC0415 - an extra, and slow to import

    if b"<!ENTITY" in data:
        raise UnreadableTree(_ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableTree(f"not well-formed XML (line {error.lineno})") from None
    except ValueError:
        raise UnreadableTree("not XML") from None
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and next(iter(subset.iterentities()), None) is not None:
        raise UnreadableTree(_ENTITIES)  # in an encoding that hides the word
    return _walk(root)


def html_events(data: bytes) -> Iterator[Event]:
    """Return the events of an HTML page, mended where it is broken.

    Raises: UnreadableTree if nothing can be made of it.
    """
    from lxml import etree  # noqa: PLC0415 - an extra, and slow to import

    encoding = "utf-8" if _is_utf8(data) else None
    parser = etree.HTMLParser(no_network=True, recover=True, huge_tree=False, encoding=encoding)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableTree("not HTML") from None
    if root is None:
        raise UnreadableTree("the page is empty")
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise UnreadableTree("the page is nested too deeply")
    return _walk(root)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


# an element takes two steps; a thousand printed pages have 100,000 elements
MOST_STEPS = 1_000_000


def _walk(root: Any) -> Iterator[Event]:
    # an explicit stack: depth is bounded by the parser, recursion would not be
    stack: list[tuple[Any, bool]] = [(root, False)]
    steps = 0
    while stack:
        node, closing = stack.pop()
        steps += 1
        if steps > MOST_STEPS:
            raise UnreadableTree(f"the file has more than {MOST_STEPS // 2:,} elements")
        if isinstance(node, (Open, Close, str)):
            yield node
            continue
        tag = node.tag
        if closing:
            yield Close(_local(tag))
        elif isinstance(tag, str):
            tag = _local(tag)
            yield Open(tag, {_local(key): value for key, value in node.items()})
            if node.text:
                yield node.text
            stack.append((node, True))
            if tag in _STACKED and len(node) > 1:
                stack.extend((event, False) for event in reversed(_in_a_row(tag, list(node))))
            else:
                stack.extend((child, False) for child in reversed(node))
            continue
        elif getattr(node, "name", None) and (node.text or "").startswith("&"):
            yield html5.get(f"{node.name};", "")
        if node is not root and node.tail:
            yield node.tail


_RAISED = (Open("sup", {MEANT: MEANT}), Close("sup"))
_LOWERED = (Open("sub", {MEANT: MEANT}), Close("sub"))
# elements of MathML whose children stand above each other
_STACKED: Mapping[str, tuple[tuple[Open, Close], ...]] = {
    "msup": (_RAISED,),
    "msub": (_LOWERED,),
    "msubsup": (_LOWERED, _RAISED),
    "mfrac": (),
}


def _in_a_row(tag: str, children: list[Any]) -> list[Any]:
    """Return the children of an element of MathML as they are read: a power raised, 1/2."""
    first, *others = children
    if tag == "mfrac":
        return [first, "/", *others]
    row: list[Any] = [first]
    for child, (begins, ends) in zip(others, _STACKED[tag], strict=False):
        row += [begins, child, ends]
    return row + others[len(_STACKED[tag]) :]


def _local(name: str) -> str:
    return name.rpartition("}")[2]
