"""`evidence accept`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.options import review_option, tell
from evidence.cli.texts import texts_option
from evidence.diagnostics import CannotGoOn

if TYPE_CHECKING:
    from evidence.imports.deciding import Decided
    from evidence.loaded import LoadedReview
    from evidence.model import Claim
    from evidence.quotes.verifying import VerifiedPassage
    from evidence.texts import FullText

_AROUND = 240  # characters of the text that are shown on either side of a quote


@click.command(name="accept")
@click.argument("keys", metavar="ID...", nargs=-1, required=True)
@review_option
@click.option("--by", required=True, metavar="INITIALS", help="Who decides: an author.")
@click.option("--reject", is_flag=True, help="Turn them down; they stay, and count for nothing.")
@click.option("--because", metavar="TEXT", help="Why they are turned down.")
@texts_option
def command(
    keys: tuple[str, ...],
    folder: Path,
    by: str,
    reject: bool,
    because: str | None,
    texts: Path | None,
) -> None:
    """Accept proposals as claims, or turn them down.

    Of what a machine extracted, one at a time: its passage is shown, then what
    the machine says of it, and you are asked. A quote that the text does not
    have has to be mended first. Writes one key into each proposal and nothing
    else. Exit codes: 0 decided, 1 a proposal has errors, 2 it could not run.
    """
    from evidence.files.editing import editing, replace  # noqa: PLC0415 - help needs none of it
    from evidence.imports.deciding import (  # noqa: PLC0415
        author,
        decided,
        is_of_machine,
        open_proposal,
    )
    from evidence.loaded import load  # noqa: PLC0415

    if reject and not (because or "").strip():
        raise click.UsageError("--reject needs --because: why it is turned down")
    if because and not reject:
        raise click.UsageError("--because goes with --reject")
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    with editing(folder, "accept", tell):
        review = load(folder).without_errors()
        author(review.checked, by)
        claims = [open_proposal(review.checked, review.known_id(key)) for key in keys]
        machines = [claim for claim in claims if is_of_machine(claim)]
        if machines and len(claims) > 1 and not reject:
            raise CannotGoOn(
                f"a machine extracted `{machines[0].id}`: these are accepted one at a time",
                "name it alone",
            )
        if machines and not reject and not _agreed(folder, review, machines[0], texts):
            click.echo("nothing was written")
            return
        for claim in claims:
            made = decided(review.given, review.checked, claim, by=by, on=today, because=because)
            if made.wrong:
                click.echo(_errors(made), err=True, nl=False)
                raise click.exceptions.Exit(1)
            replace(Path(made.file), made.before, made.after, through_links=True)
            click.echo(_told(made, reject=reject))
            review = load(folder)


def _told(made: Decided, *, reject: bool) -> str:
    if reject:
        return f"{made.file}: `{made.claim}` is turned down"
    how = f", changed: {', '.join(made.changed)}" if made.changed else ""
    return f"{made.file}: `{made.claim}` is a claim now{how}"


def _errors(made: Decided) -> str:
    from evidence.cli.options import listing  # noqa: PLC0415 - only for errors

    told = listing(made.wrong, made.lines or {})
    return f"{told}`{made.claim}` stays a proposal: as a claim it would have these errors\n"


def _agreed(folder: Path, review: LoadedReview, claim: Claim, texts: Path | None) -> bool:
    """Show the passage of a machine's proposal, then its words; return what a person answers.

    Raises: CannotGoOn if its quote is not what the text has, or nobody can be asked.
    """
    from evidence.cli.prompts import confirmed  # noqa: PLC0415 - seldom asked for
    from evidence.cli.sign import at_terminal  # noqa: PLC0415
    from evidence.imports.deciding import unmended  # noqa: PLC0415
    from evidence.model.lock import Freshness  # noqa: PLC0415
    from evidence.reporters.visible import visible  # noqa: PLC0415

    text, results = _looked_up(folder, review, claim, texts)
    known = {
        index: state.outcome
        for (id_, index), state in review.checked.states.items()
        if id_ == claim.id and state.freshness is Freshness.FRESH  # else it was mended since
    }
    outcomes = {result.passage: result.outcome for result in results} if text else known
    why = unmended(outcomes)
    if why:
        raise CannotGoOn(
            f"`{claim.id}` cannot be accepted as it is: {why}",
            "mend the quote in its file, or turn it down with --reject",
        )
    if not at_terminal():
        raise CannotGoOn(
            f"a machine extracted `{claim.id}`, and there is no terminal to show its passage on",
            "run this in a terminal",
        )
    click.echo(_passage(claim, text, results))
    language = review.graph.review.language
    click.pause("press a key when you have read the passage")
    click.echo(f"the machine says: {visible(claim.statement.text_in(language))}")
    return confirmed("does the passage say this, and is it to be a claim?")


def _looked_up(
    folder: Path, review: LoadedReview, claim: Claim, texts: Path | None
) -> tuple[FullText | None, tuple[VerifiedPassage, ...]]:
    """Return the text of a claim, if it is at hand, and how its quotes stand in it."""
    from evidence.full_texts import full_texts, looking_up, texts_folder  # noqa: PLC0415
    from evidence.lock.records import text_key  # noqa: PLC0415 - help needs none of it
    from evidence.model.lock import Lock  # noqa: PLC0415
    from evidence.quotes.verifying import verify  # noqa: PLC0415

    if not (texts or review.graph.review.texts):
        return None, ()
    where = texts_folder(folder, texts, review.graph)
    if texts is None and not where.is_dir():
        return None, ()
    found, _ = full_texts(where, review.graph, [text_key(claim)])
    if not found:
        return None, ()
    with looking_up():
        _, results = verify([claim], found, "", Lock())
    return found[text_key(claim)], results


def _passage(claim: Claim, text: FullText | None, results: tuple[VerifiedPassage, ...]) -> str:
    """Return what a person has to read before they decide."""
    from evidence.reporters.visible import visible  # noqa: PLC0415 - help needs none of it

    lines = [f"{claim.id}, from {', '.join(claim.sources)}"]
    spots = {r.passage: r.record.spot if r.record else None for r in results}
    for index, passage in enumerate(claim.passages):
        at = ", ".join(f"{term} {value}" for term, value in passage.at.terms)
        place = f" ({at})" if at else ""
        spot = spots.get(index)
        if text is not None and spot is not None:
            before = " ".join(text.text[max(spot.start - _AROUND, 0) : spot.start].split())
            after = " ".join(text.text[spot.end : spot.end + _AROUND].split())
            words = " ".join(text.text[spot.start : spot.end].split())
            lines.append(
                f"in {text.file}{place}: …{visible(before)} [{visible(words)}] {visible(after)}…"
            )
        elif passage.quote:
            lines.append(
                f"its text is not at hand; the machine quotes{place}: {visible(passage.quote)}"
            )
        else:
            lines.append(f"it has no quote{place}; nothing shows what the text says")
    return "\n".join(lines)
