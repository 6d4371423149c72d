"""A report as a Word document or a PDF, out of its Pandoc Markdown.

Pandoc writes both, with no access to files or the network. A PDF goes on to
typst, which the extra `pdf` brings and which also makes the picture that a
Word document can show; without it a Word document has no picture. The same text
gives the same bytes: no clock in them.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Sequence
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Literal

from evidence.diagnostics import CannotGoOn, not_installed
from evidence.pages.about import AboutView
from evidence.programs.pandoc import installed
from evidence.programs.word import tidied

# What the diagram is called in the Markdown of a PDF.
PDF_PICTURE = "framework.svg"
SECONDS = 300.0
_READ = ("--from=markdown", "--citeproc", "--sandbox")
_CONTENTS = ("--toc", "--toc-depth=2")
_MEGABYTES = 4096
_PIXELS_PER_INCH = 200.0
_WIDTH = 520
_DAY = ("year", "month", "day")
_LOOK = "document.typ"
_FILTER = "document.lua"
# What the PDF says of itself, beside its body.
_ABOUT = "about.json"
_PAGE = f"""#set page(width: auto, height: auto, margin: 4pt, fill: white)
#image("{PDF_PICTURE}", width: {_WIDTH}pt)
"""


def docx(text: str, about: AboutView) -> bytes:
    """Return a report in Pandoc's Markdown as a Word document, with its properties.

    The diagram stands in the text, as `docx_picture` gives it.

    Raises: CannotGoOn if pandoc is not there, fails, or takes too long.
    """
    return tidied(_pandoc(text, "docx", *_CONTENTS), about)


def docx_picture(svg: str) -> str:
    """Return the diagram as the address of a picture that every Word shows.

    "" for none, and where nothing here can draw it: all that it shows stands
    in the text as well.

    Raises: CannotGoOn if typst, which draws it, fails.
    """
    if not (svg and can_draw()):
        return ""
    files = {"main.typ": _PAGE.encode(), PDF_PICTURE: svg.encode()}
    png = _typst(files, "the diagram of a Word document", form="png")
    return f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"


def can_draw() -> bool:
    """Return whether a picture for Word can be made here, which the extra `pdf` brings."""
    return find_spec("typst") is not None


def pdf(text: str, svg: str, about: AboutView) -> bytes:
    """Return a report in Pandoc's Markdown as a PDF, tagged for screen readers.

    `svg` is the diagram, which the text calls `PDF_PICTURE`; "" for none.

    Raises: CannotGoOn if pandoc or typst is not there, fails, or takes too long.
    """
    _typst_module("a PDF")
    body = _pandoc(text, "typst", "--standalone", f"--variable=template:{_LOOK}")
    look = resources.files("evidence.programs").joinpath(_LOOK).read_bytes()
    files = {"main.typ": body, _LOOK: look, PDF_PICTURE: svg.encode(), _ABOUT: _properties(about)}
    return _typst(files, "a PDF", form="pdf")


def _properties(about: AboutView) -> bytes:
    """Return what a PDF says of itself, as its look reads it; a date only where there is a day."""
    parts = about.date.split("-")
    said = {
        "authors": about.authors,
        "keywords": [about.licence] if about.licence else [],
        "date": [int(part) for part in parts] if len(parts) == len(_DAY) else [],
    }
    return json.dumps(said).encode()


def _pandoc(text: str, form: str, *more: str) -> bytes:
    program = installed()
    if program is None:
        raise CannotGoOn(
            "pandoc is not installed, and it writes Word documents and PDFs",
            "run `pip install pypandoc_binary`, or install pandoc on this machine",
        )
    with resources.as_file(resources.files("evidence.programs").joinpath(_FILTER)) as lua:
        command = [str(program), *_READ, f"--lua-filter={lua}", f"--to={form}", "--output=-", *more]
        run = _run([*command, "+RTS", f"-M{_MEGABYTES}m", "-RTS"], text.encode(), program)
    if run.returncode:
        raise CannotGoOn(f"pandoc could not write {form}: {_first_line(run.stderr)}")
    return run.stdout


def _run(command: Sequence[str], given: bytes, program: Path) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a program of ours, no shell, fixed arguments
            command,
            input=given,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotGoOn(f"pandoc took longer than {SECONDS:.0f} seconds") from error
    except OSError as error:
        raise CannotGoOn(f"{program} cannot be run: {error.strerror}") from error


def _typst(files: dict[str, bytes], wanted: str, *, form: Literal["pdf", "png"]) -> bytes:
    """Return what typst makes of files that it is given by their names, none from the disk."""
    typst = _typst_module(wanted)
    try:
        made = typst.compile(files, format=form, ppi=_PIXELS_PER_INCH)
    except typst.TypstError as error:
        raise CannotGoOn(f"typst could not write {wanted}: {error}") from error
    return bytes(made[0] if isinstance(made, list) else made)


def _typst_module(wanted: str) -> ModuleType:
    """Return typst, which only those who ask for a document need."""
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError:
        raise not_installed("typst", f"{wanted} is made with it", "pdf") from None
    return typst


def _first_line(said: bytes) -> str:
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[0][:200] if lines else "it does not say why"
