"""The words of the diagram that no review gives, in the language of the report."""

from __future__ import annotations

from evidence.pages.diagram import Captions, Sign
from evidence.pages.setting import Setting


def captions(setting: Setting) -> Captions:
    """Return the title, the description and the legend of the framework's diagram."""
    words = setting.words
    graph = setting.graph
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
            if setting.graph.review.of
            else words("a claim read in a source states it"),
            Sign.IMPLIED: words("a citation stands near the claim that states it"),
            Sign.OWN: words("only the study’s own word states it"),
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
