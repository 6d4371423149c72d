"""A review's own templates: one block of ours, one file of ours, and what is wrong with them."""

from __future__ import annotations

import pytest

from evidence.diagnostics import CannotGoOn
from evidence.files.reading import templates

HEAD = "{# page: evidence.pages.page.Page #}\n"


@pytest.fixture
def build(review, run):
    """Return a function that builds with templates of the review's own."""

    def call(to: str = "html", **own: str):
        folder = review / "looks"
        folder.mkdir(exist_ok=True)
        for name, text in own.items():
            (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
        return run("build", "--to", to, "--templates", "looks")

    return call


def made(review, name="report.html"):
    return (review / "build" / name).read_text(encoding="utf-8")


def test_one_block_is_written_anew_and_all_others_stay(review, run, build):
    run("build", "--to", "html")
    before = made(review)
    block = "{% block method %}<p>Ask us in {{ page.title.text }}.</p>\n{% endblock %}"
    done = build(report__html__j2=f'{HEAD}{{% extends "ours/report.html.j2" %}}\n{block}\n')
    assert done.exit_code == 0, done.output
    start = before.index('<details class="fold" id="method"')
    end = before.index("\n</div>\n</section>\n</main>", start)
    assert made(review) == before[:start] + "<p>Ask us in Gardens.</p>" + before[end:]


def test_a_block_of_ours_can_be_kept_and_added_to(review, build):
    block = "{% block summary %}{{ super() }}<p>{{ mark(page.findings) }}</p>{% endblock %}"
    block = block.replace("{{ mark(page.findings) }}", "{{ page.title.text|length }} letters")
    done = build(report__html__j2=f'{HEAD}{{% extends "ours/report.html.j2" %}}\n{block}\n')
    assert done.exit_code == 0, done.output
    assert "<p>7 letters</p>" in made(review)
    assert 'id="limits"' in made(review)


def test_one_file_stands_in_for_ours_and_can_hold_ours(review, build):
    own = f'{HEAD}<div class="mine">{{% include "ours/result.html.j2" %}}</div>\n'
    done = build(result__html__j2=own)
    assert done.exit_code == 0, done.output
    assert made(review).count('<div class="mine">') == 1
    assert '<section id="result"' in made(review)


def test_ours_are_there_a_second_time_only_for_those_who_bring_their_own(tmp_path):
    (tmp_path / "report.css").write_text("p { color: red }")
    found, ours = templates(tmp_path), templates()
    assert found["report.css"] == "p { color: red }"
    assert {n.removeprefix("ours/"): t for n, t in found.items() if n.startswith("ours/")} == ours
    assert not any(name.startswith("ours/") for name in ours)


BROKEN = {
    "a block that is not closed": ("html", "report.html.j2", 3, "{% block summary %}"),
    "a field that is not there": ("html", "report.html.j2", 3, "{{ page.titel }}"),
    "a filter that is not there": ("md", "report.md.j2", 3, "{{ page.title.text|uper }}"),
    "a template that is not there": ("html", "claim.html.j2", 3, '{% include "clam.html.j2" %}'),
    "a sum of two sorts": ("pandoc", "report.pandoc.md.j2", 3, "{{ 1 + 'a' }}"),
    "a way out of the sandbox": ("html", "report.html.j2", 3, "{{ page.__class__.__mro__ }}"),
    "a template within itself": (
        "html",
        "find.html.j2",
        3,
        '{% include "find.html.j2" %}',
    ),
    "a function of ours called wrongly": ("md", "report.md.j2", 3, "{{ h() }}"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_template_is_one_line_with_its_name_and_line(review, build, what):
    to, name, line, text = BROKEN[what]
    done = build(to, **{name.replace(".", "__"): f"{HEAD}<p>\n{text}\n"})
    wrong = done.exception
    assert isinstance(wrong, CannotGoOn), done.output
    assert wrong.message.startswith(f"looks/{name}:{line}: "), wrong.message
    assert "\n" not in wrong.message
    assert "evidence.pages" not in wrong.message
    assert wrong.help
    assert not (review / "build").exists()


def test_what_the_message_says_is_what_jinja_says_of_it(build):
    wrong = build(report__html__j2=f"{HEAD}{{{{ page.titel }}}}").exception
    assert wrong.message == "looks/report.html.j2:2: `Page` has no attribute `titel`"
    wrong = build(report__html__j2=f'{HEAD}{{% extends "base.html.j2" %}}').exception
    assert wrong.message == "looks/report.html.j2:2: there is no template `base.html.j2`"


def test_a_template_of_ours_that_fails_is_our_bug_and_no_message(review, run, monkeypatch):
    from evidence.files import reading

    ours = templates() | {"report.html.j2": "{{ page.titel }}"}
    monkeypatch.setattr(reading, "_texts_in", lambda folder: dict(ours))
    (review / "looks").mkdir()
    for more in ((), ("--templates", "looks")):
        with pytest.raises(Exception, match="titel") as error:
            run("build", "--to", "html", *more)
        assert not isinstance(error.value, CannotGoOn)
