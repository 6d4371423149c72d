"""biblatex's keys for words that differ by language (`patentus`, `inpress`), as words."""

from __future__ import annotations

from types import MappingProxyType

_COUNTRIES = {
    "de": ("Germany", "German"),
    "ep": ("European Union", "European"),
    "eu": ("European Union", "European"),
    "fr": ("France", "French"),
    "uk": ("United Kingdom", "British"),
    "us": ("United States of America", "U.S."),
}
_TYPES = {
    "audiocd": "audio CD",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "datacd": "Data CD",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "patent": "patent",
    "patreq": "patent request",
    "phdthesis": "PhD thesis",
    "resreport": "Research report",
    "software": "Software",
    "techreport": "Technical report",
    **{f"patent{code}": f"{of} patent" for code, (_, of) in _COUNTRIES.items()},
    **{f"patreq{code}": f"{of} patent request" for code, (_, of) in _COUNTRIES.items()},
}
_STATES = {
    "forthcoming": "forthcoming",
    "inpreparation": "in preparation",
    "inpress": "in press",
    "prepublished": "pre-published",
    "submitted": "submitted",
}
_SERIES = {"newseries": "new series", "oldseries": "old series"}
_PLACES = {f"country{code}": country for code, (country, _) in _COUNTRIES.items()}

# Which fields may hold which keys: `software` as a series is a word of its own.
_OF_FIELDS = MappingProxyType(
    {
        "type": _TYPES,
        "pubstate": _STATES,
        "series": _SERIES,
        "location": _PLACES,
        "address": _PLACES,
    }
)
_ALL = MappingProxyType({**_TYPES, **_STATES, **_SERIES, **_PLACES})


def words_of(key: str) -> str:
    """Return the words of a key, "" for one that is none.

    >>> words_of("patentus")
    'U.S. patent'
    """
    return _ALL.get(key, "")


def in_words(field: str, text: str) -> str:
    """Return the text of a field with the keys in it as words, item by item."""
    keys = _OF_FIELDS.get(field)
    if not keys:
        return text
    items = text.split(" and ")
    return " and ".join(keys.get(item.strip().lower(), item) for item in items)
