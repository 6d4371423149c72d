"""The files of the Markdown report: what is too much for one is divided, and nothing is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from evidence.language import Catalogue
from evidence.report.markdown_files import addressed, divided

MOST = 4_000
TOP = "[Gardens](#result) · [Claims](#claims)\n\n"
TITLE = '# <a id="claims"></a>Claims\n\n'
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


def item(key: str, words: int = 20) -> str:
    return f'<a id="{key}"></a>**A claim.** `{key}`\\\n● cited · [Kim](#source-kim)\n\n{"word " * words}\n\n'


def section(name: str, items: int, words: int = 20) -> str:
    return f"### {name}\n\n" + "".join(item(f"{name}.{n}", words) for n in range(items))


def in_parts(text: str, most: int = MOST) -> dict[str, str]:
    return divided("report.id", "claims", TOP + TITLE + text, Catalogue("en"), most)


def sections_of(text: str) -> list[str]:
    return re.findall(r"(?m)^#{2,3} (.*)$", text)


def test_what_is_not_too_much_is_one_file():
    text = section("a", 3)
    assert in_parts(text) == {"report/claims.id.md": TOP + TITLE + text}


@pytest.mark.parametrize(
    "sections",
    [
        [("a", 9), ("b", 9), ("c", 9), ("d", 9)],
        [("a", 90)],
        [("a", 1), ("b", 200), ("c", 1)],
        [(f"s{n}", 1) for n in range(60)],
    ],
    ids=["sections", "one long section", "a long one between short ones", "many short ones"],
)
def test_a_part_that_is_too_much_is_divided_and_nothing_is_lost(sections):
    text = "".join(section(name, items) for name, items in sections)
    files = in_parts(text)
    names = list(files)
    assert names == [
        "report/claims.id.md",
        *(f"report/claims-{number}.id.md" for number in range(2, len(files) + 1)),
    ]
    assert len(files) > 1
    led = addressed({**files, "report/sources.id.md": '<a id="source-kim"></a>'})
    assert all(len(led[name].encode()) <= MOST for name in names)
    ids = [key for name in names for key in ANCHOR.findall(files[name])]
    assert ids == ["claims", *(f"{name}.{n}" for name, items in sections for n in range(items))]
    # no file is half empty but the last
    sizes = [len(files[name]) for name in names[:-1]]
    assert min(one + two for one, two in zip(sizes, sizes[1:] or sizes, strict=False)) > MOST / 2


def test_it_is_cut_before_a_heading_where_the_section_has_room_in_a_file():
    text = "".join(section(name, 9) for name in "abcd")
    assert [sections_of(part) for part in in_parts(text).values()] == [["a", "b"], ["c", "d"]]


def test_a_section_that_has_no_room_is_cut_between_its_items_and_named_again():
    parts = list(in_parts("## Kind\n\n" + section("a", 90)).values())
    assert sections_of(parts[0]) == ["Kind", "a"]
    assert {tuple(sections_of(part)) for part in parts[1:]} == {("Kind", "a")}
    assert sum(part.count("**A claim.**") for part in parts) == 90


def test_a_heading_stays_with_what_stands_under_it():
    text = "".join(f"## Kind {n}\n\n" + section(f"a{n}", 8) for n in range(9))
    for part in in_parts(text).values():
        assert not sections_of(part)[-1].startswith("Kind")


def test_each_file_leads_to_the_others_and_bears_the_title():
    files = in_parts(section("a", 90))
    number = len(files)
    for own, (name, text) in enumerate(files.items(), 1):
        assert text.startswith(TOP + "# ")
        assert text.count("Claims\n") == 1
        (line,) = re.findall(r"(?m)^Part: .*$", text)
        others = re.findall(r"\[(\d+)\]\(([^)]+)\)", line)
        assert [int(n) for n, _ in others] == [n for n in range(1, number + 1) if n != own]
        assert {f"report/{where}" for _, where in others} == set(files) - {name}
    assert Counter(key for text in files.values() for key in ANCHOR.findall(text))["claims"] == 1


def test_a_part_without_sections_is_cut_between_its_items():
    text = TOP + TITLE + "".join(item(f"k{n}") for n in range(90))
    files = divided("report", "sources", text, Catalogue("en"), MOST)
    assert len(files) > 2
    assert all(len(text.encode()) <= MOST for text in files.values())
    found = [key for text in files.values() for key in ANCHOR.findall(text)]
    assert found == ["claims", *(f"k{n}" for n in range(90))]


def test_lines_of_a_list_are_cut_where_there_are_no_items():
    text = TOP + TITLE + "## a\n\n" + "".join(f"- line {n} {'x' * 60}\n" for n in range(200))
    files = divided("report", "claims", text, Catalogue("en"), MOST)
    assert all(len(text.encode()) <= MOST for text in files.values())
    lines = re.findall(r"(?m)^- line (\d+)", "".join(files.values()))
    assert lines == [str(n) for n in range(200)]


def test_one_item_that_is_too_much_alone_stays_whole():
    files = in_parts(section("a", 1) + section("b", 1, words=5_000) + section("c", 1))
    assert [ANCHOR.findall(text)[-1] for text in files.values()] == ["a.0", "b.0", "c.0"]


def test_links_lead_to_the_part_that_holds_the_id_and_text_that_looks_like_one_stays():
    files = {
        "report.md": "[a](#x) \\[a\\](#x) [back\\\\](#x) [far](https://e.org/a#x) [y](#y) [no](#no)",
        "report/claims.md": '<a id="x"></a> [y](#y) [x](#x) [top](#r)',
        "report/claims-2.md": '<a id="y"></a> [x](#x) [s](#source-a%20b)',
        "report/sources.md": '<a id="source-a b"></a><a id="r"></a>',
    }
    led = addressed(files)
    assert led["report.md"] == (
        "[a](report/claims.md#x) \\[a\\](#x) [back\\\\](report/claims.md#x)"
        " [far](https://e.org/a#x) [y](report/claims-2.md#y) [no](#no)"
    )
    assert led["report/claims.md"].endswith("[y](claims-2.md#y) [x](#x) [top](sources.md#r)")
    assert led["report/claims-2.md"].endswith("[x](claims.md#x) [s](sources.md#source-a%20b)")
