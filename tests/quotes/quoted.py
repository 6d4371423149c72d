"""Claims with quotes, and quotes that are looked up in small texts."""

from __future__ import annotations

from evidence.model import Claim, Locator, Passage, Wording
from evidence.quotes.passage import SearchResult, look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import FileKind, FullText


def opened(text: str | FullText) -> SearchableText:
    return SearchableText(FullText(text, FileKind.PLAIN) if isinstance(text, str) else text)


def scanned(text: str) -> SearchableText:
    """Open a text that a machine read from pictures."""
    return opened(FullText(text, FileKind.PLAIN, scanned=((0, len(text)),)))


def passage(quote: str, prefix: str = "", suffix: str = "", **at: str) -> Passage:
    return Passage(Locator(tuple(at.items())), quote, prefix, suffix)


def sight(text: str | FullText | SearchableText, quote: str, **given: str) -> SearchResult:
    """Look a quote up in a text; keywords are a prefix, a suffix and terms of a locator."""
    seen = text if isinstance(text, SearchableText) else opened(text)
    return look_up(seen, passage(quote, **given))


def claim(name: str, quote: str, also: tuple[str, ...] = (), **fields: object) -> Claim:
    at = fields.pop("at", Locator())
    return Claim(
        name,
        Wording("They say so."),
        fields.pop("sources", ("kim2003",)),
        Passage(at, quote),
        also=tuple(Passage(at, other) for other in also),
        **fields,
    )
