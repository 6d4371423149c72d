"""`evidence add`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import listing, review_option, tell
from evidence.cli.texts import texts_option
from evidence.diagnostics import CannotGoOn
from evidence.files.file_names import CLAIMS
from evidence.files.reading import shown

if TYPE_CHECKING:
    from evidence.add import Added, Draft


@click.command(name="add")
@review_option
@click.option("--id", "id_", metavar="ID", help="A word or two, unique in the review.")
@click.option("--statement", metavar="TEXT", help="What the source says, in your own words.")
@click.option("--source", "sources", multiple=True, metavar="KEY", help="Who says it. [repeatable]")
@click.option(
    "--at",
    multiple=True,
    metavar="TERM=VALUE",
    help="Where it stands, as in `page=3` or `section=2.1, paragraph=1`. [repeatable]",
)
@click.option(
    "--quote", metavar="TEXT", help="The words of the text; `-` reads them from standard input."
)
@click.option("--clipboard", is_flag=True, help="Take the quote from the clipboard.")
@click.option(
    "--element", "elements", multiple=True, metavar="ID", help="What it bears on. [repeatable]"
)
@click.option(
    "--relates",
    multiple=True,
    metavar="ARROW",
    help="An arrow that it states, as in `el.a leads_to el.b`. [repeatable]",
)
@click.option("--unfitted", is_flag=True, help="No element of the framework fits.")
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="FACET=VALUE",
    help="A facet, as in `context=town`. [repeatable]",
)
@click.option(
    "--via", multiple=True, metavar="KEY", help="A hand between source and text. [repeatable]"
)
@click.option("--read-in", metavar="KEY", help="The text that you read it in.")
@click.option("--attribution", type=click.Choice(["explicit", "implied"]), help="How it is cited.")
@click.option("--voice", type=click.Choice(["author", "participant"]), help="Whose words it is.")
@click.option("--caveat", metavar="TEXT", help="What a reader must know; printed.")
@click.option(
    "--link",
    "links",
    multiple=True,
    metavar="KIND=CLAIM",
    help="supports, contradicts, qualifies, restates (restates.weaker) or not_comparable, and a "
    "claim. [repeatable]",
)
@click.option(
    "--measure",
    "measure",
    multiple=True,
    metavar="KEY=VALUE",
    help="The figure: of, unit, value, about, base, year and so on. [repeatable]",
)
@click.option(
    "--coder",
    metavar="INITIALS",
    help="Who codes it; it goes into the file whose default says so.",
)
@click.option("--memo", metavar="TEXT", help="For the team, never printed.")
@click.option(
    "--file",
    "goal",
    metavar="FILE",
    help="The file of the review; by default the one with claims read in the same text.",
)
@texts_option
@click.pass_context
def command(
    ctx: click.Context,
    folder: Path,
    texts: Path | None,
    id_: str | None,
    statement: str | None,
    sources: tuple[str, ...],
    at: tuple[str, ...],
    quote: str | None,
    clipboard: bool,
    elements: tuple[str, ...],
    relates: tuple[str, ...],
    unfitted: bool,
    facets: tuple[str, ...],
    via: tuple[str, ...],
    read_in: str | None,
    attribution: str | None,
    voice: str | None,
    caveat: str | None,
    links: tuple[str, ...],
    measure: tuple[str, ...],
    coder: str | None,
    memo: str | None,
    goal: str | None,
) -> None:
    """Add a claim to the review, by these options; without any it asks.

    The claim is checked first, and with an error nothing is written. All else
    in the file stays as it is. Where the text is at hand the quote is looked
    up in it, and what `verify` would say is said. Exit codes: 0 added, 1 the claim has errors, 2
    it could not run, or the file changed in the meantime.
    """
    from evidence.cli import draft  # noqa: PLC0415 - help needs none of it

    typed = (id_, statement, sources, at, quote, clipboard, elements, relates, unfitted, facets)
    if not any(typed):
        _ask(folder, goal, texts, ctx)
        return
    try:
        new = draft.draft(
            id_=id_,
            statement=statement,
            sources=draft.words(sources),
            at=draft.locator(at),
            quote=_quote(quote, from_clipboard=clipboard),
            elements=draft.words(elements),
            relates=relates,
            unfitted=unfitted,
            chosen=draft.facets(facets),
            via=draft.words(via),
            read_in=read_in,
            attribution=attribution,
            voice=voice,
            caveat=caveat,
            links=draft.links(links),
            measure=draft.measure(measure),
            memo=memo,
            coder=coder,
        )
    except draft.Mistyped as unclear:
        raise click.UsageError(str(unclear), ctx) from None
    _write(folder, new, goal, texts)


def _quote(quote: str | None, *, from_clipboard: bool) -> str | None:
    if from_clipboard:
        from evidence.programs.clipboard import clipboard  # noqa: PLC0415 - seldom asked for

        quote = clipboard()
    elif quote == "-":
        quote = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    else:
        return quote
    if not quote.strip():
        where = "the clipboard holds no text" if from_clipboard else "standard input was empty"
        raise CannotGoOn(f"there is no quote: {where}", "leave the option out to add none")
    return quote


def _ask(folder: Path, goal: str | None, texts: Path | None, ctx: click.Context) -> None:
    """Ask for a claim on the terminal, show it, and add it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("nothing is given, and there is no terminal to ask on", ctx)
    from evidence.cli.prompts import confirmed, interview  # noqa: PLC0415 - help needs none of it
    from evidence.loaded import load  # noqa: PLC0415
    from evidence.yaml.dump import item  # noqa: PLC0415

    new = interview(load(folder).graph)
    click.echo(f"\n{item(new)}", nl=False)
    if confirmed("add it?"):
        _write(folder, new, goal, texts)
    else:
        click.echo("nothing was written")


def _write(folder: Path, new: Draft, goal: str | None, texts: Path | None) -> None:
    """Add a claim under the lock, or say what is wrong with it and write nothing."""
    from evidence.add import add  # noqa: PLC0415
    from evidence.files.editing import editing, replace  # noqa: PLC0415 - help needs none of it
    from evidence.loaded import given_in  # noqa: PLC0415

    with editing(folder, "add", tell):
        given = given_in(folder)
        made = add(given, new, _within(folder, goal) if goal else "")
        if isinstance(made, CannotGoOn):
            raise made
        if made.wrong:
            click.echo(f"{_told(made)}nothing was added to {made.file}", err=True)
            raise click.exceptions.Exit(1)
        before = dict(given.claims).get(made.file, b"")
        replace(Path(made.file), before, made.data, through_links=True)
    click.echo(f"{made.file}:{made.line}: added claim `{new['id']}`")
    if made.diagnostics:
        click.echo(f"\n{_told(made)}", nl=False)
    _look_up(folder, str(new["id"]), texts)


def _look_up(folder: Path, id_: str, texts: Path | None) -> None:
    """Say what `verify` would say of a new claim's quotes, where their text is at hand."""
    from evidence.full_texts import full_texts, looking_up, texts_folder  # noqa: PLC0415
    from evidence.loaded import load  # noqa: PLC0415 - help needs none of it
    from evidence.lock.records import text_key  # noqa: PLC0415
    from evidence.model.lock import Lock  # noqa: PLC0415
    from evidence.quotes import reporting  # noqa: PLC0415
    from evidence.quotes.verifying import verify  # noqa: PLC0415

    review = load(folder)
    claim = review.graph.claims.get(id_)
    if claim is None or not any(passage.quote for passage in claim.passages):
        return
    named = texts or review.graph.review.texts
    if not named:
        return
    try:
        where = texts_folder(folder, texts, review.graph)
        if texts is None and not where.is_dir():
            return
        found, _ = full_texts(where, review.graph, [text_key(claim)])
        if not found:
            return
        with looking_up():
            _, results = verify([claim], found, "", Lock())
    except CannotGoOn as stopped:
        click.echo(f"the quote was not looked up: {stopped}", err=True)
        return
    told = reporting.problems(results)
    if told:
        click.echo(f"\n{listing(told, review.lines_of(told), 'text')}", nl=False)
    said = ", ".join(result.outcome.value.replace("_", " ") for result in results)
    click.echo(f"its quote in {found[text_key(claim)].file}: {said}")


def _within(folder: Path, goal: str) -> str:
    """Return the path of a file of the review as messages show it.

    Raises: CannotGoOn if the review would not read a file of that name.
    """
    path = Path(goal)
    if path.is_relative_to(folder):
        path = path.relative_to(folder)
    split = path.parts[:1] == ("claims",) and path.suffix == ".yaml" and path.name[0] != "."
    if ".." in path.parts or not (path == Path(CLAIMS) or split):
        raise CannotGoOn(
            f"{goal}: this is no file of a review",
            "name `claims.yaml`, or a file such as `claims/kim2003.yaml`",
        )
    return shown(folder / path)


def _told(made: Added) -> str:
    from evidence.reporters import FORMATS, Listing  # noqa: PLC0415 - help needs none of it

    return FORMATS["text"](Listing(diagnostics=made.diagnostics, lines=made.lines))
