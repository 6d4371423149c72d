"""Where a source, and a passage in it, opens on the web."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from evidence.graph import Graph
from evidence.model import Source
from evidence.quotes.text_fragments import passage_address


def addresses(graph: Graph) -> Mapping[str, str]:
    """Return the address of every source that has one, and of the passages read in it.

    Shape: by citation key, and by "CLAIM/NUMBER" for a passage. Only addresses
           of the web are let through.
    """
    found = {key: address_of(source) for key, source in graph.sources.items()}
    found = {key: address for key, address in found.items() if address}
    for claim in graph.claims.values():
        where = found.get(claim.read_in, "")
        if not where:
            continue
        for number, passage in enumerate(claim.passages):
            if not passage.quote:
                continue
            page = passage.at.get("page") or ""
            sheet = int(page) if page.isdecimal() else 0
            opened = passage_address(where, passage.quote, sheet)
            if opened:
                found[f"{claim.id}/{number}"] = opened
    return found


def address_of(source: Source) -> str:
    """Return the address of a source: its `url`, else its DOI; "" without a sound one."""
    url = passage_address(source.fields.get("url", ""), "")
    if url:
        return url
    doi = source.fields.get("doi", "").strip()
    return f"https://doi.org/{quote(doi, safe='/().;:-_')}" if doi.startswith("10.") else ""
