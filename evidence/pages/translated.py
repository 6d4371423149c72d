"""A review in one language: its texts, and links to its items by what they are called there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from textwrap import shorten

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import Wording
from evidence.model.lock import SignedState
from evidence.model.review import WITHDRAWN
from evidence.pages.numbering import numbers
from evidence.pages.phrases import ItemLink, Phrase

SOURCE_ANCHOR = "source-"
# A report of more claims than this names them, and does not hold them.
MOST_CLAIMS = 20_000

# A list of many sentences says so much of each; the rest is one link away.
MOST_LETTERS = 72


@dataclass(frozen=True, slots=True)
class Translated:
    """A review as one language reads it.

    Shape: `words` are those of the interface, `labels` what a source is called
           in short, by its key: of a source without one its key. `signed` is
           what is known of the findings that authors signed. `numbers` are
           those of the findings on the page.
    """

    graph: Graph
    words: Catalogue
    labels: Mapping[str, str] = field(default_factory=dict)
    signed: Mapping[str, SignedState] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", numbers(self.graph))

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
        return ItemLink(self.href(f"{SOURCE_ANCHOR}{key}"), self.named(key))

    def named(self, key: str) -> str:
        """Return the short label of a source, which says everywhere that it was retracted."""
        label, facts = self.labels.get(key, key), self.graph.review.sources.get(key)
        if facts is None or facts.retracted is None or facts.retracted.nature != WITHDRAWN:
            return label
        return self.words("{name} (retracted)", name=label)

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

    def hand(self, initials: str) -> str:
        """Return what whoever worked on the review is called: of a machine also what it is."""
        machine = next((m for m in self.graph.review.machines if m.initials == initials), None)
        return f"{initials} ({machine.tool})" if machine and machine.tool else initials

    def in_short(self, key: str) -> Phrase:
        """Return the statement of a claim or a finding in short, else the statement."""
        item = self.graph.claims.get(key) or self.graph.findings[key]
        return self.phrase(item.short or item.statement)

    def beginning(self, key: str) -> Phrase:
        """Return the beginning of what `in_short` says, for lists of many."""
        said = self.in_short(key)
        return said._replace(text=shorten(said.text, MOST_LETTERS, placeholder="…"))

    def in_brief(self, key: str) -> ItemLink:
        """Return the link to a claim or a finding, by the beginning of its sentence."""
        if key not in self.graph.claims and key not in self.graph.findings:
            return ItemLink("", key)
        return ItemLink(self.href(key), self.beginning(key).text.removesuffix("."))

    def finding_in_short(self, key: str) -> ItemLink:
        """Return the link to a finding, by its statement in short."""
        return ItemLink(self.href(key), self.in_short(key).text.removesuffix("."))

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


def holds_claims(graph: Graph) -> bool:
    """Return whether a report of the review holds its claims, or says where they are instead."""
    return len(graph.claims) <= MOST_CLAIMS
