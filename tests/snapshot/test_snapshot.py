"""A small whole review and the pages that it makes: open them in `pages/`.

`UPDATE=1` writes them anew; what changed is then seen in the difference.
"""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidence.cli.main import evidence

HERE = Path(__file__).parent
PAGES = HERE / "pages"


def files(folder: Path) -> dict[str, str]:
    """The pages by their names; the list of their checksums says nothing more."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture
def built(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    arguments = ["build", "--review", str(HERE / "review"), "-o", str(tmp_path / "pages")]
    result = CliRunner().invoke(evidence, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return tmp_path / "pages"


def test_the_small_review_makes_the_pages_that_it_made_before(built):
    if os.environ.get("UPDATE"):
        shutil.rmtree(PAGES, ignore_errors=True)
        shutil.copytree(built, PAGES, ignore=shutil.ignore_patterns(".*"))
    assert files(built) == files(PAGES)
