"""What can be wrong with how far a text is encoded."""

from __future__ import annotations

from evidence.diagnostics import Rule, Severity

_WARNING = Severity.WARNING

UNCLAIMED = Rule(
    "place-without-claim",
    _WARNING,
    "a text cites a work at a place that no claim covers",
    "`evidence coverage` proves that a text was encoded in full.",
)

RULES: tuple[Rule, ...] = (UNCLAIMED,)
