"""Hundreds of seeded edits inside true quotes, none of which may pass; and noise, which may."""

from __future__ import annotations

import random
from collections import Counter

from evidence.quotes.passage import look_up
from tests.quotes.quoted import passage

SEED = 20251124
NUMBER = 400


def outcomes(texts, quotes, change):
    counted = Counter()
    for quote in quotes:
        seen = look_up(texts[quote.text], passage(change(quote.words)))
        counted[seen.outcome.value] += 1
    return counted


def test_none_of_400_edits_passes_as_found(material, real_texts):
    rng = random.Random(SEED)
    pool = material.true_quotes(real_texts, rng, 1500)
    passed, done = [], 0
    while done < NUMBER:
        quote, kind = rng.choice(pool), material.KINDS[done % len(material.KINDS)]
        told = material.edited(quote.words, kind, rng)
        if told is None or material.stands(real_texts[quote.text], told):
            continue
        done += 1
        seen = look_up(real_texts[quote.text], passage(told))
        if seen.outcome.value not in ("altered", "not_found"):
            passed.append((kind, seen.outcome.value, told))
    assert passed == []


def test_true_quotes_are_found_however_they_are_laid_out(material, real_texts):
    rng = random.Random(SEED + 1)
    pool = unique(real_texts, material.true_quotes(real_texts, rng, NUMBER))
    counted = outcomes(real_texts, pool, lambda said: material.laid_out(said, rng))
    assert counted == {"found": len(pool)}


def test_few_quotes_misread_in_scanned_texts_are_called_altered(material, real_texts):
    rng = random.Random(SEED + 2)
    pool = unique(real_texts, material.true_quotes(real_texts, rng, NUMBER))
    texts = {name: material.as_scanned(opened) for name, opened in real_texts.items()}
    for share, most in ((0.01, 0.02), (0.03, 0.08)):
        misread = lambda said, share=share: material.misread(said, share, rng)  # noqa: E731
        counted = outcomes(texts, pool, misread)
        assert counted["not_found"] == 0
        assert counted["altered"] <= most * len(pool), counted


def test_paraphrases_are_not_found(study, real_texts):
    paraphrases = (
        "IKM menyerap amat banyak pekerja sebab tidak menuntut sekolah tertentu",
        "Perusahaan perangkat lunak kecil di India penting bagi ekspor negara itu",
        "Kepercayaan perlu dibangun dulu sebelum IKM menjadi sebuah klaster yang baik",
        "Small firms in Bangalore play a vital part in what India sells abroad as software",
        "The government has for years been promoting innovative small industry in Indonesia",
        "Gotong royong membantu para pelaku usaha untuk mau bekerja bersama-sama",
    )
    seen = {
        said: look_up(real_texts["asmara2013.txt"], passage(said)).outcome.value
        for said in paraphrases
    }
    assert set(seen.values()) == {"not_found"}, seen
    del study


def unique(texts, quotes):
    """Return the quotes that stand once in their text."""
    return [
        quote
        for quote in quotes
        if look_up(texts[quote.text], passage(quote.words)).outcome.value == "found"
    ]
