"""REFI-QDA: the claims as codings in their texts (.qdpx), the framework as a codebook (.qdc).

For colleagues with a program for qualitative data. A code is an element, a
selection a passage of a claim, a user whoever coded; ids are kept where such a
program lets people write, so that what comes back is known again
(`origins.refi_qda`). Positions count the characters of the text that is
carried: the full text, where it is asked for, else the quotes alone.
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from evidence.diagnostics import CannotGoOn
from evidence.exchange.exported import Exported, ToExport
from evidence.graph import Graph, elements_of
from evidence.language import counted
from evidence.lock.records import text_key
from evidence.model import Claim, Element, Source
from evidence.model.wording import Wording
from evidence.texts import FullText

_PROJECT, _CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
# names of the same things are the same GUIDs, in every export
_NAMESPACE = uuid.UUID("6f2d8a52-6f0b-5c1e-9d0a-3f1c0f6b7e11")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME = 200
APPENDED = "[Quotes of the review that do not stand above in these words]"


def project(asked: ToExport) -> Exported:
    """Return the claims as a project: their texts, their passages, and who gave which code."""
    writer = _Writer(asked)
    title = _line(_said(asked.graph, asked.graph.review.title)) or "Review"
    root = ET.Element("Project", {"xmlns": _PROJECT, "name": title, "origin": _origin(asked)})
    sources = writer.sources()
    users, codes = writer.users(), _codes(asked.graph)
    if len(users):
        root.append(users)
    if len(codes):
        ET.SubElement(root, "CodeBook").append(codes)
    if len(sources):
        root.append(sources)
    if len(writer.notes):
        root.append(writer.notes)
    members = {"project.qde": _xml(root)} | {
        f"sources/{text.guid}.txt": text.content.encode() for text in writer.texts.values()
    }
    held = (
        f"{counted(len(writer.exported), 'claim')} as {counted(writer.selections, 'selection')} in"
        f" {counted(len(writer.texts), 'text')}, {counted(len(asked.graph.elements), 'element')}"
        f" as codes{writer.of_texts()}"
    )
    lost = (*writer.lost.lines(), *_not_coded(asked.graph))
    return Exported(_zipped(members), held, lost)


def codebook(asked: ToExport) -> Exported:
    """Return the framework as a codebook.

    Raises: CannotGoOn if there are no elements: a codebook without a code is none.
    """
    graph = asked.graph
    if not graph.elements:
        raise CannotGoOn("the framework has no elements, and a codebook without codes is none")
    root = ET.Element("CodeBook", {"xmlns": _CODEBOOK, "origin": _origin(asked)})
    root.append(_codes(graph))
    held = f"{counted(len(graph.elements), 'element')} as codes"
    return Exported(_xml(root), held, tuple(_elements_lost(graph)))


def _origin(asked: ToExport) -> str:
    return f"Evidence {asked.version}".strip()


def guid(kind: str, id_: str) -> str:
    """Return the GUID of an item: the same each time, another for each.

    >>> guid("claim", "beds")
    '751ebbba-5c07-5f28-a5ad-097149814836'
    """
    return str(uuid.uuid5(_NAMESPACE, _clean(f"{kind}:{id_}")))


@dataclass(slots=True)
class _Lost:
    """What is not carried, by what it is, with the claims that have it."""

    of: dict[str, list[str]] = field(default_factory=dict)

    def add(self, what: str, claim: str) -> None:
        claims = self.of.setdefault(what, [])
        if claim not in claims[-1:]:
            claims.append(claim)

    def lines(self) -> Iterator[str]:
        for what, claims in self.of.items():
            yield f"{what} of {counted(len(claims), 'claim')}: {', '.join(claims)}"


@dataclass(slots=True)
class _CarriedText:
    """A text of the project, which grows by the quotes that it does not hold."""

    key: str
    name: str
    full: FullText | None
    content: str = ""
    appended: bool = False

    @property
    def guid(self) -> str:
        return guid("source", self.key)

    def place(self, quote: str, spot: tuple[int, int] | None) -> tuple[int, int, bool]:
        """Return where a quote stands, and whether its words are those of the text there."""
        if self.full is not None:
            if spot is not None:
                return (*spot, self.content[slice(*spot)] == quote)
            start = self.content.find(quote)
            if start >= 0 and self.content.find(quote, start + 1) < 0:
                return start, start + len(quote), True
        gap = "\n\n" if self.content else ""
        if self.full is not None and not self.appended:
            gap += f"{APPENDED}\n\n"
        self.appended = True
        start = len(self.content) + len(gap)
        self.content += gap + quote
        return start, len(self.content), True


class _Writer:
    """A project while it is written."""

    def __init__(self, asked: ToExport) -> None:
        self.asked = asked
        self.graph = asked.graph
        self.texts: dict[str, _CarriedText] = {}
        self.coders: dict[str, None] = {}
        self.lost = _Lost()
        self.exported: list[str] = []
        self.selections = 0
        self.notes = ET.Element("Notes")

    def of_texts(self) -> str:
        """Return in words whether full texts are carried."""
        full = sum(text.full is not None for text in self.texts.values())
        if not full:
            return "; of the texts the quotes alone"
        return f"; with {counted(full, 'full text')}: for private reading, do not publish it"

    def sources(self) -> ET.Element:
        elements: dict[str, ET.Element] = {}
        for claim in self.graph.claims.values():
            text = self._text(claim)
            if not claim.quotes:
                self.lost.add("everything, for want of a quote to be selected,", claim.id)
                continue
            if text.key not in elements:
                elements[text.key] = self._source(text)
            self.exported.append(claim.id)
            for number, passage in enumerate(claim.passages):
                if passage.quote:
                    elements[text.key].append(self._selection(claim, number, text))
            for what in _claim_lost(claim):
                self.lost.add(what, claim.id)
        root = ET.Element("Sources")
        root.extend(elements.values())
        return root

    def _text(self, claim: Claim) -> _CarriedText:
        key = text_key(claim)
        if not key:
            self.lost.add("in which of its sources the words stand,", claim.id)
        called = key or " + ".join(claim.sources)
        if called not in self.texts:
            found = self.asked.texts.get(key)
            full = found if found is not None and found.text else None
            name = _source_name(called, self.graph.sources.get(key))
            text = _CarriedText(called, name if full else f"{name} (quotes only)", full)
            if full:
                # a text has newlines alone, and as many signs as before
                text.content = _NOT_TEXT.sub("\ufffd", full.text.replace("\r", "\n"))
            self.texts[called] = text
        return self.texts[called]

    def _source(self, text: _CarriedText) -> ET.Element:
        source = ET.Element("TextSource", {"guid": text.guid, "name": _line(text.name)})
        source.set("plainTextPath", f"internal://{text.guid}.txt")
        if text.key in self.graph.sources:
            _describe(source, f"[source:{text.key}]")
        return source

    def _selection(self, claim: Claim, number: int, text: _CarriedText) -> ET.Element:
        quote = _NOT_TEXT.sub("\ufffd", claim.passages[number].quote)
        start, end, same = text.place(quote, self._spot(claim, number, text))
        if not same:
            self.lost.add("the form of the quote, whose text has other signs,", claim.id)
        id_ = f"{claim.id}#{number + 1}" if number else claim.id
        selection = ET.Element(
            "PlainTextSelection",
            {
                "guid": guid("claim", id_),
                "name": f"claim:{id_}",
                "startPosition": str(start),
                "endPosition": str(end),
            },
        )
        self.selections += 1
        coder = self._user(claim.coder)
        selection.attrib |= coder
        _describe(selection, f"{_said(self.graph, claim.statement)}\n\n[claim:{id_}]".strip())
        for element in elements_of(claim):
            if element in self.graph.elements:
                attributes = {"guid": guid("coding", f"{id_} {element}")} | coder
                coding = ET.SubElement(selection, "Coding", attributes)
                ET.SubElement(coding, "CodeRef", {"targetGUID": guid("element", element)})
        if claim.memo and not number:
            named = {"guid": guid("memo", claim.id), "name": f"Memo of {claim.id}"} | coder
            note = ET.SubElement(self.notes, "Note", named)
            ET.SubElement(note, "PlainTextContent").text = _clean(claim.memo)
            ET.SubElement(selection, "NoteRef", {"targetGUID": guid("memo", claim.id)})
        return selection

    def _spot(self, claim: Claim, number: int, text: _CarriedText) -> tuple[int, int] | None:
        """Return where the lock says that a quote stands, in the very file that is carried."""
        state = self.asked.states.get((claim.id, number))
        record = state.record if state is not None and state.verified else None
        if record is None or record.spot is None or text.full is None:
            return None
        same = record.file_hash == text.full.file_hash
        return (record.spot.start, record.spot.end) if same else None

    def _user(self, coder: str) -> dict[str, str]:
        if not coder:
            return {}
        self.coders[coder] = None
        return {"creatingUser": guid("user", coder)}

    def users(self) -> ET.Element:
        names = {author.initials: author.called for author in self.graph.review.authors}
        users = ET.Element("Users")
        for coder in self.coders:
            named = {"guid": guid("user", coder), "name": _line(names.get(coder, coder))}
            ET.SubElement(users, "User", named | {"id": _line(coder)})
        return users


def _source_name(key: str, source: Source | None) -> str:
    if source is None:
        return key
    title = source.title or key
    return _line(f"{key}: {title}" if title != key else key)[:_LONGEST_NAME]


def _codes(graph: Graph) -> ET.Element:
    """Return the elements as codes, the parts of each within it; of a circle each is at the top."""
    codes = ET.Element("Codes")
    made: dict[str, ET.Element] = {}
    for element in graph.elements.values():
        attributes = {
            "guid": guid("element", element.id),
            "name": _line(_said(graph, element.label)) or element.id,
            "isCodable": "true",
        }
        made[element.id] = ET.Element("Code", attributes)
        said = _said(graph, element.definition)
        _describe(made[element.id], f"{said}\n\n[element:{element.id}]".strip())
    for element in graph.elements.values():
        above = element.part_of if not _in_a_circle(graph, element) else ""
        made.get(above, codes).append(made[element.id])
    return codes


def _in_a_circle(graph: Graph, element: Element) -> bool:
    seen = set()
    above = element.part_of
    while above in graph.elements and above not in seen:
        if above == element.id:
            return True
        seen.add(above)
        above = graph.elements[above].part_of
    return False


def _claim_lost(claim: Claim) -> Iterator[str]:
    """Yield what of a claim the format has no place for."""
    has = {
        "where in the text": any(passage.at for passage in claim.passages),
        "what stands around the quote": any(p.prefix or p.suffix for p in claim.passages),
        "the other passages, which have no quote,": any(not p.quote for p in claim.also),
        "the language of the quote": any(passage.quote_lang for passage in claim.passages),
        "the short statement": bool(claim.short),
        "the statement in other languages": len(claim.statement.translations) > 1,
        "the source that says it": claim.read_in and claim.sources != (claim.read_in,),
        "the hands between": claim.via,
        "that its citation is implied": claim.attribution.value != "explicit",
        "that the words are a participant's": claim.voice.value != "author",
        "the works that it draws on": claim.draws_on,
        "the arrows, whose ends are codes,": claim.relates,
        "that no element fits": claim.unfitted,
        "what it defines": claim.defines,
        "the measure": claim.measure,
        "the links to other claims": claim.links,
        "the credibility": claim.credibility,
        "the caveat": claim.caveat,
        "the silenced checks": claim.allow,
        "where it was proposed, and who accepted it,": claim.proposed,
    }
    yield from (what for what, there in has.items() if there)
    yield from (f"facet `{facet}`" for facet in claim.facets)


def _elements_lost(graph: Graph) -> Iterator[str]:
    elements = graph.elements.values()
    has: Mapping[str, Iterable[Element]] = {
        "other names": [one for one in elements if one.also_called],
        "the origin": [one for one in elements if one.origin or one.from_sources],
        "the label or definition in other languages": [
            one
            for one in elements
            if max(len(one.label.translations), len(one.definition.translations)) > 1
        ],
        "the memo": [one for one in elements if one.memo],
        "the silenced checks": [one for one in elements if one.allow],
        "the place in a circle": [one for one in elements if _in_a_circle(graph, one)],
    }
    for what, found in has.items():
        ids = [one.id for one in found]
        if ids:
            yield f"{what} of {counted(len(ids), 'element')}: {', '.join(ids)}"


def _not_coded(graph: Graph) -> Iterator[str]:
    """Yield what of a review is neither claim nor element."""
    yield from _elements_lost(graph)
    framework = graph.review.framework
    for what, ids in (
        ("finding", graph.findings),
        ("question", graph.questions),
        ("facet", framework.facets),
        ("relation type", framework.relation_types),
        ("party", graph.review.parties),
    ):
        if ids:
            yield f"{counted(len(ids), what)}: {', '.join(ids)}"
    if graph.sources:
        yield "the bibliography, but for keys and titles: `evidence export ris` carries it"


def _said(graph: Graph, wording: Wording) -> str:
    language = graph.review.language
    return wording.text_in(language).strip()


def _describe(element: ET.Element, said: str) -> None:
    ET.SubElement(element, "Description").text = _clean(said)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


# a text is a file of its own, in which all stands but what UTF-8 has no bytes for
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, "unicode")}\n'.encode()


def _zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive that is the same each time: no clock, no machine."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return packed.getvalue()
