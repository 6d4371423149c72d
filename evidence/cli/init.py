"""`evidence init`."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click

NEXT = """\
{folder}: a small review of invented sources, to try things on

next:
  cd {quoted}
  evidence check     # what is wrong with it: nothing, as it stands
  evidence build     # writes the report; open build/report.html
  evidence verify    # looks up the quotes in the two texts in texts/
  evidence add       # adds a claim, asking for one key after the other

The comments in claims.yaml say the rest. For a review of your own, put your
library in place of sources.bib, your full texts into texts/, and your claims
in place of these.
"""


NEXT_OF_EMPTY = """\
{folder}: a review with nothing in it

next:
  cd {quoted}
  git init && evidence merge --install   # for a team: merges item by item, once in each clone
  evidence import LIBRARY                # an export of Zotero or of a database, into sources.bib
  evidence serve --texts FOLDER          # a page in the browser: read, select words, make claims
  evidence add                           # adds a claim in the terminal, asking key after key

FOLDER is where the PDFs lie, as the export has them. The page makes elements and
findings; facets and kinds of finding are named in claims.yaml.
"""
_INITIALS = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}")


@click.command(name="init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="Begin with nothing in it.")
@click.option(
    "--coder",
    "coders",
    multiple=True,
    metavar="INITIALS",
    help="Somebody who codes, for an empty review: a file of claims for each. [repeatable]",
)
@click.pass_context
def command(ctx: click.Context, folder: Path, *, empty: bool, coders: tuple[str, ...]) -> None:
    """Begin a review in DIR: a small one that can be built, to try things on.

    With --empty there is nothing in it but its layout. DIR is made, or has to
    be empty; nothing in it is ever written over. What was stopped halfway is
    gone on with. Exit codes: 0, or 2 if it could not be written.
    """
    from evidence.cli.options import tell  # noqa: PLC0415 - help needs none of it
    from evidence.files.starter import begin, empty_files  # noqa: PLC0415

    if coders and not empty:
        raise click.UsageError("--coder lays out an empty review: say --empty too", ctx)
    wrong = next((one for one in coders if not _INITIALS.fullmatch(one)), "")
    if wrong or len(set(map(str.casefold, coders))) < len(coders):
        raise click.UsageError("initials are letters and digits, each once", ctx)
    begin(folder, tell, empty_files(coders) if empty else None)
    shown = folder.as_posix()
    said = NEXT_OF_EMPTY if empty else NEXT
    click.echo(said.format(folder=shown, quoted=shlex.quote(shown)), nl=False)
