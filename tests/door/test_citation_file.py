"""`CITATION.cff` says what is known of the review, as version 1.2.0 of its format asks for it."""

from __future__ import annotations

import re

import pytest
import yaml

import evidence

# of https://citation-file-format.github.io/1.2.0/schema.json, what such a file may say here
REQUIRED = {"cff-version", "message", "title", "authors"}
PERSON = {"family-names", "given-names", "name-particle", "name-suffix", "affiliation", "orcid"}
PATTERNS = {
    "date-released": r"[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])",
    "url": r"(https|http|ftp|sftp)://.+",
    "license-url": r"(https|http|ftp|sftp)://.+",
    "license": r"CC-BY(-NC)?(-SA|-ND)?-([1-4]\.0|2\.5)|CC0-1\.0|MIT",
    "type": "dataset",
}
AUTHORS = (
    "authors: [{initials: ys, name: Yuki van den Silva, orcid: 0000-0002-1825-0097,"
    " affiliation: A school}, {initials: gg, name: '{Garden Group}'}]"
)


@pytest.fixture
def written(loaded, tmp_path):
    """Return a function that builds the file of a review of which more is said, and reads it."""

    def write(head: str):
        made = loaded("", head).build(tmp_path / "out", to=["cff"])
        assert made.names[0] == "CITATION.cff"
        text = (tmp_path / "out" / "CITATION.cff").read_text(encoding="utf-8")
        # every value is a text or a list, as the schema has it: no date, no number
        read = yaml.safe_load(text)
        assert read == yaml.load(text, Loader=yaml.BaseLoader)
        return read

    return write


def held(said: dict) -> None:
    """Hold a file to the schema."""
    assert set(said) >= REQUIRED
    assert said["cff-version"] == "1.2.0"
    for name, pattern in PATTERNS.items():
        assert re.fullmatch(pattern, said.get(name, "")) or name not in said
    for author in said["authors"]:
        assert set(author) <= PERSON or set(author) <= {"name", "orcid"}
        assert all(author.values())


def test_all_that_is_known_stands_in_it(written):
    said = written(
        f"{AUTHORS}, date: 2026-11-29, version: '2.10', licence: CC BY-SA 4.0,"
        " url: 'https://example.org/gardens/'"
    )
    held(said)
    assert said == {
        "cff-version": "1.2.0",
        "message": "If you use this review, please cite it as below.",
        "type": "dataset",
        "title": "Gardens",
        "authors": [
            {
                "family-names": "Silva",
                "given-names": "Yuki",
                "name-particle": "van den",
                "affiliation": "A school",
                "orcid": "https://orcid.org/0000-0002-1825-0097",
            },
            {"name": "Garden Group"},
        ],
        "version": "2.10",
        "date-released": "2026-11-29",
        "license": "CC-BY-SA-4.0",
        "url": "https://example.org/gardens/",
    }


@pytest.mark.parametrize(
    ("head", "absent"),
    [
        ("date: 2026-11", "date-released"),
        ("date: 2026", "date-released"),
        ("licence: ask us", "license"),
        ("url: in the library", "url"),
    ],
)
def test_what_the_format_has_no_word_for_is_left_out(written, head, absent):
    said = written(f"{AUTHORS}, {head}")
    held(said)
    assert absent not in said


def test_a_licence_that_is_an_address_is_given_as_one(written):
    said = written(f"{AUTHORS}, licence: 'https://example.org/terms'")
    held(said)
    assert said["license-url"] == "https://example.org/terms"


def test_without_authors_nothing_is_made_up_and_nothing_written(loaded, tmp_path):
    with pytest.raises(evidence.CannotGoOn, match=r"the review has no `authors`$"):
        loaded().build(tmp_path / "out", to=["cff", "json"])
    assert not (tmp_path / "out").exists()


def test_it_is_not_written_unless_it_is_asked_for(loaded, tmp_path):
    assert "CITATION.cff" not in loaded("", AUTHORS).build(tmp_path / "out").names
