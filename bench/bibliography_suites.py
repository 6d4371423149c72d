"""Our reading beside the values that the test suites of other readers expect.

Nothing of theirs is here: the script takes the folders of their repositories
(a work tree, or a bare repository) and reads inputs and expected values there.

    python bench/bibliography_suites.py --pandoc DIR --biber DIR --citation-js DIR --jabref DIR
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from bibliography_oracle import NOT_COMPARED, as_texts, folded, loose

from evidence.bibtex import read
from evidence.dates import read_date
from evidence.references import csl_items
from evidence.references.dates import dated


class Value(NamedTuple):
    """What a test expects of one input, and what we read."""

    suite: str
    test: str
    variable: str
    ours: str
    theirs: str

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.ours == self.theirs or loose(self.ours) == loose(self.theirs)

    @property
    def nearly(self) -> bool:
        """Whether the letters and figures are the same: case and marks are a matter of style."""
        return folded(self.ours) == folded(self.theirs)


class Repository(NamedTuple):
    """A repository of somebody else's, in whatever form it lies here."""

    path: Path

    def names(self, under: str) -> list[str]:
        """Return the names of the files in a folder."""
        if (self.path / under).is_dir():
            files = (self.path / under).rglob("*")
            return sorted(str(file.relative_to(self.path)) for file in files if file.is_file())
        return self._git("ls-tree", "-r", "--name-only", "HEAD", under).splitlines()

    def text(self, name: str) -> str:
        """Return what a file holds."""
        if (self.path / name).is_file():
            return (self.path / name).read_text(encoding="utf-8")
        return self._git("show", f"HEAD:{name}")

    def _git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.path), *arguments]
        return subprocess.run(
            command, capture_output=True, check=True, encoding="utf-8", errors="replace"
        ).stdout


def main() -> int:
    """Read every suite that is given, and print the values that differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in SUITES:
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--all", action="store_true", help="also what differs in case and marks")
    given = vars(parser.parse_args())
    for name, values in SUITES.items():
        folder = given[name.replace("-", "_")]
        if folder is None:
            continue
        found = list(values(Repository(folder)))
        differing = [one for one in found if not one.same]
        told = [one for one in differing if given["all"] or not one.nearly]
        counted = Counter(one.variable for one in told)
        print(f"== {name}: {len(found)} values, {len(found) - len(differing)} the same,")
        print(f"   {len(differing) - len([d for d in differing if not d.nearly])} but for marks,")
        print(f"   {len(told)} told: {dict(counted.most_common())}")
        for one in told:
            print(f"{one.test} · {one.variable}\n  ours   {one.ours}\n  theirs {one.theirs}")
    return 0


def of_pandoc(repository: Repository) -> Iterator[Value]:
    """Yield the values of pandoc's tests of its reader of biblatex."""
    for name in repository.names("test/command"):
        if not re.search(r"/(?:biblatex|pandoc-citeproc-?bib)[^/]*\.md$", name):
            continue
        for block in re.findall(
            r"^```\n(.*?)^```", repository.text(name), re.DOTALL | re.MULTILINE
        ):
            command, _, rest = block.partition("\n")
            if "-f biblatex" not in command or "\n^D\n" not in rest:
                continue
            source, _, expected = rest.partition("\n^D\n")
            references = yaml.safe_load(expected.split("\n---")[0].removeprefix("---"))
            ours = items_of(source)
            for reference in references.get("references", ()):
                theirs = pandoc_texts(reference)
                yield from compared(
                    "pandoc", name.rsplit("/", 1)[-1], reference["id"], ours, theirs
                )


def pandoc_texts(reference: dict[str, Any]) -> dict[str, str]:
    """Return a reference of pandoc's YAML, each variable as text."""
    texts: dict[str, str] = {}
    for name, value in reference.items():
        called = {"event": "event-title"}.get(name, name)
        called = (
            called.upper() if called in {"doi", "url", "isbn", "issn", "pmid", "pmcid"} else called
        )
        if isinstance(value, list):
            people = [{part: plain(str(said)) for part, said in one.items()} for one in value]
            texts |= as_texts({called: people})
        elif called in {"issued", "accessed", "event-date", "original-date"}:
            texts[called] = date_text(str(value).replace("\\", ""))
        elif called not in NOT_COMPARED:
            texts[called] = plain(str(value))
    return texts


def plain(text: str) -> str:
    """Return a text of pandoc's Markdown without its marks."""
    text = re.sub(r"\[([^\]]*)\]\{[^}]*\}", r"\1", text)
    text = re.sub(r"(?<!\\)[*^~]+|(?<!\\)(?<!\w)_|(?<!\\)_(?!\w)", "", text)
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


def date_text(text: str) -> str:
    """Return a date as ours is written, read from EDTF."""
    date = read_date(text)
    said = dated(text) if date else None
    return as_texts({"issued": said}).get("issued", "") if said else text


def of_citation_js(repository: Repository) -> Iterator[Value]:
    """Yield the values of citation-js's tests of its reader of BibTeX."""
    folder = "packages/plugin-bibtex/test"
    inputs = json.loads(repository.text(f"{folder}/input.json"))
    for kind in ("@biblatex/text", "@bibtex/text"):
        for name, (written, expected) in inputs.get(kind, {}).items():
            source = written or repository.text(f"{folder}/input/{name[5:]}.bib")
            ours = items_of(source)
            for item in expected:
                theirs = as_texts({n: v for n, v in item.items() if n not in IN_CITATION_JS})
                yield from compared("citation-js", name, item.get("id", ""), ours, theirs)


# What citation-js writes of its own.
IN_CITATION_JS = {"citation-key", "_graph", "_label"}


def of_biber(repository: Repository) -> Iterator[Value]:
    """Yield the names and dates that biber's tests expect in its output."""
    for name in repository.names("t"):
        if not name.endswith(".t"):
            continue
        library = f"t/tdata/{name[2:-2]}.bib"
        if library not in biber_libraries(repository):
            continue
        sources, _ = read(library, repository.text(library).encode())
        ours = {source.key: source for source in sources}
        for key, body in re.findall(
            r"\\entry\{([^}]+)\}\{[^}]*\}\{[^}]*\}\{[^}]*\}\n(.*?)\\endentry",
            repository.text(name),
            re.DOTALL,
        ):
            source = ours.get(key)
            if source is None:
                continue
            people = {**source.people, "author": source.authors, "editor": source.editors}
            for role, listed in re.findall(
                r"\\name\{(\w+)\}\{\d+\}\{[^}]*\}\{%\n(.*?)\n      \}\n", body, re.DOTALL
            ):
                mine = "; ".join(
                    ", ".join(filter(None, (n.short, n.suffix, n.given)))
                    for n in people.get(role, ())
                )
                yield Value("biber", f"{name} {key}", role, mine, biber_people(listed))
            yield from biber_dates(name, key, body, source.fields)


@cache
def biber_libraries(repository: Repository) -> frozenset[str]:
    """Return the libraries that biber's tests read."""
    return frozenset(repository.names("t/tdata"))


def biber_people(listed: str) -> str:
    """Return a list of names as biber writes it for biblatex."""
    people = []
    for one in re.split(r"\{\{[^}]*hash=\w+[^}]*\}\{%", listed)[1:]:
        parts = dict(re.findall(r"\b(family|given|prefix|suffix)=\{((?:[^{}]|\{[^{}]*\})*)\}", one))
        said = {name: re.sub(r"\\bibnamedelim\w+\s*|~", " ", text) for name, text in parts.items()}
        last = " ".join(filter(None, (said.get("prefix"), said.get("family"))))
        people.append(", ".join(filter(None, (last, said.get("suffix"), said.get("given")))))
    return "; ".join(people)


def biber_dates(name: str, key: str, body: str, fields: Any) -> Iterator[Value]:
    """Yield the parts of the dates that biber expects."""
    for prefix, field in (
        ("", "date"),
        ("orig", "origdate"),
        ("event", "eventdate"),
        ("url", "urldate"),
    ):
        parts = dict(
            re.findall(rf"\\field\{{{prefix}((?:end)?(?:year|month|day))\}}\{{([^}}]*)\}}", body)
        )
        if field not in fields or not parts.get("year"):
            continue
        ends = [
            "-".join(
                parts[f"{end}{part}"]
                for part in ("year", "month", "day")
                if parts.get(f"{end}{part}")
            )
            for end in ("", "end")
        ]
        date = read_date(fields[field])
        moments = [m for m in (date.first, date.last) if m] if date else []
        mine = "/".join("-".join(str(n) for n in m[:3] if n) for m in moments)
        yield Value("biber", f"{name} {key}", field, mine, "/".join(filter(None, ends)))


def of_jabref(repository: Repository) -> Iterator[Value]:
    """Yield the DOIs, numbers of arXiv and names that JabRef's tests expect."""
    folder = "jablib/src/test/java/org/jabref/model/entry"
    dois = repository.text(f"{folder}/identifier/DOITest.java")
    for theirs, written in re.findall(
        r'Arguments\.of\(\s*"(10\.[^"]+)",\s*DOI\.parse\("([^"]+)"\)\.get\(\)\.asString\(\)', dois
    ):
        item = items_of(f"@misc{{a, doi = {{{written}}}}}").get("a", {})
        yield Value("jabref", f"DOITest {written}", "DOI", item.get("DOI", ""), theirs)
    days = repository.text(f"{folder}/DateTest.java")
    for written, year, month, day in re.findall(
        r'Arguments\.of\("([^"]+)",\s*LocalDate\.of\((\d+),\s*(?:Month\.)?(\w+),\s*(\d+)\)', days
    ):
        theirs = f"{int(year)}-{MONTHS.get(month.lower(), month)}-{int(day)}"
        yield Value("jabref", f"DateTest {written}", "date", date_text(written), theirs)
    for written, year, month in re.findall(
        r'Arguments\.of\("([^"]+)",\s*YearMonth\.of\((\d+),\s*(?:Month\.)?(\w+)\)', days
    ):
        theirs = f"{int(year)}-{MONTHS.get(month.lower(), month)}"
        yield Value("jabref", f"DateTest {written}", "date", date_text(written), theirs)
    yield from _formatted_by_jabref(repository)
    yield from _people_of_jabref(repository)


def _formatted_by_jabref(repository: Repository) -> Iterator[Value]:
    """Yield what JabRef makes of titles, dates and pages, where we read the same field."""
    layout, fields = "layout/format", "formatter/bibtexfields"
    for test, field, variable, tidy in (
        (f"{layout}/LatexToUnicodeFormatterTest", "title", "title", str),
        (f"{fields}/HtmlToUnicodeFormatterTest", "title", "title", str),
        # CSL has a hyphen where BibTeX has two
        (f"{fields}/NormalizePagesFormatterTest", "pages", "page", partial(re.sub, "[-–]+", "-")),
        (f"{fields}/NormalizeDateFormatterTest", "date", "", partial(re.sub, r"\b0(?=\d)", "")),
    ):
        java = repository.text(f"jablib/src/test/java/org/jabref/logic/{test}.java")
        for pair in _FORMATTED.findall(java) + _LISTED.findall(java):
            theirs, written = map(_java, pair)
            item = items_of(f"@article{{a, {field} = {{{written}}}}}").get("a", {})
            ours = item.get(variable, "") if variable else date_text(written)
            told = f"{test.rpartition('/')[2]} {written}"
            yield Value("jabref", told, variable, tidy(ours), tidy(theirs))


def _people_of_jabref(repository: Repository) -> Iterator[Value]:
    """Yield the parts of names that JabRef's tests expect of one author."""
    folder = "jablib/src/test/java/org/jabref/logic/importer"
    java = repository.text(f"{folder}/AuthorListParserTest.java")
    for written, parts in re.findall(rf"Arguments\.of\({_STRING}, new Author\((.*?)\)\)", java):
        given, _, particle, family, suffix = (
            _java(text) if text else "" for text in re.findall(rf"null|{_STRING}", parts)
        )
        sources, _ = read("suite.bib", f"@book{{a, author = {{{_java(written)}}}}}".encode())
        (person,) = csl_items(sources)[0]["author"]
        mine = [
            person.get("given", ""),
            person.get("dropping-particle", person.get("non-dropping-particle", "")),
            person.get("family", person.get("literal", "")),
            person.get("suffix", ""),
        ]
        theirs = [
            items_of(f"@book{{a, title = {{{one}}}}}").get("a", {}).get("title", "")
            for one in (given, particle, family, suffix)
        ]
        yield Value(
            "jabref",
            f"AuthorListParserTest {_java(written)}",
            "author",
            "|".join(mine),
            "|".join(theirs),
        )


_STRING = r'"((?:[^"\\]|\\.)*)"'
_FORMATTED = re.compile(rf"assertEquals\(\s*{_STRING},\s*formatter\.format\({_STRING}\)")
_LISTED = re.compile(rf"Arguments\.of\({_STRING}, {_STRING}\)")


def _java(text: str) -> str:
    """Return what a string of Java says."""
    return str(json.loads(f'"{text}"'))


MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
MONTHS = {name: str(number + 1) for number, name in enumerate(MONTH_NAMES)}


def items_of(text: str) -> dict[str, dict[str, str]]:
    """Return our items of a text, each variable as text, by key."""
    sources, _ = read("suite.bib", text.encode())
    return {item["id"]: as_texts(item) for item in csl_items(sources)}


def compared(
    suite: str, test: str, key: str, ours: dict[str, dict[str, str]], theirs: dict[str, str]
) -> Iterator[Value]:
    """Yield each variable that a test expects of an entry, or that we say beyond it."""
    mine = ours.get(key, {})
    for name in [*theirs, *(name for name in mine if name not in theirs)]:
        if name not in NOT_COMPARED:
            yield Value(suite, f"{test} {key}", name, mine.get(name, ""), theirs.get(name, ""))


SUITES = {
    "pandoc": of_pandoc,
    "biber": of_biber,
    "citation-js": of_citation_js,
    "jabref": of_jabref,
}

if __name__ == "__main__":
    sys.exit(main())
