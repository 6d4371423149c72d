"""Full texts: the bytes of a file become a `FullText`, and nothing is opened here.

PDF, plain text, HTML, JATS and DOCX come out as one value: the text as it is
printed, its pages, and what stands where. A text that cannot be read says why;
it is never an empty text.
"""

from evidence.texts.cached import from_cache, to_cache
from evidence.texts.full_text import (
    Aside,
    AsideKind,
    FullText,
    Heading,
    Kind,
    Mark,
    Page,
    Structure,
)
from evidence.texts.lookup import Listing, TextFile, find_texts
from evidence.texts.outline import structure_of
from evidence.texts.reading import content_hash, kind_of, read

__all__ = [
    "Aside",
    "AsideKind",
    "FullText",
    "Heading",
    "Kind",
    "Listing",
    "Mark",
    "Page",
    "Structure",
    "TextFile",
    "content_hash",
    "find_texts",
    "from_cache",
    "kind_of",
    "read",
    "structure_of",
    "to_cache",
]
