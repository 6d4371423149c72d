"""What the difference between a quote and a stretch of text amounts to.

No score decides. After the words were laid side by side, each step that is
not the same to the letter is called a matter of form or a change of words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from evidence.model.lock import Difference, DifferenceKind, Outcome
from evidence.quotes.aligning import AlignedWords
from evidence.quotes.normalised import joined, same
from evidence.quotes.numerals import same_figure, same_joint, same_label
from evidence.quotes.scan_errors import Vocabulary, digits_of, scanned
from evidence.quotes.word_classes import NEGATIONS, TextWord, kind_of
from evidence.texts.raised import LABELS

ENOUGH = 0.7  # of the words of a quote must stand in the text, in order, or it is not found
_MARKED = re.compile(r"([^\W\d_]{3,})\d{1,3}")
_MEGA = re.compile("[mM](?:g|W|Hz|Pa|A|V|J|l|L|m|s|eV|C|N|mol|Sv|Gy|bar)")
_JOINT = re.compile(r"(?<=\d)\W+(?=\d)")
_SEPARATING = str.maketrans("", "", "- '")
_ILLEGIBLE = 3  # digits that a number must have for one of them to be lost


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of laying a quote beside one stretch.

    Shape: `start` and `end` are the stretch, in the positions of the words;
           `matched` is the share of the quote's words that stand there.
    """

    outcome: Outcome
    start: int
    end: int
    changes: tuple[Difference, ...] = ()
    matched: float = 1.0

    @property
    def rank(self) -> tuple[int, float, int]:
        """Return the sort key: the best verdict has the smallest."""
        order = 0 if self.outcome.stands else 1 if self.outcome is Outcome.ALTERED else 2
        return (order, -self.matched, len(self.changes))


def judge(steps: Sequence[AlignedWords], vocabulary: Vocabulary) -> Comparison:
    """Return what the steps of an alignment amount to.

    Shape: a verdict of FOUND says that all words are the same; punctuation is
           not looked at here, but for the signs between figures.
    """
    changes: list[Difference] = []
    told = matched = 0
    for agrees, group in groupby(steps, key=_agrees):
        block = _without_interruptions(list(group), vocabulary)
        told += sum(len(step.quoted) for step in block)
        if agrees:
            matched += len(block)
            continue
        if not block:
            continue
        found, kept = _block(block, vocabulary)
        matched += kept
        changes += found
    changes += _joints(steps, vocabulary)
    printed = [word for step in steps for word in step.printed]
    start, end = (printed[0].start, printed[-1].end) if printed else (0, 0)
    share = matched / told if told else 0.0
    altering = [change for change in changes if change.alters]
    if altering and share < ENOUGH:
        return Comparison(Outcome.NOT_FOUND, start, end, (), share)
    if altering:
        return Comparison(Outcome.ALTERED, start, end, _reordered(altering), share)
    if changes:
        return Comparison(Outcome.DIFFERS_IN_FORM, start, end, tuple(changes), share)
    return Comparison(Outcome.FOUND, start, end, (), share)


def _without_interruptions(block: list[AlignedWords], vocabulary: Vocabulary) -> list[AlignedWords]:
    """Return the steps without words that no sentence goes through, or that call a note."""
    block = [
        step
        for step in block
        if step.quoted or not vocabulary.marks(step.printed[0].start, step.printed[-1].end)
    ]
    extra = [step for step in block if not step.quoted]
    if len(extra) < len(block) or not extra:
        return block
    start, end = extra[0].printed[0].start, extra[-1].printed[-1].end
    return [] if vocabulary.interrupts(start, end) else block


def _joints(steps: Sequence[AlignedWords], vocabulary: Vocabulary) -> list[Difference]:
    """Return the signs that join or part two figures otherwise than the text does."""
    found = []
    for before, step in pairwise(steps):
        if not (before.quoted and before.printed and step.quoted and step.printed):
            continue
        ours, theirs = (before.quoted[-1], step.quoted[0]), (before.printed[-1], step.printed[0])
        if not (_meet(ours) and _meet(theirs)) or _joint(ours[1]) == _joint(theirs[1]):
            continue
        if same_joint(ours[1].left, theirs[1].left):
            continue
        kind = DifferenceKind.NUMBER
        if vocabulary.flat and ours[1].left == " " and "^" in theirs[1].left:
            kind = DifferenceKind.FORM
        found.append(Difference(kind, _figure(ours), _figure(theirs)))
    return found


def _joint(word: TextWord) -> str:
    """Return a figure with what stands before it: `-3` may be a word, or a sign and one."""
    return word.left.strip() + word.text


def _meet(pair: tuple[TextWord, TextWord]) -> bool:
    # a unit may stand at the second one: 1-1.5GB
    begins = pair[1].text.lstrip("-.")[:1].isdecimal()
    return pair[0].text[-1].isdecimal() and begins and bool(pair[1].left)


def punctuation(quote: str, printed: str) -> tuple[Difference, ...]:
    """Return how two strict forms with the same words differ."""
    quote, printed = joined(quote), joined(printed)
    found = []
    matcher = SequenceMatcher(None, quote, printed, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "equal":
            found.append(
                Difference(
                    DifferenceKind.FORM,
                    quote[start:end].strip(),
                    printed[other_start:other_end].strip(),
                )
            )
    return tuple(change for change in found if change.quoted or change.printed)[:8]


def _agrees(step: AlignedWords) -> bool:
    return (
        len(step.quoted) == len(step.printed) == 1
        and step.quoted[0].key == step.printed[0].key
        and same(step.quoted[0].text, step.printed[0].text)
    )


def _block(steps: Sequence[AlignedWords], vocabulary: Vocabulary) -> tuple[list[Difference], int]:
    """Return the changes of adjoining steps, and how many words of the quote are still there."""
    quoted = [word for step in steps for word in step.quoted]
    printed = [word for step in steps for word in step.printed]
    ours, theirs = _key(quoted), _key(printed)
    numbers = any(word.has_digit for word in (*quoted, *printed))
    paired = all(step.quoted and step.printed for step in steps)
    torn = bool(printed) and vocabulary.scanned(printed[0].start, printed[-1].end)
    # letters may have been torn apart or run together
    grouped = numbers and bool(quoted and printed)
    grouped = grouped and same_figure(_figure(quoted), _figure(printed))
    if not paired and (
        (ours == theirs and not numbers and (torn or not _negated_by_a_blank(quoted, printed)))
        or grouped
        or (torn and _torn(quoted, printed, vocabulary))
    ):
        return [_change(DifferenceKind.FORM, quoted, printed)], len(quoted)
    changes: list[Difference] = []
    kept = 0
    pending: list[AlignedWords] = []
    for step in steps:
        if step.quoted and step.printed and _form_only(step, vocabulary):
            changes += _altered(pending)
            pending = []
            kept += len(step.quoted)
            changes.append(_change(DifferenceKind.FORM, step.quoted, step.printed))
        else:
            pending.append(step)
    return [*changes, *_altered(pending)], kept


def _form_only(step: AlignedWords, vocabulary: Vocabulary) -> bool:
    words = (*step.quoted, *step.printed)
    scanned_there = vocabulary.scanned(step.printed[0].start, step.printed[-1].end)
    if any(word.has_digit for word in words):
        return _same_digits(step, vocabulary, scanned_there=scanned_there)
    if _key(step.quoted) == _key(step.printed):
        return scanned_there or _same_letters(step, vocabulary)
    return scanned_there and (
        _ran_together(step, vocabulary)
        or scanned(_said(step.quoted), _said(step.printed), vocabulary)
        or _hyphens(step, vocabulary)
    )


def _same_letters(step: AlignedWords, vocabulary: Vocabulary) -> bool:
    """Return whether two words with the same letters are the same word.

    A thousandth is no million (`mW` and `MW`). An apostrophe makes another word
    (`were` and `we're`), and so do accents where the text has the word without
    them too (`schon` and `schön`).
    """
    quoted, printed = _said(step.quoted), _said(step.printed)
    if quoted[0] != printed[0] and _MEGA.fullmatch(quoted) and _MEGA.fullmatch(printed):
        return False
    if quoted.count("'") != printed.count("'"):
        return len(step.quoted) != len(step.printed)
    if _negated_by_a_blank(step.quoted, step.printed):
        return False
    bare = quoted.casefold() != printed.casefold() and len(quoted) == len(printed)
    accented = bare and quoted.casefold().translate(_SEPARATING) != printed.casefold().translate(
        _SEPARATING
    )
    return not (accented and vocabulary.count(quoted, 1))


def _negated_by_a_blank(quoted: Sequence[TextWord], printed: Sequence[TextWord]) -> bool:
    """Return whether a blank makes two words of one that negates otherwise: `notable`, `not able`.

    What a page tears into more pieces is damage of the page.
    """
    if {len(quoted), len(printed)} != {1, 2}:
        return False
    ours, theirs = (
        sum(word.text.lower() in NEGATIONS for word in words) for words in (quoted, printed)
    )
    return ours != theirs


def _same_digits(step: AlignedWords, vocabulary: Vocabulary, *, scanned_there: bool) -> bool:
    """Return whether two words, figures among them, are the same but for their form."""
    quoted, printed = _figure(step.quoted).lower(), _figure(step.printed).lower()
    if same_figure(quoted, printed) or same_label(quoted, printed) or _is_marked(quoted, printed):
        return True
    if vocabulary.flat and "^" in printed and quoted.replace(" ", "") == printed.replace("^", ""):
        return True
    return scanned_there and _misread_digits(step, quoted, printed, vocabulary)


def _misread_digits(step: AlignedWords, quoted: str, printed: str, vocabulary: Vocabulary) -> bool:
    """Return whether letters around or within the same digits were misread."""
    if not any(map(str.isalpha, quoted + printed)):
        return False
    if _JOINT.findall(quoted) != _JOINT.findall(printed):
        return False
    if digits_of(quoted) == digits_of(printed) or _illegible(quoted, printed):
        return True
    words = (*step.quoted, *step.printed)
    if any(word.is_number for word in words) or all(map(_digits, (quoted, printed))):
        # a letter alone at a figure is a label
        lettered = min(sum(map(str.isalpha, said)) for said in (quoted, printed)) > 1
        same_digits = _digits(quoted) == _digits(printed) != ""
        return lettered and same_digits and scanned(quoted, printed, vocabulary)
    return scanned(_said(step.quoted), _said(step.printed), vocabulary)


def _hyphens(step: AlignedWords, vocabulary: Vocabulary) -> bool:
    """Return whether a letter was read for a hyphen inside a word, or the other way round."""
    quoted, printed = _said(step.quoted).lower(), _said(step.printed).lower()
    if "-" not in quoted + printed or len(quoted) != len(printed):
        return False
    differing = [pair for pair in zip(quoted, printed, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and "-" in differing[0] and not vocabulary.count(quoted, 1)


def _ran_together(step: AlignedWords, vocabulary: Vocabulary) -> bool:
    """Return whether a mark after a word was read as a letter of it."""
    if len(step.quoted) != 1 or len(step.printed) != 1:
        return False
    one, other = step.quoted[0], step.printed[0]
    short, long = sorted((one, other), key=lambda word: len(word.key))
    return (
        len(long.key) == len(short.key) + 1
        and long.key.startswith(short.key)
        and bool(short.right)
        and long.right != short.right
        and vocabulary.count(long.text, 2) <= (long is other)
    )


def _torn(quoted: Sequence[TextWord], printed: Sequence[TextWord], vocabulary: Vocabulary) -> bool:
    """Return whether scanning put a space into a word, or took one out, and spoilt a letter."""
    ours, theirs = _key(quoted), _key(printed)
    if len(quoted) == len(printed) or abs(len(ours) - len(theirs)) > 1 or len(ours) < 4:
        return False
    if any(word.has_digit for word in (*quoted, *printed)):
        return False
    pieces = quoted if len(quoted) > len(printed) else printed
    spare = 1 if pieces is printed else 0
    if all(vocabulary.count(word.text, 2) > spare for word in pieces):
        return False
    return scanned(_said(quoted), _said(printed), vocabulary)


def _is_marked(quoted: str, printed: str) -> bool:
    """Return whether a note mark is printed at its word and makes the difference."""
    marked = _MARKED.fullmatch(printed)
    return marked is not None and marked[1] == quoted and quoted not in LABELS


def _illegible(quoted: str, printed: str) -> bool:
    """Return whether one digit of a number was read as a letter, the others being the same."""
    if len(quoted) != len(printed):
        return False
    differing = [pair for pair in zip(quoted, printed, strict=True) if pair[0] != pair[1]]
    kept = sum(one == other and one.isdecimal() for one, other in zip(quoted, printed, strict=True))
    return (
        len(differing) == 1
        and kept >= _ILLEGIBLE - 1
        and any(sign.isdecimal() for sign in differing[0])
        and any(sign.isalpha() for sign in differing[0])
    )


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _altered(steps: Sequence[AlignedWords]) -> list[Difference]:
    quoted = [word for step in steps for word in step.quoted]
    printed = [word for step in steps for word in step.printed]
    if not quoted and not printed:
        return []
    change = _change(DifferenceKind.WORD, quoted, printed)
    return [replace(change, kind=kind_of(change.quoted, change.printed))]


def _reordered(changes: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return the changes; where the same words stand in another order, they say so."""
    ours = Counter(word.lower() for change in changes for word in change.quoted.split())
    theirs = Counter(word.lower() for change in changes for word in change.printed.split())
    if len(changes) > 1 and ours == theirs:
        return tuple(replace(change, kind=DifferenceKind.ORDER) for change in changes)
    return tuple(changes)


def _change(
    kind: DifferenceKind, quoted: Sequence[TextWord], printed: Sequence[TextWord]
) -> Difference:
    return Difference(kind, _shown(quoted), _shown(printed))


def _shown(words: Sequence[TextWord]) -> str:
    """Return words as they are told to authors, with the signs between figures."""
    told = ""
    for word in words:
        told += (word.left if told and word.left else " " if told else "") + joined(word.text)
    return told


def _key(words: Sequence[TextWord]) -> str:
    return "".join(word.key for word in words)


def _said(words: Sequence[TextWord]) -> str:
    return "".join(joined(word.text) for word in words)


def _figure(words: Sequence[TextWord]) -> str:
    """Return words with the signs that stand between figures."""
    first, *rest = words
    return joined(first.text) + "".join(word.left + joined(word.text) for word in rest)
