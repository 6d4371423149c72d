"""The limits of a review in counted facts, said before its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evidence.graph import Graph
from evidence.model import Claim
from evidence.model.lock import Freshness, Outcome, PassageState
from evidence.pages.phrases import Fact
from evidence.pages.setting import Setting, holds_claims
from evidence.synthesis.cells import Standing, standing_of
from evidence.synthesis.measures import measured


def limits(setting: Setting) -> tuple[Fact, ...]:
    """Return what a reader must know before trusting the findings, as counted facts."""
    graph, words = setting.graph, setting.words
    said: list[Fact] = []
    if elsewhere := claims_elsewhere(setting):
        said.append(Fact(elsewhere, setting.href("claims")))
    if graph.review.of:
        said.append(
            Fact(
                words(
                    "Everything was read in one text, {study}: works that it cites are known through it alone. This tests the study’s argument, not the truth.",
                    study=setting.source(graph.review.of).label,
                ),
                setting.source(graph.review.of).href,
            )
        )
        said.append(Fact(_own_share(setting), setting.href("claims")))
    if graph.review.not_assessed:
        reason = setting.text(graph.review.not_assessed)
        said.append(
            Fact(
                words("No finding is assessed (GRADE-CERQual). {reason}", reason=reason),
                setting.href("method"),
            )
        )
    said.extend(_kinds_of_sources(setting))
    said.extend(_figures(setting))
    said.extend(_sides(setting))
    said.extend(_identities(setting))
    said.extend(_hands(setting))
    said.extend(_passages(setting))
    return tuple(said)


def claims_elsewhere(setting: Setting) -> str:
    """Return where the claims are if they are too many for a report, "" if it holds them."""
    graph, words = setting.graph, setting.words
    if holds_claims(graph):
        return ""
    return words(
        "The {n} claims are too many for one page: this report names them. In full they are in {json} and {table}, which “{build}” writes beside it.",
        n=words.number(len(graph.claims)),
        build="evidence build",
        json="evidence.json",
        table="tables/claims.csv",
    )


def passage_facts(setting: Setting) -> tuple[Fact, ...]:
    """Return how many quotes stand in their texts, worst news first; () without a lock."""
    states = [s for s in setting.states.values() if s.quoted]
    if not any(state.record for state in states):
        return ()
    words = setting.words
    counts = Counter(_described(state) for state in states)
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
        Fact(words.count(counts[code], one, many), setting.href("claims"), code)
        for code, one, many in sentences
        if counts[code]
    )


def verified_against(setting: Setting) -> tuple[str, ...]:
    """Return which files the quotes were checked against, how many each, and when."""
    words = setting.words
    counts: Counter[tuple[str, str]] = Counter()
    dates: dict[tuple[str, str], set[str]] = {}
    for state in setting.states.values():
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


def _own_share(setting: Setting) -> str:
    graph, words = setting.graph, setting.words
    standings = Counter(standing_of(graph, claim) for claim in graph.claims.values())
    return words(
        "Of {n} claims, {cited} are cited, {implied} have a citation near that does not clearly reach them, and {own} are the study’s own word.",
        n=words.number(len(graph.claims)),
        cited=words.number(standings[Standing.CITED]),
        implied=words.number(standings[Standing.IMPLIED]),
        own=words.number(standings[Standing.OWN]),
    )


def _kinds_of_sources(setting: Setting) -> Iterable[Fact]:
    graph, words = setting.graph, setting.words
    used = works_used(graph)
    for facet in graph.review.framework.facets.values():
        if facet.on != "sources":
            continue
        counts = _by_value(setting, facet.id, used)
        if counts:
            listed = ", ".join(f"{label} {number}" for label, number in counts)
            said = "{facet} of the {n} works cited: {list}."
            if not graph.review.of:
                said = "{facet} of the {n} sources: {list}."
            yield Fact(
                words(said, facet=setting.text(facet.label), n=len(used), list=listed),
                setting.href("sources"),
            )


def _figures(setting: Setting) -> Iterable[Fact]:
    """Say what kinds of sources carry the figures."""
    graph, words = setting.graph, setting.words
    figures = measured(graph)
    if not figures:
        return
    for facet in graph.review.framework.facets.values():
        if facet.on != "sources":
            continue
        counts: Counter[str] = Counter()
        for claim in figures:
            counts.update({_first_value(setting, facet.id, claim)})
        listed = ", ".join(f"{label} {number}" for label, number in counts.most_common())
        yield Fact(
            words("{n} figures come from: {list}.", n=len(figures), list=listed),
            setting.href("measures"),
        )


def _first_value(setting: Setting, facet: str, claim: Claim) -> str:
    graph = setting.graph
    facts = graph.review.sources.get(claim.sources[0]) if claim.sources else None
    chosen = facts.facets.get(facet, ()) if facts else ()
    values = graph.review.framework.facets[facet].values
    if chosen and chosen[0] in values:
        return setting.text(values[chosen[0]].label)
    return setting.words("kind not given")


def _sides(setting: Setting) -> Iterable[Fact]:
    """Say how many works carry each side of what the review contrasts."""
    graph, words = setting.graph, setting.words
    facet = graph.review.framework.facets.get(setting.contrast)
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
                "{value}: {cited} cited and {implied} implied, from {works}, and {own}",
                value=setting.text(value.label),
                cited=words.number(len(claims) - own - implied),
                implied=words.number(implied),
                works=words.count(len(works), "{n} work", "{n} works"),
                own=words.count(own, "{n} own statement", "{n} own statements"),
            )
            if graph.review.of
            else words(
                "{value}: {claims} from {works}",
                value=setting.text(value.label),
                claims=words.count(len(claims), "{n} claim", "{n} claims"),
                works=words.count(len(works), "{n} work", "{n} works"),
            )
        )
    yield Fact(
        f"{setting.text(facet.label)} — {'; '.join(listed)}.", setting.href(f"map-{facet.id}")
    )


def _identities(setting: Setting) -> Iterable[Fact]:
    graph, words = setting.graph, setting.words
    used = works_used(graph)
    counts = Counter(
        graph.review.sources[key].identity for key in used if key in graph.review.sources
    )
    unsure = counts["inferred"] + counts["candidate"]
    stated = counts["verified"] + unsure + counts["unknown"]
    if unsure or counts["unknown"]:
        said = "Of {n} works cited, {verified} are identified for certain, {unsure} are inferred or candidates, and {unknown} are not identified beyond how they are cited."
        if stated < len(used) or not graph.review.of:
            said = "Identity of the {n} works: certain {verified}, inferred or a candidate {unsure}, unknown {unknown}, not stated {rest}."
        yield Fact(
            words(
                said,
                n=len(used),
                verified=counts["verified"],
                unsure=unsure,
                unknown=counts["unknown"],
                rest=len(used) - stated,
            ),
            setting.href("sources"),
        )


def _hands(setting: Setting) -> Iterable[Fact]:
    """Say what nobody here read, and who coded."""
    graph, words = setting.graph, setting.words
    claims = graph.claims.values()
    told = sum(standing_of(graph, claim) is Standing.SECOND_HAND for claim in claims)
    if told:
        yield Fact(
            words.count(
                told,
                "{n} claim is known at second hand: nobody here read the work that says it.",
                "{n} claims are known at second hand: nobody here read the works that say them.",
            ),
            setting.href("claims"),
        )
    coders = {claim.coder for claim in claims}
    if coders == {""}:
        yield Fact(words("No claim says who coded it."), setting.href("claims"))
    elif len(coders) == 1:
        (name,) = coders
        yield Fact(
            words("One person coded every claim: {name}.", name=name), setting.href("claims")
        )


def _passages(setting: Setting) -> Iterable[Fact]:
    graph, words = setting.graph, setting.words
    without = sum(not claim.quotes for claim in graph.claims.values())
    if without:
        yield Fact(
            words.count(without, "{n} claim carries no quote.", "{n} claims carry no quote."),
            setting.href("claims"),
        )
    checked = passage_facts(setting)
    if checked:
        said = "; ".join(fact.text for fact in checked)
        yield Fact(f"{said}.", setting.href("claims"), checked[0].code)
    elif any(claim.quotes for claim in graph.claims.values()):
        unchecked = words("No quote has been checked against its text yet.")
        yield Fact(unchecked, setting.href("claims"), "unchecked")


def _by_value(setting: Setting, facet: str, keys: list[str]) -> list[tuple[str, int]]:
    graph = setting.graph
    values = graph.review.framework.facets[facet].values
    counts: Counter[str] = Counter()
    for key in keys:
        facts_of = graph.review.sources.get(key)
        counts.update(facts_of.facets.get(facet, ()) if facts_of else ())
    return [(setting.text(v.label), counts[v.id]) for v in values.values() if counts[v.id]]


def works_used(graph: Graph) -> list[str]:
    """Return the sources that claims come from, hands between and works drawn on included."""
    used = {**graph.claims_of, **graph.claims_through, **graph.claims_on}
    return [key for key in graph.sources if key in used and key != graph.review.of]
