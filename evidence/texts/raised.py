"""Whether a raised sign calls a note or a reference, or is meant: `10⁶`, `m²`, `χ²`.

A mark may be left out by whoever quotes; what is meant may not. In doubt a
figure at a figure is meant, one at a word is a mark.
"""

from __future__ import annotations

import re

# figures, single letters and signs, as they stand in a row: 4,5  6-10  a,b  *
MARK = re.compile(
    r"\d{1,3}(?:\s?[,;]\s?\d{1,3}|[-\u2010-\u2015\u2212]\d{1,3})*|[a-z](?:,[a-z])*|[*\u2020\u2021\u00a7\u00b6\u2016#]+"
)
_UNITS = frozenset("m cm mm km dm μm µm nm ft in yd mi s ms kg g mol l L K W Pa ha h d y".split())  # noqa: SIM905
_POWER = re.compile(r"[-\u2010-\u2015\u2212+]?\d{1,2}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SIGNED = re.compile("\\d[-\u2010-\u2015\u2212]$")
_ELEMENT = re.compile("[A-Z][a-z]?(?![a-z])")
_CHARGE = re.compile("\\d?[+\u2010-\u2015\u2212-]")
_ION = re.compile(r"(?<![^\W\d_])[A-Z][a-z]?\d?$")
_BEFORE = re.compile(r"[^\W_]+$")
_UP = str.maketrans("0123456789-\u2010\u2011\u2012\u2013\u2014\u2212+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁻⁻⁻⁻⁺")


def is_meant(before: str, raised: str, after: str = "") -> bool:
    """Return whether raised signs belong to what they stand at, and are no mark.

    >>> is_meant("about 10", "6"), is_meant("25 m", "2"), is_meant("a good χ", "2")
    (True, True, True)
    >>> is_meant("in 2010", "5"), is_meant("children.", "4,5"), is_meant("lessons", "4")
    (False, False, False)
    """
    if any(map(_CHARGE.fullmatch, (raised, raised + after[:1]))) and _ION.search(before):
        return True
    if not _POWER.fullmatch(raised):
        # the 5th of a row, the nth of them
        return len(raised) > 1 and raised.isalpha() and before[-1:].isdecimal()
    word = _BEFORE.search(before)
    if not word:
        # 10⁻⁶, whose sign is set apart; ¹³C
        return bool(_SIGNED.search(before)) or (len(raised) > 1 and bool(_ELEMENT.match(after)))
    said = word[0]
    if said[-1].isdecimal():
        return not _YEAR.fullmatch(said)
    if raised[0] in "23" or not raised[0].isdecimal():
        return len(said) == 1 or said in _UNITS
    return False


def written_up(raised: str) -> str:
    """Return figures as raised figures, where there are such signs for all of them.

    >>> written_up("-6"), written_up("th")
    ('⁻⁶', 'th')
    """
    return raised.translate(_UP)
