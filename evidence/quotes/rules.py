"""What can be wrong with a quote beside its text: each rule once.

A quote that does not stand in its text is a warning: the review can be read
and built, and its report shows the quote first.
"""

from __future__ import annotations

from evidence.diagnostics import Rule, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

ALTERED = Rule(
    "altered-quote",
    _WARNING,
    "a quote has other words than its text",
    "A changed word can turn a sentence round: `not`, a number, `may`. The report shows the"
    " difference; people decide.",
    "# the text says: children may name more vegetables\nquote: children will name more vegetables",
    "# the text says: children may name more vegetables\nquote: children may name more vegetables",
)
NOT_FOUND = Rule(
    "quote-not-found",
    _WARNING,
    "a quote stands nowhere in its text",
    "Perhaps it was read in another text, or it tells the sentence in other words.",
    "# no such words in the text\nquote: vegetables become household names",
    "quote: children may name more vegetables",
)
UNMENDED = Rule(
    "unmended-proposal",
    _ERROR,
    "what a machine extracted was accepted with a quote that its text does not have",
    "A machine's words count when a person has read the passage that they rest on. Where the text"
    " has other words than its quote, or none of them, there was no such passage to read.",
    "# the text says nothing of the kind\n- id: suggested\n  quote: vegetables become household"
    " names\n  proposed: {by: import extraction, machine: m1}\n  accepted: {by: ys}",
    "- id: suggested\n  quote: children may name more vegetables\n"
    "  proposed: {by: import extraction, machine: m1}\n  accepted: {by: ys}",
)
AMBIGUOUS = Rule(
    "ambiguous-quote",
    _WARNING,
    "a quote stands at several places of its text",
    "A reader must be led to the place that was read. `prefix` and `suffix` are the words before"
    " and after; a locator that only one of the places fits does as well.",
    "quote: more vegetables",
    "prefix: children may name\nquote: more vegetables",
)
FORM = Rule(
    "quote-differs-in-form",
    _NOTE,
    "a quote has the words of its text in another form",
    "Capitals, punctuation, or what scanning made of a letter: the words are the same.",
    "# the text says: Children, too, may name\nquote: children too may name",
    "quote: Children, too, may name",
)
UNREADABLE = Rule(
    "unreadable-text",
    _WARNING,
    "a text cannot be read",
    "An encrypted, scanned, damaged or empty file says nothing about a quote: it was not looked"
    " for in vain, it could not be looked for.",
)
MISPLACED = Rule(
    "wrong-locator",
    _WARNING,
    "a quote stands elsewhere than its locator says",
    "Only what the text can tell is judged: pages where it has pages, sections, headings, notes"
    " and boxes where it has those.",
    "# the words stand on page 12\nat: {page: 13}",
    "at: {page: 12}",
)
STALE = Rule(
    "stale-quote",
    _WARNING,
    "a quote or its locator changed since it was verified",
    "What the lock says was said of other words. Whoever has the text verifies again.",
)
LOST = Rule(
    "lost-quote",
    _WARNING,
    "a quote that was verified stands no longer in its text",
    "The file was replaced by another version. A new watermark is not a new text; lost words are.",
)
UNRECORDED = Rule(
    "unrecorded-quote",
    _WARNING,
    "the lock holds no record of a quote, or another one than verifying gives now",
    "`verify --check` compares what it finds with the lock and changes nothing.",
)
UNCHECKED = Rule(
    "unchecked-quote",
    _NOTE,
    "a quote was never verified",
    "Nobody who has the text has run `evidence verify` yet, or the text is not there.",
)
DROPPED = Rule(
    "dropped-record",
    _NOTE,
    "the lock held a record of a quote that is gone",
    "A claim was deleted or renamed, or its file is read no longer: `evidence verify` keeps the"
    " records of the quotes that the review has.",
)

RULES: tuple[Rule, ...] = (
    ALTERED,
    NOT_FOUND,
    UNMENDED,
    AMBIGUOUS,
    FORM,
    UNREADABLE,
    MISPLACED,
    STALE,
    LOST,
    UNRECORDED,
    UNCHECKED,
    DROPPED,
)
