"""Findings that are told in a line each, under the headings that gather them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence.graph import Graph
from evidence.model import Finding
from evidence.pages.judgements import TallyView, tally_view
from evidence.pages.marks import Mark, contested_mark
from evidence.pages.numbering import by_kind
from evidence.pages.phrases import ItemLink, Phrase
from evidence.pages.support import judgement_mark
from evidence.pages.translated import Translated
from evidence.synthesis.judgements import gathers, told
from evidence.synthesis.support import Support


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in one line: its sentence, how it was judged, who is cited.

    Shape: `marks` are the marks of the values of its facets, such as *main*.
    """

    id: str
    finding: ItemLink
    statement: Phrase
    judgement: Mark | None
    contested: Mark | None
    marks: tuple[Phrase, ...]
    sources: tuple[ItemLink, ...]


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Findings under the one that gathers them; None where none does."""

    head: FindingLine | None
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class KindView:
    """All findings of one kind, a line each."""

    id: str
    heading: Phrase
    definition: Phrase
    groups: tuple[LineGroup, ...]
    judged: bool
    tally: TallyView | None = None


def kind_views(
    review: Translated, support: Mapping[str, Support], elsewhere: Iterable[str]
) -> tuple[KindView, ...]:
    """Return the kinds that no table shows; `elsewhere` are the kinds that one does.

    A finding that only gathers others is a heading among the kind of which it
    gathers most, and those of other kinds stand under it as well.
    """
    graph = review.graph
    shown = set(elsewhere)
    left = {key: found for key, found in by_kind(graph).items() if key not in shown}
    under = _headings(graph, left)
    return tuple(
        view
        for kind, found in left.items()
        if (view := _kind_view(review, support, kind, found, under))
    )


def _kind_view(
    review: Translated,
    support: Mapping[str, Support],
    kind: str,
    found: tuple[str, ...],
    under: Mapping[str, str],
) -> KindView | None:
    """Return one kind; `under` says under which kind each heading stands."""
    graph = review.graph
    heads = [head for head, of in under.items() if of == kind]
    own = [one for one in found if one not in under]
    if not own:
        return None
    gathered = {key for head in heads for key in graph.findings[head].supported_by}

    def lines(keys: Iterable[str]) -> tuple[FindingLine, ...]:
        return tuple(_line(review, graph.findings[key], support[key]) for key in keys)

    groups = [
        LineGroup(lines([head])[0], lines(graph.findings[head].supported_by)) for head in heads
    ]
    rest = lines(key for key in own if key not in gathered)
    declared = graph.review.framework.finding_kinds.get(kind)
    every = (*groups, *((LineGroup(None, rest),) if rest else ()))
    return KindView(
        id=f"kind-{kind}",
        heading=review.phrase(declared.plural or declared.label) if declared else Phrase(kind),
        definition=review.phrase(declared.definition) if declared else Phrase(""),
        groups=every,
        judged=any(told(graph, graph.findings[one]) for one in own),
        tally=tally_view(review, dict.fromkeys(one.id for group in every for one in group.lines)),
    )


def _headings(graph: Graph, left: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the findings that only gather others, and the kind among which each is a heading."""
    kind_of = {key: kind for kind, found in left.items() for key in found}
    headings = {}
    for key, kind in kind_of.items():
        if gathers(graph, graph.findings[key]):
            below = Counter(kind_of.get(one, "") for one in graph.findings[key].supported_by)
            most = max(below, key=lambda one: (below[one], one != ""))
            if most not in ("", kind):
                headings[key] = most
    return headings


def _marks(review: Translated, finding: Finding) -> Iterator[Phrase]:
    facets = review.graph.review.framework.facets
    for facet, chosen in finding.facets.items():
        values = facets[facet].values if facet in facets else {}
        for value in chosen:
            if value in values and values[value].mark:
                yield review.phrase(values[value].mark)


def _line(review: Translated, finding: Finding, held: Support) -> FindingLine:
    graph = review.graph
    works = [work for together in held.citations for work in together]
    for key in finding.fit.argued_from if finding.fit else ():
        works += graph.claims[key].sources if key in graph.claims else ()
    return FindingLine(
        id=finding.id,
        finding=review.finding(finding.id),
        statement=review.in_short(finding.id),
        judgement=judgement_mark(review, finding),
        contested=contested_mark(review.words, graph, held),
        marks=tuple(_marks(review, finding)),
        sources=review.sources(dict.fromkeys(work for work in works if work != graph.review.of)),
    )
