"""Whether the same letters are the same words, with their punctuation."""

from __future__ import annotations

from evidence.model.lock import Outcome
from evidence.quotes.judging import Comparison
from evidence.quotes.normalised import key_of, same, strict, unfolded

_EDGE = 24  # code points around a quote in which its punctuation is looked for


def compared(text: str, piece: str, start: int, end: int) -> Comparison:
    """Return FOUND if a stretch is the piece in strict form, with its punctuation.

    Shape: the stretch runs from the first letter of the piece to its last one;
           that of the verdict takes in the punctuation before and after. A
           stretch in another form gives DIFFERS_IN_FORM, without the changes.
    """
    first = next((at for at, sign in enumerate(piece) if key_of(sign)), 0)
    last = next((at for at in range(len(piece), 0, -1) if key_of(piece[at - 1])), len(piece))
    lead, body, tail = strict(piece[:first]), piece[first:last], strict(piece[last:])
    printed = strict(text[start:end])
    alike = same(strict(body), printed) or same(strict(unfolded(body)), printed)
    if lead and alike:
        before = text[max(0, start - _EDGE) : start]
        alike = strict(before).endswith(lead)
        start -= _width(lead, before[::-1]) if alike else 0
    if tail and alike:
        after = text[end : end + _EDGE]
        alike = strict(after).startswith(tail)
        end += _width(tail, after) if alike else 0
    return Comparison(Outcome.FOUND if alike else Outcome.DIFFERS_IN_FORM, start, end)


def _width(marks: str, text: str) -> int:
    """Return how many code points of a text hold the punctuation marks given."""
    wanted = sum(not sign.isspace() for sign in marks)
    for at, sign in enumerate(text):
        wanted -= not sign.isspace()
        if not wanted:
            return at + 1
    return 0
