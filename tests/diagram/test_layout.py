"""What Graphviz is asked, how its answer is read, and where words go."""

from __future__ import annotations

import json
import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.pages.diagram import Edge, diagram
from evidence.report.boxes import edge_labels
from evidence.report.curves import holds, is_straight, outside, sampled
from evidence.report.dot import dot
from evidence.report.label_places import places
from evidence.report.layout import Layout, Point, Rect, Route, read_layout

POINTS = st.builds(Point, st.integers(0, 300), st.integers(0, 300))
RECTS = st.builds(
    Rect, st.integers(0, 250), st.integers(0, 250), st.integers(4, 90), st.integers(4, 90)
)


def near(one: Point, other: Point) -> bool:
    return abs(one.x - other.x) < 0.1 and abs(one.y - other.y) < 0.1


def crosses(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width - 0.1
        and other.x < one.x + one.width - 0.1
        and one.y < other.y + other.height - 0.1
        and other.y < one.y + one.height - 0.1
    )


def test_no_word_of_a_review_reaches_graphviz(framework, captions):
    evil = '"]; x [shape=none, image="/etc/passwd"] // <b>&\\N\n'
    graph = framework(
        {"a": None, "b": "a", "c": None}, {"a leads_to c": "cited"}, labels={"a": evil, "b": evil}
    )
    drawn = diagram(graph, "en", captions)
    numbers = r"n\d|e\d|cluster_\d|\d+\.\d{4}|0\.25|0\.6|9"
    words = (
        "digraph|graph|node|edge|subgraph|rankdir|TB|ranksep|compound|true|nodesep|splines|shape|box"
        "|fixedsize|label|arrowsize|width|height|margin|style|invis|id|ltail|lhead"
    )
    rest = re.sub(rf"\b(?:{numbers}|{words})\b", "", dot(drawn))
    assert set(rest) <= set(' \n{}[]=,->"')


def test_the_same_diagram_is_the_same_text(dense, captions):
    assert dot(diagram(dense, "en", captions)) == dot(diagram(dense, "en", captions))


@given(
    st.text()
    | st.recursive(
        st.none() | st.floats() | st.text(),
        lambda s: (
            st.lists(s)
            | st.dictionaries(st.sampled_from(["bb", "objects", "edges", "name", "pos", "id"]), s)
        ),
    ).map(json.dumps)
)
def test_an_answer_that_is_not_understood_is_none(answer):
    assert read_layout(answer) is None or json.loads(answer)["bb"]


@pytest.mark.parametrize(
    "change",
    [
        {"bb": "0,0,nan,10"},
        {"bb": "0,0,1e999,10"},
        {"objects": [{"name": "n0", "pos": "1", "width": "1", "height": "1"}]},
        {"objects": [{"name": "<script>", "pos": "1,1", "width": "1", "height": "1"}]},
        {"edges": [{"id": "e0", "pos": "e,1,1 2,2 3,3"}]},
        {"edges": [{"id": "e0", "pos": ""}]},
    ],
)  # fmt: skip
def test_a_broken_answer_is_none(change):
    sound = {"bb": "0,0,10,10", "objects": [], "edges": []}
    assert read_layout(json.dumps(sound)) == Layout(10, 10)
    assert read_layout(json.dumps(sound | change)) is None


def test_y_grows_downwards_and_the_left_upper_corner_is_the_origin():
    answer = {
        "bb": "10,20,110,220",
        "objects": [
            {"name": "n0", "pos": "30,200", "width": "0.5", "height": "0.25"},
            {"name": "cluster_0", "bb": "10,100,60,220"},
        ],
        "edges": [{"id": "e3", "pos": "s,30,30 e,20,20 30,40 30,50 40,60 50,70"}],
    }
    layout = read_layout(json.dumps(answer))
    assert layout.boxes == {0: Rect(2, 11, 36, 18)}
    assert layout.frames == {0: Rect(0, 0, 50, 120)}
    assert layout.routes[3].points == (
        Point(20, 180),
        Point(20, 170),
        Point(30, 160),
        Point(40, 150),
    )
    assert (layout.routes[3].head, layout.routes[3].tail) == (Point(10, 200), Point(20, 190))


@given(st.lists(POINTS, min_size=4, max_size=4), RECTS)
def test_what_is_left_of_a_line_lies_outside_the_label_and_keeps_its_ends(points, rect):
    pieces = outside(points, rect)
    inner = Rect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1)
    left = [p for piece in pieces for curve in piece for p in sampled(curve)]
    # A line may graze a corner between two of the places at which a cut is looked for.
    deep = [p for p in left if holds(inner, p) and depth(rect, p) > 2.5]
    assert deep == []
    if not holds(rect, points[0]):
        assert near(pieces[0][0][0], points[0])
    if not holds(rect, points[3]):
        assert near(pieces[-1][-1][3], points[3])


def depth(rect: Rect, p: Point) -> float:
    return min(p.x - rect.x, rect.x + rect.width - p.x, p.y - rect.y, rect.y + rect.height - p.y)


def test_a_line_that_a_label_does_not_touch_is_left_whole():
    way = (Point(0, 0), Point(0, 10), Point(0, 20), Point(0, 30))
    (piece,) = outside(way, Rect(50, 50, 10, 10))
    assert piece == (way,)
    assert is_straight(way)
    assert not is_straight((Point(0, 0), Point(9, 10), Point(0, 20), Point(0, 30)))


def test_letters_stand_in_a_row_or_one_below_the_other():
    row, column = edge_labels(Edge("a", "b", "x", "#", shown="a\nb"))
    assert (row.lines, column.lines) == (("a, b",), ("a", "b"))
    assert edge_labels(Edge("a", "b", "x", "#")) == ()


@pytest.mark.parametrize("across", [False, True])
def test_boxes_and_labels_are_clear_of_each_other(dense, captions, ask, across):
    drawn = diagram(dense, "en", captions)
    found = places(drawn, read_layout(ask(dot(drawn, across=across))))
    top = [n for n, node in enumerate(drawn.nodes) if not node.parent]
    assert sorted(found.boxes) == top
    assert not any(crosses(a, b) for a, b in combinations(found.boxes.values(), 2))
    labels = [label.rect for label in found.labels.values()]
    assert len(labels) == sum(bool(edge.shown) for edge in drawn.edges)
    assert not any(crosses(a, b) for a in labels for b in found.boxes.values())
    overlapping = sum(crosses(a, b) for a, b in combinations(labels, 2))
    assert overlapping <= len(labels) // 10


def test_a_label_keeps_clear_of_a_box_that_its_line_passes(framework, captions):
    drawn = diagram(
        framework(3, {"e0 hinders e1": "cited", "e1 hinders e2": "drawn"}), "en", captions
    )
    ends = Rect(0, 0, 40, 20), Rect(0, 300, 40, 20)
    down = Route((Point(20, 20), Point(20, 100), Point(20, 200), Point(20, 300)))
    away = Route((Point(40, 310), Point(140, 310), Point(240, 310), Point(340, 310)))
    in_the_middle = Rect(10, 130, 60, 60)
    layout = Layout(400, 400, {0: ends[0], 1: ends[1], 2: in_the_middle}, {}, {0: down, 1: away})
    label = places(drawn, layout).labels[0].rect
    assert not crosses(label, in_the_middle)
    assert label.x < 20 < label.x + label.width


def test_boxes_that_no_line_reaches_stand_below_all_others(dense, captions, ask):
    drawn = diagram(dense, "en", captions)
    layout = read_layout(ask(dot(drawn)))
    found = places(drawn, layout)
    alone = [n for n, node in enumerate(drawn.nodes) if node.id in {"lone", "weight", "terms"}]
    assert all(found.boxes[n].y > layout.height for n in alone)
    assert found.height > layout.height


def test_the_heading_of_a_frame_stands_in_it_above_its_parts(framework, captions, ask):
    graph = framework(
        {"whole": None, "p": "whole", "q": "whole", "r": "q", "x": None},
        {
            "x leads_to whole": "cited",
            "p leads_to x": "cited",
            "whole leads_to p": "own",
            "x leads_to r": "own",
        },
    )
    drawn = diagram(graph, "en", captions)
    layout = read_layout(ask(dot(drawn)))
    found = places(drawn, layout)
    frame, heading = layout.frames[0], found.boxes[0]
    assert frame.x <= heading.x
    assert heading.x + heading.width <= frame.x + frame.width + 0.1
    assert all(heading.y + heading.height <= found.boxes[n].y for n in (1, 3))
