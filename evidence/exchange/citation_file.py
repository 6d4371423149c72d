"""`CITATION.cff`, in which Git hosts and archives look for how a folder is cited.

Version 1.2.0 of the Citation File Format. The folder of a review is data, so
that is its type; what the review does not say is left out.
"""

from __future__ import annotations

import re
from typing import Any

from evidence.model import Author, Review
from evidence.pages.about import orcid_address
from evidence.pages.copies import author_name, web_address
from evidence.references.licences import spdx_id
from evidence.yaml.document import yaml_text

NAME = "CITATION.cff"
_VERSION = "1.2.0"
_MESSAGE = "If you use this review, please cite it as below."
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def missing_from(head: Review) -> tuple[str, ...]:
    """Return the keys of a review without which no such file can be written."""
    known = {"title": head.title, "authors": head.authors}
    return tuple(name for name, value in known.items() if not value)


def citation_file(head: Review) -> str:
    """Return the file, in the review's default language, of a review that misses nothing for it."""
    language = head.language
    address = web_address(head.licence)
    said: dict[str, Any] = {
        "cff-version": _VERSION,
        "message": _MESSAGE,
        "type": "dataset",
        "title": head.title.text_in(language),
        "authors": [_author(author, language) for author in head.authors],
        "version": head.version,
        # a year or a month is no date there
        "date-released": head.date if _DAY.fullmatch(head.date) else "",
        "license": spdx_id(head.licence),
        "license-url": address,
        "url": web_address(head.url),
    }
    return yaml_text({name: value for name, value in said.items() if value})


def _author(author: Author, language: str) -> dict[str, str]:
    name = author_name(author)
    parts = (
        {"name": name.literal}
        if name.literal
        else {
            "family-names": name.family,
            "given-names": name.given,
            "name-particle": name.particle,
            "name-suffix": name.suffix,
            "affiliation": author.affiliation.text_in(language),
        }
    )
    said = {**parts, "orcid": orcid_address(author)}
    return {key: value for key, value in said.items() if value}
