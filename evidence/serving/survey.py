"""How much of each text is coded, worked out behind what a reader does, text by text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.diagnostics import CannotGoOn
from evidence.lock.records import text_key
from evidence.serving.workspace import OpenReview, OpenText, ReadClaim, Workspace, coded


class Survey:
    """What was seen in each text, by citation key.

    Shape: `shares` is how many of its paragraphs have a claim, and how many there
           are; `quotes` how many of the quotes stand in it, and how many there are.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.shares: dict[str, tuple[int, int]] = {}
        self.quotes: dict[str, tuple[int, int]] = {}
        self._known: dict[str, int] = {}

    def look(self) -> Iterator[str]:
        """Look at the texts whose claims, or whose file, changed since; yield each key when done.

        Shape: a text that cannot be read has no share.
        """
        try:
            state = self.workspace.state()
        except CannotGoOn:
            return
        for key, file in self.workspace.files(state.graph).items():
            mark = hash((file.file, self._passages(state, key)))
            if self._known.get(key) == mark:
                continue
            try:
                opened = self.workspace.text(key)
            except CannotGoOn:
                return  # a library that reads texts is missing
            self._known[key] = mark
            if opened is None or opened.full.unreadable:
                continue
            self.saw(opened, self.workspace.claims_in(opened, state.graph))
            yield key

    def saw(self, opened: OpenText, read: Iterable[ReadClaim]) -> tuple[int, int]:
        """Keep what was seen of the claims in a text, and return how much of it is coded."""
        counted = [one for one in read if one.claim.counts]
        spans = [span for one in counted for span in one.spans]
        self.quotes[opened.key] = (
            sum(one.quotes[0] for one in counted),
            sum(one.quotes[1] for one in counted),
        )
        self.shares[opened.key] = coded(opened.blocks, spans)
        return self.shares[opened.key]

    def _passages(self, state: OpenReview, key: str) -> tuple[object, ...]:
        claims = state.graph.claims.values()
        return tuple((c.id, c.quotes, c.counts) for c in claims if text_key(c) == key)
