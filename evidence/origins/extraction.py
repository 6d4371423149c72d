"""What machines extract: statements with their quotes, in JSON or YAML, and what reviewed them.

The documented form is a list of `claims` below an `extraction` that says which
tool, of which version, when, by what instructions, and who ran it. Tools that
fill in a form write one file for each text instead: a tree of keys, of which
each value becomes a segment. What such a file does not say of the machine may
stand in the settings (`tool`, `version`, `on`, `instructions`, `ran_by`).

A review of an extraction (`issues`, each with an `item` of the form) holds no
claims: its issues come back as memos of what was extracted.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn, did_you_mean
from evidence.origins.origin import Code, CodedText, Extractor, Left, Origin, Segment
from evidence.yaml.encoding import clean
from evidence.yaml.nodes import Items
from evidence.yaml.parser import load

TOOL = "extraction"
MEMO_ON = "memo-on:"  # the key of an issue: the text, the item, and which of several

_MOST = 64_000_000  # bytes
_ABOUT = ("tool", "version", "on", "instructions", "ran_by")
_CLAIM = (
    "key",
    "source",
    "statement",
    "quote",
    "prefix",
    "suffix",
    "at",
    "elements",
    "memo",
    "voice",
)
_EXTRACTION = ("tool", "version", "date", "on", "instructions", "ran_by")
_OF_FORM = ("study_id", "article_id", "extractor", "extraction_date")
_NOTHING = re.compile(
    r"(?:not? (?:reported|applicable|stated|evidence reported)|n/?a|none|unclear)\b.{0,40}",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{25,})[”\"]")
_AI = re.compile(r"(?:ai|machine|model)\s*:\s*", re.IGNORECASE)


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file is an extraction, or a review of one."""
    if not name.lower().endswith((".json", ".yaml", ".yml")):
        return False
    try:
        root = _root(name, file)
    except CannotGoOn:
        return False
    return _is_list(root) or _is_form(root) or _is_review(root)


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:
    """Return the statements that a machine extracted.

    Raises: CannotGoOn if the file cannot be read, or is nothing of the kind.
    """
    unknown = [key for key in settings if key not in _ABOUT]
    if unknown:
        hint = did_you_mean(unknown[0], _ABOUT) or f"known are {', '.join(_ABOUT)}"
        raise CannotGoOn(f"`settings` of an extraction has no `{unknown[0]}`", hint)
    root = _root(name, file)
    if _is_review(root):
        return _review(name, root)
    if _is_form(root):
        return _form(name, root, settings)
    if _is_list(root):
        return _list(name, root, settings)
    raise CannotGoOn(
        f"{name}: this is no extraction",
        "it holds `extraction` (tool, version, date, instructions, ran_by) and a list of `claims`",
    )


def _root(name: str, file: BinaryIO) -> Mapping[str, Any]:
    data = file.read(_MOST + 1)
    if len(data) > _MOST:
        raise CannotGoOn(f"{name}: it is larger than {_MOST // 1_000_000} MB")
    if name.lower().endswith(".json"):
        try:
            root = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise CannotGoOn(f"{name}: this is not JSON", "save it as UTF-8 JSON") from None
    else:
        loaded = load(clean(data).text)
        root = loaded.documents[0][1] if loaded.documents else None
        if loaded.stop is not None:
            raise CannotGoOn(f"{name}: it cannot be read to its end", "mend its YAML")
    if not isinstance(root, dict):
        raise CannotGoOn(f"{name}: its top is no mapping")
    return root


def _is_list(root: Mapping[str, Any]) -> bool:
    return isinstance(root.get("claims"), list) and "extraction" in root


def _is_form(root: Mapping[str, Any]) -> bool:
    return "extractor" in root and ("study_id" in root or "article_id" in root)


def _is_review(root: Mapping[str, Any]) -> bool:
    return isinstance(root.get("issues"), list) and "reviewers" in root


def _list(name: str, root: Mapping[str, Any], settings: Mapping[str, Any]) -> Origin:
    said = root["extraction"]
    said = said if isinstance(said, Mapping) else {}
    about = {**settings, **{key: _text(said.get(key)) for key in _EXTRACTION if said.get(key)}}
    about.setdefault("on", _text(said.get("date")))
    segments: list[Segment] = []
    left: list[Left] = []
    left += [
        Left("extraction", key, "it is no part of what is said of a machine")
        for key in said
        if key not in _EXTRACTION
    ]
    met: dict[str, int] = {}
    texts: dict[str, None] = {}
    codes: dict[str, None] = {}
    for number, one in enumerate(root["claims"], start=1):
        called = f"claim {number}"
        if not isinstance(one, Mapping):
            left.append(Left("claim", called, "it is no mapping"))
            continue
        statement, quote = _text(one.get("statement")), _text(one.get("quote"))
        key = _text(one.get("key")) or _hash(_text(one.get("source")), statement, quote)
        met[key] = met.get(key, 0) + 1
        if met[key] > 1:
            key = f"{key}~{met[key]}"
        bears = tuple(_texts(one.get("elements")))
        codes |= dict.fromkeys(bears)
        texts[_text(one.get("source"))] = None
        at = one.get("at")
        unknown = [k for k in one if k not in _CLAIM]
        rough = [f"its keys {', '.join(unknown)} are not taken"] if unknown else []
        if at is not None and not isinstance(at, Mapping):
            rough.append(f"its place `{_text(at)}` is no term with a value")
        segments.append(
            Segment(
                key=key,
                kind="claim",
                name=f"{called} ({_short(statement or quote)})",
                text=_text(one.get("source")),
                quote=quote,
                prefix=_text(one.get("prefix")),
                suffix=_text(one.get("suffix")),
                statement=statement,
                at={str(k): _text(v) for k, v in at.items()} if isinstance(at, Mapping) else {},
                codes=bears,
                memo=_text(one.get("memo")),
                voice=_text(one.get("voice")),
                approximated=tuple(rough),
            )
        )
    return Origin(
        TOOL,
        name,
        texts=tuple(CodedText(key, key) for key in texts if key),
        codes=tuple(Code(key, key) for key in codes),
        segments=tuple(segments),
        left=tuple(left),
        counts={
            "claim": len(root["claims"]),
            "text": len([key for key in texts if key]),
            "code": len(codes),
            "extraction": sum(key not in _EXTRACTION for key in said),
        },
        extractor=_extractor(about),
    )


def _form(name: str, root: Mapping[str, Any], settings: Mapping[str, Any]) -> Origin:
    text = _text(root.get("article_id") or root.get("study_id"))
    segments: list[Segment] = []
    left: list[Left] = []
    codes: dict[str, Code] = {}
    leaves = list(_leaves(root, ()))
    for path, value in leaves:
        if path[0] in _OF_FORM:
            continue
        name_of = "/".join(path)
        said = " ".join(value.split())
        if not said or _NOTHING.fullmatch(said):
            left.append(Left("value", name_of, "the machine found nothing there"))
            continue
        parent = ""
        for depth, part in enumerate(path):
            key = "/".join(path[: depth + 1])
            codes.setdefault(key, Code(key, _label(part), parent=parent))
            parent = key
        quotes = _QUOTED.findall(said)
        segments.append(
            Segment(
                key=f"{text}:{name_of}",
                kind="value",
                name=name_of,
                text=text,
                quote=quotes[0] if quotes else "",
                statement=f"{_label(path[-1])}: {said}",
                codes=(name_of,),
                fields={"also": tuple({"quote": quote} for quote in quotes[1:])}
                if len(quotes) > 1
                else {},
            )
        )
    about = {
        "tool": _AI.sub("", _text(root.get("extractor"))),
        "on": _text(root.get("extraction_date")),
        **settings,
    }
    return Origin(
        TOOL,
        name,
        texts=(CodedText(text, text),),
        codes=tuple(codes.values()),
        segments=tuple(segments),
        left=tuple(left),
        counts={
            "value": sum(path[0] not in _OF_FORM for path, _ in leaves),
            "text": 1,
            "code": len(codes),
        },
        extractor=_extractor(about),
    )


def _review(name: str, root: Mapping[str, Any]) -> Origin:
    text = _text(root.get("article_id") or root.get("study_id"))
    segments: list[Segment] = []
    left: list[Left] = []
    round_ = _text(root.get("round"))
    when = f" in round {round_}" if round_ else ""
    for number, one in enumerate(root["issues"], start=1):
        item = _text(one.get("item")) if isinstance(one, Mapping) else ""
        if not item:
            left.append(Left("issue", f"issue {number}", "it names no item"))
            continue
        parts = [_text(one.get(key)) for key in ("severity", "type")]
        what = ", ".join(part for part in parts if part)
        body = [
            _text(one.get("rationale")),
            f"recommended: {_text(one.get('recommended_value'))}"
            if one.get("recommended_value")
            else "",
            f"passage: {_text(one.get('source_passage'))}" if one.get("source_passage") else "",
        ]
        by = _text(one.get("raised_by")) or "a reviewer that it does not name"
        said = f"{by}, as {name} says{when} ({what}): {' '.join(part for part in body if part)}"
        segments.append(
            Segment(
                key=f"{MEMO_ON}{text}:{item}:{number}",
                kind="issue",
                name=f"issue {number} ({item})",
                text=text,
                statement=" ".join(said.split()),
                codes=(item,),
            )
        )
    for number, one in enumerate(_list_of(root.get("commendations")), start=1):
        by = _text(one.get("reviewer")) if isinstance(one, Mapping) else ""
        left.append(Left("commendation", f"commendation {number} of {by}", "it names no item"))
    for number, one in enumerate(_list_of(root.get("notes")), start=1):
        by = _text(one.get("reviewer")) if isinstance(one, Mapping) else ""
        left.append(Left("note", f"note {number} of {by}", "it names no item"))
    reviewers = root.get("reviewers")
    verdicts = reviewers if isinstance(reviewers, Mapping) else {}
    for by, said in verdicts.items():
        verdict = _text(said.get("verdict")) if isinstance(said, Mapping) else ""
        left.append(Left("verdict", f"{verdict} of {by}", "it is of the whole extraction"))
    return Origin(
        TOOL,
        name,
        segments=tuple(segments),
        left=tuple(left),
        counts={
            "issue": len(root["issues"]),
            "commendation": len(_list_of(root.get("commendations"))),
            "note": len(_list_of(root.get("notes"))),
            "verdict": len(verdicts),
        },
    )


def _extractor(about: Mapping[str, Any]) -> Extractor:
    said = {key: _text(about.get(key)) for key in _ABOUT}
    return Extractor(**said)


def _leaves(node: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the path and the text of every value; items of a list bear their numbers."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _leaves(value, (*path, str(key)))
    elif isinstance(node, list):
        for number, value in enumerate(node, start=1):
            yield from _leaves(value, (*path, str(number)))
    else:
        yield path, _text(node)


def _label(key: str) -> str:
    return key.replace("_", " ").strip()


def _text(value: Any) -> str:
    if value is None or isinstance(value, Mapping | Items | list):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).strip()


def _texts(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, Sequence) and not isinstance(value, str) else [value]:
        if text := _text(one):
            yield text


def _list_of(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")


def _hash(*parts: str) -> str:
    return hashlib.sha256(
        "\n".join(" ".join(p.split()) for p in parts).encode("utf-8", "surrogatepass")
    ).hexdigest()[:12]
