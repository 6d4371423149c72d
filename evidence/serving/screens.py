"""The pages as HTML, their style and their script: read once, filled by Jinja, sent as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib import resources
from typing import Any

from evidence.language import Catalogue
from evidence.report import templating

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
# what the script says, in its own files: say("…"), or count(n, "…", "…")
_SAID = re.compile(r'\bsay\(\s*"((?:[^"\\]|\\.)*)"')
_COUNTED = re.compile(r'\bcount\([^"]*?,\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"')


def files() -> dict[str, str]:
    """Return every file of the page by its name."""
    folder = resources.files("evidence.serving") / "page"
    return {each.name: each.read_text(encoding="utf-8") for each in sorted_files(folder)}


def sorted_files(folder: Any) -> list[Any]:
    """Return the files of a folder of the package, by name."""
    return sorted((one for one in folder.iterdir() if one.is_file()), key=lambda one: one.name)


class Screens:
    """Fills the pages, in the words of one language."""

    def __init__(self, words: Catalogue) -> None:
        self.files = files()
        self.words = words
        templates = {name: text for name, text in self.files.items() if name.endswith(".j2")}
        self._made = templating.environment(templates, own=False, autoescape=True)
        self._made.globals.update(_=words, count=words.count)

    def fill(self, name: str, **values: Any) -> str:
        """Return a page filled with values."""
        return templating.fill(self._made, name, said=self._said(), **values)

    def static(self, name: str) -> tuple[str, str] | None:
        """Return a file of style or script with its type, None if there is none of that name."""
        ending = name.rpartition(".")[2]
        text = self.files.get(name)
        return (text, TYPES[ending]) if text is not None and ending in TYPES else None

    def _said(self) -> str:
        """Return what the script says, in another language than English, as JSON."""
        if self.words.language == "en":
            return "{}"
        told: dict[str, Any] = {one: self.words(one) for one in said(self.files)}
        # the script knows two forms, as English does; the languages that there are have one or two
        told |= {
            one: [self.words.messages.get(one, (one, many))[0], _last(self.words, one, many)]
            for one, many in counted(self.files).items()
        }
        return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")


def said(texts: Mapping[str, str]) -> list[str]:
    """Return the messages of the script."""
    scripts = [text for name, text in texts.items() if name.endswith(".js")]
    return [json.loads(f'"{one}"') for text in scripts for one in _SAID.findall(text)]


def counted(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the messages of the script that count something: singular and plural."""
    scripts = [text for name, text in texts.items() if name.endswith(".js")]
    found = (pair for text in scripts for pair in _COUNTED.findall(text))
    return {json.loads(f'"{one}"'): json.loads(f'"{many}"') for one, many in found}


def _last(words: Catalogue, one: str, many: str) -> str:
    return words.messages.get(one, (one, many))[-1]
