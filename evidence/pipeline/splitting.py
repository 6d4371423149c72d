"""Splitting: a report of several pages, none of them larger than it may be.

The division is made by what the parts are estimated to weigh; the pages are
written and measured, and divided anew while one of them is too large.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.language import name_of
from evidence.render import html, markdown
from evidence.render.mermaid import flowchart
from evidence.render.picture import picture
from evidence.views.captions import captions
from evidence.views.diagram import diagram
from evidence.views.page import Edition
from evidence.views.pages import LanguageView, Page
from evidence.views.setting import Setting, beside
from evidence.views.split import (
    NO_PICTURE,
    SECTIONS,
    Picture,
    Plan,
    Sheet,
    Whole,
    plan,
    sheet_page,
    whole,
)

# A review with more claims than this is split, so that no page is large.
MOST_CLAIMS = 10_000
PAGE_BYTES = 1_000_000
ENDINGS = ("html", "md")
# A page is filled so far by estimates, which may be off by the rest.
FILLED = 0.92
# How often a division is made anew before it is taken as it is.
ROUNDS = 6

_PAGE = re.compile(rf"report(?:\.[\w-]+)?/(?:{'|'.join(SECTIONS)})-[0-9]+\.(html|md)")
_WRITTEN = {
    "html": re.compile(rb'<meta name="generator" content="Evidence [^"]*">'),
    "md": re.compile(rb"sha256 `[0-9a-f]*`; Evidence \S+\n\Z"),
}


@dataclass(frozen=True, slots=True)
class Writing:
    """What pages are written with.

    Shape: `templates`, `own` and `layout` are those of `building.Tools`;
           `edition` says what a page says of itself, linked as its setting
           links; `endings` among `ENDINGS`.
    """

    templates: Mapping[str, str]
    own: bool
    layout: Callable[[str], str | None]
    edition: Callable[[Setting], Edition]
    endings: tuple[str, ...] = ENDINGS
    page_bytes: int = PAGE_BYTES


def split_report(settings: Sequence[Setting], writing: Writing) -> dict[str, bytes]:
    """Return the files of a report of several pages, in every language, by name.

    Shape: one setting for each language, the default first. A page is larger
           than `page_bytes` only if one part of it alone is.
    """
    everything = whole(settings[0], writing.edition(settings[0]))
    frame = html.frame_bytes(writing.templates)
    room = max(1.0, writing.page_bytes * FILLED - frame)
    scale: dict[str, float] = {}
    made: dict[str, bytes] = {}
    for _ in range(ROUNDS):
        division = plan(everything, settings, room, scale)
        made, heavier = {}, dict[str, float]()
        for setting in settings:
            for sheet, files in _written(everything, setting, settings, division, writing):
                made |= files
                size = max(map(len, files.values()))
                if size > writing.page_bytes and sheet.divisible:
                    factor = (size - frame) / sheet.weight
                    heavier[sheet.section] = max(factor, heavier.get(sheet.section, 0.0))
        if not heavier:
            break
        # Each round must get somewhere, even if an estimate was right.
        scale |= {s: max(factor, 1.1 * scale.get(s, 1.0)) for s, factor in heavier.items()}
    return made


def is_page(path: str, data: bytes, endings: Container[str] = ENDINGS) -> bool:
    """Return whether a file of this name is a page of a report, as a build writes it.

    `path` is that below the output folder; pages of other endings do not count.

    >>> is_page("report/claims-2.html", b'<meta name="generator" content="Evidence 1.0">')
    True
    >>> is_page("report/claims-2.html", b"my own"), is_page("notes/claims-2.html", b"")
    (False, False)
    """
    named = _PAGE.fullmatch(path)
    if named is None or named[1] not in endings:
        return False
    return _WRITTEN[named[1]].search(data) is not None


def _written(
    everything: Whole,
    setting: Setting,
    settings: Sequence[Setting],
    division: Plan,
    writing: Writing,
) -> Iterator[tuple[Sheet, dict[str, bytes]]]:
    """Yield the pages of one language, each with its sheet and its files."""
    writers = {ending: _writer(setting, writing, ending) for ending in writing.endings}
    places = division.places(setting.root)
    plain = writing.edition(setting)
    for number, sheet in enumerate(division.sheets):
        here = replace(setting, places=places, here=sheet.file(setting.root))
        # Elsewhere an edition links to nothing but the other languages.
        edition = writing.edition(here) if sheet.section == "method" else plain
        edition = replace(edition, languages=_languages(here, settings, sheet))
        shown = NO_PICTURE if number else _picture(here, writing)
        page = sheet_page(everything, here, edition, division, number, shown)
        yield (
            sheet,
            {
                sheet.file(setting.root, ending): write(page).encode()
                for ending, write in writers.items()
            },
        )


def _writer(setting: Setting, writing: Writing, ending: str) -> Callable[[Page], str]:
    if ending == "html":
        return html.writer(writing.templates, setting.words, own=writing.own)
    write = markdown.writer(writing.templates, setting.words, own=writing.own)
    return lambda page: write(page, flowchart(page.diagram))


def _picture(setting: Setting, writing: Writing) -> Picture:
    drawn = diagram(setting.graph, setting.language, captions(setting), setting.href)
    return Picture(drawn, picture(drawn, writing.layout) if "html" in writing.endings else "")


def _languages(
    setting: Setting, settings: Sequence[Setting], sheet: Sheet
) -> tuple[LanguageView, ...]:
    return tuple(
        LanguageView(
            code=other.language,
            label=name_of(other.language),
            href=beside(sheet.file(other.root), setting.here),
            current=other.language == setting.language,
        )
        for other in settings
    )
