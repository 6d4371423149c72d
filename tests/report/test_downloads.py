"""What the page gives away: links, citations, claims as CSV and JSON-LD, the bibliography."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import bibtexparser
import pytest

from evidence import bibtex

FORMULA = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def got(study, browser) -> dict[str, str]:
    """The three files that the page of the study offers."""
    page = browser.new_page()
    page.goto(study.path().as_uri())
    found = {name: saved(page, name) for name in ("csv", "jsonld", "bib")}
    page.close()
    return found


def saved(page, name: str) -> str:
    with page.expect_download() as waiting:
        page.click(f"#_{name}")
    assert waiting.value.suggested_filename.endswith(f".{name}")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    if name == "csv":  # only behind it Excel takes the file for UTF-8
        assert text.startswith("\ufeff")
    return text.removeprefix("\ufeff")


def unguarded(cell: str) -> str:
    """A cell as it was before it was made safe."""
    return cell.removeprefix("'")


def rows_of(text: str) -> list[dict[str, str]]:
    return [
        {name: unguarded(cell) for name, cell in row.items()}
        for row in csv.DictReader(StringIO(text), strict=True)
    ]


def test_the_table_holds_every_claim_as_the_files_have_it(got, counted):
    rows = rows_of(got["csv"])
    assert [row["id"] for row in rows] == list(counted.claims)
    facets = [axis for axis in counted.axes() if not axis.startswith("_")]
    assert "source_type" in facets
    for row in rows:
        claim = counted.claims[row["id"]]
        assert row["statement"] == " ".join(claim["statement"]["en"].split())
        assert row["standing"] == counted.standing(row["id"])
        assert row["sources"].split() == claim["sources"]
        assert row["via"].split() == claim.get("via", [])
        assert row["elements"].split() == counted.about(row["id"])
        assert row["quote"] == " | ".join(counted.quotes(row["id"]))
        for facet in facets:
            assert row[facet].split() == counted.values(row["id"], facet)


def test_no_cell_of_the_table_begins_a_formula(got):
    cells = [cell for row in csv.reader(StringIO(got["csv"])) for cell in row]
    assert not [
        cell for cell in cells if cell.startswith(FORMULA[:-1]) and not cell.startswith("'")
    ]


def test_the_linked_data_holds_every_claim_with_its_sources_and_quotes(got, counted, study):
    graph = json.loads(got["jsonld"])
    assert "http://www.w3.org/ns/anno.jsonld" in graph["@context"]
    assert [item["@id"] for item in graph["@graph"]] == [f"#{key}" for key in counted.claims]
    for item in graph["@graph"]:
        key = item["@id"][1:]
        assert item["@type"] == "Claim"
        assert item["text"] == " ".join(counted.claims[key]["statement"]["en"].split())
        assert item["isBasedOn"] == [f"#source-{s}" for s in counted.claims[key]["sources"]]
        targets = [annotation["target"] for annotation in item["appearance"]]
        assert [t["selector"]["exact"] for t in targets] == counted.quotes(key)
        assert {t["source"] for t in targets} <= {f"#source-{counted.of}"}
    assert study.folder.as_posix() not in got["jsonld"]


def test_the_bibliography_is_the_one_that_was_read(got, study):
    given = (study.review / "sources.bib").read_text(encoding="utf-8")
    ours, theirs = (bibtexparser.parse_string(text) for text in (got["bib"], given))
    assert not ours.failed_blocks
    assert {e.key: e.entry_type for e in ours.entries} == {
        e.key: e.entry_type for e in theirs.entries
    }
    before, _ = bibtex.read("sources.bib", given.encode())
    after, wrong = bibtex.read("sources.bib", got["bib"].encode())
    assert not [d for d in wrong if d.severity == "error"]
    assert {s.key: facts(s) for s in after} == {s.key: facts(s) for s in before}


def facts(source) -> tuple:
    return source.type, source.authors, source.title, source.year, dict(source.fields)


def test_a_permanent_link_and_a_citation_can_be_copied(study, counted, show):
    page = show(study.path(), permissions=["clipboard-read", "clipboard-write"])
    key = next(k for k in counted.findings if "ans." not in k)
    card = page.locator(f'[id="{key}"]')
    card.locator("summary", has_text="cite this finding").click()
    assert card.locator("button").all_text_contents() == [
        "copy link",
        "copy as text",
        "BibTeX",
        "CSL-JSON",
    ]

    def copied(name: str) -> str:
        button = card.locator("button", has_text=name)
        button.click()
        said = page.evaluate("navigator.clipboard.readText()")
        assert card.locator("button", has_text="copied").count() == 1
        page.wait_for_timeout(1400)
        assert button.count() == 1
        return said

    title = counted.findings[key]["statement"]["en"]
    assert copied("copy link") == f"{study.path().as_uri()}#{key}"
    text, bibtex, csl = (copied(name) for name in ("copy as text", "BibTeX", "CSL-JSON"))
    version = f"sha256 {study.json['inputs_sha256'][:12]}, Evidence {study.json['tool']['version']}"
    assert text.startswith(f"“{title}” (")
    assert text.endswith(f"{page.title()}, {key}, {version}. #{key}")
    library = bibtexparser.parse_string(bibtex)
    assert not library.failed_blocks
    (entry,) = library.entries
    assert (entry.key, entry.entry_type) == (key, "incollection")
    assert entry["title"].strip("{}") == title
    assert version in entry["note"]
    (item,) = json.loads(csl)
    assert (item["id"], item["title"], item["container-title"]) == (key, title, page.title())
    assert item["version"] == version
    # Where on a machine the file lay is nobody's business.
    assert study.folder.as_posix() not in text + bibtex + csl


def test_a_citation_says_what_the_review_finds_whatever_is_left_out(study, show):
    page = show(study.path(), permissions=["clipboard-read", "clipboard-write"])
    choice, key = next(
        (source, told[0]["finding"])
        for source, told in study.json["without_source"].items()
        if told
    )
    card = page.locator(f'[id="{key}"]')
    card.locator("summary", has_text="cite this finding").click()
    button = card.locator("button").nth(1)
    button.click()
    whole = page.evaluate("navigator.clipboard.readText()")
    page.select_option("#_without", choice)
    assert card.locator(".support .lost").count() == 1
    button.click()
    assert page.evaluate("navigator.clipboard.readText()") == whole


def test_a_citation_survives_the_signs_of_tex(build, tmp_path, show):
    given = (Path(__file__).parent / "odd" / "claims.yaml").read_text(encoding="utf-8")
    odd = "50 % of {beds} & rows #1_a cost $5 ~ C:\\beds ^2"
    (tmp_path / "claims.yaml").write_text(
        given.replace("statement: Beds are dug.", f"statement: '{odd}'"), encoding="utf-8"
    )
    bib = (Path(__file__).parent / "odd" / "sources.bib").read_bytes()
    (tmp_path / "sources.bib").write_bytes(bib)
    page = show(build(tmp_path).path(), permissions=["clipboard-read", "clipboard-write"])
    card = page.locator('[id="f.all"]')
    card.locator("summary", has_text="cite this finding").click()
    card.locator("button", has_text="BibTeX").click()
    found, wrong = bibtex.read("x.bib", page.evaluate("navigator.clipboard.readText()").encode())
    assert not wrong
    (source,) = found
    assert source.title == odd
