"""Pictures of a report as static SVG: values in, text out.

A module a picture: a frozen value with everything that is drawn, already
counted and worded, and a function that draws it. Each picture stands inside of
a page of HTML (so it names no namespace) and says no colour: shapes, classes
and words only, `templates/pictures.css` has the colours for light and dark,
print and forced colours. Nothing runs, and nothing is fetched.
"""
