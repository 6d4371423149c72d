"""Whatever a file holds, reading it ends in sources and diagnostics."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.bibtex import read

PIECES = st.sampled_from(
    [
        "@",
        "@book{",
        "@article{a,",
        "@string{",
        "@comment{",
        "@preamble{",
        "{",
        "}",
        "(",
        ")",
        '"',
        ",",
        "=",
        "#",
        "%",
        "\\",
        "\\'",
        "\\em",
        "\\{",
        "\\}",
        "@ book{a,",
        "@book\n{a,",
        "\n@book{a, title={x}}",
        "$",
        "~",
        "--",
        "and",
        "title",
        "author",
        "year",
        "crossref={a}",
        "=",
        "{x}",
        "2001",
        "jan",
        "\n",
        "\r\n",
        "\t",
        "é",
        "\x00",
        "\ufeff",
        "<b>",
        "https://x",
    ]
)
BIB_LIKE = st.lists(PIECES | st.text(max_size=4), max_size=60).map("".join)


def sound(data: bytes) -> None:
    sources, diagnostics = read("x.bib", data)
    assert len({source.key for source in sources}) == len(sources)
    for source in sources:
        assert source.key
        assert source.where.at().line >= 1
        for name in source.fields:
            assert source.where.at(name).column >= 1
    for diagnostic in diagnostics:
        assert diagnostic.place.line >= 1
        assert diagnostic.message


@settings(max_examples=300, deadline=None)
@given(BIB_LIKE)
def test_text_that_looks_like_bibtex_is_read_or_reported(text):
    sound(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_reported(data):
    sound(data)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_value_leaves_its_neighbours_alone(value):
    text = f"@book{{first, title = {{A}}}}\n@book{{odd, note = {{{value}}}}}\n@book{{last, title = {{Z}}}}\n"
    sources, _ = read("x.bib", text.encode("utf-8", "surrogatepass"))
    titles = {source.key: source.title for source in sources}
    assert titles.get("first") == "A"
    assert "odd" in titles
    if not re.search(r"[{@%]", value):
        assert titles.get("last") == "Z"
