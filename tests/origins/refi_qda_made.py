"""Projects of REFI-QDA made for a test: XML and texts in an archive, as its programs write them."""

from __future__ import annotations

import io
import zipfile

from evidence.origins import refi_qda

USERS = """<Users><User guid="00000000-0000-0000-0000-00000000000A" name="Ann" id="an"/>
<User guid="00000000-0000-0000-0000-00000000000b" name="Bo"/></Users>"""
BOOK = """<CodeBook><Codes>
<Code guid="{00000000-0000-0000-0000-0000000000C1}" name="Garden" isCodable="false">
 <Description>all of it</Description>
 <Code guid="00000000-0000-0000-0000-0000000000c2" name="Beds" isCodable="true" color="#fff"/>
</Code></Codes></CodeBook>"""


def coding(code="c2", user="a", inner=""):
    guid = "00000000-0000-0000-0000-0000000000"
    by = f'creatingUser="00000000-0000-0000-0000-00000000000{user}"' if user else ""
    return (
        f'<Coding guid="{guid}e1" {by}><CodeRef targetGUID="{guid}{code.upper()}"/>{inner}</Coding>'
    )


def selection(start, end, *inner, name="", number=1, **attributes):
    more = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return (
        f'<PlainTextSelection guid="00000000-0000-0000-0000-{number:012}" name="{name}"'
        f' startPosition="{start}" endPosition="{end}" {more}>{"".join(inner)}</PlainTextSelection>'
    )


def source(*inner, path="internal://a.txt", name="Interview", content=None):
    there = f' plainTextPath="{path}"' if content is None else ""
    words = f"<PlainTextContent>{content}</PlainTextContent>" if content is not None else ""
    return (
        f'<TextSource guid="00000000-0000-0000-0000-0000000000f1" name="{name}"{there}>'
        f"{words}{''.join(inner)}</TextSource>"
    )


def xml(*sources, book=BOOK, after="", head='<?xml version="1.0" encoding="utf-8"?>'):
    return (
        f'{head}<Project xmlns="urn:QDA-XML:project:1.0" name="P">{USERS}{book}'
        f"<Sources>{''.join(sources)}</Sources>{after}</Project>"
    ).encode()


def archive(members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return packed.getvalue()


def read(data, name="p.qdpx"):
    file = io.BytesIO(data)
    assert refi_qda.recognises(name, file)
    return refi_qda.read(name, file, {})


def project(*sources, text=None, member="sources/a.txt", inner="project.qde", **more):
    members = {inner: xml(*sources, **more)}
    if text is not None:
        members[member] = text.encode() if isinstance(text, str) else text
    return read(archive(members))
