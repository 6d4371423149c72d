"""An item changed in its file, or taken out of it: what moves, and what does not."""

from __future__ import annotations

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.yaml.item_changes import added, removed, replaced, written_items
from evidence.yaml.key_changes import with_keys, written_keys

FILE = b"""\
# head
claims:
  # about one
  - id: one  # its id
    statement: First.
    # on the quote
    quote: x y   # as printed
    elements: [e]
    # after one
  # above two

  - id: two
    statement: >-
      Long
      text.
    at: {page: 3}
    caveat: |
      kept

      more
    memo: m

  - "id": three
    statement: Third.
findings: []
"""


def changed(id_, **changes):
    made = replaced(FILE, id_, changes)
    assert isinstance(made, bytes), made
    return made.decode()


def test_a_key_is_written_anew_and_every_other_line_stays():
    assert changed("one", statement="Second: yes.") == FILE.decode().replace(
        "    statement: First.\n", "    statement: >-\n      Second: yes.\n"
    )


def test_a_new_key_stands_before_the_quote_and_the_comments_around_it_stay():
    assert changed("one", caveat="Few.") == FILE.decode().replace(
        "    quote: x y", "    caveat: Few.\n    quote: x y"
    )


def test_a_key_is_taken_away_with_all_lines_of_its_value():
    assert changed("two", caveat=None) == FILE.decode().replace(
        "    caveat: |\n      kept\n\n      more\n", ""
    )


def test_the_first_key_is_changed_behind_its_dash():
    assert changed("one", id="uno") == FILE.decode().replace("- id: one  # its id", "- id: uno")
    assert isinstance(replaced(FILE, "one", {"id": None}), CannotGoOn)


def test_an_item_is_taken_away_and_the_comments_around_it_stay():
    made = removed(FILE, "two").decode()
    assert made == FILE.decode().replace(made_of("two"), "")
    assert "# above two" in made


def made_of(id_):
    text = FILE.decode()
    start = text.index(f"  - id: {id_}")
    return text[start : text.index("  - ", start + 4)]


def test_the_last_item_that_is_taken_away_leaves_an_empty_list():
    assert removed(b"claims:\n- id: a\n  statement: x\n", "a") == b"claims: []\n"


def test_line_ends_and_the_mark_of_the_encoding_stay():
    data = b"\xef\xbb\xbfclaims:\r\n  - id: a\r\n    statement: x\r\n    quote: y\r\n"
    assert replaced(data, "a", {"statement": "z", "memo": "m"}) == data.replace(
        b"statement: x\r\n", b"statement: z\r\n    memo: m\r\n"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"claims: [{id: a, statement: x}]\n",
        b"claims:\n  - {id: a,\n     statement: x}\n",
        b"claims:\n  - id: b\n",
        b"claims: nothing\n",
        b"claims:\n<<<<<<< one\n  - id: a\n=======\n>>>>>>> other\n",
        b"claims:\n  - id: a\n    statement: \xff\n",
        b"claims:\n  - id: a\n    statement: 'x\n",
    ],
)
def test_what_cannot_be_changed_alone_is_left_with_a_reason(data):
    assert isinstance(replaced(data, "a", {"statement": "z"}), CannotGoOn)
    assert isinstance(removed(data, "a"), CannotGoOn)


def test_an_item_is_known_by_its_wording_alone_wherever_it_stands():
    items = written_items(FILE)
    moved = written_items(FILE.replace(b"# head", b"# another\n\n# head"))
    assert {id_: item.mark for id_, item in items.items()} == {
        id_: item.mark for id_, item in moved.items()
    }
    assert items["two"].line + 2 == moved["two"].line
    other = written_items(FILE.replace(b"First.", b"Fist."))
    assert other["one"].mark != items["one"].mark


def test_a_text_in_several_languages_is_changed_in_one():
    data = b"claims:\n  - id: a\n    statement: {en: One., id: Satu.}\n"
    made = replaced(data, "a", {"statement": {"en": "Two.", "id": "Satu."}})
    assert made == b"claims:\n  - id: a\n    statement: {en: Two., id: Satu.}\n"


def test_an_item_is_added_at_the_end_of_its_section_or_to_a_new_one():
    new = {
        "id": "f.one",
        "kind": "conclusion",
        "statement": "So.",
        "fit": {"judgement": "beyond", "by": ("ys",)},
    }
    written = "  - id: f.one\n    kind: conclusion\n    statement: So.\n    fit:\n      judgement: beyond\n      by: [ys]\n"
    assert added(FILE, new, "findings") == FILE.replace(
        b"findings: []\n", b"findings:\n" + written.encode()
    )
    bare = b"claims:\n  - id: a\n"
    assert added(bare, new, "findings") == bare + b"\nfindings:\n" + written.encode()
    one = added(bare, new, "findings")
    two = added(one, {**new, "id": "f.two"}, "findings")
    assert two == one + b"\n" + written.replace("f.one", "f.two").encode()
    three = added(two + b"# the end\n", {**new, "id": "f.three"}, "findings")
    assert three == two + b"\n" + written.replace("f.one", "f.three").encode() + b"# the end\n"
    assert isinstance(added(b"findings: [{id: x}]\n", new, "findings"), CannotGoOn)


def test_a_value_of_several_levels_is_changed_whole():
    data = b"findings:\n- id: f\n  fit: {judgement: beyond, because: x}  # old\n  memo: m\n"
    made = replaced(
        data, "f", {"fit": {"judgement": "in_part", "because": "All of it: no."}}, "findings"
    )
    assert made == (
        b"findings:\n- id: f\n  fit:\n    judgement: in_part\n    because: >-\n      All of it: no.\n  memo: m\n"
    )


HEAD = b"review:\n  title: T  # for now\n  # who\n\nclaims: []\n"
ELEMENT = {"id": "el.practice", "label": "Hands-on practice", "origin": "emergent"}
WRITTEN = b"""\
    - id: el.practice
      label: Hands-on practice
      origin: emergent
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            HEAD,
            HEAD.replace(b"T  # for now\n", b"T  # for now\n\nframework:\n  elements:\n" + WRITTEN),
        ),
        (b"framework:\nclaims: []\n", b"framework:\n  elements:\n" + WRITTEN + b"claims: []\n"),
        (b"framework: {}  # ours\n", b"framework:  # ours\n  elements:\n" + WRITTEN),
        (
            b"framework:\n  elements: []  # none yet\n  relations: []\n",
            b"framework:\n  elements:  # none yet\n" + WRITTEN + b"  relations: []\n",
        ),
        (b"framework:\n  elements: null\n", b"framework:\n  elements:\n" + WRITTEN),
        (
            b"framework:\n  facets:\n    f: {label: F, values: {a: A}}  # one\n\n# coded\nclaims: []\n",
            b"framework:\n  facets:\n    f: {label: F, values: {a: A}}  # one\n  elements:\n"
            + WRITTEN
            + b"\n# coded\nclaims: []\n",
        ),
        (
            b"framework:\n  elements:\n    - {id: el.a, label: A}  # first\n    # after\nclaims: []\n",
            b"framework:\n  elements:\n    - {id: el.a, label: A}  # first\n"
            + WRITTEN
            + b"    # after\nclaims: []\n",
        ),
        (b"", b"framework:\n  elements:\n" + WRITTEN),
    ],
    ids=["none", "empty", "braces", "brackets", "null", "facets", "one", "nothing"],
)
def test_an_element_is_added_to_the_framework_however_little_of_it_there_is(before, after):
    assert added(before, ELEMENT, "framework.elements") == after


def test_a_file_that_is_one_pair_of_braces_takes_no_element():
    made = added(
        b"{framework: {elements: [{id: el.a, label: A}]}}\n", ELEMENT, "framework.elements"
    )
    assert isinstance(made, CannotGoOn)


def test_an_item_in_one_line_gets_lines_when_it_is_changed_and_its_neighbours_do_not():
    data = b"""\
framework:
  elements:
    - {id: el.a, label: "A, a", also_called: [x, y], origin: emergent}  # first
    - {id: el.b, label: it's B}
relations: []
"""
    items = written_items(data, "framework.elements")
    assert [one.line for one in items.values()] == [3, 4]
    assert replaced(
        data, "el.a", {"definition": "What A is."}, "framework.elements"
    ) == data.replace(
        b'    - {id: el.a, label: "A, a", also_called: [x, y], origin: emergent}  # first\n',
        b'    - id: el.a  # first\n      label: "A, a"\n      also_called: [x, y]\n'
        b"      origin: emergent\n      definition: What A is.\n",
    )
    assert removed(data, "el.a", "framework.elements") == data.replace(
        b'    - {id: el.a, label: "A, a", also_called: [x, y], origin: emergent}  # first\n', b""
    )
    one = removed(data, "el.a", "framework.elements")
    none = removed(one, "el.b", "framework.elements")
    assert none == b"framework:\n  elements: []\nrelations: []\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD, HEAD.replace(b"title: T  # for now", b"title: U")),
        (b"review:\n  # ours\n  texts: t/\n", b"review:\n  # ours\n  title: U\n  texts: t/\n"),
        (b"review: {}  # new\nclaims: []\n", b"review:  # new\n  title: U\nclaims: []\n"),
        (
            b"# head\n\n# coded\nclaims: []\n",
            b"# head\n\nreview:\n  title: U\n\n# coded\nclaims: []\n",
        ),
        (b"# head\nclaims: []\n", b"# head\nreview:\n  title: U\n\nclaims: []\n"),
        (b"", b"review:\n  title: U\n"),
        (b"review:\r\n  title: T\r\n", b"review:\r\n  title: U\r\n"),
    ],
)
def test_the_title_of_a_review_is_written_anew_or_begun(before, after):
    assert with_keys(before, "review", {"title": "U"}) == after
    assert written_keys(after, "review")["title"] == "U"


def test_a_title_in_braces_is_left_with_a_reason():
    assert isinstance(with_keys(b"review: {title: T}\n", "review", {"title": "U"}), CannotGoOn)
