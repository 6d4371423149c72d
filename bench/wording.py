"""Texts in YAML as people write them: plain, folded, in quotes, in two languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

PLAIN = re.compile(r"[A-Za-zÀ-ỹ][^:#\n\"'\[\]{}>|*&!%@`]*[\w.)]")


def prose(key: str, text: str, rng: Random) -> list[str]:
    """Return a text as people write it: on one line, folded, or in quotes."""
    style = rng.random()
    if style < 0.5:
        return [f"    {key}: {scalar(text)}"]
    if style < 0.75:
        return [f'    {key}: "{text}"']
    half = text.rindex(" ", 0, len(text) // 2)
    return [f"    {key}: >-", f"      {text[:half]}", f"      {text[half + 1 :]}"]


def said(text: str, languages: Sequence[str]) -> str:
    """Return a text once, or marked for each language where there are several."""
    if len(languages) == 1:
        return scalar(text)
    versions = [text, *(f"{text} ({language})" for language in languages[1:])]
    pairs = zip(languages, versions, strict=True)
    return "{" + ", ".join(f'{language}: "{version}"' for language, version in pairs) + "}"


def scalar(text: str) -> str:
    """Return a text as a plain scalar where YAML lets it be one, else in quotes."""
    return text if PLAIN.fullmatch(text) else '"' + text.replace('"', '\\"') + '"'


def flow(where: dict[str, str]) -> str:
    """Return a mapping in YAML's flow style."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in where.items()) + "}"
