"""What a page shows, as plain dataclasses: all that a template may know.

`pages` holds the dataclasses; the other modules fill them from the graph and
the synthesis. Every text is final: in the report's language, counted, worded.
Nothing here knows HTML, Markdown or a template.
"""
