"""Graphviz, run as a child to draw the diagram.

`graphviz-pure` comes with the package; `dot` of the machine stands in for it.
Without either, or when it fails, there is no picture and nothing breaks: the
same content always stands beside it as a list.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from evidence.programs.cache import Cache, key_of

SECONDS = 20.0
_ASK = ("-Tsvg",)


def drawn(dot: str, cache: Cache, program: Path | None = None) -> str | None:
    """Return the SVG that Graphviz draws of a graph, None if it draws none.

    Without `program` the one that is installed is used.
    """
    program = program or installed()
    if program is None:
        return None
    try:
        state = program.stat()
    except OSError:
        return None
    key = key_of("graphviz", program.name, str(state.st_size), str(state.st_mtime_ns), *_ASK, dot)
    kept = cache.get(key)
    if kept is not None:
        return kept.decode("utf-8", "replace")
    answer = _ask(program, dot)
    if answer is None:
        return None
    cache.put(key, answer)
    return answer.decode("utf-8", "replace")


def installed() -> Path | None:
    """Return the Graphviz to run: that of the package, else that of the machine, else None."""
    return _packaged() or _on_path("graphviz-pure") or _on_path("dot")


def _packaged() -> Path | None:
    try:
        files = distribution("graphviz-pure").files or ()
    except PackageNotFoundError:
        return None
    for file in files:
        if file.stem == "graphviz-pure" and file.suffix in {"", ".exe"}:
            program = Path(str(file.locate())).resolve()
            return program if os.access(program, os.X_OK) else None
    return None


def _on_path(name: str) -> Path | None:
    found = shutil.which(name)
    # A relative hit is one in the folder that the command was called in: not ours to run.
    return Path(found) if found and Path(found).is_absolute() else None


def _ask(program: Path, dot: str) -> bytes | None:
    try:
        done = subprocess.run(  # noqa: S603 - a program of the package, no shell, our own text
            [str(program), *_ASK],
            input=dot.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 and done.stdout else None
