"""From a file made elsewhere to proposals: what is new, what is known, what cannot be taken.

Nothing that a person decided is touched. What was brought before is known by
its origin: tool, file and key. What changed there since is told, and stays as
it is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from evidence.bibtex.names import read_names
from evidence.checks.ids import anchors
from evidence.diagnostics import CannotGoOn, did_you_mean
from evidence.graph import Graph
from evidence.imports.elements import CodedElements
from evidence.imports.mapping import ImportMapping
from evidence.imports.plan import ChangedThere, ImportRequest, Plan, Taken
from evidence.imports.written import Nodes, written_parts
from evidence.model import Claim, Source
from evidence.model.lock import Brought, Lock
from evidence.origins import CodedText, Left, Origin, Segment
from evidence.origins.extraction import MEMO_ON
from evidence.origins.origin import hash_of
from evidence.synthesis.works import are_one
from evidence.yaml.appending import as_read
from evidence.yaml.claim_cells import draft_of
from evidence.yaml.dump import Value
from evidence.yaml.new_ids import id_for, key_for
from evidence.yaml.values import ID

OURS = "claim:"  # how the key of a claim begins that we exported
SOURCE = "source:"  # and those of its texts
_BEFORE = 48  # characters that tell two places of the same words apart
MEMO_OF = "memo-of:"  # how the key of a comment on a claim of our own report begins


def plan(
    origin: Origin,
    mapping: ImportMapping,
    graph: Graph,
    lock: Lock,
    asked: ImportRequest,
    nodes: Nodes,
) -> Plan:
    """Return what importing a file does to a review.

    Shape:  `nodes` are its claims as written, by id.
    Raises: CannotGoOn if the mapping names what the review does not have.
    """
    planner = _Planner(origin, mapping, graph, lock, asked, nodes)
    planner.check_mapping()
    for segment in origin.segments:
        planner.take(segment)
    return planner.finish()


class _Planner:
    def __init__(
        self,
        origin: Origin,
        mapping: ImportMapping,
        graph: Graph,
        lock: Lock,
        asked: ImportRequest,
        nodes: Nodes,
    ) -> None:
        self.nodes = nodes
        self.origin, self.mapping, self.graph, self.asked = origin, mapping, graph, asked
        self.by = f"import {origin.tool}"
        self.ids = {*graph.ids(), *anchors(graph)}
        self.coded = CodedElements(origin, mapping, graph, self.ids)
        self.texts = {text.key: text for text in origin.texts}
        self.brought = {one.id: one for one in lock.brought}
        self.here = {
            (claim.proposed.by, claim.proposed.file, claim.proposed.key): claim
            for claim in (*graph.claims.values(), *graph.proposals.values())
            if claim.proposed is not None
        }
        self.sources: dict[str, str] = {}
        self.new_sources: list[Source] = []
        self.left: list[Left] = []
        self.taken: list[Taken] = []
        self.known: list[tuple[Segment, str, str]] = []
        self.changed: list[ChangedThere] = []
        self.memos: list[tuple[str, str, Segment]] = []
        self.approximated: list[tuple[str, str, str]] = []
        self.parts: dict[str, Mapping[str, str]] = {}  # of what is new, by its key
        self.met: set[str] = set()
        self.kept: set[str] = set()  # keys of segments that changed: their texts are in use

    def check_mapping(self) -> None:
        """Raise what is wrong with the names of the mapping, all of it at once."""
        graph = self.graph
        wrong: list[tuple[str, str, Iterable[str]]] = []
        for name, key in self.mapping.sources.items():
            if key and key not in graph.sources:
                wrong.append((f"`{name}` leads to the source `{key}`", key, graph.sources))
        for name, key in self.mapping.elements.items():
            if key and key not in graph.elements and key in self.ids:
                kind = graph.kind(key)
                wrong.append((f"`{name}` leads to `{key}`, a {kind} and no element", "", ()))
        if self.asked.source and self.asked.source not in graph.sources:
            wrong.append(
                (f"--source names `{self.asked.source}`", self.asked.source, graph.sources)
            )
        if wrong:
            said = [
                f"{message}{', which the review does not have' if key else ''}"
                + (f"; {hint}" if key and (hint := did_you_mean(key, known)) else "")
                for message, key, known in wrong
            ]
            raise CannotGoOn("\n".join(said), "mend it in the mapping, or in the review")

    def take(self, segment: Segment) -> None:
        """Say what becomes of a segment: a proposal, something known, or left."""
        key = segment.key
        if key in self.met:
            self._leave(segment, "another bears the same key; it is taken once")
            return
        self.met.add(key)
        if key.startswith(MEMO_OF):
            self._memo(segment, key.removeprefix(MEMO_OF).split(":", 1)[0])
        elif key.startswith(MEMO_ON):
            self._memo(segment, self._extracted(segment))
        elif key.startswith(OURS):
            self._ours(segment)
        elif (known := self.here.get((self.by, self.asked.name, key))) is not None:
            self._known(segment, known)
        elif (self.by, self.asked.name, key) in self.brought and not self.asked.again:
            self.known.append((segment, "", "deleted"))
        else:
            self._new(segment)

    def _leave(self, segment: Segment, because: str) -> None:
        self.left.append(Left(segment.kind, segment.name, because))

    def _memo(self, segment: Segment, id_: str) -> None:
        """Take what was said of a claim of ours, where it has no memo yet."""
        graph = self.graph
        item = graph.claims.get(id_) or graph.proposals.get(id_) or graph.findings.get(id_)
        by = f"{segment.coder}: " if segment.coder else ""
        said = by + " ".join((segment.statement or segment.memo).split())
        if item is None:
            what = (
                f"the review has no claim or finding `{id_}`" if id_ else "no claim is made of it"
            )
            self._leave(segment, what)
        elif said in item.memo:
            self.known.append((segment, id_, "in its memo"))
        elif item.memo and not any(id_ == other for other, *_ in self.memos):
            self.memos.append((id_, f"{item.memo} {said}", segment))
        else:
            self.memos.append((id_, said, segment))

    def _extracted(self, segment: Segment) -> str:
        """Return the claim that was made of an item of a form, "" if there is none."""
        source = self._source(segment)
        for item in segment.codes:
            for (by, _, key), claim in self.here.items():
                parts = key.split(":", 1)[-1].split("/")
                named = any(part == item or part.startswith(f"{item}_") for part in parts)
                if by == self.by and source in claim.sources and named:
                    return claim.id
        return ""

    def _ours(self, segment: Segment) -> None:
        id_, _, other = segment.key.removeprefix(OURS).partition("#")
        claim = self.graph.claims.get(id_) or self.graph.proposals.get(id_)
        if claim is None:
            self._leave(segment, f"the review has no claim `{id_}` any more")
            return
        if segment.changed is None:
            differs = dict(
                self._differences(segment, claim, int(other) - 1 if other.isdigit() else 0)
            )
        else:  # the file itself says what changed since it left; some of it the review may have
            here = draft_of(claim)
            differs = {
                key: _as_text(value)
                for key, value in segment.changed.items()
                if here.get(key, "") != value
            }
        if differs:
            self.changed.append(ChangedThere(segment.kind, segment.name, id_, differs))
            self.kept.add(segment.key)
        else:
            self.known.append((segment, id_, "in the review"))

    def _differences(self, segment: Segment, claim: Claim, index: int) -> Iterator[tuple[str, str]]:
        """Yield what a segment says otherwise than the claim that it came from."""
        language = self.graph.review.language
        spoken = claim.statement.text_in(language)
        held = index < len(claim.passages)
        pairs = (
            ("statement", segment.statement, spoken),
            ("quote", segment.quote, claim.passages[index].quote if held else ""),
            ("memo", segment.memo, claim.memo),
            ("coder", self._coder(segment), claim.coder),
        )
        for key, there, here in pairs:
            if there and " ".join(there.split()) != " ".join(here.split()):
                yield key, there
        bears = [id_ for code in segment.codes if (id_ := self.coded.of.get(code, code))]
        if bears and sorted(bears) != sorted(claim.elements):
            yield "elements", ", ".join(bears)
        node = self.nodes.get(claim.id, {})
        for key, value in segment.fields.items():
            if as_read(value) != node.get(key):
                yield key, _as_text(value)

    def _known(self, segment: Segment, claim: Claim) -> None:
        became = "rejected" if claim.rejected else "accepted" if claim.accepted else "proposed"
        record = self.brought.get((self.by, self.asked.name, segment.key))
        before = record.origin if record else {}
        now = segment.parts()
        told = claim.proposed.hash if claim.proposed else ""
        if (before and dict(before) != dict(now)) or (
            not before and told not in ("", segment.hash)
        ):
            keys = [k for k in {**before, **now} if before.get(k) != now.get(k)] if before else [""]
            shown = {key: _shown(segment, key, self.origin) for key in keys}
            self.changed.append(ChangedThere(segment.kind, segment.name, claim.id, shown))
            self.kept.add(segment.key)
        else:
            self.known.append((segment, claim.id, became))

    def _new(self, segment: Segment) -> None:
        quote, said = " ".join(segment.quote.split()), " ".join(segment.statement.split())
        if not (quote or said):
            self._leave(segment, "it has neither words of its own nor a quote")
            return
        source = self._source(segment)
        if not source:
            called = self.texts[segment.text].name if segment.text in self.texts else segment.text
            which = f"the text `{called}`" if called else "it"
            self._leave(
                segment,
                f"no source is known for {which}: name one under `sources`, or with --source",
            )
            return
        rough = list(segment.approximated)
        if not said:
            said = quote
            rough.append("its statement is its quote, for nobody wrote one")
        if not segment.at:
            rough.append("the file does not say where in the text")
        wanted = segment.fields.get("id", "")
        if isinstance(wanted, str) and wanted and wanted not in self.ids:
            id_ = wanted
        else:
            id_ = id_for(said, self.ids)
            if wanted:
                rough.append(f"the review has `{wanted}` already: it is called `{id_}`")
        self.ids.add(id_)
        parts = self.parts[segment.key] = segment.parts()
        bears = tuple(dict.fromkeys(e for c in segment.codes if (e := self.coded.of.get(c, ""))))
        proposed: dict[str, Value] = {
            "by": self.by,
            "file": self.asked.name,
            "key": segment.key,
            "hash": hash_of(parts),
            "on": self.asked.on,
        }
        if self.asked.machine:
            proposed["machine"] = self.asked.machine
        accepted: Value = {}
        if self.asked.accept and not self.asked.machine:
            if segment.at and bears:
                accepted = {"by": self.asked.accept, "on": self.asked.on}
            else:
                lacks = " and ".join(
                    what
                    for what, there in (("a place", segment.at), ("elements", bears))
                    if not there
                )
                rough.append(f"it stays a proposal: a claim needs {lacks}")
        keys: dict[str, Value] = {
            "id": id_,
            "statement": said,
            "sources": (source,),
            "at": dict(segment.at),
            "elements": bears,
            **{key: value for key, value in segment.fields.items() if key != "id"},
            "voice": segment.voice,
            "coder": self._coder(segment),
            "memo": " ".join(segment.memo.split()),
            "proposed": proposed,
            "accepted": accepted,
            "quote": quote,
            "prefix": " ".join(self._prefix(segment).split()) if quote else "",
            "suffix": " ".join(segment.suffix.split()) if quote else "",
        }
        draft = {key: value for key, value in keys.items() if value}
        self.taken.append(Taken(segment, draft, tuple(rough)))

    def _prefix(self, segment: Segment) -> str:
        """Return what stands before a quote, where its words stand twice in the text it carries."""
        text = self.texts.get(segment.text)
        if segment.prefix or text is None or text.content is None or segment.start is None:
            return segment.prefix
        if text.content.count(segment.quote) < 2:
            return ""
        before = text.content[max(segment.start - _BEFORE, 0) : segment.start]
        return before.partition(" ")[2] or before  # from the start of a word

    def _coder(self, segment: Segment) -> str:
        name = " ".join(segment.coder.split())
        return self.mapping.coders.get(name, name)

    def _source(self, segment: Segment) -> str:
        """Return the citation key of what a segment is from, "" if nobody can tell."""
        if segment.text in self.sources:
            return self.sources[segment.text]
        text = self.texts.get(segment.text)
        said = self.mapping.sources
        named = [segment.text.removeprefix(SOURCE), *((text.name,) if text else ())]
        key = next((said[name] for name in named if said.get(name)), "")
        named += [text.entry.get("ID", "")] if text else []
        key = key or next((name for name in named if name in self.graph.sources), "")
        if not key and text is not None:
            key = self._same_work(text) or self.asked.source or self._new_source(text)
        key = key or self.asked.source
        self.sources[segment.text] = key
        return key

    def _same_work(self, text: CodedText) -> str:
        """Return the source that is surely the text's work, "" if there is none."""
        work = _work("", text)
        return next((k for k, source in self.graph.sources.items() if are_one(source, work)), "")

    def _new_source(self, text: CodedText) -> str:
        work = _work("", text)
        first = work.authors[0].short if work.authors else ""
        given = text.entry.get("ID", "")
        called = f"{first}{work.year}" if first else text.name.rsplit(".", 1)[0]
        key = (
            given
            if re.fullmatch(ID, given) and given not in self.ids
            else key_for(called, self.ids)
        )
        self.ids.add(key)
        self.new_sources.append(replace(work, key=key))
        if not text.entry.get("title"):
            self.approximated.append(("text", text.name, "only its name is known of it"))
        self.approximated += [("text", text.name, what) for what in text.approximated]
        return key

    def finish(self) -> Plan:
        used = {taken.segment.text for taken in self.taken}
        here = {segment.text for segment, *_ in self.known}
        here |= {segment.text for segment in self.origin.segments if segment.key in self.kept}
        for text in self.origin.texts:
            if text.key not in used | here:
                self.left.append(Left("text", text.name, "nothing that was coded in it is taken"))
        texts = {
            self.sources[text.key]: text.content
            for text in self.origin.texts
            if text.key in used and text.content and self.sources.get(text.key)
        }
        called = [text.name for text in self.origin.texts]
        names = {
            text.name if called.count(text.name) == 1 else text.key: key
            for text in self.origin.texts
            if (key := self.sources.get(text.key))
        }
        mapping = replace(
            self.mapping,
            kind=self.origin.tool,
            file=self.asked.name,
            sources={**self.mapping.sources, **names},
            elements={
                **self.mapping.elements,
                **self.coded.by_name(),
            },
        )
        brought = tuple(
            Brought(
                self.by,
                self.asked.name,
                taken.segment.key,
                str(taken.draft["id"]),
                self.asked.on,
                self.asked.machine,
                self.parts[taken.segment.key],
                written_parts(taken.draft),
            )
            for taken in self.taken
        )
        return Plan(
            self.origin,
            mapping,
            tuple(self.taken),
            tuple(self.known),
            tuple(self.changed),
            (*self.origin.left, *self.coded.left, *self.left),
            tuple(self.coded.new.values()),
            tuple(self.new_sources),
            tuple(self.memos),
            texts,
            (*(("code", *one) for one in self.coded.approximated), *self.approximated),
            brought,
        )


def _work(key: str, text: CodedText) -> Source:
    """Return a text as an entry of the library, as far as the file describes it."""
    people = ("ENTRYTYPE", "ID", "author", "editor")
    fields = {name: value for name, value in text.entry.items() if name not in people}
    fields.setdefault("title", text.name)
    authors = read_names(text.entry.get("author", ""))
    editors = read_names(text.entry.get("editor", ""))
    type_ = text.entry.get("ENTRYTYPE", "misc")
    return Source(key, type_, authors.names, editors.names, authors.others, fields)


def _as_text(value: Value) -> str:
    """Return a value of a claim in words, as far as it has any."""
    if isinstance(value, str):
        return value or "nothing"
    return str(as_read(value))


def _shown(segment: Segment, key: str, origin: Origin) -> str:
    """Return what stands in the file under a key of a claim, as far as it is text."""
    if key == "elements":
        labels = {code.key: code.label for code in origin.codes}
        return ", ".join(labels.get(code, code) for code in segment.codes)
    if key == "at":
        return ", ".join(f"{term} {value}" for term, value in segment.at.items())
    value = getattr(segment, key, segment.fields.get(key, "")) if key else ""
    return value if isinstance(value, str) else ""
