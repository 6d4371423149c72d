"""The findings of the page as tables of words, for a paper or a spreadsheet: sentences, no ids.

They say what the page says and count what it counts. Which columns there are
follows from the kind of the findings: headings, judgements, cells. Each finding
ends with the link to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.graph import Graph
from evidence.model import Finding
from evidence.pages.assessment import assessment_view
from evidence.pages.cells import CellView, cell_counts, cell_view
from evidence.pages.copies import finding_link
from evidence.pages.edition import Edition
from evidence.pages.facets import facet_views
from evidence.pages.leaning import counted_changes
from evidence.pages.marks import claim_standing, contested_mark
from evidence.pages.numbering import by_kind
from evidence.pages.phrases import ItemLink
from evidence.pages.robustness import change_words
from evidence.pages.support import facts_of, judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.cells import Standing, filled_cells, standing_of
from evidence.synthesis.judgements import Told, bar, gathers, is_judged_kind, told
from evidence.synthesis.support import Support, against_as_well, qualifying_studies
from evidence.synthesis.synthesis import Synthesis
from evidence.synthesis.voices import voices

SUMMARY, LEANING = "summary-of-findings", "page-sources-by-findings"
# Whatever cannot stand in the name of a file somewhere, and the point before a language.
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]")
# What a column is called, and its cells from above.
Column = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class SentenceTable:
    """A table of words: its name, what its columns are called, and its rows."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sentence_tables(
    review: Translated, synthesis: Synthesis, edition: Edition
) -> tuple[SentenceTable, ...]:
    """Return the tables of a report in one language, each by another name.

    A table for each kind of finding, in a review of many texts for each that
    has cells, beside the summary of all findings; and the sources by the
    findings that lead the report.
    """
    graph, support = review.graph, synthesis.support
    above = _headings(graph)
    kinds = {
        kind: found
        for kind, keys in by_kind(graph).items()
        if (found := _weakest_first(graph, (key for key in keys if key not in above.values())))
    }
    made = []
    for kind, found in kinds.items():
        cells = list(_cells(review, found))
        if not graph.review.of and not cells:
            continue
        columns = [
            _numbers(review, found),
            *_headed(review, above, found),
            (review.words("Finding"), [review.text(one.statement) for one in found]),
            *(_judged(review, support, found) if graph.review.of else ()),
            *_concerned(review, found),
            *cells,
            *_sources(review, support, found),
            *_ends(review, support, edition, found),
        ]
        made.append(_table(f"page-{_NOT_IN_NAMES.sub('_', kind)}", columns))
    if kinds and not graph.review.of:
        made.append(_table(SUMMARY, _summary(review, support, edition, kinds)))
    leading = _leading(graph, kinds)
    if leading:
        made.append(_leaning(review, synthesis, leading))
    return tuple(_apart(made))


def _table(name: str, columns: Sequence[Column]) -> SentenceTable:
    head = tuple(name for name, _ in columns)
    return SentenceTable(name, head, tuple(zip(*(cells for _, cells in columns), strict=True)))


def _apart(tables: Iterable[SentenceTable]) -> Iterator[SentenceTable]:
    """Yield tables of which no two bear one name, also where capitals do not count."""
    taken: set[str] = set()
    for table in tables:
        name = table.name
        while name.lower() in taken:
            name += "_"
        taken.add(name.lower())
        yield replace(table, name=name)


def _headings(graph: Graph) -> dict[str, str]:
    """Return for findings the one of another kind that gathers them under a heading."""
    return {
        below: finding.id
        for finding in graph.findings.values()
        if gathers(graph, finding) and not is_judged_kind(graph, finding)
        for below in finding.supported_by
        if graph.findings[below].kind != finding.kind
    }


def _weakest_first(graph: Graph, keys: Iterable[str]) -> tuple[Finding, ...]:
    """Return findings as they are told, the weakest first; ties in the order of the page."""
    order = {way: place for place, way in enumerate(Told)}
    found = [graph.findings[key] for key in keys]
    return tuple(sorted(found, key=lambda one: order.get(told(graph, one) or Told.NOT_JUDGED, 0)))


def _numbers(review: Translated, found: Sequence[Finding]) -> Column:
    """Return the numbers that findings have on the page."""
    return review.words("Number"), [review.numbers[one.id] for one in found]


def _headed(
    review: Translated, above: Mapping[str, str], found: Sequence[Finding]
) -> Iterator[Column]:
    heads = [above.get(one.id, "") for one in found]
    if any(heads):
        said = [review.text(review.graph.findings[key].statement) if key else "" for key in heads]
        yield review.words("Heading"), said


def _judged(
    review: Translated, support: Mapping[str, Support], found: Sequence[Finding]
) -> Iterator[Column]:
    """Yield how far each sentence is cited, by what, for what nobody is cited, and why."""
    words, fits = review.words, [one.fit for one in found]
    if any(told(review.graph, one) for one in found):
        yield words("How far it is cited"), [_marks(review, support, one) for one in found]
    cited = [_cited(review, one, support[one.id]) for one in found]
    if any(cited):
        yield words("What is cited"), cited
    if any(fits):
        not_cited = [review.text(fit.not_cited) if fit else "" for fit in fits]
        yield words("Nobody is cited for"), not_cited
        yield words("Why"), [review.text(fit.because) if fit else "" for fit in fits]


def _marks(review: Translated, support: Mapping[str, Support], finding: Finding) -> str:
    contested = contested_mark(review.words, review.graph, support[finding.id])
    marks = (judgement_mark(review, finding, named=False), contested)
    return "; ".join(mark.words for mark in marks if mark)


def _cited(review: Translated, finding: Finding, held: Support) -> str:
    """Return the statements that are cited, those that a citation stands near marked so."""
    premises = finding.fit.argued_from if finding.fit else ()
    keys = dict.fromkeys((*held.direct, *premises, *held.implied))
    return "; ".join(_statement(review, key) for key in keys if key in review.graph.claims)


def _statement(review: Translated, key: str) -> str:
    claim = review.graph.claims[key]
    text = review.text(claim.short or claim.statement).removesuffix(".")
    if standing_of(review.graph, claim) is Standing.CITED:
        return text
    return f"{text} ({claim_standing(review.words, review.graph, claim).words})"


def _concerned(review: Translated, found: Sequence[Finding]) -> Iterator[Column]:
    """Yield what an omission leaves out, in sentences."""
    if any(one.concerns for one in found):
        said = [[_sentence(review, key) for key in one.concerns] for one in found]
        yield review.words("Left out"), ["; ".join(filter(None, each)) for each in said]


def _sentence(review: Translated, key: str) -> str:
    if key in review.graph.findings:
        return review.in_short(key).text.removesuffix(".")
    return _statement(review, key) if key in review.graph.claims else ""


def _cells(review: Translated, found: Sequence[Finding]) -> Iterator[Column]:
    """Yield for each cell its sentence, or its gap; its sources; and what it rests on."""
    for filled in zip(*(filled_cells(review.graph, one) for one in found), strict=True):
        column = [cell_view(review, cell) for cell in filled]
        counts = [cell_counts(review, cell) for cell in filled]
        rests_on = [_rests_on(*each) for each in zip(column, counts, strict=True)]
        name = column[0].label.text
        yield name, [cell.statement.text or cell.gap.text for cell in column]
        yield f"{name}: {review.words('sources')}", [_labels(cell.sources) for cell in column]
        yield f"{name}: {review.words('what it rests on')}", rests_on


def _rests_on(cell: CellView, counts: str) -> str:
    marks = (mark.words for mark in (cell.mark, cell.disputed) if mark)
    more = (mark.text for mark in cell.marks)
    return "; ".join(part for part in (*marks, *more, counts) if part)


def _sources(
    review: Translated, support: Mapping[str, Support], found: Sequence[Finding]
) -> Iterator[Column]:
    labels = [_labels(review.sources(support[one.id].sources)) for one in found]
    if any(labels):
        yield review.words("Sources"), labels


def _ends(
    review: Translated,
    support: Mapping[str, Support],
    edition: Edition,
    found: Sequence[Finding],
) -> Iterator[Column]:
    """Yield what every table of findings ends with: marks, what is counted, the link."""
    words = review.words
    facts = [facts_of(review, support[one.id]) for one in found]
    marks = ["; ".join(v.values.text for v in facet_views(review, one.facets)) for one in found]
    if any(marks):
        yield words("Marks"), marks
    if any(facts):
        yield words("What is counted"), facts
    yield words("Link"), [finding_link(review.graph.review, one.id, edition) for one in found]


def _summary(
    review: Translated,
    support: Mapping[str, Support],
    edition: Edition,
    kinds: Mapping[str, Sequence[Finding]],
) -> list[Column]:
    """Return the Summary of Qualitative Findings, with its components where people judged them."""
    words, known = review.words, review.graph.review.framework.finding_kinds
    found = [one for findings in kinds.values() for one in findings]
    given = [assessment_view(review, one.assessment) for one in found]
    told_of = [{c.name: c for c in view.components} if view else {} for view in given]
    names = dict.fromkeys(name for components in told_of for name in components)
    labels = {key: review.text(kind.label) for key, kind in known.items()}
    studies = _studies_of(review.graph)
    for_it: list[str] = []
    qualifying: list[str] = []
    against: list[str] = []
    for one in found:
        held = support[one.id]
        only = qualifying_studies(review.graph, held)
        apart = {*only, *held.against}
        also = (*held.against, *against_as_well(review.graph, held))
        parted = ([s for s in held.studies if s not in apart], only, also)
        for column, some in zip((for_it, qualifying, against), parted, strict=True):
            column.append("; ".join(_study(review, studies, study) for study in some))
    return [
        _numbers(review, found),
        (words("Kind"), [labels.get(one.kind, one.kind) for one in found]),
        (words("Finding"), [review.text(one.statement) for one in found]),
        (words("GRADE-CERQual confidence"), [_marks(review, support, one) for one in found]),
        (words("Explanation"), [view.because.text if view else "" for view in given]),
        *(
            (
                name,
                [
                    f"{one[name].concern}: {one[name].because.text}" if name in one else ""
                    for one in told_of
                ],
            )
            for name in names
        ),
        (words("Contributing studies"), for_it),
        (words("Studies that only qualify it"), qualifying),
        (words("Studies against it"), against),
        *_ends(review, support, edition, found),
    ]


def _studies_of(graph: Graph) -> dict[str, list[str]]:
    """Return the reports of every study that the review uses."""
    known = voices(graph)
    found: dict[str, list[str]] = {}
    for key in graph.used_sources():
        if known.work.get(key, key) == key:
            found.setdefault(known.study_of(key), []).append(key)
    return found


def _study(review: Translated, studies: Mapping[str, Sequence[str]], study: str) -> str:
    """Return a study by the labels of its reports."""
    reports = studies.get(study, ())
    return ", ".join(one.label for one in review.sources(reports)) or study


def _leading(graph: Graph, kinds: Mapping[str, Sequence[Finding]]) -> tuple[Finding, ...]:
    """Return the findings that lead the report: those of the bar, else all but omissions."""
    counted = {key for keys in bar(graph).findings.values() for key in keys}
    every = [one for found in kinds.values() for one in found]
    if graph.review.of and counted:
        return tuple(one for one in every if one.id in counted)
    return tuple(one for one in every if not one.concerns)


def _leaning(review: Translated, synthesis: Synthesis, leading: Sequence[Finding]) -> SentenceTable:
    """Return the sources by the findings that lead the report, and what changes without each."""
    words, numbers = review.words, review.numbers
    cited: dict[str, dict[str, list[str]]] = {}
    for one in leading:
        for work, way in _ways(review, synthesis.support[one.id]):
            said = cited.setdefault(work, {}).setdefault(one.id, [])
            said += [] if way in said else [way]
    order = {key: place for place, key in enumerate(review.graph.sources)}
    works = sorted(cited, key=lambda work: (-len(cited[work]), order[work]))
    named = {one.id for one in leading}
    changes = [synthesis.leaning[w].changes if w in synthesis.leaning else () for w in works]
    counted = [
        counted_changes(review, (change.finding for change in found), named) for found in changes
    ]
    without = [
        "; ".join(
            f"{numbers[change.finding]}: {change_words(review, change)}"
            for change in found
            if change.finding in named
        )
        for found in changes
    ]
    columns: list[Column] = [(words("Source"), [review.source(work).label for work in works])]
    columns += [
        (
            f"{numbers[one.id]}. {review.text(one.statement)}",
            ["; ".join(cited[work].get(one.id, ())) for work in works],
        )
        for one in leading
    ]
    return _table(
        LEANING, [*columns, (words("Changed without it"), counted), (words("How"), without)]
    )


def _ways(review: Translated, held: Support) -> Iterator[tuple[str, str]]:
    """Yield each work behind a finding, and what it is to it."""
    words, claims = review.words, review.graph.claims
    if not review.graph.review.of:
        known, only = voices(review.graph), qualifying_studies(review.graph, held)
        for work in held.sources:
            study = known.study_of(work)
            if study in held.against:
                yield work, words("speaks against it")
            else:
                yield work, words("only qualifies it") if study in only else words("contributes")
        return
    for keys, way in (
        (held.direct, words("cited")),
        (held.implied, words("a citation stands near")),
        (held.contradicting, words("speaks against it")),
    ):
        for work in (work for key in keys for work in claims[key].sources):
            if work != review.graph.review.of:
                yield work, way


def _labels(items: Iterable[ItemLink]) -> str:
    return "; ".join(item.label for item in items)
