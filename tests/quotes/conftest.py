"""The study with its review, and real texts with the quotes that are cut out of them."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from tests.study.reading import ROOT, study_review, study_text


@pytest.fixture(scope="session")
def study():
    return study_text()


@pytest.fixture(scope="session")
def review():
    return study_review()


@pytest.fixture(scope="session")
def material():
    """Return the module of `bench` that cuts and edits quotes."""
    name = "bench_quotes"
    spec = importlib.util.spec_from_file_location(name, ROOT / "bench" / "quotes.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def real_texts(material):
    found = material.opened_texts()
    if not found:
        pytest.skip("the corpus of full texts is not here")
    return found
