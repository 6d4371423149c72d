"""Building into a folder: what the reports are made with, where they go, what is said of it.

`build` makes the files of a report; here it gets its templates, programs and
texts, and what it made replaces the earlier build, all of it or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path

from evidence.build import (
    BY_NAME,
    FORMATS,
    REPORTS,
    Earlier,
    Options,
    Tools,
    build,
    format_of,
    written_before,
)
from evidence.diagnostics import CannotGoOn, Severity, did_you_mean
from evidence.exchange.citation_file import NAME, missing_from
from evidence.files.holding import Tell, hold
from evidence.files.outputs import apart_from, outputs, placed, publish
from evidence.files.reading import read_bytes, review_paths, shown, templates, words_for
from evidence.files.replacing import MANIFEST, recover
from evidence.full_texts import Watch, full_texts, texts_folder
from evidence.language import counted
from evidence.model import Review, Source
from evidence.pages import translated
from evidence.pages.about import AboutView
from evidence.pages.citations import Cited
from evidence.pages.passages import Around
from evidence.pages.translated import holds_claims
from evidence.programs import documents, graphviz, pandoc
from evidence.programs.cache import code_cache, user_cache
from evidence.programs.styles import find_style
from evidence.quotes.context import context
from evidence.references import csl_items
from evidence.report.templating import BrokenTemplate
from evidence.review import Checked
from evidence.version import __version__

PUBLIC, PRIVATE, WITHOUT = "build", "build-private", "build-without"

_NOTICE = {
    "PRIVATE.txt": b"The reports in this folder hold passages of full texts, which are other\n"
    b"people's property. They are for private reading: do not publish them, and\n"
    b"do not put them under version control.\n",
    ".gitignore": b"*\n",
}

# Enough on either side of a quote to see whether it says what the claim says.
PASSAGE_WORDS = 45
_CLOSING = tuple(".,;:!?)]”’»")


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What a build into a folder was asked for.

    Shape: `output` is None for the folder `build` of the review, or
           `build-private` of a build `with_passages`, `build-without` of one
           that leaves something out (`exclude`); `formats` are among
           `FORMATS`; `templates` is a folder of the review's own; `overwrite`
           says that what a person changed may go; of an `earlier` state the
           report says what changed since.
    """

    output: Path | None = None
    formats: tuple[str, ...] = FORMATS[:4]
    templates: Path | None = None
    texts: Path | None = None
    with_passages: bool = False
    overwrite: bool = False
    exclude: tuple[str, ...] = ()
    earlier: Earlier | None = None

    @property
    def folder(self) -> str:
        """Return the folder of the review that it goes to if nothing else is said."""
        if self.exclude:
            return f"{WITHOUT}-private" if self.with_passages else WITHOUT
        return PRIVATE if self.with_passages else PUBLIC


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote into a folder.

    Shape: `names` are the files below the folder; `kept` those that an earlier
           build left there and this one did not make. `remarks` are lines
           about what a reader will not find where he may look for it.
    """

    folder: Path
    names: tuple[str, ...]
    kept: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the paths of the files that were written."""
        return tuple(self.folder / name for name in self.names)


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """What came of comparing a report with what a review makes, in one line."""

    line: str
    same: bool = False


def build_into(
    folder: Path,
    read: Callable[[], tuple[Checked, str]],
    asked: BuildRequest,
    *,
    tell: Tell = lambda _: None,
    watch: Watch | None = None,
) -> Built:
    """Build the review in a folder, and replace what an earlier build wrote.

    Shape:  `read` gives the review without errors, and the hash of its files;
            it is called when nobody else writes where it goes.
    Raises: CannotGoOn if there is no review, a format is not known, something
            that is needed is missing, or the output may not or cannot be
            written; what `read` raises. The earlier build is whole then.
    """
    _known(asked.formats)
    private = asked.with_passages
    goal = asked.output if asked.output is not None else folder / asked.folder
    review_paths(folder)
    # what can be refused is refused before anything is touched, or waited for
    apart_from(goal, folder, [asked.templates] if asked.templates else [])
    outputs(goal, written_before, private=private)
    with hold(placed(goal), "build", tell, parents=True):
        recover(placed(goal))
        checked, digest = read()
        if "cff" in asked.formats:
            _citable(checked.graph.review)
        named = checked.graph.review.texts
        inputs = (asked.texts, named and folder / named)
        apart_from(goal, folder, [where for where in inputs if where])
        into = outputs(goal, written_before, private=private)
        made = report_files(folder, checked, digest, asked, watch)
        kept = publish(
            into, made, lambda name: format_of(name) not in asked.formats, over=asked.overwrite
        )
    return Built(goal, (*made, MANIFEST), kept, _remarks(goal, checked, asked, made))


def compared(
    file: Path,
    folder: Path,
    checked: Checked,
    digest: str,
    asked: BuildRequest,
    watch: Watch | None = None,
) -> ReportCheck:
    """Return whether a report in HTML is, byte by byte, what a review makes of its files now.

    Shape:  `asked` names the review's own templates and the folder of texts.
    Raises: CannotGoOn if the file, or something that is needed to build, cannot be read.
    """
    said, data = shown(file), read_bytes(file)
    made_from, made_by = _INPUTS.search(data), _GENERATOR.search(data)
    if made_from is None or made_by is None:
        return ReportCheck(f"{said}: no report of this version of Evidence: it names no inputs")
    inputs, version = made_from[1].decode(), made_by[1].decode()
    if inputs != digest:
        others = f"sha256 {inputs[:12]}, and these are {digest[:12]}"
        return ReportCheck(f"{said}: built from other inputs ({others})")
    if version != __version__:
        another = f"built by Evidence {version}, and this is {__version__}"
        return ReportCheck(f"{said}: {another}: only one version makes the same bytes")
    passages = _PRIVATE_MARK.search(data) is not None
    again = replace(asked, formats=("html",), with_passages=passages)
    pages = [
        p for n, p in report_files(folder, checked, digest, again, watch).items() if "html" in n
    ]
    edition = f"sha256 {digest[:12]}, Evidence {version}"
    if data in pages:
        return ReportCheck(f"{said}: built from these inputs ({edition})", same=True)
    line = max(_first_difference(data, page) for page in pages)
    why = "it was changed, or made with other templates, texts or programs"
    return ReportCheck(f"{said}: names these inputs ({edition}), but differs in line {line}: {why}")


def _first_difference(data: bytes, other: bytes) -> int:
    """Return the number of the first line in which two texts are not alike."""
    pairs = zip_longest(data.split(b"\n"), other.split(b"\n"))
    return next(number for number, (one, two) in enumerate(pairs, 1) if one != two)


# what a page says of what it was made from, in its head
_INPUTS = re.compile(rb'<meta name="evidence\.inputs" content="sha256:([0-9a-f]{64})">')
_GENERATOR = re.compile(rb'<meta name="generator" content="Evidence ([^"]*)">')
_PRIVATE_MARK = re.compile(rb'<meta name="evidence\.private" ')


def _known(formats: Sequence[str]) -> None:
    for word in formats:
        if word not in FORMATS:
            help_ = did_you_mean(word, FORMATS) or f"one of {', '.join(FORMATS)}"
            raise CannotGoOn(f"there is no format `{word}`", help_)


def _citable(head: Review) -> None:
    """Refuse to write a citation file that would have to make something up."""
    missing = " and ".join(f"`{name}`" for name in missing_from(head))
    if missing:
        raise CannotGoOn(
            f"{NAME} has to name authors and a title, and the review has no {missing}",
            "say so in claims.yaml, under `review`",
        )


def report_files(
    folder: Path, checked: Checked, digest: str, asked: BuildRequest, watch: Watch | None = None
) -> dict[str, bytes]:
    """Return every file of the report by its name; none is written.

    Raises: CannotGoOn, as `build_into` does.
    """
    tools = _tools(asked.templates, find_style(checked.graph.review.style, folder))
    options = Options(formats=asked.formats, private=asked.with_passages)
    around = _around(folder, checked, asked.texts, watch) if asked.with_passages else None
    try:
        if asked.earlier:  # the report is made of both states
            digest = sha256(f"{digest}\n{asked.earlier.digest}".encode()).hexdigest()
        made = build(checked, digest, tools, options, around, asked.earlier)
    except BrokenTemplate as wrong:
        place = f"{shown((asked.templates or Path()) / wrong.name)}:{wrong.line}"
        help_ = "without --templates the report is built from ours"
        raise CannotGoOn(f"{place}: {wrong.why}", help_) from wrong
    return made | (_NOTICE if asked.with_passages else {})


def _remarks(
    goal: Path, checked: Checked, asked: BuildRequest, made: Iterable[str]
) -> tuple[str, ...]:
    """Return that there are warnings, what a report lacks, and who may read it."""
    formats = asked.formats
    # what a file that is not read holds is missing from the report
    told = [
        f"{one.place}: {one.message}; {one.help}"
        for one in checked.diagnostics
        if one.code == "unread-file"
    ]
    warnings = sum(d.severity is Severity.WARNING for d in checked.diagnostics)
    if warnings:
        told.append(f"{counted(warnings, 'warning')}; `evidence check` shows them")
    if REPORTS & set(formats) and not holds_claims(checked.graph):
        where = {"json": "evidence.json", "csv": "tables/claims.csv"}
        files = " and ".join((goal / name).as_posix() for name in where.values())
        unasked = [kind for kind in where if kind not in formats]
        told.append(
            f"a report holds at most {translated.MOST_CLAIMS:,} claims, and here are"
            f" {len(checked.graph.claims):,}: they are in {files}"
            + (f", which `--to {','.join(unasked)}` writes" if unasked else "")
        )
    told += (
        f"{folder.as_posix()}: pages of an earlier version, which divided large reports;"
        " no build renews them, delete the folder"
        for folder in sorted(goal.glob("report*/"))
        if any(folder.glob("claims-1.*"))
    )
    if "docx" in formats and checked.graph.elements and not documents.can_draw():
        told.append(
            "the Word documents have no picture of the framework: typst draws it,"
            ' which `pip install "evidence-review[pdf]"` brings'
        )
    if asked.with_passages:
        reports = ", ".join((goal / name).as_posix() for name in made if f"{BY_NAME}." in name)
        told.append(f"for private reading, with passages of full texts: {reports}")
    return tuple(told)


def _around(
    folder: Path, checked: Checked, texts: Path | None, watch: Watch | None
) -> dict[tuple[str, int], Around]:
    """Return the words around every quote that the lock places in a text that is here."""
    graph = checked.graph
    records = [s.record for s in checked.states.values() if s.verified and s.record]
    where = texts_folder(folder, texts, graph)
    found, _ = full_texts(where, graph, (record.text for record in records), watch)
    around = {}
    for record in records:
        full = found.get(record.text)
        if full is None or record.spot is None or full.file_hash != record.file_hash:
            continue
        words = context(full.text, record.spot, words=PASSAGE_WORDS)
        gap = "" if words.after[:1] in _CLOSING else " "
        around[record.id] = Around(f"{words.before} ", f"{gap}{words.after}")
    return around


def _tools(own: Path | None, style: bytes | None) -> Tools:
    cache = user_cache()

    def cite(sources: Sequence[Source], language: str) -> dict[str, Cited]:
        items = csl_items(sources)
        written = pandoc.format_references(items, style=style, language=language, cache=cache)
        return {
            key: Cited(entry.short, entry.entry_html, entry.entry_text)
            for key, entry in written.entries.items()
        }

    return Tools(
        words=words_for,
        cite=cite,
        draw=lambda dot: graphviz.drawn(dot, cache),
        templates=templates(own),
        own=own is not None,
        write=_write,
        compiled=code_cache(),
    )


def _write(kind: str, text: Callable[[str], str], svg: str, about: AboutView) -> bytes:
    if kind == "docx":
        return documents.docx(text(documents.docx_picture(svg)), about)
    return documents.pdf(text(documents.PDF_PICTURE if svg else ""), svg, about)
