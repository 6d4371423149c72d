"""Ids for what is new in a review, made of a few of its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_MOST = 56  # an id has 64 characters at most, and may get a number
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
# words that tell nothing in an id, in English and Indonesian
SMALL_WORDS = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "a an and are as at be been by can did do does for from had has have in into is it its "
        "more of on or than that the their them then there these they this those to was were "
        "where which who will with dan dari di ini itu ke pada untuk yang"
    ).split()
)
# words that tell little by themselves: of the words of an id they do not count
LIGHT_WORDS = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "after all also although any because before both could each even every few how less many "
        "may might most must no not one only other others some such than too very what when "
        "while would should ada akan banyak dapat hanya harus juga lain lebih setiap tidak"
    ).split()
)
_SHORTEST = 4  # letters of a word that counts
_LIGHT = 2  # light words that are taken along at most


def id_for(statement: str, taken: Collection[str], words: int = 3, other: str = "claim") -> str:
    """Return an id made of the first telling words of a text, that nothing bears yet.

    Shape: `words` is how many words of weight it has, to which light ones come that
           stand between them; `other` is what it is called where the text has
           no word for an id.

    >>> id_for("Children tend to name more vegetables.", ["children_tend_name"])
    'children_tend_name_2'
    >>> id_for("The course asks for no prior knowledge.", [])
    'course_asks_no_prior'
    """
    plain = unicodedata.normalize("NFKD", statement.lower())
    parts = _NOT_IN_IDS.split("".join(c for c in plain if not unicodedata.combining(c)))
    telling = [part for part in parts if part[:1].isalpha() and part not in SMALL_WORDS]
    taken_words: list[str] = []
    for part in telling[: words + _LIGHT]:
        if sum(map(_weighs, taken_words)) < words:
            taken_words.append(part)
    base = "_".join(taken_words)[:_MOST].rstrip("_") or other
    number = 1
    while (name := base if number == 1 else f"{base}_{number}") in taken:
        number += 1
    return name


def _weighs(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in LIGHT_WORDS


def key_for(name: str, taken: Collection[str]) -> str:
    """Return a key made of a name, its figures as well, that nothing bears yet.

    >>> key_for("Study 12", ["study_12"]), key_for("2019 report", [])
    ('study_12_2', 'text_2019_report')
    """
    plain = unicodedata.normalize("NFKD", name.lower())
    base = _NOT_IN_IDS.sub("_", "".join(c for c in plain if not unicodedata.combining(c)))
    base = base.strip("_")[:_MOST].rstrip("_")
    if not base[:1].isalpha():
        base = f"text_{base}".rstrip("_")
    number = 1
    while (key := base if number == 1 else f"{base}_{number}") in taken:
        number += 1
    return key
