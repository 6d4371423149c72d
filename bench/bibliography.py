"""A bibliography as a reference manager writes it: types, accents, macros, bodies."""

from __future__ import annotations

import unicodedata
from random import Random

import vocabulary as v

TYPES = {"article": 60, "book": 10, "incollection": 10, "inproceedings": 8} | {
    "phdthesis": 4,
    "techreport": 4,
    "misc": 4,
}
# Half of the entries write these accents as LaTeX does, half as Unicode.
LATEX = {"\u0301": "\\'", "\u0308": '\\"', "\u0303": "\\~", "\u0327": "\\c ", "\u030c": "\\v "}


def bibliography(rng: Random, count: int, *, exported: bool = False) -> tuple[list[str], str]:
    """Return the citation keys and the text of a bibliography of so many entries.

    Shape: `exported` adds to each what a reference manager exports beside what
           is cited: an abstract, keywords, the path of the file, and the like.
    """
    keys: dict[str, None] = {}
    parts = [f'@string{{{macro} = "{name}"}}\n' for macro, name in v.JOURNALS]
    for number in range(count):
        people = [_person(rng) for _ in range(rng.choice((1, 1, 2, 2, 3, 5)))]
        body = rng.choice(v.BODIES) if rng.random() < 0.06 else ""
        year = rng.randint(1985, 2024)
        key = _key(body or people[0][0], year, keys)
        keys[key] = None
        type_ = rng.choices(list(TYPES), list(TYPES.values()))[0]
        fields = _fields(rng, type_, number)
        author = f"{{{body}}}" if body else _authors(rng, people)
        fields |= {"author": author, "year": str(year)}
        if exported:
            fields |= _exported(rng, key)
        parts.append(_entry(type_, key, fields, latex=rng.random() < 0.5))
    return list(keys), "\n".join(parts)


def _person(rng: Random) -> tuple[str, str]:
    particle = rng.choice(v.PARTICLES)
    return particle + rng.choice(v.FAMILY_NAMES), rng.choice(v.GIVEN_NAMES)


def _authors(rng: Random, people: list[tuple[str, str]]) -> str:
    names = [
        f"{family}, {given}" if rng.random() < 0.8 else f"{given} {{{family}}}"
        for family, given in people
    ]
    return " and ".join(names) + (" and others" if rng.random() < 0.05 else "")


def _key(name: str, year: int, taken: dict[str, None]) -> str:
    plain = unicodedata.normalize("NFKD", name.rsplit(maxsplit=1)[-1].casefold())
    stem = "".join(c for c in plain if c.isascii() and c.isalpha()) or "anon"
    key, suffix = f"{stem}{year}", 0
    while key in taken:
        suffix += 1
        key = f"{stem}{year}{_letters(suffix)}"
    return key


def _letters(number: int) -> str:
    """Return a, b, ..., z, aa, ab, ...: the suffix of the n-th work of a year."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _fields(rng: Random, type_: str, number: int) -> dict[str, str]:
    title = f"{rng.choice(v.TITLE_TOPICS)} in {rng.choice(v.TITLE_PLACES)}"
    title += f": {rng.choice(v.TITLE_FOCUS)}, part {number + 1}"
    publisher, address = rng.choice(v.PUBLISHERS)
    first = rng.randint(1, 400)
    pages = f"{first}--{first + rng.randint(4, 30)}"
    place = {"publisher": publisher, "address": address}
    of_type = {
        "article": {
            "journal": f"#{rng.choice(v.JOURNALS)[0]}",
            "volume": str(rng.randint(1, 60)),
            "number": str(rng.randint(1, 4)),
            "pages": pages,
            "doi": f"10.5555/garden.{number:05d}",
        },
        "book": place | {"edition": "2"},
        "incollection": place
        | {"booktitle": "Handbook of {School} Gardens", "pages": pages, "editor": "Sato, Mei"},
        "inproceedings": {"booktitle": "Proceedings of the Garden Congress", "pages": pages},
        "phdthesis": {"school": "University of Elsewhere"},
        "techreport": {"institution": "Garden Schools Network", "number": str(number + 1)},
        "misc": {"url": f"https://example.org/garden/{number}?a=b%20c~d", "note": "Web page"},
    }
    return {"title": title} | of_type[type_]


def _exported(rng: Random, key: str) -> dict[str, str]:
    """Return the fields that no report shows."""
    topics = [rng.choice(v.TITLE_TOPICS) for _ in range(4)]
    said = (v.TITLE_TOPICS, v.TITLE_PLACES, v.TITLE_FOCUS)
    sentences = [", ".join(map(rng.choice, said)) + "." for _ in range(rng.randint(6, 14))]
    return {
        "abstract": " ".join(sentences),
        "keywords": ", ".join(topics),
        "issn": f"{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}",
        "language": "en",
        "urldate": f"20{rng.randint(10, 24)}-0{rng.randint(1, 9)}-{rng.randint(10, 28)}",
        "file": f"{key}.pdf:files/{key}/{key}.pdf:application/pdf",
    }


def _entry(type_: str, key: str, fields: dict[str, str], *, latex: bool) -> str:
    lines = [f"@{type_}{{{key},"]
    for name, value in fields.items():
        text = _latex(value) if latex and name not in {"url", "doi", "file"} else value
        lines.append(f"  {name} = {text[1:] if text[0] == '#' else '{' + text + '}'},")
    return "\n".join([*lines, "}", ""])


def _latex(text: str) -> str:
    """Write accents as LaTeX does where it has a short command for them."""
    written = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        command = LATEX.get(parts[1]) if len(parts) == 2 else None
        written.append(f"{{{command}{parts[0]}}}" if command else char)
    return "".join(written)
