"""People in one text that `and` does not part: told apart where that is sure.

"Atou, H.; Butta, G.", "Sato, K. & Kim, J.", "Sato, K., Lopez, M., Kim, J.". A body
that is written with the same signs (Johnson & Johnson) stays one text.
"""

from __future__ import annotations

import re

_BRACES = re.compile(r"(?<!\\)[{}]")
_AMPERSAND = re.compile(r"\s*\\?&\s*")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s~-]*){1,4}")
_CAPITAL = re.compile(r"(?:[^\W\d_a-z]|[dDlL]['’])[\w.'’-]*")
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "di",
        "da",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "zu",
        "ten",
        "ter",
        "dos",
        "du",
    ]
)
_BODY = re.compile(
    r"\b(?:universit\w*|institut\w*|department|ministr\w*|inc|ltd|llc|gmbh|co|corp\w*|company"
    r"|group|team|association|society|council|committee|agency|office|centre|center|school"
    r"|college|bank|foundation|sons|partners|bureau|commission|board|press|network|party"
    r"|organi[sz]ation|dan|dinas|kementerian|badan|yayasan|food|research|health|science\w*)\b",
    re.IGNORECASE,
)
_LONGEST = 20_000


def ends_in_others(text: str) -> str | None:
    """Return a name without the "et al." at its end, None where there is none.

    >>> ends_in_others("Born, L. et al.")
    'Born, L.'
    """
    if not text.rstrip(".} ").endswith(_OTHERS):
        return None
    found = _ET_AL.search(text)
    first = text[: found.start()].rstrip(" ,;") if found else text
    # In the braces of a name it is a part of that.
    return None if first is text or first.count("{") != first.count("}") else first


_OTHERS = ("al", "others", "dkk", "cols", "u.a", "u. a")
_ET_AL = re.compile(
    r"(?<![^\s,;])(?:(?:\{\\(?:em|it)\s++|\\(?:emph|textit)\{|\{)?et\.?[\s~]++al\.?\}{0,2}|(?:&|and|\\&)\s++others"
    r"|dkk\.?|y\s++cols\.?|u\.\s?a\.)$"
)


def people_in(text: str) -> list[str]:
    """Return the people that one text holds, each as `Family, Given` or `Given Family`.

    Shape: empty where it is not sure that there are several.
    """
    if len(text) > _LONGEST:
        return []
    bare = _BRACES.sub("", text) if ";" in text and not text.startswith("{\\") else text
    for pieces in (
        [part.strip() for part in bare.split(";")],
        _AMPERSAND.split(text),
    ):
        said = [piece for piece in pieces if piece]
        # In braces a text is meant as one: there it takes the commas of names.
        in_braces = text.startswith("{") and text.endswith("}")
        if len(said) > 1 and all(_is_person(piece, in_braces) for piece in said):
            return said
    return [] if "{" in text else _at_commas(text)


def _at_commas(text: str) -> list[str]:
    """Return the people of a list that has nothing but commas."""
    parts = [part.strip() for part in text.split(",")]
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    paired = len(parts) > 3 and len(parts) % 2 == 0
    if paired and all(_INITIALS.fullmatch(b) and not _INITIALS.fullmatch(a) for a, b in pairs):
        return [f"{family}, {given}" for family, given in pairs]
    if len(parts) > 2 and all(_is_full_name(part) for part in parts):
        return parts
    return []


def _is_person(text: str, in_braces: bool) -> bool:
    if _BODY.search(text):
        return False
    family, comma, given = text.partition(",")
    if comma:
        return bool(family.strip() and given.strip()) and given.count(",") <= 1
    return not in_braces and _is_full_name(text)


def _is_full_name(text: str) -> bool:
    words = text.split()
    return (
        2 <= len(words) <= 5
        and not _BODY.search(text)
        and all(word in _PARTICLES or _CAPITAL.fullmatch(word) for word in words)
        and len(words[-1].strip(".")) > 1
        and words[-1] not in _PARTICLES
    )
