"""Quotes against texts: where each stands, in which form, and what differs."""
