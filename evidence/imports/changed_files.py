"""The files of a review as an import leaves them: every other byte is as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evidence.bibtex.entry_text import entry_text
from evidence.diagnostics import CannotGoOn, Diagnostic, Severity
from evidence.imports.plan import Plan, undecided, without
from evidence.lock.records import write_lock
from evidence.review import Checked, Input, check
from evidence.yaml.appending import append
from evidence.yaml.dump import Indent, item
from evidence.yaml.encoding import clean
from evidence.yaml.item_changes import replaced
from evidence.yaml.nodes import Entries, Items
from evidence.yaml.parser import load

_HEAD = """\
# Brought by `evidence import` from {file}. Each is a proposal until somebody accepts it:
# `evidence accept ID --by INITIALS`, or in an editor. Nothing here is written anew.

"""
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class ImportedFiles:
    """What an import writes: files that change, by path, and the plan as it is carried out.

    Shape: `changes` pairs what stood in a file (b"" for a new one) with what
           will. `wrong` are errors with which nothing may be written, `lines`
           those that they speak of.
    """

    made: Plan
    changes: Mapping[str, tuple[bytes, bytes]]
    wrong: tuple[Diagnostic, ...] = ()
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def written(given: Input, checked: Checked, made: Plan, file: str) -> ImportedFiles:
    """Return the files of a review with what an import brings.

    Shape:  `file` is the path of the file of its claims. A proposal that would
            be an error is left, one that cannot be accepted yet stays open,
            each with the reason.
    Raises: CannotGoOn if a file leaves no place for it.
    """
    known = {_told(d) for d in checked.diagnostics if d.severity is Severity.ERROR}
    for _ in range(_ROUNDS):
        after = _after(given, made, file)
        wrong = [
            d
            for d in check(after).diagnostics
            if d.severity is Severity.ERROR and _told(d) not in known
        ]
        new = {str(taken.draft["id"]): taken for taken in made.taken}
        ours = {d.item: d.message for d in reversed(wrong) if d.item in new}
        if not ours:
            lines = after.lines({d.place.file for d in wrong if d.place})
            return ImportedFiles(made, _changes(given, after, checked, made), tuple(wrong), lines)
        accepted = {id_: why for id_, why in ours.items() if "accepted" in new[id_].draft}
        made = undecided(made, accepted)
        made = without(made, {id_: why for id_, why in ours.items() if id_ not in accepted})
    return ImportedFiles(made, {}, tuple(wrong))


def _after(given: Input, made: Plan, file: str) -> Input:
    files = dict(given.claims)
    memos: dict[str, list[str]] = {}
    for id_, said, _ in made.memos:
        memos.setdefault(id_, []).append(said)
    for id_, each in memos.items():
        memo = " ".join(each)
        path, section = next(
            (path, section) for path, data in files.items() if (section := _section_of(data, id_))
        )
        changed = replaced(files[path], id_, {"memo": memo}, section)
        if isinstance(changed, CannotGoOn):
            raise CannotGoOn(f"{path}: {changed.message}; nothing was written", changed.help)
        files[path] = changed
    if made.taken or made.elements:
        files[file] = _claims(files.get(file, b""), made, file)
    bib = _library(given.sources[1], made)
    return replace(given, claims=tuple(files.items()), sources=(given.sources[0], bib))


def _section_of(data: bytes, id_: str) -> str:
    """Return where in a file a claim or finding stands, "" if it does not."""
    for _, root in load(clean(data).text).documents:
        for section in ("claims", "findings"):
            items = root.get(section) if isinstance(root, Entries) else None
            for item_ in items if isinstance(items, Items) else ():
                if isinstance(item_, Entries) and item_.get("id") == id_:
                    return section
    return ""


def _claims(before: bytes, made: Plan, file: str) -> bytes:
    drafts = [taken.draft for taken in made.taken]
    elements = "".join(item(draft, Indent(4)) for draft in made.elements)
    if not before.strip():
        head = _HEAD.format(file=made.mapping.file)
        framework = f"framework:\n  elements:\n{elements}\n" if elements else ""
        claims = "claims:\n" + "\n".join(item(draft) for draft in drafts) if drafts else ""
        return f"{head}{framework}{claims}".encode()
    data = before
    if drafts:
        appended = append(data, *drafts)
        if isinstance(appended, CannotGoOn):
            raise CannotGoOn(f"{file}: {appended.message}; nothing was written", appended.help)
        data = appended.data
    return _with_elements(data, elements, file) if elements else data


def _with_elements(data: bytes, elements: str, file: str) -> bytes:
    text = data.decode()
    loaded = load(clean(data).text)
    root = loaded.documents[0][1] if loaded.documents else None
    framework = root.get("framework") if isinstance(root, Entries) else None
    held = framework.get("elements") if isinstance(framework, Entries) else None
    if framework is None:
        return f"framework:\n  elements:\n{elements}\n{text}".encode()
    if isinstance(held, Items) and held:
        first = text.rfind("\n", 0, held.marks[0]) + 1
        dash = text.find("-", first)
        shifted = "".join(
            f"{' ' * (dash - first - 4)}{line}\n"
            if dash - first >= 4
            else f"{line[4 - dash + first :]}\n"
            for line in elements.splitlines()
        )
        made = f"{text[:first]}{shifted}{text[first:]}".encode()
        if load(clean(made).text).stop is None:
            return made
    raise CannotGoOn(
        f"{file}: its framework leaves no place for another element; nothing was written",
        "import under another name: --as NAME",
    )


def _library(before: bytes, made: Plan) -> bytes:
    if not made.sources:
        return before
    gap = b"" if not before.strip() else b"\n" if before.endswith(b"\n") else b"\n\n"
    return before + gap + "\n\n".join(entry_text(s).strip() for s in made.sources).encode() + b"\n"


def _changes(
    given: Input, after: Input, checked: Checked, made: Plan
) -> Mapping[str, tuple[bytes, bytes]]:
    before = dict([*given.claims, given.sources])
    changes = {
        path: (before.get(path, b""), data)
        for path, data in (after.sources, *after.claims)
        if before.get(path, b"") != data
    }
    if made.brought:
        again = {one.id for one in made.brought}
        kept = tuple(one for one in checked.lock.brought if one.id not in again)
        lock = replace(checked.lock, brought=(*kept, *made.brought))
        changes[given.lock[0]] = (given.lock[1], write_lock(lock).encode())
    return changes


def _told(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return (diagnostic.code, diagnostic.message, diagnostic.item)
