"""The review at the top of the repository against the study that it reviews.

The study's text is private and stands beside the checkout; what needs it is
skipped where it is not. The text came out of a PDF without marks of where a
note, a box or a paragraph begins, so their lines were read off by hand.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from evidence import bibtex, graph
from evidence.checks.quotes import count_words
from evidence.files.reading import review_files
from evidence.model import Wording
from evidence.synthesis.cells import cell_tables
from evidence.synthesis.trace import down, up
from evidence.yaml import read as read_claims

ROOT = Path(__file__).resolve().parents[2]
TEXT = ROOT.parent / "shared" / "study" / "asmara2013.txt"
PLACES = Path(__file__).with_name("cited_places.yaml")

needs_text = pytest.mark.skipif(not TEXT.exists(), reason="the study's text is not here")

# the list was made before the bibliography; where it coined a key, this is ours
OUR_KEY = {
    "kemenperin5210": "kemenperin_web",
    "rakerkemenperin2010": "kemenperin_meeting2010",
    "bps2013": "bps",
}

# number: section of its mark, first and last line
NOTES = {
    "1": ("1.1", 69, 69),
    "2": ("1.1", 70, 70),
    "3": ("1.1", 71, 71),
    "4": ("1.1", 73, 74),
    "5": ("1.1", 167, 167),
    "6": ("1.1", 168, 168),
    "7": ("1.1", 169, 171),
    "8": ("1.1", 172, 173),
    "9": ("1.5", 465, 469),
    "10": ("1.5", 470, 474),  # printed 9
    "11": ("2.1", 657, 661),
    "12": ("2.1", 787, 793),
    "13": ("2.1", 794, 796),
    "14": ("2.1", 797, 801),
    "15": ("2.1", 895, 897),
    "16": ("2.2", 993, 993),
}
BOXES = {"1": ("1.1", 175, 189), "2": ("2.1", 663, 695)}
FIGURES = {"1": ("1.5", 425, 427)}

ABSTRACT = "ABSTRACT"
ELEMENTS = "Inovasi dan Jaringan Sosial Sebagai Elemen Utama"
STRATEGIES = "Empat Strategi Meningkatkan Kemampuan Daya Saing IKM di Indonesia"
SKILLS, BUSINESS = "Keahlian teknikal individu", "Model dan strategi bisnis"
TECHNOLOGY, MARKETING = "Kemampuan teknologi dan inovasi", "Kemampuan pemasaran"
# where each paragraph, and each heading that is quoted, begins: line, section, heading, paragraph
PARAGRAPHS = (
    (1, "", ABSTRACT, ""),
    *((line, "1.1", "", str(n)) for n, line in enumerate((45, 84, 112, 134, 152), 1)),
    (199, "1.2", "", "1"),
    (215, "1.3", "", "1"),
    *((line, "1.4", "", str(n)) for n, line in enumerate((225, 259, 267, 291, 307), 1)),
    *((line, "1.5", "", str(n)) for n, line in enumerate((339, 349, 379, 431, 452, 489), 1)),
    (509, "2.1", "", ""),
    (511, "2.1", ELEMENTS, ""),
    *((line, "2.1", ELEMENTS, str(n)) for n, line in enumerate((513, 533, 553), 1)),
    (571, "2.1", STRATEGIES, ""),
    *((line, "2.1", SKILLS, str(n)) for n, line in enumerate((573, 593, 628, 650, 712), 1)),
    *((line, "2.1", BUSINESS, str(n)) for n, line in enumerate((731, 753), 1)),
    *((line, "2.1", TECHNOLOGY, str(n)) for n, line in enumerate((780, 815, 831), 1)),
    *((line, "2.1", MARKETING, str(n)) for n, line in enumerate((847, 866, 884), 1)),
    (907, "2.2", "", ""),
    *((line, "2.2", "", str(n)) for n, line in enumerate((909, 931, 947, 967), 1)),
    (988, "3", "", "1"),
)

# a claim stands in the paragraph of the citation, and no more lines of print away from it
WITHIN = 4
# a citation of such a kind may also be met by a work that is used and does not speak
MAY_DRAW_ON = ("figure", "note", "narrative")

# Fifteen lines of eight words or more, as `random.Random(2013)` draws them from the text. Of
# each, the statement that its first word belongs to: who says it, in which section and
# paragraph (or note), which claim it is, and what it is to which finding. By hand.
SEED, WORDS = 2013, 8
STUDY, BOTH, AGAINST = "asmara2013", "dayasindhu2002 okada2008", "contradicted_by"


class Drawn(NamedTuple):
    """A line that was drawn, and where a trace from it has to lead."""

    line: int
    said_by: str
    section: str
    place: str
    claim: str
    role: str
    finding: str


DRAWN = (
    Drawn(104, "hidayat2013", "1.1", "2", "gdp_target", "background", "a.booster"),
    Drawn(112, STUDY, "1.1", "3", "competitiveness_effort", "background", "f.need"),
    Drawn(171, "wef2013", "1.1", "note 7", "wef_rank_before", "background", "c.not_competitive"),
    Drawn(375, "okada2008", "1.5", "2", "multiplier_effects", "background", "a.proved"),
    Drawn(485, BOTH, "1.5", "5", "friends_consulting", "background", "f.networks"),
    Drawn(547, BOTH, "2.1", "2", "closeness_sustains", "background", "f.networks"),
    Drawn(559, "marijan2005", "2.1", "3", "mutual_help_cooperation", "concerns", "out.tacit"),
    Drawn(571, STUDY, "2.1", "", "four_strategies_heading", "background", "a.two_strategies"),
    Drawn(587, STUDY, "2.1", "1", "few_graduates_needed", "qualified_by", "c.human_resources"),
    Drawn(650, "okada2008", "2.1", "4", "okada_training", "background", "f.skills"),
    Drawn(763, "handoyo2013", "2.1", "2", "saga_joined", "supported_by", "f.already_done"),
    Drawn(809, "okada2008", "2.1", "1", "subcontract_rnd", "background", "f.technology"),
    Drawn(821, "djamhari2006", "2.1", "2", "technology_cheaper", AGAINST, "c.technology_access"),
    Drawn(827, STUDY, "2.1", "2", "self_made_technology", "background", "f.already_done"),
    Drawn(927, "dipta2006", "2.2", "1", "india_permits", "concerns", "out.india"),
)


class Spot(NamedTuple):
    """A place in the study: a paragraph, or a note, box or figure with its section."""

    section: str
    heading: str
    paragraph: str
    aside: str = ""


@dataclass(frozen=True)
class Stretch:
    """A stretch of the text as it is read: lines joined, the line of every character kept."""

    text: str
    lines: tuple[int, ...]

    def find(self, words: str) -> Iterator[int]:
        """Yield the line of every place where these words stand."""
        at = self.text.find(words)
        while at >= 0:
            yield self.lines[at]
            at = self.text.find(words, at + 1)


@pytest.fixture(scope="module")
def encoded():
    files = review_files(ROOT)
    review, wrong = read_claims(files.claims)
    works, _ = bibtex.read(*files.sources)
    assert not [d for d in wrong if d.severity == "error"]
    return graph.build(review, works)


@pytest.fixture(scope="module")
def places():
    return yaml.load(PLACES.read_text("utf-8"), yaml.CSafeLoader)["places"]


@cache
def printed() -> tuple[str, ...]:
    return tuple(TEXT.read_text("utf-8").split("\n"))


@cache
def stretch(aside: str) -> Stretch:
    """Return a note, box or figure as it is read, or the body ("") without any of them."""
    ranges = dict(asides())
    if aside:
        _, first, last = ranges[aside]
        wanted = range(first, last + 1)
    else:
        out = {line for _, first, last in ranges.values() for line in range(first, last + 1)}
        wanted = [line for line in range(1, len(printed()) + 1) if line not in out]
    text, lines = "", []
    for line in wanted:
        words = " ".join(printed()[line - 1].split())
        if not words or words.isdecimal():  # a number on a line of its own is the mark of a note
            continue
        joined = not text or text.endswith("-") or words[0] in ".,;:)"
        words = words if joined else f" {words}"
        text += words
        lines += [line] * len(words)
    return Stretch(text, tuple(lines))


def asides() -> Iterator[tuple[str, tuple[str, int, int]]]:
    for kind, known in (("note", NOTES), ("box", BOXES), ("figure", FIGURES)):
        yield from ((f"{kind} {number}", where) for number, where in known.items())


def spot_of(line: int) -> Spot:
    for aside, (section, first, last) in asides():
        if first <= line <= last:
            return Spot(section, "", "", aside)
    return Spot(*[place[1:] for place in PARAGRAPHS if place[0] <= line][-1])


def aside_of(where: Mapping[str, str]) -> str:
    return next((f"{k} {where[k]}" for k in ("note", "box", "figure") if where.get(k)), "")


def lines_of(passage) -> tuple[int, ...]:
    """Return the lines where a quote begins, in the stretch that its locator names."""
    words = " ".join(part for part in (passage.prefix, passage.quote, passage.suffix) if part)
    found = tuple(stretch(aside_of(dict(passage.at.terms))).find(words))
    return found or tuple(stretch(aside_of(dict(passage.at.terms))).find(passage.quote))


def standing(passage) -> tuple[int, ...]:
    """Return the lines where a quote stands that are where its locator says."""
    at = dict(passage.at.terms)
    return tuple(line for line in lines_of(passage) if fits(spot_of(line), at))


def fits(spot: Spot, at: Mapping[str, str]) -> bool:
    if spot.aside:
        return (spot.aside, spot.section) == (aside_of(at), at.get("section", ""))
    named = (at.get("section", ""), at.get("heading", ""), at.get("paragraph", ""))
    return named == (spot.section, spot.heading, spot.paragraph)


def distance(one: int, other: int) -> int:
    """Return how many lines further on one of two lines of a stretch stands."""
    low, high = sorted((one, other))
    return len({line for line in stretch(spot_of(one).aside).lines if low < line <= high})


def marks() -> dict[str, int]:
    """Return the line where the mark of each note stands in the body."""
    inside = {line for _, first, last in NOTES.values() for line in range(first, last + 1)}
    alone = ((words.strip(), line) for line, words in enumerate(printed(), 1))
    return {words: line for words, line in alone if words.isdecimal() and line not in inside}


def spoken_by(claim, row) -> tuple[str, ...]:
    if row["kind"] == "web":  # the address under a box is the hand that its figures came through
        return (*claim.sources, *claim.via)
    if row["kind"] in MAY_DRAW_ON:
        return (*claim.sources, *claim.draws_on)
    return claim.sources


def covers(claim, row) -> bool:
    if OUR_KEY.get(row["source"], row["source"]) not in spoken_by(claim, row):
        return False
    if row.get("via") and row["via"] not in claim.via:
        return False
    there = spot_of(row["line"])
    return any(
        spot_of(line) == there and (there.aside or distance(line, row["line"]) <= WITHIN)
        for passage in claim.passages
        for line in standing(passage)
    )


def wordings(value, path=""):
    """Yield every wording under a value of the model, with the way to it."""
    if isinstance(value, Wording):
        yield path, value
    elif is_dataclass(value):
        path = f"{path}.{getattr(value, 'id', '') or type(value).__name__}"
        for each in fields(value):
            yield from wordings(getattr(value, each.name), f"{path}.{each.name}")
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from wordings(each, f"{path}.{key}")
    elif isinstance(value, tuple | list):
        for each in value:
            yield from wordings(each, path)


@needs_text
def test_every_place_where_the_study_cites_anything_has_a_claim(encoded, places):
    assert len(places) == 88
    bare = [
        f"line {row['line']}: {row['as_printed']} ({row['concerns']})"
        for row in places
        if not any(covers(claim, row) for claim in encoded.claims.values())
    ]
    assert not bare, "\n".join(bare)


@needs_text
def test_no_claim_cites_a_work_where_the_study_does_not(encoded, places):
    cited: dict[Spot, set[str]] = {}
    for row in places:
        works = {OUR_KEY.get(key, key) for key in (row["source"], row.get("via")) if key}
        spots = {spot_of(row["line"])}
        if row.get("note"):  # what a note cites, it cites for the sentence that bears its mark
            spots.add(spot_of(marks()[row["note"]]))
        for spot in spots:
            cited.setdefault(spot, set()).update(works)
    astray = [
        f"{claim.id}: {work}"
        for claim in encoded.claims.values()
        for work in (*claim.sources, *claim.via, *claim.draws_on)
        if work != encoded.review.of
        and not any(work in cited.get(spot_of(line), ()) for line in standing(claim.passage))
    ]
    assert not astray


@needs_text
def test_every_quote_stands_in_the_text_where_its_claim_says(encoded):
    astray = [
        f"{claim.id}: {passage.quote}"
        for claim in encoded.claims.values()
        for passage in claim.passages
        if not standing(passage)
    ]
    assert not astray, "\n".join(astray)


def test_every_claim_has_a_quote_and_none_is_longer_than_eight_words(encoded):
    quotes = {claim.id: [p.quote for p in claim.passages] for claim in encoded.claims.values()}
    assert not [key for key, said in quotes.items() if not all(said)]
    assert not [q for said in quotes.values() for q in said if count_words(q) > 8]


def test_every_figure_is_seen_in_a_quote(encoded):
    unseen = []
    for claim in encoded.claims.values():
        quoted = " ".join(claim.quotes)
        numbers = {re.sub(r"\D", "", n).strip("0") for n in re.findall(r"[\d.,]*\d", quoted)}
        written = claim.measure.written if claim.measure else {}
        for said in written.values():
            figure = re.sub(r"\D", "", said).strip("0")
            if figure not in numbers:
                unseen.append(f"{claim.id}: {said}")
    assert not unseen


def test_every_strategy_says_what_india_did_and_what_indonesia_does_or_that_nothing_is_said(
    encoded,
):
    (table,) = [t for t in cell_tables(encoded) if t.kind.id == "strategy"]
    assert [row.finding for row in table.rows] == [
        "f.skills",
        "f.business",
        "f.technology",
        "f.marketing",
    ]
    for row in table.rows:
        cells = {filled.cell.id: filled for filled in row.cells}
        assert set(cells) == {"india", "status", "barrier", "recommendation", "example"}
        bare = [key for key, cell in cells.items() if not cell.claims and not cell.gap]
        assert not bare, row.finding
        assert cells["india"].claims
        assert any(cells[key].claims for key in ("status", "barrier"))
        assert cells["example"].claims


def test_a_fit_says_cited_where_a_citation_reaches_and_nothing_where_none_does(encoded):
    def outright(keys) -> bool:
        return any(
            encoded.claims[key].attribution == "explicit"
            and encoded.review.of not in encoded.claims[key].sources
            for key in keys
            if key in encoded.claims
        )

    for finding in (f for f in encoded.findings.values() if f.fit):
        cited = outright((*finding.stated_in, *finding.supported_by))
        judgement = finding.fit.judgement
        if judgement in ("as_cited", "in_part", "beyond"):
            assert cited, finding.id
        elif judgement == "argued":
            assert outright(finding.fit.argued_from), finding.id
        elif judgement == "nothing":
            assert not cited, finding.id


def test_both_languages_are_complete(encoded):
    assert encoded.review.languages == ("en", "id")
    torn = [
        path
        for path, wording in wordings(encoded.review)
        if wording
        and wording.plain not in ("unresolved", "not stated")
        and not re.fullmatch(r"[\d/]+|rupiah", wording.plain)
        and not all(wording.translations.get(language, "").strip() for language in ("en", "id"))
    ]
    assert not torn


@needs_text
def test_the_fifteen_lines_are_those_that_the_seed_draws():
    long = [n for n, line in enumerate(printed(), 1) if len(line.split()) >= WORDS]
    drawn = random.Random(SEED).sample(long, len(DRAWN))
    assert sorted(drawn) == [row.line for row in DRAWN]


@needs_text
@pytest.mark.parametrize("row", DRAWN, ids=lambda row: str(row.line))
def test_a_drawn_line_is_encoded_where_it_stands(encoded, row):
    passages = encoded.claims[row.claim].passages
    lines = [line for passage in passages for line in standing(passage)]
    assert any(spot_of(line) == spot_of(row.line) for line in lines)
    assert min(distance(line, row.line) for line in lines) <= 2


@pytest.mark.parametrize("row", DRAWN, ids=lambda row: str(row.line))
def test_a_drawn_line_is_traced_to_its_source_place_and_finding(encoded, row):
    below = [step for step in down(encoded, row.finding).steps if step.id == row.claim]
    assert [(step.kind, step.role) for step in below] == [("claim", row.role)]
    steps = below[0].steps
    assert [step.id for step in steps if step.role == "says"] == row.said_by.split()
    at = dict(next(step.passage.at.terms for step in steps if step.kind == "passage"))
    assert (at["section"], aside_of(at) or at.get("paragraph", "")) == (row.section, row.place)
    for source in row.said_by.split():
        above = next(step for step in up(encoded, source).steps if step.id == row.claim)
        assert (row.finding, row.role) in [(step.id, step.role) for step in above.steps]
