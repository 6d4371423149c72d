"""Selections of REFI-QDA: which words they mean, where nobody says what positions count.

All countings are tried on all selections of a file. Names that are the words
themselves tell most, then whether selections begin and end where words do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import NamedTuple

from evidence.language import counted
from evidence.origins.placing import Counting, Units, at_edge, trimmed
from evidence.origins.xml_tree import XmlNode

# below this many selections, edges within words may be chance
_ENOUGH = 10


@dataclass(frozen=True, slots=True)
class CodedWords:
    """A text in which selections were made.

    Shape: `written` has the line ends of its file, `content` newlines alone;
           both are None where the file does not hold it. `marked` says that a
           byte order mark stood before it.
    """

    written: str | None = field(repr=False)
    marked: bool = False
    key: str = ""
    content: str | None = field(default=None, repr=False)


def coded_words(written: str | None, *, marked: bool = False) -> CodedWords:
    """Return a text as its file writes it, with its content."""
    content = None if written is None else written.replace("\r\n", "\n").replace("\r", "\n")
    return CodedWords(written, marked, content=content)


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection: what the file says of it, and what came of looking for its words.

    Shape: `node` is its element, `text` the key of its text; `words` are those
           that the file gives apart. `start` and `end` are as the file counts
           them at first, then as `CodedWords.content` does. `why` says why it is left.
    """

    node: XmlNode = field(repr=False)
    source: str
    text: str
    name: str
    start: int | None
    end: int | None
    words: str = ""
    is_text: bool = True
    quote: str = ""
    notes: tuple[str, ...] = ()
    why: str = ""

    @property
    def called(self) -> str:
        """Return what a person finds it by."""
        if self.name:
            return self.name if len(self.name) <= 60 else f"{self.name[:59]}…"
        return f"{self.start}–{self.end}"


class Convention(NamedTuple):
    """What a position counts, and whether a mark and the second sign of a line end count."""

    counting: Counting
    one_line_end: bool
    mark: bool

    def __str__(self) -> str:
        ends = ", a line end as one" if self.one_line_end else ""
        return f"{self.counting}{ends}{', the byte order mark as well' if self.mark else ''}"


@dataclass(frozen=True, slots=True)
class Fitting:
    """The selections with their words, and what is to be said of the file."""

    selected: tuple[Selected, ...]
    remark: str = ""


def fitting(selections: Sequence[Selected], texts: Mapping[str, CodedWords]) -> Fitting:
    """Return each selection with its words, or with why it has none."""
    selections = list(selections)
    placeable = [
        one
        for one in selections
        if one.start is not None
        and one.end is not None
        and one.text in texts
        and texts[one.text].written is not None
    ]
    if not placeable:
        return Fitting(tuple(_unplaced(one, texts) for one in selections))
    used = {one.text: texts[one.text] for one in placeable}
    tried = [_Measure(convention, used, placeable) for convention in _conventions(used.values())]
    best = max(tried, key=lambda one: (one.named, one.edges))
    total = len(placeable)
    begin = f"{best.begins} of {counted(total, 'selection')} where a word begins"
    remark = f"positions count {best.convention}: {begin}"
    none = ""
    if total >= _ENOUGH and best.begins * 2 < total and best.named * 2 < total:
        none = remark = f"no way of counting positions is right: at best {begin}"
    names = best.named * 2 > total
    done = []
    for one in selections:
        if one.start is None or one.end is None or one.text not in used:
            done.append(_unplaced(one, texts))
        elif none:
            done.append(replace(one, why=none))
        else:
            done.append(_worded(one, best, used[one.text].content or "", names=names))
    return Fitting(tuple(done), remark)


def _conventions(texts: Iterable[CodedWords]) -> list[Convention]:
    """Return the ways of counting that differ on these texts, that of the standard first."""
    written = [text.written or "" for text in texts]
    ascii_only = all(text.isascii() for text in written)
    ends = (False, True) if any("\r\n" in text for text in written) else (False,)
    marks = (False, True) if any(text.marked for text in texts) else (False,)
    countings = (Counting.CHARACTERS,) if ascii_only else tuple(Counting)
    return [Convention(*one) for one in product(countings, ends, marks)]


class _Measure:
    """How well a way of counting fits."""

    def __init__(
        self,
        convention: Convention,
        texts: Mapping[str, CodedWords],
        selections: Iterable[Selected],
    ) -> None:
        self.convention = convention
        self._units: dict[str, Units] = {}
        self._ends: dict[str, list[int]] = {}
        self._marks: dict[str, int] = {}
        for key, text in texts.items():
            written = text.written or ""
            shown = text.content or ""
            self._units[key] = Units(shown if convention.one_line_end else written, convention[0])
            pairs = [] if convention.one_line_end else _pairs(written)
            self._ends[key] = pairs
            size = 3 if convention.counting is Counting.BYTES else 1
            self._marks[key] = size if convention.mark and text.marked else 0
        self.begins = self.edges = self.named = 0
        for one in selections:
            content = texts[one.text].content or ""
            place = self.place(one)
            if place is None:
                continue
            self.begins += at_edge(content, place[0])
            self.edges += at_edge(content, place[0]) + at_edge(content, place[1])
            self.named += _is_name(one.name, content[slice(*place)])

    def place(self, one: Selected) -> tuple[int, int] | None:
        """Return where a selection stands in the content, None if that is nowhere."""
        start, end = self._character(one.text, one.start), self._character(one.text, one.end)
        return None if start is None or end is None or start >= end else (start, end)

    def _character(self, text: str, position: int | None) -> int | None:
        if position is None:
            return None
        found = self._units[text].character(position - self._marks[text])
        # each line end before it was two signs, and is one in the content
        return None if found is None else found - bisect_left(self._ends[text], found)


def _pairs(written: str) -> list[int]:
    """Return where the second sign of each line end of two stands."""
    found = []
    at = written.find("\r\n")
    while at >= 0:
        found.append(at + 1)
        at = written.find("\r\n", at + 2)
    return found


def _is_name(name: str, words: str) -> bool:
    """Return whether a selection is called by its words, or by their beginning.

    >>> [_is_name(name, "two words") for name in ("two words", "two…", "line:4", "")]
    [True, True, False, False]
    """
    cut, told = name.removesuffix("…").removesuffix("..."), " ".join(words.split())
    said = " ".join(cut.split())
    return bool(said) and (told == said or (cut != name and told.startswith(said)))


def _worded(one: Selected, best: _Measure, content: str, *, names: bool) -> Selected:
    """Return a selection with the words that stand where it says."""
    if one.start == one.end:
        return replace(one, why="it marks a point, and no words")
    place = best.place(one)
    if place is None:
        return replace(one, why="it lies outside of its text")
    start, end = trimmed(content, *place)
    if start >= end:
        return replace(one, why="it holds blanks alone")
    notes = []
    if not at_edge(content, start) or not at_edge(content, end):
        notes.append("it begins or ends within a word")
    if names and not _is_name(one.name, content[start:end]):
        notes.append("its name is not what stands there")
    return replace(one, start=start, end=end, quote=content[start:end], notes=(*one.notes, *notes))


def _unplaced(one: Selected, texts: Mapping[str, CodedWords]) -> Selected:
    """Return a selection whose text is not there, with the words that the file gives apart.

    A name is the words where it is as long as the selection; a name that was
    cut is their beginning.
    """
    nowhere = replace(one, start=None, end=None)
    length = (one.end - one.start) if one.start is not None and one.end is not None else 0
    name = one.name
    if not one.is_text:
        return replace(nowhere, why="it is a part of a picture or a recording")
    if one.words:
        content = texts[one.text].content if one.text in texts else None
        start = content.find(one.words) if content else -1
        if content and start >= 0 and content.find(one.words, start + 1) < 0:
            return replace(one, quote=one.words, start=start, end=start + len(one.words))
        note = "its text is not in the file"
        if content:
            note = "its words stand nowhere, or at several places, in its text"
        return replace(nowhere, quote=one.words, notes=(note,))
    if length and len(name) == length:
        note = "its text is not in the file: the words are its name, which is as long as it is"
        return replace(nowhere, quote=name.strip(), notes=(note,))
    if length > len(name) > len("…") and name.endswith(("…", "...")):
        note = "its text is not in the file: its name holds the beginning of the words alone"
        quote = name.removesuffix("…").removesuffix("...").strip()
        return replace(nowhere, quote=quote, notes=(note,))
    why = "its text is not in the file, and its name is not its words"
    return replace(one, why=why if length else "it is a part of a page, and holds no words")
