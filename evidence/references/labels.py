"""Short labels of sources: from a style's citations, or our own where it has none.

An author-date style gives "(Okada 2008a)", from which the other forms follow. A
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


class Forms(NamedTuple):
    """A citation in a sentence, "Okada (2008a)", and alone, "Okada 2008a"."""

    in_sentence: str
    short: str


def forms_of(citation: str, year: str, own: Label, asked: str, *, in_note: bool) -> Forms:
    """Return the other forms of "(Okada 2008)".

    `year` is given where the form inside a sentence follows from it, else
    `asked` is what pandoc said; `own` stands in where the style has no label.

    >>> forms_of("(Okada 2008a)", "2008", Label("Okada", "2008"), "", in_note=False)
    Forms(in_sentence='Okada (2008a)', short='Okada 2008a')
    >>> forms_of("[3]", "2008", Label("Okada", "2008"), "", in_note=False)
    Forms(in_sentence='Okada [3]', short='Okada 2008')
    """
    if in_note:
        return Forms(own.text, own.text)
    bracketed = citation[-1:] == _BRACKETS.get(citation[:1])
    inner = citation[1:-1] if bracketed else citation
    numbered = Forms(f"{own.who} {citation}".strip(), own.text)
    if not any(character.isalpha() for character in inner):
        return numbered
    if not year:
        return Forms(asked or citation, inner)
    at = inner.rfind(year)
    who, when = inner[: max(at, 0)].rstrip(" ,"), inner[at:]
    if not who or not _AFTER_YEAR.fullmatch(when, len(year)):
        return numbered
    opening, closing = (citation[0], citation[-1]) if bracketed else ("(", ")")
    return Forms(f"{who} {opening}{when}{closing}", inner)


def distinct(labels: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """Return the labels, those that are not the only one of their kind with their key."""
    counted = Counter(short for short, _ in labels.values())
    return {
        index: short if counted[short] == 1 else f"{short} [{key}]"
        for index, (short, key) in labels.items()
    }


def _who(item: Item) -> str:
    names = item.get("author") or item.get("editor") or []
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
    years = [str(parts[0]) for parts in date.get("date-parts", ())]
    return "–".join(years) or plain(date.get("literal", ""))


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
