"""Every word of the interface is in every catalogue, and nothing else is."""

import ast
import re
from pathlib import Path
from typing import ClassVar

import pytest

from evidence.language import Catalogue, catalogue
from evidence.serving import screens

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "evidence" / "locale").glob("*.po"))
SPOKEN = ("evidence/pages", "evidence/report", "evidence/build.py", "evidence/serving")
FIELD = re.compile(r"\{(\w+)\}")


def strings(node: ast.AST) -> list[str]:
    return [
        n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]


def said_in_code() -> dict[str, str]:
    """Return what is passed to `words(…)` and `words.count(…)`: message -> plural or ""."""
    found: dict[str, str] = {}
    for folder in SPOKEN:
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in {"words", "_"} and node.args:
                    if isinstance(node.args[0], (ast.Constant, ast.IfExp)):
                        found |= {text: "" for text in strings(node.args[0]) if text}
                elif name == "count" and len(node.args) >= 3:
                    found |= dict(zip(strings(node.args[1]), strings(node.args[2]), strict=True))
    return found


def said_in_templates() -> dict[str, str]:
    found: dict[str, str] = {}
    page = ROOT / "evidence" / "serving" / "page"
    for file in (*(ROOT / "templates").rglob("*.j2"), *page.glob("*.j2")):
        text = file.read_text(encoding="utf-8")
        found |= {m[2]: "" for m in re.finditer(r"\b_\(\s*([\"'])(.*?)\1", text)}
        found |= dict(re.findall(r"\bcount\([^\"]*?,\s*\"(.*?)\",\s*\"(.*?)\"", text))
    return found


def said_in_script() -> dict[str, str]:
    texts = screens.files()
    return {**dict.fromkeys(screens.said(texts), ""), **screens.counted(texts)}


def constants() -> set[str]:
    """Return every string of the modules that speak: their tables of words are among them."""
    texts: set[str] = set()
    for folder in SPOKEN:
        for file in (ROOT / folder).rglob("*.py"):
            texts.update(strings(ast.parse(file.read_text(encoding="utf-8"))))
    return texts


class Asked(Catalogue):
    """Words that remember what they were asked for."""

    asked: ClassVar[set] = set()

    def __call__(self, message, /, **values):
        self.asked.add(message)
        return super().__call__(message, **values)

    def count(self, number, one, many, /, **values):
        self.asked.add(one)
        return super().count(number, one, many, **values)


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.stem)
def messages(request):
    return catalogue(request.param.stem, request.param.read_bytes()).messages


def test_there_is_an_indonesian_catalogue():
    assert [path.stem for path in CATALOGUES] == ["id"]


def test_every_message_is_translated(messages):
    said = said_in_code() | said_in_templates() | said_in_script()
    assert sorted(set(said) - set(messages)) == []


def test_no_translation_has_outlived_its_message(messages):
    known = set(said_in_code()) | set(said_in_templates()) | set(said_in_script()) | constants()
    assert sorted(set(messages) - known) == []


def test_a_translation_fills_in_the_same_names(messages):
    for message, forms in messages.items():
        for form in forms:
            assert set(FIELD.findall(form)) == set(FIELD.findall(message)), message


def test_the_study_s_report_asks_for_no_word_that_is_missing(messages, study_words):
    assert sorted(word for word in study_words if word and word not in messages) == []


@pytest.fixture(scope="module")
def study_words():
    """Return every message that the report of the study at the top asks for."""
    from evidence.build import Options, Tools, build
    from evidence.files.reading import templates
    from evidence.loaded import load
    from evidence.pages.citations import Cited, plain_label

    review = load(ROOT)
    words = Asked("en")
    words.asked.clear()
    tools = Tools(
        words=lambda language: words,
        cite=lambda sources, language: {
            s.key: Cited(plain_label(s), plain_label(s), plain_label(s)) for s in sources
        },
        draw=lambda dot: None,
        templates=templates(),
    )
    build(review.checked, "", tools, Options(formats=("html", "md")))
    return set(words.asked)
