"""The diagram of the framework: Graphviz's shapes, our words and links, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.pictures.framework_diagram import (
    DiagramArrow,
    DiagramBox,
    FrameworkDiagram,
    arrow_sample,
    box_sample,
    framework_diagram,
    narrow_framework_diagram,
)
from evidence.programs import graphviz
from evidence.programs.cache import Cache
from tests.pictures.conftest import HOSTILE, links, parsed, texts, titles, with_class

FORMS = [framework_diagram, narrow_framework_diagram]
SVG = "http://www.w3.org/2000/svg"
KEPT = {
    "svg": {"class", "role", "aria-label", "lang", "viewBox", "width", "height", "fill",
            "font-family", "font-size", "text-anchor"},
    "g": {"class", "fill", "stroke"},
    "a": {"class", "href", "lang"},
    "title": set(),
    "desc": set(),
    "path": {"d", "stroke-width", "stroke-dasharray"},
    "polygon": {"points", "stroke-width", "stroke-dasharray", "fill", "stroke"},
    "text": {"x", "y", "class"},
}  # fmt: skip


@pytest.fixture(scope="module")
def ask():
    """Graphviz, without a cache."""
    if graphviz.installed() is None:
        pytest.skip("no Graphviz is installed")
    return lambda dot: graphviz.drawn(dot, Cache(None))


def plain(svg: str):
    """The tree without the namespace that lets it stand in a file of its own."""
    assert svg.count(f'xmlns="{SVG}"') == svg.count("<svg") == 1
    return parsed(svg.replace(f' xmlns="{SVG}"', ""))


def drawing(*arrows: DiagramArrow, boxes: int = 3, **more) -> FrameworkDiagram:
    made = tuple(DiagramBox(f"Box {n}", f"{n} claims", f"#b{n}") for n in range(boxes))
    return FrameworkDiagram("The framework", "Boxes and arrows.", made, arrows, **more)


@pytest.mark.parametrize("form", FORMS)
def test_every_box_is_a_link_with_its_words_in_reading_order(form, ask):
    tree = plain(form(drawing(DiagramArrow(2, 0, "Box 2 to Box 0", 3)), ask))
    assert links(tree) == ["#b0", "#b1", "#b2"]
    assert texts(tree) == ["Box 0", "0 claims", "Box 1", "1 claims", "Box 2", "2 claims"]
    boxes = with_class(tree, "node")
    assert [box.findtext("title") for box in boxes] == [f"Box {n}: {n} claims" for n in range(3)]
    (picture,) = tree
    assert (picture.get("role"), picture.get("aria-label")) == ("group", "The framework")
    assert picture.findtext("desc") == "Boxes and arrows."


@pytest.mark.parametrize("form", FORMS)
def test_only_what_is_named_is_kept_of_graphviz_s_drawing(form, ask):
    arrows = [
        DiagramArrow(0, 1, "a", 9),
        DiagramArrow(1, 2, "b", 1, cited=False),
        DiagramArrow(2, 0, "c", 2, heads=2),
        DiagramArrow(0, 2, "d", heads=0),
    ]
    tree = plain(form(drawing(*arrows, language="id"), ask))
    for element in tree.iter():
        if element is not tree:
            assert set(element.attrib) <= KEPT[element.tag], element.tag
    colours = {e.get(key) for e in tree.iter() for key in ("fill", "stroke")} - {None}
    assert colours == {"none", "currentColor"}


def drawn(form, ask, *arrows: DiagramArrow) -> list:
    return with_class(plain(form(drawing(*arrows), ask)), "edge")


@pytest.mark.parametrize("form", FORMS)
def test_an_arrow_is_as_thick_as_its_claims_and_dashed_where_none_is_cited(form, ask):
    one, many, own = drawn(
        form,
        ask,
        DiagramArrow(0, 1, "one", 1),
        DiagramArrow(1, 2, "many", 8),
        DiagramArrow(2, 0, "own", 3, cited=False),
    )
    thick = [float(e.find("path").get("stroke-width", "1")) for e in (one, many, own)]
    assert thick[0] < thick[2] < thick[1]
    assert [bool(e.find("path").get("stroke-dasharray")) for e in (one, many, own)] == [0, 0, 1]
    assert own.get("class") == "edge uncited"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("heads", [0, 1, 2])
def test_an_arrow_has_as_many_heads_as_it_has_directions(form, ask, heads):
    (arrow,) = drawn(form, ask, DiagramArrow(0, 1, "x", 1, heads=heads))
    assert len(arrow.findall("polygon")) == heads


def test_what_an_arrow_says_stands_in_the_wide_form(ask):
    (arrow,) = drawn(framework_diagram, ask, DiagramArrow(0, 1, "Box 0 leads to Box 1", 1))
    assert arrow.findtext("title") == "Box 0 leads to Box 1"
    (arrow,) = drawn(narrow_framework_diagram, ask, DiagramArrow(0, 1, "Box 0 leads to Box 1", 1))
    assert arrow.find("title") is None


def test_a_box_that_nothing_bears_on_has_a_dashed_outline(ask):
    made = FrameworkDiagram("x", "", (DiagramBox("gap", "", "#g", hollow=True),))
    (box,) = with_class(plain(framework_diagram(made, ask)), "node")
    assert box.get("class") == "node hollow"
    assert box.find("polygon").get("stroke-dasharray")


def test_ten_boxes_below_each_other_fit_a_narrow_screen(ask):
    arrows = [DiagramArrow(n, (n * 3 + 1) % 10, "x", n) for n in range(10) if n != (n * 3 + 1) % 10]
    (picture,) = plain(narrow_framework_diagram(drawing(*arrows, boxes=10), ask))
    assert float(picture.get("width")) <= 358
    columns = {text.get("x") for text in picture.iter("text")}
    assert len(columns) == 1


def test_ten_boxes_that_hang_on_one_are_no_wider_than_a_page(ask):
    (picture,) = plain(
        framework_diagram(drawing(*(DiagramArrow(0, n, "x") for n in range(1, 10)), boxes=10), ask)
    )
    assert float(picture.get("width")) <= 960


@pytest.mark.parametrize("form", FORMS)
def test_no_word_of_a_review_reaches_graphviz(form):
    asked = []
    made = FrameworkDiagram(
        HOSTILE,
        HOSTILE,
        (DiagramBox(HOSTILE, HOSTILE, "#x"), DiagramBox('"]; evil', "\\N", "#y")),
        (DiagramArrow(0, 1, HOSTILE),),
    )
    form(made, asked.append)
    for dot in asked:
        assert not set(re.findall(r"[a-z]{4,}", dot)) & {"script", "alert", "evil", "title"}
        assert not set("&<") & set(dot)


@settings(max_examples=25, deadline=None)
@given(label=st.text(max_size=60), below=st.text(max_size=20))
def test_any_label_stays_a_label(ask, label, below):
    made = FrameworkDiagram(label, below, (DiagramBox(label, below, "#x"),))
    tree = plain(framework_diagram(made, ask))
    assert {e.tag for e in tree.iter()} - {"all"} <= set(KEPT)
    assert links(tree) == ["#x"]


@pytest.mark.parametrize(
    "answer",
    [None, "", "no svg", "<svg/>", "<svg viewBox='a b c d'><g/></svg>", "<!DOCTYPE x [<!ENTITY a 'b'>]><svg>&a;</svg>"],
)  # fmt: skip
def test_an_answer_that_is_no_drawing_is_no_picture(answer):
    for form in FORMS:
        assert form(drawing(DiagramArrow(0, 1, "x")), lambda dot: answer) == ""


def test_an_answer_to_another_question_is_no_picture(ask):
    other = ask("digraph { n0 [id=n0] }")
    assert framework_diagram(drawing(), lambda dot: other) == ""


def test_without_boxes_there_is_no_picture_and_nobody_is_asked():
    for form in FORMS:
        assert form(drawing(boxes=0), lambda dot: pytest.fail("asked")) == ""


def test_the_same_drawing_is_the_same_bytes(ask):
    made = drawing(DiagramArrow(0, 1, "x", 2))
    assert framework_diagram(made, ask) == framework_diagram(made, ask)


def test_a_link_that_leaves_the_page_is_no_link(ask):
    made = FrameworkDiagram("x", "", (DiagramBox("x", "", "javascript:alert(1)"),))
    tree = plain(framework_diagram(made, ask))
    assert links(tree) == []
    assert titles(tree) == ["x"]


def test_the_signs_of_the_legend_differ_in_their_shapes():
    made = [arrow_sample(), arrow_sample(cited=False), arrow_sample(heads=0), box_sample(), box_sample(hollow=True)]  # fmt: skip
    assert len(set(made)) == len(made)
    for svg in made:
        assert parsed(svg)[0].get("aria-hidden") == "true"
