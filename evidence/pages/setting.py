"""What every builder of a view needs: the review, what it adds up to, the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import FacetValue, Locator, Wording
from evidence.model.lock import PassageState
from evidence.pages.phrases import FacetView, ItemLink, Phrase
from evidence.synthesis.axes import Axis
from evidence.synthesis.robustness import Change, GroupLeaning, Leaning
from evidence.synthesis.support import Support

SOURCE_ANCHOR = "source-"
# A report of more claims than this names them, and does not hold them.
MOST_CLAIMS = 20_000


@dataclass(frozen=True, slots=True)
class Cited:
    """How one source is called: a short label, and its reference in full.

    Shape: `html` holds nothing but `i`, `b`, `sup`, `sub`, `span` and `a`.
    """

    label: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Around:
    """The words before and after a quote in its text, for private reading."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One review, seen in one language.

    Shape: `cited` by citation key, `support` by finding, `leaning` by source,
           `groups` by axis and value, `falls` by finding the sources without
           which nothing cited is left, `axes` are all that claims can be told
           apart by, `carried` by claim the findings that it supports through
           others, `contrast` the facet whose values it sets side by side,
           `states` and `around` by claim and number of the passage.
    """

    graph: Graph
    words: Catalogue
    cited: Mapping[str, Cited] = field(default_factory=dict)
    support: Mapping[str, Support] = field(default_factory=dict)
    leaning: Mapping[str, Leaning] = field(default_factory=dict)
    falls: Mapping[str, tuple[tuple[str, Change], ...]] = field(default_factory=dict)
    axes: tuple[Axis, ...] = ()
    groups: tuple[GroupLeaning, ...] = ()
    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contrast: str = ""
    states: Mapping[tuple[str, int], PassageState] = field(default_factory=dict)
    around: Mapping[tuple[str, int], Around] = field(default_factory=dict)
    contradicted: frozenset[str] = frozenset()
    addresses: Mapping[str, str] = field(default_factory=dict)
    bibtex: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Return the language of the report."""
        return self.words.language

    def phrase(self, wording: Wording) -> Phrase:
        """Return a wording in the report's language, else in the default, and say which."""
        default = self.graph.review.language
        text, language = wording.spoken(self.language, default)
        return Phrase(text, "" if language == self.language else language)

    def text(self, wording: Wording) -> str:
        """Return a wording's text alone."""
        return self.phrase(wording).text

    def href(self, anchor: str) -> str:
        """Return the address of an anchor of the report, "" of a claim that is not in it."""
        if anchor in self.graph.claims and not holds_claims(self.graph):
            return ""
        return f"#{anchor}"

    def item(self, key: str) -> ItemLink:
        """Return the link to an item of any kind; without one where nothing bears the id."""
        kind = self.graph.kind(key)
        if kind == "source":
            return self.source(key)
        return ItemLink(self.href(key) if kind else "", key)

    def claim(self, key: str) -> ItemLink:
        """Return the link to a claim."""
        return ItemLink(self.href(key), key)

    def claims(self, keys: Iterable[str]) -> tuple[ItemLink, ...]:
        """Return the links to claims, in their order."""
        return tuple(map(self.claim, keys))

    def source(self, key: str) -> ItemLink:
        """Return the link to a source, by its short label."""
        if key not in self.graph.sources:
            return ItemLink("", key)
        cited = self.cited.get(key)
        return ItemLink(self.href(f"{SOURCE_ANCHOR}{key}"), cited.label if cited else key)

    def sources(self, keys: Iterable[str]) -> tuple[ItemLink, ...]:
        """Return the links to sources, in their order."""
        return tuple(self.source(key) for key in keys)

    def finding(self, key: str) -> ItemLink:
        """Return the link to a finding, by its statement."""
        finding = self.graph.findings.get(key)
        if finding is None:
            return ItemLink("", key)
        # in a list it stands before a semicolon or a bracket, where a full stop would jar
        return ItemLink(self.href(key), self.text(finding.statement).removesuffix("."))

    def findings(self, keys: Iterable[str]) -> tuple[ItemLink, ...]:
        """Return the links to findings, in their order."""
        return tuple(map(self.finding, keys))

    def element(self, key: str) -> ItemLink:
        """Return the link to an element, by its label."""
        element = self.graph.elements.get(key)
        return ItemLink(self.href(key), self.text(element.label)) if element else ItemLink("", key)

    def question(self, key: str) -> ItemLink:
        """Return the link to a question, by its text."""
        question = self.graph.questions.get(key)
        return ItemLink(self.href(key), self.text(question.text)) if question else ItemLink("", key)

    def facets(self, chosen: Mapping[str, tuple[str, ...]]) -> tuple[FacetView, ...]:
        """Return the facets of an item in the order in which the framework declares them."""
        declared = self.graph.review.framework.facets
        return tuple(
            FacetView(self.phrase(facet.label), self._values(facet.values, chosen[key]))
            for key, facet in declared.items()
            if chosen.get(key)
        )

    def text_language(self, key: str) -> str:
        """Return the language code of a source's text, "" where the entry does not say."""
        source = self.graph.sources.get(key)
        if source is None:
            return ""
        said = source.fields.get("langid") or source.fields.get("language") or ""
        return _LANGUAGES.get(said.casefold(), said if 2 <= len(said) <= 3 else "")

    def locator(self, at: Locator) -> str:
        """Return a locator in words: "section 2.1, Tasting, paragraph 1"."""
        return ", ".join(
            self._term(term, value) for term, value in at.terms if term != "printed"
        ) + self._printed(at)

    def _term(self, term: str, value: str) -> str:
        if term == "heading":
            return f"“{value}”"
        said = _LOCATOR_WORDS.get(term, term)
        return f"{self.words(said)} {value}"

    def _printed(self, at: Locator) -> str:
        printed = at.get("printed")
        return f" ({self.words('printed as {n}', n=printed)})" if printed else ""

    def _values(self, values: Mapping[str, FacetValue], chosen: tuple[str, ...]) -> Phrase:
        phrases = [
            self.phrase(values[value].label) if value in values else Phrase(value)
            for value in chosen
        ]
        if len(phrases) == 1:
            return phrases[0]
        return Phrase(", ".join(phrase.text for phrase in phrases))


def holds_claims(graph: Graph) -> bool:
    """Return whether a report of the review holds its claims, or says where they are instead."""
    return len(graph.claims) <= MOST_CLAIMS


def by_kind(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return the findings of each kind that has some, in the order of the page."""
    kinds: dict[str, list[str]] = {key: [] for key in graph.review.framework.finding_kinds}
    for finding in graph.findings.values():
        kinds.setdefault(finding.kind, []).append(finding.id)
    return {key: tuple(findings) for key, findings in kinds.items() if findings}


def numbers(graph: Graph) -> dict[str, str]:
    """Return the number of each finding on the page."""
    order = (key for findings in by_kind(graph).values() for key in findings)
    return {key: str(number) for number, key in enumerate(order, 1)}


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
