"""Licences by the names that people write: their SPDX identifier, and where they can be read."""

from __future__ import annotations

import re

_CC = re.compile(r"CC[- ]BY((?:-NC)?(?:-SA|-ND)?)[- ]([1-4]\.0|2\.5)", re.IGNORECASE)
_CC0 = re.compile(r"CC0(?:[- ]1\.0)?", re.IGNORECASE)
# others that texts and data are published under
_OTHERS = ("Apache-2.0", "GFDL-1.3-only", "MIT", "ODC-By-1.0", "ODbL-1.0", "PDDL-1.0")


def spdx_id(licence: str) -> str:
    """Return the SPDX identifier of a licence, "" of one that we do not know.

    >>> spdx_id("CC BY-NC 4.0"), spdx_id("cc0"), spdx_id("ask us")
    ('CC-BY-NC-4.0', 'CC0-1.0', '')
    """
    text = licence.strip()
    if found := _CC.fullmatch(text):
        return f"CC-BY{found[1].upper()}-{found[2]}"
    if _CC0.fullmatch(text):
        return "CC0-1.0"
    return next((name for name in _OTHERS if name.lower() == text.lower()), "")


def licence_address(licence: str) -> str:
    """Return where a licence can be read, "" of one that we do not know.

    >>> licence_address("CC-BY-4.0"), licence_address("CC0-1.0")[-5:], licence_address("MIT")
    ('https://creativecommons.org/licenses/by/4.0/', '/1.0/', 'https://spdx.org/licenses/MIT.html')
    """
    name = spdx_id(licence)
    if found := _CC.fullmatch(name):
        return f"https://creativecommons.org/licenses/by{found[1].lower()}/{found[2]}/"
    if name == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://spdx.org/licenses/{name}.html" if name else ""
