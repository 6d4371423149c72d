"""What `diff` says of histories that were really made, held against lists made without it."""

from __future__ import annotations

import json
import re
import time
from collections import Counter

import pytest

from evidence.history import changed_between
from evidence.loaded import given_in
from evidence.review import check
from tests.differences import histories
from tests.differences.histories import claim_id, word, written

pytestmark = pytest.mark.skipif(
    not histories.CORPORA.is_dir(), reason="the corpora are beside a checkout of the project only"
)

GRADES = re.compile(
    r"\b(strong|weak|better|worse|improve|confiden(ce|t) (rose|fell|grew))", re.IGNORECASE
)
FEBRUARY, MARCH = "all_tags_20220224", "all_tags_20220303"


@pytest.fixture(scope="module")
def coding(tmp_path_factory):
    """A project's coding in two states, each in its codebook's words, and what diff says."""
    rows = histories.highlights(FEBRUARY), histories.highlights(MARCH)
    books = (
        histories.codebook("codebook_20220223_0"),
        histories.codebook("codebook_20220303_8"),
    )
    folder = tmp_path_factory.mktemp("coding")
    old, new = (
        given_in(written(histories.taguette(held, book), folder / name))
        for held, book, name in zip(rows, books, ("old", "new"), strict=True)
    )
    return rows, books, old, new, changed_between(old, new, "February → March")


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    """What was extracted of seven studies, in the first version and in the final one."""
    values = histories.extracted("v1"), histories.extracted("final")
    folder = tmp_path_factory.mktemp("forms")
    old, new = (
        given_in(written(histories.extractions(held), folder / name))
        for held, name in zip(values, ("old", "new"), strict=True)
    )
    return values, old, new, changed_between(old, new, "first → final")


def coded(rows) -> dict[str, set[str]]:
    """The tags of each highlight."""
    found: dict[str, set[str]] = {}
    for document, words, tag in rows:
        found.setdefault(claim_id(document, " ".join(words.split())), set()).add(tag)
    return found


def parts(found, name: str) -> set[str]:
    """The claims of which a part changed."""
    changed = json.loads(found.json())["changed"]
    return {
        item.removeprefix("claim ")
        for item, names in changed.items()
        if item.startswith("claim ") and name in {one.partition(".")[0] for one in names}
    }


def listed(found, key: str, kind: str) -> set[str]:
    return {i.partition(" ")[2] for i in json.loads(found.json())[key] if i.startswith(f"{kind} ")}


def test_of_a_coding_in_two_states_every_highlight_and_tag_is_told(coding):
    rows, books, _, _, found = coding
    old, new = map(coded, rows)
    assert listed(found, "new", "claim") == set(new) - set(old)
    assert listed(found, "gone", "claim") == set(old) - set(new)
    assert parts(found, "elements") == {key for key in set(old) & set(new) if old[key] != new[key]}
    tags = [{tag for held in one.values() for tag in held} for one in (old, new)]
    assert listed(found, "new", "element") == {f"el.{word(tag)}" for tag in tags[1] - tags[0]}
    assert listed(found, "gone", "element") == {f"el.{word(tag)}" for tag in tags[0] - tags[1]}
    defined = {
        f"el.{word(tag)}"
        for tag in tags[0] & tags[1]
        if " ".join(books[0].get(tag, "").split()) != " ".join(books[1].get(tag, "").split())
    }
    changed = json.loads(found.json())["changed"]
    assert {i.removeprefix("element ") for i in changed if i.startswith("element ")} == defined


def test_of_a_coding_in_two_states_every_theme_that_moved_is_told(coding):
    rows, _, _, _, found = coding
    old, new = ({f"f.{word(tag)}": set() for _, _, tag in one} for one in rows)
    for one, held in ((old, rows[0]), (new, rows[1])):
        for document, words, tag in held:
            one[f"f.{word(tag)}"].add(claim_id(document, " ".join(words.split())))
    told = {one["id"]: one for one in json.loads(found.json())["findings"]}
    assert {key for key, one in told.items() if one["fate"] == "new"} == set(new) - set(old)
    assert {key for key, one in told.items() if one["fate"] == "gone"} == set(old) - set(new)
    both = set(old) & set(new)
    moved = {key for key in both if old[key] != new[key]}
    # a theme whose tag is defined otherwise stands as it was: its words are those of its element
    assert {key for key, one in told.items() if one["fate"] == "moved"} == moved
    tags = [coded(one) for one in rows]
    below = {
        key
        for key in both - moved
        if any(tags[0].get(claim) != tags[1].get(claim) for claim in new[key])
    }
    assert {key for key, one in told.items() if one["fate"] == "below"} == below


def test_where_the_claims_of_a_theme_went_is_counted(coding):
    rows, _, _, _, found = coding
    old, new = map(coded, rows)
    gone = {one["id"]: one for one in json.loads(found.json())["findings"] if one["fate"] == "gone"}
    for tag in {tag for held in old.values() for tag in held}:
        one = gone.get(f"f.{word(tag)}")
        if one:
            now = Counter(t for key, held in old.items() if tag in held for t in new.get(key, ()))
            assert one["shared"] == {f"f.{word(t)}": n for t, n in now.items()}
    assert "of its 20 claims, 20 are now under `f.query_inputs_and_elements_useful`" in str(found)


def test_of_extractions_from_the_first_to_the_final_version_every_value_is_told(forms):
    (old, new), _, _, found = forms
    assert len(histories.studies()) == 7
    # a field that was renamed keeps its words: the claim is the same under another name
    renamed = json.loads(found.json())["renamed"]
    told = {now.partition(" ")[2]: was.partition(" ")[2] for now, was in renamed.items()}
    said = [{claim_id(*key): text for key, text in one.items()} for one in (old, new)]
    assert [said[1][now] for now in told] == [said[0][was] for was in told.values()]
    came = {claim_id(*key) for key in set(new) - set(old)} - set(told)
    went = {claim_id(*key) for key in set(old) - set(new)} - set(told.values())
    assert (listed(found, "new", "claim"), listed(found, "gone", "claim")) == (came, went)
    reworded = {claim_id(*key) for key in set(old) & set(new) if old[key] != new[key]}
    assert parts(found, "statement") == reworded
    assert len(reworded) > 20


def test_of_extractions_the_studies_that_came_and_went_are_told_for_each_field(forms):
    (old, new), _, _, found = forms
    told = {one["id"]: one for one in json.loads(found.json())["findings"]}
    fields = {field for _, field in old} & {field for _, field in new}
    for field in fields:
        before, after = ({word(s) for s, f in held if f == field} for held in (old, new))
        one = told.get(f"f.{word(field)}")
        came, went = (one["studies"][way] for way in ("came", "went")) if one else ([], [])
        assert (set(came), set(went)) == (after - before, before - after), field


def test_nothing_is_called_stronger_or_weaker(coding, forms):
    for found in (coding[-1], forms[-1]):
        said = re.sub(r"“[^”]*”|`[^`]*`", "", found.text(width=10_000))
        assert GRADES.findall(said) == []


def test_it_is_short_enough_to_be_read(coding, forms):
    for found in (coding[-1], forms[-1]):
        assert len(found.markdown().splitlines()) < 320
        assert len(found.markdown()) < 60_000  # what a host takes for a comment


def test_it_takes_no_longer_than_three_times_two_checks(coding):
    _, _, old, new, _ = coding

    def took(work) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    checks = min(took(lambda: (check(old), check(new))) for _ in range(2))
    assert min(took(lambda: changed_between(old, new, "")) for _ in range(2)) < 3 * checks
