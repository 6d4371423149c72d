"""The study counted again from its YAML, with none of our code: what the page must agree with.

PyYAML reads the files, every scalar as text; the rules are those of the design.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Plain = dict[str, Any]
# A year in an entry of BibTeX, after the entry's key.
YEAR = re.compile(r"^ *(?:year|date) *= *[{\"]?(-?\d{4})", re.MULTILINE)
ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)


class Out(NamedTuple):
    """What is left out: sources, or claims."""

    sources: frozenset[str]
    claims: frozenset[str]


class Facts(NamedTuple):
    """What is told of a finding's support, each fact by the names that it is counted from.

    `citations` are the distinct sets of works that are cited together, `near`
    and `own` claims, `rests_on` findings. `lost` are claims that it names and
    that count no more.
    """

    ground: str
    citations: frozenset[frozenset[str]]
    near: frozenset[str]
    own: frozenset[str]
    rests_on: tuple[str, ...]
    studies: frozenset[str]
    against: frozenset[str]
    withdrawn: frozenset[str]
    speaking_against: frozenset[str]
    second_hand: frozenset[str]
    lost: frozenset[str]
    contested: bool
    settled: bool
    own_citation: bool
    one_party: bool

    @property
    def counted(self) -> tuple[object, ...]:
        """What a reader is told of it: when this is another, the finding changes."""
        studies, against = len(self.studies), len(self.against)
        citations = 0 if studies else len(self.citations)
        return self.ground, citations, studies, against, self.contested, self.own_citation

    @property
    def cited(self) -> bool:
        """Whether something is cited for it outright, or a study is under its support."""
        return self.ground in {"cited", "second_hand"}

    @property
    def weight(self) -> int:
        return len(self.studies) or len(self.citations)


# the ways to tell how far a sentence is cited, the weakest first; the last three are no judgement
TOLD = (
    "nothing", "beyond", "argued", "in_part", "as_cited", "not_due", "own_citation", "not_judged",
)  # fmt: skip
JUDGED = TOLD[:5]
OLD_WORDS = {"carried": "as_cited", "partly": "in_part", "unsupported": "nothing"}


@dataclass(frozen=True, eq=False)
class Review:
    """A review as its files have it, lists added up, and what follows from them."""

    claims: dict[str, Plain]
    findings: dict[str, Plain]
    elements: dict[str, Plain]
    facets: dict[str, Plain]
    questions: dict[str, Plain]
    of: str
    sources: dict[str, Plain]
    years: dict[str, str]
    kinds: dict[str, Plain]
    bar: list[str]
    contrast: Plain
    proposed: frozenset[str]

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def own(self, claim: str) -> bool:
        """Return whether the study says it itself, uncited."""
        return bool(self.of) and set(self.claims[claim]["sources"]) == {self.of}

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def standing(self, claim: str) -> str:
        if self.own(claim):
            return "own"
        if not self.of and self.second_hand(claim):
            return "second_hand"
        implied = self.claims[claim].get("attribution") == "implied"
        return "implied" if implied else "cited" if self.of else "read"

    def axes(self) -> list[str]:
        """Return what claims can be told apart by, as the page names it."""
        on_claims = [n for n, facet in self.facets.items() if facet.get("on", "claims") == "claims"]
        on_sources = [
            n
            for n, facet in self.facets.items()
            if facet.get("on") == "sources" and any(n in told for told in self.sources.values())
        ]
        coders = {claim.get("coder") for claim in self.claims.values()} - {None}
        years = {year for claim in self.claims for year in self.values(claim, "_year")}
        own = ["_standing", "_role", "_element", "_source"]
        own += ["_coder"] if len(coders) > 1 else []
        own += ["_year"] if len(years) > 1 else []
        return [*on_claims, *on_sources, *own]

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def values(self, claim: str, axis: str) -> list[str]:
        """Return what a claim has on an axis: its own, or what its sources have."""
        given = self.claims[claim]
        if axis == "_role":
            roles = ("stated_in", "supported_by", "contradicted_by", "qualified_by", "background",
                     "concerns", "argued_from")  # fmt: skip
            named = [r for r in roles if any(claim in names(f, r) for f in self.findings.values())]
            return named or ["unused"]
        if axis == "_year":
            found = [self.years[key] for key in given["sources"] if self.years.get(key)]
            return list(dict.fromkeys(found))
        if axis in self.facets and self.facets[axis].get("on") == "sources":
            told = [listed(self.sources.get(key, {}).get(axis)) for key in given["sources"]]
            return list(dict.fromkeys(value for values in told for value in values))
        return {
            "_standing": [self.standing(claim)],
            "_element": self.about(claim),
            "_source": list(dict.fromkeys(given["sources"])),
            "_coder": listed(given.get("coder")),
        }.get(axis) or listed(given.get(axis))

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def left_out(self, choice: str) -> Out:
        """Return what goes with a source, or with all that has one value: "axis=value"."""
        axis, is_group, value = choice.partition("=")
        if not is_group:
            return Out(frozenset({choice} - {""}), frozenset())
        if axis in self.facets and self.facets[axis].get("on") == "sources":
            told = {key: listed(facts.get(axis)) for key, facts in self.sources.items()}
            keys = {key for key, values in told.items() if values == [value]}
            return Out(frozenset(keys - {self.of}), frozenset())
        return Out(
            frozenset(), frozenset(c for c in self.claims if self.values(c, axis) == [value])
        )

    def groups(self) -> list[str]:
        """Return every value that something can be left out by, where anything goes with it."""
        asked = [a for a in self.axes() if a[0] != "_" or a in {"_standing", "_coder"}]
        values = {a: list(self.facets[a]["values"]) if a in self.facets else [] for a in asked}
        for axis, found in values.items():
            others = {v for c in self.claims for v in self.values(c, axis)} - set(found)
            found.extend(sorted(others))
        choices = [f"{axis}={value}" for axis, found in values.items() for value in found]
        return [choice for choice in choices if any(self.left_out(choice))]

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def about(self, claim: str) -> list[str]:
        """Return the elements of a claim, those that its arrows join included."""
        given = self.claims[claim]
        ends = [end for arrow in given.get("relates", ()) for end in arrow.split()[::2]]
        return list(dict.fromkeys([*given.get("elements", ()), *ends]))

    def contradicted(self) -> set[str]:
        """Return the claims that take part in a contradiction, on either side."""
        pairs = (
            {key, other if isinstance(other, str) else other["claim"]}
            for key, claim in self.claims.items()
            for other in claim.get("contradicts", ())
        )
        return {key for pair in pairs for key in pair}

    def quotes(self, claim: str) -> list[str]:
        given = self.claims[claim]
        places = [given, *given.get("also", ())]
        return [place["quote"] for place in places if place.get("quote")]

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def behind(self, finding: str, role: str = "supported_by") -> list[str]:
        """Return the claims that a finding names in a role, through the findings that it names."""
        found: list[str] = []
        seen = {finding}

        def walk(keys: list[str]) -> None:
            for key in keys:
                if key in seen:
                    continue
                seen.add(key)
                if key in self.claims:
                    found.append(key)
                elif key in self.findings:
                    walk(list(self.findings[key].get("supported_by", ())))

        said = set(self.findings[finding].get("stated_in", ())) if role == "supported_by" else set()
        seen |= said
        walk(list(self.findings[finding].get(role, ())))
        return found

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def stands(self, claim: str, without: str) -> bool:
        """Return whether a claim can still be made if what is left out were not there."""
        out = self.left_out(without)
        return claim not in out.claims and self._stands(claim, out.sources)

    def _stands(self, claim: str, out: frozenset[str]) -> bool:
        given = self.claims[claim]
        read = (
            given.get("read_in")
            or self.of
            or (given["sources"][0] if len(given["sources"]) == 1 else "")
        )
        if read in out or out & set(given.get("via", ())):
            return False
        return self.own(claim) or bool(set(given["sources"]) - out)

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def support(self, finding: str, without: str = "") -> Facts:
        """Return what is told of a finding's support, as if what is left out were not there."""
        given = self.findings[finding]
        sentences = [c for c in listed(given.get("stated_in")) if c in self.claims]
        below = listed(given.get("supported_by"))
        named = dict.fromkeys([*sentences, *(c for c in below if c in self.claims)])
        held = [c for c in named if self.counts(c, without)]
        outright = {c for c in held if self.outright(c)}
        citations = frozenset(self.citation(c, without) for c in outright) - {frozenset()}
        near = frozenset(c for c in held if not self.own(c)) - outright
        own = frozenset(c for c in held if self.own(c)) - set(sentences)
        rests_on = tuple(key for key in below if key in self.findings)
        behind = frozenset(c for c in self.behind(finding) if self.counts(c, without))
        second_hand = frozenset(c for c in behind if self.of or self.second_hand(c))
        against = [c for c in self.behind(finding, "contradicted_by") if self.stands(c, without)]
        settled = given.get("resolution") not in (None, "", "unresolved")
        studies, against_alone, gone, gone_against = self.studies(finding, without)
        if studies and behind:
            ground = "second_hand" if second_hand == behind else "cited"
        else:
            has = (("cited", citations), ("implied", near), ("findings", rests_on), ("own", own))
            ground = next((name for name, some in has if some), "nothing")
        return Facts(
            ground=ground,
            citations=citations,
            near=near,
            own=own,
            rests_on=rests_on,
            studies=studies,
            against=against_alone,
            withdrawn=gone,
            speaking_against=gone_against,
            second_hand=frozenset() if self.of else second_hand,
            lost=frozenset(
                c for c in (*sentences, *below) if c in self.proposed
                or (c in self.claims and self.stands(c, without) and not self.counts(c, without))
            ),
            contested=bool(against) and not settled,
            settled=settled and any(self.counts(c, without) for c in against),
            own_citation=bool(sentences) and outright >= set(sentences),
            one_party=len(citations) > 1
            and len({self.party(work) for works in citations for work in works}) == 1,
        )  # fmt: skip

    def outright(self, claim: str) -> bool:
        """Return whether a claim is cited, not by implication, and not by the study itself."""
        return not self.own(claim) and self.claims[claim].get("attribution") != "implied"

    def citation(self, claim: str, without: str = "") -> frozenset[str]:
        """Return the works that are cited together for a claim, hands between included."""
        given = self.claims[claim]
        gone = self.left_out(without).sources | {self.of} | self.withdrawn
        return frozenset({*given["sources"], *given.get("via", ())} - gone)

    def party(self, work: str) -> str:
        """Return for whom a work speaks: the least key of all that are certainly one voice."""
        voice, grown = {work}, True
        while grown:
            size = len(voice)
            for key, facts in self.sources.items():
                same = {
                    s["source"] for s in facts.get("same_author_as", ()) if s["certain"] == "true"
                }
                party = {facts["party"]} if "party" in facts else set()
                if voice & {key, *same, *party}:
                    voice |= {key, *same, *party}
            grown = len(voice) > size
        return min(voice)

    @property
    def withdrawn(self) -> frozenset[str]:
        """Return the sources that are retracted, a report of a study only with all of them."""
        if self.of:
            return frozenset()
        out = {k for k, f in self.sources.items() if _nature(f) == "retraction"}
        standing = {f.get("study") for k, f in self.sources.items() if k not in out} - {None}
        return frozenset(k for k in out if self.sources[k].get("study") not in standing)

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def counts(self, claim: str, without: str = "") -> bool:
        """Return whether a claim stands, and does not stand or fall with what was retracted."""
        return self.stands(claim, without) and self._stands(
            claim, self.left_out(without).sources | self.withdrawn
        )

    def contributing(self, finding: str) -> set[str]:
        """Return the claims that a finding and all findings below it name, background apart."""
        claims: set[str] = set()
        met: set[str] = set()
        waiting = [finding]
        while waiting:
            key = waiting.pop()
            if key in self.claims:
                claims.add(key)
            elif key in self.findings and key not in met:
                met.add(key)
                roles = ("supported_by", "contradicted_by", "qualified_by")
                waiting += [one for r in roles for one in listed(self.findings[key].get(r))]
        return claims

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def studies(self, finding: str, without: str = "") -> tuple[frozenset[str], ...]:
        """Return the studies that contribute, those that only speak against, and those gone."""
        if self.of:
            return (frozenset(),) * 4
        against = set(self.behind(finding, "contradicted_by"))
        against -= {*self.behind(finding), *self.behind(finding, "qualified_by")}
        gone = self.left_out(without).sources
        said = [
            (
                self.study_of(work),
                work in self.withdrawn or not self.counts(c, without),
                c in against,
            )
            for c in self.contributing(finding)
            if self.stands(c, without)
            for work in self.claims[c]["sources"]
            if work not in gone
        ]
        counted = frozenset(study for study, out, _ in said if not out)
        lost = frozenset(study for study, out, _ in said if out) - counted
        for_it = {study for study, out, speaks in said if not out and not speaks}
        lost_for_it = {study for study, out, speaks in said if out and not speaks}
        return counted, counted - for_it, lost, lost - lost_for_it

    def study_of(self, work: str) -> str:
        return self.sources.get(work, {}).get("study", work)

    def changes(self, choice: str) -> dict[str, tuple[Facts, bool]]:
        """Return what every finding that changes is then, and whether it falls."""
        found = {}
        for key in self.findings:
            before, after = self.support(key), self.support(key, choice)
            if before.counted != after.counted:
                found[key] = after, before.cited and not after.cited
        if not self.of:
            return found
        for key in self.findings:
            if self.heading_falls(key, choice, frozenset()):
                found[key] = self.support(key, choice), True
        return {key: found[key] for key in self.findings if key in found}

    def heading_falls(self, finding: str, choice: str, above: frozenset[str]) -> bool:
        """Return whether a finding only gathers others, and all of them that had something fall."""
        below = listed(self.findings[finding].get("supported_by"))
        if not below or self.findings[finding].get("stated_in") or finding in above:
            return False
        if not all(key in self.findings for key in below):
            return False
        had = [key for key in below if self.has_something(key, above | {finding})]
        return bool(had) and all(
            self.heading_falls(key, choice, above | {finding})
            or (self.support(key).cited and not self.support(key, choice).cited)
            for key in had
        )

    def has_something(self, finding: str, above: frozenset[str]) -> bool:
        """Return whether something is cited for a finding, or for one that it gathers."""
        below = listed(self.findings[finding].get("supported_by"))
        gathers = below and all(key in self.findings for key in below)
        if not gathers or self.findings[finding].get("stated_in"):
            return self.support(finding).cited
        return any(self.has_something(key, above | {finding}) for key in below if key not in above)

    def is_judged(self, finding: str) -> bool:
        """Return whether findings of its kind are judged: headings and omissions are not."""
        kind = self.kinds.get(self.findings[finding]["kind"], {})
        return kind.get("judged") != "false" and kind.get("concerns") != "true"

    def unworded(self, finding: str) -> bool:
        """Return whether a finding that could be a sentence of the study is none."""
        return self.is_judged(finding) and not self.findings[finding].get("stated_in")

    def told(self, finding: str) -> str:
        """Return how far a sentence of the study is cited, as people judged; "" for no judgement."""
        given = self.findings[finding]
        if not self.of or not self.is_judged(finding):
            return ""
        if "fit" in given:
            said = given["fit"]["judgement"]
            return OLD_WORDS.get(said, said)
        if self.support(finding).own_citation:
            return "own_citation"
        return "not_judged" if given.get("stated_in") else ""

    def unjudged(self, finding: str, choice: str) -> bool:
        """Return whether a judgement was of more than what is left."""
        given, out = self.findings[finding], self.left_out(choice)
        if "fit" not in given or given["fit"]["judgement"] == "not_due":
            return False
        keys = [*listed(given.get("stated_in")), *listed(given.get("supported_by"))]
        keys += listed(given["fit"].get("argued_from"))
        return any(
            key in out.claims
            or {*self.claims[key]["sources"], *self.claims[key].get("via", ())} & out.sources
            for key in keys
            if key in self.claims
        )

    def tally(self, findings: list[str]) -> dict[str, list[str]]:
        """Return how findings were judged, the weakest first; a heading by what it gathers."""
        met: dict[str, None] = {}

        def walk(keys: list[str]) -> None:
            for key in keys:
                below = listed(self.findings[key].get("supported_by"))
                gathers = below and not self.findings[key].get("stated_in")
                if key in met:
                    continue
                met[key] = None
                if gathers and all(one in self.findings for one in below):
                    walk(below)
                    gathered.add(key)

        gathered: set[str] = set()
        walk(findings)
        told = {key: self.told(key) for key in self.findings if key in met and key not in gathered}
        ways = {way: [key for key, said in told.items() if said == way] for way in TOLD}
        return {way: keys for way, keys in ways.items() if keys}

    def judged(self, findings: list[str]) -> list[str]:
        """Return those of some findings that were judged, headings by what they gather."""
        tally = self.tally(findings)
        return [key for way in JUDGED for key in tally.get(way, ())]

    def said_of_the_other_side(self, finding: str) -> int | None:
        """Return how many citations are said of what the review contrasts the first side with."""
        if not self.contrast:
            return None
        return len(self._cited_on(finding, set(listed(self.contrast["to"]))))

    def said_of_neither_side(self, finding: str) -> int:
        """Return how many citations are said of neither side."""
        if not self.contrast:
            return 0
        sides = {*listed(self.contrast["from"]), *listed(self.contrast["to"])}
        return len(self._cited_on(finding) - self._cited_on(finding, sides))

    def _cited_on(self, finding: str, values: set[str] | None = None) -> set[frozenset[str]]:
        given = self.findings[finding]
        keys = [*listed(given.get("stated_in")), *listed(given.get("supported_by"))]
        return {
            frozenset({*self.claims[c]["sources"], *self.claims[c].get("via", ())} - {self.of})
            for c in keys
            if c in self.claims and self.counts(c) and self.outright(c)
            if values is None or values & set(listed(self.claims[c].get(self.contrast["facet"])))
        }

    def in_the_bar(self) -> list[str]:
        """Return the findings whose judgements the first lines count."""
        return [k for k, f in self.findings.items() if not self.bar or f["kind"] in self.bar]

    def second_hand(self, claim: str) -> bool:
        given = self.claims[claim]
        read = given.get("read_in") or (given["sources"][0] if len(given["sources"]) == 1 else "")
        return bool(given.get("via")) or bool(read and read not in given["sources"])

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def cross(self, rows: str, columns: str, without: str = "") -> Counter[tuple[str, str]]:
        """Return how many claims have a value of one axis and one of another; "" is any."""
        counted: Counter[tuple[str, str]] = Counter()
        for key in self.claims:
            if self.stands(key, without):
                counted.update(
                    (row, column)
                    for row in ("", *self.values(key, rows))
                    for column in ("", *self.values(key, columns))
                )
        return counted


def _nature(facts: Plain) -> str:
    return facts.get("retracted", {}).get("nature", "")


def names(finding: Plain, role: str) -> list[str]:
    """Return what a finding names in a role; its premises stand in its fit."""
    held = finding.get("fit", {}) if role == "argued_from" else finding
    return list(held.get(role, ()))


def listed(value: Any) -> list[str]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def read(folder: Path) -> Review:
    """Return the review in a folder, its files read one after the other."""
    paths = [folder / "claims.yaml", *sorted((folder / "claims").glob("**/*.yaml"))]
    whole: dict[str, dict[str, Plain]] = {"claims": {}, "findings": {}}
    frame: Plain = {}
    facts: dict[str, Plain] = {}
    head: Plain = {}
    for path in paths:
        given = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader) or {}
        defaults = given.get("defaults") or {}
        for name, items in whole.items():
            own = defaults if name == "claims" else {}
            items |= {item["id"]: {**own, **item} for item in given.get(name) or ()}
        frame |= given.get("framework") or {}
        facts |= given.get("sources") or {}
        head |= given.get("review") or {}
    proposed = {k for k, c in whole["claims"].items() if "proposed" in c and "accepted" not in c}
    return Review(
        claims={k: c for k, c in whole["claims"].items() if k not in proposed},
        findings=whole["findings"],
        elements={element["id"]: element for element in frame["elements"]},
        facets=frame["facets"],
        questions={question["id"]: question for question in head.get("questions", ())},
        of=head.get("of", ""),
        sources=facts,
        years=years(folder / "sources.bib"),
        kinds={k: v if isinstance(v, dict) else {} for k, v in frame["finding_kinds"].items()},
        bar=listed(head.get("bar")),
        contrast=head.get("contrast", {}),
        proposed=frozenset(proposed),
    )


def years(path: Path) -> dict[str, str]:
    """Return the year of each entry of a bibliography, by its key."""
    text = path.read_text(encoding="utf-8")
    starts = [(entry[1], entry.start()) for entry in ENTRY.finditer(text)]
    ends = [start for _, start in starts[1:]] + [len(text)]
    found = (
        (key, YEAR.search(text, start, end)) for (key, start), end in zip(starts, ends, strict=True)
    )
    return {key: year[1] for key, year in found if year}
