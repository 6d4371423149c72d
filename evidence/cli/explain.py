"""`evidence explain`."""

from __future__ import annotations

import click

from evidence.cli.options import rules
from evidence.diagnostics import CannotGoOn, did_you_mean


@click.command(name="explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what the check CODE means, why it matters and how to mend it.

    Without a code it lists them all. Exit codes: 0, or 2 for an unknown code.
    """
    from evidence.reporters import explain  # noqa: PLC0415 - help needs none of it

    known = {rule.code: rule for rule in rules()}
    if code is None:
        for rule in sorted(known.values(), key=lambda rule: (rule.severity.rank, rule.code)):
            click.echo(f"{rule.severity:<8} {rule.code:<28} {rule.summary}")
        return
    if code not in known:
        raise CannotGoOn(f"there is no check `{code}`", did_you_mean(code, known))
    click.echo(explain(known[code]), nl=False)
