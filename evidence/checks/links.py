"""Links: what an item points at exists, and is of the right kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from evidence.checks import targets
from evidence.checks.check import wrong
from evidence.checks.suggestions import Suggestions, by_author
from evidence.checks.targets import WrongTarget
from evidence.diagnostics import Diagnostic
from evidence.graph import Graph


def unknown_source(graph: Graph) -> Iterator[Diagnostic]:
    """A citation key is used that sources.bib does not define.

    Why:
        A reader cannot follow a citation to nothing.

    Bad:
        - id: tasting
          sources: [kim2033]

    Good:
        - id: tasting
          sources: [kim2003]
    """
    missing = "which is not in sources.bib"
    otherwise = cache(lambda key: _likely_source(graph, key))
    return _unknown(graph, targets.sources(graph), graph.sources, missing, otherwise)


def unknown_element(graph: Graph) -> Iterator[Diagnostic]:
    """An element is named that the framework does not declare.

    Why:
        The claim would be missing from the framework and from the evidence map.

    Bad:
        - id: tasting
          elements: [el.knowlege]

    Good:
        - id: tasting
          elements: [el.knowledge]
    """
    astray = (*targets.elements(graph), *targets.arrow_ends(graph))
    missing = "which is not an element of the framework"
    return _unknown(graph, astray, graph.elements, missing, lambda _: _DECLARE)


def unknown_claim(graph: Graph) -> Iterator[Diagnostic]:
    """A claim is named that does not exist.

    Why:
        A finding that names a claim which is not there rests on less than it says.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_frist]

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
    """
    yield from _unknown(graph, targets.claims(graph), graph.claims, "which is not a claim")
    starts = _starts_of_findings(graph)
    yield from _unknown_evidence(graph, lambda key: key.partition(".")[0] not in starts)


def unknown_finding(graph: Graph) -> Iterator[Diagnostic]:
    """A finding names another finding that does not exist.

    Why:
        A conclusion that rests on a finding which is not there rests on less than
        it says. An id that begins as the ids of findings do is taken for one.

    Bad:
        findings:
          - id: f.all
            kind: conclusion
            statement: Gardens teach.
            supported_by: [f.lernt]

    Good:
        findings:
          - id: f.all
            kind: conclusion
            statement: Gardens teach.
            supported_by: [f.learnt]
    """
    starts = _starts_of_findings(graph)
    return _unknown_evidence(graph, lambda key: key.partition(".")[0] in starts)


def unknown_question(graph: Graph) -> Iterator[Diagnostic]:
    """A finding answers a question that the review does not ask.

    Why:
        The report lists findings by the questions that they answer.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            answers: [q.lerning]
            supported_by: [tasting_first, gardening_first]

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            answers: [q.learning]
            supported_by: [tasting_first, gardening_first]
    """
    asked = "which the review does not ask"
    return _unknown(graph, targets.questions(graph), graph.questions, asked)


def unknown_party(graph: Graph) -> Iterator[Diagnostic]:
    """A source speaks for a party that the review does not declare.

    Why:
        Sources of one party are counted once; a reader must see which party
        that is, and why.

    Bad:
        sources:
          kim2003: {party: ministri}
        parties:
          ministry: {label: The ministry}

    Good:
        sources:
          kim2003: {party: ministry}
        parties:
          ministry: {label: The ministry}
    """
    declare = "declare it under `parties`, with its label"
    known = graph.review.parties
    missing = "which is not declared"
    return _unknown(graph, targets.parties(graph), known, missing, lambda _: declare)


def wrong_kind(graph: Graph) -> Iterator[Diagnostic]:
    """A link leads to an item of another kind than it should.

    Why:
        Findings rest on claims, claims on sources: an element or a source cannot
        support anything, because it says nothing.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [el.knowledge]

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
    """
    expected: tuple[tuple[Callable[[Graph], Iterator[WrongTarget]], str], ...] = (
        (targets.sources, "a source"),
        (targets.elements, "an element"),
        (targets.arrow_ends, "an element"),
        (targets.claims, "a claim"),
        (targets.evidence, "a claim or a finding"),
        (targets.questions, "a question"),
        (targets.parties, "a party"),
    )
    for find, wanted in expected:
        for astray in find(graph):
            kind = graph.kind(astray.target)
            # a proposal is a claim to be: `proposal-named` speaks of it
            if kind and kind != "proposal":
                named = f"`{astray.target}`, which is {targets.with_article(kind)}"
                yield wrong(
                    f"{astray.said} {named}, not {wanted}",
                    astray.where.at(*astray.path),
                    astray.item,
                    _instead(graph, astray.target, kind, wanted),
                )


_DECLARE = "declare it under `framework: elements`, or name one that is there"
_EXPORT = "export the work to sources.bib, or write its entry there"


def _likely_source(graph: Graph, key: str) -> str:
    """Return which works a key may stand for by author and year, or where to put its entry."""
    likely = by_author(key, graph.sources.values())
    names = " or ".join(f"`{name}`" for name in likely[:3])
    return f"did you mean {names}? else {_EXPORT}" if likely else _EXPORT


def _unknown(
    graph: Graph,
    astray: Iterable[WrongTarget],
    known: Iterable[str],
    missing: str,
    otherwise: Callable[[str], str] = lambda _: "",
) -> Iterator[Diagnostic]:
    suggestions = Suggestions(known, lambda key: targets.place_of(graph, key))
    for link in astray:
        if link.target not in graph.reported and not graph.kind(link.target):
            yield wrong(
                f"{link.said} `{link.target}`, {missing}",
                link.where.at(*link.path),
                link.item,
                suggestions.help(link.target) or otherwise(link.target),
            )


def _unknown_evidence(graph: Graph, belongs: Callable[[str], bool]) -> Iterator[Diagnostic]:
    astray = (link for link in targets.evidence(graph) if belongs(link.target))
    known = (*graph.claims, *graph.findings)
    return _unknown(graph, astray, known, "which is neither a claim nor a finding")


def _starts_of_findings(graph: Graph) -> frozenset[str]:
    """Return what stands before the full stop in the ids of findings (`f` of `f.tasting`)."""
    return frozenset(key.partition(".")[0] for key in graph.findings if "." in key)


def _instead(graph: Graph, key: str, kind: str, wanted: str) -> str:
    """Return which claims could be named where an element or a source stands."""
    claims = {"element": graph.claims_about, "source": graph.claims_of}.get(kind, {}).get(key, ())
    if not claims or "claim" not in wanted:
        return ""
    verb = "bear on" if kind == "element" else "come from"
    names = ", ".join(f"`{claim}`" for claim in claims[:3])
    more = ", …" if len(claims) > 3 else ""
    return f"name the claims that {verb} it: {names}{more}"
