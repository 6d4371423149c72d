"""People and machines: who coded and judged is known, and decisions are people's."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.checks.suggestions import Suggestions
from evidence.diagnostics import Diagnostic, Place
from evidence.graph import Graph


def unknown_initials(graph: Graph) -> Iterator[Diagnostic]:
    """Somebody coded or judged who is neither an author nor a machine of the review.

    Why:
        A reader looks up initials under `authors` and `machines`.

    Bad:
        review:
          authors: [{initials: ys, name: Y. Sato}]
        claims:
          - {id: coded, coder: sy}

    Good:
        review:
          authors: [{initials: ys, name: Y. Sato}]
        claims:
          - {id: coded, coder: ys}
    """
    review = graph.review
    known = {author.initials for author in review.authors}
    known |= {machine.initials for machine in review.machines}
    if not known:
        return
    told: set[str] = set()
    for initials, item, place in (*_coders(graph), *_judges(graph), *_deciders(graph)):
        if initials and initials not in known and initials not in told:
            told.add(initials)
            message = f"`{initials}` of `{item}` is no author and no machine of the review"
            help_ = Suggestions(known).help(initials) or "name them under `authors` of the review"
            yield wrong(message, place, item, help_)


def machine_decides(graph: Graph) -> Iterator[Diagnostic]:
    """A machine accepts or rejects a proposal, or assesses the confidence in a finding.

    Why:
        Machines may suggest, code and judge, and are named where they do. That
        something counts, and how much confidence is due, is decided by people.

    Bad:
        review:
          machines: [{initials: m1, tool: A model}]
        claims:
          - {id: suggested, proposed: {by: a model}, accepted: {by: m1, on: 2026-11-29}}

    Good:
        review:
          machines: [{initials: m1, tool: A model}]
          authors: [{initials: ys, name: Y. Sato}]
        claims:
          - {id: suggested, proposed: {by: a model}, accepted: {by: ys, on: 2026-11-29}}
    """
    machines = {machine.initials for machine in graph.review.machines}
    for initials, item, place in _deciders(graph):
        if initials in machines:
            message = f"`{initials}`, a machine, decides about `{item}`"
            help_ = "only an author can accept, reject or assess"
            yield wrong(message, place, item, help_)


def shared_initials(graph: Graph) -> Iterator[Diagnostic]:
    """Two authors or machines of the review bear the same initials.

    Why:
        Nobody could tell who coded or judged.

    Bad:
        review:
          authors: [{initials: ys, name: Y. Sato}, {initials: ys, name: Y. Silva}]

    Good:
        review:
          authors: [{initials: ys, name: Y. Sato}, {initials: ysi, name: Y. Silva}]
    """
    met: set[str] = set()
    review = graph.review
    sections = (
        ("authors", [author.initials for author in review.authors]),
        ("machines", [machine.initials for machine in review.machines]),
    )
    for section, held in sections:
        for index, initials in enumerate(held):
            if initials in met:
                message = f"`{initials}` are the initials of two"
                place = review.where.at(section, index, "initials")
                yield wrong(message, place, "", "give one of them a letter more")
            met.add(initials)


_Named = tuple[str, str, Place]


def _coders(graph: Graph) -> Iterator[_Named]:
    for claim in graph.claims.values():
        if claim.coder:
            yield claim.coder, claim.id, claim.where.at("coder")


def _judges(graph: Graph) -> Iterator[_Named]:
    for finding in graph.findings.values():
        if finding.fit is None:
            continue
        for index, initials in enumerate(finding.fit.by):
            yield initials, finding.id, finding.where.at("fit", "by", index)
        if finding.fit.second is not None:
            for index, initials in enumerate(finding.fit.second.by):
                yield initials, finding.id, finding.where.at("fit", "second", "by", index)


def _deciders(graph: Graph) -> Iterator[_Named]:
    for claim in (*graph.claims.values(), *graph.proposals.values()):
        if claim.accepted:
            yield claim.accepted.by, claim.id, claim.where.at("accepted", "by")
        if claim.rejected:
            yield claim.rejected.by, claim.id, claim.where.at("rejected", "by")
    for finding in graph.findings.values():
        for index, initials in enumerate(finding.assessment.by if finding.assessment else ()):
            yield initials, finding.id, finding.where.at("assessment", "by", index)
