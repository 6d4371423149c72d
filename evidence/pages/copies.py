"""How the review and its findings are cited: what a reader copies, by itself.

A finding never goes out without its judgement, in words, with what nobody is
cited for. What the review does not say of itself is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote, urlsplit

from evidence.bibtex.citation_keys import key_for
from evidence.bibtex.entry_text import entry_text
from evidence.bibtex.names import read_names
from evidence.model import Author, Finding, Review, Source
from evidence.model.sources import Name
from evidence.pages.edition import Edition
from evidence.pages.support import SupportView
from evidence.pages.translated import Translated
from evidence.references import csl_items, ris

# what stands in lower case before a family name; another such word is no person's
_PARTICLES = frozenset({
    "af", "al", "ap", "av", "bin", "bint", "binti", "da", "dal", "de", "degli", "dei", "del",
    "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "lo", "san", "st", "te",
    "ten", "ter", "van", "vom", "von", "y", "zu", "zum", "zur",
})  # fmt: skip
# in a name that is plain text, BibTeX would take these for more than letters
_SIGNS = re.compile(r"[\\{}~=]")
_MOST_PARTS = 1


@dataclass(frozen=True, slots=True)
class CopyView:
    """What a reader copies of the review, or of a finding.

    Shape: `link` names a file and an anchor; where `review.url` is given it is
           the permanent address, and `permanent` says so. `ris` is "" of a finding.
    """

    text: str
    bibtex: str
    csl_json: str
    link: str
    ris: str = ""
    permanent: bool = False


def review_copy(review: Translated, edition: Edition) -> CopyView:
    """Return how the review is cited: in its default language, on every page."""
    source = review_source(review.graph.review, edition)
    link = permalink(review.graph.review, edition.file, "") or edition.file
    return CopyView(
        text=_review_text(review, source, link, edition),
        bibtex=_bibtex(replace(source, type="misc")),
        csl_json=_csl_json(source),
        link=link,
        ris=ris(source),
        permanent=link != edition.file,
    )


def finding_copy(
    review: Translated, finding: Finding, held: SupportView, edition: Edition
) -> CopyView:
    """Return how a finding is cited, as a part of the review, with its judgement."""
    head = review.graph.review
    whole = review_source(head, edition)
    address = permalink(head, edition.file, finding.id)
    link = finding_link(head, finding.id, edition)
    statement, title = review.text(finding.statement), review.text(head.title)
    told = "; ".join(_told(review, finding, held))
    place = f"{finding.id}, {edition.name}" if address else f"{link}, {edition.name}"
    fields = {
        **whole.fields,
        "title": statement,
        "booktitle": title,
        "language": review.language,
        "url": address,
        "note": f"{told}; {place}" if told else place,
    }
    source = Source(finding.id, "incollection", whole.authors, fields=_said(fields))
    version = review.words("version {n}", n=head.version) if head.version else ""
    where = ", ".join(part for part in (title, version, finding.id, edition.name) if part)
    said = f"“{statement}” ({told})." if told else f"“{statement}”."
    return CopyView(
        text=" ".join(part for part in (said, _byline(head), f"{where}.", link) if part),
        bibtex=_bibtex(source),
        csl_json=_csl_json(source),
        link=link,
        permanent=bool(address),
    )


def finding_link(head: Review, finding: str, edition: Edition) -> str:
    """Return the link to a finding: the permanent one, else the file and the anchor."""
    return permalink(head, edition.file, finding) or f"{edition.file}#{quote(finding)}"


def review_source(head: Review, edition: Edition) -> Source:
    """Return the review as an entry of a bibliography, in its default language."""
    authors = tuple(map(author_name, head.authors))
    title = head.title.text_in(head.language)
    note = "; ".join(part for part in (head.licence, edition.name) if part)
    fields = {
        "title": title,
        "date": head.date,
        "year": head.date[:4],
        "version": head.version,
        "language": head.language,
        "url": web_address(head.url),
        "note": note,
    }
    return Source(
        key_for(authors, title, head.date, "review"), "report", authors, fields=_said(fields)
    )


def author_name(author: Author) -> Name:
    """Return the name of an author in its parts, that of a body as one.

    A body stands in braces; what cannot be the name of one person is one too.

    >>> author_name(Author("ak", "Ana van den Kim"))
    Name(family='Kim', given='Ana', particle='van den', suffix='', literal='')
    >>> author_name(Author("me", "The maintainers of Evidence")).literal
    'The maintainers of Evidence'
    """
    body = Name(literal=author.called)
    if not author.name or _SIGNS.search(author.name):
        return body
    names = read_names(author.name).names
    if len(names) != _MOST_PARTS:
        return body
    (name,) = names
    words = name.particle.lower().split()
    begins = author.name.split()[0].lower()
    if name.literal or begins == "the" or not _PARTICLES.issuperset(words):
        return body
    return name


def permalink(head: Review, file: str, anchor: str) -> str:
    """Return the permanent address of an anchor, "" of a review that names none.

    An address that ends in a slash, or in the report's own name, is that of the
    files of all languages; any other stands for the report itself.

    >>> permalink(Review(url="https://example.org/gardens/"), "report.id.html", "f.a")
    'https://example.org/gardens/report.id.html#f.a'
    """
    address = web_address(head.url)
    if not address:
        return ""
    address = address.partition("#")[0].removesuffix("report.html")
    if address.endswith("/"):
        address += file
    return f"{address}#{quote(anchor)}" if anchor else address


def web_address(text: str) -> str:
    """Return an address of the web as it is given, "" for what is none."""
    address = text.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    web = parts.scheme.lower() in ("http", "https") and bool(parts.netloc)
    return address if web and not re.search(r"[\s<>\"]", address) else ""


def _told(review: Translated, finding: Finding, held: SupportView) -> Iterator[str]:
    """Yield what must go with a sentence: its judgement, what is not cited, the facts."""
    yield from (mark.words for mark in (held.judgement, held.contested) if mark)
    if finding.fit and finding.fit.not_cited:
        not_cited = review.text(finding.fit.not_cited).removesuffix(".")
        yield review.words("nobody is cited for: {what}", what=not_cited)
    if held.facts:
        yield held.facts


def _review_text(review: Translated, source: Source, link: str, edition: Edition) -> str:
    head = review.graph.review
    version = review.words("version {n}", n=head.version) if head.version else ""
    parts = (source.title, version, head.licence, edition.name)
    said = f"{', '.join(part for part in parts if part)}."
    return " ".join(part for part in (_byline(head), said, link) if part)


def _byline(head: Review) -> str:
    """Return who made the review and when, as "Ana Kim, Bo Berg (2026)."."""
    names = ", ".join(author.called for author in head.authors)
    year = f"({head.date[:4]})" if head.date else ""
    said = " ".join(part for part in (names, year) if part)
    return f"{said}." if said else ""


def _bibtex(source: Source) -> str:
    """Return an entry, its words protected from changes of case."""
    rich = {
        name: f'<span class="nocase">{escape(source.fields[name], quote=False)}</span>'
        for name in ("title", "booktitle")
        if name in source.fields
    }
    return entry_text(replace(source, rich=rich))


def _csl_json(source: Source) -> str:
    """Return an entry as CSL-JSON, a line for each of its variables."""
    (item,) = csl_items((source,))
    lines = (f"{_json(name)}: {_json(value)}" for name, value in item.items())
    return "[{\n  " + ",\n  ".join(lines) + "\n}]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _said(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
