"""Whether two words differ as scanning makes them differ, or as a hand does.

A letter taken for one that looks like it leaves a word that does not exist;
a hand puts one existing word for another. Which words exist is told by the
text itself, in any language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from evidence.quotes.normalised import key_of
from evidence.quotes.similarity import distance, likeness
from evidence.quotes.word_classes import WEIGHTY, negates

_ALIKE = (
    "il1|tjr",
    "oe0cqad",
    "ceoa",
    "un",
    "uvy",
    "vyw",
    "hbkn",
    "nhr",
    "ft",
    "sz5",
    "b86",
    "g9qy",
    "z2",
    "g6",
    "mn",
    "ao",
    "pn",
    "xk",
    "dcl",
)
_LOOKS = frozenset(
    (one, other) for group in _ALIKE for one in group for other in group if one != other
)
_OFTEN = 200
_RARER = 6  # times: a misreading that happens to be a word is so much rarer than the word
_MERGED = {
    "m": ("rn", "nn", "in", "ni", "iii", "ri", "tn"),
    "d": ("cl", "ol", "ci"),
    "w": ("vv", "w", "uu"),
    "n": ("ri", "ii", "rr", "il"),
    "h": ("li", "ti", "ii", "fi", "ln"),
    "u": ("ii", "li", "il"),
    "k": ("lc", "ic"),
    "g": ("cj", "q"),
    "b": ("lo", "1o"),
    "a": ("ci",),
}
_DIGITS = str.maketrans("olizsbg", "0112589")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a text tells of words.

    Shape: `count` says how often a word stands in the text, up to a number;
           `broken` whether a key has letters in a row that hardly a word of
           the text has; `interrupts` whether a stretch of the stream stands
           between two halves of a sentence without belonging to it, `marks`
           whether it is a mark of a note or a reference; `scanned` whether the
           stretch was read by a machine from a picture: elsewhere a text is
           held to its letters. `rich` says that the text is long enough to tell
           which letters words have, `flat` that whoever copies from it loses
           what is raised.
    """

    count: Callable[[str, int], int]
    broken: Callable[[str], bool]
    interrupts: Callable[[int, int], bool]
    marks: Callable[[int, int], bool] = lambda _start, _end: False
    scanned: Callable[[int, int], bool] = lambda _start, _end: True
    rich: bool = True
    flat: bool = False


def scanned(quoted: str, printed: str, vocabulary: Vocabulary) -> bool:
    """Return whether one word is what scanning made of the other."""
    ours, theirs = key_of(quoted), key_of(printed)
    weighs = (ours in WEIGHTY, theirs in WEIGHTY)
    if all(weighs) or not ours or not theirs or negates(ours, theirs):
        return False
    alike = looks_alike(ours, theirs)
    if not alike and not _spoilt(ours, theirs):
        return False
    known = weighs[0] or vocabulary.count(quoted, 1) > 0
    # the printed word stands in the text where the quote was taken
    if known and (weighs[1] or vocabulary.count(printed, 2) > 1):
        return alike and vocabulary.rich and _is_damage(quoted, printed, vocabulary)
    suspect = theirs if known else ours
    # words of four letters have many neighbours, longer ones few that look alike
    unmistakable = _is_no_word(suspect) or (alike and len(suspect) > 4)
    return unmistakable or _inside(ours, theirs) or vocabulary.broken(suspect)


def _is_damage(quoted: str, printed: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word that stands in the text is a misreading of another one there."""
    counts = (
        (vocabulary.count(quoted, _OFTEN), key_of(quoted)),
        (vocabulary.count(printed, _OFTEN) - 1, key_of(printed)),
    )
    (few, rare), (many, often) = sorted(counts)
    if rare in WEIGHTY:
        return False
    if _is_vowelless(rare) or vocabulary.broken(rare):
        return True
    return many >= _RARER * max(few, 1) and not _same_but_vowels(rare, often)


def _spoilt(one: str, other: str) -> bool:
    """Return whether a few letters, here and there, make the difference."""
    short, long = sorted((one, other), key=len)
    changed = distance(one, other)
    if len(long) < 2 or changed > max(1, len(long) // 3) or len(long) - len(short) > 1:
        return False
    start, end = _shared_ends(short, long)
    if len(short) < len(long) and start + end >= len(short) and not (start and end):
        return False  # a letter added in front or behind makes another word
    # another beginning or ending of several letters does so too
    return changed == 1 or (start < len(short) - changed and end < len(short) - changed)


def _inside(one: str, other: str) -> bool:
    """Return whether one letter in the middle of a long word makes the difference.

    Words that long have hardly a neighbour; their beginnings and ends are inflected.
    """
    if len(one) != len(other) or len(one) < 6:
        return False
    start, end = _shared_ends(one, other)
    return start >= 2 and end >= 3 and start + end == len(one) - 1


def _is_no_word(word: str) -> bool:
    """Return whether a word that a text lacks can be none: by a digit, its vowels, its length."""
    return len(word) < 4 or any(sign.isdecimal() for sign in word) or _is_vowelless(word)


def _is_vowelless(word: str) -> bool:
    return word.isascii() and not any(sign in "aeiouy" for sign in word)


def _shared_ends(one: str, other: str) -> tuple[int, int]:
    """Return how many letters two words share from their beginning and from their end."""
    start = end = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    while end < len(one) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start, end


def _same_but_vowels(one: str, other: str) -> bool:
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(
        mine == theirs or (mine in "aeiou" and theirs in "aeiou") for mine, theirs in pairs
    )


def resemblance(one: str, other: str) -> float:
    """Return how alike two keys are, 0 to 1; letters that only look alike count for much."""
    alike = likeness(one, other)
    if 0.15 < alike < 0.5 and max(len(one), len(other)) < 10 and looks_alike(one, other):
        return 0.7
    return alike


def digits_of(word: str) -> str:
    """Return a number with the letters that scanning puts for digits read as digits."""
    return word.translate(_DIGITS)


@lru_cache(maxsize=65536)
def looks_alike(one: str, other: str) -> bool:
    """Return whether a few letters that look alike make the whole difference."""
    most = max(1, (min(len(one), len(other)) + 1) // 2)
    cost = _cost(one, other, most)
    return cost <= most


def _cost(one: str, other: str, most: int) -> int:
    """Return how many look-alikes turn one word into the other, `most + 1` if none do."""
    rows, columns = len(one), len(other)
    never = most + 1
    table = [[never] * (columns + 1) for _ in range(rows + 1)]
    table[0][0] = 0
    for row in range(rows + 1):
        for column in range(columns + 1):
            here = table[row][column]
            if here > most:
                continue
            if row < rows and column < columns:
                mine, theirs = one[row], other[column]
                step = here if mine == theirs else here + 1
                if mine == theirs or (mine, theirs) in _LOOKS:
                    table[row + 1][column + 1] = min(table[row + 1][column + 1], step)
                for merged in _MERGED.get(mine, ()):
                    if other.startswith(merged, column):
                        end = column + len(merged)
                        table[row + 1][end] = min(table[row + 1][end], here + 1)
                for merged in _MERGED.get(theirs, ()):
                    if one.startswith(merged, row):
                        end = row + len(merged)
                        table[end][column + 1] = min(table[end][column + 1], here + 1)
    return table[rows][columns]
