"""The picture of a diagram: laid out in the ways that there are, the most readable taken."""

from __future__ import annotations

from collections.abc import Callable

from evidence.pages.diagram import Diagram
from evidence.report.dot import dot
from evidence.report.layout import Layout, read_layout
from evidence.report.svg import svg

# What a page shows at its full size. A wider picture is made smaller.
PAGE_WIDTH = 960.0
# Beyond this a picture that is narrower is no longer the better one.
MOST_HEIGHT = 3000.0


def picture(diagram: Diagram, ask: Callable[[str], str | None], name: str = "diagram") -> str:
    """Return a diagram as SVG, "" if there is nothing to draw or nobody lays it out.

    `ask` is Graphviz: a layout problem in DOT in, its answer in JSON out, None
    without an answer. The lines run downwards, or across if that is narrower
    where downwards is too wide for a page. `name`: see `svg`.
    """
    if not diagram.nodes:
        return ""
    down = _laid_out(diagram, ask, across=False)
    if down is None:
        return ""
    if down.width <= PAGE_WIDTH:
        return svg(diagram, down, name)
    across = _laid_out(diagram, ask, across=True)
    fits = across is not None and across.width < down.width and across.height <= MOST_HEIGHT
    return svg(diagram, across if fits else down, name)


def _laid_out(diagram: Diagram, ask: Callable[[str], str | None], *, across: bool) -> Layout | None:
    """Return a layout, with curves where lines at right angles were too much for Graphviz."""
    for curved in (False, True) if diagram.listed else (False,):
        answer = ask(dot(diagram, across=across, curved=curved))
        layout = read_layout(answer) if answer else None
        if layout is not None:
            return layout
    return None
