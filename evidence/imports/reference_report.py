"""The loss report of references: what became of each record, and what of it was not kept."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.imports.references import MergedReferences
from evidence.language import counted
from evidence.origins.references import ReferenceFile

_FEW = 5


def reference_lines(
    found: ReferenceFile, made: MergedReferences, *, merge: bool, all_names: bool = False
) -> Iterator[str]:
    """Yield the report line by line; what is left, and each twin, is always named."""
    left = [one for one in found.left if one.kind == "record"]
    yield (
        f"{found.kind}: {counted(found.count, 'record')} = {len(made.taken)} taken"
        f" + {counted(len(made.twins), 'twin')} + {len(left)} left"
    )
    if found.count != len(made.taken) + len(made.twins) + len(left):
        yield "this does not add up: please report it with the file"
    yield from (f"  {remark}" for remark in found.remarks)
    yield from (f"left, {one.because}: {one.name}" for one in found.left)
    yield from _twins(made, merge=merge)
    for taken in made.taken:
        if taken.asked:
            yield f"its key `{taken.asked}` is another's: {taken.name} is `{taken.key}`"
    yield from _approximated(found, all_names=all_names)
    for tag, (values, records) in found.not_carried.items():
        yield f"no place for `{tag}`: {counted(values, 'value')} of {counted(records, 'record')}"


def _twins(made: MergedReferences, *, merge: bool) -> Iterator[str]:
    for twin in made.twins:
        fills = ", ".join(f"`{name}`" for name in twin.fills)
        told = f"; {'it now has its' if merge else 'it lacks'} {fills}" if fills else ""
        yield f"here already, as `{twin.key}`: {twin.name}{told}"
    if any(twin.fills for twin in made.twins) and not merge:
        yield "  --merge fills in what they lack, and changes nothing that is there"
    for question in made.perhaps:
        yield f"`{question.key}` may be the same work as `{question.other}`: both are here"


def _approximated(found: ReferenceFile, *, all_names: bool) -> Iterator[str]:
    names: dict[str, list[str]] = {}
    for entry in found.entries:
        for what in entry.approximated:
            names.setdefault(what, []).append(entry.name)
    for what, all_of in names.items():
        shown = all_of if all_names else all_of[:_FEW]
        more = f" and {len(all_of) - len(shown)} more" if len(all_of) > len(shown) else ""
        yield f"approximated, {what} ({len(all_of)}): {'; '.join(shown)}{more}"
