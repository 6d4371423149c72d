"""Changing an item of a review, or taking it away: the file as it would be, or what is wrong.

As with `add`, the whole review is read and checked as it would be; what the
change brings about is told, and nothing is changed that makes an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.diagnostics import CannotGoOn, Diagnostic, Severity
from evidence.review import Checked, Input, check, with_file
from evidence.yaml.dump import Draft, Value
from evidence.yaml.item_changes import WrittenItem, added, removed, replaced, written_items
from evidence.yaml.key_changes import has_section, with_keys, written_keys


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of changing an item of a file.

    Shape: `data` is the new content of the file; with an error among
           `diagnostics` it is not to be written. `given` and `checked` are the
           review as it would be, and what is known of it.
    """

    file: str
    data: bytes
    given: Input
    checked: Checked
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def wrong(self) -> bool:
        """Return whether the change makes an error, and is not to be written."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def find(given: Input, id_: str, section: str = "claims") -> tuple[str, WrittenItem] | CannotGoOn:
    """Return the file that an item stands in, and the item as it is written there."""
    for file, data in given.claims:
        if id_.encode() in data and id_ in (items := written_items(data, section)):
            return file, items[id_]
    return nowhere(id_)


def nowhere(id_: str) -> CannotGoOn:
    """Return what is said of an item that no file has on lines of its own."""
    return CannotGoOn(
        f"no file of the review has `{id_}` on lines of its own", "change it in an editor"
    )


def change(
    given: Input,
    known: Checked,
    id_: str,
    changes: Mapping[str, Value | None] | None,
    section: str = "claims",
    file: str = "",
) -> Changed | CannotGoOn:
    """Return what comes of changing keys of an item, or (with None) of taking it away.

    Shape: `known` is what is known of the review as it is; `file` the one that
           the item stands in, "" where that has to be looked for.
    """
    if not file:
        found = find(given, id_, section)
        if isinstance(found, CannotGoOn):
            return found
        file, _ = found
    before = dict(given.claims)[file]
    if changes is None:
        data = removed(before, id_, section)
    else:
        data = replaced(before, id_, changes, section)
    if isinstance(data, CannotGoOn):
        return CannotGoOn(f"{file}: {data.message}; nothing was changed", data.help)
    return checked_with(given, known, file, data)


def added_item(
    given: Input, known: Checked, draft: Draft, section: str, file: str = ""
) -> Changed | CannotGoOn:
    """Return what comes of adding an item to a section: to the last file that has one like it.

    Shape: without such a file it goes where the section that it stands within
           is, else into the first one. `file` is the one that it has to go into.
    """
    holding = [name for name, data in given.claims if written_items(data, section)]
    file = file or (holding or [_holding(given, section.partition(".")[0])])[-1]
    data = added(dict(given.claims)[file], draft, section)
    if isinstance(data, CannotGoOn):
        return CannotGoOn(f"{file}: {data.message}; nothing was added", data.help)
    return checked_with(given, known, file, data)


def change_keys(
    given: Input, known: Checked, section: str, changes: Mapping[str, Value]
) -> Changed | CannotGoOn:
    """Return what comes of changing keys of a section, such as the title of the review."""
    files = dict(given.claims)
    with_one = (f for f in files if set(changes) & set(written_keys(files[f], section) or ()))
    file = next(with_one, "") or _holding(given, section)
    data = with_keys(files[file], section, changes)
    if isinstance(data, CannotGoOn):
        return CannotGoOn(f"{file}: {data.message}; nothing was changed", data.help)
    return checked_with(given, known, file, data)


def _holding(given: Input, section: str) -> str:
    """Return the first file with a section, one that holds something if there is one."""
    files = [file for file, data in given.claims if has_section(data, section)]
    full = [file for file in files if written_keys(dict(given.claims)[file], section)]
    return (full or files or [given.claims[0][0]])[0]


def checked_with(given: Input, known: Checked, file: str, data: bytes) -> Changed:
    """Return what comes of a file's having another content: what is new is told."""
    after = with_file(given, file, data)
    checked = check(after)
    told = Counter(map(_told, known.diagnostics))
    new = []
    for one in checked.diagnostics:
        told[_told(one)] -= 1
        if told[_told(one)] < 0:
            new.append(one)
    return Changed(file, data, after, checked, tuple(new))


def _told(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return (diagnostic.code, diagnostic.message, diagnostic.item)
