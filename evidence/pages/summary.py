"""What the review finds, in a few counted facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evidence.pages.limits import works_used
from evidence.pages.phrases import Fact, ItemLink, Phrase
from evidence.pages.translated import Translated
from evidence.synthesis.judgements import (
    JUDGED,
    Told,
    bar,
    is_judged_kind,
    strict_and_lenient,
    tally,
)
from evidence.synthesis.result import counts
from evidence.synthesis.support import Support

# So few findings are named where they are counted.
FEW = 6


def result(review: Translated) -> Phrase:
    """Return the result in one sentence, by people, with what it counts filled in."""
    said = review.phrase(review.graph.review.result)
    known = counts(review.graph) if "{" in said.text else {}
    text = said.text
    for name, number in known.items():
        text = text.replace(f"{{{name}}}", review.words.number(number))
    return said._replace(text=text)


def unread(review: Translated) -> str:
    """Return that no work was read but the one study, "" in a review of many texts."""
    if not review.graph.review.of:
        return ""
    return review.words.count(
        len(works_used(review.graph)),
        "The {n} work that it cites was not read: this tests the study’s argument, not the truth.",
        "None of the {n} works that it cites was read: this tests the study’s argument, not the truth.",
    )


def scope(review: Translated) -> str:
    """Return what a review of many texts covers, as far as it is said; "" of one study."""
    graph, words = review.graph, review.words
    if graph.review.of:
        return ""
    used = works_used(graph)
    of = graph.review.sources
    studies = {of[key].study if key in of and of[key].study else key for key in used}
    said = [words.count(len(studies), "{n} study", "{n} studies")]
    if len(studies) < len(used):
        said.append(words.count(len(used), "{n} report", "{n} reports"))
    said.append(words.count(len(graph.claims), "{n} coded claim", "{n} coded claims"))
    dates = [search.date for search in graph.review.searches if search.date]
    if dates:
        said.append(words("searched to {date}", date=max(dates)))
    tools = dict.fromkeys(facts.appraisal.tool for facts in of.values() if facts.appraisal)
    if tools:
        said.append(words("appraised with {list}", list=", ".join(tools)))
    return "; ".join(said)


def facts(review: Translated, supports: Mapping[str, Support]) -> tuple[Fact, ...]:
    """Return what the review finds, counted: how far its findings are cited."""
    graph, words = review.graph, review.words
    held = list(supports.values())
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
    # headings and omissions are the review's by their kind, and no sentence is missed there
    unworded = sum(
        not finding.stated_in and is_judged_kind(graph, finding)
        for finding in graph.findings.values()
    )
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
    if graph.review.of:
        said.extend(_judged(review, supports))
    contested = [one.finding for one in held if one.contested]
    if contested:
        said.append(
            Fact(
                words.count(
                    len(contested),
                    "something cited speaks against {n} of them, and nothing settles it",
                    "something cited speaks against {n} of them, and nothing settles it",
                ),
                review.href("summary-of-findings"),
                "contested",
                _by_number(review, contested),
            )
        )
    return tuple(said)


_SENTENCES = {
    Told.NOTHING: ("{n} has no citation", "{n} have no citation"),
    Told.BEYOND: ("{n} goes beyond its citations", "{n} go beyond their citations"),
    Told.ARGUED: ("{n} is argued from what is cited", "{n} are argued from what is cited"),
    Told.IN_PART: ("{n} is cited in part", "{n} are cited in part"),
    Told.AS_CITED: ("{n} is cited in full", "{n} are cited in full"),
    Told.NOT_DUE: ("no citation is due for {n} more", "no citation is due for {n} more"),
    Told.OWN_CITATION: ("{n} more carries its own citation", "{n} more carry their own citation"),
    Told.NOT_JUDGED: ("{n} is not judged yet", "{n} are not judged yet"),
}


def _judged(review: Translated, supports: Mapping[str, Support]) -> Iterator[Fact]:
    """Yield how the findings that the bar counts were judged, the weakest first."""
    words, href = review.words, review.href("ledger")
    whole = bar(review.graph)
    if not whole.findings:
        return
    number = whole.judged
    yield Fact(
        words.count(
            number,
            "{n} sentence of the study was judged for how far it is cited:",
            "{n} sentences of the study were judged for how far they are cited:",
        ),
        href,
    )
    for way, findings in whole.findings.items():
        yield Fact(
            words.count(len(findings), *_SENTENCES[way]),
            href,
            way.value if way in JUDGED else "",
            _by_number(review, findings),
        )
    others = tally(review.graph, review.graph.findings.values()).judged - number
    if others:
        yield Fact(
            words.count(
                others, "{n} finding of another kind was judged", "{n} of other kinds were judged"
            ),
            href,
        )
    strict, lenient = strict_and_lenient(review.graph, supports)
    yield Fact(
        words(
            "of all that were judged, with a direct citation: {strict}; if citations that only stand near counted: {lenient}",
            strict=words.number(strict),
            lenient=words.number(lenient),
        ),
        href,
    )


def _by_number(review: Translated, findings: Sequence[str]) -> tuple[ItemLink, ...]:
    """Return links to findings by their numbers, where they are few."""
    known = review.numbers
    few = sorted(findings, key=lambda key: int(known[key])) if len(findings) <= FEW else ()
    return tuple(ItemLink(review.href(key), known[key]) for key in few)
