"""The quick ways to a quote: most stand once, as they were typed, or nearly so.

They look into the text as it is and build nothing of it. A quick way that is
not sure says nothing, and `search` takes the long one.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model.lock import Outcome
from evidence.quotes.aligning import AlignedWords, align
from evidence.quotes.comparing import compared
from evidence.quotes.judging import Comparison, judge
from evidence.quotes.normalised import Stream, key_of, plain, same, splits_word
from evidence.quotes.scan_errors import Vocabulary, resemblance
from evidence.quotes.word_classes import TextWord, words_of

_SEED = 16
_LINE = 160
_AGREEING = 2
_APART = 40  # code points by which seeds of one passage may shift
_SHORTEST = 40  # code points below which a quote may well stand twice


@dataclass(frozen=True, slots=True)
class _Vote:
    """A seed that stands in the text: where in the quote, where in the text."""

    offset: int
    at: int


def sure(stream: Stream, piece: str, vocabulary: Vocabulary) -> Comparison | None:
    """Return the one stretch where a piece stands, some words perhaps in other letters.

    None where that is not sure: another place is as good, a word of the text
    is left over, or the piece has a line end in a word.
    """
    verdict = _once(stream, stream.text, piece)
    if verdict is None and "-\n" not in piece:
        verdict = _nearly(stream.text, piece, vocabulary)
        # what seems altered here may stand elsewhere word for word
        if verdict and _may_stand_elsewhere(verdict, vocabulary) and key_of(piece) in stream.key:
            verdict = None
    if verdict or stream.text.isascii():
        return verdict
    return _once(stream, stream.flat, " ".join(plain(piece).split()))


def _may_stand_elsewhere(verdict: Comparison, vocabulary: Vocabulary) -> bool:
    """Return whether the text has every word that is changed at one place, or it as a part."""
    if verdict.outcome is not Outcome.ALTERED:
        return False
    if any(key_of(change.quoted) in key_of(change.printed) for change in verdict.changes):
        return True  # a word may begin where another type does, or be written in two parts
    changed = (word for change in verdict.changes for word in change.quoted.split())
    return all(vocabulary.count(word, 1) for word in changed)


def _once(stream: Stream, text: str, said: str) -> Comparison | None:
    """Return where a piece stands as it was typed, if it stands nowhere else.

    A second copy may be laid out otherwise: the longest line is looked for,
    which a copy shares but for rare accidents.
    """
    if len(said) < _SHORTEST:
        start = text.find(said) if said else -1
        return _typed(text, said, start) if start >= 0 and _alone(stream, said) else None
    line = max(said.split("\n"), key=len)[:_LINE]
    place = text.find(line)
    start = place - said.index(line)
    if place < 0 or start < 0 or not text.startswith(said, start):
        return None
    found = _typed(text, said, start)
    return found if found and text.find(line, place + 1) < 0 else None


def _typed(text: str, said: str, start: int) -> Comparison | None:
    """Return the stretch that is a piece to the letter, if it cuts no word and no figure."""
    end = start + len(said)
    if splits_word(text, start) or splits_word(text, end):
        return None
    if text[end - 1].isupper() and text[end : end + 1].isdecimal():
        return None  # CO2, or WHO with the mark of a note
    return Comparison(Outcome.FOUND, start, end)


def _alone(stream: Stream, said: str) -> bool:
    """Return whether the letters of a short piece stand in the text once."""
    key = key_of(said)
    first = stream.key.find(key)
    return bool(key) and stream.key.find(key, first + 1) < 0


def _nearly(text: str, said: str, vocabulary: Vocabulary) -> Comparison | None:
    votes = _votes(text, said)
    if votes is None:
        return None
    first = votes[0]
    start = max(0, first.at - first.offset - _SEED)
    end = min(len(text), first.at + len(said) - first.offset + _APART)
    while start > 0 and splits_word(text, start):
        start -= 1
    while end < len(text) and splits_word(text, end):
        end += 1
    quoted, printed = words_of(plain(said)), words_of(plain(text[start:end]))
    ours = next((n for n, word in enumerate(quoted) if word.end > first.offset), 0)
    theirs = next((n for n, word in enumerate(printed) if word.end > first.at - start), 0)
    verdict = _laid_out(quoted, printed, theirs - ours, vocabulary)
    if verdict is None or _again(text, said, votes, start + verdict.end):
        return None
    # Word by word, what is written in two ways looks like another word; the whole may be the same.
    whole = compared(text, said, start + verdict.start, start + verdict.end)
    if verdict.outcome.stands and any(splits_word(text, at) for at in (whole.start, whole.end)):
        return None
    if whole.outcome is Outcome.FOUND:
        return whole
    if verdict.outcome is Outcome.FOUND:
        return None
    return Comparison(verdict.outcome, start + verdict.start, start + verdict.end, verdict.changes)


def _laid_out(
    quoted: list[TextWord], printed: list[TextWord], offset: int, vocabulary: Vocabulary
) -> Comparison | None:
    """Return the verdict on two rows of words that stand beside each other, one by one."""
    beside = printed[max(0, offset) : offset + len(quoted)]
    pairs = list(zip(quoted, beside, strict=False)) if len(beside) == len(quoted) else []
    apart = [pair for pair in pairs if not _same(*pair)]
    if pairs and not apart:
        return Comparison(Outcome.FOUND, beside[0].start, beside[-1].end)
    if pairs and all(resemblance(ours.key, theirs.key) >= 0.5 for ours, theirs in apart):
        steps = [AlignedWords((ours,), (theirs,)) for ours, theirs in pairs]
    else:
        steps = align(quoted, printed, resemblance, offset)
    # where words of the text are left over, something may interrupt the quote there
    if not all(step.quoted and step.printed for step in steps):
        return None
    verdict = judge(steps, vocabulary)
    # what stands behind a word may be the mark of a note, which the flow of the text has not
    marked = any(
        change.printed != change.quoted and change.printed.startswith(change.quoted)
        for change in verdict.changes
    )
    # figures may be marks of notes, which the flow of the text has not
    told = all(change.quoted and change.printed for change in verdict.changes)
    figured = any(map(str.isdecimal, "".join(change.printed for change in verdict.changes)))
    altered = verdict.outcome is Outcome.ALTERED and told and not figured
    known = verdict.outcome is Outcome.DIFFERS_IN_FORM or altered
    return verdict if known and not marked else None


def _same(ours: TextWord, theirs: TextWord) -> bool:
    return ours.key == theirs.key and same(ours.text, theirs.text)


def _votes(text: str, said: str) -> list[_Vote] | None:
    """Return the first seeds that agree on one passage, None if they do not."""
    if len(said) < _SHORTEST:
        return None
    votes: list[_Vote] = []
    for offset in range(0, len(said) - _SEED, max(_SEED // 2, len(said) // 16)):
        at = text.find(said[offset : offset + _SEED])
        if at < 0:
            continue
        votes.append(_Vote(offset, at))
        agreeing = [vote for vote in votes if abs(vote.at - vote.offset - at + offset) < _APART]
        if len(agreeing) == _AGREEING:
            return agreeing
    return None


def _again(text: str, said: str, votes: list[_Vote], end: int) -> bool:
    """Return whether most of the seeds stand together once more after a passage."""
    places = []
    for vote in votes:
        at = text.find(said[vote.offset : vote.offset + _SEED], end)
        if at < 0:
            return False
        places.append(at - vote.offset)
    return max(places) - min(places) < 2 * _APART
