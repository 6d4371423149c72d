"""The limits of a review in counted facts, said before its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import Claim, Judgement
from evidence.model.lock import Freshness, Outcome, PassageState
from evidence.pages.assessment import judged_once
from evidence.pages.passages import States
from evidence.pages.phrases import Fact
from evidence.pages.translated import Translated, holds_claims
from evidence.synthesis.cells import Standing, standing_of
from evidence.synthesis.coders import sole_coder
from evidence.synthesis.judgements import agreement, is_judged_kind
from evidence.synthesis.measures import measured


def limits(review: Translated, states: States) -> tuple[Fact, ...]:
    """Return what a reader must know before trusting the findings: people's words, then counts."""
    graph, words = review.graph, review.words
    said = [Fact(review.text(limit)) for limit in graph.review.limits]
    if elsewhere := claims_elsewhere(review):
        said.append(Fact(elsewhere, review.href("findings")))
    if graph.review.of:
        said.append(Fact(_own_share(review), review.href("findings")))
    if graph.review.not_assessed:
        reason = review.text(graph.review.not_assessed)
        assessed = words("No finding is assessed (GRADE-CERQual). {reason}", reason=reason)
        said.append(Fact(assessed, review.href("method")))
    said.extend(_hands(review))
    said.extend(_passages(review, states))
    return tuple(said)


def counted(review: Translated, contrast: str) -> tuple[Fact, ...]:
    """Return what is counted of the findings, the sources and the figures of a review."""
    return (
        *_unworded(review),
        *_kinds_of_sources(review),
        *_figures(review),
        *_sides(review, contrast),
        *_identities(review),
    )


def claims_elsewhere(review: Translated) -> str:
    """Return where the claims are if they are too many for a report, "" if it holds them."""
    graph, words = review.graph, review.words
    if holds_claims(graph):
        return ""
    return words(
        "The {n} claims are too many for one page: this report names them. In full they are in {json} and {table}, which “{build}” writes beside it.",
        n=words.number(len(graph.claims)),
        build="evidence build",
        json="evidence.json",
        table="tables/claims.csv",
    )


def passage_facts(review: Translated, states: States) -> tuple[Fact, ...]:
    """Return how many quotes stand in their texts, worst news first; () without a lock."""
    quoted = [state for state in states.values() if state.quoted]
    if not any(state.record for state in quoted):
        return ()
    words = review.words
    counts = Counter(_described(state) for state in quoted)
    sentences = (
        ("altered", "{n} quote altered", "{n} quotes altered"),
        ("not_found", "{n} quote not found", "{n} quotes not found"),
        ("stale", "{n} quote changed since it was verified", "{n} quotes changed since they were verified"),
        ("ambiguous", "{n} quote in several places", "{n} quotes in several places"),
        ("unreadable", "{n} quote in an unreadable text", "{n} quotes in unreadable texts"),
        ("unchecked", "{n} quote not checked", "{n} quotes not checked"),
        ("differs_in_form", "{n} quote differs in form only", "{n} quotes differ in form only"),
        ("found", "{n} quote stands in its text, word for word", "{n} quotes stand in their texts, word for word"),
    )  # fmt: skip
    return tuple(
        Fact(words.count(counts[code], one, many), review.href("findings"), code)
        for code, one, many in sentences
        if counts[code]
    )


def verified_against(words: Catalogue, states: States) -> tuple[str, ...]:
    """Return which files the quotes were checked against, how many each, and when."""
    counts: Counter[tuple[str, str]] = Counter()
    dates: dict[tuple[str, str], set[str]] = {}
    for state in states.values():
        if state.record is not None and state.quoted:
            file = (state.record.file, state.record.file_hash)
            counts[file] += 1
            dates.setdefault(file, set()).add(state.record.date)
    return tuple(
        words(
            "{quotes} checked against {file} (sha256 {hash}), {dates}",
            quotes=words.count(counts[file], "{n} quote", "{n} quotes"),
            file=file[0],
            hash=file[1][:16],
            dates=", ".join(sorted(dates[file])),
        )
        for file in sorted(counts)
    )


def _described(state: PassageState) -> str:
    if state.freshness is Freshness.STALE:
        return "stale"
    return (state.outcome if state.record else Outcome.UNCHECKED).value


def _own_share(review: Translated) -> str:
    graph, words = review.graph, review.words
    standings = Counter(standing_of(graph, claim) for claim in graph.claims.values())
    return words.count(
        len(graph.claims),
        "Of {n} claim: cited {cited}, with a citation near that does not clearly reach it {implied}, statements of the study’s own {own}.",
        "Of {n} claims: cited {cited}, with a citation near that does not clearly reach them {implied}, statements of the study’s own {own}.",
        cited=words.number(standings[Standing.CITED]),
        implied=words.number(standings[Standing.IMPLIED]),
        own=words.number(standings[Standing.OWN]),
    )


def _unworded(review: Translated) -> Iterable[Fact]:
    """Say how many findings are no sentence of the one study."""
    graph = review.graph
    # headings and omissions are the review's by their kind, and no sentence is missed there
    number = sum(
        not finding.stated_in and is_judged_kind(graph, finding)
        for finding in graph.findings.values()
    )
    if graph.review.of and number:
        said = review.words.count(
            number,
            "{n} finding is the review’s own: the study nowhere words it so",
            "{n} findings are the review’s own: the study nowhere words them so",
        )
        yield Fact(f"{said}.", review.href("findings"))


def _kinds_of_sources(review: Translated) -> Iterable[Fact]:
    graph, words = review.graph, review.words
    used = works_used(graph)
    for facet in graph.review.framework.facets.values():
        if facet.on != "sources":
            continue
        counts = _by_value(review, facet.id, used)
        if counts:
            listed = ", ".join(f"{label} {number}" for label, number in counts)
            label = review.text(facet.label)
            said = (
                words.count(
                    len(used),
                    "{facet} of the {n} work cited: {list}.",
                    "{facet} of the {n} works cited: {list}.",
                    facet=label,
                    list=listed,
                )
                if graph.review.of
                else words.count(
                    len(used),
                    "{facet} of the {n} source: {list}.",
                    "{facet} of the {n} sources: {list}.",
                    facet=label,
                    list=listed,
                )
            )
            yield Fact(said, review.href("sources"))


def _figures(review: Translated) -> Iterable[Fact]:
    """Say what kinds of sources carry the figures."""
    graph, words = review.graph, review.words
    figures = measured(graph)
    if not figures:
        return
    for facet in graph.review.framework.facets.values():
        if facet.on != "sources":
            continue
        counts: Counter[str] = Counter()
        for claim in figures:
            counts.update({_first_value(review, facet.id, claim)})
        listed = ", ".join(f"{label} {number}" for label, number in counts.most_common())
        yield Fact(
            words.count(
                len(figures),
                "{n} figure among the claims comes from: {list}.",
                "{n} figures among the claims come from: {list}.",
                list=listed,
            ),
            review.href("measures"),
        )


def _first_value(review: Translated, facet: str, claim: Claim) -> str:
    graph = review.graph
    facts = graph.review.sources.get(claim.sources[0]) if claim.sources else None
    chosen = facts.facets.get(facet, ()) if facts else ()
    values = graph.review.framework.facets[facet].values
    if chosen and chosen[0] in values:
        return review.text(values[chosen[0]].label)
    return review.words("kind not given")


def _sides(review: Translated, contrast: str) -> Iterable[Fact]:
    """Say how many works carry each side of what the review contrasts."""
    graph, words = review.graph, review.words
    facet = graph.review.framework.facets.get(contrast)
    if facet is None:
        return
    listed = []
    for value in facet.values.values():
        claims = [c for c in graph.claims.values() if value.id in c.facets.get(facet.id, ())]
        works = {key for c in claims for key in c.sources if key != graph.review.of}
        own = sum(graph.is_own(claim) for claim in claims)
        implied = sum(standing_of(graph, claim) is Standing.IMPLIED for claim in claims)
        listed.append(
            words(
                "{value}: {cited} cited and {implied} by implication, from {works}, and {own}",
                value=review.text(value.label),
                cited=words.number(len(claims) - own - implied),
                implied=words.number(implied),
                works=words.count(len(works), "{n} work", "{n} works"),
                own=words.count(own, "{n} own statement", "{n} own statements"),
            )
            if graph.review.of
            else words(
                "{value}: {claims} from {works}",
                value=review.text(value.label),
                claims=words.count(len(claims), "{n} claim", "{n} claims"),
                works=words.count(len(works), "{n} work", "{n} works"),
            )
        )
    yield Fact(f"{review.text(facet.label)} — {'; '.join(listed)}.", review.href(f"map-{facet.id}"))


def _identities(review: Translated) -> Iterable[Fact]:
    graph, words = review.graph, review.words
    used = works_used(graph)
    counts = Counter(
        graph.review.sources[key].identity for key in used if key in graph.review.sources
    )
    unsure = counts["inferred"] + counts["candidate"]
    stated = counts["verified"] + unsure + counts["unknown"]
    if unsure or counts["unknown"]:
        one, many = (
            "Of {n} work cited: identified for certain {verified}, inferred or a candidate {unsure}, not identified beyond how it is cited {unknown}.",
            "Of {n} works cited: identified for certain {verified}, inferred or a candidate {unsure}, not identified beyond how they are cited {unknown}.",
        )
        if stated < len(used) or not graph.review.of:
            one, many = (
                "Identity of the {n} work: certain {verified}, inferred or a candidate {unsure}, unknown {unknown}, not stated {rest}.",
                "Identity of the {n} works: certain {verified}, inferred or a candidate {unsure}, unknown {unknown}, not stated {rest}.",
            )
        yield Fact(
            words.count(
                len(used),
                one,
                many,
                verified=counts["verified"],
                unsure=unsure,
                unknown=counts["unknown"],
                rest=len(used) - stated,
            ),
            review.href("sources"),
        )


def _hands(review: Translated) -> Iterable[Fact]:
    """Say what nobody here read, and who coded."""
    graph, words = review.graph, review.words
    claims = graph.claims.values()
    told = sum(standing_of(graph, claim) is Standing.SECOND_HAND for claim in claims)
    if told:
        yield Fact(
            words.count(
                told,
                "{n} claim is known at second hand: nobody here read the work that says it.",
                "{n} claims are known at second hand: nobody here read the works that say them.",
            ),
            review.href("findings"),
        )
    name = sole_coder(graph)
    if name == "" and graph.claims:
        yield Fact(words("No claim says who coded it."), review.href("findings"))
    elif name:
        machine = name in {one.initials for one in graph.review.machines}
        said = "One person coded every claim: {name}."
        if machine:
            said = "A machine coded every claim: {name}."
        yield Fact(words(said, name=review.hand(name)), review.href("provenance"))
    yield from _judges(review)


def _judges(review: Translated) -> Iterable[Fact]:
    """Say once who judged, where that is the same of every judgement, and how two agreed."""
    graph, words, href = review.graph, review.words, review.href("findings")
    if once := judged_once(review):
        judged = sum(bool(one.fit or one.assessment) for one in graph.findings.values())
        fits = [one.fit for one in graph.findings.values() if one.fit]
        not_due = sum(fit.judgement is Judgement.NOT_DUE for fit in fits)
        said = words("All {n} judgements: {made}", n=words.number(judged), made=once)
        if not_due:
            said = words(
                "All {n} judgements, {k} of them that no citation is due: {made}",
                n=words.number(judged),
                k=words.number(not_due),
                made=once,
            )
        yield Fact(said, href)
    for by, (apart, alike) in agreement(graph).items():
        who = ", ".join(map(review.hand, by))
        yield Fact(
            words.count(
                apart,
                "{n} of them was judged apart by {who}, {alike} alike; where the two differ, the finding has both.",
                "{n} of them were judged apart by {who}, {alike} alike; where the two differ, the finding has both.",
                who=who or words("a second reader"),
                alike=words.number(alike),
            ),
            href,
        )


def _passages(review: Translated, states: States) -> Iterable[Fact]:
    graph, words = review.graph, review.words
    without = sum(not claim.quotes for claim in graph.claims.values())
    if without:
        yield Fact(
            words.count(without, "{n} claim carries no quote.", "{n} claims carry no quote."),
            review.href("findings"),
        )
    checked = passage_facts(review, states)
    if checked:
        said = "; ".join(fact.text for fact in checked)
        yield Fact(f"{said}.", review.href("findings"), checked[0].code)
    elif any(claim.quotes for claim in graph.claims.values()):
        unchecked = words("No quote has been checked against its text yet.")
        yield Fact(unchecked, review.href("findings"), "unchecked")


def _by_value(review: Translated, facet: str, keys: list[str]) -> list[tuple[str, int]]:
    graph = review.graph
    values = graph.review.framework.facets[facet].values
    counts: Counter[str] = Counter()
    for key in keys:
        facts_of = graph.review.sources.get(key)
        counts.update(facts_of.facets.get(facet, ()) if facts_of else ())
    return [(review.text(v.label), counts[v.id]) for v in values.values() if counts[v.id]]


def works_used(graph: Graph) -> list[str]:
    """Return the sources that claims come from, hands between and works drawn on included."""
    used = {**graph.claims_of, **graph.claims_through, **graph.claims_on}
    return [key for key in graph.sources if key in used and key != graph.review.of]
