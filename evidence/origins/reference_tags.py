"""What the tags of RIS, .nbib, .enw and Web of Science mean: records as what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.origins import bibliographic as words
from evidence.origins.bibliographic import Said
from evidence.origins.tagged_records import TaggedRecord

_RIS_WORDS = {
    **dict.fromkeys(("AU", "A1"), words.AUTHOR),
    **dict.fromkeys(("ED", "A2"), words.EDITOR),
    "A3": words.SERIES_EDITOR,
    **dict.fromkeys(("A4", "TA"), words.TRANSLATOR),
    **dict.fromkeys(("TI", "T1", "CT"), words.TITLE),
    **dict.fromkeys(("T2", "JF", "BT"), words.CONTAINER),
    **dict.fromkeys(("JO", "JA", "J1", "J2", "J9", "JI"), words.SHORT_CONTAINER),
    "T3": words.SERIES,
    **dict.fromkeys(("PY", "Y1"), words.YEAR),
    "DA": words.DATE,
    "Y2": words.ACCESSED,
    "SP": words.FIRST_PAGE,
    "EP": words.LAST_PAGE,
    "VL": "volume",
    "NV": "volumes",
    "IS": "number",
    "C7": "eid",
    "DO": "doi",
    **dict.fromkeys(("UR", "LK"), words.ADDRESS),
    "SN": words.STANDARD_NUMBER,
    **dict.fromkeys(("PB", "PU"), words.PUBLISHER),
    **dict.fromkeys(("CY", "PP", "PI"), "address"),
    **dict.fromkeys(("AB", "N2"), "abstract"),
    "KW": words.KEYWORD,
    **dict.fromkeys(("N1", "RN"), words.NOTE),
    "LA": "language",
    "ET": "edition",
    "M3": words.WORK_TYPE,
    "CN": "call-number",
    "ST": "shorttitle",
    **dict.fromkeys(("U1", "C2"), words.RECORD),
    "ID": words.KEY,
}
_NBIB_WORDS = {
    "PMID": "pmid",
    "PMC": "pmcid",
    "TI": words.TITLE,
    "BTI": words.CONTAINER,
    "JT": words.CONTAINER,
    "TA": words.SHORT_CONTAINER,
    "CTI": words.SERIES,
    "TT": "origtitle",
    "AB": "abstract",
    "CN": words.BODY,
    "FED": words.EDITOR,
    "VI": "volume",
    "IP": "number",
    "PG": words.PAGES,
    "DP": words.YEAR,
    "LA": "language",
    "IS": words.STANDARD_NUMBER,
    "ISBN": words.STANDARD_NUMBER,
    **dict.fromkeys(("OT", "MH"), words.KEYWORD),
    "EN": "edition",
    "PB": words.PUBLISHER,
    "GN": words.NOTE,
}
_ENW_WORDS = {
    "A": words.AUTHOR,
    "E": words.EDITOR,
    "Y": words.SERIES_EDITOR,
    **dict.fromkeys(("?", "H"), words.TRANSLATOR),
    "T": words.TITLE,
    **dict.fromkeys(("J", "B"), words.CONTAINER),
    "S": words.SERIES,
    "!": "shorttitle",
    "D": words.YEAR,
    "8": words.DATE,
    "V": "volume",
    "6": "volumes",
    "N": "number",
    "P": words.PAGES,
    "U": words.ADDRESS,
    "R": "doi",
    "X": "abstract",
    "K": words.KEYWORD,
    "I": words.PUBLISHER,
    "C": "address",
    "7": "edition",
    "@": words.STANDARD_NUMBER,
    "F": words.KEY,
    "Z": words.NOTE,
    "9": words.WORK_TYPE,
    "G": "language",
    "L": "call-number",
    "[": words.ACCESSED,
}
_ISI_WORDS = {
    "AF": words.AUTHOR,
    "CA": words.BODY,
    "GP": words.BODY,
    "BE": words.EDITOR,
    "TI": words.TITLE,
    "SO": words.CONTAINER,
    **dict.fromkeys(("JI", "J9"), words.SHORT_CONTAINER),
    "SE": words.SERIES,
    "CT": "eventtitle",
    "CL": "venue",
    "PY": words.YEAR,
    "PD": words.DATE,
    "VL": "volume",
    "IS": "number",
    "BP": words.FIRST_PAGE,
    "EP": words.LAST_PAGE,
    "AR": "eid",
    "DI": "doi",
    "PM": "pmid",
    **dict.fromkeys(("SN", "EI", "BN"), words.STANDARD_NUMBER),
    "PU": words.PUBLISHER,
    "PI": "address",
    "LA": "language",
    "AB": "abstract",
    **dict.fromkeys(("DE", "ID"), words.KEYWORD),
}
_ENW_TYPES = {
    "journal article": "JOUR",
    "journal": "JOUR",
    "electronic article": "EJOUR",
    "magazine article": "MGZN",
    "newspaper article": "NEWS",
    "book": "BOOK",
    "electronic book": "EBOOK",
    "edited book": "EDBOOK",
    "book section": "CHAP",
    "electronic book section": "ECHAP",
    "conference": "CONF",
    "conference paper": "CPAPER",
    "conference proceedings": "CONF",
    "thesis": "THES",
    "report": "RPRT",
    "government document": "GOVDOC",
    "web page": "ELEC",
    "online multimedia": "MULTI",
    "blog": "BLOG",
    "dataset": "DATA",
    "computer program": "COMP",
    "patent": "PAT",
    "standard": "STAND",
    "statute": "STAT",
    "bill": "BILL",
    "case": "CASE",
    "unpublished work": "UNPB",
    "manuscript": "MANSCPT",
    "personal communication": "PCOMM",
    "encyclopedia": "ENCYC",
    "dictionary": "DICT",
    "film or broadcast": "MPCT",
    "generic": "GEN",
}
_PART_OF_NAME = re.compile(r"\s+\[(doi|pii)\]$", re.IGNORECASE)


def said_in_ris(record: TaggedRecord) -> Said:
    """Return what a record of RIS says, whichever database wrote it."""
    said = Said(record.get("TY").upper())
    lesser = {"J9"} if record.get("JI") else set()
    for value in record.values:
        word = "" if value.tag in lesser else _RIS_WORDS.get(value.tag, "")
        if value.tag == "AN":
            word = _accession(value.text, f"{record.get('DB')} {record.get('DP')}")
        if value.tag == "C2" and record.get("DB").casefold() == "scopus":
            word = "pmid" if value.text.isdecimal() else ""
        if value.tag != "TY":
            said.add(word, value.text, value.tag)
    if said.kind not in words.TYPES and said.kind:
        said.approximated.append(f"its type `{said.kind}` is kept as `misc`")
    return said


def _accession(text: str, database: str) -> str:
    """Return what the number of a record in a database is, "" for one that only it knows."""
    named = re.search(r"pubmed|medline|\bnlm\b", database, re.IGNORECASE)
    return "pmid" if named and re.fullmatch(r"\d{1,8}", text) else ""


def said_in_nbib(record: TaggedRecord) -> Said:
    """Return what a record of PubMed says."""
    types = [value.text.casefold() for value in record.values if value.tag == "PT"]
    in_book = bool(record.get("BTI"))
    said = Said("CHAP" if in_book else "BOOK" if "book" in types else "JOUR")
    full = any(value.tag == "FAU" for value in record.values)
    for tag, text in record.values:
        word = _NBIB_WORDS.get(tag, "")
        if tag in {"AU", "FAU"}:
            if tag == "FAU" or not full:
                said.add(words.AUTHOR, text, tag)  # the short form says nothing more
        elif tag in {"LID", "AID"}:
            found = _PART_OF_NAME.search(text)
            kind = found[1].lower() if found else ""
            said.add("doi" if kind == "doi" else "", _PART_OF_NAME.sub("", text), tag)
        else:
            said.add(word, text, tag)
    return said


def said_in_enw(record: TaggedRecord) -> Said:
    """Return what a record of EndNote says."""
    type_ = record.get("0")
    said = Said(_ENW_TYPES.get(type_.casefold(), "GEN"))
    for tag, text in record.values:
        if tag != "0":
            said.add(_ENW_WORDS.get(tag, ""), text, f"%{tag}")
    if type_ and type_.casefold() not in _ENW_TYPES:
        said.approximated.append(f"its type `{type_}` is kept as `misc`")
    return said


def said_in_isi(record: TaggedRecord) -> Said:
    """Return what a record of Web of Science says."""
    return said_of_isi([(tag, text) for tag, text in record.values])


def said_of_isi(values: Sequence[tuple[str, str]]) -> Said:
    """Return what tags and values of Web of Science say, from a record or a row."""
    told = dict(values)
    kind = {"J": "JOUR", "B": "BOOK", "S": "BOOK", "C": "CPAPER", "P": "PAT"}.get(told["PT"], "GEN")
    if kind == "BOOK" and told.get("SO") and told.get("TI") and told["SO"] != told["TI"]:
        kind = "CPAPER" if "proceedings" in told.get("DT", "").casefold() else "CHAP"
    said = Said(kind)
    full = bool(told.get("AF"))
    lesser = "J9" if told.get("JI") else ""
    for tag, text in values:
        if tag == "PT" or (tag == "AU" and full) or not text:
            continue
        word = words.AUTHOR if tag == "AU" else "" if tag == lesser else _ISI_WORDS.get(tag, "")
        if word == words.KEYWORD:
            for part in text.split(";"):
                said.add(word, part, tag)
        else:
            said.add(word, text, tag)
    return said
