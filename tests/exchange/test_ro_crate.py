"""The review as an RO-Crate: what its metadata says is what the archive holds."""

from __future__ import annotations

import io
import json
import zipfile
from hashlib import sha256

import pytest
import rdflib

from evidence.diagnostics import CannotGoOn
from evidence.exchange.exported import ToExport, without_proposals
from evidence.exchange.ro_crate import METADATA, ro_crate
from evidence.loaded import load

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

HEAD = """\
review:
  title: Gardens
  date: 2026-11-29
  licence: CC-BY-4.0
  authors: [{initials: ak, name: Ana Kim, orcid: 0000-0002-1825-0097}]
framework:
  finding_kinds: {conclusion: {label: Conclusion}}
  elements: [{id: el.taste, label: Tasting, origin: emergent}]
claims:
  - id: tasting_first
    statement: Children name more vegetables.
    sources: [kim2003]
    at: {page: 3}
    elements: [el.taste]
findings:
  - {id: f.tasting, kind: conclusion, statement: Tasting teaches., supported_by: [tasting_first]}
"""
WAITS = """\
  # what an import brought
  - id: waits
    statement: >
      Somebody says so,

      at length.
    sources: [kim2003]
    at: {page: 1}
    elements: [el.taste]
    proposed: {by: import sheet, file: x.csv, key: a}
"""
BIB = "@misc{kim2003, author = {Kim, Ann}, title = {Tasting}, year = {2003}}\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims.yaml").write_text(HEAD)
    (tmp_path / "sources.bib").write_text(BIB)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "kim2003.txt").write_text("private words")
    return tmp_path


def crate(folder, **more):
    review = load(folder).without_errors()
    asked = ToExport(
        without_proposals(review.graph),
        digest=review.given.digest,
        version="1",
        files=review.files.by_name(),
        **more,
    )
    return ro_crate(asked)


def opened(made):
    archive = zipfile.ZipFile(io.BytesIO(made.data))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_archive_is_the_same_bytes_each_time_and_holds_the_files_as_they_stand(folder):
    made = crate(folder)
    assert made == crate(folder)
    held = opened(made)
    assert list(held) == [METADATA, "claims.yaml", "sources.bib"]
    assert held["claims.yaml"] == HEAD.encode()
    assert b"private words" not in made.data


def test_the_metadata_keeps_the_rules_of_ro_crate(folder):
    digest = load(folder).given.digest
    report = {"report.html": f"<p>{digest}".encode(), "tables/claims.csv": b"id\n"}
    held = opened(crate(folder, report=report))
    metadata = json.loads(held[METADATA])
    assert metadata["@context"] == "https://w3id.org/ro/crate/1.2/context"
    nodes = {node["@id"]: node for node in metadata["@graph"]}
    assert len(nodes) == len(metadata["@graph"])
    assert nodes[METADATA]["about"] == {"@id": "./"}
    assert nodes[METADATA]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    root = nodes["./"]
    assert root["@type"] == "Dataset"
    assert {"name", "description", "datePublished", "license"} <= root.keys()
    assert root["license"]["@id"] in nodes
    assert sorted(part["@id"] for part in root["hasPart"]) == sorted(set(held) - {METADATA})
    for name in set(held) - {METADATA}:
        assert nodes[name]["@type"] == "File"
        assert nodes[name]["sha256"] == sha256(held[name]).hexdigest()
        assert nodes[name]["contentSize"] == str(len(held[name]))
    action = nodes["#build"]
    assert action["@type"] == "CreateAction"
    results = {one["@id"] for one in action["result"]}
    assert results == {"build/report.html", "build/tables/claims.csv"}
    # every reference leads to a node of the graph
    linked = [one["@id"] for node in nodes.values() for one in references_in(node)]
    assert [
        name for name in linked if name not in nodes and not name.startswith("https://w3id")
    ] == []


def references_in(value):
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value
        else:
            for each in value.values():
                yield from references_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from references_in(each)


def test_the_metadata_is_a_graph_that_names_every_file_and_author(folder):
    metadata = json.loads(opened(crate(folder))[METADATA])
    metadata["@context"] = {"@vocab": "http://schema.org/"}  # without fetching theirs
    read = rdflib.Graph().parse(data=json.dumps(metadata), format="json-ld", publicID="http://x/")
    query = (
        "PREFIX s: <http://schema.org/> SELECT ?name ?author WHERE"
        " { ?root s:hasPart ?f . ?f s:sha256 ?h ; a s:File ; s:name ?name ."
        " ?root s:author ?a . ?a s:name ?author }"
    )
    rows = {tuple(map(str, row)) for row in read.query(query)}
    assert {author for _, author in rows} == {"Ana Kim"}
    assert len(rows) == 2


def test_a_proposal_is_cut_out_and_everything_else_is_read_as_before(folder):
    (folder / "claims.yaml").write_text(HEAD.replace("findings:", f"{WAITS}findings:"))
    (folder / "claims" / "import-x.yaml").write_text("claims:\n" + WAITS.replace("waits", "also"))
    digest = load(folder).given.digest
    made = crate(folder, report={"report.html": digest.encode()})
    held = opened(made)
    assert list(held) == [METADATA, "claims.yaml", "sources.bib"]
    assert held["claims.yaml"].decode() == HEAD.replace(
        "findings:", "  # what an import brought\nfindings:"
    )
    assert made.not_carried == ("2 proposals", "the built report, which shows proposals")


def test_a_proposal_that_a_finding_names_is_decided_first(folder):
    named = HEAD.replace("[tasting_first]", "[tasting_first, waits]")
    (folder / "claims.yaml").write_text(named.replace("findings:", f"{WAITS}findings:"))
    with pytest.raises(CannotGoOn, match="names the proposal `waits`"):
        crate(folder)


def test_a_report_of_other_files_does_not_leave(folder):
    made = crate(folder, report={"report.html": b"<p>of last year"})
    assert "build/report.html" not in opened(made)
    assert made.not_carried == ("the built report, which was built from other files",)


def test_a_review_that_does_not_say_what_a_crate_has_to_is_refused(folder):
    (folder / "claims.yaml").write_text(HEAD.replace("  licence: CC-BY-4.0\n", ""))
    with pytest.raises(CannotGoOn, match="has to say the review's licence"):
        crate(folder)
