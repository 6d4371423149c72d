"""RQDA: a project as it keeps one, in SQLite.

Positions count characters. What was deleted there stays in the file with a
status of 0; rows have no ids, so a passage is known by what stands there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from evidence.origins.code_tree import as_tree
from evidence.origins.codings import CodingRow, gather
from evidence.origins.left import NO_COLOUR, NO_DATE, NO_MEMO
from evidence.origins.origin import Code, CodedText, Left, Origin
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

TOOL = "rqda"
_DELETED = "it was deleted in RQDA"
_LIVE = "status = 1"

_DATED = ("date", "fid", "selfirst", "selend", "cid")
_NO_CASES = "a review has sources, and no cases"
_LEFT = (
    LeftTable("coding2", "second coding", ("seltext",), "RQDA's own second list of codings"),
    LeftTable("annotation", "annotation", ("annotation",), "it stands at a point, beside no words"),
    LeftTable("cases", "case", ("name", "memo"), _NO_CASES),
    LeftTable("caselinkage", "link to a case", ("caseid", "fid", "selfirst", "selend"), _NO_CASES),
    LeftTable("attributes", "variable", ("name",), "a review has facets, which are its own"),
    LeftTable("caseAttr", "value", ("variable", "value", "caseID"), _NO_CASES),
    LeftTable("fileAttr", "value", ("variable", "value", "fileID"), "only what was coded is taken"),
    LeftTable("journal", "journal entry", ("name",), "a journal is not the review's"),
    LeftTable("filecat", "group of texts", ("name",), "a review does not group its texts"),
    LeftTable("treefile", "text in a group", ("fid", "catid"), "a review does not group its texts"),
    LeftTable("image", "picture", ("name",), "only texts are taken"),
    LeftTable("imageCoding", "part of a picture", ("cid", "iid", "memo"), "only texts are taken"),
    LeftTable("source", "memo", ("memo", "name"), NO_MEMO, f"{_LIVE} AND {filled('memo')}"),
    LeftTable("freecode", "colour", ("color", "name"), NO_COLOUR, f"{_LIVE} AND {filled('color')}"),
    LeftTable("source", "date", ("date", "name"), NO_DATE, f"{_LIVE} AND {filled('date')}"),
    LeftTable("freecode", "date", ("date", "name"), NO_DATE, f"{_LIVE} AND {filled('date')}"),
    LeftTable("coding", "date", _DATED, NO_DATE, f"{_LIVE} AND {filled('date')}"),
)


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file is a project of RQDA."""
    del name
    return is_database(file, "source", "freecode", "coding")


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:
    """Return what a project holds.

    Raises: CannotGoOn if it cannot be read.
    """
    del settings
    tables = open_tables(name, file, "source", "freecode", "coding")
    left, counts = tables.left(_LEFT)
    texts = _texts(tables, left)
    codes = _codes(tables, left)
    contents = {text.key: text.content or "" for text in texts}
    gathered = gather(
        _codings(tables, left),
        contents,
        {text.key: text.name for text in texts},
        {code.key: code.label for code in codes},
    )
    count = tables.count
    counts |= {
        "text": count("source"),
        "code": count("freecode") + count("codecat"),
        "coding": count("coding"),
        "passage": count("coding", _LIVE, ("fid", "selfirst", "selend", "owner")),
        "place in a tree": count("treecode"),
    }
    placed = counts["place in a tree"] - sum(one.kind == "place in a tree" for one in left)
    return Origin(
        tool=TOOL,
        file=name,
        texts=texts,
        codes=codes,
        segments=gathered.passages,
        left=(*left, *gathered.left),
        counts=counts,
        within={"coding": gathered.taken, "place in a tree": placed},
        remarks=(gathered.remark, *tables.remarks()),
    )


def _texts(tables: Tables, left: list[Left]) -> tuple[CodedText, ...]:
    texts = []
    for row in tables.rows("source", "id", "name", "file", "status"):
        name = line(row["name"])
        if number(row["status"]) != 1:
            left.append(Left("text", name, _DELETED))
            continue
        texts.append(CodedText(line(row["id"]), name, content=words(row["file"])))
    return tuple(texts)


def _codes(tables: Tables, left: list[Left]) -> tuple[Code, ...]:
    """Return codes and the categories that they stand in, each below its first."""
    codes = []
    above = _above(tables, left)
    for row in tables.rows("codecat", "catid", "name", "memo", "status"):
        if number(row["status"]) == 1:
            key = f"category {line(row['catid'])}"
            codes.append(Code(key, line(row["name"]), words(row["memo"]).strip()))
        else:
            left.append(Left("code", line(row["name"]), _DELETED))
    for row in tables.rows("freecode", "id", "name", "memo", "status"):
        key, name = line(row["id"]), line(row["name"])
        if number(row["status"]) != 1:
            left.append(Left("code", name, _DELETED))
            continue
        codes.append(Code(key, name, words(row["memo"]).strip(), above.get(key, "")))
    return as_tree(codes)


def _above(tables: Tables, left: list[Left]) -> Mapping[str, str]:
    above: dict[str, str] = {}
    for row in tables.rows("treecode", "cid", "catid", "status"):
        code, category = line(row["cid"]), f"category {line(row['catid'])}"
        called = f"code {code} in {category}"
        if number(row["status"]) != 1:
            left.append(Left("place in a tree", called, _DELETED))
        elif code in above:
            left.append(Left("place in a tree", called, f"the code stands in {above[code]} too"))
        else:
            above[code] = category
    return above


def _codings(tables: Tables, left: list[Left]) -> list[CodingRow]:
    columns = ("cid", "fid", "seltext", "selfirst", "selend", "status", "owner", "memo")
    keys: dict[tuple[str, int, int, str], str] = {}
    seen: Counter[str] = Counter()
    rows = []
    for row in tables.rows("coding", *columns, order="fid, selfirst, selend, rowid"):
        if number(row["status"]) != 1:
            called = f"code {line(row['cid'])}: {line(row['seltext'])[:60]}"
            left.append(Left("coding", called, _DELETED))
            continue
        start, end = number(row["selfirst"]), number(row["selend"])
        coding = CodingRow(
            key="",
            code=line(row["cid"]),
            text=line(row["fid"]),
            start=-1 if start is None else start,
            end=-1 if end is None else end,
            words=words(row["seltext"]),
            coder=line(row["owner"]),
            memo=words(row["memo"]).strip() if words(row["memo"]) != "NA" else "",
        )
        if coding.passage not in keys:
            key = _hash(coding)
            seen[key] += 1
            keys[coding.passage] = key if seen[key] == 1 else f"{key}-{seen[key]}"
        rows.append(replace(coding, key=keys[coding.passage]))
    return rows


def _hash(coding: CodingRow) -> str:
    said = f"{coding.text}\n{coding.coder}\n{coding.words}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
