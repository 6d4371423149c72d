"""PDFs with script, actions and files in them: they are drawn, nothing runs, nothing is fetched."""

from __future__ import annotations

import socket
import threading

import pytest

from tests.serving.conftest import write_review
from tests.serving.test_coding import drag

SAID = "Nothing of what this file wants is done by whoever reads it here."


def pdf(catalog="", page="", *more):
    """A PDF of one page, with more in its catalogue, in its page, and as objects from 6 on."""
    drawn = f"BT /F1 12 Tf 60 700 Td ({SAID}) Tj ET".encode()
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {page} "
        "/Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(one.encode() for one in more),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + tail % (len(objects) + 1, len(out))


def link(action):
    """An annotation over the whole page that acts when it is clicked."""
    return f"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /Border [0 0 0] /A {action} >>"


def stream(said, keys=""):
    return f"<< {keys} /Length {len(said)} >>\nstream\n{said}\nendstream"


# {url} leads to a server that counts, {mark} to a file that would be made
HOSTILE = {
    "script when it is opened": pdf(
        "/OpenAction << /S /JavaScript /JS (app.launchURL\\('{url}'\\); app.alert\\('run'\\);) >> "
        "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\('run'\\)) >>] >> >>"
    ),
    "a program that is started": pdf(
        "/OpenAction << /S /Launch /F (/usr/bin/touch) /Win << /F (cmd.exe) >> "
        "/Unix << /F (touch {mark}) >> >>",
        "/Annots [6 0 R]",
        link("<< /S /Launch /F ({mark}) /Unix << /F (touch {mark}) >> >>"),
    ),
    "addresses that are opened and sent to": pdf(
        "/URI << /Base ({url}) >> /OpenAction << /S /URI /URI ({url}) >>",
        "/Annots [6 0 R] /AA << /O << /S /SubmitForm /F << /FS /URL /F ({url}) >> >> >>",
        link("<< /S /URI /URI (javascript:document.title='run') /Next << /S /URI /URI ({url}) >> >>"),
    ),
    "files that are embedded": pdf(
        "/Names << /EmbeddedFiles << /Names [(run.html) 6 0 R] >> >> /AF [6 0 R]",
        "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 595 842] /FS 6 0 R >>]",
        "<< /Type /Filespec /F (run.html) /UF (run.html) /EF << /F 7 0 R >> >>",
        stream("<script>document.title='run'</script>SECRET", "/Type /EmbeddedFile"),
    ),
    "a form that reckons and fetches": pdf(
        "/AcroForm << /Fields [6 0 R] /NeedAppearances true /XFA 7 0 R >> "
        "/AA << /WC << /S /JavaScript /JS (app.alert\\('run'\\)) >> >>",
        "/Annots [6 0 R] /AA << /O << /S /GoToR /F << /FS /URL /F ({url}) >> /D [0 /Fit] >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (1) /Rect [0 0 595 842] /AA << "
        "/K << /S /JavaScript /JS (app.alert\\('run'\\)) >> "
        "/C << /S /ImportData /F << /FS /URL /F ({url}) >> >> >> >>",
        stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><script>run</script></xdp:xdp>'),
    ),
}  # fmt: skip


@pytest.fixture
def outside():
    """Somebody outside who counts who calls: its address, and the calls."""
    calls = []
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()

    def count():
        while True:
            try:
                called, _ = listening.accept()
            except OSError:
                return
            calls.append(1)
            called.close()

    threading.Thread(target=count, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/", calls
    listening.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_read_and_nothing_of_it_runs(name, serve, visit, tmp_path, outside):
    url, calls = outside
    mark = tmp_path / "made"
    data = HOSTILE[name].replace(b"{url}", url.encode()).replace(b"{mark}", str(mark).encode())
    folder = write_review(tmp_path / "review")
    (folder / "texts" / "nemo1999.pdf").write_bytes(data)
    served = serve(folder)
    assert SAID in served.get("/api/text?key=nemo1999")["text"]
    code, heads, image = served.ask("GET", "/page.png?key=nemo1999&page=0&width=700")
    assert (code, heads["content-type"], image[:4]) == (200, "image/png", b"\x89PNG")
    told = [served.ask("GET", path) for path in (
        "/api/text?key=nemo1999", "/api/words?key=nemo1999&page=0", "/api/outline?key=nemo1999",
        "/texts/nemo1999",
    )]  # fmt: skip
    assert not [one for one in told if b"SECRET" in one[2] or b"app.alert" in one[2]]
    for path in ("/texts/nemo1999.pdf", "/texts/run.html", "/static/run.html", "/run.html"):
        assert served.ask("GET", path)[0] == 404
    page = visit(served, "/texts/nemo1999", own=True)
    asked, shown = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (shown.append(dialog.message), dialog.dismiss()))
    page.context.on("page", lambda other: shown.append(other.url))
    page.wait_for_selector(".words span")
    page.reload()
    page.wait_for_selector(".words span")
    drag(page, "Nothing", "done")
    page.locator(".sheet").first.click(position={"x": 40, "y": 400})
    assert page.locator("#quote").inner_text() == "Nothing of what this file wants is done"
    assert page.url == f"{served.access.origin}/texts/nemo1999"
    assert page.locator(".sheet a, .sheet iframe, .sheet object, .sheet embed").count() == 0
    assert "run" not in page.title()
    assert asked
    assert [one for one in asked if not one.startswith(served.access.origin)] == []
    assert shown == []
    assert calls == []
    assert not mark.exists()
