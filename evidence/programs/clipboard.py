"""The clipboard, read by whichever program the machine has for it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from evidence.diagnostics import CannotGoOn

SECONDS = 5.0
_PROGRAMS = (
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-out"),
    ("xsel", "--clipboard", "--output"),
    ("pbpaste",),
    ("powershell.exe", "-NoProfile", "-Command", "Get-Clipboard -Raw"),
)


def clipboard() -> str:
    """Return the text on the clipboard, "" if there is none.

    Raises: CannotGoOn if no program of the machine can read it.
    """
    tried = ""
    for name, *arguments in _PROGRAMS:
        program = shutil.which(name)
        # A relative hit is one in the folder that the command was called in: not ours to run.
        if program is None or not Path(program).is_absolute():
            continue
        try:
            done = subprocess.run(  # noqa: S603 - a program of the machine, no shell, our own words
                [program, *arguments], capture_output=True, timeout=SECONDS, check=False
            )
        except (OSError, subprocess.SubprocessError):
            tried = name
            continue
        if done.returncode == 0:
            return done.stdout.decode("utf-8", "replace")
        tried = name  # there is no screen for this one, perhaps for the next
    why = f"`{tried}` gave nothing" if tried else "none of the programs that read it is installed"
    raise CannotGoOn(
        f"the clipboard cannot be read: {why}",
        "give the quote on standard input, with `--quote -`",
    )
