"""What a Word document of pandoc's still lacks: small print, a page, properties, no clock.

Pandoc makes the paragraphs of a table as large as the text around it, which
leaves a table of sentences unreadable, and it leaves the size of the page to
chance. The document is opened in memory and put together again.
"""

from __future__ import annotations

import re
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
# Units: half points for letters, twentieths of a point for lengths. A4.
_TEXT, _TABLE_TEXT = 21, 16
_PAGE = (
    b'<w:pgSz w:w="11906" w:h="16838" />'
    b'<w:pgMar w:top="1247" w:right="1247" w:bottom="1247" w:left="1247"'
    b' w:header="624" w:footer="624" w:gutter="0" />'
)
_TABLE_STYLE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText">'
    '<w:name w:val="Table Text" /><w:basedOn w:val="Compact" /><w:qFormat />'
    f'<w:rPr><w:sz w:val="{_TABLE_TEXT}" /><w:szCs w:val="{_TABLE_TEXT}" /></w:rPr></w:style>'
).encode()
_RULES = (
    b'<w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="BFBFBF" />'
    b'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF" /></w:tblBorders>'
)
# Pandoc calls a picture by its address, which here is the picture itself.
_PICTURE_AS_NAME = re.compile(rb'descr="data:[^"]*"')
_TABLE = re.compile(rb"<w:tbl>.*?</w:tbl>", re.DOTALL)
_MARGINS_OF_CELLS = re.compile(rb'(w:styleId="Table".*?)(<w:tblCellMar>)', re.DOTALL)
_SIZE = re.compile(rb'(<w:docDefaults>.*?<w:sz w:val=")\d+(".*?<w:szCs w:val=")\d+', re.DOTALL)


def tidied(document: bytes, about: AboutView) -> bytes:
    """Return a document of pandoc's with our sizes and properties, and its picture in it once.

    The only date in it is that of the review.
    """
    made = BytesIO()
    with ZipFile(BytesIO(document)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = _body(data)
            elif name == "word/styles.xml":
                data = _styles(data)
            elif name == "docProps/core.xml":
                data = _properties(about)
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
    xml = _TABLE.sub(lambda table: table[0].replace(b'"Compact"', b'"TableText"'), xml)
    if b"<w:pgSz" in xml:
        return xml
    return xml.replace(b"</w:sectPr>", _PAGE + b"</w:sectPr>")


def _styles(xml: bytes) -> bytes:
    xml = _SIZE.sub(rb"\g<1>%d\g<2>%d" % (_TEXT, _TEXT), xml, count=1)
    xml = _MARGINS_OF_CELLS.sub(rb"\g<1>" + _RULES + rb"\g<2>", xml, count=1)
    return xml.replace(b"</w:styles>", _TABLE_STYLE + b"</w:styles>")
