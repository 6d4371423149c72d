"""Sources: the works that say something, as a bibliography entry describes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.diagnostics import NOWHERE, Where

# The first year of a date as biblatex writes it: 2013-10-01, 2013/2014, 199X, -0044.
_YEAR = re.compile(r"-?\d[\dXxu]{3,}")
# a number of a text in arXiv: 1404.7828v4, hep-th/9901001
OF_ARXIV = re.compile(
    r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?", re.IGNORECASE
).fullmatch
# Those in which a program writes that there is nothing; a title may be called None.
_MAY_SAY_NOTHING = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "booktitle edition eid issue journal journaltitle number pages publisher series volume"
    ).split()
)
_NOTHING = r"(?:n/a|n\.\s?a\.|null|none|nan|not available|not applicable)"
_SAYS_NOTHING = re.compile(rf"{_NOTHING}(?:[\s–—-]+{_NOTHING})?|[\s–—?-]+", re.IGNORECASE)


def says_nothing(field: str, text: str) -> bool:
    """Say whether a field holds what programs write where they know nothing.

    >>> says_nothing("pages", "n/a–n/a"), says_nothing("volume", "-"), says_nothing("title", "None")
    (True, True, False)
    """
    return field in _MAY_SAY_NOTHING and bool(_SAYS_NOTHING.fullmatch(text))


@dataclass(frozen=True, slots=True)
class Name:
    """A person in parts, or a body in `literal`; Unicode, without LaTeX."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def short(self) -> str:
        """Return what a citation calls this name: the family name, or the body."""
        if self.particle and self.family and not self.literal:
            return f"{self.particle} {self.family}"
        return self.literal or self.family or self.particle


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the bibliography.

    Shape: `fields` are all fields as plain Unicode text, names in lower case,
           LaTeX decoded, markup gone; `rich` holds those of them that carry
           protected capitals or emphasis, as safe HTML in `i b sub sup` and
           `span` of class `nocase` or `small-caps`, with `<`, `>` and `&` of
           the text escaped. `others` is True for "and others". `people` are
           names in other roles (translator, bookauthor, ...), by field.
    """

    key: str
    type: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    others: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    rich: Mapping[str, str] = field(default_factory=dict)
    where: Where = field(default=NOWHERE, compare=False, repr=False)
    people: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return the title, "" if the entry has none."""
        return self.fields.get("title", "")

    @property
    def year(self) -> str:
        """Return the year as it is printed, "" if the entry has none."""
        year = self.fields.get("year", "")
        if not year and (found := _YEAR.search(self.fields.get("date", ""))):
            year = found[0]
        return year
