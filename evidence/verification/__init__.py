"""Quotes against texts: what was found, what of it still holds, what rests on it.

Importing this costs no more than reading a lock does. What looks into texts
stands in `verification.verifying`, `coverage` and `audit`, which the commands
import when they need them.
"""

from evidence.verification.records import locator_hash, quote_hash, read_lock, states, write_lock
from evidence.verification.rules import RULES

__all__ = ["RULES", "locator_hash", "quote_hash", "read_lock", "states", "write_lock"]
