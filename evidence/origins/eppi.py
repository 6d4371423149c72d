"""What EPPI-Reviewer exports as JSON: sets of codes, references, and what was coded.

Codes and their sets are a tree of codes; a reference is a text. A code that
was chosen for a reference says what a study is, and states nothing: it becomes
a segment only where somebody wrote about it, or coded words of the full text.
All others are left, each by its reference and its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn
from evidence.origins.given_text import (
    has_markup,
    line,
    mapping,
    rows,
    said,
    short,
    unlike,
    without_markup,
)
from evidence.origins.json_file import json_or_none, read_json
from evidence.origins.origin import Code, CodedText, Left, Origin, Segment

TOOL = "eppi"
CHOSEN, CODED = "code on a reference", "full-text coding"

_CHOICE = (
    "a code chosen for a reference says what a study is: it states nothing, and marks no words"
)
_OUTCOME = "an outcome is a set of figures: bring it as a sheet"
_TYPES = {
    "journal, article": "article",
    "article in a periodical": "article",
    "conference proceedings": "inproceedings",
    "report": "report",
    "book, chapter": "incollection",
    "book, whole": "book",
    "dissertation": "thesis",
    "document from internet site": "online",
    "internet site": "online",
}
_CONTAINERS = {"article": "journaltitle", "inproceedings": "booktitle", "incollection": "booktitle"}
_FIELDS = (
    ("title", "Title"),
    ("year", "Year"),
    ("volume", "Volume"),
    ("number", "Issue"),
    ("pages", "Pages"),
    ("publisher", "Publisher"),
    ("institution", "Institution"),
    ("location", "City"),
    ("edition", "Edition"),
    ("url", "URL"),
)
_STATUS = {"D": "deleted", "E": "excluded", "S": "a duplicate or shadow"}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_YEAR = re.compile(r"(?!0000)\d{4}\Z")
# Page 3:\n[¬s]"first words"\n"further words"[¬e]", with the last mark within the quotes
_PAGE = re.compile(r"^\s*Page (\d+):\s*", re.MULTILINE)
_WORDS = re.compile(r"\[¬s\]\"?(.*?)\"?\[¬e\]\"?", re.DOTALL)
_BETWEEN = re.compile(r"\"\s*\n\s*\"")


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file is an export of EPPI-Reviewer; the file is where it was."""
    value = json_or_none(name, file)
    return isinstance(value, Mapping) and (
        {"CodeSets", "References"} <= {*value} or _has_codes(rows(value.get("References")))
    )


def _has_codes(references: Sequence[Mapping[str, Any]]) -> bool:
    return any({"ItemId", "Codes"} <= {*one} for one in references)


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:  # noqa: ARG001
    """Return what an export of EPPI-Reviewer holds.

    Shape: a text is keyed by its ItemId, a code by its AttributeId (a set by
           `set:` and its SetId), a coding of the full text by both and an
           ordinal. `settings` has no keys here.
    Raises: CannotGoOn if it is no such export.
    """
    value = read_json(name, file)
    if not isinstance(value, Mapping) or not {"CodeSets", "References"} & {*value}:
        raise CannotGoOn(
            f"{name} is no export of EPPI-Reviewer: it holds neither CodeSets nor References",
            "export the codes and references as JSON",
        )
    reading = _Reading(name)
    reading.sets(rows(value.get("CodeSets")))
    reading.references(rows(value.get("References")))
    reading.strangers(value)
    return reading.origin()


@dataclass(slots=True)
class _Reading:
    name: str
    codes: list[Code] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    texts: list[CodedText] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def origin(self) -> Origin:
        return Origin(
            TOOL,
            self.name,
            texts=tuple(self.texts),
            codes=tuple(self.codes),
            segments=tuple(self.segments),
            left=tuple(self.left),
            counts=self.counts,
        )

    def strangers(self, value: Mapping[str, Any]) -> None:
        """Name what stands among sets and references and is neither."""
        lists = [(kind, value.get(kind)) for kind in ("CodeSets", "References")]
        for one in rows(value.get("References")):
            lists += [(f"{kind} on {_named(one)}", one.get(kind)) for kind in ("Codes", "Outcomes")]
        for kind, listed in lists:
            for number, one in enumerate(listed if isinstance(listed, list) else [], start=1):
                if not isinstance(one, Mapping):
                    self.counts["entry"] += 1
                    name = f"entry {number} of {kind}"
                    self.left.append(Left("entry", name, "it holds no fields"))

    def sets(self, sets: Sequence[Mapping[str, Any]]) -> None:
        found = list(_tree(sets))
        self.counts["code"] = len(sets) + sum(map(_attributes, sets))
        for (one, parent), key in zip(
            found, unlike(_code_key(one) for one, _ in found), strict=True
        ):
            label = line(one.get("AttributeName")) or line(one.get("SetName"))
            definition, plain = _plain(
                one.get("AttributeSetDescription")
                or one.get("AttributeDescription")
                or one.get("SetDescription")
            )
            told = list(plain)
            if key != _code_key(one):
                told.append("its number stands twice in the file")
            if not label:
                told.append("it has no name")
            self.labels.setdefault(_code_key(one), label or key)
            self.codes.append(Code(key, label or key, definition, parent, tuple(told)))

    def references(self, references: Sequence[Mapping[str, Any]]) -> None:
        self.counts["text"] = len(references)
        keys = unlike(line(one.get("ItemId")) or "unnumbered" for one in references)
        for one, key in zip(references, keys, strict=True):
            self.texts.append(_text(one, key))
            # where words are coded, these stand for the code unless a note was written too
            for choice in rows(one.get("Codes")):
                details = rows(choice.get("ItemAttributeFullTextDetails"))
                self.counts[CODED] += sum(map(_passages, details))
                self.counts[CHOSEN] += not details or bool(_plain(choice.get("AdditionalText"))[0])
            self.coded(one, key)
            for number, outcome in enumerate(rows(one.get("Outcomes")), start=1):
                self.counts["outcome"] += 1
                title = line(outcome.get("Title") or outcome.get("OutcomeText")) or f"{number}"
                self.left.append(Left("outcome", f"outcome {title} of {_named(one)}", _OUTCOME))

    def coded(self, one: Mapping[str, Any], text: str) -> None:
        choices = rows(one.get("Codes"))
        keys = unlike(_choice_key(choice, text) for choice in choices)
        for choice, key in zip(choices, keys, strict=True):
            code = line(choice.get("AttributeId"))
            label = self.labels.get(code, f"code {code}")
            name = f"{label} on {_named(one)}"
            told: tuple[str, ...] = ()
            if code not in self.labels:
                told = ("its code stands in no set of the file",)
            if arm := line(choice.get("ArmTitle")):
                told += (f"it was coded for the arm “{arm}” of the study",)
            codes = (code,) if code in self.labels else ()
            note, plain = _plain(choice.get("AdditionalText"))
            details = rows(choice.get("ItemAttributeFullTextDetails"))
            if note:
                self.segments.append(
                    Segment(
                        key, CHOSEN, f"{name}: {short(note)}", text=text, statement=note,
                        codes=codes, approximated=(*told, *plain),
                    )
                )  # fmt: skip
            elif not details:
                self.left.append(Left(CHOSEN, name, _CHOICE))
            for number, (quote, unsure) in enumerate(_all_passages(details), start=1):
                if not quote:
                    self.left.append(Left(CODED, name, "it gives no words of the text"))
                    continue
                self.segments.append(
                    Segment(
                        f"{key}/{number}", CODED, f"{name}: {short(quote)}", text=text, quote=quote,
                        codes=codes, approximated=(*told, *unsure),
                    )
                )  # fmt: skip


def _tree(sets: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield each set and code with the key of what stands above it, from the top."""
    waiting = [(one, "") for one in reversed(sets)]
    while waiting:
        one, parent = waiting.pop()
        yield one, parent
        below = rows(mapping(one.get("Attributes")).get("AttributesList"))
        waiting += [(child, _code_key(one)) for child in reversed(below)]


def _attributes(value: Any) -> int:
    """Return how many codes stand in a set, at whatever depth and place."""
    found, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            found += len(rows(one.get("AttributesList")))
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def _code_key(one: Mapping[str, Any]) -> str:
    """Return the number of a code, or of a set; the name of one that has no number."""
    if number := line(one.get("AttributeId")):
        return number
    if "SetId" in one or "SetName" in one:
        return f"set:{line(one.get('SetId')) or line(one.get('SetName'))}"
    return f"code:{line(one.get('AttributeName')) or 'unnumbered'}"


def _choice_key(choice: Mapping[str, Any], text: str) -> str:
    arm = line(choice.get("ArmId"))
    return f"{text}/{line(choice.get('AttributeId'))}" + (
        f"/arm-{arm}" if arm not in ("", "0") else ""
    )


def _named(one: Mapping[str, Any]) -> str:
    title = f"{line(one.get('ShortTitle'))}: {short(one.get('Title'))}".strip(": ")
    return " ".join(part for part in (line(one.get("ItemId")), title) if part) or "a reference"


def _plain(value: Any) -> tuple[str, tuple[str, ...]]:
    """Return a text without markup, and that there was some."""
    text = said(value)
    if not has_markup(text):
        return text, ()
    return without_markup(text), ("its bold, italic or raised letters are plain",)


def _passages(detail: Mapping[str, Any]) -> int:
    """Return how many passages a coding of the full text holds: at least one."""
    marked = _WORDS.findall(str(detail.get("Text") or ""))
    return sum(len(_BETWEEN.split(words)) for words in marked) or 1


def _all_passages(
    details: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words of each passage, and what is told of where it stands."""
    for detail in details:
        text = said(detail.get("Text"))
        document = line(detail.get("DocTitle"))
        told = [f"it was coded in the document {document}"] if document else []
        page = _PAGE.search(text)
        if page:
            told.append(f"it stands on page {page[1]} of the PDF, whose number is not told")
        marked = _WORDS.findall(text)
        if not marked:
            start, end = line(detail.get("TextFrom")), line(detail.get("TextTo"))
            if start and end and (start, end) != ("0", "0"):
                told.append(f"it stands at letters {start} to {end} of that document")
            yield line(_PAGE.sub("", text).strip('" \n')), tuple(told)
        for words in marked:
            for quote in _BETWEEN.split(words):
                yield line(quote), tuple(told)


def _text(one: Mapping[str, Any], key: str) -> CodedText:
    kind = _TYPES.get(line(one.get("TypeName")).lower(), "misc")
    entry = {"ENTRYTYPE": kind}
    entry |= {name: value for name, given in _FIELDS if (value := line(one.get(given)))}
    if not _YEAR.match(entry.get("year", "")):
        entry.pop("year", None)
    told = []
    for name, given in (("author", "Authors"), ("editor", "ParentAuthors")):
        people = [who for who in map(line, said(one.get(given)).split(";")) if who]
        if people:
            entry[name] = " and ".join(
                who if _is_told_apart(who) else f"{{{who}}}" for who in people
            )
        if not all(map(_is_told_apart, people)):
            told.append(f"family and given names of each {name} are not told apart")
    if parent := line(one.get("ParentTitle")):
        entry[_CONTAINERS.get(kind, "series")] = parent
    if doi := _DOI.search(line(one.get("DOI"))):
        entry["doi"] = doi[0]
    if abstract := said(one.get("Abstract")):
        entry["abstract"] = abstract
    if status := _STATUS.get(line(one.get("ItemStatus"))):
        told.append(f"EPPI-Reviewer says that it is {status}")
    return CodedText(key, _named(one), entry, approximated=tuple(told))


def _is_told_apart(name: str) -> bool:
    return "," in name or " " not in name
