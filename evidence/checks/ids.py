"""Ids: one space for all of them, in which no two are alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from evidence.checks.check import wrong
from evidence.checks.targets import with_article
from evidence.diagnostics import Diagnostic, Related, Where
from evidence.graph import Graph

_SECTIONS = (
    "summary", "cite", "key", "limits", "several-pages", "contents", "findings",
    "summary-of-findings", "framework", "relations", "measures", "qualifications", "claims",
    "sources", "sensitivity", "method", "provenance", "searches", "flow", "proposals", "result",
    "leaning", "pulls-apart", "studies", "changed", "evidence", "downloads",
)  # fmt: skip

# The letters of a name that is compared with others: a longer one is no name, and
# all that it is with a letter less would fill the memory.
_SHORTEST_NAME, _LONGEST_NAME = 5, 100


def repeated_id(graph: Graph) -> Iterator[Diagnostic]:
    """Two items bear the same id.

    Why:
        Claims, findings, elements, questions and citation keys share one space:
        a trace that starts from an id must know where to go.

    Bad:
        - id: tasting_first
          statement: Another claim with the id of the first.

    Good:
        - id: tasting_again
          statement: Another claim with an id of its own.
    """
    first: dict[str, _Named] = {}
    for named in _named(graph):
        other = first.setdefault(named.id, named)
        if other is not named:
            same = other.kind == named.kind
            taker = f"another {other.kind}" if same else with_article(other.kind)
            message = f"the id `{named.id}` of this {named.kind} is taken by {taker}"
            yield _wrong(message, named, other, "give one of them another id")


def lookalike_id(graph: Graph) -> Iterator[Diagnostic]:
    """Two ids differ, but not to the eye.

    Why:
        `l`, `I` and `1`, `O` and `0`, `rn` and `m`, letters of other scripts and
        marks without width are mistaken for each other, and so are the items.

    Bad:
        - id: tast1ng
        - id: tastlng

    Good:
        - id: tasting
        - id: tasting_again
    """
    settled = _said_to_be_one_author(graph)
    for named, other in _alike(graph, skeleton):
        pair = frozenset((named.id, other.id))
        if named.id.casefold() != other.id.casefold() and pair not in settled:
            message = f"`{spelt(named.id)}` looks like `{spelt(other.id)}`, another {other.kind}"
            yield _wrong(message, named, other, "give one of them an id that tells them apart")


def case_only_id(graph: Graph) -> Iterator[Diagnostic]:
    """Two ids differ in capital letters alone.

    Why:
        Readers, file systems and BibTeX do not tell them apart.

    Bad:
        - id: Tasting_first

    Good:
        - id: tasting_again
    """
    for named, other in _alike(graph, str.casefold):
        message = f"`{named.id}` differs from `{other.id}` in capital letters alone"
        yield _wrong(message, named, other, "give one of them an id that tells them apart")


def one_letter_apart(graph: Graph) -> Iterator[Diagnostic]:
    """Two citation keys of the same year differ in one letter of the name.

    Why:
        A name spelt in two ways is often one author, or even one work entered
        twice, whose claims would count twice. `same_author_as` says
        what is known of it, and settles this.

    Bad:
        - id: tasting
          sources: [lopez2011]
        - id: cooking
          sources: [lopes2011]
        @book{lopez2011, title = {Gardens}, author = {Lopez, A.}, year = {2011}}
        @book{lopes2011, title = {Kitchens}, author = {Lopes, B.}, year = {2011}}

    Good:
        sources:
          lopes2011:
            same_author_as: [{source: lopez2011, certain: false, because: One letter apart.}]
        claims:
          - id: tasting
            sources: [lopez2011]
          - id: cooking
            sources: [lopes2011]
        @book{lopez2011, title = {Gardens}, author = {Lopez, A.}, year = {2011}}
        @book{lopes2011, title = {Kitchens}, author = {Lopes, B.}, year = {2011}}
    """
    settled = _said_to_be_one_author(graph)
    shapes: dict[tuple[str, str], list[str]] = {}
    for key in graph.used_sources():
        name, rest = _name_and_rest(key)
        if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME:
            for shape in _one_letter_less(name):
                shapes.setdefault((shape, rest), []).append(key)
    pairs = {
        (first, second): None
        for keys in shapes.values()
        for index, second in enumerate(keys)
        for first in keys[:index]
        if _one_apart(first, second) and frozenset((first, second)) not in settled
    }
    for first, second in pairs:
        source = graph.sources[second]
        message = f"`{second}` is one letter apart from `{first}`"
        help_ = f"if they are one author, say so in `same_author_as` of `{second}`"
        related = (Related(graph.sources[first].where.at(), f"`{first}` stands here"),)
        yield wrong(message, source.where.at(), second, help_, related)


def anchor_taken(graph: Graph) -> Iterator[Diagnostic]:
    """An id is the anchor of something else in the report.

    Why:
        A source `kim2003` is found at `#source-kim2003` of the report, its
        findings at `#findings`; a claim with such an id would be found there too.

    Bad:
        - id: source-kim2003

    Good:
        - id: kim2003_tasting
    """
    taken = anchors(graph)
    for named in _named(graph):
        if named.kind != "source" and named.id in taken:
            message = f"the id `{named.id}` is the anchor of {taken[named.id]} in the report"
            yield wrong(message, named.where.at(*named.path), named.id, "give it another id")


def anchors(graph: Graph) -> dict[str, str]:
    """Return the anchors that a report has beside the ids of its items, each with what it is of.

    What begins with a line or holds a tilde is the report's own, and no id does.
    """
    framework = graph.review.framework
    kinds = [(kind, f"findings of kind `{kind}`") for kind in framework.finding_kinds]
    return {
        **dict.fromkeys(_SECTIONS, "a section"),
        **{f"{part}-{kind}": what for part in ("kind", "cells", "cards") for kind, what in kinds},
        **{f"map-{axis}": f"the map by `{axis}`" for axis in (*framework.facets, "_source")},
        **{f"source-{key}": f"source `{key}`" for key in graph.sources},
    }


def skeleton(word: str) -> str:
    """Return what is left of an id when everything that the eye confuses is made equal.

    Source: the idea of a skeleton is that of Unicode Technical Standard 39;
            the letters are our own choice.

    >>> skeleton("Il1") == skeleton("lll"), skeleton("modern") == skeleton("modem")
    (True, True)
    >>> skeleton("pаypal") == skeleton("paypal")  # the first with a Cyrillic letter
    True
    """
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word).translate(_FOREIGN)
        word = "".join(filter(None, map(_plain, plain)))
    return word.translate(_ALIKE).casefold().replace("rn", "m").replace("vv", "w")


def spelt(word: str) -> str:
    """Return an id with every character that is not plain ASCII named by its number.

    >>> spelt("pаypal")
    'p<U+0430>ypal'
    """
    if word.isascii() and word.isprintable():
        return word
    return "".join(c if c.isascii() and c.isprintable() else f"<U+{ord(c):04X}>" for c in word)


class _Named(NamedTuple):
    id: str
    kind: str
    where: Where
    path: tuple[str, ...]


def _named(graph: Graph) -> Iterator[_Named]:
    """Yield everything that bears an id, the second bearer of an id included."""
    review = graph.review
    for key, source in graph.sources.items():
        yield _Named(key, "source", source.where, ())
    for kind, items in (
        ("question", review.questions),
        ("element", review.framework.elements),
        ("claim", review.claims),
        ("finding", review.findings),
    ):
        for item in items:
            yield _Named(item.id, kind, item.where, ("id",))
    for party in review.parties.values():
        yield _Named(party.id, "party", party.where, ())


def _alike(graph: Graph, fold: Callable[[str], str]) -> Iterator[tuple[_Named, _Named]]:
    """Yield each id that folds to what an earlier, different one folds to, with that one.

    Of two entries that nobody cites, neither is taken for the other.
    """
    idle = graph.sources.keys() - set(graph.used_sources())
    seen: set[str] = set()
    first: dict[str, _Named] = {}
    for named in _named(graph):
        if named.id in seen:
            continue
        seen.add(named.id)
        other = first.setdefault(fold(named.id), named)
        if other is not named and not (
            named.kind == other.kind == "source" and {named.id, other.id} <= idle
        ):
            yield named, other


def _said_to_be_one_author(graph: Graph) -> set[frozenset[str]]:
    """Return the pairs of sources of which the review says that they may be by one author."""
    return {
        frozenset((key, other.source))
        for key, facts in graph.review.sources.items()
        for other in facts.same_author_as
    }


def _wrong(message: str, named: _Named, other: _Named, help_: str) -> Diagnostic:
    related = Related(other.where.at(*other.path), f"the {other.kind} `{spelt(other.id)}`")
    return wrong(message, named.where.at(*named.path), named.id, help_, (related,))


def _name_and_rest(key: str) -> tuple[str, str]:
    """Return the letters that a citation key begins with, and what follows them."""
    start = next((index for index, letter in enumerate(key) if not letter.isalpha()), len(key))
    return key[:start].casefold(), key[start:]


def _one_letter_less(name: str) -> Iterable[str]:
    return {name, *(name[:index] + name[index + 1 :] for index in range(len(name)))}


def _one_apart(first: str, second: str) -> bool:
    """Return whether one letter added, dropped, changed or swapped turns one into the other."""
    (short, _), (long, rest) = sorted((_name_and_rest(first), _name_and_rest(second)), key=_length)
    if not any(map(str.isdigit, rest)) or len(short) < _SHORTEST_NAME or short == long:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    if same is None or len(short) < len(long):
        return same is None or short[same:] == long[same + 1 :]
    swapped = short[same + 1 : same + 2] + short[same] + short[same + 2 :]
    return short[same + 1 :] == long[same + 1 :] or swapped == long[same:]


def _length(pair: tuple[str, str]) -> int:
    return len(pair[0])


def _plain(letter: str) -> str:
    """Return a letter without what cannot be seen: a digit of any script as 0 to 9."""
    category = unicodedata.category(letter)
    if category[0] in "MC":
        return ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    return "-" if category == "Pd" else letter


_ALIKE = str.maketrans({"I": "l", "1": "l", "|": "l", "O": "o", "0": "o"}) | str.maketrans(
    "_.:", "---", " \t"
)
_FOREIGN = str.maketrans(
    "авекмнорстухіјѕԁɡАВЕКМНОРСТУХІЈЅαικνορυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧı\N{MINUS SIGN}",
    "aвekmнopcтyxijsdgABEKMHOPCTYXIJSaiKvopuxABEZHIKMNOPTYXi-",
)
