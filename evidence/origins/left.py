"""Why what programs for coding keep is left, in the words of all their readers."""

from __future__ import annotations

NO_MEMO = "what is said of a whole text, or project, has no place in a review"
NO_COLOUR = "elements have no colour"
NO_DATE = "the days of coding are not taken: a claim bears that of its import"
