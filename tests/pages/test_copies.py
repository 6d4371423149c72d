"""The review and its findings are cited with what is known of them, and with their judgement."""

from __future__ import annotations

import json
import re

import pytest

from evidence import bibtex
from evidence.language import Catalogue
from evidence.model import Author, Review
from evidence.model.sources import Name
from evidence.pages.about import about_view
from evidence.pages.copies import author_name, finding_copy, permalink, review_copy
from evidence.pages.edition import Edition
from evidence.pages.support import support_view
from evidence.pages.translated import Translated
from evidence.synthesis.support import supports

HEAD = (
    "date: 2026-11-29, version: '2.10', licence: CC BY 4.0, url: 'https://example.org/gardens/', "
    "languages: [en], authors: [{initials: ys, name: Yuki van den Silva, orcid: 0000-0002-1825-0097,"
    " affiliation: A school}, {initials: gg, name: '{Garden & <Group>}'}, {initials: xx}]"
)
CLAIM = "{id: %s, statement: %s, sources: [%s], at: {page: 1}, elements: [el.taste]}"
STUDY = f"""\
claims:
  - {CLAIM % ("sentence", "Tasting works everywhere.", "sato2019")}
  - {CLAIM % ("cited", "Tasting works in a town.", "kim2003")}
findings:
  - id: f.works
    kind: conclusion
    statement: Tasting works everywhere.
    stated_in: [sentence]
    supported_by: [cited]
    fit: {{judgement: beyond, not_cited: That it works everywhere., because: One town., by: [ys]}}
"""
TEXTS = f"""\
claims:
  - {CLAIM % ("a", "Tasting works.", "kim2003")}
findings:
  - id: f.works
    kind: conclusion
    statement: Tasting works.
    supported_by: [a]
    assessment:
      methodological_limitations: {{concern: minor, because: Few.}}
      coherence: {{concern: minor, because: Few.}}
      adequacy: {{concern: minor, because: Few.}}
      relevance: {{concern: minor, because: Few.}}
      confidence: moderate
      because: Few.
      by: [ys]
"""
EDITION = Edition((), "ab" * 32, "1.2", file="report.html")


def seen(linked, text: str, more: str = HEAD, of: str = "") -> Translated:
    labels = {"kim2003": "Kim 2003", "sato2019": "Sato 2019"}
    return Translated(linked(text, of, "", more), Catalogue("en"), labels)


def copy_of(review: Translated, edition: Edition = EDITION):
    held = supports(review.graph)["f.works"]
    finding = review.graph.findings["f.works"]
    return finding_copy(review, finding, support_view(review, held), edition)


def ris_of(text: str) -> list[tuple[str, str]]:
    """The tags and values of a record, as every reader of RIS takes them."""
    lines = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in text.splitlines()]
    assert None not in lines
    return [(line[1], line[2]) for line in lines]


def test_the_review_is_cited_the_same_in_every_format(linked):
    cited = review_copy(seen(linked, TEXTS), EDITION)
    (entry,), wrong = bibtex.read("x.bib", cited.bibtex.encode())
    assert not wrong
    names = (
        Name("Silva", "Yuki", "van den"),
        Name(literal="Garden & <Group>"),
        Name(literal="xx"),
    )
    assert (entry.key, entry.type, entry.authors) == ("silva2026", "misc", names)
    note = "CC BY 4.0; sha256 abababababab, Evidence 1.2"
    known = {
        "title": "Gardens", "date": "2026-11-29", "year": "2026", "version": "2.10",
        "language": "en", "url": "https://example.org/gardens/", "note": note,
    }  # fmt: skip
    assert {name: entry.fields[name] for name in known} == known
    (item,) = json.loads(cited.csl_json)
    assert item == {
        "id": "silva2026",
        "type": "report",
        "title": "Gardens",
        "author": [
            {"family": "Silva", "given": "Yuki", "non-dropping-particle": "van den"},
            {"literal": "Garden & <Group>"},
            {"literal": "xx"},
        ],
        "issued": {"date-parts": [[2026, 11, 29]]},
        "version": "2.10",
        "language": "en",
        "URL": "https://example.org/gardens/",
        "note": note,
    }
    assert ris_of(cited.ris) == [
        ("TY", "RPRT"),
        ("AU", "van den Silva, Yuki"),
        ("AU", "Garden & <Group>"),
        ("AU", "xx"),
        ("PY", "2026"),
        ("DA", "2026/11/29"),
        ("TI", "Gardens"),
        ("ET", "2.10"),
        ("LA", "en"),
        ("UR", "https://example.org/gardens/"),
        ("N1", note),
        ("ID", "silva2026"),
        ("ER", ""),
    ]
    assert cited.text == (
        "Yuki van den Silva, Garden & <Group>, xx (2026). Gardens, version 2.10, CC BY 4.0, "
        "sha256 abababababab, Evidence 1.2. https://example.org/gardens/report.html"
    )


def test_what_the_review_does_not_say_is_in_no_citation_of_it(linked):
    cited = review_copy(seen(linked, TEXTS, ""), EDITION)
    (entry,), wrong = bibtex.read("x.bib", cited.bibtex.encode())
    assert not wrong
    assert entry.authors == ()
    assert set(entry.fields) == {"title", "language", "note"}
    (item,) = json.loads(cited.csl_json)
    assert set(item) == {"id", "type", "title", "language", "note"}
    assert [tag for tag, _ in ris_of(cited.ris)] == ["TY", "TI", "LA", "N1", "ID", "ER"]
    assert cited.text == "Gardens, sha256 abababababab, Evidence 1.2. report.html"
    assert cited.link == "report.html"


def test_the_judgement_goes_with_every_copy_of_a_finding_and_what_nobody_is_cited_for(linked):
    review = seen(linked, STUDY, of="sato2019")
    cited = copy_of(review)
    told = (
        "goes beyond its citations; nobody is cited for: That it works everywhere; cited: Kim 2003"
    )
    assert cited.text.startswith(f"“Tasting works everywhere.” ({told}). Yuki van den Silva, ")
    (entry,), wrong = bibtex.read("x.bib", cited.bibtex.encode())
    assert not wrong
    assert entry.fields["note"] == f"{told}; f.works, {EDITION.name}"
    (item,) = json.loads(cited.csl_json)
    assert item["note"] == entry.fields["note"]
    assert item["container-title"] == entry.fields["booktitle"] == "Gardens"
    assert entry.authors == review_authors(review)


def review_authors(review: Translated) -> tuple[Name, ...]:
    return tuple(map(author_name, review.graph.review.authors))


def test_confidence_goes_with_every_copy_under_its_own_name(linked):
    cited = copy_of(seen(linked, TEXTS))
    for text in (cited.text, cited.bibtex, cited.csl_json):
        assert "GRADE-CERQual confidence: moderate; 1 study" in text


def test_a_link_names_the_file_and_the_anchor_and_with_an_address_it_lasts(linked):
    own = Edition((), "ab" * 32, "1.2", file="report.id.html")
    cited = copy_of(seen(linked, TEXTS, ""), own)
    assert cited.link == "report.id.html#f.works"
    assert cited.text.endswith(" report.id.html#f.works")
    assert "url" not in cited.bibtex
    assert "URL" not in cited.csl_json
    assert "report.id.html#f.works" in json.loads(cited.csl_json)[0]["note"]
    lasting = copy_of(seen(linked, TEXTS), own)
    assert lasting.link == "https://example.org/gardens/report.id.html#f.works"
    assert json.loads(lasting.csl_json)[0]["URL"] == lasting.link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/g/", "https://example.org/g/report.id.html#f.a"),
        ("https://example.org/g/report.html", "https://example.org/g/report.id.html#f.a"),
        ("https://example.org/g/report.html#top", "https://example.org/g/report.id.html#f.a"),
        ("https://example.org/g", "https://example.org/g#f.a"),
        ("https://doi.org/10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1#f.a"),
        ("javascript:alert(1)", ""),
        ("example.org", ""),
        ("https://", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_only_an_address_of_the_web_makes_a_permanent_link(url, link):
    assert permalink(Review(url=url), "report.id.html", "f.a") == link


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ana Kim", Name("Kim", "Ana")),
        ("Kim, Ana", Name("Kim", "Ana")),
        ("Wiyadi", Name("Wiyadi")),
        ("Siti binti Ahmad", Name("Ahmad", "Siti", "binti")),
        ("The maintainers of Evidence", Name(literal="The maintainers of Evidence")),
        ("Ministry of Industry", Name(literal="Ministry of Industry")),
        ("{Universitas Indonesia}", Name(literal="Universitas Indonesia")),
        ("Ana Kim and Bo Berg", Name(literal="Ana Kim and Bo Berg")),
        ("A ~ B", Name(literal="A ~ B")),
        ("R\\&D", Name(literal="R\\&D")),
        (" ", Name(literal=" ")),
        ("", Name(literal="me")),
    ],
)
def test_a_name_is_split_where_it_is_a_person_s(written, name):
    assert author_name(Author("me", written)) == name


def test_a_citation_key_is_of_plain_letters(linked):
    head = "date: 2026, authors: [{initials: me, name: Ana Müller-Öz}]"
    assert "@misc{muller2026," in review_copy(seen(linked, TEXTS, head), EDITION).bibtex
    head = "date: 2026, authors: [{initials: me, name: 金}]"
    assert "@misc{gardens2026," in review_copy(seen(linked, TEXTS, head), EDITION).bibtex


def test_the_head_of_a_page_says_who_made_the_review_and_nothing_that_is_not_known(linked):
    tags = about_view(seen(linked, TEXTS), EDITION).tags
    assert tags == (
        ("author", "Yuki van den Silva"),
        ("author", "Garden & <Group>"),
        ("author", "xx"),
        ("citation_title", "Gardens"),
        ("citation_author", "van den Silva, Yuki"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "Garden & <Group>"),
        ("citation_author", "xx"),
        ("citation_publication_date", "2026/11/29"),
        ("citation_language", "en"),
        ("citation_fulltext_html_url", "https://example.org/gardens/report.html"),
        ("dcterms.rights", "CC BY 4.0"),
        ("dcterms.hasVersion", "2.10"),
    )
    bare = about_view(seen(linked, TEXTS, ""), EDITION).tags
    assert bare == (("citation_title", "Gardens"), ("citation_language", "en"))


def test_the_data_in_the_head_is_that_of_schema_org_and_ends_no_script(linked):
    review = seen(linked, STUDY, f"{HEAD}, result: '</script><!-- {{judged}}'", of="sato2019")
    written = about_view(review, EDITION).json_ld
    assert not set("<>&") & set(written)
    page = "https://example.org/gardens/report.html"
    assert json.loads(written) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": page,
        "name": "Gardens",
        "abstract": "</script><!-- 1",
        "author": [
            {
                "@type": "Person",
                "@id": "https://orcid.org/0000-0002-1825-0097",
                "name": "Yuki van den Silva",
                "givenName": "Yuki",
                "familyName": "van den Silva",
                "affiliation": {"@type": "Organization", "name": "A school"},
            },
            {"@type": "Organization", "name": "Garden & <Group>"},
            {"@type": "Organization", "name": "xx"},
        ],
        "datePublished": "2026-11-29",
        "version": "2.10",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "inLanguage": "en",
        "url": page,
        "about": {
            "@type": "CreativeWork",
            "@id": f"{page}#source-sato2019",
            "name": "Gardens in schools",
            "author": [{"@type": "Person", "name": "Di Sato"}],
            "datePublished": "2019",
        },
        "isBasedOn": {"@id": f"{page}#source-sato2019"},
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": "ab" * 32},
    }
    bare = json.loads(about_view(seen(linked, TEXTS, ""), EDITION).json_ld)
    assert set(bare) == {"@context", "@type", "name", "inLanguage", "identifier"}
