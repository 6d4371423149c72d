"""What a Word document of pandoc's still lacks to look like a paper.

Pandoc leaves the size of pages to chance and sets tables and an appendix as
large as the text, it leaves the contents to be filled in by Word, knows no
page numbers, and says when it ran. The document is opened in memory and put
together again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from evidence.pages.about import AboutView

_NAMESPACES = {
    "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
# What no XML may hold, whatever a name holds.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say

# Units: half points for letters, twentieths of a point for lengths.
_TEXT, _SMALL = 20, 16
_SHORT_SIDE, _LONG_SIDE, _MARGIN = 11906, 16838, 1134  # A4
_FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class _Style:
    """A style of paragraphs.

    Shape: `letters` is their size, `before` and `after` the space around one;
           `more` is what else Word is told of the paragraph, behind its space.
    """

    id: str
    name: str
    based_on: str = "Normal"
    letters: int = _TEXT
    before: int = 0
    after: int = 0
    bold: bool = False
    italic: bool = False
    stays_with_next: bool = False
    tabs: str = ""
    more: str = ""

    def __str__(self) -> str:
        stays = "<w:keepNext /><w:keepLines />" if self.stays_with_next else ""
        bold = "<w:b /><w:bCs />" if self.bold else '<w:b w:val="0" />'
        italic = "<w:i /><w:iCs />" if self.italic else '<w:i w:val="0" />'
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"><w:name w:val="{self.name}" />'
            f'<w:basedOn w:val="{self.based_on}" /><w:qFormat /><w:pPr>{stays}{self.tabs}'
            f'<w:spacing w:before="{self.before}" w:after="{self.after}" />{self.more}</w:pPr>'
            f'<w:rPr>{bold}{italic}<w:sz w:val="{self.letters}" />'
            f'<w:szCs w:val="{self.letters}" /></w:rPr></w:style>'
        )


def _heading(level: int, letters: int, before: int, after: int) -> _Style:
    return _Style(
        f"Heading{level}",
        f"heading {level}",
        letters=letters,
        before=before,
        after=after,
        bold=True,
        stays_with_next=True,
        more=f'<w:outlineLvl w:val="{level - 1}" />',
    )


_DOTS = (
    f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_SHORT_SIDE - 2 * _MARGIN}" /></w:tabs>'
)
_STYLES = (
    _Style("Title", "Title", letters=32, after=120, bold=True, stays_with_next=True),
    _Style("Author", "Author", letters=22, after=40, stays_with_next=True),
    _Style("Subtitle", "Subtitle", after=120, stays_with_next=True),
    _Style("Date", "Date", after=160, stays_with_next=True),
    _Style("TOCHeading", "TOC Heading", letters=22, before=160, after=40, bold=True),
    _Style("TOC1", "toc 1", after=20, tabs=_DOTS),
    _Style("TOC2", "toc 2", "TOC1", after=20, more='<w:ind w:left="240" />'),
    _heading(1, 26, 280, 80),
    _heading(2, 22, 200, 60),
    _heading(3, _TEXT, 160, 40),
    _heading(4, 18, 160, 30),
    _heading(5, _SMALL, 90, 10),
    _Style("BodyText", "Body Text", before=40, after=100),
    _Style("Compact", "Compact", "BodyText", before=20, after=20),
    _Style("Bibliography", "Bibliography", letters=18, after=50),
    _Style("Caption", "caption", letters=18, before=100, after=60),
    _Style("TableText", "Table Text", "Compact", _SMALL, 20, 20),
    _Style("AppendixText", "Appendix Text", "BodyText", _SMALL, 0, 50),
    _Style(
        "AppendixQuote", "Appendix Quote", "AppendixText", _SMALL, 0, 50,
        more='<w:ind w:left="240" w:right="240" />',
    ),
    _Style("SectionEnd", "Section End", letters=2),
    _Style("Footer", "footer", letters=16, more='<w:jc w:val="center" />'),
)  # fmt: skip
_LINK = (
    b'<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink" />'
    b'<w:rPr><w:color w:val="1D3C5A" /></w:rPr></w:style>'
)
_CODE = (
    b'<w:style w:type="character" w:customStyle="1" w:styleId="VerbatimChar">'
    b'<w:name w:val="Verbatim Char" /><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" />'
    b'<w:color w:val="595959" /><w:sz w:val="14" /></w:rPr></w:style>'
)
_RULES = (
    b'<w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="BFBFBF" />'
    b'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF" /></w:tblBorders>'
)
_FOOTER = "rIdFooter"
_FOOTER_PART = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>'
    b'<w:pPr><w:pStyle w:val="Footer" /></w:pPr>'
    b'<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    b'<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    b'<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    b"</w:p></w:ftr>"
)
_FOOTER_LINK = (
    '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"'
    f' Id="{_FOOTER}" Target="footer1.xml" /></Relationships>'
).encode()
_FOOTER_TYPE = (
    b'<Override PartName="/word/footer1.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml" /></Types>'
)

# Pandoc calls a picture by its address, which here is the picture itself.
_PICTURE_AS_NAME = re.compile(rb'descr="data:[^"]*"')
_TABLE = re.compile(rb"<w:tbl>.*?</w:tbl>", re.DOTALL)
# A link within the document is text on paper.
_INSIDE = re.compile(rb'<w:hyperlink w:anchor="[^"]*">.*?</w:hyperlink>', re.DOTALL)
_LINKED = b'<w:rPr><w:rStyle w:val="Hyperlink" /></w:rPr>'
_ROW = re.compile(rb"<w:tr>(?:<w:trPr>)?")
_MARGINS_OF_CELLS = re.compile(rb'(w:styleId="Table".*?)(<w:tblCellMar>)', re.DOTALL)
_DEFAULTS = re.compile(
    rb"(<w:docDefaults>.*?)<w:rFonts[^>]*/>(.*?<w:sz w:val=\")\d+(\".*?<w:szCs w:val=\")\d+",
    re.DOTALL,
)
_STYLE = re.compile(rb'<w:style [^>]*w:styleId="([^"]*)".*?</w:style>', re.DOTALL)
_SECTION_END = re.compile(
    rb'<w:p><w:pPr><w:sectPr><w:pgSz w:orient="(\w+)" /></w:sectPr></w:pPr></w:p>'
)
_HEADING = re.compile(
    rb'(<w:p><w:pPr><w:pStyle w:val="Heading([12])" /></w:pPr>)(.*?)(</w:p>)', re.DOTALL
)
_WORDS = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
# The contents as pandoc leaves them: a heading, and a field for Word to fill.
_FIRST_MARK = 900_001  # pandoc numbers its own marks from 1
_CONTENTS = re.compile(
    rb'<w:sdt>.*?(<w:p><w:pPr><w:pStyle w:val="TOCHeading" />.*?</w:p>).*?</w:sdt>', re.DOTALL
)
_APPENDIX = re.compile(rb'<w:bookmarkStart w:id="\d+" w:name="evidence" />')
_SMALL_IN_APPENDIX = {
    b'"FirstParagraph"': b'"AppendixText"',
    b'"BodyText"': b'"AppendixText"',
    b'"Compact"': b'"AppendixText"',
    b'"BlockText"': b'"AppendixQuote"',
}


def tidied(document: bytes, about: AboutView) -> bytes:
    """Return a document of pandoc's as a paper: sizes, pages, contents, properties.

    The only date in it is that of the review.
    """
    made = BytesIO()
    with ZipFile(BytesIO(document)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        parts["word/document.xml"] = _body(parts["word/document.xml"])
        parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
        parts["docProps/core.xml"] = _properties(about)
        parts["word/footer1.xml"] = _FOOTER_PART
        for name, end, more in (
            ("word/_rels/document.xml.rels", b"</Relationships>", _FOOTER_LINK),
            ("[Content_Types].xml", b"</Types>", _FOOTER_TYPE),
        ):
            parts[name] = parts[name].replace(end, more)
        for name, data in parts.items():
            new.writestr(ZipInfo(name, _NO_DATE), data, ZIP_DEFLATED)
    return made.getvalue()


def _properties(about: AboutView) -> bytes:
    """Return the core properties of a document; pandoc's say when it ran."""
    core = ET.Element("cp:coreProperties", _NAMESPACES)
    said = (
        ("dc:title", about.title),
        ("dc:creator", "; ".join(about.authors)),
        ("dc:language", about.language),
        ("dc:rights", about.licence),
        ("cp:keywords", about.licence),
    )
    for name, value in said:
        if value:
            ET.SubElement(core, name).text = _NOT_XML.sub("", value)
    if _DAY.fullmatch(about.date):
        for name in ("dcterms:created", "dcterms:modified"):
            date = ET.SubElement(core, name, {"xsi:type": "dcterms:W3CDTF"})
            date.text = f"{about.date}T00:00:00Z"
    made: bytes = ET.tostring(core, encoding="utf-8", xml_declaration=True)
    return made


def _body(xml: bytes) -> bytes:
    xml = _PICTURE_AS_NAME.sub(b'descr=""', xml)
    xml = _INSIDE.sub(lambda link: link[0].replace(_LINKED, b""), xml)
    xml = _TABLE.sub(lambda table: _table(table[0]), xml)
    begins = _APPENDIX.search(xml)
    cut = begins.start() if begins else len(xml)
    report, appendix = xml[:cut], xml[cut:]
    for large, small in _SMALL_IN_APPENDIX.items():
        appendix = appendix.replace(large, small)
    entries: list[bytes] = []
    report = _HEADING.sub(partial(_listed, entries, b"1"), report)
    appendix = _HEADING.sub(partial(_listed, entries, b"2"), appendix)
    listed = b"".join(entries)
    xml = _CONTENTS.sub(lambda contents: contents[1] + listed, report) + appendix
    xml = _SECTION_END.sub(
        lambda end: (
            b'<w:p><w:pPr><w:pStyle w:val="SectionEnd" />'
            b"<w:sectPr>" + _page(end[1].decode()) + b"</w:sectPr></w:pPr></w:p>"
        ),
        xml,
    )
    before, _, after = xml.rpartition(b"</w:sectPr>")
    return before + _page("portrait") + b"</w:sectPr>" + after


def _table(xml: bytes) -> bytes:
    """Return a table in small print, of which no row is cut where a page ends."""
    uncut = _ROW.sub(
        lambda row: (
            row[0] + b"<w:cantSplit />"
            if row[0].endswith(b"<w:trPr>")
            else b"<w:tr><w:trPr><w:cantSplit /></w:trPr>"
        ),
        xml,
    )
    return uncut.replace(b'"Compact"', b'"TableText"')


def _page(orientation: str) -> bytes:
    """Return how large the pages of a section are, and the footer with their number."""
    across, down = _SHORT_SIDE, _LONG_SIDE
    if orientation == "landscape":
        across, down = down, across
    return (
        f'<w:footerReference w:type="default" r:id="{_FOOTER}" />'
        f'<w:pgSz w:w="{across}" w:h="{down}" w:orient="{orientation}" />'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}"'
        ' w:header="567" w:footer="567" w:gutter="0" />'
    ).encode()


def _listed(entries: list[bytes], level: bytes, heading: re.Match[bytes]) -> bytes:
    """Return a heading with a mark in it, and add its entry to those of the contents.

    Those below `level` stay as they are. Word and LibreOffice fill in the page
    of each as they open the document.
    """
    if heading[2] > level:
        return heading[0]
    number = _FIRST_MARK + len(entries)
    mark = b"_Toc%d" % number
    words = b"".join(_WORDS.findall(heading[3]))
    entries.append(
        (
            b'<w:p><w:pPr><w:pStyle w:val="TOC%b" /></w:pPr><w:hyperlink w:anchor="%b">'
            b'<w:r><w:t xml:space="preserve">%b</w:t></w:r><w:r><w:tab /></w:r>'
            b'<w:r><w:fldChar w:fldCharType="begin" w:dirty="true" /></w:r>'
            b'<w:r><w:instrText xml:space="preserve"> PAGEREF %b \\h </w:instrText></w:r>'
            b'<w:r><w:fldChar w:fldCharType="separate" /></w:r>'
            b'<w:r><w:fldChar w:fldCharType="end" /></w:r></w:hyperlink></w:p>'
        )
        % (heading[2], mark, words, mark)
    )
    begin = b'<w:bookmarkStart w:id="%d" w:name="%b" />' % (number, mark)
    return heading[1] + begin + heading[3] + b'<w:bookmarkEnd w:id="%d" />' % number + heading[4]


def _styles(xml: bytes) -> bytes:
    fonts = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}" />'.encode()
    xml = _DEFAULTS.sub(rb"\g<1>%b\g<2>%d\g<3>%d" % (fonts, _TEXT, _TEXT), xml, count=1)
    xml = _MARGINS_OF_CELLS.sub(rb"\g<1>" + _RULES + rb"\g<2>", xml, count=1)
    ours = {style.id: str(style).encode() for style in _STYLES}
    ours |= {"Hyperlink": _LINK, "VerbatimChar": _CODE}
    xml = _STYLE.sub(lambda style: b"" if style[1].decode() in ours else style[0], xml)
    return xml.replace(b"</w:styles>", b"".join(ours.values()) + b"</w:styles>")
