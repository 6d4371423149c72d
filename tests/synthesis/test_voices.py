"""One work that is in the library twice counts once, wherever it is counted."""

import pytest

from evidence.synthesis.contrast import said_of
from evidence.synthesis.result import counts
from evidence.synthesis.support import supports
from evidence.synthesis.voices import voices

DOI = "doi = {10.1000/1}"
TWICE = """
@misc{first, author = {Aho, Ida}, title = {Soil}, year = {2001}, DOI}
@misc{second, author = {Aho, Ida}, title = {Soil}, year = {2001}, DOI}
""".replace("DOI", DOI)
CLAIMS = """
claims:
  - {id: one, statement: One., sources: [first], at: {page: 1}, elements: [el.taste]}
  - {id: two, statement: Two., sources: [second], at: {page: 2}, elements: [el.taste]}
  - {id: other, statement: Other., sources: [kim2003], at: {page: 3}, elements: [el.taste]}
findings:
  - {id: f, kind: conclusion, statement: F., supported_by: [one, two]}
"""


@pytest.fixture
def held(linked):
    def read(facts: str = "", of: str = "", twice: str = TWICE):
        return linked((f"sources: {facts}\n" if facts else "") + CLAIMS, of, also=twice)

    return read


def test_two_entries_of_one_work_are_one_citation_and_one_study(held):
    assert supports(held(of="sato2019"))["f"].citations == (("first",),)
    assert supports(held())["f"].studies == ("first",)
    assert counts(held())["studies"] == 2


def test_two_entries_of_one_work_are_one_citation_on_each_side_of_a_contrast(linked):
    town = CLAIMS.replace("[el.taste]}", "[el.taste], context: town}")
    more = "contrast: {facet: context, from: country, to: town}"
    graph = linked(town, "sato2019", "", more, TWICE)
    assert said_of(graph, supports(graph)["f"]) == 1


@pytest.mark.parametrize("same", [DOI, "number = {1}"])
def test_two_entries_are_one_work_by_their_doi_or_by_title_year_and_author(held, same):
    assert supports(held(twice=TWICE.replace(DOI, same)))["f"].studies == ("first",)


def test_two_entries_that_somebody_says_are_two_works_count_twice(held):
    apart = "{second: {allow: {work-twice: The second print differs.}}}"
    assert supports(held(apart))["f"].studies == ("first", "second")


@pytest.mark.parametrize("known", ["first", "second"])
def test_what_is_known_of_one_entry_is_known_of_the_work(held, known):
    companion = f"{{{known}: {{study: trial}}, kim2003: {{study: trial}}}}"
    assert supports(held(companion))["f"].studies == ("trial",)
    assert counts(held(companion))["studies"] == 1


@pytest.mark.parametrize("retracted", ["first", "second"])
def test_a_retracted_work_is_withdrawn_under_each_of_its_entries(held, retracted):
    graph = held(f"{{{retracted}: {{retracted: {{nature: retraction}}}}}}")
    assert voices(graph).withdrawn == {"first", "second"}
    found = supports(graph)["f"]
    assert (found.lost, found.studies, found.citations) == (("one", "two"), (), ())


def test_in_a_review_of_one_study_nothing_is_withdrawn_for_the_study_cites_it(held):
    graph = held("{first: {retracted: {nature: retraction}}}", "sato2019")
    assert voices(graph).withdrawn == frozenset()


def test_a_retracted_entry_leaves_the_work_where_another_report_of_its_study_stands(held):
    facts = "{first: {study: t, retracted: {nature: retraction}}, kim2003: {study: t}}"
    assert voices(held(facts)).withdrawn == frozenset()
