"""Figures: whether two are the same, and what stands between one and the next.

A range, a fraction, an exponent or a ratio is one statement made of several
figures; the sign between them says as much as they do. Nothing here depends on
a list of words.
"""

from __future__ import annotations

import re
import unicodedata

_BLANK = re.compile(r"\s+")
_DASHES = re.compile(r"--+")
# what separates a figure from the next one and says nothing of either
_SOFT = frozenset(" ,.;()[]\u2026")
_QUOTES = re.compile("[\"']")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_LAKHS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")  # 1,23,456, as in India
_POINT = re.compile(r"(?<!\d)\.(?=\d)")
_SEPARATORS = str.maketrans("", "", ".,' ")
_SWAPPED = str.maketrans(".,", ",.")
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[:.]?[0-5]\d")
# a lone letter has no hyphen to lose: T-23 may be T at minus 23
_LETTER_AND_DIGIT = re.compile(r"(?<=[^\W\d_]{2})[- ](?=\d)|(?<=\d)[- ](?=[^\W\d_])")


def between(text: str, start: int, end: int) -> str:
    r"""Return the signs between two words: " " for blanks alone, "" where nothing is.

    >>> between("2 - 3", 1, 4), between("2\n3", 1, 2), between("2010 (5)", 4, 6)
    ('-', ' ', '(')
    """
    gap = text[start:end]
    said = _DASHES.sub("-", _QUOTES.sub("", _BLANK.sub("", gap)))
    return said or (" " if gap else "")


def same_joint(quoted: str, printed: str) -> bool:
    """Return whether what stands between two figures joins or parts them alike.

    >>> same_joint("-", "-"), same_joint(",", " "), same_joint("-", " "), same_joint("/", "-")
    (True, True, False, False)
    """
    return quoted == printed or (set(quoted) <= _SOFT and set(printed) <= _SOFT)


def same_figure(quoted: str, printed: str) -> bool:
    r"""Return whether two figures can only mean the same number, or the same hour.

    A figure that can be read in two ways, which differ by a factor of a
    thousand, is none that another one stands for.

    >>> same_figure("1500", "1,500"), same_figure("1 500", "1500"), same_figure("3,9", "3.9")
    (True, True, True)
    >>> same_figure(".5", "0.5"), same_figure(".5", "5")
    (True, False)
    >>> same_figure("1.234", "1,234"), same_figure("23", "2-3"), same_figure("106", "10^6")
    (False, False, False)
    >>> same_figure("25", "\u0662\u0665"), same_figure("1,23,456", "123456")
    (True, True)
    """
    quoted, printed = _POINT.sub("0.", _arabic(quoted)), _POINT.sub("0.", _arabic(printed))
    if quoted == printed:
        return True
    if not (_is_figure(quoted) and _is_figure(printed)):
        return False
    if quoted.translate(_SEPARATORS) != printed.translate(_SEPARATORS):
        return bool(_is_time(quoted, printed))
    if _whole(quoted) is not None and _whole(quoted) == _whole(printed):
        return True
    grouped = _GROUPED.fullmatch(quoted) or _GROUPED.fullmatch(printed)
    mixed = {".", ","} <= set(quoted) and {".", ","} <= set(printed)
    if quoted == printed.translate(_SWAPPED):
        return mixed or not grouped
    return False


def same_label(quoted: str, printed: str) -> bool:
    """Return whether two words of letters and digits differ in case or a hyphen alone.

    >>> same_label("COVID 19", "Covid-19"), same_label("1a", "1b"), same_label("1-2a", "12a")
    (True, False, False)
    """
    return _bare(quoted) == _bare(printed)


def _bare(label: str) -> str:
    return _LETTER_AND_DIGIT.sub("", label).casefold()


def _arabic(figure: str) -> str:
    """Return a figure in the digits 0 to 9, whichever script it is written in."""
    if figure.isascii():
        return figure
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in figure)


def _is_figure(text: str) -> bool:
    return any(map(str.isdecimal, text)) and not any(map(str.isalpha, text))


def _whole(figure: str) -> str | None:
    """Return the digits of a number without decimals that has one reading, else None."""
    if figure.isdecimal():
        return figure
    if _LAKHS.fullmatch(figure):
        return figure.replace(",", "")
    found = _GROUPED.fullmatch(figure)
    if not found:
        return None
    bare = figure.translate(_SEPARATORS)
    groups = re.split(r"[.,' ]", figure)
    alone = len(groups) == 2
    if found[1] == "." and alone:  # one and a half, or fifteen hundred
        return None
    return bare if all(len(group) == 3 for group in groups[1:]) else None


def _is_time(quoted: str, printed: str) -> bool:
    pair = (quoted, printed)
    told = [part.replace(":", "").replace(".", "") for part in pair]
    return ":" in quoted + printed and all(map(_TIME.fullmatch, pair)) and told[0] == told[1]
