"""What can be wrong in a .bib file: the manual pages, and the words of the messages."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from types import MappingProxyType

from evidence.diagnostics import Diagnostic, Place, Related, Rule, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    Rule(
        "bib-encoding",
        _WARNING,
        "The bibliography is not in the encoding that it should be in",
        "Names would come out wrong, and two people may see two different texts. UTF-8 is read"
        " with or without a byte order mark, UTF-16 with one, and whatever a JabRef line"
        " `% Encoding: ...` at the top names.",
        "@book{a, title = {Caf\udce9}}",
        "@book{a, title = {Café}}",
    ),
    Rule(
        "bib-merge-conflict",
        _ERROR,
        "The bibliography still holds a merge conflict",
        "Both sides of the conflict are in the file, and neither is what anybody meant.",
        "<<<<<<< HEAD\n@book{a, title = {A}}\n=======\n@book{b, title = {B}}\n>>>>>>> theirs\n",
        "@book{a, title = {A}}\n@book{b, title = {B}}\n",
    ),
    Rule(
        "circular-crossref",
        _WARNING,
        "An entry inherits from itself",
        "Where two entries each take their fields from the other, neither has them.",
        "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}\n",
        "@inbook{a, title = {A}, crossref = {b}}\n@book{b, title = {B}}\n",
    ),
    Rule(
        "commented-entry",
        _NOTE,
        "An entry is commented out",
        "An entry inside `@comment{...}` or behind `%` is not read. Other programs may read it:"
        " BibTeX itself knows no `%`.",
        "% @book{a, title = {A}}\n",
        "@book{a, title = {A}}\n",
    ),
    Rule(
        "control-character",
        _WARNING,
        "The bibliography holds a character that no text has",
        "Such characters come from a damaged file or from a copy out of a PDF, and are invisible.",
        "@book{a, title = {A\x07B}}",
        "@book{a, title = {AB}}",
    ),
    Rule(
        "entry-set",
        _ERROR,
        "A set of entries is cited as if it were a work",
        "biblatex's `@set` names entries that are printed as one. It says nothing itself: who"
        " said what, when and where stands in the entries that it names. A set that nobody"
        " cites is no mistake.",
        "@set{both, entryset = {a, b}}\n@book{a, title = {A}}\n@book{b, title = {B}}\n",
        "@book{a, title = {A}}\n@book{b, title = {B}}\n",
    ),
    Rule(
        "entry-without-key",
        _NOTE,
        "An entry has no citation key",
        "Nothing can cite it, so it is left out.",
        "@book{, title = {A}}",
        "@book{sato2019, title = {A}}",
    ),
    Rule(
        "long-string",
        _ERROR,
        "An @string is longer than any real one",
        "Strings made of strings that double each other reach any length in a few lines.",
        "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(15)).replace(
            "s0 # s0", '"ab" # "ab"'
        ),
        "@string{wd = {World Development}}",
    ),
    Rule(
        "lost-comma",
        _ERROR,
        "A comma is missing between two fields",
        "Most programs read what follows as part of the field before, or drop it, without a"
        " word. It is read here as what was meant.",
        "@book{a,\n  title = {A}\n  year = {2001}\n}",
        "@book{a,\n  title = {A},\n  year = {2001}\n}",
    ),
    Rule(
        "lost-entry",
        _ERROR,
        "Something looks like an entry and is not read as one",
        "BibTeX takes everything between entries for a remark. An entry that lost its `@` or a"
        " brace, or that stands inside another one, vanishes there.",
        "article{a,\n  title = {A}\n}",
        "@article{a,\n  title = {A}\n}",
    ),
    Rule(
        "missing-crossref",
        _WARNING,
        "An entry inherits from one that is not there",
        "The fields that it should take over (the book of a chapter) are missing.",
        "@inbook{a, title = {A}, crossref = {b}}",
        "@inbook{a, title = {A}, crossref = {b}}\n@book{b, title = {B}}\n",
    ),
    Rule(
        "not-bibtex",
        _ERROR,
        "The bibliography is in another format than BibTeX",
        "Reference managers and databases write RIS, CSL JSON, EndNote's formats and others,"
        " and any of them can be saved as `sources.bib`. Nothing of it is read, so no claim is"
        " told that its source is missing: export the same library as BibTeX or BibLaTeX.",
        "TY  - BOOK\nTI  - A\nER  - \n",
        "@book{a, title = {A}}",
    ),
    Rule(
        "odd-date",
        _WARNING,
        "A date is none, or not all of it can be kept",
        "What is no date is printed as the words that it is; a day that does not exist, a range"
        " that ends before it begins or the order of day and month in 4/1/2019 is for a person to"
        " mend. Dates are written as 2019, 2019-03, 2019-03-04, 2019/2020 or 2019/..; also"
        " `March 2019` and `3/2019` are understood.",
        "@book{a, date = {2019-02-30}}",
        "@book{a, date = {2019-02-28}}",
    ),
    Rule(
        "odd-identifier",
        _WARNING,
        "A DOI, ISBN, ISSN, PMID, number of arXiv or address is not one",
        "A link made of it would lead nowhere. What stands before it (`https://doi.org/`,"
        " `ISBN`, `arXiv:`) is taken away without a word.",
        "@book{a, doi = {none}}",
        "@book{a, doi = {https://doi.org/10.1000/182}}",
    ),
    Rule(
        "odd-key",
        _WARNING,
        "A citation key holds a character that breaks in other programs",
        "Quotation marks, backslashes and the like end a key in BibTeX, Pandoc or on the command"
        " line. A key with a space, a comma or a semicolon cannot be cited here: claims part"
        " keys there. Keys such as `DBLP:conf/x+y` are fine.",
        "@book{Sato 2019, title = {A}}",
        "@book{Sato2019, title = {A}}",
    ),
    Rule(
        "odd-name",
        _WARNING,
        "A list of names is not written as BibTeX writes it",
        "Names are separated by `and`; a comma stands between a family name and what goes before"
        " it. Several authors separated by commas become one.",
        "@book{a, author = {Sato, K., Lopez, M., Kim, J.}}",
        "@book{a, author = {Sato, K. and Lopez, M. and Kim, J.}}",
    ),
    Rule(
        "repeated-entry",
        _ERROR,
        "Two entries have the same citation key",
        "A claim that cites the key would rest on one of them, nobody knows which. The first one"
        " is kept. Two entries of one title, year and authors are a warning.",
        "@book{a, title = {A}}\n@book{a, title = {B}}\n",
        "@book{a, title = {A}}\n@book{b, title = {B}}\n",
    ),
    Rule(
        "repeated-field",
        _ERROR,
        "An entry gives a field twice, and differently",
        "Programs differ in which of the two they keep. The first one is kept here. Fields that"
        " no report shows may be given as often as they like.",
        "@book{a, year = {2001}, year = {2002}}",
        "@book{a, year = {2001}}",
    ),
    Rule(
        "says-nothing",
        _NOTE,
        "A field says that there is nothing",
        "Programs write `n/a`, `null` or a dash where they know no pages, volume or publisher."
        " That is no part of a reference, and is not printed.",
        "@article{a, title = {A}, pages = {n/a--n/a}}",
        "@article{a, title = {A}}",
    ),
    Rule(
        "shared-entry",
        _ERROR,
        "An entry that others take fields from is cited as if it were a work",
        "biblatex's `@xdata` holds what several entries share, such as a publisher and its"
        " place. It is no work itself. One that nobody cites is no mistake.",
        "@xdata{house, publisher = {P}}\n@book{a, title = {A}, xdata = {house}}\n",
        "@book{a, title = {A}, publisher = {P}}\n",
    ),
    Rule(
        "surplus-brace",
        _ERROR,
        "An entry is closed before it ends",
        "With one closing brace too many, the fields after it are outside of the entry and would"
        " be dropped without a word. They are read here as what was meant.",
        "@book{a,\n  title = {A}},\n  year = {2001}\n}",
        "@book{a,\n  title = {A},\n  year = {2001}\n}",
    ),
    Rule(
        "unclosed-entry",
        _ERROR,
        "A brace or a quotation mark is never closed",
        "The rest of the file would be part of this entry. It is taken to end where the next"
        " line begins with `@`, a field where the next line begins like a field.",
        "@book{a,\n  title = {A,\n  year = {2001}\n}\n@book{b, title = {B}}",
        "@book{a,\n  title = {A},\n  year = {2001}\n}\n@book{b, title = {B}}",
    ),
    Rule(
        "undecoded-latex",
        _WARNING,
        "A field holds a LaTeX command that has no meaning here",
        "It is printed as it stands. Commands that a journal's style defines (`\\apj`) are not"
        " known outside of it.",
        "@article{a, journal = {\\nosuchjournal}}",
        "@article{a, journal = {The Astrophysical Journal}}",
    ),
    Rule(
        "undefined-string",
        _WARNING,
        "A field names an @string that nothing defines",
        "It is defined in another file, or mistyped: the field holds the abbreviation itself.",
        "@article{a, journal = wd}",
        "@string{wd = {World Development}}\n@article{a, journal = wd}",
    ),
    Rule(
        "unreadable-field",
        _ERROR,
        "Something inside an entry is not a field",
        "It is dropped, so what it says is lost.",
        "@book{a,\n  title {A},\n  year = 2001\n}",
        "@book{a,\n  title = {A},\n  year = 2001\n}",
    ),
    Rule(
        "unsafe-link",
        _WARNING,
        "An address is not one that a report links to",
        "Only http, https, mailto and doi addresses become links; others could run a program or"
        " read a file of whoever opens the report. They are shown as text.",
        "@online{a, url = {javascript:alert(1)}}",
        "@online{a, url = {https://example.org}}",
    ),
    Rule(
        "web-markup",
        _WARNING,
        "A field holds what a web page is written in",
        "Databases give titles as web pages write them. References such as `&amp;` and"
        " `&eacute;` are read as the signs that they stand for, and a note says so. Elements such"
        " as `<i>` are printed as they stand: LaTeX has `\\emph{E. coli}` for them. Where"
        " `&amp;` itself is meant, write `\\&{}amp;`.",
        "@book{a, title = {On <i>E. coli</i>}}",
        "@book{a, title = {On \\emph{E. coli} \\& others}}",
    ),
)

_SEVERITIES = MappingProxyType({rule.code: rule.severity for rule in RULES})

# Message and help of each code; {0}, {1}, ... are the details in `report`.
_WORDS = MappingProxyType(
    {
        "bib-merge-conflict": (
            "a merge conflict is not resolved",
            "keep one side and delete the marks",
        ),
        "circular-crossref": (
            "`{0}` of `{2}` leads to `{1}`, which leads back to `{2}`",
            "delete one of the two",
        ),
        "commented-entry": ("`{0}` is commented out and not read", "delete the comment around it"),
        "empty-set": (
            "`{0}` is a set that names nothing, and is no work itself",
            "cite the works themselves",
        ),
        "entry-set": ("`{0}` is a set that names {1}, and is no work itself", "cite those"),
        "entry-without-key": (
            "this `{0}` has no citation key",
            "write one behind the brace: `{0}{{key,`",
        ),
        "long-string": ("the string `{0}` is longer than any real one", "shorten it"),
        "lost-comma": ("a comma is missing before `{0}`", "end the field before with a comma"),
        "lost-comma-key": ("a comma is missing after the key `{1}`", "write `{1},`"),
        "lost-entry": (
            "`{0}` looks like an entry and is not read as one",
            "an entry is written `@type{{key, field = {{value}}}}`, outside of any other",
        ),
        "missing-crossref": ("`{0}` of `{2}` names `{1}`, which is not in this file", ""),
        "not-bibtex": (
            "this is not BibTeX but {0}",
            "export the library as BibTeX or BibLaTeX; Zotero and JabRef import what this is",
        ),
        "odd-date": ("`{0}` in `{1}`: {2}", "write it as `2019-03-04`, `2019-03` or `2019`"),
        "odd-identifier": ("`{0}` in `{1}`: {2}", "mend it, or delete the field"),
        "odd-key": (
            "the citation key `{0}` holds a character that breaks in other programs",
            "use letters, digits and `_ . : -`",
        ),
        "odd-name": ("{0}", "write `Family, Given and Family, Given`"),
        "other-record": (
            "a record of RIS or PubMed begins with `{0}`, and is not read",
            "export it as BibTeX or BibLaTeX, or delete it",
        ),
        "repeated-entry-alike": (
            "the key `{0}` was given to an entry of the same work before",
            "delete one of the two",
        ),
        "repeated-entry": ("the key `{0}` was given to an entry before", "rename one of the two"),
        "repeated-field": ("`{0}` is given twice in `{1}`, and differently", "delete one of them"),
        "says-nothing": ("`{0}` in `{1}` says nothing, and is not printed", "delete the field"),
        "shared-entry": (
            "`{0}` holds what other entries share (`@xdata`), and is no work itself",
            "cite an entry that takes from it",
        ),
        "surplus-brace": ("`{1}` is closed before its last field", "delete this brace"),
        "unclosed-entry": (
            "`{0}` is never closed",
            "add the missing `}}` before the next entry",
        ),
        "unclosed-value": ("the value of `{0}` in `{1}` is never closed", "close it"),
        "undecoded-latex": ("{0} in `{1}` is printed as it stands", "write it in Unicode"),
        "undefined-string": (
            "nothing defines the string `{0}`{1}",
            'put text in braces, or add `@string{{{0} = "..."}}`',
        ),
        "unreadable-field": (
            "`{0}` in `{1}` is not a field",
            "a field is written `name = {{value}},`",
        ),
        "unread-text": (
            "`{0}` in `{1}` is not a field, and is not read",
            "a field is written `name = {{value}},`",
        ),
        "unusable-key": (
            "no claim can cite the key `{0}`: it holds a space, a comma or a semicolon",
            "use letters, digits and `_ . : -`",
        ),
        "unsafe-link": (
            "a report does not link to `{0}:` addresses",
            "use an http, https, mailto or doi address",
        ),
        "web-markup": (
            "{0} in `{1}` is printed as it stands",
            "write it as LaTeX does (`\\emph{{…}}`, `\\textsubscript{{…}}`), or delete it",
        ),
        "web-sign": ("{0} in `{1}` is read as {2}", "write the sign itself"),
    }
)
# Other ways in which the same rule is broken, and how much those weigh that weigh less.
_SAME_RULE = MappingProxyType(
    {
        "empty-set": "entry-set",
        "lost-comma-key": "lost-comma",
        "other-record": "lost-entry",
        "repeated-entry-alike": "repeated-entry",
        "unclosed-value": "unclosed-entry",
        "unread-text": "unreadable-field",
        "unusable-key": "odd-key",
        "web-sign": "web-markup",
    }
)
_LIGHTER = MappingProxyType(
    {"repeated-entry-alike": _WARNING, "unread-text": _WARNING, "web-sign": _NOTE}
)
_IF_CITED = frozenset({"entry-set", "shared-entry"})
_LONGEST_DETAIL = 60
# Their message is worded where the mistake is found, with the values in it shortened.
_SENTENCES = frozenset({"odd-name"})


def report(
    code: str,
    place: Place,
    item: str,
    *details: str,
    related: tuple[Related, ...] = (),
    advice: str = "",
) -> Diagnostic:
    """Return the diagnostic of a code, with `advice` before the help that it always gives."""
    message, help_ = _WORDS[code]
    shown = [detail if code in _SENTENCES else _shortened(detail) for detail in details]
    rule = _SAME_RULE.get(code, code)
    return Diagnostic(
        rule,
        _LIGHTER.get(code) or _SEVERITIES[rule],
        message.format(*shown),
        place,
        advice or help_.format(*shown),
        related,
        item,
    )


def weighed(found: Iterable[Diagnostic], cited: Container[str]) -> tuple[Diagnostic, ...]:
    """Return what was found as it weighs for a review that cites these keys.

    Shape: what concerns an entry that nobody cites is a note; that an entry is no work
           is wrong where somebody cites it, and nowhere else.
    """
    return tuple(
        replace(one, severity=_NOTE) if one.item and one.item not in cited else one
        for one in found
        if one.code not in _IF_CITED or one.item in cited
    )


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_DETAIL else f"{text[: _LONGEST_DETAIL - 1]}…"
