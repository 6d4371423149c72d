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
_URL_COMMAND = re.compile(
    r"\{*+\\(?:url|nolinkurl|path|texttt|href)\s*(?:\[[^\]]*+\])?\s*\{([^{}]*+)\}(?:\s*\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\})?\}*+"
).fullmatch
_HREF = re.compile(r"\\href\s*(?:\[[^\]]*+\])?\s*\{([^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+)\}")
_BROKEN = re.compile(r"\\[-/]|\{([-/_.~])\}")
_URL_WORD = re.compile(
    r"\{\\([A-Za-z]+)\s*\}|\$\\([A-Za-z]+)\$|\\([A-Za-z]+)(?:\{\}|\s++|(?![A-Za-z{]))"
)
_MEANT = {
    "allowbreak": "",
    "linebreak": "",
    "sim": "~",
    "slash": "/",
    "string": "",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textbackslash": "\\",
    "textbar": "|",
    "textdollar": "$",
    "textgreater": ">",
    "textless": "<",
    "textquotesingle": "'",
    "textunderscore": "_",
}
_IN_WORDS = re.compile(
    r"(?:<|\[|(?:url|available|retrieved|accessed|online|at|from|see)\b[\s:]*)+"
    r"(https?://[^\s<>\]]+)[>\].]*",
    re.IGNORECASE,
).fullmatch


def as_it_stands(field: str) -> bool:
    """Say whether a field holds an address, a date or a key, in which LaTeX means nothing."""
    return field in _AS_THEY_STAND or field.startswith("bdsk-")


def verbatim(value: str) -> str:
    r"""Return an address or a path as it is meant: only TeX's own escapes are undone.

    >>> verbatim(r"https://example.org/~a{\_}b%20c")
    'https://example.org/~a_b%20c'
    """
    value = value.strip()
    if "{" in value or "\\" in value:
        value = _BROKEN.sub(lambda found: found[1] or ("/" if found[0] == "\\/" else ""), value)
    if "\\" in value:
        if command := _URL_COMMAND(_escapes_undone(value)):
            value = command[1].strip()
        else:
            value = _escapes_undone(value)
    if "\n" in value:
        value = re.sub(r"\s++", lambda blank: "" if "\n" in blank[0] else blank[0], value)
    while value.startswith("{") and value.endswith("}") and _BRACE.search(value, 1, -1) is None:
        value = value[1:-1].strip()
    return value


def target_in(value: str) -> str:
    r"""Return the address that a `\href` in a text leads to, "" where there is none.

    >>> target_in(r"see \href{https://example.org/a\#b}{there}")
    'https://example.org/a#b'
    """
    found = _HREF.search(_escapes_undone(value))
    return verbatim(found[1]) if found else ""


def address_alone(value: str) -> str:
    """Return the address in an address field, without words such as "URL:" around it."""
    found = _IN_WORDS(value)
    return found[1] if found else value


def _escapes_undone(value: str) -> str:
    value = _URL_ESCAPE.sub(lambda found: found[1] or found[2] or "~", value)
    return _URL_WORD.sub(_meant, value) if "\\" in value else value


def _meant(found: re.Match[str]) -> str:
    return _MEANT.get(found[1] or found[2] or found[3], found[0])


def group_end(value: str, at: int) -> int:
    """Return the offset behind the group that opens at `at`."""
    depth = 0
    for mark in _BRACE.finditer(value, at):
        depth += 1 if mark[0] == "{" else -1
        if not depth:
            return mark.end()
    return len(value)
