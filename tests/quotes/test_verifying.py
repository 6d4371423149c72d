"""A whole review against the texts that are there: the lock, and what came of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from evidence.diagnostics import Fixed, Place
from evidence.lock.records import states
from evidence.model import Locator, Review
from evidence.model.lock import Lock, Outcome, Signature
from evidence.quotes.reporting import counts, differences, of_states, problems
from evidence.quotes.verifying import verify
from evidence.texts import FileKind, FullText, content_hash, read
from tests.quotes.quoted import claim

SAID = b"In 2010 the children may name more vegetables. Their teachers were not surprised.\n"
TEXT = read("kim2003.txt", SAID)
TODAY = "2025-11-24"
CLAIMS = (
    claim("a", "the children may name more vegetables"),
    claim("b", "the children will name more vegetables", also=("not surprised",)),
    claim("c", "Vegetables become household names here"),
    claim("d", ""),
    claim("e", "anything", sources=("abel2005",)),
)


def verified(claims=CLAIMS, text=TEXT, lock=None, today=TODAY):
    return verify(claims, {"kim2003": text}, today, lock or Lock())


def outcomes(results):
    return {(one.claim.id, one.passage): one.outcome.value for one in results}


def test_every_quote_of_the_study_is_found_and_none_altered(study, review):
    lock, results = verify(review.claims, {review.of: study}, TODAY, Lock())
    assert set(outcomes(results).values()) == {"found"}
    assert len(lock.records) == len(results) > 200


def test_each_passage_has_its_outcome():
    lock, results = verified()
    assert outcomes(results) == {
        ("a", 0): "found",
        ("b", 0): "altered",
        ("b", 1): "found",
        ("c", 0): "not_found",
        ("e", 0): "unchecked",
    }
    assert [record.id for record in lock.records] == [("a", 0), ("b", 0), ("b", 1), ("c", 0)]
    first = lock.records[0]
    assert (first.text, first.file, first.date) == ("kim2003", "kim2003.txt", TODAY)
    assert first.file_hash == content_hash(SAID)
    assert counts(results)[Outcome.FOUND] == 2


def test_a_record_that_says_the_same_keeps_its_date():
    lock, _ = verified()
    again, _ = verified(lock=lock, today="2026-01-01")
    assert again == lock
    changed, _ = verified(
        text=read("kim2003.txt", SAID + b"More.\n"), lock=lock, today="2026-01-01"
    )
    assert {record.date for record in changed.records} == {"2026-01-01"}


def test_records_of_texts_that_are_not_there_are_kept():
    lock, _ = verified()
    again, results = verify(CLAIMS, {}, "2026-01-01", lock)
    assert again.records == lock.records
    assert not any(result.seen for result in results)
    assert outcomes(results)["a", 0] == "found"


def test_records_of_claims_that_are_gone_are_dropped_and_signatures_stay():
    lock, _ = verified()
    signed = replace(lock, signatures=(Signature("f", "ys", TODAY, "x"),))
    again, _ = verified(CLAIMS[:1], lock=signed)
    assert [record.claim for record in again.records] == ["a"]
    assert again.signatures == signed.signatures


def test_jobs_can_run_side_by_side():
    with ThreadPoolExecutor(2) as pool:
        lock, results = verify(CLAIMS, {"kim2003": TEXT}, TODAY, Lock(), pool.map)
    assert (lock, results) == verified()


def test_what_is_wrong_is_told_once_each():
    _, results = verified()
    told = {(one.item, one.code): one for one in problems(results)}
    assert set(told) == {("b", "altered-quote"), ("c", "quote-not-found")}
    altered = told["b", "altered-quote"]
    assert altered.message == (
        "the quote of claim `b` has other words than its text: `will` for `may` (hedge)"
    )


def test_an_unreadable_text_is_told_once_for_all_its_quotes():
    locked = FullText("", FileKind.PDF, file="kim2003.pdf", unreadable="encrypted")
    _, results = verified(text=locked)
    assert set(outcomes(results).values()) == {"unreadable", "unchecked"}
    assert [one.message for one in problems(results)] == [
        "`kim2003.pdf` cannot be read for 4 quotes: encrypted"
    ]


def test_a_wrong_locator_is_told_at_its_term():
    class Where(Fixed):
        def at(self, *path):
            return Place("claims.yaml", 7, 1 if path[-1] == "quote" else 2)

    text = read("kim2003.txt", b"They grew beans.\n\x0cThey name more vegetables.\n")
    one = replace(
        claim("a", "name more vegetables", at=Locator((("page", "1"),))),
        where=Where(Place("claims.yaml", 1)),
    )
    _, results = verify((one,), {"kim2003": text}, TODAY, Lock())
    (told,) = problems(results)
    assert (told.code, told.place.column) == ("wrong-locator", 2)
    assert told.message == "the quote of claim `a` stands in page 2, not 1"
    assert told.help == 'write `page: "2"`'


def check(claims, text, lock):
    _, results = verified(claims, text, lock)
    return [(one.item, one.code) for one in differences(results, lock, {"a": ("f.tasting",)})]


def test_nothing_differs_where_nothing_changed():
    lock, _ = verified()
    assert check(CLAIMS, TEXT, lock) == []


def test_a_quote_that_changed_is_stale_with_the_findings_that_rest_on_it():
    lock, _ = verified()
    claims = (claim("a", "name more vegetables"), *CLAIMS[1:])
    _, results = verified(claims, lock=lock)
    (told,) = differences(results, lock, {"a": ("f.tasting",)})
    assert (told.item, told.code) == ("a", "stale-quote")
    assert "`f.tasting` rests on it" in told.message


def test_a_new_watermark_is_not_a_new_text():
    lock, _ = verified()
    assert check(CLAIMS, read("kim2003.txt", b"Downloaded 2026.\n" + SAID), lock) == []


def test_a_text_that_lost_the_quote_is_told():
    lock, _ = verified()
    other = read("kim2003.txt", SAID.replace(b"may name", b"can name"))
    assert check(CLAIMS, other, lock) == [("a", "lost-quote")]


def test_a_quote_without_a_record_is_told():
    assert check(CLAIMS[:1], TEXT, Lock()) == [("a", "unrecorded-quote")]


def test_the_lock_alone_tells_what_was_found_wrong():
    lock, _ = verified()
    claims = (claim("a", "name more vegetables"), *CLAIMS[1:])
    told = of_states(claims, states(Review(claims=claims), lock), {"a": ("f.tasting", "f.two")})
    assert {(one.item, one.code) for one in told} == {
        ("a", "stale-quote"),
        ("b", "altered-quote"),
        ("c", "quote-not-found"),
        ("e", "unchecked-quote"),
    }
