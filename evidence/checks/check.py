"""A check: a function that finds what is wrong, its severity, and its manual page.

The function's name is the code, its docstring the manual page. What it yields
(`wrong`) knows neither yet; `Check` fills them in, and says in one sentence
what many items share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import dedent

from evidence.diagnostics import Diagnostic, Place, Related, Rule, Severity
from evidence.graph import Graph

Path = tuple[str | int, ...]
_SHOWN = 5


def wrong(
    message: str,
    place: Place | None = None,
    item: str = "",
    help: str = "",  # noqa: A002 - as in the diagnostic
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    """Return what a check finds; its code and its severity are those of the check.

    Shape: `item` is the id of the item whose `allow:` may silence it. Without a
           `place` it stands at the id of that claim, or at that source: thousands
           may be told in one sentence, and a place is looked up for what is told
           alone.
    """
    return Diagnostic("", Severity.NOTE, message, place, help, related, item)


@dataclass(frozen=True, slots=True)
class Check:
    """A named check with its severity.

    Shape: `together` is what is said of several items at once, `{n}` their
           number; "" where each of them has a message of its own. `misses`
           says that the check misses something of an item: it may only look
           at items that were read whole.
    """

    find: Callable[..., Iterator[Diagnostic]]
    severity: Severity
    together: str = ""
    misses: bool = False

    @property
    def code(self) -> str:
        """Return the code of the check: the function's name, with hyphens."""
        return self.find.__name__.replace("_", "-")

    @property
    def rule(self) -> Rule:
        """Return the manual page of the check, read from the function's docstring."""
        return rule_of(self.code, self.severity, self.find.__doc__ or "")

    def __call__(self, graph: Graph) -> Iterator[Diagnostic]:
        """Yield what the check finds in a review."""
        yield from self.tell(graph, tuple(self.find(graph)))

    def tell(self, graph: Graph, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield what was found under the check's name: one by one, or all together."""
        if self.together and len(found) > 1:
            found = (self._together(graph, found),)
        for one in found:
            yield self.named(graph, one)

    def named(self, graph: Graph, one: Diagnostic) -> Diagnostic:
        """Return what was found with the code and the severity of the check, and a place."""
        return replace(_placed(graph, one), code=self.code, severity=self.severity)

    def _together(self, graph: Graph, found: Sequence[Diagnostic]) -> Diagnostic:
        first, *others = (_placed(graph, one) for one in found[:_SHOWN])
        left = len(found) - _SHOWN
        names = ", ".join(f"`{one.item}`" for one in (first, *others))
        message = f"{self.together.format(n=len(found))}: {names}"
        return replace(
            first,
            message=f"{message} and {left} more" if left > 0 else message,
            related=tuple(Related(one.place, f"`{one.item}`") for one in others if one.place),
            item="",
        )


def _placed(graph: Graph, one: Diagnostic) -> Diagnostic:
    if one.place:
        return one
    if one.item in graph.claims:
        return replace(one, place=graph.claims[one.item].where.at("id"))
    if one.item in graph.sources:
        return replace(one, place=graph.sources[one.item].where.at())
    return one


def rule_of(code: str, severity: Severity, manual: str) -> Rule:
    r"""Return the rule that a docstring with Why, Bad and Good describes.

    >>> rule_of("x", Severity.NOTE, "One line.\n\n    Why:\n        Because.").why
    'Because.'
    """
    summary, _, rest = manual.strip().partition("\n")
    parts: dict[str, list[str]] = {}
    current: list[str] = []
    for line in dedent(rest).splitlines():
        if line in _HEADINGS:
            current = parts.setdefault(line, [])
        else:
            current.append(line)
    why, bad, good = (_block(parts.get(heading, ())) for heading in _HEADINGS)
    return Rule(code, severity, summary.rstrip("."), why=why, bad=bad, good=good)


_HEADINGS = ("Why:", "Bad:", "Good:")


def _block(lines: Iterable[str]) -> str:
    return dedent("\n".join(lines)).strip("\n").rstrip()
