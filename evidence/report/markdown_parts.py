"""The recurring parts of a report in Markdown: marks, links, passages, claims.

What a template arranges and what must be fast: a report has many claims, and
each is written by `Parts.claim` in plain Python, a few microseconds a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from evidence.language import Catalogue
from evidence.pages.card_claims import CardClaim
from evidence.pages.cells import CellView
from evidence.pages.claims import ClaimView
from evidence.pages.conclusions import ConclusionRow
from evidence.pages.leaning import LeaningRow, LeaningTable
from evidence.pages.marks import Mark, disputed_mark
from evidence.pages.measures import MeasureView
from evidence.pages.passages import PassageView
from evidence.pages.phrases import Fact, ItemLink, Phrase
from evidence.pages.sources import ClaimInShort, SourceView
from evidence.report.escaping import destination
from evidence.report.flavours import Flavour, code, linked

DOT = " · "
NONE = "–"
# That a quote stands in its text is said once for all that do.
_FOUND = "found"
# What most claims rest on: a line says it where it is something else.
_UNMARKED = frozenset({"cited", "read"})
BREAK = "\\\n"


class Linked(Protocol):
    """Whatever has a place in the report."""

    @property
    def href(self) -> str:
        """Return its address."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Writes the parts of a report in one flavour and one language."""

    flavour: Flavour
    words: Catalogue

    def mark(self, mark: Mark) -> str:
        """Return a fact in words and shape."""
        words = self.flavour.text(mark.words)
        return f"{mark.symbol} {words}" if mark.symbol else words

    def ref(self, ref: ItemLink) -> str:
        """Return the link to one item."""
        return self.flavour.refs((ref,), "")

    def refs(self, refs: Iterable[ItemLink], between: str = "; ") -> str:
        """Return the links to items."""
        return self.flavour.refs(refs, between)

    def link(self, content: str, href: str) -> str:
        """Return a link with words of our own, or Markdown, as its label."""
        return linked(self.flavour, ItemLink(href, ""), content)

    def said(self, phrase: Phrase, item: Linked, number: str = "") -> str:
        """Return a statement with the way to the item that it is the statement of."""
        return self.flavour.said(self.flavour.phrase(phrase), item.href, number)

    def fact(self, fact: Fact) -> str:
        """Return a counted fact with the way to where it can be seen."""
        return self.flavour.said(self.flavour.text(fact.text), fact.href)

    def begun(self, claims: Iterable[ClaimInShort]) -> str:
        """Return the links to claims, by the beginnings of their sentences."""
        said = ((claim, self.flavour.phrase(claim.short)) for claim in claims)
        return "; ".join(linked(self.flavour, ItemLink(at.href, ""), text) for at, text in said)

    def own_id(self, claim: ClaimView) -> str:
        """Return the link to a claim, by its id."""
        return self.id(ItemLink(claim.href, claim.id))

    def id(self, ref: ItemLink) -> str:
        """Return the link to an item whose label is its id."""
        return linked(self.flavour, ref, code(self.flavour, ref.label))

    def code(self, text: str) -> str:
        """Return an id as such."""
        return code(self.flavour, text)

    def quote(self, quote: str, language: str = "") -> str:
        """Return a quote in its marks."""
        return f"“{self.flavour.phrase(Phrase(quote, language))}”"

    def cites(self, claim: ClaimView) -> str:
        """Return who says a claim: the sources, through whom, and of what kind they are."""
        said = self.refs(claim.sources)
        if claim.via:
            said += f" {self.words('through')} {self.refs(claim.via)}"
        return DOT.join((said, *(self.flavour.phrase(mark) for mark in claim.marks)))

    def passage(self, passage: PassageView) -> str:
        """Return a passage: the quote, its place, and whether it does not stand there."""
        said = [self.flavour.passage(passage, self._around(passage)), *self._state(passage)]
        if passage.open_at:
            said.append(f"[{self.words('open there')}]({destination(passage.open_at)})")
        return DOT.join(said)

    def card_claim(self, card: CardClaim, elsewhere: str = "") -> str:
        """Return a claim of a finding in one line, which leads to all of it.

        Where the claims are elsewhere it holds their passages, for nothing else does.
        """
        claim = card.claim
        said = self.said(claim.short, claim) if card.whole else self.own_id(claim)
        if elsewhere:
            said = self.own_id(claim)
        parts = [said, self.cites(claim)]
        if claim.standing.code not in _UNMARKED:
            parts.append(self.mark(claim.standing))
        if claim.contested:
            parts.append(self.mark(disputed_mark(self.words)))
        if elsewhere:
            parts += (self.passage(passage) for passage in claim.passages)
        return f"- {DOT.join(parts)}"

    def listed_claims(self, row: ConclusionRow) -> str:
        """Return the statements that are cited for a sentence, and how many more there are."""
        said = [
            self.said(_inside(one.statement), one.claim)
            + ("" if one.mark.code in _UNMARKED else f" ({self.flavour.text(one.mark.words)})")
            for one in row.said.shown
        ]
        if row.said.rest:
            number = len(row.said.rest)
            more = self.words.count(number, "and {n} more", "and {n} more")
            said.append(self.link(self.flavour.text(more), row.finding.href))
        return "; ".join(said) or NONE

    def cited_for(self, row: LeaningRow, table: LeaningTable, how: str) -> str:
        """Return the findings that a source is cited for in one way, by number."""
        cells = zip(table.columns, row.cells, strict=True)
        return self.refs((item for (item, _), cell in cells if cell == how), ", ") or NONE

    def cell(self, cell: CellView) -> str:
        """Return one cell of a finding's row: one sentence, its sources, what it rests on."""
        said = []
        if cell.claim:
            text = self.said(cell.statement, cell.claim)
            marks = [self.flavour.phrase(mark) for mark in cell.marks]
            marks += [self.mark(cell.disputed)] if cell.disputed else []
            text = f"{text} ({DOT.join(marks)})" if marks else text
            said.append(f"{text} {self.refs(cell.sources)}" if cell.sources else text)
        elif not cell.thin.words:
            said.append(f"*{self.flavour.phrase(cell.gap) or self.words('gap')}*")
        said += [self.flavour.text(cell.thin.words)] if cell.thin.words else []
        return DOT.join(said)

    def figure(self, measure: MeasureView) -> str:
        """Return what a figure is a figure of."""
        text, phrase = self.flavour.text, self.flavour.phrase
        said = [phrase(measure.of)]
        if measure.base.text:
            said.append(f"{self.words('of')} {phrase(measure.base)}")
        said += [text(part) for part in (measure.year, measure.nature) if part]
        parts = f" ({', '.join(map(text, measure.parts))})" if measure.parts else ""
        return ", ".join(said) + parts

    def known(self, source: SourceView) -> str:
        """Return what is known of a source beyond its reference."""
        text, phrase = self.flavour.text, self.flavour.phrase
        said = [self.words("the study under review")] if source.is_study else []
        said += (f"{phrase(facet.label)}: {phrase(facet.values)}" for facet in source.facets)
        said += [self.mark(source.identity)] if source.identity else []
        said += [text(source.unverified)] if source.unverified else []
        said += [self.link(self.words("open"), source.address)] if source.address else []
        return DOT.join(said)

    def claim(self, claim: ClaimView) -> str:
        """Return everything of one claim: what it says, its passages, what rests on it."""
        head = self.flavour.opening(claim.id, self.flavour.phrase(claim.statement))
        blocks = [f"{head}{DOT.join(self._standing(claim))}"]
        blocks += [f"> {self.passage(passage)}" for passage in claim.passages]
        if about := BREAK.join(self._about(claim)):
            blocks.append(about)
        if claim.links:
            blocks.append("\n".join(self._links(claim)))
        return "\n\n".join(blocks)

    def _around(self, passage: PassageView) -> str:
        if not passage.quote:
            return f"*{self.words('no quote')}*"
        if not passage.before and not passage.after:
            return self.quote(passage.quote, passage.language)
        text = self.flavour.text
        before = f"…{text(passage.before)} " if passage.before else ""
        after = f" {text(passage.after)}…" if passage.after else ""
        return f"{before}**{text(passage.quote)}**{after}"

    def _state(self, passage: PassageView) -> Iterator[str]:
        """Yield what is wrong with a quote, nothing of one that was found."""
        mark, note = passage.state, passage.state_note
        if mark is None or mark.code == _FOUND:
            return
        yield self.mark(mark)
        if note:
            yield self.flavour.text(note)

    def _standing(self, claim: ClaimView) -> Iterator[str]:
        yield self.mark(claim.standing)
        yield self.cites(claim)
        if claim.contested:
            yield self.mark(disputed_mark(self.words))
        if claim.read_in:
            yield f"{self.words('read in')} {self.ref(claim.read_in)}"
        if claim.draws_on:
            yield f"{self.words('drawing on')} {self.refs(claim.draws_on)}"
        if claim.coder:
            yield f"{self.words('coded by')} {self.flavour.text(claim.coder)}"

    def _about(self, claim: ClaimView) -> Iterator[str]:
        """Yield the lines below the passages: the figure, the coding, what rests on it."""
        text, phrase = self.flavour.text, self.flavour.phrase
        if claim.measure:
            yield f"**{text(claim.measure.value)}** {self.figure(claim.measure)}"
        coded = [phrase(facet.values) for facet in claim.facets]
        if claim.elements:
            coded.append(self.refs(claim.elements, ", "))
        if claim.defines:
            coded.append(f"{self.words('defines')} {self.ref(claim.defines)}")
        coded += map(text, claim.notes)
        coded += (f"{text(use.words)} {self.ref(use.finding)}" for use in claim.uses)
        if coded:
            yield DOT.join(coded)
        yield from map(text, claim.relates)
        if claim.caveat.text:
            yield f"*{phrase(claim.caveat)}*"

    def _links(self, claim: ClaimView) -> Iterator[str]:
        for link in claim.links:
            said = f"- {self.flavour.text(link.words)} {self.ref(link.claim)}"
            if link.stated:
                said += f" ({self.flavour.text(link.stated)})"
            if link.because.text:
                said += f": {self.flavour.phrase(link.because)}"
            yield said


def _inside(phrase: Phrase) -> Phrase:
    """Return a sentence as it stands before a semicolon."""
    return phrase._replace(text=phrase.text.removesuffix("."))
