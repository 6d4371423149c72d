"""Whatever cannot be read is named by its path."""

import os

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.files.reading import read_bytes, review_files, templates


def review(folder, **more):
    (folder / "claims.yaml").write_text("review: {title: T}\n")
    (folder / "sources.bib").write_text("")
    for name, text in more.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_the_files_of_a_review_are_read_in_one_order(tmp_path, monkeypatch):
    review(tmp_path)
    for name in ("claims/b.yaml", "claims/a/z.yaml", "claims/.hidden.yaml", "claims/note.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("claims: []\n")
    monkeypatch.chdir(tmp_path)
    from pathlib import Path

    files = review_files(Path())
    assert [path for path, _ in files.claims] == ["claims.yaml", "claims/a/z.yaml", "claims/b.yaml"]
    assert files.lock == ("evidence.lock", b"")


def test_a_missing_claims_file_is_named_with_what_to_do(tmp_path):
    with pytest.raises(CannotGoOn) as stopped:
        review_files(tmp_path)
    assert stopped.value.message.endswith("claims.yaml: there is no such file")
    assert "--review" in stopped.value.help


def test_a_missing_bibliography_is_named(tmp_path):
    (tmp_path / "claims.yaml").write_text("")
    with pytest.raises(CannotGoOn, match=r"sources\.bib: there is no such file"):
        review_files(tmp_path)


def test_a_link_out_of_the_review_is_refused(tmp_path):
    folder, outside = tmp_path / "review", tmp_path / "secret.yaml"
    folder.mkdir()
    outside.write_text("claims: []")
    review(folder)
    (folder / "claims").mkdir()
    (folder / "claims" / "x.yaml").symlink_to(outside)
    with pytest.raises(CannotGoOn, match="leads out of the review"):
        review_files(folder)


def test_a_pipe_is_refused_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotGoOn, match="not a plain file"):
        read_bytes(tmp_path / "pipe")


def test_a_review_s_own_template_takes_the_place_of_ours_and_of_no_other(tmp_path):
    (tmp_path / "report.css").write_text("body{}")
    ours, mixed = templates(), templates(tmp_path)
    assert mixed["report.css"] == "body{}"
    others = {k: v for k, v in mixed.items() if not k.startswith("ours/")}
    assert others | {"report.css": ours["report.css"]} == ours


def test_a_missing_folder_of_templates_is_named(tmp_path):
    with pytest.raises(CannotGoOn, match="no such folder of templates"):
        templates(tmp_path / "none")
