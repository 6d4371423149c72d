"""Diagnostics as text: for people, for editors, for continuous integration.

A reporter is a pure function from a `Listing` to text. `FORMATS` names them
all; the command line offers what stands there, and prints what they return.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from evidence.reporters.github import github
from evidence.reporters.json_object import json_object
from evidence.reporters.junit import junit
from evidence.reporters.listing import Listing, lines_of, strict, summary
from evidence.reporters.manual import explain, table
from evidence.reporters.sarif import sarif
from evidence.reporters.terminal import terminal

__all__ = [
    "FORMATS",
    "Listing",
    "Reporter",
    "explain",
    "github",
    "json_object",
    "junit",
    "lines_of",
    "sarif",
    "strict",
    "summary",
    "table",
    "terminal",
]

Reporter = Callable[[Listing], str]

FORMATS: Mapping[str, Reporter] = MappingProxyType(
    {
        "text": terminal,
        "json": json_object,
        "github": github,
        "sarif": sarif,
        "junit": junit,
    }
)
