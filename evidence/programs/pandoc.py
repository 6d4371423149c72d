"""Pandoc, run as a child to write citations and the list of references.

One call for all sources in one language. Pandoc reads its question from us and
nothing else (`--sandbox`), within limits of time and memory; its answer is kept
by content. There is no stand-in: a report without references would not say
where its claims come from.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from evidence.diagnostics import CannotGoOn
from evidence.language import counted
from evidence.programs.cache import Cache, key_of, user_cache
from evidence.references import References, question_of, read_answer
from evidence.references.csl import Item

# Ten times what it takes: a second for 1,000 sources, and 0.1 MB of memory for each.
_SECONDS = 60.0
_SECONDS_EACH = 0.02
_MEGABYTES = 512
_MEGABYTES_EACH = 0.25
_ASK = ("--from=json", "--to=json", "--citeproc", "--sandbox")


def format_references(
    items: Sequence[Item],
    *,
    style: bytes | None = None,
    language: str = "en",
    cache: Cache | None = None,
    program: Path | None = None,
) -> References:
    """Return the items as a citation style writes them in a language.

    `style` is a CSL style, None for pandoc's own (Chicago, author-date).
    Without `program` the pandoc that is installed is used.

    Raises:  CannotGoOn if pandoc is not there, fails, or takes too long.
    """
    if not items:
        return References()
    program = program or installed()
    if program is None:
        raise CannotGoOn(
            "pandoc is not installed, and references cannot be written without it",
            "run `pip install pypandoc_binary`, or install pandoc on this machine",
        )
    cache = cache or user_cache()
    question = question_of(items, language=language, style=style)
    key = key_of("pandoc", *_identity(program), question)
    kept = cache.get(key)
    references = read_answer(_parsed(kept), items) if kept is not None else None
    if references is not None:
        return references
    answer = _parsed(_ask(program, question, len(items)))
    references = read_answer(answer, items)
    if references is None:
        raise CannotGoOn(f"{program} gave no answer that can be read")
    blocks = {"blocks": answer.get("blocks")}  # without the question, which comes back too
    cache.put(key, json.dumps(blocks, ensure_ascii=False, separators=(",", ":")).encode())
    return references


def installed() -> Path | None:
    """Return the pandoc to run: that of the package, else that of the machine, else None."""
    return _packaged() or _on_path()


def _packaged() -> Path | None:
    # Located without importing it, which would take longer than running it.
    spec = find_spec("pypandoc")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("pandoc", "pandoc.exe"):
            program = Path(folder, "files", name)
            if os.access(program, os.X_OK):
                return program
    return None


def _on_path() -> Path | None:
    found = shutil.which("pandoc")
    return Path(found) if found else None


def _identity(program: Path) -> tuple[str, ...]:
    """Return what tells one pandoc from another, without running it."""
    try:
        state = program.stat()
    except OSError as error:
        raise CannotGoOn(f"{program}: {error.strerror}") from error
    return (program.name, str(state.st_size), str(state.st_mtime_ns), *_ASK)


def _ask(program: Path, question: str, count: int) -> bytes:
    memory = f"-M{int(_MEGABYTES + count * _MEGABYTES_EACH)}m"
    command = [str(program), *_ASK, "+RTS", memory, "-RTS"]
    try:
        run = subprocess.run(  # noqa: S603 - the program is ours, its arguments are fixed
            command,
            input=question.encode("utf-8", "replace"),
            capture_output=True,
            check=False,
            timeout=_SECONDS + count * _SECONDS_EACH,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotGoOn(
            f"pandoc took longer than {error.timeout:.0f} seconds"
            f" for {counted(count, 'reference')}",
            "look for a title or a name of unusual length in the bibliography",
        ) from error
    except OSError as error:
        raise CannotGoOn(f"{program} cannot be run: {error.strerror}") from error
    if run.returncode:
        raise CannotGoOn(
            f"pandoc failed ({run.returncode}): {_first_line(run.stderr)}",
            "check the citation style, if the review names one",
        )
    return run.stdout


def _parsed(answer: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(answer)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _first_line(said: bytes) -> str:
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[0][:200] if lines else "it does not say why"
