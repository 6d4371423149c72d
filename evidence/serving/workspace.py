"""What is open: the review as its files are now, its texts, and the pages that are drawn.

Everything is read from the files when it is asked for, and kept as long as they
hold the same bytes; so what an editor or git changed is seen. Few texts are
kept at once: a reader has one before the eyes.
"""

from __future__ import annotations

import shlex
import threading
import time
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from evidence.diagnostics import CannotGoOn, Diagnostic
from evidence.files.reading import read_bytes
from evidence.files.texts import list_texts
from evidence.full_texts import full_texts, looking_up, texts_folder
from evidence.graph import Graph
from evidence.loaded import given_in
from evidence.lock.records import text_key
from evidence.model import Claim
from evidence.model.claims import Passage
from evidence.model.lock import Outcome
from evidence.quotes.passage import SearchResult, look_up
from evidence.quotes.searchable import SearchableText
from evidence.review import Checked, Input, check
from evidence.texts import FileKind, FullText, TextFile, find_texts
from evidence.texts.pdf_pages import PdfPages
from evidence.texts.reading_blocks import Block, BlockKind, blocks_of
from evidence.yaml.item_changes import WrittenItem, written_items

MOST_TEXTS = 6  # that are kept open
MOST_FILES = 2  # of PDF that are kept open for drawing
_MOST_LOOKED_UP = 20_000
_LISTED = 5.0  # seconds that the list of a folder of texts is taken for what lies there

Kept = TypeVar("Kept")
Name = TypeVar("Name", bound=Hashable)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OpenReview:
    """The review as its files were when it was read, and what is known of it.

    Shape: `part` names the coder who may know no more of it, "" where it is whole.
    """

    given: Input
    checked: Checked
    part: str = ""

    @property
    def graph(self) -> Graph:
        """Return its claims, sources, elements and findings."""
        return self.checked.graph

    @property
    def language(self) -> str:
        """Return the language that texts are shown in."""
        return self.graph.review.language

    @property
    def digest(self) -> str:
        """Return what a report says that it was built from: a part is none of the whole's."""
        whole = self.given.digest
        return sha256(f"{whole} {self.part}".encode()).hexdigest() if self.part else whole


class OpenText:
    """A text that is open, its blocks, and its places as a browser counts them: in UTF-16."""

    def __init__(self, key: str, full: FullText) -> None:
        self.key = key
        self.full = full
        self.searchable = SearchableText(full)
        text = full.text
        self._wide = [] if text.isascii() else [at for at, c in enumerate(text) if c > "\uffff"]
        self._wide_units = [at + number for number, at in enumerate(self._wide)]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return what it is read in."""
        return blocks_of(self.full, self.searchable.structure)

    def units(self, position: int) -> int:
        """Return where a browser counts a position of the text."""
        return position + bisect_left(self._wide, position)

    def position(self, units: int) -> int:
        """Return the position of the text that a browser counts so."""
        inside = min(max(0, units), self.units(len(self.full.text)))
        return inside - bisect_right(self._wide_units, inside - 1)


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim that was read in a text, and where each of its passages stands there.

    Shape: of a passage that stands nowhere, or has no quote, there is no span;
           `quotes` is the number of its quotes that stand, and of all.
    """

    claim: Claim
    spans: tuple[Span, ...]
    outcome: Outcome
    quotes: tuple[int, int] = (0, 0)


class Workspace:
    """A review that is worked on: in a folder, with its texts in another."""

    def __init__(self, folder: Path, texts: Path | None = None) -> None:
        self.folder = folder
        self.texts = texts
        self.coder = ""  # whose claims alone are shown
        self._state: OpenReview | None = None
        self._reading = threading.RLock()
        self._opened: OrderedDict[str, OpenText] = OrderedDict()
        self._drawn: OrderedDict[str, PdfPages] = OrderedDict()
        self._drawing = threading.RLock()
        self._looked_up: OrderedDict[tuple[str, Passage], SearchResult] = OrderedDict()
        self._listed: tuple[Graph, float, Mapping[str, TextFile]] | None = None
        self._items: OrderedDict[tuple[str, bytes], Mapping[str, WrittenItem]] = OrderedDict()

    def state(self) -> OpenReview:
        """Return what is shown of the review as its files are now.

        Raises: CannotGoOn where they cannot be read.
        """
        return self.whole()

    def whole(self) -> OpenReview:
        """Return the whole review as its files are now: what a save is put into.

        Raises: CannotGoOn where they cannot be read.
        """
        with self._reading:
            given = given_in(self.folder)
            if self._state is None or self._state.given != given:
                self._state = OpenReview(given, check(given))
            return self._state

    def is_blind(self) -> bool:
        """Return whether something of the review is kept from whoever reads."""
        return False

    def is_news(self) -> bool:
        """Return whether a file that changed changes anything of what is shown."""
        return True

    def file_for(self, section: str) -> str:
        """Return the file that a new item of a section has to go into, "" for wherever it fits."""
        del section
        return ""

    def told(
        self, found: Iterable[Diagnostic], given: Input, checked: Checked | None, id_: str
    ) -> tuple[Diagnostic, ...]:
        """Return of what a save brings about what whoever saves may know: all of it."""
        del given, checked, id_
        return tuple(found)

    def known(self, given: Input, checked: Checked) -> None:
        """Keep what is known of the review with files that were just written."""
        with self._reading:
            self._state = OpenReview(given, checked)

    def files(self, graph: Graph) -> Mapping[str, TextFile]:
        """Return the file of each source whose text is at hand; {} without a folder of texts.

        Shape: as the folder was a few seconds ago at most.
        """
        now = time.monotonic()
        with self._reading:
            if self._listed is not None and self._listed[0] is graph and now < self._listed[1]:
                return self._listed[2]
        return self._list(graph)

    def _file(self, key: str, graph: Graph) -> TextFile | None:
        """Return the file of a source, one too that was put there a moment ago."""
        return self.files(graph).get(key) or self._list(graph).get(key)

    def _list(self, graph: Graph) -> Mapping[str, TextFile]:
        try:
            where = texts_folder(self.folder, self.texts, graph)
            found = find_texts(graph.sources.values(), list_texts(where))[0]
        except CannotGoOn:
            found = {}
        with self._reading:
            self._listed = (graph, time.monotonic() + _LISTED, found)
        return found

    def where(self, graph: Graph) -> str:
        """Return the folder in which texts are looked for, "" if there is none."""
        try:
            return str(texts_folder(self.folder, self.texts, graph))
        except CannotGoOn:
            return ""

    @property
    def verified_by(self) -> str:
        """Return the command that records which quotes stand in the texts that are read here."""
        texts = f" --texts {shlex.quote(str(self.texts))}" if self.texts else ""
        return f"evidence verify{texts}"

    def missing(self, graph: Graph) -> str:
        """Return why there is no folder of texts, "" if there is one."""
        try:
            list_texts(texts_folder(self.folder, self.texts, graph))
        except CannotGoOn as wrong:
            return f"{wrong.message}: {wrong.help}"
        return ""

    def text(self, key: str) -> OpenText | None:
        """Return the text of a source, None if it is not at hand.

        Raises: CannotGoOn where a library that reads it is missing.
        """
        graph = self.state().graph
        file = self._file(key, graph)
        if file is None:
            return None
        where = texts_folder(self.folder, self.texts, graph)
        facts = graph.review.sources.get(key)
        name = f"{key}\n{bool(facts and facts.scanned)}\n{_state_of(where / file.file)}"
        with self._reading:
            if name in self._opened:
                self._opened.move_to_end(name)
                return self._opened[name]
        full = full_texts(where, graph, [key])[0].get(key)
        if full is None:
            return None
        with self._reading:
            return _kept(self._opened, name, MOST_TEXTS, lambda: OpenText(key, full))

    @contextmanager
    def pages(self, key: str) -> Iterator[PdfPages | None]:
        """Give the pages of a source's PDF for drawing, None if there is none.

        Raises: UnreadableTree where it cannot be read.
        """
        graph = self.state().graph
        file = self._file(key, graph)
        if file is None:
            yield None
            return
        where = texts_folder(self.folder, self.texts, graph)
        path = where / file.file
        name = f"{file.file}\n{_state_of(path)}"
        with self._drawing:
            if name not in self._drawn:
                data = read_bytes(path, within=where)
                if not data[:1024].lstrip().startswith(b"%PDF-"):
                    yield None
                    return
                self._drawn[name] = PdfPages(data)
                while len(self._drawn) > MOST_FILES:
                    self._drawn.popitem(last=False)[1].close()
            self._drawn.move_to_end(name)
            yield self._drawn[name]

    def claims_in(self, opened: OpenText, graph: Graph) -> Iterator[ReadClaim]:
        """Yield the claims, and proposals, that were read in a text, in the order of the files."""
        for claim in (*graph.claims.values(), *graph.proposals.values()):
            if text_key(claim) != opened.key:
                continue
            spans: list[Span] = []
            outcome = Outcome.UNCHECKED
            standing = quoted = 0
            for number, passage in enumerate(claim.passages):
                if not passage.quote:
                    continue
                seen = self._look_up(opened, passage)
                if seen.spot is not None and seen.outcome is not Outcome.NOT_FOUND:
                    spans.append((seen.spot.start, seen.spot.end))
                outcome = seen.outcome if number == 0 else outcome
                standing, quoted = standing + seen.outcome.stands, quoted + 1
            yield ReadClaim(claim, tuple(spans), outcome, (standing, quoted))

    def items(
        self, state: OpenReview, section: str = "claims"
    ) -> dict[str, tuple[str, WrittenItem]]:
        """Return each item of a section as it is written, with its file, by id."""
        found: dict[str, tuple[str, WrittenItem]] = {}
        for file, data in state.given.claims:
            with self._reading:
                items = _kept(
                    self._items, (section, data), 64, partial(written_items, data, section)
                )
            for id_, item in items.items():
                found.setdefault(id_, (file, item))
        return found

    def close(self) -> None:
        """Let every file go."""
        with self._drawing:
            while self._drawn:
                self._drawn.popitem()[1].close()

    def _look_up(self, opened: OpenText, passage: Passage) -> SearchResult:
        key = (opened.full.text_hash, replace(passage, quote_lang=""))
        with self._reading:
            known = self._looked_up.get(key)
        if known is None:
            with looking_up():
                known = look_up(opened.searchable, passage)
            with self._reading:
                self._looked_up[key] = known
                while len(self._looked_up) > _MOST_LOOKED_UP:
                    self._looked_up.popitem(last=False)
        return known


def coded(blocks: Sequence[Block], spans: Sequence[Span]) -> tuple[int, int]:
    """Return how many paragraphs a claim stands in, and how many there are."""
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    with_claim = sum(
        any(start < right and end > left for start, end in spans for left, right in block.pieces)
        for block in paragraphs
    )
    return with_claim, len(paragraphs)


def is_pdf(full: FullText) -> bool:
    """Return whether a text is shown as the pages that it was printed on."""
    return full.kind is FileKind.PDF


def _state_of(path: Path) -> str:
    """Return what changes with a file; "" for one that is gone."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_mtime_ns} {status.st_size}"


def _kept(store: OrderedDict[Name, Kept], name: Name, most: int, make: Callable[[], Kept]) -> Kept:
    """Return what a store keeps under a name, made now if need be; the oldest goes."""
    if name not in store:
        store[name] = make()
        while len(store) > most:
            store.popitem(last=False)
    store.move_to_end(name)
    return store[name]
