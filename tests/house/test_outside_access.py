"""But for a few rooms nothing touches the disk, the terminal, the clock or chance."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAY_REACH_OUTSIDE = (
    "evidence.__main__",
    "evidence.cli",
    "evidence.serving",  # the page in the browser: it listens, watches the files, saves
    "evidence.loaded",  # where Python and the commands come in: a review, by its folder
    "evidence.history",  # a review's earlier states, by git and by folder
    "evidence.publishing",  # a review's outputs, by their folder
    "evidence.full_texts",  # its full texts, by theirs
    "evidence.files",
    "evidence.programs",
)
OUTSIDE = words("""
    asyncio ctypes fcntl getpass glob http importlib.resources locale logging mmap
    multiprocessing os pathlib.Path platform random secrets shutil signal socket sqlite3 ssl
    subprocess sys tempfile threading time urllib.request uuid webbrowser
""")
CALLS = words("breakpoint eval exec input open print __import__")
DOTTED = words("codecs.open io.FileIO io.open")
METHODS = words("""
    getenv iterdir mkdir now read_bytes read_text rglob today touch unlink utcnow
    write_bytes write_text
""")

# (module, what it touches) -> why that reaches nothing outside.
REASONS: dict[tuple[str, str], str] = {
    ("evidence.origins.pdf_highlights", "ctypes"): "PDFium gives its numbers and letters in it",
    ("evidence.origins.zotero_database", "sqlite3"): "a database of given bytes, in memory alone",
    ("evidence.texts.pdf_pages", "ctypes"): "PDFium gives back two numbers through it",
    ("evidence.texts.pdfium", "threading"): "it keeps two threads from entering PDFium at once",
    ("evidence.exchange.refi_qda", "uuid"): "GUIDs are made of names, not of chance",
    ("evidence.origins.sqlite_file", "sqlite3"): "a database of given bytes, in memory alone",
}


def touched(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What a module reaches for outside of the process, with the line."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, each) for a in names if (each := outside(a.name)))
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from (
                    (node.lineno, each) for a in names if (each := outside(f"{module}.{a.name}"))
                )
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                yield node.lineno, name
            case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS:
                yield node.lineno, name
            case ast.Attribute() if (name := ast.unparse(node)) in DOTTED:
                yield node.lineno, name


def outside(name: str) -> str:
    """The part of a dotted name that stands for something outside, "" if none does."""
    parts = name.split(".")
    prefixes = (".".join(parts[:end]) for end in range(1, len(parts) + 1))
    return next((prefix for prefix in prefixes if prefix in OUTSIDE), "")


def test_no_other_room_reaches_outside(modules):
    reached = [
        f"{module.path}:{line}: {what}"
        for module in modules
        if not module.stands_in(*MAY_REACH_OUTSIDE)
        for line, what in touched(module.tree)
        if (module.name, what) not in REASONS
    ]
    assert reached == []


def test_every_room_that_may_is_there(modules):
    assert [room for room in MAY_REACH_OUTSIDE if not any(m.stands_in(room) for m in modules)] == []


def test_every_reason_is_still_needed(modules):
    needed = {(module.name, what) for module in modules for _, what in touched(module.tree)}
    assert set(REASONS) <= needed


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("import os.path", "os"),
        ("def late():\n    from time import sleep", "time"),
        ("from urllib import request", "urllib.request"),
        ("from pathlib import Path", "pathlib.Path"),
        ("text = open(name)", "open"),
        ("print(text)", "print"),
        ("text = place.read_text()", "read_text"),
        ("text = io.open(name).read()", "io.open"),
        ("day = datetime.now()", "now"),
        ("day = datetime.date.today()", "today"),
    ],
)
def test_what_reaches_outside_is_seen(code, what):
    assert [name for _, name in touched(ast.parse(code))] == [what]


@pytest.mark.parametrize(
    "code", ["from pathlib import PurePosixPath", "import io", "writer.open(tag)"]
)
def test_what_stays_inside_is_let_be(code):
    assert list(touched(ast.parse(code))) == []
