"""What the parts of an item are called, and two wordings of one part side by side."""

from __future__ import annotations

from evidence.model import LinkKind

_LONG = 110  # characters of two wordings that are shown whole
_CONTEXT = 4  # words on either side of what differs

# how parts are called: those of claims and findings, of judgements, of works
PARTS = {
    "statement": "statement",
    "at": "place",
    "quote": "quote",
    "prefix": "quote",
    "suffix": "quote",
    "also": "further passages",
    "sources": "sources",
    "via": "hands between",
    "attribution": "attribution",
    "elements": "elements",
    "relates": "relations",
    "measure": "measure",
    "caveat": "caveat",
    "verified": "verification",
    **dict.fromkeys((kind.value for kind in LinkKind), "links"),
    "kind": "kind",
    "answers": "questions that it answers",
    "resolution": "resolution",
    "gaps": "gaps",
    "fit": "judgement",
    "assessment": "assessment",
    "judgement": "judgement",
    "not_cited": "what nobody is cited for",
    "because": "reason",
    "author": "authors",
    "title": "title",
    "year": "year",
    "identity": "identity",
    "party": "party",
    "study": "study",
    "retracted": "notice of a retraction or correction",
    "appraisal": "appraisal",
    "label": "label",
    "definition": "definition",
    "supported_by": "support",
    "short": "short statement",
}

# the parts of a claim, by what they are of
PASSAGE = ("at", "quote", "prefix", "suffix", "quote_lang", "also")
CODING = ("elements", "relates", "facets", "unfitted")
WORKS = ("sources", "via", "read_in", "draws_on", "attribution")
LINKS = tuple(kind.value for kind in LinkKind)


def part_name(part: str) -> str:
    """Return what a part of an item is called, "" of one that is known by its key alone.

    >>> part_name("statement.en"), part_name("fit.not_cited.en"), part_name("facets.context")
    ('statement', 'what nobody is cited for', '')
    """
    first, _, rest = part.partition(".")
    if rest and first in {"fit", "assessment"}:
        return PARTS.get(rest.partition(".")[0], PARTS[first])
    return PARTS.get(first, "")


def apart(before: str, after: str) -> tuple[str, str]:
    """Return two wordings, of long ones what differs with a few words around it.

    >>> apart("Children tend to name more vegetables", "Children name more vegetables")
    ('Children tend to name more vegetables', 'Children name more vegetables')
    >>> many = "one two three four five six seven eight nine ten eleven twelve thirteen "
    >>> apart(f"{many}A {many}", f"{many}B {many}")[1]
    '… ten eleven twelve thirteen B one two three four …'
    """
    if len(before) + len(after) <= _LONG:
        return before, after
    old, new = before.split(), after.split()
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start = max(0, head - _CONTEXT)
    stop = max(0, tail - _CONTEXT)

    def cut(said: list[str]) -> str:
        shown = said[start : len(said) - stop]
        return f"{'… ' if start else ''}{' '.join(shown)}{' …' if stop else ''}"

    return cut(old), cut(new)
