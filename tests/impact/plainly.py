"""Entries taken out of a review's files by plain YAML, with none of our code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

LISTS = ("supported_by", "contradicted_by", "qualified_by", "background", "concerns")
LINKS = ("supports", "contradicts", "qualifies", "restates", "not_comparable")


class Files:
    """The files of a review: their YAML, with every scalar as text, and the library."""

    def __init__(self, folder: Path) -> None:
        paths = [folder / "claims.yaml", *sorted(folder.glob("claims/**/*.yaml"))]
        self.parts = {
            path.relative_to(folder).as_posix(): yaml.load(
                path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader
            )
            for path in paths
        }
        self.library = (folder / "sources.bib").read_text(encoding="utf-8")
        head = next(part["review"] for part in self.parts.values() if "review" in part)
        self.of = head.get("of", "")

    def claims(self) -> Iterator[dict[str, Any]]:
        for part in self.parts.values():
            yield from part.get("claims") or ()

    def findings(self) -> Iterator[dict[str, Any]]:
        for part in self.parts.values():
            yield from part.get("findings") or ()

    def with_coders(self, *coders: str) -> Files:
        """Let the claims be coded by these people in turn."""
        for number, claim in enumerate(self.claims()):
            claim["coder"] = coders[number % len(coders)]
        return self

    def read_in(self, part: dict[str, Any], claim: dict[str, Any]) -> str:
        sources = listed(claim["sources"])
        default = (part.get("defaults") or {}).get("read_in") or self.of
        return claim.get("read_in") or default or (sources[0] if len(sources) == 1 else "")

    def without(self, sources: set[str], coder: str = "") -> Files:
        """Take sources out, or all that somebody coded, and all that stood or fell with it."""
        gone = {c["id"] for p, c in self._placed() if self._goes(p, c, sources, coder)}
        sentences = {key for f in self.findings() for key in listed(f.get("stated_in"))} & gone
        for part in self.parts.values():
            if part.get("claims"):
                part["claims"] = [
                    c for c in part["claims"] if c["id"] not in gone or c["id"] in sentences
                ]
            self._strip_head(part, sources)
        for claim in self.claims():
            self._strip(claim, sources, gone, sentence=claim["id"] in sentences)
        for finding in self.findings():
            for name in LISTS:
                if name in finding:
                    finding[name] = [k for k in listed(finding[name]) if k not in gone]
            if "argued_from" in finding.get("fit", {}):
                fit = finding["fit"]
                fit["argued_from"] = [k for k in listed(fit["argued_from"]) if k not in gone]
        entries = re.split(r"(?m)^(?=@)", self.library)
        self.library = "".join(e for e in entries if key_of(e) not in sources)
        return self

    def _placed(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Every claim, with the file that it stands in."""
        for part in self.parts.values():
            for claim in part.get("claims") or ():
                yield part, claim

    def _goes(
        self, part: dict[str, Any], claim: dict[str, Any], sources: set[str], coder: str
    ) -> bool:
        says = set(listed(claim["sources"]))
        if {*listed(claim.get("via")), self.read_in(part, claim)} & sources:
            return True
        if coder and claim.get("coder") == coder:
            return True
        own = bool(self.of) and says <= {self.of}
        return bool(sources) and not own and says <= sources | {self.of}

    def _strip_head(self, part: dict[str, Any], sources: set[str]) -> None:
        for key in list(part.get("sources") or ()):
            facts = part["sources"][key]
            if key in sources:
                del part["sources"][key]
            elif "same_author_as" in facts:
                facts["same_author_as"] = [
                    one for one in facts["same_author_as"] if one["source"] not in sources
                ]
        for element in (part.get("framework") or {}).get("elements") or ():
            if "from" in element:
                element["from"] = [k for k in listed(element["from"]) if k not in sources]
        for question in (part.get("review") or {}).get("questions") or ():
            if question.get("asked_by") in sources:
                del question["asked_by"]

    def _strip(
        self, claim: dict[str, Any], sources: set[str], gone: set[str], *, sentence: bool
    ) -> None:
        claim["sources"] = [k for k in listed(claim["sources"]) if k not in sources]
        if sentence:
            claim["sources"] = [self.of]
            claim.pop("via", None)
            claim.pop("draws_on", None)
        if "draws_on" in claim:
            claim["draws_on"] = [k for k in listed(claim["draws_on"]) if k not in sources]
        for name in LINKS:
            if name in claim:
                claim[name] = [
                    one
                    for one in listed(claim[name])
                    if (one["claim"] if isinstance(one, dict) else one) not in gone
                ]

    def written(self, folder: Path) -> Path:
        for name, part in self.parts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            kept = {key: value for key, value in part.items() if value}
            path.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), "utf-8")
        (folder / "sources.bib").write_text(self.library, encoding="utf-8")
        return folder


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def key_of(entry: str) -> str:
    found = re.match(r"@\w+\s*\{\s*([^,\s]+)", entry)
    return found[1] if found else ""
