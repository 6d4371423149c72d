"""`evidence build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import (
    counted,
    given,
    overwrite_option,
    review_option,
    stop_on_errors,
    strict_option,
    tell,
)
from evidence.cli.texts import texts_option
from evidence.diagnostics import CannotGoOn
from evidence.files.reading import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from evidence.build import Tools
    from evidence.model import Source
    from evidence.pages.setting import Around, Cited
    from evidence.review import Checked

FORMATS = ("html", "md", "json", "csv", "pandoc", "docx", "pdf")

PUBLIC, PRIVATE = "build", "build-private"

_NOTICE = {
    "PRIVATE.txt": b"The reports in this folder hold passages of full texts, which are other\n"
    b"people's property. They are for private reading: do not publish them, and\n"
    b"do not put them under version control.\n",
    ".gitignore": b"*\n",
}

_TEMPLATES = "without --templates the report is built from ours"

# Enough on either side of a quote to see whether it says what the claim says.
PASSAGE_WORDS = 45
_CLOSING = tuple(".,;:!?)]”’»")


class Formats(click.ParamType[tuple[str, ...]]):
    """Several formats in one word, separated by commas."""

    name = "formats"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the formats as a tuple; an unknown one is refused with the list."""
        if isinstance(value, tuple):
            return value
        chosen = tuple(word.strip() for word in str(value).split(",") if word.strip())
        for word in chosen:
            if word not in FORMATS:
                self.fail(f"`{word}` is not one of {', '.join(FORMATS)}", param, ctx)
        return chosen or FORMATS[:4]


@click.command(name="build")
@review_option
@strict_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Where to write; `build` in the review's folder by default.",
)
@click.option(
    "--to",
    "formats",
    type=Formats(),
    default="html,md,json,csv",
    metavar="FORMATS",
    help=f"What to write, separated by commas: {', '.join(FORMATS)}.",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="The review's own templates: code that you trust.",
)
@texts_option
@click.option(
    "--with-passages",
    is_flag=True,
    help="Add the words around each quote, for private reading; needs the texts. Goes to"
    " `build-private`, never to the folder of a build without them.",
)
@overwrite_option
def command(
    folder: Path,
    strict: bool,
    output: Path | None,
    formats: tuple[str, ...],
    templates: Path | None,
    texts: Path | None,
    with_passages: bool,
    overwrite: bool,
) -> None:
    """Build the report of the review: HTML, Markdown, JSON and tables.

    Writes all of it or, if the review has errors, nothing. Exit codes: 0
    built, 1 the review has errors, 2 it could not run.
    """
    from evidence import review as reviews  # noqa: PLC0415 - help needs none of it
    from evidence.build import (  # noqa: PLC0415
        Options,
        build,
        format_of,
        written_before,
    )
    from evidence.files.holding import hold  # noqa: PLC0415
    from evidence.files.outputs import apart_from, outputs, placed, publish  # noqa: PLC0415
    from evidence.files.reading import review_paths  # noqa: PLC0415
    from evidence.files.replacing import MANIFEST, recover  # noqa: PLC0415
    from evidence.programs.styles import find_style  # noqa: PLC0415
    from evidence.report.templating import BrokenTemplate  # noqa: PLC0415

    goal = output if output is not None else folder / (PRIVATE if with_passages else PUBLIC)
    review_paths(folder)
    # what can be refused is refused before anything is touched, or waited for
    apart_from(goal, folder, [templates] if templates else [])
    outputs(goal, written_before, private=with_passages)
    with hold(placed(goal), "build", tell, parents=True):
        recover(placed(goal))
        _, input_ = given(folder)
        checked = reviews.check(input_, strict=strict)
        stop_on_errors(checked, input_)
        named = checked.graph.review.texts
        apart_from(goal, folder, [where for where in (texts, named and folder / named) if where])
        into = outputs(goal, written_before, private=with_passages)
        tools = _tools(templates, find_style(checked.graph.review.style, folder))
        options = Options(formats=formats, private=with_passages)
        around = _around(folder, texts, checked) if with_passages else None
        try:
            made = build(checked, input_.digest, tools, options, around)
        except BrokenTemplate as wrong:
            place = f"{shown((templates or Path()) / wrong.name)}:{wrong.line}"
            raise CannotGoOn(f"{place}: {wrong.why}", _TEMPLATES) from wrong
        made |= _NOTICE if with_passages else {}
        kept = publish(into, made, lambda name: format_of(name) not in formats, over=overwrite)
    warnings = sum(d.severity == "warning" for d in checked.diagnostics)
    if warnings:
        click.echo(f"{counted(warnings, 'warning')}; `evidence check` shows them", err=True)
    _say_what_is_elsewhere(goal, checked, formats)
    if kept:
        click.echo("kept as an earlier build left them:", err=True)
        for line in _listed(goal, kept):
            click.echo(f"  {line}", err=True)
    for line in _listed(goal, (*made, MANIFEST)):
        click.echo(line)


def _listed(goal: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield a line for each file of a folder, and one for all that stand in a folder within."""
    within: dict[str, list[str]] = {}
    for name in names:
        above, _, own = name.rpartition("/")
        within.setdefault(above, []).append(own)
    yield from ((goal / name).as_posix() for name in within.pop("", ()))
    yield from (f"{(goal / above).as_posix()}/: {', '.join(n)}" for above, n in within.items())


def _say_what_is_elsewhere(goal: Path, checked: Checked, formats: tuple[str, ...]) -> None:
    """Say that reports hold no claims, and that pages lie there which no build renews."""
    from evidence.build import REPORTS  # noqa: PLC0415 - help needs none of it
    from evidence.pages.setting import MOST_CLAIMS, holds_claims  # noqa: PLC0415

    if REPORTS & set(formats) and not holds_claims(checked.graph):
        where = {"json": "evidence.json", "csv": "tables/claims.csv"}
        files = " and ".join((goal / name).as_posix() for name in where.values())
        unasked = [kind for kind in where if kind not in formats]
        click.echo(
            f"a report holds at most {MOST_CLAIMS:,} claims, and here are"
            f" {len(checked.graph.claims):,}: they are in {files}"
            + (f", which `--to {','.join(unasked)}` writes" if unasked else ""),
            err=True,
        )
    for folder in sorted(goal.glob("report*/")):
        if any(folder.glob("claims-1.*")):
            click.echo(
                f"{folder.as_posix()}: pages of an earlier version, which divided large reports;"
                " no build renews them, delete the folder",
                err=True,
            )


def _around(folder: Path, texts: Path | None, checked: Checked) -> dict[tuple[str, int], Around]:
    """Return the words around every quote that the lock places in a text that is here."""
    from evidence.cli.texts import full_texts, texts_folder  # noqa: PLC0415 - only when asked for
    from evidence.pages.setting import Around  # noqa: PLC0415
    from evidence.quotes.context import context  # noqa: PLC0415

    graph = checked.graph
    records = [s.record for s in checked.states.values() if s.verified and s.record]
    where = texts_folder(folder, texts, graph)
    found, _ = full_texts(where, graph, (record.text for record in records))
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
    from evidence.build import Tools  # noqa: PLC0415
    from evidence.files.reading import templates, words_for  # noqa: PLC0415 - help needs none of it
    from evidence.pages.setting import Cited  # noqa: PLC0415
    from evidence.programs import graphviz, pandoc  # noqa: PLC0415
    from evidence.programs.cache import user_cache  # noqa: PLC0415
    from evidence.references import csl_items  # noqa: PLC0415

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
        layout=lambda dot: graphviz.layout(dot, cache),
        templates=templates(own),
        own=own is not None,
        write=_write,
    )


def _write(kind: str, text: Callable[[str], str], svg: str) -> bytes:
    from evidence.programs import documents  # noqa: PLC0415 - only Word and PDF need it

    if kind == "docx":
        return documents.docx(text(documents.docx_picture(svg)))
    return documents.pdf(text(documents.PDF_PICTURE if svg else ""), svg)
