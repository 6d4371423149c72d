"""The README shows a claim that can be read, and a message as it is printed."""

from __future__ import annotations

from evidence import bibtex, graph
from evidence.checks import run
from evidence.reporters import FORMATS, Listing
from evidence.review import Input
from evidence.yaml import read as read_claims
from tests.docs.pages import ROOT, blocks

SHOWN = blocks((ROOT / "README.md").read_text(encoding="utf-8"))
BIB = b"@misc{kim2003, author = {Kim, Ann}, title = {Tasting lessons}, year = {2003}}\n"
FRAME = """\
framework:
  facets: {context: {label: Context, values: {town: Town}}}
  elements: [{id: el.knowledge, label: Food knowledge, origin: emergent}]
"""


def test_the_claim_of_the_readme_is_in_the_format():
    (claim,) = (block.text for block in SHOWN if block.kind == "yaml")
    assert errors(FRAME + claim) == ""


def test_the_message_of_the_readme_is_the_one_that_is_printed():
    (claim,) = (block.text for block in SHOWN if block.kind == "yaml")
    (message,) = (block.text for block in SHOWN if "error[" in block.text)
    wrong = FRAME + claim.replace("kim2003", "kim2030")
    line = int(message.split(":")[1])
    missing = line - 1 - wrong[: wrong.index("sources:")].count("\n")
    assert errors("#\n" * missing + wrong) == message


def errors(text: str) -> str:
    """What is printed of the errors of a review."""
    given = Input((("claims.yaml", text.encode()),), ("sources.bib", BIB))
    review, slips = read_claims(given.claims)
    works, _ = bibtex.read(*given.sources)
    found = [d for d in run(graph.build(review, works), slips).diagnostics if d.severity == "error"]
    if not found:
        return ""
    said = FORMATS["text"](Listing(diagnostics=tuple(found), lines=given.lines({"claims.yaml"})))
    return said.rpartition("\n\n")[0] + "\n"
