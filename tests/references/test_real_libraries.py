"""What people really have in their libraries comes out right, or is reported.

The files that reports were made of stand beside the checkout; each kind has
further inputs here.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from evidence.bibtex import read
from evidence.diagnostics import Diagnostic
from evidence.references import csl_items

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "reading"


class Seen(NamedTuple):
    """The items of a file by key, and what was found in it."""

    items: dict[str, dict]
    found: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.found]

    def authors(self, key: str) -> list[str]:
        """Return the authors of an entry as `Family, Given` or a body."""
        return [called(name) for name in self.items[key].get("author", ())]


def called(name: dict[str, str]) -> str:
    family = " ".join(
        part for part in (name.get("non-dropping-particle"), name.get("family")) if part
    )
    return name.get("literal") or ", ".join(filter(None, (family, name.get("given"))))


def seen(data: bytes | str) -> Seen:
    written = data if isinstance(data, bytes) else dedent(data).encode()
    sources, found = read("sources.bib", written)
    return Seen({item["id"]: item for item in csl_items(sources)}, found)


def case(name: str) -> Seen:
    path = CASES / name
    if not path.is_file():
        pytest.skip("the cases are not beside the checkout")
    return seen(path.read_bytes())


def dates(text: str) -> Seen:
    return seen(f"@misc{{a, author={{A, B}}, title={{A}}, {text}}}")


# Fields that are not used


@pytest.mark.parametrize("name", ["scopus-funding.bib", "file-twice.bib"])
def test_fields_that_no_report_shows_stop_nothing(name):
    assert case(name).found == ()


@pytest.mark.parametrize(
    "fields",
    [
        "funding text 1={We thank {Fund A}.}, 2nd_author={x}, note={N}",
        "correspondence_address1={K. Roe}, correspondence_address1={L. Roe}",
        "abstract={A}, abstract={B}, keywords={a}, keywords={b}",
        "author_keywords={a; b}, references (cited)={1. Kim}, note={N}",
        "doi={10.1000/X}, doi={https://doi.org/10.1000/x}",
        "month=feb, month={2}",
        "pages={1--9}, pages={1-9}, pages={1 – 9}",
        "editor={Roe, Bo and Sato, D}, editor={Bo Roe and D Sato}",
        "isbn={978-3-16-148410-0}, isbn={9783161484100}",
        "urldate={2020-01-02}, urldate={2 January 2020}",
        "资助={基金}, 資助 文本={x}, تمويل={نص}",
        "c'est={x}, a&b={y}, a/b={z}, 1={one}",
        "title={Beds {and} Rows}, title={{Beds and Rows}}",
        "éditeur={Somebody}, mendeley-groups={A}, mendeley-groups={B}",
    ],
)
def test_odd_names_and_fields_given_twice_that_agree_or_are_not_shown_are_accepted(fields):
    read = seen(f"@article{{a, author={{Kim, A}}, journal={{J}}, year=2001, {fields}}}")
    assert read.found == ()
    assert read.authors("a") == ["Kim, A"]


def test_a_field_whose_name_may_be_meant_for_one_that_is_shown_is_still_reported():
    read = seen("@book{a, author={Kim, A}, - year = {2001}, note={N}, title {B}}")
    assert read.codes == ["unreadable-field", "unreadable-field"]


def test_a_string_of_another_file_stays_the_abbreviation_and_is_a_warning():
    read = case("string-elsewhere.bib")
    assert read.items["a"]["container-title"] == "IEEE_J_PROC"
    assert [(one.code, one.severity) for one in read.found] == [("undefined-string", "warning")]


@pytest.mark.parametrize("value", ["jour # { Letters}", '"Annals of " # jour'])
def test_a_string_of_another_file_stays_in_a_chain_too(value):
    read = seen(f"@article{{a, author={{Kim, A}}, journal={value}, year=2001}}")
    assert "jour" in read.items["a"]["container-title"]
    assert [(one.code, one.severity) for one in read.found] == [("undefined-string", "warning")]


def test_a_string_in_a_field_that_no_report_shows_is_nobodys_loss():
    read = seen("@book{a, author={Kim, A}, title={A}, keywords=peas # { and }, owner=somebody}")
    assert read.found == ()


@pytest.mark.parametrize(
    ("fields", "counted", "field"),
    [
        ("year={2020}, date={2019}", [[2019]], "year"),
        ("date={2019-05}, month=jun", [[2019, 5]], "month"),
        ("date={2019}, month=jun", [[2019]], "month"),
    ],
)
def test_a_year_or_a_month_that_the_date_contradicts_is_said(fields, counted, field):
    read = dates(fields)
    assert read.items["a"]["issued"] == {"date-parts": counted}
    (one,) = read.found
    assert one.code == "odd-date"
    assert f"in `{field}`: `date` says" in one.message


def test_a_year_and_a_month_that_the_date_says_too_are_no_matter():
    assert dates("date={2019-05-04}, year=2019, month=may, day=4").found == ()


# Inheritance


def test_the_author_of_a_book_is_the_author_of_its_part():
    item = case("crossref-inbook.bib").items["third"]
    somm = [{"family": "Somm", "given": "Ida"}]
    assert (item["author"], item["container-author"]) == (somm, somm)
    assert item["container-title"] == "Collected Gardens"


@pytest.mark.parametrize(
    ("parent", "child", "titles"),
    [
        ("book", "inbook", {"container-title": "Whole: Sub. Add"}),
        ("mvbook", "bookinbook", {"container-title": "Whole: Sub. Add"}),
        ("mvbook", "book", {"title": "Whole: Sub. Add", "volume-title": "Part"}),
        ("mvcollection", "incollection", {"container-title": "Whole: Sub. Add"}),
        ("reference", "inreference", {"container-title": "Whole: Sub. Add"}),
        ("proceedings", "conference", {"container-title": "Whole: Sub. Add"}),
        ("collection", "suppcollection", {"container-title": "Whole: Sub. Add"}),
        ("periodical", "article", {"container-title": "Whole: Sub. Add"}),
        ("book", "incollection", {"container-title": "Whole: Sub. Add"}),
    ],
)
def test_titles_move_by_the_table_of_biblatex(parent, child, titles):
    read = seen(
        f"@{child}{{c, title={{Part}}, crossref={{p}}}}\n"
        f"@{parent}{{p, title={{Whole}}, subtitle={{Sub}}, titleaddon={{Add}},"
        " author={Kim, A}, date={2001}}"
    )
    assert {name: read.items["c"].get(name) for name in titles} == titles
    assert read.authors("c") == ["Kim, A"]
    assert read.items["c"]["issued"] == {"date-parts": [[2001]]}


def test_shared_data_are_no_source_and_their_author_is_the_author():
    read = case("xdata-inbook.bib")
    assert list(read.items) == ["xd"]
    assert read.authors("xd") == ["Xav, Data"]
    assert "container-author" not in read.items["xd"]
    assert read.items["xd"]["publisher"] == "P"


def test_shared_data_are_taken_by_any_type_with_address_and_number():
    read = seen(
        """\
        @incollection{c, title={Part}, xdata={one, two}}
        @online{d, title={D}, xdata={two}}
        @xdata{one, editor={Kim, A and others}, booktitle={B}, xdata={three}}
        @xdata{two, url={https://example.org/x}, date={2001-03}}
        @xdata{three, location={Bogor}}
        """
    )
    assert list(read.items) == ["c", "d"]
    assert read.items["c"]["editor"] == [{"family": "Kim", "given": "A"}, {"literal": "others"}]
    assert read.items["c"]["publisher-place"] == "Bogor"
    assert read.items["d"]["URL"] == "https://example.org/x"
    assert read.items["d"]["issued"] == {"date-parts": [[2001, 3]]}


def test_a_month_of_its_own_stands_in_the_year_of_the_parent_and_an_alias_leads_to_it():
    read = case("suites/parent.bib")
    assert read.items["m1"]["issued"] == {"date-parts": [[1974, 1]]}
    assert read.items["m2"]["container-title"] == "Other"
    assert read.found == ()


@pytest.mark.parametrize(
    ("child", "parent", "parts"),
    [
        ("month={5--6}", "date={1999-03-04}", [[1999, 5], [1999, 6]]),
        ("year=2001", "year=1999, month=mar", [[2001]]),
        ("date={2001-02}", "date={1999}", [[2001, 2]]),
        ("", "date={1999-03-04}", [[1999, 3, 4]]),
    ],
)
def test_what_a_child_says_of_its_date_is_not_mixed_with_its_parents(child, parent, parts):
    read = seen(
        f"@inbook{{c, title={{C}}, crossref={{P, {child}}}\n@book{{P, {parent}}}".replace(
            "crossref={P,", "crossref={P},"
        ).replace("}}\n", "}\n", 1)
    )
    assert read.items["c"]["issued"] == {"date-parts": parts}


def test_an_alias_leads_to_its_entry_whatever_its_case_and_among_several():
    read = seen(
        "@inbook{c, title={C}, crossref={third}}\n@book{b, title={B}, ids={first, second, third}}"
    )
    assert read.items["c"]["container-title"] == "B"
    assert read.found == ()


# Names


def test_an_and_at_an_end_or_beside_nothing_is_mended_and_reported():
    read = case("names-and.bib")
    assert read.authors("a") == ["Zho, Den", "Wey, Jay"]
    assert read.authors("b") == ["Bad, H", "Good, I"]
    assert read.codes == ["odd-name", "odd-name"]


def test_et_al_and_semicolons_are_mended_where_sure_and_reported():
    read = case("names-etal.bib")
    assert read.authors("a") == ["Born, L.", "others"]
    assert read.authors("b") == ["Atou, Hedy", "Butta, Gino", "Micha, Gerard"]
    assert read.codes == ["odd-name", "odd-name"]


def test_names_in_parts_may_begin_with_any_part():
    read = case("names-id.bib")
    assert read.authors("a") == ["Adair, Alfred", "Ber, Bo"]
    assert read.found == ()


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("and Kim, A and Roe, B", ["Kim, A", "Roe, B"]),
        ("Kim, A and {} and {~} and Roe, B", ["Kim, A", "Roe, B"]),
        ("Kim, A {\\em et al.}", ["Kim, A", "others"]),
        ("Kim, A and Roe, B, et~al", ["Kim, A", "Roe, B", "others"]),
        ("Kim, A.; Roe, B.", ["Kim, A.", "Roe, B."]),
        ("Ann Kim; Bo Roe; Di van Sato", ["Kim, Ann", "Roe, Bo", "van Sato, Di"]),
        ("Kim, A. & Roe, B.", ["Kim, A.", "Roe, B."]),
        ("Kim, A. \\& Roe, B. and Sato, D.", ["Kim, A.", "Roe, B.", "Sato, D."]),
        ("Johnson \\& Johnson", ["Johnson & Johnson"]),
        ("Sato, K., Lopez, M., Kim, J.", ["Sato, K.", "Lopez, M.", "Kim, J."]),
        ("Ann Kim, Bo Roe, Di Sato", ["Kim, Ann", "Roe, Bo", "Sato, Di"]),
        ("useprefix=true and Kim, A", ["Kim, A"]),
        (", Ann", ["Ann"]),
        ("Kim, A.~and~Roe, B.", ["Kim, A.", "Roe, B."]),
        ("Kim, A. \\and Roe, B.", ["Kim, A.", "Roe, B."]),
        ("Kim, A. and others and Roe, B.", ["Kim, A.", "Roe, B.", "others"]),
        ("Kim, A. und Roe, B.", ["Kim, A.", "Roe, B."]),
        ("Kim, A. dan Roe, B.", ["Kim, A.", "Roe, B."]),
        ("Kim, A./Roe, B.", ["Kim, A.", "Roe, B."]),
        ("Kim, A.和Roe, B.", ["Kim, A.", "Roe, B."]),
        ("王小明、李四", ["王小明", "李四"]),
        ("王小明；李四", ["王小明", "李四"]),
        ("王小明, 李四, 张三", ["王小明", "李四", "张三"]),
        ("王小明 and 李四等", ["王小明", "李四", "others"]),
        ("王，小明", ["王, 小明"]),
        ("محمد علي؛ سارة حسن", ["علي, محمد", "حسن, سارة"]),
        ("Kim A, Roe BC, Sato D", ["Kim, A", "Roe, BC", "Sato, D"]),
        ("Kim, A, Roe, B, and Sato, C", ["Kim, A", "Roe, B", "Sato, C"]),
        ("Kim AB, Roe CD", ["Kim, AB", "Roe, CD"]),
        ("Kim JA, Roe LE", ["Kim, JA", "Roe, LE"]),
        ("Anne LI, Bo XU", ["LI, Anne", "XU, Bo"]),
        ("Kim AB and Roe CD", ["Kim, AB", "Roe, CD"]),
        ("Kim JA and Roe LE and others", ["Kim, JA", "Roe, LE", "others"]),
        ("Kim A. and Roe B. C. and Sato Di", ["Kim, A.", "Roe, B. C.", "Di, Sato"]),
        ("van der Berg C.-D. and O'Brien K", ["van der Berg, C.-D.", "O'Brien, K"]),
        ("Garc{\\'\\i}a J and St. John AB", ["García, J", "St. John, AB"]),
        ("Иванов А. Б. and Петров В. Г.", ["Иванов, А. Б.", "Петров, В. Г."]),
        ("{Kim, A. and Roe, B.}", ["Kim, A.", "Roe, B."]),
        ("Kim, A., Roe, B., & Sato, C.", ["Kim, A.", "Roe, B.", "Sato, C."]),
        ("Kim, Ann, and Roe, Bo", ["Kim, Ann", "Roe, Bo"]),
        ("World Bank", ["World Bank"]),
        ("Kim, A. and Badan Pusat Statistik", ["Kim, A.", "Badan Pusat Statistik"]),
        ("Ministry of Education, Indonesia", ["Ministry of Education, Indonesia"]),
        ("Google, Inc.", ["Google, Inc."]),
        ("Kim, A. and the GARDEN Study Group", ["Kim, A.", "the GARDEN Study Group"]),
        ("Kim, Ann1", ["Kim, Ann1"]),
        ("Kim, Ann* and Roe, Bo", ["Kim, Ann*", "Roe, Bo"]),
        ("Kim et al., 2019", ["Kim et al., 2019"]),
        ("Dr. Ann Kim", ["Kim, Dr. Ann"]),
        ("Jörg Hoffmann 0001 and Bo Roe", ["Hoffmann, Jörg", "Roe, Bo"]),
        ("Soekarno, S.Pd.", ["Soekarno, S.Pd."]),
        ("{Kim, Ann and van Roe, Bo and others}", ["Kim, Ann", "van Roe, Bo", "others"]),
        ("{Kim AB and Roe CD} and Sato, D.", ["Kim, AB", "Roe, CD", "Sato, D."]),
        ("Kim, A. (Ed.)", ["Kim, A."]),
        ("Kim, A. [editor] and Roe, B., eds.", ["Kim, A.", "Roe, B."]),
        ('"Kim, A."', ["Kim, A."]),
        ("N/A and Kim, A", ["Kim, A"]),
        ("family=Kim, given=Ann, middle=B", ["Kim, Ann"]),
    ],
)
def test_names_that_are_none_are_mended_where_sure_and_reported_always(written, people):
    read = seen(f"@book{{a, author={{{written}}}, title={{X}}, year=2001}}")
    assert read.authors("a") == people
    assert set(read.codes) == {"odd-name"}


@pytest.mark.parametrize(
    ("written", "people", "said"),
    [
        ("Kim CD", ["CD, Kim"], "`CD` in `Kim CD` is read as the family name"),
        ("Volvo AB", ["AB, Volvo"], "`AB` in `Volvo AB` is read as the family name"),
        (
            "Malcolm X and Alex Haley",
            ["X, Malcolm", "Haley, Alex"],
            "`X` in `Malcolm X` is read as the family name",
        ),
        ("{Kim, A.}", ["Kim, A."], "`Kim, A.` stands in one pair of braces"),
        (
            "{Lee and Kim, A.}",
            ["Lee and Kim, A."],
            "`Lee and Kim, A.` stands in one pair of braces",
        ),
        (
            "{Ann Kim and Bo Roe}",
            ["Ann Kim and Bo Roe"],
            "`Ann Kim and Bo Roe` stands in one pair of braces, and is read as one body",
        ),
    ],
)
def test_names_that_may_be_others_are_told_where_it_is_not_sure(written, people, said):
    read = seen(f"@book{{a, author={{{written}}}, title={{X}}, year=2001}}")
    assert read.authors("a") == people
    (found,) = read.found
    assert found.code == "odd-name"
    assert found.message.startswith(said)


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("{AT \\& T}", ["AT & T"]),
        ("{Taylor and Francis}", ["Taylor and Francis"]),
        ("{Food and Agriculture Organization}", ["Food and Agriculture Organization"]),
        ("{Marks and Spencer, Inc.}", ["Marks and Spencer, Inc."]),
        ("{Hunters, Fishers and Gatherers}", ["Hunters, Fishers and Gatherers"]),
        (
            "{Department for Environment, Food and Rural Affairs}",
            ["Department for Environment, Food and Rural Affairs"],
        ),
        ("{Nestlé, S.A.}", ["Nestlé, S.A."]),
        ("N. N. and X. X.", ["N., N.", "X., X."]),
        ("Steven Bank and Press, Ann", ["Bank, Steven", "Press, Ann"]),
        ("Dan School", ["School, Dan"]),
        ("{Area 51 Group}", ["Area 51 Group"]),
        ("{World Bank}", ["World Bank"]),
        ("A. Kim and Bo C. Roe", ["Kim, A.", "Roe, Bo C."]),
        ("{Ministry of Soil; Department of Beds}", ["Ministry of Soil; Department of Beds"]),
        ("Metin And", ["And, Metin"]),
        ("Barnes {and} Noble", ["Noble, Barnes and"]),
        ("Ortega y Gasset, José", ["Ortega y Gasset, José"]),
        ("Kim\u200b, A\ufeff", ["Kim, A"]),
        ("Wei LI and Min HE", ["LI, Wei", "HE, Min"]),
        ("{平等}", ["平等"]),
        ("{Bread & Roses} and Kim, A", ["Bread & Roses", "Kim, A"]),
        ("given=Ann, family={Kim, of Bogor}, id=k", ["Kim, of Bogor, Ann"]),
    ],
)
def test_a_name_that_only_looks_odd_is_left_alone(written, people):
    read = seen(f"@book{{a, author={{{written}}}, title={{X}}, year=2001}}")
    assert read.authors("a") == people
    assert read.found == ()


def test_a_generation_behind_a_name_is_no_family_name():
    read = seen("@book{a, author={Ann Kim Jr. and Bo van Roe III}}")
    assert [
        (name["family"], name["given"], name["suffix"]) for name in read.items["a"]["author"]
    ] == [
        ("Kim", "Ann", "Jr."),
        ("Roe", "Bo van", "III"),
    ]
    assert read.codes == ["odd-name", "odd-name"]


def test_a_generation_behind_a_comma_is_no_given_name():
    read = seen("@book{a, author={Martin Luther King, Jr.}}")
    (king,) = read.items["a"]["author"]
    assert king == {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
    assert read.codes == ["odd-name"]


def test_letter_commands_in_capitals_begin_a_given_name():
    read = case("suites/names.bib")
    assert [read.authors(key) for key in ("k1", "k2", "k3", "k4")] == [
        ["Vas, Ashish", "Mey, Łukasz"],
        ["Lie, Øystein"],
        ["Berg, Åsa"],
        ["Holm, Per Ørsted"],
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("\\O ystein Lie", "Lie, Øystein"),
        ("\\L{}ukasz Mey", "Mey, Łukasz"),
        ("{\\AE}gir Po", "Po, Ægir"),
        ("{\\TH}or Odin", "Odin, Þor"),
        ("{\\NG}uyen Li", "Li, Ŋuyen"),
        ("{\\cyrchar\\CYRI}van Petrov", "Petrov, Иvan"),
        ("{\\L}. Mey", "Mey, Ł."),
        ("{\\v S}ime Mey", "Mey, Šime"),
        ("Di {\\o}ster Lie", "øster Lie, Di"),
        ("Di {\\cyrchar\\cyrv}an Lie", "вan Lie, Di"),
    ],
)
def test_a_letter_command_is_a_capital_or_a_particle_as_its_letter_is(written, name):
    assert seen(f"@book{{a, author={{{written}}}}}").authors("a") == [name]


def test_a_name_that_shared_data_hold_is_put_in():
    read = case("suites/keys.bib")
    assert read.authors("p5") == ["Tor, K."]
    assert read.items["p5"]["publisher"] == "House"


def test_one_name_or_all_of_a_list_are_taken_and_what_is_not_there_is_reported():
    read = seen(
        """\
        @book{a, author={xdata=people-author-2 and Sato, Di}, publisher={P and xdata=people-publisher}}
        @book{b, author={xdata=people-author}, editor={xdata=people-editor-9}}
        @xdata{people, author={Kim, A and {Roe and Sons}}, publisher={House}}
        """
    )
    assert read.authors("a") == ["Roe and Sons", "Sato, Di"]
    assert read.items["a"]["publisher"] == "P and House"
    assert read.authors("b") == ["Kim, A", "Roe and Sons"]
    assert "editor" not in read.items["b"]
    assert read.codes == ["missing-crossref", "shared-entry"]


# Dates


def test_dates_that_people_write_are_understood_or_reported():
    read = case("dates.bib")
    assert read.items["a"]["issued"] == {"date-parts": [[2019, 1, 4]]}
    assert read.items["b"]["issued"] == {"date-parts": [[2019, 2]]}
    assert read.items["c"]["issued"] == {"date-parts": [[2019, 3]]}
    assert [(one.code, one.item) for one in read.found] == [("odd-date", "b")]


def test_years_before_our_era_are_counted_as_csl_counts_them():
    assert case("bce.bib").items["plato"]["issued"] == {"date-parts": [[-380]]}


def test_months_words_and_open_ends_are_kept():
    read = case("suites/dates.bib")
    assert [read.items[f"d{number}"]["issued"] for number in range(1, 6)] == [
        {"date-parts": [[2015, 9]]},
        {"date-parts": [[2015, 11]]},
        {"literal": "9/15"},
        {"date-parts": [[2015, 1, 15], [2015, 2, 25]]},
        {"date-parts": [[1999, 10, 14], [0]]},
    ]
    assert [(one.code, one.item) for one in read.found] == [("odd-date", "d3")]


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("date={2019/1/4}", {"date-parts": [[2019, 1, 4]]}),
        ("date={04.01.2019}", {"date-parts": [[2019, 1, 4]]}),
        ("date={25/12/2019}", {"date-parts": [[2019, 12, 25]]}),
        ("date={20190104}", {"date-parts": [[2019, 1, 4]]}),
        ("date={4th of March, 2019}", {"date-parts": [[2019, 3, 4]]}),
        ("date={März 2019}", {"date-parts": [[2019, 3]]}),
        ("date={12--14 June 2019}", {"date-parts": [[2019, 6, 12], [2019, 6, 14]]}),
        ("date={June 30 - July 2, 2019}", {"date-parts": [[2019, 6, 30], [2019, 7, 2]]}),
        ("date={2019年5月4日}", {"date-parts": [[2019, 5, 4]]}),
        ("year={2019年}", {"date-parts": [[2019]]}),
        ("date={04-May-2019}", {"date-parts": [[2019, 5, 4]]}),
        ("date={2019-May}", {"date-parts": [[2019, 5]]}),
        ("date={2019\u201005\u201004}", {"date-parts": [[2019, 5, 4]]}),
        ("date={2019\u221205}", {"date-parts": [[2019, 5]]}),
        ("date={2019\u201305\u201304}", {"date-parts": [[2019, 5, 4]]}),
        ("date={2003\u20132004}", {"date-parts": [[2003], [2004]]}),
        ("date={\u200e2019\u00ad-05}", {"date-parts": [[2019, 5]]}),
        ("year={٢٠١٩}, month={٥}", {"date-parts": [[2019, 5]]}),
        ("date={-0379/-0346}", {"date-parts": [[-380], [-347]]}),
        ("date={380 v. Chr.}", {"date-parts": [[-380]]}),
        ("date={-0043}", {"date-parts": [[-44]]}),
        ("date={0000}", {"date-parts": [[-1]]}),
        ("year={380 BC}", {"date-parts": [[-380]]}),
        ("date={2019-21}", {"date-parts": [[2019]], "season": 1}),
        ("date={2019-21/2019-22}", {"date-parts": [[2019, 21], [2019, 22]]}),
        ("year=2019, month={Fall}", {"date-parts": [[2019]], "season": 3}),
        ("year=2019, month={12--14 June}", {"date-parts": [[2019, 6, 12], [2019, 6, 14]]}),
        ("year=2019, month=jan # {/} # feb", {"date-parts": [[2019, 1], [2019, 2]]}),
        ("date={1999?/2004~}", {"date-parts": [[1999], [2004]], "circa": True}),
        ("date={2019/..}", {"date-parts": [[2019], [0]]}),
        ("date={1723%}", {"date-parts": [[1723]], "circa": True}),
        ("year={in press}", {"literal": "in press"}),
    ],
)
def test_a_date_that_is_clear_is_read_without_a_word(fields, issued):
    read = dates(fields)
    assert read.items["a"]["issued"] == issued
    assert read.found == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("date={2019-04-31}", "no day 31"),
        ("date={2019-02-29}", "no day 29"),
        ("date={2019-13}", ""),
        ("date={2005/2001}", "ends before it begins"),
        ("date={2019-05-04/2019-05-01}", "ends before it begins"),
        ("date={4/1/2019}", "which number is the month"),
        ("date={last summer}", "it is no date"),
        ("date={Easter 2019}", ""),
        ("date={2019-34}", "part of the year"),
        ("date={2015 9}", "but for its year"),
        ("year={in press}, month=5", "the month `5` is not printed"),
        ("year={2018/2019}, month=dec", "the month `December` is not printed"),
        ("year={n.d.}, month=5", "a month without a year is not printed"),
        ("year=2019, day=5", "a day without a month is not printed"),
        ("year={2562}", "another calendar counts it"),
        ("date={../2019}", "when it began"),
        ("year=2019, month={Michaelmas term}", "is no month"),
        ("date={2019}, urldate={yesterday}", "it is no date"),
    ],
)
def test_what_is_lost_of_a_date_is_said(fields, said):
    (one,) = dates(fields).found if "2019-13" not in fields else dates("date={2019-13-01}").found
    assert one.code == "odd-date"
    assert said in one.message


def test_words_in_the_place_of_a_date_and_an_open_end_are_printed_once(formatted):
    printed = formatted(
        """\
        @article{a, author={Roe, A}, title={A}, journal={J}, date={last summer}}
        @article{b, author={Sum, B}, title={B}, journal={J}, pubstate={inpress}}
        @book{c, author={Tor, C}, title={C}, date={1999/}}
        @book{d, author={Plato}, title={D}, date={-0379}}
        @article{e, author={Win, E}, title={E}, journal={J}, date={2019-24}, addendum={With a map}}
        """
    )
    assert printed["a"].entry_text.lower().count("last summer") == 1
    assert printed["b"].short == "Sum, in press"
    assert printed["c"].entry_text.startswith("Tor, C. 1999–")
    assert printed["d"].entry_text.startswith("Plato. 380 BC")
    assert "Winter" in printed["e"].entry_text
    assert printed["e"].entry_text.endswith("With a map.")


# DOI, ISBN, PMID, arXiv, URL


def test_a_doi_is_stripped_and_one_that_is_none_is_reported():
    read = case("doi.bib")
    assert [read.items[key].get("DOI") for key in "abc"] == [
        "10.3390/jcm8070956",
        None,
        "10.1002/(SICI)1099<1::AID-A1>3.0.CO;2-P",
    ]
    assert [(one.code, one.item) for one in read.found] == [("odd-identifier", "b")]


def test_escapes_in_a_doi_are_undone():
    read = case("suites/doi.bib")
    assert read.items["o1"]["DOI"] == "10.5555/1520(2002)130<19:ED>2.0.CO;2"
    assert read.items["o2"]["DOI"] == "10.5555/1990"
    assert read.found == ()


@pytest.mark.parametrize(
    ("field", "written", "variable", "said"),
    [
        ("doi", "DOI: 10.1000/182.", "DOI", "10.1000/182"),
        ("doi", "http://dx.doi.org/10.1000/a\\_b", "DOI", "10.1000/a_b"),
        ("doi", "{https://doi.org/10.1000/a{\\_}b}", "DOI", "10.1000/a_b"),
        ("doi", "10.1002/a&lt;b&gt;c", "DOI", "10.1002/a<b>c"),
        ("doi", "10.1000/a$\\_$b", "DOI", "10.1000/a_b"),
        ("doi", "10.1002/a&amp;lt;b&amp;gt;c", "DOI", "10.1002/a<b>c"),
        ("doi", "[10.1000/182]", "DOI", "10.1000/182"),
        ("doi", "(10.1016/S0140-6736(05)66912-7)", "DOI", "10.1016/S0140-6736(05)66912-7"),
        ("doi", "https://doi.org/10.1000/182?via=x#top", "DOI", "10.1000/182"),
        ("doi", "\u200b10.1000/18\u00ad2", "DOI", "10.1000/182"),
        ("doi", "10.1000\\/182", "DOI", "10.1000/182"),
        ("isbn", "978-3-16-148410-0\u200e", "ISBN", "978-3-16-148410-0"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/123?dopt=Abstract", "PMID", "123"),
        ("archiveprefix={arxiv.org}, eprint", "1404.7828", "URL", "https://arxiv.org/abs/1404.7828"),
        ("url", "\\texttt{https://example.org/a}", "URL", "https://example.org/a"),
        ("url", "https://example.org/a{-}b\\-c", "URL", "https://example.org/a-bc"),
        ("url", "https://example.org/a?b=1&amp;c=2", "URL", "https://example.org/a?b=1&c=2"),
        ("url", "\\href[pdfnewwindow]{https://example.org/a}{b}", "URL", "https://example.org/a"),
        ("url", "www.example.org/a", "URL", "http://www.example.org/a"),
        ("url", "doi:10.1000/182", "URL", "https://doi.org/10.1000/182"),
        ("isbn", "ISBN-13: 978-3-16-148410-0", "ISBN", "978-3-16-148410-0"),
        ("issn", "ISSN 0378-5955", "ISSN", "0378-5955"),
        ("pmid", "PMID: 123", "PMID", "123"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/123/", "PMID", "123"),
        ("pmcid", "PMCID: PMC123", "PMCID", "PMC123"),
        ("eprint", "arXiv:1404.7828v2", "URL", "https://arxiv.org/abs/1404.7828v2"),
        (
            "archiveprefix={arXiv}, eprint",
            "10.48550/arXiv.1404.7828",
            "URL",
            "https://arxiv.org/abs/1404.7828",
        ),
        ("eprinttype={jstor}, eprint", "123", "URL", "https://www.jstor.org/stable/123"),
        ("primaryclass={math}, archiveprefix={arXiv}, eprint", "0703456", "URL", "https://arxiv.org/abs/math/0703456"),
        ("url", "\\href{https://example.org/a\\#b}{here}", "URL", "https://example.org/a#b"),
        ("url", "https://example.org/{\\textasciitilde}a\\%20b", "URL", "https://example.org/~a%20b"),
        ("url", "https://example.org/$\\sim$a", "URL", "https://example.org/~a"),
        ("url", "URL: <https://example.org/a>", "URL", "https://example.org/a"),
    ],
)  # fmt: skip
def test_what_stands_around_a_number_or_an_address_is_taken_away(field, written, variable, said):
    read = seen(f"@misc{{a, author={{A, B}}, title={{A}}, {field}={{{written}}}}}")
    assert read.items["a"][variable] == said
    assert read.found == ()


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("doi", "N/A"),
        ("doi", "https://example.org/paper"),
        ("doi", "10.1000/a, 10.1000/b"),
        ("doi", "10.1000/a–b"),
        ("doi", "10.1000/１８２"),
        ("url", "none"),
        ("url", "http//example.org"),
        ("url", "https:/example.org"),
        ("isbn", "978-3-16-148410-1"),
        ("isbn", "12345"),
        ("issn", "0378-5956"),
        ("isbn", "0000000000"),
        ("issn", "0000-0000"),
        ("pmid", "0"),
        ("url", "https://"),
        ("url", "https://https://example.org"),
        ("pmid", "forthcoming"),
        ("pmcid", "none"),
        ("eprinttype={arxiv}, eprint", "see website"),
        ("url", "https://example.org/a https://example.org/b"),
    ],
)
def test_a_number_or_an_address_of_another_shape_is_reported(field, written):
    read = seen(f"@misc{{a, author={{A, B}}, title={{A}}, {field}={{{written}}}}}")
    assert read.codes == ["odd-identifier"]


@pytest.mark.parametrize("number", ["none", "1404.782", "1413.7828", "14047828"])
def test_no_link_is_made_of_what_is_no_number_of_arxiv(number):
    read = seen(f"@misc{{a, title={{A}}, archiveprefix={{arXiv}}, eprint={{{number}}}}}")
    assert "URL" not in read.items["a"]
    assert read.codes == ["odd-identifier"]


def test_href_gives_its_target():
    item = case("href.bib").items["a"]
    assert item["URL"] == "https://example.org/packages#top"
    assert "publisher" not in item


@pytest.mark.parametrize(
    "field",
    [
        "howpublished={Online at \\href{https://example.org/a}{this place}}",
        "note={\\href{https://example.org/a}{PDF}}",
        "url={{\\href {https://example.org/a} {text {in} braces}}}",
    ],
)
def test_href_gives_its_target_among_words_too(field):
    assert seen(f"@misc{{a, title={{A}}, {field}}}").items["a"]["URL"] == "https://example.org/a"


# LaTeX


def test_mathematics_quotations_and_cyrillic_are_read():
    assert case("math-round.bib").items["a"]["title"] == (
        "Proceedings of the 5<sup>th</sup> Workshop"
    )
    assert case("enquote.bib").items["a"]["title"] == "Von “Garten” zu Beet"
    cyrillic = case("cyrchar.bib")
    assert cyrillic.authors("a") == ["Lukin, А.V.", "Roe, B"]
    assert cyrillic.found == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("H\\(_2\\)O and \\[x^{2}\\]", "H<sub>2</sub>O and x<sup>2</sup>"),
        ("\\(\\alpha\\) alone \\(", "α alone"),
        ("half: \\(\\frac{1}{2}\\)", "half: 1/2"),
        ("\\enquote{a \\enquote{b} c}", "“a ‘b’ c”"),
        ("\\enquote*{a} \\mkbibquote{b}", "‘a’ “b”"),
        ("\\foreignquote{german}{Haus} \\textquote[Kim]{x}", "“Haus” “x”"),
        ("\\(a \\leq b\\) and $5 \\times 3$, $\\pm 5$", "a ≤ b and 5 × 3, ±5"),
        ("5$^\\circ$C and 5$^{\\circ}$F", "5°C and 5°F"),
        ("\\textquote[Kim][.]{x} \\blockquote[Kim]{y}", "“x” “y”"),
        ("\\textcquote[12]{kim2003}{x} \\say{y}", "“x” “y”"),
        ("A `new' bed, and Kim's `old' one", "A ‘new’ bed, and Kim's ‘old’ one"),
        ("non\\hyp{}native", "non-native"),
        ("{\\fontencoding{T2A}\\selectfont\\CYRM\\cyro}", "Мо"),
        ("\\textcyrillic{М} \\texthebrew{ש}", "М ש"),
        ("well\\hyphen known \\nohyphenation{abc}", "well-known abc"),
        ("\\mkbibparens{a} \\mkbibbrackets{b}", "(a) [b]"),
        ("\\foreignlanguage{french}{oui}", "oui"),
        ("\\CYRM\\cyro\\cyrs\\cyrk\\cyrv\\cyra", "Москва"),
        ("{\\cyrchar\\CYRYA}\\cyrb", "Яb".replace("b", "б")),
    ],
)
def test_commands_that_mean_signs_are_signs(written, said):
    read = seen(f"@book{{a, title={{{written}}}}}")
    assert (
        read.items["a"]["title"].replace('<span class="nocase">', "").replace("</span>", "") == said
    )
    assert read.found == ()


# The right variable


def test_words_of_an_edition_stay_words():
    assert case("edition.bib").items["a"]["edition"] == "Seventh Printing"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Third", "3"),
        ("2nd ed.", "2"),
        ("second edition", "2"),
        ("Second revised edition", "Second revised edition"),
        ("Twelfth", "12"),
        ("3., überarb. Aufl.", "3., überarb. Aufl."),
    ],
)
def test_an_edition_is_a_number_only_where_it_is_nothing_else(written, said):
    assert seen(f"@book{{a, edition={{{written}}}}}").items["a"]["edition"] == said


def test_a_number_is_one_of_what_the_entry_is():
    assert case("number-dataset.bib").items["a"]["number"] == "ICPSR 37080"


@pytest.mark.parametrize(
    ("kind", "variable"),
    [
        ("article", "issue"),
        ("book", "collection-number"),
        ("inproceedings", "collection-number"),
        ("techreport", "number"),
        ("software", "number"),
        ("online", "number"),
        ("misc", "number"),
        ("thesis", "number"),
    ],
)
def test_numbers_of_other_types_are_theirs_too(kind, variable):
    item = seen(f"@{kind}{{a, title={{A}}, number={{7}}}}").items["a"]
    assert {name for name in ("issue", "number", "collection-number") if name in item} == {variable}


def test_an_editor_of_a_kind_is_what_he_is():
    item = case("editortype.bib").items["a"]
    assert item["director"] == [{"family": "Form", "given": "Mil"}]
    assert "editor" not in item


@pytest.mark.parametrize(
    ("fields", "variable"),
    [
        ("editor={Kim, A}, editortype={compiler}", "compiler"),
        ("editor={Kim, A}, editortype={organizer}", "organizer"),
        ("editor={Kim, A}, editortype={redactor}", "editor"),
        ("editora={Kim, A}, editoratype={collaborator}", "contributor"),
        ("editora={Kim, A}", "editor"),
        ("foreword={Kim, A}", "contributor"),
        ("director={Kim, A}", "director"),
    ],
)
def test_kinds_of_editors_arrive_in_the_variable_of_csl(fields, variable):
    item = seen(f"@book{{a, title={{A}}, {fields}}}").items["a"]
    assert item[variable] == [{"family": "Kim", "given": "A"}]


def test_the_volume_stands_at_the_whole_that_it_is_one_of(formatted):
    item = case("suites/volume.bib").items["v1"]
    assert (item["container-title"], item["volume-title"], item["volume"]) == (
        "Collected Works",
        "Title of Volume",
        "5",
    )
    printed = formatted((CASES / "suites/volume.bib").read_text(encoding="utf-8"))
    assert "vol. 5 of Collected Works" in printed["v1"].entry_text


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ("@book{a, title={One}, maintitle={All}", "One. Vol. 2 of All"),
        ("@inbook{a, title={P}, booktitle={One}, maintitle={All}, mainsubtitle={Sub}", "In One, vol. 2 of All: Sub"),
    ],
)  # fmt: skip
def test_a_volume_of_a_whole_names_both(formatted, fields, printed):
    text = f"{fields}, author={{Kim, A}}, volume=2, date=1968}}"
    assert printed in formatted(text)["a"].entry_text


def test_keys_of_biblatex_are_words(formatted):
    read = case("suites/keys.bib")
    assert read.items["p1"]["genre"] == "U.S. patent"
    assert read.items["p1"]["jurisdiction"] == "United States of America"
    assert read.items["p2"]["collection-title"] == "new series"
    assert read.items["p3"]["status"] == "in press"
    assert (read.items["p4"]["publisher"], read.items["p4"]["publisher-place"]) == (
        "P et al.",
        "Bonn et al.",
    )
    printed = formatted((CASES / "suites/keys.bib").read_text(encoding="utf-8"))
    assert printed["p3"].short == "Roe, in press"


@pytest.mark.parametrize(
    ("entry", "variable", "said"),
    [
        ("@patent{a, type={patreqfr}", "genre", "French patent request"),
        ("@patent{a, location={countryde and countryfr}", "jurisdiction", "Germany and France"),
        ("@article{a, series={oldseries}", "collection-title", "old series"),
        ("@article{a, series={2}", "collection-title", "2nd series"),
        ("@book{a, series={2}", "collection-title", "2"),
        ("@article{a, pubstate={forthcoming}", "status", "forthcoming"),
        ("@thesis{a, type={candthesis}", "genre", "Candidate thesis"),
        ("@book{a, title={\\bibstring{inpress}}", "title", "in press"),
        ("@book{a, publisher={software}", "publisher", "software"),
        ("@article{a, note={N}, addendum={With a map}", "note", "N. With a map"),
    ],
)
def test_a_key_is_words_where_it_may_stand_and_only_there(entry, variable, said):
    assert seen(f"{entry}, year=2001}}").items["a"][variable] == said


@pytest.mark.parametrize(
    ("fields", "variable", "said"),
    [
        ("eid={e12345}", "page", "e12345"),
        ("eid={e12345}, pages={1--9}", "page", "1-9"),
        ("pages={pp. 12—15}", "page", "12-15"),
        ("pages={P12--P15}", "page", "P12-P15"),
        ("pages={S. 12–15}", "page", "12-15"),
        ("pages={hlm. 12--15}", "page", "12-15"),
        ("pages={págs. 12--15}", "page", "12-15"),
        ("pages={Pages 12--15}", "page", "12-15"),
        ("pages={12-15 pp.}", "page", "12-15"),
        ("pages={342 p.}", "page", "342 p."),
        ("pages={S12--S15}", "page", "S12-S15"),
        ("volume={Vol. 12}", "volume", "12"),
        ("volume={Volume XII}", "volume", "XII"),
        ("volume={Jilid 2}", "volume", "2"),
        ("volume={Visions 2}", "volume", "Visions 2"),
        ("number={No. 3}", "issue", "3"),
        ("number={Nr. 3-4}", "issue", "3-4"),
        ("number={nº 3}", "issue", "3"),
        ("issue={Issue 3}", "issue", "3"),
        ("number={Special Issue 3}", "issue", "Special Issue 3"),
        ("number={Nomor 5 Tahun 2014}", "issue", "Nomor 5 Tahun 2014"),
        ("language={langgerman}", "language", "de"),
        ("language={langenglish}", "language", "en"),
    ],
)
def test_what_biblatex_writes_in_its_own_way_arrives(fields, variable, said):
    assert seen(f"@article{{a, title={{A}}, {fields}}}").items["a"][variable] == said


@pytest.mark.parametrize(
    "field",
    ["pages={n/a--n/a}", "pages={-}", "volume={NULL}", "number={n.a.}", "publisher={None}"],
)
def test_what_says_that_there_is_nothing_is_not_printed_and_told(field):
    read = seen(f"@article{{a, title={{A}}, year={{2001}}, {field}}}")
    assert read.items["a"] == seen("@article{a, title={A}, year={2001}}").items["a"]
    assert read.codes == ["says-nothing"]


@pytest.mark.parametrize(
    "field", ["title={None}", "publisher={N. A. Press}", "series={Nan studies}"]
)
def test_words_that_only_look_like_nothing_stay(field):
    assert seen(f"@book{{a, {field}}}").found == ()


@pytest.mark.parametrize("role", ["translator", "editora", "bookauthor"])
def test_further_people_of_a_role_are_not_lost(role):
    read = seen(f"@book{{a, author={{Roe, B}}, {role}={{Kim, A and others}}}}")
    (people,) = (said for name, said in read.items["a"].items() if said and name in
                 ("translator", "editor", "container-author"))  # fmt: skip
    assert people == [{"family": "Kim", "given": "A"}, {"literal": "others"}]


def test_further_editors_beside_authors_are_not_lost():
    read = seen("@incollection{a, author={Roe, B}, editor={Kim, A and others}, booktitle={B}}")
    assert read.authors("a") == ["Roe, B"]
    assert read.items["a"]["editor"] == [{"family": "Kim", "given": "A"}, {"literal": "others"}]


def test_whoever_published_a_work_is_named_each_once():
    read = seen(
        "@proceedings{a, title={A}, organization={IEEE}, publisher={Press}}\n"
        "@proceedings{b, title={B}, organization={IEEE}, publisher={IEEE}}"
    )
    assert [read.items[key]["publisher"] for key in "ab"] == ["IEEE; Press", "IEEE"]


# Keys


def test_a_key_that_no_claim_can_cite_is_said_to_be_so():
    (one,) = case("key-spaces.bib").found
    assert one.code == "odd-key"
    assert one.message.startswith("no claim can cite the key `de la Cruz 2015`")


@pytest.mark.parametrize(
    ("key", "citable"),
    [
        ("a;b", False),
        ("kim'01", True),
        ("two words", False),
        ("kim\u00a02001", False),
        ("kim\u200b2001", True),
        ("王 小明", False),
    ],
)
def test_an_odd_key_is_told_from_one_that_cannot_be_cited(key, citable):
    (one,) = seen(f"@book{{{key}, title={{A}}}}").found
    assert one.code == "odd-key"
    assert ("no claim can cite" in one.message) is not citable
