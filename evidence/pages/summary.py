"""What the review finds, in a few counted facts."""

from __future__ import annotations

from evidence.pages.limits import works_used
from evidence.pages.phrases import Phrase
from evidence.pages.translated import Translated
from evidence.synthesis.result import counts


def result(review: Translated) -> Phrase:
    """Return the result in one sentence, by people, with what it counts filled in."""
    said = review.phrase(review.graph.review.result)
    known = counts(review.graph) if "{" in said.text else {}
    text = said.text
    for name, number in known.items():
        text = text.replace(f"{{{name}}}", review.words.number(number))
    return said._replace(text=text)


def unread(review: Translated) -> str:
    """Return that no work was read but the one study, "" in a review of many texts.

    Where a machine judged all that is judged, that is said beside it.
    """
    if not review.graph.review.of:
        return ""
    not_read = review.words.count(
        len(works_used(review.graph)),
        "The {n} work that it cites was not read: this tests the study’s argument, not the truth.",
        "None of the {n} works that it cites was read: this tests the study’s argument, not the truth.",
    )
    return " ".join(filter(None, (not_read, _judged_by_machines(review))))


def _judged_by_machines(review: Translated) -> str:
    """Return that a machine made every judgement, "" where a person made any, or none is made."""
    graph = review.graph
    machines = {machine.initials for machine in graph.review.machines}
    given = [one.fit or one.assessment for one in graph.findings.values()]
    who = [set(one.by) for one in given if one is not None]
    if not who or not all(by and by <= machines for by in who):
        return ""
    return review.words("Judged by a language model, not checked by a person.")


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
    if any(one.assessment and one.assessment.confidence for one in graph.findings.values()):
        said.append(words("confidence in the findings by GRADE-CERQual"))
    by_machines = _judged_by_machines(review)
    return "; ".join(said) + (f". {by_machines.removesuffix('.')}" if by_machines else "")


def holdings(review: Translated) -> str:
    """Return how many findings, claims and sources the evidence holds."""
    graph, words = review.graph, review.words
    works = len(works_used(graph))
    return words(
        "{findings}, {claims}, {sources}",
        findings=words.count(len(graph.findings), "{n} finding", "{n} findings"),
        claims=words.count(len(graph.claims), "{n} coded claim", "{n} coded claims"),
        sources=words.count(
            works, "{n} work that the study cites", "{n} works that the study cites"
        )
        if graph.review.of
        else words.count(works, "{n} source", "{n} sources"),
    )
