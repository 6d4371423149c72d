"""What pandoc answers, read as a tree that nobody need trust."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.references import read_answer
from evidence.references.inlines import html_of, text_of
from evidence.references.labels import Label, distinct, own_labels, short_of

TREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.fixed_dictionaries(
            {
                "t": st.sampled_from(
                    [
                        "Str",
                        "Space",
                        "Emph",
                        "Link",
                        "Quoted",
                        "Span",
                        "Note",
                        "Cite",
                        "Code",
                        "RawInline",
                        "Para",
                        "Div",
                        "Image",
                    ]
                ),
                "c": inner,
            }
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(TREE)
def test_any_tree_is_read_without_a_fall(tree):
    assert isinstance(text_of(tree), str)
    assert "<script" not in html_of(tree)
    assert read_answer({"blocks": tree}, [{"id": "a", "type": "book"}]) is None or isinstance(
        tree, list
    )


def test_a_tree_deeper_than_any_title_is_cut_off():
    deep = {"t": "Str", "c": "x"}
    for _ in range(3000):
        deep = {"t": "Emph", "c": [deep]}
    assert html_of([deep]).count("<i>") < 100


def test_raw_html_in_an_answer_is_text():
    assert html_of([{"t": "RawInline", "c": ["html", "<b>"]}]) == "&lt;b&gt;"


def test_a_link_is_one_only_where_it_may_go():
    def link(target):
        return [{"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "x"}], [target, ""]]}]

    assert html_of(link("https://x.org/"), frozenset({"https://x.org/"})).startswith("<a href=")
    assert html_of(link("https://doi.org/10.1/x")).startswith("<a href=")
    for target in ("https://x.org/", "javascript:x", "https://doi.org.evil.org/", "//x.org", ""):
        assert html_of(link(target)) == "x"
    assert html_of(link("javascript:x"), frozenset({"javascript:x"})) == "x"


def test_our_own_labels_say_who_and_when_and_differ():
    works = [
        {"id": "a", "author": [{"family": "Berg", "non-dropping-particle": "van"}]},
        {"id": "b", "author": [{"literal": "A"}, {"literal": "B"}], "issued": {"literal": "soon"}},
        {"id": "c", "author": [{"family": "A"}, {"literal": "others"}]},
        {"id": "d", "title": "<i>Only</i> a title", "issued": {"date-parts": [[2001], [2002]]}},
        {"id": "e"},
        {"id": "f", "author": [{"family": "Berg", "non-dropping-particle": "van"}]},
    ]
    assert [label.text for label in own_labels(works)] == [
        "van Berg a",
        "A & B soon",
        "A et al.",
        "Only a title 2001–2002",
        "[e]",
        "van Berg b",
    ]


def test_labels_that_a_style_leaves_alike_bear_their_key():
    assert distinct({0: ("A 2001", "x"), 1: ("A 2001", "y"), 2: ("B", "z")}) == {
        0: "A 2001 [x]",
        1: "A 2001 [y]",
        2: "B",
    }


@pytest.mark.parametrize(
    ("citation", "year", "label"),
    [
        ("[Okada 2008]", "2008", "Okada 2008"),
        ("(Okada, 2008)", "2008", "Okada, 2008"),
        ("Okada, 2008b", "2008", "Okada, 2008b"),
        ("(Okada 2008-a)", "2008", "Okada 2008-a"),
        ("(Okada n.d.)", "", "Okada n.d."),
        ("(2008, Okada)", "2008", "Ours 2001"),
        ("(2008)", "2008", "Ours 2001"),
        ("(Okada)", "2008", "Ours 2001"),
        ("[3]", "2008", "Ours 2001"),
        ("", "", "Ours 2001"),
    ],
)
def test_a_label_is_what_the_style_writes_or_ours_where_that_tells_nothing(citation, year, label):
    own = Label("Ours", "2001")
    assert short_of(citation, year, own, in_note=False) == label
    assert short_of(citation, year, own, in_note=True) == "Ours 2001"
