"""Real libraries as the `sources.bib` of a review of one claim, which cites the first entry.

    python bench/first_cited.py ../shared/corpora ../shared/corpora-import [--show]

Prints how many files stop the review with an error, each error by its code with
the file, and what is said beside. Exits 1 if a file stops the review, if an
error concerns an entry that nobody cites, or if a file breaks the program.
"""

from __future__ import annotations

import argparse
import json
import re
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evidence.bibtex import read
from evidence.diagnostics import Diagnostic, Severity
from evidence.review import Input, check

SUFFIXES = {".bib", ".biblatex", ".bibtex"}
# a key that a claim can cite; the others have a message of their own
CITABLE = re.compile(r"[^\s,;]+")
CLAIMS = """\
review: {{title: A library}}
framework:
  elements: [{{id: el.a, label: A, origin: emergent}}]
  finding_kinds: {{conclusion: {{label: Conclusion}}}}
claims:
  - {{id: the_claim, statement: A., sources: [{key}], at: {{page: 1}}, elements: [el.a]}}
findings:
  - {{id: f.the_finding, kind: conclusion, statement: A., supported_by: [the_claim]}}
"""


def files_in(folders: list[Path]) -> Iterator[Path]:
    """Yield every bibliography in the folders."""
    for folder in folders:
        yield from sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)


def checked(data: bytes) -> tuple[int, str, tuple[Diagnostic, ...]]:
    """Return how many entries a file has, which is cited, and all that is said; "" if none is."""
    sources, found = read("sources.bib", data)
    key = next((one.key for one in sources if CITABLE.fullmatch(one.key)), "")
    if not key:
        return len(sources), "", found
    # as JSON, which is YAML: a key may hold what YAML keeps for itself
    claims = CLAIMS.format(key=json.dumps(key)).encode()
    given = Input([("claims.yaml", claims)], ("sources.bib", data))
    return len(sources), key, check(given).diagnostics


def main() -> int:
    """Print what came of each file, by code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="print the message of each error")
    asked = parser.parse_args()
    said: Counter[tuple[str, str]] = Counter()
    files = entries = empty = 0
    stopped: dict[Path, list[Diagnostic]] = {}
    wrong: list[str] = []
    for file in files_in(asked.folders):
        files += 1
        try:
            number, key, found = checked(file.read_bytes())
        except Exception:  # noqa: BLE001 - whatever it is, the file is named
            wrong.append(f"{file.name}: {traceback.format_exc(limit=-1).splitlines()[-1]}")
            continue
        entries += number
        if not key:
            empty += 1
            continue
        said.update((one.severity.value, one.code) for one in found)
        errors = [one for one in found if one.severity is Severity.ERROR]
        if errors:
            stopped[file] = errors
        wrong += [
            f"{file.name}: error of `{one.item}`, which nobody cites: {one.code}"
            for one in errors
            if one.place and one.place.file == "sources.bib" and one.item not in ("", key)
        ]
    print(f"{files} files, {entries:,} entries; {empty} files without an entry to cite")
    print(f"stopped by an error: {len(stopped)}; wrong: {len(wrong)}")
    for file, errors in stopped.items():
        codes = Counter(one.code for one in errors)
        print(f"  {file.name}: " + ", ".join(f"{n} {code}" for code, n in codes.items()))
        if asked.show:
            print(*(f"    {one.place}: {one.message}" for one in errors), sep="\n")
    for line in wrong:
        print(f"  {line}")
    for (severity, code), number in sorted(said.items()):
        print(f"{number:6,} {severity} {code}")
    return 1 if stopped or wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
