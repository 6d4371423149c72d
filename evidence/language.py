"""The interface's own words, in the language of a report.

English is what the code says; any other language is a gettext catalogue
(`evidence/locale/LANG.po`), handed in as text. Numbers follow the language.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO

Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Says the interface's words in one language.

    Shape: `messages` maps an English message, or its singular form, to the
           translation's forms; a message that is not there is said in English.
           `plural` is the expression of gettext's `Plural-Forms` that picks one
           of them for a number `n`.
    """

    language: str = "en"
    messages: Mapping[str, Forms] = field(default_factory=dict)
    plural: str = "(n != 1)"

    def __call__(self, message: str, /, **values: object) -> str:
        """Return the message in this language with its `{names}` filled in.

        >>> Catalogue()("{n} of {m}", n=1, m=2)
        '1 of 2'
        """
        said = self.messages.get(message, (message,))[0] or message
        return said.format(**values) if values else said

    def count(self, number: int, one: str, many: str, /, **values: object) -> str:
        """Return the form that a number asks for, `{n}` filled with the number.

        >>> Catalogue().count(1, "{n} claim", "{n} claims")
        '1 claim'
        """
        forms = self.messages.get(one)
        if forms and all(forms):
            said = forms[_form(self.plural)(number)]
        else:
            said = one if number == 1 else many
        return said.format(n=self.number(number), **values)

    def number(self, value: float) -> str:
        """Return a number as the language writes it, without needless zeros.

        >>> Catalogue("en").number(3900000), Catalogue("id").number(5.04)
        ('3,900,000', '5,04')
        """
        if isinstance(value, int) and -1000 < value < 1000:
            return str(value)
        point, group = _SEPARATORS.get(self.language) or _separators(self.language)
        text = f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"
        if "e" in text:
            text = f"{value:,.0f}"
        return text.translate({ord(","): group, ord("."): point})


@lru_cache
def _form(plural: str) -> Callable[[int], int]:
    """Return the function from a number to its form that an expression of `Plural-Forms` is."""
    return gettext.c2py(plural)


_SEPARATORS = {"en": (".", ","), "id": (",", ".")}


def _separators(language: str) -> tuple[str, str]:
    """Return the decimal point and the group separator of a language, by CLDR."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only other languages pay
    from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return _SEPARATORS["en"]
    return get_decimal_symbol(locale), get_group_symbol(locale)


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts, in English, as commands and messages say it.

    >>> counted(1, "quote"), counted(2, "quote")
    ('1 quote', '2 quotes')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def name_of(language: str) -> str:
    """Return what a language calls itself, mostly by CLDR; the code where that is not known.

    >>> name_of("en"), name_of("id"), name_of("fr"), name_of("x-none")
    ('English', 'Bahasa Indonesia', 'français', 'x-none')
    """
    # CLDR calls Indonesian by the name of the country, which a reader of addresses may mistake
    if language in {"en", "id"}:
        return {"en": "English", "id": "Bahasa Indonesia"}[language]
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only other languages pay

    try:
        name = Locale.parse(language.replace("-", "_")).get_display_name()
    except (UnknownLocaleError, ValueError):
        return language
    return name or language


def catalogue(language: str, po: bytes) -> Catalogue:
    """Return the words of a gettext catalogue (the bytes of a `.po` file)."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - English needs no catalogue

    messages: dict[str, Forms] = {}
    read = read_po(BytesIO(po), locale=language.replace("-", "_"))
    for message in read:
        if not message.id or message.fuzzy:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string or ""
        forms = (said,) if isinstance(said, str) else tuple(said)
        if any(forms):
            messages[key] = forms
    return Catalogue(language, messages, read.plural_expr)
