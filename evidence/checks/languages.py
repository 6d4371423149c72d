"""Languages: a text that is given in several is given in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from evidence.checks.check import Path, Problem
from evidence.checks.nearby import Nearby
from evidence.diagnostics import Where
from evidence.graph import Graph
from evidence.model import Claim, Finding, Review, Wording


def unknown_language(graph: Graph) -> Iterator[Problem]:
    """A text is given in a language that the review does not declare.

    Why:
        There is no report in that language, so nobody would read it.

    Bad:
        - id: tasting
          statement: {en: They taste., in: Mereka mencicipi.}

    Good:
        - id: tasting
          statement: {en: They taste., id: Mereka mencicipi.}
    """
    languages = graph.review.languages
    for text in _uneven(graph.review):
        for language in text.wording.translations:
            if language not in languages:
                message = f"{text.said} is given in `{language}`, not a language of the review"
                help_ = Nearby(languages).help(language) or f"it has {_list(languages)}"
                path = (*text.path, language)
                yield Problem(message, text.where, path, text.item, help_, on_key=True)


def missing_translation(graph: Graph) -> Iterator[Problem]:
    """A text is given in some languages of the review, and not in all of them.

    Why:
        A plain string is shown in every report. A mapping promises each reader
        the text in her own language.

    Bad:
        - id: tasting
          statement: {en: They taste.}

    Good:
        - id: tasting
          statement: {en: They taste., id: Mereka mencicipi.}
    """
    languages = graph.review.languages
    for text in _uneven(graph.review):
        missing = [one for one in languages if not text.wording.translations.get(one, "").strip()]
        if missing:
            message = f"{text.said} is not given in {_list(missing)}"
            help_ = "a plain string, without a mapping, is shown in every language"
            yield Problem(message, text.where, text.path, text.item, help_)


class _Text(NamedTuple):
    said: str
    item: str
    where: Where
    path: Path
    wording: Wording


def _uneven(review: Review) -> Iterator[_Text]:
    """Yield the mappings whose languages are not just those of the review."""
    languages = set(review.languages)
    for claim in review.claims:
        if claim.statement.translations and _is_uneven(claim.statement, languages):
            said = f"the statement of claim `{claim.id}`"
            yield _Text(said, claim.id, claim.where, ("statement",), claim.statement)
        if claim.caveat or claim.measure or claim.links:
            for text in _more_of_claim(claim):
                if _is_uneven(text.wording, languages):
                    yield text
    for texts in (_of_findings(review), _of_framework(review), _of_the_rest(review)):
        for text in texts:
            if _is_uneven(text.wording, languages):
                yield text


def _more_of_claim(claim: Claim) -> Iterator[_Text]:
    said = f"of claim `{claim.id}`"
    yield _Text(f"the caveat {said}", claim.id, claim.where, ("caveat",), claim.caveat)
    measure = claim.measure
    if measure:
        for key, wording in (("of", measure.of), ("base", measure.base)):
            path = ("measure", key)
            yield _Text(f"`{key}` of the measure {said}", claim.id, claim.where, path, wording)
    counts: dict[str, int] = {}
    for link in claim.links:
        number = counts[link.kind] = counts.get(link.kind, -1) + 1
        at = (link.kind.value, number, "because")
        yield _Text(f"a reason {said}", claim.id, claim.where, at, link.because)


def _of_findings(review: Review) -> Iterator[_Text]:
    for finding in review.findings:
        for said, path, wording in _texts_of(finding):
            yield _Text(
                f"{said} of finding `{finding.id}`", finding.id, finding.where, path, wording
            )


def _texts_of(finding: Finding) -> Iterator[tuple[str, Path, Wording]]:
    yield "the statement", ("statement",), finding.statement
    yield "the caveat", ("caveat",), finding.caveat
    yield "the resolution", ("resolution",), finding.resolution
    for cell, gap in finding.gaps.items():
        yield f"the gap `{cell}`", ("gaps", cell), gap
    if finding.fit:
        yield "the reason for the fit", ("fit", "because"), finding.fit.because
    if finding.assessment:
        assessment = finding.assessment
        yield "the reason for the confidence", ("assessment", "because"), assessment.because
        for component in assessment.components:
            path = ("assessment", component.name, "because")
            yield f"the reason for `{component.name}`", path, component.because


def _of_framework(review: Review) -> Iterator[_Text]:
    framework = review.framework
    path: Path = ("reconstructed",)
    yield _Text("`reconstructed`", "", framework.where, path, framework.reconstructed)
    for element in framework.elements:
        for key, wording in (("label", element.label), ("definition", element.definition)):
            said = f"the {key} of element `{element.id}`"
            yield _Text(said, element.id, element.where, (key,), wording)
    for facet in framework.facets.values():
        for key, wording in (("label", facet.label), ("definition", facet.definition)):
            yield _Text(f"the {key} of facet `{facet.id}`", "", facet.where, (key,), wording)
        for value in facet.values.values():
            said = f"of value `{value.id}` of facet `{facet.id}`"
            at = ("values", value.id)
            yield _Text(f"the label {said}", "", facet.where, (*at, "label"), value.label)
            path = (*at, "definition")
            yield _Text(f"the definition {said}", "", facet.where, path, value.definition)
            yield _Text(f"the mark {said}", "", facet.where, (*at, "mark"), value.mark)
    for kind in framework.finding_kinds.values():
        for key, wording in (
            ("label", kind.label),
            ("plural", kind.plural),
            ("definition", kind.definition),
        ):
            yield _Text(f"the {key} of kind `{kind.id}`", "", kind.where, (key,), wording)
        for cell in kind.cells:
            said = f"the label of cell `{cell.id}` of kind `{kind.id}`"
            yield _Text(said, "", kind.where, ("cells", cell.id, "label"), cell.label)
    for relation in framework.relation_types.values():
        said = f"the label of relation type `{relation.id}`"
        yield _Text(said, "", relation.where, ("label",), relation.label)


def _of_the_rest(review: Review) -> Iterator[_Text]:
    yield _Text("the title of the review", "", review.where, ("title",), review.title)
    path: Path = ("assessment", "none")
    said = "the reason why findings are not assessed"
    yield _Text(said, "", review.where, path, review.not_assessed)
    for question in review.questions:
        said = f"the text of question `{question.id}`"
        yield _Text(said, question.id, question.where, ("text",), question.text)
    for key, facts in review.sources.items():
        yield _Text(f"the note on source `{key}`", key, facts.where, ("note",), facts.note)
        for index, other in enumerate(facts.same_author_as):
            path = ("same_author_as", index, "because")
            yield _Text(f"a reason of source `{key}`", key, facts.where, path, other.because)


def _is_uneven(wording: Wording, languages: set[str]) -> bool:
    return bool(wording.translations) and (
        wording.translations.keys() != languages or not all(wording.translations.values())
    )


def _list(languages: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{one}`" for one in languages)
