"""The whole of format version 1 is read into the nouns of the model."""

from __future__ import annotations

from pathlib import Path

from evidence.model import (
    Arrow,
    Assessment,
    Attribution,
    Bounds,
    Cell,
    Component,
    Facet,
    FacetValue,
    Finding,
    FindingKind,
    Fit,
    How,
    Judgement,
    Link,
    LinkKind,
    Locator,
    Measure,
    Nature,
    Passage,
    Question,
    RelationType,
    SameAuthor,
    SourceFacts,
    Voice,
    Wording,
)
from evidence.yaml import read

EXAMPLE = Path(__file__).parent / "example.yaml"


def in_both(en: str, id_: str) -> Wording:
    return Wording(translations={"en": en, "id": id_})


REVIEW, DIAGNOSTICS = read([("claims.yaml", EXAMPLE.read_bytes())])
CLAIMS = {claim.id: claim for claim in REVIEW.claims}
FINDING = REVIEW.findings[0]


def test_nothing_is_wrong_with_the_example():
    assert DIAGNOSTICS == ()


def test_the_review_says_what_it_is():
    assert REVIEW.title == in_both("Gardens in schools", "Kebun di sekolah")
    assert (REVIEW.of, REVIEW.languages, REVIEW.language) == ("sato2019", ("en", "id"), "en")
    assert REVIEW.questions == (
        Question(
            "q.learning",
            Wording("Do school gardens change what children know about food?"),
            "sato2019",
            Locator((("section", "1.2"),)),
        ),
    )
    assert (REVIEW.texts, REVIEW.style, REVIEW.quote_words) == ("texts/", "styles/apa.csl", 8)
    assert REVIEW.not_assessed == Wording("Every work but the study was read second-hand.")


def test_what_is_known_of_a_source_is_read():
    assert REVIEW.sources == {
        "lopez2011": SourceFacts(
            "lopez2011",
            facets={"source_type": ("official",)},
            identity="candidate",
            unverified=("title", "pages"),
            same_author_as=(SameAuthor("lopes2012", False, Wording("One letter apart.")),),
            note=Wording("Quoted in the press."),
            memo="Ask the library.",
        )
    }


def test_the_framework_is_read():
    framework = REVIEW.framework
    assert framework.reconstructed.plain.startswith("Drawn from the text")
    assert framework.facets["context"] == Facet(
        "context",
        in_both("Context", "Konteks"),
        on="claims",
        required=True,
        values={
            "town": FacetValue("town", Wording("Town")),
            "country": FacetValue("country", in_both("Country", "Negara")),
        },
    )
    assert framework.facets["role"].values["status"] == FacetValue(
        "status", Wording("Status"), Wording("How things are said to stand.")
    )
    assert framework.facets["source_type"].on == "sources"
    assert framework.facets["source_type"].values["official"].mark == Wording("official")
    assert framework.finding_kinds["strategy"] == FindingKind(
        "strategy",
        Wording("Strategy"),
        plural=Wording("Strategies"),
        heading=Wording("From town to country"),
        cells=(
            Cell("town", Wording("Town"), {"context": ("town",)}),
            Cell(
                "other", Wording("Other"), {"context": ("country",), "role": ("status", "practice")}
            ),
        ),
    )
    assert framework.relation_types == {
        "leads_to": RelationType("leads_to", Wording("Leads to")),
        "inseparable": RelationType("inseparable", Wording("Cannot be separated from"), True),
    }
    assert framework.relations == (Arrow("el.garden", "leads_to", "el.knowledge"),)


def test_elements_are_read_in_their_order():
    knowledge, garden = REVIEW.framework.elements
    assert (knowledge.id, knowledge.label) == (
        "el.knowledge",
        in_both("Food knowledge", "Pengetahuan pangan"),
    )
    assert knowledge.also_called == ("food literacy", "know-how")
    assert knowledge.definition == Wording("What children know of food.")
    assert (knowledge.origin, knowledge.from_sources) == ("a_priori", ("sato2019",))
    assert (garden.origin, garden.part_of) == ("emergent", "el.knowledge")


def test_a_claim_is_read_with_all_of_its_keys():
    claim = CLAIMS["tasting_first"]
    assert claim.statement.plain.startswith("Children tend to name")
    assert claim.sources == ("kim2003", "abel2005")
    assert claim.via == ("moore2010",)
    assert claim.read_in == "moore2010"
    assert (claim.attribution, claim.voice) == (Attribution.IMPLIED, Voice.PARTICIPANT)
    assert claim.draws_on == ("kim2003",)
    assert claim.passage == Passage(
        Locator((("section", "2.1"), ("heading", "Tasting"), ("paragraph", "1"))),
        "name more vegetables",
        "children",
        "after",
    )
    assert claim.also == (Passage(Locator((("section", "3"),)), "know their vegetables"),)
    assert claim.elements == ("el.knowledge",)
    assert claim.relates == (Arrow("el.garden", "leads_to", "el.knowledge"),)
    assert claim.defines == "el.knowledge"
    assert claim.facets == {"context": ("town",), "role": ("status", "practice")}
    assert claim.caveat == Wording("Self-reported.")
    assert (claim.memo, claim.coder) == ("Ask the author.", "ys")
    assert claim.allow == {"long-quote": "The law's wording matters."}


def test_links_are_read_in_short_and_in_full():
    assert CLAIMS["tasting_first"].links == (
        Link(LinkKind.SUPPORTS, "no_effect"),
        Link(LinkKind.CONTRADICTS, "no_effect", True, None, Wording("Measured in the same year.")),
        Link(LinkKind.QUALIFIES, "no_effect"),
        Link(LinkKind.RESTATES, "no_effect", False, How.STRONGER, Wording("Drops a word.")),
        Link(LinkKind.NOT_COMPARABLE, "no_effect"),
    )


def test_measures_are_read_with_what_was_written():
    assert CLAIMS["tasting_first"].measure == Measure(
        Wording("pupils who name ten vegetables"),
        Wording("percent"),
        Wording("all pupils of the school"),
        value=40,
        year=Wording("2003/2004"),
        nature=Nature.OBSERVED,
        parts={"girls": 26, "boys": 14},
        written={"value": "40", "parts.girls": "26", "parts.boys": "14"},
    )
    measure = CLAIMS["no_effect"].measure
    assert measure.bounds == Bounds(from_=3_900_000, below=5_000_000)
    assert measure.written == {"from": "3.9 million", "below": "5 million"}
    assert (measure.value, measure.nature) == (None, Nature.TARGET)


def test_a_finding_is_read_with_all_of_its_keys():
    whole = Finding(
        "f.tasting",
        "strategy",
        in_both("Tasting teaches.", "Mencicipi mengajar."),
        answers=("q.learning",),
        elements=("el.garden",),
        stated_in=("tasting_first",),
        supported_by=("tasting_first", "f.other"),
        contradicted_by=("no_effect",),
        background=("no_effect",),
        gaps={"other": Wording("The study says nothing here.")},
        fit=Fit(Judgement.BEYOND, Wording("Two schools; the sentence says all.")),
        resolution=Wording("unresolved"),
        assessment=Assessment(
            Component("methodological_limitations", "minor", Wording("Small.")),
            Component("coherence", "none", Wording("They agree.")),
            Component("adequacy", "moderate", Wording("Two.")),
            Component("relevance", "serious", Wording("Elsewhere.")),
            "low",
            Wording("Two schools."),
            ("ys", "ab"),
        ),
        facets={"rank": ("main",)},
        caveat=Wording("Two schools."),
        memo="Reword.",
        allow={"one-citation": "There is no other."},
    )
    assert whole == FINDING
    assert FINDING.unresolved


def test_what_is_left_out_has_its_default():
    claim = CLAIMS["no_effect"]
    assert (claim.attribution, claim.voice) == (Attribution.EXPLICIT, Voice.AUTHOR)
    assert (claim.via, claim.also, claim.links, claim.relates) == ((), (), (), ())
    assert (claim.caveat, claim.memo, claim.allow) == (Wording(), "", {})
    assert claim.unfitted
    assert not CLAIMS["tasting_first"].unfitted
