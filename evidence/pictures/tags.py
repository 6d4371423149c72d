"""The elements of SVG that the pictures are made of, and how they are written.

The standard library's tree escapes whatever stands in it; what XML cannot hold
is left out here, and a link leads nowhere but into the page itself.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTO_THE_PAGE = re.compile(r"#\S+")


def tag(name: str, *inside: ET.Element | str, **attributes: object) -> ET.Element:
    """Return an element; of what is inside, texts come first.

    An attribute is written with `-` for `_`, without a last `_`; one that is None or "" is
    left out.

    >>> written(tag("path", class_="zero", stroke_width=1.5, d=""))
    '<path class="zero" stroke-width="1.5" />'
    """
    made = ET.Element(name)
    for key, value in attributes.items():
        if value is not None and value != "":
            made.set(key.rstrip("_").replace("_", "-"), _value(value))
    texts = [item for item in inside if isinstance(item, str)]
    made.text = clean("".join(texts)) or None
    made.extend(item for item in inside if not isinstance(item, str))
    return made


def link(href: str, *inside: ET.Element, **attributes: object) -> ET.Element:
    """Return a link to a place of the page; a group where `href` is no such place."""
    if _INTO_THE_PAGE.fullmatch(href):
        return tag("a", *inside, href=href, **attributes)
    return tag("g", *inside, **attributes)


def picture(kind: str, title: str, *inside: ET.Element, **attributes: object) -> ET.Element:
    """Return the element of a whole picture, which is one image with a name."""
    return tag("svg", tag("title", title), *inside, class_=f"pic {kind}", role="img", **attributes)


def linked_picture(kind: str, title: str, *inside: ET.Element, **attributes: object) -> ET.Element:
    """Return the element of a whole picture that is walked through by its links."""
    return tag(
        "svg",
        *inside,
        class_=f"pic {kind}",
        role="group",
        aria_label=title,
        **attributes,
    )


def written(root: ET.Element) -> str:
    """Return an element as text, the same bytes for the same element."""
    return ET.tostring(root, encoding="unicode")


def clean(text: str) -> str:
    """Return a text without what XML cannot hold.

    >>> clean("a" + chr(0) + "b")
    'ab'
    """
    return _NOT_IN_XML.sub("", text)


def figure(value: float) -> str:
    """Return a length in as few characters as its hundredths take.

    >>> figure(3.0), figure(2.504), figure(1 / 3)
    ('3', '2.5', '0.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _value(value: object) -> str:
    return figure(value) if isinstance(value, float) else clean(str(value))
