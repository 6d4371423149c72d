"""What `evidence serve` was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """Who codes, and what of the review is served.

    Shape: `report` is the report alone; with `blind` nothing is shown of what
           others than `coder` coded; `share` is the percentage of the proposals
           that `coder` judges as a second person, drawn with `seed`, 0 for none;
           `begun` is called once somebody answers.
    """

    coder: str = ""
    report: bool = False
    blind: bool = False
    share: int = 0
    seed: str = ""
    begun: Callable[[], None] = lambda: None
