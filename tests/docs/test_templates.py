"""What a template may see and call is made from the code, and is up to date."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator

import pytest
from jinja2 import nodes

from evidence.files.reading import templates
from evidence.language import Catalogue
from evidence.report import framework_lists
from evidence.report.flavours import GitHub
from evidence.report.html import environment as html_environment
from evidence.report.markdown import environment as markdown_environment
from evidence.report.markdown_parts import Parts
from tests.docs.pages import DOCS, ROOT, filled, table, up_to_date
from tests.docs.replay import walk
from tests.report.values import page_values

PAGE = DOCS / "templates.md"
# two pictures are drawn from their values as the page holds them
MODULES = [
    *sorted((ROOT / "evidence" / "pages").glob("*.py")),
    *(ROOT / "evidence" / "pictures" / f"{name}.py" for name in ("prisma_flow", "timeline")),
]
TEMPLATES = templates()

# what the rest does that is no method with a docstring
OTHERS = {
    "_": "a message of the interface in the language of the report, its `{names}` filled in",
    "count": "the form of a message that a number asks for: `count(n, one, many)`",
    "number": "a number as the language writes it",
    "beside": "the Markdown file that stands beside an HTML report",
    "anchored": "content that a link to `#id` finds: `anchored(id, content)`",
    "h": "a heading of the report part: `h(level, content, id)`",
    "part": "a heading of the evidence, 1 for its parts: `part(level, content, id)`",
    "table": 'what a table is called where tables are numbered, by the anchor of its section, else ""',
    "upright": "what ends a page on its side, for a table with so many columns beside its first",
    "wide": "what begins a page on its side, where such a table needs it",
    "link": "a link with a label of its own: `link(label, address)`",
    "numbered": "a finding's statement with its number",
    "ph": "a phrase, marked with its language where that is not the report's",
    "reference": "the entry of a source",
}


def test_the_page_of_templates_is_up_to_date():
    page = PAGE.read_text(encoding="utf-8")
    made = {"files": files(), "functions": functions(), "macros": macros(), "values": values()}
    up_to_date(PAGE, filled(page, made))


def test_every_value_that_a_page_can_hold_is_listed():
    named = set(re.findall(r"(?m)^### (\w+)$", values()))
    assert named == set(page_values())


def test_every_template_says_in_its_first_line_what_it_shows():
    dumb = [n for n, t in TEMPLATES.items() if n.endswith(".j2") and not t.startswith("{# page: ")]
    assert dumb == []


def test_no_function_is_explained_that_is_not_there():
    assert set(OTHERS) - {"_", "count", "number"} <= called() - set(html_globals())


@pytest.fixture
def walked(tmp_path):
    """The folder of a reader who did what the page says."""
    walk(PAGE.read_text(encoding="utf-8"), tmp_path)
    return tmp_path / "gardens" / "build"


def test_the_examples_change_what_they_say_they_change(walked):
    html = (walked / "report.html").read_text(encoding="utf-8")
    assert "#7a3b00" in html
    markdown = (walked / "report.md").read_text(encoding="utf-8")
    assert markdown.startswith("# Gardens in schools")
    assert "The School Garden Group" in markdown


def files() -> str:
    rows = []
    for name, text in TEMPLATES.items():
        first = re.match(r"\{# page: (.*?) #\}", text)
        shows = first[1] if first else said_of(name, text)
        rows.append(
            (
                f"`{name}`",
                re.sub(r"evidence\.pages\.\w+\.", "", shows),
                ", ".join(blocks(text)) if name.endswith(".j2") else "",
            )
        )
    return table(("file", "shows", "blocks"), rows)


def said_of(name: str, text: str) -> str:
    """What a file without blocks is for: of a part of the script its first sentence."""
    if name.endswith(".css"):
        return "the style of the pictures" if name == "pictures.css" else "the style"
    comment = " ".join(
        re.match(r'(?:"use strict";\n)?((?://.*\n)+)', text)[1].replace("//", "").split()
    )
    sentence = re.match(r"(.+?)(?:[.:;] |\.$)", f"{comment} ")[1].rstrip(". ")
    return f"the script: {sentence[:1].lower()}{sentence[1:]}"


def blocks(text: str) -> list[str]:
    tree = html_environment({}, Catalogue(), escape=True).parse(text)
    return [f"`{block.name}`" for block in tree.find_all(nodes.Block)]


def called() -> set[str]:
    return set(markdown_environment({}, Catalogue(), GitHub()).globals) - jinjas_own()


def html_globals() -> list[str]:
    made = html_environment({}, Catalogue(), escape=True).globals
    return [name for name in made if name not in jinjas_own()]


def jinjas_own() -> set[str]:
    from jinja2.defaults import DEFAULT_NAMESPACE

    return set(DEFAULT_NAMESPACE)


def functions() -> str:
    rows = []
    for name in sorted(called(), key=str.lower):
        where = "HTML, Markdown" if name in html_globals() else "Markdown"
        rows.append((f"`{name}`", where, OTHERS.get(name) or told(name)))
    return table(("function", "in", "gives"), rows)


def told(name: str) -> str:
    """What the first line of a function's docstring says that it returns."""
    function = getattr(Parts, name, None) or getattr(framework_lists, name)
    first = inspect.getdoc(function).partition("\n")[0]
    return first.removeprefix("Return ").rstrip(".")


def macros() -> str:
    found = re.findall(r"\{% macro (\w+)\((.*?)\) %\}", TEMPLATES["parts.html.j2"])
    return ", ".join(f"`{name}({arguments})`" for name, arguments in found) + "."


def values() -> str:
    """A section for each value that can be reached from the page, the page itself first."""
    classes = {node.name: node for node in declared()}
    waiting, told = ["Page"], []
    for name in waiting:
        fields = fields_of(classes[name])
        told += [f"### {name}\n", documented(classes[name]), "", fields_table(fields), ""]
        for _, kind, _ in fields:
            waiting += [n for n in re.findall(r"\w+", kind) if n in classes and n not in waiting]
    return "\n".join(told)


def declared() -> Iterator[ast.ClassDef]:
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                yield node


def documented(node: ast.ClassDef) -> str:
    """The docstring, with what it says about the fields as a paragraph."""
    text = ast.get_docstring(node) or ""
    assert text, f"{node.name} has no docstring"
    plain = re.sub(r"\n\n(?:Shape|Units): *(\S)", lambda found: f" {found[1].upper()}", text)
    return " ".join(plain.split())


def fields_of(node: ast.ClassDef) -> list[tuple[str, str, str]]:
    """The fields of a dataclass, or the members of an enumeration with their values."""
    found = []
    for line in node.body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            default = ast.unparse(line.value) if line.value else ""
            found.append((line.target.id, ast.unparse(line.annotation), default))
        elif isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            found.append((line.targets[0].id, "", ast.unparse(line.value)))
    return found


def fields_table(fields: list[tuple[str, str, str]]) -> str:
    rows = [
        (f"`{name}`", f"`{kind}`" if kind else "", f"`{default}`" if default else "")
        for name, kind, default in fields
    ]
    return table(("field", "type", "if absent"), rows)
