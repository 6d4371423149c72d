"""Sources as a page shows them: what each is, and what leans on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evidence.language import Catalogue
from evidence.model import Appraisal, SameAuthor, Source, SourceFacts
from evidence.model.review import WITHDRAWN
from evidence.pages.addresses import address_of, site_of
from evidence.pages.citations import Citations, Cited
from evidence.pages.facets import FacetView, facet_views
from evidence.pages.marks import Mark, identity_mark
from evidence.pages.phrases import Phrase
from evidence.pages.robustness import LeaningView, change_words, unchanged_because
from evidence.pages.support import weight
from evidence.pages.translated import SOURCE_ANCHOR, Translated
from evidence.synthesis.synthesis import Synthesis
from evidence.synthesis.trace import claims_from, rests_on
from evidence.synthesis.voices import voices

# Fields of an entry that have a name in every catalogue.
NAMED_FIELDS = (
    "author", "booktitle", "date", "edition", "editor", "journal", "number", "pages",
    "publisher", "title", "url", "volume", "year",
)  # fmt: skip


class ClaimInShort(NamedTuple):
    """A link to a claim, by the beginning of its sentence."""

    href: str
    short: Phrase


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source: its reference, how sure its identity is, all that leans on it.

    Shape: `findings` rest on it or change without it, with what becomes of
           them; `resting` and `changing` count them, however many are shown.
           `withdrawn` where it was retracted and counts no more.
    """

    key: str
    anchor: str
    label: str
    reference: str
    reference_text: str
    address: str
    site: str
    facets: tuple[FacetView, ...]
    identity: Mark | None
    unverified: str
    same_author: tuple[LeaningView, ...]
    note: Phrase
    known: tuple[str, ...]
    appraisal: tuple[Phrase, ...]
    claims: tuple[ClaimInShort, ...]
    handed: tuple[ClaimInShort, ...]
    drawn_on: tuple[ClaimInShort, ...]
    read: tuple[ClaimInShort, ...]
    findings: tuple[LeaningView, ...]
    is_study: bool = False
    withdrawn: bool = False
    bibtex: str = ""
    resting: int = 0
    changing: int = 0


def source_views(
    review: Translated, synthesis: Synthesis, citations: Citations
) -> tuple[SourceView, ...]:
    """Return every source that the review uses, the one study first, then by label."""
    sources = review.graph.sources
    order = {key: index for index, key in enumerate(citations.cited)}
    used = review.graph.used_sources()
    listed = sorted(used, key=lambda key: (key != review.graph.review.of, order.get(key, 0)))
    return tuple(source_view(review, synthesis, citations, sources[key]) for key in listed)


def other_sources(review: Translated) -> str:
    """Return how many entries of the library nothing here uses, "" where there are none."""
    others = len(review.graph.sources) - len(review.graph.used_sources())
    if not others:
        return ""
    return review.words.count(
        others,
        "sources.bib holds {n} more entry, which this review does not use",
        "sources.bib holds {n} more entries, which this review does not use",
    )


def source_view(
    review: Translated, synthesis: Synthesis, citations: Citations, source: Source
) -> SourceView:
    """Return one source with all that leans on it."""
    graph, words = review.graph, review.words
    key = source.key
    facts = graph.review.sources.get(key) or SourceFacts(key)
    cited = citations.cited.get(key) or Cited(key, "", "")
    leaning = synthesis.leaning.get(key)
    unverified = ", ".join(
        words(name) if name in NAMED_FIELDS else name for name in facts.unverified
    )
    return SourceView(
        key=key,
        anchor=f"{SOURCE_ANCHOR}{key}",
        label=cited.label,
        reference=cited.html,
        reference_text=cited.text,
        address=address_of(source),
        site=site_of(address_of(source)),
        facets=facet_views(review, facts.facets),
        identity=identity_mark(words, facts.identity),
        unverified=words("not seen in any record: {fields}", fields=unverified)
        if unverified
        else "",
        same_author=tuple(_same_author(review, same) for same in facts.same_author_as),
        note=review.phrase(facts.note),
        known=tuple(_known(review, facts)),
        appraisal=tuple(_appraised(review, facts.appraisal)),
        claims=_in_short(review, graph.claims_of.get(key, ())),
        handed=_in_short(review, graph.claims_through.get(key, ())),
        drawn_on=_in_short(review, graph.claims_on.get(key, ())),
        read=_in_short(review, graph.claims_read.get(key, ())),
        findings=_leaning_on(review, synthesis, key),
        resting=len(rests_on(graph, key)),
        changing=len(leaning.changes) if leaning else 0,
        is_study=key == graph.review.of,
        withdrawn=key in voices(graph).withdrawn,
        bibtex=citations.bibtex.get(key, ""),
    )


def _in_short(review: Translated, keys: Iterable[str]) -> tuple[ClaimInShort, ...]:
    """Return the links to claims with the beginnings of their sentences."""
    return tuple(ClaimInShort(review.href(key), review.beginning(key)) for key in keys)


_NOTICES = {
    "retraction": "retracted: it counts no more",
    "concern": "its journal has expressed concern",
    "correction": "corrected since",
    "reinstatement": "reinstated after a retraction",
}


def _known(review: Translated, facts: SourceFacts) -> Iterator[str]:
    """Yield for whom a source speaks, which study it reports, what its journal said since."""
    words, party = review.words, review.graph.review.parties.get(facts.party)
    if party is not None:
        because = review.text(party.because)
        said = words("speaks for {party}", party=review.text(party.label))
        yield f"{said}: {because}" if because else said
    if facts.scanned:
        yield words("a machine read its text from pictures: letters may differ from a quote")
    if facts.study:
        yield words("reports the study {study}", study=facts.study)
    notice = facts.retracted
    if notice is not None:
        said = words(_NOTICES[notice.nature])
        if notice.nature == WITHDRAWN and review.graph.review.of:
            said = words("retracted")  # what a study cites it cites still
        parts = (said, notice.date, notice.doi)
        yield ", ".join(part for part in parts if part)


def _appraised(review: Translated, appraisal: Appraisal | None) -> Iterator[Phrase]:
    """Yield who appraised a source with which tool, then each item; no sum is made of them."""
    if appraisal is None:
        return
    head = (appraisal.tool, ", ".join(map(review.hand, appraisal.by)), appraisal.on)
    yield Phrase(review.words("appraised: {list}", list=", ".join(part for part in head if part)))
    for item in appraisal.items:
        label = review.text(item.label) or item.id
        result = item.score or review.text(item.answer)
        because = review.phrase(item.because)
        said = f"{label}: {result}" if result else label
        yield because._replace(text=f"{said}. {because.text}" if because.text else said)


def _same_author(review: Translated, same: SameAuthor) -> LeaningView:
    words, because = review.words, review.text(same.because)
    said = words("the same author") if same.certain else words("perhaps the same author")
    return LeaningView(review.source(same.source), f"{said}. {because}" if because else said)


def _share(words: Catalogue, behind: Sequence[str], told: frozenset[str]) -> str:
    """Return how many of the claims behind a finding are among some, in words."""
    mine = sum(claim in told for claim in behind)
    if not mine:
        return ""
    return words.count(
        len(behind),
        "{k} of the {n} claim behind it",
        "{k} of the {n} claims behind it",
        k=words.number(mine),
    )


def _leaning_on(review: Translated, synthesis: Synthesis, key: str) -> tuple[LeaningView, ...]:
    """Return the findings that rest on a source or change without it, in the order of the files."""
    graph, leaning = review.graph, synthesis.leaning.get(key)
    changes = {change.finding: change for change in leaning.changes} if leaning else {}
    found = {*rests_on(graph, key), *changes}
    told = claims_from(graph, key)
    return tuple(
        LeaningView(
            review.finding(finding),
            change_words(review, change) if change else "",
            weight(change.after) if change else 0,
            change.falls if change else False,
            _share(review.words, synthesis.support[finding].claims, told),
            change.unjudged if change else False,
            "" if change else unchanged_because(review, synthesis.support[finding], key),
        )
        for finding in graph.findings
        if finding in found
        for change in (changes.get(finding),)
    )
