"""Templates by name, and what is wrong with those that a review brought along.

A review's own run in a sandbox. Where one of them breaks, that is its author's
mistake: it is told by template and line. Where ours break, that is our bug, and
the exception passes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.util import MAGIC_NUMBER
from traceback import walk_tb
from typing import Any, Protocol

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from evidence.report import OURS

_OBJECT = re.compile(r"'evidence\.(?:\w++\.)*+(\w++) object'")
_QUOTED = re.compile(r"'([^']*)'")


@dataclass(slots=True)
class BrokenTemplate(Exception):  # noqa: N818 - it says what is so, as every message does
    """A review's own template cannot be filled; `line` is 0 where it is not known."""

    name: str
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.name}:{self.line}: {self.why}"


class Kept(Protocol):
    """Where bytes are kept by a key, which only we can write."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, None if nothing is."""

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key."""


def environment(
    templates: Mapping[str, str], *, own: bool, kept: Kept | None = None, **settings: Any
) -> Environment:
    """Return a strict Jinja environment of templates; `own` says that some are the review's.

    Shape: `kept` is where ours are found compiled, which else takes longer than
           to fill them; a review's own are not kept. Jinja calls a function
           `finalize` while it compiles a literal, so it has to leave Markup as
           it is, which a literal is wherever `autoescape` is on.
    """
    kind = ImmutableSandboxedEnvironment if own else Environment
    made = kind(
        loader=_Texts(templates, own=own),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **settings,
    )
    if kept is not None and not own:
        made.bytecode_cache = _Compiled(kept, made)
    return made


def fill(made: Environment, template: str, **values: object) -> str:
    """Return a template filled with values.

    Raises: BrokenTemplate where one of a review's own is at fault.
    """
    try:
        return made.get_template(template).render(**values)
    except Exception as error:
        loader = made.loader
        broken = _broken(error, loader.own) if isinstance(loader, _Texts) else None
        if broken is None:
            raise
        raise broken from error


class _Texts(BaseLoader):
    """Templates by name; the name stands for the file, so that a traceback tells it."""

    def __init__(self, templates: Mapping[str, str], *, own: bool) -> None:
        self.templates = templates
        self.own = frozenset(
            name
            for name, text in templates.items()
            if own and not name.startswith(OURS) and templates.get(OURS + name) != text
        )

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a template and its name."""
        del environment
        if template not in self.templates:
            raise TemplateNotFound(template)
        return self.templates[template], template, None


class _Compiled(BytecodeCache):
    """Our templates as the code that Jinja makes of them.

    The key covers all that the code depends on: the text and its name, what
    compiles it, and how.
    """

    def __init__(self, kept: Kept, made: Environment) -> None:
        self.kept = kept
        self.how = (
            version("jinja2"),
            version("markupsafe"),
            MAGIC_NUMBER.hex(),
            made.autoescape,
            made.finalize is not None,
            made.trim_blocks,
            made.lstrip_blocks,
            made.keep_trailing_newline,
        )

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand Jinja the code, if it was kept."""
        data = self.kept.get(bucket.key)
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code that Jinja made."""
        self.kept.put(bucket.key, bucket.bytecode_to_string())

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return the place of a template's code, with the code if it was kept."""
        told = json.dumps((name, filename, source, *self.how))
        digest = sha256(told.encode()).hexdigest()
        bucket = Bucket(environment, f"template-{digest}", digest)
        self.load_bytecode(bucket)
        return bucket


def _broken(error: Exception, own: frozenset[str]) -> BrokenTemplate | None:
    """Return which of a review's own templates is at fault, None if none is."""
    if isinstance(error, TemplateSyntaxError):
        name = error.name or ""
        return BrokenTemplate(name, error.lineno, _said(error)) if name in own else None
    # Jinja has put the lines of templates into the traceback; the innermost is at fault
    lines = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    found = [(name, line) for name, line in lines if name in own]
    return BrokenTemplate(*found[-1], _said(error)) if found else None


def _said(error: Exception) -> str:
    """Return what Jinja or Python says of a template, in one line and in our signs."""
    if isinstance(error, TemplateNotFound):
        return f"there is no template `{error.name}`"
    said = error.message if isinstance(error, TemplateSyntaxError) else str(error)
    line = " ".join((said or type(error).__name__).split()).rstrip(".")
    line = _QUOTED.sub(r"`\1`", _OBJECT.sub(r"`\1`", line))
    return line[:1].lower() + line[1:]
