"""Codings of a database, one row for each code, gathered into passages with all their codes.

What two coders coded is two passages, also where the words are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence.origins.origin import Left, Segment
from evidence.origins.placing import Counting, Paragraphs, Placed, StoredSpan, place, trimmed


@dataclass(frozen=True, slots=True)
class CodingRow:
    """A row that says: this person gave this code to these words.

    Shape: `key` is the row's id, "" where the program gives none; `code` is the
           key of a code, `text` of a text; `coder` who coded.
    """

    key: str
    code: str
    text: str
    start: int
    end: int
    words: str
    coder: str = ""
    memo: str = ""

    @property
    def passage(self) -> tuple[str, int, int, str]:
        """Return what codings of one passage share."""
        return (self.text, self.start, self.end, self.coder)


@dataclass(frozen=True, slots=True)
class GatheredPassages:
    """What came of gathering codings.

    Shape: `taken` are the codings that are in a passage; `left` names the
           passages and codings that are not; `remark` says how positions count.
    """

    passages: tuple[Segment, ...]
    left: tuple[Left, ...]
    taken: int
    remark: str


def gather(
    rows: Sequence[CodingRow],
    contents: Mapping[str, str],
    names: Mapping[str, str],
    codes: Mapping[str, str],
) -> GatheredPassages:
    """Return the passages of codings, with their codes.

    Shape: `contents` and `names` of texts, and labels of `codes`, by their keys.
    """
    placing = place(
        contents,
        [StoredSpan(row.text, row.start, row.end, row.words) for row in rows],
        Counting.CHARACTERS,
        Counting.BYTES,
        Counting.UTF16,
    )
    grouped: dict[tuple[str, int, int, str], list[tuple[CodingRow, Placed]]] = {}
    for row, placed in zip(rows, placing.placed, strict=True):
        grouped.setdefault(row.passage, []).append((row, placed))
    paragraphs = {key: Paragraphs(text) for key, text in contents.items()}
    passages: list[Segment] = []
    left: list[Left] = []
    taken = 0
    for group in grouped.values():
        first, _ = group[0]
        known, unknown = _parted(group, codes)
        left += unknown
        # where a program's rows for one passage disagree, what stands as it says decides
        where = min(
            (placed for _, placed in group), key=lambda one: (not one.found, bool(one.note))
        )
        notes = tuple(dict.fromkeys(placed.note for _, placed in group if placed.note))
        called = f"{names.get(first.text, 'no text')} {first.start}–{first.end}"
        content = contents.get(first.text, "")
        start, end = trimmed(content, where.start, where.end) if where.found else (0, 0)
        if start >= end:
            why = where.note or "it holds no words"
            left.append(Left("passage", f"{called}: {_short(first.words)}", why))
            left += [Left("coding", _coding(row, called, codes), why) for row in known]
            continue
        taken += len(known)
        passages.append(
            Segment(
                key=min((row.key for row, _ in group), key=lambda key: (len(key), key)),
                kind="passage",
                name=called,
                text=first.text,
                quote=content[start:end],
                start=start,
                end=end,
                at=paragraphs[first.text].at(start),
                codes=tuple(row.code for row in known),
                coder=first.coder,
                memo="\n\n".join(dict.fromkeys(row.memo for row, _ in group if row.memo)),
                approximated=notes,
            )
        )
    return GatheredPassages(tuple(passages), tuple(left), taken, placing.remark("coding"))


def _parted(
    group: Iterable[tuple[CodingRow, Placed]], codes: Mapping[str, str]
) -> tuple[list[CodingRow], list[Left]]:
    """Return the codings whose code is there, each once, and the others as left."""
    known: dict[str, CodingRow] = {}
    left = []
    for row, _ in group:
        called = f"{codes.get(row.code, row.code)}: {_short(row.words)}"
        if row.code not in codes:
            left.append(Left("coding", called, "its code is not in the file, or is deleted there"))
        elif row.code in known:
            left.append(Left("coding", called, "the same words bear the same code twice"))
        else:
            known[row.code] = row
    return list(known.values()), left


def _coding(row: CodingRow, called: str, codes: Mapping[str, str]) -> str:
    return f"{codes[row.code]}: {called}"


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= 60 else f"{told[:59]}…"
