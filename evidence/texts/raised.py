"""Whether a raised sign calls a note or a reference, or is meant: `10⁶`, `m²`, `χ²`.

A mark may be left out by whoever quotes; what is meant may not. In doubt a
figure at a figure is meant, one at a word is a mark.
"""

from __future__ import annotations

import re
from itertools import pairwise

# figures, single letters, small Roman figures and signs, as they stand in a row: 4,5  6-10  a,b
# iv  1a  *  [12]  (3)
_ONE = r"(?:\d{1,3}[a-z]?|[a-z]|[ivx]{2,5}|[A-Z]|[*\u2020\u2021\u00a7\u00b6\u2016#]+)"
_SEPARATOR = r"(?:\s?[,;\u3001\uff0c\uff1b]\s?|[-\u2010-\u2015\u2212])"
_ROW = rf"{_ONE}(?:{_SEPARATOR}{_ONE})*[.,]?"
MARK = re.compile(
    rf"(?:note )?{_ROW}|[\[\uff3b\u3014](?:note )?{_ROW}[\]\uff3d\u3015]|[(\uff08]{_ROW}[)\uff09]"
)
# what is numbered: the figure at such a word belongs to it
LABELS = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "arm class cohort figure fig grade group level model phase plot question sample site stage "
        "step study table type version wave year zone gambar tabel kelompok kelas tahap tipe"
    ).split()
)
# figures set at a word, or at the full stop behind one, and nothing behind them
_RUN_ON = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*(?![\d%]|[.,–-]\d|[^\W_])")
_RUN_ON_AT = re.compile(r"([^\W\d_]{3,})[.,;:)\]”’\"']{0,2}\Z")
_LONGEST = 40  # code points of a word
# a number of the count that stands at a word, behind a blank, or at a year
_MISSING = (
    r"(?:(?<=[^\W\d_])|(?<=[.,;:)\]”’\"'])|(?<=\b(?:19|20)\d\d))"
    r"( ?(?:\d{{1,3}},)*{}(?:[,–-]\d{{1,3}})*)(?![\d%]|[.,–-]\d|[^\W_])"
)
_FIGURE = re.compile(r"\d+")
_REACH = 20  # numbers that one mark may go through
_SKIPPED = 20  # numbers that the next mark may be ahead
_BEFORE_MOST = 24  # code points before a raised sign that tell what it is raised at
_FEW = 5  # numbers, and words that they stand at: fewer may be chance
_UNITS = frozenset("m cm mm km dm μm µm nm ft in yd mi s ms kg g mol l L K W Pa ha h d y".split())  # noqa: SIM905
_POWER = re.compile(r"[-\u2010-\u2015\u2212+]?\d{1,2}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SIGNED = re.compile("\\d[-\u2010-\u2015\u2212]\\Z")
_ELEMENT = re.compile("[A-Z][a-z]?(?![a-z])")
_CHARGE = re.compile("\\d?[+\u2010-\u2015\u2212-]")
_ION = re.compile(r"(?<![^\W\d_])[A-Z][a-z]?\d?\Z")
_BEFORE = re.compile(r"[^\W_]+\Z")
_VARIABLE = re.compile(r"(?<![^\W_])(?:[b-z]|10|2)\Z")
_SET_UP = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_SIGNS_UP = ("\u207a", "\u207b")
_SIGN_UP = "[\u207a\u207b]?"
_RAISED_SIGNS = re.compile(
    rf"[{_SET_UP}]+{_SIGN_UP}(?:(?:[,;]\s?|[-\u2013])[{_SET_UP}]+)*"
    r"|[\u1d43\u1d47\u1d48\u1d49\u1d4d]|[\u2020\u2021]+"
)
_FIRST_RAISED = re.compile(f"[{_SET_UP}\u1d43\u1d47\u1d48\u1d49\u1d4d\u2020\u2021]")
# numbers in parentheses, at which nothing is told but by their counting up
_PARENTHESISED = re.compile(r"\s?\((\d{1,3}(?:(?:\s?[,;]\s?|\s?[-\u2010-\u2013]\s?)\d{1,3})*)\)")
_LAST_WORD = re.compile(r"([^\W\d_]+)[.,;:)\]\u201d\u2019\"']{0,2}\Z")
_DOWN = str.maketrans(
    "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b", "1230456789+-"
)
_UP = str.maketrans("0123456789-\u2010\u2011\u2012\u2013\u2014\u2212+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁻⁻⁻⁻⁺")


_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def written_down(lowered: str) -> str:
    """Return lowered figures as characters that say so.

    >>> written_down("12")
    '₁₂'
    """
    return lowered.translate(_LOWERED)


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
        return _is_set_up(before, raised)
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


def _is_set_up(before: str, raised: str) -> bool:
    """Return whether letters belong to what they stand at: the 5th, 10 to the n, x to the k."""
    if len(raised) == 1 and raised.isalpha():
        return bool(_VARIABLE.search(before))
    return raised.isalpha() and before[-1:].isdecimal()


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
        # figures are rarer than words, so they are looked for first
        start = match.start()
        if not start or text[start - 1] in " \n":
            continue
        at = _RUN_ON_AT.search(text[max(0, start - _LONGEST) : start])
        if at is None:
            continue
        numbers = [int(number) for number in _FIGURE.findall(match[0])]
        counts_up = all(one < other for one, other in pairwise(numbers))
        near = 0 < numbers[0] <= last + _SKIPPED and numbers[-1] <= max(last, numbers[0]) + _REACH
        word = at[1].casefold()
        if counts_up and near and word not in LABELS:
            found.append(match.span())
            words.add(word)
            called.update(numbers)
            last = max(last, numbers[-1])
    return _filled_in(text, found) if min(len(called), len(words)) >= _FEW else []


def _filled_in(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the marks with those that the count lacks between two of them.

    A number that the count lacks just there is a mark behind a blank, a short
    word or a year as well.

    >>> text = "Beds1 by2 May.3 Peas 4 In 20105 they6 lost all7 of 8 beds8 there.9"
    >>> [text[start:end] for start, end in run_on_marks(text)]
    ['1', '2', '3', ' 4', '5', '6', '7', '8', '9']
    """
    filled: list[tuple[int, int]] = []
    last = after = 0
    for start, end in found:
        numbers = [int(number) for number in _FIGURE.findall(text[start:end])]
        new = min((number for number in numbers if number > last), default=0)
        while last and last + 1 < new:
            missing = re.compile(_MISSING.format(last + 1)).search(text, after, start)
            if missing is None:
                break
            filled.append(missing.span(1))
            after = missing.end()
            last = max(map(int, _FIGURE.findall(missing[1])))
        filled.append((start, end))
        last, after = max(last, *numbers), end
    return filled


def raised_signs(text: str) -> list[tuple[int, int]]:
    """Return the marks that are raised by their own signs: `lessons\u2074`, not `10\u2074`.

    >>> text = "Beds\u00b9 of 5 m\u00b2 held 10\u2076 seeds\u00b2,\u00b3 in May\u2020."
    >>> [text[start:end] for start, end in raised_signs(text)]
    ['\u00b9', '\u00b2,\u00b3', '\u2020']
    """
    found = []
    start = end = 0
    # a class of signs alone is looked for in a tenth of the time
    while first := _FIRST_RAISED.search(text, end):
        match = _RAISED_SIGNS.match(text, first.start())
        end = match.end() if match else first.end()
        start = first.start() - (text[first.start() - 1 : first.start()] in _SIGNS_UP)
        before, after = text[max(0, start - _BEFORE_MOST) : start], text[end : end + 4]
        if not is_meant(before, text[start:end].translate(_DOWN), after):
            found.append((start, end))
    return found


def parenthesised_marks(text: str, listed: int) -> list[tuple[int, int]]:
    """Return the numbers in parentheses that call references, with the blank before them.

    Shape: `listed` is how many numbered references the text lists, 0 if it lists
           none. Marks count up, as `run_on_marks` tells them; if more than one in
           ten does not fit, nothing is a mark.

    >>> text = "Beds (1) grow (2,3). Peas (4) in May (5). All (6) of 30 left."
    >>> [text[start:end] for start, end in parenthesised_marks(text, 8)]
    [' (1)', ' (2,3)', ' (4)', ' (5)', ' (6)']
    >>> parenthesised_marks("Boys (12) and girls (3) and men (8) and all (2), in May (7).", 20)
    []
    """
    found: list[tuple[int, int]] = []
    words: set[str] = set()
    called: set[int] = set()
    last = others = 0
    for match in _PARENTHESISED.finditer(text) if listed else ():
        numbers = [int(number) for number in _FIGURE.findall(match[1])]
        word = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
        fits = 0 < numbers[0] <= last + _SKIPPED and max(numbers) <= min(listed, last + _REACH)
        if word is None or word[1].casefold() in LABELS or not fits:
            others += 1
            continue
        found.append(match.span())
        words.add(word[1].casefold())
        called.update(numbers)
        last = max(last, *numbers)
    sure = min(len(called), len(words)) >= _FEW and others * 9 <= len(found)
    return found if sure and _counts_up(text, found) else []


def _counts_up(text: str, found: list[tuple[int, int]]) -> bool:
    """Return whether most of the numbers that stand first are higher than all before them."""
    last = rising = fresh = 0
    seen: set[int] = set()
    for start, end in found:
        number = int(_FIGURE.findall(text[start:end])[0])
        if number not in seen:
            fresh += 1
            rising += number > last
        seen.add(number)
        last = max(last, number)
    return rising * 10 >= fresh * 9


def written_up(raised: str) -> str:
    """Return figures as raised figures, where there are such signs for all of them.

    >>> written_up("-6"), written_up("th")
    ('⁻⁶', 'th')
    """
    return raised.translate(_UP)
