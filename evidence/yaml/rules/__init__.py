"""What the reader of `claims.yaml` can find wrong, with a manual page for each code.

The examples are whole files; a comment names each where there are several. A
page has none where none can be shown: bytes that are no text, a million letters.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.diagnostics import Rule, Severity
from evidence.yaml.rules import files, shape, syntax

RULES: tuple[Rule, ...] = tuple(
    sorted((*files.RULES, *syntax.RULES, *shape.RULES), key=lambda rule: rule.code)
)
SEVERITIES: Mapping[str, Severity] = {rule.code: rule.severity for rule in RULES}
