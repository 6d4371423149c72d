"""Hostile texts in every field: none runs, nothing is asked for, the page keeps its structure."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import yaml

from evidence import bibtex
from evidence import build as build_module
from evidence.diagnostics import brief
from evidence.language import Catalogue
from evidence.model.translated_texts import texts_of
from evidence.pages.diagram import Sign
from evidence.pages.phrases import Phrase
from evidence.pages.translated import MOST_LETTERS
from evidence.references.smallhtml import plain
from evidence.report.html import environment, policy
from evidence.report.page_pictures import PICTURES
from evidence.report.picture import sample
from evidence.yaml import read as read_claims
from tests import browser as chromium
from tests.model.test_reached import ELSEWHERE, EXCEPTED
from tests.model.test_texts import items
from tests.report import hostile

NUMBER, TOGETHER = 600, 6
MARK = re.compile(r"zq(\d{5})zq")
# A message that names a value is shortened to what can be read; its reason is not.
SILENCED = re.compile(
    r": ((?:source `work\d+` has no field|finding `finding\d+` rests on one study:)"
    r" `zq\d{5}zq`.*?)\. (.*)"
)
# Everything that a script can do to be seen, in this page and in every frame of it.
WATCH = """
window.__ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = (...given) => { __ran.push([name, String(given)]); };
addEventListener('securitypolicyviolation', e => __ran.push(['policy', e.violatedDirective + ' ' + e.blockedURI]));
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
# A picture breaks its labels into lines, and a character that nobody sees is a warning.
FOLLOWS_THE_TEXTS = """() => {
  for (const e of document.querySelectorAll('.pic.framework, #method > details')) e.remove();
}"""
# Set by the build itself: they follow the bytes of the files, or where the words fall.
OF_THE_FILES = {"@content", "@data-hash"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Twins:
    """The same review twice: with hostile texts, and with harmless ones."""

    def __init__(self, build, folder: Path, shared: Path, items: int, *, assessed: bool) -> None:
        self.strings = hostile.payloads(shared / "corpora", NUMBER)
        bad, self.said = hostile.strings(self.strings, TOGETHER)
        good, self.fields = hostile.marks()
        self.hostile, self.harmless = (
            build(
                hostile.write(
                    folder / name,
                    hostile.review(supply, items, assessed=assessed),
                    hostile.bibliography(supply, self.strings[::-1]),
                )
            )
            for name, supply in (("hostile", bad), ("harmless", good))
        )

    def meant(self, text: str) -> str:
        """What a harmless text stands for, in the form in which it is shown."""
        if silenced := SILENCED.fullmatch(text):
            return f": {brief(self.said_in(silenced[1]))}. {self.said_in(silenced[2])}"
        return self.said_in(text)

    def said_in(self, text: str) -> str:
        return MARK.sub(lambda mark: self.said[int(mark[1]) - 1], text)


@pytest.fixture(scope="module", params=["assessed", "not-assessed"])
def twins(request, build, tmp_path_factory, shared) -> Twins:
    whole = request.param == "assessed"
    folder = tmp_path_factory.mktemp("twins")
    return Twins(build, folder, shared, NUMBER // TOGETHER if whole else 20, assessed=whole)


@pytest.fixture
def watch(browser):
    """Return a function that opens a page and notes what runs in it and what it asks for."""
    contexts = []

    def opened(path: Path, address: str = ""):
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("dialog", lambda dialog: (page.asked.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: page.asked.append(str(error)))
        page.goto(path.as_uri() + address)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_the_page_has_the_structure_of_its_harmless_twin_and_every_text_reads_back(twins, watch):
    bad, good = watch(twins.hostile.path()), watch(twins.harmless.path())
    for page in (bad, good):
        page.evaluate(FOLLOWS_THE_TEXTS)
    ours, theirs = chromium.told(bad, READ), chromium.told(good, READ)
    assert [kind for kind, _ in ours] == [kind for kind, _ in theirs]
    assert sum(kind.isupper() for kind, _ in ours) > 3000
    read, wrong = set(), []
    for (kind, shown_here), (_, shown_there) in zip(ours, theirs, strict=True):
        if kind == "@href" and "#:~:text=" in shown_here:
            # of a long quote an address has the first words and the last
            assert re.fullmatch(r"[\w%.,~-]+", shown_here.partition("#:~:text=")[2], re.ASCII)
            continue
        said, harmless = readable(shown_here), readable(shown_there)
        if kind in OF_THE_FILES or re.fullmatch("[0-9a-f]{64}", said):
            continue
        read.update(int(n) - 1 for n in MARK.findall(harmless))
        meant = twins.meant(harmless)
        # A sentence takes the full stop of a text inside it, whichever text that happens to be.
        here, there = (squeezed(one.replace(".", "")) for one in (said, meant))
        if said.endswith("…") and len(said) <= MOST_LETTERS and not meant.endswith("…"):
            # the list of a source's claims has the beginnings of long sentences
            here = here.removesuffix("…").rstrip()
            there = there[: len(here)]
        if here != there:
            wrong.append((kind, said, meant))
    # What Pandoc makes of a reference is typeset: quotes curl, titles change case.
    typeset = [(k, s, m) for k, s, m in wrong if not re.search(r"[BCD]\d{4} ", m)]
    assert typeset == []
    shown = {twins.fields[number] for number in read}
    hidden = EXCEPTED["page"].keys() | ELSEWHERE.keys()
    assert set(twins.fields) - shown <= hidden, "it is attacked and not shown"
    # of short forms and of what was turned down a page shows few
    assert len(read) > 0.9 * sum(field in shown for field in twins.fields)
    assert bad.evaluate("__ran") == []
    assert bad.asked == [twins.hostile.path().as_uri()]


def test_every_text_that_the_model_knows_is_attacked_or_named_with_its_reason():
    attacked = set()
    for assessed in (True, False):
        supply, fields = hostile.marks()
        made = hostile.review(supply, 20, assessed=assessed)
        attacked |= set(fields)
        data = yaml.safe_dump(made, allow_unicode=True).encode()
        read, _ = read_claims([("claims.yaml", data)])
        tame = {text.wording.plain for item in items(read) for text in texts_of(item)}
        assert [text for text in tame if not MARK.search(text)] == []
    assert attacked == hostile.texts() - hostile.NO_TEXT.keys()
    assert hostile.NO_TEXT.keys() <= hostile.texts()


def squeezed(text: str) -> str:
    """A text without what a sentence changes of it: spaces, capital letters."""
    return " ".join(text.split()).casefold()


@pytest.mark.parametrize("twins", ["not-assessed"], indirect=True)
def test_nothing_runs_whatever_a_reader_does(twins, watch):
    page = watch(
        twins.hostile.path(), f"?_q={quote(hostile.INJECTIONS[12])}#{quote(hostile.INJECTIONS[16])}"
    )
    for string in twins.strings[:12]:
        page.fill("#_q", string)
    page.fill("#_q", "")
    page.wait_for_selector("#_map:not([hidden])", state="attached")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    # each list is set to its last choice and back, and each time the page is drawn
    chosen = page.evaluate("""async () => {
      let chosen = 0;
      for (const select of document.querySelectorAll('select')) {
        const open = [...select.options].filter(o => !o.disabled);
        for (const option of [open.at(-1), open[0]]) {
          select.selectedIndex = option.index;
          for (const told of ['input', 'change']) select.dispatchEvent(new Event(told, {bubbles: true}));
          await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
          chosen++;
        }
      }
      return chosen;
    }""")
    assert chosen > 10
    # Links followed, one of each kind to each place, and some shown as cards.
    page.evaluate("""() => {
      const followed = new Set();
      for (const [n, a] of document.querySelectorAll('a').entries()) {
        if (n % 40 === 0) a.focus();
        const way = [a.getAttribute('href'), a.className, a.parentNode.tagName, a.parentNode.className].join();
        if (followed.has(way)) continue;
        followed.add(way);
        if (!/^https?:/.test(a.href)) a.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
      }
      for (const s of document.querySelectorAll('.cite summary')) s.click();
      for (const b of document.querySelectorAll('.cite button')) b.click();
    }""")
    # One of the links was a cell of the map, and filtered.
    page.evaluate("document.querySelector('#_clear').click()")
    page.fill("#_q", twins.strings[0].split()[0])
    page.wait_for_timeout(200)
    for link in page.locator("#_hits a, .cells .who a").all()[:4]:
        # the card of the one before may lie over this one
        page.keyboard.press("Escape")
        link.hover()
        page.wait_for_timeout(220)
    assert page.evaluate("__ran") == []
    assert {url.partition("?")[0].partition("#")[0] for url in page.asked} <= {
        twins.hostile.path().as_uri()
    }


def test_every_address_of_the_page_has_a_scheme_that_we_allow(twins):
    hrefs = [str(href) for href in twins.hostile.tree().xpath("//@href")]
    schemes = {urlsplit(href).scheme for href in hrefs if not href.startswith("#")}
    assert schemes <= {"http", "https", "mailto", ""}
    assert len(hrefs) > 1000


def test_the_picture_is_made_of_shapes_and_words_alone(twins):
    picture = twins.hostile.tree().xpath('//*[contains(@class, "pic framework wide")]')[0]
    tags = {element.tag for element in picture.iter() if isinstance(element.tag, str)}
    assert tags <= {
        "svg",
        "g",
        "a",
        "title",
        "desc",
        "rect",
        "path",
        "text",
        "tspan",
        "circle",
        "polygon",
    }
    assert {
        str(a.attrname) for a in picture.xpath(".//@*") if str(a.attrname).startswith("on")
    } == set()
    labels = yaml.safe_load((twins.hostile.review / "claims.yaml").read_text(encoding="utf-8"))
    labels = {f"#{e['id']}": e["label"] for e in labels["framework"]["elements"]}
    boxes = picture.xpath('.//a[contains(@class, "node")]')
    assert 1 < len(boxes) <= len(labels)
    for box in boxes:
        (title,) = box.iter("title")
        assert squeezed(labels[box.get("href")]) in squeezed(title.text_content())


def test_the_downloads_hold_every_string_and_begin_no_formula(twins, watch):
    page = watch(twins.hostile.path())
    with page.expect_download() as waiting:
        page.click("#_csv")
    rows = list(
        csv.reader(StringIO(Path(waiting.value.path()).read_text(encoding="utf-8"), newline=""))
    )
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
    said = yaml.safe_load((twins.hostile.review / "claims.yaml").read_text(encoding="utf-8"))
    claims = [claim for claim in said["claims"] if "rejected" not in claim]
    told = {claim["id"]: squeezed(claim["statement"]) for claim in claims}
    assert {row[0]: squeezed(row[1].removeprefix("'")) for row in rows[1:]} == told
    with page.expect_download() as waiting:
        page.click("#_jsonld")
    graph = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))["@graph"]
    assert {item["@id"][1:]: squeezed(item["text"]) for item in graph} == told


def readable(written: str) -> str:
    """What a reader has of a text: of a citation in a format its values, and no hash.

    Names are left out there: each format has its own parts of a name.
    """
    values = [written]
    if re.match(r"@(incollection|misc)\{", written):
        (work,), _ = bibtex.read("cited.bib", written.encode())
        values = [value for name, value in work.fields.items() if name != "author"]
    elif written.startswith("[{\n  "):
        (item,) = json.loads(written)
        values = [
            plain(item[name]) for name in ("title", "container-title", "note") if name in item
        ]
    elif written.startswith("TY  - "):
        lines = written.splitlines()
        values = [line[6:] for line in lines if not line.startswith(("AU", "ID"))]
    return re.sub("sha256 [0-9a-f]+", "", " | ".join(values))


@pytest.fixture(scope="module")
def unescaped(build, odd, shared) -> Callable[[str, bool], str]:
    """Return a function that writes a page with one string in it and no escaping at all."""
    kept = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            build_module,
            "html",
            lambda page, templates, *_, **__: kept.append((page, templates)) or "",
        )
        build(odd.review)
    shown, templates = kept[0]
    words = Catalogue("en")
    drawn = environment(templates, words, escape=False).get_template("report.html.j2")
    text = drawn.render(
        page=replace(shown, title=Phrase("zqzq")), css="", js="", csp="POLICY",
        samples={sign.value: sample(sign) for sign in Sign}, draw=PICTURES,
    )  # fmt: skip
    housed = (c for g in shown.groups for f in g.findings for c in f.housed)
    claim = next(c for c in housed if c.statement.text)
    text = text.replace(claim.statement.text, "zqzq")
    assert text.count("zqzq") > 4
    strict = policy("", "")

    def write(string: str, guarded: bool) -> str:
        return text.replace("zqzq", string).replace("POLICY", strict if guarded else "")

    return write


@pytest.mark.parametrize("guarded", [False, True], ids=["without-policy", "with-policy"])
def test_without_escaping_strings_run_unless_the_policy_holds_them(
    unescaped, shared, watch, tmp_path, guarded
):
    text = (shared / "corpora/security/xss/run-by-themselves.json").read_text(encoding="utf-8")
    strings = json.loads(text)
    bench = tmp_path / "bench.html"
    bench.write_text("<!doctype html><title>Frames</title>", encoding="utf-8")
    page = watch(bench)
    ran = page.evaluate(
        """async ([pages, looks]) => {
          const ran = new Set();
          const did = frame => frame.contentWindow.__ran?.some(([what]) => what !== 'policy');
          for (let at = 0; at < pages.length; at += 55) {
            const frames = pages.slice(at, at + 55).map((html, n) => {
              const frame = document.createElement('iframe');
              frame.srcdoc = html;
              frame.dataset.n = at + n;
              return document.body.appendChild(frame);
            });
            // A busy machine takes longer to draw all frames: look until every string has run.
            for (let look = 0; look < looks && !frames.every(did); look++) {
              await new Promise(done => setTimeout(done, 300));
            }
            for (const frame of frames) {
              if (did(frame)) ran.add(+frame.dataset.n);
              frame.remove();
            }
          }
          return [...ran];
        }""",
        # Where none may run, there is nothing to wait for but time.
        [[unescaped(string, guarded) for string in strings], 6 if guarded else 60],
    )
    if guarded:
        assert ran == []
    else:
        assert sorted(ran) == list(range(len(strings)))
