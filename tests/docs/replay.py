"""Walks through a page as its reader does: types its commands, writes what it says to write.

The commands are the real ones, from the argument list to the exit code, in
this process. What a page asks to be written is told to the tests by a comment:

    <!-- shown claims.yaml -->               the block stands in the file, word for word
    <!-- new claims/more.yaml -->            the block is all of a new file
    <!-- into claims.yaml: # A finding -->   it goes above the line that begins so
    <!-- into sources.bib -->                it goes to the end
    <!-- change claims.yaml -->              a `diff` block, applied where it fits

In a console block `...` stands for lines that are left out. A page that does not
begin a review itself is followed in a new one.

Python blocks of a page are one program, typed in line by line: what a line gives
is shown, and stands in the `text` block that follows. A block that needs a
library which is not one of ours says so, and is left out where it is absent:

    <!-- needs matplotlib -->
"""

from __future__ import annotations

import ast
import contextlib
import gc
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from unittest import mock

from evidence.cli import main
from evidence.files.starter import begin
from tests.docs.pages import Block, blocks

LEFT_OUT = "..."


def walk(text: str, folder: Path) -> dict[int, str]:
    """Follow a page in an empty folder; its console blocks by offset, as they come out now."""
    here = Path.cwd()
    if "$ evidence init" not in text and not any(folder.iterdir()):
        begin(folder)
    os.chdir(folder)
    try:
        done = {block.start: new for block in blocks(text) if (new := _followed(block)) is not None}
        return done | _typed_in(text)
    finally:
        os.chdir(here)


def _typed_in(text: str) -> dict[int, str]:
    """Type in the Python blocks of a page; the blocks of what they show by offset, as it is now."""
    known: dict[str, object] = {"__name__": "__main__"}
    shown = {}
    for block, after in zip((every := blocks(text)), [*every[1:], None], strict=True):
        what, _, libraries = block.told.partition(" ")
        absent = what == "needs" and not all(map(find_spec, libraries.split()))
        if block.kind != "python" or absent:
            continue
        said = _said(block, known)
        follows = (
            after and after.kind == "text" and not text[block.end + 4 : after.start - 8].strip()
        )
        if follows:
            expected = after.text.splitlines()
            shown[after.start] = after.text if _fits(expected, said.splitlines()) else said
        else:
            assert said == "", f"line {block.line}: this shows something, and the page does not"
    return shown


def _said(block: Block, known: dict[str, object]) -> str:
    """What lines of Python show, each as the interpreter shows it."""
    said = io.StringIO()
    lines = ast.parse(block.text)
    with contextlib.redirect_stdout(said):
        for line in lines.body:
            code = compile(ast.Interactive([line]), f"line {block.line}", "single")
            exec(code, known)
    known.pop("_", None)
    return re.sub(r"(?m) +$", "", said.getvalue())


def _followed(block: Block) -> str | None:
    if block.kind == "console":
        return "\n".join(_replayed(block))
    what, _, where = block.told.partition(" ")
    if what == "shown":
        shown = Path(where).read_text(encoding="utf-8")
        assert block.text in shown, f"line {block.line}: this does not stand in {where}"
    elif what == "new":
        path = Path(where)
        assert not path.exists(), f"line {block.line}: {where} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    elif what == "into":
        name, _, above = where.partition(": ")
        _insert(Path(name), block.text, above)
    elif what == "change":
        _change(Path(where), block.text)
    return None


def _insert(path: Path, text: str, above: str) -> None:
    before = path.read_text(encoding="utf-8")
    if not above:
        path.write_text(f"{before}\n{text}", encoding="utf-8")
        return
    (at,) = [found.start() for found in re.finditer(rf"(?m)^{re.escape(above)}", before)]
    path.write_text(f"{before[:at]}{text}\n{before[at:]}", encoding="utf-8")


def _change(path: Path, diff: str) -> None:
    lines = diff.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    before = path.read_text(encoding="utf-8")
    assert before.count(old) == 1, f"{path}: this does not stand there once:\n{old}"
    path.write_text(before.replace(old, new), encoding="utf-8")


def _replayed(block: Block) -> Iterator[str]:
    """Yield the lines of a console block with what its commands print now, and an empty one."""
    for command, expected in _commands(block.text.splitlines()):
        yield from command
        line = " ".join(part.removesuffix("\\") for part in command).removeprefix("$ ")
        said = _run(shlex.split(line), expected).splitlines()
        yield from expected if _fits(expected, said) else said
    yield ""


def _commands(lines: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each command, on one or several lines, with the lines that follow it."""
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    assert starts[:1] == [0], "a console block begins with a command"
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        last = next(n for n in range(start, end) if not lines[n].endswith("\\"))
        yield list(lines[start : last + 1]), list(lines[last + 1 : end])


def _fits(expected: Sequence[str], said: Sequence[str]) -> bool:
    pattern = "\n".join("(?s:.*)" if line == LEFT_OUT else re.escape(line) for line in expected)
    return re.fullmatch(pattern, "\n".join(said)) is not None


def _run(arguments: Sequence[str], expected: Sequence[str]) -> str:
    program, *rest = arguments
    if program == "cd":
        (folder,) = rest
        os.chdir(folder)
        return ""
    assert program == "evidence", f"`{program}` cannot be replayed; use a `sh` block"
    terminal = _Terminal(expected, keyboard=rest == ["add"])
    with (
        mock.patch.object(sys, "argv", [program, *rest]),
        mock.patch.object(sys, "stdin", terminal),
        contextlib.redirect_stdout(terminal),
        contextlib.redirect_stderr(terminal),
        contextlib.suppress(SystemExit),
    ):
        try:
            main()
        finally:
            gc.enable()
    return terminal.getvalue()


class _Terminal(io.StringIO):
    """Keeps what is printed; answers a prompt with what the page shows behind it."""

    def __init__(self, expected: Sequence[str], *, keyboard: bool) -> None:
        super().__init__()
        self._expected = iter(expected)
        self._keyboard = keyboard

    def isatty(self) -> bool:
        return self._keyboard

    def readline(self, size: int | None = -1, /) -> str:
        del size
        assert self._keyboard, "the page shows no answer"
        prompt = self.getvalue().rpartition("\n")[2]
        shown = next((line for line in self._expected if line.startswith(prompt.rstrip())), None)
        assert shown is not None, f"the page does not answer `{prompt}`"
        answer = shown.removeprefix(prompt.rstrip()).strip()
        self.write(f"{answer}\n")
        return f"{answer}\n"
