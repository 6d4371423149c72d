"""The sources of a review, read from BibTeX as bibliography managers write it.

`read` takes the bytes of one file and returns every entry that can be known and
a diagnostic for everything that is wrong; it never raises for what a file says.
`entry_text` is the way back. What an entry means as a citation is the business
of `evidence.references`.
"""

from evidence.bibtex.rules import RULES, weighed
from evidence.bibtex.sources import read

__all__ = ["RULES", "read", "weighed"]
