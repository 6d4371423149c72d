"""How sources are called: by a citation style, as BibTeX, or by author and year alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.model import Source


@dataclass(frozen=True, slots=True)
class Cited:
    """How one source is called: a short label, and its reference in full.

    Shape: `html` holds nothing but `i`, `b`, `sup`, `sub`, `span` and `a`.
    """

    label: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Citations:
    """How the sources of a review are called in one language, and their entries.

    Shape: both by citation key, `cited` in the order of the bibliography.
    """

    cited: Mapping[str, Cited] = field(default_factory=dict)
    bibtex: Mapping[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        """Return the short label of every source."""
        return {key: cited.label for key, cited in self.cited.items()}


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
