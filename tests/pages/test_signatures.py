"""What a page says of a finding that was agreed to: never as if nothing had happened since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.build import Earlier, Options, Tools, build
from evidence.files.reading import templates, words_for
from evidence.pages.citations import Cited, plain_label
from evidence.programs.cache import code_cache
from tests.lock.test_signatures import CLAIMS, Signed, sign_all

MODERATE = "confidence: moderate"


@pytest.fixture(scope="module")
def signed() -> Signed:
    return Signed(sign_all())


def report(checked, earlier: Earlier | None = None) -> dict[str, str]:
    """The report of a review in Markdown and in HTML."""
    assert checked.errors == 0
    label = {key: Cited(*[plain_label(s)] * 3) for key, s in checked.graph.sources.items()}
    tools = Tools(words_for, lambda *_: label, lambda _: None, templates(), compiled=code_cache())
    made = build(checked, "0" * 64, tools, Options(formats=("html", "md")), None, earlier)
    told: dict[str, str] = {}
    for name, data in made.items():  # the front page of the Markdown, and its files behind it
        language = ".id" if ".id" in name else ""
        whole = f"report{language}.{name.rpartition('.')[2]}"
        told[whole] = told.get(whole, "") + data.decode()
    return told


def test_an_assessment_that_was_agreed_to_says_by_whom_and_when(signed):
    made = report(signed.after())
    for name in ("report.md", "report.html"):
        assert "agreed by ys on 2026-11-29." in made[name]
        assert "since then changed" not in made[name]
        assert "not signed" not in made[name]


def test_once_a_letter_below_it_changed_the_assessment_says_so_wherever_it_leads(signed):
    edited = CLAIMS.replace("after tasting.", "after tasting", 1).replace(
        "No effect was", "None was"
    )
    made = report(signed.after(edited))
    said = "agreed on 2026-11-29; since then changed: 2 claims"
    for name in ("report.md", "report.html"):
        assert f"{MODERATE}, {said}" in made[name]
    assert "sejak itu berubah: 2 klaim" in made["report.id.md"]


def test_an_assessment_that_nobody_signed_says_that_changes_are_not_seen(signed):
    nobody = replace(signed.lock, signatures=())
    made = report(signed.after(lock=nobody))
    assert "not signed: later changes are not seen" in made["report.md"]


def test_a_report_says_what_changed_since_an_earlier_state(signed):
    """Built with `--since`, in both languages; without it nothing is said."""
    before = Earlier("first", signed.after(), "1" * 64)
    after = signed.after(CLAIMS.replace("Tasting teaches.", "Tasting teaches much."))
    made = report(after, before)
    for name, title in (("report.md", "What changed"), ("report.id.md", "Yang berubah")):
        assert f'<a id="changed"></a>{title}' in made[name]
    assert "- reworded: “Tasting teaches.” became “Tasting teaches much.”" in made["report.md"]
    assert '<section id="changed"' in made["report.html"]
    assert 'id="changed"' not in report(after)["report.html"]
