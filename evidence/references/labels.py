"""Short labels of sources: from a style's citations, or our own where it has none.

An author-date style gives "(Okada 2008a)", of which the label is what stands inside. A
style of numbers or notes gives nothing that a reader of a table could use; then
the label is made here, by the same customs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evidence.references.csl import Item
from evidence.references.smallhtml import plain

# Who is named first in a reference: whoever of them there is.
_FIRST = ("author", "editor", "director", "compiler", "translator", "composer", "performer")
_BRACKETS = {"(": ")", "[": "]"}
_AFTER_YEAR = re.compile(r"[-\s]?[a-z]{0,2}")


class Label(NamedTuple):
    """How we call a source ourselves: by whom, and the year with its letter."""

    who: str
    when: str

    @property
    def text(self) -> str:
        """Return both, as in "Okada 2008a"."""
        return " ".join(part for part in self if part)


def own_labels(items: Sequence[Item]) -> list[Label]:
    """Return a label for each item, told apart by letters in the order given."""
    labels = [Label(_who(item), _when(item)) for item in items]
    counted = Counter(labels)
    letters: Counter[Label] = Counter()
    told_apart: list[Label] = []
    for label in labels:
        if counted[label] == 1:
            told_apart.append(label)
            continue
        letters[label] += 1
        told_apart.append(Label(label.who, label.when + _letter(letters[label])))
    return told_apart


def short_of(citation: str, year: str, own: Label, *, in_note: bool) -> str:
    """Return a citation as it stands alone, ours where the style has nothing that tells a source.

    `year` is what `plain_year` says of the work.

    >>> short_of("(Okada 2008a)", "2008", Label("Okada", "2008"), in_note=False)
    'Okada 2008a'
    >>> short_of("[3]", "2008", Label("Okada", "2008"), in_note=False)
    'Okada 2008'
    """
    bracketed = citation[-1:] == _BRACKETS.get(citation[:1])
    inner = citation[1:-1] if bracketed else citation
    if in_note or not any(character.isalpha() for character in inner):
        return own.text
    who, found, letter = inner.rpartition(year) if year else (inner, year, "")
    plain_end = who.strip(" ,") and found == year and _AFTER_YEAR.fullmatch(letter)
    return inner if plain_end else own.text


def plain_year(item: Item) -> str:
    """Return the year of an item by somebody in a plain year, else "".

    Whatever the style, it is what "(Okada 2008)" ends with then.
    """
    date = item.get("issued", {})
    parts = date.get("date-parts", ())
    if len(parts) != 1 or "circa" in date or "season" in date or not item.get("author"):
        return ""
    year = parts[0][0]
    return str(year) if 1000 <= year <= 9999 else ""


def distinct(labels: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """Return the labels, those that are not the only one of their kind with their key."""
    counted = Counter(short for short, _ in labels.values())
    return {
        index: short if counted[short] == 1 else f"{short} [{key}]"
        for index, (short, key) in labels.items()
    }


def _who(item: Item) -> str:
    names: list[dict[str, str]] = next((item[role] for role in _FIRST if item.get(role)), [])
    called = [_called(name) for name in names]
    if not called:
        return plain(item.get("title", "")) or f"[{item['id']}]"
    if called[-1] == "others" or len(called) > 2:
        return f"{called[0]} et al."
    return " & ".join(called)


def _called(name: Mapping[str, str]) -> str:
    particle, family = name.get("non-dropping-particle", ""), name.get("family", "")
    return plain(name.get("literal", "") or f"{particle} {family}".strip())


def _when(item: Item) -> str:
    date = item.get("issued", {})
    years = [_year(parts[0]) for parts in date.get("date-parts", ())]
    return "–".join(years) or plain(date.get("literal", "") or item.get("status", ""))


def _year(year: int) -> str:
    """Return a year as it is written: 380 BC for CSL's -380, nothing for an end that is open."""
    return f"{-year} BC" if year < 0 else str(year) if year else ""


def _letter(number: int) -> str:
    """Return a, b, ... z, aa, ab, ... for 1, 2, ...

    >>> _letter(1), _letter(26), _letter(27)
    ('a', 'z', 'aa')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
