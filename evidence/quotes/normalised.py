"""Texts and quotes in the form in which they are compared.

Two forms. The *key* is what a quote is looked up by: letters, digits and
symbols alone, folded, without accents, spaces, hyphens or punctuation; every
character gives its part of it by itself, so that a place in the key leads back
to a place in the text. The *strict* form is what two stretches must share to
be called the same words: Unicode, ligatures, quotation marks, line-end
hyphens and whitespace are made alike, and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

CHUNK = 512

_QUOTES = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u02b9\u00b4\u0060\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e", '"'),
}
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
_SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", " ")
# what is drawn alike and means the same: slashes, the ratio, the waves of Japanese, its signs
_TWINS = {
    **dict.fromkeys("\u2044\u2215\uff0f", "/"),
    **dict.fromkeys("\u223c\u301c\uff5e", "~"),
    **dict.fromkeys("\u2236\uff1a", ":"),
    **dict.fromkeys("\u2266\u2a7d", "\u2264"),
    **dict.fromkeys("\u2267\u2a7e", "\u2265"),
    **dict(zip("\uff05\uff04\uff1c\uff1e\uff1d\uff0b\uff0c\uff0e", "%$<>=+,.", strict=True)),
    "\u2217": "*",
}
# each of these stands for one character, so that positions stay
_PLAIN = {**_QUOTES, **_DASHES, **_SPACES, **_TWINS, "\u2022": ".", "\u00b7": "."}
_STRICT = str.maketrans({**_QUOTES, **_DASHES, **_TWINS})

_LINE_HYPHEN = re.compile(
    "(?<=\\w)(?:[-\u00ad\u2010\u0002\ufffe][ \t]*\n\\s*|[\u00ad\u0002\ufffe][ \t]*\n?\\s*)(?=\\w)"
)
# between digits it is the sign of a range, wherever the line ends
_FIGURE_HYPHEN = re.compile("(?<=\\d)[-\u00ad\u2010\u0002\ufffe][ \t]*\n\\s*(?=\\d)")
_FRACTION = re.compile("(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215e])")
_EXPONENT = re.compile(
    "(?<=[0-9)])(?=[\u00b2\u00b3\u00b9\u2070\u2074-\u207b])|(?<=[0-9])(?=[\u2080-\u2089])"
)
_DOTLESS = re.compile("\u0131(?=[\u0300-\u036f])")
_OPTIONAL = "\ue000"  # stands for a line-end hyphen in the strict form of a text
_FOLDED_HYPHEN = re.compile(r"(?<=\w)- (?=\w)")
_SPACE = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r" (?=[,.;:!?%)\]])")
_AFTER_MARK = re.compile(r"(?<=[(\[]) ")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\u0002\ufffe]")
_IDEOGRAPHIC = "\u3000-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
_SYLLABIC = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# scripts that set no spaces between words: a quote may begin anywhere in them
_UNSPACED = re.compile(f"[{_IDEOGRAPHIC}{_SYLLABIC}]")
# a line ends there anywhere, and nobody sets a space for it
_LOOSE_SPACE = re.compile(
    rf"(?<=[{_IDEOGRAPHIC}])\s+|\s+(?=[{_IDEOGRAPHIC}])|(?<=[{_SYLLABIC}])\s+(?=[{_SYLLABIC}])"
)
# What holds a figure or a word together, on the side of either where a quote may cut it. A
# blank is no such sign, but for one that parts the thousands.
_WINDOW = 8  # code points to either side that tell
_HYPHENS = r"\-\u2010\u2011"
_SIGNS = rf"{_HYPHENS}\u2012\u2013\u2212"
_THIN = "\u00a0\u2009\u202f"
# between two figures they make one statement of both, in front of one they bear on it
_INSIDE = (
    ".,:/\u00b0\u00b7\u00b1\u00d7\u00f7\u2044\u2215\u2236\uff1a\uff0f\uff0e\u066b\u066c"
    "~\u223c\u301c\uff5e\u2026\u2190\u2192<>"
)
_AHEAD = (
    "\u00b1\u2213$\u00a3\u20ac\u00a5\uffe5\uff04\uffe1<>\u2260\u2264-\u226b\u2272\u2273\u2a7d\u2a7e"
    "~\u223c\u301c\uff5e\u2243\u2245\u2248\u221a\u20a0-\u20c0"
)
_BEHIND = (
    "%\uff05\u066a\u2030\u00b0\u2103\u2109\u00b1+\u00d7\u00f7\u20ac\u20a0-\u20c0"
    "\u00bc-\u00be\u2150-\u215e"
)
_ANY_DASH = rf"{_SIGNS}\u2014\u2015\uff0d"
_JOINT = re.compile(rf"[{_INSIDE}{_AHEAD}{_BEHIND}{_ANY_DASH}{_THIN}'\u2019(\uff0c\u207a\u207b]")
_CUT_BEFORE = re.compile(
    rf"\d(?:[{_INSIDE}{_ANY_DASH}]|\.\.\.?)\Z|[{_AHEAD}]\Z"
    rf"|(?:^|[^\w)\]%.,;:!?\"'\u2019\u201d])[.{_SIGNS}]\Z"
    rf"|[^\W\d_][{_HYPHENS}]\Z"
)
_CUT_FIGURE = re.compile(r"\d")
# signs that bear on a figure behind a blank too: "5 litres" is not what "\u2265 5 litres" says
_COMPARING = "<>\u00b1\u2213\u2248\u2260\u2264-\u226b\u2272\u2273\u2a7d\u2a7e"
# but where a page or a mail has an arrow, a step of a path or a mark of quoting
_COMPARED = rf"(?:(?![<>])|(?<=[^\n\-=<>]))[{_COMPARING}]"
_COMPARES = re.compile(f"[{_COMPARING}]").match
_UNCUT_FIGURE = re.compile(r"\d\Z")
_CUT_AFTER = re.compile(rf"(?:[{_INSIDE}{_ANY_DASH}(]|\.\.\.?)\d|[{_BEHIND}]|[{_HYPHENS}][^\W\d_]")
_ENDING = r"(?:t|s|d|m|re|ve|ll)(?![^\W\d_])"
_CUT_WORDS = tuple(
    (re.compile(before), re.compile(after))
    for before, after in (
        (rf"[^\W_][{_HYPHENS}]\Z", r"[^\W\d_]"),
        (r"[^\W_]\Z", rf"[{_HYPHENS}][^\W_]"),
        (r"[^\W\d_]['\u2019]\Z", _ENDING),
        (r"[^\W\d_]\Z", rf"['\u2019]{_ENDING}"),
        # a word that a line end parts from its negation
        (rf"(?i:\b(?:non|un|in|im|il|ir|dis|anti|mis))[{_HYPHENS}\u00ad]\n\Z", r"[a-z]"),
        (r"[^\W_]\Z", "[\u207a\u207b]"),  # m\u207b\u00b2
        (rf"{_COMPARED}[ \n{_THIN}]\Z", r"\d"),
        (rf"{_COMPARED}\Z", rf"[ \n{_THIN}]\d"),
        # thousands
        (r"(?<!\d)\d{1,3}['\u2019]\Z", r"\d{3}(?!\d)"),
        (r"(?<!\d)\d{1,3}\Z", r"['\u2019]\d{3}(?!\d)"),
        (r"(?<![\uff10-\uff19])[\uff10-\uff19]{1,3}\uff0c\Z", r"[\uff10-\uff19]{3}"),
        (r"(?<!\d)\d{1,3}\Z", r"\uff0c\d{3}(?!\d)"),
        (rf"(?<!\d)\d{{1,3}}[{_THIN}]\Z", r"\d{3}(?!\d)"),
        (r"(?<!\d)\d{1,3}\Z", rf"[{_THIN}]\d{{3}}(?!\d)| 0\d\d(?!\d)"),
        (r"(?<!\d)\d{1,3} \Z", r"0\d\d(?!\d)"),
    )
)
_YEAR_ENDS = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[.,;:)]?\Z")
_MARK_BEGINS = re.compile(r"[.,;:(]?\d{1,3}(?![\d%]|[.,]\d|[^\W_])")


def _is_kept(part: str) -> bool:
    """Return whether a part of a character tells one word from another."""
    if part == "\u0338":  # the stroke that makes "is not" of "is"
        return True
    kind = unicodedata.category(part)
    # but for the slash of a fraction, which others write as one; minus, which others write as a
    # hyphen; accents that stand alone
    return kind[0] in "LNS" and kind != "Sk" and part not in _SILENT


_SILENT = frozenset("\u2044\u2212\u02c6\u02c7\u02c9\u02ca\u02cb")


class _KeyTable(dict[int, str | None]):
    """For `str.translate`: what each character gives to a key."""

    def __missing__(self, point: int) -> str | None:
        if point == 0x131:  # a letter i that waits for its accent, or a Turkish one
            return "i"
        sign = _TWINS.get(chr(point), chr(point))
        folded = unicodedata.normalize("NFKD", sign).casefold()
        kept = "".join(filter(_is_kept, unicodedata.normalize("NFKD", folded)))
        self[point] = value = kept or None
        return value


_KEYS = _KeyTable()
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_LOWER = bytes(range(128)).lower() + bytes(range(128, 256))
_DROPPED = bytes(point for point in range(128) if not chr(point).translate(_KEYS))


class Stream:
    """A text that quotes are looked up in, with the way back from key to text.

    Built lazily: a quote that is found needs the key alone.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> str:
        """Return the text with its typographic characters as ASCII; positions stay."""
        return plain(self.text)

    @cached_property
    def flat(self) -> str:
        """Return the plain text on one line; positions stay."""
        return self.plain.replace("\n", " ").replace("\t", " ").replace("\f", " ")

    @cached_property
    def key(self) -> str:
        """Return the key of the whole text."""
        if self.plain.isascii():
            return self.plain.translate(_KEYS)
        return "".join(self._chunks)

    def position(self, place: int) -> int:
        """Return where in the text the character at a place of the key stands."""
        chunk = bisect_right(self._starts, place) - 1
        rest = place - self._starts[chunk]
        low, high = chunk * CHUNK, min((chunk + 1) * CHUNK, len(self.plain))
        base = low
        # the shortest stretch whose key reaches beyond the place ends with the character
        while high - low > 1:
            middle = (low + high) // 2
            if len(self.plain[base:middle].translate(_KEYS)) > rest:
                high = middle
            else:
                low = middle
        return low

    def place(self, position: int) -> int:
        """Return the place in the key of the first character at or after a position."""
        chunk = position // CHUNK
        if chunk >= len(self._starts):
            return len(self.key)
        return self._starts[chunk] + len(self.plain[chunk * CHUNK : position].translate(_KEYS))

    @cached_property
    def _chunks(self) -> list[str]:
        plain = self.plain
        return [_chunk_key(plain[at : at + CHUNK]) for at in range(0, len(plain), CHUNK)]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(map(len, self._chunks))][: max(1, len(self._chunks))]


def _chunk_key(chunk: str) -> str:
    """Return the key of a piece of text, fast where most of it is ASCII."""
    if chunk.isascii():
        return chunk.translate(_KEYS)
    kept = chunk.encode("utf-8", "surrogatepass").translate(_LOWER, _DROPPED)
    return _BEYOND_ASCII.sub(_fold_bytes, kept).decode("utf-8", "surrogatepass")


def _fold_bytes(match: re.Match[bytes]) -> bytes:
    run = match[0].decode("utf-8", "surrogatepass")
    return run.translate(_KEYS).encode("utf-8", "surrogatepass")


def plain(text: str) -> str:
    """Return a text with its typographic signs as ASCII; every position stays."""
    if not text.isascii():
        for sign, ascii_sign in _PLAIN.items():
            text = text.replace(sign, ascii_sign)
    return text


def key_of(text: str) -> str:
    """Return the key of a quote.

    >>> key_of("The “ﬁrst” well-known caf\u00e9")
    'thefirstwellknowncafe'
    """
    return text.translate(_KEYS)


def strict(text: str) -> str:
    r"""Return the strict form of a stretch of text or a quote.

    A line-end hyphen becomes a character of its own, which `same` may take
    for a hyphen or for nothing. A raised figure at another one stays told from it.

    >>> strict("a  ﬁrst\n“line”")
    'a first "line"'
    >>> strict("10\u2076 in 2\u00bd h, 1990-\n1995")
    '10^6 in 2 1/2 h, 1990-1995'
    """
    if not text.isascii():
        text = _DOTLESS.sub("i", text)
        text = _LOOSE_SPACE.sub("", _EXPONENT.sub("^", _FRACTION.sub(" ", text)))
    marked = _LINE_HYPHEN.sub(_OPTIONAL, _FIGURE_HYPHEN.sub("-", text))
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", marked)).translate(_STRICT)
    folded = _SPACE.sub(" ", plain).strip()
    return _AFTER_MARK.sub("", _BEFORE_MARK.sub("", folded))


def same(quote: str, printed: str) -> bool:
    r"""Return whether two strict forms are the same words.

    >>> same("well-known plants", strict("well-\nknown plants"))
    True
    >>> same("vegetables", strict("vege-\ntables"))
    True
    >>> same(strict("vege-\ntables"), "vegetables")
    True
    """
    if _OPTIONAL not in printed and _OPTIONAL not in quote:
        return quote == printed
    ours = theirs = 0
    while ours < len(quote) or theirs < len(printed):
        one, other = quote[ours : ours + 1], printed[theirs : theirs + 1]
        if one == other:
            ours, theirs = ours + 1, theirs + 1
        elif one == _OPTIONAL:
            ours, theirs = ours + 1, theirs + _hyphen(printed, theirs)
        elif other == _OPTIONAL:
            ours, theirs = ours + _hyphen(quote, ours), theirs + 1
        else:
            return False
    return True


def _hyphen(text: str, at: int) -> int:
    """Return how long a hyphen is that stands there: with a blank in `pre- and postnatal`."""
    return 0 if text[at : at + 1] != "-" else 1 + (text[at + 1 : at + 2] == " ")


def joined(printed: str) -> str:
    """Return a strict form with its line-end hyphens dropped."""
    return printed.replace(_OPTIONAL, "")


def unfolded(quote: str) -> str:
    """Return a quote whose line-end hyphens were folded to a hyphen and a space, mended."""
    return _FOLDED_HYPHEN.sub("-\n", quote)


def _may_split(text: str, at: int) -> bool:
    """Return whether a sign stands there that may hold a figure together; most ends are blanks."""
    before, after = text[at - 1], text[at]
    if after.isdecimal() and before.isspace() and at > 1 and _COMPARES(text, at - 2):
        return True
    if before == " ":
        return after == "0" or bool(_JOINT.match(after))
    if after == " " and not _COMPARES(before):
        return text[at + 1 : at + 2] == "0"
    joint = _JOINT.match(before) or _JOINT.match(after)
    return bool(joint) or (before == "\n" and after.islower())


def _splits_figure(text: str, at: int) -> bool:
    """Return whether a position stands at a sign that holds a figure or a word together."""
    before, after = text[max(0, at - _WINDOW) : at], text[at : at + _WINDOW]
    if _YEAR_ENDS.search(before) and _MARK_BEGINS.match(after):
        return False  # a year, and the mark of a note
    return any(
        ends.search(before) and begins.match(after)
        for ends, begins in ((_CUT_BEFORE, _CUT_FIGURE), (_UNCUT_FIGURE, _CUT_AFTER), *_CUT_WORDS)
    )


def splits_word(text: str, at: int) -> bool:
    """Return whether a position stands inside a word or a figure of the text.

    >>> splits_word("12.5 kg", 3), splits_word("2-3 kg", 2), splits_word("non-native", 4)
    (True, True, True)
    >>> splits_word("in 2010, 3 of", 9), splits_word("beds.5 They", 5), splits_word("l'air", 2)
    (False, False, False)
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if not (before.isalnum() and after.isalnum()):
        return _may_split(text, at) and _splits_figure(text, at)
    if _UNSPACED.match(before) or _UNSPACED.match(after):
        return False
    # a raised mark may stand at a word
    return not (before.isalpha() and after.isdecimal())
