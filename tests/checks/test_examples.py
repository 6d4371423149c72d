"""The Bad and Good of every manual page: the first fires, the second is silent.

A piece adds to the small review; of the claims in it only what matters is
written down, and the rest is filled in here.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from evidence.checks import CHECKS, RULES
from evidence.diagnostics import Severity
from tests.checks.conftest import CLAIMS, WORKS, check, parts

CODES = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_is_found_and_no_other_error(code):
    found = said_of(CODES[code].bad)
    assert code in found, found
    errors = {one for one in found if found[one] is Severity.ERROR}
    assert errors <= {code}


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_is_not_found_and_has_no_error(code):
    found = said_of(CODES[code].good)
    assert code not in found
    assert Severity.ERROR not in found.values(), found


@pytest.mark.parametrize("code", CODES)
def test_a_manual_page_is_whole(code):
    rule = CODES[code]
    assert rule.summary
    assert rule.why.endswith(".")
    assert rule.bad != rule.good


def test_nothing_is_wrong_with_the_small_review():
    assert check("").diagnostics == ()


def test_the_name_of_a_check_is_its_code():
    assert {check.code for check in CHECKS} <= set(CODES)
    assert all(check.find.__name__.replace("_", "-") == check.code for check in CHECKS)


def said_of(piece: str) -> dict[str, Severity]:
    """The codes that are found in the small review with a piece, and their severities."""
    written, added = parts(piece)
    base = yaml.load(CLAIMS, yaml.CBaseLoader)
    more = yaml.load(written, yaml.CBaseLoader) or {}
    for claim in more.get("claims", ()):
        filled(claim)
    whole = yaml.dump(
        merged(base, more), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False
    )
    checked = check("", f"{WORKS}\n{added}", whole)
    return {one.code: one.severity for one in checked.diagnostics}


def filled(claim: dict[str, Any]) -> None:
    """Give a claim what every claim must have."""
    claim.setdefault("statement", f"This is what {claim['id']} says.")
    claim.setdefault("sources", ["kim2003"])
    claim.setdefault("at", {"section": "1"})
    claim.setdefault("quote", f"words of {claim['id']}")
    if "relates" not in claim:
        claim.setdefault("elements", ["el.knowledge"])
    if not claim["quote"]:
        del claim["quote"]


def merged(base: Any, more: Any) -> Any:
    """Return a tree with another one added: lists grow, mappings merge, the new scalar holds."""
    if isinstance(base, dict) and isinstance(more, dict):
        return {
            key: merged(base[key], more[key])
            if key in base and key in more
            else {**base, **more}[key]
            for key in {**base, **more}
        }
    return [*base, *more] if isinstance(base, list) and isinstance(more, list) else more
