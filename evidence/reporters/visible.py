"""Text that cannot harm a terminal: what would act or hide is shown by its number.

Control characters move the cursor and recolour the screen, bidirectional marks
turn text around, characters without width make two words look like one.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width

# letters and marks by their category, and yet nothing is seen of them
_BLANK = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")


def visible(text: str) -> str:
    r"""Return a text in which every character can be seen and none acts.

    >>> visible("a\x1b[31mb\u202ec")
    'a<U+001B>[31mb<U+202E>c'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _is_seen(c) else f"<U+{ord(c):04X}>" for c in text)


def width(text: str) -> int:
    r"""Return how many columns a visible text takes up on a terminal.

    >>> width("garden"), width("学校"), width("e\u0301")
    (6, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _is_seen(character: str) -> bool:
    if character in _BLANK:
        return False
    return character.isprintable() or category(character) == "Zs"


def _columns(character: str) -> int:
    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
