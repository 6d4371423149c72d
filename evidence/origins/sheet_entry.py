"""Fields of a BibTeX entry as sheets write them."""

from __future__ import annotations

import re

from evidence.origins.sheet_cells import folded

_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def entry_value(key: str, cell: str) -> tuple[str, str]:
    """Return the value of a field, and what of it is a guess, "" if nothing.

    >>> entry_value("author", "Liu, L.; Hu, H.")
    ('Liu, L. and Hu, H.', '')
    >>> entry_value("doi", "https://doi.org/10.2196/16417")
    ('10.2196/16417', '')
    """
    value = folded(cell)
    if key == "doi":
        return _DOI.sub("", value), ""
    if key != "author":
        return value, ""
    if ";" in value:
        return " and ".join(filter(None, map(str.strip, value.split(";")))), ""
    if value.count(",") > 1 or "&" in value:
        return value, "its authors stand as the sheet writes them, not told apart"
    return value, ""
