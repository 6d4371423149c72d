"""Texts that are drawn from the signs that trouble readers of texts."""

from __future__ import annotations

from hypothesis import strategies as st

SIGNS = st.sampled_from(
    [*"abcdefgh ,.;:()[]'\"-–—…“”ﬁé\u0301\u00ad\u0002\ufffe\n\f\t1234567890%", "\n1 ", "\n\n\n\n",
     "Fig. 1: ", "Box 2. ", "(Moore, 2010)", " et al. (2005)", "[…]", "学", "ب", "\U0001d400", "\n" + " " * 40 + "\n1 "]
)  # fmt: skip
TEXTS = st.lists(SIGNS, max_size=120).map("".join)
