"""Where a text cites something, and which of those places have a claim."""

from __future__ import annotations

import pytest
import yaml

from evidence.coverage.citing import cited_places
from evidence.coverage.places import coverage, uncovered
from evidence.model import Locator, Name, Source
from evidence.quotes.searchable import SearchableText
from evidence.texts import FileKind, FullText, read
from tests.quotes.quoted import claim, opened
from tests.study.reading import ROOT

WORKS = (
    Source("kim2003", "article", (Name("Kim"),), fields={"year": "2003"}),
    Source("kim2003b", "article", (Name("Kim"),), fields={"year": "2003"}),
    Source("abel2005", "article", (Name("Abel"), Name("Baker")), fields={"year": "2005"}),
    Source("moore2010", "article", (Name("Moore"),), fields={"year": "2010"}),
    Source("berg2011", "article", (Name("Berg", particle="van den"),), fields={"year": "2011"}),
    Source("oecd2005", "report", (Name(literal="OECD"),), fields={"year": "2005", "title": "Oslo Manual: Guidelines"}),
    Source("law2008", "law", fields={"title": "Undang-Undang Nomor 20 Tahun 2008 tentang UMKM", "year": "2008"}),
    Source("bps", "misc", (Name(literal="Badan Pusat Statistik"),)),
    Source("page", "web", fields={"url": "https://www.gardens.example/reports/2010/kale.html"}),
)  # fmt: skip


def cited(text):
    return [
        [(work.keys, work.via) for work in place.works]
        for place in cited_places(opened(text), WORKS)
    ]


ABEL, MOORE, KIM = (("abel2005",), ()), (("moore2010",), ()), (("kim2003",), ())


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("They grow (Moore, 2010).", [[MOORE]]),
        ("They grow (Moore 2010; Abel & Baker, 2005).", [[MOORE, ABEL]]),
        ("They grow (see Moore, 2010, p. 12; cf. Abel and Baker 2005: 3).", [[MOORE, ABEL]]),
        ("They grow [Moore, 2010].", [[MOORE]]),
        ("They grow (Moore,\n2010).", [[MOORE]]),
        ("According to Moore (2010), they grow.", [[MOORE]]),
        ("Moore's (2010) gardens grow.", [[MOORE]]),
        ("Abel et al. (2005) grew beans.", [[ABEL]]),
        ("Abel dkk. (2005) menanam.", [[ABEL]]),
        ("Studi Abel dkk\n (2005) menanam.", [[ABEL]]),
        ("Abel and Baker (2005) and Moore (2010) grew beans.", [[ABEL, MOORE]]),
        (
            "Moore (2010), Kim (2003a) dan Abel dkk (2005) menanam.",
            [[MOORE, ((("kim2003", "kim2003b")), ()), ABEL]],
        ),
        ("Kim (2003b) grew beans.", [[(("kim2003b",), ())]]),
        ("Van den Berg (2011) grew beans.", [[(("berg2011",), ())]]),
        ("They grow (van den Berg, 2011).", [[(("berg2011",), ())]]),
        (
            "Kale (Moore, as cited in Abel & Baker, 2005) grows.",
            [[(("moore2010",), ("abel2005",))]],
        ),
        ("Kale (Moore dalam Abel and Baker, 2005) tumbuh.", [[(("moore2010",), ("abel2005",))]]),
        ("Studi Moore yang dikutip oleh Abel (2005) menanam.", [[(("moore2010",), ("abel2005",))]]),
        ("Unknown, quoted by Abel (2005), grew.", [[ABEL]]),
        ("They grow (Manual, 2005).", [[(("oecd2005",), ())]]),
        ("Nobody (1999) knew.", [[((), ())]]),
        ("Berdasarkan data Badan Pusat Statistik (BPS), naik.", [[(("bps",), ())]]),
        ("Badan Pusat Statistik berkantor di Jakarta.", []),
        ("Menurut Undang-Undang Nomor 20 Tahun 2008 pasal 1.", [[(("law2008",), ())]]),
        ("Baca di http://gardens.example/reports/2010/\nkale.html", [[(("page",), ())]]),
        ("In 2010 the gardens grew (see below).", []),
        ("They grew 2010 beans (of 2,005).", []),
        ("The grant (ANR PCV 2007–184840) paid.", []),
    ],
)
def test_citations_are_read_as_people_write_them(text, works):
    assert cited(text) == works


def test_numbered_citations_lead_through_the_list_of_references():
    text = (
        "Kale grows [2], and beans do [1, 3].\n\nReferences\n"
        "1. Moore C. A survey of school gardens. 2010.\n"
        "2. Kim A. Tasting lessons at school. 2003.\n"
        "3. Abel B. Beds and borders of towns. 2005.\n"
    )
    works = (
        Source("moore2010", "article", fields={"title": "A survey of school gardens"}),
        Source("kim2003", "article", fields={"title": "Tasting lessons at school"}),
    )
    places = cited_places(opened(text), works)
    assert [[work.keys for work in place.works] for place in places] == [
        [("kim2003",)],
        [("moore2010",), ()],
    ]


def test_the_references_themselves_are_no_citations():
    text = "Kale grows (Moore, 2010).\n\nReferences\nMoore (2010) A survey of gardens.\n"
    assert len(cited(text)) == 1


def test_every_cited_place_of_the_study_is_seen(study, bibliography):
    written = (ROOT / "tests" / "study" / "cited_places.yaml").read_text("utf-8")
    listed = yaml.load(written, yaml.CSafeLoader)
    places = cited_places(SearchableText(study), bibliography)
    lines = [
        (study.text.count("\n", 0, place.start) + 1, study.text.count("\n", 0, place.end) + 1)
        for place in places
    ]
    missed = [
        row["as_printed"]
        for row in listed["places"]
        if not any(first - 2 <= row["line"] <= last + 2 for first, last in lines)
    ]
    assert missed == []
    assert len(places) == len({row["place"] for row in listed["places"]})


def test_no_cited_place_of_the_study_is_without_a_claim(study, review, bibliography):
    found = coverage(study, review.of, review.claims, bibliography)
    assert [one.message for one in uncovered(study, found)] == []


def test_each_place_of_the_study_lacks_a_claim_once_its_claims_are_gone(
    study, review, bibliography
):
    found = coverage(study, review.of, review.claims, bibliography)
    for number in range(0, len(found), 12):
        left = [claim for claim in review.claims if claim.id not in found[number].claims]
        again = coverage(study, review.of, left, bibliography)
        assert again[number].missing, found[number].place.printed


TEXT = (
    "Beans grow in town (Moore, 2010). Kale grows at home, as everybody knows.\n"
    "Peas grow at school, and they are eaten there (Moore, 2010). Abel (2005) grew leeks.\n"
)


def missing(*claims):
    full = FullText(TEXT, FileKind.PLAIN, file="sato2019.txt")
    return [one.place.printed for one in coverage(full, "sato2019", claims, WORKS) if one.missing]


def coded(name, quote, source, **fields):
    return claim(name, quote, sources=(source,), read_in="sato2019", **fields)


def test_a_claim_covers_the_place_of_its_source_that_is_nearest():
    first, second = (
        coded("a", "Beans grow in town", "moore2010"),
        coded("b", "Peas grow", "moore2010"),
    )
    third = coded("c", "grew leeks", "abel2005")
    assert missing(first, second, third) == []
    assert missing(first, third) == ["(Moore, 2010)"]
    assert missing(first, second) == ["Abel (2005)"]
    assert missing(coded("x", "Beans grow in town", "abel2005"), second, third) == ["(Moore, 2010)"]


def test_claims_read_in_another_text_cover_nothing():
    other = claim("a", "Beans grow in town", sources=("moore2010",), read_in="kim2003")
    assert len(missing(other)) == 3


def test_a_claim_without_a_quote_covers_where_its_locator_leads():
    text = read(
        "a.txt", b"1 Aims\nBeans grow (Moore, 2010).\n2 Methods\nPeas grow (Moore, 2010).\n3 End\n"
    )
    one = claim("a", "", sources=("moore2010",), read_in="t", at=Locator((("section", "2"),)))
    assert [bool(place.missing) for place in coverage(text, "t", [one], WORKS)] == [True, False]


def test_a_place_without_a_claim_is_told_with_its_line():
    full = FullText(TEXT, FileKind.PLAIN, file="sato2019.txt")
    told = uncovered(full, coverage(full, "sato2019", (), WORKS))
    assert str(told[-1].place) == "sato2019.txt:2:62"
    assert told[-1].message == "no claim covers `Abel (2005)`: `abel2005`"


def test_a_text_that_cannot_be_read_has_no_places():
    assert coverage(FullText("", FileKind.PDF, unreadable="encrypted"), "t", (), WORKS) == ()
