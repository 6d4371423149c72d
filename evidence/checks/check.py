"""A check: a function that finds problems, its severity, and its manual page.

The function's name is the code, its docstring the manual page. It yields
`Problem` values, which know neither; `Check` adds both, and says in one
sentence what many items share. Places are looked up here, for problems that
are told, because most of what a check looks at is in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import dedent
from typing import NamedTuple

from evidence.diagnostics import Diagnostic, Place, Related, Rule, Severity, Where
from evidence.graph import Graph

Path = tuple[str | int, ...]
_SHOWN = 5


class Problem(NamedTuple):
    """What is so, and the value that it is so of.

    Shape: `where` and `path` lead to that value, `on_key` to its key instead.
           `item` is the id of the item that may silence it, `about` an id that
           leads nowhere: if a reader reports that very item, this is no news.
    """

    message: str
    where: Where
    path: Path = ()
    item: str = ""
    help: str = ""
    related: tuple[Related, ...] = ()
    about: str = ""
    on_key: bool = False

    @property
    def place(self) -> Place:
        """Return the place of the value, or of its key."""
        return self.where.key(*self.path) if self.on_key else self.where.at(*self.path)


@dataclass(frozen=True, slots=True)
class Check:
    """A named check with its severity.

    Shape: `together` is what is said of several items at once, `{n}` their
           number; "" where each of them has a message of its own. `misses`
           says that the check misses something of an item: it may only look
           at items that were read whole.
    """

    find: Callable[..., Iterator[Problem]]
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
        yield from self.tell(tuple(self.find(graph)))

    def tell(self, problems: Sequence[Problem]) -> Iterator[Diagnostic]:
        """Yield the diagnostics of problems: one each, or one for all of them."""
        if self.together and len(problems) > 1:
            yield self._told_together(problems)
        else:
            yield from map(self.diagnostic, problems)

    def diagnostic(self, problem: Problem) -> Diagnostic:
        """Return one problem with its code, severity and place."""
        return Diagnostic(
            code=self.code,
            severity=self.severity,
            message=problem.message,
            place=problem.place,
            help=problem.help,
            related=problem.related,
            item=problem.item,
        )

    def _told_together(self, problems: Sequence[Problem]) -> Diagnostic:
        shown = problems[:_SHOWN]
        left = len(problems) - len(shown)
        names = ", ".join(f"`{problem.item}`" for problem in shown)
        message = f"{self.together.format(n=len(problems))}: {names}"
        return Diagnostic(
            code=self.code,
            severity=self.severity,
            message=f"{message} and {left} more" if left else message,
            place=shown[0].place,
            help=shown[0].help,
            related=tuple(Related(p.place, f"`{p.item}`") for p in shown[1:]),
        )


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
