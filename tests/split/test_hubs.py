"""Items with long lists: they show the beginning, the rest stands elsewhere, once."""

from __future__ import annotations

import re

import pytest

from evidence.views.findings import LINES
from evidence.views.setting import SHOWN
from tests.split.conftest import inside, target


@pytest.fixture(scope="module")
def where(hubs):
    return {key: name for name, page in hubs.pages().items() for key in page.ids}


@pytest.fixture(scope="module")
def leads_to(hubs, where):
    """Return a function that says where what bears an id leads, in order, with repetitions."""
    pages = hubs.pages()

    def links(anchor):
        name = where[anchor]
        return [target(name, link)[1] for link in inside(pages[name].part(anchor))]

    return links


@pytest.mark.parametrize(
    ("item", "rest", "shown"),
    [
        ("el.hub", "el.hub~claims", SHOWN),
        ("el.hub", "el.hub~relations", None),
        ("source-kim2003", "source-kim2003~claims", SHOWN),
        ("source-kim2003", "source-kim2003~findings", None),
        ("f.hub", "f.hub~for", LINES),
        ("f.hub", "f.hub~carries", None),
        ("c0", "c0~links", SHOWN),
        ("c100", "c100~uses", None),
    ],
)
def test_a_long_list_is_cut_and_leads_to_its_rest(leads_to, where, item, rest, shown):
    if rest == "el.hub~relations":
        assert rest not in where  # one arrow is no long list
        return
    assert rest in leads_to(item)
    assert re.fullmatch(r"report/lists-\d+\.html", where[rest])
    if shown:
        claims = [key for key in leads_to(item) if re.fullmatch(r"c\d+", key) and key != item]
        assert len(dict.fromkeys(claims)) == shown


def pieces(where, rest):
    """The anchors of all pieces of a rest, in order."""
    found = [rest] if rest in where else []
    while found and f"{rest}~{len(found) + 1}" in where:
        found.append(f"{rest}~{len(found) + 1}")
    return found


@pytest.mark.parametrize(
    ("item", "rest"),
    [
        ("el.hub", "el.hub~claims"),
        ("source-kim2003", "source-kim2003~claims"),
        ("f.hub", "f.hub~for"),
        ("el.hub~leads_to~el.rim", "el.hub~leads_to~el.rim~claims"),
    ],
)
def test_the_beginning_and_the_rest_are_the_whole_list_each_claim_once(
    hubs, leads_to, where, item, rest
):
    graph = hubs.checked.graph
    lists = {
        "el.hub~claims": graph.claims_about["el.hub"],
        "source-kim2003~claims": graph.claims_of["kim2003"],
        "f.hub~for": graph.findings["f.hub"].supported_by,
        "el.hub~leads_to~el.rim~claims": next(iter(graph.stated.values())),
    }
    first = [key for key in dict.fromkeys(leads_to(item)) if key in graph.claims]
    others = [key for p in pieces(where, rest) for key in leads_to(p) if key in graph.claims]
    assert len(others) == len(set(others))
    assert first + others == list(lists[rest])


def test_a_rest_names_its_item_and_says_which_of_how_many_it_has(hubs, where, leads_to):
    anchor = pieces(where, "el.hub~claims")[0]
    assert leads_to(anchor)[0] == "el.hub"
    said = hubs.pages()[where[anchor]].part(anchor).said
    assert re.search(rf"Claims {SHOWN + 1}–\d+ of 150", said)


def test_a_cell_of_the_map_leads_to_its_claims(hubs, where, leads_to):
    graph = hubs.checked.graph
    in_towns = [
        k for k in graph.claims_about["el.hub"] if "town" in graph.claims[k].facets["context"]
    ]
    rests = pieces(where, "map~context~el.hub~0")
    found = [key for rest in rests for key in leads_to(rest) if key in graph.claims]
    assert found == in_towns
    page = hubs.pages()[where["map-context"]]
    assert ("map~context~el.hub~0") in {target("report/x.html", link)[1] for link in page.links}


def test_no_claim_carries_the_list_of_what_it_belongs_to(hubs, leads_to):
    for key in ("c1", "c50", "c120"):
        assert len(leads_to(key)) < 12, key


def test_a_cell_of_one_claim_leads_to_that_claim(hubs, where):
    assert "map~context~el.rim~0" in where or "map~context~el.rim~1" in where
    row = re.search(
        r'<tr><th[^>]*><a href="[^"]*#el\.rim">.*?</tr>', hubs.pages()[where["map-context"]].text
    )[0]
    assert re.findall(r'href="[^"]*#([^"]+)"', row)
