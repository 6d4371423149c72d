"""What changed of the claims, the sources and the framework of a review, a section for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence.model.lock import ItemChange
from evidence.pages.change_words import FEW, SHOWN, ChangeTeller
from evidence.pages.part_names import CODING, LINKS, PASSAGE, WORKS

# of texts that were reworded, and of places that claims are gone from, how many are shown
_MOST_WORDINGS = 5
_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """What changed of one kind of item, a line each."""

    title: str
    lines: tuple[str, ...]


class ItemTeller(ChangeTeller):
    """Tells what changed beside the findings."""

    def sections(self) -> Iterator[ChangedSection]:
        """Yield a section for each kind of item of which something changed."""
        words = self.words
        for title, lines in (
            (words("Claims"), self._claims()),
            (words("Sources"), self._sources()),
            (words("Framework"), self._framework()),
            (words("Questions and parties"), self._questions_and_parties()),
        ):
            told = tuple(lines)
            if told:
                yield ChangedSection(title, told)

    def _claims(self) -> Iterator[str]:
        words, items = self.words, self.found.items
        changed = [one for one in items.changes.values() if one.kind == "claim"]
        yield from self._list("{n} claim is new", "{n} claims are new", items.new, "claim")
        yield from self._gone()
        yield from self._both_wordings(
            [one for one in changed if _has(one, "statement")],
            "statement",
            "{n} claim is reworded",
            "{n} claims are reworded",
        )
        for said, parts in (
            (("{n} claim has another passage", "{n} claims have another passage"), PASSAGE),
            (
                ("{n} claim is coded otherwise", "{n} claims are coded otherwise"),
                CODING,
            ),
            (("{n} claim has other sources", "{n} claims have other sources"), WORKS),
            (("{n} claim is linked otherwise", "{n} claims are linked otherwise"), LINKS),
        ):
            found = [one.id for one in changed if _has(one, *parts)]
            if found:
                yield f"{words.count(len(found), *said)}: {self.ids(found)}"

    def _gone(self) -> Iterator[str]:
        """Yield the claims that are gone, by the findings under which they stood."""
        words, belonged = self.words, self.found.belonged
        if not belonged:
            return
        counted = words.count(len(belonged), "{n} claim is gone", "{n} claims are gone")
        yield f"{counted}:"
        under: dict[tuple[str, ...], list[str]] = {}
        for key, one in belonged.items():
            under.setdefault(one.findings, []).append(key)
        places = sorted(under.items(), key=lambda pair: -len(pair[1]))
        for findings, keys in places[:_MOST_PLACES]:
            named = [self._called_finding(key) for key in findings]
            where = (
                words("under {list}", list=self.several(named, FEW))
                if named
                else words("under no finding")
            )
            yield f"  {where}: {self.several(list(map(self._of_works, keys)), SHOWN)}"
        left = sum(len(keys) for _, keys in places[_MOST_PLACES:])
        if left:
            yield "  " + words.count(left, "{n} more", "{n} more")

    def _called_finding(self, key: str) -> str:
        if key in self.new.graph.findings:
            return f"`{key}`"
        return self.words("`{id}` (gone too)", id=key)

    def _of_works(self, key: str) -> str:
        """Return a claim that is gone, with the works that it came from."""
        works = ", ".join(map(self.works, self.found.belonged[key].sources))
        return f"`{key}` ({works})" if works else f"`{key}`"

    def _both_wordings(
        self, changes: Sequence[ItemChange], text: str, one: str, many: str
    ) -> Iterator[str]:
        """Yield how many items have a text that reads otherwise, and both wordings of the first."""
        if not changes:
            return
        yield f"{self.words.count(len(changes), one, many)}:"
        for change in changes[:_MOST_WORDINGS]:
            for part in (p.part for p in change.parts if p.part.partition(".")[0] == text):
                yield "  " + self.reworded(change, part, f"`{change.id}`")
        if len(changes) > _MOST_WORDINGS:
            yield "  " + self.ids([change.id for change in changes[_MOST_WORDINGS:]])

    def _sources(self) -> Iterator[str]:
        items, words = self.found.items, self.words
        for keys, review, said in (
            (_of("source", items.new), self.new, ("{n} source came in", "{n} sources came in")),
            (_of("source", items.gone), self.old, ("{n} source went out", "{n} sources went out")),
        ):
            if keys:
                names = [f"{review.source(key).label} (`{key}`)" for key in keys]
                yield f"{words.count(len(keys), *said)}: {self.several(names, SHOWN)}"
        for change in items.changes.values():
            if change.kind == "source":
                yield from self._of_source(change)

    def _of_source(self, change: ItemChange) -> Iterator[str]:
        """Yield what changed of a source: of its texts both wordings, the rest in one line."""
        others: dict[str, None] = {}
        texts = self.found.wordings.get(f"source {change.id}", {})
        for one in change.parts:
            if one.part in texts:
                what = f"{self.called(change)}, {self.part(one.part)}"
                yield self.reworded(change, one.part, what)
            else:
                others[self.part(one.part)] = None
        if others:
            changed = self.words("changed in {list}", list=", ".join(others))
            yield f"{self.called(change)}: {changed}"

    def _framework(self) -> Iterator[str]:
        items = self.found.items
        for kind, one in (
            ("element", self.words("element")),
            ("facet", self.words("facet")),
            ("value", self.words("value of a facet")),
            ("kind", self.words("kind of finding")),
        ):
            for keys, said in ((items.new, "new"), (items.gone, "gone")):
                found = _of(kind, keys)
                if found:
                    yield f"{one}, {self.words(said)}: {self.ids(found)}"
            changed = [change for change in items.changes.values() if change.kind == kind]
            for change in changed:
                label = next((p.part for p in change.parts if p.part.startswith("label")), "")
                if label:
                    yield self.reworded(change, label, f"{one} `{change.id}`")
            yield from self._both_wordings(
                [change for change in changed if _has(change, "definition")],
                "definition",
                *_DEFINED.get(kind, _DEFINED["element"]),
            )
        for new, old in items.before.items():
            kind, _, key = new.partition(" ")
            if kind in {"element", "claim", "source"}:
                yield self.words(
                    "`{before}` was renamed `{now}`", before=old.partition(" ")[2], now=key
                )

    def _questions_and_parties(self) -> Iterator[str]:
        """Yield the questions and parties that are new, gone, or worded otherwise."""
        items = self.found.items
        for kind, one, text in (
            ("question", self.words("question"), "text"),
            ("party", self.words("party"), "label"),
        ):
            for keys, said in ((items.new, "new"), (items.gone, "gone")):
                found = _of(kind, keys)
                if found:
                    yield f"{one}, {self.words(said)}: {self.ids(found)}"
            for change in items.changes.values():
                for part in change.parts if change.kind == kind else ():
                    if part.part.partition(".")[0] == text:
                        yield self.reworded(change, part.part, f"{one} `{change.id}`")

    def _list(self, one: str, many: str, items: Iterable[str], kind: str) -> Iterator[str]:
        keys = _of(kind, items)
        if keys:
            listed = self.ids(keys)
            yield f"{self.words.count(len(keys), one, many)}: {listed}"


_DEFINED = {
    "element": ("{n} element is defined otherwise", "{n} elements are defined otherwise"),
    "facet": ("{n} facet is defined otherwise", "{n} facets are defined otherwise"),
    "value": (
        "{n} value of a facet is defined otherwise",
        "{n} values of facets are defined otherwise",
    ),
}


def _has(change: ItemChange, *parts: str) -> bool:
    return any(one.part.partition(".")[0] in parts for one in change.parts)


def _of(kind: str, items: Iterable[str]) -> list[str]:
    return [key for item in items for k, _, key in (item.partition(" "),) if k == kind]
