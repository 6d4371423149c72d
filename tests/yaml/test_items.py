"""What does not fit an item is said once, and the rest of the item is kept."""

from __future__ import annotations

import pytest

from evidence.model import Attribution, LinkKind, Locator

FACETS = """\
framework:
  facets:
    role: {label: Role, required: true, values: {practice: Practice, status: Status}}
    source_type: {on: sources, label: Kind, values: {law: Law}}
"""
CLAIM = """\
claims:
  - id: tasting
    statement: Children name more vegetables.
    sources: [kim2003]
    at: {page: 3}
    elements: [el.a]
"""


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("statment", "did you mean `statement`?"),
        ("qoute", "did you mean `quote`?"),
        ("contradict", "did you mean `contradicts`?"),
        ("page", "`page` belongs to `at`"),
        ("label", "`label` belongs to an element"),
        ("kind_of", ""),
        ("supported_by", "`supported_by` belongs to a finding"),
        ("unit", "`unit` belongs to `measure`"),
        ("identity", "`identity` belongs to a source"),
        ("title", "`title` belongs to `review`"),
        ("facets", "`facets` belongs to `framework`"),
        ("how", "`how` belongs to an item of `restates`"),
        ("framework", "`framework` belongs to the top of the file"),
    ],
)
def test_an_unknown_key_comes_with_the_one_that_was_meant_or_its_home(claim, key, hint):
    _, done = claim(f"{key}: x")
    assert done.only.code == "unknown-key"
    assert done.only.message == f"claim `tasting` has an unknown key `{key}`"
    assert done.only.help == hint
    assert done.only.item == "tasting"


def test_facets_are_known_keys_and_are_suggested_too(outcome):
    done = outcome(FACETS + CLAIM + "    rol: status\n")
    assert done.only.help == "did you mean `role`?"
    assert done.review.claims[0].facets == {"role": ("status",)}


def test_a_facet_has_one_value_or_several(outcome):
    assert outcome(FACETS + CLAIM + "    role: status\n").review.claims[0].facets == {
        "role": ("status",)
    }
    done = outcome(FACETS + CLAIM + "    role: [status, practice]\n")
    assert done.review.claims[0].facets == {"role": ("status", "practice")}
    assert done.diagnostics == ()


@pytest.mark.parametrize(
    ("value", "code"), [("{a: b}", "wrong-type"), ("", "empty-value"), ("[]", "empty-value")]
)
def test_a_facet_that_cannot_be_read_is_there_without_a_value(outcome, value, code):
    done = outcome(FACETS + CLAIM + f"    role: {value}\n")
    assert done.codes == [code]
    assert done.review.claims[0].facets == {"role": ()}


def test_unknown_values_and_required_facets_are_not_for_the_reader_to_judge(outcome):
    done = outcome(FACETS + CLAIM + "    role: nonsense\n" + CLAIM.split("\n", 1)[1])
    assert done.diagnostics == ()


def test_a_facet_of_other_items_is_left_to_the_checks(outcome):
    done = outcome(FACETS + CLAIM + "    source_type: law\n")
    assert done.diagnostics == ()
    assert done.review.claims[0].facets == {"source_type": ("law",)}


def test_facets_are_keys_of_sources_and_findings_as_well(outcome):
    done = outcome(
        FACETS + "sources: {a: {source_type: law, rank: x}}\n"
        "findings: [{id: f, kind: k, statement: s, rank: x}]\n"
    )
    assert [(d.code, d.item) for d in done.diagnostics] == [
        ("unknown-key", "a"),
        ("unknown-key", "f"),
    ]
    assert done.review.sources["a"].facets == {"source_type": ("law",)}


@pytest.mark.parametrize("name", ["quote", "kind", "identity", "at", "stated_in"])
def test_a_facet_may_not_bear_the_name_of_a_field(outcome, name):
    done = outcome(f"framework:\n  facets:\n    {name}: {{label: X, values: {{a: A}}}}\n")
    assert done.codes == ["facet-named-as-field"]
    assert (done.only.place.line, done.only.place.column) == (3, 5)
    assert done.review.framework.facets == {}


@pytest.mark.parametrize("key", ["statement", "sources", "at"])
def test_a_claim_that_lacks_a_key_is_kept_without_it(outcome, key):
    lines = [line for line in CLAIM.splitlines() if not line.startswith(f"    {key}:")]
    done = outcome("\n".join(lines))
    assert (done.only.code, done.only.place.line) == ("missing-key", 2)
    assert done.only.message == f"claim `tasting` has no `{key}`"
    kept = done.review.claims[0]
    assert kept.id == "tasting"
    assert not {"statement": kept.statement, "sources": kept.sources, "at": kept.passage.at}[key]


@pytest.mark.parametrize("bearing", ["relates: [el.a leads_to el.b]", "unfitted: true"])
def test_a_claim_bears_on_elements_or_an_arrow_or_on_none_that_fits(outcome, bearing):
    without = CLAIM.replace("    elements: [el.a]\n", "")
    assert outcome(f"{without}    {bearing}\n").diagnostics == ()
    assert outcome(without).codes == ["missing-key"]
    assert outcome(f"{without}    elements: []\n").codes == ["missing-key"]


@pytest.mark.parametrize(
    ("written", "terms", "hint"),
    [
        ("p. 3", ("page", "3"), "write `at: {page: 3}`"),
        ("pp. 3-5", ("page", "3-5"), "write `at: {page: 3-5}`"),
        ("hal. 7", ("page", "7"), "write `at: {page: 7}`"),
        ("section 2.1", ("section", "2.1"), "write `at: {section: 2.1}`"),
        ("§2.1", ("section", "2.1"), "write `at: {section: 2.1}`"),
        ("note 12", ("note", "12"), "write `at: {note: 12}`"),
        ("paragraph 4", ("paragraph", "4"), "write `at: {paragraph: 4}`"),
    ],
)
def test_a_place_that_is_written_as_text_is_understood(claim, written, terms, hint):
    read, done = claim(f"at: {written}")
    assert (done.only.code, done.only.help) == ("wrong-type", hint)
    assert read.passage.at == Locator((terms,))


def test_a_place_that_nobody_understands_gets_an_example(claim):
    read, done = claim("at: somewhere")
    assert done.only.help == "write `at: {page: 3}`"
    assert not read.passage.at


def test_a_locator_keeps_its_terms_as_they_were_written(claim):
    read, done = claim('at: {section: 2.10, page: 0012, heading: "Tasting", printed: NO}')
    assert done.diagnostics == ()
    assert read.passage.at.terms == (
        ("section", "2.10"),
        ("page", "0012"),
        ("heading", "Tasting"),
        ("printed", "NO"),
    )


def test_another_quote_without_a_place_stands_where_the_claim_does(claim):
    read, _ = claim("also: [{quote: more}]")
    assert read.also[0].at == read.passage.at


@pytest.mark.parametrize("written", ["other", "[other]", "[{claim: other}]", "{claim: other}"])
def test_a_link_is_an_id_or_a_list(claim, written):
    read, done = claim(f"contradicts: {written}")
    assert [(link.kind, link.claim) for link in read.links] == [(LinkKind.CONTRADICTS, "other")]
    assert done.codes == (["wrong-type"] if written.startswith("{") else [])


def test_a_misspelt_choice_is_taken_for_the_close_one(claim):
    read, done = claim("attribution: implicit")
    assert done.only.message.endswith("is `implicit`, and can be `explicit` or `implied`")
    assert read.attribution is Attribution.EXPLICIT
    read, done = claim("attribution: impleid")
    assert done.only.help == "did you mean `implied`?"
    assert read.attribution is Attribution.IMPLIED


@pytest.mark.parametrize(("written", "meant"), [("yes", True), ("no", False), ("True", False)])
def test_true_and_false_are_written_so(claim, written, meant):
    read, done = claim(f"unfitted: {written}")
    assert done.only.code == "unknown-choice"
    assert read.unfitted is meant


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        ("value: 40", None),
        ("about: 40", None),
        ("above: 40", None),
        ("from: 40, below: 50", None),
        ("above: 40, up_to: 50", None),
        ("", "measure-figures"),
        ("value: 40, about: 40", "measure-figures"),
        ("value: 40, below: 50", "measure-figures"),
        ("above: 40, from: 40", "measure-figures"),
        ("below: 40, up_to: 40", "measure-figures"),
        ("from: 50, up_to: 40", "measure-figures"),
        ("value: 40, total: 50", "measure-figures"),
        ('value: "9,14"', "not-a-number"),
        ("valu: 40", "unknown-key"),
        ("bounds: {above: 40}", "unknown-key"),
    ],
)
def test_a_measure_has_one_figure(claim, figures, code):
    read, done = claim(f"measure: {{of: pupils, unit: percent, {figures}}}")
    assert done.codes == ([code] if code else [])
    assert read.measure is not None


def test_an_item_without_an_id_is_left_out_with_all_that_is_wrong_with_it(outcome):
    done = outcome(
        "claims:\n  - statement: x\n    sources: [a]\n    at: {pgae: 3}\n    unfitted: true\n"
    )
    assert sorted(done.codes) == ["missing-key", "unknown-key"]
    assert done.review.claims == ()


@pytest.mark.parametrize(
    ("written", "why", "better"),
    [
        ("my claim", "the id `my claim` has a space in it", "`my_claim`"),
        ("étude", "the id `étude` does not begin with a letter from a to z", "`etude`"),
        ("a/b", "the id `a/b` has `/` in it", "`a_b`"),
        ("a" * 65, f"the id `{'a' * 60}…` is longer than 64 characters", f"`{'a' * 64}`"),
    ],
)
def test_an_id_that_is_none_says_why_and_what_it_could_be(claim, written, why, better):
    read, done = claim(f"id: {written}")
    assert done.only.message == why
    assert done.only.help.startswith(f"write {better}")
    assert read.id == written


def test_an_item_in_the_wrong_list_is_read_as_what_it_is(outcome):
    done = outcome(
        "claims:\n  - {id: f.a, kind: strategy, statement: x}\n"
        "findings:\n  - {id: a, statement: x, sources: [k], at: {page: 1}, unfitted: true}\n"
    )
    assert [d.message for d in done.diagnostics] == [
        "finding `f.a` stands in `claims`",
        "claim `a` stands in `findings`",
    ]
    assert [c.id for c in done.review.claims] == ["a"]
    assert [f.id for f in done.review.findings] == ["f.a"]


def test_every_mistake_in_one_item_is_said(claim):
    _, done = claim(
        "attribution: implicit\nvoice: loud\nquote: {en: x}\nsources: a\nrelates: [a b]\n"
        "contradicts: [{clam: x}]\ncaveat: {english: x}\nmemo:\nat: {pgae: 1}"
    )
    assert sorted(done.codes) == sorted(
        [
            "unknown-choice",
            "unknown-choice",
            "wrong-type",
            "wrong-type",
            "bad-arrow",
            "unknown-key",
            "bad-language",
            "empty-value",
            "unknown-key",
        ]
    )


def test_what_could_not_be_read_is_not_called_missing(outcome):
    done = outcome(CLAIM.replace("[kim2003]", "*all").replace("[el.a]", "*all"))
    assert done.codes == ["anchor"]
    done = outcome(CLAIM.replace("statement: ", "statement "))
    assert done.codes == ["missing-colon"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("claims: {a: {statement: x}}\n", "`claims` is a mapping, and must be a list"),
        ("claims: none yet\n", "`claims` is text, and must be a list"),
        ("review: [title]\n", "`review` is a list, and must be a mapping"),
        ("framework: {facets: [a]}\n", "`facets` is a list, and must be a mapping"),
        ("framework: {elements: {a: b}}\n", "`elements` is a mapping, and must be a list"),
        ("claims: [x]\n", "an item of `claims` is text, and must be a mapping"),
        ("claim: []\n", "the file has an unknown key `claim`"),
        ("review: {titel: x}\n", "`review` has an unknown key `titel`"),
        ("defaults: {coders: x}\n", "`defaults` has an unknown key `coders`"),
        ("framework: {elemnts: []}\n", "`framework` has an unknown key `elemnts`"),
    ],
)
def test_the_form_of_a_file_is_checked(outcome, text, message):
    assert outcome(text).only.message == message
