"""JSON as other tools write it: with a byte order mark, in UTF-16, very large or very deep."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn

# a library of 100,000 items takes 200 MB; memory holds some five times the file
MOST = 400 * 1024**2
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_text(name: str, file: BinaryIO) -> str:
    """Return the letters of a file.

    Raises: CannotGoOn if it is too large, or in no Unicode encoding.
    """
    data = file.read(MOST + 1)
    if len(data) > MOST:
        raise CannotGoOn(
            f"{name} is larger than {MOST // 1024**2} MB, which is not read",
            "export fewer items at a time",
        )
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CannotGoOn(
            f"{name} is not in UTF-8: byte {error.start + 1:,} is no letter of it",
            "export the file again, or save it as UTF-8 in an editor",
        ) from None


def read_json(name: str, file: BinaryIO) -> Any:
    """Return what a JSON file holds.

    Raises: CannotGoOn if it cannot be read, is no JSON, or is nested too deeply.
    """
    text = read_text(name, file)
    try:
        return json.loads(text)
    except RecursionError:
        raise CannotGoOn(f"{name} is nested too deeply to be read") from None
    except json.JSONDecodeError as error:
        raise CannotGoOn(
            f"{name} is no JSON: {error.msg.lower()} (line {error.lineno}, column {error.colno})",
            "export the file again: it may have been cut off, or edited by hand",
        ) from None
    except ValueError:  # a number of more digits than Python reads
        raise CannotGoOn(f"{name} holds a number that is too long to be read") from None


def json_or_none(name: str, file: BinaryIO) -> Any:
    """Return what a JSON file holds, None if it is no JSON; the file is where it was."""
    here = file.tell()
    try:
        head = file.read(1024).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
        if head[:1] not in (b"[", b"{"):
            return None
        file.seek(here)
        return read_json(name, file)
    except (CannotGoOn, OSError):
        return None
    finally:
        file.seek(here)
