"""What the review finds, in a few counted facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evidence.model import Judgement
from evidence.pages.limits import works_used
from evidence.pages.marks import fit_mark
from evidence.pages.numbering import numbers
from evidence.pages.phrases import Fact, ItemLink
from evidence.pages.translated import Translated
from evidence.synthesis.support import State, Support

# So few findings are named where they are counted.
FEW = 6


def facts(review: Translated, supports: Iterable[Support]) -> tuple[Fact, ...]:
    """Return what the review finds, counted: how its findings are carried."""
    graph, words = review.graph, review.words
    held = list(supports)
    total = words.count(len(held), "{n} finding", "{n} findings")
    said = [
        Fact(
            words(
                "{findings}, {claims}, {sources}",
                findings=total,
                claims=words.count(len(graph.claims), "{n} coded claim", "{n} coded claims"),
                sources=(
                    words.count(
                        len(works_used(graph)),
                        "{n} work that the study cites",
                        "{n} works that the study cites",
                    )
                    if graph.review.of
                    else words.count(len(works_used(graph)), "{n} source", "{n} sources")
                ),
            ),
            review.href("findings"),
        )
    ]
    states = {state: [h.finding for h in held if h.state is state] for state in State}
    shown = _by_number(review)
    sentences = {
        State.INDEPENDENT: ("{n} has two or more independent sources", "{n} have two or more independent sources"),
        State.ONE_CITATION: ("{n} rests on one citation", "{n} rest on one citation"),
        State.SECOND_HAND_ONLY: ("{n} is known at second hand only", "{n} are known at second hand only"),
        State.OWN_ONLY: ("{n} rests on the study’s own word only", "{n} rest on the study’s own word only"),
        State.UNSUPPORTED: ("{n} has no support", "{n} have no support"),
        State.CONTESTED: ("{n} is contested", "{n} are contested"),
    }  # fmt: skip
    for state, (one, many) in sentences.items():
        if states[state]:
            said.append(
                Fact(
                    words.count(len(states[state]), one, many),
                    review.href("summary-of-findings"),
                    state.value,
                    shown(states[state]),
                )
            )
    unworded = sum(not finding.stated_in for finding in graph.findings.values())
    if graph.review.of and unworded:
        said.append(
            Fact(
                words.count(
                    unworded,
                    "{n} is the review’s own: the study nowhere words it so",
                    "{n} are the review’s own: the study nowhere words them so",
                ),
                review.href("findings"),
            )
        )
    judgements = [(f.fit.judgement, f.id) for f in graph.findings.values() if f.fit]
    fits = {j: [key for judged, key in judgements if judged is j] for j in Judgement}
    judged = {
        Judgement.CARRIED: (
            "{n} is carried by what is cited for it",
            "{n} are carried by what is cited for them",
        ),
        Judgement.PARTLY: ("{n} is carried in part", "{n} are carried in part"),
        Judgement.BEYOND: (
            "{n} goes beyond what is cited for it",
            "{n} go beyond what is cited for them",
        ),
        Judgement.UNSUPPORTED: (
            "{n} has nothing cited that carries it",
            "{n} have nothing cited that carries them",
        ),
    }
    if judgements:
        worded = words.count(
            len(judgements),
            "Of {n} finding that the study words itself:",
            "Of {n} findings that the study words itself:",
        )
        said.append(Fact(worded, review.href("ledger")))
    for judgement, (one, many) in judged.items():
        if fits[judgement]:
            code = fit_mark(words, judgement).code
            href = review.href("ledger")
            found = fits[judgement]
            said.append(Fact(words.count(len(found), one, many), href, code, shown(found)))
    return tuple(said)


def _by_number(review: Translated) -> Callable[[Sequence[str]], tuple[ItemLink, ...]]:
    """Return a function that links findings by their numbers, where they are few."""
    known = numbers(review.graph)

    def shown(findings: Sequence[str]) -> tuple[ItemLink, ...]:
        few = sorted(findings, key=lambda key: int(known[key])) if len(findings) <= FEW else ()
        return tuple(ItemLink(review.href(key), known[key]) for key in few)

    return shown
