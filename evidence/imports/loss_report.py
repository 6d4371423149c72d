"""The loss report: of everything that a file holds, what was taken, approximated, left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence.imports.plan import Plan
from evidence.language import counted

_FEW = 5


@dataclass(frozen=True, slots=True)
class KindTally:
    """What became of the things of one kind; `found` is the sum of the others."""

    kind: str
    found: int
    taken: int
    approximated: int
    here: int
    left: int

    @property
    def adds_up(self) -> bool:
        """Return whether each thing became exactly one of these."""
        return self.found == self.taken + self.approximated + self.here + self.left


def tallies(made: Plan) -> tuple[KindTally, ...]:
    """Return what became of the things in a file, by kind, in the words of its tool.

    Shape: `found` is the count that the reader took apart from reading.
    """
    origin = made.origin
    rough = Counter(t.segment.kind for t in made.taken if t.approximated)
    whole = Counter(t.segment.kind for t in made.taken if not t.approximated)
    whole.update(segment.kind for *_, segment in made.memos)
    here = Counter(segment.kind for segment, *_ in made.known)
    here.update(changed.kind for changed in made.changed)
    whole.update(origin.within)  # what is a part of another thing went where that went
    left = Counter(one.kind for one in made.left)
    for kind, all_of in (("code", len(origin.codes)), ("text", len(origin.texts))):
        own = len({(name, kind) for of, name, _ in made.approximated if of == kind})
        away = left[kind] - sum(one.kind == kind for one in origin.left)
        rough[kind] += own
        whole[kind] += all_of - own - away
    kinds = dict.fromkeys((*origin.counts, *whole, *rough, *here, *left))
    return tuple(
        KindTally(
            kind, origin.counts.get(kind, 0), whole[kind], rough[kind], here[kind], left[kind]
        )
        for kind in kinds
        if any((origin.counts.get(kind, 0), whole[kind], rough[kind], here[kind], left[kind]))
    )


def lines(made: Plan, *, all_names: bool = False) -> Iterator[str]:
    """Yield the loss report, line by line; what is left is always named, one by one."""
    yield from made.origin.remarks
    yield from _table(tallies(made))
    broken = [tally.kind for tally in tallies(made) if not tally.adds_up]
    if broken:
        yield f"this does not add up for {', '.join(broken)}: please report it with the file"
    left = _grouped((one.because, f"{one.kind} {one.name}".strip()) for one in made.left)
    for because, names in left.items():
        yield f"left, {because} ({len(names)}):"
        yield f"  {'; '.join(names)}"
    of_claims = ((what, t.segment.name) for t in made.taken for what in t.approximated)
    rough = _grouped([*of_claims, *((what, name) for _, name, what in made.approximated)])
    for what, names in rough.items():
        shown = names if all_names else names[:_FEW]
        more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        yield f"approximated, {what} ({len(names)}):"
        yield f"  {'; '.join(shown)}{more}"
    yield from _before(made)


def _before(made: Plan) -> Iterator[str]:
    """Yield what was brought before, and what is otherwise in the file since."""
    for how, names in _grouped((how, segment.name) for segment, _, how in made.known).items():
        if how == "deleted":
            yield f"here before, deleted: {'; '.join(names)}; --again brings them back"
        else:
            yield f"here before, {how}: {len(names)}"
    for changed in made.changed:
        yield f"changed there, and not here: {changed.name} (`{changed.claim}`)"
        for part, text in changed.parts.items():
            yield f"  {part or 'something'}: {text or 'see the file'}"


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for what, name in pairs:
        found.setdefault(what, []).append(name)
    return found


def summary(made: Plan, files: Iterable[str], *, dry: bool) -> str:
    """Return in one line what is written, or would be, and into which files."""
    parts = [
        counted(number, what)
        for number, what in (
            (len(made.taken), "claim"),
            (len(made.elements), "element"),
            (len(made.sources), "source"),
            (len(made.memos), "memo"),
        )
        if number
    ]
    if not parts:
        return "nothing new to write"
    accepted = sum("accepted" in taken.draft for taken in made.taken)
    open_ = len(made.taken) - accepted
    kind = f": {open_} proposed, {accepted} accepted" if made.taken else ""
    verb = "would write" if dry else "wrote"
    return f"{verb} {', '.join(parts)}{kind} ({', '.join(files)})"


def _table(rows: Iterable[KindTally]) -> Iterator[str]:
    heads = ("", "in", "taken", "approximated", "here before", "left")
    cells: list[tuple[str, ...]] = [heads]
    for row in rows:
        numbers = (row.found, row.taken, row.approximated, row.here, row.left)
        cells.append((row.kind, *(f"{number:,}" for number in numbers)))
    if len(cells) == 1:
        yield "the file holds nothing"
        return
    widths = [max(len(line[n]) for line in cells) for n in range(len(heads))]
    for line in cells:
        first, *rest = line
        told = "  ".join(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield f"{first.ljust(widths[0])}  {told}".rstrip()


def as_markdown(made: Plan, files: Iterable[str]) -> str:
    """Return the whole loss report as Markdown, every name in it."""
    told = "\n".join(f"    {line}" for line in lines(made, all_names=True))
    head = f"# What `evidence import` took of {made.mapping.file}"
    return f"{head}\n\n{summary(made, files, dry=False)}\n\n{told}\n"
