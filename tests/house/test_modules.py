"""How a module of the package looks: its size, its name, its values."""

from __future__ import annotations

import ast
from collections.abc import Iterator

# One subject is one module, as long as that takes. Past this it may be two: look, and never
# cut a module because it is long.
LONGEST = 500
# Module -> why it is longer.
LONGER: dict[str, str] = {}

# A function without a home means that a noun is missing, not a drawer.
DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "tools"}

# Class -> why its values change.
CHANGING = {
    "evidence.texts.pdf.Sheets": "the text of a PDF while its pages are read; `finish` returns it",
    "evidence.texts.writer.TextWriter": "a text while it is being written; `finish` returns the value",
}


def test_no_module_is_longer_than_a_reader_holds(modules):
    long = {module.name: module.lines for module in modules if module.lines > LONGEST}
    assert sorted(long) == sorted(LONGER), long


def test_no_module_is_a_drawer(modules):
    assert [m.path for m in modules if DRAWERS & set(m.name.replace("_", ".").split("."))] == []


def test_every_value_is_frozen_and_slotted(modules):
    loose = {
        f"{module.name}.{name}"
        for module in modules
        for name, options in dataclasses(module.tree)
        # What a module keeps to itself may change while it is being made.
        if not {"frozen", "slots"} <= options and not name.startswith("_")
    }
    assert loose == set(CHANGING)


def test_a_dataclass_that_can_change_is_seen():
    code = "@dataclass\nclass A: ...\n@dataclass(frozen=True)\nclass B: ...\n"
    assert list(dataclasses(ast.parse(code))) == [("A", set()), ("B", {"frozen"})]


def dataclasses(tree: ast.AST) -> Iterator[tuple[str, set[str]]]:
    """The dataclasses of a module that are no exceptions, with their options that are on."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef) or "Exception" in map(ast.unparse, node.bases):
            continue
        for decorator in node.decorator_list:
            match decorator:
                case ast.Name(id="dataclass"):
                    yield node.name, set()
                case ast.Call(func=ast.Name(id="dataclass"), keywords=keywords):
                    on = {k.arg for k in keywords if ast.unparse(k.value) == "True"}
                    yield node.name, on
