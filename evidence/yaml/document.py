"""Plain values as YAML, for files that other tools read."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

_WIDTH = 100


def yaml_text(value: Mapping[str, object]) -> str:
    r"""Return a mapping as a YAML document, in its order, every text as a text.

    >>> yaml_text({"title": "Gardens", "version": "2.10"})
    "title: Gardens\nversion: '2.10'\n"
    """
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text
