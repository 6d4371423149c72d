"""Numbers of volumes, issues and pages without the words that a style adds itself."""

from __future__ import annotations

import re

_PAGES_AHEAD = re.compile(
    r"^(?:pp?\.|pp|p(?=\s)|pages?(?=\s)|pgs?\.|S\.|Seiten?(?=\s)|hlm\.?|hal\.?|halaman(?=\s)"
    r"|p[áa]gs?\.|p[áa]ginas?(?=\s)|str\.|с\.|стр\.)\s*(?=\d|[ivxlc]+\b)",
    re.IGNORECASE,
)
_PAGES_BEHIND = re.compile(r"(?<=\d)\s*(?:pp?\.?|S\.|hlm\.?)$", re.IGNORECASE)
_DASH = re.compile("[\u2010-\u2015\u2212]+")
_VOLUME = re.compile(
    r"^(?:volume(?=\s)|vol\.?|jilid(?=\s)|jil\.|band(?=\s)|bd\.|tom[eo](?=\s)|v\.|том(?=\s)|т\.)\s*"
    r"(?=\d|[IVXLC]+$)",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"^(?:numbers?(?=\s)|nos?\.?|nrs?\.?|n[º°]\.?|num\.|n[uú]mero(?=\s)|num[eé]ro(?=\s)|issues?(?=\s)"
    r"|iss\.|heft(?=\s)|nomor(?=\s)|№|#)\s*(?=\d\S*$)",
    re.IGNORECASE,
)


def pages(text: str) -> str:
    """Return pages without "pp.", with one hyphen in a range.

    Shape: `342 p.` counts the pages of a work, and stays.

    >>> pages("pp. 12–15"), pages("hlm. 3-9"), pages("1-50 pp."), pages("342 p."), pages("S5-S9")
    ('12-15', '3-9', '1-50', '342 p.', 'S5-S9')
    """
    text = _DASH.sub("-", _PAGES_AHEAD.sub("", text))
    return _PAGES_BEHIND.sub("", text) if "-" in text or "," in text else text


def volume(text: str) -> str:
    """Return the number of a volume without the word.

    >>> volume("Vol. 5"), volume("Volume XII"), volume("Vols of light")
    ('5', 'XII', 'Vols of light')
    """
    return _VOLUME.sub("", text)


def issue(text: str) -> str:
    """Return the number of an issue or of a report without the word.

    >>> issue("No. 3"), issue("Nr. 4-5"), issue("Nomor 5 Tahun 2014")
    ('3', '4-5', 'Nomor 5 Tahun 2014')
    """
    return _ISSUE.sub("", text)
