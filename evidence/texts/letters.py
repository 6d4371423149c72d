"""The letters of a text: what the hash of a text is taken of."""

from __future__ import annotations

import hashlib

_ASCII = bytes(range(128))
_LOWER = _ASCII.lower() + bytes(range(128, 256))
# spaces, punctuation and controls of ASCII; signs such as + and < say something
_DROPPED = bytes(
    point for point in _ASCII if not chr(point).isalnum() and chr(point) not in "$+<=>"
)


def letters_of(text: str) -> bytes:
    r"""Return the UTF-8 of a text in lower case without ASCII spaces, punctuation and controls.

    Another layout of the same words has the same letters.

    >>> letters_of("Name more\nvegetables, 3.9 %")
    b'namemorevegetables39'
    """
    return text.encode("utf-8", "surrogatepass").translate(_LOWER, _DROPPED)


def text_hash(text: str) -> str:
    """Return the SHA-256 of the letters of a text, in hexadecimal."""
    return hashlib.sha256(letters_of(text)).hexdigest()
