"""The two kinds of Markdown: GitHub's, and Pandoc's, which Quarto takes too.

They differ in what plain CommonMark lacks: anchors, citations, the language of
a text, and in what has to be escaped. Whatever a method returns is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from evidence.pages.passages import PassageView
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.sources import SourceView
from evidence.report import escaping
from evidence.report.rich_text import rich

_PLAIN_CODE = re.compile(r"[\w.:/+~@-]+")
_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&+?<>~/-](?=[A-Za-z0-9_]))*")
_BRACED_KEY = re.compile(r"[^\s{}\\]+")
_GITHUB_SIGNS = {"i": ("*", "*"), "b": ("**", "**")}
PANDOC_SIGNS = {
    **_GITHUB_SIGNS,
    "sup": ("^", "^"),
    "sub": ("~", "~"),
    "nocase": ("[", "]{.nocase}"),
    "smallcaps": ("[", "]{.smallcaps}"),
}
# With so many columns beside the first a table needs a page on its side.
_WIDE = 4
# As English citations write them; Pandoc finds the full words of every language.
_SHORT_TERMS = {
    "book": "bk.", "chapter": "chap.", "column": "col.", "figure": "fig.", "folio": "fol.",
    "line": "l.", "note": "n.", "opus": "op.", "page": "p.", "paragraph": "para.",
    "part": "pt.", "section": "sec.", "sub-verbo": "s.v.", "verse": "v.", "volume": "vol.",
}  # fmt: skip


class Flavour(Protocol):
    """What one kind of Markdown writes in its own way."""

    def text(self, text: str) -> str:
        """Return a text of data, escaped."""

    def phrase(self, phrase: Phrase) -> str:
        """Return a phrase, marked with its language where that can be done."""

    def anchored(self, key: str, content: str) -> str:
        """Return content that a link to `#key` finds."""

    def heading(self, level: int, content: str, key: str) -> str:
        """Return a heading that a link to `#key` finds; without a key, an ordinary one."""

    def part(self, level: int, content: str, key: str) -> str:
        """Return a heading of the evidence, as above; level 1 are its parts."""

    def wide(self, columns: int) -> str:
        """Return what stands before a table with so many columns beside its first."""

    def upright(self, columns: int) -> str:
        """Return what stands behind such a table."""

    def said(self, statement: str, href: str, number: str = "") -> str:
        """Return a sentence with the way to what it says, the finding's number before it."""

    def opening(self, key: str, statement: str) -> str:
        """Return how a claim begins: its statement and its id, up to what it rests on."""

    def refs(self, refs: Iterable[ItemLink], between: str) -> str:
        """Return links to items; those to sources may become citations."""

    def passage(self, passage: PassageView, quote: str) -> str:
        """Return a quote and where it stands."""

    def source(self, source: SourceView) -> str:
        """Return what a source is called where all that is known of it stands."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """GitHub's Markdown: CommonMark, tables, and anchors that its sanitizer lets live.

    GitHub puts `user-content-` before the id of an anchor and leads `#id` there.
    """

    def text(self, text: str) -> str:
        """Return a text of data, escaped."""
        return escaping.gfm(text)

    def phrase(self, phrase: Phrase) -> str:
        """Return a phrase; GitHub has no way to say its language."""
        return escaping.gfm(phrase.text)

    def anchored(self, key: str, content: str) -> str:
        """Return content with an empty anchor before it."""
        return f'<a id="{escaping.attribute(key)}"></a>{content}'

    def heading(self, level: int, content: str, key: str) -> str:
        """Return a heading with the anchor in it."""
        return f"{'#' * level} {self.anchored(key, content) if key else content}"

    def part(self, level: int, content: str, key: str) -> str:
        """Return a heading of a file of the evidence, which begins with one of level 1."""
        return self.heading(level, content, key)

    def wide(self, columns: int) -> str:
        """Return nothing: a screen scrolls."""
        del columns
        return ""

    def upright(self, columns: int) -> str:
        """Return nothing, as above."""
        del columns
        return ""

    def said(self, statement: str, href: str, number: str = "") -> str:
        """Return the sentence as text: a table of links is underlined from end to end."""
        if number:
            return f"{linked(self, ItemLink(href, number))}. {statement}"
        return f"{statement} [→]({escaping.destination(href)})" if href else statement

    def opening(self, key: str, statement: str) -> str:
        """Return the statement in bold: a heading for each claim would drown all others."""
        return f"{self.anchored(key, f'**{statement}**')} {code(self, key)}\\\n"

    def refs(self, refs: Iterable[ItemLink], between: str) -> str:
        """Return links to items."""
        return between.join(linked(self, ref) for ref in refs)

    def passage(self, passage: PassageView, quote: str) -> str:
        """Return a quote and where it stands."""
        place = escaping.gfm(passage.locator)
        return f"{quote} — {place}" if place else quote

    def source(self, source: SourceView) -> str:
        """Return the reference in full."""
        said = rich(source.reference, escaping.gfm, _GITHUB_SIGNS)
        if not said:
            said = escaping.gfm(source.reference_text or source.label or source.key)
        return self.anchored(source.anchor, said)


@dataclass(frozen=True, slots=True)
class Pandoc:
    """Pandoc's Markdown: attributes for ids and languages, citations for sources.

    Shape: `keys` maps the address of each source's place in the report to its
           citation key.
    """

    language: str
    keys: Mapping[str, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """Return a text of data, escaped."""
        return escaping.pandoc(text)

    def phrase(self, phrase: Phrase) -> str:
        """Return a phrase as a span of its language, if that is not the report's."""
        text = escaping.pandoc(phrase.text)
        if not text or phrase.language in {"", self.language}:
            return text
        return f"[{text}]{{lang={phrase.language}}}"

    def anchored(self, key: str, content: str) -> str:
        """Return content as a span with the id: an empty one would be lost in some formats."""
        return f"[{content}]{self._attributes(key)}"

    def heading(self, level: int, content: str, key: str) -> str:
        """Return a heading with the id as its attribute; the title stands in the head."""
        level = max(1, level - 1)
        attributes = f" {self._attributes(key)}" if key else ""
        return f"{'#' * level} {content}{attributes}"

    def part(self, level: int, content: str, key: str) -> str:
        """Return a heading of the appendix, which is a chapter."""
        return self.heading(level + 2, content, key)

    def wide(self, columns: int) -> str:
        """Return the begin of what stands on pages on their side, for a table that needs them."""
        return "::: landscape" if columns >= _WIDE else ""

    def upright(self, columns: int) -> str:
        """Return the end of what `wide` begins."""
        return ":::" if columns >= _WIDE else ""

    def said(self, statement: str, href: str, number: str = "") -> str:
        """Return the sentence as a link, which looks like text on paper."""
        said = linked(self, ItemLink(href, ""), statement)
        # typst makes a list of a number, a full stop and a space
        return f"{self.text(f'{number}.')}\u00a0{said}" if number else said

    def opening(self, key: str, statement: str) -> str:
        """Return the statement as a heading, which stays with the claim on a page."""
        return f"{self.part(4, f'{statement} {code(self, key)}', key)}\n\n"

    def refs(self, refs: Iterable[ItemLink], between: str) -> str:
        """Return citations of sources side by side as one, links to other items."""
        said: list[str] = []
        cited: list[str] = []
        for ref in refs:
            if cite := self.cite(ref):
                cited.append(cite)
                continue
            said += self._together(cited)
            cited = []
            said.append(linked(self, ref))
        return between.join((*said, *self._together(cited)))

    def passage(self, passage: PassageView, quote: str) -> str:
        """Return a quote with the citation of the text that it stands in."""
        cite = self.cite(passage.text) if passage.text else ""
        place = self._place(passage)
        if cite:
            return f"{quote} [{cite}, {place}]" if place else f"{quote} [{cite}]"
        return f"{quote} — {place}" if place else quote

    def source(self, source: SourceView) -> str:
        """Return the source as a sentence cites it, which leads to the reference."""
        cite = self.cite(ItemLink(f"#{source.anchor}", source.label))
        said = cite or escaping.pandoc(source.label or source.key)
        return self.anchored(source.anchor, f"**{said}**")

    def cite(self, ref: ItemLink) -> str:
        """Return a source as Pandoc cites it, "" for what it cannot cite.

        >>> Pandoc("en", {"#source-kim2003": "kim2003"}).cite(ItemLink("#source-kim2003", "Kim"))
        '@kim2003'
        """
        key = self.keys.get(ref.href, "")
        if _BARE_KEY.fullmatch(key):
            return f"@{key}"
        return f"@{{{key}}}" if _BRACED_KEY.fullmatch(key) else ""

    def _together(self, cited: Sequence[str]) -> Iterable[str]:
        return [f"[{'; '.join(cited)}]"] if cited else []

    def _place(self, passage: PassageView) -> str:
        if not self.language.startswith("en") or dict(passage.terms).get("printed"):
            return escaping.pandoc(passage.locator)
        said = []
        for term, value in passage.terms:
            text = escaping.pandoc(value)
            said.append(
                f"“{text}”" if term == "heading" else f"{_SHORT_TERMS.get(term, term)} {text}"
            )
        return ", ".join(said)

    def _attributes(self, key: str) -> str:
        if _PLAIN_ID.fullmatch(key):
            return f"{{#{key}}}"
        return f'{{id="{escaping.attribute(key)}"}}'


def linked(flavour: Flavour, ref: ItemLink, label: str = "") -> str:
    """Return the link to an item; `label` is Markdown that stands in for its own."""
    said = label or flavour.text(ref.label)
    return f"[{said}]({escaping.destination(ref.href)})" if ref.href else said


def code(flavour: Flavour, text: str) -> str:
    """Return a text as code where it is as harmless as an id, else as text."""
    return f"`{text}`" if _PLAIN_CODE.fullmatch(text) else flavour.text(text)
