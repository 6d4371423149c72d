"""The manual: the rules of the readers, of verification and of the checks in one place."""

from __future__ import annotations

from evidence import bibtex, yaml
from evidence.checks.register import RULES
from evidence.diagnostics import Rule
from evidence.lock.rules import RULES as OF_VERIFICATION

# What the chapters of the manual speak of, in the order in which a review meets them.
CHAPTERS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Reading claims.yaml", yaml.RULES),
    ("Reading sources.bib", bibtex.RULES),
    ("Verifying quotes", OF_VERIFICATION),
    ("Checking the review", RULES),
)

EVERY_RULE: tuple[Rule, ...] = tuple(rule for _, rules in CHAPTERS for rule in rules)
