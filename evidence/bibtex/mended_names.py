"""People in one text that `and` does not part: told apart where that is sure.

"Atou, H.; Butta, G.", "Sato, K. & Kim, J.", "Sato, K., Lopez, M., Kim, J.". A body
that is written with the same signs (Johnson & Johnson) stays one text.
"""

from __future__ import annotations

import re

_BRACES = re.compile(r"(?<!\\)[{}]")
_AMPERSAND = re.compile(r"\s*\\?&\s*")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s~-]*){1,4}")
# Kim A, Roe BC, van der Berg C.-D., De Groot EF
_SHORT = re.compile(
    r"(?P<family>(?:[a-z]{1,4} |St\.? )*(?:[A-Zdl]['’])?"
    r"[^\W\d_a-z][^\W\d_]+(?:['’ -][^\W\d_]+)*)"
    r" (?P<given>[A-Z]{1,3}|[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.){0,3})"
)
# Family names as short as initials: Wei XU, Bo LIN, Sun-Hee OH
_SHORT_FAMILIES = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "ABE AN AO BAI BI CAO CHO CHU COX CUI DAI DAS DAY DO DOE DU FAN FOX FU GAO GOH GU "
        "GUO HA HAN HAO HE HO HOU HU HUI ITO JI JIN KIM KO KOH LAI LAM LAW LE LEE LEI LI LIM "
        "LIN LIU LU LUO LY MA MAI MAO MAY MEI MIN NA NG NGO NIE ODA OH ONG PAN QI QIN QIU "
        "RAI RAO REN ROE ROY RYU SEN SHI SHU SIM SU SUN TAN TAO TEO TU VO VU WAN WEI WEN WU "
        "XI XIA XIE XU YAN YAO YE YIN YOO YU YUE YUN ZHU"
    ).split()
)
_WITH_INITIALS = re.compile(r"[^\W\d_]{2},(?:\s*[^\W\d_a-z]\.)+$")
# Kim, A. or de Groot, Ann B.
_INVERTED = re.compile(
    r"(?:[a-z]{1,4} )*[^\W\d_a-z][^\W\d_]+(?:['’ -][^\W\d_]+){0,2},\s*"
    r"(?:[^\W\d_a-z][\w.'’-]*\s*){1,3}"
)
# Volvo AB, Siemens AG, Greenpeace UK: what stands behind a body
_BEHIND_BODIES = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "AB AG AS BV EU KG KK LLC LLP NV PLC PT SA SE SPA SRL TBK UK UN US USA"
    ).split()
)
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
_AND_IN_BRACES = re.compile(r"\s+and\s+")
_TWO = 2
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
_GENERATION = re.compile(
    r"(?P<given>[^\s,{}][^,{}]*?)\s+(?P<family>[^\s,{}]+)\s+(?P<suffix>[JS]r\.?|II|III|IV)"
)
_NUMBERED = re.compile(r"([^,{}]*[^\s,{}])\s+0\d{3}")
# Martin Luther King, Jr.
_GENERATION_BEHIND = re.compile(
    r"(?P<given>[^\s,{}\\][^,{}\\]*?)\s+(?P<family>[^\s,{}\\]+),\s*(?P<suffix>[JS]r\.?|II|III|IV)"
)
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
    if len(text) > _LONGEST_NAME:
        return text, ""
    generation = _GENERATION_BEHIND.fullmatch(text) or _GENERATION.fullmatch(text)
    if generation:
        told = f"{generation['family']}, {generation['suffix']}, {generation['given']}"
        return told, f"`{text}` is written `{told}`"
    ordinary = text.count(",") == 1 and text[-1] not in ')]"' and text.isascii()
    if ordinary:
        return text, ""
    if not text.isascii() and (told := text.translate(_WIDE)) != text:
        return told, f"`{text}` holds a sign that BibTeX does not know, read as `,` or `;`"
    return _without_addition(text)


def _without_addition(text: str) -> tuple[str, str]:
    """Return a name without quotation marks, a comma too many or a role."""
    if text[0] == text[-1] == '"' and text.count('"') == 2 < len(text):
        return text[1:-1].strip(), f"`{text}` stands in quotation marks"
    if numbered := _NUMBERED.fullmatch(text):
        return numbered[1], f"`{text}` ends with the number by which DBLP tells people apart"
    if text[-1] == "," and text.count(",") > 1:
        return text.rstrip(", "), f"`{text}` ends with a comma"
    role = _ROLE.search(text)
    if role and (text[role.start() :].strip()[0] in "([" or text.count(",") > 1):
        return text[: role.start()], f"`{text}` holds a role, which is no part of a name"
    return text, ""


def is_body(text: str) -> bool:
    """Say whether a text without braces names a body, which is no person.

    >>> is_body("World Bank"), is_body("Ministry of Health, Jakarta"), is_body("Bank, Steven")
    (True, True, False)
    """
    before, _, after = text.partition(",")
    return "{" not in text and bool(_SURE_BODY.search(before) or _COMPANY.fullmatch(after.strip()))


def no_part_of_a_name(text: str) -> str:
    """Return the signs in a name that none has, "" where all may stand in one.

    >>> no_part_of_a_name("Kim, Ann1,2"), no_part_of_a_name("Kim, Ann, PhD")
    ('1', 'PhD')
    >>> no_part_of_a_name("Kim, A. B.")
    ''
    """
    found = _NO_PART.search(text)
    return found[0] if found else ""


_SURE_BODY = re.compile(
    r"\b(?:universit\w+|institut\w*|department|minist(?:ry|ère|erio|ero|erstwo)|inc|ltd|llc|gmbh"
    r"|corporation|association|society|council|committee|agency|foundation|bureau|commission"
    r"|organi[sz]ation|consortium|collaboration|(?:working|study) group|task force|core team"
    r"|(?:world|development) bank|bank indonesia|dinas|kementerian|badan pusat|yayasan"
    r"|pemerintah|secretariat|federation|government|parliament|authority"
    r"|(?:office|cent(?:re|er)|board|college|school) (?:of|for))\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?:Inc|Ltd|LLC|GmbH|Corp|PLC|Co)\.?")
# figures, marks of notes, an address, a title
_NO_PART = re.compile(
    r"\d+(?!\d|nd\b|rd\b|th\b)|[*†‡§|@<>¹²³]|(?<![\w.])(?:Ph\.?\s?D|[SM]\.(?:Pd|Si|Hum|Sos|Kom|Sc|Kes|Ag|Farm|Ked|Psi)"
    r"|Prof|Drs?|Ir)(?!\w)\.?"
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
        return [f"{_AMPERSAND.sub('', family)}, {given}" for family, given in pairs]
    if len(parts) > 1 and all(map(_SHORT.fullmatch, parts)):
        return initials_behind(parts) or parts
    if len(parts) > 2 and all(_is_full_name(part) or _OF_CJK.fullmatch(part) for part in parts):
        return parts
    return []


def initials_behind(people: list[str]) -> list[str]:
    """Return a list of `Kim AB` as `Kim, AB`; empty where it is not sure that those are initials.

    >>> initials_behind(["Kim JA", "van der Berg CD", "others"])
    ['Kim, JA', 'van der Berg, CD', 'others']
    >>> initials_behind(["Wei XU", "Jun LI"]), initials_behind(["Volvo AB"])
    ([], [])
    """
    found = [_SHORT.fullmatch(one) for one in people if one != "others"]
    short = [one for one in found if one]
    if len(short) < len(found) or not any(map(_is_sure, short)):
        return []
    # A name alone may be Malcolm X or Volvo AB; a full stop makes the letters initials.
    if len(short) < _TWO and "." not in short[0]["given"]:
        return []
    told = iter(short)
    return [
        one if one == "others" else "{0[family]}, {0[given]}".format(next(told)) for one in people
    ]


def in_one_brace(text: str) -> tuple[list[str], bool]:
    """Return the people that stand in one pair of braces, and whether there may be people.

    Shape: empty where it is not sure: braces are written around a body.

    >>> in_one_brace("Kim, A. and Roe, B.")
    (['Kim, A.', 'Roe, B.'], True)
    >>> in_one_brace("Ann Kim and Bo Roe"), in_one_brace("Food, Land and Water, Inc.")
    (([], True), ([], False))
    """
    if len(text) > _LONGEST or "{" in text or _BODY.search(text):
        return [], False
    several = _AND_IN_BRACES.split(text.strip())
    people = [one for one in several if one != "others"]
    if len(several) == 1:
        family, _, given = text.partition(", ")
        letters = given.replace(".", "").replace(" ", "")
        lone = bool(family.isalpha() and letters.isupper() and _INITIALS.fullmatch(given))
        return [], lone and letters not in _BEHIND_BODIES
    if all(map(_INVERTED.fullmatch, people)):
        return several, True
    turned = initials_behind(several)
    doubtful = turned or all(map(_is_full_name, people)) or any(map(_WITH_INITIALS.search, people))
    return turned, bool(doubtful)


def may_be_initials(text: str) -> str:
    """Return the letters at the end of a name that may be initials, "" where none are.

    >>> may_be_initials("Kim JA"), may_be_initials("Wei XU")
    ('JA', '')
    """
    found = _SHORT.fullmatch(text)
    letters = found["given"] if found and not _BODY.search(text) else ""
    return "" if letters in _SHORT_FAMILIES else letters


def _is_sure(short: re.Match[str]) -> bool:
    """Say whether the letters behind a name are initials, and neither a name nor a kind of body."""
    letters = short["given"]
    return (
        "." in letters
        or len(letters) == 1
        or not (letters in _BEHIND_BODIES or letters in _SHORT_FAMILIES)
    )


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
