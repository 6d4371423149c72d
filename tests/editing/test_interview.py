"""`evidence add` by prompts: what is asked, and what an answer is taken for."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence import review as reviews
from evidence.cli.prompts import completions, interview
from evidence.files.starter import starter_files
from evidence.review import Input

ROOT = Path(__file__).parents[2]
CTRL_C = b"\x03"


@pytest.fixture(scope="module")
def graph():
    files = starter_files()
    claims = (("claims.yaml", files["claims.yaml"]),)
    return reviews.check(Input(claims, ("sources.bib", files["sources.bib"]))).graph


@pytest.fixture
def answer(graph):
    """Return a function that answers the prompts in turn: the draft, and what was said."""

    def call(*answers):
        waiting, said, prompts = iter(answers), [], []

        def ask(prompt, choices):
            prompts.append((prompt, choices))
            return next(waiting)

        draft = interview(graph, ask, said.append)
        assert next(waiting, None) is None, "an answer is left over"
        return draft, said[1:], prompts

    return call


def test_the_seven_keys_are_asked_for_in_their_order_and_the_id_last(answer):
    draft, said, prompts = answer(
        "Beds rest in winter.",
        "abel2005",
        "page 3",
        "a quote",
        "",
        "el.garden",
        "town",
        "effect",
        "",
    )
    asked = [prompt.split(",")[0].split(" ")[0] for prompt, _ in prompts if prompt]
    assert asked == ["statement", "sources", "at", "quote", "elements", "context", "role", "id"]
    assert said == []
    assert draft == {
        "id": "beds_rest_winter",
        "statement": "Beds rest in winter.",
        "sources": ("abel2005",),
        "at": {"page": "3"},
        "quote": "a quote",
        "elements": ("el.garden",),
        "context": "town",
        "role": "effect",
    }


def test_an_answer_that_will_not_do_is_asked_for_again_with_the_nearest_one(answer):
    draft, said, _ = answer(
        *("", "So."),
        *("able2005", "abel2005"),
        *("yonder", "p. 3"),
        "",
        *("el.gardens", "el.garden"),
        *("village", "town"),
        *("", "effect"),
        *("in winter", "garden_summer", "in_winter"),
    )
    assert [line.strip() for line in said] == [
        "this cannot be empty",
        "`able2005` is not in sources.bib; did you mean `abel2005`?",
        "`yonder` is not a place; write it as `page=3` or `section=2.1`",
        "`el.gardens` is not in the framework; did you mean `el.garden`?",
        "`village` is not in the values of `context`",
        "this cannot be empty",
        "`in winter` is no id; letters, digits and `_ . : -` make one",
        "`garden_summer` is the id of a claim already",
    ]
    assert draft["id"] == "in_winter"
    assert "quote" not in draft


def test_sources_and_elements_may_be_called_as_people_call_them(answer):
    draft, said, _ = answer(
        "So.", "Kim 2003", "section 2.1, paragraph 1", "", "school garden", "Town", "effect", ""
    )
    assert (draft["sources"], draft["elements"], draft["context"]) == (
        ("kim2003",),
        ("el.garden",),
        "town",
    )
    assert draft["at"] == {"section": "2.1", "paragraph": "1"}
    assert said == []


def test_several_sources_ask_for_the_text_that_was_read_and_no_element_is_unfitted(answer):
    draft, _, _ = answer(
        "So.",
        "kim2003 abel2005",
        "moore2010",
        "page 3",
        "one vege-",
        "table",
        "",
        "",
        "town",
        "effect",
        "",
    )
    assert draft["read_in"] == "moore2010"
    assert draft["quote"] == "one vegetable"
    assert draft["unfitted"] is True
    assert "elements" not in draft


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("", ["el.knowledge", "el.tasting", "el.garden"]),
        ("EL.K", ["el.knowledge"]),
        ("gard", ["el.garden"]),
        ("n", []),  # in all three, at the beginning of none
    ],
)
def test_what_was_typed_is_completed_from_its_beginning_or_where_only_one_holds_it(
    typed, completed
):
    assert completions(typed, ["el.knowledge", "el.tasting", "el.garden"]) == completed


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_on_a_terminal_tab_completes_and_the_claim_is_added(review):
    pytest.importorskip("readline")
    screen, code = typed(
        review,
        (b"your own words: ", b"Beds rest in winter.\n"),
        (b"says it: ", b"ab\t\n"),
        (b"paragraph 1: ", b"page 3\n"),
        (b"empty line: ", b"so many\nwords\n\n"),
        (b"none fits: ", b"gard\t\n"),
        (b"country: ", b"to\t\n"),
        (b"advice: ", b"ef\t\n"),
        (b"id [", b"\n"),
        (b"add it? [Y/n]: ", b"\n"),
    )
    assert code == 0, screen
    assert "added claim `beds_rest_winter`" in screen
    added = (review / "claims.yaml").read_text().split("  - id: beds_rest_winter\n")[1]
    assert added.startswith(
        "    statement: Beds rest in winter.\n    sources: [abel2005]\n    at: {page: 3}\n"
        "    elements: [el.garden]\n    context: town\n    role: effect\n    quote: so many words\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_whoever_stops_halfway_leaves_the_review_as_it_was(review):
    before = (review / "claims.yaml").read_bytes()
    screen, code = typed(review, (b"own words: ", b"Beds rest.\n"), (b"says it: ", CTRL_C))
    assert code == 2
    assert "stopped" in screen
    assert "Traceback" not in screen
    assert (review / "claims.yaml").read_bytes() == before


ON_A_TERMINAL = """
import fcntl, os, signal, sys, termios
# whoever runs the tests in the background may have turned the key off
signal.signal(signal.SIGINT, signal.SIG_DFL)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "evidence", "add"])
"""


def typed(folder, *answers):
    """What the screen shows while somebody answers each prompt, and the exit code."""
    import pty

    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", ON_A_TERMINAL],
        cwd=folder,
        env=os.environ | {"TERM": "dumb", "PYTHONPATH": str(ROOT)},
        stdin=end,
        stdout=end,
        stderr=end,
        start_new_session=True,
    )
    os.close(end)
    try:
        return _answered(terminal, answers), process.wait(20)
    finally:
        process.kill()
        process.wait()
        os.close(terminal)


def _answered(terminal, answers):
    screen, mark = b"", 0
    for prompt, keys in (*answers, (None, b"")):
        until = time.monotonic() + 120
        while prompt is None or prompt not in screen[mark:]:
            assert time.monotonic() < until, screen.decode()
            if not select.select([terminal], [], [], 0.1)[0]:
                continue
            try:
                screen += os.read(terminal, 4096)
            except OSError:  # the command has closed its end
                break
        mark = len(screen)
        if keys == CTRL_C:
            time.sleep(0.3)  # a prompt is on the screen a moment before it is listened to
        if keys:
            os.write(terminal, keys)
    return screen.decode()
