"""What the page shows of the texts and of the claims in them, as plain values for JSON.

Places in a text are as a browser counts them. What is long goes once: the text
itself, apart from the claims, which change as one codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence.graph import Graph
from evidence.imports.deciding import is_of_machine, unmended
from evidence.language import Catalogue
from evidence.lock.records import text_key
from evidence.model import Claim
from evidence.model.claims import (
    CREDIBILITIES,
    TERMS,
    Attribution,
    Bounds,
    How,
    Link,
    LinkKind,
    Measure,
    Nature,
    Passage,
    Voice,
)
from evidence.model.fields import fields_of
from evidence.model.lock import Freshness
from evidence.pages.citations import plain_label
from evidence.quotes.quoting import Quotation
from evidence.serving.codebook_view import element_prefix
from evidence.serving.json_requests import Json
from evidence.serving.survey import Survey
from evidence.serving.workspace import OpenReview, OpenText, ReadClaim, is_pdf
from evidence.texts import TextFile
from evidence.texts.folder import file_field
from evidence.texts.pdf_pages import PlacedWord
from evidence.texts.reading_blocks import BlockKind
from evidence.yaml.item_changes import WrittenItem
from evidence.yaml.new_ids import LIGHT_WORDS, SMALL_WORDS

_AROUND = 500  # characters of the text that are shown on either side of a passage
# of blocks, so that a long text is told briefly
_KINDS = {
    BlockKind.PARAGRAPH: "p",
    BlockKind.HEADING: "h",
    BlockKind.NOTE: "n",
    BlockKind.OTHER: "o",
}


def sources_view(
    state: OpenReview,
    files: Mapping[str, TextFile],
    seen: Survey,
) -> list[Json]:
    """Return every source with what is at hand of it; those with a text first, then by name.

    Shape: `found` is how many of its quotes this program sees in the text, None
           where it did not look yet; `named` are the files that its entry names.
    """
    graph = state.graph
    claims, proposals, verified, quoted = _counts(state)
    told = []
    for key, source in graph.sources.items():
        facts = graph.review.sources.get(key)
        file = files.get(key)
        share = seen.shares.get(key)
        stand = seen.quotes.get(key, (0, -1))
        told.append(
            {
                "key": key,
                "label": plain_label(source),
                "title": source.title,
                "file": file.file if file else "",
                "kind": file.file.rpartition(".")[2].upper() if file else "",
                "study": key == graph.review.of,
                "claims": claims[key],
                "proposals": proposals[key],
                "quoted": quoted[key],
                "verified": verified[key],
                "found": stand[0] if stand[1] == quoted[key] else None,
                "named": list(file_field(source.fields.get("file", ""))),
                "retracted": bool(facts and facts.retracted),
                "coded": share[0] if share else None,
                "paragraphs": share[1] if share else None,
            }
        )
    return sorted(
        told, key=lambda one: (not one["study"], not one["file"], str(one["label"]).casefold())
    )


def _counts(
    state: OpenReview,
) -> tuple[Counter[str], Counter[str], Counter[str], Counter[str]]:
    """Count, by the text that they were read in: claims, proposals, verified and all quotes."""
    graph = state.graph
    claims = Counter(text_key(claim) for claim in graph.claims.values())
    proposals = Counter(text_key(claim) for claim in graph.proposals.values())
    verified: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    for claim in graph.claims.values():
        for number, passage in enumerate(claim.passages):
            if not passage.quote:
                continue
            quoted[text_key(claim)] += 1
            known = state.checked.states.get((claim.id, number))
            if known and known.freshness is Freshness.FRESH and known.outcome.stands:
                verified[text_key(claim)] += 1
    return claims, proposals, verified, quoted


def whole_view(opened: OpenText) -> Json:
    """Return a text with what it is read in."""
    full, units = opened.full, opened.units
    return {
        "key": opened.key,
        "kind": full.kind.value,
        "file": full.file,
        "hash": full.text_hash,
        "unreadable": full.unreadable,
        "paged": is_pdf(full),
        "text": full.text,
        "pages": [
            [units(page.start), units(page.end), page.printed or page.label]
            for page in opened.searchable.pages
        ],
        "blocks": [
            [_KINDS[b.kind], b.level, [units(at) for piece in b.pieces for at in piece]]
            for b in opened.blocks
        ],
    }


def words_view(words: Sequence[PlacedWord]) -> list[list[Any]]:
    """Return the words of a page: where in its text, the word, its box, whether leftward."""
    return [[word.units, word.text, *word.box, int(word.leftward)] for word in words]


def claims_view(
    opened: OpenText,
    read: Iterable[ReadClaim],
    items: Mapping[str, tuple[str, WrittenItem]],
    state: OpenReview,
) -> list[Json]:
    """Return the claims of a text with where they stand in it."""
    told = []
    for one in read:
        spans = [[opened.units(start), opened.units(end)] for start, end in one.spans]
        told.append({**claim_view(one.claim, items, state), "spans": spans})
        told[-1]["outcome"] = one.outcome.value
    return told


def claim_view(
    claim: Claim, items: Mapping[str, tuple[str, WrittenItem]], state: OpenReview
) -> Json:
    """Return a claim as the page shows and edits it.

    Shape: `mark` tells whether it was changed since; "" for one that cannot be
           changed here, for its layout.
    """
    said = state.language
    file, item = items.get(claim.id, ("", None))
    return {
        "id": claim.id,
        "statement": claim.statement.text_in(said),
        "languages": list(claim.statement.translations),
        "sources": list(claim.sources),
        "attribution": claim.attribution.value,
        "voice": claim.voice.value,
        "at": dict(claim.passage.at.terms),
        "quote": claim.passage.quote,
        "prefix": claim.passage.prefix,
        "suffix": claim.passage.suffix,
        "elements": list(claim.elements),
        "unfitted": claim.unfitted,
        "facets": {name: list(values) for name, values in claim.facets.items()},
        "caveat": claim.caveat.text_in(said),
        "memo": claim.memo,
        "coder": claim.coder,
        "links": [
            {"kind": link.kind.value, "claim": link.claim, "because": link.because.text_in(said)}
            for link in claim.links
        ],
        # as its file has them, so that what the form does not show stays
        "keys": dict(item.keys) if item else {},
        "proposal": not claim.counts,
        "file": file,
        "line": item.line if item else claim.where.at().line,
        "mark": item.mark if item else "",
    }


def codebook_view(state: OpenReview, words: Catalogue) -> Json:
    """Return what a coder chooses from: elements, facets, coders, sources, and every claim."""
    graph, said = state.graph, state.language
    review = graph.review
    framework = review.framework
    about: Counter[str] = Counter(
        element for claim in graph.claims.values() for element in claim.elements
    )
    return {
        "title": review.title.text_in(said),
        "language": said,
        "of": review.of,
        "study": bool(review.of),
        "quote_words": review.quote_words or 0,
        "elements": [
            {
                "id": element.id,
                "label": element.label.text_in(said),
                "definition": element.definition.text_in(said),
                "also": list(element.also_called),
                "part_of": element.part_of or "",
                "claims": about[element.id],
            }
            for element in graph.elements.values()
        ],
        "facets": [
            {
                "id": facet.id,
                "label": facet.label.text_in(said),
                "required": facet.required,
                "definition": facet.definition.text_in(said),
                "values": [
                    {
                        "id": value.id,
                        "label": value.label.text_in(said),
                        "definition": value.definition.text_in(said),
                    }
                    for value in facet.values.values()
                ],
            }
            for facet in framework.facets.values()
            if facet.on == "claims"
        ],
        "coders": _coders(graph),
        "attributions": [one.value for one in Attribution],
        "voices": [one.value for one in Voice],
        "links": [[one.value, words(_LINKS[one])] for one in LinkKind],
        "relation_types": [
            [one.id, one.label.text_in(said)] for one in framework.relation_types.values()
        ],
        "terms": list(TERMS),
        "hows": [one.value for one in How],
        "natures": [one.value for one in Nature],
        "credibilities": list(CREDIBILITIES),
        "languages": list(review.languages),
        "meanings": _MEANINGS,
        "sources": [[key, plain_label(source)] for key, source in graph.sources.items()],
        "claims": [
            [claim.id, claim.statement.text_in(said), text_key(claim), list(claim.elements)]
            for claim in graph.claims.values()
        ],
        "ids": sorted(graph.ids()),
        "small_words": sorted(SMALL_WORDS),
        "light_words": sorted(LIGHT_WORDS),
        "prefix": element_prefix(graph),
    }


# What each key means, as the reference of the format says it.
_MEANINGS = {
    prefix + field.key: field.kind.meaning
    for noun, prefix in (
        (Claim, ""),
        (Passage, ""),
        (Measure, "measure."),
        (Bounds, "measure."),
        (Link, "link."),
    )
    for field in fields_of(noun)
    if getattr(field.kind, "meaning", "")
}

# How a link is called that leads from a claim to another one.
_LINKS = {
    LinkKind.SUPPORTS: "supports",
    LinkKind.CONTRADICTS: "contradicts",
    LinkKind.QUALIFIES: "limits",
    LinkKind.RESTATES: "says again what is said in",
    LinkKind.NOT_COMPARABLE: "cannot be compared with",
}


def _coders(graph: Graph) -> list[str]:
    """Return who may code: the authors of the review, and who has coded."""
    people = [author.initials for author in graph.review.authors if author.initials]
    people += [claim.coder for claim in graph.claims.values() if claim.coder]
    return list(dict.fromkeys(people))


def quotation_view(made: Quotation, opened: OpenText) -> Json:
    """Return what a selection gives the form of a claim."""
    return {
        "quote": made.quote,
        "start": opened.units(made.start),
        "end": opened.units(made.end),
        "at": dict(made.at),
        "prefix": made.prefix,
        "suffix": made.suffix,
        "outcome": made.outcome.value,
        "stands": made.outcome.stands,
        "places": made.places,
        "why": made.why,
        "words": len(made.quote.split()),
    }


def proposal_view(
    claim: Claim, told: Json, opened: OpenText | None, seen: ReadClaim | None, state: OpenReview
) -> Json:
    """Return a proposal with its passage as the text has it, and where it comes from.

    Shape: `unmended` says why a machine's cannot be accepted as it is.
    """
    passage = {"before": "", "words": "", "after": ""}
    if opened is not None and seen is not None and seen.spans:
        text = opened.full.text
        start, end = seen.spans[0]
        passage = {
            "before": " ".join(text[max(0, start - _AROUND) : start].split()),
            "words": " ".join(text[start:end].split()),
            "after": " ".join(text[end : end + _AROUND].split()),
        }
    origin = claim.proposed
    source = state.graph.sources.get(text_key(claim))
    outcome = {0: seen.outcome} if seen is not None else {}
    return {
        "claim": told,
        "key": text_key(claim),
        "source": plain_label(source) if source else text_key(claim),
        "origin": " · ".join(filter(None, (origin.by, origin.machine, origin.on)))
        if origin
        else "",
        "passage": passage,
        "unmended": unmended(outcome) if is_of_machine(claim) else "",
    }
