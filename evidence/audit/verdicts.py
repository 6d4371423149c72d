"""The file of an audit, and the sheets that auditors fill.

`audit.jsonl` holds how the sample was drawn, which share of the proposals goes to
a second person, and one verdict a line, sorted. What
was read there is written as it stood, lines of another kind as well, and what
cannot be read is an error, with which nobody writes it. A sheet is CSV for a
spreadsheet, or HTML to print; a filled CSV is read back.
"""

from __future__ import annotations

import csv
import html
import io
import json
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evidence.audit import rules
from evidence.audit.sample import Audited, Draw, Verdict
from evidence.audit.second import Share
from evidence.diagnostics import Diagnostic, Place, Rule, did_you_mean, sort
from evidence.lock.json_lines import as_it_stood
from evidence.lock.rules import CONFLICT_MARKERS, RESTORE, other_record
from evidence.spreadsheet import csv_text, unguarded

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


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One claim of a sheet: what is judged, and where to look."""

    claim: str
    source: str
    statement: str
    quote: str
    at: str
    file: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Auditing:
    """What the file of an audit holds.

    Shape: `draw` is None before a sample was drawn, `share` before a second
           person judged; `others` are lines of a kind that this version does
           not know.
    """

    draw: Draw | None = None
    verdicts: tuple[Audited, ...] = ()
    others: tuple[str, ...] = ()
    share: Share | None = None


def read_audit(path: str, data: bytes) -> tuple[Auditing, tuple[Diagnostic, ...]]:
    """Return what the file of an audit holds, and what is wrong with its lines."""
    reader = _Reader(path)
    for number, raw in enumerate(data.removeprefix(BOM_UTF8).split(b"\n"), start=1):
        line = raw.strip()
        if line:
            reader.take(line, Place(path, number))
    verdicts = tuple(sorted(reader.verdicts.values(), key=_order))
    audit = Auditing(reader.draw, verdicts, tuple(reader.others), reader.share)
    return audit, sort(reader.diagnostics)


def write_audit(audit: Auditing) -> str:
    """Return the file of an audit as text: draw and share, the verdicts by claim, the rest."""
    how, share, verdicts = audit.draw, audit.share, sorted(audit.verdicts, key=_order)
    lines = [as_it_stood(how.line, how, _draw) or _dump(_from_draw(how))] if how else []
    lines += [as_it_stood(share.line, share, _share) or _dump(_from_share(share))] if share else []
    lines += [as_it_stood(one.line, one, _audited) or _dump(_from_verdict(one)) for one in verdicts]
    return "".join(f"{line}\n" for line in (*lines, *sorted(audit.others)))


def sheet_csv(rows: Sequence[SheetRow]) -> str:
    """Return a sheet to fill: a verdict, who and when for each claim.

    Shape: a cell that a spreadsheet would take for a formula begins with an
           apostrophe, which `read_sheet` takes off again.
    """
    lines = [
        (r.claim, r.source, r.statement, r.quote, r.at, r.file, "", "", "", "", r.words)
        for r in rows
    ]
    return csv_text([COLUMNS, *lines])


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
            row = {name: unguarded(cell) for name, cell in zip(header, cells, strict=False)}
            if not row.get("verdict", "").strip():
                continue
            try:
                verdicts.append(_audited(row))
            except _NoVerdict as wrong:
                diagnostics.append(wrong.at(place))
    except csv.Error as error:
        message = f"the sheet cannot be read: {error}"
        diagnostics.append(rules.VERDICT.diagnostic(message, Place(path, reader.line_num)))
    return tuple(sorted(verdicts, key=_order)), sort(diagnostics)


def sheet_html(rows: Sequence[SheetRow], title: str) -> str:
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


class _NoVerdict(Exception):  # noqa: N818 - a state of the line, not our error
    """Why a line, or a row, holds no verdict. Caught where lines and rows are read."""

    def __init__(self, rule: Rule, message: str, help_: str, item: str = "") -> None:
        self.rule, self.message, self.help, self.item = rule, message, help_, item
        super().__init__(message)

    def at(self, place: Place) -> Diagnostic:
        return self.rule.diagnostic(self.message, place, self.help, item=self.item)


class _Reader:
    """Takes the lines of the file of an audit one by one."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.draw: Draw | None = None
        self.share: Share | None = None
        self.verdicts: dict[str, Audited] = {}
        self.others: dict[str, None] = {}
        self.diagnostics: list[Diagnostic] = []
        self.in_conflict = False

    def take(self, raw: bytes, place: Place) -> None:
        marker = raw[:7].decode("latin-1")
        if marker in CONFLICT_MARKERS:
            if not self.in_conflict:
                self.diagnostics.append(rules.audit_conflict(place))
            self.in_conflict = marker != ">>>>>>>"
            return
        try:
            said = raw.decode("utf-8")
            self._take(json.loads(said), said, place)
        except _NoVerdict as wrong:
            self.diagnostics.append(wrong.at(place))
        except (ValueError, TypeError, KeyError, RecursionError):
            message = "no judgement stands here: the line is not one that was recorded"
            self.diagnostics.append(rules.VERDICT.diagnostic(message, place, RESTORE))

    def _take(self, line: object, said: str, place: Place) -> None:
        if not isinstance(line, dict):
            raise TypeError
        if "seed" in line:
            draw = replace(_draw(line), line=said)
            if self.draw is not None and self.draw != draw:
                message = "the sample of the audit is drawn twice, and not in the same way"
                help_ = "keep the draw that was judged, and delete the other line"
                raise _NoVerdict(rules.VERDICT, message, help_)
            self.draw = draw
        elif "share" in line:
            share = replace(_share(line), line=said)
            if self.share is not None and self.share != share:
                message = "the share for a second person is drawn twice, and not in the same way"
                help_ = "keep the one that was judged, and delete the other line"
                raise _NoVerdict(rules.VERDICT, message, help_)
            self.share = share
        elif "claim" in line or "verdict" in line:
            self.verdicts[said] = replace(_audited(line), line=said)
        else:
            self.others[said] = None
            self.diagnostics.append(other_record(place))


def _audited(line: Mapping[str, Any]) -> Audited:
    said = str(line["verdict"]).strip().lower().replace(" ", "_").replace("-", "_")
    if said not in {verdict.value for verdict in Verdict}:
        known = [verdict.value for verdict in Verdict]
        help_ = did_you_mean(said, known) or f"one of {', '.join(known)}"
        raise _NoVerdict(
            rules.UNKNOWN_VERDICT, f"`{line['verdict']}` is no judgement of a claim", help_
        )
    claim, by, date = (str(line.get(name, "") or "").strip() for name in ("claim", "by", "date"))
    if not claim or not by or not date:
        lacking = next(
            name for name, value in (("claim", claim), ("by", by), ("date", date)) if not value
        )
        message = f"a judgement does not say `{lacking}`"
        raise _NoVerdict(rules.VERDICT, message, "say who judged, and when", claim)
    note, words = (str(line.get(name, "") or "").strip() for name in ("note", "words"))
    return Audited(claim, Verdict(said), by, date, words, note)


def _draw(line: Mapping[str, Any]) -> Draw:
    size, population, weighted = line["size"], line["population"], line.get("weighted", False)
    if type(size) is not int or type(population) is not int or type(weighted) is not bool:
        raise _NoVerdict(rules.VERDICT, "the draw of the sample cannot be read", RESTORE)
    return Draw(str(line["seed"]), size, population, weighted)


def _share(line: Mapping[str, Any]) -> Share:
    told = line["share"]
    percent = told["percent"]
    if type(percent) is not int or not 0 < percent <= 100:
        raise _NoVerdict(rules.VERDICT, "the share for a second person cannot be read", RESTORE)
    return Share(str(told["seed"]), percent)


def _from_share(share: Share) -> dict[str, Any]:
    return {"share": {"seed": share.seed, "percent": share.percent}}


def _from_draw(how: Draw) -> dict[str, Any]:
    return {
        "seed": how.seed,
        "size": how.size,
        "population": how.population,
        "weighted": how.weighted,
    }


def _from_verdict(one: Audited) -> dict[str, Any]:
    told = {
        "claim": one.claim,
        "verdict": one.verdict.value,
        "by": one.by,
        "date": one.date,
        "words": one.words,
        "note": one.note,
    }
    return {key: value for key, value in told.items() if value}


def _dump(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False)


def _order(audited: Audited) -> tuple[str, str, str]:
    return (audited.claim, audited.by, audited.date)


def _e(text: str) -> str:
    return html.escape(text, quote=True)
