"""CONTRIBUTING says what is so: its paths exist, its example works."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from evidence import graph
from evidence.checks.check import Check, wrong
from evidence.diagnostics import Diagnostic, Severity
from evidence.model import Claim, Locator, Passage, Review, Wording


@pytest.fixture
def text(root):
    return (root / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_path_that_it_names_exists(text, root):
    tops = "evidence|tests|bench|docs|templates|claims|build"
    named = set(re.findall(rf"`((?:{tops})/[\w./-]*)`", text))
    assert len(named) > 8
    assert sorted(path for path in named if not (root / path).exists()) == []


def test_every_room_of_the_layers_is_explained(text, root):
    contracts = (root / ".importlinter").read_text(encoding="utf-8")
    rooms = re.findall(r"\w+", contracts.split("layers =")[1])
    assert [room for room in rooms if room != "__main__" and f"`{room}`" not in text] == []


def test_its_example_of_a_check_finds_what_it_says(text):
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
    names = {
        "Diagnostic": Diagnostic,
        "Graph": graph.Graph,
        "Iterator": Iterator,
        "wrong": wrong,
    }
    exec(code, names)
    check = Check(names["shouted_statement"], Severity.NOTE)
    assert check.rule.why
    assert check.rule.bad
    assert check.rule.good
    loud, calm = (
        Claim(name, Wording(statement), ("kim2003",), Passage(Locator()))
        for name, statement in (("loud", "LOUD."), ("calm", "Calm."))
    )
    found = list(check(graph.build(Review(claims=(loud, calm)), ())))
    assert [diagnostic.item for diagnostic in found] == ["loud"]
