"""A coding sheet that leaves, is filled in and edited as people do, and comes back."""

import io
import shutil
import subprocess
from dataclasses import replace

import pytest
import yaml
from xlsxwriter import Workbook

import evidence
from evidence import graph as graphs
from evidence.diagnostics import CannotGoOn
from evidence.exchange.coding_sheet import SPARE, coding_sheet
from evidence.exchange.exported import ToExport, without_proposals
from evidence.origins import coding_sheet as reader
from evidence.origins.sheet_grid import sheet_grids
from evidence.spreadsheet import csv_text
from evidence.yaml import read
from evidence.yaml.claim_cells import CLAIMS, CODEBOOK, EXPORTED, MARK
from evidence.yaml.dump import item
from tests.conftest import ROOT, SHARED
from tests.model.whole import whole
from tests.report import hostile

SMALL = ROOT / "tests" / "snapshot" / "review"
REVIEWS = {"the study": ROOT, "the small review": SMALL, "many texts": SHARED / "cases/many-texts"}


def exported(graph, **asked):
    return coding_sheet(ToExport(without_proposals(graph), **asked))


def brought(data, name="coding-sheet.xlsx"):
    origin = reader.read(name, io.BytesIO(data), {})
    assert origin.unaccounted() == {}
    return origin


def claims_of(origin, *files):
    """Return the claims that the rows of a sheet say, as a review with these files reads them."""
    text = "claims:\n" + "".join(item(draft(one)) for one in origin.segments)
    review, _ = read([*files, ("sheet.yaml", text.encode())])
    return tuple(one for one in review.claims if one.where.at().file == "sheet.yaml")


def draft(segment):
    keys = {
        "sources": (segment.text,),
        "at": segment.at,
        "statement": segment.statement,
        "elements": segment.codes,
        **segment.fields,
        **{key: getattr(segment, key) for key in ("quote", "prefix", "suffix")},
        **{key: getattr(segment, key) for key in ("voice", "coder", "memo")},
    }
    return {key: value for key, value in keys.items() if value}


@pytest.fixture(scope="module")
def small():
    return evidence.load(SMALL).graph


@pytest.fixture
def sheet(small):
    return Edited(exported(small).data)


class Edited:
    """A workbook as somebody has it open: rows of cells by the name of the sheet."""

    def __init__(self, data):
        self.rows = {
            grid.name: [list(row) for row in grid.rows]
            for grid in sheet_grids("x.xlsx", io.BytesIO(data), {})
        }

    @property
    def head(self):
        return self.rows[CLAIMS][0]

    @property
    def body(self):
        return self.rows[CLAIMS][1:]

    def put(self, row, head, value):
        self.body[row][self.head.index(head)] = value

    def add(self, **cells):
        self.rows[CLAIMS].append([cells.get(head, "") for head in self.head])

    def without_column(self, head):
        place = self.head.index(head)
        for row in self.rows[CLAIMS]:
            del row[place]

    def saved(self):
        out = io.BytesIO()
        book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
        for name, rows in self.rows.items():
            at = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell != "":
                        write = at.write_string if isinstance(cell, str) else at.write_number
                        write(number, place, cell)
        book.close()
        return out.getvalue()

    def brought(self):
        return brought(self.saved())


@pytest.mark.parametrize("name", REVIEWS)
def test_every_claim_comes_back_and_nothing_is_changed_or_left(name):
    if not REVIEWS[name].is_dir():
        pytest.skip("the shared cases are not here")
    review = evidence.load(REVIEWS[name])
    made = exported(review.graph)
    origin = brought(made.data)
    assert made.not_carried == ()
    assert [one.key for one in origin.segments] == [f"claim:{key}" for key in review.graph.claims]
    assert {str(one.changed) for one in origin.segments} == {"{}"}
    assert (origin.left, {a for one in origin.segments for a in one.approximated}) == ((), set())
    assert claims_of(origin, *review.given.claims) == review.claims


@pytest.mark.parametrize("name", REVIEWS)
def test_from_the_sheet_to_claims_to_a_sheet_every_byte_is_the_same(name):
    if not REVIEWS[name].is_dir():
        pytest.skip("the shared cases are not here")
    review = evidence.load(REVIEWS[name])
    made = exported(review.graph)
    claims = claims_of(brought(made.data), *review.given.claims)
    again = graphs.build(replace(review.graph.review, claims=claims), review.sources)
    assert exported(again).data == made.data


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_sheet_that_libreoffice_saved_holds_the_same(form, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    made = exported(evidence.load(ROOT).graph).data
    (tmp_path / "sheet.xlsx").write_bytes(made)
    command = [office, f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(tmp_path / "saved"), "sheet.xlsx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    saved = tmp_path / "saved" / f"sheet.{form}"
    if not saved.exists():
        pytest.skip("this LibreOffice opens no sheets")
    assert brought(saved.read_bytes()).segments == brought(made).segments


def test_every_key_that_the_model_knows_comes_back():
    made = whole(lambda field: f"{field} = said; so")
    text = yaml.safe_dump(made, sort_keys=False).encode()
    review, _ = read([("claims.yaml", text)])
    counting = graphs.build(review, ())
    head = yaml.safe_dump({k: v for k, v in made.items() if k not in {"claims", "defaults"}})
    origin = brought(exported(counting).data)
    claims = claims_of(origin, ("claims.yaml", head.encode()))
    assert len(claims) > 1
    assert claims == tuple(counting.claims.values())


def test_hostile_texts_in_every_field_come_back_as_they_were():
    corpora = SHARED / "corpora"
    if not corpora.is_dir():
        pytest.skip("the shared corpora are not here")
    supply, _ = hostile.strings(hostile.payloads(corpora, 600), 6)
    made = hostile.review(supply, 100)
    review, _ = read([("claims.yaml", yaml.safe_dump(made, sort_keys=False).encode())])
    held = graphs.build(review, ())
    head = yaml.safe_dump({k: v for k, v in made.items() if k not in {"claims", "defaults"}})
    claims = claims_of(brought(exported(held).data), ("claims.yaml", head.encode()))
    assert len(claims) > 100
    assert claims == tuple(held.claims.values())


def test_a_sheet_that_was_sorted_and_whose_columns_were_moved_holds_the_same(sheet):
    before = {one.key: one for one in sheet.brought().segments}
    head, *rows = sheet.rows[CLAIMS]
    sheet.rows[CLAIMS] = [row[::-1] for row in (head, *sorted(rows, reverse=True))]
    sheet.rows = dict(reversed(sheet.rows.items()))
    after = {one.key: one for one in sheet.brought().segments}
    assert list(after) != list(before)
    assert set(after) == set(before)
    assert [one.parts() for one in after.values()] == [before[key].parts() for key in after]
    assert {str(one.changed) for one in after.values()} == {"{}"}


def test_a_title_above_the_header_and_empty_rows_between_do_no_harm(sheet):
    head, *rows = sheet.rows[CLAIMS]
    blank = [""] * len(head)
    sheet.rows[CLAIMS] = [
        ["Our sheet"],
        blank,
        head,
        *(each for row in rows for each in (row, blank)),
    ]
    origin = sheet.brought()
    assert len(origin.segments) == len(rows)
    assert {str(one.changed) for one in origin.segments} == {"{}"}


def test_a_changed_cell_is_a_difference_in_that_key_alone(sheet):
    sheet.put(1, "memo", "Look again.")
    sheet.put(2, "elements", "")
    changes = [dict(one.changed) for one in sheet.brought().segments]
    assert changes == [{}, {"memo": "Look again."}, {"elements": ""}, {}]


def test_another_id_is_a_change_of_the_claim_that_bore_it(sheet):
    old = sheet.body[0][0]
    sheet.put(0, "id", "renamed")
    one = sheet.brought().segments[0]
    assert (one.key, one.changed) == (f"claim:{old}", {"id": "renamed"})


def test_a_new_row_is_a_new_claim_known_by_its_id_or_by_what_it_holds(sheet):
    cells = {"sources": "kim2003", "at": "12", "quote": "“they grew”", "statement": "They grew."}
    sheet.add(id="grown", **cells)
    sheet.add(**cells)
    sheet.add(**cells)
    sheet.add(**cells | {"statement": "They did not."})
    one, two, three, four = sheet.brought().segments[-4:]
    assert (one.key, one.fields["id"], one.changed) == ("row:grown", "grown", None)
    assert (two.text, two.at, two.quote) == ("kim2003", {"page": "12"}, "“they grew”")
    assert len({one.key, two.key, three.key, four.key}) == 4
    head, *rows = sheet.rows[CLAIMS]
    sheet.rows[CLAIMS] = [head, *rows[::-1]]
    assert {one.key, two.key, three.key, four.key} == {s.key for s in sheet.brought().segments[:4]}


def test_a_number_is_no_id_and_that_is_said(sheet):
    sheet.add(id=12.0, statement="Twelve.", sources="kim2003", at=3.0)
    one = sheet.brought().segments[-1]
    assert "id" not in one.fields
    assert one.at == {"page": "3"}
    assert any("`12` can be no id" in line for line in one.approximated)


def test_a_deleted_row_is_named_and_a_copied_one_is_new(sheet):
    gone, copied = sheet.body[0][0], sheet.body[1][0]
    sheet.rows[CLAIMS].append(list(sheet.body[1]))
    del sheet.rows[CLAIMS][1]
    sheet.put(-1, "id", "another")
    origin = sheet.brought()
    assert [(left.kind, left.name) for left in origin.left] == [("deleted row", gone)]
    assert [one.key for one in origin.segments if one.fields.get("id") in {copied, "another"}] == [
        f"claim:{copied}",
        "row:another",
    ]
    assert f"mark of `{copied}`" in origin.segments[-1].approximated[0]


def test_a_column_that_was_deleted_changes_no_claim_and_is_named(sheet):
    sheet.without_column("quote_lang")
    sheet.without_column("elements")
    origin = sheet.brought()
    assert {str(one.changed) for one in origin.segments} == {"{}"}
    assert ("column", "elements") in {(left.kind, left.name) for left in origin.left}


def test_without_the_marks_rows_are_known_by_their_ids(sheet):
    sheet.without_column(MARK)
    origin = sheet.brought()
    assert {one.key.partition(":")[0] for one in origin.segments} == {"claim"}
    assert {one.changed for one in origin.segments} == {None}
    assert (MARK, "column") in {(left.name, left.kind) for left in origin.left}
    assert not reader.recognises("x.xlsx", io.BytesIO(sheet.saved()))


def test_a_column_of_another_name_is_left_by_name(sheet):
    for row, cell in zip(sheet.rows[CLAIMS], ["My notes", "ask Ana"], strict=False):
        row.append(cell)
    sheet.rows[CLAIMS].append([*[""] * len(sheet.head[:-1]), "only a note"])
    origin = sheet.brought()
    assert {(left.kind, left.name) for left in origin.left} == {
        ("column", "My notes"),
        ("row", f"row {len(sheet.rows[CLAIMS])} of sheet {CLAIMS}"),
    }
    assert {str(one.changed) for one in origin.segments} == {"{}"}


def test_facets_are_known_by_the_marks_where_the_codebook_was_deleted(sheet):
    before = [one.parts() for one in sheet.brought().segments]
    del sheet.rows[CODEBOOK], sheet.rows[EXPORTED]
    after = sheet.brought().segments
    assert [one.parts() for one in after] == before


def test_a_cell_that_cannot_be_read_is_said_and_changes_nothing(sheet):
    sheet.put(0, "also", "- at: {section: 3")
    one = sheet.brought().segments[0]
    assert "also" not in one.changed
    assert one.approximated[0].startswith("the cell `also` cannot be read: ")
    assert "{section: 3" in one.approximated[0]


def test_an_empty_sheet_has_the_columns_the_words_and_rows_for_the_coder(small):
    made = exported(small, empty=True, coder="bk")
    rows = Edited(made.data).rows
    assert rows[CLAIMS][0][:3] == ["id", "sources", "at"]
    assert [row for row in rows[CLAIMS][1:] if "bk" not in row] == []
    assert len(rows[CLAIMS]) == SPARE + 1
    assert ["coder", "bk", "", "", ""] in rows[CODEBOOK]
    assert brought(made.data).segments == ()
    assert "200 empty rows" in made.held


def test_the_rows_for_the_coder_stand_behind_the_claims_and_are_no_claims(small):
    origin = brought(exported(small, coder="bk").data)
    assert len(origin.segments) == len(small.claims)


def test_proposals_stay_at_home():
    made = whole(lambda field: f"{field} is said")
    review, _ = read([("claims.yaml", yaml.safe_dump(made, sort_keys=False).encode())])
    held = graphs.build(review, ())
    rows = Edited(exported(held).data).rows
    told = {cell for sheet in rows.values() for row in sheet for cell in row}
    assert held.proposals
    assert set(held.claims) <= told
    assert not told & set(held.proposals)


def test_a_text_that_is_longer_than_a_cell_is_left_out_by_name_and_stays_as_it_is(small):
    key, claim = next(iter(small.claims.items()))
    long = replace(claim, memo="a" * 32_768)
    made = exported(replace(small, claims={**small.claims, key: long}))
    assert made.not_carried == (f"`memo` of `{key}`: it is longer than a cell can be",)
    assert brought(made.data).segments[0].changed == {}


def test_the_sheet_is_the_same_bytes_each_time(small):
    assert exported(small).data == exported(small).data


def test_a_sheet_saved_as_csv_is_read_too(sheet):
    data = csv_text(sheet.rows[CLAIMS]).encode()
    assert reader.recognises("claims.csv", io.BytesIO(data))
    assert [one.key for one in brought(data, "claims.csv").segments] == [
        f"claim:{row[0]}" for row in sheet.body
    ]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 broken", b"<html><table>", b"id;statement\na;b\n"]
)
def test_what_is_no_coding_sheet_is_not_taken_for_one(data):
    assert not reader.recognises("x", io.BytesIO(data))
    with pytest.raises(CannotGoOn):
        reader.read("x", io.BytesIO(data), {})
