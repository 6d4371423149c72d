"""Comments in Word documents: on a paper, and on a report that was built here."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from evidence.origins import word_comments
from evidence.programs.pandoc import installed
from evidence.texts import read as read_text
from tests.origins.corpus import SHARED, corpus, read_bytes, read_file, refusal

FOLDER = "corpora-import/word"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def docx(body: str, comments: str = "", **parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        if comments:
            package.writestr("word/comments.xml", f"<w:comments {W} {W14}>{comments}</w:comments>")
        for name, part in parts.items():
            package.writestr(f"word/{name}.xml", part)
    return data.getvalue()


def comment(key: int, text: str, author: str = "Ana", more: str = "") -> str:
    return (
        f'<w:comment w:id="{key}" w:author="{author}" w:date="2026-01-0{key + 1}T10:00:00Z">'
        f"<w:p {more}><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def commented(key: int, inner: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{key}"/>{inner}<w:commentRangeEnd w:id="{key}"/>'
        f'<w:r><w:commentReference w:id="{key}"/></w:r>'
    )


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("SchmidtPaul-docxreview__test_comment_replies", {"comment": 3}),
        ("SchmidtPaul-docxreview__test_multipar_comment", {"comment": 3}),
        ("SchmidtPaul-docxreview__test_review_rich", {"comment": 3, "insertion": 2, "deletion": 4}),
        ("SchmidtPaul-docxreview__test_moved_text", {"insertion": 1, "deletion": 1, "move": 1}),
        ("SchmidtPaul-docxreview__example-report-reviewed", {"comment": 2, "insertion": 2}),
        ("splittist-docxfix__comment-thread", {"comment": 2}),
    ],
)
def test_a_real_document_is_accounted_for_and_its_quotes_are_found_where_they_stand(name, kinds):
    origin = read_file(word_comments, f"{FOLDER}/{name}.docx")
    assert {k: n for k, n in origin.counts.items() if n} == {**kinds, "text": 1}
    content = origin.texts[0].content
    text = read_text(f"{name}.docx", corpus(f"{FOLDER}/{name}.docx").read_bytes())
    read = " ".join(text.text.split())
    for segment in origin.segments:
        if segment.quote:
            assert " ".join(content[segment.start : segment.end].split()) == segment.quote
            assert segment.quote in read


def test_a_reply_is_left_with_its_words_and_two_comments_on_the_same_words_stay_two():
    origin = read_file(word_comments, f"{FOLDER}/SchmidtPaul-docxreview__test_comment_replies.docx")
    assert [(s.quote, s.statement, s.coder) for s in origin.segments] == [
        ("methodology", "Please clarify the methodology.", "Max Mustermann"),
        ("sample size", "Check the sample size calculation.", "Anna Beispiel"),
    ]
    assert [one.because for one in origin.left] == [
        "a reply to another comment: I added more detail in section 3."
    ]


def test_a_range_over_several_runs_and_paragraphs_is_one_quote_at_its_first_paragraph():
    origin = read_file(
        word_comments, f"{FOLDER}/SchmidtPaul-docxreview__test_multipar_comment.docx"
    )
    last = "all randomized subjects. Sensitivity analyses confirmed the results. "
    last += "The findings were consistent"
    assert [(segment.at["paragraph"], segment.quote) for segment in origin.segments] == [
        ("1", "The study"),
        ("1", "enrolled patients from multiple sites. Enrollment was completed"),
        ("3", last),
    ]


def test_a_comment_on_a_picture_has_no_words_to_quote_and_says_so():
    name = "SchmidtPaul-docxreview__example-report-reviewed"
    origin = read_file(word_comments, f"{FOLDER}/{name}.docx")
    assert [(s.key, s.quote, s.approximated) for s in origin.segments] == [
        ("comment:3CC99FCD", "data", ()),
        ("comment:3A7FFD15", "", ("it stands on a picture: no words to quote",)),
    ]


def test_paragraphs_are_counted_as_the_text_is_read_elsewhere():
    name = "SchmidtPaul-docxreview__example-report-reviewed.docx"
    segment = read_file(word_comments, f"{FOLDER}/{name}").segments[0]
    text = read_text(name, corpus(f"{FOLDER}/{name}").read_bytes())
    starts = text.structure.paragraphs
    number = int(segment.at["paragraph"])
    stretch = text.text[starts[number - 1] : starts[number]]
    assert "data" in stretch


def test_words_that_a_tracked_change_took_out_or_put_in_are_told_at_the_quote():
    deleted = '<w:del w:id="9" w:author="Bo"><w:r><w:delText>{very} </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="8" w:author="Bo">{run("much ")}</w:ins>'
    body = f"<w:p>{commented(0, run('So ') + deleted + inserted + run('trust'))}</w:p>"
    origin = read_bytes(word_comments, docx(body, comment(0, "Why?")))
    (segment,) = origin.segments
    assert segment.quote == "So much trust"
    assert segment.approximated == (
        "a tracked change took out “{very}”, which is not in the quote",
        "a tracked change inserted “much”, which is in the quote",
    )
    assert [(one.kind, one.name) for one in origin.left] == [
        ("deletion", "deletion 1 in paragraph 1 by Bo: “{very}”"),
        ("insertion", "insertion 2 in paragraph 1 by Bo: “much”"),
    ]


def test_many_comments_among_many_changes_are_read_in_time_that_grows_with_them():
    changed = '<w:ins w:id="9"><w:r><w:t>x</w:t></w:r></w:ins>'
    body = "".join(f"<w:p>{commented(n, run('trust'))}{changed}</w:p>" for n in range(1500))
    said = "".join(comment(n, "Why?") for n in range(1500))
    body_read = read_bytes(word_comments, docx(body, said))
    assert len(body_read.segments) == 1500
    assert not any(segment.approximated for segment in body_read.segments)


def test_a_comment_on_struck_words_alone_has_no_quote():
    deleted = '<w:del w:id="9"><w:r><w:delText>very</w:delText></w:r></w:del>'
    body = f"<w:p>{run('So ')}{commented(0, deleted)}{run('trust')}</w:p>"
    (segment,) = read_bytes(word_comments, docx(body, comment(0, "Why?"))).segments
    assert (segment.quote, segment.start) == ("", None)
    assert segment.approximated == (
        "a tracked change took out “very”, which is not in the quote",
        "it stands on no words",
    )


def test_a_comment_in_a_table_and_one_that_stands_nowhere_are_taken():
    table = f"<w:tbl><w:tr><w:tc><w:p>{commented(0, run('cell'))}</w:p></w:tc></w:tr></w:tbl>"
    data = docx(f"<w:p>{run('Before')}</w:p>{table}", comment(0, "One") + comment(1, "Two"))
    segments = read_bytes(word_comments, data).segments
    assert [(s.quote, s.at) for s in segments] == [("cell", {"paragraph": "2"}), ("", {})]
    assert segments[1].approximated == ("it stands at no place of the document's own text",)


def test_a_resolved_comment_is_told_and_an_empty_one_without_words_is_left():
    said = comment(0, "Done?", more='w14:paraId="0A"') + comment(1, "")
    thread = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:commentEx w15:paraId="0A" w15:done="1"/></w15:commentsEx>'
    )
    data = docx(f"<w:p>{commented(0, run('x'))}</w:p>", said, commentsExtended=thread)
    origin = read_bytes(word_comments, data)
    assert [segment.approximated for segment in origin.segments] == [("it is marked as resolved",)]
    assert [one.because for one in origin.left] == ["it says nothing"]


def test_a_comment_keeps_its_key_when_another_is_put_before_it():
    one = docx(f"<w:p>{commented(0, run('x'))}</w:p>", comment(0, "One"))
    first = comment(3, "Earlier", "Bo")
    later = comment(0, "One").replace('w:id="0"', 'w:id="4"')
    two = docx(f"<w:p>{commented(3, run('w'))}{commented(4, run('x'))}</w:p>", first + later)
    (key,) = (segment.key for segment in read_bytes(word_comments, one).segments)
    assert key == "comment:Ana@2026-01-01T10:00:00Z"
    assert [segment.key for segment in read_bytes(word_comments, two).segments][1] == key


# A report that was built here


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> dict[str, bytes]:
    """The snapshot's review as Word documents, by language."""
    if installed() is None:
        pytest.skip("pandoc is not installed")
    folder = Path(__file__).resolve().parents[1] / "snapshot" / "review"
    out = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "evidence", "build", "--review", str(folder)]
    built = subprocess.run([*command, "--to", "docx", "-o", str(out)], check=False)
    assert built.returncode == 0
    return {path.name: path.read_bytes() for path in out.glob("*.docx")}


# what stands just before the words of a link
LINKED = re.compile(r"<w:hyperlink [^>]*>\s*$")


def commented_report(data: bytes, *words: str, in_word: bool = False) -> bytes:
    """The document with a comment on each of these words, where they last stand and lead nowhere."""
    out = io.BytesIO()
    said = "".join(comment(n, f"About {word}") for n, word in enumerate(words))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                text = part.decode()
                for number, word in enumerate(words):
                    head, tail, at = text, "", 0
                    while not at or LINKED.search(head[:at]):  # a list leads to them by them
                        head, after = head.rsplit(f">{word}</w:t></w:r>", 1)
                        tail = f"{after}>{word}</w:t></w:r>{tail}" if tail else after
                        at = head.rindex("<w:r>")
                    marked = commented(number, head[at:] + f">{word}</w:t></w:r>")
                    text = head[:at] + marked + tail
                if in_word:  # Word puts a bookmark into the paragraph that follows
                    text = re.sub(
                        r'(<w:bookmarkStart w:id="\d+" w:name="[^"]*" />)(\s*)(<w:p>)',
                        r"\2\3\1",
                        text,
                    )
                part = text.encode()
            elif name == "word/comments.xml":
                part = f"<w:comments {W} {W14}>{said}</w:comments>".encode()
            new.writestr(name, part)
    return out.getvalue()


STATEMENT = "Schools should taste before they plant."
FINDING = "Settled: It holds in towns."


@pytest.mark.parametrize("in_word", [False, True])
def test_comments_on_a_built_report_come_back_as_memos_of_their_claims(report, in_word):
    words = ("Tasting changed nothing in one village.", STATEMENT, FINDING)
    data = commented_report(report["report.docx"], *words, in_word=in_word)
    origin = read_bytes(word_comments, data)
    assert [(s.key.partition(":comment")[0], s.memo) for s in origin.segments] == [
        ("memo-of:no_effect", f"On “{words[0]}”: About {words[0]}"),
        ("memo-of:board_advice", f"On “{STATEMENT}”: About {STATEMENT}"),
        ("memo-of:f.tasting", f"On “{FINDING}”: About {FINDING}"),
    ]
    assert {s.coder for s in origin.segments} == {"Ana"}
    assert {(s.statement, s.quote, s.text) for s in origin.segments} == {("", "", "")}
    assert (origin.texts, origin.counts["text"]) == ((), 0)


def test_a_comment_elsewhere_in_the_report_is_left_with_its_words(report):
    data = commented_report(report["report.docx"], "Registration: not said", "Garden")
    origin = read_bytes(word_comments, data)
    assert origin.segments == ()
    assert [one.because for one in origin.left] == [
        "it stands on no claim and no finding of the report: About Registration: not said",
        "it stands on no claim and no finding of the report: About Garden",
    ]


def test_the_report_in_another_language_gives_memos_of_the_same_claims(report):
    word = "Mencicipi tidak mengubah apa pun di satu desa."
    origin = read_bytes(word_comments, commented_report(report["report.id.docx"], word))
    assert [s.key.split(":comment")[0] for s in origin.segments] == ["memo-of:no_effect"]


def test_what_a_co_author_changed_in_the_report_is_named_by_its_claim(report):
    data = commented_report(report["report.docx"], STATEMENT)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                ins = f'<w:ins w:id="900" w:author="Bo">{run("surely ")}</w:ins>'
                part = part.replace(b"<w:commentRangeStart", ins.encode() + b"<w:commentRangeStart")
            new.writestr(name, part)
    origin = read_bytes(word_comments, out.getvalue())
    assert [segment.key.partition(":comment")[0] for segment in origin.segments] == [
        "memo-of:board_advice"
    ]
    assert [one.name for one in origin.left] == ["insertion 1 of `board_advice` by Bo: “surely”"]


def test_a_report_without_comments_gives_nothing_and_is_no_text(report):
    origin = read_bytes(word_comments, report["report.docx"])
    assert (origin.segments, origin.left, origin.texts) == ((), (), ())


def test_an_id_that_is_too_long_for_word_or_cut_by_it_is_read_where_it_is_printed():
    long = "a_claim_whose_id_is_longer_than_forty_letters_are"
    hashed = word_comments._hashed(long)
    code = '<w:r><w:rPr><w:rStyle w:val="VerbatimChar"/></w:rPr>'
    body = (
        '<w:bookmarkStart w:id="1" w:name="evidence"/><w:bookmarkStart w:id="2" w:name="claims"/>'
        f'<w:p>{run("Claims")}</w:p><w:bookmarkStart w:id="3" w:name="{hashed}"/>'
        f"<w:p>{commented(0, run('They heard of it.'))}{run(' ')}"
        f"{code}<w:t>{long[:9]}</w:t></w:r><w:proofErr/>{code}<w:t>{long[9:]}</w:t></w:r></w:p>"
        '<w:bookmarkEnd w:id="3"/><w:bookmarkEnd w:id="2"/><w:bookmarkEnd w:id="1"/>'
    )
    (segment,) = read_bytes(word_comments, docx(body, comment(0, "Really?"))).segments
    assert segment.key == f"memo-of:{long}:comment:Ana@2026-01-01T10:00:00Z"


# Hostile documents


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 70 * 1024**2)
    return data.getvalue()


def bent(data: bytes) -> bytes:
    """The document with a byte of its packed text changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        info = package.getinfo("word/document.xml")
    at = info.header_offset + 30 + len(info.filename)
    return data[:at] + b"\xff" + data[at + 1 :]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bomb(), "more than 64 MB"),
        (docx("<w:p/>").replace(b"PK\x03\x04", b"PK\x03\x05", 1), "unpacked"),
        (bent(docx("<w:p/>")), "cannot be unpacked"),
        (docx("</w:broken>"), "not well-formed"),
        (docx("<w:p>" * 5000), "not well-formed"),
        (b"PK\x05\x06" + b"\0" * 18, "holds no Word document"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "no Word document"),
    ],
)
def test_a_hostile_document_is_refused_with_a_message(data, message):
    assert message in refusal(word_comments, data)


@pytest.mark.parametrize("part", ["comments", "commentsExtended", "commentsIds"])
def test_entities_in_any_part_are_refused(part):
    data = docx(f"<w:p>{commented(0, run('x'))}</w:p>", **{part: ENTITIES})
    assert "declares entities" in refusal(word_comments, data)


def test_parts_with_names_that_lead_elsewhere_are_not_followed():
    relations = (
        '<Relationships><Relationship Type="x/comments" Target="../../../etc/passwd"/>'
        '<Relationship Type="x/commentsIds" Target="/word/none.xml"/></Relationships>'
    )
    data = docx(f"<w:p>{run('x')}</w:p>", **{"_rels/document.xml.rels": relations})
    renamed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(renamed, "w") as new:
        for name in old.namelist():
            new.writestr(name.removesuffix(".xml") if ".rels" in name else name, old.read(name))
    assert read_bytes(word_comments, renamed.getvalue()).counts["comment"] == 0


def test_ranges_that_never_end_or_begin_and_bookmarks_that_cross_do_no_harm():
    body = (
        '<w:p><w:commentRangeStart w:id="0"/><w:bookmarkStart w:id="1" w:name="claims"/>'
        f'<w:bookmarkEnd w:id="7"/>{run("x")}<w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    data = docx(body, comment(0, "One") + comment(1, "Two"))
    assert len(read_bytes(word_comments, data).segments) == 2


def test_all_documents_of_the_corpus_are_tried():
    if (SHARED / FOLDER).is_dir():
        names = Counter(path.suffix for path in (SHARED / FOLDER).glob("*"))
        assert names == {".docx": 6}
