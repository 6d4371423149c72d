"""The sources of a review, read from BibTeX as bibliography managers write it.

`read` takes the bytes of one file and returns every entry that can be known and
a diagnostic for everything that is wrong; it never raises for what a file says.
What an entry means as a citation is the business of `evidence.references`.
"""

from evidence.sources.reading import read
from evidence.sources.rules import RULES

__all__ = ["RULES", "read"]
