"""From what a file says to the nouns of the model, one function for each kind of item."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from evidence.model.claims import (
    Arrow,
    Attribution,
    Bounds,
    Claim,
    How,
    Link,
    LinkKind,
    Locator,
    Measure,
    Nature,
    Passage,
    Voice,
)
from evidence.model.findings import Assessment, Component, Finding, Fit, Judgement
from evidence.model.framework import (
    Cell,
    Element,
    Facet,
    FacetValue,
    FindingKind,
    RelationType,
)
from evidence.model.review import Question, SameAuthor, SourceFacts
from evidence.model.wording import Wording
from evidence.yaml.figures import Figure
from evidence.yaml.locators import without_term
from evidence.yaml.nodes import Spot
from evidence.yaml.shapes import COMPONENTS, Read

Chosen = Mapping[str, tuple[str, ...]]

_SAID_NOTHING = Wording()
_NOWHERE = Locator()
_NOTHING_ALLOWED: Mapping[str, str] = {}
# looking a member up is several times faster than calling the enumeration
_ATTRIBUTIONS = {member.value: member for member in Attribution}
_VOICES = {member.value: member for member in Voice}
_LINKS = {kind.value: kind for kind in LinkKind}
_BOUNDS = ("above", "from_", "below", "up_to")


def wording(said: Any) -> Wording:
    """Return what was said, in one language or in several."""
    if not said:
        return _SAID_NOTHING
    if isinstance(said, str):
        return Wording(said.strip())
    return Wording("", {language: text.strip() for language, text in said.items()})


def keys(written: Sequence[str] | None) -> tuple[str, ...]:
    """Return citation keys in the one form in which they are compared (NFC)."""
    if not written:
        return ()
    return tuple([key if key.isascii() else _composed(key) for key in written])


def _composed(key: str) -> str:
    return unicodedata.normalize("NFC", key)


def arrow(written: str) -> Arrow:
    """Return the arrow that `element type element` writes."""
    subject, kind, target = written.split()
    return Arrow(subject, kind, target)


def _locator(written: Mapping[str, str] | None) -> Locator:
    """Return a place; `page: p. 3` is page 3."""
    if not written:
        return _NOWHERE
    return Locator(tuple([(term, without_term(term, v) or v) for term, v in written.items()]))


def _first(said: Any) -> str:
    """Return a text, or the first of its translations: what two figures are compared by."""
    texts = wording(said).texts
    return texts[0] if texts else ""


def _text(read: Read, key: str) -> str:
    if key not in read:
        return ""
    text: str = read[key]
    return text.strip()


def _passage(read: Read, at: Locator) -> Passage:
    return Passage(
        _locator(read.get("at")) if read.get("at") else at,
        _text(read, "quote"),
        _text(read, "prefix"),
        _text(read, "suffix"),
    )


def claim(read: Read, facets: Chosen, spot: Spot, read_in: str, coder: str) -> Claim:
    """Return a claim; `read_in` and `coder` hold where it says nothing itself.

    Shape: `read_in` is "" where only the claim's source can tell.
    """
    sources = keys(read["sources"])
    passage = _passage(read, _NOWHERE)
    own = read.get("read_in", read_in)
    # most claims have few of the keys; what is absent costs one look here, and no call
    return Claim(
        id=read["id"],
        statement=wording(read["statement"]),
        sources=sources,
        passage=passage,
        via=keys(read["via"]) if "via" in read else (),
        read_in=_composed(own) if own else sources[0] if len(sources) == 1 else "",
        attribution=_ATTRIBUTIONS[read.get("attribution", "explicit")],
        voice=_VOICES[read.get("voice", "author")],
        draws_on=keys(read["draws_on"]) if "draws_on" in read else (),
        also=tuple([_passage(other, passage.at) for other in read["also"]])
        if "also" in read
        else (),
        elements=tuple(read.get("elements", ())),
        unfitted=read.get("unfitted", False),
        relates=tuple([arrow(written) for written in read["relates"]]) if "relates" in read else (),
        defines=_text(read, "defines"),
        facets=facets,
        measure=_measure(read["measure"]) if "measure" in read else None,
        links=_links(read) if not _LINKS.keys().isdisjoint(read) else (),
        caveat=wording(read.get("caveat")),
        memo=_text(read, "memo"),
        coder=read.get("coder", coder),
        allow=read.get("allow", _NOTHING_ALLOWED),
        where=spot,
    )


def _links(read: Read) -> tuple[Link, ...]:
    return tuple(
        [
            Link(
                kind,
                link["claim"],
                link.get("stated", False),
                How(link["how"]) if "how" in link else None,
                wording(link.get("because")),
            )
            for key, kind in _LINKS.items()
            if key in read
            for link in read[key]
        ]
    )


def _measure(read: Read) -> Measure:
    parts: Mapping[str, Figure] = read.get("parts", {})
    written = {
        key.removesuffix("_"): read[key].written
        for key in ("value", "about", *_BOUNDS, "total")
        if key in read
    }
    bounds = [_value(read, key) for key in _BOUNDS]
    return Measure(
        of=wording(read["of"]),
        unit=_first(read.get("unit")),
        unit_label=wording(read.get("unit")),
        base=wording(read.get("base")),
        value=_value(read, "value"),
        about=_value(read, "about"),
        bounds=Bounds(*bounds) if any(bound is not None for bound in bounds) else None,
        year=_first(read.get("year")),
        year_label=wording(read.get("year")),
        part_labels={name: wording(label) for name, label in read.get("part_labels", {}).items()},
        nature=Nature(read.get("nature", "observed")),
        parts={name: part.value for name, part in parts.items()},
        total=_value(read, "total"),
        written=written | {f"parts.{name}": part.written for name, part in parts.items()},
    )


def _value(read: Read, key: str) -> float | None:
    figure: Figure | None = read.get(key)
    return None if figure is None else figure.value


def finding(read: Read, facets: Chosen, spot: Spot) -> Finding:
    """Return a finding."""
    fit: Read | None = read.get("fit")
    return Finding(
        id=read["id"],
        kind=read["kind"],
        statement=wording(read["statement"]),
        answers=tuple(read.get("answers", ())),
        elements=tuple(read.get("elements", ())),
        stated_in=tuple(read.get("stated_in", ())),
        supported_by=tuple(read.get("supported_by", ())),
        contradicted_by=tuple(read.get("contradicted_by", ())),
        qualified_by=tuple(read.get("qualified_by", ())),
        background=tuple(read.get("background", ())),
        gaps={cell: wording(said) for cell, said in read.get("gaps", {}).items()},
        fit=Fit(Judgement(fit["judgement"]), wording(fit.get("because"))) if fit else None,
        resolution=wording(read.get("resolution")),
        assessment=_assessment(read["assessment"]) if "assessment" in read else None,
        facets=facets,
        caveat=wording(read.get("caveat")),
        memo=_text(read, "memo"),
        allow=read.get("allow", {}),
        where=spot,
    )


def _assessment(read: Read) -> Assessment:
    return Assessment(
        components=tuple(
            Component(name, read[name].get("concern", ""), wording(read[name].get("because")))
            for name in COMPONENTS
            if name in read
        ),
        confidence=read.get("confidence", ""),
        because=wording(read.get("because")),
        by=tuple(read.get("by", ())),
    )


def element(read: Read, spot: Spot) -> Element:
    """Return an element."""
    return Element(
        id=read["id"],
        label=_label(read, read["id"]),
        also_called=tuple(read.get("also_called", ())),
        definition=wording(read.get("definition")),
        origin=read.get("origin", "a_priori"),
        from_sources=keys(read.get("from_")),
        part_of=read.get("part_of", ""),
        memo=_text(read, "memo"),
        allow=read.get("allow", {}),
        where=spot,
    )


def _label(read: Read, otherwise: str) -> Wording:
    """Return the label, and the id in its place where the label could not be read."""
    return wording(read.get("label")) or Wording(otherwise)


def facet(name: str, read: Read, spot: Spot) -> Facet:
    """Return a facet with its values."""
    return Facet(
        id=name,
        label=_label(read, name),
        on=read.get("on", "claims"),
        required=read.get("required", False),
        definition=wording(read.get("definition")),
        values={
            key: FacetValue(
                key,
                _label(value, key),
                wording(value.get("definition")),
                wording(value.get("mark")),
            )
            for key, value in read["values"].items()
        },
        where=spot,
    )


def finding_kind(name: str, read: Read, spot: Spot, facets: Mapping[str, Facet]) -> FindingKind:
    """Return a kind of finding with its cells, those of a facet set side by side included."""
    facet = facets.get(read.get("side_by_side", ""))
    values = facet.values.values() if facet else ()
    return FindingKind(
        id=name,
        label=_label(read, name),
        plural=wording(read.get("plural")),
        heading=wording(read.get("heading")),
        definition=wording(read.get("definition")),
        cells=tuple(
            Cell(
                key,
                _label(cell, key),
                {facet: chosen(values) for facet, values in cell["where"].items()},
            )
            for key, cell in read.get("cells", {}).items()
        )
        + tuple(
            Cell(value.id, value.label, {facet.id: (value.id,)})
            for value in values
            if facet and value.id not in read.get("cells", {})
        ),
        side_by_side=read.get("side_by_side", ""),
        where=spot,
    )


def chosen(values: Any) -> tuple[str, ...]:
    """Return the values of a facet, one or several, as several."""
    return (values,) if isinstance(values, str) else tuple(values)


def relation_type(name: str, read: Read, spot: Spot) -> RelationType:
    """Return a relation type."""
    return RelationType(name, _label(read, name), read.get("undirected", False), spot)


def question(read: Read, spot: Spot) -> Question:
    """Return a question."""
    return Question(
        id=read["id"],
        text=wording(read["text"]),
        asked_by=_composed(read.get("asked_by", "")),
        at=_locator(read.get("at")),
        where=spot,
    )


def source_facts(key: str, read: Read, facets: Chosen, spot: Spot) -> SourceFacts:
    """Return what is known of a source."""
    return SourceFacts(
        key=_composed(key),
        facets=facets,
        identity=read.get("identity", ""),
        unverified=tuple(read.get("unverified", ())),
        same_author_as=tuple(
            SameAuthor(
                _composed(other["source"]),
                other.get("certain", False),
                wording(other.get("because")),
            )
            for other in read.get("same_author_as", ())
        ),
        note=wording(read.get("note")),
        memo=_text(read, "memo"),
        allow=read.get("allow", {}),
        where=spot,
    )
