"""The report as a workbook: what it says, and that nothing in it runs."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
import python_calamine
from click.testing import CliRunner

import evidence
from evidence import graph as graphs
from evidence.cli.main import evidence as command
from evidence.diagnostics import CannotGoOn
from evidence.exchange.coding_sheet import coding_sheet
from evidence.exchange.exported import ToExport, without_proposals
from evidence.exchange.workbook import MOST_ROWS, MOST_SIGNS, Properties, workbook
from evidence.files.reading import words_for
from evidence.language import Catalogue
from evidence.model import Proposed, Wording
from evidence.pages.citations import Citations, Cited
from evidence.pages.edition import Edition
from evidence.pages.passages import Passages
from evidence.pages.translated import Translated
from evidence.pages.workbook import workbook_sheets
from evidence.spreadsheet import Jump, Sheet, WorkbookColumn
from evidence.synthesis.synthesis import synthesise
from tests.conftest import ROOT, SHARED
from tests.report import hostile

SMALL = ROOT / "tests" / "snapshot" / "review"
FORMULA = re.compile(rb"<f[ >/]")
LINK = re.compile(rb'<hyperlink ref="([A-Z]+\d+)" location="([^"]+)" display="([^"]*)"')


ENGLISH = Catalogue()


def sheets_of(checked, words=ENGLISH):
    """Return the sheets of a report, its sources called by their keys."""
    keys = checked.graph.sources
    citations = Citations({key: Cited(key, key, key) for key in keys}, {})
    review = Translated(checked.graph, words, citations.labels, checked.signed)
    passages = Passages(checked.states)
    edition = Edition((), "0" * 64, "1")
    return workbook_sheets(review, synthesise(checked.graph), passages, citations, edition)


@pytest.fixture(scope="module", params=["the study", "the small review", "many texts"])
def checked(request):
    folder = {"the study": ROOT, "the small review": SMALL}.get(
        request.param, SHARED / "cases" / "many-texts"
    )
    if not folder.is_dir():
        pytest.skip("the shared cases are not here")
    return evidence.load(folder).checked


@pytest.fixture(scope="module")
def small():
    return evidence.load(SMALL).checked


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(data):
    """Return the cells of a workbook as another program reads them, by sheet."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def column(sheet, head):
    place = [one.head for one in sheet.columns].index(head)
    return [row[place] for row in sheet.rows]


def text(cell):
    return cell.text if isinstance(cell, Jump) else str(cell)


def test_every_finding_has_its_judgement_and_why(checked):
    findings = sheets_of(checked)[0]
    graph = checked.graph
    one_study = bool(graph.review.of)
    judged = column(findings, "How far it is cited" if one_study else "Confidence")
    assert len(judged) == len(graph.findings)
    assert "" not in judged
    why = dict(zip(column(findings, "Id"), column(findings, "Why"), strict=True))
    given = {f.id: f.fit or f.assessment for f in graph.findings.values()}
    assert {key for key, said in why.items() if said} == {
        key for key, one in given.items() if one and one.because
    }
    assert any(why.values())


def test_wherever_a_finding_is_named_its_judgement_stands_with_it(checked):
    findings, *others = sheets_of(checked)
    numbers = {str(number) for number in column(findings, "No.")}
    named = [
        line
        for sheet in others
        if not sheet.prose
        for head in ("Findings, as they were judged", "Findings that rest on it, and what becomes of them without it")
        if head in [one.head for one in sheet.columns]
        for cell in column(sheet, head)
        for line in text(cell).split("\n")
        if line
    ]  # fmt: skip
    assert len(named) > 3
    for line in named:
        assert line.partition(".")[0] in numbers
        assert re.search(r" \[[^\]]+\]", line), line


def test_a_row_for_each_claim_source_and_element_that_is_used(checked):
    _, claims, sources, framework, about = sheets_of(checked)
    graph = checked.graph
    assert column(claims, "Id") == list(graph.claims)
    assert column(claims, "Statement")[0] == next(iter(graph.claims.values())).statement.first
    assert sorted(column(sources, "Citation key")) == sorted(graph.used_sources())
    assert set(filter(None, framework.anchors)) == set(graph.elements)
    assert about.rows[0] == ("Title", graph.review.title.spoken(graph.review.language, "en").text)


def test_what_the_words_of_the_judgements_mean_is_told():
    said = dict(sheets_of(evidence.load(ROOT).checked)[-1].rows)
    assert said["a citation stands near"].startswith("a citation stands near, but does not")
    assert said["Result"]
    assert said["Made from"] == "sha256 000000000000, Evidence 1"


def test_the_workbook_speaks_indonesian_where_the_report_does(small):
    sheets = sheets_of(small, words_for("id"))
    assert [sheet.name for sheet in sheets][:2] == ["Ringkasan temuan", "Klaim"]
    heads = {one.head for sheet in sheets for one in sheet.columns}
    assert {"Temuan", "Kutipan", "Pernyataan", "Penilai"} <= heads
    english = {one.head for sheet in sheets_of(small) for one in sheet.columns}
    assert heads & english <= {"", "No.", "Id", "Role"}  # a label that the review has in English


def test_every_link_leads_to_the_row_that_bears_what_it_names(checked):
    sheets = sheets_of(checked)
    data = workbook(sheets)
    cells = opened(data)
    anchors = {a: (s, row) for s in sheets for row, a in enumerate(s.anchors) if a}
    found = 0
    for number, sheet in enumerate(sheets, start=1):
        wanted = {
            (row, place): cell
            for row, cells_ in enumerate(sheet.rows, start=1)
            for place, cell in enumerate(cells_)
            if isinstance(cell, Jump) and cell.to in anchors
        }
        links = LINK.findall(parts(data)[f"xl/worksheets/sheet{number}.xml"])
        assert len(links) == len(wanted)
        for (_, location, _), cell in zip(links, wanted.values(), strict=True):
            name, _, place = location.decode().partition("!")
            target, row = anchors[cell.to]
            assert name.strip("'") == target.name
            assert int(place[1:]) == row + 2
            assert cells[target.name][row + 1]
            found += 1
    assert found > 3


def test_headers_stay_in_sight_and_rows_can_be_filtered(small):
    files = parts(workbook(sheets_of(small)))
    for number in range(1, 5):
        sheet = files[f"xl/worksheets/sheet{number}.xml"]
        assert b'<pane xSplit="' in sheet
        assert b'ySplit="1"' in sheet
        assert b"<autoFilter " in sheet


def test_a_workbook_is_the_same_bytes_each_time_and_has_the_date_of_the_review(small):
    about = Properties("Gardens", "Ana", "2026-11-29", "x")
    assert workbook(sheets_of(small), about) == workbook(sheets_of(small), about)
    core = parts(workbook(sheets_of(small), about))["docProps/core.xml"]
    assert b"2026-11-29T00:00:00Z" in core
    assert re.findall(rb"\d{4}-\d\d-\d\d", parts(workbook([_one("x")]))["docProps/core.xml"]) == [
        b"1980-01-01",
        b"1980-01-01",
    ]


def _one(*texts):
    return Sheet("A", (WorkbookColumn("head", 20),), tuple((said,) for said in texts))


def test_a_text_is_a_text_whatever_it_looks_like():
    said = ["=1+1", "@SUM(1)", "+1", "-1", "{=1}", "http://evil.example", "mailto:a@b.example",
            "internal:A!A1", "external:c:\\x", "'=1", "\t=1", "1e5", "TRUE", "#N/A", " a ", "a\nb",
            "_x0041_", "a_x000D_b", "\u202eabc", "😀", "<b>&amp;</b>", "]]>"]  # fmt: skip
    data = workbook([_one(*said)])
    assert [row[0] for row in opened(data)["A"][1:]] == said
    files = parts(data)
    assert not any(FORMULA.search(part) for part in files.values())
    assert not any(b"External" in part for part in files.values())


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1f", "\ufffe", "\uffff", "\r"])
def test_a_sign_that_xml_has_no_place_for_breaks_no_file(sign):
    data = workbook([_one(f"a{sign}b")])
    assert len(opened(data)["A"]) == 2
    assert opened(data)["A"][1][0].startswith("a")
    assert opened(data)["A"][1][0].endswith("b")


def test_hostile_texts_in_every_field_stay_texts(tmp_path):
    corpora = SHARED / "corpora"
    if not corpora.is_dir():
        pytest.skip("the shared corpora are not here")
    strings = hostile.payloads(corpora, 600)
    supply, _ = hostile.strings(strings, 6)
    folder = hostile.write(
        tmp_path / "hostile", hostile.review(supply, 100), hostile.bibliography(supply, strings)
    )
    review = evidence.load(folder)
    sheets = sheets_of(review.checked)
    for data in (
        workbook(sheets),
        coding_sheet(ToExport(without_proposals(review.graph))).data,
    ):
        files = parts(data)
        assert not any(FORMULA.search(part) for part in files.values())
        assert not any(b'TargetMode="External"' in part for part in files.values())
        assert {name.rpartition(".")[2] for name in files} == {"xml", "rels"}
    cells = opened(workbook(sheets))
    for sheet in sheets:
        rows = cells[sheet.name][0 if sheet.prose else 1 :]
        for row, shown in zip(sheet.rows, rows, strict=True):
            said = [text(cell) for cell in row]
            assert [str(one).removesuffix(".0") for one in shown] == [
                one.replace("\r", "\n").removesuffix(".0") for one in said
            ]


def test_a_text_that_is_too_long_is_cut_where_everybody_sees_it():
    data = workbook([_one("a" * MOST_SIGNS, "b" * (MOST_SIGNS + 1), "😀" * MOST_SIGNS)])
    whole, cut, wide = (row[0] for row in opened(data)["A"][1:])
    assert whole == "a" * MOST_SIGNS
    assert (cut[-4:], len(cut)) == (" […]", MOST_SIGNS)
    assert wide.endswith("😀 […]")
    assert len(wide.encode("utf-16-le")) // 2 <= MOST_SIGNS


def test_more_rows_than_a_sheet_holds_are_refused():
    many = Sheet("A", (WorkbookColumn("head", 20),), (("x",),) * MOST_ROWS)
    with pytest.raises(CannotGoOn, match="at most 1,048,576 rows"):
        workbook([many])


def test_no_proposal_is_in_it(small):
    claim = next(iter(small.graph.claims.values()))
    idea = replace(
        claim, id="suggested", statement=Wording("Idea."), proposed=Proposed("a machine")
    )
    claims = (*small.graph.review.claims, idea)
    graph = graphs.build(
        replace(small.graph.review, claims=claims), tuple(small.graph.sources.values())
    )
    assert list(graph.proposals) == ["suggested"]
    told = str(sheets_of(replace(small, graph=graph)))
    assert claim.id in told
    assert "suggested" not in told


def test_a_build_writes_one_for_each_language(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    arguments = ["build", "--review", str(SMALL), "--to", "xlsx", "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in (tmp_path / "out").glob("*.xlsx"))
    assert names == ["report.id.xlsx", "report.xlsx"]
    assert "Ringkasan temuan" in opened((tmp_path / "out" / "report.id.xlsx").read_bytes())
