"""Sources by conclusions: a mark where one leans on the other, and links that are right."""

from __future__ import annotations

from evidence.pictures.sources_by_conclusions import (
    COLUMN,
    MOST_CONCLUSIONS,
    MOST_SOURCES,
    ROW,
    Header,
    NotDrawn,
    SourceMark,
    SourcesByConclusions,
    not_drawn,
    sources_by_conclusions,
)
from tests.pictures.conftest import HOSTILE, links, parsed, texts, titles, with_class


def item(key: str) -> Header:
    return Header(key, key.upper(), f"#{key}")


def mark(source: str, conclusion: str, outright: bool = True) -> SourceMark:
    return SourceMark(
        source, conclusion, outright, f"#{source}~{conclusion}", f"{source} for {conclusion}"
    )


def matrix(sources: str, conclusions: str, *marks: SourceMark) -> SourcesByConclusions:
    return SourcesByConclusions(
        "what leans on what",
        tuple(map(item, sources.split())),
        tuple(map(item, conclusions.split())),
        marks,
    )


def test_each_leaning_is_one_mark_in_its_row_and_column_that_links_to_it():
    made = matrix("s1 s2", "c1 c2", mark("s1", "c2"), mark("s2", "c1", outright=False))
    tree = parsed(sources_by_conclusions(made))
    (full,) = [e for e in with_class(tree, "cited") if e.tag == "circle"]
    (half,) = [e for e in with_class(tree, "near") if e.tag == "circle"]
    assert int(full.get("cx")) - int(half.get("cx")) == COLUMN
    assert int(half.get("cy")) - int(full.get("cy")) == ROW
    assert links(tree) == ["#c1", "#c2", "#s1", "#s1~c2", "#s2", "#s2~c1"]
    assert titles(tree) == ["s1 for c2", "s2 for c1"]


def test_a_source_that_nothing_leans_on_has_no_row_and_a_conclusion_without_sources_a_column():
    tree = parsed(sources_by_conclusions(matrix("s1 s2", "c1 c2", mark("s1", "c1"))))
    assert texts(tree) == ["C1", "C2", "S1"]


def test_where_nothing_leans_on_anything_there_is_no_picture():
    assert sources_by_conclusions(matrix("s1", "c1")) == ""


def test_what_a_wide_review_has_no_room_for_is_counted():
    sources = [f"s{n}" for n in range(MOST_SOURCES + 5)]
    conclusions = [f"c{n}" for n in range(MOST_CONCLUSIONS + 3)]
    every = [mark(source, conclusions[0]) for source in sources]
    beyond = [mark(sources[0], conclusion) for conclusion in conclusions[1:]]
    made = matrix(" ".join(sources), " ".join(conclusions), *every, *beyond)
    tree = parsed(sources_by_conclusions(made))
    assert len(texts(tree)) == MOST_SOURCES + MOST_CONCLUSIONS
    assert len(list(tree.iter("circle"))) == MOST_SOURCES + MOST_CONCLUSIONS - 1
    assert not_drawn(made) == NotDrawn(5, 3)
    assert not_drawn(matrix("s1 s2", "c1 c2", mark("s1", "c1"))) == NotDrawn(0, 0)


def test_a_long_name_is_cut_on_the_picture_and_whole_in_its_title():
    long = Header("s1", "Kusbiantono, Asmara, Rahayu and many others 2013", "#s1")
    made = SourcesByConclusions("x", (long,), (item("c1"),), (mark("s1", "c1"),))
    tree = parsed(sources_by_conclusions(made))
    assert texts(tree)[1].endswith("…")
    assert long.label in titles(tree)


def test_hostile_labels_and_addresses_do_nothing(harmless):
    bad = Header("s1", HOSTILE, "javascript:alert(1)", HOSTILE)
    mark = SourceMark("s1", "c1", True, 'x" onload="alert(1)', HOSTILE)
    svg = sources_by_conclusions(
        SourcesByConclusions(HOSTILE, (bad,), (bad._replace(id="c1"),), (mark,))
    )
    harmless(svg)
    assert links(parsed(svg)) == []


def test_a_picture_of_a_study_takes_few_bytes():
    sources = [f"source-{n}" for n in range(14)]
    every = [mark(s, f"c{n % 8}") for n, s in enumerate(sources * 2)]
    made = matrix(" ".join(sources), " ".join(f"c{n}" for n in range(8)), *every)
    assert len(sources_by_conclusions(made)) < 6000
