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
            roles = ("stated_in", "supported_by", "contradicted_by", "qualified_by", "background")
            named = [r for r in roles if any(claim in f.get(r, ()) for f in self.findings.values())]
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
                else:
                    walk(list(self.findings[key].get("supported_by", ())))

        said = set(self.findings[finding].get("stated_in", ())) if role == "supported_by" else set()
        seen |= said
        walk(list(self.findings[finding].get(role, ())))
        return found

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def stands(self, claim: str, without: str) -> bool:
        """Return whether a claim can still be made if what is left out were not there."""
        given, out = self.claims[claim], self.left_out(without)
        read = (
            given.get("read_in")
            or self.of
            or (given["sources"][0] if len(given["sources"]) == 1 else "")
        )
        if claim in out.claims or read in out.sources or out.sources & set(given.get("via", ())):
            return False
        return self.own(claim) or bool(set(given["sources"]) - out.sources)

    @cache  # noqa: B019 - a few reviews that live as long as the session
    def support(self, finding: str, without: str = "") -> tuple[str, str, int]:
        """Return the fact word, what carries it and the least number of works behind it."""
        gone = self.left_out(without).sources
        held = [c for c in self.behind(finding) if self.stands(c, without)]
        against = [c for c in self.behind(finding, "contradicted_by") if self.stands(c, without)]
        cited = [c for c in held if not self.own(c)]
        works = {
            frozenset(
                {*self.claims[c]["sources"], *self.claims[c].get("via", ())} - {self.of} - gone
            )
            for c in cited
        } - {frozenset()}
        number = fewest(works)
        if not cited:
            carried = "own_statement_only" if held else "unsupported"
        elif not self.of and all(self.second_hand(c) for c in cited):
            carried = "second_hand_only"
        else:
            carried = "one_citation" if number == 1 else "independent"
        settled = self.findings[finding].get("resolution") not in (None, "", "unresolved")
        return ("contested" if against and not settled else carried), carried, number

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


def fewest(groups: set[frozenset[str]]) -> int:
    """Return the least number of works that has one of every group, by trying each branch."""
    least = min(groups, key=len, default=None)
    if least is None:
        return 0
    return 1 + min(fewest({g for g in groups if work not in g}) for work in least)


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
        given = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
        defaults = given.get("defaults") or {}
        for name, items in whole.items():
            own = defaults if name == "claims" else {}
            items |= {item["id"]: {**own, **item} for item in given.get(name) or ()}
        frame |= given.get("framework") or {}
        facts |= given.get("sources") or {}
        head |= given.get("review") or {}
    return Review(
        claims=whole["claims"],
        findings=whole["findings"],
        elements={element["id"]: element for element in frame["elements"]},
        facets=frame["facets"],
        questions={question["id"]: question for question in head.get("questions", ())},
        of=head.get("of", ""),
        sources=facts,
        years=years(folder / "sources.bib"),
        kinds={k: v if isinstance(v, dict) else {} for k, v in frame["finding_kinds"].items()},
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
