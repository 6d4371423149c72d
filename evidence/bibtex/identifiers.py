"""DOI, ISBN, ISSN, PMID, PMCID, arXiv, URL: stripped of what leads to them, their shape checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from evidence.bibtex.latex import decode
from evidence.bibtex.mended_names import names_nobody
from evidence.bibtex.urls import address_alone
from evidence.model.sources import OF_ARXIV
from evidence.unseen import without_unseen


class Identifier(NamedTuple):
    """What a field says, and what is wrong with it: "" where nothing is."""

    text: str
    wrong: str = ""


_DOI = re.compile(r"10(?:\.\d+)+/[^\s\"]+|10/[a-z0-9]{3,}(?=$|\s)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:lt|gt|amp|#\d{2,4});")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_COMMAND = re.compile(r"\\[A-Za-z]|[{}$]")
_UNDERSCORE = re.compile(r"\$\\?_\$|\\doi(?=\s*\{)|\\(?=/)")
_TWICE_ESCAPED = 2
_RESOLVER = re.compile(r"https?://\S*/$", re.IGNORECASE)
_DOI_AHEAD = re.compile(
    r"[<\[({]?\s*(?:(?:https?:)?(?://)?(?:dx\.|www\.)?doi\.org/|doi\b\s*[:=]?\s*|info:doi/|urn:doi:"
    r"|https?://\S*/)?",
    re.IGNORECASE,
)
_AFTER_DOI = re.compile(r"[.,;>)}\]\s]*")
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
    r"(?:https?://(?:\w+\.)?arxiv\.org/(?:abs|pdf|html)/|(?:https?://(?:dx\.)?doi\.org/)?10\.48550/"
    r"|arxiv\s*[:.]?\s*|e?-?print\s*[:.]?\s*(?=arxiv)|preprint\s*[:.]?\s*(?=arxiv)|abs/)+",
    re.IGNORECASE,
)
_ARXIV_ENDS = re.compile(r"(?:\.pdf)?(?:\s*\[[^\]]*\])?\s*$", re.IGNORECASE)
_ARXIV_FIRST = ("arxiv:", "https://arxiv.org/", "http://arxiv.org/")
_OLD_ARXIV = re.compile(r"\d{7}(?:v\d+)?").fullmatch
_BARE_DOI = re.compile(r"(?:doi\b\s*[:=]\s*)?10\.\d{4,9}/\S+", re.IGNORECASE).fullmatch
_BARE_HOST = re.compile(
    r"(?:www\.[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|int|info|io|ac\.\w\w|go\.\w\w"
    r"|co\.\w\w|uk|de|fr|nl|id|eu))(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
).fullmatch
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[\w.-]+:\d+|//").match
_ORDINARY = re.compile(r"https?://(?!https?:)[!#-%'-;=?-~]+", re.IGNORECASE).fullmatch
# `https://` alone, or twice
_NO_HOST = re.compile(r"https?://(?:https?:/?/?|www\.?$|$)", re.IGNORECASE).match
_MISWRITTEN = re.compile(r"https?:(?:/(?!/)|\\\\)", re.IGNORECASE).match
_ISBN_LENGTHS = (10, 13)
_ISSN_LENGTH = 8


def doi(value: str) -> Identifier:
    r"""Return a DOI without what leads to it, escapes undone; the text itself if it is none.

    >>> doi("https://doi.org/10.5555%2F1990").text
    '10.5555/1990'
    >>> doi("none").wrong
    'it is no DOI'
    """
    said = without_unseen(value)
    said = decode(_UNDERSCORE.sub("_", said)).plain if _COMMAND.search(said) else said
    for _ in range(_TWICE_ESCAPED if "&" in said else 0):
        said = unescape(said) if _ENTITY.search(said) else said
    if _ESCAPE.search(said) and (not _DOI.search(said) or "://" in said or "%3" in said.lower()):
        said = unquote(said)
    found = _DOI.search(said)
    if not found:
        return Identifier(value, "it is no DOI")
    ahead, behind = said[: found.start()], said[found.end() :]
    text = found[0]
    if ahead and _RESOLVER.search(ahead):
        text, query, _ = text.partition("?")
        text, behind = text.partition("#")[0], "" if query else behind
    text = _without_frame(text)
    if not text.isascii():
        strange = next(sign for sign in text if not sign.isascii())
        return Identifier(text, f"`{strange}` stands in no DOI")
    if not _DOI_AHEAD.fullmatch(ahead) or not _AFTER_DOI.fullmatch(behind):
        return Identifier(text, f"it is more than a DOI: {text} is read")
    return Identifier(text)


_FRAMES = (("<", ">"), ("(", ")"), ("[", "]"), ("{", "}"))


def _without_frame(text: str) -> str:
    """Return a DOI without the bracket that closes before it began, and what ends a sentence."""
    text = text.rstrip(".,;")
    if text[-1:] not in ">)]}":
        return text
    for opening, closing in _FRAMES:
        if text.endswith(closing) and text.count(opening) < text.count(closing):
            text = text[:-1].rstrip(".,;")
    return text


def isbn(value: str) -> Identifier:
    """Return ISBNs without the word; each has its check digit."""
    return _numbers(value, "ISBN", _ISBN_LENGTHS, _isbn_sum)


def issn(value: str) -> Identifier:
    """Return ISSNs without the word; each has its check digit."""
    return _numbers(value, "ISSN", (_ISSN_LENGTH,), _issn_sum)


def pmid(value: str) -> Identifier:
    """Return the number of a record of PubMed."""
    found = _PMID.fullmatch(without_unseen(value).strip().partition("?")[0])
    return (
        Identifier(found[1])
        if found and found[1].strip("0")
        else Identifier(value, "it is no PMID")
    )


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
    return Identifier(bare) if OF_ARXIV(bare) else Identifier(value, "it is no number of arXiv")


def identified(fields: Mapping[str, str]) -> dict[str, Identifier]:
    """Return what each field of an entry that holds a number or an address says."""
    found = {name: read(fields[name]) for name, read in _READERS.items() if name in fields}
    for name in ("url", "ee", "link"):
        if name in fields:
            said = fields[name]
            found[name] = Identifier(said) if _ORDINARY(said) else _address(name, said)
    kind = (fields.get("eprinttype") or fields.get("archiveprefix") or "").lower()
    kind = kind.removesuffix(".org")
    number = fields.get("eprint", "")
    if number and (kind == "arxiv" or number.lower().startswith(_ARXIV_FIRST)):
        part_of = fields.get("eprintclass") or fields.get("primaryclass") or ""
        old = part_of and _OLD_ARXIV(number)
        found["eprint"] = arxiv(f"{part_of}/{number}" if old else number)
        found["eprinttype"] = Identifier("arxiv")
    return found


def _address(name: str, value: str) -> Identifier:
    """Return an address with its scheme; in `url` what is none is reported."""
    address = address_alone(without_unseen(value))
    if _ENTITY.search(address):
        address = unescape(address)
    bare = address.strip()
    if _BARE_DOI(bare):
        return Identifier(f"https://doi.org/{_DOI_AHEAD.sub('', bare, count=1)}")
    if _BARE_HOST(bare):
        address = f"http://{bare}"
    if name != "url":
        return Identifier(address)
    if " " in bare:
        return Identifier(address, "it is more than an address")
    if not _SCHEME(address):
        return Identifier("" if names_nobody(bare) else address, "it is no address")
    return Identifier(address, _wrong_in(address) if address == bare else "")


def _wrong_in(address: str) -> str:
    """Return what is wrong in an address that begins as one, "" where nothing is."""
    if _NO_HOST(address):
        return "it leads nowhere"
    return "two slashes stand behind `https:`" if _MISWRITTEN(address) else ""


# What each field holds.
_READERS: MappingProxyType[str, Callable[[str], Identifier]] = MappingProxyType(
    {"doi": doi, "isbn": isbn, "issn": issn, "pmid": pmid, "pmcid": pmcid}
)


def _numbers(
    value: str, name: str, lengths: tuple[int, ...], sums: Callable[[str], bool]
) -> Identifier:
    text = _LABEL.sub("", without_unseen(value), count=1).strip().rstrip(".,;")
    digits = [_bare(part) for part in re.split(r"[,;/]|\band\b", _REMARK.sub(" ", text))]
    digits = [part for whole in digits for part in _parted(whole, lengths)]
    if not digits:
        return Identifier(value, f"it is no {name}")
    for number in digits:
        if len(number) not in lengths or not number[:-1].isdecimal():
            return Identifier(text, f"`{number}` is no {name}")
        if not sums(number) or not number.strip("0"):
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
