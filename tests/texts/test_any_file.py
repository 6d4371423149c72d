"""Whatever a file holds, it is a text or says why not, and its structure lies inside it."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.texts import FileKind, FullText, read, structure_of
from tests.texts.drawn import TEXTS

KINDS = st.sampled_from(["a.pdf", "a.docx", "a.xml", "a.html", "a.txt"])


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_structure_of_any_text_lies_inside_it(text):
    structure = structure_of(FullText(text, FileKind.PLAIN))
    for stretch in (*structure.headings, *structure.asides, *structure.marks):
        assert 0 <= stretch.start <= stretch.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(KINDS, st.binary(max_size=300))
def test_any_bytes_are_a_text_or_say_why_not(name, data):
    text = read(name, data)
    assert text.unreadable or text.text


def test_a_real_file_with_spoilt_bytes_is_a_text_or_says_why_not(real, study):
    rng = random.Random(6)
    for name, whole, kind in (
        ("a.html", real("paper-qa__flag_day.html"), FileKind.HTML),
        ("a.txt", study, FileKind.PLAIN),
    ):
        data = bytearray(whole.text.encode())
        for _ in range(10):
            data[rng.randrange(len(data))] = rng.randrange(256)
        text = read(name, bytes(data), kind)
        assert text.unreadable or text.text
