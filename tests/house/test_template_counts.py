"""No template computes: what it shows, and how many more there are, comes with the page.

A slice here and a subtraction there are two places for one limit, and what
falls between them is on no page.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from jinja2 import Environment, nodes

from evidence.files.reading import templates

TEMPLATES = {name: text for name, text in templates().items() if name.endswith(".j2")}
ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
# What takes a part of a list, or makes one number of several.
COMPUTING = frozenset(
    "first last max min random reject rejectattr round select selectattr slice sum truncate unique".split()  # noqa: SIM905
)


def computed(text: str) -> Iterator[tuple[int, str]]:
    """Whatever a template computes, with its line."""
    tree = Environment().parse(text)
    for node in tree.find_all((*ARITHMETIC, nodes.Neg, nodes.Slice, nodes.Filter)):
        if not isinstance(node, nodes.Filter):
            yield node.lineno, type(node).__name__.lower()
        elif node.name in COMPUTING:
            yield node.lineno, node.name


def test_no_line_of_a_template_is_too_long_to_be_read_and_compared():
    long = {
        f"{name}:{number}": len(line)
        for name, text in templates().items()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > 140
    }
    assert long == {}


def test_no_template_computes():
    assert len(TEMPLATES) > 8
    found = [(name, *what) for name, text in TEMPLATES.items() for what in computed(text)]
    assert found == []


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("{{ q.answers[:3] }}", "slice"),
        ("{% for c in claims[most:] %}{% endfor %}", "slice"),
        ("{{ f.sources|length - 12 }}", "sub"),
        ("{{ loop.index + 1 }}", "add"),
        ("{{ '#' + t.id }}", "add"),
        ("{{ n * 2 }}", "mul"),
        ("{% if a // b %}{% endif %}", "floordiv"),
        ("{{ -n }}", "neg"),
        ("{{ warnings|map('length')|sum }}", "sum"),
        ("{% for c in claims|slice(3) %}{% endfor %}", "slice"),
        ("{{ claims|first }}", "first"),
        ("{% macro m(c) %}{{ c.list[1:] }}{% endmacro %}", "slice"),
    ],
)
def test_what_a_template_computes_is_seen(written, what):
    assert list(computed(f"\n{written}")) == [(2, what)]


@pytest.mark.parametrize(
    "written",
    [
        "{{ '#' ~ t.id }}",
        "{{ rest|length }}",
        "{% if columns|length > 12 %}{% endif %}",
        "{% for box in claims|batch(100) %}{% endfor %}",
        "{{ facts[loop.index0] }}",
    ],
)
def test_what_only_arranges_is_let_be(written):
    assert list(computed(written)) == []
