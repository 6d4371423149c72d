"""Citation keys for works that have none: author, year, and a letter where that is taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from itertools import count, product
from string import ascii_lowercase

from evidence.model.sources import Name

_ARTICLES = frozenset({"a", "an", "the"})
_YEAR = re.compile(r"\d{4}")
_LONGEST = 40


def key_for(authors: Sequence[Name], title: str, year: str, otherwise: str) -> str:
    """Return a citation key such as kim2026: plain letters, the year where it is known.

    Shape: where neither author nor title has a plain letter it begins with `otherwise`.

    >>> key_for([Name("Müller-Hof", "A.")], "Beds", "2019-05", "work")
    'muller2019'
    """
    name = authors[0].family or authors[0].literal if authors else ""
    known = _YEAR.match(year)
    for text in (name, title):
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        words = [word for word in re.findall(r"[a-z]+", plain) if word not in _ARTICLES]
        if words:
            return f"{words[0][:_LONGEST]}{known[0] if known else ''}"
    return f"{otherwise}{known[0] if known else ''}"


def free_key(key: str, taken: Container[str]) -> str:
    """Return a key that is not taken, with a letter behind it where that is needed.

    Shape: `taken` holds keys in small letters: BibTeX takes `Kim` and `kim` for one.

    >>> free_key("Kim2003", {"kim2003", "kim2003a"})
    'Kim2003b'
    """
    return next(each for each in _with_letters(key) if each.casefold() not in taken)


def _with_letters(key: str) -> Iterator[str]:
    yield key
    for length in count(1):
        yield from (
            f"{key}{''.join(letters)}" for letters in product(ascii_lowercase, repeat=length)
        )
