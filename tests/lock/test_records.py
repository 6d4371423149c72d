"""The lock as text: sorted, one record a line, read with care, and what of it still holds."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.lock.records import (
    check_value,
    locator_hash,
    quote_hash,
    read_lock,
    states,
    write_lock,
)
from evidence.model import Locator, Passage, Review
from evidence.model.lock import (
    Difference,
    DifferenceKind,
    Freshness,
    Lock,
    Misplaced,
    Outcome,
    Record,
    Signature,
    TextPlace,
)
from tests.quotes.quoted import claim

FULL = Record(
    "tasting_first",
    1,
    Outcome.ALTERED,
    "2025-11-24",
    "kim2003",
    "kim2003.pdf",
    TextPlace(10, 52, "iii", 3),
    "q",
    "l",
    "f",
    "t",
    (Difference(DifferenceKind.NEGATION, "not", ""),),
    (TextPlace(1, 2, prefix="in town,"), TextPlace(4, 5)),
    "the nearest words",
    (Misplaced("page", "1", "iii"),),
    "why",
)
SIGNED = Signature("f.tasting", "ys", "2025-11-24", "a1b2", "read twice")


def codes(data):
    lock, diagnostics = read_lock(
        "evidence.lock", data if isinstance(data, bytes) else data.encode()
    )
    return lock, [(one.code, one.place.line) for one in diagnostics]


def test_what_is_written_is_what_is_read():
    lock = Lock((replace(FULL, claim="b"), FULL, replace(FULL, passage=0)), (SIGNED,))
    read, problems = codes(write_lock(lock))
    assert problems == []
    assert set(read.records) == set(lock.records)
    assert read.signatures == (SIGNED,)
    assert write_lock(read) == write_lock(lock)


def test_records_are_sorted_one_a_line_after_a_line_for_the_version():
    lines = write_lock(Lock((replace(FULL, claim="b"), FULL), (SIGNED,))).splitlines()
    assert json.loads(lines[0]) == {"lock": 1}
    assert [json.loads(line).get("claim", "") for line in lines[1:]] == ["b", "tasting_first", ""]


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(bool), TEXTS, TEXTS, st.integers(0, 9), st.sampled_from(Outcome))
def test_any_words_survive_the_lock(name, quoted, nearest, passage, outcome):
    record = Record(
        name,
        passage,
        outcome,
        "2025-11-24",
        nearest=nearest,
        changes=(Difference(DifferenceKind.WORD, quoted, nearest),),
    )
    lock, diagnostics = read_lock("evidence.lock", write_lock(Lock((record,))).encode())
    assert (lock.records, diagnostics) == ((record,), ())


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data):
    read_lock("evidence.lock", data)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "broken-record"),
        (b"[1]", "broken-record"),
        (b'{"claim": "a"}', "broken-record"),
        (b'{"claim": "a", "passage": -1, "outcome": "found", "date": "d"}', "broken-record"),
        (b'{"claim": "a", "passage": 0, "outcome": "perfect", "date": "d"}', "broken-record"),
        (b'{"claim": 5, "passage": 0, "outcome": "found", "date": "d"}', "broken-record"),
        (b'{"claim": "a", "passage": 0, "outcome": "found", "date": "d"}', "edited-record"),
        (b'{"finding": "f", "by": "me", "date": "d", "fingerprint": "x"}', "edited-record"),
        (b"\xff\xfe", "broken-record"),
        (b"[" * 100_000, "broken-record"),
        (b'{"lock": 2}', "newer-lock"),
        (b'{"a": ' + b"9" * 5000 + b"}", "broken-record"),
        (b'{"lock": "1"}', "broken-record"),
        (b'{"lock": true}', "broken-record"),
        (b'{"a": 1}', "edited-record"),
    ],
)
def test_a_line_that_is_no_record_is_told_with_its_line(line, code):
    lock, problems = codes(b'{"lock": 1}\n' + line + b"\n" + write_lock(Lock((FULL,))).encode())
    assert problems == [(code, 2)]
    assert lock.records == (FULL,)


def test_a_record_edited_by_hand_is_noticed_and_counts_as_unchecked():
    text = write_lock(Lock((FULL, replace(FULL, passage=0)), (SIGNED,)))
    lock, problems = codes(text.replace('"outcome": "altered"', '"outcome": "found"', 1))
    assert problems == [("edited-record", 2)]
    assert [record.id for record in lock.records] == [("tasting_first", 1)]
    assert lock.edited == (("tasting_first", 0),)
    _, problems = codes(text.replace('"}\n', '", "outcome": "found"}\n', 1))
    assert problems == [("edited-record", 2)]
    _, problems = codes(text.replace('"by": "ys"', '"by": "mk"'))
    assert problems == [("edited-record", 4)]


def test_a_merge_conflict_is_told_once_and_its_two_stories_are_left_out():
    head, mine = write_lock(Lock((FULL,))).splitlines()
    theirs = write_lock(Lock((replace(FULL, date="2025-11-25"),))).splitlines()[1]
    other = write_lock(Lock((replace(FULL, claim="z"),))).splitlines()[1]
    text = f"{head}\n<<<<<<< HEAD\n{mine}\n=======\n{theirs}\n>>>>>>> b\n{other}\n"
    lock, problems = codes(text)
    assert problems == [("lock-conflict", 2)]
    assert [record.claim for record in lock.records] == ["z"]
    assert lock.edited == (FULL.id,)


def test_a_merge_by_union_leaves_the_later_record_and_says_so():
    later = replace(FULL, date="2025-11-25")
    text = write_lock(Lock((FULL,))) + write_lock(Lock((later,))) + write_lock(Lock((FULL,)))
    lock, problems = codes(text)
    assert lock.records == (later,)
    assert set(problems) == {("duplicate-record", 4), ("duplicate-record", 6)}


def test_a_record_that_cannot_be_read_is_named():
    line = checked('{"claim": "tasting_first", "passage": "one", "outcome": "found", "date": "d"')
    signed = checked('{"finding": "f.tasting", "by": ["ys"], "date": "d", "fingerprint": "x"')
    _, told = read_lock("evidence.lock", f"{line}\n{signed}\n".encode())
    assert [(one.message, one.item) for one in told] == [
        (
            "the record of `tasting_first` cannot be read: `passage` is not a number",
            "tasting_first",
        ),
        ("the record of `f.tasting` cannot be read: `by` is not text", "f.tasting"),
    ]


def checked(told):
    return f'{told}, "check": "{check_value(told.encode())}"}}'


def test_what_another_version_added_is_written_as_it_stood():
    record = checked('{"claim": "a", "outcome": "found", "passage": 0, "date": "d", "score": 1.50')
    earlier, later = (
        checked(f'{{"finding": "f", "by": "ys", "date": "{day}", "fingerprint": "x", "ran": "ak"')
        for day in (1, 2)
    )
    other = checked('{"import": "taguette", "key": "\\u0031"')
    head = '{"lock": 1, "tool": "other"}'
    lines = [head, other, later, record, earlier]
    lock, told = codes("\ufeff" + "\n".join(lines))
    assert told == [("other-record", 2)]
    assert write_lock(lock).splitlines() == ['{"lock": 1}', record, earlier, later, other, head]
    changed = replace(lock, records=(replace(lock.records[0], outcome=Outcome.ALTERED),))
    assert '"outcome": "altered"' in write_lock(changed).splitlines()[1]


def test_markers_of_a_merge_are_told_once_each_conflict_and_whatever_their_order():
    text = write_lock(Lock((FULL,)))
    merged = f"<<<<<<< a\n{text}||||||| base\n=======\n>>>>>>> b\n"
    assert codes(merged + merged)[1] == [("lock-conflict", 1), ("lock-conflict", 7)]
    assert codes(f"{text}=======\n{text}>>>>>>> b\n")[1] == [("lock-conflict", 3)]


def test_line_ends_of_another_system_do_not_count():
    lock, problems = codes(write_lock(Lock((FULL,))).replace("\n", "\r\n"))
    assert (lock.records, problems) == ((FULL,), [])


def record_of(one, index=0, **changes):
    spoken = one.passages[index]
    return replace(
        Record(
            one.id,
            index,
            Outcome.FOUND,
            "2025-11-24",
            "kim2003",
            "kim2003.pdf",
            quote_hash=quote_hash(spoken),
            locator_hash=locator_hash(spoken.at),
        ),
        **changes,
    )


def state_of(now, then, index=0):
    return states(Review(claims=(now,)), Lock((record_of(then, index),)))[now.id, index]


def test_a_quote_and_a_locator_that_stand_as_verified_are_fresh():
    one = claim("a", "name more vegetables", at=Locator((("page", "3"), ("section", "2"))))
    state = state_of(one, one)
    assert (state.freshness, state.outcome, state.verified) == (
        Freshness.FRESH,
        Outcome.FOUND,
        True,
    )
    assert (state.date, state.file) == ("2025-11-24", "kim2003.pdf")


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (claim("a", "name\n  more vegetables"), ()),
        (claim("a", "name fewer vegetables"), ("quote",)),
        (claim("a", "name more vegetables", at=Locator((("page", "4"),))), ("locator",)),
        (claim("a", "name more vegetables", sources=("abel2005",)), ("text",)),
        (claim("a", "name fewer vegetables", at=Locator((("page", "4"),))), ("quote", "locator")),
    ],
)
def test_what_changed_since_is_stale_and_says_what(now, changed):
    state = state_of(now, claim("a", "name more vegetables"))
    assert state.changed == changed
    assert state.freshness is (Freshness.STALE if changed else Freshness.FRESH)
    assert state.outcome is Outcome.FOUND


def test_passages_without_a_record_or_a_quote_are_told_apart():
    review = Review(claims=(claim("a", "more", also=("again",)), claim("b", "")))
    told = states(review, Lock())
    assert {key: (state.freshness.value, state.quoted) for key, state in told.items()} == {
        ("a", 0): ("unchecked", True),
        ("a", 1): ("unchecked", True),
        ("b", 0): ("unchecked", False),
    }


def test_the_prefix_is_part_of_the_quote_and_the_order_of_terms_is_not():
    assert quote_hash(Passage(Locator(), "a", "b")) != quote_hash(Passage(Locator(), "a"))
    one, other = Locator((("page", "1"), ("note", "2"))), Locator((("note", "2"), ("page", "1")))
    assert locator_hash(one) == locator_hash(other)


def test_reading_the_lock_needs_no_library():
    script = (
        "import sys, evidence.quotes\n"
        "heavy = {'rapidfuzz', 'lxml', 'pypdfium2', 'evidence.texts', 'numpy', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
