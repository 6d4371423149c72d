"""True quotes and misquotes of real papers, drawn from another reader of PDF.

Quotes of 8 to 40 words are cut from what poppler's `pdftotext` reads, never from
our own text. Each is looked up as it is; with one edit that turns it round
(a negation, a number, a hedge, words left out or swapped); and, where the text
was not scanned, with one word put for another word of the language a letter or
two away, or one figure joined, parted or signed otherwise. Counted by what made
the paper. The papers lie outside of the repository, in a folder with a list of
them (`papers.json`: repo, commit, path, sha256, file, producer, creator), and a
second one of those that were made here (`made.json`, by `quotes_made.py`). What
was seen of each is written to a list with `--list`.

    python bench/quotes_papers.py FOLDER [--seed N] [--number N] [--words FILE] [--show]
        [--list FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quotes import KINDS, edited

from evidence.model import Locator, Passage
from evidence.quotes.normalised import key_of
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import read

# by what the file says of its making; the first that fits
MAKERS = (
    ("scan", r"ocr|paper capture|abbyy|tesseract|luradoc|internet archive"),
    ("browser", r"skia|chrom|webkit|wkhtml|prince|weasy|htmldoc"),
    ("Word", r"word|pdfmaker|pscript5"),
    ("InDesign and kin", r"indesign|quark|framemaker|arbortext|3b2|xpp|antenna|river valley|ieee"),
    ("LaTeX", r"tex\b|pdfe?tex|xetex|dvips|dvipdf|miktex|tex output"),
    ("LibreOffice", r"libreoffice|openoffice|writer"),
)
LITTLE = frozenset(
    "the of and to in a is that for with as are we by on be this from an it can or not".split()  # noqa: SIM905
)
_ALIKE = "abcdefghijklmnopqrstuvwxyz"
_FIGURES = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)?(?![\d.,]*\d)")


@dataclass(frozen=True)
class Paper:
    """A paper as we read it, and the paragraphs that the other reader sees."""

    row: Mapping[str, str]
    name: str
    maker: str
    opened: SearchableText
    blocks: tuple[tuple[str, ...], ...]
    orders: tuple[str, ...]
    seconds: float

    @cached_property
    def flat(self) -> tuple[str, ...]:
        """Return what each reader reads on one line, the other one's orders first."""
        return tuple(" ".join(text.split()) for text in (*self.orders, self.opened.full.text))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return the letters of what each reader reads."""
        return tuple(map(key_of, self.flat))


def main() -> None:
    """Print the figures for one seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--words", type=Path, default=Path("/usr/share/dict/words"))
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--list", type=Path, help="write what was seen of each paper there")
    asked = parser.parse_args()
    rows = [
        row
        for name in ("papers.json", "made.json")
        if (asked.folder / name).is_file()
        for row in json.loads((asked.folder / name).read_text())
    ]
    papers = list(opened_papers(asked.folder, rows))
    if not papers:
        sys.exit("no paper could be read")
    took = sorted(paper.seconds for paper in papers)
    pages = sum(len(paper.opened.full.pages) for paper in papers)
    print(f"{len(papers)} papers of {pages} pages, read in {sum(took):.1f} s", end="; ")
    print(f"median {took[len(took) // 2]:.2f} s a paper, slowest {took[-1]:.2f} s")
    print(f"papers: {dict(Counter(paper.maker for paper in papers))}")
    rng = random.Random(asked.seed)
    begun = time.perf_counter()
    seen = told("true quotes", papers, rng, asked, lambda said, _: said)
    if asked.list:
        asked.list.write_text(listed(rows, papers, seen))
    print(f"looked up in {time.perf_counter() - begun:.1f} s")
    told(
        "turned round",
        papers,
        rng,
        asked,
        lambda said, at: edited(said, KINDS[at % len(KINDS)], rng),
    )
    if not asked.words.is_file():
        print(f"near words: skipped, {asked.words} is not here")
        return
    lexicon = frozenset(
        word for word in asked.words.read_text().split() if word.isalpha() and word.islower()
    )
    clean = [paper for paper in papers if not paper.opened.full.scanned]
    told("near words", clean, rng, asked, lambda said, _: near_word(said, lexicon, rng))
    told("figures", clean, rng, asked, lambda said, _: near_figure(said, rng))


def told(
    what: str,
    papers: list[Paper],
    rng: random.Random,
    asked: argparse.Namespace,
    change: Callable[[str, int], str | None],
) -> Mapping[str, Counter[str]]:
    """Print by maker what becomes of so many quotes, each changed by `change`; return it by paper.

    Shape: keyed by the paper's file.
    """
    outcomes: dict[str, Counter[str]] = {}
    by_paper: dict[str, Counter[str]] = {}
    done = tried = 0
    while done < asked.number and tried < asked.number * 60:
        tried += 1
        paper, said = drawn(papers, rng)
        changed = change(said, done)
        if changed is None or (changed != said and stands(paper, changed, what == "near words")):
            continue
        done += 1
        seen = look_up(paper.opened, Passage(Locator(), changed))
        outcome = seen.outcome.value
        outcomes.setdefault(paper.maker, Counter())[outcome] += 1
        by_paper.setdefault(paper.row["file"], Counter())[outcome] += 1
        passes = outcome in ("found", "differs_in_form", "ambiguous")
        if asked.show and passes != (changed == said):
            print(f"  {what}: {outcome} in {paper.name} ({paper.maker})")
            print(f"     {changed!r}")
            if changed != said:
                print(f"     {said!r}")
            for difference in seen.changes[:4]:
                pair = f"{difference.quoted!r} for {difference.printed!r}"
                print(f"       {difference.kind.value}: {pair}")
    whole = sum(outcomes.values(), Counter())
    print(f"{what}: {dict(whole)}")
    for maker, counted in sorted(outcomes.items()):
        print(f"   {maker:28} {dict(counted)}")
    return by_paper


def listed(
    rows: list[Mapping[str, str]], papers: list[Paper], outcomes: Mapping[str, Counter[str]]
) -> str:
    """Return the list of papers as JSON, with what was seen of each."""
    opened = {paper.row["file"]: paper for paper in papers}
    told = []
    for row in rows:
        paper = opened.get(row["file"])
        seen = "no paragraph of English running text: no quotes drawn"
        if paper:
            counted = outcomes.get(row["file"], Counter())
            what = ", ".join(f"{number} {outcome}" for outcome, number in counted.most_common())
            seen = f"{traits(paper)}; quotes: {what or 'none drawn'}"
        told.append({**row, "seen": seen})
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def traits(paper: Paper) -> str:
    """Return what stands on the pages of a paper, as far as we tell it."""
    full, structure = paper.opened.full, paper.opened.structure
    kinds = Counter(aside.kind.value for aside in structure.asides)
    parts = [f"{len(full.pages)} pages", *(f"{number} {kind}" for kind, number in kinds.items())]
    parts += [f"{len(structure.marks)} marks"] if structure.marks else []
    parts += ["scanned"] if full.scanned else []
    return ", ".join(parts)


def opened_papers(folder: Path, rows: list[Mapping[str, str]]) -> Iterator[Paper]:
    """Yield the papers of a list that both readers can read."""
    for row in rows:
        path = folder / row["file"]
        data = path.read_bytes()
        begun = time.perf_counter()
        full = read(path.name, data)
        seconds = time.perf_counter() - begun
        if full.unreadable:
            continue
        # in the order of reading and in that of the file: where both agree, neither guessed
        orders = tuple(map(poppler, (path, path), ((), ("-raw",))))
        blocks = tuple(prose(orders[0]))
        if blocks:
            name = f"{row['repo']}:{row['path'].rpartition('/')[2]}"
            yield Paper(row, name, maker(row), SearchableText(full), blocks, orders, seconds)


def poppler(path: Path, options: tuple[str, ...]) -> str:
    """Return what poppler reads, without the blanks and the hyphens of line ends."""
    ran = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=False)
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", ran.stdout.decode("utf-8", "replace"))


def maker(row: Mapping[str, str]) -> str:
    """Return what made a paper, by what its file says."""
    said = f"{row['producer']} {row['creator']} {row.get('made', '')}".lower()
    name = next((name for name, sign in MAKERS if re.search(sign, said)), "other")
    return f"{name}, made here" if row.get("made") else name


def prose(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the paragraphs of running text as words: what has little words in every line or so."""
    for block in re.split(r"\n\s*\n|\f", text):
        words = block.split()
        plain = sum(word.strip(".,;:()").isalpha() for word in words)
        little = sum(word.lower() in LITTLE for word in words)
        if len(words) >= 12 and plain >= 0.8 * len(words) and little >= 0.15 * len(words):
            yield tuple(words)


def drawn(papers: list[Paper], rng: random.Random) -> tuple[Paper, str]:
    """Return a paper and 8 to 40 words of one of its paragraphs, on which both orders agree."""
    while True:
        paper = rng.choice(papers)
        words = rng.choice(paper.blocks)
        size = rng.randint(8, 40)
        if len(words) < size:
            continue
        start = rng.randrange(len(words) - size + 1)
        said = " ".join(words[start : start + size])
        if said in paper.flat[1]:
            return paper, said


def stands(paper: Paper, said: str, letters: bool) -> bool:
    """Return whether an edited quote happens to stand in the paper, for either reader.

    Shape: `letters` says that it is enough if its letters do, whatever the punctuation.
    """
    if letters:
        return any(key_of(said) in key for key in paper.keys)
    return any(said in flat for flat in paper.flat)


def near_word(said: str, lexicon: frozenset[str], rng: random.Random) -> str | None:
    """Return a quote with one word put for another one that is a letter or two away."""
    words = said.split()
    places = [at for at, word in enumerate(words) if len(word) > 3 and word in lexicon]
    rng.shuffle(places)
    for at in places[:4]:
        once = sorted(neighbours(words[at]))
        found = [word for word in once if word in lexicon]
        if not found:
            twice = (far for near in rng.sample(once, 12) for far in neighbours(near))
            found = sorted({word for word in twice if word in lexicon and word != words[at]})
        if found:
            return " ".join([*words[:at], rng.choice(found), *words[at + 1 :]])
    return None


def neighbours(word: str) -> set[str]:
    """Return what one letter changed, added, dropped, or swapped with the next makes of a word."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {one + other[1:] for one, other in parts if other}
    near |= {one + letter + other[1:] for one, other in parts if other for letter in _ALIKE}
    near |= {one + letter + other for one, other in parts for letter in _ALIKE}
    near |= {one + other[1] + other[0] + other[2:] for one, other in parts if len(other) > 1}
    return near - {word}


def near_figure(said: str, rng: random.Random) -> str | None:
    """Return a quote with one figure joined, parted or signed otherwise."""
    pairs = list(re.finditer(r"(?<=\d)\s?[-\u2013/:(^]\s?(?=\d)", said))
    if pairs and rng.random() < 0.6:
        at = rng.choice(pairs)
        joint = rng.choice(
            [sign for sign in ("", "-", "/") if sign != at[0].strip().replace("\u2013", "-")]
        )
        if not (":" in at[0] and not joint):  # 1230 for 12:30 is the same hour
            return said[: at.start()] + joint + said[at.end() :]
    figures = [found for found in _FIGURES.finditer(said) if len(found[0]) > 1]
    if not figures:
        return None
    found = rng.choice(figures)
    figure = found[0]
    if "." in figure or "," in figure:
        made = rng.choice([figure.replace(".", "").replace(",", ""), f"-{figure}"])
        if "," in figure and made[0] != "-" and len(figure.partition(",")[2]) == 3:
            made = figure.replace(",", ".")
    else:
        cut = rng.randrange(1, len(figure))
        made = figure[:cut] + rng.choice("-/.") + figure[cut:]
        if len(figure) - cut == 3 and made[cut] == ".":
            made = figure[:cut] + "-" + figure[cut:]
    return said[: found.start()] + made + said[found.end() :]


if __name__ == "__main__":
    main()
