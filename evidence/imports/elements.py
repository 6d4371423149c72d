"""From the codes of a file to elements of the framework: those that are there, and new ones."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evidence.checks.circles import DEEPEST
from evidence.graph import Graph
from evidence.imports.mapping import ImportMapping
from evidence.origins import Code, Left, Origin
from evidence.yaml.dump import Draft
from evidence.yaml.new_ids import id_for
from evidence.yaml.values import ID

ELEMENT = "element:"  # how the key of a code begins that we exported


class CodedElements:
    """What becomes of each code.

    Shape: `of` leads from a code's key to an element's id, "" where it becomes
           none; `new` are elements to be written, `left` codes that are none,
           `approximated` names of codes and what could not be taken.
    """

    def __init__(
        self, origin: Origin, mapping: ImportMapping, graph: Graph, taken: set[str]
    ) -> None:
        """Find or make the element of each code, those above first; new ids go into `taken`."""
        self.of: dict[str, str] = {}
        self.new: dict[str, Draft] = {}
        self.left: list[Left] = []
        self.approximated: list[tuple[str, str]] = []
        self._origin, self._mapping, self._graph, self._taken = origin, mapping, graph, taken
        self._by_label = {
            text.casefold(): element.id
            for element in reversed(tuple(graph.elements.values()))
            for text in (*element.label.texts, element.id)
        }
        known = {code.key: code for code in origin.codes}
        for code in origin.codes:
            above: dict[str, Code] = {}
            one: Code | None = code
            # up to one that is known, or met on the way: there a circle is cut
            while one is not None and one.key not in self.of and one.key not in above:
                above[one.key] = one
                one = known.get(one.parent)
            for each in reversed(above.values()):
                self.of[each.key] = self._element(each, self.of.get(each.parent, ""))

    def by_name(self) -> Mapping[str, str]:
        """Return what became of each code that the mapping does not name by its key.

        Shape: by its label where that tells it apart, else by its key.
        """
        codes = self._origin.codes
        labels = [code.label for code in codes]
        return {
            name: self.of.get(code.key, "")
            for code in codes
            if (name := code.label if labels.count(code.label) == 1 and code.label else code.key)
            and code.key not in self._mapping.elements
        }

    def _element(self, code: Code, part_of: str) -> str:
        said = self._mapping.elements
        label = " ".join(code.label.split()) or code.key
        name = code.key if code.key in said else label
        wanted = said.get(name, "")
        if name in said and not wanted:
            self.left.append(Left("code", label, "the mapping leaves it out"))
            return ""
        ours = code.key.removeprefix(ELEMENT)
        here = ours if ours in self._graph.elements else self._by_label.get(label.casefold(), "")
        id_ = wanted or here
        if not id_ and self._origin.extractor is not None:
            because = "a machine makes no elements: name one for it under `elements` in the mapping"
            self.left.append(Left("code", label, because))
            return ""
        self.approximated += [(label, what) for what in code.approximated]
        if id_ in self._graph.elements or id_ in self.new:
            return id_
        # what is typed into a codebook of ours is meant as an id
        typed = self._origin.tool == "coding-sheet" and re.fullmatch(ID, code.key)
        if not id_ and typed and code.key not in self._taken:
            id_ = code.key
        return self._made(id_ or id_for(label, self._taken, 6, "code"), label, code, part_of)

    def _made(self, id_: str, label: str, code: Code, part_of: str) -> str:
        self._taken.add(id_)
        if self._depth(part_of) >= DEEPEST:
            what = f"stands more than {DEEPEST} levels deep, and was put beside the code above it"
            self.approximated.append((label, what))
            part_of = self._whole(part_of)
        draft = {
            "id": id_,
            "label": label,
            "definition": " ".join(code.definition.split()),
            "origin": "emergent",
            "part_of": part_of,
        }
        self.new[id_] = {key: value for key, value in draft.items() if value}
        return id_

    def _depth(self, id_: str) -> int:
        """Return on which level an element stands, 0 for none; what is wrong already goes on."""
        above: set[str] = set()
        while id_ and id_ not in above:
            above.add(id_)
            id_ = self._whole(id_)
        return len(above)

    def _whole(self, id_: str) -> str:
        if (new := self.new.get(id_)) is not None:
            return str(new.get("part_of", ""))
        element = self._graph.elements.get(id_)
        return (element.part_of or "") if element else ""
