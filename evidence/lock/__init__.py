"""The lock: what was verified against which text, read and written as JSON Lines."""
