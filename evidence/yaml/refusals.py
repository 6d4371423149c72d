"""What pydantic says about a value, in terms of the review."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from evidence.yaml.nodes import Path
from evidence.yaml.values import ARROW, ID, KEY, LANGUAGE, TAGS

_TYPES = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a mapping",
    "typed_dict_type": "a mapping",
    "bool_type": "true or false",
}
_CODES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "literal_error": "unknown-choice",
    "too_short": "empty-value",
    **dict.fromkeys(_TYPES, "wrong-type"),
}
# what does not even match SOMETHING is blank
_PATTERNS = {ID: "bad-id", KEY: "several-in-one", LANGUAGE: "bad-language", ARROW: "bad-arrow"}
_QUOTED = re.compile(r"'([^']*)'")


class Refusal(NamedTuple):
    """A value that does not fit, or is missing.

    Shape: `given` is the value as it was written; `on_key` says that it is the
           key at `path` that does not fit, and not the value; `choices` are
           the words that are allowed, where they are few.
    """

    code: str
    path: Path
    given: object = None
    expected: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    on_key: bool = False


def refusal(detail: Any) -> Refusal:
    """Return one of pydantic's error details as a refusal."""
    path: Path = tuple(step for step in detail["loc"] if step not in TAGS)
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    on_key = path[-1] == "[key]" if path else False
    if on_key:
        path = path[:-1]
    # a validator of ours gives its code as the type
    code = _CODES.get(kind, kind)
    expected = _TYPES.get(kind) or context.get("expected", "") or detail["msg"]
    if kind == "string_pattern_mismatch":
        code = _PATTERNS.get(context["pattern"], "empty-value")
    if kind == "literal_error" and on_key:
        code = "unknown-key"
    if code not in ("missing-key", "unknown-key") and _is_blank(given):
        code = "empty-value"
    choices = tuple(_QUOTED.findall(expected)) if kind == "literal_error" else ()
    return Refusal(
        code,
        path,
        given,
        expected,
        context.get("hint", ""),
        choices,
        on_key or code == "unknown-key",
    )


def _is_blank(given: object) -> bool:
    return given is None or (isinstance(given, str) and not given.strip())
