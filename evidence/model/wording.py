"""Text that a review gives once, or once for each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Spoken(NamedTuple):
    """A text and the language that it is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as the author gave it.

    Shape: either `plain` (a string in the review's default language) or
           `translations` (language -> text); never both.
    """

    plain: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.plain or self.translations)

    def __hash__(self) -> int:
        return hash((self.plain, tuple(self.translations.items())))

    def spoken(self, language: str, default: str) -> Spoken:
        """Return the text in `language`, else in `default`, else in any, with its language."""
        if not self.translations:
            return Spoken(self.plain, default)
        for wanted in (language, default):
            if wanted in self.translations:
                return Spoken(self.translations[wanted], wanted)
        first = next(iter(self.translations))
        return Spoken(self.translations[first], first)

    def text_in(self, language: str) -> str:
        """Return the text in `language`, else in any."""
        return self.spoken(language, language).text

    @property
    def first(self) -> str:
        """Return the text, or the first of its translations: what two of them are compared by."""
        return self.plain or next(iter(self.translations.values()), "")

    @property
    def texts(self) -> tuple[str, ...]:
        """Return every text of this wording, in the order in which it was given."""
        return tuple(self.translations.values()) if self.translations else (self.plain,)
