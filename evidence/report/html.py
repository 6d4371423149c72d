"""A page as one self-contained HTML file.

Templates come in as text. What they may see is one `Page`; everything in it is
escaped by the environment, but for the diagram and the references, which our
own writers made element by element. The policy in the head lets no script or
style run but the two whose hashes it names, and nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from jinja2 import Environment
from markupsafe import Markup

from evidence.language import Catalogue
from evidence.pages.diagram import Sign
from evidence.pages.page import Page
from evidence.report import templating
from evidence.report.page_pictures import PICTURES
from evidence.report.picture import sample
from evidence.report.templating import Kept

HTML_TEMPLATE = "report.html.j2"
STYLES = ("report.css", "pictures.css")
# The parts of the script, in the order in which they run.
PARTS = (
    "page", "facts", "links", "search", "map", "without", "cards", "copy", "downloads", "start",
)  # fmt: skip


def html(
    page: Page,
    templates: Mapping[str, str],
    words: Catalogue,
    *,
    own: bool = False,
    kept: Kept | None = None,
) -> str:
    """Return the report as HTML.

    Shape: `templates` holds every template by its name, the styles and
           the parts of the script among them; `own` says that some of them
           are the review's, which then run in a sandbox; ours are `kept`
           there, compiled.
    Raises: BrokenTemplate where one of a review's own is broken.
    """
    style = Markup(style_of(templates))  # noqa: S704 - a file, not data
    # The script works on the claims.
    script = Markup("" if page.claims_elsewhere else script_of(templates))  # noqa: S704 - the same
    filled = templating.fill(
        environment(templates, words, escape=True, own=own, kept=kept),
        HTML_TEMPLATE,
        page=page,
        css=style,
        js=script,
        csp=policy(style, script),
        samples={sign.value: sample(sign) for sign in Sign},
        draw=PICTURES,
    )
    return f"{filled}\n"


def style_of(templates: Mapping[str, str]) -> str:
    """Return the page's style: its own, then that of the pictures, as they are written."""
    return "\n".join(templates[name].strip() for name in STYLES)


def script_of(templates: Mapping[str, str]) -> str:
    """Return the page's script: its parts one after the other, as they are written."""
    joined = "\n".join(templates[f"script/{name}.js"].strip() for name in PARTS)
    return f"(() => {{\n{joined}\n}})();"


def policy(css: str, script: str) -> str:
    """Return the Content-Security-Policy that lets exactly this style and script run."""
    scripts = f"'sha256-{_digest(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(css)}'; "
        f"script-src {scripts}; img-src data:; base-uri 'none'; form-action 'none'"
    )


def environment(
    templates: Mapping[str, str],
    words: Catalogue,
    *,
    escape: bool,
    own: bool = False,
    kept: Kept | None = None,
) -> Environment:
    """Return the Jinja environment of our templates: strict, and sandboxed for a review's own."""
    made = templating.environment(templates, own=own, kept=kept, autoescape=escape)
    made.globals.update({"_": words, "count": words.count, "number": words.number})
    return made


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
