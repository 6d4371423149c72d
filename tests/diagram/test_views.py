"""What of a framework is drawn, and in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model import Arrow, RelationType, Wording
from evidence.pages.diagram import Sign, diagram, relation_anchor
from evidence.pages.diagram_outline import MOST_BOXES, MOST_LINES, box_of, main_elements, outline
from evidence.synthesis.relations import relations


def signs(drawn):
    return [entry.sign for entry in drawn.legend]


def test_a_box_stands_for_an_element_and_its_parts(framework, captions):
    graph = framework(
        {"a": None, "b": "a", "c": None, "gap": None},
        {"a leads_to c": "both", "b hinders c": "own", "c leads_to b": "drawn"},
    )
    drawn = diagram(graph, "en", captions)
    assert [(n.id, n.href, n.claims, n.badge, n.gap) for n in drawn.nodes] == [
        ("a", "#a", 3, "3 claims", False),
        ("c", "#c", 3, "3 claims", False),
        ("gap", "#gap", 0, "no claim", True),
    ]
    assert drawn.note == ""


def test_all_relations_between_two_boxes_are_one_line_as_thick_as_their_claims(framework, captions):
    graph = framework(
        {"a": None, "b": "a", "c": None, "d": None},
        {
            "a leads_to c": "both",
            "b hinders c": "own",
            "c leads_to d": "own",
            "d leads_to c": "drawn",
        },
    )
    one, other = diagram(graph, "en", captions).edges
    assert (one.subject, one.object, one.claims, one.cited, one.both_ways) == (
        "a",
        "c",
        3,
        True,
        False,
    )
    assert (one.label, one.hint) == (
        "leads to, hinders",
        "Element a — leads to, hinders — Element c: 3 claims",
    )
    assert (other.claims, other.cited, other.both_ways) == (1, False, True)


def test_a_line_leads_where_its_relations_lead_whatever_the_order_of_the_elements(
    framework, captions
):
    graph = framework(2, {"e1 leads_to e0": "cited"})
    (edge,) = diagram(graph, "en", captions).edges
    assert (edge.subject, edge.object, edge.both_ways) == ("e1", "e0", False)


def test_what_has_no_direction_is_a_line_of_its_own_whichever_way_it_is_written(
    framework, captions
):
    elements = {"e0": None, "e1": None, "p": "e0", "q": "e1"}
    stated = {"q goes_with p": "cited", "e0 goes_with e1": "cited", "p leads_to q": "cited"}
    edges = diagram(framework(elements, stated), "en", captions).edges
    assert [(e.subject, e.object, e.undirected, e.claims) for e in edges] == [
        ("e0", "e1", True, 2),
        ("e0", "e1", False, 1),
    ]


def test_the_main_elements_with_the_most_claims_are_drawn_in_their_order_and_the_rest_is_counted(
    framework, captions
):
    stated = {f"e{n} leads_to e{n + 1}": "both" for n in range(4, 14)} | {"e0 hinders e1": "cited"}
    drawn = diagram(framework(15, stated), "en", captions)
    assert [node.id for node in drawn.nodes] == [f"e{n}" for n in range(4, 14)]
    assert len(drawn.nodes) == MOST_BOXES
    assert len(drawn.edges) == 9
    assert drawn.note == "5 elements, 2 relations"


def test_the_strongest_lines_are_drawn_and_the_rest_is_counted(framework, captions):
    ends = [(one, other) for one in range(8) for other in range(one + 1, 8)]
    stated = {f"e{one} leads_to e{other}": "cited" for one, other in ends}
    stated["e6 leads_to e7"] = "both"
    drawn = diagram(framework(8, stated), "en", captions)
    assert len(drawn.edges) == MOST_LINES
    assert ("e6", "e7") in {(edge.subject, edge.object) for edge in drawn.edges}
    assert drawn.note == f"0 elements, {len(ends) - MOST_LINES} relations"


def test_under_a_single_whole_its_parts_are_the_main_elements(framework):
    graph = framework(
        {"all": None, "a": "all", "b": "all", "deep": "a"}, {"deep leads_to b": "cited"}
    )
    assert main_elements(graph) == ("a", "b")
    assert box_of(graph, ("a", "b")) == {"a": "a", "b": "b", "deep": "a"}
    (line,) = outline(graph).lines
    assert (line.subject, line.object) == ("a", "b")
    assert main_elements(framework({"lone": None})) == ("lone",)


@given(st.data())
def test_no_relation_is_lost_whatever_the_framework(framework, data):
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
    drawn = outline(graph)
    shown = sum(len(line.relations) for line in drawn.lines)
    assert shown + drawn.relations_left_out == len(relations(graph))
    assert 0 < len(drawn.elements) <= MOST_BOXES
    assert len(drawn.elements) + drawn.elements_left_out == len(main_elements(graph))
    assert {end for line in drawn.lines for end in (line.subject, line.object)} <= set(
        drawn.elements
    )
    assert all(line.subject != line.object for line in drawn.lines)


def test_elements_in_a_circle_of_parts_are_parts_of_nothing(framework):
    graph = framework({"a": "b", "b": "a", "c": "a", "d": "d"})
    assert main_elements(graph) == ("a", "b", "c", "d")


def test_a_review_without_a_framework_has_an_empty_diagram(framework, captions):
    assert diagram(framework({}), "en", captions).nodes == ()
    assert diagram(framework({}), "en", captions).note == ""


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
    assert [edge.label for edge in drawn.edges] == ["mengarah pada, hinders"]


def test_the_legend_explains_the_signs_that_occur_and_no_others(framework, captions):
    plain = diagram(framework(2, {"e0 leads_to e1": "cited"}), "en", captions)
    assert signs(plain) == [Sign.CITED]
    rich = framework(
        {"a": None, "b": "a", "c": None, "gap": None},
        {"a goes_with c": "own", "b leads_to c": "drawn", "c leads_to b": "cited"},
    )
    assert signs(diagram(rich, "en", captions)) == [
        Sign.CITED, Sign.UNCITED, Sign.UNDIRECTED, Sign.PART, Sign.GAP,
    ]  # fmt: skip


def test_a_sign_without_words_is_left_out_of_the_legend(framework, captions):
    graph = framework(3, {"e0 leads_to e1": "own"})
    silent = replace(captions, legend={Sign.CITED: "cited"})
    assert signs(diagram(graph, "en", silent)) == [Sign.CITED]


def test_the_anchor_of_a_relation_is_no_id_of_anything_else():
    assert relation_anchor(Arrow("e0", "leads_to", "e1")) == "e0~leads_to~e1"


@pytest.mark.parametrize(
    ("label", "said"),
    [("Leads to", "leads to"), ("PISA shows", "PISA shows"), ("", "x"), ("X", "X")],
)
def test_a_type_is_said_as_inside_a_sentence(framework, captions, label, said):
    types = {"x": RelationType("x", Wording(label))}
    drawn = diagram(framework(2, {"e0 x e1": "cited"}, types=types), "en", captions)
    assert drawn.edges[0].label == said
