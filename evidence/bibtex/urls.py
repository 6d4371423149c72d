"""Addresses and paths in LaTeX, which must come out as they are meant."""

from __future__ import annotations

import re

_AS_THEY_STAND = frozenset(
    {
        "adsurl",
        "bibsource",
        "biburl",
        "crossref",
        "date",
        "doi",
        "ee",
        "entryset",
        "eprint",
        "eventdate",
        "file",
        "ids",
        "link",
        "local-url",
        "origdate",
        "pdf",
        "related",
        "timestamp",
        "url",
        "urldate",
        "urls",
        "xdata",
        "xref",
    }
)
_BRACE = re.compile(r"[{}]")
_URL_ESCAPE = re.compile(r"\{\\([_%&#$~^])\}|\\([_%&#$~^{}])(?:\{\})?|\{(\\textasciitilde)\}")
_URL_COMMAND = re.compile(r"\\(?:url|nolinkurl|path)\s*\{([^{}]*+)\}").fullmatch


def as_it_stands(field: str) -> bool:
    """Say whether a field holds an address, a date or a key, in which LaTeX means nothing."""
    return field in _AS_THEY_STAND or field.startswith("bdsk-")


def verbatim(value: str) -> str:
    r"""Return an address or a path as it is meant: only TeX's own escapes are undone.

    >>> verbatim(r"https://example.org/~a{\_}b%20c")
    'https://example.org/~a_b%20c'
    """
    value = value.strip()
    if "\\" in value:
        value = _URL_ESCAPE.sub(lambda found: found[1] or found[2] or "~", value)
        if command := _URL_COMMAND(value):
            value = command[1].strip()
    if "\n" in value:
        value = re.sub(r"\s++", lambda blank: "" if "\n" in blank[0] else blank[0], value)
    while value.startswith("{") and value.endswith("}") and _BRACE.search(value, 1, -1) is None:
        value = value[1:-1].strip()
    return value


def group_end(value: str, at: int) -> int:
    """Return the offset behind the group that opens at `at`."""
    depth = 0
    for mark in _BRACE.finditer(value, at):
        depth += 1 if mark[0] == "{" else -1
        if not depth:
            return mark.end()
    return len(value)
