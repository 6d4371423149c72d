"""The JUnit format: a test for each rule, which most build servers can show."""

from __future__ import annotations

from html import escape

from evidence.diagnostics import Diagnostic, Severity
from evidence.reporters.listing import Listing, address
from evidence.reporters.visible import visible


def junit(listing: Listing) -> str:
    """Return a test case for each diagnostic, and one that passes for each silent rule.

    An error is a failure; warnings, notes and what is silenced are skipped
    tests, which do not fail a build and are shown all the same.
    """
    cases = [_case(diagnostic) for diagnostic in listing.diagnostics]
    cases += [_case(one.diagnostic, one.reason) for one in listing.silenced]
    told = {diagnostic.code for diagnostic in listing.diagnostics}
    told.update(one.diagnostic.code for one in listing.silenced)
    passed = [
        f'    <testcase classname="evidence" name="{_text(rule.code)}"/>'
        for rule in listing.rules
        if rule.code not in told
    ]
    failures = listing.count(Severity.ERROR)
    counts = f'tests="{len(cases) + len(passed)}" failures="{failures}" errors="0"'
    skipped = f'skipped="{len(cases) - failures}"'
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<testsuites {counts} {skipped}>",
            f'  <testsuite name="evidence" {counts} {skipped}>',
            *cases,
            *passed,
            "  </testsuite>",
            "</testsuites>",
            "",
        )
    )


def _case(diagnostic: Diagnostic, reason: str = "") -> str:
    place = diagnostic.place
    said = address(place)
    name = f"{diagnostic.code}: {diagnostic.message}"
    head = f'    <testcase classname="evidence.{_text(diagnostic.code)}" name="{_text(name)}"'
    if place and place.file:
        head += f' file="{_text(place.file)}" line="{place.line}"'
    text = f"{said}: {diagnostic.message}" if said else diagnostic.message
    text += f" ({diagnostic.help})" if diagnostic.help else ""
    if diagnostic.severity is Severity.ERROR and not reason:
        kind = f'type="{_text(diagnostic.code)}" message="{_text(diagnostic.message)}"'
        return f"{head}><failure {kind}>{_text(text)}</failure></testcase>"
    why = f"silenced: {reason}" if reason else f"{diagnostic.severity}: {text}"
    return f'{head}><skipped message="{_text(why)}"/></testcase>'


def _text(text: str) -> str:
    """Return text that XML can hold: it has no control characters, not even escaped."""
    return escape(visible(text))
