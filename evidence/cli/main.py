"""The command `evidence` and its list of commands, each loaded when it is called."""

from __future__ import annotations

import contextlib
import gc
import sys
from importlib import import_module
from keyword import iskeyword

import click

from evidence.cli.streams import give_up, take_streams
from evidence.diagnostics import CannotGoOn, HasErrors
from evidence.version import __version__

# In the order of a day's work. The second is the line that `--help` shows, so
# that help needs none of the modules.
COMMANDS = {
    "init": "Begin a review: a small one to try things on.",
    "add": "Add a claim, by options or by answering prompts.",
    "serve": "Open a page in the browser: code beside the text.",
    "import": "Bring what others coded into the review, as proposals.",
    "accept": "Accept proposals as claims, or turn them down.",
    "check": "Check the review and say what is wrong.",
    "build": "Build the report: HTML, Markdown, JSON and tables.",
    "verify-report": "Check that a report was built from this review, byte by byte.",
    "verify": "Look up every quote in its text and write evidence.lock.",
    "coverage": "List where a text cites something, and what has no claim.",
    "audit": "Draw a sample of claims to judge beside their passages.",
    "done": "Say that a coder is done; later changes are seen.",
    "sign": "Sign a finding as it stands; later changes are seen.",
    "trace": "Show the way from a finding to its passages, or back up.",
    "impact": "Say what rests on a source, claim, element, party or coder.",
    "diff": "Say what changed of the findings since a git revision.",
    "merge": "Merge two changes of a file item by item; git calls it.",
    "retractions": "Look up the sources in the table of Retraction Watch.",
    "export": "Write the review, or its sources, for other tools.",
    "list": "List what the review holds.",
    "explain": "Say what a check means and how to mend it.",
    "schema": "Write the JSON Schema of the review, for editors.",
}


class Lazy(click.Group):
    """A group whose commands are imported only when one of them is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a day's work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, imported now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"evidence.cli.{name}{'_' if iskeyword(name) else ''}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; of a review with errors that it cannot go on with, show them."""
        try:
            return super().invoke(ctx)
        except HasErrors as wrong:
            from evidence.cli.options import listing  # noqa: PLC0415 - only for errors

            click.echo(listing(wrong.diagnostics, wrong.lines), err=True, nl=False)
            raise click.exceptions.Exit(1) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name, with a hint where none bears the name."""
        from evidence.diagnostics import did_you_mean  # noqa: PLC0415 - only for a wrong name

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = did_you_mean(args[0], COMMANDS)
            ctx.fail(f"there is no command `{args[0]}`{'; ' + hint if hint else ''}")
        return super().resolve_command(ctx, args)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evidence")
def evidence() -> None:
    """Literature reviews whose conclusions lead to the passages that they rest on.

    A review is a folder with a claims.yaml and a sources.bib.

    Exit codes: 0 clean, 1 the review has errors, 2 the tool could not run.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Reading makes millions of values that all live until the end; looking
    # for garbage among them again and again costs more than it frees.
    gc.disable()
    try:
        take_streams()
        code = _run()
        sys.stdout.flush()
    except CannotGoOn as wrong:
        code = _told(wrong)
    except BrokenPipeError:
        # Whoever read our output has left; closing quietly is what they expect.
        code = 2
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (CannotGoOn, OSError):
            give_up(stream)
            code = 2
    sys.exit(code)


def _run() -> int:
    """Run the command that was called, and return its exit code."""
    try:
        # a command leaves with another code by click's `Exit`, which comes back as a number
        return evidence.main(prog_name="evidence", standalone_mode=False) or 0
    except click.Abort:
        click.echo("stopped", err=True)
    except click.ClickException as wrong:
        wrong.show()
    return 2


def _told(wrong: CannotGoOn) -> int:
    """Say what cannot be got around, if anybody can still be told, and return the exit code."""
    with contextlib.suppress(CannotGoOn, OSError):
        click.echo(f"evidence: {wrong.message}", err=True)
        if wrong.help:
            click.echo(f"  help: {wrong.help}", err=True)
    return 2
