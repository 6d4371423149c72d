"""The locks: everything pinned, hashed, in step, and tied to no index."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.lock", "requirements-test.lock")


def pinned(text: str) -> dict[str, set[str]]:
    """The versions of a lock by package: more than one where the platform decides."""
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE):
        pins.setdefault(canonicalize_name(name), set()).add(version)
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock, root):
    text = (root / lock).read_text(encoding="utf-8")
    assert re.findall(r"\S*(?:://|@ |index-url|find-links)\S*", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_hashes(lock, root):
    text = (root / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[\w.-]+==)", text)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_both_locks_pin_the_same_versions(root):
    review, test = (pinned((root / lock).read_text(encoding="utf-8")) for lock in LOCKS)
    assert {name: test.get(name) for name in review} == review


def test_the_locks_satisfy_what_is_declared(root):
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras = config["project"]["optional-dependencies"]
    groups = config["dependency-groups"]
    core = config["project"]["dependencies"] + extras["verify"] + groups["build"]
    everything = [*core, *extras["pdf"], *extras["styles"], *groups["test"]]
    for lock, wanted in zip(LOCKS, (core, everything), strict=True):
        pins = pinned((root / lock).read_text(encoding="utf-8"))
        for requirement in map(Requirement, wanted):
            versions = pins.get(canonicalize_name(requirement.name), set())
            assert versions, f"{lock} lacks {requirement.name}"
            assert all(version in requirement.specifier for version in versions)
