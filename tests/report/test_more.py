"""What a page shows of a list, and how many more it says there are, are all of the list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

# Below and above each number at which some list of a page is cut.
NUMBERS = [*range(1, 10), 13, 25]


def review(number: int) -> dict[str, str]:
    """A review with so many of each: answers, sources, claims on every side, claims of a relation."""
    claims = [
        f"  - {{id: {side}{n}, statement: Statement {n} is {side}., sources: [kim{n}],"
        f" at: {{page: {n + 1}}}, quote: words {n} of {side}, elements: [el.bed],"
        f" relates: [el.bed feeds el.child]}}"
        for side in ("for", "against", "but", "back")
        for n in range(number)
    ]
    own = [
        f"  - {{id: own{n}, statement: It is {n}., sources: [study], at: {{page: 9}}, quote: it is {n},"
        " elements: [el.bed]}"
        for n in range(number + 1)
    ]
    sides = {
        "supported_by": [*keys("for", number), *keys("own", number)],
        "contradicted_by": keys("against", number),
        "qualified_by": keys("but", number),
        "background": keys("back", number),
    }
    finding = ", resolution: It depends." + "".join(
        f", {role}: [{', '.join(named)}]" for role, named in sides.items()
    )
    lines = (
        "review: {title: Gardens, of: study, questions: [{id: q.why, text: Why?}]}",
        "framework:",
        "  finding_kinds: {conclusion: {label: Conclusion}}",
        "  elements:",
        "    - {id: el.bed, label: Beds, origin: emergent}",
        "    - {id: el.child, label: Children, origin: emergent}",
        "  relation_types: {feeds: Feeds}",
        "claims:",
        *claims,
        *own,
        "findings:",
        f"  - {{id: f.all, kind: conclusion, statement: All of it., stated_in: [own{number}]{finding}}}",
        *(
            f"  - {{id: f.{n}, kind: conclusion, statement: Answer {n}., answers: [q.why],"
            f" supported_by: [for{n}]}}"
            for n in range(number)
        ),
    )
    works = ("study", *(f"kim{n}" for n in range(number)))
    return {
        "claims.yaml": "\n".join(lines),
        "sources.bib": "\n".join(
            f"@misc{{{key}, author = {{Kim, {key.title()}}}, title = {{On {key}}}, year = {{2003}}}}"
            for key in works
        ),
    }


def keys(side: str, number: int) -> list[str]:
    return [f"{side}{n}" for n in range(number)]


@pytest.fixture(scope="module", params=NUMBERS)
def counted(request, build, tmp_path_factory) -> tuple[int, object]:
    folder: Path = tmp_path_factory.mktemp("review")
    for name, text in review(request.param).items():
        (folder / name).write_text(text, encoding="utf-8")
    return request.param, build(folder, "--to", "html,md")


def more(element) -> int:
    """How many more a part of the page says that there are, 0 where it says nothing."""
    text = " ".join(element.itertext())
    said = re.findall(r"\band (\d+) more\b", text)
    said += re.findall(r"\b(\d+) more findings? answer", text)
    assert len(said) <= 1, said
    return int(said[0]) if said else 0


def shown_of(element, start: str) -> list[str]:
    """The items whose ids start so and that a part of the page names, in order, each once."""
    ids = (link.lstrip("#") for link in element.xpath(".//a/@href"))
    return list(dict.fromkeys(key for key in ids if re.fullmatch(rf"{re.escape(start)}\d+", key)))


def test_the_answers_to_a_question(counted):
    number, built = counted
    part = built.items()["q.why"]
    shown = shown_of(part, "f.")
    assert shown
    assert len(shown) + more(part) == number


def test_the_statements_that_are_cited_for_a_sentence(counted):
    number, built = counted
    (row,) = built.tree().xpath("//*[@class='conclusions stack']//tr[th/a/@href='#f.all']")
    cell = row.xpath("./*")[2]
    assert len(shown_of(cell, "for")) + more(cell) == number
    assert shown_of(row.xpath("./*")[4], "source-kim") == keys("source-kim", number)


@pytest.mark.parametrize("side", ["for", "against", "but", "back"])
def test_the_claims_of_a_card_stand_there_or_are_named(counted, side):
    number, built = counted
    card = built.items()["f.all"]
    whole = [key for key in card.xpath(".//*[@class='claim']/div/@id") if key.startswith(side)]
    named = [link[1:] for link in card.xpath(".//*[@class='also']/a/@href")]
    found = {*whole, *(key for key in named if re.fullmatch(rf"{side}\d+", key))}
    assert found == set(keys(side, number))


def test_the_claims_that_state_a_relation(counted):
    number, built = counted
    assert len(claims_in(built.items()["el.bed~feeds~el.child"])) == 4 * number


def claims_in(element) -> set[str]:
    return {key for side in ("for", "against", "but", "back") for key in shown_of(element, side)}


def test_the_same_in_markdown(counted):
    number, built = counted
    files = built.markdown()

    def counts(said: str, pattern: str) -> int:
        added = re.findall(r"\band (\d+) more\b|\[(\d+) more findings? answer", said)
        return len(set(re.findall(pattern, said))) + sum(int(a or b) for a, b in added)

    def part(text: str, start: str, end: str) -> str:
        return text.split(start)[1].split(end, maxsplit=1)[0]

    front, cards = files["report.md"], files["report/findings.md"]
    assert counts(part(front, '<a id="q.why"></a>', "\n["), r"#(f\.\d+)\)") == number
    row = next(line for line in front.splitlines() if ". All of it" in line)
    assert counts(row.split("|")[3], r"#(for\d+)\)") == number
    assert len(set(re.findall(r"#(source-kim\d+)\)", row))) == number
    relation = next(
        line
        for line in files["report/framework.md"].splitlines()
        if '<a id="el.bed~feeds~el.child"></a>' in line
    )
    found = set(re.findall(r"#((?:for|against|but|back)\d+)\)", relation))
    assert len(found) == 4 * number
    card = part(cards, '<a id="f.all"></a>', '<a id="f.0"></a>')
    for side in ("for", "against", "but", "back"):
        assert set(re.findall(rf"#({side}\d+)\)", card)) == set(keys(side, number))
