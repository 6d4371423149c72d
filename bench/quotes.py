"""Material for the measures of quotes: true quotes, edits of them, and noise.

Quotes are cut from real texts, where they lie, at whole words. Everything is
drawn from a seed.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evidence.quotes.normalised import key_of  # noqa: E402
from evidence.quotes.searchable import SearchableText  # noqa: E402
from evidence.texts.formats import read  # noqa: E402 - the checkout, installed or not

SHARED = ROOT.parent / "shared"
FOLDERS = (SHARED / "corpora" / "fulltext", SHARED / "study")

NEGATIONS = ("not", "never", "tidak", "bukan", "belum", "no", "without", "tanpa")
HEDGES = {
    "may": "will", "might": "does", "can": "must", "could": "would", "often": "always",
    "usually": "never", "likely": "certain", "suggest": "prove", "suggests": "proves",
    "about": "exactly", "approximately": "exactly", "should": "could", "dapat": "harus",
    "harus": "boleh", "umumnya": "selalu", "biasanya": "selalu", "mungkin": "pasti",
    "akan": "mungkin", "sekitar": "tepat", "cenderung": "selalu", "bisa": "wajib",
    "was": "may have been", "is": "might be", "were": "could be", "are": "may be",
    "merupakan": "mungkin merupakan", "adalah": "barangkali",
}  # fmt: skip
QUANTIFIERS = {
    "all": "some", "some": "all", "most": "few", "many": "few", "several": "two", "each": "no",
    "every": "no", "both": "neither", "few": "many", "more": "less", "less": "more",
    "any": "every", "banyak": "sedikit", "semua": "beberapa", "beberapa": "semua",
    "sebagian": "seluruh", "setiap": "beberapa", "seluruh": "sebagian", "hanya": "bukan hanya",
    "salah": "semua", "lebih": "kurang", "the": "every", "a": "each", "para": "sebagian",
    "berbagai": "satu",
}  # fmt: skip
LOOKS = {
    "l": "1", "i": "l", "o": "0", "e": "c", "c": "e", "h": "b", "n": "ri", "m": "rn", "u": "ii",
    "a": "o", "s": "5", "t": "f", "d": "cl", "b": "6", "g": "q", "w": "vv", "v": "y", "k": "lc",
    "r": "t", "y": "v", "f": "t", "p": "n", "I": "l", "S": "5", "B": "8", "O": "0", "M": "N",
    "K": "X", "T": "I", "D": "O",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """A true quote and the text that it was cut from."""

    text: str
    words: str


def opened_texts(*, least: int = 4000) -> dict[str, SearchableText]:
    """Return the readable real texts of some length, by file name."""
    found = {}
    for folder in FOLDERS:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix == ".md":
                continue
            full = read(path.name, path.read_bytes())
            if not full.unreadable and len(full.text) > least:
                found[path.name] = SearchableText(full)
    return found


def as_scanned(opened: SearchableText) -> SearchableText:
    """Return a text as one that a machine read from pictures."""
    full = opened.full
    return SearchableText(replace(full, scanned=((0, len(full.text)),)))


def true_quotes(
    texts: dict[str, SearchableText],
    rng: random.Random,
    number: int,
    least: int = 8,
    most: int = 40,
) -> list[Quote]:
    """Return quotes cut from the running text of the texts at whole words."""
    pools = {}
    for name, opened in texts.items():
        course = opened.flow or opened.printed
        # a line-end hyphen belongs to layout, and whoever quotes leaves it out
        prose = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", course.stream.text)
        pools[name] = [" ".join(block.split()) for block in re.split(r"\n\s*\n\s*\n", prose)]
    names = sorted(pools)
    quotes: list[Quote] = []
    seen: set[str] = set()
    while len(quotes) < number:
        name = rng.choice(names)
        words = rng.choice(pools[name]).split()
        size = rng.randint(least, most)
        if len(words) < size:
            continue
        start = rng.randrange(len(words) - size + 1)
        said = " ".join(words[start : start + size])
        letters = sum(sign.isalpha() for sign in said)
        if said not in seen and letters > len(said) * 0.6 and len(said.split()) >= least:
            seen.add(said)
            quotes.append(Quote(name, said))
    return quotes


def edited(quote: str, kind: str, rng: random.Random) -> str | None:
    """Return a quote with one edit of a kind, None where it has no place for one."""
    return EDITS[kind](quote.split(), rng)


def _negation_added(words: list[str], rng: random.Random) -> str:
    at = rng.randrange(1, len(words))
    return " ".join([*words[:at], rng.choice(NEGATIONS), *words[at:]])


def _negation_dropped(words: list[str], rng: random.Random) -> str | None:
    places = [at for at, word in enumerate(map(_bare, words)) if word in NEGATIONS]
    if not places:
        return None
    at = rng.choice(places)
    return " ".join([*words[:at], *words[at + 1 :]])


def _number_changed(words: list[str], rng: random.Random) -> str | None:
    places = [at for at, word in enumerate(words) if any(map(str.isdecimal, word))]
    if not places:
        return None
    at = rng.choice(places)
    word = words[at]
    place = rng.choice([index for index, sign in enumerate(word) if sign.isdecimal()])
    other = rng.choice([digit for digit in "0123456789" if digit != word[place]])
    return " ".join([*words[:at], word[:place] + other + word[place + 1 :], *words[at + 1 :]])


def _word_replaced(table: dict[str, str], words: list[str], rng: random.Random) -> str | None:
    places = [at for at, word in enumerate(map(_bare, words)) if word in table]
    if not places:
        return None
    at = rng.choice(places)
    return " ".join([*words[:at], table[_bare(words[at])], *words[at + 1 :]])


def _words_dropped(words: list[str], rng: random.Random) -> str:
    size = rng.randint(1, min(4, len(words) - 5))
    at = rng.randrange(2, len(words) - size - 1)
    return " ".join([*words[:at], *words[at + size :]])


def _words_swapped(words: list[str], rng: random.Random) -> str | None:
    one, other = rng.sample(range(len(words)), 2)
    if _bare(words[one]) == _bare(words[other]) or not _bare(words[one]) or not _bare(words[other]):
        return None
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word).lower()


EDITS: dict[str, Callable[[list[str], random.Random], str | None]] = {
    "negation added": _negation_added,
    "negation dropped": _negation_dropped,
    "number changed": _number_changed,
    "hedge": partial(_word_replaced, HEDGES),
    "quantifier": partial(_word_replaced, QUANTIFIERS),
    "words dropped": _words_dropped,
    "words swapped": _words_swapped,
}
KINDS = tuple(EDITS)


def stands(opened: SearchableText, quote: str) -> bool:
    """Return whether an edited quote happens to stand in the text, as it is compared."""
    key = key_of(quote)
    flow = opened.flow
    return key in opened.printed.stream.key or bool(flow and key in flow.stream.key)


def misread(quote: str, share: float, rng: random.Random) -> str:
    """Return a quote with a share of its characters changed to what looks like them."""
    signs = list(quote)
    places = [at for at, sign in enumerate(signs) if sign in LOOKS]
    letters = sum(not sign.isspace() for sign in signs)
    for at in rng.sample(places, min(len(places), max(1, round(letters * share)))):
        signs[at] = LOOKS[signs[at]]
    return "".join(signs)


def blurred(quote: str, share: float, rng: random.Random) -> str:
    """Return a quote with a share of its letters replaced by any letter at all."""
    signs = list(quote)
    places = [at for at, sign in enumerate(signs) if sign.isalpha()]
    for at in rng.sample(places, max(1, round(len(places) * share))):
        signs[at] = rng.choice("abcdefghijklmnopqrstuvwxyz".replace(signs[at].lower(), ""))
    return "".join(signs)


def laid_out(quote: str, rng: random.Random) -> str:
    """Return a quote as a page prints it: line-end hyphens, ligatures, curly quotes."""
    told = quote.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ffi", "ﬃ")
    told = re.sub(r'"(\w)', "“\\1", told).replace('"', "”").replace("'", "’")
    words = told.split(" ")
    for at in range(1, len(words)):
        if rng.random() < 0.15:
            word = words[at]
            cut = rng.randrange(2, len(word) - 1) if word.isalpha() and len(word) > 5 else 0
            words[at] = f"{word[:cut]}-\n{word[cut:]}" if cut else f"\n{word}"
    return " ".join(words)
