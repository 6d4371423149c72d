"""Suggestions: the known ids that a mistyped one may have meant.

`did_you_mean` compares a word with every known one, which a review with ten
thousand ids and as many mistakes cannot pay. Of sorted ids only the neighbours
are compared: what shares the longest beginning, or the longest ending.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from unicodedata import normalize

from evidence.diagnostics import Place, did_you_mean
from evidence.model import Source

_YEAR = re.compile(r"\d{4}")
_NEIGHBOURS = 40
_WORDS = 200


class Suggestions:
    """Says what a mistyped word may have meant, for the first few hundred words.

    Shape: `locate` gives the place where an id is defined. One value serves
           one run of one check: it counts the words that it was asked about.
    """

    def __init__(self, known: Iterable[str], locate: Callable[[str], Place] | None = None) -> None:
        self._known = known
        self._locate = locate
        self._forward: list[str] = []
        self._backward: list[str] = []
        self._said: dict[str, str] = {}

    def help(self, word: str) -> str:
        """Return "did you mean `x`? (file:line)" for the closest id, or "".

        >>> Suggestions(["el.knowledge", "el.garden"]).help("el.knowlege")
        'did you mean `el.knowledge`?'
        """
        if word not in self._said and len(self._said) < _WORDS:
            self._said[word] = self._look(word)
        return self._said.get(word, "")

    def _look(self, word: str) -> str:
        if not self._forward:
            self._forward = sorted(self._known)
            self._backward = sorted(known[::-1] for known in self._known)
        ahead = _around(self._forward, word)
        behind = (known[::-1] for known in _around(self._backward, word[::-1]))
        said = did_you_mean(word, dict.fromkeys((*ahead, *behind)))
        if not said or self._locate is None:
            return said
        place = self._locate(said.split("`")[1])
        return f"{said} ({place.file}:{place.line})" if place.file else said


def by_author(key: str, sources: Iterable[Source]) -> tuple[str, ...]:
    """Return the keys of the works whose first author, and year, another key names.

    >>> from evidence.model import Name
    >>> kim = Source("kimTasting2003", "book", (Name("Kim"),), fields={"year": "2003"})
    >>> by_author("kim2003", [kim]), by_author("kim2004", [kim])
    (('kimTasting2003',), ())
    """
    said = _letters(key)
    year = _YEAR.search(key)
    return tuple(
        source.key
        for source in sources
        if (name := _letters(source.authors[0].short if source.authors else ""))
        and said.startswith(name)
        and (year is None or year[0] in source.year)
    )


def _letters(text: str) -> str:
    return "".join(sign for sign in normalize("NFKD", text).casefold() if sign.isalpha())


def _around(ordered: list[str], word: str) -> list[str]:
    middle = bisect_left(ordered, word)
    return ordered[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS]
