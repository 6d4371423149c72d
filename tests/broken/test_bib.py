"""Each broken .bib file says in its first lines what is wrong in it, and which keys survive.

What stands in a line of its own before the first entry is a remark in BibTeX.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evidence.bibtex import read

FILES = sorted((Path(__file__).parent / "bib").glob("*.bib"))
ERROR = re.compile(r"^% error: (\S+) (\d+)$", re.MULTILINE)
KEEPS = re.compile(r"^% keeps: (.*)$", re.MULTILINE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_is_reported_at_its_line_and_no_neighbour_is_lost(path):
    text = path.read_text(encoding="utf-8")
    sources, diagnostics = read(path.name, text.encode())
    assert {(d.code, d.place.line) for d in diagnostics} == {
        (code, int(line)) for code, line in ERROR.findall(text)
    }
    kept = KEEPS.search(text)[1].split()
    assert [source.key for source in sources] == [key.replace("|", " ") for key in kept]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_can_be_read_of_a_broken_entry_is_read(path):
    sources, _ = read(path.name, path.read_bytes())
    titles = {source.key: source.title for source in sources}
    assert titles.get("after", "After") == "After"
    expected = {"brace_never_closed": "A title without an end", "lost_comma": "x"}
    if path.stem in expected:
        assert titles["broken"] == expected[path.stem]
        assert all(source.year for source in sources if source.key == "broken")


def test_a_merge_conflict_is_reported_at_each_mark_and_both_sides_are_read():
    ours, theirs = "<" * 7 + " HEAD", ">" * 7 + " theirs"
    text = f"@book{{a, title={{A}}}}\n{ours}\n@book{{b, year=1}}\n=======\n@book{{c,}}\n{theirs}\n"
    sources, diagnostics = read("x.bib", text.encode())
    assert [(d.code, d.place.line) for d in diagnostics] == [
        ("bib-merge-conflict", 2),
        ("bib-merge-conflict", 6),
    ]
    assert [source.key for source in sources] == ["a", "b", "c"]


def test_a_merge_conflict_inside_of_an_entry_keeps_the_entry():
    ours, theirs = "<" * 7 + " HEAD", ">" * 7 + " theirs"
    text = f"@book{{a,\n{ours}\n year = 2001,\n=======\n year = 2002,\n{theirs}\n title = {{A}}}}"
    sources, diagnostics = read("x.bib", text.encode())
    assert [d.code for d in diagnostics].count("bib-merge-conflict") == 2
    assert {d.code for d in diagnostics} == {"bib-merge-conflict", "repeated-field"}
    assert (sources[0].title, sources[0].year) == ("A", "2001")
