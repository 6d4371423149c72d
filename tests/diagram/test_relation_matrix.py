"""The matrix of relations: each relation in one cell, and what no cell has room for is named."""

from __future__ import annotations

from evidence.language import Catalogue
from evidence.pages.relation_matrix import MOST_COLUMNS, relation_matrix
from evidence.pages.translated import Translated
from evidence.synthesis.relations import relations


def matrix(graph):
    return relation_matrix(Translated(graph, Catalogue("en")))


def test_each_relation_stands_where_its_row_meets_its_column(framework):
    graph = framework(
        {"a": None, "b": None, "c": None, "lone": None},
        {"a leads_to b": "both", "a hinders c": "own", "c leads_to a": "drawn"},
    )
    made = matrix(graph)
    assert [column.href for column in made.columns] == ["#a", "#b", "#c"]
    told = {
        (row.element.href, column.href): (cell.words, cell.claims, cell.said, cell.ground.code)
        for row in made.rows
        for column, cell in zip(made.columns, row.cells, strict=True)
        if cell
    }
    assert told == {
        ("#a", "#b"): ("Leads to", 2, "2 claims", "cited"),
        ("#a", "#c"): ("Hinders", 1, "1 claim", "own"),
        ("#c", "#a"): ("Leads to", 0, "no claim", "drawn"),
    }
    assert [row.claims for row in made.rows] == [3, 0]


def test_relations_of_parts_are_those_of_their_whole(framework):
    graph = framework(
        {"a": None, "p": "a", "q": "a", "b": None},
        {"p leads_to b": "cited", "q hinders b": "own", "p leads_to q": "cited"},
    )
    (row,) = matrix(graph).rows
    inside, across = row.cells
    assert (inside.relations, inside.href) == (1, "#p~leads_to~q")
    assert (across.relations, across.words, across.href) == (2, "Leads to, Hinders", "#a")
    assert across.ground.code == "cited"


def test_no_relation_is_lost_and_what_finds_no_column_is_named(framework):
    stated = {f"e0 leads_to e{n}": "cited" for n in range(1, MOST_COLUMNS + 4)}
    graph = framework(MOST_COLUMNS + 4, stated)
    made = matrix(graph)
    assert len(made.columns) == MOST_COLUMNS
    assert [item.href for item in made.left_out] == ["#e17", "#e18", "#e19"]
    shown = sum(cell.relations for row in made.rows for cell in row.cells if cell)
    assert shown + len(made.left_out) == len(relations(graph))


def test_a_framework_without_relations_has_no_matrix(framework):
    assert matrix(framework(3)).rows == ()
