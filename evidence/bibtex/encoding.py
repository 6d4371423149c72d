"""Bytes of a .bib file as text, whatever wrote them.

UTF-8 with or without a byte order mark, UTF-16 with one, and the encoding that
a JabRef header names are read as they are. Anything else is reported where it
first goes wrong and read as well as it can be, so that keys are still known.
"""

from __future__ import annotations

import codecs
import re

from evidence.bibtex.positions import Lines
from evidence.diagnostics import Diagnostic, Place, Severity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER = re.compile(rb"^%[^\S\n]*encoding:[^\S\n]*([\w.-]{1,40})", re.IGNORECASE | re.MULTILINE)
# Only character sets: Python's registry also holds codecs that unpack or evaluate.
_CHARACTER_SETS = re.compile(
    r"ascii|cp\d+|iso8859-\d+|mac-\w+|koi8-\w|gb2312|gbk|gb18030|big5(hkscs)?"
    r"|shift_jis|euc_(jp|kr)|utf-8"
)
_PRINTABLE = bytes({*range(0x20, 0x7F), *range(0x80, 0x100), *b"\t\n\v\f\r"})
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_ENOUGH = 0.8


def decode(path: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    r"""Return the text with `\n` as the only line end, and what was wrong with its bytes."""
    text, problems = _decode(path, data)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if data.translate(None, _PRINTABLE) and (found := _CONTROLS.search(text)):
        count = len(_CONTROLS.findall(text))
        more = f" ({count} in this file)" if count > 1 else ""
        problems.append(
            Diagnostic(
                "control-character",
                Severity.WARNING,
                f"control character U+{ord(found[0]):04X} in the text{more}",
                Lines(path, text).place(found.start(), found.end()),
                "delete it; it is read as U+FFFD",
            )
        )
        text = _CONTROLS.sub("\ufffd", text)
    return text, tuple(problems)


def _decode(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as_told(
                path, data[len(mark) :], encoding, "its byte order mark says", len(mark)
            )
    if wide := _wide(data):
        return data.decode(wide, "replace"), [
            _problem(
                f"the file is {wide.upper()} without a byte order mark",
                Place(path, 1, 1),
                "save it as UTF-8",
            )
        ]
    declared = _declared(data)
    if declared not in ("", "utf-8", "ascii"):
        return _as_told(path, data, declared, "its `% Encoding:` line says", 0)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return _guessed(path, data, error)


def _as_told(
    path: str, data: bytes, encoding: str, says: str, skipped: int
) -> tuple[str, list[Diagnostic]]:
    if encoding == "utf-8":
        try:
            return data.decode("utf-8"), []
        except UnicodeDecodeError as error:
            return _guessed(path, data, error, skipped)
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        message = (
            f"byte 0x{data[error.start]:02x} at offset {error.start + skipped} "
            f"is not {encoding.upper()}, which {says} the file is"
        )
        return data.decode(encoding, "replace"), [
            _problem(message, _after(path, before), "save the file as UTF-8")
        ]


def _guessed(
    path: str, data: bytes, error: UnicodeDecodeError, skipped: int = 0
) -> tuple[str, list[Diagnostic]]:
    """Read line by line: UTF-8 where it is UTF-8, else what the bytes look like."""
    likely, called = _likely(data)
    lines: list[str] = []
    bad = 0
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode(likely, "replace"))
            bad += 1
    before = data[: error.start].decode("utf-8")
    more = f" ({bad} lines of the file are not)" if bad > 1 else ""
    message = f"byte 0x{data[error.start]:02x} at offset {error.start + skipped} is not UTF-8{more}"
    return "\n".join(lines), [
        _problem(
            message,
            _after(path, before),
            f"save the file as UTF-8 (it looks like {called})",
        )
    ]


def _wide(data: bytes) -> str:
    """Say which UTF-16 a file without a mark is, going by where its zero bytes stand."""
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even + odd < len(head) * 0.3 or len(head) < 4:
        return ""
    return "utf-16-le" if odd > even * 4 else "utf-16-be" if even > odd * 4 else ""


def _declared(data: bytes) -> str:
    if not (header := _HEADER.search(data, 0, 1000)):
        return ""
    try:
        name = codecs.lookup(header[1].decode("ascii", "replace").lower()).name
    except LookupError:
        return ""
    return name if _CHARACTER_SETS.fullmatch(name) else ""


def _likely(data: bytes) -> tuple[str, str]:
    """Guess a legacy encoding: Chinese stands in even runs, accents stand alone."""
    runs = [run[0] for run in _HIGH_RUN.finditer(data)]
    try:
        chinese = "".join(run.decode("gbk") for run in runs)
    except UnicodeDecodeError:
        return "cp1252", "Windows-1252"
    common = sum("\u4e00" <= character <= "\u9fff" for character in chinese)
    if common >= _ENOUGH * len(chinese):
        return "gbk", "GBK"
    return "cp1252", "Windows-1252"


def _after(path: str, before: str) -> Place:
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return Lines(path, before).place(len(before))


def _problem(message: str, place: Place, advice: str) -> Diagnostic:
    return Diagnostic("bib-encoding", Severity.WARNING, message, place, advice)
