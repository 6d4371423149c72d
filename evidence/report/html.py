"""A page as one self-contained HTML file.

Templates come in as text. What they may see is one `Page`; everything in it is
escaped by the environment, but for the diagram and the references, which our
own writers made element by element. The policy in the head lets no script or
style run but the two whose hashes it names, and nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping

from jinja2 import Environment
from markupsafe import Markup

from evidence.language import Words
from evidence.pages.diagram import Sign
from evidence.pages.page import Page
from evidence.report import OURS, templating
from evidence.report.svg import sample

HTML_TEMPLATE = "report.html.j2"
# The parts of the script, in the order in which they run.
PARTS = (
    "page", "facts", "search", "map", "order", "without", "cards", "copy", "downloads", "start",
)  # fmt: skip
# The texts of a line of script; and blanks that no sign needs: a plus may, as in "a + +b".
_TEXTS = re.compile(r'("(?:\\.|[^"\\])*"|`[^`]*`|/(?! )(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[])+/)')
_AROUND = re.compile(r" ?([=<>*&|?:,;{}()\[\]!]+) ?|(?<!\+) (\+) (?!\+)")


def html(page: Page, templates: Mapping[str, str], words: Words, *, own: bool = False) -> str:
    """Return the report as HTML.

    Shape: `templates` holds every template by its name, `report.css` and
           the parts of the script among them; `own` says that some of them
           are the review's, which then run in a sandbox.
    Raises: BrokenTemplate where one of a review's own is broken.
    """
    style = Markup(_text(templates, "report.css").strip())  # noqa: S704 - a file, not data
    # The script works on the claims.
    script = Markup("" if page.claims_elsewhere else script_of(templates))  # noqa: S704 - the same
    filled = templating.fill(
        environment(templates, words, escape=True, own=own),
        HTML_TEMPLATE,
        page=page,
        css=style,
        js=script,
        csp=policy(style, script),
        samples={sign.value: sample(sign) for sign in Sign},
    )
    return f"{filled}\n"


def script_of(templates: Mapping[str, str]) -> str:
    r"""Return the page's script, its parts one after the other; ours without comments and blanks.

    In ours a comment has lines of its own, and no text goes over a line's end.

    >>> parts = {f"script/{name}.js": "" for name in PARTS}
    >>> script_of(parts | {"script/page.js": '// words\nconst w = [\n  "a = b",\n];\n'})
    '(() => {\nconst w=["a = b",];\n})();'
    """
    joined = "".join(_text(templates, f"script/{name}.js") for name in PARTS)
    return f"(() => {{\n{joined.strip()}\n}})();"


def _text(templates: Mapping[str, str], name: str) -> str:
    """Return a style or script: a review's own as it is, ours without what only authors need."""
    text = templates[name]
    if templates.get(f"{OURS}{name}", text) != text:
        return text
    lines = (line.strip() for line in text.splitlines())
    kept = (line for line in lines if line and not line.startswith(("//", "/*")))
    if name.endswith(".css"):
        return "".join(kept)
    return "".join(
        line if line.endswith((";", "{", ",", "[", "(")) else f"{line}\n"
        for line in map(_tight, kept)
    )


def _tight(line: str) -> str:
    """Return a line of our script without blanks beside signs, as they are within its texts."""
    parts = _TEXTS.split(line)
    # a text within a text is not told apart here
    if line.count("`") > 2 or any("'" in code for code in parts[::2]):
        return line
    return "".join(text if n % 2 else _AROUND.sub(r"\1\2", text) for n, text in enumerate(parts))


def policy(css: str, script: str) -> str:
    """Return the Content-Security-Policy that lets exactly this style and script run."""
    scripts = f"'sha256-{_digest(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(css)}'; "
        f"script-src {scripts}; img-src data:; base-uri 'none'; form-action 'none'"
    )


def environment(
    templates: Mapping[str, str], words: Words, *, escape: bool, own: bool = False
) -> Environment:
    """Return the Jinja environment of our templates: strict, and sandboxed for a review's own."""
    made = templating.environment(templates, own=own, autoescape=escape)
    made.globals.update({"_": words, "count": words.count, "number": words.number})
    return made


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
