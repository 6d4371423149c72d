"""One list says which fields of a noun are texts, and the checks, the schema and the tests use it."""

from __future__ import annotations

import pytest
import yaml

from evidence import checks, graph
from evidence.model import fields as kinds
from evidence.model.fields import fields_of
from evidence.model.translated_texts import text_fields, texts_of
from evidence.yaml import json_schema
from evidence.yaml import read as read_claims
from evidence.yaml.shapes import NOUNS
from tests.model.whole import whole

SCHEMA = json_schema()["$defs"]


def test_the_schema_calls_the_same_fields_texts():
    said = {
        (noun.__name__, field.key)
        for noun in NOUNS
        if noun.__name__ in SCHEMA
        for field in text_fields(noun)
    }
    translated = {
        (name, key)
        for name, shape in SCHEMA.items()
        for key, value in shape["properties"].items()
        if name != "Restatement" and "patternProperties" in str(value.get("oneOf", ""))
    }
    assert translated == said


def written(text):
    """A review in which every text of every noun is what `text` makes of it."""
    data = yaml.dump(whole(text), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    review, wrong = read_claims([("claims.yaml", data.encode())])
    assert [d for d in wrong if d.severity == "error"] == []
    return review


def items(review):
    framework = review.framework
    return [
        review, framework, *(c for c in review.claims if c.rejected is None), *review.findings, *framework.elements, *review.questions,
        *framework.facets.values(), *framework.finding_kinds.values(),
        *framework.relation_types.values(), *review.sources.values(),
        *review.parties.values(),
    ]  # fmt: skip


def test_every_text_field_of_every_noun_is_found_by_walking_the_items():
    review = written(lambda field: f"about {field}")
    found = {
        (text.noun, text.field)
        for item in (*items(review), *review.claims)
        for text in texts_of(item)
    }
    all_of_them = {(noun, field.name) for noun in NOUNS for field in text_fields(noun)} | {
        (noun, field.name)
        for noun in NOUNS
        for field in fields_of(noun)
        if isinstance(field.kind, kinds.Keyed | kinds.Several)
        and isinstance(field.kind.each, kinds.Text)
    }
    assert found == all_of_them


def test_the_check_of_languages_looks_at_every_text():
    both = written(lambda field: {"en": f"about {field}", "id": f"tentang {field}"})
    one = written(lambda field: {"en": f"about {field}"})
    assert untranslated(both) == 0
    assert untranslated(one) == sum(1 for item in items(one) for _ in texts_of(item)) > 30


def untranslated(review) -> int:
    found = checks.run(graph.build(review, ())).diagnostics
    return sum(d.code == "missing-translation" for d in found)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_field_that_is_written_says_what_it_means(noun):
    dumb = [
        field.name
        for field in fields_of(noun)
        if not field.kind.meaning
        and not isinstance(field.kind, kinds.HeldBy | kinds.Inline | kinds.Facets)
    ]
    assert dumb == []


def test_every_key_that_is_written_is_read_into_its_field():
    review = written(lambda field: f"about {field}")
    first, *_ = review.claims
    f_a, f_b = review.findings
    facet = review.framework.facets["facet"]
    kind = review.framework.finding_kinds["kind"]
    nouns = [
        review, review.questions[0], review.sources["kim2003"], review.framework, facet, kind,
        facet.values["value"], kind.cells[0], review.framework.elements[0], first, first.measure,
        first.also[0], first.restates[0], f_a, f_a.fit, f_b.assessment, f_b.assessment.coherence,
        review.framework.relation_types["leads_to"], review.sources["kim2003"].same_author_as[0],
        review.parties["party"], review.contrast, review.authors[0], review.machines[0],
        review.searches[0], review.flow, review.flow.identified, review.flow.removed,
        review.flow.included, review.sources["kim2003"].retracted, first.proposed, first.accepted,
        review.sources["kim2003"].appraisal, review.sources["kim2003"].appraisal.items[0],
        f_a.fit.second, review.claims[3].rejected,
    ]  # fmt: skip
    unread = {
        f"{type(noun).__name__}.{field.name}"
        for noun in nouns
        for field in fields_of(type(noun))
        if not getattr(noun, field.name)
    }
    # what this review cannot have beside the rest, or beside each other
    assert unread == {
        "Review.of", "Finding.facets",
        "Finding.assessment", "Element.part_of", "FindingKind.side_by_side", "Measure.about",
        "Measure.bounds", "Claim.rejected",
    }  # fmt: skip
