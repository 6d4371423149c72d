"""Numbers as people write them in a review, and what they may have meant instead.

A figure that is off by a factor of a thousand is the worst of all silent
mistakes, and comma and point mean opposite things in English and Indonesian.
So a number that can be read in two ways is refused, with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from evidence.yaml.refusals import Refusal

_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_INDONESIAN = {
    "ribu": "thousand",
    "rb": "thousand",
    "juta": "million",
    "jt": "million",
    "milyar": "billion",
    "miliar": "billion",
    "milyard": "billion",
    "triliun": "trillion",
    "trilyun": "trillion",
}
_MOST_DIGITS = 18
_THOUSANDS = 3  # the digits that a sign for thousands parts off

_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:[ _][0-9]{3})+)"
    r"(?:\.(?P<part>[0-9]+))?(?: (?P<scale>[a-z]+))?"
)


class Figure(NamedTuple):
    """A number, and how it was written."""

    value: float
    written: str


def figure(text: str) -> Figure | Refusal:
    """Return the number that a text means, or why it is none.

    >>> figure("3.9 million")
    Figure(value=3900000.0, written='3.9 million')
    >>> figure("9,14").hint
    'write `9.14`; the decimal sign is a point'
    >>> figure("48.000").hint
    'write `48000`, or `48.00` if the point is a decimal one'
    """
    written = " ".join(text.split()).replace("\u2212", "-")
    number = _NUMBER.fullmatch(written)
    if number is None or (number["scale"] and number["scale"] not in _SCALES):
        return _unclear(written)
    whole, part = re.sub("[ _]", "", number["whole"]), number["part"]
    if len(whole) + len(part or "") > _MOST_DIGITS:
        return _no_number(
            text, "has more digits than a figure can hold", "round it, or write `3.9 million`"
        )
    if part and len(part) == _THOUSANDS and len(whole) <= _THOUSANDS and whole != "0":
        scale = f" {number['scale']}" if number["scale"] else ""
        decimal = f"{whole}.{part[:-1] if part.endswith('0') else part + '0'}{scale}"
        hint = f"write `{whole}{part}{scale}`, or `{decimal}` if the point is a decimal one"
        return _no_number(text, _TWO_WAYS, hint)
    value = Decimal(f"{number['sign']}{whole}.{part or '0'}") * _SCALES.get(number["scale"], 1)
    return Figure(float(value), written)


def _unclear(written: str) -> Refusal:
    """Return why a text is no number, with the likeliest thing that was meant."""
    text = written.lower()
    for pattern, message, hint in _READINGS:
        found = pattern.fullmatch(text)
        if found:
            return _no_number(written, message, hint(found))
    return _no_number(written, "is not a number", "write digits, as in `3.9` or `3.9 million`")


def _no_number(text: str, why: str, hint: str) -> Refusal:
    return Refusal("not-a-number", (), text, why, hint)


def _scaled(number: str, scale: str) -> str:
    plain = number.replace(",", ".") if re.fullmatch("[0-9]+,[0-9]+", number) else number
    return f"{plain} {_INDONESIAN.get(scale, scale)}"


def _bound(key: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"write `{key}: {found['rest']}` in place of `value`"


_ALONE = "is not a number alone"
_TWO_WAYS = "can be read in two ways"
_SCALE_WORDS = "|".join((*_INDONESIAN, *_SCALES))
# what people write, why it is refused, and what to write: the first that fits is shown
_READINGS: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"(?P<number>-?[0-9.,]+) *%"),
        _ALONE,
        lambda found: f"write `{found['number']}`, and `unit: percent`",
    ),
    *(
        (re.compile(rf"(?:{words}) *(?P<rest>[0-9].*)"), _ALONE, _bound(key))
        for words, key in (
            (r"~|≈|±|about|around|approximately|some|sekitar|kira-kira", "about"),
            (r"<=|≤|up to|at most|hingga|sampai", "up_to"),
            (r">=|≥|from|at least", "from"),
            (r"<|below|under|less than|kurang dari", "below"),
            (r">|above|over|more than|lebih dari", "above"),
        )
    ),
    (
        re.compile(r"(?P<low>[0-9][0-9.,]*) *(?:-|–|—|to|sampai|s/d) *(?P<high>[0-9].*)"),
        "is a range",
        lambda found: (
            f"write `from: {found['low']}` and `up_to: {found['high']}` in place of `value`"
        ),
    ),
    (
        re.compile(r"(?P<unit>rp|idr|us\$|usd|\$|€|£|inr|rs)\.? *(?P<rest>[0-9].*)"),
        _ALONE,
        lambda found: f"write `{found['rest']}`, and `{found['unit']}` in `unit`",
    ),
    (
        re.compile(rf"(?P<number>-?[0-9][0-9.,]*) *(?P<scale>{_SCALE_WORDS})"),
        "is not a number as it is written in English",
        lambda found: f"write `{_scaled(found['number'], found['scale'])}`",
    ),
    (
        re.compile(r"(?P<whole>-?[1-9][0-9]{0,2}),(?P<part>[0-9]{3})"),
        _TWO_WAYS,
        lambda found: (
            f"write `{found['whole']}{found['part']}`, or `{found['whole']}.{found['part']}0` "
            "if the comma is a decimal one"
        ),
    ),
    (
        re.compile(r"(?P<whole>-?[0-9]+),(?P<part>[0-9]+)"),
        "has a decimal comma",
        lambda found: f"write `{found['whole']}.{found['part']}`; the decimal sign is a point",
    ),
    (
        re.compile(r"-?[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,})"),
        "has signs between its digits",
        lambda found: f"write `{re.sub('[.,]', '', found[0])}`",
    ),
    (
        re.compile(r"(?P<whole>-?[0-9]{1,3}(?:\.[0-9]{3})+),(?P<part>[0-9]+)"),
        "has a decimal comma",
        lambda found: f"write `{found['whole'].replace('.', '')}.{found['part']}`",
    ),
    (
        re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+"),
        "has signs between its digits",
        lambda found: f"write `{found[0].replace(',', '')}`",
    ),
    (
        re.compile(r"-?(?=0[0-9]++\Z)0+(?P<rest>[0-9]+)"),
        "begins with a zero",
        lambda found: f"write `{found['rest']}`",
    ),
    (
        re.compile(r"(?P<number>-?[0-9]+(?:\.[0-9]+)?) +(?P<unit>[^\W\d_].*)"),
        _ALONE,
        lambda found: f"write `{found['number']}`, and `{found['unit']}` in `unit`",
    ),
)
