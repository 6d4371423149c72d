"""The report as sheets, for people who read in a spreadsheet: findings, claims, sources, framework.

They say what the page says, in its words. Wherever a finding is named its
judgement stands with it. A column in which nothing would stand is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from evidence.graph import Graph
from evidence.model import Finding
from evidence.pages.about import about_view
from evidence.pages.assessment import AssessmentView, assessment_view
from evidence.pages.card_claims import ROLES, card_lists
from evidence.pages.citations import Citations
from evidence.pages.claims import ClaimView, claim_view
from evidence.pages.copies import finding_link
from evidence.pages.edition import Edition
from evidence.pages.findings import FitView, fit_view
from evidence.pages.framework import ElementView, RelationView, element_views, relation_views
from evidence.pages.limits import limits
from evidence.pages.links import LinkView
from evidence.pages.measures import MeasureView
from evidence.pages.method import method_view
from evidence.pages.numbering import by_kind
from evidence.pages.passages import Passages, PassageView
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.robustness import LeaningView
from evidence.pages.sources import SourceView, source_views
from evidence.pages.summary import holdings, result, scope, unread
from evidence.pages.support import support_view
from evidence.pages.translated import Translated
from evidence.spreadsheet import Jump, Sheet, WorkbookCell, WorkbookColumn
from evidence.synthesis.synthesis import Synthesis

_ID, _SHORT, _WORDS, _PROSE, _LONG, _LIST = 8, 14, 24, 36, 56, 76


class _Column(NamedTuple):
    """A column: what it is called, how wide it is, and its cells from above."""

    head: str
    width: int
    cells: Sequence[WorkbookCell]


class _Known(NamedTuple):
    """What the sheets are made of; `told` are the findings with their judgements, by id."""

    review: Translated
    synthesis: Synthesis
    claims: Mapping[str, ClaimView]
    told: Mapping[str, str]


def workbook_sheets(
    review: Translated,
    synthesis: Synthesis,
    passages: Passages,
    citations: Citations,
    edition: Edition,
) -> tuple[Sheet, ...]:
    """Return the sheets of a report in one language; one without rows is left out."""
    graph = review.graph
    claims = {
        claim.id: claim_view(review, synthesis, passages, claim) for claim in graph.claims.values()
    }
    told = {key: _told(review, synthesis, graph.findings[key]) for key in graph.findings}
    known = _Known(review, synthesis, claims, told)
    sheets = (
        _findings(known, edition),
        _claims(known),
        _sources(known, source_views(review, synthesis, citations)),
        _framework(known),
    )
    about = _about(known, passages, edition)
    return (*(sheet for sheet in sheets if sheet.rows), about)


def _told(review: Translated, synthesis: Synthesis, finding: Finding) -> str:
    """Return a finding with its number and its judgement, as other sheets name it.

    Where nobody judges, what is counted stands for it, or the kind of what is left out.
    """
    held = support_view(review, synthesis.support[finding.id])
    marks = "; ".join(mark.words for mark in (held.judgement, held.contested) if mark)
    kind = review.graph.review.framework.finding_kinds.get(finding.kind)
    known = marks or held.facts or (review.text(kind.label) if kind else finding.kind)
    said = review.in_short(finding.id).text.removesuffix(".")
    return f"{review.numbers[finding.id]}. {said} [{known}]"


def _sheet(name: str, columns: Iterable[_Column], anchors: Sequence[str], fixed: int = 1) -> Sheet:
    kept = [column for column in columns if any(column.cells)]
    return Sheet(
        name,
        tuple(WorkbookColumn(c.head, c.width, long=c.width == _LIST) for c in kept),
        tuple(zip(*(column.cells for column in kept), strict=True)),
        anchors=tuple(anchors),
        fixed=fixed,
    )


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _jump(texts: Sequence[str], keys: Sequence[str]) -> WorkbookCell:
    """Return lines that lead to the row of the first of some items."""
    return Jump(_lines(texts), keys[0]) if keys and any(texts) else _lines(texts)


# findings


def _findings(known: _Known, edition: Edition) -> Sheet:
    review, words = known.review, known.review.words
    graph, support = review.graph, known.synthesis.support
    found = [graph.findings[key] for keys in by_kind(graph).values() for key in keys]
    held = [support_view(review, support[one.id]) for one in found]
    kinds = graph.review.framework.finding_kinds
    of_kind = {key: review.text(kind.label) for key, kind in kinds.items()}
    judged = words("How far it is cited") if graph.review.of else words("Confidence")
    columns = [
        _Column(words("No."), _ID, [int(review.numbers[one.id]) for one in found]),
        _Column(words("Kind"), _SHORT, [of_kind.get(one.kind, one.kind) for one in found]),
        _Column(words("Finding"), _LONG, [review.text(one.statement) for one in found]),
        _Column(
            judged,
            _WORDS,
            [
                "; ".join(m.words for m in (one.judgement, one.contested) if m) or "—"
                for one in held
            ],
        ),
        *_judgements(review, found),
        *_named_claims(known, found),
        _Column(words("How both hold"), _PROSE, [_resolution(review, one) for one in found]),
        _Column(
            words("Sources"),
            _WORDS,
            [_labels(review.sources(support[one.id].sources)) for one in found],
        ),
        _Column(words("What is counted"), _PROSE, [one.facts for one in held]),
        _Column(words("Caveat"), _PROSE, [review.text(one.caveat) for one in found]),
        _Column(
            words("Question"),
            _PROSE,
            [_lines(review.question(key).label for key in one.answers) for one in found],
        ),
        _Column(
            words("Link"), _WORDS, [finding_link(graph.review, one.id, edition) for one in found]
        ),
        _Column(words("Id"), _SHORT, [one.id for one in found]),
    ]
    name = words("Summary of findings")
    return _sheet(name, columns, [one.id for one in found], fixed=3)


def _resolution(review: Translated, finding: Finding) -> str:
    return "" if finding.unresolved else review.text(finding.resolution)


def _judgements(review: Translated, found: Sequence[Finding]) -> Iterator[_Column]:
    """Yield why each was judged so, for what nobody is cited, and who judged it."""
    words = review.words
    fits = [fit_view(review, one) for one in found]
    given = [assessment_view(review, one.assessment, one.id) for one in found]
    why = [_why(fit, one) for fit, one in zip(fits, given, strict=True)]
    yield _Column(words("Why"), _LONG, why)
    not_cited = [fit.not_cited.text if fit else "" for fit in fits]
    yield _Column(words("Nobody is cited for"), _PROSE, not_cited)
    yield _Column(words("What it adds"), _SHORT, [fit.adds if fit else "" for fit in fits])
    names = dict.fromkeys(part.name for one in given if one for part in one.components)
    for name in names:
        yield _Column(name.capitalize(), _PROSE, [_component(one, name) for one in given])
    second = [_lines((fit.second, fit.settled.text)) if fit else "" for fit in fits]
    yield _Column(words("A second reader"), _WORDS, second)
    made = [
        fit.made if fit else one.made if one else "" for fit, one in zip(fits, given, strict=True)
    ]
    yield _Column(words("Who judged"), _WORDS, made)


def _why(fit: FitView | None, given: AssessmentView | None) -> str:
    if fit is not None:
        return fit.because.text
    return given.because.text if given is not None else ""


def _component(given: AssessmentView | None, name: str) -> str:
    found = next((part for part in given.components if part.name == name), None) if given else None
    if found is None:
        return ""
    return f"{found.concern}: {found.because.text}" if found.because.text else found.concern


def _named_claims(known: _Known, found: Sequence[Finding]) -> Iterator[_Column]:
    """Yield what words a finding, supports it, speaks against it, limits it: statement, sources."""
    lists: dict[str, dict[str, str]] = {}
    heads: dict[str, str] = {}
    for one in found:
        held = known.synthesis.support[one.id]
        for part in card_lists(known.review, one, held, known.claims, {}):
            heads[part.role] = part.heading
            said = _lines(_cited(each.claim) for each in part.claims)
            lists.setdefault(part.role, {})[one.id] = said
    for role in ROLES:
        if role.value in lists:
            cells = [lists[role.value].get(one.id, "") for one in found]
            yield _Column(heads[role.value], _LIST, cells)


def _cited(claim: ClaimView) -> str:
    said = (claim.short.text or claim.statement.text).removesuffix(".")
    return f"• {said} ({_labels(claim.sources)}; {claim.standing.words}) [{claim.id}]"


def _labels(items: Iterable[ItemLink]) -> str:
    return "; ".join(item.label for item in items)


# claims


def _claims(known: _Known) -> Sheet:
    review, words = known.review, known.review.words
    views = list(known.claims.values())
    coded = [review.graph.claims[view.id] for view in views]
    uses = [tuple(dict.fromkeys(u.finding for u in review.graph.uses.get(v.id, ()))) for v in views]
    columns = [
        _Column(words("Id"), _WORDS, [view.id for view in views]),
        _Column(words("Statement"), _LONG, [view.statement.text for view in views]),
        _Column(
            words("Sources"),
            _WORDS,
            [
                _jump([_labels(view.sources)], claim.sources)
                for view, claim in zip(views, coded, strict=True)
            ],
        ),
        _Column(words("What it rests on"), _SHORT, [view.standing.words for view in views]),
        *_passages(review, views),
        _Column(
            words("Elements"),
            _WORDS,
            [_jump([one.label for one in v.elements], _elements(review.graph, v)) for v in views],
        ),
        *_facets(review, views),
        _Column(words("Arrows"), _WORDS, [_lines(view.relates) for view in views]),
        _Column(words("Figure"), _WORDS, [_measure(view.measure) for view in views]),
        _Column(words("Caveat"), _PROSE, [view.caveat.text for view in views]),
        _Column(words("Notes"), _PROSE, [_lines(view.notes) for view in views]),
        _Column(words("Other claims"), _PROSE, [_lines(map(_link, view.links)) for view in views]),
        _Column(
            words("Findings, as they were judged"),
            _LIST,
            [_jump([known.told[key] for key in keys], keys) for keys in uses],
        ),
        _Column(words("Coder"), _ID, [view.coder for view in views]),
        _Column(words("Citation keys"), _WORDS, ["; ".join(claim.sources) for claim in coded]),
    ]
    return _sheet(words("Claims"), columns, [view.id for view in views], fixed=2)


def _elements(graph: Graph, view: ClaimView) -> tuple[str, ...]:
    return graph.claims[view.id].elements or tuple(
        arrow.subject for arrow in graph.claims[view.id].relates
    )


def _passages(review: Translated, views: Sequence[ClaimView]) -> Iterator[_Column]:
    """Yield where each claim stands, the words that stand there, and what came of the quote."""
    words = review.words
    first = [view.passages[0] if view.passages else PassageView("", "") for view in views]
    read = [view.read_in.label if view.read_in else "" for view in views]
    yield _Column(words("Place"), _WORDS, [one.locator for one in first])
    yield _Column(words("Quote"), _LONG, [one.quote for one in first])
    yield _Column(words("The quote in its text"), _WORDS, [_checked(one) for one in first])
    also = [_lines(map(_passage, view.passages[1:])) for view in views]
    yield _Column(words("More passages"), _PROSE, also)
    yield _Column(words("Read in"), _WORDS, read)
    hands = [_labels(view.via) for view in views]
    yield _Column(words("Handed on by"), _WORDS, hands)
    yield _Column(words("Draws on"), _WORDS, [_labels(view.draws_on) for view in views])


def _checked(passage: PassageView) -> str:
    said = passage.state.words if passage.state else ""
    return f"{said}; {passage.state_note}" if said and passage.state_note else said


def _passage(passage: PassageView) -> str:
    checked = _checked(passage)
    said = ": ".join(part for part in (passage.locator, _quoted(passage.quote)) if part)
    return f"{said} ({checked})" if checked else said


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""


def _facets(review: Translated, views: Sequence[ClaimView]) -> Iterator[_Column]:
    """Yield a column for each facet, in the order of the framework."""
    heads: dict[str, None] = {}
    rows = [{one.label.text: one.values.text for one in view.facets} for view in views]
    for facet in review.graph.review.framework.facets.values():
        heads[review.text(facet.label)] = None
    for head in heads:
        yield _Column(head, _SHORT, [row.get(head, "") for row in rows])


def _measure(measure: MeasureView | None) -> str:
    if measure is None:
        return ""
    parts = (measure.value, measure.of.text, measure.base.text, measure.year, measure.nature)
    return "; ".join(part for part in (*parts, *measure.parts) if part)


def _link(link: LinkView) -> str:
    more = "; ".join(part for part in (link.because.text, link.stated) if part)
    return f"{link.words} {link.claim.label}" + (f": {more}" if more else "")


# sources


def _sources(known: _Known, views: Sequence[SourceView]) -> Sheet:
    words = known.review.words
    counts = [(len(v.claims), len(v.handed), len(v.drawn_on)) for v in views]
    heads = (words("Claims"), words("Claims handed on"), words("Claims that draw on it"))
    columns = [
        _Column(words("Source"), _WORDS, [view.label for view in views]),
        _Column(words("Reference"), _LONG, [view.reference_text for view in views]),
        *_source_facets(known.review, views),
        _Column(
            words("Identity"),
            _WORDS,
            [_lines((v.identity.words if v.identity else "", v.unverified)) for v in views],
        ),
        _Column(words("What is known of it"), _PROSE, [_lines(_known_of(v)) for v in views]),
        _Column(
            words("Appraisal"), _PROSE, [_lines(one.text for one in v.appraisal) for v in views]
        ),
        *(
            _Column(head, _ID + 2, [count[place] for count in counts])
            for place, head in enumerate(heads)
            if any(count[place] for count in counts)
        ),
        _Column(
            words("Findings that rest on it, and what becomes of them without it"),
            _LIST,
            [_lines(_leans(known, one) for one in view.findings) for view in views],
        ),
        _Column(words("Address"), _WORDS, [view.address for view in views]),
        _Column(words("Citation key"), _WORDS, [view.key for view in views]),
    ]
    return _sheet(words("Sources"), columns, [view.key for view in views])


def _source_facets(review: Translated, views: Sequence[SourceView]) -> Iterator[_Column]:
    rows = [{one.label.text: one.values.text for one in view.facets} for view in views]
    for facet in review.graph.review.framework.facets.values():
        head = review.text(facet.label)
        yield _Column(head, _SHORT, [row.get(head, "") for row in rows])


def _known_of(view: SourceView) -> tuple[str, ...]:
    same = tuple(f"{one.item.label}: {one.words}" for one in view.same_author)
    return (*view.known, *same, view.note.text)


def _leans(known: _Known, leaning: LeaningView) -> str:
    key = leaning.item.href.removeprefix("#")
    said = known.told.get(key, leaning.item.label)
    return f"{said} → {leaning.words}" if leaning.words else said


# the framework


class _Row(NamedTuple):
    """A row of the framework: an element, an arrow, or a value of a facet."""

    kind: str
    label: str
    definition: str = ""
    within: str = ""
    origin: str = ""
    also_called: str = ""
    rests_on: str = ""
    findings: str = ""
    id: str = ""
    anchor: str = ""


def _framework(known: _Known) -> Sheet:
    review, words = known.review, known.review.words
    element, arrow = words("Element"), words("Arrow")
    rows = [
        *(_element(known, element, view) for view in element_views(review, known.claims)),
        *(_relation(words("between elements"), arrow, view) for view in relation_views(review)),
        *_values(review),
    ]
    columns = [
        _Column(words("What it is"), _SHORT, [row.kind for row in rows]),
        _Column(words("Name"), _PROSE, [row.label for row in rows]),
        _Column(words("Definition"), _LONG, [row.definition for row in rows]),
        _Column(words("Part of"), _WORDS, [row.within for row in rows]),
        _Column(words("Where it comes from"), _WORDS, [row.origin for row in rows]),
        _Column(words("Also called"), _WORDS, [row.also_called for row in rows]),
        _Column(words("What it rests on"), _WORDS, [row.rests_on for row in rows]),
        _Column(words("Findings, as they were judged"), _LIST, [row.findings for row in rows]),
        _Column(words("Id"), _WORDS, [row.id for row in rows]),
    ]
    return _sheet(words("Framework"), columns, [row.anchor for row in rows], fixed=2)


def _element(known: _Known, kind: str, view: ElementView) -> _Row:
    graph = known.review.graph
    named = [key for key, one in graph.findings.items() if view.id in one.elements]
    return _Row(
        kind,
        f"{'    ' * view.depth}{view.label.text}",
        view.definition.text,
        view.parent.label if view.parent else "",
        "; ".join(part for part in (view.origin, _labels(view.models)) if part),
        view.also_called,
        view.counts,
        _lines(known.told[key] for key in named),
        view.id,
        view.id,
    )


def _relation(within: str, kind: str, view: RelationView) -> _Row:
    said = f"{view.subject.label} — {view.words.text.lower()} — {view.object.label}"
    claims = [claim.label for claim in (*view.claims.shown, *view.claims.rest)]
    rests_on = "; ".join(part for part in (view.ground.words, ", ".join(claims)) if part)
    return _Row(kind, said, within=within, rests_on=rests_on)


def _values(review: Translated) -> Iterator[_Row]:
    words = review.words
    for facet in review.graph.review.framework.facets.values():
        label = review.text(facet.label)
        for value in facet.values.values():
            yield _Row(
                words("Value"),
                review.text(value.label),
                review.text(value.definition),
                within=label,
                id=f"{facet.id}: {value.id}",
            )


# the review itself


def _about(known: _Known, passages: Passages, edition: Edition) -> Sheet:
    review, words = known.review, known.review.words
    head, about = review.graph.review, about_view(review, edition)
    method = method_view(
        review, edition, passages.states, disputed=bool(known.synthesis.contradicted)
    )
    provenance = method.provenance
    rows: list[tuple[str, str]] = [
        (words("Title"), about.title),
        (words("Study under review"), review.source(head.of).label if head.of else ""),
        (words("Result"), result(review).text),
        *(
            (words("Question"), _lines((review.text(q.text), review.text(q.answer))))
            for q in review.graph.questions.values()
        ),
        (words("What it holds"), _lines((holdings(review), scope(review), unread(review)))),
        (words("Limits"), _lines(fact.text for fact in limits(review, passages.states))),
        (words("Who made it"), _lines(provenance.authors) if provenance else ""),
        (words("What machines did"), _lines(provenance.machines) if provenance else ""),
        *((line.label, line.said.text) for line in (provenance.lines if provenance else ())),
        (words("How it was made"), _lines(_method(method.told, method.reconstructed))),
        (words("Searches"), _lines(provenance.searches) if provenance else ""),
        (words("Quotes were looked up in"), _lines(method.verified)),
        (words("Sample check"), _lines(method.audit)),
        (words("How to cite it"), about.cite.text),
        (words("Made from"), edition.name),
        *((f"{mark.symbol} {mark.words}".strip(), said) for mark, said in method.words),
    ]
    return Sheet(
        words("About this review"),
        (WorkbookColumn("", _PROSE), WorkbookColumn("", 2 * _LONG)),
        tuple(row for row in rows if row[1]),
        prose=True,
    )


def _method(*said: Phrase) -> Iterator[str]:
    return (one.text for one in said)
