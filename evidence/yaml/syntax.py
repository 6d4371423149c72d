"""What libyaml could not read, in the words of somebody who writes a review.

libyaml says where it gave up and what its grammar expected; the mistake is
often earlier, and always something else. Each explanation looks at the text
around that place. The pieces that come here are as small as `recovery` could
make them, so that there is little to mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from evidence.diagnostics import Diagnostic
from evidence.yaml.indentation import KEY, IndentedLine, line_at
from evidence.yaml.parser import GLUED_COMMENT, MAX_DEPTH, TOO_DEEP, Stop

_KEY_WITHOUT_SPACE = re.compile(r"(?P<key>[A-Za-z_]\w*):(?P<rest>[^ \t\r\n].*)")
_TAB_BEHIND_DASH = re.compile(r"(?: *[-?:])* *- *(?=\t)")
# what may stand before a colon on its line, or in brackets, and is no key
_NO_KEY = re.compile(r"(?:.*[{\[,]|(?:[ \t]*[-?])*)[ \t]*", re.DOTALL)
TAB_BEHIND_DASH = "a tab stands behind `-`"
_RESERVED = "@`%&*!|>?]},"
_WORD = re.compile(r"[^\s,\[\]{}]*")
_QUOTES = "put the text in quotes, or on the next line behind `>-`"


# makes a diagnostic of a code, a message, where it starts and ends in a text, and a help
Wrong: TypeAlias = Callable[..., Diagnostic]


def explain(text: str, stop: Stop, wrong: Wrong) -> Diagnostic:
    """Return what is wrong with a text that libyaml could not read to its end.

    Shape: `wrong` is `Pages.wrong` for positions that count from the text's start.
    """
    explained = (explanation(text, stop, wrong) for explanation in _EXPLANATIONS)
    found = next((one for one in explained if one is not None), None)
    return found or wrong("yaml-syntax", f"not readable as YAML: {stop.problem}", stop.at)


def not_an_entry(text: str, start: int, wrong: Wrong) -> Diagnostic:
    """Return what is wrong with a line that should be `key: value` and is not."""
    content = line_at(text, start).content
    glued = _KEY_WITHOUT_SPACE.match(content)
    if glued:
        key, rest = glued["key"], glued["rest"]
        end = start + len(key) + 1
        if rest.startswith("\u00a0"):
            message = f"a no-break space (U+00A0) stands behind `{key}:`"
            return wrong("missing-space", message, start, end, "put an ordinary space there")
        message = f"a space is missing behind `{key}:`"
        return wrong("missing-space", message, start, end, f"write `{key}: {_start(rest)}`")
    if content.startswith("-") and not content.startswith(("- ", "--")):
        hint = f"write `- {_start(content[1:])}`"
        return wrong("missing-space", "a space is missing behind `-`", start, start + 1, hint)
    if content.startswith("- ") or content == "-":
        message = "an item of a list stands among keys"
        hint = "indent it below the key that it belongs to"
        return wrong("bad-indentation", message, start, start + 1, hint)
    return wrong(
        "missing-colon",
        f"`{_start(content)}` is not a `key: value`",
        start,
        start + len(content),
        "indent the line deeper if it goes on with the text above; else write its key and a colon",
    )


def _start(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40].rstrip()}…"


def _depth(_text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if stop.problem != TOO_DEEP:
        return None
    message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
    return wrong(
        "too-deep", message, stop.at, stop.at + 1, "a review needs no more than ten levels"
    )


def tab_behind_dash(start: int, wrong: Wrong) -> Diagnostic:
    """Return what is wrong with the tab at an index, which parts a dash from its item."""
    return wrong("tab-indentation", TAB_BEHIND_DASH, start, start + 1, "put a space there")


def _tab(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    line = line_at(text, stop.at)
    dash = _TAB_BEHIND_DASH.match(text, line.start)
    if dash and "tab" in stop.problem + _kind_of_sign(text, stop.at):
        return tab_behind_dash(dash.end(), wrong)
    before = text[line.start : stop.at]
    if text.startswith("\t", stop.at) and not before.strip():
        at = stop.at
    elif line.content.startswith("\t"):
        at = line.first
    else:
        return None
    return wrong("tab-indentation", "the line is indented with a tab", at, at + 1, "use spaces")


def _kind_of_sign(text: str, index: int) -> str:
    return "tab" if text.startswith("\t", index) else ""


def _glued_comment(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if stop.problem != GLUED_COMMENT:
        return None
    line = line_at(text, stop.at)
    sign = text[stop.at - 1]
    message = "`#` begins a comment only behind a space"
    hint = "put a space before it if a comment is meant; else put the text in quotes"
    if sign in "\"']}":
        message = f"the value ends with {sign}, and more text follows"
    end = line.start + line.indent + len(line.content)
    return wrong("text-after-value", message, stop.at, end, hint)


def _no_key(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    """Explain a colon that stands where its key should."""
    at = stop.at
    while text.startswith((" ", "\t"), at):
        at += 1
    if text[at : at + 1] != ":" or text[at + 1 : at + 2].strip(" \t\r\n,]}"):
        return None
    start = line_at(text, at).start
    if "flow" in stop.context:
        start = 0
    elif "expected key" not in stop.problem:
        return None
    if not _NO_KEY.fullmatch(text, start, at):
        return None
    message = "a colon stands without a key"
    return wrong("key-not-text", message, at, at + 1, "write the key before it")


def _glued_colon(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if "found unexpected ':'" not in stop.problem:
        return None
    start = max(text.rfind(sign, 0, stop.at) for sign in "{[,\n") + 1
    key = text[start : stop.at].strip()
    at = stop.at - len(key)
    return wrong(
        "missing-space",
        f"a space is missing behind `{_start(key)}:`",
        at,
        stop.at + 1,
        "put a space behind the colon, and a value",
    )


def _quote(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if "quoted scalar" not in stop.context or "escape" in stop.problem:
        return None
    if "hexdecimal" in stop.problem:
        return None
    mark = text[stop.context_at]
    hint = f"write {mark} at the end of the text"
    if mark == "'":
        hint += "; within it, ' is written twice"
    return wrong(
        "unclosed-quote",
        f"the text that opens with {mark} here is never closed",
        stop.context_at,
        stop.context_at + 1,
        hint,
    )


def _escape(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if "quoted scalar" not in stop.context:
        return None
    at = max(text.rfind("\\", stop.context_at, stop.at + 1), stop.context_at)
    word = _WORD.match(text, at)
    written = word[0].rstrip("\"'") if word else ""
    if "Unicode" in stop.problem:
        length = 6 if written.startswith("\\u") else 10
        message = f"`{written[:length]}` is half of a character, or none"
        hint = "write the character itself"
    else:
        length = 2
        message = f"`{written[:length]}` means nothing in double quotes"
        hint = r"use single quotes, in which `\` is an ordinary character, or write `\\`"
    return wrong("bad-escape", message, at, at + max(len(written[:length]), 1), hint)


def _directive(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if "directive" not in stop.context + stop.problem and "incompatible" not in stop.problem:
        return None
    at = line_at(text, max(text.find("%"), 0)).first
    return wrong(
        "directive",
        "a line with `%` speaks to the YAML parser, and is not allowed",
        at,
        at + 1,
        "delete it",
    )


def _block_sign(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if "block scalar" not in stop.context:
        return None
    return behind_block_sign(text, stop.context_at, wrong, stop.at)


def behind_block_sign(text: str, at: int, wrong: Wrong, behind: int = -1) -> Diagnostic:
    """Return that text stands behind the sign of a block, which begins on the next line."""
    sign = text[at]
    return wrong(
        "text-after-value",
        f"text stands behind `{sign}`",
        at + 1 if behind < 0 else behind,
        0,
        f"begin the text on the next line, indented; only `{sign}-` and `{sign}+` may follow",
    )


def _reserved(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    """Explain a text that begins with a sign that YAML keeps for itself."""
    line = line_at(text, stop.context_at or stop.at)
    key = KEY.match(line.content.removeprefix("- "))
    value_at = line.first + line.content.index(":") + 1 if key and ":" in line.content else -1
    while value_at >= 0 and text.startswith(" ", value_at):
        value_at += 1
    for at in (stop.at, stop.context_at, value_at):
        if 0 <= at < len(text) and text[at] in _RESERVED and (at == value_at or _begins(text, at)):
            sign = text[at]
            break
    else:
        return None
    if sign in "]}," and stop.context == "while parsing a flow node":
        return None
    name = "a backtick" if sign == "`" else f"`{sign}`"
    return wrong("reserved-character", f"a text may not begin with {name}", at, at + 1, _QUOTES)


def _begins(text: str, at: int) -> bool:
    """Return whether something new begins at an index, and not in the middle of a text."""
    before = text[:at].rstrip(" ")
    return not before or before[-1] in ":-[{,\n"


def _after_value(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if "did not find expected" not in stop.problem or stop.at >= len(text):
        return None
    line = line_at(text, stop.at)
    before = text[line.start : stop.at].rstrip()
    follows = text[stop.at]
    if follows in "]}" and not _begins(text, stop.at) and "',' or" not in stop.problem:
        message = f"`{follows}` closes nothing"
        return wrong("unbalanced-bracket", message, stop.at, stop.at + 1, "delete it, or open it")
    if not before.endswith(('"', "'", "]", "}")) or follows in "]}:":
        return None
    sign = before[-1]
    hint = "put all of the text in quotes"
    if sign in "\"'":
        hint = f"put all of the text in quotes; within {sign}…{sign}, "
        hint += "' is written twice" if sign == "'" else 'a quotation mark is written \\"'
    return wrong(
        "text-after-value",
        f"the value ends with {sign}, and more text follows",
        stop.at,
        line.start + line.indent + len(line.content),
        hint,
    )


def _colon(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    """Explain a second `: ` on a line, or a key that stands deeper than its neighbours."""
    in_flow = "expected ',' or" in stop.problem and text.startswith(":", stop.at)
    if "mapping values are not allowed" not in stop.problem and not in_flow:
        return None
    line = line_at(text, stop.at)
    key = KEY.match(line.content)
    if key and line.first + key.end("key") == stop.at and text[: line.start].strip():
        return _too_deep_key(line, key, wrong)
    if in_flow and line.content.startswith(":"):
        message = "this colon stands on another line than its key"
        hint = "write it behind its key"
        return wrong("between-brackets", message, stop.at, stop.at + 1, hint)
    return wrong(
        "colon-in-text",
        "a colon and a space within a text are read as a key and its value",
        stop.at,
        stop.at + 1,
        _QUOTES,
    )


def _simple_key(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if "could not find expected ':'" not in stop.problem:
        return None
    return not_an_entry(text, line_at(text, stop.context_at).first, wrong)


def _flow(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    """Explain a bracket that is not closed, or what is wrong between brackets."""
    if "expected ',' or" in stop.problem:
        opened = text[stop.context_at]
        closing = {"[": "]", "{": "}"}.get(opened, "]")
        sign = text[stop.at : stop.at + 1]
        if sign in ("]", "}"):
            message = f"`{opened}` is closed with `{sign}`"
            related = ((stop.context_at, "it opens here"),)
            hint = f"write `{closing}` there"
            return wrong("unbalanced-bracket", message, stop.at, stop.at + 1, hint, related)
        if line_at(text, stop.at).start == line_at(text, stop.context_at).start and sign.strip():
            word = _WORD.match(text, stop.at)
            message = f"a comma is missing before `{_start(word[0] if word else sign)}`"
            hint = "separate what stands in brackets by commas, or put it in quotes"
            return wrong("between-brackets", message, stop.at, stop.at + 1, hint)
        message = f"the `{opened}` that opens here is never closed"
        at = stop.context_at
        return wrong("unbalanced-bracket", message, at, at + 1, f"write `{closing}` at its end")
    if stop.context == "while parsing a flow node":
        sign = text[stop.at : stop.at + 1]
        if sign == ",":
            hint = "delete the comma, or write what is missing"
            message = "nothing stands before this comma"
            return wrong("between-brackets", message, stop.at, stop.at + 1, hint)
        message = "a bracket is opened and never closed"
        if sign.strip():
            message = f"`{sign}` does not fit the brackets before it"
        return wrong("unbalanced-bracket", message, stop.at, stop.at + 1, "close each bracket")
    return None


def _list_on_key_line(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if "block sequence entries are not allowed" not in stop.problem:
        return None
    line = line_at(text, stop.at)
    hint = "begin the list on the line below the key"
    if line.first == stop.at:
        message = "this item of a list is indented differently from those above it"
        hint = "give all items of a list the same number of spaces"
    else:
        message = "a list begins on the line of its key"
    return wrong("bad-indentation", message, stop.at, stop.at + 1, hint)


def _indentation(text: str, stop: Stop, wrong: Wrong) -> Diagnostic | None:
    if not any(word in stop.problem for word in ("expected key", "expected '-'", "<document")):
        return None
    line = line_at(text, stop.at)
    key = KEY.match(line.content)
    if key and line.indent > len(text) - len(text.lstrip(" ")):
        return _too_deep_key(line, key, wrong)
    return wrong(
        "bad-indentation",
        "this line does not belong to what stands above it",
        line.first,
        line.first + len(line.content),
        "indent the keys of a mapping, and the items of a list, by the same number of spaces",
    )


def _too_deep_key(line: IndentedLine, key: re.Match[str], wrong: Wrong) -> Diagnostic:
    return wrong(
        "bad-indentation",
        f"`{key['key']}` is indented deeper than the key above it",
        line.first,
        line.first + key.end("key"),
        "indent both alike; put the text above in quotes if this is part of it",
    )


# the first that has something to say is right: the narrow ones stand above the wide ones
_EXPLANATIONS: tuple[Callable[[str, Stop, Wrong], Diagnostic | None], ...] = (
    _depth,
    _glued_comment,
    _tab,
    _no_key,
    _glued_colon,
    _quote,
    _escape,
    _directive,
    _block_sign,
    _after_value,
    _reserved,
    _colon,
    _simple_key,
    _flow,
    _list_on_key_line,
    _indentation,
)
