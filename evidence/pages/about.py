"""What a file says of itself to programs: who made the review, when, under which licence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from evidence.model import Author, Source
from evidence.model.sources import Name
from evidence.pages.addresses import address_of
from evidence.pages.copies import CopyView, author_name, permalink, review_copy, web_address
from evidence.pages.edition import Edition
from evidence.pages.summary import result
from evidence.pages.translated import SOURCE_ANCHOR, Translated
from evidence.references.licences import licence_address

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
# the kinds of work that schema.org has a word for, by the type of the entry
_WORKS = {
    "article": "ScholarlyArticle",
    "book": "Book",
    "incollection": "Chapter",
    "inproceedings": "ScholarlyArticle",
    "phdthesis": "Thesis",
    "report": "Report",
    "techreport": "Report",
    "thesis": "Thesis",
}
_YEAR = re.compile(r"\d{4}")


class MetaTag(NamedTuple):
    """A `<meta>` of the page's head."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class AboutView:
    """What a file says of itself to programs.

    Shape: `title` and `authors` are as people read them; `edition` is the
           version and the licence in one line. `json_ld` is JSON that may stand in a
           `<script>`: no `<`, `>` or `&` is in it. What the review does not
           say is "" or absent.
    """

    cite: CopyView
    title: str
    language: str
    authors: tuple[str, ...]
    date: str
    licence: str
    edition: str
    tags: tuple[MetaTag, ...]
    json_ld: str


def about_view(review: Translated, edition: Edition) -> AboutView:
    """Return what the files of a review in one language say of themselves."""
    head = review.graph.review
    version = review.words("version {n}", n=head.version) if head.version else ""
    return AboutView(
        cite=review_copy(review, edition),
        title=review.text(head.title),
        language=review.language,
        authors=tuple(author.called for author in head.authors),
        date=head.date,
        licence=head.licence,
        edition=" · ".join(part for part in (version, head.licence) if part),
        tags=tuple(_tags(review, edition)),
        json_ld=_json_ld(review, edition),
    )


def orcid_address(author: Author) -> str:
    """Return an author's ORCID iD as the address that it is, "" without a sound one."""
    found = _ORCID.fullmatch(author.orcid.strip())
    return f"https://orcid.org/{found[1]}" if found else ""


def _tags(review: Translated, edition: Edition) -> Iterator[MetaTag]:
    """Yield what search engines and reference managers read: plain, and Highwire's names."""
    head = review.graph.review
    for author in head.authors:
        yield MetaTag("author", author.called)
    yield MetaTag("citation_title", review.text(head.title))
    for author in head.authors:
        yield MetaTag("citation_author", _last_first(author_name(author)))
        if orcid := orcid_address(author):
            yield MetaTag("citation_author_orcid", orcid)
    known = (
        ("citation_publication_date", head.date.replace("-", "/")),
        ("citation_language", review.language),
        ("citation_fulltext_html_url", permalink(head, edition.file, "")),
        ("dcterms.rights", head.licence),
        ("dcterms.hasVersion", head.version),
    )
    yield from (MetaTag(name, content) for name, content in known if content)


def _last_first(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.short, name.given, name.suffix) if part)


def _json_ld(review: Translated, edition: Edition) -> str:
    """Return the review in the words of schema.org."""
    head = review.graph.review
    study = review.graph.sources.get(head.of)
    address = permalink(head, edition.file, "")
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": address,
        "name": review.text(head.title),
        "abstract": result(review).text,
        "author": [_author(review, author) for author in head.authors],
        "datePublished": head.date,
        "version": head.version,
        "license": licence_address(head.licence) or web_address(head.licence) or head.licence,
        "inLanguage": review.language,
        "url": address,
        "about": _study(study, address) if study else None,
        "isBasedOn": {"@id": _id_of(study, address)} if study else None,
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "sha256",
            "value": edition.data_hash,
        },
    }
    return _in_a_script({name: value for name, value in said.items() if value})


def _author(review: Translated, author: Author) -> dict[str, Any]:
    name = author_name(author)
    works_at = review.text(author.affiliation)
    said: dict[str, Any] = {
        "@type": "Organization" if name.literal else "Person",
        "@id": orcid_address(author),
        "name": author.called,
        "givenName": name.given,
        "familyName": name.short if not name.literal else "",
        "affiliation": {"@type": "Organization", "name": works_at} if works_at else None,
    }
    return {key: value for key, value in said.items() if value}


def _study(study: Source, page: str) -> dict[str, Any]:
    """Return the one study that is reviewed."""
    address = address_of(study)
    said: dict[str, Any] = {
        "@type": _WORKS.get(study.type, "CreativeWork"),
        "@id": _id_of(study, page),
        "name": study.title,
        "author": [
            {"@type": "Organization", "name": name.literal}
            if name.literal
            else {"@type": "Person", "name": f"{name.given} {name.short}".strip()}
            for name in study.authors
        ],
        "datePublished": study.year if _YEAR.fullmatch(study.year) else "",
        "url": address,
    }
    return {key: value for key, value in said.items() if value}


def _id_of(study: Source, page: str) -> str:
    return f"{page}#{SOURCE_ANCHOR}{study.key}"


def _in_a_script(value: object) -> str:
    """Return JSON of which no text can end the element that holds it."""
    text = json.dumps(value, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
