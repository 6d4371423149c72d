"""The item that something is wrong with, and which of its keys an unknown one was meant to be.

A key is misspelt, or is what another tool, or everyday language, calls the
same thing. Only a key that the item still lacks can have been meant by a word
of everyday language.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from evidence.diagnostics import Diagnostic, did_you_mean
from evidence.yaml.nodes import Entries, Items, Node, Path, Spot
from evidence.yaml.shapes import HOMES, NESTED, Refusal

_TERMS = HOMES["`at`"]
# what people call a key of ours; where a word stands for several, the first one that is free
_CALLED: Mapping[str, str] = {
    "id": "key name identifier nama",
    "statement": "text claim says sentence summary paraphrase assertion proposition content "
    "description finding conclusion pernyataan klaim isi",
    "text": "question statement wording pertanyaan",
    "sources": "citation citations cite cites cited cited_by reference references ref refs key "
    "citekey bibkey author authors said_by sumber rujukan acuan penulis",
    "at": "location locator loc place where position pages halaman hal lokasi letak",
    "quote": "quotation verbatim excerpt extract words original text kutipan",
    "elements": "theme themes code codes tag tags topic topics concept concepts category "
    "categories construct constructs about tema kode",
    "label": "name title heading nama judul",
    "definition": "description meaning means arti definisi",
    "also_called": "synonym synonyms alias aliases aka",
    "part_of": "parent belongs_to within",
    "kind": "type category",
    "supported_by": "evidence claims support supports based_on rests_on",
    "contradicted_by": "contradicts contradictions against opposed_by",
    "qualified_by": "qualifies limits limited_by",
    "answers": "question questions",
    "scanned": "ocr ocred scan pindaian",
    "because": "reason why rationale justification",
    "caveat": "limitation limitations warning",
    "memo": "comment comments notes remark remarks todo catatan",
    "coder": "coded_by by annotator",
}


class NamedItem(NamedTuple):
    """The item that something is wrong with.

    Shape: `name` is how a message calls it, as in "claim `tasting`"; `id` is ""
           for what has none; `keys` are all the keys that it may have, `facets`
           those of them that the review declares.
    """

    name: str
    spot: Spot
    keys: Collection[str] = ()
    id: str = ""
    facets: Collection[str] = ()

    def wrong(
        self,
        code: str,
        message: str,
        help: str = "",  # noqa: A002 - as in the diagnostic
        path: Path = (),
        *,
        key: bool = False,
    ) -> Diagnostic:
        """Return a diagnostic of the value, or the key, at a path of the item."""
        start, end = self.spot.stretch(path, key=key)
        return self.spot.pages.wrong(code, message, start, end, help, item=self.id)


def respelling(refusal: Refusal, holder: NamedItem) -> Path:
    """Return the path of the key that an unknown one was meant to be, () if there is none.

    A part of a place that stands beside `at`, and not in it, was meant to be in it.
    """
    if refusal.code != "unknown-key":
        return ()
    above, key = refusal.path[:-1], str(refusal.path[-1])
    known = frozenset(_known(refusal, holder))
    taken = _node_at(holder.spot.node, above)
    if not isinstance(taken, Entries):
        taken = Entries(0)
    if _is_place(key, refusal.given) and "at" in known and "at" not in taken:
        return (*above, "at", key)
    meant = _called(key, known, taken) or closest(key, known)
    return (*above, meant) if meant else ()


@lru_cache(maxsize=1024)
def closest(word: str, known: frozenset[str]) -> str:
    """Return the known word that a misspelt one was meant to be, "" if none is close.

    Whoever misspells a key does so in every claim: the answer is kept.
    """
    hint = did_you_mean(word, sorted(known))
    return hint.split("`")[1] if hint else ""


def _is_place(key: str, given: object) -> bool:
    return key in _TERMS and isinstance(given, str) and (key == "heading" or " " not in given)


def _called(word: str, known: frozenset[str], taken: Collection[str]) -> str:
    """Return the key, of those that are known and free, that is also called by a word."""
    plain = word.lower().replace("-", "_").replace(" ", "_")
    free = (key for key, words in _CALLED.items() if plain in words.split())
    return next((key for key in free if key in known and key not in taken), "")


def _known(refusal: Refusal, holder: NamedItem) -> Collection[str]:
    """Return the keys that may stand where an unknown one stands."""
    if refusal.choices:
        return refusal.choices
    for step in reversed(refusal.path[:-1]):
        if isinstance(step, str) and step in NESTED:
            return NESTED[step]
    return holder.keys


def _node_at(node: Node, path: Path) -> Node:
    for step in path:
        if isinstance(node, Entries) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node
