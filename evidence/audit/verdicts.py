"""The file of an audit, and the sheets that auditors fill.

`audit.jsonl` holds how the sample was drawn and one verdict a line, sorted. A
sheet is CSV for a spreadsheet, or HTML to print; a filled CSV is read back.
"""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.audit.sample import Audited, Draw, Verdict
from evidence.diagnostics import Diagnostic, Place, did_you_mean, sort
from evidence.lock import rules
from evidence.lock.rules import report

COLUMNS = (
    "claim",
    "source",
    "statement",
    "quote",
    "at",
    "file",
    "verdict",
    "by",
    "date",
    "note",
    "words",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Row:
    """One claim of a sheet: what is judged, and where to look."""

    claim: str
    source: str
    statement: str
    quote: str
    at: str
    file: str = ""
    words: str = ""


def read_audit(
    path: str, data: bytes
) -> tuple[Draw | None, tuple[Audited, ...], tuple[Diagnostic, ...]]:
    """Return how the sample was drawn, the verdicts, and what is wrong with the file."""
    how: Draw | None = None
    verdicts: list[Audited] = []
    diagnostics: list[Diagnostic] = []
    for number, raw in enumerate(data.split(b"\n"), start=1):
        if not raw.strip():
            continue
        place = Place(path, number)
        try:
            line = json.loads(raw.decode("utf-8"))
            if "seed" in line:
                how = _draw(line)
            else:
                found = _audited(line, place)
                if isinstance(found, Audited):
                    verdicts.append(found)
                else:
                    diagnostics.append(found)
        except (ValueError, TypeError, KeyError, RecursionError):
            message = "no verdict stands here: the line is not one that was recorded"
            diagnostics.append(report(rules.VERDICT, message, place, "remove the line"))
    return how, tuple(sorted(verdicts, key=_order)), sort(diagnostics)


def write_audit(how: Draw, verdicts: Iterable[Audited]) -> str:
    """Return the file of an audit as text, sorted by claim."""
    lines: list[dict[str, Any]] = [
        {
            "seed": how.seed,
            "size": how.size,
            "population": how.population,
            "weighted": how.weighted,
        }
    ]
    for one in sorted(verdicts, key=_order):
        told = {
            "claim": one.claim,
            "verdict": one.verdict.value,
            "by": one.by,
            "date": one.date,
            "words": one.words,
            "note": one.note,
        }
        lines.append({key: value for key, value in told.items() if value})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def sheet_csv(rows: Sequence[Row]) -> str:
    """Return a sheet to fill: a verdict, who and when for each claim.

    Shape: a cell that a spreadsheet would take for a formula begins with an
           apostrophe, which `read_sheet` takes off again.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (row.claim, row.source, row.statement, row.quote, row.at, row.file)
        writer.writerow([*map(_safe, cells), "", "", "", "", row.words])
    return out.getvalue()


def read_sheet(path: str, data: bytes) -> tuple[tuple[Audited, ...], tuple[Diagnostic, ...]]:
    """Return the verdicts of a filled sheet; rows without a verdict are passed over.

    Shape: commas, semicolons or tabs, as spreadsheets save them, in UTF-8.
    """
    text = data.decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    verdicts: list[Audited] = []
    diagnostics: list[Diagnostic] = []
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    header: list[str] = []
    try:
        for cells in reader:
            place = Place(path, reader.line_num)
            if not header:
                header = [cell.strip().lower() for cell in cells]
                continue
            row = {name: _plain(cell) for name, cell in zip(header, cells, strict=False)}
            if not row.get("verdict", "").strip():
                continue
            found = _audited(row, place)
            if isinstance(found, Audited):
                verdicts.append(found)
            else:
                diagnostics.append(found)
    except csv.Error as error:
        message = f"the sheet cannot be read: {error}"
        diagnostics.append(report(rules.VERDICT, message, Place(path, reader.line_num)))
    return tuple(sorted(verdicts, key=_order)), sort(diagnostics)


def sheet_html(rows: Sequence[Row], title: str) -> str:
    """Return a page to print: each claim beside its passage, with room for a verdict."""
    choices = " ".join(f"☐ {verdict.value.replace('_', ' ')}" for verdict in Verdict)
    body = "".join(
        "<section>"
        f"<h2>{_e(row.claim)}</h2>"
        f"<p>{_e(row.statement)}</p>"
        f"<blockquote>{_e(row.quote)}</blockquote>"
        f"<p>{_e(row.source)} · {_e(row.at)} · {_e(row.file)}</p>"
        f"<p>{choices}</p><p>by ________ date ________ note ________________________</p>"
        "</section>\n"
        for row in rows
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{_e(title)}</title>"
        "<style>body{font:12pt serif;max-width:44em;margin:2em auto}"
        "section{break-inside:avoid;border-top:1px solid;padding:.5em 0}h2{font-size:1em}"
        "</style></head><body>"
        f"<h1>{_e(title)}</h1>\n{body}</body></html>\n"
    )


def _audited(line: Mapping[str, Any], place: Place) -> Audited | Diagnostic:
    said = str(line["verdict"]).strip().lower().replace(" ", "_").replace("-", "_")
    if said not in {verdict.value for verdict in Verdict}:
        known = [verdict.value for verdict in Verdict]
        help_ = did_you_mean(said, known) or f"one of {', '.join(known)}"
        message = f"`{line['verdict']}` is no verdict"
        return report(rules.UNKNOWN_VERDICT, message, place, help_)
    claim, by, date = (str(line.get(name, "") or "").strip() for name in ("claim", "by", "date"))
    if not claim or not by or not date:
        lacking = next(
            name for name, value in (("claim", claim), ("by", by), ("date", date)) if not value
        )
        message = f"a verdict does not say `{lacking}`"
        return report(rules.VERDICT, message, place, "say who judged, and when", item=claim)
    note, words = (str(line.get(name, "") or "").strip() for name in ("note", "words"))
    return Audited(claim, Verdict(said), by, date, words, note)


def _draw(line: Mapping[str, Any]) -> Draw:
    return Draw(
        str(line["seed"]), int(line["size"]), int(line["population"]), bool(line.get("weighted"))
    )


def _order(audited: Audited) -> tuple[str, str, str]:
    return (audited.claim, audited.by, audited.date)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \u00a0\ufeff\n").startswith((*_FORMULA, "'")) else cell


def _plain(cell: str) -> str:
    return cell.removeprefix("'")


def _e(text: str) -> str:
    return html.escape(text, quote=True)
