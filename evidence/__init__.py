"""Evidence: reviews whose conclusions lead to the passages that they rest on.

The words, one for each thing, are those of the README: review, source, text,
passage, claim, own statement, framework, element, relation, facet, finding,
trace, tension, measure, evidence map, assessment, lock, diagnostic.
"""

__version__ = "0.1.0"
