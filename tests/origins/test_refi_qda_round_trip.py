"""REFI-QDA out and in: valid, the same bytes twice, and what comes back is known again."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from evidence import graph as graphs
from evidence.cli.export import _to_export
from evidence.diagnostics import CannotGoOn
from evidence.exchange.exported import ToExport
from evidence.exchange.refi_qda import APPENDED, codebook, guid, project
from evidence.graph import elements_of
from evidence.loaded import load
from evidence.model import Claim, Element, Framework, Review, Source
from evidence.model.claims import Passage
from evidence.model.lock import Freshness, Outcome, PassageState, Record, TextPlace
from evidence.model.wording import Wording
from evidence.origins import refi_qda
from evidence.texts import FullText
from evidence.texts.full_text import FileKind
from tests.conftest import ROOT, SHARED

SPACE = "{urn:QDA-XML:project:1.0}"
SCHEMAS = SHARED / "corpora" / "refi-qda"


def valid(name, data):
    path = SCHEMAS / f"refi-tools__{name}.xsd"
    if not path.is_file():
        pytest.skip("the shared corpora are not here")
    schema = etree.XMLSchema(etree.parse(path))
    schema.assertValid(etree.fromstring(data))


def inner(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(data):
    return refi_qda.read("project.qdpx", io.BytesIO(data), {})


@pytest.fixture(scope="module")
def own():
    return _to_export(load(ROOT).without_errors(), every=False, with_files=False)


def claims(*made, elements=(), sources=("kim2003",), **more):
    framework = Framework(elements=elements)
    review = Review(title=Wording("Gardens"), framework=framework, claims=made)
    return ToExport(graphs.build(review, [Source(key, "misc") for key in sources]), **more)


def claim(id_, quote, *, of=("kim2003",), **more):
    return Claim(id_, Wording(f"Says {id_}."), of, Passage(quote=quote), **more)


def test_the_review_of_this_repository_leaves_as_a_valid_project_and_codebook(own):
    made = project(own)
    valid("Project", inner(made.data)["project.qde"])
    valid("Codebook", codebook(own).data)
    assert project(own).data == made.data
    assert codebook(own).data == codebook(own).data


def test_every_claim_with_a_quote_comes_back_as_itself(own):
    found = read(project(own).data)
    assert (found.unaccounted(), found.left) == ({}, ())
    contents = {text.key: text.content for text in found.texts}
    quoted = [c for c in own.graph.claims.values() if c.quotes]
    came = {}
    for segment in found.segments:
        assert contents[segment.text][segment.start : segment.end] == segment.quote
        id_, _, number = segment.key.removeprefix("claim:").partition("#")
        came.setdefault(id_, []).append(segment.quote)
        same = own.graph.claims[id_]
        assert segment.quote == same.passages[int(number or 1) - 1].quote.strip()
        assert segment.statement == same.statement.spoken("en", "en").text.strip()
        assert segment.codes == tuple(f"element:{key}" for key in elements_of(same))
        assert segment.coder == (same.coder or "")
    assert list(came) == [c.id for c in quoted]
    assert [len(quotes) for quotes in came.values()] == [len(c.quotes) for c in quoted]
    assert {code.key for code in found.codes} == {f"element:{key}" for key in own.graph.elements}
    above = {code.key: code.parent for code in found.codes}
    for element in own.graph.elements.values():
        assert above[f"element:{element.id}"] == (element.part_of and f"element:{element.part_of}")


def test_what_is_not_carried_is_said_with_the_claims_that_have_it(own):
    told = project(own).not_carried
    facets = {facet for c in own.graph.claims.values() for facet in c.facets}
    assert {
        line.partition("`")[2].partition("`")[0] for line in told if "facet `" in line
    } == facets
    measured = [c.id for c in own.graph.claims.values() if c.measure and c.quotes]
    assert f"the measure of {len(measured)} claims: {', '.join(measured)}" in told
    assert any(line.startswith("the links to other claims of ") for line in told)
    without = [c.id for c in own.graph.claims.values() if not c.quotes]
    assert any("want of a quote" in line for line in told) == bool(without)


def coded_by_a_colleague(data, most=10):
    """The project as a program for qualitative data gives it back.

    It knows its own names of files, writes GUIDs in capitals and braces, makes
    new ones of everything, and a new user has coded `most` passages.
    """
    members = inner(data)
    root = etree.fromstring(members.pop("project.qde"))
    again = {}

    def new(old):
        return again.setdefault(old, f"{{{guid('again', old).upper()}}}")

    for node in root.iter("*"):
        for name in ("guid", "targetGUID", "creatingUser"):
            if node.get(name):
                node.set(name, new(node.get(name)))
    user = new("a colleague")
    users = root.find(f"{SPACE}Users")
    if users is None:  # nobody has coded yet
        users = etree.Element(f"{SPACE}Users")
        root.insert(0, users)
    etree.SubElement(users, f"{SPACE}User", guid=user, name="B. Colleague")
    code = root.find(f".//{SPACE}Code").get("guid")
    text = root.find(f".//{SPACE}TextSource")
    path = text.get("plainTextPath").removeprefix("internal://")
    words = members[f"sources/{path}"].decode()
    for number, passage in enumerate(
        list(re.finditer(r"^\S+ \S+ \S+", words, re.MULTILINE))[:most]
    ):
        made = etree.SubElement(
            text,
            f"{SPACE}PlainTextSelection",
            guid=new(f"selection {number}"),
            name="",
            startPosition=str(passage.start()),
            endPosition=str(passage.end()),
            creatingUser=user,
            creationDateTime="2026-11-30T10:00:00Z",
        )
        coding = etree.SubElement(
            made, f"{SPACE}Coding", guid=new(f"coding {number}"), creatingUser=user
        )
        etree.SubElement(coding, f"{SPACE}CodeRef", targetGUID=code)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "Gardens.qde", etree.tostring(root, xml_declaration=True, encoding="utf-8")
        )
        for name, member in members.items():
            archive.writestr(name.replace("sources/", "Sources/"), member)
    return packed.getvalue()


def test_ten_passages_that_a_colleague_coded_are_new_and_all_others_are_known_again(own):
    sent = project(own).data
    before, after = read(sent), read(coded_by_a_colleague(sent))
    new = [s for s in after.segments if not s.key.startswith("claim:")]
    assert len(new) == 10
    assert {s.coder for s in new} == {"B. Colleague"}
    assert all(len(s.quote.split()) == 3 and len(s.codes) == 1 for s in new)
    known = [s for s in after.segments if s.key.startswith("claim:")]
    assert [s.key for s in known] == [s.key for s in before.segments]
    assert [dict(s.parts()) for s in known] == [dict(s.parts()) for s in before.segments]
    assert after.unaccounted() == {}


def test_a_code_that_a_colleague_gives_to_a_passage_of_a_claim_is_not_lost_in_the_claim():
    asked = claims(
        claim("beds", "Beds get plots.", elements=("el.a",), coder="an"),
        elements=(Element("el.a", Wording("A")), Element("el.b", Wording("B"))),
    )
    members = inner(project(asked).data)
    root = etree.fromstring(members["project.qde"])
    etree.SubElement(root.find(f"{SPACE}Users"), f"{SPACE}User", guid=guid("user", "x"), name="X")
    coding = etree.SubElement(
        root.find(f".//{SPACE}PlainTextSelection"),
        f"{SPACE}Coding",
        guid=guid("coding", "new"),
        creatingUser=guid("user", "x"),
    )
    etree.SubElement(coding, f"{SPACE}CodeRef", targetGUID=guid("element", "el.b"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, etree.tostring(root) if name == "project.qde" else data)
    found = read(packed.getvalue())
    assert [(s.key.startswith("claim:"), s.coder, s.codes) for s in found.segments] == [
        (True, "an", ("element:el.a",)),
        (False, "X", ("element:el.b",)),
    ]


def test_a_real_project_made_claims_leaves_with_its_quotes_codes_tree_and_coders():
    path = SHARED / "corpora-import" / "refi-qda" / "cproctor-qualitative-coding__demo.qdpx"
    if not path.is_file():
        pytest.skip("the shared corpora are not here")
    first = refi_qda.read(path.name, io.BytesIO(path.read_bytes()), {})
    asked = claims(
        *(
            claim(f"c{n}", s.quote, of=(s.text,), elements=s.codes, coder=s.coder, memo=f"memo {n}")
            for n, s in enumerate(first.segments)
        ),
        elements=tuple(Element(c.key, Wording(c.label), part_of=c.parent) for c in first.codes),
        sources=[text.key for text in first.texts],
    )
    sent = project(asked)
    valid("Project", inner(sent.data)["project.qde"])
    again = read(sent.data)
    assert again.unaccounted() == {}
    assert [(s.quote, s.coder) for s in again.segments] == [
        (s.quote, s.coder) for s in first.segments
    ]
    assert [[code.removeprefix("element:") for code in s.codes] for s in again.segments] == [
        list(s.codes) for s in first.segments
    ]
    assert [s.memo for s in again.segments] == [f"memo {n}" for n in range(len(first.segments))]
    assert {(c.key.removeprefix("element:"), c.label) for c in again.codes} == {
        (c.key, c.label) for c in first.codes
    }
    assert not any("the memo" in line or "the statement" in line for line in sent.not_carried)


TEXT = "🌱 Beds get plots. Bread rises. Bread rises.\x0c Ärger comes."


def full(text=TEXT):
    return FullText(text, FileKind.PLAIN, file_hash="abc", file="kim2003.txt")


def test_a_full_text_is_carried_only_where_it_is_given_and_quotes_stand_in_it():
    asked = claims(claim("beds", "Beds get plots."), claim("grief", "Ärger comes."))
    assert b"rises" not in b"".join(inner(project(asked).data).values())
    made = project(replace(asked, texts={"kim2003": full()}))
    assert "with 1 full text: for private reading, do not publish it" in made.held
    found = read(made.data)
    assert found.texts[0].content == TEXT
    assert [(s.start, s.quote) for s in found.segments] == [
        (2, "Beds get plots."),
        (TEXT.index("Ärger"), "Ärger comes."),
    ]


def test_a_quote_that_stands_twice_or_nowhere_is_appended_and_so_named():
    asked = claims(claim("twice", "Bread rises."), claim("no", "Nobody says so."))
    found = read(project(replace(asked, texts={"kim2003": full()})).data)
    content = found.texts[0].content
    assert content.startswith(f"{TEXT}\n\n{APPENDED}\n\n")
    assert [s.quote for s in found.segments] == ["Bread rises.", "Nobody says so."]
    assert all(s.start > len(TEXT) for s in found.segments)


def test_the_lock_says_which_of_two_places_is_meant_and_another_file_is_not_its_file():
    spot = TextPlace(TEXT.rindex("Bread"), TEXT.rindex("Bread") + len("Bread rises."))
    record = Record(
        "twice", 0, Outcome.FOUND, "2026-01-01", text="kim2003", spot=spot, file_hash="abc"
    )
    states = {("twice", 0): PassageState(Freshness.FRESH, Outcome.FOUND, record=record)}
    asked = claims(claim("twice", "Bread rises."), states=states, texts={"kim2003": full()})
    assert read(project(asked).data).segments[0].start == spot.start
    other = replace(asked, texts={"kim2003": replace(full(), file_hash="xyz")})
    assert read(project(other).data).segments[0].start > len(TEXT)


def test_signs_that_xml_cannot_hold_do_not_break_the_file():
    asked = claims(claim("odd", "a\x01b <&> \x0b c", coder="\x02\ud800", memo="\ufffe<memo>"))
    made = project(asked)
    valid("Project", inner(made.data)["project.qde"])
    found = read(made.data)
    assert found.segments[0].memo == "�<memo>"
    assert found.segments[0].quote == "a\x01b <&> \x0b c"


def test_a_review_of_nothing_is_a_valid_project_and_no_codebook():
    made = project(claims())
    valid("Project", inner(made.data)["project.qde"])
    assert read(made.data).segments == ()
    with pytest.raises(CannotGoOn, match="no elements"):
        codebook(claims())


def test_elements_in_a_circle_leave_at_the_top_and_that_is_said():
    made = claims(
        elements=(
            Element("el.a", Wording("A"), part_of="el.b"),
            Element("el.b", Wording("B"), part_of="el.a"),
            Element("el.c", Wording("C"), part_of="el.a"),
        )
    )
    told = codebook(made)
    valid("Codebook", told.data)
    assert "the place in a circle of 2 elements: el.a, el.b" in told.not_carried
    found = refi_qda.read("x.qdc", io.BytesIO(told.data), {})
    assert [(c.key, c.parent) for c in found.codes] == [
        ("element:el.a", ""),
        ("element:el.c", "element:el.a"),
        ("element:el.b", ""),
    ]


def test_what_stands_in_no_single_text_is_carried_and_that_is_said():
    asked = claims(
        claim("both", "Beds get plots.", of=("kim2003", "abel2005")),
        claim("mute", ""),
        sources=("kim2003", "abel2005"),
    )
    made = project(asked)
    assert "in which of its sources the words stand, of 1 claim: both" in made.not_carried
    assert "everything, for want of a quote to be selected, of 1 claim: mute" in made.not_carried
    found = read(made.data)
    assert [s.key for s in found.segments] == ["claim:both"]
    assert found.texts[0].name == "kim2003 + abel2005 (quotes only)"
