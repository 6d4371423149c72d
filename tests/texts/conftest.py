"""Small PDF files made by hand, and the real texts where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.texts import FullText, read
from tests.study.reading import study_text

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.fixture
def real_bytes():
    """Return a function that gives the bytes of one of the real texts."""

    def data(name: str) -> bytes:
        path = SHARED / "corpora" / "fulltext" / name
        if not path.is_file():
            pytest.skip(f"the corpus has no {name} here")
        return path.read_bytes()

    return data


@pytest.fixture
def real(real_bytes):
    """Return a function that reads one of the real texts."""

    def text(name: str) -> FullText:
        return read(name, real_bytes(name))

    return text


@pytest.fixture
def study() -> FullText:
    return study_text()


def pdf(*pages: str, labels: str = "", picture: bool = False) -> bytes:
    """Return a PDF with lines of Helvetica, or with a grey picture on every page.

    A line that begins with `_` is set in small type, one with `#` in large type.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R " + labels.encode() + b" >>"]
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for index, page in enumerate(pages):
        drawn = (
            "q 200 0 0 200 50 400 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n" if picture else ""
        )
        height = 780
        for line in page.split("\n"):
            size = {"_": 8, "#": 16}.get(line[:1], 11)
            said = line.lstrip("_#").replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn += f"BT /F1 {size} Tf 50 {height} Td ({said}) Tj ET\n" if said else ""
            height -= 15
        stream = drawn.encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * index} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return out


@pytest.fixture
def make_pdf():
    return pdf
