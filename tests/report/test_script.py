"""The page's script is JavaScript, as an engine reads it; it needs no browser to say so."""

from __future__ import annotations

import re

import pytest
from quickjs import Context, JSException

from evidence.files.reading import templates
from evidence.report.html import PARTS, script_of

OURS = templates()


def what_is_wrong(script: str) -> str:
    """What an engine says of a script that it cannot read, "" of one that it can; nothing is run."""
    engine = Context()
    engine.set("script", script)
    try:
        engine.eval("new Function(script)")
    except JSException as wrong:
        return str(wrong).partition("\n")[0]
    return ""


@pytest.mark.parametrize("name", ["study", "small", "many"])
def test_the_script_of_a_page_can_be_read(name, request):
    page = request.getfixturevalue(name).path().read_text(encoding="utf-8")
    (script,) = re.findall(r"(?s)<script>(.*?)</script>", page)
    assert all(OURS[f"script/{part}.js"].strip() in script for part in PARTS)
    assert what_is_wrong(script) == ""


@pytest.mark.parametrize(
    ("part", "before", "after", "wrong"),
    [
        ("search", "});", "}", "SyntaxError"),
        ("map", "const free =", "const free ==", "missing initializer"),
        ("copy", "// ", "", "SyntaxError"),
        ("page", '"use strict";', '"use strict;', "unexpected end of string"),
        # what two parts call by one name
        ("downloads", "const cell =", "const card =", "invalid redefinition"),
    ],
)
def test_a_script_that_no_browser_can_read_is_seen(part, before, after, wrong):
    text = OURS[f"script/{part}.js"]
    assert before in text
    broken = OURS | {f"script/{part}.js": text.replace(before, after, 1)}
    assert wrong in what_is_wrong(script_of(broken))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_ends_in_a_comment_leaves_the_next_one_whole(part):
    name = f"script/{part}.js"
    commented = OURS | {name: f"{OURS[name].rstrip()} // the end"}
    assert what_is_wrong(script_of(commented)) == ""
    kept = re.sub(r"\s", "", script_of(commented).replace("// the end", ""))
    assert kept == re.sub(r"\s", "", script_of(OURS))


def test_the_script_is_not_larger_than_it_may_be():
    # a tenth of it counts the head again when something is left out: no figure may stay as it was
    assert len(script_of(OURS).encode()) <= 32_000
