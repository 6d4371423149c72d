"""How many edited quotes pass as found, and how many true ones do not.

Prints, for a seed: 400 edits by kind, 400 true quotes as a page prints them,
with 1 and 3 % of their characters misread by look-alikes or replaced by any
letter, texts that are misread (both where the texts are said to be scanned), and
quotes with their words shuffled.

    python bench/quotes_edits.py [--seed N]
"""

from __future__ import annotations

import argparse
import random
from collections import Counter

from quotes import (
    KINDS,
    Quote,
    as_scanned,
    blurred,
    edited,
    laid_out,
    misread,
    opened_texts,
    stands,
    true_quotes,
)

from evidence.model import Locator, Passage
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import FileKind, FullText


def main() -> None:
    """Print the figures for one seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    texts = opened_texts()
    print(f"{len(texts)} texts: {', '.join(texts)}")
    pool = true_quotes(texts, rng, 4000)
    edits(texts, pool, rng, asked.show)
    scanned_texts(texts, pool, random.Random(asked.seed))
    scans = {name: as_scanned(opened) for name, opened in texts.items()}
    for name, noise in (
        ("as they stand", lambda said: said),
        ("laid out", lambda said: laid_out(said, rng)),
        ("misread 1 %", lambda said: misread(said, 0.01, rng)),
        ("misread 3 %", lambda said: misread(said, 0.03, rng)),
        ("any letter 1 %", lambda said: blurred(said, 0.01, rng)),
        ("any letter 3 %", lambda said: blurred(said, 0.03, rng)),
        ("shuffled", lambda said: shuffled(said, rng)),
    ):
        outcomes: Counter[str] = Counter()
        for quote in rng.sample(pool, 400):
            told = noise(quote.words)
            read = scans if "%" in name else texts
            seen = look_up(read[quote.text], Passage(Locator(), told))
            outcomes[seen.outcome.value] += 1
            wrong = (
                seen.outcome.value != "found"
                if name in ("as they stand", "laid out")
                else not seen.outcome.stands
            )
            if asked.show and wrong and name != "shuffled":
                print("   ", name, seen.outcome.value, seen.changes, "|", quote.words[:60])
        print(f"{name:16} {dict(outcomes)}")


def scanned_texts(texts: dict[str, SearchableText], pool: list[Quote], rng: random.Random) -> None:
    """Print what becomes of clean quotes whose texts are misread."""
    for share in (0.01, 0.03):
        noisy = {}
        for name, opened in texts.items():
            running = (opened.flow or opened.printed).stream.text
            spoilt = FullText(misread(running, share, rng), FileKind.PLAIN)
            noisy[name] = as_scanned(SearchableText(spoilt))
        seen = (
            look_up(noisy[quote.text], Passage(Locator(), quote.words)).outcome.value
            for quote in rng.sample(pool, 400)
        )
        print(f"text misread {share:.0%} {dict(Counter(seen))}")


def edits(
    texts: dict[str, SearchableText], pool: list[Quote], rng: random.Random, show: bool
) -> None:
    """Print what became of 400 edits, by kind."""
    outcomes: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    done = 0
    while done < 400:
        quote, kind = rng.choice(pool), KINDS[done % len(KINDS)]
        told = edited(quote.words, kind, rng)
        if told is None or stands(texts[quote.text], told):
            continue
        seen = look_up(texts[quote.text], Passage(Locator(), told))
        outcomes[kind][seen.outcome.value] += 1
        done += 1
        if show and seen.outcome.value not in ("altered", "not_found"):
            print("   ", kind, seen.outcome.value, "|", told, "|", quote.words, seen.changes)
    for kind, counts in outcomes.items():
        print(f"{kind:18} {dict(counts)}")


def shuffled(said: str, rng: random.Random) -> str:
    """Return the words of a quote in another order."""
    words = said.split()
    rng.shuffle(words)
    return " ".join(words)


if __name__ == "__main__":
    main()
