"""The manual page of a rule, as `evidence explain CODE` prints it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from evidence.diagnostics import Rule


def explain(rule: Rule) -> str:
    """Return what a rule says, why, and an example of what it refuses and accepts."""
    parts = [f"{rule.severity.value}[{rule.code}]: {headline(rule)}"]
    for heading, text in (("Why", rule.why), ("Bad", rule.bad), ("Good", rule.good)):
        if text:
            parts.append(f"{heading}:\n{indent(text, '    ')}")
    return "\n\n".join(parts) + "\n"


def headline(rule: Rule) -> str:
    """Return what a rule says in one line, with a capital letter."""
    return rule.summary[:1].upper() + rule.summary[1:]


def table(chapters: Sequence[tuple[str, Sequence[Rule]]]) -> str:
    """Return every rule in Markdown: a table for each chapter, sorted by code."""
    return "\n".join((_INTRODUCTION, *(_chapter(title, rules) for title, rules in chapters)))


_INTRODUCTION = """\
# Checks

What `evidence check` can say, by code. `evidence explain CODE` prints the manual
page of a code: why it matters, an example that it refuses, and one that it accepts.

- An **error** makes the review unreadable or inconsistent. `build` writes nothing,
  and the exit code is 1.
- A **warning** is an omission, or a weakness of the evidence. `--strict` turns it
  into an error.
- A **note** is for information.

`allow:` on a claim, finding, element or source silences a warning or a note there,
with a reason that is counted and shown: `allow: {long-quote: The law's wording matters.}`

This page is made from the code.
"""


def _chapter(title: str, rules: Sequence[Rule]) -> str:
    rows = (
        f"| `{rule.code}` | {rule.severity.value} | {_cell(headline(rule))} |"
        for rule in sorted(rules, key=lambda rule: rule.code)
    )
    return "\n".join(
        (f"## {title}\n", "| code | severity | what |", "| --- | --- | --- |", *rows, "")
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
