"""How much an installation weighs, and what it costs to start the command.

Builds the wheel, installs it into a new environment in a temporary folder, the
extras after it, and prints what each adds in site-packages, by part: a part is
what the package asks for, with all that nothing else brings along. Then the CPU
time of commands as a ratio to that of an interpreter that does nothing. Writes
nothing that stays.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
OURSELVES = "evidence-review"
SMALL = 400_000


@dataclass(frozen=True, slots=True)
class Installed:
    """A package: its bytes, and the names of what it may need."""

    size: int
    needs: set[str]


def main() -> None:
    """Measure and print, as tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="runs of each command [15]")
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="footprint-") as name:
        folder = Path(name)
        wheel = built(folder)
        python = environment(folder / "venv")
        print("| what is installed | MB | of it |\n| --- | --- | --- |")
        before: dict[str, Installed] = {}
        for title, extra in {"the core": "", **extras()}.items():
            install(python, f"{wheel}[{extra}]" if extra else str(wheel))
            now = installed(folder / "venv")
            added = {name: found for name, found in now.items() if name not in before}
            total = sum(found.size for found in added.values())
            print(f"| {title} | {mb(total)} | {', '.join(told(parts(added, now)))} |")
            before = now
        print("\n| command | CPU time, ms | ratio |\n| --- | --- | --- |")
        command = str(python.with_name("evidence"))
        commands = {
            "`python -c pass`": [str(python), "-c", "pass"],
            "`evidence --help`": [command, "--help"],
            "`evidence check` of the study": [command, "check", "--review", str(ROOT)],
        }
        times = measured(commands, runs)
        base = times["`python -c pass`"]
        for title, seconds in times.items():
            print(f"| {title} | {seconds * 1000:.0f} | {seconds / base:.1f} |")
        print(f"\nmedians of {runs} runs, user and system time together")


def extras() -> dict[str, str]:
    """Return the extras that are no sum of others, each as it is asked for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (name for name in project["optional-dependencies"] if name != "all")
    return {f"`[{name}]`": name for name in names}


def built(folder: Path) -> Path:
    """Return the wheel of the checkout, built into a folder."""
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)])
    (wheel,) = folder.glob("*.whl")
    return wheel


def environment(folder: Path) -> Path:
    """Return the interpreter of a new, empty environment."""
    run([sys.executable, "-m", "venv", str(folder)])
    return folder / "bin" / "python"


def install(python: Path, what: str) -> None:
    """Install a wheel, with the newest versions that it allows, and what it compiles to."""
    run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", what])


def installed(venv: Path) -> dict[str, Installed]:
    """Return what is installed in an environment, by name, pip left out."""
    (packages,) = venv.glob("lib/python*/site-packages")
    found = {normal(each.name): each for each in distributions(path=[str(packages)])}
    return {
        name: Installed(
            sum(Path(str(file.locate())).stat().st_size for file in each.files or ()),
            {normal(Requirement(line).name) for line in each.requires or ()},
        )
        for name, each in found.items()
        if name not in {"pip", "setuptools"}
    }


def parts(added: Mapping[str, Installed], now: Mapping[str, Installed]) -> dict[str, int]:
    """Return the bytes of each part of what was added, named as what we ask for.

    What several parts bring along is a part by itself, and so are we.
    """
    asked = sorted(added.keys() & now[OURSELVES].needs)
    brought = {name: reached(name, added) for name in asked}
    owners = {name: [part for part in asked if name in brought[part]] for name in added}
    sizes: dict[str, int] = {}
    for name, wanted in owners.items():
        part = wanted[0] if len(wanted) == 1 else name
        sizes[part] = sizes.get(part, 0) + added[name].size
    with_it = {part: sorted(n for n in added if owners[n] == [part] != [n]) for part in asked}
    return {
        f"{part} with {' and '.join(with_it[part])}" if with_it.get(part) else part: size
        for part, size in sizes.items()
    }


def reached(name: str, among: Mapping[str, Installed]) -> set[str]:
    """Return a package and all that it needs, directly or not."""
    found = {name}
    ahead = [name]
    while ahead:
        new = (among[ahead.pop()].needs & among.keys()) - found
        found |= new
        ahead += new
    return found


def told(sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield each part with its megabytes, the largest first, the small ones together."""
    large = [part for part in sorted(sizes, key=lambda part: -sizes[part]) if sizes[part] >= SMALL]
    yield from (f"{part} {mb(sizes[part])}" for part in large)
    rest = [sizes[part] for part in sizes if sizes[part] < SMALL]
    if rest:
        yield f"{len(rest)} smaller {mb(sum(rest))}"


def normal(name: str) -> str:
    """Return the name of a package as every tool compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def measured(commands: dict[str, list[str]], runs: int) -> dict[str, float]:
    """Return the median CPU seconds of each command, run in turns so that noise is shared."""
    taken: dict[str, list[float]] = {title: [] for title in commands}
    for number in range(runs + 1):
        for title, command in commands.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if number:  # the first one reads the disk
                taken[title].append(
                    after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
                )
    return {title: statistics.median(seconds) for title, seconds in taken.items()}


def mb(size: float) -> str:
    """Return a size in megabytes (a million bytes)."""
    return f"{size / 1e6:.1f}"


def run(command: list[str]) -> None:
    """Run a command in the checkout; where it fails, stop with what it says."""
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


if __name__ == "__main__":
    main()
