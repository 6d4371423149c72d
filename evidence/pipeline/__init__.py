"""The stages in order: read, link, check, synthesise, view, render.

The doors hand in what they read, and the programs that are run on the way; so
these rooms open nothing themselves and the same input gives the same bytes.
"""

from evidence.pipeline.checking import Checked, Input, check

__all__ = ["Checked", "Input", "check"]
