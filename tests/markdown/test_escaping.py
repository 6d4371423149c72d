"""Whatever a text holds, it reads back as itself, in every place where a text can stand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from evidence.report.escaping import destination, flat, gfm
from evidence.report.rich_text import rich

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = {"i": ("*", "*"), "b": ("**", "**")}
# Where a text can stand: around it, and the tags that are there whatever it says.
PLACES = {
    "paragraph": ("", "", ["p"]),
    "after our words": ("words ", "", ["p"]),
    "list item": ("- ", "", ["ul", "li"]),
    "nested": ("- a\n  - ", "", ["ul", "li", "ul", "li"]),
    "quote": ("> ", "", ["blockquote", "p"]),
    "heading": ("### ", "", ["h3"]),
    "after a hard break": ("a\\\n", "", ["p", "br"]),
    "strong": ("**", "**", ["p", "strong"]),
    "link": ("[", "](#x)", ["p", "a"]),
    "before a link": ("", " [x](#x)", ["p", "a"]),
    "cell": ("| h |\n| - |\n| ", " |", ["table", "thead", "tr", "th", "tbody", "tr", "td"]),
}
NASTY = [
    "# no heading", "#", "a #", "- no item", "+ no", "* no", "1. no", "12) no", "---", "===", "***",
    "> no", "    no code", "``` no", "~~~", "| a | b |", "a|b", ":-:", "[x](http://e.org)", "[x][y]",
    "[x]: http://e.org", "![x](y)", "![", "<b>x</b>", "<http://e.org>", "<!-- x -->", "&amp; &#65;",
    "&copy", "*x*", "_x_", "__x__", "snake_case_", "~x~", "~~x~~", "`x`", "``", "\\", "\\\\", "a\\",
    "\\*x\\*", "x\n\n# y", "x\n- y", "x\n===", "$x$ and $5", "wow!", "http://e.org", "WWW.E.ORG",
    '<a id="x"></a>', "a  b", "\ta", "[ ] task", "[^1]", "{{ 7*7 }}", "@user #123", ":+1:",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", NASTY)
def test_a_text_is_words_wherever_it_stands(place, text, read):
    before, after, tags = PLACES[place]
    drawn = read(f"{before}{gfm(text)}{after}")
    assert drawn.tags == tags
    ours = read(f"{before}zzz{after}").text
    assert drawn.text == " ".join(ours.replace("zzz", flat(text)).split())


@pytest.mark.parametrize("name", ["strings/blns", "xss/run-by-themselves", "xss/dompurify-expect"])
def test_every_hostile_string_reads_back_as_itself(name, corpora, read):
    found = json.loads((corpora / "security" / f"{name}.json").read_text(encoding="utf-8"))
    texts = [one["payload"] if isinstance(one, dict) else one for one in found]
    texts = [text for text in texts if isinstance(text, str) and flat(text)]
    assert len(texts) > 100
    for text in texts:
        drawn = read(f"- {gfm(text)}")
        assert (drawn.tags, drawn.links) == (["ul", "li"], []), text
        assert drawn.text == " ".join(flat(text).split()), text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_reads_back_as_itself(text):
    drawn = GITHUB.parseInline(gfm(text))[0]
    assert {child.type for child in drawn.children} <= {"text", "text_special"}
    assert "".join(child.content for child in drawn.children) == flat(text)


def test_the_control_with_escaping_off_sees_markup(read):
    assert read("- <b>x</b> *y* [z](http://e.org)").tags == ["ul", "li", "b", "em", "a"]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("see http://e.org", r"see http\://e.org"),
        ("HTTPS://e.org/a_b", r"HTTPS\://e.org/a_b"),
        ("_ftp://e.org", r"\_ftp\://e.org"),
        ("www.e.org", r"www\.e.org"),
        ("a $5 note", "a &#36;5 note"),
    ],
)
def test_nothing_is_left_for_github_to_make_a_link_or_mathematics_of(text, markdown):
    assert gfm(text) == markdown


def test_prose_stays_as_it_is():
    text = "Of 20 pupils (5 %), one-third said: “more” – in 2.1, a_b; it's 3.9 million!  Or not?"
    assert (
        gfm(text)
        == "Of 20 pupils (5 %), one-third said: “more” – in 2.1, a_b; it's 3.9 million! Or not?"
    )


@pytest.mark.parametrize(
    "href", ["#source-a b", "#source-(x)", "#source-ü", "#a<b>", "https://e.org/a|b?c=`d`", "#x\\y"]
)
def test_an_address_stays_one_address(href, read):
    drawn = read(f"| [x]({destination(href)}) |\n| - |")
    assert drawn.tags == ["table", "thead", "tr", "th", "a"]
    assert destination(href) in drawn.links


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("Kim. <i>On &amp; on</i>.", "Kim. *On & on*."),
        ("<b>3</b> (2)", "**3** (2)"),
        ("<i>A <i>B</i> C</i>", "*A B C*"),
        ("H<sub>2</sub>O <span class='x'>s</span>", "H2O s"),
        ("<i> spaced </i>x", "*spaced* x"),
        ("x<i>(y)</i>z", "x(y)z"),
        ("<b>a</b><i>b</i>", "**a**b"),
        ('<a href="https://e.org/a_b">https://e.org/a_b</a>.', "<https://e.org/a_b>."),
        ('<a href="https://e.org/(x)">here</a>', "[here](https://e.org/%28x%29)"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ("<script>x</script>", "x"),
        ("&lt;b&gt; *", r"\<b> \*"),
        ("</i>x<i>y", "xy"),
    ],
)
def test_the_small_html_of_references_becomes_markdown(html, markdown):
    assert rich(html, gfm, SIGNS) == markdown
