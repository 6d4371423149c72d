"""Pages as text: HTML, Markdown, diagrams. The only room that knows a template.

Everything here is a function of a page and of templates that were handed in.
"""
