"""Which entries of a library are one work, which may be, and which only look alike."""

from __future__ import annotations

from pathlib import Path

import pytest

import evidence
from evidence import bibtex, graph
from evidence.model import Review
from evidence.synthesis.works import perhaps_twins, twins
from evidence.yaml import read as read_claims

CASE = Path(__file__).resolve().parents[3] / "shared" / "cases" / "reading" / "duplicate-work"

BEANS = "author = {Nguyen, Mai}, title = {Beans in School Gardens}, year = 2019"
PEAS = "author = {Olsen, Pia}, title = {Peas}, year = 2011"
DOI = "10.5555/peas.2019.3"


def told(first: str, second: str, facts: str = "", types: tuple[str, str] = ("article",) * 2):
    """Return which of two entries are one work, and which may be."""
    bib = f"@{types[0]}{{a, {first}}}\n@{types[1]}{{b, {second}}}\n"
    works, _ = bibtex.read("sources.bib", bib.encode())
    claims = "".join(
        f"  - {{id: c_{key}, statement: S., sources: [{key}], at: {{page: 1}}, unfitted: true}}\n"
        for key in "ab"
    )
    yaml = f"claims:\n{claims}" + (f"sources: {facts}\n" if facts else "")
    review, wrong = read_claims([("claims.yaml", yaml.encode())])
    assert not wrong
    assert isinstance(review, Review)
    linked = graph.build(review, works)
    return list(twins(linked)), list(perhaps_twins(linked))


ONE = ([("a", "b")], [])
APART = ([], [])


def perhaps(*, draft: bool):
    return ([], [("a", "b", draft)])


@pytest.mark.parametrize(
    "where",
    [
        f"doi = {{https://doi.org/{DOI.upper()}}}",
        f"doi = {{doi: {DOI}}}",
        "doi = {10.5555%2Fpeas.2019.3}",
        f"url = {{https://dx.doi.org/{DOI}}}",
        f"url = {{https://www.example.org/doi/full/{DOI}}}",
        f"url = {{https://www.example.org/articles/{DOI}/full.pdf?download=true}}",
        "url = {https://doi.org/10.5555%2FPEAS.2019.3}",
        f"note = {{DOI: {DOI}}}",
        f"note = {{Accessed 2020-01-01. https://doi.org/{DOI}}}",
        f"note = {{_eprint: https://doi.org/{DOI}}}",
        f"note = {{{DOI}}}",
        f"eprint = {{{DOI}}}, eprinttype = {{doi}}",
        f"howpublished = {{doi:{DOI}}}",
        f"note = {{DOI：{DOI}}}",
        "doi = {10.5555/\u200bpeas.\u00ad2019.3}",
        f"url = {{https://doi-org.proxy.example.edu/{DOI}}}",
    ],
)
def test_one_doi_is_one_work_wherever_it_stands(where):
    assert told(f"{BEANS}, doi = {{{DOI}}}", f"{PEAS}, {where}") == ONE


@pytest.mark.parametrize(
    "where",
    [
        f"note = {{Comment on 10.5555/other and {DOI}, both disputed}}",
        f"note = {{Erratum of {DOI}}}",
        "doi = {none}",
        "doi = {10.5555/peas.2019.31}",
        f"url = {{https://www.example.org/search?q={DOI}}}",
    ],
)
def test_a_doi_of_another_work_makes_no_twin(where):
    assert told(f"{BEANS}, doi = {{{DOI}}}", f"{PEAS}, {where}") == APART


@pytest.mark.parametrize(
    "same",
    [
        "author = {Nguyen, M.}, title = {beans in school gardens.}, year = 2019",
        "author = {Mai Nguyen and Pia Olsen}, title = {{Beans} in {S}chool Gardens}, date = {2019-03}",
        r"author = {Nguy\~{e}n, Mai}, title = {Beans in \emph{School} Gardens}, year = 2019",
        "author = {Nguyen, Mai}, title = {Beans in School Gar\u00addens}, year = {2019a}",
        "author = {Nguyen, Mai}, title = {Ｂｅａｎｓ in School Gardens}, year = {２０１９}",
        "author = {NGUYEN, Mai}, title = {BEANS IN SCHOOL—GARDENS}, year = {2019}",
        "author = {Nguyen, Mai}, title = {Beans}, subtitle = {In school gardens}, year = 2019",
    ],
)
def test_one_title_year_and_first_author_are_one_work_however_they_are_written(same):
    assert told(BEANS, same) == ONE


def test_letters_with_a_stroke_and_an_ampersand_are_what_they_stand_for():
    one = r"author = {S{\o}rensen, Bo}, title = {Peas \& beans}, year = 2001"
    other = "author = {Sorensen, B.}, title = {Peas and Beans}, year = 2001"
    assert told(one, other) == ONE


@pytest.mark.parametrize(
    "other",
    [
        "author = {Nguyen, Mai}, title = {Beans in School Gardens}, year = 2012",
        "author = {Olsen, Pia}, title = {Beans in School Gardens}, year = 2019",
        "author = {Nguyen, Mai}, title = {Beans in School Gardens 2}, year = 2019",
        "title = {Beans in School Gardens}, year = 2019",
    ],
)
def test_two_works_that_only_look_alike_are_two(other):
    assert told(BEANS, other) == APART


@pytest.mark.parametrize(
    "draft",
    [
        "journal = {arXiv preprint arXiv:1901.01234}",
        "eprint = {1901.01234}, archiveprefix = {arXiv}",
        "doi = {10.48550/arXiv.1901.01234}",
        "doi = {10.1101/2018.12.31.123456v2}",
        "howpublished = {Preprint}",
        "url = {https://www.biorxiv.org/content/early/1}",
        "publisher = {PsyArXiv}",
    ],
)
@pytest.mark.parametrize("year", ["2018", "2019"])
def test_a_preprint_and_its_article_are_a_question(draft, year):
    before = BEANS.replace("2019", year)
    article = f"{BEANS}, journal = {{Journal of Peas}}, doi = {{{DOI}}}"
    assert told(article, f"{before}, {draft}", types=("article", "misc")) == perhaps(draft=True)


def test_a_preprint_that_the_article_names_is_a_question_whatever_its_title():
    article = f"{BEANS}, journal = {{J}}, doi = {{{DOI}}}, eprint = {{1901.01234}}, eprinttype = {{arxiv}}"
    draft = f"{PEAS}, url = {{https://arxiv.org/abs/1901.01234v3}}"
    assert told(article, draft, types=("article", "online")) == perhaps(draft=True)


def test_two_entries_of_one_preprint_are_one_work():
    one = f"{BEANS}, eprint = {{1901.01234v1}}, eprinttype = {{arxiv}}"
    other = f"{PEAS}, url = {{https://arxiv.org/pdf/1901.01234v2}}"
    assert told(one, other, types=("misc", "misc")) == ONE


def test_one_title_with_two_dois_is_a_question():
    both = (f"{BEANS}, doi = {{{DOI}}}", f"{BEANS}, doi = {{10.5555/peas.2019.4}}")
    assert told(*both) == perhaps(draft=False)


def test_chapters_that_bear_the_doi_of_their_book_are_a_question():
    book = f"booktitle = {{Book}}, doi = {{{DOI}}}"
    both = (f"{BEANS}, {book}", f"{PEAS}, {book}")
    assert told(*both, types=("incollection",) * 2) == perhaps(draft=False)


def test_reports_of_one_study_are_no_question():
    draft = f"{BEANS}, eprint = {{1901.01234}}, archiveprefix = {{arXiv}}"
    article = f"{BEANS}, journal = {{J}}, doi = {{{DOI}}}"
    assert told(article, draft, "{a: {study: t}, b: {study: t}}") == APART
    assert told(article, draft, "{a: {study: t}}") == perhaps(draft=True)


def test_many_entries_of_one_title_take_no_time(linked):
    entries = "".join(
        f"@article{{k{n}, author = {{A, B}}, title = {{Editorial}}, year = 2001, doi = {{10.5555/{n}}}}}\n"
        for n in range(3000)
    )
    claims = "".join(
        f"  - {{id: c{n}, statement: S., sources: [k{n}], at: {{page: 1}}, unfitted: true}}\n"
        for n in range(3000)
    )
    read = linked(f"claims:\n{claims}", "", also=entries)
    assert len(list(twins(read))) == 0
    assert len(list(perhaps_twins(read))) == 2999


@pytest.mark.skipif(not CASE.exists(), reason="the cases are not beside the checkout")
def test_the_case_from_outside_is_one_work_with_a_warning_at_both_places():
    review = evidence.load(CASE)
    (twice,) = (found for found in review.diagnostics if found.code == "work-twice")
    assert (twice.severity, twice.place.line) == ("warning", 2)
    assert [each.place.line for each in twice.related] == [1]
    assert review.support["f.one"].studies == ("nguyen2019",)
