"""An article set by Vancouver rules, made here, and what becomes of quotes from it.

Nobody wrote this article: its sentences are put together from a seed, with marks
of references and notes in all their shapes (`4,5`, `6–10`, `9,10,31`, letters,
stars; before and after a full stop, after a space) beside raised and lowered
figures that are meant (CO₂, m², 10⁶). It is set as HTML, JATS, DOCX, as a page
that a browser saved as PDF, and by LaTeX, as far as the programs are here. From
each, quotes of 12 to 40 words are looked up: without the marks, with all of them
as they are copied, and with one meant figure changed.

    python bench/quotes_vancouver.py [--seed N] [--number N] [--show] [--keep DIR]
"""

from __future__ import annotations

import argparse
import io
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from evidence.model import Locator, Passage
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import FullText, read

# ¤ is where a mark may stand; {^2} is raised and {_2} is lowered, and both are meant
SENTENCES = tuple(
    " ".join(sentence.split())
    for sentence in """
school gardens teach patience¤, and the tasting lessons¤ that followed were attended by most of
the children in both towns¤.

Each bed measured 25 m{^2} and held about 10{^6} seeds¤, of which a third came up before the
first of May¤.

Emissions of CO{_2} fell by 12 % in the gardens that were watered by hand¤, which nobody had
expected of them¤.

The difference between the groups was small (p < 0.05)¤ and is shown in Fig. 2a beside that of
the year before¤.

the year 2010¤ came, and the council closed two of the gardens¤; in 2014 it opened one of them
again for the pupils of the upper school.

Families who took part said that their children ate more vegetables¤ and that they asked for
them at home¤.

A mean of 3.4 portions (95 % CI 1.2–5.6) was eaten each week¤, against 2.9 portions in the
schools without a garden¤.

The test of fit gave χ{^2} = 4.31 with 3 degrees of freedom¤, so that the simpler of the models
was kept¤.

Water was given at 2.5 L m{^-2} on each day without rain¤ and at half of that after a wet night.

Soil held 4 × 10{^-6} g of lead and hardly any H{_2}O in the summer¤, as others have found in
towns of that size¤.

Teachers¤ kept a diary of the lessons, parents¤ wrote letters to the school, and the children¤
drew what they had seen.

It is not known whether the effect lasts¤, since few of the studies followed the children for
longer than a year¤.

Vitamin B{_12} was not measured, and the level of Ca{^2+} in the leaves did not differ between
the beds¤.

On the 5{^th} day after sowing the first leaves showed¤, two days earlier than the year before
in the same beds¤.

Model II explained more of the variance (R{^2} = 0.38)¤ than any of those that had been tried in
earlier reviews¤.

Grade 6 pupils knew 11 of the 20 plants by name¤, and those of grade 4 knew only 7 of them at
the end¤.

About 4–6 weeks later¤ the same questions were asked again, and most of the answers¤ had not
changed since then.

The samples were marked with {^13}C and were kept in the dark for 48 h before they were weighed¤
and dried¤.
""".split("\n\n")  # noqa: SIM905 - sentences read best in paragraphs
)
_PIECE = re.compile(r"\{([\^_])([^}]+)\}|\x01([^\x02]+)\x02")
_UP = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")
_DOWN = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
STYLES = {
    "browser": "",
    "browser, journal": "sup, sub { font-size: 70%; line-height: 0; position: relative;"
    " vertical-align: baseline } sup { top: -0.5em } sub { bottom: -0.25em }"
    " body { font-family: serif; columns: 2; text-align: justify; hyphens: auto }",
    "browser, narrow": "body { width: 15em; font-family: sans-serif }",
}


class Piece(NamedTuple):
    """A stretch of a word: plain "", a "mark", or "^" raised or "_" lowered and meant."""

    said: str
    kind: str = ""


Word = tuple[Piece, ...]


def article(seed: int, paragraphs: int = 24) -> list[list[Word]]:
    """Return the paragraphs of an article as words."""
    rng = random.Random(seed)
    last = 0
    made = []
    for _ in range(paragraphs):
        # a place of its own for each sentence, so that no quote stands twice
        said = " ".join(
            f"In {_town(rng)} {one[0].lower() + one[1:]}" for one in rng.sample(SENTENCES, 4)
        )
        said = _varied(said, rng)
        while "¤" in said:
            before, _, after = said.partition("¤")
            mark, last = _mark(rng, last)
            if rng.random() < 0.25:
                mark = ""
            elif after[:1] in (".", ",") and rng.random() < 0.6:
                before, after = before + after[0], after[1:]
            space = " " if mark and after[:1] not in (".", ",") and rng.random() < 0.12 else ""
            said = before + space + (f"\x01{mark}\x02" if mark else "") + after
        made.append([_word(token) for token in said.split(" ")])
    return made


# whichever of them stands there: else lines would be the same on several pages, as heads are
ALIKE = (
    ("children", "pupils", "boys and girls", "learners of both schools"),
    ("gardens", "plots", "beds behind the school", "vegetable gardens"),
    ("lessons", "afternoons", "hours of class", "school days"),
    ("asked", "put to everybody", "told", "written down"),
    ("year", "winter", "long season", "harvest"),
    ("before", "until then", "earlier on", "by and by"),
    ("showed", "could be seen", "came up", "were counted"),
    ("most", "a good part", "about half", "more than a third"),
    ("watered", "looked after", "weeded", "tended each week"),
)


def _one_of(words: tuple[str, ...], rng: random.Random, _: re.Match[str]) -> str:
    return rng.choice(words)


def _varied(said: str, rng: random.Random) -> str:
    for words in ALIKE:
        said = re.sub(rf"\b{words[0]}\b", partial(_one_of, words, rng), said)
    return said


def _town(rng: random.Random) -> str:
    return "".join(rng.choice("bdfgklmnprst") + rng.choice("aeiou") for _ in range(4)).title()


def _mark(rng: random.Random, last: int) -> tuple[str, int]:
    """Return a mark of one of the shapes, and the last number that was given."""
    shape = rng.choice(("one", "one", "one", "two", "range", "three", "letter", "star"))
    if shape == "letter":
        return rng.choice(("a", "b", "c", "a,b")), last
    if shape == "star":
        return rng.choice(("*", "†", "‡", "**")), last
    first = last + 1
    if shape == "two":
        return f"{first},{first + 1}", first + 1
    if shape == "range":
        return f"{first}–{first + 4}", first + 4
    if shape == "three":
        return f"{max(1, last - 3)},{first},{first + 1}", first + 1
    return str(first), first


def _word(token: str) -> Word:
    pieces = []
    at = 0
    for found in _PIECE.finditer(token):
        if found.start() > at:
            pieces.append(Piece(token[at : found.start()]))
        pieces.append(Piece(found[3], "mark") if found[3] else Piece(found[2], found[1]))
        at = found.end()
    if at < len(token):
        pieces.append(Piece(token[at:]))
    return tuple(pieces)


def bare(words: list[Word]) -> str:
    """Return words as a coder types them who leaves the marks out."""
    said = ("".join(_typed(piece) for piece in word if piece.kind != "mark") for word in words)
    return " ".join(filter(None, said))


def copied(words: list[Word]) -> str:
    """Return words with all marks, as they are copied."""
    return " ".join("".join(map(_typed, word)) for word in words)


def flattened(words: list[Word]) -> str:
    """Return words as they are copied from a page, on which nothing is raised any more."""
    said = ("".join(piece.said for piece in word if piece.kind != "mark") for word in words)
    return " ".join(filter(None, said))


def _typed(piece: Piece) -> str:
    if piece.kind == "^" and not piece.said.isalpha():
        return piece.said.translate(_UP)
    return piece.said.translate(_DOWN) if piece.kind == "_" else piece.said


def changed(words: list[Word], rng: random.Random) -> str | None:
    """Return words with one figure that is meant changed, None if there is none."""
    places = [
        (at, number)
        for at, word in enumerate(words)
        for number, piece in enumerate(word)
        if piece.kind != "mark" and any(map(str.isdecimal, piece.said))
    ]
    if not places:
        return None
    at, number = rng.choice(places)
    piece = words[at][number]
    digits = [place for place, sign in enumerate(piece.said) if sign.isdecimal()]
    place = rng.choice(digits)
    other = str((int(piece.said[place]) + rng.randint(1, 8)) % 10)
    told = piece.said[:place] + other + piece.said[place + 1 :]
    if piece.kind and rng.random() < 0.3:
        told = ""  # m for m²
    edited = tuple(
        Piece(told, one.kind) if index == number else one for index, one in enumerate(words[at])
    )
    return bare([*words[:at], edited, *words[at + 1 :]])


def html(paragraphs: list[list[Word]], style: str = "") -> bytes:
    """Return the article as a web page, whose marks are links here and there."""

    def piece(one: Piece) -> str:
        tag = {"mark": "sup", "^": "sup", "_": "sub"}.get(one.kind)
        said = escape(one.said)
        if one.kind == "mark" and one.said.isdecimal() and int(one.said) % 3 == 0:
            said = f'<a href="#ref{one.said}">{said}</a>'
        return f"<{tag}>{said}</{tag}>" if tag else said

    body = "\n".join(f"<p>{_joined(words, piece)}</p>" for words in paragraphs)
    head = f"<meta charset='utf-8'><title>Gardens</title><style>{style}</style>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def jats(paragraphs: list[list[Word]]) -> bytes:
    """Return the article as JATS, whose marks are cross-references where they are numbers."""

    def piece(one: Piece) -> str:
        tag = {"mark": "sup", "^": "sup", "_": "sub"}.get(one.kind)
        said = escape(one.said)
        if one.kind == "mark" and one.said[0].isdecimal():
            said = re.sub(
                r"\d+", lambda at: f'<xref ref-type="bibr" rid="b{at[0]}">{at[0]}</xref>', said
            )
            if one.said.isdecimal() and int(one.said) % 2:
                return said.replace(">", "><sup>", 1).replace("</xref>", "</sup></xref>")
        return f"<{tag}>{said}</{tag}>" if tag else said

    body = "\n".join(f"<p>{_joined(words, piece)}</p>" for words in paragraphs)
    return f"<article><body><sec><title>Gardens</title>{body}</sec></body></article>".encode()


def docx(paragraphs: list[list[Word]]) -> bytes:
    """Return the article as a document of a word processor."""

    def piece(one: Piece) -> str:
        set_as = {"mark": "superscript", "^": "superscript", "_": "subscript"}.get(one.kind)
        how = f'<w:rPr><w:vertAlign w:val="{set_as}"/></w:rPr>' if set_as else ""
        return f'<w:r>{how}<w:t xml:space="preserve">{escape(one.said)}</w:t></w:r>'

    def paragraph(words: list[Word]) -> str:
        runs = piece(Piece(" ")).join("".join(map(piece, word)) for word in words)
        return f"<w:p>{runs}</w:p>"

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(map(paragraph, paragraphs))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>"
        )
    return out.getvalue()


def latex(paragraphs: list[list[Word]]) -> bytes:
    """Return the article as LaTeX in two columns."""

    def piece(one: Piece) -> str:
        said = (
            re.sub(r"([%&#_])", r"\\\1", one.said).replace("χ", r"$\chi$").replace("×", r"$\times$")
        )
        said = said.replace("–", "--").replace("†", r"$\dagger$").replace("‡", r"$\ddagger$")
        said = re.sub("([<=])", r"$\1$", said)
        if one.kind in ("^", "_") and not one.said.isalpha():
            return f"${one.kind}{{{one.said}}}$"
        return rf"\textsuperscript{{{said}}}" if one.kind in ("mark", "^") else said

    body = "\n\n".join(_joined(words, piece) for words in paragraphs)
    return (
        "\\documentclass[twocolumn]{article}\\usepackage{textcomp}\n"
        f"\\usepackage[utf8]{{inputenc}}\\begin{{document}}\n{body}\n\\end{{document}}\n"
    ).encode()


def _joined(words: list[Word], piece: Callable[[Piece], str]) -> str:
    return " ".join("".join(map(piece, word)) for word in words)


def printed(page: bytes, folder: Path) -> bytes | None:
    """Return a page as a browser saves it as PDF, None where no browser is."""
    browser = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if browser is None:
        return None
    source, made = folder / "page.html", folder / "page.pdf"
    source.write_bytes(page)
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [browser, *flags, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}"]
    subprocess.run([*command, source.as_uri()], check=True, capture_output=True, timeout=120)
    return made.read_bytes()


def typeset(source: bytes, folder: Path) -> bytes | None:
    """Return what LaTeX makes of a source, None where it is not."""
    program = shutil.which("pdflatex")
    if program is None:
        return None
    (folder / "article.tex").write_bytes(source)
    subprocess.run(
        [program, "-interaction=batchmode", "article.tex"], check=False, capture_output=True,
        cwd=folder, timeout=120,
    )  # fmt: skip
    made = folder / "article.pdf"
    return made.read_bytes() if made.is_file() else None


def settings(paragraphs: list[list[Word]], folder: Path) -> Iterator[tuple[str, FullText]]:
    """Yield the article in each setting that can be made here."""
    yield "HTML", read("a.html", html(paragraphs))
    yield "JATS", read("a.xml", jats(paragraphs))
    yield "DOCX", read("a.docx", docx(paragraphs))
    plain = "\n\n".join(map(copied, paragraphs))
    yield "plain text", read("a.txt", plain.encode())
    for name, style in STYLES.items():
        page = printed(html(paragraphs, style), folder)
        if page is None:
            print(f"{name}: skipped, no browser is here")
        else:
            yield name, read("a.pdf", page)
    made = typeset(latex(paragraphs), folder)
    if made is None:
        print("LaTeX: skipped, it is not here")
    else:
        yield "LaTeX", read("a.pdf", made)


def drawn(paragraphs: list[list[Word]], rng: random.Random) -> list[Word]:
    """Return 12 to 40 words of a paragraph, a word at either end."""
    while True:
        words = rng.choice(paragraphs)
        size = rng.randint(12, 40)
        if size > len(words):
            continue
        start = rng.randrange(len(words) - size + 1)
        said = words[start : start + size]
        if not any(all(piece.kind == "mark" for piece in word) for word in (said[0], said[-1])):
            return said


CAMPAIGNS = ("without marks", "with marks", "flattened", "changed")


def outcomes(
    full: FullText, paragraphs: list[list[Word]], number: int, seed: int
) -> Iterator[tuple[str, str, str, str]]:
    """Yield campaign, outcome, what was changed, and the quote, for so many quotes of a setting."""
    opened = SearchableText(full)
    rng = random.Random(seed)
    for _ in range(number):
        words = drawn(paragraphs, rng)
        said = {"without marks": bare(words), "with marks": copied(words)}
        said["flattened"] = flattened(words)
        other = changed(words, rng)
        if other is not None and other != said["without marks"]:
            said["changed"] = other
        for campaign, quote in said.items():
            seen = look_up(opened, Passage(Locator(), quote))
            told = "; ".join(f"{one.quoted!r} for {one.printed!r}" for one in seen.changes[:4])
            yield campaign, seen.outcome.value, told, quote


def main() -> None:
    """Print the figures for one seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--keep", type=Path, help="a folder for what was made")
    asked = parser.parse_args()
    paragraphs = article(asked.seed)
    with tempfile.TemporaryDirectory() as made:
        folder = asked.keep or Path(made)
        for name, full in settings(paragraphs, folder):
            counted: dict[str, Counter[str]] = {campaign: Counter() for campaign in CAMPAIGNS}
            for campaign, outcome, told, quote in outcomes(
                full, paragraphs, asked.number, asked.seed
            ):
                counted[campaign][outcome] += 1
                right = outcome in ("found", "ambiguous")
                if campaign == "flattened":
                    right = right or outcome == "differs_in_form"
                if campaign == "changed":
                    right = outcome in ("altered", "not_found")
                if asked.show and not right:
                    print(f"  {name}, {campaign}: {outcome}: {told}\n     {quote!r}")
            for campaign, counts in counted.items():
                print(f"{name:18} {campaign:14} {dict(counts)}")


if __name__ == "__main__":
    main()
