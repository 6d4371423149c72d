"""Who made the review, what machines did, how it was searched: as it is said, or not said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.language import Catalogue
from evidence.model import Author, Claim, Machine, Search
from evidence.pages.phrases import Phrase
from evidence.pages.translated import Translated
from evidence.pictures.prisma_flow import FlowBox, FlowCount, FlowRow, PrismaFlow


@dataclass(frozen=True, slots=True)
class ProvenanceLine:
    """One thing that is said of the review: what it is called, and what is said."""

    label: str
    said: Phrase


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
    flow: PrismaFlow | None
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
        flow=flow(review),
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
    parts += _extracted(review, machine.initials)
    return "; ".join(parts)


def _extracted(review: Translated, initials: str) -> Iterator[str]:
    """Yield how many claims a machine proposed, and what became of them."""
    graph = review.graph
    claims = [
        claim
        for claim in (*graph.claims.values(), *graph.proposals.values())
        if claim.proposed is not None and claim.proposed.machine == initials
    ]
    if not claims:
        return
    accepted = [claim.accepted for claim in claims if claim.counts and claim.accepted]
    changed = sum(bool(one.changed) for one in accepted)
    rejected = sum(claim.rejected is not None for claim in claims)
    yield review.words.count(
        len(claims),
        "{n} claim proposed: {same} taken as it was, {changed} changed and taken, "
        "{rejected} rejected, {open} not decided",
        "{n} claims proposed: {same} taken as they were, {changed} changed and taken, "
        "{rejected} rejected, {open} not decided",
        same=len(accepted) - changed,
        changed=changed,
        rejected=rejected,
        open=len(claims) - len(accepted) - rejected,
    )


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


def flow(review: Translated) -> PrismaFlow | None:
    """Return how records became included studies, None where no count of it is given.

    A box stands where the review gives a count of it, or of the box beside it.
    """
    said, words = review.graph.review.flow, review.words
    if said is None:
        return None
    found, removed, included = said.identified, said.removed, said.included

    def counted(label: str, number: int | None) -> FlowCount:
        return FlowCount(label, "" if number is None else words.number(number))

    def parts(*counts: tuple[str, int | None]) -> tuple[FlowCount, ...]:
        return tuple(counted(label, number) for label, number in counts if number is not None)

    reasons = parts(*said.excluded_with_reasons.items())
    rows = (
        FlowRow(
            FlowBox(
                FlowCount(words("Records identified")),
                parts(
                    (words("databases"), found.databases if found else None),
                    (words("registers"), found.registers if found else None),
                    (words("other ways"), found.other if found else None),
                ),
            ),
            FlowBox(
                FlowCount(words("Records removed before screening")),
                parts(
                    (words("duplicates"), removed.duplicates if removed else None),
                    (words("by automation tools"), removed.automation if removed else None),
                    (words("for other reasons"), removed.other if removed else None),
                ),
            ),
            words("Identification"),
        ),
        FlowRow(
            FlowBox(counted(words("Records screened"), said.screened)),
            FlowBox(counted(words("Records excluded"), said.excluded)),
            words("Screening"),
        ),
        FlowRow(
            FlowBox(counted(words("Reports sought"), said.sought)),
            FlowBox(counted(words("Reports not retrieved"), said.not_retrieved)),
        ),
        FlowRow(
            FlowBox(counted(words("Reports assessed"), said.assessed)),
            FlowBox(FlowCount(words("Reports excluded")), reasons) if reasons else None,
        ),
        FlowRow(
            FlowBox(
                counted(words("Studies included"), included.studies if included else None),
                parts((words("reports of them"), included.reports if included else None)),
            ),
            phase=words("Included"),
        ),
    )
    steps = tuple(_told(row) for row in rows if _is_given(row.on) or _is_given(row.out))
    title = words("Flow of records")
    return PrismaFlow(title, steps, words("not given")) if steps else None


def _is_given(box: FlowBox | None) -> bool:
    return box is not None and bool(box.whole.number or box.parts)


def _told(row: FlowRow) -> FlowRow:
    """Return a row without what is left out there, where no count of that is given."""
    return row if _is_given(row.out) else row._replace(out=None)


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
