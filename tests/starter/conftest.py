"""The review that `init` writes, and a way to take a wrong turn in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidence import review
from evidence.files.starter import starter_files
from evidence.review import Checked, Input

# one more claim, as a coder would write it below the others
CLAIM = """\
  - id: garden_winter
    statement: Beds rest in winter.
    sources: [abel2005]
    at: {section: 1, paragraph: 1}
    quote: dug eight beds behind the school
    elements: [el.garden]
    context: country
    role: obstacle
"""


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    return starter_files()


@pytest.fixture(scope="session")
def turned(files) -> Callable[..., Checked]:
    """Return a function that checks the review with one claim more, in which parts are replaced."""
    text = files["claims.yaml"].decode()
    at = text.index("\n# A finding is yours")

    def check(*turns: tuple[str, str]) -> Checked:
        written = f"{text[:at]}\n{CLAIM}{text[at:]}"
        for old, new in turns:
            assert written.count(old) == 1, f"{old!r} does not stand there once"
            written = written.replace(old, new)
        claims = (("claims.yaml", written.encode()),)
        return review.check(Input(claims, ("sources.bib", files["sources.bib"])))

    return check
