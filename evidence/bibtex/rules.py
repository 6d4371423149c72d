"""What can be wrong in a .bib file: the manual pages, and the words of the messages."""

from __future__ import annotations

from types import MappingProxyType

from evidence.diagnostics import Diagnostic, Place, Related, Rule, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    Rule(
        "bib-encoding",
        _ERROR,
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
        _ERROR,
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
        "entry-without-key",
        _ERROR,
        "An entry has no citation key",
        "Nothing can cite it, so it would be left out without a word.",
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
        "odd-key",
        _WARNING,
        "A citation key holds a character that breaks in other programs",
        "Spaces, quotation marks, backslashes and the like end a key in BibTeX, Pandoc or on the"
        " command line. Keys such as `DBLP:conf/x+y` are fine.",
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
        " is kept.",
        "@book{a, title = {A}}\n@book{a, title = {B}}\n",
        "@book{a, title = {A}}\n@book{b, title = {B}}\n",
    ),
    Rule(
        "repeated-field",
        _ERROR,
        "An entry gives a field twice, and differently",
        "Programs differ in which of the two they keep. The first one is kept here.",
        "@book{a, year = {2001}, year = {2002}}",
        "@book{a, year = {2001}}",
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
        _ERROR,
        "A field names an @string that nothing defines",
        "The field would be empty, or hold the abbreviation itself.",
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
        "odd-key": (
            "the citation key `{0}` holds a character that breaks in other programs",
            "use letters, digits and `_ . : -`",
        ),
        "odd-name": ("{0}", "write `Family, Given and Family, Given`"),
        "repeated-entry": ("the key `{0}` was given to an entry before", "rename one of the two"),
        "repeated-field": ("`{0}` is given twice in `{1}`, and differently", "delete one of them"),
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
        "unsafe-link": (
            "a report does not link to `{0}:` addresses",
            "use an http, https, mailto or doi address",
        ),
    }
)
# Two ways in which the same rule is broken.
_SAME_RULE = MappingProxyType({"unclosed-value": "unclosed-entry", "lost-comma-key": "lost-comma"})
_LONGEST_DETAIL = 60


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
    shown = [_shortened(detail) for detail in details]
    code = _SAME_RULE.get(code, code)
    return Diagnostic(
        code,
        _SEVERITIES[code],
        message.format(*shown),
        place,
        advice or help_.format(*shown),
        related,
        item,
    )


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_DETAIL else f"{text[: _LONGEST_DETAIL - 1]}…"
