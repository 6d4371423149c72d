"""What a source is called where no citation style is at work: in trees and lists."""

from __future__ import annotations

from evidence.model import Source


def plain_label(source: Source) -> str:
    """Return "Kim 2003", "Guo & Guo 2011", "Moore et al. 2005"; the key if nothing is known."""
    names = [name.short for name in (source.authors or source.editors) if name.short]
    if not names:
        said = source.title or source.key
    elif len(names) == 1:
        said = f"{names[0]} et al." if source.others else names[0]
    elif len(names) == 2 and not source.others:
        said = f"{names[0]} & {names[1]}"
    else:
        said = f"{names[0]} et al."
    return f"{said} {source.year}".strip()
