"""Which source of the bibliography a printed citation means: by names and year.

"Manual (2005)" for the Oslo Manual is found by the title; an institution by
its name, or by the letters of its citation key where it is printed in
capitals ("WEF" for `wef2013`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.model.sources import Name, Source
from evidence.quotes.normalised import key_of

_WORD = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "da", "di", "del", "la", "le", "bin", "al")
)
_LAW = re.compile(
    r"(?<!\d)\d++(?:/[\w.-]++){2,}|\b(?:nomor|no\.?)\s*+\d++\s++(?:tahun|of)\s++\d{4}",
    re.IGNORECASE,
)
# words that open a sentence or a citation and are no names
_NO_NAMES = frozenset(
    (  # noqa: SIM905 - words read best in a row
        "the a an in on at of by for from as and or but also see cf eg while however according "
        "although studi study studies menurut dalam pada oleh dari dan serta lihat misalnya "
        "seperti antara lain sejalan dengan dilakukan yang penelitian hasil sementara selain "
        "bahkan akan since because thus hence both like unlike after before review source sumber"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The sources, prepared for looking printed names up."""

    entries: tuple[tuple[Source, frozenset[str], frozenset[str]], ...]

    def meant(self, names: str, year: str) -> tuple[str, ...]:
        """Return the keys of the sources that names and a year can mean, () if none.

        Shape: `names` as printed, perhaps with words of the sentence before
               them; `year` "" where none is printed.
        """
        words = name_words(names)
        if not words:
            return ()
        institutions = self._institutions(names, year)
        if institutions:
            return institutions
        letter = year[4:]
        found = [
            (source, authors, title)
            for source, authors, title in self.entries
            if not year or not source.year or source.year[:4] == year[:4]
        ]
        by_author = [
            (len(authors & set(words)), source)
            for source, authors, _ in found
            if authors and words[-1] in authors | set(words[:-1]) and authors & set(words)
        ]
        best = max((count for count, _ in by_author), default=0)
        chosen = [source for count, source in by_author if count == best]
        if not chosen and year and len(words) == 1:
            chosen = [source for source, _, title in found if words[-1] in title]
        exact = [source for source in chosen if source.year and year]
        chosen = exact or chosen
        if len(chosen) > 1 and letter:
            chosen = [source for source in chosen if source.key.endswith(letter)] or chosen
        if len(chosen) > 1:
            # "Alberti (2012)" is not "Alberti and Giusti (2012)", if there are both
            fewest = min(len(_families(source)) for source in chosen)
            chosen = [source for source in chosen if len(_families(source)) == fewest] or chosen
        return tuple(source.key for source in chosen)

    def is_author(self, word: str, keys: Iterable[str]) -> bool:
        """Return whether a word is in the names of the authors of one of the sources."""
        wanted = frozenset(keys)
        return any(
            key_of(word) in authors for source, authors, _ in self.entries if source.key in wanted
        )

    def _institutions(self, names: str, year: str) -> tuple[str, ...]:
        key = key_of(names)
        return tuple(
            source.key
            for source, _, _ in self.entries
            for name in source.authors
            if " " in name.literal
            and key.endswith(key_of(name.literal))
            and (not year or source.year[:4] in ("", year[:4]))
        )


def bibliography(sources: Iterable[Source]) -> Bibliography:
    """Return the sources prepared for looking names up."""
    return Bibliography(
        tuple((source, _families(source), _title_words(source)) for source in sources)
    )


def name_words(names: str) -> list[str]:
    """Return the words of printed names, folded, without the words that are none.

    >>> name_words("Studi Kusbiantono dkk")
    ['kusbiantono']
    """
    mended = re.sub(r"-\s*\n\s*", "", names)
    mended = re.sub(r"\b(?:et\s+al|dkk|and\s+(?:others|colleagues))\b\.?", "", mended)
    words = [key_of(word) for word in _WORD.findall(mended) if word[0].isupper()]
    return [word for word in words if word and word not in _NO_NAMES]


def institutions(source: Source) -> tuple[str, ...]:
    """Return the names of institutions among a source's authors."""
    return tuple(name.literal for name in source.authors if " " in name.literal)


def titles(source: Source) -> tuple[str, ...]:
    """Return what can mean no other source: a long title, an event, the number of a law."""
    title = source.fields.get("title", "")
    event = source.fields.get("howpublished", "").split(",")[0]
    found = [said for said in (title, event) if len(key_of(said)) >= 20]
    found += [number for number in _LAW.findall(title) if len(key_of(number)) >= 10]
    return tuple(found)


def acronym(source: Source) -> str:
    """Return the letters of a citation key in capitals, "" where they are too few or many.

    >>> acronym(Source("wef2013", "report"))
    'WEF'
    """
    letters = re.match(r"[a-z]+", source.key, re.IGNORECASE)
    return letters[0].upper() if letters and 2 < len(letters[0]) < 8 else ""


def persons(source: Source) -> Iterable[str]:
    """Return the full names of a source's authors, as text may print them."""
    for name in source.authors:
        if name.family and name.given:
            yield f"{name.given} {name.short}"
            initials = [part[0] for part in name.given.split()]
            yield f"{''.join(initials)} {name.short}"
            yield f"{'. '.join(initials)}. {name.short}"


def _families(source: Source) -> frozenset[str]:
    return frozenset(word for name in _people(source) for word in _family(name))


def _people(source: Source) -> Sequence[Name]:
    return source.authors or source.editors


def _family(name: Name) -> list[str]:
    said = name.literal or name.family
    words = [key_of(word) for word in _WORD.findall(said)]
    kept = [word for word in words if word not in _PARTICLES]
    # an institution of many words is named in full, or by a word of its own
    return kept if len(kept) < 3 else [key_of(said), kept[0] if name.family else key_of(said)]


def _title_words(source: Source) -> frozenset[str]:
    title = source.fields.get("shorttitle", "") or source.title.split(":")[0]
    return frozenset(key_of(word) for word in _WORD.findall(title) if len(word) > 4)
