"""A claim as cells of a table comes back as the claim that it was."""

import pytest
import yaml

import evidence
from evidence.yaml import read
from evidence.yaml.claim_cells import (
    cells,
    changed,
    claim_columns,
    column_named,
    draft_in,
    draft_of,
    languages_in,
    mark,
    marked,
)
from evidence.yaml.dump import item
from tests.conftest import ROOT, SHARED
from tests.model.whole import whole

REVIEWS = {
    "the study": ROOT,
    "the small review": ROOT / "tests" / "snapshot" / "review",
    "many texts": SHARED / "cases" / "many-texts",
}


def there_and_back(claims, review):
    """Return claims written as cells, read from these, and written as YAML."""
    language = review.language
    others = dict.fromkeys((*review.languages, *languages_in(claims, language)))
    columns = claim_columns((code for code in others if code != language), review.framework)
    text = "claims:\n"
    for claim in claims:
        said, wrong = draft_in(cells(claim, columns, language), columns, language)
        assert wrong == {}
        text += item(said)
    return text.encode()


@pytest.mark.parametrize("name", REVIEWS)
def test_every_claim_of_a_review_comes_back_from_its_cells(name):
    if not REVIEWS[name].is_dir():
        pytest.skip("the shared cases are not here")
    loaded = evidence.load(REVIEWS[name])
    claims = (*loaded.claims, *loaded.graph.proposals.values())
    twice, _ = read(
        [("cells.yaml", there_and_back(claims, loaded.graph.review)), *loaded.given.claims]
    )
    by_id = {}
    for claim in twice.claims:
        by_id.setdefault(claim.id, []).append(claim)
    assert len(claims) > 3
    assert [key for key, (one, other) in by_id.items() if one != other] == []


def test_every_key_that_the_model_knows_comes_back():
    # each text in its own words, some of which YAML, a list or a place would take for theirs
    odd = iter(
        f"{n} a; b, c: {sign}“x” # no\nsecond page 3; - y"
        for n, sign in enumerate(["- ", "{", "[", "= ", "'", '"', "@", "| ", "> ", "*", "&"] * 90)
    )
    made = whole(lambda _: next(odd))
    text = yaml.safe_dump(made, sort_keys=False, allow_unicode=True).encode()
    review, _ = read([("claims.yaml", text)])
    assert len(review.claims) > 3
    again = there_and_back(review.claims, review)
    head = yaml.safe_dump({k: v for k, v in made.items() if k not in {"claims", "defaults"}})
    back, _ = read([("claims.yaml", head.encode()), ("cells.yaml", again)])
    assert back.claims == review.claims


COLUMNS = claim_columns((), evidence.model.Framework())


@pytest.mark.parametrize(
    ("head", "cell", "value"),
    [
        ("elements", "el.a;el.b,\nel.a", ("el.a", "el.b")),
        ("at", "12", {"page": "12"}),
        ("at", "p. 12", {"page": "12"}),
        ("at", "Section: 2.10", None),
        ("at", "section 2.10; heading Taste: a start", {"section": "2.10", "heading": "Taste: a start"}),
        ("at", "heading A; page 3", {"heading": "A", "page": "3"}),
        ("unfitted", "YES", True),
        ("attribution", "Implied", "implied"),
        ("supports", "one, two", ("one", "two")),
        ("supports", "- claim: one\n  stated: true", ({"claim": "one", "stated": True},)),
        ("measure", "of: pupils\nvalue: 3.9 million", {"of": "pupils", "value": "3.9 million"}),
        ("also", "- quote: said again\n  at: {page: “3”}", ({"quote": "said again", "at": {"page": "“3”"}},)),
        ("allow", "long-quote: It matters.", {"long-quote": "It matters."}),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_is_meant(head, cell, value):
    said, wrong = draft_in({head: cell}, COLUMNS, "en")
    assert said.get(head) == value
    assert bool(wrong) is (value is None)


@pytest.mark.parametrize(
    ("head", "cell"),
    [("unfitted", "perhaps"), ("measure", "forty"), ("measure", "of: [a"), ("at", "somewhere")],
)
def test_a_cell_that_cannot_be_read_says_why_and_holds_nothing(head, cell):
    said, wrong = draft_in({head: cell, "id": "a"}, COLUMNS, "en")
    assert said == {"id": "a"}
    assert set(wrong) == {head}


def test_what_is_said_if_nothing_is_said_is_not_written():
    said, _ = draft_in({"id": "a", "attribution": "explicit", "voice": "author"}, COLUMNS, "en")
    assert said == {"id": "a"}


def test_a_mark_tells_which_keys_changed_however_a_cell_is_written():
    said, _ = draft_in({"id": "a", "elements": "el.a; el.b", "memo": "m"}, COLUMNS, "en")
    key, exported = marked(mark("a", said))
    assert key == "a"
    again, _ = draft_in({"id": "a", "elements": "el.a,el.b", "memo": "m"}, COLUMNS, "en")
    assert changed(exported, again, {"id", "elements", "memo"}) == {}
    other, _ = draft_in({"id": "a", "elements": "el.b"}, COLUMNS, "en")
    assert changed(exported, other, {"id", "elements", "memo"}) == {
        "elements": ("el.b",),
        "memo": "",
    }
    assert changed(exported, other, {"id"}) == {}


@pytest.mark.parametrize("text", ["", "a word", "a; b", "a; b:12"])
def test_what_is_no_mark_is_none(text):
    assert marked(text)[1] == {}


def test_heads_are_known_however_they_are_typed_and_facets_go_first():
    assert column_named(" Statement ( id )", ()).language == "id"
    assert column_named("QUOTE", ()).key == "quote"
    assert column_named("context", {"context"}).key == "context"
    assert column_named("context", ()) is None
    assert column_named("quote (id)", ()) is None


def test_no_claim_says_a_default_or_an_empty_key():
    claims = evidence.load(REVIEWS["the small review"]).claims
    for claim in claims:
        said = draft_of(claim)
        assert "" not in said.values()
        assert said.get("voice") != "author"
