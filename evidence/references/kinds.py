"""Which CSL type an entry type is, and which words name a language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "article": "article-journal",
        "artwork": "graphic",
        "audio": "song",
        "bibnote": "document",
        "book": "book",
        "bookinbook": "chapter",
        "booklet": "pamphlet",
        "collection": "book",
        "commentary": "book",
        "conference": "paper-conference",
        "dataset": "dataset",
        "electronic": "webpage",
        "image": "graphic",
        "inbook": "chapter",
        "incollection": "chapter",
        "inproceedings": "paper-conference",
        "inreference": "entry-encyclopedia",
        "jurisdiction": "legal_case",
        "legal": "treaty",
        "legislation": "legislation",
        "letter": "personal_communication",
        "magazine": "article-magazine",
        "manual": "report",
        "mastersthesis": "thesis",
        "movie": "motion_picture",
        "music": "song",
        "mvbook": "book",
        "mvcollection": "book",
        "mvproceedings": "book",
        "mvreference": "book",
        "newspaper": "article-newspaper",
        "online": "webpage",
        "patent": "patent",
        "performance": "performance",
        "periodical": "periodical",
        "phdthesis": "thesis",
        "proceedings": "book",
        "reference": "book",
        "report": "report",
        "review": "review",
        "software": "software",
        "standard": "standard",
        "suppbook": "chapter",
        "suppcollection": "chapter",
        "suppperiodical": "article-journal",
        "techreport": "report",
        "thesis": "thesis",
        "unpublished": "manuscript",
        "video": "motion_picture",
        "web_page": "webpage",
        "webpage": "webpage",
        "www": "webpage",
    }
)
_ARTICLES = MappingProxyType({"magazine": "article-magazine", "newspaper": "article-newspaper"})
_GENRES = MappingProxyType(
    {
        "bathesis": "Bachelor’s thesis",
        "candthesis": "Candidate thesis",
        "datacd": "Data CD",
        "mastersthesis": "Master’s thesis",
        "mathesis": "Master’s thesis",
        "phdthesis": "PhD thesis",
        "resreport": "Research report",
        "software": "Software",
        "techreport": "Technical report",
    }
)
_LANGUAGES = MappingProxyType(
    {
        "afrikaans": "af",
        "american": "en-US",
        "arabic": "ar",
        "australian": "en-AU",
        "austrian": "de-AT",
        "bahasa": "id",
        "bahasa indonesia": "id",
        "bahasai": "id",
        "bahasam": "ms",
        "basque": "eu",
        "brazil": "pt-BR",
        "brazilian": "pt-BR",
        "british": "en-GB",
        "bulgarian": "bg",
        "canadian": "en-CA",
        "catalan": "ca",
        "chinese": "zh",
        "chinese-simplified": "zh-CN",
        "chinese-traditional": "zh-TW",
        "croatian": "hr",
        "czech": "cs",
        "danish": "da",
        "dutch": "nl",
        "english": "en",
        "estonian": "et",
        "farsi": "fa",
        "finnish": "fi",
        "francais": "fr",
        "french": "fr",
        "galician": "gl",
        "german": "de",
        "greek": "el",
        "hebrew": "he",
        "hindi": "hi",
        "hungarian": "hu",
        "icelandic": "is",
        "indonesia": "id",
        "indonesian": "id",
        "irish": "ga",
        "italian": "it",
        "japanese": "ja",
        "korean": "ko",
        "latvian": "lv",
        "lithuanian": "lt",
        "malay": "ms",
        "mexican": "es-MX",
        "naustrian": "de-AT",
        "ngerman": "de",
        "norsk": "nb",
        "norwegian": "nb",
        "nswissgerman": "de-CH",
        "nynorsk": "nn",
        "persian": "fa",
        "polish": "pl",
        "polutonikogreek": "el",
        "portuges": "pt",
        "portuguese": "pt",
        "romanian": "ro",
        "russian": "ru",
        "serbian": "sr",
        "slovak": "sk",
        "slovene": "sl",
        "slovenian": "sl",
        "spanish": "es",
        "swedish": "sv",
        "swissgerman": "de-CH",
        "thai": "th",
        "turkish": "tr",
        "ukenglish": "en-GB",
        "ukrainian": "uk",
        "usenglish": "en-US",
        "vietnamese": "vi",
        "welsh": "cy",
        # three letters, as library catalogues write them
        "chi": "zh",
        "deu": "de",
        "dut": "nl",
        "eng": "en",
        "fra": "fr",
        "fre": "fr",
        "ger": "de",
        "ind": "id",
        "ita": "it",
        "jpn": "ja",
        "kor": "ko",
        "may": "ms",
        "msa": "ms",
        "nld": "nl",
        "por": "pt",
        "rus": "ru",
        "spa": "es",
        "zho": "zh",
    }
)
_CODE_LENGTH = 2


def csl_type(entry_type: str, fields: Mapping[str, str]) -> str:
    """Return the CSL type of an entry; a document where nothing says more.

    >>> csl_type("inproceedings", {}), csl_type("misc", {"url": "https://example.org"})
    ('paper-conference', 'webpage')
    """
    if entry_type == "article":
        return _ARTICLES.get(fields.get("entrysubtype", "").lower(), "article-journal")
    known = _TYPES.get(entry_type)
    if known:
        return known
    return "webpage" if "url" in fields else "document"


def genre(entry_type: str, fields: Mapping[str, str]) -> str:
    """Return what kind of thesis or report it is, in words; "" if nothing says so."""
    given = fields.get("type", "")
    return _GENRES.get(given.lower(), given) or (
        _GENRES.get(entry_type, "") if entry_type.endswith("thesis") else ""
    )


def language_code(fields: Mapping[str, str]) -> str:
    """Return the language of a work as a code, "" if the entry names none that we know.

    >>> language_code({"language": "Indonesian"}), language_code({"langid": "en-GB"})
    ('id', 'en-GB')
    """
    for name in ("langid", "language", "hyphenation"):
        word = fields.get(name, "").strip()
        if not word:
            continue
        code, _, region = word.replace("_", "-").partition("-")
        if len(code) == _CODE_LENGTH and code.isascii() and code.isalpha():
            two_letters = len(region) == _CODE_LENGTH and region.isalpha()
            return f"{code.lower()}-{region.upper()}" if two_letters else code.lower()
        # biblatex's own keys: langgerman
        if known := _LANGUAGES.get(word.lower().removeprefix("lang")):
            return known
    return ""
