"""What `evidence.json` says beside the author's words is a column too, or is excepted by name."""

from __future__ import annotations

import csv
import json
from dataclasses import fields
from functools import cache

import pytest
import yaml

from evidence import review as reviews
from evidence.exchange.facts import TableInput, facts
from evidence.exchange.tables import tables
from evidence.lock.signatures import signature
from evidence.model.lock import SignedState
from evidence.synthesis.cells import FilledCell
from evidence.synthesis.relations import StatedRelation
from evidence.synthesis.support import Support
from evidence.synthesis.synthesis import synthesise
from tests.docs.evidence_schema import COMPUTED, keys_in
from tests.model.test_reached import BIB
from tests.model.whole import whole

# what a part of `evidence.json` is a row of, in frames and in tables alike
ROWS = {
    "/sources": "sources",
    "/claims": "claims",
    "/findings": "findings",
    "/findings/support": "findings",
    "/findings/cells": "cells",
    "/findings/signed": "signatures",
    "/findings/signed/signatures": "signatures",
    "/findings/signed/changes": "signature_changes",
    "/framework/elements": "elements",
    "/framework/relations": "relations",
    "$passage": "passages",
    "$measure": "measures",
    "$changes": "without_source",
    "/without_group": "without_group",
    "/tensions": "claim_link",
}
# key -> the column that says it, where that has another name or stands in another frame
ELSEWHERE = {
    "frames": {
        "/sources/authors": "source_name.family",
        "/claims/passages": "passages.claim",
        "/claims/elements": "claim_element.element",
        "/claims/relates": "claim_relation.type",
        "/claims/links": "claim_link.kind",
        "/claims/findings": "finding_claim.finding",
        "/claims/measure": "measures.claim",
        "/findings/support": "findings.support",
        "/findings/support/ground": "findings.support",
        "/findings/cells": "cells.finding",
        "/findings/cells/id": "cells.cell",
        "/findings/confidence": "findings.assessment_confidence",
        "/findings/signed": "signatures.finding",
        "/findings/signed/signatures": "signatures.number",
        "/findings/signed/changes": "signature_changes.finding",
        "/tensions/against": "claim_link.other",
        "/tensions/findings": "finding_claim.finding",
        "/without_group/changes": "without_group.finding",
    },
    "tables": {
        "/claims/passages": "passages.claim",
        "/claims/links": "claims.supports",
        "/claims/measure": "measures.claim",
        "/findings/support": "findings.support",
        "/findings/support/ground": "findings.support",
        "/findings/cells": "cells.finding",
        "/findings/cells/id": "cells.cell",
        "/findings/confidence": "findings.assessment_confidence",
        "/findings/signed": "signatures.finding",
        "/findings/signed/signatures": "signatures.number",
        **dict.fromkeys(
            (
                "/findings/signed/changes",
                *(f"/findings/signed/changes/{key}" for key in ("kind", "item", "part")),
            ),
            "signatures.changes",
        ),
        "/tensions/claim": "claims.id",
        "/tensions/against": "claims.contradicts",
        "/tensions/findings": "claims.findings",
    },
}
ONE_LANGUAGE = "frames and tables are in one language each: the word itself is the column"
AS_A_NUMBER = "figures are numbers here"
NO_ITEM = "what would be if something were left out is no table of items; it is a frame"
A_LINK = "a link is the id of the other claim"
EXCEPTED = {
    "frames": {
        "$measure/unit_label": ONE_LANGUAGE,
        "$measure/year_label": ONE_LANGUAGE,
        "$measure/written": AS_A_NUMBER,
    },
    "tables": {
        "$measure/unit_label": ONE_LANGUAGE,
        "$measure/year_label": ONE_LANGUAGE,
        "$measure/written": AS_A_NUMBER,
        "/tensions/stated": A_LINK,
        "/tensions/because": A_LINK,
        **dict.fromkeys(
            ("$changes/finding", "$changes/citations", "$changes/studies", "$changes/contested",
             "$changes/falls",
             "/without_group/axis", "/without_group/value", "/without_group/changes"),
            NO_ITEM,
        ),
    },
}  # fmt: skip
# parts that are of no item
NO_ROWS = {
    "": "the sections",
    "/tool": "what wrote the file",
    "/review": "of the review, which is no row",
    "/framework": "the sections of the framework",
    "/framework/facets": "what an author wrote, laid out otherwise",
    "/evidence_maps": "a crosstab of frames; tables of their own, `map-….csv`",
}


@cache
def columns() -> dict[str, dict[str, set[str]]]:
    """Return the columns of every frame and of every table, by its name."""
    made = yaml.dump(
        whole(lambda field: f"about {field}"), Dumper=yaml.CSafeDumper, sort_keys=False
    ).encode()
    checked = reviews.check(reviews.Input([("claims.yaml", made)], ("sources.bib", BIB.encode())))
    support = synthesise(checked.graph).support
    frames = facts(TableInput(checked.graph, support, checked.states, signed(checked)))
    csvs = tables(checked.graph, support, checked.states, signed(checked))
    return {
        "frames": {name: {c.name for c in table.columns} for name, table in frames.items()},
        "tables": {
            name.removesuffix(".csv"): set(next(csv.reader(text.lstrip("\ufeff").splitlines())))
            for name, text in csvs.items()
        },
    }


def signed(checked: reviews.Checked) -> dict[str, SignedState]:
    """Return that somebody signed the first finding: a table without rows is not written."""
    finding = next(iter(checked.graph.findings.values()))
    how = {"by": "ys", "ran_by": "Y. S.", "date": "2026-11-29"}
    one = signature(checked.graph, finding, checked.states, None, **how)
    return {finding.id: SignedState(finding.id, one, (one,))}


def computed() -> list[str]:
    schema = json.loads(COMPUTED.read_text(encoding="utf-8"))
    return [way for way in keys_in(schema) if way.rpartition("/")[0] not in NO_ROWS]


@pytest.mark.parametrize("output", ["frames", "tables"])
@pytest.mark.parametrize("way", computed())
def test_what_is_worked_out_is_a_column_or_excepted_with_its_reason(way, output):
    known = columns()[output]
    part, _, key = way.rpartition("/")
    own = key in known.get(ROWS[part], ())
    if elsewhere := ELSEWHERE[output].get(way):
        frame, _, column = elsewhere.partition(".")
        assert column in known[frame]
    excepted = way in EXCEPTED[output]
    assert own or elsewhere or excepted, "make it a column, or except it here with the reason"
    assert not (own and excepted), "it is one: the exception can go"


def test_every_exception_is_of_a_key_that_there_is():
    ways = set(computed())
    for known in (*ELSEWHERE.values(), *EXCEPTED.values()):
        assert known.keys() <= ways


# a value of the synthesis -> the frame of it, and its fields that are told otherwise
WORKED_OUT = [
    (Support, "findings", {
        "finding": "the row is of it",
        "cited_as": "the works of each claim are `claim_source`; `citations` counts them",
        "contributing": "`studies` are counted from them; whose they are is `claim_source`",
    }),
    (FilledCell, "cells", {
        **dict.fromkeys(
            ("cited", "implied", "own", "second_hand"),
            "claims are `cell_claim`, and what each rests on is their `standing`",
        ),
        "marks": "of its sources, whose facets are columns",
    }),
    (StatedRelation, "relations", {"arrow": "`subject`, `type`, `object`"}),
]  # fmt: skip


@pytest.mark.parametrize(("value", "frame", "otherwise"), WORKED_OUT)
def test_each_field_of_what_the_synthesis_works_out_is_a_column(value, frame, otherwise):
    missing = {field.name for field in fields(value)} - columns()["frames"][frame]
    assert missing == set(otherwise)
