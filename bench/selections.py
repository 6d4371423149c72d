"""Selections as a reader makes them, and what `verify` says of the quotes that they give.

    python bench/selections.py [--number 200] [--seed 1] [FILE ...]

Draws stretches from the texts of the corpora (`../shared/corpora/fulltext`) and
of the study, or from the files named: across line ends, across page ends, at
note marks, from right to left, a sentence, a few words. Each becomes a quote as
the page of `evidence serve` makes it, and is looked up as `evidence verify`
looks it up. Prints what came of them by kind; exits 1 where one does not stand
where it was selected.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evidence.quotes.passage import look_up
from evidence.quotes.quoting import quoted, whole
from evidence.quotes.searchable import SearchableText, is_leftward
from evidence.texts import FullText, read

SHARED = Path(__file__).resolve().parents[2] / "shared"
_WORD = re.compile(r"\S+")


def main() -> int:
    """Draw, quote, look up, and say."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--number", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    files = asked.files or [
        *sorted((SHARED / "corpora" / "fulltext").iterdir()),
        *sorted((SHARED / "study").glob("*.txt")),
    ]
    texts = [full for path in files if (full := read(path.name, path.read_bytes())).text]
    if not texts:
        print("no texts here")
        return 0
    drawn = random.Random(asked.seed)
    opened = [SearchableText(full) for full in texts if not full.unreadable]
    stretches = [list(kinds_of(one)) for one in opened]
    told: Counter[tuple[str, str]] = Counter()
    wrong = 0
    begun = time.perf_counter()
    for number in range(asked.number):
        at = number % len(opened)
        kind, start, end = drawn.choice(stretches[at])
        start, end = shifted(drawn, opened[at].full.text, start, end)
        made = quoted(opened[at], start, end)
        seen = look_up(opened[at], made.passage)
        stands = seen.outcome.stands and not seen.misplaced
        spot = seen.spot
        there = stands and spot is not None and spot.start < made.end and spot.end > made.start
        told[kind, seen.outcome.value if there or not stands else "elsewhere"] += 1
        if not there:
            wrong += 1
            print(f"{opened[at].full.file} {start}-{end} ({kind}): {seen.outcome} {made.why}")
            print(f"   {made.quote!r} {made.at} {made.prefix!r} {seen.misplaced}")
    for (kind, outcome), count in sorted(told.items()):
        print(f"{kind:16} {outcome:16} {count}")
    print(f"{asked.number - wrong} of {asked.number} stand where they were selected")
    print(f"{(time.perf_counter() - begun) / asked.number * 1000:.1f} ms a selection")
    return 1 if wrong else 0


def kinds_of(opened: SearchableText) -> Iterator[tuple[str, int, int]]:
    """Yield where stretches of every kind lie that a text has."""
    full: FullText = opened.full
    text = full.text
    words = [match.span() for match in _WORD.finditer(text)]
    for match in re.finditer(r"\w[-\u00ad]?[ \t]*\n(?=\w)", text):
        yield "line end", match.start(), match.end()
    for page in full.pages[:-1]:
        yield "page end", page.end - 1, page.end + 1
    for mark in opened.structure.marks:
        yield "note mark", mark.start, mark.end
    for start, end in words:
        if any(map(is_leftward, text[start:end])):
            yield "right to left", start, end
    for start, end in words[:: max(1, len(words) // 400)]:
        yield "few words", start, end


def shifted(drawn: random.Random, text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with a few words more on either side, begun and ended as a hand does."""
    for _ in range(drawn.randint(2, 12)):
        start = max(0, text.rfind(" ", 0, max(0, start - 1)) + 1)
    for _ in range(drawn.randint(2, 12)):
        found = text.find(" ", end + 1)
        end = found if found > 0 else len(text)
    start, end = whole(text, start, end)
    # a hand begins within a word now and then
    return (
        (start + 1, end)
        if drawn.random() < 0.2 and text[start : start + 2].isalpha()
        else (start, end)
    )


if __name__ == "__main__":
    sys.exit(main())
