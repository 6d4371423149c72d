"""What the page gives away: links, citations, claims as CSV and JSON-LD, the bibliography."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import bibtexparser
import pytest

from evidence import bibtex
from tests.browser import timed

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
    # in the order of the page, where each has its one place
    assert sorted(row["id"] for row in rows) == sorted(counted.claims)
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


def test_a_button_says_for_a_while_under_which_name_the_file_was_kept(study, show):
    page = show(study.path())
    button = page.locator("#kind-strategy .csv")
    with page.expect_download() as waiting:
        button.click()
    name = waiting.value.suggested_filename
    assert name == "kind-strategy.csv"
    assert button.inner_text() == f"among your downloads: {name}"
    assert page.locator("#_find > [role=status]").last.text_content().endswith(name)
    page.wait_for_function(
        "() => document.querySelector('#kind-strategy .csv').textContent === 'CSV'"
    )


def table_of(page, section: str) -> list[list[str]]:
    """The table that a section of the report part offers, as rows of plain cells."""
    with page.expect_download() as waiting:
        page.click(f'[id="{section}"] > .csv')
    assert waiting.value.suggested_filename == f"{section}.csv"
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    return [
        [unguarded(cell) for cell in row] for row in csv.reader(StringIO(text[1:]), strict=True)
    ]


def test_each_table_of_the_report_part_is_a_file_of_its_sentences(study, counted, show):
    page = show(study.path())
    offered = [s.get_attribute("id") for s in page.query_selector_all("main > section:has(> .csv)")]
    assert {"kind-conclusion", "kind-challenge", "leaning"} <= set(offered)
    assert "evidence" not in offered
    for section in offered:
        rows = table_of(page, section)
        assert len({len(row) for row in rows}) == 1, section
        assert not [cell for row in rows for cell in row if cell in counted.claims], section
    said = {one["id"]: one for one in study.json["findings"]}
    head, *rows = table_of(page, "kind-conclusion")
    assert head == [
        "number", "How far it is cited", "What the study concludes", "What is cited",
        "Nobody is cited for", "Sources", "link",
    ]  # fmt: skip
    assert {row[-1][1:] for row in rows} == {
        k for k, f in said.items() if f["kind"] == "conclusion"
    }
    numbers = {
        card.xpath("string(./article/@id)"): card.xpath("string(./summary/*[@class='num'])")
        for card in study.tree().xpath("//details[@class='finding']")
    }
    for number, judged, sentence, *_, link in rows:
        one = said[link[1:]]
        assert number == numbers[link[1:]]
        assert sentence == (one.get("short") or one["statement"])["en"]
        assert judged, sentence


def test_the_linked_data_holds_every_claim_with_its_sources_and_quotes(got, counted, study):
    graph = json.loads(got["jsonld"])
    assert "http://www.w3.org/ns/anno.jsonld" in graph["@context"]
    named = [item["@id"] for item in graph["@graph"]]
    assert sorted(named) == sorted(f"#{key}" for key in counted.claims)
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


@pytest.fixture
def copied(study, show):
    """Return a function that opens what cites an item, and copies it in one of its forms."""
    page = show(study.path(), permissions=["clipboard-read", "clipboard-write"])
    passes = timed(page)

    def copy(where: str, name: str) -> str:
        box = page.locator(where)
        box.evaluate(
            """box => {
              for (const d of box.querySelectorAll('details')) d.open = true;
              for (let d = box.parentNode.closest('details'); d; d = d.parentNode.closest('details')) d.open = true;
            }"""
        )
        if not box.evaluate("box => box.open"):
            box.locator("summary").first.click()
        button = box.get_by_role("button", name=name, exact=True)
        button.click()
        box.locator("button", has_text="copied").wait_for()
        said = page.evaluate("navigator.clipboard.readText()")
        assert box.locator("button", has_text="copied").count() == 1
        passes(1400)
        assert button.count() == 1
        return said

    copy.page = page
    return copy


def test_a_finding_can_be_copied_with_its_judgement_in_every_form(study, counted, copied):
    key = next(k for k, f in counted.findings.items() if f.get("fit", {}).get("not_cited"))
    where = f'[id="{key}"] .cite'
    names = ("copy as text", "copy BibTeX", "copy CSL-JSON", "copy link")
    text, bibtex, csl, link = (copied(where, name) for name in names)
    assert link == f"report.html#{key}"
    title = counted.findings[key]["statement"]["en"]
    not_cited = counted.findings[key]["fit"]["not_cited"]["en"].removesuffix(".")
    version = f"sha256 {study.json['inputs_sha256'][:12]}, Evidence {study.json['tool']['version']}"
    assert text.startswith(f"“{title}” (")
    assert text.endswith(f", {key}, {version}. report.html#{key}")
    library = bibtexparser.parse_string(bibtex)
    assert not library.failed_blocks
    (entry,) = library.entries
    assert (entry.key, entry.entry_type) == (key, "incollection")
    assert entry["title"].strip("{}") == title
    (item,) = json.loads(csl)
    assert (item["id"], item["title"]) == (key, title)
    judged = study.tree().xpath(f"string(//*[@id='{key}']//*[starts-with(@class, 'm m-')])")
    for said in (text, entry["note"].replace("\\", ""), item["note"]):
        assert judged in said
        assert f"nobody is cited for: {not_cited}" in said
        assert version in said
    # Where on a machine the file lay is nobody's business.
    assert study.folder.as_posix() not in text + bibtex + csl + link


def test_who_copies_a_link_out_of_a_file_reads_that_the_file_must_go_along(study, counted, copied):
    key = next(iter(counted.findings))
    copied(f'[id="{key}"] .cite', "copy link")
    told = copied.page.locator(f'[id="{key}"] .cite [role=status]').all_text_contents()
    assert [text for text in told if text] == [
        "It names this file and the place in it: send the file as well."
    ]
    said = study.tree().xpath("string(//*[@id='cite'])")
    assert "whoever gets it needs the file as well" in said


def test_where_the_address_of_the_review_is_known_a_link_is_permanent(build, tmp_path, show):
    given = (Path(__file__).parent / "odd" / "claims.yaml").read_text(encoding="utf-8")
    with_url = given.replace("review:\n", "review:\n  url: https://example.org/beds/\n", 1)
    (tmp_path / "claims.yaml").write_text(with_url, encoding="utf-8")
    bib = (Path(__file__).parent / "odd" / "sources.bib").read_bytes()
    (tmp_path / "sources.bib").write_bytes(bib)
    built = build(tmp_path)
    card = built.items()["f.all"]
    links = card.xpath(".//a[text() = 'permanent link']/@href")
    assert links == ["https://example.org/beds/report.html#f.all"]
    assert card.xpath("string(.//pre[last()])")
    assert not built.tree().xpath("//pre[@class = 'here']")
    page = show(built.path(), permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("location.hash = 'f.all'")
    card = page.locator('[id="f.all"]')
    card.locator("summary", has_text="cite this finding").click()
    card.get_by_role("button", name="copy permanent link").click()
    assert page.evaluate("navigator.clipboard.readText()") == links[0]
    assert not card.get_by_role("status").all_text_contents()[-1]


def test_the_review_can_be_copied_in_every_form(study, copied):
    names = ("copy as text", "copy BibTeX", "copy CSL-JSON", "copy RIS", "copy link")
    text, bibtex, csl, ris, link = (copied("#cite", name) for name in names)
    title = study.json["review"]["title"]["en"]
    assert text.startswith(f"The maintainers of Evidence (2026). {title}, ")
    (entry,) = bibtexparser.parse_string(bibtex).entries
    assert entry["title"].strip("{}") == json.loads(csl)[0]["title"] == title
    assert f"TI  - {title}" in ris.splitlines()
    assert link == "report.html"


def test_the_citation_and_the_link_are_copied_by_one_action(study, counted, show):
    page = show(study.path(), permissions=["clipboard-read", "clipboard-write"])

    def said(where, name: str) -> str:
        where.get_by_role("button", name=name, exact=True).click()
        return page.evaluate("navigator.clipboard.readText()")

    head = page.locator(".quick:has(+ #cite)")
    assert said(head, "copy the citation").startswith("The maintainers of Evidence (2026). ")
    assert said(head, "copy the link") == "report.html"
    # a sentence of the tables opens its card, and there it is one action again
    key = next(k for k, f in counted.findings.items() if f.get("fit", {}).get("not_cited"))
    page.locator(f'main > section a[href="#{key}"]').first.click()
    card = page.locator(f'[id="{key}"]')
    assert said(card, "copy the link") == f"report.html#{key}"
    assert said(card, "copy the citation").startswith(
        f"“{counted.findings[key]['statement']['en']}” ("
    )


def test_what_is_copied_of_a_file_that_was_renamed_names_it_as_it_is_now(study, show, tmp_path):
    renamed = tmp_path / "clusters.html"
    renamed.write_bytes(study.path().read_bytes())
    page = show(renamed, permissions=["clipboard-read", "clipboard-write"])
    for name in ("copy the citation", "copy the link"):
        page.locator(".quick:has(+ #cite)").get_by_role("button", name=name).click()
        told = page.evaluate("navigator.clipboard.readText()")
        assert ("clusters.html" in told, "report.html" in told) == (True, False)


def test_what_is_copied_can_be_read_without_the_script(study):
    said = study.tree().xpath("//*[@class='copies']//pre")
    assert all(pre.text.strip() for pre in said)
    assert len(said) == 5 + 4 * len(study.json["findings"])


def test_a_citation_survives_the_signs_of_tex(build, tmp_path, show):
    given = (Path(__file__).parent / "odd" / "claims.yaml").read_text(encoding="utf-8")
    odd = "50 % of {beds} & rows #1_a cost $5 ~ C:\\beds ^2"
    (tmp_path / "claims.yaml").write_text(
        given.replace("statement: Beds are dug.", f"statement: '{odd}'"), encoding="utf-8"
    )
    bib = (Path(__file__).parent / "odd" / "sources.bib").read_bytes()
    (tmp_path / "sources.bib").write_bytes(bib)
    page = show(build(tmp_path).path(), permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("location.hash = 'f.all'")
    card = page.locator('[id="f.all"]')
    card.locator("summary", has_text="cite this finding").click()
    card.locator("summary", has_text="for reference managers").click()
    card.locator("button", has_text="BibTeX").click()
    found, wrong = bibtex.read("x.bib", page.evaluate("navigator.clipboard.readText()").encode())
    assert not wrong
    (source,) = found
    assert source.title == odd
