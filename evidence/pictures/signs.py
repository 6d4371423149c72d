"""The shapes of the five judgements and of what speaks against, settled or not, in two forms.

As a letter where there is text, drawn where there is a picture: a machine
without the letter still shows the shape. All else is words.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from evidence.pictures.tags import tag

# By the code of the judgement, the weakest first: empty, past its edge, a step, half, whole.
SIGNS = {
    "nothing": "○",
    "beyond": "↗",
    "argued": "∴",
    "in_part": "◐",
    "as_cited": "●",
    "contested": "▲",
    "settled": "△",
}

SIZE = 12
# In a square of that size. A filled part has no class, a line has the class `line`.
_RING = "M11 6A5 5 0 1 1 1 6A5 5 0 1 1 11 6Z"
_FILLED = {
    "argued": "M8 3A2 2 0 1 1 4 3A2 2 0 1 1 8 3ZM4.6 9.4A2 2 0 1 1 .6 9.4A2 2 0 1 1 4.6 9.4Z"
    "M11.4 9.4A2 2 0 1 1 7.4 9.4A2 2 0 1 1 11.4 9.4Z",
    "in_part": "M6 1A5 5 0 0 0 6 11Z",
    "as_cited": _RING,
    "contested": "M6 .8L11.6 11H.4Z",
}
_LINES = {
    "settled": "M6 1.8L10.8 10.5H1.2Z",
    "nothing": _RING,
    "beyond": "M1.5 10.5L10.5 1.5M4 1.5H10.5V8",
    "in_part": _RING,
}


def sign(code: str, x: float, y: float, size: int = SIZE) -> ET.Element:
    """Return the shape of a judgement, a square in the colour of the text around it.

    Shape: `x`, `y` are the corner at the upper left.
    """
    filled, line = _FILLED.get(code), _LINES.get(code)
    return tag(
        "svg",
        *([tag("path", d=filled)] if filled else []),
        *([tag("path", class_="line", d=line)] if line else []),
        class_="sign",
        x=x,
        y=y,
        width=size,
        height=size,
        viewBox=f"0 0 {SIZE} {SIZE}",
    )
