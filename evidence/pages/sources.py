"""Sources as a page shows them: what each is, and what leans on it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model import Source, SourceFacts
from evidence.pages.marks import Mark, identity_mark
from evidence.pages.phrases import FacetView, ItemLink, Phrase
from evidence.pages.robustness import LeaningView, change_words
from evidence.pages.setting import SOURCE_ANCHOR, Cited, Setting
from evidence.synthesis.trace import claims_from, rests_on

# Fields of an entry that have a name in every catalogue.
NAMED_FIELDS = (
    "author", "booktitle", "date", "edition", "editor", "journal", "number", "pages",
    "publisher", "title", "url", "volume", "year",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source: its reference, how sure its identity is, all that leans on it.

    Shape: `findings` rest on it or change without it, with what becomes of
           them; `resting` and `changing` count them, however many are shown.
    """

    key: str
    anchor: str
    label: str
    reference: str
    reference_text: str
    address: str
    facets: tuple[FacetView, ...]
    identity: Mark | None
    unverified: str
    same_author: tuple[LeaningView, ...]
    note: Phrase
    claims: tuple[ItemLink, ...]
    handed: tuple[ItemLink, ...]
    drawn_on: tuple[ItemLink, ...]
    read: tuple[ItemLink, ...]
    findings: tuple[LeaningView, ...]
    is_study: bool = False
    bibtex: str = ""
    resting: int = 0
    changing: int = 0


def source_views(setting: Setting) -> tuple[SourceView, ...]:
    """Return every source that the review uses, the one study first, then by label."""
    sources = setting.graph.sources
    order = {key: index for index, key in enumerate(setting.cited)}
    used = setting.graph.used_sources()
    listed = sorted(used, key=lambda key: (key != setting.graph.review.of, order.get(key, 0)))
    return tuple(source_view(setting, sources[key]) for key in listed)


def other_sources(setting: Setting) -> str:
    """Return how many entries of the library nothing here uses, "" where there are none."""
    others = len(setting.graph.sources) - len(setting.graph.used_sources())
    if not others:
        return ""
    return setting.words.count(
        others,
        "sources.bib holds {n} more entry, which this review does not use",
        "sources.bib holds {n} more entries, which this review does not use",
    )


def plain_label(source: Source) -> str:
    """Return "Kim 2003", "Guo & Guo 2011", "Moore et al. 2005"; the key if nothing is known."""
    names = [name.short for name in (source.authors or source.editors) if name.short]
    if not names:
        said = source.title or source.key
    elif len(names) == 1:
        said = f"{names[0]} et al." if source.others else names[0]
    elif len(names) == 2 and not source.others:
        said = f"{names[0]} & {names[1]}"
    else:
        said = f"{names[0]} et al."
    return f"{said} {source.year}".strip()


def source_view(setting: Setting, source: Source) -> SourceView:
    """Return one source with all that leans on it."""
    graph, words = setting.graph, setting.words
    key = source.key
    facts = graph.review.sources.get(key) or SourceFacts(key)
    cited = setting.cited.get(key) or Cited(key, "", "")
    leaning = setting.leaning.get(key)
    unverified = ", ".join(
        words(name) if name in NAMED_FIELDS else name for name in facts.unverified
    )
    return SourceView(
        key=key,
        anchor=f"{SOURCE_ANCHOR}{key}",
        label=cited.label,
        reference=cited.html,
        reference_text=cited.text,
        address=setting.addresses.get(key, ""),
        facets=setting.facets(facts.facets),
        identity=identity_mark(words, facts.identity),
        unverified=words("not seen in any record: {fields}", fields=unverified)
        if unverified
        else "",
        same_author=tuple(
            _same_author(setting, facts, index) for index in range(len(facts.same_author_as))
        ),
        note=setting.phrase(facts.note),
        claims=setting.claims(graph.claims_of.get(key, ())),
        handed=setting.claims(graph.claims_through.get(key, ())),
        drawn_on=setting.claims(graph.claims_on.get(key, ())),
        read=setting.claims(graph.claims_read.get(key, ())),
        findings=_leaning_on(setting, key),
        resting=len(rests_on(graph, key)),
        changing=len(leaning.changes) if leaning else 0,
        is_study=key == graph.review.of,
        bibtex=setting.bibtex.get(key, ""),
    )


def _same_author(setting: Setting, facts: SourceFacts, index: int) -> LeaningView:
    same = facts.same_author_as[index]
    words = setting.words
    said = words("the same author") if same.certain else words("perhaps the same author")
    because: Phrase = setting.phrase(same.because)
    return LeaningView(
        setting.source(same.source), f"{said}. {because.text}" if because.text else said
    )


def _share(setting: Setting, finding: str, told: frozenset[str]) -> str:
    """Return how many of the claims behind a finding are among some, in words."""
    behind = setting.support[finding].claims if finding in setting.support else ()
    words, number = setting.words, setting.words.number
    mine = sum(claim in told for claim in behind)
    if not mine:
        return ""
    return words.count(len(behind), "{k} of {n} claim", "{k} of {n} claims", k=number(mine))


def _leaning_on(setting: Setting, key: str) -> tuple[LeaningView, ...]:
    """Return the findings that rest on a source or change without it, in the order of the files."""
    graph, leaning = setting.graph, setting.leaning.get(key)
    changes = {change.finding: change for change in leaning.changes} if leaning else {}
    found = {*rests_on(graph, key), *changes}
    told = claims_from(graph, key)
    return tuple(
        LeaningView(
            setting.finding(finding),
            change_words(setting, change) if change else "",
            change.after.state.value if change else "",
            change.falls if change else False,
            _share(setting, finding, told),
        )
        for finding in graph.findings
        if finding in found
        for change in (changes.get(finding),)
    )
