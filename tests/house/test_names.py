"""A name says one thing: of modules, of classes, and of rules."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator

from evidence.checks.manual import EVERY_RULE
from tests.house.conftest import Module

# Name of modules in several rooms -> the one subject that all of them are about.
SHARED = {
    "add": "adding a claim: the command, and what it does",
    "assessment": "GRADE-CERQual assessments",
    "audit": "the audit of a sample of claims",
    "build": "building a report: the command, and what it does",
    "cells": "the cells of a kind of finding",
    "check": "checking a review: the command, and what a check is",
    "claims": "claims",
    "coding_sheet": "the sheet that a coder fills in: written, and read",
    "coverage": "what of a text has been encoded",
    "dates": "dates: what bibliographies write, and what CSL has for it",
    "differences": "what changed between two states of a review",
    "done": "a coding that is done: the command, and its record",
    "encoding": "the bytes of a file as text",
    "evidence_map": "the evidence map",
    "facets": "facets",
    "findings": "findings",
    "framework": "the framework",
    "html": "the format HTML: of full texts, and of reports",
    "impact": "what rests on an item",
    "judgements": "how far sentences were judged to be cited",
    "links": "links between claims",
    "lock": "the lock",
    "manual": "the manual pages of rules",
    "measures": "measures",
    "merging": "two changes of one file made one",
    "quotes": "quotes",
    "references": "references to works: as a style writes them, and as other tools' files have them",
    "refi_qda": "the format REFI-QDA, in and out",
    "review": "the review as a whole",
    "robustness": "what changes without a part of the evidence",
    "rules": "what a room can find wrong",
    "schema": "the JSON Schema of a review",
    "second": "a share of the proposals that a second person judges",
    "signatures": "who agreed to a finding, and what changed since",
    "sources": "sources",
    "support": "what a finding rests on",
    "synthesis": "what the evidence adds up to: the room, and the value of all of it",
    "tensions": "claims against each other",
    "texts": "full texts, and the folder of them",
    "timeline": "the sources by year",
    "trace": "the trace",
    "workbook": "the report as a workbook: its sheets, and the file",
    "zotero": "what Zotero holds: asked for, and read",
}


def test_a_module_name_that_stands_twice_is_one_subject_seen_from_two_rooms(modules):
    assert sorted(twice((m.name.rpartition(".")[2], m.name) for m in modules)) == sorted(SHARED)


def test_no_two_rooms_have_a_public_class_of_one_name(modules):
    found = ((name, f"{m.name}.{name}") for m in modules for name in classes(m.tree))
    assert twice(found) == {}


def test_a_rule_that_nothing_reports_is_not_in_the_manual(modules):
    made_of_checks = {
        rule.code for rule in EVERY_RULE if rule.code.replace("-", "_") in functions(modules)
    }
    said = {code for m in modules if not m.name.endswith(".rules") for code in texts(m.tree)}
    used = {name for m in modules for name in named(m.tree)}
    by_name = {code for m in modules for name, code in declared(m.tree) if name in used}
    assert {rule.code for rule in EVERY_RULE} - made_of_checks - said - by_name == set()


def test_what_is_declared_and_not_named_elsewhere_is_seen():
    rules = ast.parse('LOST = Rule("lost-quote", _WARNING, "a quote is lost")\nRULES = (LOST,)\n')
    assert list(declared(rules)) == [("LOST", "lost-quote")]
    assert list(named(rules)) == []
    assert list(named(ast.parse('LOST.diagnostic("x", None)'))) == ["LOST"]
    assert "LOST" in list(named(ast.parse("wrong(rules.LOST)")))


def twice(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The names that several things bear, with what bears them."""
    found = defaultdict(list)
    for name, full in named:
        found[name].append(full)
    return {name: full for name, full in found.items() if len(full) > 1}


def classes(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def functions(modules: Iterable[Module]) -> set[str]:
    """The functions of the room of checks: the name of a check is its code."""
    return {
        node.name
        for module in modules
        if module.stands_in("evidence.checks")
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef)
    }


def declared(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The rules that a module declares under a name of their own, with their codes."""
    for node in tree.body:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Name(id="Rule"), args=[ast.Constant(value=code), *_]),
            ):
                yield name, code


def texts(tree: ast.Module) -> Iterator[str]:
    """Every text of a module: one may be a code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def named(tree: ast.Module) -> Iterator[str]:
    """The rules that a module names to report them: `rules.LOST`, or `LOST.diagnostic(...)`."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="rules"), attr=name):
                yield name
            case ast.Attribute(value=ast.Name(id=name), attr="diagnostic"):
                yield name
