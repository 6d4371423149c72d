"""What scripts, editors, code scanning and build servers read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from evidence.checks import RULES
from evidence.reporters import FORMATS, github, json_object, junit, sarif


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_as_bytes_whatever_the_files_hold(name, hostile):
    assert FORMATS[name](hostile).encode("utf-8").endswith(b"\n")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_the_same_twice(name, hostile):
    assert FORMATS[name](hostile) == FORMATS[name](hostile)


def test_the_json_object_has_the_shape_that_it_promises(plain):
    value = json.loads(json_object(plain))
    first = value["diagnostics"][0]
    assert (value["format"], value["version"], value["tool"]) == (
        "evidence-diagnostics",
        1,
        "1.2.3",
    )
    assert value["summary"] == {"errors": 1, "warnings": 1, "notes": 1, "silenced": 1}
    assert list(first) == ["code", "severity", "message", "help", "item", "place", "related"]
    assert first["place"] == {"file": "claims.yaml", "line": 2, "column": 13, "end_column": 20}
    assert first["related"][0]["place"]["line"] == 1
    assert value["silenced"][0]["reason"] == "The law's wording matters."


def test_json_holds_hostile_text_unchanged_and_is_ascii(hostile):
    text = json_object(hostile)
    assert text.isascii()
    assert json.loads(text)["diagnostics"][0]["message"] == hostile.diagnostics[0].message


def test_github_gets_one_command_a_diagnostic_at_its_line(plain):
    commands = github(plain).splitlines()
    assert commands[0] == (
        "::error file=claims.yaml,line=2,col=13,endColumn=20,title=unknown-source::"
        "claim `tasting` cites `kim2033`, which is not in sources.bib"
        "%0Ahelp: did you mean `kim2003`? (sources.bib:1)%0Aclaims.yaml:1:7: the claim"
    )
    assert [line.split(" ")[0] for line in commands] == ["::error", "::warning", "::notice", "1"]


def test_github_finds_the_files_of_a_review_in_a_folder(plain):
    assert "file=reviews/a/claims.yaml,line=2" in github(replace(plain, folder="reviews/a/"))


def test_a_file_cannot_make_up_a_command(hostile):
    lines = github(hostile).splitlines()
    assert len(lines) == 2
    assert re.fullmatch(r"::error file=[^:]*,line=3,col=3,endColumn=40,title=[^:]*::.*", lines[0])


def test_junit_has_a_case_for_each_diagnostic_and_each_silent_rule(plain):
    suite = ET.fromstring(junit(plain))[0]
    cases = suite.findall("testcase")
    failed = [case for case in cases if case.find("failure") is not None]
    skipped = [case.find("skipped") for case in cases if case.find("skipped") is not None]
    assert [case.get("classname") for case in failed] == ["evidence.unknown-source"]
    assert [one.get("message").split(":")[0] for one in skipped] == ["warning", "note", "silenced"]
    passed = {case.get("name") for case in cases if len(case) == 0}
    told = {"unknown-source", "one-citation", "unused-claim", "long-quote"}
    assert passed == {rule.code for rule in RULES} - told
    counts = [int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")]
    assert counts == [len(cases), 1, 0, 3]


def test_junit_is_xml_whatever_the_files_hold(hostile):
    failure = ET.fromstring(junit(hostile)).find(".//failure")
    assert "</failure> ]]>" in failure.get("message")


def test_sarif_names_rule_level_place_and_reason(plain):
    run = json.loads(sarif(plain))["runs"][0]
    first, *_, last = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["version"] == "1.2.3"
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "warning"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "unknown-source"
    location = first["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "claims.yaml"}
    assert location["region"] == {"startLine": 2, "startColumn": 13, "endColumn": 20}
    assert first["relatedLocations"][0]["message"] == {"text": "the claim"}
    assert last["suppressions"] == [
        {"kind": "inSource", "justification": "The law's wording matters."}
    ]
    assert not any("suppressions" in result for result in run["results"][:-1])


def test_sarif_counts_columns_as_places_do(plain):
    assert json.loads(sarif(plain))["runs"][0]["columnKind"] == "unicodeCodePoints"


def test_sarif_knows_a_result_again_when_lines_were_added_above_it(plain):
    moved = tuple(
        replace(one, place=replace(one.place, line=one.place.line + 7)) for one in plain.diagnostics
    )
    prints = [
        [
            result["partialFingerprints"]
            for result in json.loads(sarif(listing))["runs"][0]["results"]
        ]
        for listing in (plain, replace(plain, diagnostics=moved))
    ]
    assert prints[0] == prints[1]
    assert len({json.dumps(one) for one in prints[0]}) == len(prints[0])


def test_sarif_has_the_types_that_its_schema_asks_for(hostile, plain):
    for listing in (plain, hostile):
        log = json.loads(sarif(listing))
        assert log["version"] == "2.1.0"
        driver = log["runs"][0]["tool"]["driver"]
        assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
        for result in log["runs"][0]["results"]:
            assert {"ruleId", "level", "message", "locations"} <= set(result)
            assert result["level"] in {"error", "warning", "note"}
            for location in (*result["locations"], *result.get("relatedLocations", ())):
                uri = location["physicalLocation"]["artifactLocation"]["uri"]
                assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
                region = location["physicalLocation"].get("region", {"startLine": 1})
                assert all(number >= 1 for number in region.values())


def test_sarif_messages_hold_no_links(hostile):
    assert "](" not in json.loads(sarif(hostile))["runs"][0]["results"][0]["message"]["text"]
