"""Pages as text: HTML, Markdown, diagrams. The only room that knows a template.

Everything here is a function of a page and of templates that were handed in.
"""

from __future__ import annotations

# before the name of a template of ours, where a review has one of its own by that name
OURS = "ours/"
