"""The kinds of values that a review is written in, as pydantic reads them.

YAML gives text for every scalar; a kind says what the text means and, for
editors, what JSON Schema may call it. Only this room knows pydantic.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from evidence.model.claims import TERMS
from evidence.model.review import FORMAT_VERSION
from evidence.yaml.figures import figure
from evidence.yaml.nodes import Path
from evidence.yaml.refusals import Refusal

CLOSED = ConfigDict(extra="forbid")
# facets are keys of their items; which there are is known only when all files were read
WITH_FACETS = ConfigDict(
    extra="allow",
    json_schema_extra={
        "additionalProperties": {
            "description": "A facet that the framework declares: one of its values, or several.",
            "anyOf": [
                {"type": ["string", "number"]},
                {"type": "array", "items": {"type": ["string", "number"]}},
            ],
        }
    },
)

ID = r"^[A-Za-z][A-Za-z0-9_.:-]{0,63}$"
KEY = r"^[^\s,]+$"
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
SOMETHING = r"\S"
ARROW = r"^\s*\S+\s+[A-Za-z][\w.:-]*\s+\S+\s*$"

# the tags of unions: they turn up in the paths of errors, and no key is written like them
TEXT, TRANSLATIONS, ONE, SEVERAL = "<text>", "<by language>", "<one>", "<several>"
TAGS = frozenset({TEXT, TRANSLATIONS, ONE, SEVERAL})

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

Id: TypeAlias = Annotated[str, Field(pattern=ID)]
Ref: TypeAlias = Annotated[str, Field(pattern=KEY)]
Words: TypeAlias = Annotated[str, Field(pattern=SOMETHING)]
Relation: TypeAlias = Annotated[str, Field(pattern=ARROW, examples=["el.a leads_to el.b"])]
# short scalars that YAML would call numbers and that we keep as they were written
Word: TypeAlias = Annotated[
    str, Field(pattern=SOMETHING), WithJsonSchema({"type": ["string", "number"]})
]
Language: TypeAlias = Annotated[str, Field(pattern=LANGUAGE)]
Term: TypeAlias = Literal[TERMS]  # type: ignore[valid-type]
At: TypeAlias = Annotated[dict[Term, Word], Field(min_length=1)]
Version: TypeAlias = Annotated[
    Literal[FORMAT_VERSION],  # type: ignore[valid-type]
    WithJsonSchema({"const": int(FORMAT_VERSION)}),
]


def refuse(code: str, expected: str = "", hint: str = "") -> PydanticCustomError:
    """Return an error of ours for pydantic to carry; `refusal` takes it out again."""
    return PydanticCustomError(code, "{expected}{hint}", {"expected": expected, "hint": hint})


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


def _spoken(value: Any) -> str | None:
    if isinstance(value, str):
        return TEXT
    return TRANSLATIONS if isinstance(value, dict) else None


def _chosen(value: Any) -> str | None:
    if isinstance(value, str):
        return ONE
    return SEVERAL if isinstance(value, list) else None


_SPOKEN = Discriminator(
    _spoken,
    custom_error_type="wrong-type",
    custom_error_message="text, or a mapping from language to text",
)
_Translations: TypeAlias = Annotated[dict[Language, Words], Field(min_length=1), Tag(TRANSLATIONS)]
Text: TypeAlias = Annotated[Annotated[Words, Tag(TEXT)] | _Translations, _SPOKEN]
# a short scalar that is the same in every language, or is translated
SpokenWord: TypeAlias = Annotated[Annotated[Word, Tag(TEXT)] | _Translations, _SPOKEN]
Chosen: TypeAlias = Annotated[
    Annotated[Word, Tag(ONE)] | Annotated[list[Word], Field(min_length=1), Tag(SEVERAL)],
    Discriminator(
        _chosen,
        custom_error_type="wrong-type",
        custom_error_message="a value, or a list of values",
    ),
]


def _flag(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, str):
        yes = value.lower() in ("yes", "y", "on", "1", "ya")
        raise refuse("unknown-choice", "`true` or `false`", f"write `{str(yes).lower()}`")
    return value


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        raise refuse("wrong-type", "a number")
    number = figure(value)
    if isinstance(number, Refusal):
        raise refuse(number.code, number.expected, number.hint)
    return number


def _count(value: Any) -> Any:
    if not isinstance(value, str):
        raise refuse("wrong-type", "a number")
    count = _counted(value)
    if not count:
        raise refuse("not-a-number", "is not a count", "write a whole number, such as `8`")
    return count


def _tally(value: Any) -> Any:
    if not isinstance(value, str):
        raise refuse("wrong-type", "a number")
    count = _counted(value)
    if count is None:
        raise refuse("not-a-number", "is not a count", "write a whole number, such as `412` or `0`")
    return count


def _counted(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        raise refuse("wrong-type", "a day")
    written = value.strip()
    if not _is_day(written):
        raise refuse("not-a-day", "is not a day", "write it as `2026-11-29`, `2026-11` or `2026`")
    return written


def _is_day(written: str) -> bool:
    parts = _DAY.fullmatch(written)
    if parts is None:
        return False
    year, month, day = (int(part or 1) for part in parts.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def listed(value: Any) -> Any:
    """Return one value alone as a list of it."""
    return [value] if isinstance(value, str) else value


def renamed(old: Mapping[str, str]) -> BeforeValidator:
    """Return what reads words of before as those of now."""
    return BeforeValidator(lambda value: old.get(value, value) if isinstance(value, str) else value)


Flag: TypeAlias = Annotated[bool, BeforeValidator(_flag)]
Number: TypeAlias = Annotated[
    Any, BeforeValidator(_number), WithJsonSchema({"type": ["number", "string"]})
]
Count: TypeAlias = Annotated[
    Any, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})
]
Tally: TypeAlias = Annotated[
    Any, BeforeValidator(_tally), WithJsonSchema({"type": "integer", "minimum": 0})
]
Day: TypeAlias = Annotated[
    Any,
    BeforeValidator(_day),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2026-11-29"]}),
]
Reasons: TypeAlias = dict[Words, Words]
