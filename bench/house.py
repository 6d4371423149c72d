"""How large a package is and how it hangs together, read from its syntax and never imported.

    python bench/house.py --rev 1aa751d --peers

Measures ours beside a revision of it, any package folder that is named, and two
peers from the package index (the wheels of PEERS, unpacked into a folder that
is deleted afterwards). What the words mean:

- A module is a `.py` file, and its lines are all of its lines. A room is a
  folder of modules below the package.
- A function or method counts from its `def` to its end, docstring and what is
  nested in it included; what is nested is counted for itself as well.
- Branches are the ways through a function: one, and one more for each `if`,
  loop, handler, `case`, `and`, `or` and part of a comprehension. What stands in
  a function that is nested in it belongs to that one.
- The longest chain of imports is told in modules, those at both ends included.
  An import inside a function counts, for it runs; one under `TYPE_CHECKING`
  does not, and which circles it would close is told apart. `from room import x`
  leads to the module `x` where there is one, else to the room. A circle counts
  as one link of the chain.
- Modules share their name where the last part of it stands twice; a room's own
  module is called as the room.
- Lines of tests are those of the folder `tests` beside the package. A wheel has
  none.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from statistics import median_high

ROOT = Path(__file__).resolve().parents[1]
PEERS = {"fava": "1.30.16", "deptry": "0.25.1"}

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_FORKS = (ast.If, ast.IfExp, ast.ExceptHandler, ast.match_case, *_LOOPS)


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the package: its dotted name, its lines and its syntax tree."""

    name: str
    is_room: bool
    lines: int
    tree: ast.Module

    @property
    def room(self) -> str:
        """Return the dotted name of the package that its relative imports start from."""
        return self.name if self.is_room else self.name.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Function:
    """A function, by its module and name, and its size."""

    name: str
    lines: int
    branches: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of one package: the order is that of the table."""

    modules: int
    rooms: int
    lines: int
    functions: int
    function_median: int
    function_p90: int
    function_longest: int
    longest_function: str
    branches_p90: int
    branches_max: int
    most_branches: str
    chain: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]
    circles_of_types: tuple[tuple[str, ...], ...]
    shared_names: Mapping[str, tuple[str, ...]]
    shared_classes: Mapping[str, tuple[str, ...]]
    test_lines: int | None


def main() -> None:
    """Measure what the command line names, and print a table or JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="package folders")
    parser.add_argument("--rev", action="append", default=[], help="a revision of ours, too")
    parser.add_argument("--peers", action="store_true", help="fava and deptry, too")
    parser.add_argument("--json", action="store_true", help="everything, as JSON")
    asked = parser.parse_args()
    measured: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory(prefix="house-") as name:
        for number, rev in enumerate(asked.rev):
            measured[f"evidence {rev}"] = measure(archived(rev, Path(name, str(number))))
        measured["evidence"] = measure(ROOT / "evidence")
        for folder in asked.folders:
            measured[str(folder)] = measure(folder.resolve())
        for peer, version in PEERS.items() if asked.peers else ():
            measured[f"{peer} {version}"] = measure(unpacked(peer, version, Path(name)))
    if asked.json:
        print(json.dumps({name: asdict(figures) for name, figures in measured.items()}, indent=2))
    else:
        print("\n".join([*table(measured), *details(measured)]))


def archived(rev: str, folder: Path) -> Path:
    """Return the package folder of a revision of ours, its tests beside it."""
    command = ["git", "archive", rev, "evidence", "tests"]
    packed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "evidence"


def unpacked(peer: str, version: str, folder: Path) -> Path:
    """Return the package folder of a peer, its wheel downloaded with pip."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    wanted = ["--no-deps", "--only-binary", ":all:", "--dest", str(folder), f"{peer}=={version}"]
    subprocess.run([*pip, *wanted], check=True, stderr=subprocess.DEVNULL)
    with zipfile.ZipFile(next(folder.glob(f"{peer}-*.whl"))) as wheel:
        wheel.extractall(folder / peer)  # noqa: S202 - of the version pinned above, by pip
    return folder / peer / peer


def measure(folder: Path) -> Figures:
    """Return the figures of the package in a folder."""
    modules = read(folder)
    functions = [function for module in modules for function in functions_of(module)]
    none = Function("-", 0, 0)  # of a package without functions
    lengths = sorted(function.lines for function in functions or [none])
    branches = sorted(function.branches for function in functions or [none])
    longest = max(functions, key=lambda function: function.lines, default=none)
    widest = max(functions, key=lambda function: function.branches, default=none)
    runs = imports(modules)
    classes = [(name, module.name) for module in modules for name in public_classes(module)]
    tests = folder.parent / "tests"
    return Figures(
        modules=len(modules),
        rooms=sum(module.is_room for module in modules) - 1,
        lines=sum(module.lines for module in modules),
        functions=len(functions),
        function_median=median_high(lengths),
        function_p90=p90(lengths),
        function_longest=longest.lines,
        longest_function=longest.name,
        branches_p90=p90(branches),
        branches_max=widest.branches,
        most_branches=widest.name,
        chain=longest_chain(runs),
        circles=circles(runs),
        circles_of_types=circles(imports(modules, types=True)),
        shared_names=twice((m.name.rpartition(".")[2], m.name) for m in modules),
        shared_classes=twice(iter(classes)),
        test_lines=sum(map(lines_of, tests.rglob("*.py"))) if tests.is_dir() else None,
    )


def read(folder: Path) -> list[Module]:
    """Return the modules of a package, by name; the package itself is a room."""
    found = []
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder.parent).with_suffix("").parts
        is_room = file.name == "__init__.py"
        name = ".".join(parts[:-1] if is_room else parts)
        tree = ast.parse(file.read_bytes(), str(file))
        found.append(Module(name, is_room, lines_of(file), tree))
    return found


def lines_of(file: Path) -> int:
    """Return how many lines a file has."""
    return len(file.read_bytes().splitlines())


def p90(values: Sequence[int]) -> int:
    """Return the value of sorted ones that nine in ten do not exceed."""
    return values[int(0.9 * (len(values) - 1))]


def functions_of(module: Module) -> Iterator[Function]:
    """Yield every function of a module, nested ones and methods too."""
    for node in ast.walk(module.tree):
        if isinstance(node, _Function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Function(f"{module.name}.{node.name}", lines, 1 + forks(node))


def forks(node: ast.AST) -> int:
    """Return how often the way forks below a node, nested functions left out."""
    below = (child for child in ast.iter_child_nodes(node) if not isinstance(child, _Function))
    return sum(forks_at(child) + forks(child) for child in below)


def forks_at(node: ast.AST) -> int:
    """Return how often the way forks at a node itself.

    >>> [forks_at(node) for node in ast.walk(ast.parse("a or b or c", mode="eval"))][1]
    2
    """
    match node:
        case ast.BoolOp(values=values):
            return len(values) - 1
        case ast.comprehension(ifs=ifs):
            return 1 + len(ifs)
        case _:
            return int(isinstance(node, _FORKS))


def imports(modules: Sequence[Module], *, types: bool = False) -> dict[str, set[str]]:
    """Return which modules of the package each one imports; with `types` also for types only."""
    names = {module.name for module in modules}
    return {
        module.name: {
            target
            for node in (ast.walk(module.tree) if types else running(module.tree))
            for target in targets(node, module.room, names)
        }
        - {module.name}
        for module in modules
    }


def running(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands below a node, but for what only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            for other in child.orelse:
                yield from (other, *running(other))
        else:
            yield from (child, *running(child))


def targets(node: ast.AST, room: str, names: AbstractSet[str]) -> Iterator[str]:
    """Yield the modules of `names` that a node imports, if it is an import in `room`."""
    match node:
        case ast.Import(names=aliases):
            yield from (alias.name for alias in aliases if alias.name in names)
        case ast.ImportFrom(module=module, names=aliases, level=level):
            above = room.split(".")[: room.count(".") + 2 - level] if level else []
            start = ".".join([*above, *([module] if module else [])])
            wanted = (f"{start}.{alias.name}" for alias in aliases)
            yield from (
                name for each in wanted if (name := each if each in names else start) in names
            )


def longest_chain(graph: Mapping[str, AbstractSet[str]]) -> tuple[str, ...]:
    """Return the longest way along imports, a circle stepped through once, by its first name."""
    loops = circles(graph)
    link = {name: loop[0] for loop in loops for name in loop}
    onwards: dict[str, set[str]] = defaultdict(set)
    for name, wanted in graph.items():
        here = link.get(name, name)
        onwards[here] |= {link.get(each, each) for each in wanted} - {here}

    @cache
    def below(name: str) -> tuple[str, ...]:
        return (name, *max(map(below, sorted(onwards[name])), key=len, default=()))

    return max(map(below, sorted(onwards)), key=len, default=())


def circles(graph: Mapping[str, AbstractSet[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the sets of modules of which each leads to each, the largest first."""
    reached = {name: reachable(graph, name) for name in graph}
    loops = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return tuple(sorted(loops, key=lambda loop: (-len(loop), loop)))


def reachable(graph: Mapping[str, AbstractSet[str]], start: str) -> set[str]:
    """Return what can be reached from a name in one step or more."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        new = graph[ahead.pop()] - found
        found |= new
        ahead += new
    return found


def public_classes(module: Module) -> Iterator[str]:
    """Yield the names of the classes that a module shows."""
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def twice(pairs: Iterator[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the names that stand in two modules or more, with those modules.

    >>> twice(iter([("a", "x"), ("b", "x"), ("a", "y")]))
    {'a': ('x', 'y')}
    """
    where: dict[str, list[str]] = defaultdict(list)
    for name, module in pairs:
        where[name].append(module)
    return {name: tuple(where[name]) for name in sorted(where) if len(where[name]) > 1}


def table(measured: Mapping[str, Figures]) -> list[str]:
    """Return the figures as a table in Markdown, a column for each package."""
    columns = [rows(figures) for figures in measured.values()]
    lines = [["", *measured], ["---"] * (len(measured) + 1)]
    lines += [[title, *(column[title] for column in columns)] for title in columns[0]]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def rows(figures: Figures) -> dict[str, str]:
    """Return what a table says of one package, by the title of the row."""
    f = figures
    shared = sum(map(len, f.shared_names.values()))
    tests = "-" if f.test_lines is None else f"{f.test_lines / f.lines:.2f}"
    return {
        "modules": f"{f.modules:,}",
        "rooms": f"{f.rooms:,}",
        "lines": f"{f.lines:,}",
        "functions": f"{f.functions:,}",
        "function, median / p90 / longest": (
            f"{f.function_median} / {f.function_p90} / {f.function_longest}"
        ),
        "branches, p90 / max": f"{f.branches_p90} / {f.branches_max}",
        "longest chain of imports": f"{len(f.chain)}",
        "circles": _circles(f.circles),
        "circles, imports for types counted": _circles(f.circles_of_types),
        "modules that share their name": f"{shared} ({shared / f.modules:.0%})",
        "public classes in two modules": f"{len(f.shared_classes)}",
        "lines of tests to a line": tests,
    }


def _circles(loops: Sequence[Sequence[str]]) -> str:
    return ", ".join(f"one of {len(loop)} modules" for loop in loops) or "none"


def details(measured: Mapping[str, Figures]) -> Iterator[str]:
    """Yield the names behind the figures of each package."""
    for title, f in measured.items():
        yield f"\n{title}"
        yield f"  longest function: {f.longest_function} ({f.function_longest} lines)"
        yield f"  most branches: {f.most_branches} ({f.branches_max})"
        yield f"  longest chain: {' > '.join(f.chain)}"
        for loop in f.circles:
            yield f"  circle: {', '.join(loop)}"
        for name, where in f.shared_names.items():
            yield f"  module `{name}`: {', '.join(where)}"
        for name, where in f.shared_classes.items():
            yield f"  class `{name}`: {', '.join(where)}"


if __name__ == "__main__":
    main()
