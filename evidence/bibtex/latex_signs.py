"""Signs that mean something in LaTeX, written so that they are themselves."""

from __future__ import annotations

from types import MappingProxyType

_NAMED = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# The second of two would make them one: -- is a dash, '' a quotation mark.
_JOINING = frozenset("-`'?!")
_ESCAPED = frozenset("&%$#_")


def as_itself(sign: str) -> str:
    r"""Return a sign as LaTeX that prints it.

    >>> as_itself("&"), as_itself("~"), as_itself("é")
    ('\\&', '\\textasciitilde{}', 'é')
    """
    if sign in _ESCAPED:
        return f"\\{sign}"
    return _NAMED.get(sign) or (f"{sign}{{}}" if sign in _JOINING else sign)
