"""A number asks for the form that the language gives it, by the catalogue's own rule."""

import pytest

from evidence.language import Catalogue, catalogue

RUSSIAN = """
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "{n} source"
msgid_plural "{n} sources"
msgstr[0] "{n} источник"
msgstr[1] "{n} источника"
msgstr[2] "{n} источников"

msgid "{n} claim"
msgid_plural "{n} claims"
msgstr[0] "{n} утверждение"
msgstr[1] ""
msgstr[2] "{n} утверждений"
""".encode()


def ours(plural_forms: str, *forms: str) -> Catalogue:
    told = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    return catalogue(
        "xx" if len(forms) > 2 else "fr",
        f'msgid ""\nmsgstr ""\n"Plural-Forms: {plural_forms}\\n"\n\n'
        f'msgid "{{n}} source"\nmsgid_plural "{{n}} sources"\n{told}'.encode(),
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 источников"),
        (1, "1 источник"),
        (2, "2 источника"),
        (4, "4 источника"),
        (5, "5 источников"),
        (11, "11 источников"),
        (12, "12 источников"),
        (21, "21 источник"),
        (22, "22 источника"),
        (111, "111 источников"),
        (121, "121 источник"),
    ],
)
def test_russian_has_three_forms_and_says_the_right_one(number, said):
    assert catalogue("ru", RUSSIAN).count(number, "{n} source", "{n} sources") == said


def test_the_rule_is_the_catalogue_s_and_not_that_of_english():
    french = ours("nplurals=2; plural=(n > 1);", "{n} eins", "{n} viele")
    assert [french.count(n, "{n} source", "{n} sources") for n in (0, 1, 2)] == [
        "0 eins",
        "1 eins",
        "2 viele",
    ]
    one_form = ours("nplurals=1; plural=0;", "{n} sama")
    assert {one_form.count(n, "{n} source", "{n} sources") for n in (1,)} == {"1 sama"}
    assert one_form.count(7, "{n} source", "{n} sources") == "7 sama"


def test_a_message_that_lacks_a_form_is_said_in_english():
    russian = catalogue("ru", RUSSIAN)
    assert [russian.count(n, "{n} claim", "{n} claims") for n in (1, 2, 5)] == [
        "1 claim",
        "2 claims",
        "5 claims",
    ]


def test_without_a_catalogue_the_forms_are_those_of_english():
    assert [Catalogue("ru").count(n, "{n} claim", "{n} claims") for n in (1, 2, 21)] == [
        "1 claim",
        "2 claims",
        "21 claims",
    ]
