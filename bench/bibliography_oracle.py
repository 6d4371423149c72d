"""Our reading of real libraries beside two other readers, field by field.

pandoc reads each `.bib` as biblatex into CSL-JSON; biber, where it is installed,
into its own XML, with `crossref` and `xdata` resolved. What differs is counted by
kind, and some are drawn with a seed, to be decided by a person with the manual
of biblatex, EDTF or CSL. `bibliography_decided.json` holds what was decided: of
whole kinds, of which none are drawn any more, and of those that were drawn.

    python bench/bibliography_oracle.py ../shared/corpora ../shared/corpora-import
    python bench/bibliography_oracle.py FOLDER --draw 30 --seed 14

It also counts the files that would stop a review which cites every entry.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypandoc

from evidence.bibtex import read
from evidence.diagnostics import Severity
from evidence.references import csl_items

DECIDED = Path(__file__).with_name("bibliography_decided.json")
SUFFIXES = {".bib", ".biblatex", ".bibtex"}
# What is never compared: ours alone, or a matter of what a program keeps.
NOT_COMPARED = {"id", "abstract", "keyword", "annote", "custom", "call-number", "other-ids"}
# biblatex's names for what both say
BIBER_FIELDS = {
    "title": "title",
    "booktitle": "booktitle",
    "journaltitle": "journaltitle",
    "volume": "volume",
    "edition": "edition",
    "series": "series",
    "chapter": "chapter",
}
BIBER_NAMES = {"author", "editor", "translator", "bookauthor"}
MOST_SECONDS = 120
NAMESPACE = "{http://biblatex-biber.sourceforge.net/biblatexml}"


class Difference(NamedTuple):
    """What one reader says of a field of an entry, and what another one says."""

    reader: str
    file: str
    key: str
    variable: str
    ours: str
    theirs: str

    @property
    def kind(self) -> str:
        """Return what kind of difference it is, in a few words."""
        if not self.ours:
            how = "only theirs"
        elif not self.theirs:
            how = "only ours"
        elif folded(self.ours) == folded(self.theirs):
            how = "case, marks or blanks"
        else:
            how = "differs"
        return f"{self.reader}: {self.variable}, {how}"


def main() -> int:
    """Read every library three times, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--only", default="", help="differences whose kind holds these words")
    parser.add_argument("--without-biber", action="store_true")
    given = parser.parse_args()
    biber = "" if given.without_biber else shutil.which("biber") or ""
    if not biber:
        print("biber is not asked")
    files = sorted(
        path for folder in given.folders for path in folder.rglob("*") if path.suffix in SUFFIXES
    )
    found: list[Difference] = []
    compared: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    stopped: list[str] = []
    for path in files:
        data = path.read_bytes()
        sources, wrong = read(path.name, data)
        errors = [one for one in wrong if one.severity is Severity.ERROR]
        if errors:
            stopped.append(f"{path.name}: {errors[0].code}, {errors[0].message}")
        for reader, theirs in readings(path, data, biber):
            if theirs is None:
                refused[reader] += 1
                continue
            ours = ours_for(reader, sources)
            compared[reader] += sum(key in theirs for key in ours)
            found += differences(reader, path.name, ours, theirs)
    tell(files, compared, refused, stopped, found)
    known = decided_kinds()
    drawn = [one for one in found if given.only in one.kind and one.kind not in known]
    random.Random(given.seed).shuffle(drawn)
    for one in drawn[: given.draw]:
        print(f"\n{one.kind}\n  {one.file} {one.key}\n  ours   {one.ours}\n  theirs {one.theirs}")
    return 0


def tell(
    files: list[Path],
    compared: Counter[str],
    refused: Counter[str],
    stopped: list[str],
    found: list[Difference],
) -> None:
    """Print what was compared, what would stop a review, and the differences by kind."""
    print(f"{len(files)} files")
    for reader, number in compared.items():
        print(f"{reader}: {number} entries compared, {refused[reader]} files that it does not read")
    print(f"files with an error, if every entry were cited: {len(stopped)}")
    for line in stopped:
        print(f"  {line[:150]}")
    decided = decided_kinds()
    for kind, number in Counter(one.kind for one in found).most_common():
        print(f"{number:6} {kind}{' · ' + decided[kind] if kind in decided else ''}")


def decided_kinds() -> dict[str, str]:
    """Return what was decided of whole kinds of differences: who is right, and by what."""
    kinds: dict[str, str] = json.loads(DECIDED.read_text(encoding="utf-8"))["kinds"]
    return kinds


def readings(
    path: Path, data: bytes, biber: str
) -> Iterator[tuple[str, dict[str, dict[str, str]] | None]]:
    """Yield what each other reader says of a file; None where it does not read it."""
    yield "pandoc", by_pandoc(data)
    if biber:
        yield "biber", by_biber(path, data, biber)


def by_pandoc(data: bytes) -> dict[str, dict[str, str]] | None:
    """Return pandoc's items by key, each variable as text."""
    command = [pypandoc.get_pandoc_path(), "-f", "biblatex", "-t", "csljson"]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        return None
    return {item["id"]: as_texts(item) for item in json.loads(done.stdout)}


def by_biber(path: Path, data: bytes, biber: str) -> dict[str, dict[str, str]] | None:
    """Return biber's entries by key: names, dates and the fields that both call alike."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "in.bib").write_bytes(data)
        command = [biber, "--tool", "--nolog", "--quiet", "--output-format=biblatexml"]
        command += ["--output-resolve-xdata", "--output-resolve-crossrefs"]
        command += ["--output-file=out.bltxml", "in.bib"]
        try:
            subprocess.run(
                command, cwd=here, capture_output=True, timeout=MOST_SECONDS, check=False
            )
            tree = ET.parse(here / "out.bltxml")  # noqa: S314 - biber wrote it
        except (subprocess.TimeoutExpired, OSError, ET.ParseError):
            print(f"biber does not read {path.name}", file=sys.stderr)
            return None
    return {
        entry.get("id", ""): dict(of_biber(entry))
        for entry in tree.getroot().iter(f"{NAMESPACE}entry")
    }


def of_biber(entry: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield what both say of an entry."""
    for names in entry.iter(f"{NAMESPACE}names"):
        kind = names.get("type", "")
        if kind in BIBER_NAMES:
            people = [person(name) for name in names.iter(f"{NAMESPACE}name")]
            yield kind, "; ".join(people)
    for date in entry.iter(f"{NAMESPACE}date"):
        if not date.get("type"):
            text = "".join(date.itertext()).strip()
            yield "date", re.sub(r"\s+", "/", text)
    for name, field in BIBER_FIELDS.items():
        found = entry.find(f"{NAMESPACE}{name}")
        if found is not None:
            yield field, "".join(found.itertext())


def person(name: ET.Element) -> str:
    """Return a name of biber's as one text."""
    parts: dict[str, str] = {}
    for part in name.findall(f"{NAMESPACE}namepart"):
        words = [(inner.text or "") for inner in part.iter(f"{NAMESPACE}namepart") if inner.text]
        parts[part.get("type", "")] = " ".join(word.strip() for word in words if word.strip())
    last = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    return ", ".join(filter(None, (last, parts.get("suffix"), parts.get("given"))))


def ours_for(reader: str, sources: Any) -> dict[str, dict[str, str]]:
    """Return our reading in the terms of the other reader."""
    if reader == "pandoc":
        return {item["id"]: as_texts(item) for item in csl_items(sources)}
    ours: dict[str, dict[str, str]] = {}
    for source in sources:
        people = {**source.people, "author": source.authors, "editor": source.editors}
        said = {
            role: "; ".join(", ".join(filter(None, (n.short, n.suffix, n.given))) for n in names)
            for role, names in people.items()
            if role in BIBER_NAMES
        }
        for ours_called, called in (("journal", "journaltitle"), *BIBER_FIELDS.items()):
            if ours_called in source.fields:
                said.setdefault(called, source.fields[ours_called])
        ours[source.key] = {name: text for name, text in said.items() if text}
    return ours


def as_texts(item: dict[str, Any]) -> dict[str, str]:
    """Return the variables of a CSL item, each as one text."""
    return {
        name: text_of(value)
        for name, value in item.items()
        if name not in NOT_COMPARED and text_of(value)
    }


def text_of(value: Any) -> str:
    """Return a variable as text: names in a row, dates in numbers, no markup."""
    if isinstance(value, list):
        return "; ".join(one_name(name) for name in value)
    if isinstance(value, dict):
        parts = ["-".join(map(str, part)) for part in value.get("date-parts", ())]
        season = f" season {value['season']}" if "season" in value else ""
        return f"{'/'.join(parts)}{season}{value.get('literal', '')}"
    text = re.sub(r"</?(?:i|b|sub|sup|sc|span)\b[^>]*>", "", str(value))
    return " ".join(text.replace("\u00a0", " ").split())


def one_name(name: dict[str, str]) -> str:
    """Return a CSL name as one text."""
    if "literal" in name:
        return name["literal"]
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    last = " ".join(filter(None, (*particles, name.get("family"))))
    return ", ".join(filter(None, (last, name.get("suffix"), name.get("given"))))


def differences(
    reader: str, file: str, ours: dict[str, dict[str, str]], theirs: dict[str, dict[str, str]]
) -> Iterator[Difference]:
    """Yield each variable of which two readers say something else."""
    for key, said in ours.items():
        other = theirs.get(key)
        if other is None:
            continue
        names = [*said, *(name for name in other if name not in said)]
        for name in names:
            if reader == "biber" and name == "date":
                continue
            mine, their = said.get(name, ""), other.get(name, "")
            if mine != their and loose(mine) != loose(their):
                yield Difference(reader, file, key, name, mine, their)


def loose(text: str) -> str:
    """Return a text without what no reader means anything by."""
    bare = re.sub(r"[{}]|\\[A-Za-z]+\s?|\\.", "", text.replace("\u00a0", " "))
    return " ".join(bare.split())


def folded(text: str) -> str:
    """Return the letters and figures of a text alone."""
    return re.sub(r"[\W_]+", "", loose(text)).casefold()


if __name__ == "__main__":
    start = time.perf_counter()
    code = main()
    print(f"{time.perf_counter() - start:.0f} s")
    sys.exit(code)
