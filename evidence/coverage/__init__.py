"""Where a text cites something, and which of those places have a claim."""
