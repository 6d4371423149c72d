"""`evidence serve`."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from evidence.cli.options import review_option
from evidence.cli.texts import texts_option


def _percent(ctx: click.Context, param: click.Parameter, value: str | None) -> int:
    """Return a share in percent, 0 if there is none."""
    if value is None:
        return 0
    said = value.strip().removesuffix("%").removesuffix("percent").strip()
    if not said.isascii() or not said.isdecimal() or not 0 < int(said[:4]) <= 100:
        raise click.BadParameter("a share is a percentage from 1 to 100, such as 20%", ctx, param)
    return int(said)


@click.command(name="serve")
@review_option
@texts_option
@click.option("--coder", default="", metavar="INITIALS", help="Who codes; the page remembers it.")
@click.option(
    "--blind", is_flag=True, help="Of what others coded nothing is shown till everybody is done."
)
@click.option(
    "--share",
    callback=_percent,
    metavar="PERCENT",
    help="Judge such a share of the proposals as a second person, and see nothing else.",
)
@click.option("--seed", default="", help="What the draw of the share depends on.")
@click.option("--report", is_flag=True, help="The report alone, built anew at every save.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="NUMBER",
    help="The port to listen at; any that is free by default.",
)
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser of this machine.")
def command(
    folder: Path,
    texts: Path | None,
    coder: str,
    blind: bool,
    share: int,
    seed: str,
    report: bool,
    port: int,
    open_: bool,
) -> None:
    """Open a page in the browser: read a text, select words, make a claim of them.

    It prints an address that works on this machine alone, and only with the
    token in it. The files stay the truth: every save is one claim put into its
    file, as `add` does it. Stop it with Ctrl+C. Exit codes: 0 stopped, 2 it
    could not run.
    """
    if share and (blind or report):
        raise click.UsageError("--share is served alone: leave out --blind and --report")
    if seed and not share:
        raise click.UsageError("--seed goes with --share")
    from evidence.serving.asked import ServeRequest  # noqa: PLC0415 - help needs none of it
    from evidence.serving.server import serve  # noqa: PLC0415

    gc.enable()  # unlike other commands, this one lives long

    def begun(address: str) -> None:
        click.echo(address)
        click.echo("stop it with Ctrl+C", err=True)
        if open_:
            click.launch(address)

    asked = ServeRequest(coder=coder, report=report, blind=blind, share=share, seed=seed)
    serve(folder, texts, asked, port=port, begun=begun)
