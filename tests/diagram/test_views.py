"""What of a framework is drawn, and in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model import Arrow, RelationType, Wording
from evidence.pages.diagram import Sign, diagram, relation_anchor
from evidence.pages.diagram_outline import MOST_NODES, Ground, outline
from evidence.synthesis.relations import relations


def signs(drawn):
    return [entry.sign for entry in drawn.legend]


def test_a_small_framework_is_drawn_whole(framework, captions):
    graph = framework(
        {"a": None, "b": "a", "c": None},
        {"a leads_to c": "both", "b hinders c": "own", "c leads_to b": "drawn"},
    )
    drawn = diagram(graph, "en", captions)
    assert [(node.id, node.parent) for node in drawn.nodes] == [
        ("a", None),
        ("b", "a"),
        ("c", None),
    ]
    assert [(e.subject, e.object, e.label, e.ground) for e in drawn.edges] == [
        ("a", "c", "leads to", Ground.CITED),
        ("b", "c", "hinders", Ground.OWN),
        ("c", "b", "leads to", Ground.DRAWN),
    ]
    assert not drawn.listed
    assert drawn.note == ""


def test_in_a_large_framework_parts_are_listed_and_relations_of_one_ground_are_one_line(
    framework, captions
):
    elements = {f"e{n}": None for n in range(25)} | {"p": "e0", "q": "e0", "r": "e1"}
    graph = framework(
        elements,
        {
            "p leads_to r": "cited",
            "q hinders e1": "cited",
            "e0 leads_to r": "own",
            "p leads_to q": "cited",
        },
    )
    drawn = diagram(graph, "en", captions)
    assert drawn.listed
    assert [(e.subject, e.object, e.label, e.ground) for e in drawn.edges] == [
        ("e0", "e1", "leads to", Ground.OWN),
        ("e0", "e1", "leads to, hinders", Ground.CITED),
    ]
    assert drawn.edges[1].hint.splitlines() == [
        "Element p — leads to — Element r: 1 claim",
        "Element q — hinders — Element e1: 1 claim",
    ]
    assert {node.id: node.inside for node in drawn.nodes if node.inside} == {"e0": "1 inside"}
    assert [node.id for node in drawn.nodes if node.parent == "e0"] == ["p", "q"]


@given(st.data())
def test_no_relation_is_lost_whatever_the_framework(framework, captions, data):
    size = data.draw(st.integers(1, 40))
    keys = [f"e{n}" for n in range(size)]
    # A whole may come later, or be part of its own part.
    wholes = data.draw(st.lists(st.sampled_from([None, *keys]), min_size=size, max_size=size))
    ends = st.tuples(
        st.sampled_from(keys), st.sampled_from(["leads_to", "goes_with"]), st.sampled_from(keys)
    )
    grounds = st.sampled_from(["cited", "own", "both", "drawn"])
    stated = data.draw(st.dictionaries(ends.map(" ".join), grounds, max_size=60))
    graph = framework(dict(zip(keys, wholes, strict=True)), stated)
    drawn = diagram(graph, "en", captions)
    hints = [line for edge in drawn.edges for line in edge.hint.splitlines()]
    inside = sum(int(node.inside.split()[0]) for node in drawn.nodes if node.inside)
    assert len(hints) + inside == len(relations(graph))
    assert [node.id for node in drawn.nodes if node.parent is None] == list(
        dict.fromkeys(node.id for node in drawn.nodes if node.parent is None)
    )
    assert {node.id for node in drawn.nodes} == set(keys)
    known = {node.id for node in drawn.nodes if not (drawn.listed and node.parent)}
    assert {end for edge in drawn.edges for end in (edge.subject, edge.object)} <= known


def test_elements_in_a_circle_of_parts_are_parts_of_nothing(framework, captions):
    graph = framework({"a": "b", "b": "a", "c": "a", "d": "d"})
    assert [(n.id, n.parent) for n in diagram(graph, "en", captions).nodes] == [
        ("a", None), ("b", None), ("c", None), ("d", None),
    ]  # fmt: skip


def test_parts_come_right_after_their_whole_wherever_the_file_has_them(framework, captions):
    graph = framework({"part": "whole", "other": None, "whole": None, "deep": "part"})
    nodes = diagram(graph, "en", captions).nodes
    assert [node.id for node in nodes] == ["other", "whole", "part", "deep"]


def test_beyond_sixty_elements_only_those_that_are_part_of_nothing_are_drawn_and_it_is_said(
    framework, captions
):
    elements = {f"e{n}": f"e{n // 4 * 4}" if n % 4 else None for n in range(MOST_NODES + 20)}
    graph = framework(elements, {"e1 leads_to e5": "cited", "e2 leads_to e7": "cited"})
    drawn = diagram(graph, "en", captions)
    assert len(drawn.nodes) == 20
    assert [(e.subject, e.object) for e in drawn.edges] == [("e0", "e4")]
    assert drawn.note == "60 elements, 0 relations"


def test_a_framework_too_large_to_be_read_is_not_drawn_and_it_is_said(framework, captions):
    graph = framework(MOST_NODES + 1, {"e0 leads_to e1": "cited"})
    drawn = diagram(graph, "en", captions)
    assert (drawn.nodes, drawn.edges, drawn.legend) == ((), (), ())
    assert drawn.note == "61 elements, 1 relations"


def test_a_review_without_a_framework_has_an_empty_diagram(framework, captions):
    assert diagram(framework({}), "en", captions).nodes == ()
    assert diagram(framework({}), "en", captions).note == ""


def test_an_element_says_how_many_claims_bear_on_it_and_a_gap_that_none_does(framework, captions):
    graph = framework(
        {"a": None, "whole": None, "part": "whole", "gap": None, "own": None},
        {"a leads_to part": "both", "own leads_to own": "own"},
    )
    nodes = {node.id: node for node in diagram(graph, "en", captions).nodes}
    assert (nodes["a"].claims, nodes["a"].cited, nodes["a"].badge) == (2, 1, "2 claims")
    assert (nodes["gap"].gap, nodes["gap"].badge, nodes["gap"].ground) == (
        True,
        "no claim",
        "drawn",
    )
    assert (nodes["whole"].gap, nodes["whole"].badge, nodes["whole"].ground) == (False, "", "cited")
    assert nodes["own"].ground == "own"


def test_labels_are_in_the_language_asked_for_and_others_are_marked(framework, captions):
    graph = framework(
        {"a": None, "b": None},
        {"a leads_to b": "cited", "b hinders a": "cited"},
        labels={"a": Wording(translations={"en": "Trust", "id": "Kepercayaan"}), "b": "Ties"},
        languages=("en", "id"),
    )
    drawn = diagram(graph, "id", captions)
    assert [(node.label, node.language) for node in drawn.nodes] == [
        ("Kepercayaan", ""),
        ("Ties", "en"),
    ]
    assert [(edge.label, edge.language) for edge in drawn.edges] == [
        ("mengarah pada", ""),
        ("hinders", "en"),
    ]


def test_the_commonest_type_is_named_in_the_legend_and_not_on_its_lines(framework, captions):
    spokes = {f"e{n} leads_to e0": "cited" for n in range(1, 6)} | {"e0 hinders e6": "cited"}
    drawn = diagram(framework(7, spokes), "en", captions)
    assert [edge.shown for edge in drawn.edges] == ["hinders", "", "", "", "", ""]
    assert [e.label for e in drawn.legend if e.sign is Sign.UNNAMED] == ["unnamed: leads to"]


def test_in_a_listed_diagram_letters_stand_for_the_types_and_the_legend_explains_them(
    framework, captions
):
    spokes = {f"e{n} leads_to e0": "cited" for n in range(1, 25)}
    more = {"e1 hinders e2": "cited", "e3 leads_to e4": "cited", "e3 hinders e4": "cited"}
    drawn = diagram(framework(30, spokes | more), "en", captions)
    assert {edge.shown for edge in drawn.edges} == {"", "b", "a\nb"}
    assert [e.label for e in drawn.legend if e.sign is Sign.KEY] == ["a: leads to", "b: hinders"]


def test_letters_stand_in_the_order_of_the_legend(framework, captions):
    elements = {f"e{n}": None for n in range(27)} | {"p": "e0", "q": "e0"}
    graph = framework(elements, {"p hinders e1": "cited", "q leads_to e1": "cited"})
    (edge,) = diagram(graph, "en", captions).edges
    assert (edge.label, edge.shown) == ("hinders, leads to", "a\nb")


def test_the_legend_explains_the_signs_that_occur_and_no_others(framework, captions):
    plain = diagram(framework(2, {"e0 leads_to e1": "cited"}), "en", captions)
    assert signs(plain) == [Sign.CITED]
    rich = framework(
        {"a": None, "b": "a", "c": None, "gap": None},
        {"a goes_with c": "own", "b leads_to c": "drawn", "c leads_to b": "cited"},
    )
    assert signs(diagram(rich, "en", captions)) == [
        Sign.CITED, Sign.OWN, Sign.DRAWN, Sign.UNDIRECTED, Sign.PART, Sign.GAP,
    ]  # fmt: skip


def test_a_sign_without_words_is_left_out_of_the_legend(framework, captions):
    graph = framework(3, {"e0 leads_to e1": "cited"})
    silent = replace(captions, legend={Sign.CITED: "cited"})
    assert signs(diagram(graph, "en", silent)) == [Sign.CITED]


def test_every_address_is_an_anchor_of_the_page(framework, captions):
    graph = framework(2, {"e0 leads_to e1": "cited"})
    drawn = diagram(graph, "en", captions)
    assert [node.href for node in drawn.nodes] == ["#e0", "#e1"]
    assert drawn.edges[0].href == "#e0~leads_to~e1"
    assert relation_anchor(Arrow("e0", "leads_to", "e1")) == "e0~leads_to~e1"


def test_an_undirected_relation_between_parts_is_one_line_whichever_way_it_is_written(framework):
    elements = {f"e{n}": None for n in range(25)} | {"p": "e0", "q": "e1"}
    graph = framework(elements, {"q goes_with p": "cited", "e0 goes_with e1": "cited"})
    (line,) = outline(graph).lines
    assert (line.subject, line.object, len(line.relations)) == ("e0", "e1", 2)


@pytest.mark.parametrize(
    ("label", "said"),
    [("Leads to", "leads to"), ("PISA shows", "PISA shows"), ("", "x"), ("X", "X")],
)
def test_a_type_is_said_as_inside_a_sentence(framework, captions, label, said):
    types = {"x": RelationType("x", Wording(label))}
    drawn = diagram(framework(2, {"e0 x e1": "cited"}, types=types), "en", captions)
    assert drawn.edges[0].label == said
