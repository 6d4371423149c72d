"""What a file made elsewhere holds, in the words of no tool."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evidence.yaml.dump import Value


@dataclass(frozen=True, slots=True)
class Code:
    """A code, tag or theme of a codebook: what may become an element of the framework.

    Shape: `key` is what the file calls it, unique there; `parent` is the key
           of the code above it, "" at the top. `approximated` says, in words,
           what could not be taken as it stood.
    """

    key: str
    label: str
    definition: str = ""
    parent: str = ""
    approximated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedText:
    """A text that segments were coded in: what may become a source.

    Shape: `key` is what the file calls it, unique there; `entry` are fields of
           BibTeX as far as the file says them (`ENTRYTYPE`, `title`, `author`,
           `year`, `doi`, ...), never guessed; `content` is the text where the
           file carries it, as the segments' positions count it, None elsewhere.
           `inner` names the file within an archive that holds it ("": none).
    """

    key: str
    name: str
    entry: Mapping[str, str] = field(default_factory=dict)
    content: str | None = field(default=None, repr=False)
    inner: str = ""
    approximated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One coded passage, row or note: what may become a claim.

    Shape: `key` is what the file calls it, the same each time that it is
           exported; `kind` is the word of the tool (highlight, coding, row,
           comment, ...); `name` is what a person finds it by ("row 14 of sheet
           RQ1"). `text` and `codes` are keys of texts and codes. `statement`
           are somebody's own words about the passage, "" if nobody wrote any.
           `at` are terms of a locator. `start` and `end` are where the quote
           stands in the text's `content`. `fields` are other keys of a claim,
           facets among them. `approximated` says, in words, what could not be
           taken as it stood. Of a claim that we exported, `changed` are the keys
           that hold something else since, with what they hold now ("" for
           nothing), None where that is not known.
    Units: `start` and `end` are code points from 0, `end` exclusive.
    """

    key: str
    kind: str
    name: str
    text: str = ""
    quote: str = ""
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""
    statement: str = ""
    at: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    coder: str = ""
    memo: str = ""
    voice: str = ""
    fields: Mapping[str, Value] = field(default_factory=dict)
    approximated: tuple[str, ...] = ()
    changed: Mapping[str, Value] | None = None

    def known_as(self, key: str) -> Segment:
        """Return the segment under another key."""
        return replace(self, key=key)

    def parts(self) -> Mapping[str, str]:
        """Return the hash of each part that stood in the file, by the key of a claim.

        Where the quote stands (`start`, `end`) and what the segment is called do
        not count.
        """
        said: dict[str, object] = {
            "text": self.text,
            "quote": [self.quote, self.prefix, self.suffix],
            "statement": self.statement,
            "at": dict(sorted(self.at.items())),
            "elements": sorted(self.codes),
            "coder": self.coder,
            "memo": self.memo,
            "voice": self.voice,
            **{key: repr(value) for key, value in sorted(self.fields.items())},
        }
        return {key: _hash(value) for key, value in said.items() if value and value != ["", "", ""]}

    @property
    def hash(self) -> str:
        """Return the hash of what stood in the file."""
        return hash_of(self.parts())


def hash_of(parts: Mapping[str, str]) -> str:
    """Return the hash of a segment whose parts have these."""
    return _hash(dict(parts))


@dataclass(frozen=True, slots=True)
class Left:
    """Something of the file that is not taken, and why."""

    kind: str
    name: str
    because: str


@dataclass(frozen=True, slots=True)
class Extractor:
    """Which machine extracted the segments, as the file itself says."""

    tool: str
    version: str
    on: str
    instructions: str
    ran_by: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A file made elsewhere, read.

    Shape: `tool` is the word of the command (`taguette`, `zotero`, `sheet`,
           ...); `counts` says how many things of each kind the file holds,
           counted apart from reading them: each is a segment, a code or a text
           of that kind, or is named under `left`, or was taken as a part of a
           segment, of which `within` says how many by kind (the codings of a
           selection, its notes). `remarks` are sentences about the file as a
           whole, such as how its positions are counted.
    """

    tool: str
    file: str
    texts: tuple[CodedText, ...] = ()
    codes: tuple[Code, ...] = ()
    segments: tuple[Segment, ...] = ()
    left: tuple[Left, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    extractor: Extractor | None = None
    within: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def unaccounted(self) -> Mapping[str, int]:
        """Return, by kind, how many things are neither taken nor named as left; empty if none."""
        told = Counter(one.kind for one in self.segments)
        told.update(one.kind for one in self.left)
        told.update(self.within)
        told["text"] += len(self.texts)
        told["code"] += len(self.codes)
        kinds = {*told, *self.counts}
        return {
            kind: missing
            for kind in sorted(kinds)
            if (missing := self.counts.get(kind, 0) - told[kind])
        }


_AS_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def _hash(value: object) -> str:
    told = _AS_JSON.encode(value)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
