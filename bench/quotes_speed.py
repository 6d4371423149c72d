"""How long 1,000 quotes in 100 texts of 300,000 characters take, index time counted.

Nine in ten quotes stand word for word, one in ten has 3 % of its characters
misread. Compared with plain exact search (`str.find`) of the same quotes, each
in its own text, in the same run, in seconds of the processor.

    python bench/quotes_speed.py [--seed N]
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter

from quotes import misread, opened_texts

from evidence.model import Locator, Passage
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import FileKind, FullText

TEXTS, LENGTH, QUOTES = 100, 300_000, 1_000


def main() -> None:
    """Print the figures for one seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=78)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    texts = [made_up(rng) for _ in range(TEXTS)]
    quotes = [drawn(rng, texts, number) for number in range(QUOTES)]
    rounds = []
    for _ in range(3):
        start = time.process_time()
        found = sum(texts[at].find(said) >= 0 for at, said in quotes)
        plain = time.process_time() - start
        start = time.process_time()
        opened = [SearchableText(FullText(text, FileKind.PLAIN)) for text in texts]
        outcomes = Counter(
            look_up(opened[at], Passage(Locator(), said)).outcome.value for at, said in quotes
        )
        ours = time.process_time() - start
        rounds.append((plain, ours))
    plain = statistics.median(one for one, _ in rounds)
    ours = statistics.median(other for _, other in rounds)
    print(f"plain exact search: {plain:.3f} s, {found} of {QUOTES} found")
    print(f"looked up: {ours:.3f} s, {dict(outcomes)}")
    print(f"ratio: {ours / plain:.1f}")


def made_up(rng: random.Random) -> str:
    """Return a text of the words of real texts in another order, in lines of a page's width."""
    lines, length = [], 0
    while length < LENGTH:
        lines.append(" ".join(rng.choices(WORDS, k=12)))
        length += len(lines[-1]) + 1
    return "\n".join(lines)[:LENGTH]


def drawn(rng: random.Random, texts: list[str], number: int) -> tuple[int, str]:
    """Return a quote and the number of its text; one in ten is misread."""
    at = number % TEXTS
    text = texts[at]
    start = text.index(" ", rng.randrange(LENGTH - 2000)) + 1
    said = text[start : text.index(" ", start + rng.randint(60, 220), start + 1000)]
    # plain search is given the quote as the text has it; ours is given it on one line
    return at, misread(said, 0.03, rng) if number // TEXTS == 9 else said


WORDS = [word for opened in opened_texts().values() for word in opened.full.text.split()]

if __name__ == "__main__":
    main()
