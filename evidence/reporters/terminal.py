"""The text format: each diagnostic with its line, the stretch marked, and help."""

from __future__ import annotations

from collections.abc import Callable

from evidence.diagnostics import Place, Severity
from evidence.reporters.listing import Listing, Representative, address, summary, told
from evidence.reporters.visible import visible, width

# what is shown of a long line: columns before, within and after the marked stretch
_BEFORE, _WITHIN, _AFTER = 60, 80, 40
_TAB = " " * 4

Paint = Callable[[str, str], str]
_COLOURS = {
    Severity.ERROR.value: "1;31",
    Severity.WARNING.value: "1;33",
    Severity.NOTE.value: "1;34",
    "strong": "1",
    "frame": "34",
}


def terminal(listing: Listing) -> str:
    """Return what people read: the diagnostics, what is silenced, and a count.

    Of a kind that there is often they are told the first, in one line.

    Nothing in it can move the cursor or turn the text around, whatever the
    files hold; escape sequences are there only if `colour` is asked for.
    """
    paint = _coloured if listing.colour else _plain
    blocks = [_block(listing, one, paint) for one in told(listing)]
    if listing.silenced:
        blocks.append(_silenced(listing))
    blocks.append(paint("strong", summary(listing)))
    return "\n\n".join(blocks) + "\n"


def _block(listing: Listing, one: Representative, paint: Paint) -> str:
    diagnostic = one.diagnostic
    severity = diagnostic.severity.value
    label = paint(severity, f"{severity}[{visible(diagnostic.code)}]")
    message = paint("strong", visible(diagnostic.message))
    place = diagnostic.place
    head = [f"{_before_colon(place)}{label}: {message}"]
    if one.more:
        return f"{head[0]}; {one.more:,} more of this kind, `evidence check --all` lists them"
    text = _line(listing, place)
    gutter = " " * (len(str(place.line)) if place and text is not None else 2)
    bar = paint("frame", f"{gutter} |")
    if place and text is not None:
        shown, marks = _excerpt(text, place)
        head += [bar, f"{paint('frame', f'{place.line} |')} {shown}"]
        head.append(f"{bar} {paint(severity, marks)}")
    notes = [f"help: {visible(diagnostic.help)}"] if diagnostic.help else []
    notes += [f"{_before_colon(r.place)}{visible(r.message)}" for r in diagnostic.related]
    sign = paint("frame", f"{gutter} =")
    return "\n".join((*head, *(f"{sign} {note}" for note in notes)))


def _silenced(listing: Listing) -> str:
    lines = ["silenced, each with its reason:"]
    for one in listing.silenced:
        found = one.diagnostic
        place = _before_colon(found.place)
        lines.append(f"  {place}{visible(found.code)}: {visible(one.reason)}")
    return "\n".join(lines)


def _before_colon(place: Place | None) -> str:
    said = visible(address(place))
    return f"{said}: " if said else ""


def _line(listing: Listing, place: Place | None) -> str | None:
    if place is None:
        return None
    lines = listing.lines.get(place.file, ())
    return lines[place.line - 1] if 0 < place.line <= len(lines) else None


def _excerpt(line: str, place: Place) -> tuple[str, str]:
    """Return the line, cut where it is long, and the marks that go below it."""
    start = min(max(place.column, 1) - 1, len(line))
    stop = min(max(place.end_column - 1, start + 1), len(line))
    before, cut = line[:start], ""
    if len(before) > _BEFORE:
        before, cut = before[-_BEFORE:], "…"
    before = cut + _shown(before)
    within = _shown(line[start : min(stop, start + _WITHIN)])
    after = _shown(line[start:stop][_WITHIN:] + line[stop:][:_AFTER])[:_AFTER]
    more = "…" if len(line) > stop + _AFTER or stop > start + _WITHIN + _AFTER else ""
    marks = " " * width(before) + "^" * max(width(within), 1)
    return f"{before}{within}{after}{more}".rstrip(), marks


def _shown(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _plain(role: str, text: str) -> str:
    del role
    return text


def _coloured(role: str, text: str) -> str:
    return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m"
