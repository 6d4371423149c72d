"""No value keeps a reader or a writer busy: each of these took minutes, or for ever."""

from __future__ import annotations

import pytest

from evidence.bibtex import read
from evidence.coverage.bibliography import titles
from evidence.model import Source
from evidence.programs.styles import find_style
from evidence.quotes.locating import _RANGE
from evidence.quotes.search import OMISSION
from evidence.report.rich_text import rich
from evidence.report.templating import BrokenTemplate, environment, fill
from evidence.texts import FileKind, kind_of
from evidence.texts import read as read_text
from evidence.yaml.figures import figure
from evidence.yaml.locators import located

# In quadratic time half a million signs are minutes.
MANY = 500_000


@pytest.mark.parametrize(
    ("field", "said"), [("author", "C, A B"), ("url", f"{{A}}{' ' * MANY}{{B}}C")]
)
def test_blanks_in_a_bibliography(field, said):
    value = f"{{A}}{' ' * MANY}{{B}} \n C"
    (source,), _ = read("x.bib", f"@book{{a, {field} = {{{value}}}}}".encode())
    assert source.fields[field] == said


def test_names_are_parted_at_the_same_places_as_ever():
    (source,), _ = read("x.bib", b"@book{a, author = { A, B  and  and \n AND C, D and}}")
    assert [name.family for name in source.authors] == ["A", "C"]


def test_zeros_before_a_figure():
    assert figure("0" * MANY + "x").hint.startswith("write digits")
    assert [figure(text).hint for text in ("007", "-000")] == ["write `7`", "write `0`"]


def test_signs_of_sections():
    assert located("§" * MANY) is None
    assert located("see §§ 3.1") == ("section", "3.1")


def test_blanks_in_a_quote_with_omissions():
    assert OMISSION.split(f"a {'[… ' * 1000}{' ' * MANY}b")[1:] == []
    assert OMISSION.split("a  […] [ . . . ]b [...]  c") == ["a", "", "b", "c"]


def test_blanks_in_a_range_of_pages():
    assert _RANGE.split(f"1{' ' * MANY}2") == [f"1{' ' * MANY}2"]
    assert _RANGE.split("A 1 – - 3—4") == ["A 1", "", "3", "4"]


def test_a_tag_without_an_end():
    assert rich(f"a<{'b' * MANY}", str, {}).startswith("a<b")
    assert rich('<i>a</i> <span class="x">b</span>', str, {"i": ("*", "*")}) == "*a* b"


def test_comments_before_a_text_that_is_no_page():
    # each of them doubled the time
    assert kind_of("a.txt", b"<!---->" * 500) is FileKind.PLAIN
    assert kind_of("a.txt", b"<?xml?> <!-- a --> <!-- <html --> <html>") is FileKind.HTML
    assert kind_of("a.txt", b"<!-- a --> b <html>") is FileKind.PLAIN


def test_the_name_of_a_note():
    page = f'<p id="{"fn" * MANY}">A note that is none.</p><li id="fn-b-12">One that is.</li>'
    text = read_text("a.html", f"<html><body>{page}</body></html>".encode())
    assert [aside.number for aside in text.structure.asides] == ["12"]


def test_empty_lines_before_a_note():
    text = f"A text.{chr(10) * MANY}1 A note."
    assert read_text("a.txt", text.encode()).text.endswith("1 A note.")


def test_the_number_of_a_law():
    title = f"nomor {'1' * MANY}/"
    assert titles(Source("a", "misc", fields={"title": title})) == (title,)
    law = Source("a", "misc", fields={"title": "UU nomor 6 tahun 2014, 12/PER/M.KUKM/2011"})
    assert titles(law)[1:] == ("nomor 6 tahun 2014", "12/PER/M.KUKM/2011")


def test_a_style_that_is_none(tmp_path):
    (tmp_path / "mine.csl").write_bytes(b"<link " * 300_000)
    assert find_style("mine.csl", tmp_path) == b"<link " * 300_000


def test_a_template_with_a_long_word():
    made = environment({"a": "{{ b '" + "evidence." + "a" * MANY + "' }}"}, own=True)
    with pytest.raises(BrokenTemplate, match="expected token"):
        fill(made, "a")
