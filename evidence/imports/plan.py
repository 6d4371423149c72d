"""What an import would do to a review, as values: nothing is written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evidence.imports.mapping import ImportMapping
from evidence.model import Source
from evidence.model.lock import Brought
from evidence.origins import Left, Origin, Segment
from evidence.yaml.dump import Draft


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """How a file is imported.

    Shape: `name` is what the file is known by at the next import; `source` a
           citation key for what names no text; `accept` the initials of the
           author who takes at once what people coded; `machine` the initials
           of the machine that extracted it; `again` brings back what was
           deleted here.
    Units: `on` is an ISO date.
    """

    name: str
    on: str
    source: str = ""
    accept: str = ""
    machine: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class ChangedThere:
    """Something that is otherwise in the file than when it was brought.

    Shape: `parts` are keys of a claim, with what stands there now.
    """

    kind: str
    name: str
    claim: str
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """A proposal to be written, and what could not be taken as it stood."""

    segment: Segment
    draft: Draft
    approximated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would write, and what becomes of everything in the file.

    Shape: `known` are segments that were brought before, by what became of
           them: (segment, claim's id or "", "proposed", "accepted", "rejected"
           or "deleted"). `elements` and `sources` are new ones; `memos` pairs
           of a claim and what was said of it; `texts` what the file carries,
           by citation key. `approximated` are codes and texts, by name.
    """

    origin: Origin
    mapping: ImportMapping
    taken: tuple[Taken, ...] = ()
    known: tuple[tuple[Segment, str, str], ...] = ()
    changed: tuple[ChangedThere, ...] = ()
    left: tuple[Left, ...] = ()
    elements: tuple[Draft, ...] = ()
    sources: tuple[Source, ...] = ()
    memos: tuple[tuple[str, str, Segment], ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    approximated: tuple[tuple[str, str, str], ...] = ()
    brought: tuple[Brought, ...] = ()


def without(made: Plan, because: Mapping[str, str]) -> Plan:
    """Return a plan without the proposals of these ids, which are left for these reasons."""
    out = [taken for taken in made.taken if taken.draft["id"] in because]
    left = [Left(t.segment.kind, t.segment.name, because[str(t.draft["id"])]) for t in out]
    return replace(
        made,
        taken=tuple(taken for taken in made.taken if taken.draft["id"] not in because),
        left=(*made.left, *left),
        brought=tuple(one for one in made.brought if one.claim not in because),
    )


def undecided(made: Plan, because: Mapping[str, str]) -> Plan:
    """Return a plan in which the proposals of these ids are not accepted, for these reasons."""
    taken = []
    for one in made.taken:
        why = because.get(str(one.draft["id"]))
        if why and "accepted" in one.draft:
            draft = {key: value for key, value in one.draft.items() if key != "accepted"}
            rough = (*one.approximated, f"it stays a proposal: {why}")
            taken.append(replace(one, draft=draft, approximated=rough))
        else:
            taken.append(one)
    return replace(made, taken=tuple(taken))
