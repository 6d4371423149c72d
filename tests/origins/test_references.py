"""References of other tools: each record is an entry or is left by name, and each value is told."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from textwrap import dedent

import pytest

from evidence import bibtex
from evidence.bibtex.entry_text import entry_text
from evidence.bibtex.string_keys import words_of
from evidence.diagnostics import CannotGoOn
from evidence.model.sources import Name
from evidence.origins.references import KINDS, kind_of, references
from evidence.references import csl_items, ris
from tests.conftest import SHARED

IMPORTS = SHARED / "corpora-import" / "ris-csv"
CORPORA = SHARED / "corpora"
FILES = sorted(
    [
        *IMPORTS.glob("*"),
        *CORPORA.glob("ris/*"),
        *CORPORA.glob("csl-json/*.json"),
        *(SHARED / "corpora-import" / "machine-extraction").glob("*bibliography.json"),
    ]
)
# The records that INDEX.md counts, and how many of them have anything to be cited by.
COUNTS = {
    "Zotero-v2.2-385.ris": (385, 385),
    "Zotero-v2.2-385.bib": (385, 385),
    "Zotero-v2.2-385.csv": (385, 385),
    "baseline_tag-notes_labels.ris": (32, 32),
    "baseline_zotero.ris": (100, 100),
    "baseline_tag_and_field_definitions_lists.ris": (1, 1),
    "embase.csv": (6, 6),
    "embase.ris": (6, 6),
    "faulty_year.ris": (1, 1),
    "generic_labels.csv": (6, 6),
    "generic_semicolon.csv": (2, 2),
    "generic_tab.csv": (2, 2),
    "missing_values.csv": (4, 2),
    "ovid_psycinfo.ris": (6, 6),
    "pubmed_endnote.txt": (6, 6),
    "ris_issue_1099.txt": (7, 7),
    "web_of_science.txt": (10, 10),
    "example_bom.ris": (1, 1),
    "example_extraneous_data.ris": (2, 2),
    "example_multiline.ris": (3, 0),
    "example_wos.ris": (2, 2),
    "example_urls.ris": (4, 4),
    "Dimensions_246.ris": (246, 246),
    "econlit_3.ris": (3, 3),
    "asreview_dataset_relevant.csv": (11, 11),
}
# no references: a test suite's own, YAML
OTHERS = {"citation-js__input.json"}

real = pytest.mark.skipif(not FILES, reason="the corpora are not beside the checkout")


def name_of(path) -> str:
    name = path.name.partition("__")[2]
    return "asreview_dataset_relevant.csv" if name.startswith("asreview_dataset") else name


@real
def test_every_file_of_the_index_is_counted():
    assert sorted(map(name_of, IMPORTS.glob("*"))) == sorted(COUNTS)


@real
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:60])
def test_each_record_of_a_real_file_is_an_entry_or_is_left_by_name(path):
    data = path.read_bytes()
    if path.name in OTHERS:
        assert all("no item of CSL" in one.because for one in references("x", data).left)
        return
    found = references(path.name, data)
    assert found.unaccounted == 0
    assert all(entry.name and not entry.source.key.count(" ") for entry in found.entries)
    if path.parent == IMPORTS:
        assert (found.count, len(found.entries)) == COUNTS[name_of(path)]


def tagged_values(text: str) -> list[list[tuple[str, str]]]:
    """The tags and values of each record of RIS, read apart from the product."""
    records = []
    for block in re.split(r"(?m)^\s{0,3}TY\s{1,2}-", text)[1:]:
        lines = re.split(r"(?m)^\s{0,3}([A-Z][A-Z0-9])\s{1,2}-[^\S\n]?", block.split("\nER ")[0])
        records.append([("TY", lines[0]), *zip(lines[1::2], lines[2::2], strict=True)])
    return records


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


RIS_FILES = [
    path
    for path in FILES
    if path.suffix in (".ris", ".txt") and "wos" not in path.name and "Corrupted" not in path.name
]


@real
@pytest.mark.parametrize("path", RIS_FILES, ids=lambda path: path.name[:60])
def test_ris_to_bibtex_to_ris_loses_no_value_that_is_not_told_under_its_tag(path):
    data = path.read_bytes()
    found = references(path.name, data)
    named = [replace(entry.source, key=f"k{n}") for n, entry in enumerate(found.entries)]
    library = "\n\n".join(entry_text(source, whole=True) for source in named)
    again, _ = bibtex.read("sources.bib", library.encode())
    written = [ris(source) for source in again]
    # field by field, through BibTeX and through RIS
    back = references("again.ris", "\n".join(written).encode(), "ris").entries
    for first, other, last in zip(named, again, (e.source for e in back), strict=True):
        for source in (other, last):
            assert dict(source.fields) == {
                **first.fields,
                **{
                    role: source.fields[role]
                    for role in ("author", "editor")
                    if role in source.fields
                },
            }
            for part in ("authors", "editors", "others", "people"):
                assert getattr(source, part) == getattr(first, part), part
            if source is other:
                assert source.type == first.type
    # value by value, against the file itself
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    left = {
        int(re.match(r"record (\d+)", one.name)[1]) for one in found.left if one.kind == "record"
    }
    records = [r for n, r in enumerate(tagged_values(text), 1) if n not in left]
    lost = [
        lost
        for values, said, entry in zip(records, written, found.entries, strict=True)
        for lost in not_told(values, bare(said), entry)
    ]
    assert lost == []


def not_told(values, kept: str, entry):
    """The values of a record that are neither kept nor told under their tags."""
    told = Counter(entry.not_carried)
    for tag, value in values:
        if tag == "TY" or (tag == "ID" and value == entry.source.key) or is_kept(tag, value, kept):
            continue
        if told[tag]:
            told[tag] -= 1
        elif not any("is taken for one" in word for word in entry.approximated):
            yield tag, value[:60]


def is_kept(tag: str, value: str, kept: str) -> bool:
    if tag in {"DA", "PY", "Y1", "Y2"}:  # a month may be a number now
        parts = [bare(part).lstrip("0") for part in re.split(r"[/ -]", value)]
        return all(part in kept or len(part) == 3 for part in parts)
    # a DOI leaves its resolver behind, a list its separators, a number its twin
    value = re.sub(r"https?://(?:dx\.)?doi\.org/", "", value) if tag == "DO" else value
    parts = re.split(r"[\n;]|\s-\s|\s" if tag == "SN" else r"[\n;]|\s-\s", value)
    return all(bare(part) in kept for part in parts)


@real
def test_the_385_works_of_one_library_are_the_same_from_ris_csv_and_bibtex():
    read = {
        path.suffix: references(path.name, path.read_bytes()).entries
        for path in IMPORTS.glob("*Zotero-v2.2-385*")
    }
    titles = {
        kind: Counter(bare(entry.source.title) for entry in entries)
        for kind, entries in read.items()
    }
    assert titles[".ris"] == titles[".csv"]
    assert sum((titles[".ris"] - titles[".bib"]).values()) <= 5  # markup of formulas in five titles
    dois = {
        kind: {entry.source.fields.get("doi", "").lower() for entry in entries}
        for kind, entries in read.items()
    }
    assert dois[".ris"] == dois[".csv"] < dois[".bib"]  # RIS of Zotero gives no DOI of a preprint
    assert len(dois[".ris"]) > 300


CSL_FILES = [path for path in FILES if path.suffix == ".json" and path.name not in OTHERS]


@real
@pytest.mark.parametrize("path", CSL_FILES, ids=lambda path: path.name[:60])
def test_csl_json_through_bibtex_is_the_same_csl_json_but_for_what_is_told(path):
    data = path.read_bytes()
    found = references(path.name, data)
    items = json.loads(data)
    named = [replace(entry.source, key=f"k{n}") for n, entry in enumerate(found.entries)]
    library = "\n\n".join(entry_text(source, whole=True) for source in named)
    again, _ = bibtex.read("sources.bib", library.encode())
    assert len(again) == len(items)
    dates = {"issued", "accessed", "original-date", "event-date"}
    for item, entry, source, made in zip(
        items, found.entries, again, csl_items(again), strict=True
    ):
        told = {*entry.not_carried, *dates, "id", "citation-key", "type"}
        kept = bare(json.dumps(made, ensure_ascii=False) + " ".join(source.fields.values()))
        lost = [
            (variable, text)
            for variable, value in item.items()
            for text in texts(value)
            if variable not in told
            and bare(text) not in kept
            and bare(re.sub(r"<[^>]+>", "", text)) not in kept
            and not words_of(text)  # a key of biblatex is read as the word that it stands for
        ]
        assert lost == []
        for variable in dates & item.keys() - told:
            assert made[variable] == item[variable]


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [str(value)] if isinstance(value, str) else []


def entry(text: str, kind: str = ""):
    found = references("x", dedent(text).encode(), kind)
    (one,) = found.entries
    assert found.unaccounted == 0
    return one


def test_a_date_says_as_much_as_any_of_its_tags_and_another_one_is_told():
    one = entry(
        """\
        TY  - JOUR
        TI  - Beds
        Y1  - 2013/07/22
        PY  - 2013
        DA  - 2012/01//
        ER  -
        """
    )
    assert {k: one.source.fields[k] for k in ("year", "month", "day")} == {
        "year": "2013",
        "month": "7",
        "day": "22",
    }
    assert one.not_carried == {"DA": 1}


def test_a_value_over_several_lines_is_one_value_also_where_a_line_looks_like_an_end():
    one = entry("TY  - JOUR\nTI  - Beds,\nER then rows\n  and more\nER  - \n")
    assert one.source.title == "Beds, ER then rows and more"


def test_a_record_without_its_end_is_one_all_the_same():
    found = references("x.ris", b"TY  - JOUR\nTI  - One\n\nTY  - BOOK\nTI  - Two\n")
    assert [e.source.title for e in found.entries] == ["One", "Two"]
    assert found.count == 2


def test_names_are_persons_bodies_and_others():
    one = entry(
        "TY  - JOUR\nTI  - Beds\nAU  - van Acker, B.\nAU  - Shruthi BS\nAU  - Kim, Ana, Jr.\n"
        "AU  - World Garden Forum\nAU  - et al.\nER  -\n"
    )
    assert one.source.authors == (
        Name(family="Acker", given="B.", particle="van"),
        Name(family="Shruthi", given="BS"),
        Name(family="Kim", given="Ana", suffix="Jr."),
        Name(literal="World Garden Forum"),
    )
    assert one.source.others


def test_pubmed_and_endnote_and_web_of_science_are_read_by_their_own_tags():
    pubmed = entry(
        """\
        PMID- 1
        TI  - Beds and
              rows
        FAU - Kim, Ana
        AU  - Kim A
        JT  - Journal of beds
        TA  - J Beds
        DP  - 2016 Apr 19
        LID - 10.5555/beds [doi]
        PG  - 981-9
        """
    ).source
    assert (pubmed.title, pubmed.authors) == ("Beds and rows", (Name("Kim", "Ana"),))
    assert dict(pubmed.fields) | {"author": ""} == {
        "author": "",
        "title": "Beds and rows",
        "journal": "Journal of beds",
        "shortjournal": "J Beds",
        "year": "2016",
        "month": "4",
        "day": "19",
        "doi": "10.5555/beds",
        "pages": "981–9",
        "pmid": "1",
    }
    endnote = entry("%0 Book Section\n%A Kim, Ana\n%T Beds\n%B Gardens\n%D 2003\n%F kim2003\n")
    assert (endnote.source.type, endnote.source.key) == ("incollection", "kim2003")
    assert endnote.source.fields["booktitle"] == "Gardens"
    isi = entry(
        """\
        FN Clarivate Analytics Web of Science
        VR 1.0
        PT J
        AU Kim, A
           Abel, B
        AF Kim, Ana
           Abel, Bo
        TI Beds and
           rows
        SO BEDS
        PY 2003
        PD MAR 15
        ER
        EF
        """
    ).source
    assert isi.authors == (Name("Kim", "Ana"), Name("Abel", "Bo"))
    assert (isi.title, isi.fields["month"], isi.fields["day"]) == ("Beds and rows", "3", "15")


def test_a_set_of_entries_is_left_by_name_for_it_is_no_work():
    data = b"@set{s, entryset={a, b}}\n@book{a, title={A}}\n@book{b, title={B}}\n"
    found = references("x.bib", data)
    assert [entry.source.key for entry in found.entries] == ["a", "b"]
    (left,) = found.left
    assert left.name == "`s` is a set that names `a`, `b`, and is no work itself"


def test_a_key_of_the_file_is_kept_where_claims_can_name_it():
    assert entry("TY  - JOUR\nTI  - A\nID  - kim2003\nER  -\n").source.key == "kim2003"
    odd = entry("TY  - JOUR\nTI  - A\nID  - a{b},c\nER  -\n")
    assert (odd.source.key, odd.not_carried) == ("", {"ID": 1})


def test_authors_of_a_cell_that_can_be_read_in_two_ways_are_told():
    one = entry('title,authors,year\nBeds,"Kim, Abel, Moore",2003\n')
    assert [name.short for name in one.source.authors] == ["Kim", "Abel", "Moore"]
    assert one.approximated == ("its authors are parted at each comma",)


def tried(name: str, data: bytes, kind: str):
    """What a file holds, or the message that refuses it."""
    try:
        return references(name, data, kind), ""
    except CannotGoOn as refused:
        return None, refused.message


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_file_holds_no_references(kind):
    found, refused = tried("x", b"", kind)
    assert refused or (found.count, found.entries) == (0, ())


DEEP = b"[" * 100_000
HOSTILE = {
    "wrong-bytes.ris": b"TY  - JOUR\nTI  - \xff\xfe\x00\x81 beds\nAU  - \xc3\x28\nER  - \n",
    "utf-16.ris": "\ufeffTY  - JOUR\nTI  - Beds\nER  - \n".encode("utf-16-le"),
    "endless.ris": b"TY  - JOUR\nTI  - " + b"a" * 3_000_000 + b"\nER  - \n",
    "braces.ris": b"TY  - JOUR\nTI  - }}{\\input{x}\nID  - }@book{x\nAU  - {{{, }}\nER  - \n",
    "no-end.ris": b"TY  - JOUR\n" * 20_000,
    "blank-tags.nbib": b"PMID- \n\n    \nTI  -\nAU  -\n" * 2_000,
    "entities.nbib": b'PMID- 1\nTI  - &lol9; <!ENTITY lol9 "&lol8;"> &#x0;\n',
    "words.nbib": b"PMID- 1\nTI  - x\n" + b"      more\n" * 100_000,
    "nul.nbib": b"PMID- 1\nTI  - a\x00b\x1b[31mc\n",
    "many.nbib": b"PMID- 1\nFAU - " + b"a, b; " * 20_000 + b"\nTI  - t\n",
    "tags.enw": b"%0\n%T\n%A\n" * 20_000,
    "percent.enw": b"%0 Book\n%T " + b"%" * 100_000 + b"\n",
    "type.enw": b"%0 " + b"x" * 100_000 + b"\n%T t\n",
    "latin.enw": b"%0 Book\n%T \xe9t\xe9\n%D 2003\n",
    "key.enw": b"%0 Book\n%T t\n%F a}b\\c\n",
    "deep.json": DEEP,
    "deep-in.json": b'[{"type": "book", "title": ' + DEEP,
    "types.json": b'[{"type": "book", "title": [1], "author": "x", "issued": 7, "id": null}, 3, null]',
    "dates.json": b'[{"type":"book","title":"t","issued":{"date-parts":[["9e999999"],[[]],{}]}}]',
    "markup.json": b'[{"type":"book","title":"' + b"<i>" * 50_000 + b'"}]',
    "open.csv": b'title,authors\n"' + b"a," * 200_000,
    "cells.csv": b"title,authors\n" + b"," * 200_000 + b"\n",
    "list.csv": b"title,authors\nt,\"['" + b"[" * 50_000 + b"']\"\n",
    "empty-rows.csv": b"title,authors\n" + b",\n" * 200_000,
    "formula.csv": b"title,authors,year\n=HYPERLINK(1),@x,+1\n",
    "open.bib": b"@article{a, title = {" + b"{" * 100_000,
    "keys.bib": b"@article{a b c, title={x}}\n@article{, title={y}}\n@book{a{b, title={z}}\n",
    "circle.bib": b"@book{a, crossref={b}, title={x}}\n@book{b, crossref={a}, title={y}}\n",
    "strings.bib": b"@string{a = a # a}\n@book{k, title = a # a, year = 2003}\n",
    "bytes.bib": b"@book{k, title = {\xff\x00\x81}, year = 2003}\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_entries_that_read_again_or_a_message_and_nothing_else(name):
    data = HOSTILE[name]
    kind = {"json": "csl", "bib": "bibtex", "csv": "database-csv"}.get(
        name.rpartition(".")[2], name.rpartition(".")[2]
    )
    found, refused = tried(name, data, kind)
    if found is None:
        assert name in refused or "table" in refused
        return
    assert found.unaccounted == 0
    named = [replace(one.source, key=f"k{n}") for n, one in enumerate(found.entries[:200])]
    library = "\n\n".join(entry_text(source, whole=True) for source in named)
    again, _ = bibtex.read("sources.bib", library.encode())
    assert [source.key for source in again] == [source.key for source in named]


def test_there_are_five_hostile_files_of_each_kind():
    assert set(Counter(name.rpartition(".")[2] for name in HOSTILE).values()) == {5}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TY  - JOUR\nTI  - x\n", "ris"),
        ("PMID- 12\nOWN - NLM\n", "nbib"),
        ("%0 Book\n%T x\n", "enw"),
        ("FN x\nVR 1.0\nPT J\nAU Kim, A\n", "wos"),
        ('[{"id": "a", "issued": {"x": 1}, "type": "book"}]', "csl"),
        ("@book{a, title={x}}", "bibtex"),
        ("Authors;Title;Year\na;b;c\n", "database-csv"),
        ('{"annotations": [{"type": "highlight"}]}', ""),
        ("id,quote,page\n1,x,2\n", ""),
        ("some words", ""),
    ],
)
def test_the_format_is_known_by_what_stands_in_the_file(text, kind):
    assert kind_of("file", text.encode()) == kind


@pytest.mark.parametrize(
    ("written", "kept", "cut"),
    [
        ("Full Text:files/12/Sato 2019.pdf:application/pdf", "files/12/Sato 2019.pdf", False),
        (r":C\:\\papers\\sato.pdf:PDF", "sato.pdf", True),
        ("~/Zotero/storage/AB12/Sato - Beds.pdf", "Sato - Beds.pdf", True),
        (r"T:files/1/a\;b.pdf:application/pdf;S:files/2/s.html:text/html",
         r":files/1/a\;b.pdf:;:files/2/s.html:", False),
        ("T:files/1/a{b.pdf:application/pdf}", "", False),
    ],
)  # fmt: skip
def test_where_the_file_of_an_entry_lies_comes_with_it_without_folders_of_a_machine(
    written, kept, cut
):
    data = f"@book{{sato2019, file = {{{written}}}}}".encode()
    (entry,) = references("mine.bib", data, "bibtex").entries
    assert entry.source.fields.get("file", "") == kept
    assert bool(entry.approximated) == cut
    assert entry.not_carried == ({} if kept else {"file": 1})
