"""For every reader: any width, light and dark, keyboard alone, larger text, forced colours."""

from __future__ import annotations

import re

import pytest

from tests.browser import timed
from tests.report.axe import NEWEST, axe, violations
from tests.report.conftest import NARROW, ROOT, WIDE
from tests.report.test_search import FRAME

# What is off screen has no place of its own until it comes near, and axe would measure it anyway.
LAID_OUT = "*{content-visibility:visible!important}"
# One of each kind of article, row and line: a piece goes if the pieces kept before it
# have all its elements and classes. What is left shows every style that the page has.
ONE_OF_EACH = """() => {
  for (const kind of ['.claim', '.also', '.finding', 'article', 'tr', 'li', 'td > a', '.tension', '.question']) {
    const seen = new Set();
    for (const e of document.querySelectorAll(kind)) {
      const signs = [e, ...e.querySelectorAll('*')].map(d => `${kind} ${d.tagName}.${d.getAttribute('class')}`);
      if (signs.every(s => seen.has(s)) && !e.matches(':focus-within')) e.remove();
      for (const s of signs) seen.add(s);
    }
  }
}"""
# Of what stands side by side and is built alike, two are left: the styles that are there stay all.
TWO_SIDE_BY_SIDE = """() => {
  const looks = new Map();
  const told = a => /^(class|role|type|hidden|open|tabindex)$/.test(a.name) ? a.name + '=' + a.value : a.name;
  const sign = e => [e.tagName, ...[...e.attributes].filter(a => !/^(id|href|data-.*)$/.test(a.name)).map(told).sort()].join();
  const look = e => {
    if (!looks.has(e)) looks.set(e, `${sign(e)}(${[...new Set([...e.children].map(look))].join('')})`);
    return looks.get(e);
  };
  (function thin(at) {
    const seen = {};
    for (const e of [...at.children]) {
      seen[look(e)] = (seen[look(e)] || 0) + 1;
      if (seen[look(e)] > 2 && !e.matches(':focus-within')) e.remove();
      else thin(e);
    }
  })(document.querySelector('main'));
}"""
STYLES = """() => [...new Set([...document.querySelectorAll('main *')].map(e => {
  const s = getComputedStyle(e);
  return [e.tagName, e.getAttribute('class'), s.color, s.backgroundColor, s.fontSize, s.fontWeight].join();
}))].sort()"""
# What a reader did, and how it is looked at then: a page is opened once, and set up anew for each.
STATES = {
    "as it opens": (
        {},
        {
            "light": {},
            "dark": {"color_scheme": "dark"},
            "forced colours": {"forced_colors": "active"},
            "forced colours, dark": {"forced_colors": "active", "color_scheme": "dark"},
            "320 px": {"width": 320},
            "200 % text": {"size": "200%"},
            "200 % text at 640 px": {"size": "200%", "width": 640},
        },
    ),
    "found": ({"_q": "network"}, {"light": {}, "dark": {"color_scheme": "dark"}}),
    "filtered": ({"facet": True}, {"light": {}}),
    "left out": (
        {"_without": True},
        {
            "light": {},
            "dark": {"color_scheme": "dark"},
            "forced colours": {"forced_colors": "active"},
            "320 px": {"width": 320},
        },
    ),
    "a card shown": ({"card": True}, {"light": {}, "dark": {"color_scheme": "dark"}}),
}
SET = """([id, value]) => {
  const control = document.getElementById(id);
  const tell = told => {
    control.value = told;
    control.dispatchEvent(new Event(control.matches('select') ? 'change' : 'input'));
  };
  if (value !== true) return tell(value);
  // The first source without which something is lost.
  for (const option of control.options) { tell(option.value); if (document.querySelector('.lost')) return; }
}"""
LOOK = """() => [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches,
  matchMedia('(forced-colors: active)').matches, parseFloat(getComputedStyle(document.documentElement).fontSize)]"""
UNFOLD = "for (const d of document.querySelectorAll('details')) d.open = true"


def faults(page, *off: str) -> list[list[str]]:
    page.add_style_tag(content=LAID_OUT)
    return violations(page, *off)


def test_the_newest_axe_is_the_one_that_looks():
    if f"axe v{NEWEST}" not in axe()[:40]:
        pytest.skip(f"axe {NEWEST} cannot be had here: {axe()[4:15]} looks instead")


def look(page, asked) -> None:
    """Look at a page in a width, a size of text, and colours; what is not named is as usual."""
    page.set_viewport_size({"width": asked.get("width", 1280), "height": 900})
    page.emulate_media(
        color_scheme=asked.get("color_scheme", "light"),
        forced_colors=asked.get("forced_colors", "none"),
    )
    page.evaluate(
        "size => { document.documentElement.style.fontSize = size; }", asked.get("size", "")
    )
    page.evaluate(FRAME)


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(study, show, state):
    asked, looks = STATES[state]
    page = show(study.path(), bypass_csp=True)
    page.wait_for_selector("#_map:not([hidden])", state="attached")
    for control in ("_q", "_without"):
        if control in asked:
            page.evaluate(SET, [control, asked[control]])
    if "facet" in asked:
        page.evaluate(
            """() => {
              const facet = document.querySelector('select[data-facet]');
              facet.selectedIndex = 1;
              facet.dispatchEvent(new Event('change'));
            }"""
        )
    page.evaluate(FRAME)
    if "card" in asked:
        page.keyboard.press("Tab")
        page.evaluate("document.querySelector('.conclusions .who a').focus()")
    # the script is done, and needs no longer what goes now
    page.evaluate(UNFOLD)
    page.evaluate(ONE_OF_EACH)
    styles = page.evaluate(STYLES)
    page.evaluate(TWO_SIDE_BY_SIDE)
    assert page.evaluate(STYLES) == styles
    assert page.locator("article").count() > 10
    assert 1000 < page.locator("*").count() < 8000
    assert page.locator("#_card").is_visible() == ("card" in asked)
    assert (page.locator(".lost").count() > 0) == ("_without" in asked)
    assert page.locator("#_bar").is_visible() == ("_without" in asked)
    assert (page.locator("#_hits mark").count() > 0) == ("_q" in asked)
    assert (page.locator(".hides").count() > 0) == ("facet" in asked)
    found = {}
    for name, how in looks.items():
        look(page, how)
        assert page.locator("#_card").is_visible() == ("card" in asked), name
        found[name] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_look_is_what_it_says(study, show):
    """Or axe would see sixteen times the same."""
    page = show(study.path())
    *_, letters = page.evaluate(LOOK)
    for how in (one for _, looks in STATES.values() for one in looks.values()):
        look(page, how)
        assert page.evaluate(LOOK) == [
            how.get("width", 1280),
            how.get("color_scheme", "light") == "dark",
            how.get("forced_colors", "none") == "active",
            letters * 2 if "size" in how else letters,
        ]


def test_axe_finds_nothing_where_scripts_do_not_run(study, show, tmp_path):
    # Axe itself is a script, so ours is taken out instead.
    still = tmp_path / "still.html"
    whole = study.path().read_text(encoding="utf-8")
    still.write_text(re.sub(r"(?s)<script>.*?</script>", "", whole), encoding="utf-8")
    page = show(still, bypass_csp=True)
    page.evaluate(ONE_OF_EACH)
    assert faults(page) == []


def test_axe_finds_nothing_in_the_whole_report_in_another_language(study, show):
    page = show(study.path("id"), bypass_csp=True)
    # Colours, the slowest rule by far, were looked at where each style stands once.
    assert faults(page, "color-contrast") == []


def test_axe_finds_nothing_in_a_whole_review_of_many_texts_on_a_narrow_screen(many, show):
    page = show(many.path(), viewport=NARROW, bypass_csp=True)
    page.wait_for_selector("#_map:not([hidden])", state="attached")
    page.evaluate(UNFOLD)
    assert faults(page, "color-contrast") == []


@pytest.mark.parametrize("language", ["", "id"])
def test_the_page_never_scrolls_sideways(study, show, language):
    page = show(study.path(language), "?_q=network&_without=okada2008")
    assert page.is_visible("#_bar")
    assert page.is_visible("#_hits")
    page.evaluate(UNFOLD)
    for width in (1024, 860, 768, 640, 320):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        wide = page.evaluate(
            """() => [...document.querySelectorAll('table, figure')]
              .filter(e => e.scrollWidth > innerWidth && !e.closest('.scroll') && getComputedStyle(e).overflowX !== 'auto')
              .map(e => e.className)"""
        )
        assert wide == [], width


def test_tab_reaches_everything_in_order_and_in_view(small, show):
    page = show(small.path())
    page.wait_for_selector("#_map:not([hidden])", state="attached")
    page.evaluate(
        """() => {
          const some = 'details.fold, .fold > .finding:first-of-type, .finding:first-of-type .claim, .facets';
          for (const d of document.querySelectorAll(some)) d.open = true;
        }"""
    )
    expected = page.evaluate(
        """() => {
          window.all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
            .filter(e => e.checkVisibility() && e.getAttribute('tabindex') !== '-1');
          return all.length;
        }"""
    )
    assert expected > 150
    for number in range(expected):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """number => {
              const e = document.activeElement, [r] = e.getClientRects(), style = getComputedStyle(e);
              const x = r.x + Math.min(r.width / 2, 8), y = r.y + r.height / 2;
              const top = document.elementFromPoint(x, y);
              return {
                number: all.indexOf(e), what: e.outerHTML.slice(0, 120),
                inView: r.top >= -1 && r.bottom <= innerHeight + 1 && x >= 0 && x <= innerWidth,
                covered: !(top && (e.contains(top) || top.contains(e))),
                ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                  || [...e.querySelectorAll('rect')].some(s => parseFloat(getComputedStyle(s).strokeWidth) >= 2),
              };
            }""",
            number,
        )
        assert at["number"] == number, at
        assert (at["inView"], at["covered"], at["ring"]) == (True, False, True), at


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_can_be_pressed_is_24_pixels_high_and_wide(study, show, viewport):
    page = show(study.path(), "?_q=network&_without=okada2008", viewport=viewport)
    page.evaluate(UNFOLD)
    less = page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, summary, .map td a, .side a, .contents a, .tools a')]
          .filter(e => e.checkVisibility())
          .filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24; })
          .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert less == []


@pytest.mark.parametrize("viewport", [NARROW, {"width": 390, "height": 844}], ids=["320", "390"])
@pytest.mark.parametrize("name", ["study", "many"])
def test_the_first_screen_of_a_phone_shows_the_result(name, viewport, request, show):
    page = show(request.getfixturevalue(name).path(), viewport=viewport)
    box = page.locator(".result, .answer").first.bounding_box()
    assert box["y"] + box["height"] <= viewport["height"]


def test_on_a_phone_the_name_of_a_source_stays_beside_what_leans_on_it(study, show):
    page = show(study.path(), viewport=NARROW)
    page.locator("#leaning .scroll").evaluate("e => e.scrollLeft = e.scrollWidth")
    name = page.locator("#leaning tbody th").first.bounding_box()
    last = page.locator("#leaning tbody td:last-child").first.bounding_box()
    assert name["x"] >= 0
    assert name["x"] + name["width"] <= NARROW["width"] / 2
    assert last["x"] < NARROW["width"]


def test_each_sign_has_its_words_where_it_first_stands(study, many, show):
    for built in (study, many):
        page = show(built.path())
        key = page.locator("#key")
        assert key.evaluate("""key => ![...document.querySelectorAll('main .m')].some(
            m => !key.contains(m) && key.compareDocumentPosition(m) & Node.DOCUMENT_POSITION_PRECEDING)""")
        meant = {code for (code,) in (c.split()[1:] for c in classes(page, "#key .m"))}
        used = {c.split()[1] for c in classes(page, "main > :not(#evidence) .m")}
        assert {code for code in used if code not in ("m-cited", "m-read")} <= meant


def classes(page, where: str) -> list[str]:
    return page.locator(where).evaluate_all("all => all.map(e => e.className)")


def test_nothing_moves_of_itself():
    style = (ROOT / "templates" / "report.css").read_text(encoding="utf-8")
    parts = (ROOT / "templates" / "script").glob("*.js")
    script = "".join(part.read_text(encoding="utf-8") for part in parts)
    assert not re.search(r"transition|animation|@keyframes|scroll-behavior", style)
    assert not re.search(r"behavior: *[\"']smooth|\.animate\(", script)


@pytest.mark.parametrize("language", ["", "id"])
def test_no_request_leaves_the_file(study, show, language):
    page = show(study.path(language), own=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.route(
        "**/*",
        lambda route: (
            route.abort() if not route.request.url.startswith("file:") else route.continue_()
        ),
    )
    page.reload()
    page.fill("#_q", "network")
    page.select_option("#_without", "okada2008")
    page.hover(".conclusions .who a >> nth=0")
    page.evaluate(UNFOLD)
    passes = timed(page)
    page.locator(".map td a").first.click()
    page.evaluate(FRAME)
    passes(400)
    assert len(asked) >= 1
    assert {url.partition("?")[0].partition("#")[0] for url in asked} == {
        study.path(language).as_uri()
    }
    entries = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert entries == []
