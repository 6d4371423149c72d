"""The nouns of a review: frozen values, each described once, each of which knows its place.

Nothing here reads, checks or computes beyond its own fields. One word per
thing: the list of words stands in the README and in `evidence/__init__.py`.
"""

from evidence.model.claims import (
    Arrow,
    Attribution,
    Bounds,
    Claim,
    How,
    Link,
    LinkKind,
    Locator,
    Measure,
    Nature,
    Passage,
    Voice,
)
from evidence.model.findings import (
    Assessment,
    Component,
    Finding,
    Fit,
    Judgement,
)
from evidence.model.framework import (
    Cell,
    Element,
    Facet,
    FacetValue,
    FindingKind,
    Framework,
    RelationType,
)
from evidence.model.review import (
    Defaults,
    File,
    NotAssessed,
    Question,
    Review,
    SameAuthor,
    SourceFacts,
)
from evidence.model.sources import Name, Source
from evidence.model.wording import Spoken, Wording

__all__ = [
    "Arrow",
    "Assessment",
    "Attribution",
    "Bounds",
    "Cell",
    "Claim",
    "Component",
    "Defaults",
    "Element",
    "Facet",
    "FacetValue",
    "File",
    "Finding",
    "FindingKind",
    "Fit",
    "Framework",
    "How",
    "Judgement",
    "Link",
    "LinkKind",
    "Locator",
    "Measure",
    "Name",
    "Nature",
    "NotAssessed",
    "Passage",
    "Question",
    "RelationType",
    "Review",
    "SameAuthor",
    "Source",
    "SourceFacts",
    "Spoken",
    "Voice",
    "Wording",
]
