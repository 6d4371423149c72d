"""QualCoder: the database `data.qda` of a project, which is SQLite.

Positions count characters. Categories stand above codes, and may stand above
each other; a code may stand below a code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from evidence.origins.code_tree import as_tree
from evidence.origins.codings import CodingRow, gather
from evidence.origins.left import NO_COLOUR, NO_DATE, NO_MEMO
from evidence.origins.origin import Code, CodedText, Left, Origin, Segment
from evidence.origins.placing import Paragraphs, trimmed
from evidence.origins.sqlite_file import (
    LeftTable,
    Tables,
    filled,
    is_database,
    line,
    number,
    open_tables,
    words,
)

TOOL = "qualcoder"
_NO_CASES = "a review has sources, and no cases"
_NO_MARKS = "a claim is not marked as important"
_NO_GRAPHS = "pictures of codes are not taken: the framework makes its own"
_IS_TEXT = filled("fulltext")
_LEFT = (
    LeftTable("code_image", "part of a picture", ("imid", "memo"), "only texts are taken"),
    LeftTable("code_av", "part of a recording", ("avid", "memo"), "only texts are taken"),
    LeftTable("cases", "case", ("name", "memo"), _NO_CASES),
    LeftTable("case_text", "link to a case", ("caseid", "fid", "pos0", "pos1"), _NO_CASES),
    LeftTable("attribute_type", "variable", ("name", "memo"), "a review has facets of its own"),
    LeftTable("attribute", "value", ("name", "attr_type", "value"), "only codings are taken"),
    LeftTable("journal", "journal entry", ("name",), "a journal is not the review's"),
    LeftTable("stored_sql", "query", ("title",), "a query is not the review's"),
    LeftTable("graph", "graph", ("name", "description"), _NO_GRAPHS),
    LeftTable("code_text", "mark of importance", ("important", "ctid"), _NO_MARKS, "important = 1"),
    LeftTable("source", "memo", ("memo", "name"), NO_MEMO, f"{_IS_TEXT} AND {filled('memo')}"),
    LeftTable("code_name", "colour", ("color", "name"), NO_COLOUR, filled("color")),
    LeftTable("source", "date", ("date", "name"), NO_DATE, f"{_IS_TEXT} AND {filled('date')}"),
    LeftTable("code_name", "date", ("date", "name"), NO_DATE, filled("date")),
    LeftTable("code_cat", "date", ("date", "name"), NO_DATE, filled("date")),
    LeftTable("code_text", "date", ("date", "ctid"), NO_DATE, filled("date")),
    LeftTable("annotation", "date", ("date", "anid"), NO_DATE, filled("date")),
)
# a reference of QualCoder is the RIS of it, a row for each line
_RIS = {
    "TI": "title",
    "T1": "title",
    "PY": "year",
    "Y1": "year",
    "DO": "doi",
    "UR": "url",
    "JO": "journal",
    "JF": "journal",
    "T2": "journal",
    "VL": "volume",
    "IS": "number",
    "PB": "publisher",
}
_TYPES = {"JOUR": "article", "BOOK": "book", "CHAP": "incollection", "RPRT": "techreport"}


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file is the database of a project of QualCoder."""
    del name
    return is_database(file, "source", "code_name", "code_text")


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:
    """Return what a project holds.

    Raises: CannotGoOn if it cannot be read.
    """
    del settings
    tables = open_tables(name, file, "source", "code_name", "code_text")
    left, counts = tables.left(_LEFT)
    texts = _texts(tables, left)
    codes = _codes(tables)
    contents = {text.key: text.content or "" for text in texts}
    names = {text.key: text.name for text in texts}
    gathered = gather(_codings(tables), contents, names, {code.key: code.label for code in codes})
    annotations = _annotations(tables, contents, names, left)
    count = tables.count
    counts |= {
        "text": count("source", _IS_TEXT),
        "picture or recording": count("source", f"NOT {_IS_TEXT}"),
        "code": count("code_name") + count("code_cat"),
        "coding": count("code_text"),
        "passage": count("code_text", distinct=("fid", "pos0", "pos1", "owner")),
        "annotation": count("annotation"),
        "reference": count("ris", distinct=("risid",)),
    }
    return Origin(
        tool=TOOL,
        file=name,
        texts=texts,
        codes=codes,
        segments=(*gathered.passages, *annotations),
        left=(*left, *gathered.left),
        counts=counts,
        within={
            "coding": gathered.taken,
            "reference": counts["reference"] - sum(one.kind == "reference" for one in left),
        },
        remarks=(gathered.remark, *tables.remarks()),
    )


def _texts(tables: Tables, left: list[Left]) -> tuple[CodedText, ...]:
    texts = []
    entries = _entries(tables)
    columns = ("id", "name", "fulltext", "risid")
    for row in tables.rows("source", *columns):
        name, content = line(row["name"]), words(row["fulltext"])
        if not content:
            left.append(Left("picture or recording", name, "only texts are taken"))
            continue
        entry = entries.pop(line(row["risid"]), {})
        texts.append(CodedText(line(row["id"]), name, entry=entry, content=content))
    left += [
        Left("reference", entry.get("title", f"reference {key}"), "it belongs to no text alone")
        for key, entry in entries.items()
    ]
    return tuple(texts)


def _entries(tables: Tables) -> dict[str, dict[str, str]]:
    """Return the references by their ids, as fields of BibTeX."""
    entries: dict[str, dict[str, str]] = {}
    for row in tables.rows("ris", "risid", "tag", "value"):
        entry = entries.setdefault(line(row["risid"]), {})
        tag, value = line(row["tag"]), line(row["value"])
        if tag == "TY":
            entry["ENTRYTYPE"] = _TYPES.get(value, "misc")
        elif tag in ("AU", "A1"):
            entry["author"] = " and ".join(filter(None, (entry.get("author"), value)))
        elif tag in _RIS and value:
            # 2019/05/01 and 2019// are years of RIS
            told = value[:4] if _RIS[tag] == "year" else value
            entry.setdefault(_RIS[tag], told)
    return entries


def _codes(tables: Tables) -> tuple[Code, ...]:
    codes = []
    for row in tables.rows("code_cat", "catid", "name", "memo", "supercatid"):
        key, above = _category(row["catid"]), _category(row["supercatid"])
        codes.append(Code(key, line(row["name"]), words(row["memo"]).strip(), above))
    for row in tables.rows("code_name", "cid", "name", "memo", "catid", "supercid"):
        name, above = line(row["name"]), line(row["supercid"]) or _category(row["catid"])
        codes.append(Code(line(row["cid"]), name, words(row["memo"]).strip(), above))
    return as_tree(codes)


def _category(value: Any) -> str:
    told = line(value)
    return f"category {told}" if told else ""


def _codings(tables: Tables) -> list[CodingRow]:
    columns = ("ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner", "memo")
    return [
        CodingRow(
            key=line(row["ctid"]),
            code=line(row["cid"]),
            text=line(row["fid"]),
            start=_position(row["pos0"]),
            end=_position(row["pos1"]),
            words=words(row["seltext"]),
            coder=line(row["owner"]),
            memo=words(row["memo"]).strip(),
        )
        for row in tables.rows("code_text", *columns, order="fid, pos0, pos1, ctid")
    ]


def _position(value: Any) -> int:
    found = number(value)
    return -1 if found is None else found


def _annotations(
    tables: Tables, contents: Mapping[str, str], names: Mapping[str, str], left: list[Left]
) -> tuple[Segment, ...]:
    """Return memos on words that bear no code, as segments without one."""
    segments = []
    paragraphs = {key: Paragraphs(text) for key, text in contents.items()}
    for row in tables.rows("annotation", "anid", "fid", "pos0", "pos1", "memo", "owner"):
        key, text = line(row["anid"]), line(row["fid"])
        called = f"annotation {key} of {names.get(text, 'no text')}"
        content = contents.get(text, "")
        start, end = _position(row["pos0"]), _position(row["pos1"])
        inside = 0 <= start < end <= len(content)
        start, end = trimmed(content, start, end) if inside else (0, 0)
        if start >= end:
            left.append(Left("annotation", called, "it holds no words of a text"))
            continue
        segments.append(
            Segment(
                key=f"annotation-{key}",
                kind="annotation",
                name=called,
                text=text,
                quote=content[start:end],
                start=start,
                end=end,
                at=paragraphs[text].at(start),
                coder=line(row["owner"]),
                memo=words(row["memo"]).strip(),
            )
        )
    return tuple(segments)
