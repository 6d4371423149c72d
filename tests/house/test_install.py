"""The wheel works anywhere, is the same every time, and its commands start light."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile

import pytest

# What a command that has no use for it must not import.
HEAVY = {
    "babel",
    "bibtexparser",
    "jinja2",
    "lxml",
    "numpy",
    "pandas",
    "pydantic",
    "pypandoc",
    "pypdfium2",
    "rapidfuzz",
    "yaml",
}
NEEDED_BY_CHECK = {"pydantic", "yaml"}
TELL = "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
RUN = "import sys; from evidence.cli import main; sys.argv[0] = 'evidence'; main()"


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    return built(root, tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def elsewhere(wheel, tmp_path):
    """An environment in which the wheel is unpacked, away from the checkout."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    return os.environ | {"PYTHONPATH": str(tmp_path / "site")}


@pytest.fixture
def review(root, tmp_path):
    generator = [sys.executable, str(root / "bench" / "generate.py")]
    subprocess.run([*generator, str(tmp_path / "review"), "--claims", "60"], check=True)
    return tmp_path / "review"


def test_the_wheel_carries_templates_catalogues_and_types(root, wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    files = (path for path in (root / "templates").rglob("*") if path.is_file())
    wanted = {f"evidence/{path.relative_to(root).as_posix()}" for path in files}
    catalogues = {f"evidence/locale/{p.name}" for p in (root / "evidence/locale").glob("*.po")}
    assert wanted
    assert wanted | catalogues | {"evidence/py.typed"} <= names
    tops = {name.split("/")[0].partition("-")[0] for name in names}
    assert tops == {"evidence", "evidence_review"}


def test_the_wheel_is_the_same_bytes_when_built_again(root, wheel, tmp_path):
    assert digest(built(root, tmp_path)) == digest(wheel)


def test_a_review_is_checked_and_built_by_the_wheel_alone(elsewhere, review):
    for command in (["check"], ["build"]):
        run = evidence(command, cwd=review, env=elsewhere)
        assert run.returncode == 0, run.stdout + run.stderr
    assert (review / "build" / "report.html").stat().st_size > 10_000
    where = [sys.executable, "-c", "import evidence; print(evidence.__file__)"]
    told = subprocess.check_output(where, cwd=review, env=elsewhere, text=True)
    assert told.startswith(elsewhere["PYTHONPATH"])


def test_help_imports_no_library_but_click(root, tmp_path):
    assert loaded(evidence(["--help"], cwd=tmp_path, env=checkout(root), before=TELL)) == set()


def test_check_imports_what_reading_needs_and_no_more(root, review):
    run = evidence(["check"], cwd=review, env=checkout(root), before=TELL)
    assert run.returncode == 0, run.stdout + run.stderr
    assert loaded(run) == NEEDED_BY_CHECK


def built(root, folder):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def checkout(root):
    return os.environ | {"PYTHONPATH": str(root)}


def evidence(arguments, *, cwd, env, before=""):
    return subprocess.run(
        [sys.executable, "-c", before + RUN, *arguments],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def loaded(run):
    return HEAVY & set(run.stderr.split())
