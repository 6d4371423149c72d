"""Sources as references: CSL-JSON out of them, and what a citation style made of it.

Pure: `csl_items` is what every CSL processor takes and `ris` what older reference
managers do, `question_of` is what pandoc is asked and `read_answer` what its
answer means. Running pandoc is the business of `evidence.programs.pandoc`.
"""

from evidence.references.csl import csl_items
from evidence.references.pandoc_input import question_of
from evidence.references.pandoc_output import read_answer
from evidence.references.reference import Reference, References
from evidence.references.ris import ris

__all__ = [
    "Reference",
    "References",
    "csl_items",
    "question_of",
    "read_answer",
    "ris",
]
