"""A review of too many claims: its reports name them, say where they are, and lead nowhere else."""

from __future__ import annotations

import re
import shutil

import pytest
from click.testing import CliRunner

from evidence.cli.main import evidence
from evidence.pages import translated

REVIEWS = pytest.mark.parametrize("name", ["small", "odd", "many"])
FILES = ("evidence.json", "tables/claims.csv")


@pytest.fixture
def without_claims(build, request, name, monkeypatch):
    """A review built as if it had one claim more than a report holds."""
    review = request.getfixturevalue(name)
    monkeypatch.setattr(translated, "MOST_CLAIMS", len(review.json["claims"]) - 1)
    return build(review.review, "--to", "html,md,pandoc,json,csv")


def languages(built) -> list[str]:
    return [code for code in ("", "id") if built.path(code).exists()]


@REVIEWS
def test_as_many_claims_as_a_report_holds_are_in_it(build, request, name, monkeypatch):
    review = request.getfixturevalue(name)
    claims = [claim["id"] for claim in review.json["claims"]]
    monkeypatch.setattr(translated, "MOST_CLAIMS", len(claims))
    built = build(review.review)
    assert set(claims) <= set(built.items())


@REVIEWS
def test_a_report_of_too_many_claims_has_none_and_no_link_that_leads_nowhere(without_claims):
    claims = {claim["id"] for claim in without_claims.json["claims"]}
    for language in languages(without_claims):
        tree, items = without_claims.tree(language), set(without_claims.items(language))
        hrefs = [str(href) for href in tree.xpath("//@href | //@*[local-name() = 'href']")]
        inside = {href[1:] for href in hrefs if href.startswith("#")}
        assert len(inside) > 20
        assert inside - items == set()
        assert claims & items == set()
        assert tree.xpath("//script[not(@type)]") == []
        assert all(href != "" for href in hrefs)


@REVIEWS
def test_a_finding_still_names_its_claims_with_their_passages(without_claims):
    data, items = without_claims.json, without_claims.items()
    quotes = {claim["id"]: claim["passages"][0]["quote"] for claim in data["claims"]}
    for finding in data["findings"]:
        said = items[finding["id"]].text_content()
        for claim in finding["support"]["claims"]:
            assert claim in said, (finding["id"], claim)
            assert (quotes[claim] or "") in said, (finding["id"], claim)


@REVIEWS
@pytest.mark.parametrize("form", ["md", "pandoc"])
def test_the_same_in_markdown(without_claims, form):
    claims = {claim["id"] for claim in without_claims.json["claims"]}
    for language in languages(without_claims):
        if form == "md":
            text = "".join(without_claims.markdown(language).values())
        else:
            text = without_claims.path(language).with_suffix(".pandoc.md").read_text("utf-8")
        aims = set(re.findall(r"\]\((?!https?:)[^)#\s]*#([^)\s]+)\)", text))
        ids = set(re.findall(r'<a id="([^"]+)">|\{(?:#|id=")([^\s"}]+)', text))
        assert len(aims) > 5
        assert aims - {key for found in ids for key in found} == set()
        assert aims & claims == set()
        assert all(name in text for name in FILES)
        quotes = (claim["passages"][0]["quote"] for claim in without_claims.json["claims"])
        named = {key for finding in without_claims.json["findings"] for key in named_by(finding)}
        assert named
        assert all(f"`{key}`" in text for key in named)
        assert any(quote and quote in text for quote in quotes)


def named_by(finding) -> list[str]:
    return finding["support"]["claims"]


@REVIEWS
def test_a_report_says_where_the_claims_are_and_there_they_are(without_claims):
    claims = [claim["id"] for claim in without_claims.json["claims"]]
    for language in languages(without_claims):
        items = without_claims.items(language)
        for told in (items["claims"].text_content(), without_claims.tree(language).text_content()):
            assert all(name in told for name in FILES)
            assert f"{len(claims)} " in told
    table = (without_claims.folder / "tables" / "claims.csv").read_text("utf-8")
    assert all(f"\n{key}," in table for key in claims)


@pytest.fixture
def said(small, tmp_path, monkeypatch, of_the_run):
    """Return a function that builds a review of two claims more than a report holds, and listens."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(of_the_run / "cache"))
    claims = len(small.json["claims"])
    monkeypatch.setattr(translated, "MOST_CLAIMS", claims - 2)

    def run(*options: str) -> list[str]:
        command = ["build", "--review", str(small.review), "-o", str(tmp_path / "out"), *options]
        result = CliRunner().invoke(evidence, command)
        assert result.exit_code == 0, result.output
        return [
            line.replace(f"{tmp_path.as_posix()}/", "")
            for line in result.stderr.splitlines()
            if "a report holds" in line or "an earlier version" in line
        ]

    return run


def test_the_build_says_where_the_claims_are(said, small):
    claims = len(small.json["claims"])
    line = (
        f"a report holds at most {claims - 2} claims, and here are {claims}:"
        " they are in out/evidence.json and out/tables/claims.csv"
    )
    assert said() == [line]
    assert said("--to", "md,json") == [f"{line}, which `--to csv` writes"]
    assert said("--to", "docx") == [f"{line}, which `--to json,csv` writes"]
    assert said("--to", "json,csv") == []


def test_pages_of_a_divided_report_are_named_and_let_be(said, tmp_path, monkeypatch):
    monkeypatch.setattr(translated, "MOST_CLAIMS", 20_000)
    assert said() == []
    old = [tmp_path / "out" / name for name in ("report/claims-1.html", "report.id/claims-1.md")]
    for path in old:
        path.parent.mkdir(exist_ok=True)
        path.write_text("old")
    (tmp_path / "out" / "report-notes").mkdir()
    rest = "pages of an earlier version, which divided large reports; no build renews them, delete the folder"
    assert said() == [f"out/report: {rest}", f"out/report.id: {rest}"]
    assert [path.read_text() for path in old] == ["old", "old"]
    for path in old:
        shutil.rmtree(path.parent)
    # the folder of the one language holds pages of ours as well, which the next build makes anew
    assert said() == []
    assert (tmp_path / "out" / "report" / "claims.md").is_file()
