"""The classes of values that a page can hold, found from the page itself."""

from __future__ import annotations

import typing
from collections.abc import Iterator

from evidence.pages.page import Page


def page_values() -> dict[str, type]:
    """Every class of ours that a field of the page leads to, the page first, by its name."""
    found: dict[str, type] = {}
    waiting: list[type] = [Page]
    for kind in waiting:
        if kind not in found.values():
            assert kind.__name__ not in found, f"two classes are called {kind.__name__}"
            found[kind.__name__] = kind
            hints = typing.get_type_hints(kind).values()
            waiting += [named for hint in hints for named in classes_in(hint)]
    return found


def classes_in(hint: object) -> Iterator[type]:
    """The classes of ours that an annotation names, at whatever depth."""
    for kind in (hint, typing.get_origin(hint)):
        if isinstance(kind, type) and kind.__module__.startswith("evidence."):
            yield kind
    for part in typing.get_args(hint):
        yield from classes_in(part)
