"""Who made the review, what machines did, how it was searched: as it is said, or not said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence.language import Catalogue
from evidence.model import Author, Claim, Machine, Search
from evidence.pages.phrases import Phrase
from evidence.pages.translated import Translated


@dataclass(frozen=True, slots=True)
class ProvenanceLine:
    """One thing that is said of the review: what it is called, and what is said."""

    label: str
    said: Phrase


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A box of PRISMA's flow: what it counts, and how many."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A claim that a machine or an import suggests, and that counts for nothing."""

    id: str
    statement: Phrase
    origin: str
    decided: str
    because: Phrase


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who made the review, by data; what is not said is shown as not said."""

    authors: tuple[str, ...]
    machines: tuple[str, ...]
    lines: tuple[ProvenanceLine, ...]
    searches: tuple[str, ...]
    flow: tuple[FlowStep, ...]
    proposals: tuple[ProposalView, ...]


def provenance(review: Translated) -> Provenance:
    """Return who made the review, what machines did, and how it was searched."""
    said = review.graph.review
    words = review.words
    nobody = (words("Who made the review is not said."),)
    no_machine = (words("Whether machines did work on it is not said."),)
    return Provenance(
        authors=tuple(_author(review, one) for one in said.authors) or nobody,
        machines=tuple(_machine(review, one) for one in said.machines) or no_machine,
        lines=tuple(_lines(review)),
        searches=tuple(_search(review, one) for one in said.searches),
        flow=tuple(_flow(review)),
        proposals=tuple(_proposals(review)),
    )


def byline(review: Translated) -> str:
    """Return who made the review, when and under which licence, in one line; "" if not said."""
    said = review.graph.review
    names = ", ".join(one.called for one in said.authors)
    version = review.words("version {n}", n=said.version) if said.version else ""
    return " · ".join(part for part in (names, said.date, version, said.licence) if part)


_ROLES = {
    "conceptualization": "conceptualization",
    "data-curation": "data curation",
    "formal-analysis": "formal analysis",
    "funding-acquisition": "funding acquisition",
    "investigation": "investigation",
    "methodology": "methodology",
    "project-administration": "project administration",
    "resources": "resources",
    "software": "software",
    "supervision": "supervision",
    "validation": "validation",
    "visualization": "visualization",
    "writing-original-draft": "writing original draft",
    "writing-review-editing": "writing review editing",
}


def _author(review: Translated, author: Author) -> str:
    words = review.words
    parts = [f"{author.called} ({author.initials})" if author.name else author.initials]
    parts += [review.text(author.affiliation)] if author.affiliation else []
    parts += [f"ORCID {author.orcid}"] if author.orcid else []
    parts += [", ".join(words(_ROLES[role]) for role in author.roles)]
    return "; ".join(part for part in parts if part)


def _machine(review: Translated, machine: Machine) -> str:
    words = review.words
    name = " ".join(part for part in (machine.tool, machine.version) if part)
    parts = [f"{name} ({machine.initials})" if name else machine.initials]
    parts += [review.text(machine.used_for)] if machine.used_for else []
    parts += [machine.on] if machine.on else []
    if machine.instructions:
        parts.append(words("instructions: {file}", file=machine.instructions))
    share = review.text(machine.share_checked)
    if machine.checked_by:
        by = ", ".join(machine.checked_by)
        parts.append(words("checked by {list}", list=by) + (f" ({share})" if share else ""))
    else:
        parts.append(share or words("that a person checked it is not said"))
    return "; ".join(parts)


def _lines(review: Translated) -> Iterator[ProvenanceLine]:
    said, words = review.graph.review, review.words
    plain = (
        ("Date", said.date),
        ("Version", said.version),
        ("Licence", said.licence),
        ("Published at", said.url),
    )
    for label, value in plain:
        if value:
            yield ProvenanceLine(words(label), Phrase(value))
    if not said.date:
        yield ProvenanceLine(words("Date"), Phrase(words("not said")))
    told = (
        ("Registration", said.registration),
        ("Funding", said.funding),
        ("Interests", said.interests),
    )
    for label, wording in told:
        yield ProvenanceLine(
            words(label), review.phrase(wording) if wording else Phrase(words("not said"))
        )
    if said.reply:
        label = words("Reply of the authors of the study")
        yield ProvenanceLine(label, review.phrase(said.reply))
    if said.assessment and said.assessment.approach:
        approach = {"cerqual": "GRADE-CERQual", "conqual": "ConQual"}
        yield ProvenanceLine(words("Assessment"), Phrase(approach[said.assessment.approach]))


def _search(review: Translated, search: Search) -> str:
    records = search.records
    parts = [search.database, search.date, search.query]
    if records is not None:
        parts.append(review.words.count(records, "{n} record", "{n} records"))
    return "; ".join(part for part in parts if part)


def _flow(review: Translated) -> Iterator[FlowStep]:
    flow, words = review.graph.review.flow, review.words
    if flow is None:
        return
    found, removed, included = flow.identified, flow.removed, flow.included
    boxes: Iterable[tuple[str, int | None]] = (
        ("identified in databases", found.databases if found else None),
        ("identified in registers", found.registers if found else None),
        ("identified otherwise", found.other if found else None),
        ("duplicates removed", removed.duplicates if removed else None),
        ("removed by automation tools", removed.automation if removed else None),
        ("removed for other reasons", removed.other if removed else None),
        ("records screened", flow.screened),
        ("records excluded", flow.excluded),
        ("reports sought", flow.sought),
        ("reports not retrieved", flow.not_retrieved),
        ("reports assessed", flow.assessed),
    )
    for label, number in boxes:
        if number is not None:
            yield FlowStep(words(label), words.number(number))
    for reason, number in flow.excluded_with_reasons.items():
        said = words("reports excluded: {reason}", reason=reason)
        yield FlowStep(said, words.number(number))
    if included and included.studies is not None:
        yield FlowStep(words("studies included"), words.number(included.studies))
    if included and included.reports is not None:
        yield FlowStep(words("reports of them included"), words.number(included.reports))


def decided_of(words: Catalogue, proposal: Claim) -> str:
    """Return what became of a proposal, in words."""
    turned_down = proposal.rejected
    if turned_down is None:
        return words("proposed, not yet accepted")
    by = " ".join(part for part in (turned_down.by, turned_down.on) if part)
    return words("rejected by {by}", by=by)


def _proposals(review: Translated) -> Iterator[ProposalView]:
    words = review.words
    for claim in review.graph.proposals.values():
        origin = claim.proposed
        if origin is None:
            continue
        parts = (origin.by, origin.machine, origin.file, origin.key, origin.hash, origin.on)
        turned_down = claim.rejected
        yield ProposalView(
            id=claim.id,
            statement=review.phrase(claim.statement),
            origin="; ".join(part for part in parts if part),
            decided=decided_of(words, claim),
            because=review.phrase(turned_down.because) if turned_down else Phrase(""),
        )
