"""The review as JSON-LD, which archives and other programs read as a graph.

Claims are W3C Web Annotations: their statement and elements are bodies, the
passage in the text that was read is the target. Works and authors are of
schema.org, what one says of another of CiTO, where it comes from of PROV. The
context is in the file: nothing has to be fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from evidence.exchange.exported import Exported, ToExport
from evidence.graph import Graph, Role, elements_of, named_by
from evidence.language import counted
from evidence.model import Attribution, Author, Claim, Element, Finding, LinkKind, Passage, Source
from evidence.model.claims import Voice
from evidence.model.sources import Name
from evidence.model.wording import Wording
from evidence.pages.about import orcid_address
from evidence.pages.copies import author_name, web_address
from evidence.references.kinds import csl_type
from evidence.references.licences import licence_address

Node = dict[str, Any]

CONTEXT = {
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
# What one claim is to another.
LINKS = {
    LinkKind.SUPPORTS: "cito:supports",
    LinkKind.CONTRADICTS: "cito:disagreesWith",
    LinkKind.QUALIFIES: "cito:qualifies",
    LinkKind.RESTATES: "prov:alternateOf",
    LinkKind.NOT_COMPARABLE: "rdfs:seeAlso",
}
# What a finding is to what it names.
ROLES = {
    Role.STATED_IN: "prov:specializationOf",
    Role.SUPPORTED_BY: "cito:obtainsSupportFrom",
    Role.CONTRADICTED_BY: "cito:isDisagreedWithBy",
    Role.QUALIFIED_BY: "cito:isQualifiedBy",
    Role.BACKGROUND: "cito:obtainsBackgroundFrom",
    Role.CONCERNS: "schema:about",
    Role.ARGUED_FROM: "prov:wasDerivedFrom",
}
_WORKS = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "paper-conference": "ScholarlyArticle",
    "report": "Report",
    "software": "SoftwareSourceCode",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


def jsonld(asked: ToExport) -> Exported:
    """Return the review as JSON-LD: findings, claims, elements, questions, works, authors."""
    told = _Told(asked)
    nodes = list(told.nodes())
    data = json.dumps({"@context": CONTEXT, "@graph": nodes}, ensure_ascii=False, indent=1)
    graph = asked.graph
    held = ", ".join(
        counted(len(items), noun)
        for noun, items in (
            ("finding", graph.findings),
            ("claim", graph.claims),
            ("source", told.sources),
        )
    )
    return Exported(f"{data}\n".encode(), held, tuple(_not_carried(graph)))


def identity(asked: ToExport) -> str:
    """Return what names the review: where it is published, else the hash of its files."""
    address = web_address(asked.graph.review.url).partition("#")[0]
    return address or f"urn:sha256:{asked.digest}"


def _not_carried(graph: Graph) -> Iterator[str]:
    claims = graph.claims.values()
    links = [link for claim in claims for link in claim.links]
    lost = {
        "measures": sum(claim.measure is not None for claim in claims),
        "relations that claims state": sum(len(claim.relates) for claim in claims),
        "reasons and remarks of links": sum(
            bool(link.because or link.how or link.stated) for link in links
        ),
        "outcomes of looking up quotes": sum(len(claim.quotes) for claim in claims),
        "quotes of people who were studied, told as their authors'": sum(
            claim.voice is Voice.PARTICIPANT for claim in claims
        ),
        "memos": sum(bool(claim.memo) for claim in claims)
        + sum(bool(finding.memo) for finding in graph.findings.values()),
        "concerns of assessments": sum(
            len(finding.assessment.components)
            for finding in graph.findings.values()
            if finding.assessment
        ),
    }
    yield from (f"{name}: {number}" for name, number in lost.items() if number)


class _Told:
    """The nodes of one review."""

    def __init__(self, asked: ToExport) -> None:
        self.asked = asked
        self.graph = asked.graph
        self.head = asked.graph.review
        self.base = identity(asked)
        self.sources = asked.sources
        self.people = {author.initials: author for author in self.head.authors}
        self.machines = {machine.initials: machine for machine in self.head.machines}

    def nodes(self) -> Iterator[Node]:
        yield self._review()
        yield from (_said(self._author(author)) for author in self.head.authors)
        yield from map(_said, self._machines())
        yield from (_said(self._source(source)) for source in self.sources)
        yield from (_said(self._element(one)) for one in self.graph.elements.values())
        yield from (
            _said(
                {
                    "@id": self._id(question.id),
                    "@type": "schema:Question",
                    "schema:text": self._texts(question.text),
                }
            )
            for question in self.graph.questions.values()
        )
        yield from (_said(self._claim(claim)) for claim in self.graph.claims.values())
        for finding in self.graph.findings.values():
            yield _said(self._finding(finding))
            yield from map(_said, self._judgements(finding))

    def _id(self, name: str) -> str:
        return f"{self.base}#{quote(name, safe=':')}"

    def _work(self, key: str) -> Node:
        return {"@id": self._id(f"source-{key}")}

    def _texts(self, wording: Wording) -> list[Node]:
        said = wording.translations or (
            {self.head.language: wording.plain} if wording.plain else {}
        )
        return [{"@value": text, "@language": language} for language, text in said.items()]

    def _review(self) -> Node:
        head = self.head
        return _said(
            {
                "@id": self.base,
                "@type": ["schema:ScholarlyArticle", "prov:Entity"]
                + (["schema:Review"] if head.of else []),
                "schema:name": self._texts(head.title),
                "schema:inLanguage": list(head.languages),
                "schema:author": {"@list": [self._agent(a.initials) for a in head.authors]}
                if head.authors
                else None,
                "schema:itemReviewed": self._work(head.of)
                if head.of in self.graph.sources
                else None,
                "schema:abstract": self._texts(head.result),
                "schema:datePublished": head.date,
                "schema:version": head.version,
                "schema:license": _reference(licence_address(head.licence)) or head.licence,
                "schema:url": _reference(web_address(head.url)),
                "schema:citation": [self._work(source.key) for source in self.sources],
                "prov:wasGeneratedBy": {
                    "@type": "prov:Activity",
                    "prov:wasAssociatedWith": {
                        "@type": "prov:SoftwareAgent",
                        "schema:name": "Evidence",
                        "schema:softwareVersion": self.asked.version,
                    },
                },
            }
        )

    def _agent(self, initials: str) -> Node:
        """Return who stands behind something, by an address if the review says who that is."""
        if initials in self.people:
            address = orcid_address(self.people[initials])
            return {"@id": address or self._id(f"author-{initials}")}
        if initials in self.machines:
            return {"@id": self._id(f"machine-{initials}")}
        return {"@type": "prov:Agent", "schema:name": initials}

    def _author(self, author: Author) -> Node:
        body = bool(author_name(author).literal) and author.name.startswith("{")
        return {
            **self._agent(author.initials),
            "@type": ["schema:Organization" if body else "schema:Person", "prov:Agent"],
            "schema:name": author.called,
            "schema:affiliation": self._texts(author.affiliation),
        }

    def _machines(self) -> Iterator[Node]:
        for machine in self.head.machines:
            yield {
                **self._agent(machine.initials),
                "@type": "prov:SoftwareAgent",
                "schema:name": machine.tool or machine.initials,
                "schema:softwareVersion": machine.version,
            }

    def _source(self, source: Source) -> Node:
        fields = source.fields
        doi = fields.get("doi", "")
        kind = _WORKS.get(csl_type(source.type, fields), "")
        journal = fields.get("journal") or fields.get("journaltitle") or fields.get("booktitle")
        people = source.authors or source.editors
        return {
            **self._work(source.key),
            "@type": ["schema:CreativeWork", *([f"schema:{kind}"] if kind else []), "prov:Entity"],
            "schema:name": source.title,
            "schema:author": {"@list": [_person(name) for name in people]} if people else None,
            "schema:datePublished": source.year,
            "schema:identifier": source.key,
            "schema:sameAs": _reference(
                f"https://doi.org/{quote(doi, safe='/:;()')}" if doi else ""
            ),
            "schema:url": _reference(web_address(fields.get("url", ""))),
            "schema:isPartOf": {"@type": "schema:CreativeWork", "schema:name": journal}
            if journal
            else None,
        }

    def _element(self, element: Element) -> Node:
        return {
            "@id": self._id(element.id),
            "@type": "skos:Concept",
            "skos:prefLabel": self._texts(element.label),
            "skos:altLabel": list(element.also_called),
            "skos:definition": self._texts(element.definition),
            "skos:broader": _reference(self._id(element.part_of)) if element.part_of else None,
            "prov:hadPrimarySource": self._works(element.from_sources),
        }

    def _works(self, keys: Sequence[str]) -> list[Node]:
        return [self._work(key) for key in keys if key in self.graph.sources]

    def _claim(self, claim: Claim) -> Node:
        read_in = claim.read_in or (claim.sources[0] if len(claim.sources) == 1 else "")
        cites = "Evidence" if claim.attribution is Attribution.EXPLICIT else "Related"
        told: Node = {
            "@id": self._id(claim.id),
            "@type": ["oa:Annotation", "prov:Entity"],
            "oa:motivatedBy": [{"@id": "oa:describing"}],
            "oa:hasBody": [*self._bodies(claim)],
            "oa:hasTarget": [self._target(passage, read_in) for passage in claim.passages],
            f"cito:citesAs{cites}": self._works(claim.sources),
            "cito:citesForInformation": self._works(claim.draws_on),
            "cito:includesQuotationFrom": self._works([read_in]) if claim.quotes else [],
            "prov:wasQuotedFrom": self._works([read_in]) if claim.quotes else [],
            "prov:hadPrimarySource": self._works([key for key in claim.sources if key != read_in]),
            "prov:wasInfluencedBy": self._works(claim.via),
            "prov:wasAttributedTo": self._agent(claim.coder) if claim.coder else None,
            "prov:wasGeneratedBy": self._proposal(claim),
            "rdfs:comment": self._texts(claim.caveat),
        }
        for link in claim.links:
            if link.claim in self.graph.claims:
                told.setdefault(LINKS[link.kind], []).append({"@id": self._id(link.claim)})
        return told

    def _proposal(self, claim: Claim) -> Node | None:
        """Return what suggested a claim and who took it, None where a person coded it."""
        if claim.proposed is None:
            return None
        by = [claim.accepted.by] if claim.accepted else []
        by += [claim.proposed.machine] if claim.proposed.machine else []
        return _said(
            {
                "@type": "prov:Activity",
                "schema:name": claim.proposed.by,
                "prov:used": {"@type": "prov:Entity", "schema:name": claim.proposed.file}
                if claim.proposed.file
                else None,
                "prov:wasAssociatedWith": [self._agent(one) for one in by],
            }
        )

    def _bodies(self, claim: Claim) -> Iterator[Node]:
        for said in self._texts(claim.statement):
            yield {
                "@type": "oa:TextualBody",
                "rdf:value": said["@value"],
                "dcterms:language": said["@language"],
                "oa:hasPurpose": {"@id": "oa:describing"},
            }
        for element in elements_of(claim):
            if element in self.graph.elements:
                yield {
                    "@type": "oa:SpecificResource",
                    "oa:hasSource": {"@id": self._id(element)},
                    "oa:hasPurpose": {"@id": "oa:classifying"},
                }
        for facet, values in claim.facets.items():
            for value in values:
                yield {
                    "@type": "oa:TextualBody",
                    "rdf:value": f"{facet}={value}",
                    "oa:hasPurpose": {"@id": "oa:tagging"},
                }

    def _target(self, passage: Passage, read_in: str) -> Node:
        selectors: list[Node] = []
        if passage.quote:
            selectors.append(
                _said(
                    {
                        "@type": "oa:TextQuoteSelector",
                        "oa:exact": passage.quote,
                        "oa:prefix": passage.prefix,
                        "oa:suffix": passage.suffix,
                    }
                )
            )
        if passage.at:
            terms = (f"{term}={quote(value, safe=' ')}" for term, value in passage.at.terms)
            selectors.append({"@type": "oa:FragmentSelector", "rdf:value": "&".join(terms)})
        source = self._works([read_in]) or [self._unknown()]
        return _said(
            {
                "@type": "oa:SpecificResource",
                "oa:hasSource": source[0],
                "oa:hasSelector": selectors,
            }
        )

    def _unknown(self) -> Node:
        return {
            "@type": "schema:CreativeWork",
            "rdfs:comment": "not said in which text it was read",
        }

    def _finding(self, finding: Finding) -> Node:
        told: Node = {
            "@id": self._id(finding.id),
            "@type": ["schema:Claim", "prov:Entity"],
            "schema:text": self._texts(finding.statement),
            "schema:genre": finding.kind,
            "schema:isPartOf": {"@id": self.base},
            "skos:related": [
                {"@id": self._id(one)} for one in finding.elements if one in self.graph.elements
            ],
            "dcterms:references": [
                {"@id": self._id(one)} for one in finding.answers if one in self.graph.questions
            ],
            "rdfs:comment": [*self._texts(finding.caveat), *self._texts(finding.resolution)],
        }
        held = {*self.graph.claims, *self.graph.findings}
        for role, word in ROLES.items():
            named = [{"@id": self._id(key)} for key in named_by(finding, role) if key in held]
            if named:
                told[word] = named
        return told

    def _judgements(self, finding: Finding) -> Iterator[Node]:
        """Yield what people judged of a finding, which goes wherever it goes."""
        judged: list[tuple[str, str, Wording, tuple[str, ...], str]] = []
        if finding.fit:
            fit = finding.fit
            judged.append(("fit", fit.judgement.value, fit.because, fit.by, fit.on))
            if fit.second:
                second = fit.second
                judged.append(("second", second.judgement.value, second.settled, second.by, ""))
        if finding.assessment and finding.assessment.confidence:
            one = finding.assessment
            judged.append(("confidence", one.confidence, one.because, one.by, one.on))
        for name, judgement, because, by, on in judged:
            yield {
                "@id": self._id(f"{finding.id}-{name}"),
                "@type": "oa:Annotation",
                "oa:motivatedBy": [{"@id": "oa:assessing"}],
                "oa:hasBody": _said(
                    {
                        "@type": "oa:TextualBody",
                        "rdf:value": judgement,
                        "rdfs:comment": self._texts(because),
                    }
                ),
                "oa:hasTarget": {"@id": self._id(finding.id)},
                "prov:wasAttributedTo": [self._agent(one) for one in by],
                "dcterms:created": on,
            }


def _said(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _reference(address: str) -> Node | None:
    return {"@id": address} if address else None


def _person(name: Name) -> Node:
    if name.literal:
        return {"@type": "schema:Organization", "schema:name": name.literal}
    return _said(
        {
            "@type": "schema:Person",
            "schema:name": " ".join(part for part in (name.given, name.short, name.suffix) if part),
            "schema:familyName": name.short,
            "schema:givenName": name.given,
        }
    )
