"""Works: which entries of the library are one work, and which may be.

One work has one DOI, wherever an entry says it, or one title, year and first
author. A preprint and its article are a question that people answer: until
then they are two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote

from evidence.graph import Graph
from evidence.model import Source
from evidence.unseen import without_unseen

# the checks that say so; an `allow` of theirs, with a reason, says that they are two works
TWINS = "work-twice"
PERHAPS = "perhaps-one-work"
# of works that share a title, with how many each is compared
_MOST_COMPARED = 20
# years between a preprint and its article
_LONGEST_WAIT = 6

_NOT_IN_TITLES = re.compile(r"[\W_]+")
_ALONE = MappingProxyType(str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"}))
_YEAR = re.compile(r"\D{0,3}?(-?\d{4})[a-z]?\D{0,2}")
_NO_YEAR = re.compile(r"-?\d{4}")

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;:]|10\.\d{4,9}/\S*<\S+")
_IN_ADDRESS = re.compile(r"(?<=/)10\.\d{4,9}/[^\s?#&]+")
# what publishers put behind a DOI in an address
_PAGE_OF_DOI = re.compile(
    r"(?:[./](?:full|abstract|summary|meta|pdf|epdf|html?|xml|text))+/?$|/$", re.IGNORECASE
)
# a note that is a DOI, and not one that speaks of another work
_NOTED = re.compile(
    r"(?:^|[;,.]\s+)(?:_eprint:\s*|doi\b[\s:\uff1a]*|https?://(?:dx\.)?doi\.org/)+"
    r"(?P<doi>10\.\d{4,9}/\S+)|^\s*(?P<alone>10\.\d{4,9}/\S+)\s*$",
    re.IGNORECASE,
)
_NOTES = ("eprint", "note", "howpublished", "addendum", "annote", "annotation")

_ARXIV_ID = r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"
_ARXIV = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)/|\barxiv:\s*|^10\.48550/arxiv\.){_ARXIV_ID}\b", re.IGNORECASE
)
_ARXIV_ALONE = re.compile(_ARXIV_ID, re.IGNORECASE)
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550|31234|31219|31235|31222|35542|2139|20944|21203|26434|22541|36227)/|10\.1101/\d"
)
_VERSION = re.compile(r"(?<=\d)v\d{1,2}$")
_PREPRINT = re.compile(
    r"pre-?print|\w*rxiv\b|\bssrn\b|\bosf\.io\b|research ?square|working paper", re.IGNORECASE
)
_PARTS = frozenset({"incollection", "inbook", "inproceedings", "conference", "suppbook"})


@dataclass(frozen=True, slots=True)
class _Marks:
    """What an entry is known by; "" and () where it says nothing."""

    doi: str
    arxiv: str
    title: str
    author: str
    year: str
    preprint: bool
    part: bool


def twins(graph: Graph, *, said: bool = False) -> Iterator[tuple[str, str]]:
    """Yield works that are in the library twice: the first key, and each other.

    They have one DOI, or one title, year and first author. `said` yields those
    as well of which the authors say, in `allow`, that they are two.
    """
    for first, other, sure in _pairs(graph):
        if sure and (said or not _said_to_differ(graph, first, other)):
            yield first, other


def are_one(first: Source, other: Source) -> bool:
    """Return whether two entries are surely one work, as `twins` tells it."""
    return _same(_marks(first), _marks(other)) is True


def doi_of(source: Source) -> str:
    """Return the DOI of an entry in small letters, wherever it says it; "" without one."""
    return _marks(source).doi


def perhaps_twins(graph: Graph) -> Iterator[tuple[str, str, bool]]:
    """Yield works that may be one: two keys, and whether one looks like a preprint.

    Those that are called reports of one study are none: that answers it.
    """
    facts = graph.review.sources
    for first, other, sure in _pairs(graph):
        studies = {facts[key].study if key in facts else "" for key in (first, other)}
        if not sure and (len(studies) > 1 or "" in studies):
            yield (
                first,
                other,
                _marks(graph.sources[first]).preprint != _marks(graph.sources[other]).preprint,
            )


@lru_cache(maxsize=1)  # three checks and everybody who counts voices ask the same of one graph
def _pairs(graph: Graph) -> tuple[tuple[str, str, bool], ...]:
    """Return each key that is used, one before it, and whether they are surely one work."""
    return tuple(_found_pairs(graph))


def _found_pairs(graph: Graph) -> Iterator[tuple[str, str, bool]]:
    keys = graph.used_sources()
    for first, other, sure in same_works(graph.sources[key] for key in keys):
        yield keys[first], keys[other], sure


def same_works(sources: Iterable[Source]) -> Iterator[tuple[int, int, bool]]:
    """Yield each source that is one work with one before it, or may be.

    Shape: the place of the one before, its own, and whether they surely are; a
           source once, the sure pair where there is one.
    """
    alike: dict[tuple[str, ...], list[tuple[int, _Marks]]] = {}
    for number, source in enumerate(sources):
        marks = _marks(source)
        before: dict[int, bool] = {}
        for shared in _shared(marks):
            others = alike.setdefault(shared, [])
            for other, its in others:
                same = _same(its, marks)
                if same is not None:
                    before[other] = before.get(other, False) or same
            if len(others) < _MOST_COMPARED:
                others.append((number, marks))
        # one pair is enough to say it
        for sure in (True, False):
            found = [other for other, same in before.items() if same is sure]
            if found:
                yield min(found), number, sure
                break


def _shared(marks: _Marks) -> Iterator[tuple[str, ...]]:
    if marks.doi:
        yield ("doi", marks.doi)
    if marks.arxiv:
        yield ("arxiv", marks.arxiv)
    if marks.title and marks.author:
        yield ("title", marks.title, marks.author)


def _same(one: _Marks, other: _Marks) -> bool | None:
    """Return True for one work, False for what may be one, None for two that only look alike."""
    titled = one.title == other.title
    if one.doi and one.doi == other.doi:
        # a chapter often bears the DOI of its book
        return titled or not (one.part or other.part)
    two_dois = bool(one.doi and other.doi)
    drafts = one.preprint != other.preprint
    if one.arxiv and one.arxiv == other.arxiv:
        return not two_dois and not drafts
    if not titled or one.author != other.author:
        return None
    if one.year == other.year and one.year:
        return not two_dois and not drafts
    return False if drafts and _near(one.year, other.year) else None


def _near(one: str, other: str) -> bool:
    first, second = _NO_YEAR.match(one), _NO_YEAR.match(other)
    return not (first and second) or abs(int(first[0]) - int(second[0])) <= _LONGEST_WAIT


def _marks(source: Source) -> _Marks:
    fields = source.fields
    doi = _doi(fields)
    arxiv = _arxiv(fields, doi)
    names = source.authors or source.editors
    title = ": ".join(filter(None, (source.title, fields.get("subtitle", ""))))
    return _Marks(
        doi="" if doi.startswith("10.48550/arxiv.") else doi,
        arxiv=arxiv,
        title=_folded(title.replace("&", " and ")),
        author=_folded(names[0].short) if names else "",
        year=_counted(source.year),
        preprint=_is_preprint(fields, doi, arxiv),
        part=source.type in _PARTS,
    )


def _doi(fields: Mapping[str, str]) -> str:
    """Return the DOI of an entry in small letters, wherever it stands; "" if it has none."""
    found = _DOI.search(unquote(fields.get("doi", "")))
    if found:
        return _plain_doi(found[0])
    address = _IN_ADDRESS.search(unquote(fields.get("url", "")))
    if address:
        return _plain_doi(_PAGE_OF_DOI.sub("", address[0]))
    for name in _NOTES:
        noted = _NOTED.search(unquote(fields.get(name, "")))
        if noted:
            return _plain_doi(noted["doi"] or noted["alone"])
    return ""


def _plain_doi(doi: str) -> str:
    doi = doi.lower().rstrip(".,;:")
    if doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi.removesuffix(")")
    return _VERSION.sub("", doi) if _PREPRINT_DOI.match(doi) else doi


def _arxiv(fields: Mapping[str, str], doi: str) -> str:
    archive = fields.get("eprinttype", "") or fields.get("archiveprefix", "")
    alone = _ARXIV_ALONE.fullmatch(fields.get("eprint", "").strip())
    if alone and archive.lower() in ("", "arxiv"):
        return alone["id"].lower()
    said = (
        doi,
        *(
            fields.get(name, "")
            for name in ("eprint", "url", "journal", "journaltitle", *_NOTES[1:])
        ),
    )
    found = next(filter(None, map(_ARXIV.search, said)), None)
    return found["id"].lower() if found else ""


def _is_preprint(fields: Mapping[str, str], doi: str, arxiv: str) -> bool:
    if doi:
        return bool(_PREPRINT_DOI.match(doi))
    journal = fields.get("journal", "") or fields.get("journaltitle", "")
    if journal or fields.get("booktitle"):
        return bool(_PREPRINT.search(journal))
    named = ("publisher", "howpublished", "note", "url", "institution", "number", "type")
    return bool(arxiv) or any(_PREPRINT.search(fields.get(name, "")) for name in named)


def _counted(year: str) -> str:
    """Return a year as its figures alone, whatever script they are in: 2019a is 2019."""
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", year))
    return str(int(found[1])) if found else year


def _folded(text: str) -> str:
    text = without_unseen(text)
    letters = unicodedata.normalize("NFKD", text).casefold().translate(_ALONE)
    if not letters.isascii():
        letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_IN_TITLES.sub(" ", letters).strip()


def _said_to_differ(graph: Graph, *keys: str) -> bool:
    facts = (graph.review.sources.get(key) for key in keys)
    return any(TWINS in one.allow for one in facts if one)
