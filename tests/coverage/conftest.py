"""The study with its review and its bibliography."""

from __future__ import annotations

import pytest

from tests.study.reading import study_review, study_sources, study_text


@pytest.fixture(scope="session")
def study():
    return study_text()


@pytest.fixture(scope="session")
def review():
    return study_review()


@pytest.fixture(scope="session")
def bibliography():
    return study_sources()
