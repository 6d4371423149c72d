"""Passages as a page shows them: where each stands, its words, and whether they were found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import Claim, Locator, Passage
from evidence.model.lock import PassageState
from evidence.pages.addresses import site_of
from evidence.pages.marks import Mark, passage_mark
from evidence.pages.phrases import ItemLink
from evidence.pages.translated import Translated

States = Mapping[tuple[str, int], PassageState]


@dataclass(frozen=True, slots=True)
class Around:
    """The words before and after a quote in its text, for private reading."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Passages:
    """What is known of passages beside what was coded, by claim and number.

    Shape: `addresses` are those at which a passage opens on the web.
    """

    states: States = field(default_factory=dict)
    around: Mapping[tuple[str, int], Around] = field(default_factory=dict)
    addresses: Mapping[tuple[str, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PassageView:
    """Where a claim stands in its text, and the words that stand there.

    Shape: `terms` is the locator as the coder gave it, `text` the source in
           which the passage stands. `open_in` names the site of `open_at`.
    """

    locator: str
    quote: str
    language: str = ""
    state: Mark | None = None
    state_note: str = ""
    open_at: str = ""
    open_in: str = ""
    before: str = ""
    after: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    text: ItemLink | None = None


def passage_view(
    review: Translated, known: Passages, claim: Claim, number: int, passage: Passage
) -> PassageView:
    """Return one passage of a claim with what is known of it."""
    words, which = review.words, (claim.id, number)
    state, around = known.states.get(which), known.around.get(which)
    note = ""
    if state is not None and state.date:
        note = words("verified {date} against {file}", date=state.date, file=state.file)
    return PassageView(
        locator=locator(words, passage.at),
        quote=passage.quote,
        language=passage.quote_lang or text_language(review.graph, claim.read_in),
        state=passage_mark(words, state),
        state_note=note,
        open_at=known.addresses.get(which, ""),
        open_in=site_of(known.addresses.get(which, "")),
        before=around.before if around else "",
        after=around.after if around else "",
        terms=passage.at.terms,
        text=review.source(claim.read_in) if claim.read_in else None,
    )


def locator(words: Catalogue, at: Locator) -> str:
    """Return a locator in words: "section 2.1, Tasting, paragraph 1"."""
    said = ", ".join(_term(words, term, value) for term, value in at.terms if term != "printed")
    printed = at.get("printed")
    return f"{said} ({words('printed as {n}', n=printed)})" if printed else said


def text_language(graph: Graph, key: str) -> str:
    """Return the language code of a source's text, "" where the entry does not say."""
    source = graph.sources.get(key)
    if source is None:
        return ""
    said = source.fields.get("langid") or source.fields.get("language") or ""
    return _LANGUAGES.get(said.casefold(), said if 2 <= len(said) <= 3 else "")


def _term(words: Catalogue, term: str, value: str) -> str:
    if term == "heading":
        return f"“{value}”"
    return f"{words(_LOCATOR_WORDS.get(term, term))} {value}"


_LOCATOR_WORDS = {
    "act": "act", "appendix": "appendix", "article-locator": "article", "book": "book",
    "box": "box", "canon": "canon", "chapter": "chapter", "column": "column",
    "elocation": "location", "equation": "equation", "figure": "figure", "folio": "folio",
    "issue": "issue", "line": "line", "note": "note", "opus": "opus", "page": "page",
    "paragraph": "paragraph", "part": "part", "rule": "rule", "scene": "scene",
    "section": "section", "sub-verbo": "entry", "supplement": "supplement",
    "table": "table", "timestamp": "time", "title-locator": "title", "verse": "verse",
    "version": "version", "volume": "volume",
}  # fmt: skip
_LANGUAGES = {
    "american": "en", "arabic": "ar", "bahasa": "id", "bahasa indonesia": "id",
    "british": "en", "chinese": "zh", "dutch": "nl", "english": "en", "french": "fr",
    "german": "de", "indonesian": "id", "italian": "it", "japanese": "ja", "malay": "ms",
    "ngerman": "de", "portuguese": "pt", "russian": "ru", "spanish": "es",
}  # fmt: skip
