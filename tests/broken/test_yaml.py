"""Each broken YAML file says in its first lines what is wrong in it, and which items survive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evidence.diagnostics import Severity
from evidence.yaml import read

FILES = sorted((Path(__file__).parent / "yaml").glob("*.yaml"))
ERROR = re.compile(r"^# error: (\S+) (\d+):(\d+)$", re.MULTILINE)
KEEPS = re.compile(r"^# keeps: (.*)$", re.MULTILINE)

HEAD = """\
claims:
  - id: before
    statement: Children tend gardens.
    sources: [kim2003]
    at: {page: 1}
    elements: [el.garden]
"""
TAIL = """
  - id: after
    statement: Teachers tend gardens.
    sources: [kim2003]
    at: {page: 2}
    elements: [el.garden]
"""
WHOLE = """
  - id: broken
    statement: Gardens teach.
    sources: [abel2005]
    at: {section: "2.1"}
    elements: [el.garden]
"""
NEIGHBOURS = {
    claim.id: claim for claim in read([("claims.yaml", (HEAD + WHOLE + TAIL).encode())])[0].claims
}


def read_one(data: bytes | str):
    return read([("claims.yaml", data if isinstance(data, bytes) else data.encode())])


def codes_and_places(diagnostics):
    return {(d.code, d.place.line, d.place.column) for d in diagnostics}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_is_reported_where_it_is_broken_and_no_neighbour_is_lost(path):
    text = path.read_text(encoding="utf-8")
    review, diagnostics = read_one(text)
    assert codes_and_places(diagnostics) == {
        (code, int(line), int(column)) for code, line, column in ERROR.findall(text)
    }
    assert {d.place.file for d in diagnostics} == {"claims.yaml"}
    kept = [item.id.replace(" ", "|") for item in (*review.claims, *review.findings)]
    assert kept == KEEPS.search(text)[1].split()
    assert [c for c in review.claims if c.id in ("before", "after")] == [
        NEIGHBOURS["before"],
        NEIGHBOURS["after"],
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_only_one_mistake_is_about_is_read_as_it_was_meant(path):
    review, _ = read_one(path.read_bytes())
    broken = next((claim for claim in review.claims if claim.id.startswith("broken")), None)
    if broken is None:
        assert path.stem in {"finding_among_claims", "text_among_claims", "id_missing"} | ACCENTED
        return
    whole = NEIGHBOURS["broken"]
    for name in ("statement", "sources", "passage", "elements"):
        if (path.stem, name) not in LOST:
            assert getattr(broken, name) == getattr(whole, name), name


ACCENTED = {"id_with_an_accent"}
# What is gone, or is another text than in the whole claim.
LOST = {
    ("apostrophe_in_single_quotes", "statement"),
    ("asterisk_first", "statement"),
    ("at_sign_first", "statement"),
    ("backtick_first", "statement"),
    ("colon_forgotten", "statement"),
    ("colon_in_prose", "statement"),
    ("colon_in_prose_between_braces", "statement"),
    ("comment_cuts_a_sentence", "statement"),
    ("element_missing", "elements"),
    ("key_in_the_column_of_the_dash", "passage"),
    ("key_missing", "sources"),
    ("key_too_deep", "passage"),
    ("key_too_shallow", "passage"),
    ("language_spelt_out", "statement"),
    ("line_goes_on_in_the_same_column", "statement"),
    ("list_twice", "elements"),
    ("locator_misspelt", "passage"),
    ("locator_without_colon", "passage"),
    ("page_as_text", "passage"),
    ("percent_first", "statement"),
    ("prose_cut_by_a_comma", "statement"),
    ("sources_without_a_comma", "sources"),
    ("sources_without_brackets", "sources"),
    ("tab_in_the_indentation", "statement"),
    ("text_beside_the_block_sign", "statement"),
    ("text_goes_on_after_the_quote", "statement"),
    ("two_commas", "sources"),
    ("two_mistakes_in_one_claim", "passage"),
    ("two_mistakes_in_one_claim", "statement"),
}


def test_there_are_more_than_sixty_kinds_of_broken_files():
    assert len(FILES) > 60


BYTES = {
    "latin-1": (b"    memo: caf\xe9\n", "not-utf8", 13, 14),
    "nul": (b"    memo: x\0y\n", "unprintable-character", 13, 12),
    "escape": (b"    memo: x\x1b[31m\n", "unprintable-character", 13, 12),
    "delete": (b"    memo: x\x7f\n", "unprintable-character", 13, 12),
    "not a character": ("    memo: x\uffff\n".encode(), "unprintable-character", 13, 12),
    "bidi override": ("    memo: x\u202ey\n".encode(), "hidden-character", 13, 12),
    "zero width space": ("    memo: x\u200by\n".encode(), "hidden-character", 13, 12),
    "soft hyphen": ("    memo: x\u00ady\n".encode(), "hidden-character", 13, 12),
    "line separator": ("    memo: x\u2028y\n".encode(), "hidden-character", 13, 12),
    "a mark in the middle": ("    memo: x\ufeffy\n".encode(), "hidden-character", 13, 12),
    "a million letters": (b"    memo: " + b"x" * 1_000_001 + b"\n", "too-long", 13, 11),
}


@pytest.mark.parametrize("what", BYTES)
def test_what_no_editor_shows_is_reported_where_it_stands(what):
    line, code, at_line, at_column = BYTES[what]
    review, diagnostics = read_one((HEAD + WHOLE).encode() + line + TAIL.encode())
    assert codes_and_places(diagnostics) == {(code, at_line, at_column)}
    assert [claim.id for claim in review.claims] == ["before", "broken", "after"]


def test_every_line_that_is_not_utf8_is_named_with_the_letter_that_it_was():
    data = (HEAD + WHOLE).encode() + b"    memo: caf\xe9\n    caveat: \x93na\xefve\x94\n"
    review, diagnostics = read_one(data)
    assert [(d.place.line, d.message) for d in diagnostics] == [
        (
            13,
            f"byte 0xE9 at offset {data.index(0xE9)} is not UTF-8, and would be `é` in Windows-1252",
        ),
        (
            14,
            f"byte 0x93 at offset {data.index(0x93)} is not UTF-8, and would be `“` in Windows-1252",
        ),
    ]
    assert [(c.memo, c.caveat.plain) for c in review.claims] == [("", ""), ("café", "“naïve”")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_a_wider_encoding_is_one_error_and_is_read(encoding):
    review, diagnostics = read_one((HEAD + TAIL).encode(encoding))
    assert [(d.code, d.place.line) for d in diagnostics] == [("not-utf8", 1)]
    assert list(review.claims) == [NEIGHBOURS["before"], NEIGHBOURS["after"]]


@pytest.mark.parametrize("line_break", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "BOM"])
def test_line_breaks_and_a_byte_order_mark_change_nothing(line_break, mark):
    text = (HEAD + WHOLE + "    colour: green\n" + TAIL).replace("\n", line_break)
    review, diagnostics = read_one(mark + text.encode())
    assert list(review.claims) == list(NEIGHBOURS.values())
    assert codes_and_places(diagnostics) == {("unknown-key", 13, 5)}


def test_letters_that_belong_together_in_their_script_are_not_hidden():
    _, diagnostics = read_one(HEAD + "    memo: می‌خواهم\n    caveat: 👩‍🌾\n")
    assert diagnostics == ()


def test_after_fifty_broken_places_a_file_is_left_and_says_so():
    claims = "".join(f"  - id: c{n}\n    statement: a: b\n" for n in range(99))
    review, diagnostics = read_one(f"claims:\n{claims}")
    broken = [d for d in diagnostics if d.code == "colon-in-text"]
    assert len(broken) == 50
    assert [d.place.line for d in diagnostics if d.code == "yaml-syntax"] == [103]
    assert {claim.id for claim in review.claims} == {f"c{n}" for n in range(99)}


def test_mistakes_of_every_kind_are_shown_in_one_run():
    text = HEAD + WHOLE.replace("Gardens teach", "Gardens: they teach") + "    colour: green\n"
    first = text.encode() + b"    memo: caf\xe9\n"
    second = b"findings:\n  - id: f\n    kind: k\n    statement: 'It's so.'\n  - kind: k\n"
    _, diagnostics = read([("claims.yaml", first), ("claims/more.yaml", second)])
    assert [(d.place.file, d.place.line, d.code) for d in diagnostics] == [
        ("claims.yaml", 9, "colon-in-text"),
        ("claims.yaml", 13, "unknown-key"),
        ("claims.yaml", 14, "not-utf8"),
        ("claims/more.yaml", 4, "text-after-value"),
        ("claims/more.yaml", 5, "missing-key"),
        ("claims/more.yaml", 5, "missing-key"),
    ]
    assert all(d.severity is Severity.ERROR for d in diagnostics)


def test_a_message_is_one_line_whatever_it_quotes():
    _, diagnostics = read_one('claims:\n  - id: "a\\n\\e[31m\\u202Eb"\n    "c\\nd": 1\n')
    said = "".join(d.message + d.help for d in diagnostics)
    assert diagnostics
    assert said.isprintable()
    assert "U+001B" in said
