"""How much an installation weighs, and what it costs to start the command.

Builds the wheel, installs it into a new environment in a temporary folder, the
extras after it, and prints what each adds in site-packages; then the CPU time
of commands as a ratio to that of an interpreter that does nothing. Writes
nothing that stays.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 5


def main() -> None:
    """Measure and print, as tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="runs of each command [15]")
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="footprint-") as name:
        folder = Path(name)
        wheel = built(folder)
        python = environment(folder / "venv")
        print("| what is installed | MB | the largest of it |\n| --- | --- | --- |")
        for title, what in {"the core": "", **extras()}.items():
            before = weights(folder / "venv")
            install(python, f"{wheel}{what}")
            after = weights(folder / "venv")
            added = {part: size - before.get(part, 0) for part, size in after.items()}
            heavy = sorted(added, key=lambda part: -added[part])[:LARGEST]
            largest = ", ".join(f"{part} {mb(added[part])}" for part in heavy if added[part] > 5e5)
            print(f"| {title} | {mb(sum(added.values()))} | {largest} |")
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
    return {f"`[{name}]`": f"[{name}]" for name in names}


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


def weights(venv: Path) -> dict[str, int]:
    """Return the bytes of each package in site-packages, pip left out."""
    (packages,) = venv.glob("lib/python*/site-packages")
    sizes: dict[str, int] = {}
    for path in packages.rglob("*"):
        part = path.relative_to(packages).parts[0].partition("-")[0].removesuffix(".libs")
        if path.is_file() and part not in {"pip", "setuptools", "_distutils_hack", "pkg_resources"}:
            sizes[part] = sizes.get(part, 0) + path.stat().st_size
    return sizes


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
