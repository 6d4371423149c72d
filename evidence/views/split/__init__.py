"""A report of several pages: what stands on which, and the values of each.

`Whole` is everything that a report lists, in order; `plan` divides it into
sheets by what the parts weigh; `sheet_page` makes the page of one sheet. A
list that is too long for its item goes on on a sheet of its own.
"""

from evidence.views.split.pages import NO_PICTURE, Picture, sheet_page
from evidence.views.split.plan import SECTIONS, Plan, Sheet, plan
from evidence.views.split.whole import Whole, whole

__all__ = [
    "NO_PICTURE",
    "SECTIONS",
    "Picture",
    "Plan",
    "Sheet",
    "Whole",
    "plan",
    "sheet_page",
    "whole",
]
