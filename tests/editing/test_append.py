"""A claim put into a file: where it lands, how it looks, and that nothing else moves."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evidence.diagnostics import CannotGoOn
from evidence.yaml.appending import Appended, append
from evidence.yaml.dump import item

_SPEC = importlib.util.spec_from_file_location(
    "odd_files", Path(__file__).with_name("odd_files.py")
)
odd_files = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(odd_files)

NOTHING = re.compile(rb'^((?:\xef\xbb\xbf)?(?:claims:|"claims" :)) (\[\]|~|null)', re.MULTILINE)
NEW = {"id": "new", "statement": "It says so.", "sources": ("kim2003",)}


def plain(text):
    """What another reader makes of a text, every scalar as it was written."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def as_plain(draft):
    flag = {True: "true", False: "false"}
    turned = {bool: flag.get, tuple: list}
    return {key: turned.get(type(value), lambda v: v)(value) for key, value in draft.items()}


def with_last_line_ended(data):
    line_break = b"\r\n" if b"\r\n" in data else b"\n"
    return data if data[-1:] in (b"", b"\n") else data + line_break


def split(before, after):
    """The bytes that a change took out, and those that it put there."""
    start = common(before, after)
    end = common(before[start:][::-1], after[start:][::-1])
    return before[start : len(before) - end], after[start : len(after) - end]


def common(one, other):
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def added(text, draft=NEW):
    made = append(dedent(text).encode(), draft)
    assert isinstance(made, Appended), made
    return made.data.decode()


def test_a_thousand_claims_added_to_a_thousand_odd_files_move_no_other_byte():
    for seed in range(1000):
        random = Random(seed)
        before, draft = odd_files.file(random), odd_files.draft(random, seed)
        made = append(before, draft)
        assert isinstance(made, Appended), (seed, made)
        # a line break at the very end, and what stands for an empty list, are all that may change
        before = NOTHING.sub(rb"\1", with_last_line_ended(before))
        assert split(before, made.data)[0] == b"", seed
        old, new = plain(before) or {}, plain(made.data)
        assert new.pop("claims") == [*(old.pop("claims", None) or []), as_plain(draft)], seed
        assert new == old, seed


def test_a_thousand_claims_added_to_one_odd_file_all_stand_there_and_move_no_other_byte():
    random = Random(1)
    text = (
        "# our review\r\n\r\nclaims:   # by hand\r\n\r\n   -  id: first   # the first\r\n"
        "      quote: |\r\n        a block\r\n\r\n   # after it\r\n\r\n# ---\r\n"
        "findings: []   # none yet\r\n"
    )
    before = b"\xef\xbb\xbf" + text.encode()
    for batch in range(100):
        data = before
        drafts = [odd_files.draft(random, 10 * batch + number) for number in range(10)]
        for draft in drafts:
            made = append(data, draft)
            assert split(data, made.data)[0] == b""
            data = made.data
        gone, put = split(before, data)
        assert gone == b""
        assert data.count(b"\n") == data.count(b"\r\n")
        assert put.count(b"  id: new_") == len(drafts)
        claims = plain(data.removeprefix(b"\xef\xbb\xbf"))["claims"]
        first, *others = claims
        assert first == {"id": "first", "quote": "a block\n"}
        by_id = {one["id"]: one for one in others}  # behind the last one of the same source
        assert [by_id[draft["id"]] for draft in drafts] == [*map(as_plain, drafts)]
        assert len(others) == len(drafts)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(TEXTS, TEXTS, st.integers(0, 9), st.integers(2, 5))
def test_whatever_a_text_holds_it_reads_back_equal(statement, heading, dash, keys):
    """A file whose text is not fit for YAML is written in escapes, not refused."""
    draft = {"id": "a", "statement": statement, "at": {"heading": heading}}
    pad, gap = " " * dash, " " * (keys - 1)
    before = f"claims:\n{pad}-{gap}id: old\n"
    made = append(before.encode(), draft)
    assert isinstance(made, Appended)
    assert made.data.decode().startswith(before)
    assert plain(made.data)["claims"][1] == draft


def test_a_claim_follows_the_last_one_in_the_indentation_and_with_the_blank_lines_of_the_list():
    text = """\
    claims:
        -   id: one
            statement: So.

        # about the second
        -   id: two
            statement: So too.   # really

    findings: []
    """
    assert added(text) == dedent(
        """\
        claims:
            -   id: one
                statement: So.

            # about the second
            -   id: two
                statement: So too.   # really

            -   id: new
                statement: It says so.
                sources: [kim2003]

        findings: []
        """
    )


def test_comments_that_are_indented_as_the_list_stay_with_it_and_others_with_what_follows():
    text = "claims:\n  - {id: one}\n  # - {id: two}\n\n# findings\nfindings: []\n"
    new = "\n  - id: new\n    statement: It says so.\n    sources: [kim2003]\n"
    head, tail = text[: text.index("\n# findings")], text[text.index("\n# findings") :]
    assert added(text) == head + new + tail


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "claims:\n  - id: new\n"),
        ("# mine", "# mine\n\nclaims:\n  - id: new\n"),
        ("review: {title: A}\n", "review: {title: A}\n\nclaims:\n  - id: new\n"),
        ("  review: {title: A}\n\n", "  review: {title: A}\n\n  claims:\n    - id: new\n"),
        ("claims:\nfindings: []\n", "claims:\n  - id: new\nfindings: []\n"),
        ("claims: []  # none yet\n", "claims:  # none yet\n  - id: new\n"),
        (
            "claims: # none\n  # - id: x\n\nq: 1\n",
            "claims: # none\n  # - id: x\n  - id: new\n\nq: 1\n",
        ),
        ("claims:\n- id: a", "claims:\n- id: a\n\n- id: new\n"),
        (
            "claims:\n- id: a\n  b: |+\n    c\n\n",
            "claims:\n- id: a\n  b: |+\n    c\n\n- id: new\n\n",
        ),
        ("claims:\n- id: a\n  b: |+\n    c\n", "claims:\n- id: a\n  b: |+\n    c\n- id: new\n"),
        ("---\nclaims:\n- id: a\n...\n", "---\nclaims:\n- id: a\n\n- id: new\n...\n"),
        ("claims:\r\n  - id: a\r\n", "claims:\r\n  - id: a\r\n\r\n  - id: new\r\n"),
        ("\ufeffclaims:\n  - id: a\n", "\ufeffclaims:\n  - id: a\n\n  - id: new\n"),
    ],
)
def test_a_claim_finds_its_place_in(before, after):
    made = append(before.encode(), {"id": "new"})
    assert made.data.decode() == after
    assert made.data.decode().splitlines()[made.line - 1].strip() == "- id: new"
    assert made.added >= len(after.splitlines()) - len(before.splitlines())


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (b"claims:\n  - id: 'a\n", "cannot be read to its end"),
        (b"{claims: [{id: a}]}\n", "do not stand on lines"),
        (b"claims: [{id: a}]\n", "not a list with a line for each key"),
        (b"claims: none\n", "not a list"),
        (b"a: 1\n---\nb: 2\n", "several documents"),
        (b"claims:\n  - id: caf\xe9\n", "not written in UTF-8"),
        (
            b"<<<<<<< ours\nclaims:\n- id: a\n=======\nclaims:\n- id: b\n>>>>>>> theirs\n",
            "merge conflict",
        ),
    ],
)
def test_a_file_that_cannot_be_changed_safely_is_refused_with_the_reason(before, why):
    made = append(before, NEW)
    assert isinstance(made, CannotGoOn)
    assert why in made.message
    assert made.help


def test_prose_is_written_as_a_block_and_words_are_not():
    long = (
        "Children tend to name more vegetables after tasting lessons, and to like them better: all"
    )
    text = item(
        {
            "id": "a",
            "statement": long + " of them.",
            "at": {
                "section": "2.10",
                "heading": "Tasting, first",
                "page": "12-14",
                "paragraph": "3",
            },
            "quote": 'say "more": and name them',
            "elements": ("el.garden", "el.taste"),
            "context": "no",
            "memo": "One.\n\nTwo.",
        }
    )
    assert text == (
        "  - id: a\n"
        "    statement: >-\n"
        f"      {long} of\n"
        "      them.\n"
        "    at:\n"
        '      section: "2.10"\n'
        "      heading: Tasting, first\n"
        "      page: 12-14\n"
        "      paragraph: 3\n"
        "    quote: >-\n"
        '      say "more": and name them\n'
        "    elements: [el.garden, el.taste]\n"
        '    context: "no"\n'
        "    memo: |-\n"
        "      One.\n"
        "\n"
        "      Two.\n"
    )
