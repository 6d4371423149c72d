"""As what a finding names a claim, in the words of the claim's side."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.graph import Role

ROLES: Mapping[str, str] = {
    Role.STATED_IN: "states",
    Role.SUPPORTED_BY: "supports",
    Role.CONTRADICTED_BY: "contradicts",
    Role.QUALIFIED_BY: "qualifies",
    Role.BACKGROUND: "background of",
    Role.CONCERNS: "left out, as is said by",
    Role.ARGUED_FROM: "premise of",
}
