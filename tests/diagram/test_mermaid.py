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
    rf"| +n\d+(?:\[{LABEL}\]|\(\[{LABEL}\]\))"
    rf"|  n\d+ (?:<?-->|---|<?-\.->|-\.-)(?:\|{LABEL}\|)? n\d+"
    r"|  style n\d+ stroke-dasharray:5 3|  linkStyle \d+ stroke-width:\dpx"
)


def said(text: str) -> str:
    """A label as Mermaid shows it."""
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text)


def test_the_flowchart_of_a_framework(framework, captions):
    graph = framework(
        {"whole": None, "part": "whole", "b": None, "gap": None, "c": None},
        {"part leads_to b": "cited", "b hinders whole": "own", "b leads_to c": "drawn", "b goes_with part": "cited",
         "c hinders whole": "cited", "c goes_with whole": "own"},
        labels={"b": 'A "b" [x]'},
    )  # fmt: skip
    assert flowchart(diagram(graph, "en", captions)).splitlines() == [
        "flowchart TB",
        "  accTitle: The framework",
        "  accDescr: Elements #38; relations.",
        '  n0["Element whole<br>5 claims"]',
        '  n1["A #34;b#34; #91;x#93;<br>3 claims"]',
        '  n2["Element gap<br>no claim"]',
        '  n3["Element c<br>2 claims"]',
        '  n0 <-->|"leads to, hinders"| n1',
        '  n0 ---|"goes with"| n1',
        '  n1 -.->|"leads to"| n3',
        '  n3 -->|"hinders"| n0',
        '  n0 -.-|"goes with"| n3',
        "  style n2 stroke-dasharray:5 3",
        "  linkStyle 0 stroke-width:3px",
    ]


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
