"""What is wrong with a review whose files could be read.

A check is a function that yields what it finds; its name is the code, its
docstring the manual page. `register` declares each once, with its severity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.checks.allow import Allowed, Silenced, allowed, split
from evidence.checks.broken import broken_items
from evidence.checks.check import Check
from evidence.checks.links import unknown_source
from evidence.checks.register import ALLOWED_ERROR, CHECKS, RULES, UNKNOWN_CHECK, UNUSED_ALLOW
from evidence.diagnostics import Diagnostic, Severity, sort
from evidence.graph import Graph

__all__ = ["CHECKS", "RULES", "Check", "CheckResult", "Silenced", "run"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found in a review, and what the review silences with a reason."""

    diagnostics: tuple[Diagnostic, ...] = ()
    silenced: tuple[Silenced, ...] = ()


def run(graph: Graph, found: Sequence[Diagnostic] = ()) -> CheckResult:
    """Return everything that is wrong with a review, sorted, each once.

    Shape: `found` are the diagnostics of the readers and of verification: an
           `allow` silences them too, and what they report as broken is not
           missed a second time.
    """
    lines = allowed(graph)
    severities = _severities() if lines else {}
    can_be = {
        key: line
        for key, line in lines.items()
        if severities.get(line.code, Severity.ERROR) is not Severity.ERROR
    }
    broken = broken_items(graph, found)
    graph = replace(graph, reported=broken)
    kept, quiet = split(found, can_be)
    muted = [Silenced(one, line.reason) for one, line in quiet]
    no_library = any(one.code == "not-bibtex" for one in found)
    for check in CHECKS:
        if no_library and check.find is unknown_source:
            continue  # that there are no sources is said, and once
        news = (one for one in check.find(graph) if not (check.misses and one.item in broken))
        told, untold = split(news, can_be, check.code)
        kept.extend(check.tell(graph, told))
        muted.extend(Silenced(check.named(graph, one), line.reason) for one, line in untold)
    kept.extend(_of_allow(graph, lines, severities, muted))
    muted.sort(key=lambda one: one.diagnostic.order)
    return CheckResult(sort(kept), tuple(muted))


def _severities() -> dict[str, Severity]:
    from evidence.checks.manual import EVERY_RULE  # noqa: PLC0415 - the manual needs our rules

    return {rule.code: rule.severity for rule in EVERY_RULE}


def _of_allow(
    graph: Graph, lines: Allowed, severities: Mapping[str, Severity], muted: Sequence[Silenced]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the lines of `allow:` themselves, one message each."""
    if not lines:
        return
    known = [line for line in lines.values() if line.code in severities]
    mute = [line for line in known if severities[line.code] is not Severity.ERROR]
    used = {(one.diagnostic.item, one.diagnostic.code) for one in muted}
    yield from UNKNOWN_CHECK.tell(
        graph, tuple(UNKNOWN_CHECK.find(tuple(lines.values()), severities))
    )
    yield from ALLOWED_ERROR.tell(graph, tuple(ALLOWED_ERROR.find(known, severities)))
    yield from UNUSED_ALLOW.tell(graph, tuple(UNUSED_ALLOW.find(mute, used)))
