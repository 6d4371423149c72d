"""A signed finding: what marks it, what does not, and in what words it is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest

from evidence.lock.records import locator_hash, quote_hash, read_lock, write_lock
from evidence.lock.signatures import signature
from evidence.model.lock import Lock, Outcome, Record
from evidence.review import Input, check

BIB = """\
@article{kim2003,
  author = {Kim, Ann},
  title = {Tasting lessons},
  year = {2003},
  doi = {10.5555/tasting},
  keywords = {food}
}
@article{abel2005, author = {Abel, Bo}, title = {Beds}, year = {2005}}
@article{moore2010, author = {Moore, Cy}, title = {A year later}, year = {2010}}
@article{okoro2014, author = {Okoro, Di}, title = {Another thing}, year = {2014}}
"""

CLAIMS = """\
review:
  title: Gardens
  languages: [en, id]
  authors: [{initials: ys}, {initials: bk}]
  machines: [{initials: m1, tool: A model}]
  questions: [{id: q.food, text: Do they learn?}]
parties:
  school_board: {label: The school board}
  ministry: {label: A ministry}
sources:
  kim2003: {identity: verified, party: school_board, study: kim_trial}
framework:
  facets:
    context: {label: Context, values: {town: {label: Town, definition: Streets}, country: Country}}
    rank: {label: Rank, on: findings, values: {main: Main, other: Other}}
  finding_kinds:
    conclusion: {label: Conclusion, plural: Conclusions}
    advice: {label: Advice, cells: {rural: {label: Outside, where: {context: country}}}}
  elements:
    - {id: el.taste, label: {en: Tasting, id: Mencicipi}, definition: Eating a little, origin: emergent}
    - {id: el.bed, label: Beds, origin: emergent}
  relation_types: {leads_to: Leads to}
claims:
  - id: tasting_first
    statement: {en: Children name more vegetables after tasting., id: Anak menyebut lebih banyak.}
    sources: [kim2003, abel2005]
    via: [moore2010]
    read_in: moore2010
    attribution: explicit
    at: {page: 3}
    quote: name more vegetables
    also: [{at: {page: 4}, quote: know their vegetables}]
    elements: [el.taste]
    context: town
    measure: {of: pupils, unit: percent, base: all pupils, value: 40, year: 2002}
    contradicts: [{claim: no_effect, because: Measured in the same year.}]
    supports: [another_thing]
    caveat: Self-reported.
    coder: ys
    memo: Ask the author.
    allow: {long-quote: It matters.}
  - id: no_effect
    statement: No effect was seen.
    sources: [moore2010]
    at: {page: 9}
    quote: no effect
    elements: [el.bed]
    context: country
  - id: another_thing
    statement: Beds are lost in summer.
    sources: [okoro2014]
    at: {page: 2}
    quote: beds were lost
    elements: [el.bed]
    context: country
findings:
  - id: f.low
    kind: conclusion
    statement: {en: Tasting teaches., id: Mencicipi mengajar.}
    answers: [q.food]
    elements: [el.taste]
    supported_by: [tasting_first]
    contradicted_by: [no_effect]
    resolution: It fades.
    rank: main
    caveat: In one town.
    memo: Talk about it.
    assessment:
      methodological_limitations: {concern: minor, because: Fair.}
      coherence: {concern: none, because: Fair.}
      adequacy: {concern: minor, because: Fair.}
      relevance: {concern: none, because: Fair.}
      confidence: moderate
      because: Two studies.
      by: [ys]
  - id: f.above
    kind: advice
    statement: Let children taste.
    supported_by: [f.low]
    gaps: {rural: Nothing is said of it.}
  - id: f.top
    kind: conclusion
    statement: Food is learned.
    supported_by: [f.above]
  - id: f.other
    kind: conclusion
    statement: Beds die.
    supported_by: [another_thing]
"""
ABOVE = {"f.low", "f.above", "f.top"}


@dataclass(frozen=True)
class Signed:
    """A review of which every finding was signed, before anything changed."""

    lock: Lock

    def after(self, claims: str = CLAIMS, bib: str = BIB, lock: Lock | None = None):
        """What is found once the files say something else."""
        data = write_lock(lock or self.lock).encode()
        files = (("claims.yaml", claims.encode()),)
        return check(Input(files, ("sources.bib", bib.encode()), ("evidence.lock", data)))

    def marked(self, *arguments, **named) -> set[str]:
        checked = self.after(*arguments, **named)
        return {d.item for d in checked.diagnostics if d.code == "changed-since-signed"}

    def said(self, *arguments, finding: str = "f.low", **named) -> str:
        """What is said of one finding, after "since then changed: "."""
        found = self.after(*arguments, **named).diagnostics
        (one,) = (d for d in found if d.code == "changed-since-signed" and d.item == finding)
        return one.message.partition("since then changed: ")[2]


def records(graph) -> tuple[Record, ...]:
    return tuple(
        Record(
            claim.id,
            number,
            Outcome.FOUND,
            "2026-11-29",
            claim.read_in,
            f"{claim.read_in}.pdf",
            quote_hash=quote_hash(passage),
            locator_hash=locator_hash(passage.at),
        )
        for claim in graph.claims.values()
        for number, passage in enumerate(claim.passages)
    )


def sign_all(claims: str = CLAIMS, by: str = "ys", date: str = "2026-11-29") -> Lock:
    before = check(Input((("claims.yaml", claims.encode()),), ("sources.bib", BIB.encode())))
    assert before.errors == 0
    lock = Lock(records(before.graph))
    data = write_lock(lock).encode()
    files = (("claims.yaml", claims.encode()),)
    seen = check(Input(files, ("sources.bib", BIB.encode()), ("evidence.lock", data)))
    given = tuple(
        signature(seen.graph, f, seen.states, None, by=by, ran_by="Y. S.", date=date)
        for f in seen.graph.findings.values()
    )
    return replace(lock, signatures=given)


@pytest.fixture(scope="module")
def signed() -> Signed:
    return Signed(sign_all())


def test_what_was_just_signed_is_as_it_was_signed(signed):
    assert signed.marked() == set()
    assert set(signed.after().signed) == {"f.low", "f.above", "f.top", "f.other"}


OF_THE_FINDING = {
    "statement": ("Tasting teaches.", "Tasting teaches much."),
    "a letter of it": ("Tasting teaches.", "Tasting teaches"),
    "its translation": ("Mencicipi mengajar.", "Mencicipi mengajarkan."),
    "kind": ("id: f.low\n    kind: conclusion", "id: f.low\n    kind: advice"),
    "answers": ("    answers: [q.food]\n", ""),
    "elements": ("elements: [el.taste]\n    supported", "elements: [el.bed]\n    supported"),
    "supported_by": (
        "supported_by: [tasting_first]",
        "supported_by: [tasting_first, another_thing]",
    ),
    "qualified_by": ("    resolution:", "    qualified_by: [another_thing]\n    resolution:"),
    "background": ("    resolution:", "    background: [another_thing]\n    resolution:"),
    "resolution": ("It fades.", "It fades soon."),
    "facet": ("rank: main", "rank: other"),
    "caveat": ("In one town.", "In one small town."),
    "confidence": ("confidence: moderate", "confidence: low"),
    "a concern": ("adequacy: {concern: minor", "adequacy: {concern: none"),
    "a reason": ("because: Two studies.", "because: Three studies."),
    "who assessed": ("by: [ys]", "by: [bk]"),
}
OF_A_CLAIM = {
    "statement": ("after tasting.", "after much tasting."),
    "statement in another language": ("lebih banyak.", "jauh lebih banyak."),
    "a new translation": (
        "statement: No effect was seen.",
        "statement: {en: No effect was seen., id: Tiada.}",
    ),
    "sources": ("sources: [kim2003, abel2005]", "sources: [kim2003]"),
    "via": ("    via: [moore2010]\n", "    via: [moore2010, okoro2014]\n"),
    "attribution": ("attribution: explicit", "attribution: implied"),
    "quote": ("quote: name more vegetables", "quote: name some vegetables"),
    "place": ("at: {page: 3}", "at: {page: 5}"),
    "another passage": ("quote: know their vegetables", "quote: know all vegetables"),
    "facets": ("    context: town\n    measure", "    context: country\n    measure"),
    "measure": ("value: 40", "value: 41"),
    "unit": ("unit: percent", "unit: percent of pupils"),
    "elements": ("elements: [el.taste]\n    context", "elements: [el.bed]\n    context"),
    "a link below": ("because: Measured in the same year.", "because: Measured alike."),
    "caveat": ("Self-reported.", "Self-reported, twice."),
}
OF_A_SOURCE = {
    "identity": ("identity: verified", "identity: candidate"),
    "party": ("party: school_board", "party: ministry"),
    "label of the party": ("label: The school board", "label: The town"),
    "study": ("study: kim_trial", "study: other_trial"),
    "retraction": (
        "study: kim_trial}",
        "study: kim_trial, retracted: {nature: correction, date: 2026-03}}",
    ),
}
IN_THE_LIBRARY = {
    "author": ("Kim, Ann", "Kim, Anne"),
    "title": ("Tasting lessons", "Tasting lesson"),
    "year": ("{2003}", "{2004}"),
    "identifier": ("10.5555/tasting", "10.5555/tasting2"),
}
OF_THE_FRAMEWORK = {
    "label of an element": ("en: Tasting, id", "en: Tastings, id"),
    "its translation": ("id: Mencicipi}", "id: Cicip}"),
    "definition of an element": ("Eating a little", "Eating some"),
    "label of a facet value": ("label: Town, def", "label: City, def"),
    "definition of a facet value": ("definition: Streets", "definition: Roads"),
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(*edit, id=f"{of}: {word}")
        for of, words in {
            "finding": OF_THE_FINDING,
            "claim": OF_A_CLAIM,
            "source": OF_A_SOURCE,
            "framework": OF_THE_FRAMEWORK,
        }.items()
        for word, edit in words.items()
    ],
)
def test_each_word_of_the_first_list_marks_the_findings_above_it_and_no_other(signed, old, new):
    assert CLAIMS.count(old) == 1
    assert signed.marked(CLAIMS.replace(old, new)) == ABOVE


@pytest.mark.parametrize(("old", "new"), IN_THE_LIBRARY.values(), ids=IN_THE_LIBRARY)
def test_what_a_work_is_known_by_marks_the_findings_above_it(signed, old, new):
    assert BIB.count(old) == 1
    assert signed.marked(bib=BIB.replace(old, new)) == ABOVE


def test_another_outcome_of_verification_marks_the_findings_above_it(signed):
    first, *others = signed.lock.records
    lock = replace(signed.lock, records=(replace(first, outcome=Outcome.ALTERED), *others))
    assert signed.marked(lock=lock) == ABOVE
    assert signed.marked(lock=replace(signed.lock, records=tuple(others))) == ABOVE
    assert signed.said(lock=lock) == "the verification of `tasting_first`"


def test_a_finding_is_marked_at_the_level_where_it_changed_and_above(signed):
    advice = CLAIMS.replace("Let children taste.", "Let all children taste.")
    assert signed.marked(advice) == {"f.above", "f.top"}
    gap = CLAIMS.replace("Nothing is said of it.", "Nothing is said of that.")
    assert signed.marked(gap) == {"f.above", "f.top"}


SECOND_LIST = {
    "coder": ("coder: ys", "coder: bk"),
    "memo of a claim": ("Ask the author.", "Asked."),
    "memo of a finding": ("Talk about it.", "Talked."),
    "allow": ("long-quote: It matters.", "long-quote: It does."),
    "comments": ("findings:\n", "# what we conclude\nfindings:  # all of it\n"),
    "order of keys": (
        "    sources: [okoro2014]\n    at: {page: 2}\n",
        "    at: {page: 2}\n    sources: [okoro2014]\n",
    ),
    "order of a list": ("sources: [kim2003, abel2005]", "sources: [abel2005, kim2003]"),
    "quoting": ("quote: name more vegetables", 'quote: "name more vegetables"'),
    "a number otherwise written": ("value: 40,", "value: 40.0,"),
    "white space": ("quote: name more vegetables", "quote: >-\n      name more\n      vegetables"),
    "what is absent anyway": ("    attribution: explicit\n", ""),
    "a link to what is not below": ("    supports: [another_thing]\n", ""),
    "the text of a question": ("text: Do they learn?", "text: Do they learn much?"),
}


@pytest.mark.parametrize(("old", "new"), SECOND_LIST.values(), ids=SECOND_LIST)
def test_each_word_of_the_second_list_marks_nothing(signed, old, new):
    assert CLAIMS.count(old) == 1
    assert signed.marked(CLAIMS.replace(old, new)) == set()


def test_the_order_of_items_and_the_file_that_they_stand_in_mark_nothing(signed):
    head, _, findings = CLAIMS.partition("findings:\n")
    head, _, claims = head.partition("claims:\n")
    first, second, third = (f"  - id: {part}" for part in claims.split("  - id: ")[1:])
    lock = write_lock(signed.lock).encode()
    files = (
        ("claims.yaml", f"{head}findings:\n{findings}claims:\n{third}{first}".encode()),
        ("claims/no_effect.yaml", f"claims:\n{second}".encode()),
    )
    found = check(Input(files, ("sources.bib", BIB.encode()), ("evidence.lock", lock)))
    assert [d.code for d in found.diagnostics if d.code == "changed-since-signed"] == []
    assert len(found.graph.claims) == 3


def test_letters_that_are_composed_in_another_way_are_no_change():
    lock = sign_all(CLAIMS.replace("Food is learned.", "Food is learned in a caf\u00e9."))
    other = CLAIMS.replace("Food is learned.", "Food is learned in a cafe\u0301.")
    assert Signed(lock).marked(other) == set()


IDS = ["tasting_first", "no_effect", "f.low", "f.top", "el.taste", "q.food", "school_board"]
IDS += ["context", "town", "rank", "main", "advice", "rural"]


@pytest.mark.parametrize("name", IDS)
def test_an_id_that_was_renamed_throughout_marks_nothing(signed, name):
    # ids stand as values, in lists and as keys, and never in prose here
    renamed = re.sub(rf"(?<![\w.]){re.escape(name)}(?![\w.])", f"{name}_2", CLAIMS)
    found = signed.after(renamed)
    assert renamed != CLAIMS
    assert found.errors == 0
    assert [d for d in found.diagnostics if d.code == "changed-since-signed"] == []
    assert len(found.signed) == 4


def test_a_citation_key_that_was_renamed_throughout_marks_nothing(signed):
    renamed, bib = (text.replace("kim2003", "kim_2003") for text in (CLAIMS, BIB))
    assert signed.marked(renamed, bib) == set()


def test_a_renamed_item_that_was_changed_as_well_is_a_change(signed):
    renamed = CLAIMS.replace("no_effect", "nothing_seen")
    assert signed.marked(renamed.replace("No effect was seen.", "Nothing was seen.")) == ABOVE


def test_what_changed_is_named_in_words(signed):
    edited = CLAIMS
    for old, new in (
        OF_A_CLAIM["statement"],
        OF_A_CLAIM["quote"],
        OF_THE_FINDING["confidence"],
        OF_THE_FINDING["supported_by"],
        OF_A_SOURCE["retraction"],
    ):
        edited = edited.replace(old, new)
    assert signed.said(edited) == (
        "`another_thing` now in `supported_by`; its confidence of the assessment;"
        " the statement, quote and links of `tasting_first`; the retraction notice of `kim2003`"
    )
    assert signed.said(edited, finding="f.top").startswith(
        "`another_thing` now in `supported_by` of finding `f.low`;"
        " the confidence of the assessment of finding `f.low`;"
    )


def test_the_newest_signature_speaks_and_the_history_stays(signed):
    edited = CLAIMS.replace("Tasting teaches.", "Tasting teaches much.")
    seen = signed.after(edited)
    new = signature(
        seen.graph,
        seen.graph.findings["f.low"],
        seen.states,
        seen.signed["f.low"],
        by="bk",
        ran_by="B. K.",
        date="2026-11-30",
        reconsidered="much is meant",
    )
    lock = replace(signed.lock, signatures=(*signed.lock.signatures, new))
    again = signed.after(edited, lock=lock)
    state = again.signed["f.low"]
    assert not state.moved
    assert [(one.by, one.number, one.reconsidered) for one in state.history] == [
        ("ys", 1, ""),
        ("bk", 2, "much is meant"),
    ]
    assert signed.marked(edited, lock=lock) == {"f.above", "f.top"}
    # who goes back to the words that were signed first has not been agreed with by the second
    assert signed.marked(lock=lock) == {"f.low"}


def test_a_signature_is_read_as_it_was_written(signed):
    lock, wrong = read_lock("evidence.lock", write_lock(signed.lock).encode())
    assert wrong == ()
    by_finding = {one.finding: one for one in signed.lock.signatures}
    assert {one.finding: one for one in lock.signatures} == by_finding


def test_a_machine_and_a_stranger_sign_nothing(signed):
    first = signed.lock.signatures[0]
    for initials in ("m1", "zz"):
        lock = replace(signed.lock, signatures=(replace(first, by=initials),))
        found = signed.after(lock=lock)
        assert found.signed == {}
        assert "signature-of-no-author" in {d.code for d in found.diagnostics}


def test_a_signed_finding_that_is_gone_is_told_and_its_signature_kept(signed):
    without = CLAIMS[: CLAIMS.index("  - id: f.other")]
    found = signed.after(without)
    gone = [d for d in found.diagnostics if d.code == "signed-finding-gone"]
    assert [d.item for d in gone] == ["f.other"]
    assert len(found.lock.signatures) == 4
