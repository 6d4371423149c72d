"""How findings were judged, counted in words: the strip of a question, the bar of a review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence.pages.conclusions import lacking
from evidence.pages.marks import Mark, told_mark
from evidence.pages.phrases import ItemLink, Listed, Phrase, listed
from evidence.pages.translated import Translated
from evidence.synthesis.judgements import JUDGED, Tally, Told, bar, strict_and_lenient, tally
from evidence.synthesis.support import Support


@dataclass(frozen=True, slots=True)
class BarPart:
    """Findings that were judged in one way."""

    mark: Mark
    number: int


@dataclass(frozen=True, slots=True)
class BarView:
    """How the findings that the bar counts were judged, the weakest first.

    Shape: `parts` are the five judgements, `others` what is none, in words,
           `notes` who else was judged, and how many have no direct citation.
           `findings` are the ids of those in the parts, joined by a space;
           `strict` counts the judged ones of all kinds with a direct citation.
    """

    heading: str
    parts: tuple[BarPart, ...]
    others: str
    notes: tuple[str, ...]
    findings: str
    strict: int


@dataclass(frozen=True, slots=True)
class StripView:
    """How the findings that answer a question were judged: one mark each, the weakest first.

    Shape: `counts` says how many were judged in each way, with its sign, and
           `others` how many are told and not judged. `weakest` are those that
           are as weak as the first, of which the first of the page is shown, and
           `weakness` is their judgement; `lacks` says what that one is not cited for.
           `findings` are the ids of the judged ones in the
           order of the marks, joined by a space.
    """

    marks: tuple[tuple[Mark, ItemLink], ...]
    counts: tuple[Mark, ...]
    others: str
    weakness: Mark | None
    lacks: Phrase
    weakest: Listed[ItemLink]
    findings: str


@dataclass(frozen=True, slots=True)
class TallyView:
    """How the sentences of a list were judged: how many there are, then each way with its sign."""

    number: str
    counts: tuple[Mark, ...]
    others: str


_SENTENCES = {
    Told.NOTHING: ("{n} has no citation", "{n} have no citation"),
    Told.BEYOND: ("{n} goes beyond its citations", "{n} go beyond their citations"),
    Told.ARGUED: ("{n} is argued from what is cited", "{n} are argued from what is cited"),
    Told.IN_PART: ("{n} is cited in part", "{n} are cited in part"),
    Told.AS_CITED: ("{n} is cited in full", "{n} are cited in full"),
    Told.NOT_DUE: ("no citation is due for {n} more", "no citation is due for {n} more"),
    Told.OWN_CITATION: ("{n} more carries its own citation", "{n} more carry their own citation"),
    Told.NOT_JUDGED: ("{n} more is not judged yet", "{n} more are not judged yet"),
}


def bar_view(review: Translated, supports: Mapping[str, Support]) -> BarView | None:
    """Return how the findings that the bar counts were judged, None where none was."""
    graph, words = review.graph, review.words
    whole = bar(graph) if graph.review.of else Tally()
    if not whole.judged:
        return None
    kinds = [graph.review.framework.finding_kinds.get(kind) for kind in graph.review.bar]
    named = ", ".join(review.text(kind.plural or kind.label) for kind in kinds if kind)
    heading = words.count(
        whole.judged, "how far {n} sentence is cited", "how far {n} sentences are cited"
    )
    return BarView(
        heading=words("{kinds}: {what}", kinds=named or words("Findings"), what=heading),
        parts=tuple(
            BarPart(told_mark(words, way), len(keys))
            for way, keys in whole.findings.items()
            if way in JUDGED
        ),
        others="; ".join(_others(review, whole)),
        notes=tuple(_notes(review, whole, supports)),
        findings=" ".join(key for _, keys in judged_ways(review, whole) for key in keys),
        strict=strict_and_lenient(graph, supports)[0],
    )


def strip_view(review: Translated, answering: Tally) -> StripView:
    """Return how the findings that answer a question were judged."""
    ways = judged_ways(review, answering)
    told = [(told_mark(review.words, way), key) for way, keys in ways for key in keys]
    as_weak = [review.finding_in_short(key) for mark, key in told if mark == told[0][0]]
    return StripView(
        marks=tuple((mark, review.finding(key)) for mark, key in told),
        counts=counted_ways(review, answering),
        others=", ".join(_others(review, answering)),
        weakness=told[0][0] if told else None,
        lacks=_bare(lacking(review, review.graph.findings[told[0][1]])) if told else Phrase(""),
        weakest=listed(as_weak, 1),
        findings=" ".join(key for _, key in told),
    )


def counted_ways(review: Translated, whole: Tally) -> tuple[Mark, ...]:
    """Return how many were judged in each way, with its sign, the weakest first."""
    words = review.words
    return tuple(
        told_mark(words, way)._replace(words=words.count(len(keys), *_SENTENCES[way]))
        for way, keys in judged_ways(review, whole)
    )


def tally_view(review: Translated, findings: Iterable[str]) -> TallyView | None:
    """Return how the findings of a list were judged, None where fewer than two of it were."""
    whole = tally(review.graph, (review.graph.findings[key] for key in findings))
    if whole.judged < 2:
        return None
    all_told = sum(map(len, whole.findings.values()))
    return TallyView(
        number=review.words.count(all_told, "{n} sentence", "{n} sentences"),
        counts=counted_ways(review, whole),
        others=", ".join(_others(review, whole)),
    )


def _bare(said: Phrase) -> Phrase:
    """Return a sentence as it stands in brackets."""
    return said._replace(text=said.text.removesuffix("."))


def judged_ways(review: Translated, whole: Tally) -> tuple[tuple[Told, tuple[str, ...]], ...]:
    """Return the ways in which some were judged, the weakest first, in the order of the page."""
    return tuple(
        (way, tuple(sorted(keys, key=lambda key: int(review.numbers[key]))))
        for way, keys in whole.findings.items()
        if way in JUDGED
    )


def _others(review: Translated, whole: Tally) -> Iterator[str]:
    """Yield how many are told and not judged, in words."""
    for way, findings in whole.findings.items():
        if way not in JUDGED:
            yield review.words.count(len(findings), *_SENTENCES[way])


def _notes(review: Translated, whole: Tally, supports: Mapping[str, Support]) -> Iterator[str]:
    graph, words = review.graph, review.words
    everything = tally(graph, graph.findings.values()).judged
    if everything > whole.judged:
        yield words.count(
            everything - whole.judged,
            "{n} sentence of another kind was judged as well",
            "{n} sentences of other kinds were judged as well",
        )
    strict, lenient = strict_and_lenient(graph, supports)
    said = words.count(
        everything,
        "Of all {n} judged, {without} without a direct citation",
        "Of all {n} judged, {without} without a direct citation",
        without=words.number(everything - strict),
    )
    left = words.number(everything - lenient)
    yield (
        words("{said}; if near ones counted, {left}", said=said, left=left)
        if lenient > strict
        else said
    )
