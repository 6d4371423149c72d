"""What one key of a claim demands of another: rules that no single value can break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from evidence.diagnostics import Diagnostic
from evidence.yaml.figures import Figure
from evidence.yaml.key_suggestions import NamedItem, respelling
from evidence.yaml.locators import without_term
from evidence.yaml.nodes import Entries, Node, Path
from evidence.yaml.refusal_messages import MOST_REFUSALS
from evidence.yaml.shapes import Read, Refusal

_BEARINGS = ("elements", "relates", "unfitted")
_PATHS = tuple((key,) for key in _BEARINGS)
_BOUNDS = ("above", "from", "below", "up_to")
_ONE_OF = ("value", "about", *_BOUNDS)


def of_claim(node: Node, read: Read, holder: NamedItem) -> Iterator[Diagnostic]:
    """Say where a claim bears on nothing, names a term twice, and what its measure lacks."""
    if not isinstance(node, Entries):
        return
    bears = any(node.get(key) for key in _BEARINGS)
    if not (bears or is_proposal(node) or node.lost or _bears(node, holder)):
        message = f"{holder.name} has none of `elements`, `relates` and `unfitted`"
        hint = "say which element it bears on, or `unfitted: true`"
        yield holder.wrong("missing-key", message, hint, key=True)
    yield from _of_place(read.get("at", {}), holder, ("at",))
    for index, passage in enumerate(read.get("also", ())):
        yield from _of_place(passage.get("at", {}), holder, ("also", index, "at"))
    measure = node.get("measure")
    if isinstance(measure, Entries):
        yield from _of_measure(measure, read.get("measure", {}), holder)


def is_proposal(node: Node) -> bool:
    """Return whether a claim as written is a proposal that nobody accepted."""
    return isinstance(node, Entries) and "proposed" in node and "accepted" not in node


def _bears(node: Entries, holder: NamedItem) -> bool:
    """Return whether a key that was not known was meant to say what the claim bears on."""
    unknown = (Refusal("unknown-key", (key,)) for key in node if key not in holder.keys)
    looked_at = islice(unknown, MOST_REFUSALS)
    return any(respelling(refusal, holder) in _PATHS for refusal in looked_at)


def _of_place(at: Mapping[str, str], holder: NamedItem, path: Path) -> Iterator[Diagnostic]:
    for term, value in at.items():
        plain = without_term(term, value)
        if plain:
            message = f"`{term}` of {holder.name} is `{value}`, which says `{term}` again"
            hint = f"write `{term}: {plain}`"
            yield holder.wrong("term-said-twice", message, hint, (*path, term))


def _of_measure(node: Entries, read: Read, holder: NamedItem) -> Iterator[Diagnostic]:
    given = [key for key in node if key in _ONE_OF]
    meant = node.keys() | read.keys()  # with what was misspelt
    bounds = [key for key in given if key in _BOUNDS]
    called = f"`measure` of {holder.name}"
    if not (node.lost or meant & {*_ONE_OF, "bounds"}):
        hint = "give one of `value`, `about`, and bounds (`above`, `from`, `below`, `up_to`)"
        yield _of_figures(f"{called} has no figure", holder, hint)
        return
    rivals = [
        given if len(bounds) < len(given) else [],  # a value and anything else
        [key for key in bounds if key in ("above", "from")],
        [key for key in bounds if key in ("below", "up_to")],
    ]
    several = next((keys for keys in rivals if len(keys) > 1), None)
    if several:
        message = f"{called} has {_listed(several)}, of which only one can hold"
        hint = "keep the one that the text gives"
        yield _of_figures(message, holder, hint, several[1])
        return
    low, high = (_first(read, pair) for pair in (("above", "from"), ("below", "up_to")))
    if low and high and low.value > high.value:
        message = f"{called} reaches from {low.written} to {high.written}, which is backwards"
        yield _of_figures(message, holder, "exchange the two", bounds[0])
    if "total" in node and "parts" not in node:
        message = f"{called} has a `total` and no `parts`"
        yield _of_figures(message, holder, "list the parts", "total")


def _first(read: Read, keys: tuple[str, ...]) -> Figure | None:
    return next((read[key] for key in keys if key in read), None)


def _of_figures(message: str, holder: NamedItem, hint: str, *path: str) -> Diagnostic:
    return holder.wrong("measure-figures", message, hint, ("measure", *path), key=True)


def _listed(words: Iterable[str]) -> str:
    *most, last = [f"`{word}`" for word in words]
    return f"{', '.join(most)} and {last}" if most else last
