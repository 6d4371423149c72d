"""The recurring parts of a report in Markdown: marks, links, passages, claims.

What a template arranges and what must be fast: a report has many claims, and
each is written by `Parts.claim` in plain Python, a few microseconds a line.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence.language import Catalogue
from evidence.pages.cells import CellView
from evidence.pages.claims import ClaimView
from evidence.pages.findings import StatedView
from evidence.pages.marks import Mark, disputed_mark
from evidence.pages.measures import MeasureView
from evidence.pages.passages import PassageView
from evidence.pages.phrases import ItemLink, Listed, Phrase
from evidence.pages.sources import SourceView
from evidence.report.escaping import destination
from evidence.report.flavours import Flavour, code, linked

DOT = " · "
# The claim itself says these of its quotes; a list of claims says what is wrong alone.
_SAID_ELSEWHERE = frozenset({"found", "differs_in_form", "unchecked"})
OWN = "own"  # the mark of what the study says without citing anything: it need not be named again
BREAK = "\\\n"


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

    def said(self, phrase: Phrase, ref: ItemLink) -> str:
        """Return a statement as the link to the item that it is the statement of."""
        return linked(self.flavour, ref, self.flavour.phrase(phrase))

    def ids(self, refs: Iterable[ItemLink]) -> str:
        """Return the links to claims, by their ids."""
        return " ".join(self.id(ref) for ref in refs)

    def named(self, refs: Iterable[ItemLink]) -> str:
        """Return the links to findings by their ids, where their statements would be too much."""
        return " ".join(self.id(ItemLink(ref.href, _id_in(ref.href) or ref.label)) for ref in refs)

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

    def stated(self, stated: StatedView) -> str:
        """Return the study's own wording, with the link to where it stands."""
        place = linked(
            self.flavour, ItemLink(stated.claim.href, stated.locator or stated.claim.label)
        )
        return f"{self.quote(stated.quote, stated.language)} ({place})" if stated.quote else place

    def cites(self, claim: ClaimView) -> str:
        """Return who says a claim: the sources, through whom, and of what kind they are."""
        said = self.refs(claim.sources)
        if claim.via:
            said += f" {self.words('through')} {self.refs(claim.via)}"
        return DOT.join((said, *(self.flavour.phrase(mark) for mark in claim.marks)))

    def grounds(self, claim: ClaimView) -> str:
        """Return what a claim rests on: the study's own word, or who is cited and how clearly."""
        if claim.standing.code == OWN:
            return self.mark(claim.standing)
        return f"{self.mark(claim.standing)}{DOT}{self.cites(claim)}"

    def passage(self, passage: PassageView, quiet: Container[str] = ()) -> str:
        """Return a passage: the quote, its place, and whether it stands there.

        `quiet` are the codes of states that need not be said here.
        """
        said = [self.flavour.passage(passage, self._around(passage))]
        if passage.state and passage.state.code not in quiet:
            said.append(self.mark(passage.state))
            if passage.state_note and passage.state.code != "found":
                said.append(self.flavour.text(passage.state_note))
        if passage.open_at:
            said.append(f"[{self.words('open there')}]({destination(passage.open_at)})")
        return DOT.join(said)

    def lines(
        self, claims: Sequence[ClaimView], rest: Sequence[ClaimView] = (), *, context: bool = False
    ) -> str:
        """Return claims as a list, each with its passage and the link to all of it.

        Those of the `rest` are named; `context` asks under what circumstances
        each holds.
        """
        said = [self._line(claim, context=context) for claim in claims]
        if rest:
            others = " ".join(map(self.own_id, rest))
            said.append(f"- {self.words('and {n} more:', n=len(rest))} {others}")
        return "\n".join(said)

    def short(self, claims: Listed[ClaimView]) -> str:
        """Return claims as a list inside of a list, one line each."""
        said = [
            f"  - {self.flavour.phrase(claim.statement)} — {self.grounds(claim)}"
            f"{DOT}{self.own_id(claim)}"
            for claim in claims.shown
        ]
        if claims.rest:
            said.append(f"  - {self.words('and {n} more', n=len(claims.rest))}")
        return "\n".join(said)

    def cell(self, cell: CellView, finding: ItemLink) -> str:
        """Return one cell of a finding's row: what it rests on, one sentence, its sources."""
        marks = [self.mark(cell.mark)]
        if cell.disputed:
            marks.append(self.mark(cell.disputed))
        marks += [self.flavour.phrase(mark) for mark in cell.marks]
        said = f"**{DOT.join(marks)}**"
        if not cell.claim and cell.more:
            number = self.words.count(len(cell.more), "{n} claim", "{n} claims")
            return f"{said}: {self.link(number, finding.href)}"
        if not cell.claim:
            return f"{said}: {self.flavour.phrase(cell.gap)}" if cell.gap.text else said
        said = f"{self.link(said, cell.claim.href)}: {self.flavour.phrase(cell.statement)}"
        if cell.sources and cell.mark.code != OWN:
            said += f" — {self.refs(cell.sources)}"
        if cell.more:
            more = self.words.count(len(cell.more), "and {n} more claim", "and {n} more claims")
            said += f" {self.link(more, finding.href)}"
        return f"{said} ({self.flavour.text(cell.counts)})" if cell.more and cell.counts else said

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

    def _line(self, claim: ClaimView, *, context: bool) -> str:
        grounds = f"{self.grounds(claim)}{DOT}{self.own_id(claim)}"
        if context and claim.context:
            phrase = self.flavour.phrase
            held = DOT.join(
                f"{phrase(f.label)}: {phrase(f.values)}" if f.label.text else phrase(f.values)
                for f in claim.context
            )
            grounds += f"{BREAK}  {held}"
        said = f"- {self.flavour.phrase(claim.statement)}{BREAK}  {grounds}"
        if claim.passages:
            said += f"{BREAK}  {self.passage(claim.passages[0], _SAID_ELSEWHERE)}"
        return said

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
        coded += (f"{text(use.words)} {self.named((use.finding,))}" for use in claim.uses)
        if coded:
            yield DOT.join(coded)
        yield from map(text, claim.relates)
        if claim.caveat.text:
            yield f"*{phrase(claim.caveat)}*"

    def _links(self, claim: ClaimView) -> Iterator[str]:
        for link in claim.links:
            said = f"- {self.flavour.text(link.words)} {self.id(link.claim)}"
            if link.stated:
                said += f" ({self.flavour.text(link.stated)})"
            if link.because.text:
                said += f": {self.flavour.phrase(link.because)}"
            yield said


def _id_in(href: str) -> str:
    """Return the id that an address leads to, "" of none."""
    return href.rpartition("#")[2]
