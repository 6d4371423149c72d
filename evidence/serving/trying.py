"""What `check` says of a claim while it is typed: asked often, and nothing is written.

A small review is checked whole. Of a large one only the claim is, with the
framework, the sources and the claims that it names: what a claim does to others
is told when it is saved.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator, Mapping

from evidence.add import NEW, add
from evidence.change import change, nowhere
from evidence.diagnostics import CannotGoOn
from evidence.review import check, with_file
from evidence.serving.saving import Saved, known_keys, lines_of, message_of, messages_of, refused
from evidence.serving.workspace import OpenReview, Workspace
from evidence.yaml.dump import Draft, Value
from evidence.yaml.item_changes import WrittenItem

WHOLE = 300  # claims, up to which a review is checked whole

_BOM = b"\xef\xbb\xbf"


class Trying:
    """Says what `check` would say, as quickly as somebody types."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._known: tuple[OpenReview, frozenset[str], OpenReview] | None = None
        self._looking = threading.Lock()

    def add(self, draft: Draft) -> Saved:
        """Return what is wrong with a claim that is being written.

        Raises: CannotGoOn where the files cannot be read.
        """
        state = self._around(_named(draft))
        made = add(state.given, draft, known=state.checked)
        if isinstance(made, CannotGoOn):
            return refused(made)
        file, line = (NEW, 1) if made.wrong else (made.file, made.line)
        rows, known = lines_of(draft), known_keys(state)
        after = made.given or with_file(state.given, made.file, made.data)
        seen = self.workspace.told(made.diagnostics, after, made.checked, str(draft.get("id", "")))
        return Saved(diagnostics=tuple(message_of(one, rows, file, line, known) for one in seen))

    def change(self, id_: str, changes: Mapping[str, Value | None]) -> Saved:
        """Return what is wrong with a claim that is being changed, and was before.

        Raises: CannotGoOn where the files cannot be read.
        """
        found = self.workspace.items(self.workspace.state()).get(id_)
        if found is None:
            return refused(nowhere(id_))
        state = self._around({id_, *_named(changes), *_named(found[1].keys)})
        made = change(state.given, state.checked, id_, changes, file=found[0])
        if isinstance(made, CannotGoOn):
            return refused(made)
        new = str(changes.get("id") or id_)
        old = [d for d in made.checked.diagnostics if d.item == new and d not in made.diagnostics]
        made = dataclasses.replace(made, diagnostics=(*made.diagnostics, *old))
        return Saved(diagnostics=messages_of(made, new, "claims", state, self.workspace))

    def _around(self, named: set[str]) -> OpenReview:
        """Return the review, of a large one with these claims of it alone."""
        whole = self.workspace.whole()
        claims = {**whole.graph.claims, **whole.graph.proposals}
        if len(claims) <= WHOLE:
            return whole
        wanted = frozenset(named & claims.keys())
        with self._looking:
            if self._known is not None and self._known[0] is whole and self._known[1] == wanted:
                return self._known[2]
            items = self.workspace.items(whole)
            files = tuple(
                (name, _without(data, [i for f, i in items.values() if f == name], wanted))
                for name, data in whole.given.claims
            )
            given = dataclasses.replace(
                whole.given, claims=files, lock=(whole.given.lock[0], b""),
                audit=(whole.given.audit[0], b""), unread=(),
            )  # fmt: skip
            few = OpenReview(given, check(given))
            self._known = (whole, wanted, few)
            return few


def _without(data: bytes, items: list[WrittenItem], wanted: frozenset[str]) -> bytes:
    """Return a file without its items, but for those that are wanted and the first."""
    raw = data.removeprefix(_BOM).decode()
    kept, here = [], 0
    for one in sorted(items, key=lambda item: item.start)[1:]:
        if one.id not in wanted:
            kept.append(raw[here : raw.rfind("\n", 0, one.start) + 1])
            here = one.end
    return "".join((*kept, raw[here:])).encode()


def _named(value: object) -> set[str]:
    """Return every text in a value that may be the id of a claim."""
    return set(_texts(value))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _texts(one)
