"""Full texts: the bytes of a file become a `FullText`, and nothing is opened here.

PDF, plain text, HTML, JATS and DOCX come out as one value: the text as it is
printed, its pages, and what stands where. A text that cannot be read says why;
it is never an empty text.
"""

from evidence.texts.cached import from_cache, to_cache
from evidence.texts.folder import TextFile, TextFolder, find_texts
from evidence.texts.formats import content_hash, kind_of, read
from evidence.texts.full_text import (
    Aside,
    AsideKind,
    FileKind,
    FullText,
    Heading,
    NoteMark,
    Structure,
    TextPage,
)
from evidence.texts.outline import structure_of

__all__ = [
    "Aside",
    "AsideKind",
    "FileKind",
    "FullText",
    "Heading",
    "NoteMark",
    "Structure",
    "TextFile",
    "TextFolder",
    "TextPage",
    "content_hash",
    "find_texts",
    "from_cache",
    "kind_of",
    "read",
    "structure_of",
    "to_cache",
]
