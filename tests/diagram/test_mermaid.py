"""The diagram as Mermaid: lines of a fixed form, whatever the words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.pages.diagram import Diagram, diagram
from evidence.report.mermaid import TreeNode, flowchart, tree

LABEL = r'"[^"`;<>\[\]{}|\\&#\n]*(?:(?:#\d+;|<br>)[^"`;<>\[\]{}|\\&#\n]*)*"'
LINE = re.compile(
    rf"flowchart T[BD]|  acc(?:Title|Descr): (?:#\d+;|[^#;<>&\n])*"
    rf"| +n\d+(?:\[{LABEL}\]|\(\[{LABEL}\]\))| +subgraph n\d+ \[{LABEL}\]| +end"
    rf"|  n\d+ (?:-->|---|-\.->|-\.-)(?:\|{LABEL}\|)? n\d+"
    r"|  style n\d+ stroke-dasharray:\d \d|  linkStyle \d+(?:,\d+)* stroke-dasharray:\d \d"
)


def said(text: str) -> str:
    """A label as Mermaid shows it."""
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text)


def test_the_flowchart_of_a_small_framework(framework, captions):
    graph = framework(
        {"whole": None, "part": "whole", "b": None, "gap": None},
        {"part leads_to b": "cited", "b hinders whole": "own", "b leads_to gap": "drawn", "b goes_with part": "cited"},
        labels={"b": 'A "b" [x]'},
    )  # fmt: skip
    assert flowchart(diagram(graph, "en", captions)).splitlines() == [
        "flowchart TB",
        "  accTitle: The framework",
        "  accDescr: Elements #38; relations.",
        '  subgraph n0 ["Element whole · 1 claim"]',
        '    n1["Element part<br>2 claims"]',
        "  end",
        '  n2["A #34;b#34; #91;x#93;<br>3 claims"]',
        '  n3["Element gap<br>no claim"]',
        '  n1 -->|"leads to"| n2',
        '  n2 -.->|"hinders"| n0',
        '  n2 ---|"goes with"| n1',
        '  n2 -.->|"leads to"| n3',
        "  style n0 stroke-dasharray:5 3",
        "  linkStyle 1 stroke-dasharray:5 3",
        "  style n3 stroke-dasharray:1 3",
        "  linkStyle 3 stroke-dasharray:1 3",
    ]


def test_in_a_listed_diagram_the_parts_are_lines_of_a_box(dense, captions):
    text = flowchart(diagram(dense, "en", captions))
    (networks,) = (line for line in text.splitlines() if line.startswith('  n3["'))
    assert "<br>– Element closeness · " in networks
    assert "<br>– – Element trust · " in networks
    assert "subgraph" not in text


@given(st.text(min_size=1), st.text(), st.text())
def test_no_word_ends_its_label_or_starts_markup(framework, captions, one, two, three):
    graph = framework({"a": None, "b": "a"}, {"a leads_to b": "cited"}, labels={"a": one, "b": two})
    lines = flowchart(diagram(graph, "en", captions)).splitlines()
    lines += tree(
        [TreeNode((one, two)), TreeNode((three,), rounded=True)], [(0, 1, two)]
    ).splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []


@given(st.text(min_size=1))
def test_a_label_reads_back_as_it_was_but_for_its_spaces(text):
    line = tree([TreeNode((text,))], []).splitlines()[1]
    assert said(line[line.index('"') + 1 : -2]) == " ".join(text.split())


def test_a_line_from_a_frame_to_itself_is_left_out_and_the_styles_keep_their_lines(
    framework, captions
):
    graph = framework(
        {"a": None, "b": "a", "c": None},
        {"a leads_to a": "cited", "b leads_to c": "own", "c leads_to c": "cited"},
    )
    text = flowchart(diagram(graph, "en", captions))
    assert "n0 -->" not in text
    assert "n2 -->" in text
    assert "linkStyle 0 stroke-dasharray:5 3" in text


def test_without_a_framework_there_is_no_flowchart():
    assert flowchart(Diagram("The framework", "")) == ""


@pytest.mark.parametrize(("rounded", "box"), [(False, 'n0["x"]'), (True, 'n0(["x"])')])
def test_a_tree_is_drawn_from_above(rounded, box):
    nodes = [TreeNode(("x",), rounded=rounded), TreeNode(("y", "z"))]
    assert tree(nodes, [(0, 1, "supports"), (0, 1, "")]).splitlines() == [
        "flowchart TD",
        f"  {box}",
        '  n1["y<br>z"]',
        '  n0 -->|"supports"| n1',
        "  n0 --> n1",
    ]
