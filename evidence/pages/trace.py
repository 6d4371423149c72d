"""A trace as lines of words: what each step is, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.graph import Graph
from evidence.language import Catalogue
from evidence.model import Claim
from evidence.pages.citations import plain_label
from evidence.pages.marks import standing_mark
from evidence.pages.passages import locator
from evidence.pages.provenance import decided_of
from evidence.pages.roles import ROLES
from evidence.pages.support import support_view, told_in_words
from evidence.pages.translated import Translated
from evidence.synthesis.cells import standing_of
from evidence.synthesis.support import support
from evidence.synthesis.trace import Step
from evidence.synthesis.voices import Voices, voices

DOWN = {
    "stated_in": "stated in",
    "supported_by": "supported by",
    "contradicted_by": "contradicted by",
    "qualified_by": "qualified by",
    "background": "background",
    "concerns": "concerns",
    "argued_from": "argued from",
    "makes": "makes",
    "hands_on": "hands on",
    "draws_on": "draws on",
    "read_in": "read in",
    "read_for": "was read for",
    "passage": "at",
    "says": "said by",
    "bears_on": "bears on it",
    "part": "part",
    "speaks_for": "spoken for by",
    "answers": "answered by",
}
_STOPS = {
    "above": "what it leads to stands above",
    "deep": "the way goes on from here",
}


@dataclass(frozen=True, slots=True)
class Branch:
    """One step in words: its role, its id, what stands there, and the steps below."""

    kind: str
    id: str
    role: str
    text: str
    mark: str = ""
    branches: tuple[Branch, ...] = ()


def tree(graph: Graph, step: Step, words: Catalogue, *, up: bool = False) -> Branch:
    """Return a trace in words; `up` says that the roles are read from below."""
    labels = {key: plain_label(source) for key, source in graph.sources.items()}
    return _branch(Translated(graph, words, labels), voices(graph), step, up=up)


def _branch(review: Translated, known: Voices, step: Step, *, up: bool) -> Branch:
    above = ROLES if up and step.kind == "finding" else {}
    role = review.words(above.get(step.role, DOWN.get(step.role, step.role))) if step.role else ""
    text, mark = _said(review, known, step)
    if step.stop:
        mark = f"{mark} ({review.words(_STOPS[step.stop])})".lstrip()
    below = tuple(_branch(review, known, s, up=up) for s in step.steps)
    return Branch(step.kind, step.id, role, text, mark, below)


def _said(review: Translated, known: Voices, step: Step) -> tuple[str, str]:
    """Return what stands at a step, and the mark beside it."""
    graph, words = review.graph, review.words
    if step.kind == "finding":
        finding = graph.findings[step.id]
        held = support_view(review, support(graph, finding, known=known))
        return review.text(finding.statement), told_in_words(held)
    if step.kind == "claim":
        claim = graph.claims[step.id]
        mark = standing_mark(words, standing_of(graph, claim), one_study=bool(graph.review.of))
        told = f"{mark.words} {_who(review, claim)}".rstrip()
        return review.text(claim.statement), told
    if step.kind == "proposal":
        claim = graph.proposals[step.id]
        told = "; ".join(filter(None, (decided_of(words, claim), _who(review, claim))))
        return review.text(claim.statement), told
    return _unmarked(review, step), ""


def _unmarked(review: Translated, step: Step) -> str:
    graph = review.graph
    if step.passage is not None:
        quoted = f"“{step.passage.quote}” " if step.passage.quote else ""
        return f"{quoted}{locator(review.words, step.passage.at)}"
    if step.kind == "source":
        source = graph.sources[step.id]
        title = f": {source.title}" if source.title else ""
        return f"{plain_label(source)}{title}"
    if step.kind == "element":
        return review.text(graph.elements[step.id].label)
    if step.kind == "party":
        return review.text(graph.review.parties[step.id].label)
    return review.text(graph.questions[step.id].text)


def _who(review: Translated, claim: Claim) -> str:
    sources = review.graph.sources
    return "; ".join(plain_label(sources[k]) if k in sources else k for k in claim.sources)
