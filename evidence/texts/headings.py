"""Headings of a text without markup: numbered, on a line of their own, or run in.

Numbered headings must follow each other as numbers do; a list inside a section
does not. The others are told by their shape, with care: a heading that is
missed costs a check, one that is made up accuses an author.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evidence.texts.full_text import Heading
from evidence.texts.lines import Line

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+([^\W\d_].{1,110})")
_RUN_IN = re.compile(r"([^\W\d_][^.:!?,;()\d]{3,60})[.:]\s+[\"“‘']?[^\W\d_]")
_LARGER = 1.1  # of the type size of the text
_KNOWN = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "abstract introduction background methods method methodology results findings discussion "
        "conclusion conclusions limitations acknowledgements references abstrak pendahuluan "
        "metode hasil pembahasan kesimpulan simpulan saran"
    ).split()
)


def headings_of(lines: Sequence[Line], body: float) -> tuple[Heading, ...]:
    """Return the headings among the lines, in their order.

    Units: `body` is the type size of most of the text, 0 where it is not known.
    """
    sizes = _larger(lines, body)
    numbered = {line.start: heading for line, heading in _numbered(lines)}
    long = sorted(len(line.text) for line in lines)
    width = long[len(long) * 9 // 10] if long else 0
    found: list[Heading] = []
    depth = 0
    for index, line in enumerate(lines):
        heading = numbered.get(line.start)
        if heading:
            depth = heading.level
            found.append(heading)
            continue
        before = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        rests = before is None or before.ends_sentence or before.start in numbered
        rests = rests or bool(found and before and found[-1].end == before.end)
        if line.size in sizes and line.text[0].isupper():
            level = sizes.index(line.size) + 1
            found.append(Heading(line.text, "", level, line.start, line.end))
        elif not rests:
            continue
        elif _stands_alone(line, after, width):
            level = 1 if line.text.lower() in _KNOWN or line.text.isupper() else depth + 1
            found.append(Heading(line.text, "", level, line.start, line.end))
        else:
            run_in = _RUN_IN.match(line.text)
            if run_in and len(run_in[1].split()) <= 6 and line.text[0].isupper():
                end = line.start + run_in.end(1) + 1
                found.append(Heading(run_in[1], "", depth + 2, line.start, end, run_in=True))
    return tuple(found)


def _larger(lines: Sequence[Line], body: float) -> list[float]:
    """Return the type sizes of headings, the largest first: larger than the text, and rare."""
    if not body:
        return []
    larger = Counter(line.size for line in lines if line.size > body * _LARGER)
    return sorted((size for size, count in larger.items() if count * 5 < len(lines)), reverse=True)


def _stands_alone(line: Line, after: Line | None, width: int) -> bool:
    said = line.text
    if said.lower().rstrip(":") in _KNOWN:
        return True
    if len(said) > width * 3 // 4 or said[-1] in ".,;:!?" or not said[0].isupper():
        return False
    if after is None or after.goes_on or any(sign in said for sign in "()=@/|"):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", said) if len(word) > 3]
    capital = sum(word[0].isupper() for word in words)
    return len(words) >= 2 and capital * 5 >= len(words) * 4 and not re.search(r"\d", said)


_Candidate = tuple[Line, tuple[int, ...], str]


def _numbered(lines: Sequence[Line]) -> list[tuple[Line, Heading]]:
    """Return the longest run of numbered lines whose numbers follow each other.

    Sections of the first order have a dot after the number, or none has.
    """
    dotted: list[_Candidate] = []
    bare: list[_Candidate] = []
    for line in lines:
        match = _NUMBERED.fullmatch(line.text) if line.text[0].isdecimal() else None
        if not match or match[2][-1] in ".,;" or not match[2][0].isupper():
            continue
        number = tuple(map(int, match[1].split(".")))
        candidate = (line, number, match[2])
        if len(number) > 1 or line.text[match.end(1)] == ".":
            dotted.append(candidate)
        if len(number) > 1 or line.text[match.end(1)] != ".":
            bare.append(candidate)
    return max(_run(bare), _run(dotted), key=len)


def _run(candidates: list[_Candidate]) -> list[tuple[Line, Heading]]:
    candidates = candidates[:2000]
    best: list[tuple[int, int]] = []  # length of the run that ends here, and what it follows
    by_number: dict[tuple[int, ...], int] = {}
    for index, (_, number, _title) in enumerate(candidates):
        length, previous = (1, -1) if number in ((1,), (1, 1)) else (0, -1)
        for earlier in _predecessors(number):
            place = by_number.get(earlier, -1)
            if place >= 0 and best[place][0] and best[place][0] + 1 > length:
                length, previous = best[place][0] + 1, place
        best.append((length, previous))
        known = by_number.get(number, -1)
        if length and (known < 0 or length >= best[known][0]):
            by_number[number] = index
    if not best or max(best)[0] < 2:
        return []
    longest = max(length for length, _ in best)
    cursor = max(index for index, (length, _) in enumerate(best) if length == longest)
    run = []
    while cursor >= 0:
        line, number, title = candidates[cursor]
        label = ".".join(map(str, number))
        run.append((line, Heading(title, label, len(number), line.start, line.end)))
        cursor = best[cursor][1]
    return run[::-1]


def _predecessors(number: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return the numbers that can stand before this one: 2 or 2.1 and so on before 3."""
    before: list[tuple[int, ...]] = []
    if number[-1] == 1 and len(number) > 1:
        return [number[:-1]]
    base = (*number[:-1], number[-1] - 1)
    # the last heading may lie deeper: 1.5, or 1.5.3, before 2
    for deep in range(20):
        before.append((*base, deep) if deep else base)
        before.extend((*base, deep, sub) for sub in range(1, 10) if deep)
    return before
