"""The stages in order: read, link, check, synthesise, view, render.

The doors hand in what they read, and the programs that are run on the way; so
these rooms open nothing themselves and the same input gives the same bytes.
"""

from evidence.pipeline.auditing import audit_lines, drawn_claims
from evidence.pipeline.checking import Auditing, Checked, Input, check, resting

__all__ = ["Auditing", "Checked", "Input", "audit_lines", "check", "drawn_claims", "resting"]
