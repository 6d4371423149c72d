"""A review whose every text is drawn from a supply: hostile strings, or harmless marks.

Ids, numbers and structure are the same whatever the supply gives, so that two
reports of it can be set against each other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml

# What a template of ours, or a formatter, would fill in if it took a text for one.
INJECTIONS = [
    "{{ 7 * 7 }}", "{{ page }}", "{% raw %}", "{% include 'report.css' %}", "{# gone #}",
    "{{ ''.__class__.__mro__ }}", "{0}", "{n}", "{self.__init__}", "%s %(n)s", "${7*7}", "#{7*7}",
    "</script><script>alert(1)</script>", "</style><script>alert(2)</script>", "]]><script>alert(3)</script>",
    "--><img src=x onerror=alert(4)>", '"><svg onload=alert(5)>', "' onmouseover='alert(6)", '\\"-alert(7)-\\"',
    "javascript:alert(8)", '=HYPERLINK("http://evil.example")', "+1+1", "@SUM(1)", "'=1+1", "\u202eabc\u202c", "a\u2028b",
]  # fmt: skip
Supply = Callable[[str], str]


def payloads(corpora: Path, number: int, seed: int = 5) -> list[str]:
    """Return distinct hostile strings: ours, all that run by themselves, and others drawn."""
    certain, others = (
        [text for name in names for text in strings_of(corpora / "security" / f"{name}.json")]
        for names in (
            ["xss/run-by-themselves"],
            ["xss/dompurify-expect", "strings/blns", "own/csv-formula", "own/js-urls"],
        )
    )
    first = list(dict.fromkeys([*INJECTIONS, *certain]))
    rest = [text for text in dict.fromkeys(others) if text not in first]
    return [*first, *Random(seed).sample(rest, number - len(first))]


def strings_of(path: Path) -> list[str]:
    found = json.loads(path.read_text(encoding="utf-8"))
    texts = (one["payload"] if isinstance(one, dict) else one for one in found)
    return [text for text in texts if isinstance(text, str) and readable(text)]


def readable(text: str) -> bool:
    """Return whether a review can hold a text: YAML has no place for most control characters."""
    return (
        bool(text.strip())
        and len(text) < 600
        and all(c.isprintable() or c in "\n\t\u2028\u202e\u202c" for c in text)
    )


def marks() -> tuple[Supply, list[int]]:
    """Return a harmless supply, and the list in which it counts what it gave."""
    given: list[int] = []

    def mark(_field: str) -> str:
        given.append(1)
        return f"zq{len(given):05d}zq"

    return mark, given


def strings(hostile: Sequence[str], together: int) -> tuple[Supply, list[str]]:
    """Return a supply that gives each field every string in turn, and the list of what it gave.

    Several come `together`, so that few items are enough for all of them.
    """
    given: list[str] = []
    at: dict[str, int] = {}

    def string(field: str) -> str:
        # Each field begins elsewhere, so that no item gets one string in all its fields.
        number = at.setdefault(field, 37 * len(at))
        at[field] += together
        drawn = " · ".join(hostile[(number + n) % len(hostile)] for n in range(together))
        given.append(drawn.strip())  # blanks around a text are no part of it, for the reader
        return given[-1]

    return string, given


def review(
    text: Supply, items: int, works: int = 40, elements: int = 40, *, assessed: bool = True
) -> dict[str, Any]:
    """Return a review of one study with as many claims and findings as are asked for.

    Findings are assessed, or the review says why none is: it cannot have both.
    """
    facets = {
        f"f{n}": {
            "label": text("facet.label"),
            "definition": text("facet.definition"),
            "values": {
                f"v{v}": {"label": text("value.label"), "definition": text("value.definition")}
                for v in range(4)
            },
        }
        for n in range(3)
    }
    kind_of_source = {
        "on": "sources",
        "label": text("facet.label"),
        "values": {"k": {"label": text("value.label"), "mark": text("value.mark")}},
    }
    rank = {
        "on": "findings",
        "label": text("facet.label"),
        "values": {"r": {"label": text("value.label")}},
    }
    return {
        "review": {
            "title": text("title"),
            "of": "study",
            "method": text("method"),
            "questions": [
                {
                    "id": f"q.{n}",
                    "text": text("question"),
                    "asked_by": "study",
                    "at": {"section": text("at.section")},
                }
                for n in range(12)
            ],
            **({} if assessed else {"assessment": {"none": text("not_assessed")}}),
        },
        "sources": {
            f"work{n}": {
                "kind_of_source": "k",
                "identity": "candidate",
                "unverified": ["title"],
                "note": text("note"),
                "same_author_as": [
                    {
                        "source": f"work{(n + 1) % works}",
                        "certain": False,
                        "because": text("same_author.because"),
                    }
                ],
            }
            for n in range(works)
        },
        "framework": {
            "reconstructed": text("reconstructed"),
            "facets": {**facets, "kind_of_source": kind_of_source, "rank": rank},
            "finding_kinds": {
                f"kind{n}": {
                    "label": text("kind.label"),
                    "plural": text("kind.plural"),
                    "heading": text("kind.heading"),
                    "definition": text("kind.definition"),
                    "cells": {
                        f"c{v}": {"label": text("cell.label"), "where": {"f2": f"v{v}"}}
                        for v in range(3)
                    },
                }
                for n in range(4)
            },
            "elements": [
                {
                    "id": f"el.{n}",
                    "label": text("element.label"),
                    "definition": text("element.definition"),
                    "also_called": [text("also_called"), text("also_called")],
                    "origin": "emergent",
                    "memo": text("memo"),
                    **({"part_of": f"el.{n // 3}"} if n > 9 else {}),
                }
                for n in range(elements)
            ],
            "relation_types": {f"t{n}": {"label": text("relation.label")} for n in range(8)},
            "relations": [f"el.{n} t{n % 8} el.{n + 1}" for n in range(0, 16, 2)],
        },
        "claims": [claim(text, n, items, works, elements) for n in range(items)],
        "findings": [finding(text, n, items, elements, assessed=assessed) for n in range(items)],
    }


def claim(text: Supply, n: int, items: int, works: int, elements: int) -> dict[str, Any]:
    own = n % 7 == 0
    made: dict[str, Any] = {
        "id": f"claim{n}",
        "statement": text("statement"),
        "sources": ["study"] if own else [f"work{n % works}"],
        "at": {"section": text("at.section"), "heading": text("at.heading"), "box": text("at.box")},
        "quote": text("quote"),
        "prefix": text("prefix"),
        "suffix": text("suffix"),
        "also": [{"at": {"page": text("at.page")}, "quote": text("also.quote")}],
        "coder": f"{n:04d} {text('coder')}",
        "caveat": text("caveat"),
        "memo": text("memo"),
        "f0": f"v{n % 4}",
        "f1": [f"v{n % 3}", f"v{n % 3 + 1}"],
        "f2": "v0",
        "elements": [f"el.{n % elements}"],
        "relates": [f"el.{n % elements} t{n % 8} el.{(n + 5) % elements}"],
        "measure": {
            "of": text("measure.of"),
            "base": text("measure.base"),
            "value": 10 + n % 80,
            "unit": text("measure.unit"),
            "year": 2001,
            "nature": "observed",
        },
    }
    if not own and n % 5 == 0:
        made["via"] = [f"work{(n + 3) % works}"]
    if n % 4 == 1:
        made["contradicts"] = [{"claim": f"claim{n - 1}", "because": text("contradicts.because")}]
        made["restates"] = [
            {
                "claim": f"claim{(n + 9) % items}",
                "how": "weaker",
                "because": text("restates.because"),
            }
        ]
        made["qualifies"] = [
            {"claim": f"claim{(n + 11) % items}", "because": text("qualifies.because")}
        ]
    return made


def finding(text: Supply, n: int, items: int, elements: int, *, assessed: bool) -> dict[str, Any]:
    made = {
        "id": f"finding{n}",
        "kind": f"kind{n % 4}",
        "statement": text("finding.statement"),
        "answers": [f"q.{n % 12}"],
        "elements": [f"el.{n % elements}"],
        "rank": "r",
        "stated_in": [f"claim{n // 7 * 7}"],
        "supported_by": [f"claim{n + 1 if n + 1 < items else 1}"],
        "contradicted_by": [f"claim{(n + 3) % items}"],
        **(
            {}
            if n % 5
            else {
                "qualified_by": [f"claim{(n + 4) % items}"],
                "background": [f"claim{(n + 5) % items}"],
            }
        ),
        "resolution": text("resolution"),
        "caveat": text("finding.caveat"),
        "memo": text("memo"),
        "fit": {"judgement": "beyond", "because": text("fit.because")},
        "gaps": {f"c{v}": text("gap") for v in (1, 2)},
        "allow": {"one-citation": text("allow")},
    }
    if assessed:
        made["assessment"] = {
            **{
                name: {"concern": "minor", "because": text("component.because")}
                for name in ("methodological_limitations", "coherence", "adequacy", "relevance")
            },
            "confidence": "low",
            "because": text("assessment.because"),
            "by": [text("assessment.by")],
        }
    return made


def bibliography(text: Supply, addresses: Sequence[str], works: int = 40) -> str:
    """Return the bibliography; every work is known by a number before what its texts say.

    Whether an address becomes a link is no matter of escaping, so `addresses`
    are the same in every report.
    """
    study = "@misc{study, author = {{A0000}}, title = {The study}, year = {2000}}\n"
    return study + "".join(
        f"@article{{work{n},\n  author = {{{{B{n:04d} {braced(text('author'))}}}}},\n"
        f"  title = {{C{n:04d} {braced(text('bib.title'))}}},\n"
        f"  journal = {{D{n:04d} {braced(text('journal'))}}},\n"
        f"  note = {{{braced(text('bib.note'))}}},\n"
        f"  doi = {{10.1000/{n}{braced(addresses[n * 2])}}},\n"
        f"  url = {{{braced(addresses[n * 2 + 1])}}},\n  year = {{2001}}\n}}\n"
        for n in range(works)
    )


def braced(text: str) -> str:
    """A text as a field of BibTeX can hold it: matching braces, no commands, no mathematics."""
    return " ".join(text.translate(str.maketrans("{}\\$^_", "()/S  ")).split())


def write(folder: Path, review: dict[str, Any], bib: str) -> Path:
    folder.mkdir(parents=True)
    text = yaml.safe_dump(review, allow_unicode=True, sort_keys=False, width=10_000)
    (folder / "claims.yaml").write_text(text, encoding="utf-8", newline="\n")
    (folder / "sources.bib").write_text(bib, encoding="utf-8", newline="\n")
    return folder
