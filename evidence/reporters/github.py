"""The GitHub format: workflow commands, which GitHub shows at the lines of a change."""

from __future__ import annotations

from evidence.diagnostics import Diagnostic, Severity
from evidence.reporters.listing import Listing, address, summary
from evidence.reporters.visible import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(listing: Listing) -> str:
    """Return a workflow command for each diagnostic, and the count as a last line."""
    commands = [_command(listing, diagnostic) for diagnostic in listing.diagnostics]
    return "\n".join((*commands, summary(listing))) + "\n"


def _command(listing: Listing, diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties: dict[str, str | int] = {}
    if place and place.file:
        properties["file"] = listing.path(place.file)
        if place.line:
            properties.update(line=place.line, col=place.column)
        if place.end_column:
            properties["endColumn"] = place.end_column
    properties["title"] = diagnostic.code
    related = (f"{address(one.place)}: {one.message}" for one in diagnostic.related)
    help_ = (f"help: {diagnostic.help}",) if diagnostic.help else ()
    text = "%0A".join(_data(line) for line in (diagnostic.message, *help_, *related))
    head = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {head}::{text}"


def _data(text: str) -> str:
    """Return the text of a command, in which no line can end and no command begin."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
