"""Reviews made of histories that people really made: a coding in two states, extractions.

`taguette` turns the highlights of a project, as its program exports them with
their tags, into a review: a document is a source, a highlight a claim, a tag an
element and a finding that all its highlights support. `extractions` turns what
was extracted of several studies: a field of the form is an element and a
finding, what a study says there a claim. Both are plain text that is made from
the files and from nothing of the product.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

CORPORA = Path(__file__).parents[3] / "shared" / "corpora-import"
TAGUETTE = CORPORA / "qda-sqlite"
PROJECT = "navarral-swj2022-usability-paper__"
EXTRACTIONS = CORPORA / "machine-extraction"
EXTRACTED = "ncukondo-research-gen-AI-in-WBA-scoping-review-open-data__"
NOTHING = re.compile(
    r"(no evidence reported|not reported|not applicable|unclear|no)\b", re.IGNORECASE
)

Row = tuple[str, str, str]  # a document, words of it, a tag


def highlights(name: str) -> tuple[Row, ...]:
    """The rows of an export: a document, what was highlighted, a tag."""
    path = TAGUETTE / f"{PROJECT}{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple((r["document"], r["content"], r["tag"]) for r in csv.DictReader(file))


def codebook(name: str) -> dict[str, str]:
    path = TAGUETTE / f"{PROJECT}{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["tag"]: row["description"] for row in csv.DictReader(file)}


def claim_id(*words: str) -> str:
    return "c" + hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def word(text: str) -> str:
    return re.sub(r"\W+", "_", text.casefold()).strip("_")


def taguette(rows: Iterable[Row], meant: Mapping[str, str]) -> dict[str, str]:
    """The files of a review of a tagged project."""
    tags: dict[tuple[str, str], dict[str, None]] = {}
    for document, words, tag in rows:
        tags.setdefault((document, " ".join(words.split())), {})[tag] = None
    claims = [
        {
            "id": claim_id(document, words),
            "statement": words,
            "sources": [word(document)],
            "at": {"heading": "transcript"},
            "elements": [f"el.{word(tag)}" for tag in held],
        }
        for (document, words), held in tags.items()
    ]
    return review(
        sources=sorted({document for document, _ in tags}),
        elements={tag: meant.get(tag, "") for _, held in tags.items() for tag in held},
        claims=claims,
        supported={
            tag: [claim_id(*key) for key, held in tags.items() if tag in held]
            for tag in dict.fromkeys(tag for held in tags.values() for tag in held)
        },
    )


def studies() -> list[str]:
    ending = "__extraction-v1.yaml"
    names = (path.name for path in EXTRACTIONS.glob(f"{EXTRACTED}*{ending}"))
    return sorted(name.removeprefix(EXTRACTED).removesuffix(ending) for name in names)


def extracted(version: str) -> dict[tuple[str, str], str]:
    """What was extracted of each study in a version: by study and field."""
    found: dict[tuple[str, str], str] = {}
    for study in studies():
        path = EXTRACTIONS / f"{EXTRACTED}{study}__extraction-{version}.yaml"
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        found |= {(study, field): text for field, text in fields(told)}
    return found


def fields(told: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in told.items():
        if isinstance(value, dict):
            yield from fields(value, f"{above}{key}.")
        elif isinstance(value, str) and key[:1].isupper():
            text = " ".join(value.split())
            if text and not NOTHING.match(text):
                yield f"{above}{key}", text


def extractions(values: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The files of a review of what was extracted."""
    used = dict.fromkeys(field for _, field in values)
    return review(
        sources=sorted({study for study, _ in values}),
        elements=dict.fromkeys(used, ""),
        claims=[
            {
                "id": claim_id(study, field),
                "statement": text,
                "sources": [word(study)],
                "at": {"heading": "form"},
                "elements": [f"el.{word(field)}"],
            }
            for (study, field), text in values.items()
        ],
        supported={field: [claim_id(*key) for key in values if key[1] == field] for field in used},
    )


def review(
    sources: Iterable[str],
    elements: Mapping[str, str],
    claims: list[dict[str, object]],
    supported: Mapping[str, list[str]],
) -> dict[str, str]:
    """The files of a review; YAML reads JSON."""
    whole = {
        "review": {"title": "A history that was really made"},
        "framework": {
            "finding_kinds": {"theme": {"label": "Theme"}},
            "elements": [
                {"id": f"el.{word(tag)}", "label": tag, "origin": "emergent"}
                | ({"definition": meant} if meant else {})
                for tag, meant in elements.items()
            ],
        },
        "claims": claims,
        "findings": [
            {
                "id": f"f.{word(tag)}",
                "kind": "theme",
                "statement": tag,
                "elements": [f"el.{word(tag)}"],
                "supported_by": ids,
            }
            for tag, ids in supported.items()
        ],
    }
    works = [f"@misc{{{word(s)}, title = {{{s}}}, author = {{{word(s)}}}}}" for s in sources]
    return {"claims.yaml": json.dumps(whole, ensure_ascii=False), "sources.bib": "\n".join(works)}


def written(files: Mapping[str, str], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
