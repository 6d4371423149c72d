"""Reports as a reader has them: built once, opened in a browser where there is one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html as dom
from playwright.sync_api import Browser, Page

from evidence.cli.main import evidence
from evidence.files.holding import hold
from tests import browser as chromium
from tests.report import recount

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SMALL = ROOT / "tests" / "markdown" / "review"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


@dataclass(frozen=True)
class Built:
    """A review and the folder with its reports."""

    review: Path
    folder: Path

    def path(self, language: str = "") -> Path:
        return self.folder / f"report{'.' + language if language else ''}.html"

    @cache  # noqa: B019 - a few values that live as long as the session
    def tree(self, language: str = "") -> Any:
        return dom.fromstring(self.path(language).read_text(encoding="utf-8"))

    @cache  # noqa: B019 - the same
    def items(self, language: str = "") -> dict[str, Any]:
        """Return the elements of the page by id; of two with one id, the first."""
        found: dict[str, Any] = {}
        for element in self.tree(language).xpath("//*[@id]"):
            found.setdefault(element.get("id"), element)
        return found

    def links_to_works(self, language: str = "") -> list[Any]:
        """Return the links of the page that bear the name of a work."""
        works = self.tree(language).xpath("//a[starts-with(@href, '#source-')]")
        return [link for link in works if link.text_content()]

    def markdown(self, language: str = "") -> dict[str, str]:
        """Return the files of the Markdown report by their names, the front page first."""
        ending = f".{language}.md" if language else ".md"
        found = [self.folder / f"report{ending}", *sorted((self.folder / "report").glob("*.md"))]
        return {
            path.relative_to(self.folder).as_posix(): path.read_text(encoding="utf-8")
            for path in found
            if path.name.endswith(ending) and path.name.count(".") == ending.count(".")
        }

    @property
    def json(self) -> dict[str, Any]:
        return json.loads((self.folder / "evidence.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def once(of_the_run) -> Callable[[str, Callable[[Path], object]], Path]:
    """Return a function that lets a folder be filled by whichever process needs it first."""

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        folder, begun = of_the_run / name, of_the_run / f"{name}-begun"
        with hold(folder, "tests", patience=600):
            if not folder.exists():
                shutil.rmtree(begun, ignore_errors=True)  # of one that failed
                fill(begun)
                begun.rename(folder)
        return folder

    return made


@pytest.fixture(scope="session")
def build(tmp_path_factory, of_the_run) -> Callable[..., Built]:
    """Return a function that builds a review into a folder of its own, or the one that is named."""

    def made(review: Path, *more: str, folder: Path | None = None) -> Built:
        folder = folder or tmp_path_factory.mktemp("report")
        arguments = ["build", "--review", str(review), "-o", str(folder), *more]
        run = CliRunner(env={"XDG_CACHE_HOME": str(of_the_run / "cache")}).invoke(
            evidence, arguments
        )
        assert run.exit_code == 0, run.exception or run.output
        return Built(review, folder)

    return made


@pytest.fixture(scope="session")
def study(build, once) -> Built:
    """The review at the top of the repository."""
    return Built(ROOT, once("study", lambda folder: build(ROOT, folder=folder)))


@pytest.fixture(scope="session")
def small(build, once) -> Built:
    """A small review of one study with every part that a report shows."""
    return Built(SMALL, once("small", lambda folder: build(SMALL, folder=folder)))


@pytest.fixture(scope="session")
def many(build, once) -> Built:
    """A generated review of many texts, 150 claims."""
    script = ROOT / "bench" / "generate.py"
    asked = ("--claims", "150", "--seed", "3")
    review = once(
        "many-review",
        lambda folder: subprocess.run([sys.executable, script, folder, *asked], check=True),
    )
    return Built(review, once("many", lambda folder: build(review, folder=folder)))


@pytest.fixture(scope="session")
def odd(build) -> Built:
    """A review in which who says it, who hands it on and where it was read differ."""
    return build(Path(__file__).parent / "odd")


@pytest.fixture(scope="session")
def counted() -> recount.Review:
    return recount.read(ROOT)


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared corpora are not here")
    return SHARED


@pytest.fixture
def with_scrollbars(browser) -> Iterator[Browser]:
    """A browser whose scrollbars take room, as on most desks; headless ones have none."""
    opened = browser.browser_type.launch(
        executable_path=chromium.program(),
        args=list(chromium.FLAGS),
        ignore_default_args=["--hide-scrollbars"],
    )
    yield opened
    opened.close()


@pytest.fixture
def show(windows) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a file as a reader does; every error of the page fails the test."""
    pages, errors = [], []

    def opened(path: Path, address: str = "", **options: Any) -> Page:
        page = windows.page(errors, **{"viewport": WIDE, **options})
        pages.append(page)
        page.set_default_timeout(10_000)
        page.goto(path.as_uri() + address)
        return page

    yield opened
    for page in pages:
        windows.close(page)
    assert errors == []
