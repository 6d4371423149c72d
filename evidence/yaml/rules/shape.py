"""What can be wrong with an item: a key, a value, a type, an id."""

from __future__ import annotations

from evidence.diagnostics import Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


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
_ELEMENT = "framework:\n  elements:\n    - id: el.garden\n      label: Garden"

RULES: tuple[Rule, ...] = (
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
