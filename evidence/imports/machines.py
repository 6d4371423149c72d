"""Which machine of the review extracted what a file holds; without one it is refused."""

from __future__ import annotations

from dataclasses import replace

from evidence.diagnostics import CannotGoOn
from evidence.graph import Graph
from evidence.imports.plan import ImportRequest
from evidence.origins import Extractor, Origin
from evidence.yaml.dump import entries

_NEEDED = ("tool", "version", "on", "instructions", "ran_by")
_CALLED = {"on": "the date"}


def machine_of(origin: Origin, graph: Graph, asked: ImportRequest) -> ImportRequest:
    """Return how a file is imported, with the initials of the machine that extracted it.

    Raises: CannotGoOn if a machine did, and the file does not say all of which,
            when, by what instructions and who ran it; or the review does not
            name it; or it was asked to accept at once.
    """
    said = origin.extractor
    if said is None:
        if asked.machine:
            raise CannotGoOn(
                f"{asked.name}: it does not say that a machine extracted it",
                "leave --machine out",
            )
        return asked
    missing = [_CALLED.get(key, key) for key in _NEEDED if not getattr(said, key).strip()]
    if missing:
        raise CannotGoOn(
            f"{asked.name}: a machine extracted it, and it does not say {', '.join(missing)}",
            "say it in the file, or under `settings` of its mapping in `imports/`",
        )
    if asked.accept:
        raise CannotGoOn(
            "what a machine extracted is accepted one at a time, with its passage shown",
            "import it without --accept, then `evidence accept ID --by INITIALS`",
        )
    return replace(asked, machine=_initials(said, graph, asked))


def _initials(said: Extractor, graph: Graph, asked: ImportRequest) -> str:
    machines = graph.review.machines
    called = f"{said.tool} {said.version}"
    if asked.machine:
        if asked.machine in {one.initials for one in machines}:
            return asked.machine
        raise CannotGoOn(
            f"`{asked.machine}` is no machine of the review", _paste(said, asked.machine)
        )
    fits = [m.initials for m in machines if (m.tool, m.version) == (said.tool, said.version)]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise CannotGoOn(
            f"{called} stands under `review: machines` as {' and '.join(fits)}",
            "say which: --machine INITIALS",
        )
    taken = {one.initials for one in machines}
    free = next(name for n in range(1, len(taken) + 2) if (name := f"m{n}") not in taken)
    raise CannotGoOn(f"the review does not name {called}, which extracted it", _paste(said, free))


def _paste(said: Extractor, initials: str) -> str:
    told = entries(
        {
            "initials": initials,
            "tool": said.tool,
            "version": said.version,
            "on": said.on,
            "instructions": said.instructions,
        },
        column=6,
    )
    return f"name it under `review: machines`:\n    - {told.strip()}"
