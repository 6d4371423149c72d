"""Short ways to read a review in a test."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import NamedTuple

import pytest

from evidence.diagnostics import Diagnostic
from evidence.model import Claim, Review
from evidence.yaml import read


class Outcome(NamedTuple):
    """A review that was read, and what is wrong with it."""

    review: Review
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.diagnostics]

    @property
    def only(self) -> Diagnostic:
        (one,) = self.diagnostics
        return one


@pytest.fixture(scope="session")
def outcome() -> Callable[..., Outcome]:
    """Read YAML: one text for claims.yaml, or several for files of these names."""

    def read_texts(text: str = "", **files: str) -> Outcome:
        named = [("claims.yaml", text)] if text else []
        named += [(f"claims/{name}.yaml", text) for name, text in files.items()]
        return Outcome(*read([(name, dedent(text).encode()) for name, text in named]))

    return read_texts


@pytest.fixture(scope="session")
def claim(outcome: Callable[..., Outcome]) -> Callable[[str], tuple[Claim, Outcome]]:
    """Read one claim; of its usual keys, those that the text leaves out are filled in."""
    usual = {
        "id": "tasting",
        "statement": "Children name more vegetables.",
        "sources": "[kim2003]",
        "at": "{page: 3}",
        "elements": "[el.knowledge]",
    }

    def read_claim(text: str) -> tuple[Claim, Outcome]:
        lines = dedent(text).strip("\n")
        given = {line.partition(":")[0] for line in lines.splitlines()}
        more = [f"{key}: {value}" for key, value in usual.items() if key not in given]
        body = "\n    ".join([*more, *lines.splitlines()])
        done = outcome(f"claims:\n  - {body}\n")
        return done.review.claims[0], done

    return read_claim
