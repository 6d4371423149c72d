"""`evidence init`."""

from __future__ import annotations

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


@click.command(name="init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Begin a review in DIR: a small one that can be built, to try things on.

    DIR is made, or has to be empty; nothing in it is ever written over. What
    was stopped halfway is gone on with. Exit codes: 0, or 2 if it could not be
    written.
    """
    from evidence.cli.options import tell  # noqa: PLC0415 - help needs none of it
    from evidence.files.starter import begin  # noqa: PLC0415

    begin(folder, tell)
    shown = folder.as_posix()
    click.echo(NEXT.format(folder=shown, quoted=shlex.quote(shown)), nl=False)
