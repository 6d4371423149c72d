"""The manual: the rules of the readers, of verification and of the checks in one place."""

from __future__ import annotations

from evidence import claims, sources, verification
from evidence.checks.register import RULES
from evidence.diagnostics import Rule

# What the chapters of the manual speak of, in the order in which a review meets them.
CHAPTERS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Reading claims.yaml", claims.RULES),
    ("Reading sources.bib", sources.RULES),
    ("Verifying quotes", verification.RULES),
    ("Checking the review", RULES),
)

EVERY_RULE: tuple[Rule, ...] = tuple(rule for _, rules in CHAPTERS for rule in rules)
