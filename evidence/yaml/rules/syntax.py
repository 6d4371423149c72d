"""What can be wrong with the YAML of a file."""

from __future__ import annotations

from evidence.diagnostics import Rule, Severity

_ERROR = Severity.ERROR

_ELEMENT = "framework:\n  elements:\n    - id: el.garden\n      label: "
_REVIEW = "review:\n  title: "

RULES: tuple[Rule, ...] = (
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
        _ELEMENT + "Garden\n     definition: A plot at a school.",
        _ELEMENT + "Garden\n      definition: A plot at a school.",
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
