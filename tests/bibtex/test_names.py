"""Names of people and bodies."""

from __future__ import annotations

import pytest

from evidence.model import Name

NAMES = [
    ("Okada, Aya", Name("Okada", "Aya")),
    ("Aya Okada", Name("Okada", "Aya")),
    ("Wiyadi", Name("Wiyadi")),
    ("{Wiyadi}", Name(literal="Wiyadi")),
    ("Anugerah Yuka Asmara", Name("Asmara", "Anugerah Yuka")),
    ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
    ("van der Berg, Piet", Name("Berg", "Piet", "van der")),
    ("de la Vall{\\'e}e Poussin, Charles", Name("Vallée Poussin", "Charles", "de la")),
    ("{van der Berg}, Piet", Name("van der Berg", "Piet")),
    ("Smith, Jr., John", Name("Smith", "John", suffix="Jr.")),
    ("Smith, John, III", Name("Smith", "John", suffix="III")),
    ("{World Health Organization}", Name(literal="World Health Organization")),
    ("{{Barnes and Noble}}", Name(literal="Barnes and Noble")),
    ("{\\'E}mile Zola", Name("Zola", "Émile")),
    ("Fran\\c cois Dupont", Name("Dupont", "François")),
    ("R.~M. Smith", Name("Smith", "R. M.")),
    ("family=Berg, given=Piet, prefix=van den", Name("Berg", "Piet", "van den")),
    ("孙宁", Name("孙宁")),
    ("王, 小明", Name("王", "小明")),
    ("{肖发民}", Name(literal="肖发民")),
    ("O'Brien, Conan", Name("O'Brien", "Conan")),
    ("al-Khwarizmi", Name("al-Khwarizmi")),
]


@pytest.mark.parametrize(("written", "name"), NAMES)
def test_a_name_is_read_in_its_parts(bib, written, name):
    assert bib(f"@book{{a, author = {{{written}}}}}").sources["a"].authors == (name,)


def test_names_are_split_at_and_outside_of_braces(bib):
    source = bib("@book{a, author = {Sato, Di AND {Kim and Sons}\n and Abel, Bo}}").sources["a"]
    assert [name.short for name in source.authors] == ["Sato", "Kim and Sons", "Abel"]
    assert source.fields["author"] == "Sato, Di and Kim and Sons and Abel, Bo"


def test_and_others_is_nobody_but_is_remembered(bib):
    source = bib("@book{a, author = {Sato, Di and others}}").sources["a"]
    assert (source.authors, source.others) == ((Name("Sato", "Di"),), True)


def test_people_in_other_roles_are_names_too(bib):
    source = bib("@book{a, editor = {Kim, Ann}, translator = {Abel, Bo}}").sources["a"]
    assert source.editors == (Name("Kim", "Ann"),)
    assert source.people == {"translator": (Name("Abel", "Bo"),)}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Sato, K., Lopez, M., Kim, J.", "names 3 and is read so: names are separated by `and`"),
        ("Sato, Kim, Lopez, Abel", "has more than two commas: names are separated by `and`"),
        ("Sato, K. and et al.", "`et al.` is written `and others`"),
        ("Sato, K. and and Kim, J.", "no name between two `and`"),
        ("~", "no name between two `and`"),
    ],
)
def test_a_list_that_is_not_bibtex_is_reported(bib, written, said):
    (diagnostic,) = bib(f"@book{{a,\n  author = {{{written}}}}}").diagnostics
    assert (diagnostic.code, diagnostic.place.line) == ("odd-name", 2)
    assert said in diagnostic.message
