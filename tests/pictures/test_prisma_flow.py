"""PRISMA's flow: every count that is given stands in its box, and a missing one is said."""

from __future__ import annotations

import pytest

from evidence.pictures.prisma_flow import (
    WIDTH,
    FlowBox,
    FlowCount,
    FlowRow,
    PrismaFlow,
    prisma_flow,
)
from tests.pictures.conftest import HOSTILE, parsed, texts, with_class


def box(label: str, number: str = "", **parts: str) -> FlowBox:
    return FlowBox(FlowCount(label, number), tuple(FlowCount(*part) for part in parts.items()))


def flow(*steps: FlowRow) -> PrismaFlow:
    return PrismaFlow("how records became studies", steps, "not given")


WHOLE = flow(
    FlowRow(box("Records identified", Databases="1,234", Registers="56"), box("Records removed", "316"), "Identification"),
    FlowRow(box("Records screened", "974"), box("Records excluded", "800"), "Screening"),
    FlowRow(box("Reports sought", "174"), box("Reports not retrieved")),
    FlowRow(box("Reports assessed", "160"), box("Reports excluded", "120", Scope="70", Data="50")),
    FlowRow(box("Studies included", "38", Reports="40"), None, "Included"),
)  # fmt: skip


def said(svg: str) -> list[str]:
    """What each box says, its lines joined."""
    boxes = with_class(parsed(svg), "step")
    return [
        " ".join(text.text for text in box.iter("text")).replace("\u00a0", " ") for box in boxes
    ]


def test_each_box_says_its_counts():
    assert said(prisma_flow(WHOLE)) == [
        "Records identified Databases (n = 1,234) Registers (n = 56)",
        "Records removed (n = 316)",
        "Records screened (n = 974)",
        "Records excluded (n = 800)",
        "Reports sought (n = 174)",
        "Reports not retrieved: not given",
        "Reports assessed (n = 160)",
        "Reports excluded (n = 120) Scope (n = 70) Data (n = 50)",
        "Studies included (n = 38) Reports (n = 40)",
    ]


def test_a_box_without_its_count_is_dashed():
    (missing,) = with_class(parsed(prisma_flow(WHOLE)), "missing")
    assert missing.findtext("text") == "Reports not"
    half = flow(FlowRow(box("Records", Databases="3", Registers="")))
    assert len(with_class(parsed(prisma_flow(half)), "missing")) == 1
    assert said(prisma_flow(half)) == ["Records: not given Databases (n = 3) Registers: not given"]


def test_phases_are_named_where_they_begin():
    tree = parsed(prisma_flow(WHOLE))
    assert [e.text for e in with_class(tree, "phase")] == [
        "Identification",
        "Screening",
        "Included",
    ]


def test_an_arrow_leads_to_every_box_but_the_first():
    tree = parsed(prisma_flow(WHOLE))
    assert (
        len(with_class(tree, "tip"))
        == len(with_class(tree, "way"))
        == len(with_class(tree, "step")) - 1
    )


def test_no_box_lies_on_another_and_none_leaves_the_picture():
    long = "reasons that take many words to be told " * 6
    made = flow(*(FlowRow(box(long, "1"), box(long, "2", **{long: "3"})) for _ in range(3)))
    tree = parsed(prisma_flow(made))
    rects = [
        tuple(float(r.get(k)) for k in ("x", "y", "width", "height")) for r in tree.iter("rect")
    ]
    high = float(tree[0].get("viewBox").split()[3])
    for n, (x, y, w, h) in enumerate(rects):
        assert x + w <= WIDTH and y + h <= high  # noqa: PT018
        for other_x, other_y, _, other_h in rects[:n]:
            assert x != other_x or y >= other_y + other_h


def test_no_count_is_parted_from_its_sign():
    assert all("(n" not in text or "=" in text for text in texts(parsed(prisma_flow(WHOLE))))


def test_hostile_words_stay_words(harmless):
    bad = FlowBox(FlowCount(HOSTILE, HOSTILE), (FlowCount(HOSTILE, HOSTILE),))
    harmless(prisma_flow(PrismaFlow(HOSTILE, (FlowRow(bad, bad, HOSTILE),), HOSTILE)))


@pytest.mark.parametrize("made", [flow()])
def test_without_a_step_there_is_no_picture(made):
    assert prisma_flow(made) == ""


def test_the_whole_flow_takes_few_bytes():
    assert len(prisma_flow(WHOLE)) < 6000
