"""Which checks there are: each once, with its severity.

An error is what makes the review inconsistent, a warning an omission or a
weakness of the evidence, a note is for information.
"""

from __future__ import annotations

from evidence.checks import (
    allow,
    assessment,
    cells,
    circles,
    claims,
    facets,
    findings,
    fits,
    framework,
    ids,
    languages,
    links,
    measures,
    omissions,
    people,
    proposals,
    quotes,
    repeats,
    review,
    sources,
    support,
)
from evidence.checks.check import Check
from evidence.diagnostics import Rule, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

CHECKS: tuple[Check, ...] = (
    Check(ids.repeated_id, _ERROR),
    Check(ids.anchor_taken, _ERROR),
    Check(ids.case_only_id, _WARNING),
    Check(ids.lookalike_id, _WARNING),
    Check(ids.one_letter_apart, _NOTE),
    Check(links.unknown_source, _ERROR),
    Check(links.unknown_element, _ERROR),
    Check(links.unknown_claim, _ERROR),
    Check(links.unknown_finding, _ERROR),
    Check(links.unknown_question, _ERROR),
    Check(links.unknown_party, _ERROR),
    Check(links.wrong_kind, _ERROR),
    Check(circles.link_to_itself, _ERROR),
    Check(repeats.repeated_source, _WARNING),
    Check(repeats.repeated_link, _WARNING),
    Check(circles.circular_part_of, _ERROR),
    Check(circles.deep_part_of, _ERROR),
    Check(circles.circular_support, _ERROR),
    Check(circles.own_support, _ERROR),
    Check(facets.unknown_facet, _ERROR),
    Check(facets.misplaced_facet, _ERROR),
    Check(facets.unknown_facet_value, _ERROR),
    Check(facets.missing_facet, _ERROR, misses=True),
    Check(framework.unknown_finding_kind, _ERROR),
    Check(framework.unused_finding_kind, _NOTE),
    Check(framework.unknown_relation_type, _ERROR),
    Check(framework.stated_relation, _WARNING),
    Check(framework.unused_element, _WARNING),
    Check(framework.element_of_no_model, _NOTE, misses=True),
    Check(cells.unknown_cell, _ERROR),
    Check(cells.filled_gap, _ERROR),
    Check(cells.empty_cell, _WARNING, misses=True),
    Check(findings.unanswered_question, _WARNING, misses=True),
    Check(findings.missing_resolution, _ERROR, misses=True),
    Check(findings.unnamed_contradiction, _WARNING),
    Check(findings.both_sides, _ERROR),
    Check(fits.fit_of_nothing, _ERROR),
    Check(fits.fit_not_judged, _ERROR),
    Check(fits.fit_without_citation, _ERROR, misses=True),
    Check(fits.argued_from_nothing, _ERROR, misses=True),
    Check(fits.judged_twice, _ERROR),
    Check(fits.missing_fit, _WARNING, misses=True),
    Check(fits.missing_not_cited, _WARNING, misses=True),
    Check(fits.nothing_despite_citation, _WARNING),
    Check(fits.as_cited_though_stronger, _WARNING),
    Check(fits.old_judgement, _NOTE, together="{n} judgements are written in the words of before"),
    Check(omissions.missing_concerns, _ERROR, misses=True),
    Check(omissions.concerns_of_others, _ERROR),
    Check(omissions.omission_with_more, _ERROR),
    Check(proposals.decided_twice, _ERROR),
    Check(proposals.proposal_named, _WARNING),
    Check(proposals.open_proposal, _NOTE, together="nobody accepted or rejected {n} proposals"),
    Check(people.machine_decides, _ERROR),
    Check(people.shared_initials, _ERROR),
    Check(people.unknown_initials, _NOTE),
    Check(review.unknown_count, _ERROR),
    Check(review.unknown_side, _ERROR),
    Check(review.unknown_bar, _ERROR),
    Check(review.long_answer, _WARNING),
    Check(review.long_short, _WARNING),
    Check(support.unsupported_finding, _ERROR, misses=True),
    Check(support.emptied_support, _WARNING, misses=True),
    Check(support.one_citation, _WARNING, misses=True),
    Check(support.own_statement_only, _WARNING, misses=True),
    Check(support.second_hand_only, _WARNING, misses=True),
    Check(support.second_hand_review, _NOTE),
    Check(assessment.refused_assessment, _ERROR),
    Check(assessment.assessment_of_one_study, _ERROR),
    Check(
        assessment.undated_judgement,
        _NOTE,
        together="{n} judgements have no date",
    ),
    Check(assessment.confidence_without_concerns, _ERROR, misses=True),
    Check(assessment.confidence_despite_concern, _WARNING),
    Check(claims.text_not_named, _WARNING, misses=True),
    Check(claims.via_itself, _WARNING),
    Check(claims.opposite_links, _ERROR),
    Check(claims.duplicate_claim, _WARNING),
    Check(claims.unused_claim, _NOTE, together="no finding uses {n} claims"),
    Check(quotes.long_quote, _WARNING),
    Check(quotes.unquoted_claim, _NOTE, together="{n} claims have no quote", misses=True),
    Check(quotes.shared_quote, _NOTE, together="{n} claims quote words that another one quotes"),
    Check(measures.disagreeing_measures, _WARNING),
    Check(measures.parts_that_do_not_sum, _WARNING),
    Check(measures.percent_of_nothing, _WARNING, misses=True),
    Check(languages.unknown_language, _ERROR, misses=True),
    Check(languages.missing_translation, _WARNING, misses=True),
    Check(sources.unused_source, _WARNING, together="no claim uses {n} sources"),
    Check(sources.unverified_nothing, _WARNING),
    Check(sources.work_twice, _WARNING),
    Check(sources.retracted_work, _NOTE),
)

# These look at the lines of `allow:`, once all others have run.
UNKNOWN_CHECK = Check(allow.unknown_check, _ERROR)
ALLOWED_ERROR = Check(allow.allowed_error, _WARNING)
UNUSED_ALLOW = Check(allow.unused_allow, _WARNING)

RULES: tuple[Rule, ...] = tuple(
    check.rule for check in (*CHECKS, UNKNOWN_CHECK, ALLOWED_ERROR, UNUSED_ALLOW)
)
