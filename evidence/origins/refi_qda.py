"""REFI-QDA: projects (.qdpx, .qde) and codebooks (.qdc) of NVivo, ATLAS.ti, MAXQDA and others.

The standard counts characters, its programs count as they like and none says
how: what fits the words decides, and where nothing fits the selections are
left. What this tool exported is known again by the ids that it wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from evidence.diagnostics import CannotGoOn
from evidence.origins.code_tree import as_tree
from evidence.origins.left import NO_COLOUR, NO_DATE, NO_MEMO
from evidence.origins.origin import Code, CodedText, Left, Origin, Segment
from evidence.origins.placing import Paragraphs
from evidence.origins.qdpx import Archive, decoded
from evidence.origins.selected import CodedWords, Selected, coded_words, fitting
from evidence.origins.xml_tree import XmlNode, plain_guid, xml_tree

TOOL = "refi-qda"
_MOST_XML = 64 * 1024**2
_SELECTIONS = (
    "PlainTextSelection",
    "PDFSelection",
    "PictureSelection",
    "AudioSelection",
    "VideoSelection",
    "TranscriptSelection",
)
_OF_TEXT = ("PlainTextSelection", "PDFSelection", "TranscriptSelection")
_SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
_MEDIA = {"PictureSource": "picture", "AudioSource": "audio", "VideoSource": "video"}
# the kinds of things that are left whole, by their elements
_WHOLE = {
    "Case": ("case", "a review has sources, and no cases"),
    "Variable": ("variable", "a review has facets of its own"),
    "VariableValue": ("value", "only what was coded is taken"),
    "Set": ("set", "a framework has no sets"),
    "Graph": ("graph", "pictures of codes are not taken: the framework makes its own"),
    "Link": ("link", "a link of a program is none between claims"),
}
_DATED = (*_SOURCES, *_SELECTIONS, "Coding", "Note", "Representation", "Transcript", "Project")
# what this tool writes at the end of a description, so that it knows its own again
_OURS = re.compile(r"\s*\[(claim|element|source):([^\s\[\]]+)\]\s*\Z")
_NAMED = re.compile(r"claim:\S+")


def recognises(name: str, file: BinaryIO) -> bool:
    """Return whether a file is a project or a codebook of REFI-QDA."""
    if name.lower().endswith((".qdpx", ".qde", ".qdc")):
        return True
    start = file.tell()
    try:
        return b"urn:QDA-XML:" in file.read(2_000)
    finally:
        file.seek(start)


def read(name: str, file: BinaryIO, settings: Mapping[str, Any]) -> Origin:
    """Return what a project or a codebook holds.

    Raises: CannotGoOn if it cannot be read.
    """
    del settings
    start = file.tell()
    is_zip = file.read(2) == b"PK"
    file.seek(start)
    archive = Archive(name, file) if is_zip else None
    member = archive.project() if archive else ""
    try:
        data = archive.read(member) if archive else file.read(_MOST_XML + 1)
    except ValueError as wrong:
        raise CannotGoOn(f"{name}: {wrong}", "export it again") from None
    if len(data) > _MOST_XML:
        raise CannotGoOn(f"{name}: the XML has more than {_MOST_XML // 1024**2} MB")
    root = xml_tree(f"{name}: `{member}`" if member else name, data)
    if root.tag not in ("Project", "CodeBook"):
        raise CannotGoOn(f"{name}: no REFI-QDA: its XML is called `{root.tag[:60]}`")
    return _Reader(name, root, archive, member).read()


@dataclass(frozen=True, slots=True)
class _Coding:
    """A code that somebody gave to a selection."""

    guid: str
    code: str
    user: str
    notes: tuple[str, ...]


class _Reader:
    """A project while it is read."""

    def __init__(self, name: str, root: XmlNode, archive: Archive | None, member: str) -> None:
        self.name = name
        self.root = root
        self.archive = archive
        self.used = {member}
        self.left: list[Left] = []
        self.within: Counter[str] = Counter()
        self.users = {user.guid: user for user in root.walk() if user.tag == "User"}
        self.notes = {node.guid: node for node in root.walk() if node.tag == "Note"}
        self.codes: dict[str, Code] = {}
        self.code_keys: dict[str, str] = {}
        self.texts: dict[str, CodedWords] = {}
        self.coded: list[CodedText] = []
        self.taken_notes: set[str] = set()
        self.coders: set[str] = set()
        self.keys: set[str] = set()
        # selections and codings that were come by, by the identity of their elements
        self.met: set[int] = set()
        self.linked: dict[str, list[str]] = {}
        for link in root.walk():
            if link.tag == "Link":
                target = plain_guid(link.get("targetGUID"))
                self.linked.setdefault(target, []).append(plain_guid(link.get("originGUID")))

    def read(self) -> Origin:
        for codes in (node for node in self.root.walk() if node.tag == "Codes"):
            self._codes(codes, "")
        sources = [source for part in self.root.all("Sources") for source in part.children]
        selections = [selected for source in sources for selected in self._source(source)]
        fit = fitting(selections, self.texts)
        segments = self._segments(fit.selected)
        self._rest()
        return Origin(
            tool=TOOL,
            file=self.name,
            texts=tuple(self.coded),
            codes=as_tree(self.codes.values()),
            segments=segments,
            left=tuple(self.left),
            counts=_counts(self.root, self.archive),
            within=dict(self.within),
            remarks=(fit.remark,) if fit.remark else (),
        )

    def _leave(self, kind: str, name: str, because: str) -> None:
        self.left.append(Left(kind, name, because))

    # codes

    def _codes(self, above: XmlNode, parent: str) -> None:
        for node in above.all("Code"):
            name = node.get("name").strip() or "a code without a name"
            definition, ours = _parted(node.said("Description"))
            key = ours or node.guid or name
            if key in self.codes or (node.guid and node.guid in self.code_keys):
                self._leave("code", name, "another code has its GUID")
                key = self.code_keys.get(node.guid, key)
            else:
                self.codes[key] = Code(key, name, definition, parent)
            if node.guid:
                self.code_keys.setdefault(node.guid, key)
            if node.get("color"):
                self._leave("colour", f"{node.get('color')} of {name}", NO_COLOUR)
            self._codes(node, key)

    # sources

    def _source(self, node: XmlNode) -> Iterator[Selected]:
        """Yield the selections of a source, whose texts are taken on the way."""
        name = node.get("name").strip() or node.get("plainTextPath") or f"source {node.guid}"
        if node.tag == "TextSource":
            yield from self._selections(node, name, self._text(node, node, name))
        elif node.tag == "PDFSource":
            inner = next(iter(node.all("Representation")), None)
            key = self._text(node, inner, name)
            if inner is not None:
                yield from self._selections(inner, name, key)
            yield from self._selections(node, name, key)
        elif node.tag in _MEDIA:
            self._leave(_MEDIA[node.tag], name, "only texts are taken")
            for inner in node.all("Transcript", "TextDescription"):
                said = inner.get("name").strip() or f"{inner.tag} of {name}"
                yield from self._selections(inner, said, self._text(inner, inner, said))
            yield from self._selections(node, name, "")
        if node.said("Description") and not _parted(node.said("Description"))[1]:
            self._leave("description", name, NO_MEMO)

    def _text(self, node: XmlNode, holder: XmlNode | None, name: str) -> str:
        """Take a text, and return its key; `holder` holds its words, or says where they are."""
        _, ours = _parted(node.said("Description"))
        key = ours or node.guid or name
        while key in self.texts:
            key += "+"
        notes = []
        if holder is not None and holder.all("PlainTextContent"):
            text = coded_words(next(child.text for child in holder.all("PlainTextContent")))
        else:
            path = holder.get("plainTextPath") if holder is not None else ""
            text, note, member = self._file(path)
            notes = [note] if note else []
            self.used.add(member)
        self.texts[key] = replace(text, key=key)
        inner = node.get("richTextPath") or node.get("path") or node.get("plainTextPath")
        self.coded.append(
            CodedText(key, name, content=text.content, inner=inner, approximated=tuple(notes))
        )
        return key

    def _file(self, path: str) -> tuple[CodedWords, str, str]:
        """Return the text at a path, what is to be said of it, and the member that holds it."""
        if not path:
            return coded_words(None), "the project does not hold its text", ""
        if self.archive is None:
            return coded_words(None), "its text lies beside the file: import the whole .qdpx", ""
        member, why = self.archive.find(path)
        if not member:
            return coded_words(None), why, ""
        try:
            plain = decoded(self.archive.read(member))
        except ValueError as wrong:
            return coded_words(None), str(wrong), member
        return coded_words(plain.text, marked=plain.marked), plain.note, member

    # selections

    def _selections(self, node: XmlNode, source: str, text: str) -> Iterator[Selected]:
        points = {point.guid: point.get("position") for point in node.all("SyncPoint")}
        for each in node.all(*_SELECTIONS):
            self.met.add(id(each))
            start, end = each.get("startPosition"), each.get("endPosition")
            if each.tag == "TranscriptSelection":
                start = points.get(plain_guid(each.get("fromSyncPoint")), "")
                end = points.get(plain_guid(each.get("toSyncPoint")), "")
            words = "".join(inner.said("PlainTextContent") for inner in each.all("Representation"))
            yield Selected(
                node=each,
                source=source,
                text=text,
                name=each.get("name").strip(),
                start=_whole(start),
                end=_whole(end),
                words=words,
                is_text=each.tag in _OF_TEXT,
            )

    def _segments(self, selections: Iterable[Selected]) -> tuple[Segment, ...]:
        segments: list[Segment] = []
        paragraphs: dict[str, Paragraphs] = {}
        seen: set[str] = set()
        # of one selection given twice, on a page and in its text, that in the text is taken
        for selected in sorted(selections, key=lambda one: one.node.tag == "PDFSelection"):
            node, called = selected.node, f"{selected.called} in {selected.source}"
            twice = "it is there twice: it is taken once, with the codes that stand there"
            if why := twice if node.guid in seen else selected.why:
                self._lost(node, called, why)
                continue
            seen.update({node.guid} - {""})
            text = self.texts[selected.text]
            at: Mapping[str, str] = {}
            if selected.start is not None and text.content is not None:
                if text.key not in paragraphs:
                    paragraphs[text.key] = Paragraphs(text.content)
                at = paragraphs[text.key].at(selected.start)
            found = self._by_each(selected, called)
            segments.extend(replace(segment, text=text.key, at=at) for segment in found)
        return tuple(segments)

    def _by_each(self, selected: Selected, called: str) -> Iterator[Segment]:
        """Yield a selection as each of its coders left it, whoever made it first."""
        node = selected.node
        said, ours = _parted(node.said("Description"))
        ours = ours or (selected.name if _NAMED.fullmatch(selected.name) else "")
        own = ours or node.guid or "-".join(called.split())
        by_coder = self._by_coder(node, called)
        maker = plain_guid(node.get("creatingUser"))
        for number, user in enumerate(sorted(by_coder, key=lambda one: one != maker)):
            codings = by_coder[user]
            key = own if not number else f"{node.guid or own}-{user or number}"
            while key in self.keys:
                key += "+"
            self.keys.add(key)
            yield Segment(
                key=key,
                kind="selection of another coder" if number else "selection",
                name=called,
                quote=selected.quote,
                start=selected.start,
                end=selected.end,
                statement=said if ours and not number else "",
                codes=tuple(dict.fromkeys(coding.code for coding in codings)),
                coder=self._coder(user),
                memo=self._memo(node, codings, "" if ours or number else said),
                approximated=selected.notes,
            )

    def _by_coder(self, node: XmlNode, called: str) -> Mapping[str, list[_Coding]]:
        """Return the codings of a selection by who coded; the maker of the selection if nobody."""
        by_coder: dict[str, list[_Coding]] = {}
        for coding in node.all("Coding"):
            self.met.add(id(coding))
            target = next((plain_guid(ref.get("targetGUID")) for ref in coding.all("CodeRef")), "")
            user = plain_guid(coding.get("creatingUser"))
            if target not in self.code_keys:
                by_coder.setdefault(user, [])
                self._leave("coding", f"{target or 'no code'}: {called}", "its code is not there")
                continue
            notes = tuple(plain_guid(ref.get("targetGUID")) for ref in coding.all("NoteRef"))
            code = _Coding(coding.guid, self.code_keys[target], user, notes)
            self.within["coding"] += 1
            by_coder.setdefault(user, []).append(code)
        return by_coder or {plain_guid(node.get("creatingUser")): []}

    def _coder(self, user: str) -> str:
        if user not in self.users:
            return ""
        self.coders.add(user)
        return self.users[user].get("name").strip() or self.users[user].get("id") or user

    def _memo(self, node: XmlNode, codings: Iterable[_Coding], said: str) -> str:
        """Return what is said of a selection: its description, and the notes that belong to it."""
        named = [plain_guid(ref.get("targetGUID")) for ref in node.all("NoteRef")]
        named += [note for coding in codings for note in coding.notes]
        told = [said]
        for guid in dict.fromkeys((*named, *self.linked.get(node.guid, ()))):
            if guid in self.notes:
                words = self._note(self.notes[guid])
                if words and guid not in self.taken_notes:
                    self.taken_notes.add(guid)
                    self.within["note"] += 1
                told.append(words)
        return "\n\n".join(filter(None, told))

    def _note(self, note: XmlNode) -> str:
        words = "".join(child.text for child in note.all("PlainTextContent")).strip()
        if not words and note.get("plainTextPath"):
            text, _, member = self._file(note.get("plainTextPath"))
            self.used.add(member)
            words = (text.content or "").strip()
        return words or note.said("Description")

    # what is left

    def _lost(self, node: XmlNode, called: str, why: str) -> None:
        self._leave("selection", called, why)
        users = {plain_guid(coding.get("creatingUser")) for coding in node.all("Coding")}
        for _ in range(len(users) - 1):
            self._leave("selection of another coder", called, why)
        for coding in node.all("Coding"):
            self.met.add(id(coding))
            self._leave("coding", f"{self._label(coding)}: {called}", why)

    def _label(self, coding: XmlNode) -> str:
        target = next((plain_guid(ref.get("targetGUID")) for ref in coding.all("CodeRef")), "")
        key = self.code_keys.get(target)
        return self.codes[key].label if key else target or "no code"

    def _rest(self) -> None:
        """Leave, by name, what is neither code, text nor selection."""
        for node in self.root.walk():
            name = node.get("name").strip() or node.guid
            if node.tag in _WHOLE:
                kind, why = _WHOLE[node.tag]
                inner = " ".join(child.text.strip() for child in node.children).strip()
                self._leave(kind, name or inner or "without a name", why)
            elif node.tag == "Note" and node.guid not in self.taken_notes:
                words = " ".join(self._note(node).split())
                self._leave("note", f"{name}: {words[:60]}", "it belongs to no selection taken")
            elif node.tag == "User" and node.guid not in self.coders:
                self._leave("user", name, "coded nothing that is taken")
            elif node.tag == "Project" and node.said("Description"):
                self._leave("description", name, NO_MEMO)
            elif node.tag in _SELECTIONS and id(node) not in self.met:
                self._lost(node, f"{name} in a {node.within}", "it is of no text")
            elif node.tag == "Coding" and id(node) not in self.met:
                called = f"{self._label(node)}: a {node.within}"
                self._leave("coding", called, "it is of a whole source, and of no words")
            if node.tag in _DATED and node.dates:
                self._leave("date", f"{node.dates}: {node.tag} {name}", NO_DATE)
        self.within["user"] = len(self.coders)
        self._files()

    def _files(self) -> None:
        if self.archive is None:
            return
        for member in self.archive.names:
            if member not in self.used:
                self._leave("file", member, "only texts are taken")
        for member in self.archive.outside:
            self._leave("file", member, "its path leads out of the archive: it is not read")
        self.within["file"] = len(self.used & set(self.archive.names))


def _counts(root: XmlNode, archive: Archive | None) -> Mapping[str, int]:
    """Return how many things of each kind there are, by the names of elements alone."""
    nodes = list(root.walk())
    tags = Counter(node.tag for node in nodes)
    pairs = Counter((node.within, node.tag) for node in nodes)
    texts = pairs["Sources", "TextSource"] + pairs["Sources", "PDFSource"]
    several = (
        len({plain_guid(coding.get("creatingUser")) for coding in node.all("Coding")}) - 1
        for node in nodes
        if node.tag in _SELECTIONS and node.all("Coding")
    )
    described = [
        node
        for node in nodes
        if node.said("Description")
        and (node.tag == "Project" or (node.within == "Sources" and node.tag in _SOURCES))
        and not _parted(node.said("Description"))[1]
    ]
    return {
        "text": texts + tags["Transcript"] + tags["TextDescription"],
        "code": tags["Code"],
        "colour": sum(node.tag == "Code" and bool(node.get("color")) for node in nodes),
        "selection": sum(tags[tag] for tag in _SELECTIONS),
        "selection of another coder": sum(several),
        "coding": tags["Coding"],
        "note": tags["Note"],
        "user": tags["User"],
        "description": len(described),
        "date": sum(node.tag in _DATED and bool(node.dates) for node in nodes),
        **{kind: tags[tag] for tag, kind in _MEDIA.items()},
        **{kind: tags[tag] for tag, (kind, _) in _WHOLE.items()},
        "file": len(archive.names) + len(archive.outside) if archive else 0,
    }


def _parted(description: str) -> tuple[str, str]:
    r"""Return what a description says, and the id that this tool wrote at its end.

    >>> _parted("Beds get plots.\n\n[claim:beds]"), _parted("a note")
    (('Beds get plots.', 'claim:beds'), ('a note', ''))
    """
    found = _OURS.search(description)
    if not found:
        return description, ""
    return description[: found.start()], f"{found[1]}:{found[2]}"


def _whole(value: str) -> int | None:
    return int(value) if re.fullmatch(r"\d{1,12}", value.strip()) else None
