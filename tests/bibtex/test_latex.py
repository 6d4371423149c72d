"""LaTeX as Unicode, and the markup that titles keep."""

from __future__ import annotations

import re
from html import unescape
from string import ascii_letters

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.bibtex import latex_commands
from evidence.bibtex.latex import decode
from evidence.bibtex.latex_commands import Reader

PLAIN = [
    (r"Garc{\'\i}a", "García"),
    (r"Garc\'{i}a M\"uller {\"U}ber", "García Müller Über"),
    (r"Stra{\ss}e, {\O}stergaard, \AA{}rhus, {\L}{\'o}d{\'z}", "Straße, Østergaard, Århus, Łódź"),
    (
        r"\v{C}apek, Fran\c{c}ois, Fran\c cois, Erd\H{o}s, \k{a}",
        "Čapek, François, François, Erdős, ą",
    ),
    (r"\'{\^e}", "ế"),
    (r"Zhang \& Co. 50\% \$5 \#1 a\_b", "Zhang & Co. 50% $5 #1 a_b"),
    ("1990--2000, and --- so", "1990–2000, and — so"),
    ("``Smart'' quotes", "“Smart” quotes"),
    ("R.~M. Smith", "R.\u00a0M. Smith"),
    (r"H$_2$O and $\alpha$-test, $p < 0.05$", "H2O and α-test, p < 0.05"),
    ("from $5 to $10", "from $5 to $10"),
    ("one $ alone", "one $ alone"),
    (r"\emph{E. coli} \textbf{b} {\it c}", "E. coli b c"),
    (r"see \url{https://x.org/~a_b%20c}", "see https://x.org/~a_b%20c"),
    ("at http://x.org/~name here", "at http://x.org/~name here"),
    (r"\href{https://x.org}{a site}", "a site"),
    (r"\textquotesingle a\textquotesingle, \textendash, \ldots", "'a', –, …"),
    (r"\aleph, \varkappa", "ℵ, ϰ"),
    ("  much\n   space  ", "much space"),
    (r"e\u{}", r"e\u"),
    ("Fußnote\u0308", "Fußnotë"),
]


@pytest.mark.parametrize(("written", "meant"), PLAIN)
def test_a_title_says_what_the_latex_means(bib, written, meant):
    read = bib(f"@book{{a, title = {{{written}}}}}")
    assert read.sources["a"].title == meant


RICH = [
    ("The role of {DNA}", 'The role of <span class="nocase">DNA</span>'),
    (r"{\'E}tude in {G}", 'Étude in <span class="nocase">G</span>'),
    ("{{All of it}}", '<span class="nocase">All of it</span>'),
    (r"\emph{E. coli} & <b>", "<i>E. coli</i> &amp; &lt;b&gt;"),
    (r"CO\textsubscript{2}", "CO<sub>2</sub>"),
    (r"{\sc Strips}", '<span class="small-caps">Strips</span>'),
    ("{<script>} {A}", '&lt;script&gt; <span class="nocase">A</span>'),
    ("no capitals in {braces}", ""),
    (r"{\LaTeX} and {\v{c}}", ""),
]


@pytest.mark.parametrize(("written", "rich"), RICH)
def test_protected_capitals_and_styles_are_kept_as_safe_html(bib, written, rich):
    source = bib(f"@book{{a, title = {{{written}}}}}").sources["a"]
    assert source.rich.get("title", "") == rich


@pytest.mark.parametrize("field", ["url", "doi", "file", "eprint"])
def test_an_address_comes_out_as_it_is(bib, field):
    written = "https://x.org/~a_b%20c?d=--&e={f}"
    assert bib(f"@book{{a, {field} = {{{written}}}}}").sources["a"].fields[field] == written


def test_escapes_that_tex_needs_in_an_address_are_undone(bib):
    read = bib(r"@book{a, url = {\url{https://x.org/a{\_}b\%20c\&d}}}")
    assert read.sources["a"].fields["url"] == "https://x.org/a_b%20c&d"


def test_a_command_without_a_meaning_stays_and_is_reported(bib):
    read = bib("@book{a,\n title = {A \\nosuch{thing} \\input{/etc/passwd}}}")
    assert read.sources["a"].title == r"A \nosuch{thing} \input{/etc/passwd}"
    assert read.found == [("undecoded-latex", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "{" * 5000,
        "{A" * 5000 + "}" * 5000,
        r"{\em a" * 3000,
        r"\'" * 5000,
        r"\emph" * 5000,
        "$" * 999,
    ],
)
def test_no_depth_and_no_length_stops_the_decoder(bib, text):
    assert list(bib(f"@book{{a, title = {{{text}}}}}").sources) == ["a"]


LATEX_LIKE = st.lists(
    st.sampled_from(
        [
            "{",
            "}",
            "\\emph",
            "\\'",
            "\\textsc",
            "$",
            "^",
            "_",
            "<b>",
            "&",
            "--",
            "A",
            "é",
            " ",
            "\\x",
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(LATEX_LIKE)
def test_rich_text_is_the_plain_text_and_a_few_tags(value):
    plain, rich, *_ = decode(value)
    if rich:
        bare = re.sub(r'</?(?:i|b|sub|sup|span)>|<span class="(?:nocase|small-caps)">', "", rich)
        assert "<" not in bare
        assert unescape(bare).split() == plain.split()


def test_an_accent_stands_on_the_first_letter_even_where_that_is_a_sign_of_html():
    plain, rich, *_ = decode("{A} \\'{<b>}")
    assert plain == "A <\u0301b>"
    assert rich == '<span class="nocase">A</span> &lt;\u0301b&gt;'


def test_the_large_table_of_commands_is_made_only_when_it_is_needed():
    latex_commands._table.cache_clear()
    latex_commands._looked_up.cache_clear()
    decode("\\'e {\\o} {DNA} \\emph{x}")
    assert latex_commands._table.cache_info().currsize == 0
    assert decode("\\textbaht").plain == "฿"
    assert latex_commands._table.cache_info().currsize == 1


@pytest.mark.parametrize("accent", list("`'^\"~=.cv"))
def test_an_accent_is_read_alike_in_the_quick_way_and_in_the_careful_one(accent):
    space = " " if accent.isalpha() else ""
    for letter in ascii_letters:
        one = f"\\{accent}{space}{letter}"
        forms = [f"x{{{one}}}y Z", f"{{\\{accent}{{{letter}}}}}", f"a {{T{{{one}}}b}} c"]
        if not space:
            forms += [f"x{one}y", f"\\{accent}{{{letter}}} {{DNA}} \\& b\\%"]
        for form in forms:
            careful = Reader()
            careful.read(form)
            assert decode(form) == careful.decoded(), form
