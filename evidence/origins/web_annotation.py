"""Annotations of web pages and PDFs: W3C Web Annotations, Hypothes.is, Obsidian's notes.

All become annotations in Hypothes.is' shape and are read as one. The words of
a quote selector are the quote, with what stands before and after; a comment is
somebody's own words; tags are codes. A note on a whole page has no words of
the text and is taken where somebody wrote it, as a claim without a quote: it
says something of the source that only a person can judge. A reply speaks of an
annotation, not of the text, and is left.
"""

from __future__ import annotations

import json
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
from evidence.origins.json_file import MOST, json_or_none, read_json, read_text
from evidence.origins.origin import Code, CodedText, Left, Origin, Segment

TOOL = "web-annotation"
Annotation = Mapping[str, Any]

_KIND, _FURTHER = "annotation", "further target"
_REPLY = "a reply: it speaks of an annotation, not of the text"
_SILENT = "it marks no words of the text, and nobody wrote any about it"
_ELSEWHERE = "it stands in another file, which is not fetched"
_ENTRY = "it is no annotation"
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>#?]+")
_PAGE = re.compile(r"(?:^|[&#])page=(\d+)")
_FENCE = re.compile(r"^>?[ ]?```annotation-json[ \t]*$")
_BLOCK_ID = re.compile(r"^\^([A-Za-z0-9]+)[ \t]*$")
_PAGED = ("items", "rows", "annotations", "@graph")


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file holds such annotations; the file is where it was."""
    here = file.tell()
    try:
        if b"```annotation-json" in file.read(MOST):
            return True
    except OSError:
        return False
    finally:
        file.seek(here)
    return any(_is_annotation(one) for one in _entries(json_or_none(name, file)))


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:  # noqa: ARG001
    """Return what a file of annotations holds; `settings` has no keys here.

    Shape: a text is keyed by its address as the file writes it, an annotation
           by its id; one whose id is missing, or the word `undefined`, by when
           it was made and what it says. The second and further targets of one
           annotation are segments of their own (`ID#target-2`).
    Raises: CannotGoOn if the file holds no annotations.
    """
    here = file.tell()
    is_note = b"```annotation-json" in file.read(MOST)
    file.seek(here)
    reading = _Reading(name)
    if is_note:
        entries = _in_note(read_text(name, file), reading)
    else:
        value = read_json(name, file)
        entries = _entries(value)
        known = [one for one in entries if _is_annotation(one)]
        if not known and not _is_empty(value):
            raise CannotGoOn(
                f"{name} holds no annotations of Hypothes.is or the W3C's model",
                "export them as JSON",
            )
        reading.pages(value)
    reading.take(entries)
    return reading.origin()


def _is_annotation(one: Any) -> bool:
    if not isinstance(one, Mapping):
        return False
    types = _types(one)
    is_hypothesis = "target" in one and bool({"uri", "user", "text", "document"} & {*one})
    return "Annotation" in types or (is_hypothesis and not types)


def _types(one: Annotation) -> frozenset[str]:
    given = one.get("type", one.get("@type"))
    listed = given if isinstance(given, list) else [given]
    return frozenset(str(kind).rpartition(":")[2].rpartition("#")[2] for kind in listed if kind)


def _entries(value: Any) -> list[Any]:
    """Return what a file lists: annotations, those of its pages, or itself."""
    if _is_annotation(value):
        return [value]
    if isinstance(value, list):
        return value
    found: list[Any] = []
    waiting = [value]
    while waiting:
        one = mapping(waiting.pop())
        for key in _PAGED:
            if isinstance(one.get(key), list):
                found += one[key]
        waiting += [one[key] for key in ("next", "first") if isinstance(one.get(key), Mapping)]
    return found


def _is_empty(value: Any) -> bool:
    return value == [] or any(mapping(value).get(key) == [] for key in _PAGED)


def _in_note(text: str, reading: _Reading) -> list[Any]:
    """Return the annotations of a note of Obsidian's, whose comment and tags stand below each.

    What stands there was read, and perhaps edited, by a person: it counts.
    """
    found: list[Any] = []
    lines = text.splitlines()
    starts = [number for number, one in enumerate(lines) if _FENCE.match(one)]
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        ends = (n for n in range(start, following) if _BLOCK_ID.match(lines[n]))
        end = next(ends, following)
        shown = [
            re.sub("^> ?", "", one) if one.startswith(">") else None for one in lines[start:end]
        ]
        block = [one for one in shown if one is not None]
        own = lines[end][1:].strip() if end < following else ""
        close = next((n for n, one in enumerate(block[1:], 1) if one.startswith("```")), len(block))
        try:
            given = json.loads("\n".join(block[1:close]))
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, Mapping):
            reading.broken(f"the block in line {start + 1}")
            continue
        rest = block[close:]
        comment = _between(rest, "%%COMMENT%%", "%%TAGS%%")
        tags = " ".join(_between(rest, "%%TAGS%%", ""))
        data = {**given, "id": own, "target": given.get("target", [])}
        data["tags"] = [tag.strip().removeprefix("#") for tag in tags.split(",") if tag.strip()]
        if said(given.get("text")) != said("\n".join(comment)):
            data["was"] = given.get("text")
        data["text"] = "\n".join(comment)
        data.setdefault("uri", "")
        found.append(data)
    return found


def _between(lines: Sequence[str], first: str, last: str) -> list[str]:
    start = next((n for n, one in enumerate(lines) if one.startswith(first)), None)
    if start is None:
        return []
    end = next((n for n, one in enumerate(lines) if last and one.startswith(last)), len(lines))
    return [lines[start].removeprefix(first), *lines[start + 1 : end]]


@dataclass(slots=True)
class _Reading:
    name: str
    texts: dict[str, CodedText] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def origin(self) -> Origin:
        return Origin(
            TOOL,
            self.name,
            texts=tuple(self.texts.values()),
            codes=tuple(self.codes.values()),
            segments=tuple(self.segments),
            left=tuple(self.left),
            counts=self.counts,
        )

    def broken(self, name: str) -> None:
        self.counts["annotation"] += 1
        self.left.append(Left(_KIND, name, "its JSON cannot be read"))

    def pages(self, value: Any) -> None:
        """Name the pages of a collection that the file names and does not hold."""
        one = mapping(value)
        while one:
            for key in ("first", "next", "last"):
                address = one.get(key)
                if isinstance(address, str) and not (key == "last" and _holds(value, address)):
                    self.counts["page"] += 1
                    self.left.append(Left("page", line(address), _ELSEWHERE))
            one = mapping(one.get("first")) or mapping(one.get("next"))
        total = mapping(value).get("total")
        here = len(_entries(value))
        if isinstance(total, int) and not isinstance(total, bool) and total > here:
            self.counts["missing"] += 1
            because = f"the file says that there are {total:,} annotations, and holds {here:,}"
            self.left.append(Left("missing", "further annotations", because))

    def take(self, entries: Sequence[Any]) -> None:
        known = [one for one in entries if _is_annotation(one)]
        self.counts["annotation"] += len(known)
        self.counts["entry"] += len(entries) - len(known)
        self.counts[_FURTHER] += sum(max(0, len(_targets(one)) - 1) for one in known)
        self.counts["code"] = len({tag for one in known for tag in _tags(one)})
        self.counts["text"] = len(
            {_text_key(one, target) for one in known for target in _targets(one) or [{}]}
        )
        for number, one in enumerate(entries, start=1):
            if not _is_annotation(one):
                self.left.append(Left("entry", f"entry {number}", _ENTRY))
        for one, key in zip(known, unlike(map(_key, known)), strict=True):
            self.annotation(one, key)

    def annotation(self, one: Annotation, key: str) -> None:
        targets = _targets(one) or [{}]
        comment, told = _comment(one)
        told = (*_identity(one, key), *told)
        codes = tuple(self.coded(one))
        for number, target in enumerate(targets, start=1):
            kind = _KIND if number == 1 else _FURTHER
            own = key if number == 1 else f"{key}#target-{number}"
            text = self.text(one, target)
            quote, prefix, suffix = _quote(target)
            name = f"{kind} {own}"
            if quote or comment:
                name += f": {short(quote or comment)}"
            if one.get("references") or "replying" in _purposes(one, "motivation"):
                self.left.append(Left(kind, name, _REPLY))
            elif not quote and not comment:
                because = "; ".join((_SILENT, *told)) if told else _SILENT
                self.left.append(Left(kind, name, because))
            else:
                self.segments.append(
                    Segment(
                        own,
                        kind,
                        name,
                        text=text,
                        quote=quote,
                        prefix=prefix,
                        suffix=suffix,
                        statement=comment,
                        at=_at(target),
                        codes=codes,
                        coder=_coder(one),
                        approximated=(*told, *_unsure(target, quote)),
                    )
                )

    def coded(self, one: Annotation) -> Iterator[str]:
        for tag in _tags(one):
            self.codes.setdefault(f"tag:{tag}", Code(f"tag:{tag}", tag))
            yield f"tag:{tag}"

    def text(self, one: Annotation, target: Annotation) -> str:
        key = _text_key(one, target)
        if key not in self.texts:
            title = _title(one)
            entry = {"title": title} if title else {}
            if key.startswith(("http://", "https://")):
                entry["url"] = key
            if doi := _doi(one):
                entry["doi"] = doi
            name = title or (self.name if key == "document" else key)
            told = () if key != "document" else ("the file does not say which text this is",)
            self.texts[key] = CodedText(key, name, entry, approximated=told)
        return key


def _text_key(one: Annotation, target: Annotation) -> str:
    said_of = (target.get("source"), target.get("id"), one.get("uri"))
    return next((key for key in map(line, said_of) if key), "document")


def _holds(value: Any, address: str) -> bool:
    """Return whether a page of an address stands in the file."""
    one = mapping(value)
    while one:
        if address in (one.get("id"), one.get("@id")):
            return True
        one = mapping(one.get("first")) or mapping(one.get("next"))
    return False


def _key(one: Annotation) -> str:
    key = line(one.get("id", one.get("@id")))
    if key and key != "undefined":
        return key
    made = line(one.get("created")) or short(_comment(one)[0]) or "unnamed"
    return f"made {made}"


def _identity(one: Annotation, key: str) -> Iterator[str]:
    """Yield what is not sure about which annotation this is."""
    own = line(one.get("id", one.get("@id")))
    if not own or own == "undefined":
        given = f"its id is the word “{own}”" if own else "it has no id"
        yield f"{given}: it is known again by when it was made"
    elif own != key:
        yield "its id stands twice in the file"
    if "was" in one:
        yield "its comment was edited in the note, and is taken as it stands there"


def _targets(one: Annotation) -> list[Annotation]:
    given = one.get("target")
    listed = given if isinstance(given, list) else [given]
    return [
        target if isinstance(target, Mapping) else {"source": target} for target in listed if target
    ]


def _selectors(target: Annotation) -> Iterator[Annotation]:
    """Yield the selectors of a target, what refines one as well."""
    waiting = [target.get("selector")]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, Mapping):
            yield one
            waiting += [one.get("refinedBy"), one.get("members"), one.get("items")]


def _quote(target: Annotation) -> tuple[str, str, str]:
    for selector in _selectors(target):
        if "TextQuoteSelector" in _types(selector) and line(selector.get("exact")):
            before, after = line(selector.get("prefix")), line(selector.get("suffix"))
            return line(selector["exact"]), before, after
    return "", "", ""


def _at(target: Annotation) -> Mapping[str, str]:
    for selector in _selectors(target):
        if "PageSelector" in _types(selector) and (label := line(selector.get("label"))):
            return {"page": label}
    return {}


def _unsure(target: Annotation, quote: str) -> Iterator[str]:
    """Yield what of the place could not be taken."""
    at = _at(target)
    kinds: list[str] = []
    for selector in _selectors(target):
        types = _types(selector)
        kinds += sorted(kind for kind in types if kind.endswith("Selector"))
        if not at and "PageSelector" in types and isinstance(selector.get("index"), int):
            yield f"it stands on page {selector['index'] + 1} of the PDF, whose number is not told"
        page = _PAGE.search(line(selector.get("value"))) if "FragmentSelector" in types else None
        if page and not at:
            yield f"it stands on page {page[1]} of the PDF, whose number is not told"
        if quote and "TextQuoteSelector" in types:
            yield from _cut(quote, selector)
    if not quote and kinds:
        told = ", ".join(dict.fromkeys(kinds))
        yield f"it marks a place without giving its words ({told})"


def _cut(quote: str, selector: Annotation) -> Iterator[str]:
    """Yield where a mark seems to begin or end within a word."""
    given = (selector.get(part) for part in ("prefix", "suffix", "exact"))
    before, after, exact = (part if isinstance(part, str) else "" for part in given)
    if _within_word(before[-1:], exact[:1]):
        word = re.findall(r"\w+", before)[-1]
        yield f"it may begin within a word: “{word}|{quote.split(maxsplit=1)[0]}”"
    if _within_word(exact[-1:], after[:1]):
        word = re.findall(r"\w+", after)[0]
        yield f"it may end within a word: “{quote.rsplit(maxsplit=1)[-1]}|{word}”"


def _within_word(left: str, right: str) -> bool:
    """Return whether two signs side by side are of one word.

    A capital after a small letter is the first of a line, which a PDF's text
    joins to the one before.
    """
    return left.isalnum() and right.isalnum() and not (right.isupper() and left.islower())


def _bodies(one: Annotation) -> list[Annotation]:
    """Return the bodies of an annotation, each as a mapping; a choice is its first."""
    given = one.get("body")
    listed = list(given) if isinstance(given, list) else [given]
    if isinstance(one.get("bodyValue"), str):
        listed.append({"type": "TextualBody", "value": one["bodyValue"]})
    found: list[Annotation] = []
    for body in listed:
        if isinstance(body, str):
            found.append({"id": body})
        elif isinstance(body, Mapping):
            choice = rows(body.get("items")) if "Choice" in _types(body) else []
            found.append(choice[0] if choice else body)
    return found


def _purposes(one: Annotation, *keys: str) -> frozenset[str]:
    """Return why a body or an annotation was made, in words of the model."""
    given: list[Any] = []
    for key in keys:
        value = one.get(key)
        given += value if isinstance(value, list) else [value]
    return frozenset(str(why).rpartition(":")[2].rpartition("#")[2] for why in given if why)


def _words(body: Annotation) -> str:
    return said(body.get("value")) or said(body.get("text")) or said(body.get("chars"))


def _is_tag(body: Annotation) -> bool:
    return bool(
        {"tagging", "classifying"} & _purposes(body, "purpose", "role", "hasRole")
        or {"Tag", "SemanticTag"} & _types(body)
    )


def _tags(one: Annotation) -> tuple[str, ...]:
    given = one.get("tags")
    tags = [line(tag) for tag in (given if isinstance(given, list) else [])]
    tags += [
        line(_words(body)) or line(body.get("related")) or line(body.get("id"))
        for body in _bodies(one)
        if _is_tag(body)
    ]
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _comment(one: Annotation) -> tuple[str, tuple[str, ...]]:
    """Return somebody's own words, and what of the body could not be taken."""
    parts = [said(one.get("text"))] if isinstance(one.get("text"), str) else []
    told: list[str] = []
    for body in _bodies(one):
        if _is_tag(body):
            continue
        words = _words(body)
        if words and line(body.get("format")).startswith(("text/html", "application/xhtml")):
            if has_markup(words):
                told.append("its comment is a web page, of which the words are taken")
            words = without_markup(words)
        if words:
            parts.append(words)
        elif address := line(body.get("source") or body.get("id") or body.get("@id")):
            told.append(f"its comment stands elsewhere and is not fetched: {address}")
    return "\n\n".join(part for part in parts if part), tuple(told)


def _coder(one: Annotation) -> str:
    """Return who made an annotation: an account at Hypothes.is, or the name that is given."""
    if user := line(one.get("user")):
        return user.removeprefix("acct:")
    made_by = one.get("creator", one.get("annotatedBy"))
    people = made_by if isinstance(made_by, list) else [made_by]
    names = (
        line(who.get("name") or who.get("nickname") or who.get("nick") or who.get("id"))
        if isinstance(who, Mapping)
        else line(who).removeprefix("acct:")
        for who in people
    )
    return ", ".join(name for name in names if name)


def _title(one: Annotation) -> str:
    given = mapping(one.get("document")).get("title")
    return line(given[0] if isinstance(given, list) and given else given)


def _doi(one: Annotation) -> str:
    """Return the DOI that the page itself names, "" if it names none."""
    document = mapping(one.get("document"))
    named = [mapping(document.get(part)) for part in ("highwire", "dc", "prism", "eprints")]
    values = [mapped.get(key) for mapped in named for key in ("doi", "identifier")]
    values += [link.get("href") for link in rows(document.get("link"))]
    for value in values:
        for one_of in value if isinstance(value, list) else [value]:
            told = line(one_of)
            is_doi = told.startswith(("10.", "doi:", "https://doi.org/", "http://dx.doi.org/"))
            if is_doi and (found := _DOI.search(told)):
                return found[0]
    return ""
