"""How much the packed streams of a PDF unpack to, before a library takes them into memory."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

# bytes of all pages together; a thousand pages of print and drawings take 100 MB
MOST_UNPACKED = 256 * 1024**2
_PIECE = 1024**2
_LONGEST_HEAD = 2_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image|/FontFile")


def unpacks_to_too_much(data: bytes) -> bool:
    """Return whether the packed streams of a file, pictures apart, hold more than `MOST_UNPACKED`.

    They are unpacked piece by piece and let go. What cannot be unpacked here (it
    is encrypted, or damaged) is left for PDFium to refuse.
    """
    total = 0
    for found in _STREAM.finditer(data):
        head = data[
            max(data.rfind(b"obj", 0, found.start()), found.start() - _LONGEST_HEAD) : found.start()
        ]
        layers = len(_PACKED.findall(head))
        if layers and not _PICTURE.search(head):
            for piece in _unpacked(data, found.end(), layers):
                total += piece
                if total > MOST_UNPACKED:
                    return True
    return False


def _unpacked(data: bytes, start: int, layers: int) -> Iterator[int]:
    """Yield how many bytes each piece of a stream unpacks to, inner layers counted as well."""
    unpackers = [zlib.decompressobj() for _ in range(layers)]
    waiting = [(0, memoryview(data)[start:])]
    try:
        while waiting:
            layer, packed = waiting.pop()
            piece = unpackers[layer].decompress(packed, _PIECE)
            # what follows the end of a packed stream is left there for good
            if unpackers[layer].unconsumed_tail and not unpackers[layer].eof:
                waiting.append((layer, memoryview(unpackers[layer].unconsumed_tail)))
            if piece:
                yield len(piece)
            if piece and layer + 1 < layers:
                waiting.append((layer + 1, memoryview(piece)))
    except zlib.error:
        return
