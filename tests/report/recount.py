"""The study counted again from its YAML, with none of our code: what the page must agree with.

PyYAML reads the files, every scalar as text; the rules are those of the design.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Plain = dict[str, Any]


@dataclass(frozen=True)
class Review:
    """A review as its files have it, lists added up, and what follows from them."""

    claims: dict[str, Plain]
    findings: dict[str, Plain]
    elements: dict[str, Plain]
    facets: dict[str, Plain]
    questions: dict[str, Plain]
    of: str

    def own(self, claim: str) -> bool:
        """Return whether the study says it itself, uncited."""
        return bool(self.of) and set(self.claims[claim]["sources"]) == {self.of}

    def standing(self, claim: str) -> str:
        if self.own(claim):
            return "own"
        return "implied" if self.claims[claim].get("attribution") == "implied" else "cited"

    def about(self, claim: str) -> list[str]:
        """Return the elements of a claim, those that its arrows join included."""
        given = self.claims[claim]
        ends = [end for arrow in given.get("relates", ()) for end in arrow.split()[::2]]
        return list(dict.fromkeys([*given.get("elements", ()), *ends]))

    def quotes(self, claim: str) -> list[str]:
        given = self.claims[claim]
        places = [given, *given.get("also", ())]
        return [place["quote"] for place in places if place.get("quote")]

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

    def stands(self, claim: str, without: str) -> bool:
        """Return whether a claim can still be made if one source had not been read."""
        given = self.claims[claim]
        if not without:
            return True
        read = (
            given.get("read_in")
            or self.of
            or (given["sources"][0] if len(given["sources"]) == 1 else "")
        )
        if without == read or without in given.get("via", ()):
            return False
        return self.own(claim) or any(source != without for source in given["sources"])

    def support(self, finding: str, without: str = "") -> tuple[str, str, int]:
        """Return the fact word, what carries it and the least number of works behind it."""
        held = [c for c in self.behind(finding) if self.stands(c, without)]
        against = [c for c in self.behind(finding, "contradicted_by") if self.stands(c, without)]
        cited = [c for c in held if not self.own(c)]
        works = {
            frozenset(
                {*self.claims[c]["sources"], *self.claims[c].get("via", ())} - {self.of, without}
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

    def cells(self, axis: str) -> Counter[tuple[str, str]]:
        """Return how many claims bear on each element, by a facet's value or a source."""
        counted: Counter[tuple[str, str]] = Counter()
        for key, claim in self.claims.items():
            values = claim["sources"] if axis == "source" else listed(claim.get(axis))
            counted.update((element, value) for element in self.about(key) for value in values)
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
    head: Plain = {}
    for path in paths:
        given = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
        defaults = given.get("defaults") or {}
        for name, items in whole.items():
            own = defaults if name == "claims" else {}
            items |= {item["id"]: {**own, **item} for item in given.get(name) or ()}
        frame |= given.get("framework") or {}
        head |= given.get("review") or {}
    return Review(
        claims=whole["claims"],
        findings=whole["findings"],
        elements={element["id"]: element for element in frame["elements"]},
        facets=frame["facets"],
        questions={question["id"]: question for question in head.get("questions", ())},
        of=head.get("of", ""),
    )
