"""What can be wrong with a file as a whole, before and beside its YAML."""

from __future__ import annotations

from evidence.diagnostics import Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule(
        "comment-in-text",
        _WARNING,
        "a `#` cuts off the rest of a text",
        "A space and `#` begin a comment in YAML, also within a sentence: what follows is lost "
        "without a word.",
        "review:\n  title: Gardens and their #1 vegetable",
        'review:\n  title: "Gardens and their #1 vegetable"',
    ),
    Rule(
        "empty-file",
        _WARNING,
        "a file of the review holds nothing",
        "An empty file is often one that was saved too early, or emptied by mistake.",
        "# nothing yet",
        "claims: []",
    ),
    Rule(
        "given-twice",
        _ERROR,
        "two files give the same entry",
        "Lists of several files add up. What can be said only once (a title, a facet, what is "
        "known of a source) would be silently overruled by the file that is read last.",
        "# claims.yaml\nreview:\n  title: Gardens\n\n# claims/more.yaml\nreview:\n  title: Plots",
        "# claims.yaml\nreview:\n  title: Gardens\n\n# claims/more.yaml\nclaims: []",
    ),
    Rule(
        "hidden-character",
        _WARNING,
        "a character stands in the file that nobody can see",
        "Characters without width make two ids look alike that are not; those that turn the "
        "direction of writing make a line read otherwise than it is processed.",
        "review:\n  title: Gar\u00addens in schools",
        "review:\n  title: Gardens in schools",
    ),
    Rule(
        "merge-conflict",
        _ERROR,
        "a merge conflict was left in a file",
        "Git writes both sides of a conflict into the file, between lines of `<<<<<<<`, `=======` "
        "and `>>>>>>>`, and leaves the choice to people. Until it is made, the first side is read.",
        "review:\n<<<<<<< HEAD\n  title: Gardens\n=======\n  title: Plots\n>>>>>>> plots",
        "review:\n  title: Gardens and plots",
    ),
    Rule(
        "not-utf8",
        _ERROR,
        "a file is not written in UTF-8",
        "Letters with accents would come out as others. Lines that are not UTF-8 are read as "
        "Windows-1252 meanwhile, so that everything else is still checked.",
    ),
    Rule(
        "several-documents",
        _ERROR,
        "a file holds several YAML documents",
        "A line of `---` ends a document and begins the next. A review is split into files "
        "instead: they are found by their names, and merged by git one by one.",
        "review:\n  title: Gardens\n---\nclaims: []",
        "review:\n  title: Gardens\nclaims: []",
    ),
    Rule(
        "unprintable-character",
        _ERROR,
        "a character stands in the file that no text has",
        "NUL and its like come from broken copies or from binary files. No two programs agree on "
        "what they mean, so nothing is built from them.",
    ),
)
