"""Names of authors and editors: split first, decoded afterwards.

BibTeX's rules: `and` between names, braces around what is one word or a body,
`von Last, First`, `von Last, Jr, First` or `First von Last`; and biblatex's
`family=..., given=...`. A single name (Wiyadi) is a family name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from evidence.bibtex.latex import decode, with_letters
from evidence.bibtex.latex_commands import letter_of
from evidence.bibtex.mended_names import (
    ends_in_others,
    in_one_brace,
    initials_behind,
    is_body,
    may_be_initials,
    mended,
    names_nobody,
    no_part_of_a_name,
    people_in,
)
from evidence.bibtex.web_markup import without_references
from evidence.model.sources import Name
from evidence.unseen import without_unseen


class Names(NamedTuple):
    """The people and bodies of a field, whether it ends in "and others", and what is odd."""

    names: tuple[Name, ...]
    others: bool = False
    odd: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """Return the names as one text, in the one form that tells their parts apart."""
        written = [_written(name) for name in self.names]
        return " and ".join([*written, "others"] if self.others else written)


NOBODY = Names(())
PEOPLE = frozenset(
    {"afterword", "annotator", "author", "bookauthor", "commentator", "editor", "editora"}
    | {"editorb", "editorc", "foreword", "holder", "introduction", "translator"}
    | {"compiler", "composer", "director", "illustrator", "interviewer", "narrator"}
    | {"performer", "producer"}
)
# Looked for from the first of several blanks alone: from each it would take quadratic time.
# At an end it is one in small letters alone: And is also somebody's name.
_AND = re.compile(r"(?<!\s)\s++(?:and(?=\s)|(?-i:and)$)|^(?-i:and)\s", re.IGNORECASE)
# ties where blanks part names, and LaTeX's own \\and
_TIED = re.compile(r"\s*+(?<!\\)~[\s~]*+and[\s~]++|\s++and[ ]*+~[\s~]*+|\s*+\\and(?![A-Za-z])\s*+")
_TOKEN = re.compile(rf"[{{}}]|{_AND.pattern}", re.IGNORECASE)
_PLAIN = re.compile(r"[^\\{},~=;&]*+(?:,[^\\{},~=;&]*+)?").fullmatch
_SIGN = re.compile(r"[^\W_]").search
_WORD_MARK = re.compile(r"[{}]|,|[\s~]+")
_BRACE = re.compile(r"[{}]")
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|(.))", re.DOTALL)
_PART = re.compile(r"\s*([A-Za-z][A-Za-z-]*)\s*=\s*(.*)", re.DOTALL).fullmatch
_PARTS = frozenset({"family", "given", "prefix", "suffix"})
# What biblatex knows beside them: how a name is sorted and told apart, not how it reads.
_LABELS = _PARTS | {
    "id",
    "hash",
    "gender",
    "nametemplates",
    "nosort",
    "useprefix",
    "sortingnamekeytemplatename",
    "uniquenametemplatename",
    "labelalphanametemplatename",
    "namehashtemplatename",
    "uniquename",
    "uniquelist",
}
_LONGEST_SHOWN = 60
_SUFFIX = re.compile(r"(?:jr|sr|ph\.?d|m\.?d|esq|i{2,3}|iv|vi{0,3})\.?", re.IGNORECASE).fullmatch
_ET_AL = re.compile(r"et\.?\s+al\.?", re.IGNORECASE)
_IS_OTHERS = "`et al.` is written `and others`"
_APART = "names are separated by `and`"


def read_names(value: str) -> Names:
    """Return the names of an `author` or `editor` field as BibTeX writes it."""
    value, references = without_references(without_unseen(value, words=True))
    tied = _TIED.sub(" and ", value) if "~" in value or "\\and" in value else value
    items = [part.strip() for part in split_names(tied)]
    turned = _turned(items)
    parts = [_one(part) for part in turned or items]
    if len(parts) == 1 and not turned and tied == value:
        return parts[0]._replace(references=references) if references else parts[0]
    odd = [said for part in parts for said in part.odd]
    if turned:
        odd.append(_told_turned(items, turned))
    if tied != value:
        odd.append(f"`{_shown(value)}`: {_APART} between blanks")
    others = any(part.others for part in parts)
    if others and any(part.others and not part.names for part in parts[:-1]):
        odd.append("`others` stands before a name, and not at the end")
    return Names(
        tuple(name for part in parts for name in part.names),
        others,
        tuple(dict.fromkeys(odd)),
        tuple(dict.fromkeys(command for part in parts for command in part.unknown)),
        references,
    )


@lru_cache(maxsize=8192)
def _one(text: str) -> Names:
    """Return who one item of a list names. Few people, many times."""
    if text.lower() == "others":
        return Names((), others=True)
    if not _SIGN(text):
        return Names((), odd=("there is no name between two `and`, or beside one",))
    if _ET_AL.fullmatch(text):
        return Names((), others=True, odd=(_IS_OTHERS,))
    if names_nobody(text):
        return Names((), odd=(f"`{text}` is no name",))
    odd: list[str] = []
    unknown: list[str] = []
    text, wrong = mended(text)
    inner = _whole_group(text)
    several, doubtful = in_one_brace(inner) if inner else ([], False)
    if several:
        parts = [_one(one) for one in several]
        said = f"`{_shown(inner)}` stands in one pair of braces and is read so: {_APART}"
        names = tuple(name for part in parts for name in part.names)
        return Names(names, any(part.others for part in parts), (said,))
    if doubtful:
        odd.append(f"`{_shown(inner)}` stands in one pair of braces, and is read as one body")
    first = None if inner else ends_in_others(text)
    others = bool(first and _SIGN(first))
    if first and others:
        odd.append(_IS_OTHERS)
        text = first
    names = tuple(_people(text, odd, unknown))
    if wrong and not odd:
        odd.append(wrong)
    return Names(names, others, tuple(dict.fromkeys(odd)), tuple(dict.fromkeys(unknown)))


def _turned(items: list[str]) -> list[str]:
    """Return the items with a comma before initials that stand behind, empty where none do."""
    if not any(item[-1:] == "." or item[-1:].isupper() for item in items if "," not in item):
        return []
    said = [_decoded(item)[0] if "\\" in item else item for item in items]
    turned = initials_behind(said) or [(initials_behind([one]) or [one])[0] for one in said]
    return [] if turned == said else turned


def _told_turned(items: list[str], turned: list[str]) -> str:
    changed = [pair for pair in zip(items, turned, strict=True) if pair[0] != pair[1]]
    first, read = changed[0]
    more = f", and {len(changed) - 1} more like it" if changed[1:] else ""
    return f"`{_shown(first)}` is read as `{_shown(read)}`{more}: initials stand behind a comma"


def _written(name: Name) -> str:
    parts = (name.short, name.suffix, name.given) if name.suffix else (name.short, name.given)
    return ", ".join(filter(None, parts))


def split_names(value: str) -> list[str]:
    """Return the items of a list, which `and` parts outside of braces."""
    value = value.strip()
    if not value:
        return []
    parts = _AND.split(value)
    if "{" not in value or all(part.count("{") == part.count("}") for part in parts):
        return parts
    parts = []
    depth = start = 0
    for token in _TOKEN.finditer(value):
        if token[0] == "{":
            depth += 1
        elif token[0] == "}":
            depth = max(depth - 1, 0)
        elif not depth:
            parts.append(value[start : token.start()])
            start = token.end()
    parts.append(value[start:])
    return parts


def _people(text: str, odd: list[str], unknown: list[str]) -> Iterator[Name]:
    """Yield who one text names: nobody, one, or several where that is sure."""
    parted = ";" in text or ("{" not in text and ("&" in text or _may_be_several(text)))
    several = people_in(text) if parted else []
    if several:
        odd.append(f"`{_shown(text)}` names {len(several)} and is read so: {_APART}")
        for one in several:
            yield from _people(one, odd, unknown)
        return
    if is_body(text):
        odd.append(f"`{_shown(text)}` is read as a body, which is written in braces")
        yield Name(literal=_decoded(text)[0])
        return
    name = _name(text, odd, unknown)
    if name is None:
        return
    if strange := no_part_of_a_name(f"{name.family}, {name.given}, {name.suffix}"):
        odd.append(f"`{strange}` in `{_shown(text)}` is no part of a name")
    if text[-1].isupper() and (letters := may_be_initials(text)):
        odd.append(f"`{letters}` in `{_shown(text)}` is read as the family name")
    if not name.short:
        said = name.given or name.suffix
        if not _SIGN(said):
            odd.append(f"`{_shown(text)}` is no name")
            return
        odd.append(f"`{_shown(text)}` has no family name")
        name = Name(said)
    yield name


def _may_be_several(text: str) -> bool:
    """Return whether commas may part people; `Family, Given` of nearly all names cannot."""
    commas = text.count(",")
    return commas > 1 or (commas == 1 and "." not in text and text.count(" ") > 2)


def _name(text: str, odd: list[str], unknown: list[str]) -> Name | None:
    """Return the name that a text is; None where it is none but an option."""
    if "\\" in text:
        text = with_letters(text)
    if _PLAIN(text):  # nothing to decode and at most one comma: nearly all names
        before, comma, after = text.partition(",")
        if comma:
            particle, family = _particle(before.split())
            return Name(family, " ".join(after.split()), particle)
        return _without_comma(text.split(), lambda word: word)

    def plain(part: str) -> str:
        decoded, commands = _decoded(part)
        unknown.extend(commands)
        return decoded

    if inner := _whole_group(text):
        return Name(literal=plain(inner))
    parts = _at_commas(text)
    if _PART(parts[0]):
        return _labelled(parts, plain, odd)
    if said := _not_one(text, parts):
        odd.append(f"{said}: {_APART}, a body is in braces")
        return Name(literal=plain(text))
    return _with_commas(parts, plain) if parts[1:] else _without_comma(_words(text), plain)


def _not_one(text: str, parts: list[str]) -> str:
    """Return why a text is not one name, "" if it may be."""
    if len(parts) > 3:
        return f"`{_shown(text)}` has more than two commas"
    sign = _BETWEEN(_outside_braces(text))
    return f"`{sign[0].strip()}` stands in `{_shown(text)}`" if sign else ""


_BETWEEN = re.compile(r";|(?<=\s)\\?&(?=\s)").search


def _outside_braces(text: str) -> str:
    """Return what stands in no braces."""
    return re.sub(r"\{[^{}]*+\}", "", text)


def _shown(text: str) -> str:
    shown = _decoded(text)[0]
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"


def _with_commas(parts: list[str], plain: Callable[[str], str]) -> Name:
    """Read `von Last, First` or `von Last, Jr, First`, also with the last two exchanged."""
    particle, family = _particle(_words(parts[0]))
    suffix, given = ("", parts[1]) if len(parts) == 2 else (parts[1], parts[2])
    if suffix and _SUFFIX(plain(given)) and not _SUFFIX(plain(suffix)):
        suffix, given = given, suffix
    return Name(plain(family), plain(given), plain(particle), plain(suffix))


def _label(text: str) -> str:
    found = _PART(text)
    return found[1].lower().removesuffix("-i") if found else ""


def _labelled(parts: list[str], plain: Callable[[str], str], odd: list[str]) -> Name | None:
    """Read biblatex's `family=Berg, given=Piet, prefix=van den`; None for an option alone."""
    labelled = [part for text in parts if (part := _PART(text))]
    found = {part[1].lower(): plain(part[2]).strip('"') for part in labelled}
    if not found.keys() & _PARTS:
        odd.append(f"`{_shown(', '.join(parts))}` is an option, and no name")
        return None
    strays = [text for text in parts if _label(text) not in _LABELS]
    if strays:
        rest = ", ".join(text.strip() for text in strays)
        odd.append(f"`{_shown(rest)}` is no part of a name, as in `family=Berg`")
    return Name(
        found.get("family", ""),
        found.get("given", ""),
        found.get("prefix", ""),
        found.get("suffix", ""),
    )


def _without_comma(words: list[str], plain: Callable[[str], str]) -> Name:
    """Read `First von Last`: the particle is what stands in lower case before the end."""
    if len(words) == 1:
        return Name(plain(words[0]))
    low = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    if not low:
        return Name(plain(words[-1]), plain(" ".join(words[:-1])))
    first, last = low[0], low[-1] + 1
    return Name(
        plain(" ".join(words[last:])),
        plain(" ".join(words[:first])),
        plain(" ".join(words[first:last])),
    )


def _particle(words: list[str]) -> tuple[str, str]:
    """Split `von der Last` into particle and family name; a family name there always is."""
    count = 0
    while count < len(words) - 1 and _is_lower(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _is_lower(word: str) -> bool:
    """Say whether a word begins in lower case; one in braces does not, as BibTeX has it."""
    if word.startswith("{"):
        if not word.startswith("{\\"):
            return False
        word = word[1:]
    while command := _COMMAND.match(word):
        letter = letter_of(command[1] or "")
        if letter:
            return letter.islower()
        word = word[command.end() :].lstrip("{ ")
    for character in word:
        if character.isalpha():
            return character.islower()
    return False


@lru_cache(maxsize=8192)
def _decoded(part: str) -> tuple[str, tuple[str, ...]]:
    """Return a part of a name; ties are spaces in a name. Few names, many times."""
    decoded = decode(part)
    return " ".join(decoded.plain.split()), decoded.unknown


def _at_commas(text: str) -> list[str]:
    return _cut(text, commas=True)


def _words(text: str) -> list[str]:
    return [word for word in _cut(text, commas=False) if word]


def _cut(text: str, *, commas: bool) -> list[str]:
    """Cut at commas, or at spaces and ties, outside of braces."""
    parts: list[str] = []
    depth = start = 0
    for mark in _WORD_MARK.finditer(text):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth = max(depth - 1, 0)
        elif not depth and (mark[0] == ",") == commas and not _after_accent(text, mark.start()):
            parts.append(text[start : mark.start()])
            start = mark.end()
    parts.append(text[start:])
    return parts


def _after_accent(text: str, at: int) -> bool:
    r"""Say whether the space ends a command (`\c c`), or the tie is an accent (`\~n`)."""
    if text[at] == "~" and text[at - 1 : at] == "\\":
        return True
    command = re.search(r"\\[A-Za-z]+$", text[max(0, at - 20) : at])
    return bool(command and text[at].isspace())


def _whole_group(text: str) -> str:
    """Return what stands in the braces that enclose the whole text, "" if none do."""
    if not text.startswith("{") or text.startswith("{\\"):
        return ""
    depth = 0
    for mark in _BRACE.finditer(text):
        depth += 1 if mark[0] == "{" else -1
        if not depth:
            return text[1:-1] if mark.end() == len(text) else ""
    return ""
