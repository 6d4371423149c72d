"""What an author can write reaches the page, `evidence.json` and the tables, or is excepted by name.

A review with every key of the model is built with and without each key: what
it says is somewhere if the output changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
import yaml

from evidence import review as reviews
from evidence.build import Options, Tools, build
from evidence.exchange.json import evidence_json
from evidence.exchange.tables import tables
from evidence.files.reading import templates
from evidence.language import Catalogue
from evidence.model import fields as kinds
from evidence.model.fields import fields_of
from evidence.pages.citations import Citations, Cited
from evidence.pages.diagram import captions, diagram
from evidence.pages.edition import Edition
from evidence.pages.page import page
from evidence.pages.passages import Passages
from evidence.pages.translated import Translated
from evidence.synthesis.synthesis import synthesise
from evidence.yaml.shapes import NOUNS
from tests.model.whole import whole

BIB = "\n".join(
    f"@misc{{{key}, author = {{{name}, A.}}, title = {{On {key}}}, year = {{2003}}}}"
    for key, name in (("kim2003", "Kim"), ("lopes2012", "Lopes"), ("abel2005", "Abel"))
)
# without these an item is none; their texts are looked for instead
NEEDED = {"id", "sources", "at", "kind", "claim", "source", "label", "statement", "text", "of",
          "unit", "judgement", "because", "values", "where", "none"}  # fmt: skip

TEAM = "for the team; never printed"
CHECKS = "what the checks go by"
SETUP = "how the report is made, not what it says"
SILENT = "the report counts what is silenced; here it silences nothing"
MEMOS = dict.fromkeys(("Claim.memo", "Finding.memo", "Element.memo", "SourceFacts.memo"), TEAM)
# output -> noun.key, or a whole noun -> why it does not show there
EXCEPTED: dict[str, dict[str, str]] = {
    "page": {
        **MEMOS,
        **dict.fromkeys(("Claim.allow", "Element.allow", "SourceFacts.allow", "Finding.allow"), SILENT),
        "Facet.definition": "for coders: the codebook and editors show it",
        "FacetValue.definition": "for coders: the codebook and editors show it",
        "Facet.required": CHECKS, "Measure.total": CHECKS, "FindingKind.concerns": CHECKS,
        "Passage.prefix": "it finds the place; the page shows the quote",
        "Passage.suffix": "it finds the place; the page shows the quote",
        "Review.languages": "each has a report of its own", "Review.style": SETUP,
        "Review.texts": SETUP,
    },
    "json": MEMOS,
    "tables": {
        **MEMOS,
        **dict.fromkeys(
            ("Claim.allow", "Finding.allow", "Element.allow", "SourceFacts.allow"),
            "a reason to the checks; `evidence.json` has it",
        ),
        **dict.fromkeys(
            ("Review", "Framework", "Facet", "FacetValue", "FindingKind", "Cell", "Question",
             "ReviewAssessment", "Contrast", "Author", "Machine", "Search", "Flow", "Identified",
             "Removed", "Included"),
            "the tables are of claims, findings, sources, elements and figures",
        ),
        "Link.how": "a link is the id of the other claim", "Link.stated": "as above",
        "Measure.part_labels": "a part is named by its key",
        "SameAuthor.certain": "the other work is named by its key",
    },
}  # fmt: skip
# keys that this review cannot show, whichever output is looked at
ELSEWHERE = {
    "FindingKind.side_by_side": "its columns replace those of cells (tests/synthesis/test_cells.py)",
    "AppraisalItem.answer": "a tool scores or answers (tests/pages/test_provenance.py)",
    "Cell.own": "only a review of one study has own statements (tests/pages/test_judgements.py)",
    "FindingKind.judged": "only a review of one study judges (tests/pages/test_judgements.py)",
    "Review.bar": "only a review of one study judges (tests/pages/test_judgements.py)",
    "Measure.about": "a figure is exact or not (tests/yaml/test_format.py)",
    "Review.format": "there is one, and it is what is meant without it",
}


def keys() -> Iterator[tuple[str, str]]:
    for noun in NOUNS:
        for field in fields_of(noun):
            if isinstance(field.kind, kinds.Inline | kinds.HeldBy | kinds.Facets):
                continue
            known = f"{noun.__name__}.{field.key}" in ELSEWHERE
            if noun.__name__ != "File" and field.key not in NEEDED and not known:
                yield noun.__name__, field.key


@cache
def outputs(left_out: tuple[str, str]) -> dict[str, str]:
    """Return the page, the JSON and the tables of the whole review without one key."""
    made = whole(lambda field: f"about {field}", left_out)
    data = yaml.dump(made, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode()
    checked = reviews.check(reviews.Input([("claims.yaml", data)], ("sources.bib", BIB.encode())))
    found = synthesise(checked.graph)
    json = evidence_json(
        checked.graph, found, checked.states, checked.signed, data_hash="0" * 64, version="0"
    )
    csv = tables(checked.graph, found.support, checked.states, checked.signed)
    return {"page": shown(checked, found), "json": json, "tables": "".join(csv.values())}


def shown(checked, found) -> str:
    """Return all that the page of a review shows: the values that its templates see."""
    graph = checked.graph
    citations = Citations({key: Cited(key, key, key) for key in graph.sources})
    review = Translated(graph, Catalogue("en"), citations.labels)
    silenced = tuple(one.reason for one in checked.silenced)
    drawn = diagram(graph, "en", captions(graph, review.words))
    edition = Edition((), "0" * 64, "0")
    return repr((page(review, found, Passages(), citations, edition, drawn, ""), silenced))


@pytest.mark.parametrize("at", list(keys()), ids=".".join)
def test_a_key_is_seen_in_every_output_or_excepted_with_its_reason(at):
    whole_of_it, without = outputs(("", "")), outputs(at)
    for output, excepted in EXCEPTED.items():
        seen = without[output] != whole_of_it[output]
        by_name = ".".join(at) in excepted
        assert seen or by_name or at[0] in excepted, f"show it ({output}), or except it here"
        assert not (seen and by_name), f"it shows ({output}): the exception can go"


@cache
def drawn() -> dict[str, str]:
    """Return the HTML and the Markdown of the whole review, without marks of escaping."""
    data = yaml.dump(
        whole(lambda field: f"about {field}"), Dumper=yaml.CSafeDumper, sort_keys=False
    ).encode()
    checked = reviews.check(reviews.Input([("claims.yaml", data)], ("sources.bib", BIB.encode())))
    tools = Tools(
        words=Catalogue,
        cite=lambda sources, _: {s.key: Cited(s.key, s.key, s.key) for s in sources},
        draw=lambda _: None,
        templates=templates(),
    )
    files = build(checked, "0" * 64, tools, Options(formats=("html", "md")))
    return {
        "HTML": files["report.html"].decode(),
        "Markdown": "".join(
            text.decode() for name, text in files.items() if name.endswith(".md")
        ).replace("\\", ""),
    }


# noun.key -> why the page shows it, and this form does not
NOT_IN_HTML: dict[str, str] = {}
NOT_IN_MARKDOWN: dict[str, str] = {}


@pytest.mark.parametrize(
    ("form", "excepted"), [("HTML", NOT_IN_HTML), ("Markdown", NOT_IN_MARKDOWN)]
)
def test_a_text_that_a_page_shows_stands_in_each_of_its_forms(form, excepted):
    shown = outputs(("", ""))["page"]
    texts = {
        f"{noun.__name__}.{field.key}"
        for noun in NOUNS
        for field in fields_of(noun)
        if isinstance(field.kind, kinds.Text | kinds.Words)
    }
    of_page = {at for at in texts if f"about {at}" in shown or f"words of {at}" in shown}
    missing = {at for at in of_page if at not in drawn()[form]}
    assert len(of_page) > 30
    assert missing == excepted.keys()
