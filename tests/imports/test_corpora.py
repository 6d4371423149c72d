"""Every file that people really have is accounted for, down to the last thing in it."""

from __future__ import annotations

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.graph import build
from evidence.imports.loss_report import tallies
from evidence.imports.mapping import ImportMapping
from evidence.imports.plan import ImportRequest
from evidence.imports.planning import plan
from evidence.imports.readers import kind_of, proposed_settings, reader_of
from evidence.model import Source
from evidence.model.lock import Lock
from evidence.yaml import read
from tests.conftest import SHARED

FOLDER = SHARED / "corpora-import"
KINDS = ("sheets", "zotero", "qda-sqlite", "refi-qda", "eppi", "word", "web-annotation")
FILES = [p for kind in KINDS for p in sorted((FOLDER / kind).glob("*")) if p.is_file()]
EXTRACTED = sorted((FOLDER / "machine-extraction").glob("*__extraction-[fv]*.yaml"))
REVIEWED = sorted((FOLDER / "machine-extraction").glob("*__review-*.yaml"))


def planned(path, settings=None):
    """Return what importing a file into a nearly empty review would do."""
    review, _ = read([("claims.yaml", b"review: {title: A review}\nclaims: []\n")])
    graph = build(review, [Source("known", "misc", fields={"title": "Known"})])
    with path.open("rb") as file:
        kind = kind_of(path.name, file)
        proposed = proposed_settings(kind, path.name, file)
        file.seek(0)
        origin = reader_of(kind).read(path.name, file, settings or proposed)
    asked = ImportRequest(path.name, "2026-11-30", source="known")
    return plan(origin, ImportMapping(kind=kind), graph, Lock(), asked, {})


def planned_or_asked(path):
    try:
        return planned(path)
    except CannotGoOn as asked:
        return asked


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name[-40:]}")
def test_a_file_that_people_have_is_planned_and_adds_up_or_a_plain_question_is_asked(path):
    made = planned_or_asked(path)
    if isinstance(made, CannotGoOn):
        assert len(str(made)) > 40
        return
    told = tallies(made)
    assert [tally for tally in told if not tally.adds_up] == []
    assert sum(tally.found for tally in told) or not made.origin.segments


@pytest.mark.parametrize("path", EXTRACTED, ids=lambda path: path.name[-40:])
def test_what_a_machine_extracted_is_proposed_value_by_value(path):
    made = planned(path, {"version": "5", "instructions": "a file", "ran_by": "somebody"})
    assert [tally for tally in tallies(made) if not tally.adds_up] == []
    assert len(made.taken) > 30
    assert made.origin.extractor.tool == "codex-gpt-5"


@pytest.mark.parametrize("path", REVIEWED, ids=lambda path: path.name[-40:])
def test_what_reviewers_said_of_an_extraction_is_told_as_their_files_say_it(path):
    made = planned(path)
    assert [tally for tally in tallies(made) if not tally.adds_up] == []
    issues = [one for one in made.origin.segments if one.kind == "issue"]
    assert issues
    assert all(path.name in one.statement for one in issues)


def test_the_files_are_at_hand():
    if not FOLDER.is_dir():
        pytest.skip("the files to develop importers on are not at hand")
    assert (len(FILES), len(EXTRACTED), len(REVIEWED)) == (41, 24, 17)
