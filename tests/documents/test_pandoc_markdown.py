"""Pandoc takes the report as it is: no warning, every citation resolved, the same ids."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from urllib.parse import unquote

import pytest

from evidence.language import Catalogue
from evidence.pages.leaning import LeaningTable
from evidence.pages.phrases import Phrase
from evidence.report.escaping import flat, pandoc
from evidence.report.markdown import markdown

IDS = re.compile(r'\sid="([^"]+)"')
LINKS = re.compile(r'href="#([^"]+)"')


@pytest.fixture(scope="module")
def drawn(report, ask) -> str:
    return ask(report, "--citeproc", "--to=html", "--standalone")


def test_the_ids_are_those_of_the_report_on_github(drawn, shown, templates_of):
    github = "".join(markdown(shown, templates_of, Catalogue("en"), mermaid="").values())
    ours = set(re.findall(r'<a id="([^"]+)"></a>', github)) - {"cite"}
    found = IDS.findall(drawn)
    assert ours <= set(found)
    assert {key: n for key, n in Counter(found).items() if n > 1} == {}


def test_an_id_of_no_item_is_one_that_pandoc_gave_to_a_heading(drawn, report):
    ours = set(re.findall(r"\{(?:#|id=\")([^\s\"}]+)", report))
    headings = set(re.findall(r'<h\d[^>]* id="([^"]+)"', drawn))
    others = {key for key in IDS.findall(drawn) if key not in ours and not key.startswith("ref-")}
    assert others - headings <= {"refs", "title-block-header"}


def test_every_link_inside_leads_somewhere(drawn):
    assert {unquote(key) for key in LINKS.findall(drawn)} <= set(IDS.findall(drawn))


def test_every_source_is_cited_and_in_the_list_of_references(drawn, checked):
    cited = {key for found in re.findall(r'data-cites="([^"]+)"', drawn) for key in found.split()}
    assert cited == set(checked.graph.used_sources())
    assert {f"ref-{key}" for key in cited} <= set(IDS.findall(drawn))


def test_a_passage_is_cited_with_its_locator_in_the_text_that_was_read(report, drawn):
    assert "> “name more vegetables” [@sato2019, sec. 2.1, “Tasting”, para. 1]" in report
    assert "> “know their vegetables” [@sato2019, p. 14]" in report
    text = " ".join(re.sub(r"<[^>]+>", "", drawn).split())
    assert "“name more vegetables” (Sato 2019, sec. 2.1, “Tasting”, para. 1)" in text
    assert "“know their vegetables” (Sato 2019, 14)" in text


def test_works_cited_together_are_one_citation(report):
    assert "cited · [@kim2003; @abel2005] through [@moore2010]" in report


def test_the_bibliography_stands_in_the_head_as_the_sources_have_it(report, ask, items):
    meta = json.loads(ask(report, "--to=json"))["meta"]["references"]["c"]
    assert [plain(entry["c"]["id"]) for entry in meta] == [item["id"] for item in items]
    titles = [plain(entry["c"]["title"]) for entry in meta if "title" in entry["c"]]
    assert "Gardens in schools & what they teach" in titles
    assert "Tasting the DNA of a garden" in titles


def test_protected_capitals_stay_in_a_title(report, drawn):
    assert "Tasting the [DNA]{.nocase} of a garden" in report
    assert 'Tasting the <span class="nocase">DNA</span> of a garden' in " ".join(drawn.split())


@pytest.mark.parametrize("key", ["a_b", "DBLP:conf/x/Kim03", "müller2003", "x.y-z", "a{b}", "a b"])
def test_a_citation_key_of_any_kind_resolves_or_stays_a_link(key, shown, written, ask):
    source = replace(shown.sources[1], key=key, anchor=f"source-{key}")
    text = written(
        replace(shown, sources=(source,), groups=(), other_claims=(), cell_tables=(),
                conclusions=(), kinds=(), leaning=LeaningTable((), ()),
                questions=(), elements=(), relations=(), maps=(), measures=(), tensions=(),
                qualifications=(), of=None),
        references=[{"id": key, "type": "book", "title": "T", "issued": {"date-parts": [[2003]]}}],
    )  # fmt: skip
    html = ask(text, "--citeproc", "--to=html")
    cited = key not in {"a{b}", "a b"}
    assert ('class="citation"' in html) is cited
    assert f"source-{key}" in [unquote(found) for found in IDS.findall(html)]


def test_a_text_in_another_language_is_marked_as_such(shown, written, ask):
    claim = replace(
        shown.groups[0].findings[0].housed[0],
        id="another",
        statement=Phrase("Kebun mengajar.", "id"),
    )
    html = ask(written(replace(shown, other_claims=(claim,))), "--citeproc", "--to=html")
    assert '<span lang="id">Kebun mengajar.</span>' in " ".join(html.split())


def test_the_languages_of_the_report_and_its_locators_agree(page_in, written, ask):
    text = written(page_in("id"))
    assert "lang: id\n" in text
    ask(text, "--citeproc", "--to=html")


def test_the_picture_is_defined_at_the_end_and_shown_in_its_place(shown, written, ask, nodes):
    text = written(shown, picture="data:image/svg+xml;base64,AAAA")
    assert text.rstrip().endswith("[framework]: <data:image/svg+xml;base64,AAAA>")
    figures = [node for node in nodes(ask(text, "--to=json")) if node["t"] == "Figure"]
    assert len(figures) == 1


def test_without_a_picture_there_is_no_figure(report, ask, nodes):
    assert not [
        node for node in nodes(ask(report, "--to=json")) if node["t"] in {"Figure", "Image"}
    ]


def test_no_html_and_no_tex_of_ours_or_of_anyone(report, ask, nodes):
    kinds = {node["t"] for node in nodes(ask(report, "--citeproc", "--to=json"))}
    assert not kinds & {"RawInline", "RawBlock", "Math", "Note", "DefinitionList", "LineBlock"}


NASTY = [
    "@kim2003 and [@x]", "it's \"so\" -- or... not", "x^2^ H~2~O", "$x$", "\\alpha{x}", "[x]{.y}",
    "# h {#i}", "a{#b}", "::: div", "| line", "% title", "(@) x", "A. x", "(1) x", "iv) x", "#. x",
    "Term\n: def", "^[note]", "[^1]: x", "<b>x</b>", "`x`{=html}", "{{< shortcode >}}", "--- x",
    "*x*", "__x__", "![x](y){z}", "www.e.org", "a---b", "'a' b", "e.g. x", "1. x", "- x", "==x==",
]  # fmt: skip


@pytest.mark.parametrize("before", ["", "- ", "> ", "# ", "[", "**"])
def test_a_text_is_words_wherever_it_stands(before, ask):
    after = {"[": "](#x)", "**": "**"}.get(before, "")
    text = "\n\n".join(f"{before}{pandoc(nasty)}{after}\n\n```\n```" for nasty in NASTY)
    blocks = json.loads(ask(text, "--to=json"))["blocks"]
    assert [plain(block) for block in blocks if block["t"] != "CodeBlock"] == [
        flat(x) for x in NASTY
    ]


@pytest.mark.parametrize("name", ["strings/blns", "xss/run-by-themselves", "xss/dompurify-expect"])
def test_every_hostile_string_reads_back_as_itself(name, corpora, ask, nodes):
    found = json.loads((corpora / "security" / f"{name}.json").read_text(encoding="utf-8"))
    texts = [one["payload"] if isinstance(one, dict) else one for one in found]
    texts = [text for text in texts if isinstance(text, str) and flat(text)]
    document = ask("\n\n".join(f"{pandoc(text)}\n\n```\n```" for text in texts), "--to=json")
    blocks = [block for block in json.loads(document)["blocks"] if block["t"] != "CodeBlock"]
    assert {node["t"] for node in nodes(blocks)} <= {"Para", "Str", "Space"}
    assert [plain(block) for block in blocks] == [spaced(text) for text in texts]


def spaced(text: str) -> str:
    return " ".join(flat(text).replace("\xa0", " ").split(" "))


def plain(node) -> str:
    """The words of a piece of a pandoc document; a space that it made unbreakable is one."""
    if isinstance(node, list):
        return "".join(map(plain, node))
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind in {"Str", "MetaString"}:
        return content.replace("\xa0", " ")
    if kind in {"Space", "SoftBreak"}:
        return " "
    return plain(content)
