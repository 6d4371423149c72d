"""An audit that anyone can draw again, and the error rate with its interval."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from math import comb

import pytest

from evidence.audit.sample import Audited, Draw, Verdict, claim_words, draw, rate, summarise
from evidence.audit.verdicts import (
    Auditing,
    SheetRow,
    read_audit,
    read_sheet,
    sheet_csv,
    sheet_html,
    write_audit,
)
from tests.quotes.quoted import claim

NAMES = {f"claim{number}": number % 7 for number in range(100)}


def test_a_draw_is_the_same_for_everybody():
    assert draw(NAMES, 5, "2025") == ("claim59", "claim82", "claim39", "claim24", "claim74")
    assert draw(dict(reversed(NAMES.items())), 5, "2025") == draw(NAMES, 5, "2025")
    assert draw(NAMES, 5, "2026") != draw(NAMES, 5, "2025")
    script = "from evidence.audit.sample import draw; print(draw({f'claim{n}': 0 for n in range(100)}, 5, '2025'))"
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.strip() == str(draw(NAMES, 5, "2025"))


def test_a_new_claim_does_not_change_the_order_of_the_others():
    before = draw(NAMES, 100, "s")
    after = [name for name in draw({**NAMES, "new": 1}, 101, "s") if name != "new"]
    assert list(before) == after


def test_a_weighted_draw_takes_claims_on_which_more_rests_more_often():
    drawn = Counter(
        name for seed in range(300) for name in draw(NAMES, 10, str(seed), weighted=True)
    )
    heavy = sum(count for name, count in drawn.items() if NAMES[name] == 6)
    light = sum(count for name, count in drawn.items() if NAMES[name] == 0)
    assert 4 < heavy / light < 10
    even = Counter(name for seed in range(300) for name in draw(NAMES, 10, str(seed)))
    assert max(even.values()) < 3 * min(even.values())


@pytest.mark.parametrize("population", [20, 60])
@pytest.mark.parametrize("size", [10, 20])
def test_the_exact_interval_holds_the_truth_at_least_95_times_in_100(population, size):
    for wrong in range(population + 1):
        held = 0.0
        for errors in range(max(0, size - population + wrong), min(size, wrong) + 1):
            chance = comb(wrong, errors) * comb(population - wrong, size - errors)
            found = rate(errors, size, population)
            if found.low - 1e-9 <= wrong / population <= found.high + 1e-9:
                held += chance / comb(population, size)
        assert held >= 0.95 - 1e-9, wrong


def test_the_interval_of_a_weighted_sample_is_wilsons():
    # published: 10 of 100 gives 0.0552 to 0.1744
    found = rate(10, 100, 1000, weighted=True)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0552, 0.1744)


def test_a_whole_population_leaves_no_doubt():
    assert (rate(3, 50, 50).low, rate(3, 50, 50).high) == (0.06, 0.06)
    nothing = rate(0, 0, 50)
    assert (nothing.low, nothing.high) == (0.0, 1.0)


CLAIMS = (claim("a", "one"), claim("b", "two"), claim("c", "three"), claim("d", "four"))


def verdict(name, said, by="ys", date="2025-11-24", words=None):
    now = {one.id: claim_words(one) for one in CLAIMS}[name]
    return Audited(name, Verdict(said), by, date, now if words is None else words)


def test_verdicts_are_counted_by_claim_the_gravest_of_each():
    found = summarise(
        ("a", "b", "c", "d"),
        Draw("s", 4, 4),
        [
            verdict("a", "faithful"),
            verdict("a", "overstated", by="mk"),
            verdict("b", "overstated", date="2025-11-01"),
            verdict("b", "faithful"),
            verdict("c", "not_in_source", words="of other words"),
        ],
        CLAIMS,
    )
    assert (found.rate.errors, found.rate.judged) == (1, 2)
    assert found.disputed == ("a",)
    assert found.stale == ("c",)
    assert found.waiting == ("d",)


def test_verdicts_on_claims_that_were_not_drawn_do_not_count():
    found = summarise(("a",), Draw("s", 1, 4), [verdict("b", "overstated")], CLAIMS)
    assert found.rate.judged == 0


def test_the_file_of_an_audit_is_what_was_recorded():
    how = Draw("2025", 2, 4, weighted=True)
    verdicts = (verdict("a", "faithful"), verdict("b", "overstated"))
    written = write_audit(Auditing(how, verdicts[::-1]))
    assert read_audit("audit.jsonl", written.encode()) == (Auditing(how, verdicts), ())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "broken-verdict"),
        (b"5", "broken-verdict"),
        (b'{"claim": "a"}', "broken-verdict"),
        (b'{"claim": "a", "verdict": "fine", "by": "ys", "date": "d"}', "unknown-verdict"),
        (b'{"claim": "a", "verdict": "faithful", "date": "d"}', "broken-verdict"),
        (b'{"seed": "s", "size": "many"}', "broken-verdict"),
        (b'{"seed": "s", "size": 2, "population": 4, "weighted": "no"}', "broken-verdict"),
        (b"[1]", "broken-verdict"),
        (b"<<<<<<< HEAD", "audit-conflict"),
    ],
)
def test_a_line_that_is_no_verdict_is_told_with_its_line(line, code):
    audit, told = read_audit("audit.jsonl", b"\n" + line + b"\n")
    assert audit == Auditing()
    assert [(one.code, one.place.line) for one in told] == [(code, 2)]


def test_a_sample_drawn_in_two_ways_is_an_error_at_the_second():
    first, second = (write_audit(Auditing(Draw(seed, 2, 4))) for seed in ("a", "b"))
    audit, (told,) = read_audit("audit.jsonl", f"{first}{first}{second}".encode())
    assert audit.draw.seed == "a"
    assert (told.code, told.place.line) == ("broken-verdict", 3)


def test_what_another_version_added_to_the_audit_is_written_as_it_stood():
    lines = [
        '{"seed": "s", "size": 1, "population": 4, "weighted": false, "strata": ["town"]}',
        '{"verdict": "faithful", "claim": "a", "by": "ys", "date": "d", "took": 1.50}',
        '{"agreement": {"kappa": 0.70}}',
    ]
    audit, told = read_audit("audit.jsonl", b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert [(one.code, one.severity, one.place.line) for one in told] == [
        ("other-record", "note", 3)
    ]
    new = Audited("b", Verdict.OVERSTATED, "mk", "d")
    written = write_audit(replace(audit, verdicts=(*audit.verdicts, new))).splitlines()
    assert [written[0], written[1], written[3]] == lines
    assert json.loads(written[2])["claim"] == "b"


ROWS = (
    SheetRow(
        "a", "Kim 2003", '=HYPERLINK("http://x")', "-2, said “she”", "page 3", "kim.pdf", "w1"
    ),
    SheetRow("b", "Abel 2005", "'quoted", "two\nlines", "@SUM(1)", "", "w2"),
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_filled_sheet_is_read_back_from_any_spreadsheet(delimiter):
    sheet = sheet_csv(ROWS)
    assert sheet.startswith("\ufeff")
    told = list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))
    assert all(not value.startswith(tuple("=+-@")) for row in told for value in row.values())
    told[0] |= {"verdict": "Wrong passage", "by": "ys", "date": "2025-11-24", "note": "-- see 4"}
    out = io.StringIO()
    writer = csv.DictWriter(out, told[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(told)
    verdicts, problems = read_sheet("sheet.csv", b"\xef\xbb\xbf" + out.getvalue().encode())
    assert problems == ()
    assert verdicts == (Audited("a", Verdict.WRONG_PASSAGE, "ys", "2025-11-24", "w1", "-- see 4"),)


def test_a_verdict_without_a_name_is_told():
    sheet = sheet_csv(ROWS).replace(",kim.pdf,,", ",kim.pdf,faithful,", 1)
    _, (told,) = read_sheet("sheet.csv", sheet.encode())
    assert told.message == "a judgement does not say `by`"


def test_a_sheet_to_print_shows_words_and_runs_nothing():
    page = sheet_html(
        (SheetRow("a", "K", "<script>alert(1)</script>", '"q"', "p"),), "Audit & sample"
    )
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<h1>Audit &amp; sample</h1>" in page
