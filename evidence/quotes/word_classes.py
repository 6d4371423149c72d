"""Words of a quote or a text, and the words whose change turns a sentence round.

The lists name a change, they do not decide about it: any changed word alters a
quote, in whatever language. English and Indonesian.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from evidence.model.lock import DifferenceKind
from evidence.quotes.normalised import joined, key_of, plain, strict
from evidence.quotes.numerals import between

# signs that say something: bullets and ornaments do not
_SIGNS = (
    "%‰\u066a$€£¥¢\u20a0-\u20c0°<>=±+\u207a×~÷"
    "\u2103\u2109\u2190-\u22ff\u27f0-\u27ff\u2a00-\u2aff"  # degrees, arrows, mathematics
    "\u24b6-\u24e9\u3371-\u33df"  # letters in circles, units in a square
    "\u2605\u2606\u2610-\u2612\u2620-\u2671\u2690-\u26ff\u2705\u2713-\u2718\u274c"
    "\U0001f300-\U0001faff"  # ticks, crosses, faces
)
_TOKEN = re.compile(
    r"""
    (?:(?<![\w)%])-(?=\.?\d))?(?:(?<![\w.,;:!?)\]"'%])\.)?\d+(?:[.,]\d+)*(?:[\u207a\u207b]?[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+)?
      (?:[^\W_\u00bc-\u00be\u2150-\u215e]+)?                  # 3.9  -5  .5  2nd  10\u2076
    | [\u00bc-\u00be\u2150-\u215e]
    | [^\W_][^\W_\u0300-\u036f\u064b-\u0652]*                  # a word, with its accents
      (?:[\u0300-\u036f\u064b-\u0652]+[^\W_]*)*
      (?:(?:['-]|[-\u00ad\u0002\ufffe][ \t]*\n\s*|[\u00ad\u0002\ufffe])
         [^\W_]+(?:[\u0300-\u036f\u064b-\u0652]+[^\W_]*)*     # well-known, it's, line ends
        |\u207b[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+)*      # m\u207b\u00b2
    | [SIGNS]
    """.replace("SIGNS", _SIGNS),
    re.VERBOSE,
)
_FRACTIONS = frozenset(map(chr, (*range(0xBC, 0xBF), *range(0x2150, 0x215F))))
# one letter, one word: scripts that set no spaces, but for their digits
_UNSPACED = re.compile(
    "[\u0e00-\u0e4f\u0e5a-\u0ecf\u0eda-\u0eff\u1780-\u17df\u17ea-\u17ff"
    "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_RUN = re.compile(f"{_UNSPACED.pattern}+|[^{_UNSPACED.pattern[1:-1]}]+")
_LABELLED = re.compile(r"\d[^\W\d_]\Z")
_LABEL_JOINTS = frozenset({"-", "/"})


def _list(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIONS = _list(
    "not no never none nor neither without cannot nobody nothing nowhere hardly scarcely barely "
    "isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't "
    "hasn't haven't hadn't mustn't lacks lack lacking fails failed "
    "tidak bukan belum tanpa jangan tak tiada bukanlah tidaklah nihil non kurang"
)
HEDGES = _list(
    "may might could can should would must will shall likely unlikely perhaps possibly probably "
    "apparently presumably seem seems seemed appear appears appeared suggest suggests suggested "
    "indicate indicates tend tends tended potentially approximately about around roughly nearly "
    "almost estimated certainly clearly definitely surely largely mainly mostly generally usually "
    "often sometimes rarely occasionally frequently always "
    "mungkin dapat bisa boleh harus akan barangkali kiranya tampaknya nampaknya sepertinya "
    "diduga cenderung umumnya biasanya sering kadang jarang selalu sekitar kira-kira hampir "
    "agaknya seharusnya sebaiknya pasti tentu jelas relatif cukup"
)
QUANTIFIERS = _list(
    "all every each both any some many most several few little much more less least half "
    "majority minority only entire whole no none numerous various "
    "semua seluruh setiap tiap sebagian beberapa banyak sedikit kebanyakan mayoritas minoritas "
    "hanya lebih kurang paling para berbagai sejumlah separuh setengah masing-masing"
)
NUMBERS = _list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million billion trillion first second third fourth fifth twice "
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus "
    "seratus ribu seribu juta sejuta miliar milyar triliun pertama kedua ketiga keempat"
)
UNITS = _list(
    "% ‰ ° $ € £ ¥ percent per cent percentage points kg g mg km m cm mm ha l ml h min s "
    "hours hour days day weeks week months month years year euro euros dollar dollars usd idr rp "
    "rupiah persen persentase hari minggu pekan bulan tahun jam menit hektar orang unit"
)
OPPOSITES = _list(
    "increase increases increased decrease decreases decreased rise rises rose fall falls fell "
    "high higher highest low lower lowest before after above below internal external import "
    "imports export exports major minor include includes included exclude excludes excluded "
    "positive negative better worse best worst strong weak stronger weaker large small larger "
    "smaller support supports oppose opposes rich poor young old same different "
    "naik turun meningkat menurun tinggi rendah besar kecil sebelum sesudah setelah impor ekspor "
    "positif negatif baik buruk kuat lemah sama beda berbeda luar dalam atas bawah"
)
# short words that a text may happen to lack: an unknown short word is else no word
SHORT = _list(
    "am an as at be by do go he hi if in is it me my of oh ok on or ox pi so to up us we ad ah "
    "act add age ago aid aim air and are arm art ask ate bad bag bar bed bet big bit box boy bus "
    "but buy car cat cow cry cup cut day did die dog due ear eat egg end era eye far fat fee fit "
    "fly for fox fun gap gas get god got gun guy had has hat her hey him his hit hot how ice ill "
    "its jet job key kid lab law lay led leg let lie lot man map men met mix mom net new nor now "
    "nut odd oil old our out own pay pen per pet pie pin pop put ran raw red rid row run sad say "
    "sea see set sex she sin sit six sky son sum sun tax tea the tie tip toe too top toy try two "
    "use van via war was way web wet who why win yes yet you "
    "ada aku apa dan dari di dia hak ia ini itu ke kita ku mu nya oh pun se si tua ubi usia uang "
    "air api bus cap gaji ibu kata lagi pada saja tahu yang"
)
_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "a", "anti", "tak", "nir")
_BY_KIND = (
    (NEGATIONS, DifferenceKind.NEGATION),
    (NUMBERS, DifferenceKind.NUMBER),
    (QUANTIFIERS, DifferenceKind.QUANTIFIER),
    (HEDGES, DifferenceKind.HEDGE),
    (UNITS, DifferenceKind.UNIT),
)
# words that say whether and how much: one of them for another turns a sentence round
TELLING = NEGATIONS | HEDGES | QUANTIFIERS | NUMBERS
WEIGHTY = TELLING | UNITS | OPPOSITES | SHORT


class TextWord(NamedTuple):
    """A word: its strict form, its key, and its stretch in what it was cut from.

    `right` is the punctuation mark that stands directly after it, "" without;
    `left` what stands between a figure and the word before (`numerals.between`).
    """

    text: str
    key: str
    start: int
    end: int
    right: str = ""
    left: str = ""

    @property
    def has_digit(self) -> bool:
        """Return whether the word holds a digit."""
        return not self.text.isalpha() and any(map(str.isdecimal, self.text))

    @property
    def is_number(self) -> bool:
        """Return whether the word is digits for the most part."""
        digits = sum(sign.isdecimal() for sign in self.text)
        letters = sum(sign.isalpha() for sign in self.text)
        return digits > letters


def words_of(plain: str, start: int = 0, end: int | None = None) -> list[TextWord]:
    """Return the words of a stretch of a text whose typographic signs are ASCII."""
    found: list[TextWord] = []
    last = -1
    for match in _TOKEN.finditer(plain, start, len(plain) if end is None else end):
        said = match[0]
        at, after = match.span()
        if not said.isascii() and _UNSPACED.search(said):
            # scripts that set no spaces stand apart from figures
            for run in _RUN.finditer(plain, at, after):
                last = _add(found, plain, *run.span(), last)
        elif said.isascii() and said.isalnum():
            right = plain[after : after + 1].strip()
            left = ""
            if last >= 0 and (said[0].isdigit() or said[-1].isdigit() or len(said) == 1):
                left = _before(plain, last, at, said)
            found.append(
                TextWord(said, said.lower(), at, after, "" if right.isalnum() else right, left)
            )
            last = after
        else:
            last = _add(found, plain, at, after, last)
    return found


def _add(found: list[TextWord], plain: str, start: int, end: int, last: int) -> int:
    """Add the words of a stretch that is no plain word, and return where the last one ends."""
    if _UNSPACED.match(plain, start, end):
        found += [
            TextWord(sign, key_of(sign), at, at + 1)
            for at, sign in enumerate(plain[start:end], start)
            if key_of(sign)
        ]
        return end
    for match in _TOKEN.finditer(plain, start, end):
        said = match[0]
        form = strict(said)
        left = ""
        if last >= 0:
            left = " " if said in _FRACTIONS else _before(plain, last, match.start(), form)
        last = match.end()
        right = plain[last : last + 1].strip()
        right = "" if right.isalnum() else right
        key = key_of(joined(form)) or form
        found.append(TextWord(form, key, match.start(), last, right, left))
    return last


def _before(plain: str, last: int, at: int, form: str) -> str:
    """Return what stands between a word and the one before, where a figure is one of them."""
    if form[:1].isdecimal() or form[-1:].isdecimal():
        return between(plain, last, at)
    # 1a-c: a range of labels
    if len(form) == 1 and form.isalpha() and plain[last:at] in _LABEL_JOINTS:
        return plain[last:at] if _LABELLED.search(plain, max(0, last - 3), last) else ""
    return ""


def kind_of(quoted: str, printed: str) -> DifferenceKind:
    """Return what a change of words bears on, by the weightiest of the words.

    >>> kind_of("", "not")
    <DifferenceKind.NEGATION: 'negation'>
    >>> kind_of("2013", "2012")
    <DifferenceKind.NUMBER: 'number'>
    >>> kind_of("impossible", "possible")
    <DifferenceKind.NEGATION: 'negation'>
    """
    ours, theirs = _set(quoted), _set(printed)
    changed = ours ^ theirs
    if any(sign.isdecimal() for word in changed for sign in word):
        return DifferenceKind.NUMBER
    for known, kind in _BY_KIND:
        if changed & known:
            return kind
    if len(ours) == len(theirs) == 1 and negates(*ours, *theirs):
        return DifferenceKind.NEGATION
    return DifferenceKind.WORD


def negates(one: str, other: str) -> bool:
    """Return whether one word is the other with a negating prefix."""
    short, long = sorted((one, other), key=len)
    return any(long == prefix + short for prefix in _NEGATING)


def _set(text: str) -> frozenset[str]:
    return frozenset(word.text.lower() for word in words_of(plain(text)))
