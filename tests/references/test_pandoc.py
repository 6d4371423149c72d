"""References as the real pandoc writes them."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.programs import pandoc
from evidence.programs.cache import Cache
from evidence.programs.pandoc import format_references
from evidence.programs.styles import find_style
from evidence.references import References

pytestmark = pytest.mark.skipif(pandoc.installed() is None, reason="pandoc is not installed")

WORKS = """\
@article{okada2008, author={Okada, Aya}, title={Small firms in {India}}, journal={J}, year=2008}
@misc{tambunan2006, author={Tambunan, Tulus}, title={Capacity}, year=2006}
@misc{tambunan2006too, author={Tambunan, Tulus}, title={Buildings}, year=2006}
@book{guo2011, author={Guo, Bin and Guo, Jing-Jing}, title={Patterns}, year=2011}
@misc{rianto2009, author={Rianto and others}, year=2009}
@misc{bps, author={{Badan Pusat Statistik}}}
@book{wef2013, editor={Schwab, Klaus}, title={The report}, year=2013}
"""

NUMBERS = b"""\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>n</title><id>n</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="[" suffix="]"><text variable="citation-number"/></layout></citation>
  <bibliography second-field-align="flush"><layout>
    <text variable="citation-number" suffix="."/><text variable="title" font-weight="bold"/>
  </layout></bibliography>
</style>
"""
NOTES = NUMBERS.replace(b'"in-text"', b'"note"').replace(
    b'variable="citation-number"/></', b'variable="title"/></'
)


def test_a_source_has_a_label_and_an_entry(formatted):
    reference = formatted(WORKS)["okada2008"]
    assert reference.short == "Okada 2008"
    assert reference.entry_text == "Okada, Aya. 2008. “Small firms in India.” J."
    assert reference.entry_html == "Okada, Aya. 2008. “Small firms in India.” <i>J</i>."


def test_two_works_of_one_author_and_year_are_told_apart_in_label_and_entry(formatted):
    references = formatted(WORKS)
    pair = [references["tambunan2006too"], references["tambunan2006"]]
    assert [r.short for r in pair] == ["Tambunan 2006a", "Tambunan 2006b"]
    assert [re.search(r"2006\w?", r.entry_text)[0] for r in pair] == ["2006a", "2006b"]


def test_the_list_is_in_the_order_of_the_style(formatted):
    assert tuple(formatted(WORKS)) == (
        "bps",
        "guo2011",
        "okada2008",
        "rianto2009",
        "wef2013",
        "tambunan2006too",
        "tambunan2006",
    )


def test_a_source_of_which_next_to_nothing_is_known_reads_decently(formatted):
    references = formatted(WORKS + "@misc{unknown,}\n")
    assert references["rianto2009"].entry_text == "Rianto et al. 2009."
    assert references["bps"].entry_text == "Badan Pusat Statistik. n.d."
    assert references["bps"].short == "Badan Pusat Statistik, n.d."
    assert "[unknown]" in references["unknown"].entry_text


def test_another_language_has_its_own_words(formatted):
    references = formatted(WORKS, language="id")
    assert references["guo2011"].short == "Guo dan Guo 2011"
    assert references["rianto2009"].short == "Rianto dkk. 2009"
    assert references["bps"].entry_text.endswith("t.t.")


@pytest.mark.parametrize("language", ["xx", "zz-ZZ", "en-GB", "de"])
def test_a_language_that_pandoc_may_not_know_is_no_obstacle(formatted, language):
    assert "Okada" in formatted(WORKS, language=language)["okada2008"].short


def test_english_capitals_are_for_titles_that_are_english(formatted):
    text = "@book{{a, author={{A, B}}, title={{gardens of {{iPad}} schools}}, year=2000{}}}"
    assert "gardens of iPad schools" in formatted(text.format(""))["a"].entry_text
    assert "Gardens of iPad Schools" in formatted(text.format(", langid={english}"))["a"].entry_text
    assert "gardens of iPad" in formatted(text.format(", langid={indonesian}"))["a"].entry_text


def test_quotes_inside_of_quotes_change_their_form(formatted):
    text = "@article{a, author={A, B}, title={The ``Motor'' valley}, journal={J}, year=2000}"
    assert "“The ‘Motor’ valley.”" in formatted(text)["a"].entry_text


def test_a_title_keeps_its_styles(formatted):
    text = r"@book{a, author={A, B}, title={On \emph{E. coli} and H$_2$O}, year=2000}"
    entry = formatted(text)["a"].entry_html
    assert "<sub>2</sub>" in entry
    assert "E. coli" in entry


HOSTILE = [
    "<script>alert(1)</script>",
    "<i onmouseover=alert(1)>x</i>",
    "<b>bold</b> <span>s</span>",
    "[@okada2008] and @okada2008",
    "$x^2$",
    "*emph* **strong** `code`{=html} [a](javascript:x)",
    "&lt;b&gt; &amp; &#60;",
    "</div></p><!-- x",
    "{{7*7}} {% raw %}",
    "\\input{/etc/passwd} \\write18{x}",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
]
ALLOWED = re.compile(r"</?(?:i|b|sup|sub|span|a)\b[^<>]*>")


@pytest.mark.parametrize("title", HOSTILE)
def test_nothing_that_a_title_says_becomes_more_than_text(items, title):
    harmless = {"title": "harmless", "container-title": "harmless", "publisher": "harmless"}
    item = {"id": "a", "type": "chapter", "issued": {"date-parts": [[2000]]}}
    written = title.replace("<", '<<span class="nocase"></span>')
    hostile = {**item, **dict.fromkeys(harmless, written), "author": [{"literal": written}]}
    made = format_references([hostile], cache=Cache(None))["a"]
    twin = {**item, **harmless, "author": [{"literal": "harmless"}]}
    calm = format_references([twin], cache=Cache(None))["a"]
    assert ALLOWED.findall(made.entry_html) == ALLOWED.findall(calm.entry_html)
    assert "<" not in ALLOWED.sub("", made.entry_html)
    # A style may begin a sentence with a capital.
    assert made.entry_text.lower().count(title.lower()) == 4
    assert title in made.short


def test_hostile_bibtex_comes_out_as_text(formatted):
    references = formatted(
        "@book{a, author={{<img src=x>}}, title={<i>not italic</i> [@b] *x*}, year=2000,\n"
        ' url={javascript:alert(1)}}\n@online{b, title={T}, url={https://x.org/"><script>}}'
    )
    entry = references["a"].entry_html
    assert "&lt;i&gt;not italic&lt;/i&gt; [@b] *x*" in entry
    assert "&lt;img src=x&gt;" in entry
    assert "javascript:alert(1)" in entry
    assert "href" not in entry
    assert "<script>" not in references["b"].entry_html


def test_links_go_to_what_the_entry_names_and_to_doi(formatted):
    references = formatted(
        '@article{a, title={A}, doi={10.1000/a<b>"c}, year=2000}\n'
        "@online{b, title={B}, url={https://x.org/~a_b%20c?d=1&e=2}, year=2000}\n"
        "@online{c, title={C}, url={ftp://x.org/}, year=2000}\n"
    )
    assert re.findall('href="([^"]*)"', references["b"].entry_html) == [
        "https://x.org/~a_b%20c?d=1&amp;e=2"
    ]
    for link in re.findall('href="([^"]*)"', references["a"].entry_html):
        assert link.startswith("https://doi.org/10.1000/")
    assert "href" not in references["c"].entry_html


def test_no_two_of_a_thousand_sources_share_a_label(items):
    people = ["Sato, Di", "Kim, Ann", "Abel, Bo and Kim, Ann", "{World Bank}", "Sato, K."]
    text = "".join(
        f"@book{{k{n}, author={{{people[n % 5]}}}, title={{Title {n}}}, year={2000 + n % 9}}}\n"
        if n % 7
        else f"@misc{{k{n}, author={{{people[n % 5]}}}}}\n"
        for n in range(1000)
    )
    references = format_references(items(text), cache=Cache(None))
    shorts = {reference.short for reference in references.entries.values()}
    assert len(shorts) == len(references) == 1000


def test_a_style_of_numbers_leaves_labels_that_say_who(formatted):
    references = formatted(WORKS, style=NUMBERS)
    assert references["okada2008"].short == "Okada 2008"
    assert references["tambunan2006"].short == "Tambunan 2006a"
    assert references["guo2011"].entry_html == "4. <b>Patterns</b>"


def test_a_style_of_notes_leaves_labels_that_say_who(formatted):
    references = formatted(WORKS, style=NOTES)
    assert references["guo2011"].short == "Guo & Guo 2011"
    assert len({reference.short for reference in references.entries.values()}) == len(references)


def test_a_style_that_is_none_is_an_error_of_one_line(formatted):
    with pytest.raises(CannotGoOn) as stopped:
        formatted(WORKS, style=b"<style>")
    assert "\n" not in stopped.value.message
    assert stopped.value.message.startswith("pandoc failed")
    assert stopped.value.help


def test_no_sources_need_no_pandoc():
    assert format_references([], program=Path("nowhere")) == References()


def test_the_answer_is_kept_and_a_broken_one_is_asked_for_again(items, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(pandoc, "_ask", lambda *a, ask=pandoc._ask: asked.append(1) or ask(*a))
    cache = Cache(tmp_path / "kept")
    works = items(WORKS)
    first = format_references(works, cache=cache)
    assert format_references(works, cache=cache) == first
    assert len(asked) == 1
    (entry,) = (tmp_path / "kept").iterdir()
    key = entry.name
    for broken in (b"", b"{}", b'{"blocks": 3}', b"\xff", b'{"blocks": [{"t": "Para"}]}'):
        cache.put(key, broken)
        assert format_references(works, cache=cache) == first
    assert len(asked) == 6
    format_references(works, cache=cache, language="id")
    format_references(works, cache=cache, style=NUMBERS)
    assert len(asked) == 8


def test_what_is_kept_cannot_become_markup(items, tmp_path):
    cache = Cache(tmp_path)
    works = items("@book{a, author={A, B}, title={T}, year=2000}")
    format_references(works, cache=cache)
    (entry,) = tmp_path.iterdir()
    kept = cache.get(entry.name).decode()
    cache.put(entry.name, kept.replace('"T"', '"<script>"').encode())
    assert "&lt;script&gt;" in format_references(works, cache=cache)["a"].entry_html


def test_a_cache_that_cannot_be_written_is_done_without(items, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    references = format_references(items(WORKS), cache=Cache(tmp_path / "file" / "below"))
    assert references["okada2008"].short == "Okada 2008"


def program(tmp_path: Path, script: str) -> Path:
    path = tmp_path / "pandoc"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'heap overflow' >&2; echo more >&2; exit 251", "pandoc failed (251): heap overflow"),
        ("exit 3", "it does not say why"),
        ("cat >/dev/null; echo not json", "gave no answer that can be read"),
        ("cat >/dev/null; echo '{\"blocks\": []}'", "gave no answer that can be read"),
        ("exec 0<&-; exit 1", "pandoc failed (1)"),
    ],
)
def test_a_pandoc_that_fails_is_one_line(items, tmp_path, script, said):
    with pytest.raises(CannotGoOn) as stopped:
        format_references(items(WORKS), program=program(tmp_path, script), cache=Cache(None))
    assert said in stopped.value.message
    assert "\n" not in stopped.value.message


def test_a_pandoc_that_hangs_is_stopped(items, tmp_path, monkeypatch):
    monkeypatch.setattr(pandoc, "_SECONDS", 0.2)
    slow = program(tmp_path, "exec sleep 20")
    with pytest.raises(CannotGoOn, match="took longer"):
        format_references(items(WORKS), program=slow, cache=Cache(None))


def test_without_pandoc_the_message_names_what_to_install(items, monkeypatch):
    monkeypatch.setattr(pandoc, "installed", lambda: None)
    with pytest.raises(CannotGoOn) as stopped:
        format_references(items(WORKS))
    assert "pypandoc_binary" in stopped.value.help


def test_a_pandoc_that_is_gone_is_an_error_of_one_line(items, tmp_path):
    with pytest.raises(CannotGoOn, match="No such file"):
        format_references(items(WORKS), program=tmp_path / "none", cache=Cache(None))


def test_a_style_is_a_file_of_the_review(tmp_path):
    (tmp_path / "mine.csl").write_bytes(NUMBERS)
    assert find_style("mine.csl", tmp_path) == NUMBERS
    assert find_style("", tmp_path) is None
    for wrong, said in (
        ("../x.csl", "outside"),
        ("/etc/passwd", "outside"),
        ("no.csl", "no citation"),
    ):
        with pytest.raises(CannotGoOn, match=said):
            find_style(wrong, tmp_path)


def test_a_style_that_points_to_another_is_followed(tmp_path):
    link = '<link href="http://www.zotero.org/styles/other" rel="independent-parent"/>'
    (tmp_path / "mine.csl").write_text(f"<style><info>{link}</info></style>")
    (tmp_path / "other.csl").write_bytes(NUMBERS)
    assert find_style("mine.csl", tmp_path) == NUMBERS


def test_a_style_by_name_comes_from_the_optional_package(tmp_path, formatted):
    references = formatted(WORKS, style=find_style("apa", tmp_path))
    assert references["guo2011"].short == "Guo & Guo, 2011"
    with pytest.raises(CannotGoOn, match="no citation style called"):
        find_style("no-such-style", tmp_path)


def test_the_references_of_the_study_read_well():
    from evidence.bibtex import read
    from evidence.references import csl_items

    path = Path(__file__).resolve().parents[2] / "sources.bib"
    sources, diagnostics = read("sources.bib", path.read_bytes())
    assert diagnostics == ()
    references = format_references(csl_items(sources), cache=Cache(None))
    for key, reference in references.entries.items():
        assert reference.entry_text
        assert not re.search(r"[{}\\]|[^.]\.\.[^.]|  ", reference.entry_text), key
    assert len({reference.short for reference in references.entries.values()}) == len(sources)
