"""Saves: one item into its file, under the lock, as `add` does it; and back again.

What comes back is for the page: what was written and what `check` says of it,
at the field concerned; or why nothing was written. Whoever saves what somebody
else changed meanwhile is told so, and nothing is written.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evidence.add import NEW, add
from evidence.change import Changed, added_item, change, change_keys, checked_with, nowhere
from evidence.diagnostics import CannotGoOn, Diagnostic, Severity
from evidence.files.editing import editing, replace
from evidence.imports.deciding import author, decided, open_proposal
from evidence.model import Claim
from evidence.model.claims import LinkKind
from evidence.review import Input, with_file
from evidence.serving.workspace import OpenReview, Workspace
from evidence.yaml.dump import Draft, Value, item
from evidence.yaml.item_changes import WrittenItem, written_items

# keys in the order in which a claim is read best; facets stand before the caveat
ORDER = (
    "id", "statement", "short", "sources", "via", "read_in", "attribution", "voice", "draws_on",
    "at", "elements", "unfitted", "relates", "defines", "measure",
)  # fmt: skip
LINKS = tuple(kind.value for kind in LinkKind)
LAST = (
    *LINKS,
    "credibility", "caveat", "memo", "coder", "allow", "quote_lang", "also", "prefix", "suffix",
    "quote",
)  # fmt: skip
_KEY = re.compile(r"[\"']?([\w.-]+)[\"']?[ ]*:")
_NAMED = re.compile(r"`([a-z_]+)`")
_OF_FINDINGS = (
    "kind", "answers", "stated_in", "supported_by", "contradicted_by", "qualified_by", "background",
    "concerns", "gaps", "fit", "resolution", "assessment",
)  # fmt: skip
_FIELDS = frozenset((*ORDER[1:], *LAST, *_OF_FINDINGS))
_ERRORS = "it would have errors; nothing was written"
_MOST_UNDONE = 200


@dataclass(frozen=True, slots=True)
class FieldMessage:
    """A diagnostic for the page: what is so, what to do, and at which field."""

    severity: str
    code: str
    message: str
    help: str
    field: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save.

    Shape: `why` says why nothing was written, "" if it was; `conflict` that
           somebody changed the item meanwhile. `undo` is what it is undone by.
    """

    id: str = ""
    file: str = ""
    line: int = 0
    why: str = ""
    conflict: bool = False
    diagnostics: tuple[FieldMessage, ...] = ()
    undo: int = 0


@dataclass(frozen=True, slots=True)
class _Step:
    """One save of this session: the file before and after it."""

    file: str
    id: str
    before: bytes
    after: bytes


@dataclass(slots=True)
class _Steps:
    kept: dict[int, _Step] = field(default_factory=dict)
    last: int = field(default_factory=lambda: secrets.randbelow(1 << 40) << 10)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, step: _Step) -> int:
        with self.lock:
            self.last += 1
            self.kept[self.last] = step
            for old in list(self.kept)[:-_MOST_UNDONE]:
                del self.kept[old]
            return self.last


class Saving:
    """Saves what the page sends, one at a time, and knows how to take it back."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._steps = _Steps()

    def add(self, draft: Draft) -> Saved:
        """Add a claim to the file that it belongs to.

        Raises: CannotGoOn where the files cannot be read, or somebody holds them.
        """
        with editing(self.workspace.folder, "serve"):
            state = self.workspace.whole()
            made = add(state.given, draft, known=state.checked)
            if isinstance(made, CannotGoOn):
                return refused(made)
            fields = lines_of(draft)
            known = known_keys(state)
            after = made.given or with_file(state.given, made.file, made.data)
            found = self.workspace.told(
                made.diagnostics, after, made.checked, str(draft.get("id", ""))
            )
            told = tuple(message_of(one, fields, NEW, 1, known) for one in found)
            if made.wrong:
                return Saved(why="the claim has errors; nothing was written", diagnostics=told)
            told = tuple(message_of(one, fields, made.file, made.line, known) for one in found)
            undo = self._write(state.given, made.file, made.data, str(draft["id"]))
        if made.given is not None and made.checked is not None:
            self.workspace.known(made.given, made.checked)
        return Saved(str(draft["id"]), made.file, made.line, diagnostics=told, undo=undo)

    def change(
        self,
        id_: str,
        mark: str,
        changes: Mapping[str, Value | None] | None,
        section: str = "claims",
    ) -> Saved:
        """Change keys of an item, or (with None) take it away, if it is as whoever saves saw it.

        Raises: CannotGoOn, as `add` does.
        """
        with editing(self.workspace.folder, "serve"):
            state = self.workspace.whole()
            found = self.workspace.items(self.workspace.state(), section).get(id_)
            if found is None:
                return refused(nowhere(id_), conflict=bool(mark))
            file, written = found
            if written.mark != mark:
                why = (
                    f"`{id_}` was changed meanwhile, in {file}:{written.line}; nothing was written"
                )
                return Saved(id_, file, written.line, why, conflict=True)
            made = change(state.given, state.checked, id_, changes, section, file)
            if isinstance(made, CannotGoOn):
                return refused(made)
            new = str((changes or {}).get("id") or id_)
            told = messages_of(made, new, section, state, self.workspace)
            if made.wrong:
                why = _ERRORS
                if changes is None:
                    why = "something in the review needs it; nothing was written"
                return Saved(id_, file, written.line, why, diagnostics=told)
            undo = self._write(state.given, file, made.data, new)
        self.workspace.known(made.given, made.checked)
        return Saved(new, file, written.line, diagnostics=told, undo=undo)

    def decide(
        self,
        id_: str,
        mark: str,
        changes: Mapping[str, Value | None],
        *,
        by: str,
        on: str,
        because: str | None,
    ) -> Saved:
        """Accept a proposal, with what was changed of it, or (`because`) turn it down.

        Raises: CannotGoOn, as `add` does, or if it is no proposal, or `by` no author.
        """
        with editing(self.workspace.folder, "serve"):
            state = self.workspace.whole()
            shown = self.workspace.state()
            author(state.checked, by)
            open_proposal(shown.checked, id_)
            claim = open_proposal(state.checked, id_)
            found = self.workspace.items(shown).get(id_)
            if found is None:
                return refused(nowhere(id_))
            file, written = found
            if written.mark != mark:
                why = (
                    f"`{id_}` was changed meanwhile, in {file}:{written.line}; nothing was written"
                )
                return Saved(id_, file, written.line, why, conflict=True)
            before = dict(state.given.claims)[file]
            given, checked = state.given, state.checked
            if changes:
                made = change(given, checked, id_, changes, file=file)
                if isinstance(made, CannotGoOn):
                    return refused(made)
                told = messages_of(made, id_, "claims", state, self.workspace)
                if made.wrong:
                    return Saved(id_, why=_ERRORS, diagnostics=told)
                given, checked = made.given, made.checked
                claim = open_proposal(checked, id_)
            done = decided(given, checked, claim, by=by, on=on, because=because)
            if done.wrong:
                known = known_keys(state)
                after = with_file(given, file, done.after)
                told = tuple(
                    message_of(one, [], file, 0, known)
                    for one in self.workspace.told(done.wrong, after, None, id_)
                )
                return Saved(id_, why="as a claim it would have errors", diagnostics=told)
            replace(Path(file), before, done.after, through_links=True)
            undo = self._steps.put(_Step(file, id_, before, done.after))
        return Saved(id_, file, written.line, undo=undo)

    def add_item(self, draft: Draft, section: str) -> Saved:
        """Add an item of another section than the claims.

        Raises: CannotGoOn, as `add` does.
        """
        id_ = str(draft.get("id", ""))
        with editing(self.workspace.folder, "serve"):
            state = self.workspace.whole()
            file = self.workspace.file_for(section)
            made = added_item(state.given, state.checked, draft, section, file)
            if isinstance(made, CannotGoOn):
                return refused(made)
            told = messages_of(made, id_, section, state, self.workspace)
            if made.wrong:
                return Saved(id_, why=_ERRORS, diagnostics=told)
            undo = self._write(state.given, made.file, made.data, id_)
        self.workspace.known(made.given, made.checked)
        return Saved(id_, made.file, diagnostics=told, undo=undo)

    def change_keys(
        self,
        section: str,
        changes: Mapping[str, Value],
        mark: str,
        marked: Callable[[OpenReview], str],
    ) -> Saved:
        """Change keys of a section, if `marked` says that it is as whoever saves saw it.

        Raises: CannotGoOn, as `add` does.
        """
        name = ", ".join(changes)
        with editing(self.workspace.folder, "serve"):
            state = self.workspace.whole()
            if marked(state) != mark:
                why = f"the {name} was changed meanwhile; nothing was written"
                return Saved(name, why=why, conflict=True)
            made = change_keys(state.given, state.checked, section, changes)
            if isinstance(made, CannotGoOn):
                return refused(made)
            told = messages_of(made, "", section, state, self.workspace)
            if made.wrong:
                return Saved(name, why=_ERRORS, diagnostics=told)
            undo = self._write(state.given, made.file, made.data, name)
        self.workspace.known(made.given, made.checked)
        return Saved(name, made.file, diagnostics=told, undo=undo)

    def undo(self, number: int) -> Saved:
        """Take back one save of this session, where its lines still stand as it left them.

        Raises: CannotGoOn, as `add` does.
        """
        step = self._steps.kept.get(number)
        if step is None:
            return Saved(why="this session knows of no such change")
        with editing(self.workspace.folder, "serve"):
            state = self.workspace.whole()
            now = dict(state.given.claims).get(step.file, b"")
            data = taken_back(now, step.before, step.after)
            if data is None:
                why = f"{step.file} was changed there since: take it back by hand, or with git"
                return Saved(step.id, step.file, why=why, conflict=True)
            made = checked_with(state.given, state.checked, step.file, data)
            told = messages_of(made, step.id, "claims", state, self.workspace)
            if made.wrong:
                why = "something in the review needs it by now; nothing was written"
                return Saved(step.id, step.file, why=why, diagnostics=told)
            replace(Path(step.file), now, data, through_links=True)
        self.workspace.known(made.given, made.checked)
        del self._steps.kept[number]
        return Saved(step.id, step.file)

    def _write(self, given: Input, file: str, data: bytes, id_: str) -> int:
        before = dict(given.claims).get(file, b"")
        replace(Path(file), before, data, through_links=True)
        return self._steps.put(_Step(file, id_, before, data))


def taken_back(now: bytes, before: bytes, after: bytes) -> bytes | None:
    """Return a file without a change that was made to it, None where that is not clear.

    Shape: `before` and `after` are the file around the change. What was changed
           elsewhere in the meantime stays.
    """
    if now == after:
        return before
    start = _common(before, after)
    stop = _common(before[start:][::-1], after[start:][::-1])
    gone, put = before[start : len(before) - stop], after[start : len(after) - stop]
    for reach in (400, 120, 40):
        left = after[max(0, start - reach) : start]
        right = after[len(after) - stop : len(after) - stop + reach]
        if now.count(left + put + right) == 1:
            at = now.index(left + put + right) + len(left)
            return now[:at] + gone + now[at + len(put) :]
    return None


def ordered(draft: Mapping[str, Value], facets: Iterable[str]) -> dict[str, Value]:
    """Return the keys of a new claim in the order in which they are read best, without empty ones.

    Its last line is in its own words, the quote or the statement: where two
    people add a claim at one place, git then takes no line of both for shared.
    """
    order = [*ORDER, *facets, *LAST]
    if not draft.get("quote"):
        order = [*(key for key in order if key != "statement"), "statement"]
    return {key: draft[key] for key in order if draft.get(key)}


def written_value(claim: Claim, key: str, value: Value, language: str) -> Value:
    """Return what is to stand under a key: of a text in several languages one is changed alone."""
    translations = getattr(getattr(claim, key, None), "translations", None)
    if isinstance(value, str) and translations:
        return {**translations, language: value}
    return value


def _common(one: bytes, other: bytes) -> int:
    """Return how many bytes two texts have in common at their beginning, whole characters alone."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _meanwhile(file: str, now: WrittenItem) -> Saved:
    why = f"`{now.id}` was changed meanwhile, in {file}:{now.line}; nothing was written"
    return Saved(now.id, file, now.line, why, conflict=True)


def refused(why: CannotGoOn, *, conflict: bool = False) -> Saved:
    """Return that nothing was written, and why."""
    return Saved(why=f"{why.message}: {why.help}" if why.help else why.message, conflict=conflict)


def lines_of(draft: Draft) -> list[str]:
    """Return which key stands on each line of a new claim."""
    return [key for key, value in draft.items() for _ in item({key: value}).splitlines()]


def known_keys(state: OpenReview) -> frozenset[str]:
    """Return the keys that a message may name: those of a claim, and the facets."""
    return _FIELDS | state.graph.review.framework.facets.keys()


def message_of(
    found: Diagnostic, fields: list[str], file: str, line: int, known: frozenset[str]
) -> FieldMessage:
    """Return a diagnostic at its field: `fields` names the key of each line from `line` on."""
    place = found.place
    key = ""
    if place is not None and place.file == file and 0 <= place.line - line < len(fields):
        key = fields[place.line - line]
    if found.code == "repeated-id":
        key = "id"
    elif key in ("", "id"):  # what is missing has no place: its name stands in the message
        named = (name for name in _NAMED.findall(found.message) if name in known)
        key = next(named, key)
    return FieldMessage(found.severity.value, found.code, found.message, found.help, key)


def messages_of(
    made: Changed, id_: str, section: str, state: OpenReview, workspace: Workspace
) -> tuple[FieldMessage, ...]:
    """Return what a change brings about, what is about the item itself with its field."""
    written = written_items(made.data, section).get(id_)
    keys = _keys(written.text) if written else []
    line = written.line if written else 0
    found = [d for d in made.diagnostics if d.item in (id_, "") or d.severity is Severity.ERROR]
    seen = workspace.told(found, made.given, made.checked, id_)
    return tuple(message_of(one, keys, made.file, line, known_keys(state)) for one in seen)


def _keys(text: str) -> list[str]:
    """Return which key stands on each line of an item, or goes on there."""
    first, *others = text.splitlines()
    keys = [_KEY.match(first.removeprefix("-").lstrip())]
    column = min((len(o) - len(o.lstrip()) for o in others if o.strip()), default=0)
    keys += [None if o[column : column + 1].isspace() else _KEY.match(o, column) for o in others]
    found: list[str] = []
    for key in keys:
        found.append(key[1] if key else (found or [""])[-1])
    return found
