"""What must never come under version control."""

from __future__ import annotations

import re

import pytest

# Written apart, so that this file does not find itself. The files in tests/broken
# are broken on purpose; `/home/ann/` is where examples live.
SEPARATE = {
    "a path of somebody's machine": r"(?<![\w.~-])/(?:work|root|home(?!/ann/)|Users)/\w",
    "a path below a home folder": r"\bC:\\+Users\\",
    "an address of a package index": r"(?i)\b(?:pypi\.org/simple|files\.pythonhosted|registry\.npmjs)",
    "an index option": r"--(?:extra-)?index-url[ =]|--find-links[ =]",
    "something left to do": r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b",
    "a merge conflict": r"(?m)^(?:<{7} |>{7} )",
}


@pytest.mark.parametrize("what", SEPARATE)
def test_no_file_under_version_control_holds(what, tracked, root):
    pattern = re.compile(SEPARATE[what])
    held = [
        f"{path.relative_to(root)}: {match[0]!r}"
        for path in tracked
        for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
        if path.name != "test_hygiene.py" and root / "tests" / "broken" not in path.parents
    ]
    assert held == []


def test_no_full_text_and_no_output_is_under_version_control(tracked, root):
    private = [
        path.relative_to(root).as_posix()
        for path in tracked
        if path.relative_to(root).parts[0] in {"texts", "build", "dist"}
    ]
    assert private == []
