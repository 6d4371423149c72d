"""What a shape refuses of an item, before it is told and repaired."""

from __future__ import annotations

from typing import NamedTuple

from evidence.yaml.nodes import Path


class Refusal(NamedTuple):
    """A value that does not fit, or is missing.

    It is no diagnostic: one mistake is often refused twice (a misspelt key is
    unknown, and the right one missing), and what was meant by the value is
    worked out from it, as well as what is said to its author.

    Shape: `given` is the value as it was written; `on_key` says that it is the
           key at `path` that does not fit, and not the value; `choices` are
           the words that are allowed, where they are few.
    """

    code: str
    path: Path = ()
    given: object = None
    expected: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    on_key: bool = False
