"""What a file is that was saved as a bibliography and is no BibTeX."""

from __future__ import annotations

import re
from typing import NamedTuple

# nothing is looked for behind that much
_HEAD = 20_000
_TWO = 2

_ENTRY = re.compile(r"^[^\S\n]*@[^\S\n]*[^\W\d][\w-]*\s*[{(]\s*[^\s,{}()=\"]+\s*,", re.MULTILINE)
_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*\"")
_HEADINGS = frozenset(
    {"author", "authors", "title", "article title", "primary_title", "doi", "item type"}
    | {"year", "publication year", "pt", "au", "ti", "so", "py"}
    | {
        "\u4f5c\u8005",
        "\u9898\u540d",
        "\u6807\u9898",
        "\u5e74\u4efd",
        "\u8457\u8005",
        "\u30bf\u30a4\u30c8\u30eb",
        "judul",
        "penulis",
        "autor",
        "autoren",
        "titel",
        "titre",
        "auteur",
    }
)


class OtherFormat(NamedTuple):
    """A format by its name, and where its first sign stands."""

    name: str
    at: int


# where a line ends for programs of before, and for those of IBM and of Apple
_LINE_ENDS = str.maketrans("\u0085\u2028\u2029\v\f", "\n\n\n\n\n")
_HEADER = re.compile(r"(?:%|This file was created with|Encoding:)", re.IGNORECASE)

_BEGINNINGS = (
    (
        "HTML: a web page was saved in place of the file",
        r"(?:<!--[\s\S]{0,2000}?-->\s*)*(?:<!doctype html|<html\b)",
    ),
    ("EndNote's XML", r"(?:<\?xml[^>]*>\s*)?<xml\b[^>]*>\s*<records\b"),
    ("Zotero's RDF", r"(?:<\?xml[^>]*>\s*)?<rdf:RDF\b"),
    ("MODS", r"(?:<\?xml[^>]*>\s*)?<(?:\w+:)?mods"),
    ("PubMed's XML", r"(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<PubmedArticle"),
    ("XML", r"<\?xml\b|<(?:article|collection|\w+:\w+)\b[^<>]*>"),
    ("HTML: a web page was saved in place of the file", r"<(?:table|div|p|span|pre)\b[^<>]*>"),
    ("a database (SQLite), as Zotero keeps its library", r"SQLite format 3"),
    ("RDF in Turtle", r"@prefix\s+\w*:\s*<"),
    ("NoteExpress' format", r"\{Reference Type\}:"),
    ("EndNote's format", r"Reference Type:\s"),
    ("amsrefs", r"\\bib\{"),
    ("Ovid's format", r"VN\s+Ovid|<1>\s*\n"),
    # control characters were replaced when the bytes were read
    ("a ZIP file, as Word and Excel write it", "PK[\x03\ufffd][\x04\ufffd]"),
    ("an old file of Excel or Word", "\u00d0\u00cf[\x11\ufffd]\u00e0"),
    ("a compressed file", "[\x1f\ufffd][\x8b\u2039\ufffd][\x08\ufffd]"),
    ("RTF", r"\{\\rtf\d"),
    ("MARC", r"\d{5}[acdnp][a-z]{2}[ a-z]"),
    ("a pointer of Git LFS: the file itself is missing", r"version https://git-lfs\.github\.com/"),
    ("CITATION.cff", r"cff-version:"),
    ("the list of a LaTeX document (.bbl)", r"% \$ biblatex auxiliary file|\\refsection\{"),
    ("a file of LaTeX's own (.aux)", r"\\relax\s+\\(?:citation|bibdata|bibstyle|providecommand)"),
    ("a PDF", r"%PDF-"),
    ("CSL YAML", r"(?:---\s*)?(?:references:\s*\n|- (?:id|type|title|author): )"),
    ("Hayagriva's YAML", r"[^\W\d][\w:.-]*:\s*\n +(?:type|title|author):"),
)
# a tag at the beginning of a line; the second number is how many tell it from a remark
_TAGS = (
    ("PubMed's format (.nbib)", r"^PMID ?- ?\d+|^(?:OWN|STAT|DCOM|FAU)\s{0,2}- ", 2),
    ("RIS", r"^[^\S\n]*(?:TY|ER|ty|er)\s{1,2}[-–]|^[^\S\n]*[A-Z][A-Z0-9]  [-–] ", 2),
    ("RefWorks' format", r"^(?:RT|A1|T1|YR|JF|VO|SP|OP|SN|LK) \S", 4),
    ("Web of Science's format", r"^(?:FN|VR|PT|ER|AU|TI|SO) \S|^ER$", 3),
    ("EndNote's format (.enw)", r"^%[0A-Z@](?:[ \t]\S|$)", 2),
    ("PubMed's text: choose `PubMed` or `.nbib` there", r"\bPMID: \d{1,8}\b", 1),
    ("Ovid's format", r"^(?:Unique Identifier|Accession Number)\s*$|^\s+UI: \d", 1),
    ("the list of a LaTeX document (.bbl)", r"\\begin\{thebibliography\}|\\bibitem\b", 1),
)
_STARTS = tuple((name, re.compile(rf"\s*(?:{sign})", re.IGNORECASE)) for name, sign in _BEGINNINGS)
_TAGGED = tuple((name, re.compile(sign, re.MULTILINE), least) for name, sign, least in _TAGS)


def other_format(text: str) -> OtherFormat | None:
    r"""Return what a text is, if it is a bibliography in another format and holds no entry.

    >>> other_format("TY  - JOUR\nTI  - Gardens\nER  - \n").name
    'RIS'
    """
    if not text.strip() or _ENTRY.search(text):
        return None
    head = text[:_HEAD].translate(_LINE_ENDS)
    first = len(head) - len(head.lstrip())
    for name, begins in _STARTS:
        if begins.match(head):
            return OtherFormat(name, first)
    for name, tag, least in _TAGGED:
        tags = list(tag.finditer(head))
        if len(tags) >= least:
            return OtherFormat(name, tags[0].start())
    name = _of_its_lines(head)
    return OtherFormat(name, first) if name else None


def _of_its_lines(head: str) -> str:
    """Return what a text without entries and without tags is, "" for a remark."""
    if _JSON.match(head):
        csl = re.search(r'"(?:id|type|title|DOI|issued|author)"\s*:', head)
        return "CSL JSON" if csl else "JSON"
    line = head.lstrip().partition("\n")[0]
    for comma in ",;\t":
        cells = [cell.strip().strip('"').lower() for cell in line.split(comma)]
        if len(cells) > 2 and len(_HEADINGS.intersection(cells)) > 1:
            return "a table (CSV)"
    if "@" in head or "{" in head:  # an entry that lost a character is told as that
        return ""
    lines = [line.strip() for line in head.split("\n")]
    said = [line for line in lines if line and not _HEADER.match(line)]
    return "text in which no entry stands" if len(said) >= _TWO else ""
