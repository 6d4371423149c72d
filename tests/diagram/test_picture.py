"""The picture: links, lines, safety, and what is chosen when there is a choice."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.pages.diagram import Diagram, Sign, diagram
from evidence.report.dot import dot
from evidence.report.layout import read_layout
from evidence.report.picture import picture
from evidence.report.svg import sample, svg

SECURITY = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "security"
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg": "class role lang aria-labelledby aria-describedby viewBox width fill stroke-width "
    "text-anchor font-family",
    "title": "id",
    "desc": "id",
    "g": "aria-hidden font-size font-style pointer-events class lang tabindex",
    "a": "href class lang tabindex",
    "rect": "x y width height rx fill stroke stroke-width stroke-dasharray stroke-linecap",
    "path": "d fill stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap",
    "text": "x y class font-size font-weight fill-opacity text-anchor",
}


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)


def drawn_as(root: ET.Element, kind: str) -> list[ET.Element]:
    return [a for a in root.iter() if kind in a.get("class", "").split()]


def words(element: ET.Element) -> str:
    return " ".join(text.text or "" for text in element.iter(f"{SVG}text"))


def title(element: ET.Element) -> str:
    return element.find(f"{SVG}title").text or ""


@pytest.fixture(scope="module")
def hostile() -> list[str]:
    if not SECURITY.is_dir():
        pytest.skip(f"{SECURITY} is absent")
    found = json.loads((SECURITY / "strings/blns.json").read_text())
    found += json.loads((SECURITY / "xss/run-by-themselves.json").read_text())
    found += [
        c["payload"] for c in json.loads((SECURITY / "xss/dompurify-expect.json").read_text())
    ]
    return [text for text in found if isinstance(text, str) and text.strip()]


@pytest.mark.parametrize("size", ["small", "dense"])
def test_only_our_own_elements_and_attributes_are_in_it(framework, dense, captions, ask, size):
    small = framework(
        {"a": None, "b": "a", "c": None}, {"a leads_to c": "own", "b hinders c": "drawn"}
    )
    root = parsed(picture(diagram(small if size == "small" else dense, "en", captions), ask))
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        assert set(element.attrib) <= set(ALLOWED[name].split()), name


def test_every_element_is_a_link_in_the_order_of_the_framework(dense, captions, ask):
    drawn = diagram(dense, "en", captions)
    nodes = drawn_as(parsed(picture(drawn, ask)), "node")
    assert [node.get("href") for node in nodes] == [node.href for node in drawn.nodes]
    assert [title(a) for a in nodes] == [
        f"{n.label}: {n.badge}" if n.badge else n.label for n in drawn.nodes
    ]
    assert all(node.get("tabindex") is None for node in nodes)


def test_every_line_is_a_link_that_the_tab_key_passes_over(dense, captions, ask):
    drawn = diagram(dense, "en", captions)
    lines = drawn_as(parsed(picture(drawn, ask)), "edge")
    assert [(a.get("href"), title(a)) for a in lines] == [(e.href, e.hint) for e in drawn.edges]
    assert {a.get("tabindex") for a in lines} == {"-1"}


def test_the_picture_has_a_title_and_a_description_with_ids_that_no_item_can_have(
    dense, captions, ask
):
    root = parsed(picture(diagram(dense, "en", captions), ask, name="second"))
    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert ids == {"second~title": "The framework", "second~description": "Elements & relations."}
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == tuple(ids)
    assert root.get("role") == "group"


def test_a_line_is_solid_if_cited_dashed_if_own_and_dotted_if_nothing_states_it(
    framework, captions, ask
):
    graph = framework(
        6, {"e0 leads_to e1": "both", "e2 leads_to e3": "own", "e4 leads_to e5": "drawn"}
    )
    root = parsed(picture(diagram(graph, "en", captions), ask))
    seen = {
        kind: {path.get("stroke-dasharray") for path in drawn_as(root, kind)[0].iter(f"{SVG}path")}
        for kind in ("cited", "own", "drawn")
    }
    assert seen == {"cited": {None}, "own": {None, "5 3"}, "drawn": {None, "0 3.2"}}


def test_a_gap_has_a_dotted_outline_and_says_so(framework, captions, ask):
    root = parsed(picture(diagram(framework(3, {"e0 leads_to e1": "cited"}), "en", captions), ask))
    (gap,) = drawn_as(root, "gap")
    assert gap.find(f"{SVG}rect").get("stroke-dasharray") == "0 3.2"
    assert words(gap) == "Element e2 no claim"


def test_a_part_that_is_a_gap_is_marked_in_the_list_of_its_whole(framework, captions, ask):
    elements = {f"e{n}": None for n in range(27)} | {"part": "e0"}
    root = parsed(
        picture(diagram(framework(elements, {"e0 leads_to e1": "cited"}), "en", captions), ask)
    )
    part = next(a for a in drawn_as(root, "gap") if a.get("href") == "#part")
    assert part.find(f"{SVG}rect").get("stroke-dasharray") == "0 3.2"
    assert words(part) == "Element part 0"


def test_how_many_relations_lie_inside_a_box_stands_below_its_parts(framework, captions, ask):
    elements = {f"e{n}": None for n in range(27)} | {"p": "e0", "q": "e0"}
    drawn = diagram(framework(elements, {"p leads_to q": "cited"}), "en", captions)
    root = parsed(picture(drawn, ask))
    (note,) = (text for text in root.iter(f"{SVG}text") if text.text == "1 inside")
    last = next(a for a in drawn_as(root, "part") if a.get("href") == "#q").find(f"{SVG}rect")
    box = next(root.iter(f"{SVG}rect"))
    assert float(last.get("y")) + float(last.get("height")) < float(note.get("y"))
    assert float(note.get("y")) < float(box.get("y")) + float(box.get("height"))


def test_an_undirected_relation_has_no_head(framework, captions, ask):
    def paths(relation: str) -> int:
        drawn = diagram(framework(2, {relation: "cited"}), "en", captions)
        return sum(1 for _ in drawn_as(parsed(picture(drawn, ask)), "edge")[0].iter(f"{SVG}path"))

    assert paths("e0 goes_with e1") == paths("e0 leads_to e1") - 1


def test_a_label_in_another_language_is_marked(framework, captions, ask):
    graph = framework(2, {"e0 leads_to e1": "cited"}, languages=("en", "id"))
    root = parsed(picture(diagram(graph, "id", captions), ask))
    assert root.get("lang") == "id"
    assert {a.get("lang") for a in drawn_as(root, "node")} == {"en"}
    assert drawn_as(root, "edge")[0].get("lang") is None


def test_all_of_it_lies_within_the_picture(dense, captions, ask):
    root = parsed(picture(diagram(dense, "en", captions), ask))
    left, top, width, height = map(float, root.get("viewBox").split())
    for path in root.iter(f"{SVG}path"):
        numbers = [
            float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path.get("d").partition("h")[0])
        ]
        assert all(left <= x <= left + width for x in numbers[0::2])
        assert all(top <= y <= top + height for y in numbers[1::2])
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("x")) + float(rect.get("width")) <= left + width
        assert float(rect.get("y")) + float(rect.get("height")) <= top + height


def test_hostile_words_stay_words(framework, captions, ask, hostile):
    """Every label is a payload: as many elements as in the harmless twin, and the text is whole."""
    for start in range(0, len(hostile), 24):
        batch = hostile[start : start + 24]
        keys = [f"e{n}" for n in range(len(batch))]
        stated = {f"e{n} leads_to e{(n * 5 + 1) % len(batch)}": "cited" for n in range(len(batch))}
        drawn = diagram(
            framework(len(batch), stated, dict(zip(keys, batch, strict=True))), "en", captions
        )
        root = parsed(picture(drawn, ask))
        tags = Counter(element.tag for element in root.iter())
        assert tags[f"{SVG}a"] == len(drawn.nodes) + len(drawn.edges)
        assert set(tags) <= {SVG + name for name in ALLOWED}
        told = [
            title(a).removesuffix(f": {n.badge}")
            for a, n in zip(drawn_as(root, "node"), drawn.nodes, strict=True)
        ]
        assert [printable(text) for text in told] == [printable(text) for text in batch]


def printable(text: str) -> str:
    """The text as XML can carry it, its line ends as a parser normalises them."""
    kept = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    return kept.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)#x",
        "//host/#x",
        "data:text/html,#x",
        "https://host/#x",
        "x",
        "# x",
        "a.html#x",
    ],
)
def test_an_address_that_leads_out_of_the_report_is_no_link(framework, captions, ask, href):
    drawn = diagram(framework(2, {"e0 leads_to e1": "cited"}), "en", captions)
    drawn = replace(
        drawn,
        nodes=tuple(replace(node, href=href) for node in drawn.nodes),
        edges=tuple(replace(edge, href=href) for edge in drawn.edges),
    )
    assert "href" not in picture(drawn, ask)


def test_the_same_diagram_is_the_same_picture(dense, captions, ask):
    drawn = diagram(dense, "en", captions)
    assert picture(drawn, ask) == picture(drawn, ask)


def test_without_an_answer_there_is_no_picture(dense, captions):
    drawn = diagram(dense, "en", captions)
    assert picture(drawn, lambda _: None) == ""
    assert picture(drawn, lambda _: "not JSON") == ""
    assert picture(Diagram("", ""), lambda _: pytest.fail("nothing to ask")) == ""


def test_an_answer_to_another_diagram_is_no_picture(framework, captions, ask):
    drawn = diagram(framework(3, {"e0 leads_to e1": "cited"}), "en", captions)
    layout = read_layout(ask(dot(drawn)))
    assert svg(drawn, layout)
    assert svg(replace(drawn, edges=()), layout) == ""
    assert svg(replace(drawn, edges=drawn.edges * 2), layout) == ""
    assert svg(replace(drawn, nodes=drawn.nodes[:1], edges=()), layout) == ""


def test_where_lines_at_right_angles_fail_curves_stand_in(dense, captions, ask):
    drawn = diagram(dense, "en", captions)
    assert drawn.listed

    def only_curves(text: str) -> str | None:
        return None if "splines=ortho" in text else ask(text)

    assert "C" in "".join(re.findall(r' d="([^"]*)"', picture(drawn, only_curves)))


def test_a_picture_too_wide_for_a_page_runs_across_if_that_is_narrower(framework, captions, ask):
    star = framework(20, {f"e{n} leads_to e0": "cited" for n in range(1, 20)})
    asked = []

    def listen(text: str) -> str | None:
        asked.append(text)
        return ask(text)

    root = parsed(picture(diagram(star, "en", captions), listen))
    assert ["rankdir=LR" in text for text in asked] == [False, True]
    assert float(root.get("width")) < 500


@pytest.mark.parametrize("sign", list(Sign))
def test_the_legend_has_a_picture_of_each_sign_but_letters(sign):
    text = sample(sign)
    assert (text == "") == (sign is Sign.KEY)
    if text:
        assert parsed(text).get("aria-hidden") == "true"
        assert "<text" not in text
