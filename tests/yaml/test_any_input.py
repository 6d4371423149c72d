"""Whatever the bytes are, there is a review, and what is read is what YAML says."""

from __future__ import annotations

import string

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evidence.yaml import read
from evidence.yaml.encoding import clean
from evidence.yaml.parser import load

SCRAPS = [
    "claims:\n", "findings:\n", "review:\n", "framework:\n", "  - id: a\n", "    statement: x\n",
    "    at: {page: 3}\n", "    at: p. 3\n", "    sources: [a]\n", "    elements: [e]\n",
    "    measure: {of: x, unit: y, value: 3}\n", "    contradicts: [b]\n", "  facets:\n",
    "    role: {label: Role, values: {a: A}}\n", "    role: a\n", "  elements:\n", "---\n", "...\n",
    "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "\t", " ", "  ", "\n", "\r", ": ", ":", "- ", "-", '"',
    "'", "[", "]", "{", "}", ",", "#", " #x", "&a ", "*a", "!t ", "|\n", ">-\n", "%", "@", "`", "<<: ",
    "? ", "~", "null", "\\ud800", "\u200b", "\u2028", "\x00", "\xa0", "e\u0301",
]  # fmt: skip
PIECES = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=5)), max_size=40)


def survives(*texts: bytes) -> None:
    review, diagnostics = read([(f"{number}.yaml", text) for number, text in enumerate(texts)])
    assert all(d.place.line >= 1 and d.place.column >= 1 for d in diagnostics)
    assert all((d.message + d.help).isprintable() for d in diagnostics)
    for item in (*review.claims, *review.findings, *review.framework.elements):
        assert item.id
        assert item.where.at("id").line >= 1


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_bytes_stop_the_reader(data):
    survives(data)


@given(PIECES, PIECES)
@settings(max_examples=600, deadline=None)
def test_no_text_stops_the_reader(first, second):
    survives("".join(first).encode("utf-8", "replace"), "".join(second).encode("utf-8", "replace"))


VALUES = st.recursive(
    st.one_of(st.none(), st.text(max_size=20), st.from_regex(r"[-+0-9.:_eE]{1,8}", fullmatch=True)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text(string.ascii_letters + " .:-é", min_size=1, max_size=8), inner),
    ),
    max_leaves=12,
)
SHAPES = ["id", "statement", "sources", "at", "elements", "measure", "contradicts", "also", "quote"]
ITEMS = st.dictionaries(st.sampled_from([*SHAPES, "role", "caveat", "allow", "kind", "x"]), VALUES)


class Plain(yaml.CSafeDumper):
    """Writes everything out: no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


@given(
    st.lists(ITEMS, max_size=3),
    st.lists(ITEMS, max_size=2),
    st.dictionaries(st.sampled_from(["facets", "elements", "relations"]), VALUES),
)
@settings(max_examples=100, deadline=None)
def test_no_value_in_any_place_stops_the_reader(claims, findings, framework):
    whole = {"claims": claims, "findings": findings, "framework": framework}
    survives(yaml.dump(whole, Dumper=Plain, allow_unicode=True).encode("utf-8", "replace"))


@given(VALUES, st.sampled_from([True, False, None]), st.sampled_from([10, 80, 1000]))
@settings(max_examples=300, deadline=None)
def test_what_is_read_is_what_yaml_says(value, flow, width):
    text = yaml.dump(
        {"a": value}, Dumper=Plain, allow_unicode=True, default_flow_style=flow, width=width
    )
    loaded = load(text)
    assert loaded.stop is None
    assert loaded.found == ()
    ((_, node),) = loaded.documents
    assert filled(node) == filled(yaml.load(text, yaml.CBaseLoader))


def filled(node):
    """The data with one word for every empty value; the reader has None, YAML the text."""
    if isinstance(node, dict):
        return {key: filled(value) for key, value in node.items()}
    if isinstance(node, list):
        return [filled(value) for value in node]
    return "null" if node in (None, "", "~") else node


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_cleaning_keeps_every_character_in_its_place(text):
    data = text.encode("utf-8", "replace")
    assume(data.count(0) * 5 <= len(data))  # every second byte a zero is UTF-16
    before = data.decode().removeprefix("\ufeff")
    cleaned = clean(data).text
    assert len(cleaned) == len(before)
    assert clean(cleaned.encode()).text == cleaned
