"""Taguette: its projects (SQLite), its highlights and its codebook as CSV.

Positions count the UTF-8 bytes of a document's HTML without its tags. Ids are
given anew with each export, so a highlight is known by its document and words,
and a tag by its name, which the exports share.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn
from evidence.origins.left import NO_DATE, NO_MEMO
from evidence.origins.origin import Code, CodedText, Left, Origin, Segment
from evidence.origins.placing import Counting, Paragraphs, StoredSpan, place, trimmed
from evidence.origins.sqlite_file import (
    MAGIC,
    LeftTable,
    Row,
    Tables,
    filled,
    is_database,
    line,
    number,
    open_tables,
    words,
)

TOOL = "taguette"
_HIGHLIGHTS = ("id", "document", "tag", "content")
_CODEBOOK = ("tag", "description", "number of highlights")
_MOST_CSV = 64 * 1024**2
_WITHOUT_TEXTS = (
    "the table holds neither the texts nor where in them the highlights stand: the project as"
    " SQLite does"
)
_LEFT = (
    LeftTable(
        "commands",
        "history",
        ("date", "user_login", "id"),
        "the history of a project is not the review's",
    ),
    LeftTable("project_members", "member", ("user_login", "privileges"), "a review has authors"),
    LeftTable("users", "user", ("login",), "whoever coded is the coder of the highlight"),
    LeftTable("projects", "description", ("description", "name"), NO_MEMO, filled("description")),
    LeftTable("documents", "description", ("description", "name"), NO_MEMO, filled("description")),
    LeftTable("documents", "date", ("created", "name"), NO_DATE, filled("created")),
)


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file is a project of Taguette, or one of its tables as CSV."""
    del name
    start = file.tell()
    try:
        head = file.read(200).decode("utf-8-sig", "replace").partition("\n")[0].rstrip("\r")
    finally:
        file.seek(start)
    if head in (",".join(_HIGHLIGHTS), ",".join(_CODEBOOK)):
        return True
    return is_database(file, "documents", "highlights", "highlight_tags", "tags")


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:
    """Return what a project, or one of its tables as CSV, holds.

    Shape:  `settings` may name the `project`, where the database holds several.
    Raises: CannotGoOn if it cannot be read, or holds several projects and none is named.
    """
    start = file.tell()
    is_sqlite = file.read(len(MAGIC)) == MAGIC
    file.seek(start)
    if is_sqlite:
        return _Project(name, open_tables(name, file, "documents", "highlights"), settings).read()
    return _csv(name, file)


def without_tags(html: str) -> str:
    r"""Return the text of HTML as Taguette counts it: what stands between the tags.

    >>> without_tags("<p>Ham &amp; eggs</p>\n<p>and <b>more</b></p>")
    'Ham & eggs\nand more'
    """
    reader = _Stripped()
    # an HTML parser takes line ends for one sign, and blanks before the first tag for none
    reader.feed(html.lstrip().replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    return "".join(reader.texts)


class _Stripped(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@dataclass(slots=True)
class _Keys:
    """What highlights are called in every export: by document and words, counted among equals."""

    seen: Counter[str] = field(default_factory=Counter)

    def key(self, document: str, quote: str) -> str:
        said = f"{document}\n{''.join(quote.split())}"
        key = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self.seen[key] += 1
        return key if self.seen[key] == 1 else f"{key}-{self.seen[key]}"


class _Project:
    """One project of a database while it is read."""

    def __init__(self, name: str, tables: Tables, settings: Mapping[str, Any]) -> None:
        self.name = name
        self.tables = tables
        self.left: list[Left] = []
        self.project = self._chosen(settings)
        # an id of a row is a whole number: nothing of the file stands in these conditions
        here = "" if self.project is None else f"project_id = {self.project}"
        self.here = here
        inner = f"SELECT id FROM documents WHERE {here}"  # noqa: S608
        self.in_documents = here and f"document_id IN ({inner})"
        columns = ("id", "name", "contents")
        self.documents = {
            row["id"]: row for row in tables.rows("documents", *columns, where=here, order="id")
        }
        self.called = _unique({key: line(row["name"]) for key, row in self.documents.items()})
        self.tags = {
            row["id"]: row
            for row in tables.rows("tags", "id", "path", "description", where=here, order="id")
        }

    def _chosen(self, settings: Mapping[str, Any]) -> int | None:
        """Return the id of the project that is read, None where the database tells none apart."""
        projects = self.tables.rows("projects", "id", "name", order="id")
        named = {number(row["id"]): line(row["name"]) for row in projects}
        wanted = settings.get("project")
        if wanted is not None:
            found = [key for key, name in named.items() if name == wanted]
            if not found:
                told = ", ".join(f"`{name}`" for name in named.values())
                raise CannotGoOn(f"{self.name}: no project is called `{wanted}`", f"one of {told}")
        elif len(named) > 1:
            told = ", ".join(f"`{name}`" for name in named.values())
            help_ = "name one in the mapping file, under `settings`: {project: NAME}"
            raise CannotGoOn(f"{self.name} holds {len(named)} projects: {told}", help_)
        else:
            found = list(named)
        self.left += [
            Left("project", name, "another project is read")
            for key, name in named.items()
            if key not in found[:1]
        ]
        self.others = len(named) - len(found[:1])
        has_projects = "project_id" in self.tables.columns["documents"]
        return found[0] if found and has_projects else None

    def read(self) -> Origin:
        texts = self._texts()
        contents = {text.key: text.content or "" for text in texts}
        segments, remark = self._segments(contents)
        left, counts = self.tables.left(_LEFT)
        count = self.tables.count
        # counted by SQL, apart from what was read above
        counts |= {
            "project": self.others,
            "text": count("documents", self.here),
            "code": count("tags", self.here),
            "highlight": count("highlights", self.in_documents),
            "tagging": self._taggings(),
        }
        taggings = sum(len(segment.codes) for segment in segments)
        return Origin(
            tool=TOOL,
            file=self.name,
            texts=texts,
            codes=tuple(
                Code(words(row["path"]), words(row["path"]), words(row["description"]).strip())
                for row in self.tags.values()
            ),
            segments=segments,
            left=(*self.left, *left),
            counts=counts,
            within={"tagging": taggings},
            remarks=(remark, *self.tables.remarks()),
        )

    def _taggings(self) -> int:
        if not self.in_documents:
            return self.tables.count("highlight_tags")
        inner = f"SELECT id FROM highlights WHERE {self.in_documents}"  # noqa: S608
        return self.tables.count("highlight_tags", f"highlight_id IN ({inner})")

    def _texts(self) -> tuple[CodedText, ...]:
        texts = []
        for key, row in self.documents.items():
            name = line(row["name"])
            content = without_tags(words(row["contents"]))
            texts.append(CodedText(self.called[key], name, content=content))
        return tuple(texts)

    def _segments(self, contents: Mapping[str, str]) -> tuple[tuple[Segment, ...], str]:
        columns = ("id", "document_id", "start_offset", "end_offset", "snippet")
        order = "document_id, start_offset, id"
        rows = self.tables.rows("highlights", *columns, where=self.in_documents, order=order)
        spans = [
            StoredSpan(
                self.called.get(row["document_id"], ""),
                _or_none(row["start_offset"]),
                _or_none(row["end_offset"]),
                without_tags(f"<div>{words(row['snippet'])}</div>"),
            )
            for row in rows
        ]
        placing = place(contents, spans, Counting.BYTES, Counting.CHARACTERS)
        tagged = self._tagged(rows)
        coders = self._coders()
        paragraphs = {key: Paragraphs(text) for key, text in contents.items()}
        keys = _Keys()
        segments = []
        for row, span, where in zip(rows, spans, placing.placed, strict=True):
            called = f"highlight {row['id']} of {span.text or 'no text'}"
            codes = tagged.get(row["id"], ())
            if not where.found or not span.words.strip():
                self._leave(called, where.note or "it holds no words", codes)
                continue
            start, end = trimmed(contents[span.text], where.start, where.end)
            quote = contents[span.text][start:end]
            segments.append(
                Segment(
                    key=keys.key(span.text, quote),
                    kind="highlight",
                    name=called,
                    text=span.text,
                    quote=quote,
                    start=start,
                    end=end,
                    at=paragraphs[span.text].at(start),
                    codes=codes,
                    coder=coders.get(row["id"], ""),
                    approximated=(where.note,) if where.note else (),
                )
            )
        return tuple(segments), placing.remark("highlight")

    def _leave(self, called: str, because: str, codes: Sequence[str]) -> None:
        self.left.append(Left("highlight", called, because))
        self.left += [Left("tagging", f"{code}: {called}", because) for code in codes]

    def _tagged(self, rows: Sequence[Row]) -> Mapping[Any, tuple[str, ...]]:
        """Return the tags of each highlight; a tag that is not there, or twice, is left."""
        tagged: dict[Any, dict[str, None]] = {row["id"]: {} for row in rows}
        for row in self.tables.rows("highlight_tags", "highlight_id", "tag_id"):
            if row["highlight_id"] not in tagged:
                continue
            tag = self.tags.get(row["tag_id"])
            code = words(tag["path"]) if tag else ""
            codes = tagged[row["highlight_id"]]
            if tag is None or code in codes:
                why = "the tag is there twice" if tag else "the tag is not in the file"
                called = f"tag {row['tag_id']} of highlight {row['highlight_id']}"
                self.left.append(Left("tagging", called, why))
            else:
                codes[code] = None
        return {key: tuple(codes) for key, codes in tagged.items()}

    def _coders(self) -> Mapping[Any, str]:
        """Return who made each highlight, or changed it last, as far as the history tells."""
        coders = {}
        rows = self.tables.rows("commands", "user_login", "payload", where=self.here, order="id")
        for row in rows:
            try:
                payload = json.loads(words(row["payload"]))
            except (ValueError, RecursionError):
                continue
            if isinstance(payload, dict) and payload.get("type") == "highlight_add":
                highlight = payload.get("highlight_id")
                if isinstance(highlight, int):
                    coders[highlight] = line(row["user_login"])
        return coders


def _unique(names: Mapping[Any, str]) -> dict[Any, str]:
    """Return each document by its name; of those that share one, the later by a number as well."""
    seen: Counter[str] = Counter()
    called = {}
    for key, name in names.items():
        seen[name] += 1
        called[key] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return called


def _and(*conditions: str) -> str:
    return " AND ".join(filter(None, conditions))


def _or_none(value: Any) -> int:
    found = number(value)
    return -1 if found is None else found


def _csv(name: str, file: BinaryIO) -> Origin:
    """Return the highlights, or the codebook, that were exported as CSV."""
    data = file.read(_MOST_CSV + 1)
    if len(data) > _MOST_CSV:
        raise CannotGoOn(f"{name}: the table has more than {_MOST_CSV // 1024**2} MB")
    try:
        text = data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError:
        help_ = "Taguette writes UTF-8: export the table again, and do not save it from Excel"
        raise CannotGoOn(f"{name}: the table is not in UTF-8", help_) from None
    except csv.Error as wrong:
        raise CannotGoOn(f"{name}: the table cannot be read: {wrong}") from None
    if "\0" in text:
        raise CannotGoOn(f"{name}: the table holds bytes that are no text")
    head = tuple(rows[0]) if rows else ()
    if head == _CODEBOOK:
        return _codebook(name, rows[1:])
    if head != _HIGHLIGHTS:
        help_ = "export the highlights or the codebook as CSV, or the project as SQLite"
        raise CannotGoOn(f"{name}: no project of Taguette, nor one of its tables", help_)
    return _highlights(name, rows[1:])


def _codebook(name: str, rows: Sequence[Sequence[str]]) -> Origin:
    whole, left = _whole(rows, len(_CODEBOOK), "code")
    codes: dict[str, Code] = {}
    for tag, description, _ in whole:
        if tag in codes:
            left.append(Left("code", tag, "the codebook names it twice"))
        else:
            codes[tag] = Code(tag, tag, description.strip())
    return Origin(
        tool=TOOL,
        file=name,
        codes=tuple(codes.values()),
        left=tuple(left),
        counts={"code": len(rows)},
        remarks=("how many highlights each tag had is not taken",),
    )


def _highlights(name: str, rows: Sequence[Sequence[str]]) -> Origin:
    """Return one segment for each highlight, which has a row for each of its tags."""
    whole, left = _whole(rows, len(_HIGHLIGHTS), "row")
    grouped: dict[tuple[str, str, str], dict[str, None]] = {}
    taken = 0
    for key, document, tag, content in whole:
        tags = grouped.setdefault((key, document, content), {})
        if tag in tags:
            left.append(Left("row", f"{tag}: highlight {key}", "it is there twice"))
        else:
            taken += 1
            tags[tag] = None
    keys = _Keys()
    segments = []
    for (key, document, content), tags in grouped.items():
        called = f"highlight {key} of {document}"
        if not content.strip():
            left += [Left("row", called, "it holds no words") for _ in tags]
            taken -= len(tags)
            continue
        segments.append(
            Segment(
                key=keys.key(document, content),
                kind="highlight",
                name=called,
                text=document,
                quote=content,
                codes=tuple(tag for tag in tags if tag),
            )
        )
    return Origin(
        tool=TOOL,
        file=name,
        texts=tuple(
            CodedText(document, document) for document in _unlike(s.text for s in segments)
        ),
        codes=tuple(Code(tag, tag) for tag in _unlike(c for s in segments for c in s.codes)),
        segments=tuple(segments),
        left=tuple(left),
        counts={
            "row": len(rows),
            "highlight": len({tuple(row[i] for i in (0, 1, 3)) for row in whole if row[3].strip()}),
            "text": len({row[1] for row in whole if row[3].strip()}),
            "code": len({row[2] for row in whole if row[3].strip()} - {""}),
        },
        within={"row": taken},
        remarks=(_WITHOUT_TEXTS,),
    )


def _unlike(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _whole(
    rows: Sequence[Sequence[str]], width: int, kind: str
) -> tuple[list[Sequence[str]], list[Left]]:
    """Return the rows that have every cell, and the others as left."""
    left = [
        Left(kind, f"row {number}", f"it has {len(row)} cells, not {width}")
        for number, row in enumerate(rows, start=2)
        if len(row) != width
    ]
    return [row for row in rows if len(row) == width], left
