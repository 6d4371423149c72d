"""Examples in the docstrings of what Python sees are run beside a new review, `gardens`."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def beside_a_review(request, monkeypatch):
    item = request.node
    if isinstance(item, pytest.DoctestItem) and item.name.startswith("evidence.loaded."):
        import evidence
        from evidence.files.starter import begin

        folder = request.getfixturevalue("tmp_path_factory").mktemp("python")
        begin(folder / "gardens")
        monkeypatch.chdir(folder)
        item.dtest.globs |= {"evidence": evidence, "review": evidence.load("gardens")}
