"""Fits: how far a sentence of the study is cited, judged by people, agrees with what is cited.

The judgement is theirs. What is checked is that it can be so: that something is
cited where the judgement says so, and that each sentence is judged once.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic, Related
from evidence.graph import Graph
from evidence.model import Finding, How, Judgement, LinkKind
from evidence.synthesis.judgements import is_judged_kind
from evidence.synthesis.support import direct_claims, is_outright, own_citation

_CITED = (Judgement.AS_CITED, Judgement.IN_PART, Judgement.BEYOND)
_IN_PART = (Judgement.IN_PART, Judgement.BEYOND)


def missing_fit(graph: Graph) -> Iterator[Diagnostic]:
    """A sentence of the study is a finding, and nobody judged how far it is cited.

    Why:
        The report sets each sentence of the study beside what it cites; people
        judge how far that reaches. A sentence that carries its own
        citation needs no judgement, unless it says more than the claim that it
        takes up.

    Bad:
        review:
          of: moore2010
        claims:
          - id: sentence
            sources: [moore2010]
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            supported_by: [tasting_first, gardening_first]

    Good:
        review:
          of: moore2010
        claims:
          - id: sentence
            sources: [moore2010]
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            supported_by: [tasting_first, gardening_first]
            fit: {judgement: as_cited, because: Two studies say it.}
    """
    for finding in _stated(graph):
        if finding.fit is None and (not own_citation(graph, finding) or _says_more(graph, finding)):
            message = f"finding `{finding.id}` is stated in the study and has no `fit`"
            help_ = f"judge how far it is cited: {', '.join(word.value for word in Judgement)}"
            yield wrong(message, finding.where.key("stated_in"), finding.id, help_)


def fit_of_nothing(graph: Graph) -> Iterator[Diagnostic]:
    """How far a sentence is cited is judged, and no sentence of the study is named.

    Why:
        `fit` says how far a sentence of the study is cited. A finding of our own
        is worded so that it is.

    Bad:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
            fit: {judgement: as_cited, because: Two studies.}

    Good:
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, gardening_first]
    """
    for finding in graph.findings.values():
        if finding.fit is not None and not finding.stated_in:
            message = f"finding `{finding.id}` has a `fit` and no `stated_in`"
            help_ = "name the claim that is the study's sentence under `stated_in`, or drop `fit`"
            yield wrong(message, finding.where.key("fit"), finding.id, help_)


def fit_not_judged(graph: Graph) -> Iterator[Diagnostic]:
    """A finding is judged, and its kind is not.

    Why:
        Findings of some kinds are counted in their cells, or only shown. A
        judgement among them would stand in no count.

    Bad:
        review:
          of: moore2010
        framework:
          finding_kinds:
            aim: {label: Aim, judged: false}
        claims:
          - id: sentence
            sources: [moore2010]
        findings:
          - id: f.aim
            kind: aim
            statement: Gardens shall teach.
            stated_in: [sentence]
            supported_by: [tasting_first, gardening_first]
            fit: {judgement: not_due, because: An aim.}

    Good:
        review:
          of: moore2010
        framework:
          finding_kinds:
            aim: {label: Aim, judged: false}
        claims:
          - id: sentence
            sources: [moore2010]
        findings:
          - id: f.aim
            kind: aim
            statement: Gardens shall teach.
            stated_in: [sentence]
            supported_by: [tasting_first, gardening_first]
    """
    kinds = graph.review.framework.finding_kinds
    for finding in graph.findings.values():
        kind = kinds.get(finding.kind)
        if finding.fit is not None and kind is not None and not kind.judged:
            message = f"finding `{finding.id}` has a `fit`, and `{kind.id}` is not judged"
            help_ = f"drop it, or `judged: false` of the kind `{kind.id}`"
            yield wrong(message, finding.where.key("fit"), finding.id, help_)


def fit_without_citation(graph: Graph) -> Iterator[Diagnostic]:
    """A sentence is judged to be cited, and it cites nothing outright.

    Why:
        `as_cited`, `in_part` and `beyond` each say that something is cited:
        an explicit claim of another work, under the finding's own
        `supported_by` or `stated_in`. What a citation only stands near, what
        the study says itself and what findings below rest on is none.

    Bad:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
          - {id: near, attribution: implied}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            supported_by: [near]
            fit: {judgement: beyond, not_cited: All of it., because: One work.}

    Good:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
          - {id: near, attribution: implied}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            supported_by: [near]
            fit: {judgement: nothing, because: A citation only stands near.}
    """
    for finding in graph.findings.values():
        if finding.fit is None or finding.fit.judgement not in _CITED:
            continue
        # what was cited for it may be a proposal again: `emptied-support` says so
        waits = any(key in graph.proposals for key in (*finding.stated_in, *finding.supported_by))
        if not waits and not _cites(graph, finding):
            message = (
                f"finding `{finding.id}` is judged `{finding.fit.judgement}`, "
                "and nothing is cited outright"
            )
            help_ = "name an explicit claim under `supported_by`, or judge it `argued` or `nothing`"
            yield wrong(message, finding.where.at("fit", "judgement"), finding.id, help_)


def nothing_despite_citation(graph: Graph) -> Iterator[Diagnostic]:
    """A sentence is judged to have no citation, and it has one.

    Why:
        A work that is cited for something else is background. If it is cited
        for a part of the sentence, or for something weaker, the judgement is
        `in_part` or `beyond`.

    Bad:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            supported_by: [tasting_first, gardening_first]
            fit: {judgement: nothing, because: Nobody is cited.}

    Good:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            background: [tasting_first, gardening_first]
            fit: {judgement: nothing, because: Nobody is cited.}
    """
    for finding in graph.findings.values():
        if finding.fit and finding.fit.judgement is Judgement.NOTHING and _cites(graph, finding):
            names = ", ".join(f"`{key}`" for key in _cites(graph, finding)[:3])
            message = f"finding `{finding.id}` is judged `nothing`, and {names} is cited"
            help_ = "move it to `background`, or judge the sentence `in_part` or `beyond`"
            yield wrong(message, finding.where.at("fit", "judgement"), finding.id, help_)


def missing_not_cited(graph: Graph) -> Iterator[Diagnostic]:
    """A sentence goes beyond its citations, and nothing says in what.

    Why:
        What nobody is cited for is what a reader wants to know of such a
        sentence: `not_cited` says it in a few words.

    Bad:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach everywhere.
            stated_in: [sentence]
            supported_by: [tasting_first, gardening_first]
            fit: {judgement: beyond, because: Two towns.}

    Good:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach everywhere.
            stated_in: [sentence]
            supported_by: [tasting_first, gardening_first]
            fit: {judgement: beyond, not_cited: That it holds everywhere., because: Two towns.}
    """
    for finding in graph.findings.values():
        if finding.fit and finding.fit.judgement in _IN_PART and not finding.fit.not_cited:
            message = (
                f"finding `{finding.id}` is judged `{finding.fit.judgement}` and has no `not_cited`"
            )
            help_ = "say what nobody is cited for, as in `not_cited: That it holds everywhere.`"
            yield wrong(message, finding.where.at("fit", "judgement"), finding.id, help_)


def argued_from_nothing(graph: Graph) -> Iterator[Diagnostic]:
    """A sentence is judged to be argued, and its premises are not named or not cited.

    Why:
        `argued` says that the step is the study's own and that it shows it,
        from premises that are cited. Without them it is an opinion.

    Bad:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            fit: {judgement: argued, because: It follows.}

    Good:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            fit: {judgement: argued, argued_from: [tasting_first], because: It follows.}
    """
    for finding in graph.findings.values():
        fit = finding.fit
        if fit is None:
            continue
        if fit.judgement is Judgement.ARGUED and not fit.argued_from:
            message = f"finding `{finding.id}` is judged `argued` and has no `argued_from`"
            help_ = "name the claims that it is argued from, as in `argued_from: [tasting_first]`"
            yield wrong(message, finding.where.at("fit", "judgement"), finding.id, help_)
        for index, key in enumerate(fit.argued_from):
            claim = graph.claims.get(key)
            if claim is not None and not is_outright(graph, claim):
                message = f"finding `{finding.id}` is argued from `{key}`, which is not cited"
                help_ = "a premise is a claim that is cited outright"
                place = finding.where.at("fit", "argued_from", index)
                yield wrong(message, place, finding.id, help_)


def judged_twice(graph: Graph) -> Iterator[Diagnostic]:
    """One sentence of the study is judged in two findings.

    Why:
        A sentence is judged once and counted once. Limbs of one sentence that
        were coded as several claims are one sentence, too.

    Bad:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.one
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            fit: {judgement: nothing, because: Nobody is cited.}
          - id: f.two
            kind: conclusion
            statement: Gardens teach children.
            stated_in: [sentence]
            fit: {judgement: nothing, because: Nobody is cited.}

    Good:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.one
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            fit: {judgement: nothing, because: Nobody is cited.}
    """
    first: dict[str, tuple[Finding, int]] = {}
    for finding in _stated(graph):
        for index, key in enumerate(finding.stated_in):
            other, place = first.setdefault(key, (finding, index))
            if other is not finding:
                message = f"`{key}`, the sentence of `{finding.id}`, is judged in `{other.id}` too"
                help_ = "a sentence is judged once: give one of them a kind with `judged: false`"
                related = (Related(other.where.at("stated_in", place), f"`{other.id}`"),)
                here = finding.where.at("stated_in", index)
                yield wrong(message, here, finding.id, help_, related)


def as_cited_though_stronger(graph: Graph) -> Iterator[Diagnostic]:
    """A sentence is judged to be cited in full, and says more than the claim that it takes up.

    Why:
        Its claim says that it restates another one more strongly, or otherwise.
        What it adds is cited by nobody.

    Bad:
        review:
          of: moore2010
        claims:
          - id: again
            restates: [{claim: tasting_first, how: stronger, because: Without "tend to".}]
        findings:
          - id: f.again
            kind: conclusion
            statement: Children name more vegetables.
            stated_in: [again]
            supported_by: [gardening_first]
            fit: {judgement: as_cited, because: It names a work.}

    Good:
        review:
          of: moore2010
        claims:
          - id: again
            restates: [{claim: tasting_first, how: stronger, because: Without "tend to".}]
        findings:
          - id: f.again
            kind: conclusion
            statement: Children name more vegetables.
            stated_in: [again]
            supported_by: [gardening_first]
            fit: {judgement: in_part, not_cited: That it is certain., because: It drops a hedge.}
    """
    for finding in graph.findings.values():
        if finding.fit and finding.fit.judgement is Judgement.AS_CITED:
            for key in _says_more(graph, finding):
                message = (
                    f"finding `{finding.id}` is judged `as_cited`, and `{key}`, its sentence, "
                    "says more than what it restates"
                )
                help_ = "judge it `in_part` or `beyond`, and say what is `not_cited`"
                yield wrong(message, finding.where.at("fit", "judgement"), finding.id, help_)


def old_judgement(graph: Graph) -> Iterator[Diagnostic]:
    """A judgement is written in the words of before.

    Why:
        `carried` is now `as_cited`, `partly` is `in_part`, and `unsupported` is
        `nothing`. The old words are read as the new ones.

    Bad:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            fit: {judgement: unsupported, because: Nobody is cited.}

    Good:
        review:
          of: moore2010
        claims:
          - {id: sentence, sources: [moore2010]}
        findings:
          - id: f.sentence
            kind: conclusion
            statement: Gardens teach.
            stated_in: [sentence]
            fit: {judgement: nothing, because: Nobody is cited.}
    """
    for finding in graph.findings.values():
        if finding.fit is not None and finding.fit.written:
            message = (
                f"the judgement of `{finding.id}`, `{finding.fit.written}`, "
                f"is read as `{finding.fit.judgement}`"
            )
            help_ = f"write `{finding.fit.judgement}`"
            yield wrong(message, finding.where.at("fit", "judgement"), finding.id, help_)


def _stated(graph: Graph) -> Iterator[Finding]:
    """Yield the findings that are sentences of the study, of kinds that are judged."""
    for finding in graph.findings.values():
        if graph.review.of and finding.stated_in and is_judged_kind(graph, finding):
            yield finding


def _cites(graph: Graph, finding: Finding) -> list[str]:
    """Return the claims that are cited outright under a finding's own lists."""
    return [c.id for c in direct_claims(graph, finding) if is_outright(graph, c)]


def _says_more(graph: Graph, finding: Finding) -> list[str]:
    """Return the sentences of a finding that say more than what they restate, or other things."""
    return [
        key
        for key in finding.stated_in
        if key in graph.claims
        and any(
            link.kind is LinkKind.RESTATES and link.how in (How.STRONGER, How.CHANGED)
            for link in graph.claims[key].links
        )
    ]
