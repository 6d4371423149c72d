"""A text that is given in several languages is given in all of them."""

from __future__ import annotations


def test_mappings_are_complete_wherever_they_stand_and_plain_strings_are_fine(review):
    """
    sources:
      kim2003:
        note: {id: Sebuah catatan.}                     # ! missing-translation
    framework:
      facets:
        season:
          label: {en: Season}                           # ! missing-translation
          values:
            dry: {label: {en: Dry, id: Kering}, definition: {en: No rain.}}   # ! missing-translation
      elements:
        - id: el.soil
          label: {en: Soil, fr: Sol}                    # ! missing-translation, ! unknown-language
          origin: emergent
    claims:
      - id: tasting
        statement: {en: They taste., fr: Ils goûtent.}   # ! missing-translation, ! unknown-language
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.soil]
        caveat: {en: Self-reported.}                    # ! missing-translation
        contradicts:
          - {claim: cooking, because: {id: Lain tahun.}}   # ! missing-translation
      - id: cooking
        statement: {en: They cook., id: Mereka memasak.}
        sources: [kim2003]
        at: {section: "1"}
        elements: [el.soil]
    findings:
      - id: f.a
        kind: conclusion
        statement: {in: Berkebun mengajar., en: Gardens teach.}   # ! missing-translation, ! unknown-language
        supported_by: [tasting_first, gardening_first]
    """
    assert review.found == review.marked


def test_a_text_that_a_reader_found_empty_is_not_missed_again(review):
    """
    - id: tasting
      statement: {en: They taste., id: ""}   # ! empty-value
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
      caveat: {en: Self-reported.}
    """
    assert review.found == review.marked


def test_the_languages_of_the_review_are_named(review):
    """
    - id: tasting
      statement: {en: They taste., id: Mereka mencicipi., fr: Ils goûtent.}   # ! unknown-language
      sources: [kim2003]
      at: {section: "1"}
      elements: [el.knowledge]
    """
    assert review.found == review.marked
    assert review.only("unknown-language").help == "it has `en`, `id`"
