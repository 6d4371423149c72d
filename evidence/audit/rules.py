"""What can be wrong with the file of an audit: each rule once."""

from __future__ import annotations

from evidence.diagnostics import Diagnostic, Place, Rule, Severity

_ERROR = Severity.ERROR

AUDIT_CONFLICT = Rule(
    "audit-conflict",
    _ERROR,
    "the file of the audit holds a merge conflict",
    "Both sides are right: judgements of two auditors stand side by side.",
)
VERDICT = Rule(
    "broken-verdict",
    _ERROR,
    "a line of the audit cannot be read",
    "Until people mend or delete it, nothing is written to the file: it may be a judgement.",
)
UNKNOWN_VERDICT = Rule("unknown-verdict", _ERROR, "a judgement is none of the four")

RULES: tuple[Rule, ...] = (AUDIT_CONFLICT, VERDICT, UNKNOWN_VERDICT)


def audit_conflict(place: Place) -> Diagnostic:
    """Return the diagnostic of a merge conflict in the file of the audit, at its first line."""
    return AUDIT_CONFLICT.diagnostic(
        "the file of the audit holds a merge conflict",
        place,
        "keep the lines of both sides, and delete the markers",
    )
