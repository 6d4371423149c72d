"""Templates and pages agree, and neither the page nor its script makes markup out of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass

import pytest

from evidence import build as build_module
from evidence.pages.changed import (
    ChangedFinding,
    ChangedLine,
    ChangedLines,
    ChangedView,
    LinePiece,
)
from evidence.report.page_pictures import PICTURES
from tests.report.conftest import ROOT
from tests.report.values import page_values

TEMPLATES = ROOT / "templates"
NOT_SHOWN = {
    # Said where a citation style gives no entry for a source, which ours always does.
    "SourceView.reference_text",
    # Word and PDF alone say it, in their properties (tests/documents).
    "AboutView.title",
    "AboutView.language",
    # its words say them
    "RelationCell.claims",
    "RelationCell.relations",
    # Said where an earlier state is named (tests/pages/test_signatures.py).
    *(
        f"{kind.__name__}.{one.name}"
        for kind in (ChangedFinding, ChangedLine, ChangedLines, ChangedView, LinePiece)
        for one in fields(kind)
    ),
    # by it the page tells which kinds have been told
    "SummaryGroup.id",
    # The picture alone is drawn by it, and its words say it (tests/diagram).
    "Node.claims",
}


def declared() -> dict[str, type]:
    """Every class of values that a page is made of."""
    found = page_values()
    return {name: c for name, c in found.items() if is_dataclass(c) or hasattr(c, "_fields")}


def fields_of(kind: type) -> list[str]:
    return [f.name for f in fields(kind)] if is_dataclass(kind) else list(kind._fields)


@contextmanager
def watched(kinds: dict[str, type]) -> Iterator[set[str]]:
    """Note every field that is read of a value of these classes."""
    read: set[str] = set()

    def watch(kind: type, names: frozenset[str]):
        def get(value, name):
            if name in names:
                read.add(f"{kind.__name__}.{name}")
            return object.__getattribute__(value, name)

        return get

    for kind in kinds.values():
        kind.__getattribute__ = watch(kind, frozenset(fields_of(kind)))
    try:
        yield read
    finally:
        for kind in kinds.values():
            del kind.__getattribute__


@pytest.fixture
def read_fields(build, study, small, odd, many, monkeypatch) -> set[str]:
    """The fields that are read while reports are written, of several reviews, in every form."""
    kinds, seen = declared(), set()

    def watching(write):
        def call(*given, **more):
            with watched(kinds) as read:
                made = write(*given, **more)
            seen.update(read)
            return made

        return call

    for name in ("html", "markdown", "pandoc_markdown", "picture", "flowchart"):
        monkeypatch.setattr(build_module, name, watching(getattr(build_module, name)))
    for built in (study, small, odd, many):
        build(built.review, "--to", "html,md,pandoc")
    return seen


def test_every_field_of_a_page_is_shown_somewhere(read_fields):
    all_of_them = {
        f"{name}.{field}" for name, kind in declared().items() for field in fields_of(kind)
    }
    assert len(all_of_them) > 200
    assert sorted(all_of_them - read_fields - NOT_SHOWN) == []


def test_no_template_shows_what_no_page_has():
    names = {field for kind in declared().values() for field in fields_of(kind)}
    methods = {"items", "text"}
    pictures = set(PICTURES)
    for path in TEMPLATES.glob("*.html.j2"):
        text = path.read_text(encoding="utf-8")
        inside = re.findall(r"\{[{%](.*?)[%}]\}", re.sub(r"(?s)\{#.*?#\}", "", text))
        used = {
            name
            for code in inside
            for name in re.findall(
                r"(?<![\w\"'])\w+\.(\w+)", re.sub(r"\"[^\"]*\"|'[^']*'", "", code)
            )
        }
        loops = {"last", "first", "index", "index0"}
        assert used - names - methods - pictures - loops == set(), path.name


MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser"
    r"|setHTML|\beval\(|new Function|setTimeout\(\s*[\"'`]|javascript:|\bimport\(|\bfetch\(|XMLHttpRequest"
)


@pytest.mark.parametrize(
    "name", sorted(p.name for p in TEMPLATES.glob("*.[hj]*") if ".md." not in p.name)
)
def test_nothing_of_ours_makes_markup_or_code_out_of_text(name):
    assert MARKUP.findall((TEMPLATES / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("review", ["study", "small", "many"])
def test_the_page_has_no_handler_no_style_and_no_unquoted_attribute(review, request):
    built = request.getfixturevalue(review)
    tree = built.tree()
    names = {str(a.attrname) for a in tree.xpath("//@*")}
    assert {name for name in names if name.startswith("on") or name == "style"} == set()
    assert len(tree.xpath("//script[not(@type)]")) == len(tree.xpath("//style")) == 1
    assert tree.xpath("//script/@type") == ["application/ld+json"]
    assert tree.xpath("//iframe | //object | //embed | //form | //base | //link | //img") == []
    page = built.path().read_text(encoding="utf-8")
    body = page[page.index("<body>") : page.rindex("<script>")]
    assert re.findall(r"<[a-z][^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*?\s[\w-]+=(?![\"])", body) == []


def test_the_policy_names_the_one_script_and_the_one_style_and_allows_nothing_else(study):
    import base64
    import hashlib

    page = study.path().read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    told = dict(rule.strip().split(" ", 1) for rule in policy.replace("&#39;", "'").split(";"))
    for kind, tag in (("script-src", "script"), ("style-src", "style")):
        inside = re.search(rf"(?s)<{tag}>(.*?)</{tag}>", page)[1]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert told.pop(kind) == f"'sha256-{digest}'"
    assert told == {
        "default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip
    assert page.index("Content-Security-Policy") < page.index("<style>") < page.index("<body>")
