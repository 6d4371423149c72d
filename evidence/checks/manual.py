"""The manual: the rules of the readers, of verification and of the checks in one place."""

from __future__ import annotations

from evidence.audit import rules as audit
from evidence.bibtex import rules as bibtex
from evidence.checks.register import RULES
from evidence.coverage import rules as coverage
from evidence.diagnostics import Rule
from evidence.lock import rules as lock
from evidence.quotes import rules as quotes
from evidence.texts import rules as texts
from evidence.yaml import rules as yaml

# What the chapters of the manual speak of, in the order in which a review meets them.
CHAPTERS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Reading claims.yaml", yaml.RULES),
    ("Reading sources.bib", bibtex.RULES),
    ("Verifying quotes", (*quotes.RULES, *lock.RULES, *texts.RULES, *coverage.RULES, *audit.RULES)),
    ("Checking the review", RULES),
)

EVERY_RULE: tuple[Rule, ...] = tuple(rule for _, rules in CHAPTERS for rule in rules)
