"""Quotes: verbatim words stand beside a claim, and no more of them than is allowed."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.checks.check import Path, wrong
from evidence.checks.claims import what_is_said
from evidence.diagnostics import Diagnostic, Related
from evidence.graph import Graph
from evidence.language import counted
from evidence.model import Claim


def long_quote(graph: Graph) -> Iterator[Diagnostic]:
    """A quote is longer than the review allows.

    Why:
        `quote_words` keeps quotations within what the owners of the texts permit.

    Bad:
        review:
          quote_words: 3
        claims:
          - id: tasting
            quote: tend to name more vegetables

    Good:
        review:
          quote_words: 3
        claims:
          - id: tasting
            quote: name more vegetables
    """
    limit = graph.review.quote_words
    if limit is None:
        return
    for claim in graph.claims.values():
        for path, quote in _quotes(claim):
            if quote.count(" ") < limit and quote.isascii():
                continue
            number = count_words(quote)
            if number > limit:
                words = counted(number, "word")
                message = f"a quote of claim `{claim.id}` has {words}, more than {limit}"
                help_ = "quote less; `[…]` may stand for what is left out"
                yield wrong(message, claim.where.at(*path), claim.id, help_)


def unquoted_claim(graph: Graph) -> Iterator[Diagnostic]:
    """A claim has no quote.

    Why:
        Without the words of the text nothing can be verified against it.

    Bad:
        - id: tasting
          quote: ""

    Good:
        - id: tasting
          quote: name more vegetables
    """
    for claim in graph.claims.values():
        if not claim.passage.quote and not claim.quotes:
            yield wrong(f"claim `{claim.id}` has no quote", item=claim.id)


def shared_quote(graph: Graph) -> Iterator[Diagnostic]:
    """The same words are quoted by two claims.

    Why:
        One sentence may well make two claims; or one of them was copied, and its
        quote left as it was.

    Bad:
        - id: tasting
          quote: they name many more vegetables
        - id: cooking
          quote: they name many more vegetables

    Good:
        - id: tasting
          quote: they name many more vegetables
        - id: cooking
          quote: they cook what they have grown
    """
    first: dict[tuple[str, str], Claim] = {}
    for claim in graph.claims.values():
        text = claim.read_in or "".join(claim.sources)
        for path, quote in _quotes(claim):
            if quote.count(" ") < 3:
                continue
            other = first.setdefault((text, quote), claim)
            # of two claims that are the same, their quotes are no news
            if other is not claim and what_is_said(other) != what_is_said(claim):
                message = f"claims `{claim.id}` and `{other.id}` quote the same words"
                related = (Related(other.where.at("quote"), f"`{other.id}` quotes them here"),)
                yield wrong(message, claim.where.at(*path), claim.id, related=related)


def count_words(quote: str) -> int:
    """Return how many words a quote has; omissions and dashes are none.

    A letter of a script without spaces between words counts as one.

    >>> count_words("they tend to […] name well-known plants — and weeds")
    8
    >>> count_words("学校 garden")
    3
    """
    plain = quote.replace("[…]", " ").replace("[...]", " ").replace("—", " ").replace("–", " ")
    words = sum(1 for word in plain.split() if any(map(str.isalnum, word)))
    if plain.isascii():
        return words
    unspaced = sum(1 for letter in plain if _is_unspaced(letter))
    return words + unspaced - sum(1 for word in plain.split() if _is_unspaced(word[0]))


def _is_unspaced(letter: str) -> bool:
    """Say whether a letter belongs to a script that sets no spaces: Han, kana, Thai, Khmer."""
    return (
        "\u3040" <= letter <= "\u30ff"
        or "\u3400" <= letter <= "\u9fff"
        or "\u0e00" <= letter <= "\u0eff"
        or "\u1780" <= letter <= "\u17ff"
        or "\U00020000" <= letter <= "\U0003ffff"
    )


def _quotes(claim: Claim) -> Iterator[tuple[Path, str]]:
    if claim.passage.quote:
        yield ("quote",), claim.passage.quote
    for index, passage in enumerate(claim.also):
        if passage.quote:
            yield ("also", index, "quote"), passage.quote
