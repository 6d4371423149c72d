"""Whether a raised sign calls a note or a reference, or is meant: `10⁶`, `m²`, `χ²`.

A mark may be left out by whoever quotes; what is meant may not. In doubt a
figure at a figure is meant, one at a word is a mark.
"""

from __future__ import annotations

import re
from itertools import pairwise

# figures, single letters and signs, as they stand in a row: 4,5  6-10  a,b  *
MARK = re.compile(
    r"\d{1,3}(?:\s?[,;]\s?\d{1,3}|[-\u2010-\u2015\u2212]\d{1,3})*|[a-z](?:,[a-z])*|[*\u2020\u2021\u00a7\u00b6\u2016#]+"
)
# what is numbered: the figure at such a word belongs to it
LABELS = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "arm class cohort figure fig grade group level model phase plot question sample site stage "
        "step study table type version wave year zone gambar tabel kelompok kelas tahap tipe"
    ).split()
)
# figures set at a word, or at the full stop behind one, and nothing behind them
_RUN_ON = re.compile(
    r"([^\W\d_]{3,}+)[.,;:)\]”’\"']{0,2}(\d{1,3}(?:[,–-]\d{1,3})*)(?![\d%]|[.,–-]\d|[^\W_])"
)
_FIGURE = re.compile(r"\d+")
_REACH = 20  # numbers that one mark may go through
_SKIPPED = 20  # numbers that the next mark may be ahead
_FEW = 5  # numbers, and words that they stand at: fewer may be chance
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


def run_on_marks(text: str) -> list[tuple[int, int]]:
    """Return the marks of a text that sets nothing raised: `lessons4,5`, `children.6-10`.

    They are known by their numbers, which count up through the text at words of
    all sorts; some may stand where they are not told from a figure (`2010`, and mark 5).

    >>> text = "Beds1 grow.2,3 Peas82 in May.4 CO2 and grade4 lost them5, too.6"
    >>> [text[start:end] for start, end in run_on_marks(text)]
    ['1', '2,3', '4', '5', '6']
    """
    found: list[tuple[int, int]] = []
    words: set[str] = set()
    called: set[int] = set()
    last = 0
    for match in _RUN_ON.finditer(text):
        numbers = [int(number) for number in _FIGURE.findall(match[2])]
        counts_up = all(one < other for one, other in pairwise(numbers))
        near = 0 < numbers[0] <= last + _SKIPPED and numbers[-1] <= max(last, numbers[0]) + _REACH
        word = match[1].casefold()
        if counts_up and near and word not in LABELS:
            found.append(match.span(2))
            words.add(word)
            called.update(numbers)
            last = max(last, numbers[-1])
    return found if min(len(called), len(words)) >= _FEW else []


def written_up(raised: str) -> str:
    """Return figures as raised figures, where there are such signs for all of them.

    >>> written_up("-6"), written_up("th")
    ('⁻⁶', 'th')
    """
    return raised.translate(_UP)
