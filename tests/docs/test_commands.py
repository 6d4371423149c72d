"""The reference of the commands is made from their help, and is up to date."""

from __future__ import annotations

import ast
import re

import click
import pytest

from evidence.build import FORMATS
from evidence.cli.export import FORMATS as EXPORTS
from evidence.cli.main import COMMANDS, evidence
from tests.docs.pages import (
    DOCS,
    OUTSIDE,
    ROOT,
    filled,
    page_names,
    table,
    up_to_date,
    without_code,
)
from tests.docs.replay import walk

PAGE = DOCS / "commands.md"
WIDTH = 80


def test_the_reference_of_the_commands_is_up_to_date():
    page = PAGE.read_text(encoding="utf-8")
    made = {"list": listed(), "exports": exports(), "commands": sections()}
    up_to_date(PAGE, filled(page, made))


def test_every_command_and_every_option_of_it_is_documented():
    page = PAGE.read_text(encoding="utf-8")
    for name in COMMANDS:
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        options = [o for p in command(name).params for o in p.opts if o.startswith("--")]
        assert section, f"`{name}` is not documented"
        assert [option for option in options if option not in section] == []


def test_every_command_that_a_page_names_exists():
    pages = [DOCS / name for name in page_names()] + [ROOT / name for name in OUTSIDE]
    call = re.compile(r"(?m)(?:`|^\$ |^)evidence ([a-z][a-z-]*)")
    named = {(path.name, name) for path in pages for name in call.findall(path.read_text("utf-8"))}
    assert {name for _, name in named} > {"init", "check", "build", "trace"}
    assert sorted((page, name) for page, name in named if name not in COMMANDS) == []


def test_every_format_of_a_build_is_explained():
    page = PAGE.read_text(encoding="utf-8")
    told = page.partition("## What a build writes")[2].partition("\n## ")[0]
    assert [name for name in FORMATS if f"| `{name}` |" not in told] == []


def test_every_variable_of_the_environment_that_is_read_is_explained():
    told = PAGE.read_text(encoding="utf-8").partition("## Environment")[2].partition("\n## ")[0]
    read = {name for path in (ROOT / "evidence").rglob("*.py") for name in variables(path)}
    assert {"NO_COLOR", "XDG_CACHE_HOME"} <= read
    assert {name for name in read if f"`{name}`" not in told} == set()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    walk("```console\n$ evidence init demo\n$ cd demo\n$ evidence build --to csv\n```\n", folder)
    return folder / "demo" / "build" / "tables"


def test_every_table_of_a_build_is_explained(built):
    told = without_code(PAGE.read_text(encoding="utf-8").replace("`", ""))
    names = {path.name.partition("-")[0].removesuffix(".csv") for path in built.glob("*.csv")}
    assert "claims" in names
    assert [name for name in names if f"tables/{name}" not in told] == []


def listed() -> str:
    rows = [(f"[`{name}`](#{name})", line) for name, line in COMMANDS.items()]
    return table(("command", "what it does"), rows)


def exports() -> str:
    rows = [(f"`{name}`", f"`{one.file}`", one.says) for name, one in EXPORTS.items()]
    return table(("`FORMAT`", "file", "what it is"), rows)


def sections() -> str:
    return "\n".join(f"## {name}\n\n```text\n{help_of(name)}\n```\n" for name in COMMANDS)


def help_of(name: str) -> str:
    """What `--help` prints on a terminal of 80 columns."""
    context = click.Context(
        command(name),
        info_name=f"evidence {name}",
        terminal_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    return context.get_help()


def command(name: str) -> click.Command:
    found = evidence.get_command(click.Context(evidence), name)
    assert found is not None
    return found


def variables(path) -> set[str]:
    """The names of the environment's variables that a module looks up."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Compare(left=ast.Constant(value=str(name)), comparators=[looked]):
                found |= {name} if ends_in_environ(looked) else set()
            case ast.Subscript(value=looked, slice=ast.Constant(value=str(name))):
                found |= {name} if ends_in_environ(looked) else set()
            case ast.Call(
                func=ast.Attribute(value=looked, attr="get"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                found |= {name} if ends_in_environ(looked) else set()
            case _:
                pass
    return found


def ends_in_environ(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "environ"
