"""Sources as CSL-JSON: what a citation processor is told."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.bibtex import read
from evidence.model import Name, Source
from evidence.references import csl_items

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
BIBS = sorted((CORPORA / "bib").rglob("*.bib*")) if CORPORA.is_dir() else []


@pytest.fixture(scope="module")
def validator():
    schema = CORPORA / "schemas" / "schema__csl-data.json"
    if not schema.is_file():
        pytest.skip("the corpora are not beside the checkout")
    return jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))


@pytest.mark.skipif(not BIBS, reason="the corpora are not beside the checkout")
def test_every_real_source_is_a_valid_item(validator):
    checked = 0
    for path in BIBS:
        sources, _ = read(path.name, path.read_bytes())
        errors = list(validator.iter_errors(json.loads(json.dumps(csl_items(sources)))))
        assert not errors, (path.name, errors[0].message, list(errors[0].absolute_path))
        checked += len(sources)
    assert checked > 2500


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@article{a, entrysubtype={newspaper}}", "article-newspaper"),
        ("@article{a,}", "article-journal"),
        ("@inbook{a,}", "chapter"),
        ("@incollection{a,}", "chapter"),
        ("@conference{a,}", "paper-conference"),
        ("@techreport{a,}", "report"),
        ("@phdthesis{a,}", "thesis"),
        ("@online{a,}", "webpage"),
        ("@misc{a, url={https://x.org}}", "webpage"),
        ("@misc{a,}", "document"),
        ("@unheard_of{a,}", "document"),
    ],
)
def test_entry_types_of_bibtex_and_biblatex_have_a_csl_type(items, entry, expected):
    assert items(entry)[0]["type"] == expected


def test_a_whole_article_has_everything_in_its_place(items):
    (item,) = items(
        """\
        @article{guo2011,
          author = {Guo, Bin and van der Berg, Piet and {OECD} and others},
          title = {Patterns in {China}: {\\'E}tudes}, subtitle = {A {DNA} view},
          journal = {Technovation}, year = 2011, month = feb, volume = 31, number = {2--3},
          pages = {87--104}, doi = {https://doi.org/10.1016/x}, url = {http://dx.doi.org/10.1016/X},
          language = {Indonesian}, note = {Seen by nobody.}, issn = {0305-750X},
        }
        """
    )
    assert item == {
        "id": "guo2011",
        "type": "article-journal",
        "title": 'Patterns in <span class="nocase">China</span>: Études: '
        'A <span class="nocase">DNA</span> view',
        "container-title": "Technovation",
        "author": [
            {"family": "Guo", "given": "Bin"},
            {"family": "Berg", "given": "Piet", "non-dropping-particle": "van der"},
            {"literal": "OECD"},
            {"literal": "others"},
        ],
        "issued": {"date-parts": [[2011, 2]]},
        "volume": "31",
        "issue": "2–3",
        "page": "87-104",
        "DOI": "10.1016/x",
        "ISSN": "0305-750X",
        "language": "id",
        "note": "Seen by nobody.",
    }


def test_a_chapter_names_its_book_and_a_series_its_number(items):
    (item,) = items(
        "@incollection{a, title={A}, booktitle={B}, booksubtitle={C}, editor={Kim, Ann},"
        " series={S}, number=4, edition={Third}, address={Bogor}, chapter=2}"
    )
    assert item["container-title"] == "B: C"
    assert (item["collection-title"], item["collection-number"]) == ("S", "4")
    assert (item["edition"], item["publisher-place"], item["chapter-number"]) == ("3", "Bogor", "2")
    assert item["editor"] == [{"family": "Kim", "given": "Ann"}]


def test_a_thesis_says_what_kind_and_where(items):
    (item,) = items("@mastersthesis{a, title={A}, school={IPB}}")
    assert (item["genre"], item["publisher"]) == ("Master’s thesis", "IPB")


def test_how_it_was_published_is_its_publisher_unless_it_is_an_address(items):
    paper, page = items(
        "@misc{a, howpublished={Berita Negara: 326}}"
        "\n@misc{b, howpublished={\\url{https://x.org/~a}}}"
    )
    assert (paper["publisher"], "URL" in paper) == ("Berita Negara: 326", False)
    assert (page["URL"], "publisher" in page) == ("https://x.org/~a", False)


def test_a_tag_that_is_text_is_not_one_to_any_processor(items):
    (item,) = items("@book{a, title={The <i>tag</i> and <script> & {X}}, publisher={<b>}}")
    assert item["publisher"] == '<<span class="nocase"></span>b>'
    assert "<i>" not in item["title"]
    assert "<script> & " in item["title"]


def test_an_entry_with_next_to_nothing_is_an_item_with_nothing_made_up(items):
    assert items("@misc{a, author={Dipta}, year=2006}") == (
        {
            "id": "a",
            "type": "document",
            "author": [{"family": "Dipta"}],
            "issued": {"date-parts": [[2006]]},
        },
    )


FIELDS = st.dictionaries(
    st.sampled_from(
        [
            "title",
            "subtitle",
            "year",
            "date",
            "month",
            "day",
            "pages",
            "number",
            "edition",
            "url",
            "doi",
            "howpublished",
            "eprint",
            "archiveprefix",
            "language",
            "type",
            "publisher",
            "journal",
            "booktitle",
            "urldate",
            "origdate",
        ]
    ),
    st.text(max_size=12) | st.from_regex(r"[-y0-9Xu/.?~ ]{1,14}", fullmatch=True),
)


@settings(max_examples=200, deadline=None)
@given(FIELDS, st.sampled_from(["article", "book", "misc", "thesis", "incollection"]), st.text())
def test_whatever_an_entry_says_it_is_a_valid_item(validator, fields, kind, who):
    source = Source("a", kind, (Name(who, literal=who[:3]),), fields=fields, others=True)
    (item,) = csl_items([source])
    assert not list(validator.iter_errors([item]))
    json.dumps(item)
