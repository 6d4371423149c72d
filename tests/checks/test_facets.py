"""The review's own vocabularies are used as they are declared."""

from __future__ import annotations


def test_facets_and_values_are_looked_at_on_claims_findings_sources_and_cells(review):
    """
    sources:
      kim2003: {source_type: lawn}            # ! unknown-facet-value
      abel2005: {source_type: [law, study]}
    framework:
      finding_kinds:
        habit:
          label: Habit
          cells:
            town: {label: Town, where: {context: [town, toun]}}   # ! unknown-facet-value
            law: {label: Law, where: {source_type: law}}          # ! misplaced-facet
            none: {label: None, where: {contxt: town}}            # ! unknown-facet
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowledge]
        context:
          - town
          - contry                            # ! unknown-facet-value
        source_type: law                      # ! misplaced-facet
    findings:
      - id: f.a
        kind: conclusion
        statement: A.
        supported_by: [tasting_first, gardening_first]
        rank: mian                            # ! unknown-facet-value
        context: town                         # ! misplaced-facet
    """
    assert review.found == review.marked


def test_a_value_far_from_all_others_is_answered_with_what_there_is(review):
    """
    - id: tasting
      statement: They taste.
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
      context: moon   # ! unknown-facet-value
    """
    assert review.found == review.marked
    assert review.only("unknown-facet-value").help == "it is one of `town`, `country`"


def test_a_required_facet_is_missed_on_every_kind_of_item(review):
    """
    framework:
      facets:
        season: {label: Season, required: true, values: {dry: Dry, wet: Wet}}
        sort: {on: sources, label: Sort, required: true, values: {old: Old}}
        weight: {on: findings, label: Weight, required: true, values: {heavy: Heavy}}
    sources:
      kim2003: {sort: old}
      abel2005: {note: A note.}   # ! missing-facet
    claims:
      - id: tasting
        statement: They taste.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowledge]
        season: dry
      - id: cooking               # ! missing-facet
        statement: They cook.
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.knowledge]
    findings:
      - id: f.a                   # ! missing-facet
        kind: conclusion
        statement: A.
        supported_by: [tasting_first, gardening_first]
    """
    here = {one for one in review.found if one[0] == "claims/piece.yaml"}
    assert here == review.marked
    elsewhere = {d.item for d in review.checked.diagnostics if d.place.file != "claims/piece.yaml"}
    assert elsewhere == {"tasting_first", "gardening_first", "f.learnt", "f.known", "moore2010"}
