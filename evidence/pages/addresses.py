"""Where a source, and a passage in it, opens on the web."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from evidence.graph import Graph
from evidence.model import Source
from evidence.quotes.text_fragments import passage_address


def passage_addresses(graph: Graph) -> dict[tuple[str, int], str]:
    """Return where passages open, by claim and number; only addresses of the web."""
    sources = {key: address_of(source) for key, source in graph.sources.items()}
    found = {}
    for claim in graph.claims.values():
        where = sources.get(claim.read_in, "")
        if not where:
            continue
        for number, passage in enumerate(claim.passages):
            if not passage.quote:
                continue
            page = passage.at.get("page") or ""
            sheet = int(page) if page.isdecimal() else 0
            opened = passage_address(where, passage.quote, sheet)
            if opened:
                found[claim.id, number] = opened
    return found


def address_of(source: Source) -> str:
    """Return the address of a source: its `url`, else its DOI; "" without a sound one."""
    url = passage_address(source.fields.get("url", ""), "")
    if url:
        return url
    doi = source.fields.get("doi", "").strip()
    return (
        f"https://doi.org/{quote(doi, safe='/().;:-_')}" if doi.startswith(("10.", "10/")) else ""
    )


def site_of(address: str) -> str:
    """Return the name of the site to which an address leads.

    >>> site_of("https://www.example.org/gardens#page=3")
    'example.org'
    """
    return (urlsplit(address).hostname or "").removeprefix("www.")
