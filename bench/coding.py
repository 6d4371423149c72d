"""The claims of a generated review: who says it, where, on what, linked to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import vocabulary as v
from framework import FACETS, RESERVED
from wording import prose, scalar


@dataclass(frozen=True, slots=True)
class Coded:
    """What later claims and findings need to know of a claim."""

    id: str
    source: str
    elements: tuple[str, ...]
    facets: dict[str, str]
    contradicts: str


def claim(rng: Random, number: int, keys: Sequence[str], coded: list[Coded]) -> str:
    """Return the YAML of the next claim, and add it to those that are coded."""
    source = keys[number] if number < len(keys) else rng.choice(keys)
    names = [name for name, _ in v.ELEMENTS]
    # The first claims go through all elements, so that none stays without one.
    own = [names[number % len(names)], *rng.sample(names, rng.choice((0, 1, 1, 2)))]
    elements = tuple(dict.fromkeys(f"el.{name}" for name in own))
    facets = {facet: rng.choice(values) for facet, values in FACETS.items()}
    links, contradicted = _links(rng, coded)
    this = Coded(f"{own[0]}_{number:05d}", source, elements, facets, contradicted)
    lines = [
        f"  - id: {this.id}",
        *prose("statement", statement(rng, number), rng),
        *_speakers(rng, source, keys),
        f"    at: {_locator(rng)}",
    ]
    if rng.random() < 0.95:
        lines.append(f"    quote: {scalar(_quote(rng))}")
    if rng.random() < 0.12:
        quote = scalar(f"{_quote(rng)} […] {rng.choice(v.QUOTES)}")
        lines += ["    also:", "      - at: {section: 7}", f"        quote: {quote}"]
    lines.append(f"    elements: [{', '.join(elements)}]")
    lines += [f"    {facet}: {value}" for facet, value in facets.items()]
    lines += _extras(rng, number, own)
    coded.append(this)
    return "\n".join([*lines, *links]) + "\n\n"


def statement(rng: Random, number: int) -> str:
    """Return a sentence that no other number gives."""
    first, second = rng.sample(v.VERBS, 2)
    said = f"{rng.choice(v.SUBJECTS)} {first} {rng.choice(v.CONDITIONS)}"
    place = rng.choice(v.SETTINGS)
    said = f"{said}, and {second} {place}" if rng.random() < 0.6 else f"{said} {place}"
    mark = rng.choice((f" (group {number + 1})", f", as text {number + 1} of the series says"))
    return f"{said[0].upper()}{said[1:]}{mark}."


def _quote(rng: Random) -> str:
    base = rng.randint(20, 400)
    counted = f"{rng.choice(v.VERBS)} in {rng.randint(2, base)} of {base} cases"
    return rng.choice((counted, f"{rng.choice(v.QUOTES)} {rng.choice(v.SETTINGS)}"))


def _locator(rng: Random) -> str:
    section = f"section: {rng.randint(1, 6)}.{rng.randint(1, 12)}"
    if rng.random() < 0.5:
        return f"{{{section}, page: {rng.randint(1, 320)}}}"
    heading = rng.choice(v.ELEMENTS)[1]
    return f"{{{section}, heading: {heading}, paragraph: {rng.randint(1, 9)}}}"


def _speakers(rng: Random, source: str, keys: Sequence[str]) -> list[str]:
    """Return who says it: mostly the text itself, sometimes works that it cites."""
    chance = rng.random()
    others = [key for key in rng.sample(keys, 3) if key != source]
    if chance < 0.88:
        return [f"    sources: [{source}]"]
    if chance < 0.94:
        return [f"    sources: [{source}]", f"    read_in: {others[0]}"]
    if chance < 0.97:
        return [f"    sources: [{source}, {others[0]}]", f"    read_in: {others[1]}"]
    return [
        f"    sources: [{source}]",
        f"    via: [{others[0]}]",
        f"    read_in: {others[1]}",
        "    attribution: implied",
    ]


def _extras(rng: Random, number: int, own: Sequence[str]) -> list[str]:
    lines = []
    if rng.random() < 0.1:
        first, second = own[0], rng.choice([n for n, _ in v.ELEMENTS if n != own[0]])
        if (first, second) not in RESERVED:
            lines.append(f"    relates: [el.{first} leads_to el.{second}]")
    if rng.random() < 0.08:
        of, base, unit = rng.choice(v.MEASURED)
        lines += ["    measure:", f"      of: {of}, group {number + 1}"]
        lines += [f"      base: {base}"] if base else []
        value = rng.randint(3, 97)
        lines.append(rng.choice((f"      value: {value}", f"      about: {value}")))
        lines += [f"      unit: {unit}", f"      year: {rng.randint(1990, 2023)}"]
        lines.append(f"      nature: {rng.choice(('observed', 'estimate', 'target'))}")
    if rng.random() < 0.05:
        lines.append("    voice: participant")
    if rng.random() < 0.07:
        lines.append(f"    caveat: {scalar(rng.choice(v.CAVEATS))}")
    if rng.random() < 0.03:
        lines.append("    memo: Compare with the second round of coding.")
    return lines


def _links(rng: Random, coded: Sequence[Coded]) -> tuple[list[str], str]:
    """Return a link to an earlier claim now and then, and the claim that it contradicts."""
    if not coded or rng.random() > 0.14:
        return [], ""
    target, chance = rng.choice(coded).id, rng.random()
    if chance < 0.6:
        return [f"    supports: [{target}]"], ""
    if chance < 0.75:
        return [f"    qualifies: [{target}]"], ""
    because = f"        because: {scalar(rng.choice(v.REASONS))}"
    if chance < 0.9:
        how = rng.choice(("same", "stronger", "weaker", "changed"))
        return ["    restates:", f"      - claim: {target}", f"        how: {how}", because], ""
    lines = ["    contradicts:", f"      - claim: {target}", "        stated: true", because]
    return lines, target
