"""Files that other people's programs wrote: nothing raises, and no entry is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evidence.bibtex import read
from evidence.bibtex.entry_text import entry_text

ROOT = Path(__file__).resolve().parents[2]
BIBS = ROOT.parent / "shared" / "corpora" / "bib"
FILES = sorted(BIBS.rglob("*.bib*")) if BIBS.is_dir() else []

pytestmark = pytest.mark.skipif(not FILES, reason="the corpora are not beside the checkout")

LEFT_OUT = {"file", "abstract", "keywords", "crossref", "annote", "annotation"}
# Counts by another road than the reader's: a line that begins like an entry.
START = re.compile(r"^[ \t]*@(?!comment|string|preamble)\w+\s*[{(]", re.IGNORECASE | re.MULTILINE)


def works(name: str):
    sources, _ = read(name, (BIBS / name).read_bytes())
    return {source.key: source for source in sources}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:60])
def test_every_entry_of_a_real_file_is_kept_or_reported_with_its_line(path):
    data = path.read_bytes()
    sources, diagnostics = read(path.name, data)
    assert all(d.place.line for d in diagnostics)
    lines = {source.where.at().line for source in sources} | {d.place.line for d in diagnostics}
    text = data.decode("utf-16" if data[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    started = {text.count("\n", 0, start.end()) + 1 for start in START.finditer(text)}
    assert started <= lines | {line + 1 for line in lines}
    assert len(sources) + len(diagnostics) >= len(started)


def test_names_of_a_real_library_come_out_right():
    entries = works("jabref__testjabref.bib")
    names = {name.short for source in entries.values() for name in source.authors}
    assert not [name for name in names if "\\" in name or "{" in name]
    assert len(entries) == 156


def test_strings_of_a_real_library_are_put_in():
    entries = works("zotero-better-bibtex__Unabbreviate_on_import_1436-2.bib")
    journals = {source.fields.get("journal", "") for source in entries.values()}
    assert "ACS Nano" in journals
    assert len(entries) == 1052


def test_a_real_chapter_has_its_book():
    name = "bbt-import/zotero-better-bibtex__Crossrefd_incollection_items_are_missing_date_on_import_3514.bib"
    chapter = works(name)["Hauck_2007"]
    assert chapter.year == "2007"
    assert chapter.fields["booktitle"].startswith("Mercosul/Mercosur: Dynamik")
    assert [name.family for name in chapter.editors] == ["Chiappini", "Hauck"]


def test_bodies_are_not_taken_for_people():
    entries = works("bbt-import/zotero-better-bibtex__Literal_names.bib")
    bodies = [
        name.literal for source in entries.values() for name in source.authors if name.literal
    ]
    assert "Council on Clinical Cardiology" in bodies


def test_chinese_names_stay_whole():
    entries = works("zotero-better-bibtex__Split_CJK_names_2624.biblatex")
    assert entries["Lin.ZhSplitField"].authors[0].family == "林"
    assert entries["Alibaba.ZhNotName"].authors[0].literal == "阿里巴巴"


def test_formulas_in_real_titles_are_readable():
    name = "bbt-import/zotero-better-bibtex__Author_splitter_failure.bib"
    (source,) = works(name).values()
    assert source.title.startswith("Determination of the Thickness and Refractive Index of Cu2O")
    assert "Cu<sub>2</sub>O" in source.rich["title"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:60])
def test_every_real_entry_says_the_same_when_it_is_written_and_read_again(path):
    sources, _ = read(path.name, path.read_bytes())
    written = "\n\n".join(map(entry_text, sources))
    again, _ = read(path.name, written.encode("utf-8", "surrogatepass"))
    assert [source.key for source in again] == [source.key for source in sources]
    for source, found in zip(sources, again, strict=True):
        assert (found.type, found.authors, found.editors) == (
            source.type,
            source.authors,
            source.editors,
        )
        assert found.fields == {n: text for n, text in source.fields.items() if shown(n, text)}
        assert found.rich == {n: text for n, text in source.rich.items() if shown(n, text)}


def shown(name: str, text: str) -> bool:
    """Whether a field is in what we write: not those that are the author's own business."""
    return bool(text) and name not in LEFT_OUT
