"""Claims: each says one thing once, from a text that is named, and is put to use."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks import targets
from evidence.checks.check import wrong
from evidence.diagnostics import Diagnostic, Related
from evidence.graph import Graph
from evidence.model import Claim, LinkKind


def unused_claim(graph: Graph) -> Iterator[Diagnostic]:
    """No finding uses a claim.

    Why:
        What was coded and left out of every finding may be evidence forgotten.

    Bad:
        - id: tasting

    Good:
        claims:
          - id: tasting
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting, tasting_first, gardening_first]
    """
    for claim in graph.claims.values():
        if claim.id not in graph.uses:
            yield wrong(f"no finding uses claim `{claim.id}`", item=claim.id)


def duplicate_claim(graph: Graph) -> Iterator[Diagnostic]:
    """Two claims say the same, from the same source and passage.

    Why:
        Coded twice, it would count twice.

    Bad:
        - id: tasting
          statement: They taste.
          sources: [kim2003]
        - id: tasting_copy
          statement: They taste.
          sources: [kim2003]

    Good:
        - id: tasting
          statement: They taste.
          sources: [kim2003]
        - id: tasting_elsewhere
          statement: They taste.
          sources: [abel2005]
    """
    first: dict[object, Claim] = {}
    for claim in graph.claims.values():
        said = what_is_said(claim)
        if said is None:
            continue  # a reader has said so
        other = first.setdefault(said, claim)
        if other is not claim:
            message = f"claim `{claim.id}` says what `{other.id}` says, of the same passage"
            related = Related(other.where.at("statement"), f"`{other.id}` says it here")
            help_ = "keep one of them; another passage for it goes under `also`"
            path = ("statement",)
            yield wrong(message, claim.where.at(*path), claim.id, help_, (related,))


def what_is_said(claim: Claim) -> object | None:
    """Return a value that two claims share which say the same of one passage, None for nothing."""
    words = tuple(text.casefold().strip(" .") for text in claim.statement.texts)
    return (words, claim.sources, claim.passage.at) if any(words) else None


def text_not_named(graph: Graph) -> Iterator[Diagnostic]:
    """A claim does not say in which text it was read.

    Why:
        Where several works are cited together, or a work is known through another,
        nobody can look the passage up without `read_in`.

    Bad:
        - id: tasting
          sources: [kim2003, abel2005]

    Good:
        - id: tasting
          sources: [kim2003, abel2005]
          read_in: moore2010
    """
    if graph.review.of:
        return
    for claim in graph.claims.values():
        if claim.sources and not claim.read_in:
            message = f"claim `{claim.id}` does not say in which text it was read"
            help_ = "name it under `read_in`"
        elif claim.via and claim.read_in in claim.sources:
            message = (
                f"claim `{claim.id}` comes through `{claim.via[-1]}`, "
                f"but was read in `{claim.read_in}` itself"
            )
            help_ = "name the text that was read under `read_in`"
        else:
            continue
        path = ("via",) if claim.via else ("sources",)
        yield wrong(message, claim.where.at(*path), claim.id, help_)


def via_itself(graph: Graph) -> Iterator[Diagnostic]:
    """A claim comes through the very work that makes it, or the text that was read.

    Why:
        `via` names the hands between the source and the text that was read.

    Bad:
        - id: tasting
          sources: [kim2003]
          via: [kim2003]
          read_in: abel2005

    Good:
        - id: tasting
          sources: [kim2003]
          via: [moore2010]
          read_in: abel2005
    """
    for claim in graph.claims.values():
        for index, key in enumerate(claim.via):
            if key in claim.sources:
                message = f"claim `{claim.id}` comes through `{key}`, which makes it"
            elif key == claim.read_in:
                message = f"claim `{claim.id}` comes through `{key}`, the text that was read"
            else:
                continue
            help_ = "`via` names what stands between the source and the text that was read"
            yield wrong(message, claim.where.at("via", index), claim.id, help_)


def opposite_links(graph: Graph) -> Iterator[Diagnostic]:
    """A claim supports and contradicts the same claim.

    Why:
        It cannot do both: one of the two is a slip.

    Bad:
        - id: tasting
          supports: [tasting_first]
          contradicts: [tasting_first]

    Good:
        claims:
          - id: tasting
            supports: [tasting_first]
            contradicts: [gardening_first]
        findings:
          - id: f.tasting
            kind: conclusion
            statement: Children learn by tasting.
            supported_by: [tasting_first, tasting]
    """
    against = targets.LINK_VERBS[LinkKind.CONTRADICTS]
    for claim in graph.claims.values():
        if len(claim.links) < 2:
            continue
        agrees = {
            link.claim
            for link in claim.links
            if link.kind in (LinkKind.SUPPORTS, LinkKind.RESTATES)
        }
        for path, verb, target in targets.claim_links(claim):
            if verb == against and target in agrees:
                message = f"claim `{claim.id}` agrees with `{target}` and contradicts it"
                yield wrong(message, claim.where.at(*path), claim.id)
