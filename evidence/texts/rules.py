"""What can be wrong with the folder of texts: each rule once."""

from __future__ import annotations

from evidence.diagnostics import Rule, Severity

_NOTE = Severity.NOTE

OUTSIDE = Rule(
    "text-outside",
    _NOTE,
    "a bibliography entry names a file outside the folder of texts",
    "Only what lies in the folder of texts is opened.",
)
SEVERAL = Rule(
    "several-texts",
    _NOTE,
    "several files could be the text of one source",
    "One was chosen; remove the others or put them elsewhere if that was the wrong one.",
)

RULES: tuple[Rule, ...] = (OUTSIDE, SEVERAL)
