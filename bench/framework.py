"""The head of a generated review: what it asks, its sources, its framework."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import vocabulary as v
from wording import flow, said

FACETS = {
    "context": ("town", "country", "both"),
    "population": ("pupils", "teachers", "parents"),
    "role": ("practice", "status", "barrier", "recommendation"),
    "approach": ("interviews", "survey", "trial", "observation"),
}
REQUIRED = ("context", "population")
KINDS_OF_SOURCE = ("study", "official", "media", "unknown")
CELLS = {
    "town": {"context": "town"},
    "country": {"context": "country"},
    "recommended": {"role": "recommendation"},
}
# These pairs are kept for the framework's own arrows: no claim states one of them.
RESERVED = (("garden", "knowledge"), ("training", "teachers"), ("policy", "funding"))


def head(keys: Sequence[str], rng: Random, languages: Sequence[str]) -> str:
    """Return the YAML of everything above the claims."""
    parts = (_review(languages), _facts(keys, rng), _vocabulary(languages), _lens(keys, languages))
    return "\n".join(line for part in parts for line in part) + "\n\n"


def _review(languages: Sequence[str]) -> list[str]:
    return [
        "review:",
        f"  title: {said('Gardens in schools', languages)}",
        f"  languages: [{', '.join(languages)}]",
        "  quote_words: 40",
        "  questions:",
        "    - id: q.learning",
        f"      text: {said('Do school gardens change what children know?', languages)}",
        "    - id: q.lasting",
        f"      text: {said('What keeps a garden alive after the project?', languages)}",
        "",
    ]


def _facts(keys: Sequence[str], rng: Random) -> list[str]:
    lines = ["sources:"]
    for key in keys:
        lines += [f"  {key}:", f"    source_type: {rng.choice(KINDS_OF_SOURCE)}"]
        if rng.random() < 0.1:
            lines += ["    identity: candidate", "    unverified: [title]"]
    return [*lines, ""]


def _vocabulary(languages: Sequence[str]) -> list[str]:
    lines = ["framework:", "  facets:"]
    for facet, values in FACETS.items():
        lines += [
            f"    {facet}:",
            f"      label: {said(facet.capitalize(), languages)}",
            f"      required: {'true' if facet in REQUIRED else 'false'}",
            "      values:",
            *(f"        {value}: {said(value.capitalize(), languages)}" for value in values),
        ]
    kinds = ", ".join(f"{kind}: {kind.capitalize()}" for kind in KINDS_OF_SOURCE)
    return [
        *lines,
        f"    source_type: {{on: sources, label: Kind of source, values: {{{kinds}}}}}",
        "    rank: {on: findings, label: Rank, values: {main: Named as a main result}}",
        "  finding_kinds:",
        "    strategy:",
        f"      label: {said('Strategy', languages)}",
        f"      plural: {said('Strategies', languages)}",
        "      cells:",
        *(
            f"        {cell}: {{label: {cell.capitalize()}, where: {flow(where)}}}"
            for cell, where in CELLS.items()
        ),
        "    challenge: {label: Challenge, plural: Challenges}",
        "    conclusion: {label: Conclusion, plural: Conclusions}",
    ]


def _lens(keys: Sequence[str], languages: Sequence[str]) -> list[str]:
    lines = ["  elements:"]
    for place, (name, label) in enumerate(v.ELEMENTS):
        lines += [
            f"    - id: el.{name}",
            f"      label: {said(label, languages)}",
            f"      definition: What is said of {label.lower()} in the sense of this review.",
            f"      origin: {'a_priori' if place % 3 else 'emergent'}",
        ]
        lines += [f"      from: [{keys[place % len(keys)]}]"] if place % 3 else []
        lines += ["      part_of: el.outcomes"] if name in {"knowledge", "health"} else []
    return [
        *lines,
        "  relation_types:",
        "    leads_to: Leads to",
        "    inseparable: {label: Cannot be separated from, undirected: true}",
        "  relations:",
        *(f"    - el.{first} leads_to el.{second}" for first, second in RESERVED),
    ]
