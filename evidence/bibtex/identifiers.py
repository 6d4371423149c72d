"""DOI, ISBN, ISSN, PMID, PMCID, arXiv, URL: stripped of what leads to them, their shape checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from evidence.bibtex.latex import decode
from evidence.bibtex.urls import address_alone


class Identifier(NamedTuple):
    """What a field says, and what is wrong with it: "" where nothing is."""

    text: str
    wrong: str = ""


_DOI = re.compile(r"10(?:\.\d+)+/[^\s\"]+|10/[a-z0-9]{3,}(?=$|\s)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:lt|gt|amp|#\d{2,4});")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_COMMAND = re.compile(r"\\[A-Za-z]|[{}$]")
_DOI_AHEAD = re.compile(
    r"[<\[]?\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\b\s*[:=]?\s*|info:doi/|urn:doi:"
    r"|https?://\S*/)?",
    re.IGNORECASE,
)
_AFTER_DOI = re.compile(r"[.,;>\]\s]*")
_LABEL = re.compile(
    r"^\s*(?:e-?|p-?)?(?:isbn|issn)(?:[\s-]*1[03])?\s*(?:\([^)]*\))?\s*[:.]?\s*", re.IGNORECASE
)
_REMARK = re.compile(
    r"\([^)]*\)|\b(?:print|online|electronic|e?-?isbn|e?-?issn)\b\.?:?", re.IGNORECASE
)
_PMID = re.compile(
    r"(?:https?://\S*?(?:pubmed\S*?/|/pubmed/))?(?:PMID\s*:?\s*)?(\d{1,8})/?", re.IGNORECASE
)
_PMCID = re.compile(r"(?:https?://\S*?/)?(?:PMCID\s*:?\s*)?(?:PMC\s?)?(\d{1,9})/?", re.IGNORECASE)
_ARXIV_AHEAD = re.compile(
    r"(?:https?://(?:\w+\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv\s*[:.]?\s*|abs/)+", re.IGNORECASE
)
_ARXIV = re.compile(
    r"(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE
)
_ARXIV_ENDS = re.compile(r"(?:\.pdf)?(?:\s*\[[^\]]*\])?\s*$", re.IGNORECASE)
_ARXIV_FIRST = ("arxiv:", "https://arxiv.org/", "http://arxiv.org/")
_OLD_ARXIV = re.compile(r"\d{7}(?:v\d+)?").fullmatch
_ISBN_LENGTHS = (10, 13)
_ISSN_LENGTH = 8


def doi(value: str) -> Identifier:
    r"""Return a DOI without what leads to it, escapes undone; the text itself if it is none.

    >>> doi("https://doi.org/10.5555%2F1990").text
    '10.5555/1990'
    >>> doi("none").wrong
    'it is no DOI'
    """
    said = decode(value).plain if _COMMAND.search(value) else value
    if _ENTITY.search(said):
        said = unescape(said)
    if _ESCAPE.search(said) and (not _DOI.search(said) or "://" in said or "%3" in said.lower()):
        said = unquote(said)
    found = _DOI.search(said)
    if not found:
        return Identifier(value, "it is no DOI")
    ahead, behind = said[: found.start()], said[found.end() :]
    text = found[0].rstrip(".,;")
    if text.endswith(">") and text.count("<") < text.count(">"):
        text = text[:-1]
    if not _DOI_AHEAD.fullmatch(ahead) or not _AFTER_DOI.fullmatch(behind):
        return Identifier(text, f"it is more than a DOI: {text} is read")
    return Identifier(text)


def isbn(value: str) -> Identifier:
    """Return ISBNs without the word; each has its check digit."""
    return _numbers(value, "ISBN", _ISBN_LENGTHS, _isbn_sum)


def issn(value: str) -> Identifier:
    """Return ISSNs without the word; each has its check digit."""
    return _numbers(value, "ISSN", (_ISSN_LENGTH,), _issn_sum)


def pmid(value: str) -> Identifier:
    """Return the number of a record of PubMed."""
    found = _PMID.fullmatch(value.strip())
    return Identifier(found[1]) if found else Identifier(value, "it is no PMID")


def pmcid(value: str) -> Identifier:
    """Return the number of a text in PubMed Central."""
    found = _PMCID.fullmatch(value.strip())
    return Identifier(f"PMC{found[1]}") if found else Identifier(value, "it is no PMCID")


def arxiv(value: str) -> Identifier:
    """Return the number of a text in arXiv.

    >>> arxiv("arXiv:1404.7828v4 [cs.NE]").text
    '1404.7828v4'
    """
    bare = _ARXIV_ENDS.sub("", _ARXIV_AHEAD.sub("", value.strip(), count=1))
    found = _ARXIV.fullmatch(bare)
    return Identifier(bare) if found else Identifier(value, "it is no number of arXiv")


def identified(fields: Mapping[str, str]) -> dict[str, Identifier]:
    """Return what each field of an entry that holds a number or an address says."""
    found = {name: read(fields[name]) for name, read in _READERS.items() if name in fields}
    for name in ("url", "ee", "link"):
        if name in fields:
            address = address_alone(fields[name])
            odd = name == "url" and " " in address.strip()
            found[name] = Identifier(address, "it is more than an address" if odd else "")
    kind = (fields.get("eprinttype") or fields.get("archiveprefix") or "").lower()
    number = fields.get("eprint", "")
    if number and (kind == "arxiv" or number.lower().startswith(_ARXIV_FIRST)):
        part_of = fields.get("eprintclass") or fields.get("primaryclass") or ""
        old = part_of and _OLD_ARXIV(number)
        found["eprint"] = arxiv(f"{part_of}/{number}" if old else number)
        found["eprinttype"] = Identifier("arxiv")
    return found


# What each field holds.
_READERS: MappingProxyType[str, Callable[[str], Identifier]] = MappingProxyType(
    {"doi": doi, "isbn": isbn, "issn": issn, "pmid": pmid, "pmcid": pmcid}
)


def _numbers(
    value: str, name: str, lengths: tuple[int, ...], sums: Callable[[str], bool]
) -> Identifier:
    text = _LABEL.sub("", value, count=1).strip().rstrip(".,;")
    digits = [_bare(part) for part in re.split(r"[,;/]|\band\b", _REMARK.sub(" ", text))]
    digits = [part for whole in digits for part in _parted(whole, lengths)]
    if not digits:
        return Identifier(value, f"it is no {name}")
    for number in digits:
        if len(number) not in lengths or not number[:-1].isdecimal():
            return Identifier(text, f"`{number}` is no {name}")
        if not sums(number):
            return Identifier(
                text, f"the last digit of the {name} `{number}` does not fit the others"
            )
    return Identifier(text)


def _bare(text: str) -> str:
    return re.sub(r"[-–—‐‑.]", "", text.strip()).upper()


def _parted(text: str, lengths: tuple[int, ...]) -> list[str]:
    """Return a number with its blanks taken out, or the several that blanks part."""
    whole = "".join(text.split())
    parts = text.split()
    if len(whole) in lengths or not all(len(part) in lengths for part in parts):
        return [whole] if whole else []
    return parts


def _isbn_sum(number: str) -> bool:
    if len(number) == max(_ISBN_LENGTHS):
        if not number.isdecimal():
            return False
        return sum(int(digit) * (1 + 2 * (n % 2)) for n, digit in enumerate(number)) % 10 == 0
    return _weighed(number)


def _issn_sum(number: str) -> bool:
    return _weighed(number)


def _weighed(number: str) -> bool:
    values = [
        10 if digit == "X" else int(digit) for digit in number if digit.isdecimal() or digit == "X"
    ]
    return sum(value * (len(values) - n) for n, value in enumerate(values)) % 11 == 0
