"""A release says which version it is, everywhere the same."""

from __future__ import annotations

import re
import tomllib

import evidence


def test_the_version_is_the_same_everywhere(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == evidence.__version__


def test_the_changelog_opens_with_this_version_or_with_what_comes_next(root):
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"(?m)^## (.+)$", changelog)
    assert evidence.__version__ in headings[:2]
    assert headings[0] in (evidence.__version__, "Next")
