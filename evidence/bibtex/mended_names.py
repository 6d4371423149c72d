"""People in one text that `and` does not part: told apart where that is sure.

"Atou, H.; Butta, G.", "Sato, K. & Kim, J.", "Sato, K., Lopez, M., Kim, J.". A body
that is written with the same signs (Johnson & Johnson) stays one text.
"""

from __future__ import annotations

import re

_BRACES = re.compile(r"(?<!\\)[{}]")
_AMPERSAND = re.compile(r"\s*\\?&\s*")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s~-]*){1,4}")
# Kim A, Roe BC: a letter alone tells the initials from a family name in capitals
_SHORT = re.compile(r"(?P<family>[^\W\d_a-z][^\W\d_]*(?:['’ -][^\W\d_]+)*) (?P<given>[A-Z]{1,3})")
_OF_CJK = re.compile(r"[\u3400-\u9fff]{2,4}|[\uac00-\ud7af]{2,4}")
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
_LONGEST_NAME = 200


def ends_in_others(text: str) -> str | None:
    """Return a name without the "et al." at its end, None where there is none.

    >>> ends_in_others("Born, L. et al."), ends_in_others("王小明等")
    ('Born, L.', '王小明')
    """
    if not text.rstrip(".} ").endswith(_OTHERS):
        return None
    found = _ET_AL.search(text)
    first = text[: found.start()].rstrip(" ,;") if found else text
    # In the braces of a name it is a part of that.
    return None if first is text or first.count("{") != first.count("}") else first


_OTHERS = ("al", "others", "dkk", "cols", "u.a", "u. a", "\u7b49", "\u7b49\u4eba", "\u307b\u304b")
_ET_AL = re.compile(
    r"(?<![^\s,;])(?:(?:\{\\(?:em|it)\s++|\\(?:emph|textit)\{|\{)?et\.?[\s~]++al\.?\}{0,2}|(?:&|and|\\&)\s++others"
    r"|dkk\.?|y\s++cols\.?|u\.\s?a\.)$"
    r"|(?:\s++|(?<=[\u3400-\u9fff]{2}))(?:\u7b49\u4eba?|\u307b\u304b)$"
)


_WIDE = str.maketrans("\uff1b\u061b\u3001\uff0c\u060c", ";;;,,")
_ROLE = re.compile(
    r"\s*(?:[(\[]\s*(?:{0})\.?\s*[)\]]|,\s*(?:{0})\.?)$".format(
        r"eds?|editors?|hrsg|hg|trans|translators?|orgs?|coords?|comps?|penyunting"
    ),
    re.IGNORECASE,
)
_GENERATION = re.compile(r"(?P<given>\S.*?)\s+(?P<family>\S+)\s+(?P<suffix>[JS]r\.?|II|III|IV)")
_TWO_AND = re.compile(
    r"(?P<one>[^,{}]+,[^,{}]*?[^\s,{}])\s*(?:(?<=\s)(?:und|et|y|dan|en|og|och|e|i)(?=\s)|[/+\u548c\u53ca])"
    r"\s*(?P<other>[^\s,{}][^,{}]*,[^,{}]+)"
)
_NOBODY = frozenset(
    [
        "n/a",
        "n.a.",
        "none",
        "null",
        "nan",
        "no author",
        "[no author]",
        "no authors listed",
        "not available",
    ]
)


def names_nobody(text: str) -> bool:
    """Return whether a text says that there is no name."""
    return text.lower() in _NOBODY


def mended(text: str) -> tuple[str, str]:
    """Return one name as it should be written, and what was wrong: "" where nothing was.

    >>> mended("Kim, A. (Ed.)")
    ('Kim, A.', '`Kim, A. (Ed.)` holds a role, which is no part of a name')
    >>> mended("Ann Kim Jr.")[0], mended("王，小明")[0]
    ('Kim, Jr., Ann', '王,小明')
    """
    ordinary = text.count(",") == 1 and text[-1] not in ')]"' and text.isascii()
    if ordinary or len(text) > _LONGEST_NAME:
        return text, ""
    if not text.isascii() and (told := text.translate(_WIDE)) != text:
        return told, f"`{text}` holds a sign that BibTeX does not know, read as `,` or `;`"
    if text[0] == text[-1] == '"' and text.count('"') == 2 < len(text):
        return text[1:-1].strip(), f"`{text}` stands in quotation marks"
    role = _ROLE.search(text)
    if role and (text[role.start() :].strip()[0] in "([" or text.count(",") > 1):
        return text[: role.start()], f"`{text}` holds a role, which is no part of a name"
    if "," not in text and "{" not in text and (found := _GENERATION.fullmatch(text)):
        told = f"{found['family']}, {found['suffix']}, {found['given']}"
        return told, f"`{text}` is written `{told}`"
    return text, ""


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
    if "{" in text:
        return []
    found = _TWO_AND.fullmatch(text)
    if found and not any(map(_BODY.search, found.groups())):
        return [found["one"], found["other"]]
    return _at_commas(text)


def _at_commas(text: str) -> list[str]:
    """Return the people of a list that has nothing but commas."""
    parts = [part.strip() for part in text.rstrip(", ").split(",")]
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    paired = len(parts) > 3 and len(parts) % 2 == 0
    if paired and all(_INITIALS.fullmatch(b) and not _INITIALS.fullmatch(a) for a, b in pairs):
        return [f"{family}, {given}" for family, given in pairs]
    if len(parts) > 2 and all(_is_full_name(part) or _OF_CJK.fullmatch(part) for part in parts):
        return parts
    short = [_SHORT.fullmatch(part) for part in parts]
    if len(parts) > 1 and all(short) and any(len(one["given"]) == 1 for one in short if one):
        return [f"{one['family']}, {one['given']}" for one in short if one]
    return []


def _is_person(text: str, in_braces: bool) -> bool:
    if _BODY.search(text):
        return False
    family, comma, given = text.partition(",")
    if comma:
        return bool(family.strip() and given.strip()) and given.count(",") <= 1
    return not in_braces and bool(_is_full_name(text) or _OF_CJK.fullmatch(text))


def _is_full_name(text: str) -> bool:
    words = text.split()
    return (
        2 <= len(words) <= 5
        and not _BODY.search(text)
        and all(word in _PARTICLES or _CAPITAL.fullmatch(word) for word in words)
        and len(words[-1].strip(".")) > 1
        and words[-1] not in _PARTICLES
    )
