"""The JSON format: one object, for scripts and editors.

Its shape is a promise: `format` names it, and `version` grows when a reader of
the old shape would misread the new one. New keys may be added at any time.
"""

from __future__ import annotations

import json
from typing import Any

from evidence.diagnostics import Diagnostic, Place, Severity
from evidence.reporters.listing import Listing

FORMAT = "evidence-diagnostics"
VERSION = 1


def json_object(listing: Listing) -> str:
    """Return the listing as one JSON object, in ASCII.

    Shape: `format`, `version`, `tool` (the version of Evidence), `summary`
           (`errors`, `warnings`, `notes`, `silenced`), `diagnostics` (`code`,
           `severity`, `message`, `help`, `item`, `place`, `related`) and
           `silenced` (a diagnostic and its `reason`). A `place` is null or
           `file`, `line`, `column`, `end_column`.
    Units: lines and columns count from 1, columns in code points; an
           `end_column` of 0 is not known.
    """
    value = {
        "format": FORMAT,
        "version": VERSION,
        "tool": listing.version,
        "summary": {
            "errors": listing.count(Severity.ERROR),
            "warnings": listing.count(Severity.WARNING),
            "notes": listing.count(Severity.NOTE),
            "silenced": len(listing.silenced),
        },
        "diagnostics": [_diagnostic(one) for one in listing.diagnostics],
        "silenced": [
            {**_diagnostic(one.diagnostic), "reason": one.reason} for one in listing.silenced
        ],
    }
    return json.dumps(value, indent=2) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "item": diagnostic.item,
        "place": _place(diagnostic.place) if diagnostic.place else None,
        "related": [
            {"message": related.message, "place": _place(related.place)}
            for related in diagnostic.related
        ],
    }


def _place(place: Place) -> dict[str, str | int]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
    }
