"""What a page shows, as plain dataclasses: all that a template may know.

Each module is a subject of the page: its dataclasses, and the functions that fill
them from the graph and the synthesis. `page` puts them together, `phrases` and
`marks` hold the smallest. Every text is final: in the report's language, counted,
worded. Nothing here knows HTML, Markdown or a template.
"""
