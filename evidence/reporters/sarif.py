"""The SARIF format, 2.1.0: what code scanning and editors read.

Source: OASIS, Static Analysis Results Interchange Format, version 2.1.0.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from evidence.diagnostics import Diagnostic, Place, Rule
from evidence.reporters.listing import Listing
from evidence.reporters.manual import explain, headline

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif(listing: Listing) -> str:
    """Return the listing as a SARIF log; what is silenced is a suppressed result."""
    numbers = {rule.code: number for number, rule in enumerate(listing.rules)}
    results = [_result(listing, numbers, one) for one in listing.diagnostics]
    for one in listing.silenced:
        result = _result(listing, numbers, one.diagnostic)
        result["suppressions"] = [{"kind": "inSource", "justification": one.reason}]
        results.append(result)
    driver: dict[str, Any] = {"name": "Evidence", "rules": [_rule(rule) for rule in listing.rules]}
    if listing.version:
        driver["version"] = listing.version
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": headline(rule)},
        "fullDescription": {"text": rule.why or headline(rule)},
        "help": {"text": explain(rule)},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(listing: Listing, numbers: dict[str, int], diagnostic: Diagnostic) -> dict[str, Any]:
    text = diagnostic.message
    if diagnostic.help:
        text = f"{text}\n{diagnostic.help}"
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "level": diagnostic.severity.value,
        "message": {"text": _unlinked(text)},
        "locations": _locations(listing, diagnostic.place),
        "partialFingerprints": {"evidence/v1": _fingerprint(listing, diagnostic)},
    }
    if diagnostic.code in numbers:
        result["ruleIndex"] = numbers[diagnostic.code]
    related = [
        {**location, "id": number, "message": {"text": _unlinked(one.message)}}
        for number, one in enumerate(diagnostic.related)
        for location in _locations(listing, one.place)
    ]
    if related:
        result["relatedLocations"] = related
    return result


def _unlinked(text: str) -> str:
    """Return text in which a viewer sees no link: `[words](address)` would be one."""
    return text.replace("](", "] (")


def _locations(listing: Listing, place: Place | None) -> list[dict[str, Any]]:
    if place is None or not place.file:
        return []
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(listing.path(place.file))}}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
        if place.end_column:
            physical["region"]["endColumn"] = place.end_column
    return [{"physicalLocation": physical}]


def _fingerprint(listing: Listing, diagnostic: Diagnostic) -> str:
    """Return what stays the same of a result when lines are added above it."""
    file = listing.path(diagnostic.place.file) if diagnostic.place else ""
    parts = (diagnostic.code, file, diagnostic.item, diagnostic.message)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
