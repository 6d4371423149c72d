"""What stands in a cell: whether anything, which quotes, which codes, which values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

# what people write into a cell in which nothing stands
EMPTY = ("—", "–", "-", "--", "n/a", "n.a.", "#n/a", "na")
# how a cell with several values is cut
SPLITS = ("quotes", "blank lines", "lines", ";", ",", "|", "/")

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_OPEN_BY_CLOSE = {'"': '"', "”": "“", "»": "«", "“": "„", "«": "»"}
_QUOTED = frozenset('"“”«»„')
_BETWEEN = r"[\s;,/•·–—-]*"
_SEVERAL = tuple(
    re.compile(rf"{_BETWEEN}(?:{opened}[^{opened}{closed}]+{closed}{_BETWEEN})+")
    for opened, closed in (('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"))
)
_ONE = tuple(
    re.compile(rf"{opened}([^{opened}{closed}]+){closed}")
    for opened, closed in (('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"))
)
_YES = frozenset(
    (
        "x",
        "✓",
        "✔",
        "☑",
        "●",
        "•",
        "+",
        "1",
        "yes",
        "y",
        "true",
        "ja",
        "ya",
        "oui",
        "si",
        "sí",
        "sim",
    )
)
_NO = frozenset(("0", "no", "n", "false", "nein", "tidak", "non", "não", "✗", "✘", "☐"))


def folded(text: str) -> str:
    """Return a text on one line, each run of blanks as one."""
    return " ".join(text.split())


def own_lines(text: str) -> str:
    r"""Return a text with its lines kept, each folded, and without empty ones.

    >>> own_lines(" a  b \n\n c ")
    'a b\nc'
    """
    if "\n" not in text and "\r" not in text:
        return folded(text)
    return "\n".join(line for each in text.splitlines() if (line := folded(each)))


def says(cell: str, empty: Collection[str]) -> bool:
    """Return whether anything stands in a cell.

    >>> says(" ", EMPTY), says("N/A", EMPTY), says("none", EMPTY)
    (False, False, True)
    """
    bare = cell.strip()
    return bool(bare) and (len(bare) > 12 or bare.casefold() not in empty)


def marked(cell: str) -> bool | None:
    """Return what a mark in a cell says: yes, no, or None where it is no mark.

    >>> marked("x"), marked("No"), marked("partly")
    (True, False, None)
    """
    bare = folded(cell).casefold()
    return True if bare in _YES else False if bare in _NO else None


def quotes(cell: str, split: str) -> tuple[str, ...]:
    r"""Return the quotes of a cell, folded and without the marks around each.

    Shape: `split` is one of `SPLITS`, "" for a cell with one.

    >>> quotes('"Beds first."\n\n"Then seeds."', "quotes")
    ('Beds first.', 'Then seeds.')
    >>> quotes('She said "no" twice', "quotes"), quotes("a\n \nb", "blank lines")
    (('She said "no" twice',), ('a', 'b'))
    """
    if split == "quotes" and not _QUOTED.isdisjoint(cell):
        text = cell.replace('""', '"')
        for several, one in zip(_SEVERAL, _ONE, strict=True):
            if several.fullmatch(text.strip()):
                return tuple(piece for found in one.findall(text) if (piece := folded(found)))
    return _kept((cell,) if split == "quotes" else pieces(cell, split))


def pieces(cell: str, split: str) -> tuple[str, ...]:
    """Return the values of a cell, each with its lines.

    >>> pieces("bed; ; border", ";"), pieces("bed (a; b); border", ";")
    (('bed', 'border'), ('bed (a; b)', 'border'))
    """
    if not split or split == "quotes":
        found: Iterable[str] = (cell,)
    elif split == "blank lines":
        found = _BLANK_LINES.split(cell)
    elif split == "lines":
        found = _outside_brackets(cell, "\n")
    elif split in cell:
        found = _outside_brackets(cell, split)
    else:
        found = (cell,)
    return tuple(piece for each in found if (piece := own_lines(each)))


def code_pieces(
    cell: str, split: str, known: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    r"""Return the codes of a cell, and what of it is not as it stood.

    A line wholly in brackets explains the code above it. Lines that together are
    a code which stands alone elsewhere are that code.

    Shape: `known` are the folded codes of the column's cells that hold one, in lower case.

    >>> code_pieces("Coding\nTalk and\nwork\n(in pairs)", "lines", {"talk and work", "coding"})[0]
    ('Coding', 'Talk and work')
    """
    found = [folded(piece) for piece in pieces(cell, split)]
    if split != "lines":
        return tuple(dict.fromkeys(found)), ()
    glosses = [piece for piece in found[1:] if piece.startswith("(") and piece.endswith(")")]
    found = [piece for piece in found if piece not in glosses]
    joined: list[str] = []
    start = 0
    while start < len(found):
        # the longest run of lines that is one known code
        end = next(
            (
                end
                for end in range(min(len(found), start + 4), start + 1, -1)
                if " ".join(found[start:end]).casefold() in known
            ),
            start + 1,
        )
        joined.append(" ".join(found[start:end]))
        start = end
    told = [f"“{gloss[:200]}” beside a code is no code" for gloss in glosses]
    if len(joined) < len(found):
        told.append("a code that stood over several lines is joined")
    return tuple(dict.fromkeys(joined)), tuple(told)


def _outside_brackets(cell: str, separator: str) -> list[str]:
    """Return the pieces between separators that stand in no bracket, which closes."""
    if not {"(", "["} & set(cell):
        return cell.split(separator)
    found, depth, start = [], 0, 0
    closing = cell.count(")") + cell.count("]")
    opening = cell.count("(") + cell.count("[")
    if closing != opening:
        return cell.split(separator)
    for place, char in enumerate(cell):
        depth += (char in "([") - (char in ")]")
        if char == separator and depth <= 0:
            found.append(cell[start:place])
            start = place + 1
    return [*found, cell[start:]]


def _kept(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(bare for piece in found if (bare := _without_marks(folded(piece))))


def _without_marks(text: str) -> str:
    """Return a quote without the marks around it, and without one that has no partner.

    >>> _without_marks('"beds"'), _without_marks('"a" and "b"'), _without_marks('"beds')
    ('beds', '"a" and "b"', 'beds')
    """
    if text[:1] not in _QUOTED and text[-1:] not in _QUOTED:
        return text.replace('""', '"')
    text = text.replace('""', '"')
    opened = _OPEN_BY_CLOSE.get(text[-1:]) if len(text) > 1 else None
    if opened is not None and text[0] == opened:
        inner = text[1:-1]
        first = inner.find(text[-1] if opened == text[-1] else opened)
        closes = first > 0 and not inner[first - 1].isspace() and opened == text[-1]
        if first < 0 or not closes:
            balanced = inner.count('"') % 2 == 0
            return inner.strip() if balanced else text
        return text
    for mark, partner in (('"', '"'), ("“", "”"), ("”", "“")):
        if text.startswith(mark) and partner not in text[1:]:
            return text[1:].strip()
        if text.endswith(mark) and partner not in text[:-1]:
            return text[:-1].strip()
    return text
