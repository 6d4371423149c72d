"""Which file holds the text of which source, and that no other file is ever chosen."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.files.texts import list_texts, load_texts
from evidence.model import Source
from evidence.texts import FullText, TextFile, TextFolder, find_texts
from evidence.texts.folder import file_field

PATHS = Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "security" / "own"


def chosen(files, key="okada2008", **fields):
    found, diagnostics = find_texts([Source(key, "book", fields=fields)], TextFolder(tuple(files)))
    return (found[key].file if key in found else None), [one.code for one in diagnostics]


@pytest.mark.parametrize(
    ("files", "fields", "file"),
    [
        (["okada2008.pdf"], {}, "okada2008.pdf"),
        (["read/Okada2008.HTML"], {}, "read/Okada2008.HTML"),
        (["okada2008.txt", "okada2008.pdf"], {}, "okada2008.pdf"),
        (["okada2008.csv"], {}, None),
        (["other2009.pdf"], {}, None),
        (
            ["files/12/Okada 2008.pdf"],
            {"file": "Full Text:files/12/Okada 2008.pdf:application/pdf"},
            "files/12/Okada 2008.pdf",
        ),
        (["12/a.pdf", "13/a.pdf"], {"file": ":/home/ann/Zotero/storage/13/a.pdf:PDF"}, "13/a.pdf"),
        (["a.pdf"], {"file": r":C\:\\papers\\a.pdf:PDF"}, "a.pdf"),
        (["a.txt"], {"file": "notes:missing.pdf:PDF;text:a.txt:Text"}, "a.txt"),
        (["okada2008.txt", "a.pdf"], {"file": "a.pdf"}, "a.pdf"),
    ],
)
def test_a_text_is_found_by_key_or_by_the_file_field(files, fields, file):
    assert chosen(files, **fields)[0] == file


def test_a_file_outside_the_folder_is_not_read_and_said_so():
    assert chosen(["b.pdf"], file="/home/ann/a.pdf") == (None, ["text-outside"])
    assert chosen(["b.pdf"], file="../../a.pdf") == (None, ["text-outside"])


def test_two_files_of_one_kind_for_one_source_are_told():
    assert chosen(["a/okada2008.pdf", "b/okada2008.pdf"]) == ("a/okada2008.pdf", ["several-texts"])
    assert chosen(["okada2008.html", "okada2008.pdf"]) == ("okada2008.pdf", [])


def test_no_hostile_path_leads_to_a_file_that_was_not_listed():
    source = PATHS / "paths.json"
    if not source.is_file():
        pytest.skip("the corpus of hostile paths is not here")
    paths = [path for path in json.loads(source.read_text()) if isinstance(path, str)]
    listing = ("texts.pdf", "in/okada2008.pdf")
    assert paths
    for path in paths:
        file, _ = chosen(listing, key="x", file=path)
        assert file is None or file in listing


def test_a_file_field_keeps_escaped_colons_and_semicolons():
    assert file_field(r"Part\: one:a\;b.pdf:PDF;:c.pdf:PDF") == ("a;b.pdf", "c.pdf")
    assert file_field("") == ()


class Kept(dict):
    def put(self, key, value):
        self[key] = value


@pytest.fixture
def folder(tmp_path):
    texts = tmp_path / "texts"
    (texts / "sub").mkdir(parents=True)
    (texts / "okada2008.txt").write_text("Children name more vegetables.")
    (texts / "sub" / "a.html").write_text("<p>They grow beans.</p>")
    (texts / ".hidden.txt").write_text("no")
    (tmp_path / "secret.txt").write_text("secret")
    return texts


def test_the_folder_lists_its_plain_files_and_those_below(folder):
    assert list_texts(folder).files == ("okada2008.txt", "sub/a.html")


def test_a_link_out_of_the_folder_is_not_listed_and_not_read(folder):
    (folder / "out.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "up").symlink_to(folder.parent)
    (folder / "in.txt").symlink_to(folder / "okada2008.txt")
    assert list_texts(folder).files == ("in.txt", "okada2008.txt", "sub/a.html")
    ((_, text),) = load_texts(folder, [TextFile("x", "out.txt")], Kept())
    assert text.unreadable
    assert "secret" not in text.text


def test_a_pipe_does_not_hang(folder):
    os.mkfifo(folder / "pipe.txt")
    assert "pipe.txt" not in list_texts(folder).files
    ((_, text),) = load_texts(folder, [TextFile("x", "pipe.txt")], Kept())
    assert "not a plain file" in text.unreadable


def test_a_folder_that_is_not_there_cannot_be_listed(tmp_path):
    with pytest.raises(CannotGoOn, match="no such folder of texts"):
        list_texts(tmp_path / "none")


def test_a_text_is_read_once_and_kept_by_its_content(folder, monkeypatch):
    kept = Kept()
    file = TextFile("x", "sub/a.html")
    ((_, first),) = load_texts(folder, [file], kept)
    assert len(kept) == 1
    monkeypatch.setattr("evidence.files.texts.read", lambda *_: FullText("read again", first.kind))
    ((_, second),) = load_texts(folder, [file], kept)
    assert second == first
    (folder / "sub" / "a.html").write_text("<p>They grow peas.</p>")
    ((_, third),) = load_texts(folder, [file], kept)
    assert third.text == "read again"
