"""Who is let in, and that nothing else is served: hostile requests get 403 or 404, and run nothing."""

from __future__ import annotations

import pytest

from evidence.serving.access import HEADERS

PAGES = (
    "/",
    "/texts/okafor2016",
    "/api/text?key=okafor2016",
    "/page.png?key=okafor2016&page=0&width=500",
)
A_CLAIM = {
    "key": "suzuki2013",
    "claim": {"id": "new", "statement": "So.", "sources": ["suzuki2013"], "elements": ["el.staying"],
              "role": "leave", "at": {"paragraph": "1"}},
}  # fmt: skip


def status(served, method="GET", path="/", sent=None, **headers):
    return served.ask(method, path, sent, **headers)[0]


def test_the_page_is_served_to_a_browser_that_knows_the_token_and_to_no_other(served):
    assert [status(served, path=path) for path in PAGES] == [200] * 4
    assert [status(served, path=path, Cookie="") for path in PAGES] == [403] * 4
    wrong = f"{served.access.cookie}=wrong"
    assert [status(served, path=path, Cookie=wrong) for path in PAGES] == [403] * 4


def test_the_address_gives_a_cookie_that_no_other_site_makes_the_browser_send(served):
    code, heads, _ = served.ask("GET", f"/?token={served.access.token}", Cookie="")
    assert (code, heads["location"]) == (303, "/")
    said = heads["set-cookie"]
    assert "HttpOnly" in said
    assert "SameSite=strict" in said
    assert status(served, path="/?token=wrong", Cookie="") == 403
    assert status(served, path=f"/texts/okafor2016?token={served.access.token}", Cookie="") == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "localhost:{port}",
        "127.0.0.1:{port}.evil.example",
        "127.0.0.1:1",
        "",
    ],
)
def test_another_host_is_refused_even_with_the_token(served, host):
    named = host.format(port=served.access.port)
    assert status(served, Host=named) in (400, 403)
    assert status(served, path=f"/?token={served.access.token}", Host=named, Cookie="") in (
        400,
        403,
    )


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://localhost:{port}",
        "",
    ],
)
def test_another_origin_writes_nothing(served, origin):
    before = served.claims.read_bytes()
    origin = origin.format(port=served.access.port)
    assert status(served, "POST", "/api/add", A_CLAIM, Origin=origin) == 403
    assert status(served, "POST", "/api/add", A_CLAIM, Sec_Fetch_Site="cross-site") == 403
    assert served.claims.read_bytes() == before


def test_nothing_is_written_by_a_get_nor_by_what_a_form_can_send(served):
    before = served.claims.read_bytes()
    writes = ("/api/add", "/api/change", "/api/remove", "/api/undo")
    assert [status(served, path=path) for path in writes] == [405] * 4
    forms = ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x")
    for kind in forms:
        assert status(served, "POST", "/api/add", A_CLAIM, Content_Type=kind) == 415
    assert served.claims.read_bytes() == before


@pytest.mark.parametrize(
    "path",
    [
        "/../claims.yaml", "/static/../../app.py", "/static/%2e%2e%2fapp.py", "/static/shell.html.j2",
        "/texts/..%2f..%2fetc%2fpasswd", "/report/../claims.yaml", "/report/%2e%2e%2fclaims.yaml",
        "/api/text?key=../claims.yaml", "/api/text?key=/etc/passwd", "/page.png?key=../x&page=0&width=9",
        "/page.png?key=okafor2016&page=99&width=500", "/page.png?key=okafor2016&page=-1&width=500",
        "/claims.yaml", "/sources.bib", "/texts/okafor2016.pdf", "//evil.example/", "/api/none",
    ],
)  # fmt: skip
def test_a_path_leads_to_nothing_outside(served, path):
    code, _, data = served.ask("GET", path)
    assert code in (403, 404)
    assert b"review:" not in data


def test_a_file_of_texts_that_leads_out_of_the_folder_is_not_served(served):
    secret = served.folder.parent / "secret.txt"
    secret.write_text("The secret of somebody else. It is long enough to be a sentence.")
    (served.folder / "texts" / "nemo1999.txt").symlink_to(secret)
    code, _, data = served.ask("GET", "/api/text?key=nemo1999")
    assert code == 404
    assert b"secret" not in data


@pytest.mark.parametrize("sent", [b"", b"[]", b"{", b'"x"', b"[" * 100_000])
def test_what_is_no_claim_is_refused_without_a_word_written(served, sent):
    before = served.claims.read_bytes()
    assert status(served, "POST", "/api/add", sent) == 400
    assert status(served, "POST", "/api/add", b"{" + b" " * 1_100_000) == 413
    assert served.claims.read_bytes() == before


def test_every_answer_forbids_what_is_not_ours(served):
    answers = [served.ask("GET", path) for path in (*PAGES, "/static/main.js", "/api/none")]
    answers.append(served.ask("GET", "/", Cookie=""))
    for _, heads, _ in answers:
        assert heads["x-content-type-options"] == "nosniff"
        assert heads["content-security-policy"] == HEADERS["Content-Security-Policy"]
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


HOSTILE = [
    "<script>document.title='run'</script>",
    "<img src=x onerror=\"document.title='run'\">",
    "\"><svg onload=document.title='run'>",
    "javascript:document.title='run'",
    "</script><script>document.title='run'</script>",
]


def test_a_statement_a_label_and_a_text_with_script_in_them_run_nothing(served, visit):
    text = "\n\n".join(
        f"{one} is what the text says, and it is no more than words." for one in HOSTILE
    )
    (served.folder / "texts" / "suzuki2013.txt").write_text(text, encoding="utf-8")
    for number, one in enumerate(HOSTILE):
        claim = {**A_CLAIM["claim"], "id": f"hostile_{number}", "statement": one, "caveat": one,
                 "quote": one, "at": {"paragraph": str(number + 1)}}  # fmt: skip
        assert served.post("/api/add", {"key": "suzuki2013", "claim": claim})["why"] == ""
    page = visit(served, "/texts/suzuki2013")
    assert page.locator("#cards .card").count() == 5
    assert sorted(page.locator("#cards .statement").all_inner_texts()) == sorted(HOSTILE)
    assert page.locator(".desk img, .desk svg, .desk script").count() == 0
    assert page.title().startswith("Suzuki 2013")
    assert "run" not in visit(served, "/texts/das2017").title().partition("·")[0]
