"""The cases of yaml-test-suite, read as files of a review are read.

Each case is read equal (every document, every text), refused with the reason,
or explained: what differs from YAML 1.2 stands in `EXPLAINED` by kind. Exits 1
if a case is read otherwise in silence, if one differs that no kind explains, or
if one that is explained differs no more.

    git clone -b data https://github.com/yaml/yaml-test-suite
    python bench/yaml_suite.py yaml-test-suite [--show]
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from evidence.diagnostics import Severity
from evidence.yaml.encoding import clean, escaped_controls
from evidence.yaml.nodes import Entries, Items, Node, Pages
from evidence.yaml.recovery import load_all

# YAML that no review has; the message says so by this code
BY_DESIGN: Mapping[str, str] = {
    "anchor": "what is written once and repeated elsewhere cannot be seen where it is read",
    "directive": "a line with `%` can change the meaning of all that follows",
    "duplicate-key": "a key given twice says two things",
    "key-not-text": "every key of a review is a word; none is a list, a mapping, or absent",
    "merge-key": "what `<<` brings in cannot be seen where it is read",
    "missing-colon": "words without a colon in `{…}` are the rest of a sentence that a comma cut",
    "several-documents": "a file is one document; a review is split into files",
    "tab-indentation": "a tab has another width in every editor; a blank line may hold one",
    "tag": "the schema says what each value is",
    "unprintable-character": "an escape for a control character: no text of a review has one",
}


class Kind(NamedTuple):
    """Why some cases come out otherwise than YAML 1.2 has it, and which these are."""

    reason: str
    cases: frozenset[str]


# valid YAML that is refused, with another code than those above
REFUSED: Sequence[Kind] = (
    Kind(
        "anchors with signs in their names: a text may not begin with `&` or `*` either",
        frozenset({"2SXE", "8XYN", "W5VH"}),
    ),
    Kind(
        "a key and its colon on two lines: libyaml reads them in one",
        frozenset({"4MUZ/00", "4MUZ/01", "4MUZ/02", "5MUD", "K3WX", "VJP3/01"}),
    ),
    Kind("a key of several lines: every key of a review is a word", frozenset({"9SA2", "NJ66"})),
    Kind("a colon with nothing behind it, before a comma", frozenset({"4ABK", "FRK4"})),
    Kind(
        "a block with nothing in it: `>5` is a figure that lost its blank",
        frozenset({"2G84/02", "2G84/03"}),
    ),
    Kind("a file that is one text, not indented: no review is", frozenset({"DK3J", "FP8R"})),
)
# invalid YAML that is read: nothing of it is lost or moved
READ: Sequence[Kind] = (
    Kind(
        "what goes on in brackets or quotes may be indented less than its key, and by a tab",
        frozenset({"9C9N", "DK95/01", "QB6E", "Y79Y/003"}),
    ),
    Kind("a dash alone in brackets is a text", frozenset({"G5U8", "YJV2"})),
    Kind("blank lines above a block may be longer than its indentation", frozenset({"S98Z"})),
    Kind("a blank line of a tab is a blank line, within a block too", frozenset({"Y79Y/000"})),
)

_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\r": "\r", "\\b": "\b", "\\0": "\0"}
_ESCAPE = re.compile(r"\\[\\ntrb0]")
_SCALAR = re.compile(r"=VAL (?:&\S+ )?(?P<tag><\S*> )?(?P<style>[:'\"|>])(?P<text>.*)")
_EMPTY = ("", "~", "null", "Null", "NULL")

# a document without positions: pairs for a mapping, a list, a text, None for nothing
Plain: TypeAlias = "str | list[Plain] | tuple[tuple[Plain, Plain], ...] | None"


class Case(NamedTuple):
    """One case: the bytes, the documents that they hold, or None if they are no YAML."""

    name: str
    data: bytes
    expected: list[Plain] | None


class Outcome(NamedTuple):
    """What came of a case, in a word, and by which codes it is refused."""

    what: str
    codes: tuple[str, ...] = ()


def cases(folder: Path) -> list[Case]:
    """Return the cases in a checkout of the suite's branch `data`."""
    found = []
    for file in sorted(folder.glob("[0-9A-Z]*/**/in.yaml")):
        name = file.parent.relative_to(folder).as_posix()
        valid = not (file.parent / "error").exists()
        events = (file.parent / "test.event").read_text(encoding="utf-8").split("\n")
        found.append(Case(name, file.read_bytes(), documents(events) if valid else None))
    return found


def documents(events: Sequence[str]) -> list[Plain]:
    """Return what the events of a case make: every scalar is a text, or None if it is empty."""
    out: list[Plain] = []
    open_nodes: list[tuple[str, list[Plain]]] = []

    def put(node: Plain) -> None:
        (open_nodes[-1][1] if open_nodes else out).append(node)

    for event in events:
        if event[:4] in ("+MAP", "+SEQ"):
            open_nodes.append((event[:4], []))
        elif event[:4] in ("-MAP", "-SEQ"):
            kind, parts = open_nodes.pop()
            pairs = zip(map(_key, parts[::2]), parts[1::2], strict=False)
            put(tuple(pairs) if kind == "+MAP" else parts)
        elif event.startswith("=ALI"):
            put("an alias")
        elif scalar := _SCALAR.match(event):
            text = _ESCAPE.sub(lambda sign: _ESCAPES[sign[0]], scalar["text"])
            plain = scalar["style"] == ":" and not scalar["tag"]
            put(None if plain and text in _EMPTY else text)
    return out


def _key(node: Plain) -> Plain:
    return "~" if node is None else node


def _plain(node: Node) -> Plain:
    if isinstance(node, Entries):
        return tuple((key, _plain(value)) for key, value in node.items())
    return [_plain(item) for item in node] if isinstance(node, Items) else node


def outcome(case: Case) -> Outcome:
    """Return what comes of a case when it is read."""
    text, odd = clean(case.data)
    pages = Pages([("", text)])
    loaded = load_all(text, 0, pages)
    nodes = [node for _, node in loaded.documents]
    found = (*odd, *loaded.found, *escaped_controls(text, nodes, pages))
    codes = {one.code for one in found if one.severity is Severity.ERROR}
    if len(nodes) > 1:
        codes.add("several-documents")
    said = tuple(sorted(codes))
    if case.expected is None:
        return Outcome("invalid and refused", said) if said else Outcome("invalid and read")
    if not said:
        same = [_plain(node) for node in nodes] == case.expected
        # a file that holds nothing is reported as such
        nothing = not case.expected and not any(nodes)
        return Outcome("read equal" if same or nothing else "READ OTHERWISE")
    if codes <= set(BY_DESIGN):
        return Outcome("refused by design", said)
    return Outcome("valid and refused", said)


def main() -> int:
    """Print what came of each case, by kind."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a checkout of the branch `data`")
    parser.add_argument("--show", action="store_true", help="name the cases of each kind")
    options = parser.parse_args()
    outcomes = {case.name: outcome(case) for case in cases(options.folder)}
    if not outcomes:
        print(f"no cases in {options.folder}: check out the branch `data`")
        return 1
    for what, number in sorted(Counter(one.what for one in outcomes.values()).items()):
        print(f"{number:4} {what}")
    print("\nrefused by design, by the code of the message")
    by_code: dict[str, list[str]] = defaultdict(list)
    for name, one in outcomes.items():
        if one.what == "refused by design":
            for code in one.codes:
                by_code[code].append(name)
    for code, names in sorted(by_code.items()):
        _print(code, BY_DESIGN[code], names, show=options.show)
    unexplained = [name for name, one in outcomes.items() if one.what == "READ OTHERWISE"]
    for what, kinds in (("valid and refused", REFUSED), ("invalid and read", READ)):
        print(f"\n{what}")
        left = {name for name, one in outcomes.items() if one.what == what}
        for kind in kinds:
            _print("", kind.reason, sorted(kind.cases & left), show=options.show)
            unexplained += sorted(kind.cases - left)
            left -= kind.cases
        unexplained += sorted(left)
    print("\n" + (f"not explained: {', '.join(unexplained)}" if unexplained else "all explained"))
    return 1 if unexplained else 0


def _print(code: str, reason: str, names: Sequence[str], *, show: bool) -> None:
    print(f"{len(names):4} {f'{code}: ' if code else ''}{reason}")
    if show:
        print(f"     {' '.join(names)}")


if __name__ == "__main__":
    raise SystemExit(main())
