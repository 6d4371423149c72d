"""Retracts each source of reviews in turn and builds: no build may fail, and each finding says so.

    python bench/retractions.py [--every N] [REVIEW …]

Reviews are those named, else the study at the top of the repository, the small
one of the snapshot, what `init` begins with, and the one of many texts that is
kept beside a checkout. A notice is written into the file, the review is read,
checked and built from bytes as a build does, into HTML, Markdown, JSON and CSV
in each of its languages. Counted for each review: builds, those that failed,
findings whose contributing claims come from the work or through it, those of
them of which the page tells it, what `check` marks wrongly, and contradictions
that were lost.
Exits 1 where one of these is not as it should be.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import yaml

from evidence.build import Options, Tools, build
from evidence.files.reading import templates, words_for
from evidence.language import Catalogue
from evidence.loaded import given_in
from evidence.model import Source
from evidence.pages.citations import Cited, plain_label
from evidence.programs.cache import code_cache, user_cache
from evidence.programs.graphviz import drawn
from evidence.review import Checked, Input, check
from evidence.synthesis.support import Support, supports

ROOT = Path(__file__).resolve().parent.parent
REVIEWS = (
    ROOT,
    ROOT / "tests" / "snapshot" / "review",
    ROOT / "evidence" / "starter",
    ROOT.parent / "shared" / "cases" / "many-texts",
)
NOTICE = {"nature": "retraction", "date": "2026-03-01", "doi": "10.5555/notice"}
# how a report says that a work counts no more, by language
SAID = {"en": ("retracted",), "id": ("ditarik",)}
CODES = {"rests-on-retracted", "emptied-support"}


@dataclass(frozen=True, slots=True)
class Retracted:
    """What came of building a review in which one source was retracted.

    Shape: `touched` are findings with a contributing claim that comes from the
           source or through it; the others are those of them that the page of some
           language (`unsaid`) or `check` (`unmarked`) does not name; of a review of
           one study `check` names none, for nothing changes in it. `lost` are findings that were
           contested and are no longer. `failed` says why there is no build.
    """

    source: str
    touched: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    unmarked: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    failed: str = ""

    @property
    def right(self) -> bool:
        """Return whether all is as it should be."""
        return not (self.failed or self.unsaid or self.unmarked or self.lost)


@dataclass(frozen=True, slots=True)
class Retractions:
    """A review of which sources can be retracted one by one, and what it was before."""

    given: Input
    checked: Checked
    support: dict[str, Support] = field(default_factory=dict)

    @property
    def sources(self) -> list[str]:
        """Return the works that claims are taken from, but for the study itself."""
        graph = self.checked.graph
        used = (key for key in graph.used_sources() if key in graph.claims_of)
        return [key for key in used if key != graph.review.of]

    def without(self, key: str) -> Retracted:
        """Return what comes of retracting one source."""
        touched = frozenset(
            name for name, held in self.support.items() if key in set(self._behind(held))
        )
        now = check(with_notice(self.given, key))
        if now.errors:
            return Retracted(key, touched, failed=f"{now.errors} errors")
        try:
            made = made_of(now)
        except Exception as error:  # noqa: BLE001 - a build that fails is what is looked for
            return Retracted(key, touched, failed=repr(error))
        then = {one["id"]: one for one in json.loads(made["evidence.json"])["findings"]}
        contested = {name for name, held in self.support.items() if held.contested}
        marked = {one.item for one in now.diagnostics if one.code in CODES}
        counts = not now.graph.review.of
        return Retracted(
            key,
            touched,
            touched - saying(made, now.graph.review.languages, touched),
            touched - marked if counts else touched & marked,
            frozenset(name for name in contested if not then[name]["support"]["contested"]),
        )

    def _behind(self, held: Support) -> Iterator[str]:
        for claim in map(self.checked.graph.claims.__getitem__, held.contributing or held.direct):
            yield from (*claim.sources, *claim.via, claim.read_in)


def opened(folder: Path) -> Retractions:
    """Return the review in a folder, as it stands."""
    given = given_in(folder)
    checked = check(given)
    return Retractions(given, checked, supports(checked.graph))


def made_of(checked: Checked) -> dict[str, bytes]:
    """Return the files of a report, in the formats that are built if nothing else is said."""
    return build(checked, "0" * 64, _tools(), Options())


def with_notice(given: Input, key: str) -> Input:
    """Return a review's files with a notice on one source, written by plain YAML."""
    parts = [(name, _parsed(data)) for name, data in given.claims]
    name, held = next((pair for pair in parts if pair[1].get("sources")), parts[0])
    sources = held.get("sources") or {}
    facts = {**(sources.get(key) or {}), "retracted": NOTICE}
    told = yaml.dump(
        {**held, "sources": {**sources, key: facts}},
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
    )
    files = [(path, told.encode() if path == name else data) for path, data in given.claims]
    return replace(given, claims=tuple(files))


@cache
def _parsed(data: bytes) -> dict[str, Any]:
    return yaml.load(data, Loader=yaml.CBaseLoader) or {}  # noqa: S506 - it makes text alone


def saying(
    made: dict[str, bytes], languages: Sequence[str], which: Iterable[str]
) -> frozenset[str]:
    """Return those findings whose place on the page of each language tells of a retraction."""
    found = set(which)
    for language in languages:
        ending = "" if language == languages[0] else f".{language}"
        page = lxml.html.fromstring(made[f"report{ending}.html"].decode())
        for name in list(found):
            said = page.xpath(f"string(//*[@id='{name}'])")
            if not any(word in str(said).casefold() for word in SAID[language]):
                found.discard(name)
    return frozenset(found)


def _tools() -> Tools:
    def cite(sources: Sequence[Source], _language: str) -> dict[str, Cited]:
        return {source.key: Cited(*[plain_label(source)] * 3) for source in sources}

    cache = user_cache()
    kept = code_cache()
    return Tools(_words, cite, lambda dot: drawn(dot, cache), templates(), compiled=kept)


@cache
def _words(language: str) -> Catalogue:
    return words_for(language)


def main() -> int:
    """Print the figures of each review; return 1 where one is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reviews", nargs="*", type=Path, metavar="REVIEW")
    parser.add_argument("--every", type=int, default=1, help="take each N-th source")
    asked = parser.parse_args()
    good = True
    for folder in asked.reviews or [one for one in REVIEWS if one.is_dir()]:
        start = time.process_time()
        review = opened(folder)
        found = [review.without(key) for key in review.sources[:: asked.every]]
        touched = sum(len(one.touched) for one in found)
        print(
            f"{folder.name}: {len(found)} sources retracted one by one,"
            f" {sum(not one.failed for one in found)} built,"
            f" {sum(bool(one.failed) for one in found)} failed;"
            f" {touched} findings touched,"
            f" {touched - sum(len(one.unsaid) for one in found)} say so in each language,"
            f" {sum(len(one.unmarked) for one in found)} marked wrongly by check,"
            f" {sum(len(one.lost) for one in found)} contradictions lost;"
            f" {time.process_time() - start:.0f} s",
            flush=True,
        )
        for one in found:
            if not one.right:
                good = False
                print(f"  {one}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
