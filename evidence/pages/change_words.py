"""How changed items are called, and what stood there beside what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from evidence.model.lock import ItemChange
from evidence.pages.part_names import apart, part_name
from evidence.pages.translated import Translated
from evidence.synthesis.differences import Differences

# of a list that says the same of many, how many are named
SHOWN = 8
FEW = 4
_LONG = 160  # characters of a text that came or went


class ChangeTeller:
    """Tells differences of two states of a review in the words of one language."""

    def __init__(self, old: Translated, new: Translated, found: Differences) -> None:
        self.old, self.new, self.found = old, new, found
        self.words = new.words

    def reworded(self, change: ItemChange, part: str, what: str) -> str:
        """Return what stood there and what stands there, as far as they differ."""
        texts = self.found.wordings.get(f"{change.kind} {change.id}", {})
        old, new = texts.get(part, ("", ""))
        language = part.partition(".")[2]
        where = f" ({language})" if language in self.new.graph.review.languages[1:] else ""
        if not old:
            return f"{what}{where}: {self.words('newly “{text}”', text=_short(new))}"
        if not new:
            return f"{what}{where}: {self.words('no longer “{text}”', text=_short(old))}"
        before, after = apart(old, new)
        return f"{what}{where}: " + self.words(
            "“{before}” became “{after}”", before=before, after=after
        )

    def part(self, part: str) -> str:
        """Return what a part of an item is called: a facet by its id."""
        said = part_name(part)
        return self.words(said) if said else f"`{part.removeprefix('facets.').partition('.')[0]}`"

    def called(self, change: ItemChange) -> str:
        """Return what an item is called: a source as it is cited, others by their ids."""
        if change.kind == "source":
            return self.new.source(change.id).label
        return f"`{change.id}`"

    def works(self, key: str) -> str:
        """Return works cited together, or a study, as they are called."""
        review = self.new
        names = [
            review.source(k).label
            if k in review.graph.sources
            else (self.old.source(k).label if k in self.old.graph.sources else k)
            for k in key.split(" ")
        ]
        if len(names) == 1:
            return names[0]
        *first, last = names
        return self.words("{list} and {last} together", list=", ".join(first), last=last)

    def ids(self, keys: Sequence[str]) -> str:
        """Return a list of ids, of a long one the first and how many more."""
        return self.several([f"`{key}`" for key in keys], SHOWN)

    def several(self, items: Sequence[str], most: int) -> str:
        """Return a list of items, of a long one the first and how many more."""
        told = list(items[:most])
        if len(items) > most:
            told.append(self.words.count(len(items) - most, "{n} more", "{n} more"))
        return ", ".join(told)


def _short(text: str) -> str:
    return shorten(text, _LONG, placeholder=" …")
