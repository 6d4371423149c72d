"""What the reader of `claims.yaml` can find wrong, with a manual page for each code.

The examples are whole files; a comment names each where there are several. A
page has none where none can be shown: bytes that are no text, a million letters.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.diagnostics import Rule, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_LABELLED = "framework:\n  elements:\n    - id: el.garden\n      label: "
_REVIEW = "review:\n  title: "


def _claim(**lines: str) -> str:
    """Return a claim with the given lines in place of the usual ones, or after them."""
    usual = {
        "id": "tasting",
        "statement": "Children name more vegetables after tasting.",
        "sources": "[kim2003]",
        "at": "{page: 3}",
        "elements": "[el.knowledge]",
    }
    written = "\n    ".join(f"{key}: {value}" for key, value in (usual | lines).items() if value)
    return f"claims:\n  - {written}"


_MEASURE = "{of: pupils who name ten vegetables, unit: percent, "
_ELEMENT = _LABELLED + "Garden"

# A file as a whole, before and beside its YAML.
_FILES: tuple[Rule, ...] = (
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
        "other-file",
        _NOTE,
        "a file beside those of the review is not read",
        "Copies that editors and merges leave, hidden files, notes among the files of claims, "
        "another bibliography: they are named, in case one of them was meant to be read.",
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
        "unread-file",
        _WARNING,
        "a file looks like a part of the review, and is not read",
        "Claims are read from `claims.yaml` and from what ends with `.yaml` in `claims/`, and "
        "nowhere else. A file of claims by another name would be missing from the report.",
    ),
    Rule(
        "unprintable-character",
        _ERROR,
        "a character stands in the file that no text has",
        "NUL and its like come from broken copies or from binary files. No two programs agree on "
        "what they mean, so nothing is built from them.",
    ),
)

# The YAML of a file.
_SYNTAX: tuple[Rule, ...] = (
    Rule(
        "anchor",
        _ERROR,
        "a YAML anchor or alias is used",
        "What is written once and repeated by `*name` cannot be seen where it is read, and a few "
        "lines of it can unfold into gigabytes. A text that begins with `&` or `*` needs quotes.",
        "review:\n  title: &title Gardens",
        "review:\n  title: Gardens",
    ),
    Rule(
        "bad-escape",
        _ERROR,
        "a backslash in double quotes means nothing",
        r"In double quotes `\` begins an escape such as `\n`. Text with backslashes belongs in "
        "single quotes.",
        'review:\n  texts: "D:\\reviews\\papers"',
        "review:\n  texts: 'D:\\reviews\\papers'",
    ),
    Rule(
        "bad-indentation",
        _ERROR,
        "a line is indented differently from those that it belongs to",
        "Indentation says what belongs to what. Keys of one item stand in one column, and so do "
        "the `- ` of a list.",
        _LABELLED + "Garden\n     definition: A plot at a school.",
        _LABELLED + "Garden\n      definition: A plot at a school.",
    ),
    Rule(
        "between-brackets",
        _ERROR,
        "something is missing, or one too many, between brackets",
        "Items in `[…]` and entries in `{…}` are separated by one comma each.",
        "review:\n  languages: [en,, id]",
        "review:\n  languages: [en, id]",
    ),
    Rule(
        "colon-in-text",
        _ERROR,
        "a text has a colon and a space in it",
        "YAML takes `: ` for the end of a key. Such a text needs quotes, or a block: `>-` behind "
        "the key, and the text indented below.",
        _REVIEW + "Gardens: what children learn",
        _REVIEW + '"Gardens: what children learn"',
    ),
    Rule(
        "cut-prose",
        _ERROR,
        "a comma cuts off the rest of a text in `{…}`",
        "Between braces a comma ends an entry, also within a sentence. The rest of the sentence "
        "would become a key of its own.",
        _REVIEW + "{en: Gardens, plots and beds, id: Kebun}",
        _REVIEW + '{en: "Gardens, plots and beds", id: Kebun}',
    ),
    Rule(
        "directive",
        _ERROR,
        "a line that begins with `%` speaks to the YAML parser",
        "A review needs none of these lines, and they can change the meaning of all that follows.",
        "%FORMAT 2\n---\n" + _REVIEW + "Gardens",
        _REVIEW + "Gardens",
    ),
    Rule(
        "duplicate-key",
        _ERROR,
        "a key is given twice in one mapping",
        "YAML would silently keep the last one. Here lists under both are joined, and of two "
        "texts the first is kept, until one of them goes.",
        _REVIEW + "Gardens\n  title: Plots",
        _REVIEW + "Gardens",
    ),
    Rule(
        "key-not-text",
        _ERROR,
        "a list or a mapping stands where a key is expected, or nothing",
        "Every key of a review is a word.",
        "review:\n  ? [title]\n  : Gardens",
        _REVIEW + "Gardens",
    ),
    Rule(
        "merge-key",
        _ERROR,
        "the YAML merge key `<<` is used",
        "What it brings in cannot be seen where it is read, and a few lines of it can keep a "
        "program busy for years.",
        "review:\n  <<: {title: Gardens}",
        _REVIEW + "Gardens",
    ),
    Rule(
        "missing-colon",
        _ERROR,
        "a line has no colon where it needs one",
        "Every line of a mapping is `key: value`. A line that goes on with a text is indented "
        "deeper than the key of that text.",
        "review:\n  title Gardens\n  languages: [en]",
        "review:\n  title: Gardens\n  languages: [en]",
    ),
    Rule(
        "missing-space",
        _ERROR,
        "a space is missing behind a colon or a dash",
        "`key:value` and `-item` are plain words for YAML, and so is a no-break space behind a "
        "colon, which looks like a space.",
        "review:\n  title:Gardens\n  languages: [en]",
        "review:\n  title: Gardens\n  languages: [en]",
    ),
    Rule(
        "reserved-character",
        _ERROR,
        "a text begins with a character that YAML keeps for itself",
        "A text may not begin with `@`, `%`, `&`, `*`, `!`, `|`, `>`, `?`, a comma, a backtick or "
        "a closing bracket, unless it is in quotes or a block.",
        _REVIEW + "@school gardens",
        _REVIEW + '"@school gardens"',
    ),
    Rule(
        "tab-indentation",
        _ERROR,
        "a line is indented with a tab",
        "Every editor shows a tab with another width, so YAML allows spaces only.",
        "review:\n\ttitle: Gardens",
        _REVIEW + "Gardens",
    ),
    Rule(
        "tag",
        _ERROR,
        "a YAML tag is used",
        "A tag asks a program to make something of a value; here the schema says what each value "
        "is. A text that begins with `!` needs quotes.",
        _REVIEW + "!!str Gardens",
        _REVIEW + "Gardens",
    ),
    Rule(
        "text-after-value",
        _ERROR,
        "text follows where a value has ended",
        "A text that begins with a quotation mark ends with the next one. Put all of it in "
        'quotes, and write those within it twice, or as `\\"`.',
        _REVIEW + '"Gardens" in schools',
        _REVIEW + "'\"Gardens\" in schools'",
    ),
    Rule(
        "too-deep",
        _ERROR,
        "lists and mappings are nested too deep",
        "No review needs more than 64 levels; files that have them are broken, or meant to break "
        "the program.",
        _REVIEW + "[" * 70 + "]" * 70,
        _REVIEW + "Gardens",
    ),
    Rule(
        "too-long",
        _ERROR,
        "a single text has more than a million characters",
        "Statements and quotes are short. Full texts are read from the folder of `review.texts`.",
    ),
    Rule(
        "unbalanced-bracket",
        _ERROR,
        "a bracket is not closed, or closes nothing",
        "Each `[` needs a `]`, and each `{` a `}`.",
        "review:\n  languages: [en, id\n  title: Gardens",
        "review:\n  languages: [en, id]\n  title: Gardens",
    ),
    Rule(
        "unclosed-quote",
        _ERROR,
        "a quotation mark is not closed",
        "Everything up to the next quotation mark, however far below, would belong to the text.",
        _REVIEW + '"Gardens\n  languages: [en]',
        _REVIEW + '"Gardens"\n  languages: [en]',
    ),
    Rule(
        "yaml-syntax",
        _ERROR,
        "a file cannot be read as YAML",
        "What stands here fits none of the mistakes that have a message of their own, or there "
        "are so many that the rest of the file was left.",
    ),
)

# An item: a key, a value, a type, an id.
_SHAPE: tuple[Rule, ...] = (
    Rule(
        "bad-arrow",
        _ERROR,
        "a relation is not written as `element type element`",
        "An arrow has two ends and says what it means: the id of an element, a relation type of "
        "the framework, and the id of another element, with spaces between them.",
        "framework:\n  relations: [el.garden -> el.knowledge]",
        "framework:\n  relations: [el.garden leads_to el.knowledge]",
    ),
    Rule(
        "bad-id",
        _ERROR,
        "an id has a character that no id has",
        "Ids stand in addresses, in commands and in lists: they begin with a letter from a to z "
        "and go on with letters, digits and `_ . : -`, 64 at most.",
        _claim(id="tasting first"),
        _claim(id="tasting_first"),
    ),
    Rule(
        "bad-language",
        _ERROR,
        "a key of a translated text is not the code of a language",
        "A text is one string, or a mapping from codes such as `en` or `id` to strings.",
        "review:\n  title: {english: Gardens, id: Kebun}",
        "review:\n  title: {en: Gardens, id: Kebun}",
    ),
    Rule(
        "empty-value",
        _ERROR,
        "a key has no value",
        "A key without a value is a line that somebody meant to finish.",
        _ELEMENT + "\n      definition:",
        _ELEMENT,
    ),
    Rule(
        "facet-named-as-field",
        _ERROR,
        "a facet bears the name of a field",
        "Facets are keys of claims, sources and findings, beside the fields that the format has: "
        "the same key cannot be both.",
        "framework:\n  facets:\n    voice: {label: Voice, values: {loud: Loud}}",
        "framework:\n  facets:\n    loudness: {label: Loudness, values: {loud: Loud}}",
    ),
    Rule(
        "measure-figures",
        _ERROR,
        "a measure has no figure, or several that exclude each other",
        "A text gives a figure (`value`), says that it is rough (`about`), or gives bounds: "
        "`above` or `from`, `below` or `up_to`. It cannot be all of them.",
        _claim(measure=_MEASURE + "value: 40, about: 40}"),
        _claim(measure=_MEASURE + "about: 40}"),
    ),
    Rule(
        "misplaced",
        _ERROR,
        "a claim stands among the findings, or a finding among the claims",
        "It is read as what it is, but nobody would look for it there.",
        "claims:\n  - id: f.tasting\n    kind: strategy\n    statement: Tasting lessons work.",
        "findings:\n  - id: f.tasting\n    kind: strategy\n    statement: Tasting lessons work.",
    ),
    Rule(
        "missing-key",
        _ERROR,
        "an item lacks a key that it needs",
        "A claim needs `id`, `statement`, `sources`, `at`, and one of `elements`, `relates` and "
        "`unfitted`; a finding `id`, `kind` and `statement`; an element `id` and `label`.",
        "framework:\n  elements:\n    - id: el.garden",
        _ELEMENT,
    ),
    Rule(
        "facet-before-field",
        _WARNING,
        "a facet bears the name of a field that came later",
        "The review was written before the format had that field. The facet stays what it is; "
        "the field is not to be had here until the facet is renamed.",
        "framework:\n  facets:\n    study: {label: Study, values: {trial: Trial}}",
        "framework:\n  facets:\n    trial: {label: Trial, values: {first: First}}",
    ),
    Rule(
        "not-a-day",
        _ERROR,
        "a day is not written as a day",
        "What was judged, searched or retracted later is told by its day, and 3/11 is two days in "
        "two countries. Write it as 2026-11-29; a month (2026-11) or a year (2026) may do.",
        _REVIEW + "Gardens\n  date: 29 November",
        _REVIEW + "Gardens\n  date: 2026-11-29",
    ),
    Rule(
        "not-a-number",
        _ERROR,
        "a number can be read in two ways, or in none",
        "Point and comma mean opposite things in English and Indonesian, and a figure that is off "
        "by a thousand is the worst of silent mistakes. Write `9.14`, `48000`, `3.9 million`.",
        _claim(measure=_MEASURE + 'value: "9,14"}'),
        _claim(measure=_MEASURE + "value: 9.14}"),
    ),
    Rule(
        "several-in-one",
        _ERROR,
        "an id or a citation key has a space or a comma in it",
        "Most often a comma is missing between two of them.",
        _claim(sources="[kim2003 abel2005]"),
        _claim(sources="[kim2003, abel2005]"),
    ),
    Rule(
        "term-said-twice",
        _WARNING,
        "a place says its term a second time",
        "`page: p. 3` would be printed as page p. 3, and no page of a text is called that. It is "
        "read as page 3.",
        _claim(at="{page: p. 3}"),
        _claim(at="{page: 3}"),
    ),
    Rule(
        "unknown-choice",
        _ERROR,
        "a value is none of those that a key can have",
        "Such a key has a few fixed values, so that everybody's claims can be counted together.",
        _claim(attribution="implicit"),
        _claim(attribution="implied"),
    ),
    Rule(
        "unknown-key",
        _ERROR,
        "a key is neither a field of this item nor a facet",
        "A misspelt key would be ignored, and with it what it says.",
        _claim(qoute="name more vegetables"),
        _claim(quote="name more vegetables"),
    ),
    Rule(
        "wrong-type",
        _ERROR,
        "a text, a list or a mapping stands where another of them is needed",
        "Every key has one form, so that people and programs read it alike.",
        _claim(at="p. 3"),
        _claim(at="{page: 3}"),
    ),
)

RULES: tuple[Rule, ...] = tuple(sorted((*_FILES, *_SYNTAX, *_SHAPE), key=lambda rule: rule.code))
SEVERITIES: Mapping[str, Severity] = {rule.code: rule.severity for rule in RULES}
