"""The review: everything that was read from `claims.yaml` and `claims/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.diagnostics import NOWHERE, Where
from evidence.model.claims import Claim, Locator
from evidence.model.findings import Finding
from evidence.model.framework import Framework
from evidence.model.wording import Wording


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the review, or the study that it reviews, asks."""

    id: str
    text: Wording
    asked_by: str = ""
    at: Locator = Locator()
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SameAuthor:
    """That another source may be by the same author, and why one thinks so."""

    source: str
    certain: bool = False
    because: Wording = Wording()


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the review knows of a source beyond its bibliography entry."""

    key: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    identity: str = ""
    unverified: tuple[str, ...] = ()
    same_author_as: tuple[SameAuthor, ...] = ()
    note: Wording = Wording()
    memo: str = ""
    allow: Mapping[str, str] = field(default_factory=dict)
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Review:
    """One review, as its authors wrote it: nothing is resolved or checked yet.

    Shape: `of` is the key of the one study that is reviewed, "" in a review of
           many texts; `languages` has at least one, the default first.
    """

    title: Wording = Wording()
    of: str = ""
    languages: tuple[str, ...] = ("en",)
    questions: tuple[Question, ...] = ()
    texts: str = ""
    style: str = ""
    quote_words: int | None = None
    not_assessed: Wording = Wording()
    method: Wording = Wording()
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)
    framework: Framework = Framework()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def language(self) -> str:
        """Return the default language."""
        return self.languages[0]
