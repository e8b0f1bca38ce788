"""Data that only a script reads, packed: gzipped, in letters and digits, so that they fit into a page or a script."""

from __future__ import annotations

import gzip
from base64 import b64encode


def packed(body: bytes) -> str:
    """Return data as `unpacked` of `route.js` reads them; the same data give the same text."""
    return b64encode(gzip.compress(body, 9, mtime=0)).decode()


def shorter(body: bytes) -> bytes:
    """Return JSON as an expression of JavaScript: as it is, or as a string of packed data where that is shorter."""
    text = f'"{packed(body)}"'.encode()
    return text if len(text) < len(body) else body
