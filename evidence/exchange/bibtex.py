"""A source as a BibTeX entry, in Unicode, for readers who want the reference."""

from __future__ import annotations

from evidence.model import Name, Source

_NAMES = ("author", "editor")
_LEFT_OUT = frozenset({"file", "abstract", "keywords", "crossref", "annote", "annotation"})


def bibtex(source: Source) -> str:
    """Return one entry: names first, then the other fields in the order of the file."""
    fields = {
        "author": _people(source.authors, others=source.others),
        "editor": _people(source.editors, others=False),
    }
    rest = {
        name: text
        for name, text in source.fields.items()
        if name not in _NAMES and name not in _LEFT_OUT
    }
    lines = [
        f"  {name} = {{{_balanced(text)}}}"
        for name, text in (*fields.items(), *rest.items())
        if text.strip()
    ]
    return f"@{source.type}{{{source.key},\n" + ",\n".join(lines) + "\n}"


def _people(names: tuple[Name, ...], *, others: bool) -> str:
    said = [_person(name) for name in names]
    return " and ".join([*said, "others"] if others else said)


def _person(name: Name) -> str:
    if name.literal:
        return f"{{{name.literal}}}"
    family = " ".join(part for part in (name.particle, name.family) if part)
    return ", ".join(part for part in (family, name.suffix, name.given) if part)


def _balanced(text: str) -> str:
    """Return the text with braces that do not pair left out: they would end the field."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            break
    return text if depth == 0 else text.replace("{", "").replace("}", "")
