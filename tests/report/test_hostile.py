"""Hostile texts in every field: none runs, nothing is asked for, the page keeps its structure."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import pytest

from evidence.language import Words
from evidence.pipeline import building
from evidence.render.html import environment
from evidence.render.svg import sample
from evidence.views.diagram import Sign
from tests.report import hostile
from tests.report.conftest import Built

NUMBER = 600
MARK = re.compile(r"zq(\d{5})zq")
# Everything that a script can do to be seen, in this page and in every frame of it.
WATCH = """
window.__ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = (...given) => { top.__ran.push([name, String(given)]); };
addEventListener('securitypolicyviolation', e => top.__ran.push(['policy', e.violatedDirective + ' ' + e.blockedURI]));
"""
# Every element with its attributes, and every text, in the order of the page.
READ = """() => {
  const found = [], walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let n = walk.currentNode; n; n = walk.nextNode()) {
    if (n.nodeType === 3) { if (n.data.trim() && !/^(SCRIPT|STYLE)$/.test(n.parentNode.tagName)) found.push(['', n.data]); continue; }
    found.push([n.tagName, '']);
    for (const a of n.attributes) found.push(['@' + a.name, a.value]);
  }
  return found;
}"""
# Set by the build itself: they follow the bytes of the files, or where the words fall.
OF_THE_FILES = {"@content", "@data-hash"}
FRAMES = 100


class Twins:
    """The same review twice: with hostile texts, and with harmless ones."""

    def __init__(self, build, folder: Path, shared: Path, items: int, *, assessed: bool) -> None:
        self.strings = hostile.payloads(shared / "corpora", NUMBER)
        bad, self.said = hostile.strings(self.strings)
        good, _ = hostile.marks()
        self.hostile, self.harmless = (
            build(
                hostile.write(
                    folder / name,
                    hostile.review(supply, items, assessed=assessed),
                    hostile.bibliography(supply),
                )
            )
            for name, supply in (("hostile", bad), ("harmless", good))
        )

    def meant(self, text: str, small: bool = False) -> str:
        """What a harmless text stands for."""

        def say(mark: re.Match[str]) -> str:
            said = self.said[int(mark[1]) - 1]
            return said.lower() if small else said

        return MARK.sub(say, text)


@pytest.fixture(scope="module", params=["assessed", "not-assessed"])
def twins(request, build, tmp_path_factory, shared) -> Twins:
    whole = request.param == "assessed"
    folder = tmp_path_factory.mktemp("twins")
    return Twins(build, folder, shared, NUMBER if whole else 30, assessed=whole)


@pytest.fixture
def watch(browser):
    """Return a function that opens a page and notes what runs in it and what it asks for."""
    contexts = []

    def opened(built: Built, address: str = ""):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("dialog", lambda dialog: (page.asked.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: page.asked.append(str(error)))
        page.goto(built.path().as_uri() + address)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_the_page_has_the_structure_of_its_harmless_twin_and_every_text_reads_back(twins, watch):
    bad, good = watch(twins.hostile), watch(twins.harmless)
    ours, theirs = bad.evaluate(READ), good.evaluate(READ)
    assert [kind for kind, _ in ours] == [kind for kind, _ in theirs]
    assert sum(kind.isupper() for kind, _ in ours) > 3000
    read, wrong = set(), []
    for (kind, said), (_, harmless) in zip(ours, theirs, strict=True):
        if kind in OF_THE_FILES:
            continue
        read.update(int(n) - 1 for n in MARK.findall(harmless))
        if squeezed(said) not in {
            squeezed(twins.meant(harmless, small)) for small in (False, True)
        }:
            wrong.append((kind, said, twins.meant(harmless)))
    # What Pandoc makes of a reference is typeset: quotes curl, titles change case.
    typeset = [(k, s, m) for k, s, m in wrong if not re.search(r"[BC]\d{4} ", m)]
    assert typeset == []
    assert {twins.said[n] for n in read} >= set(twins.strings) or len(read) > 500
    assert bad.evaluate("__ran") == []
    assert set(bad.asked) == {twins.hostile.path().as_uri()}


def squeezed(text: str) -> str:
    return " ".join(text.split())
