"""Text without the characters that no file format can hold."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold, and lone surrogates, which UTF-8 cannot. https://www.w3.org/TR/xml/#charsets
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return text without what no file format can hold."""
    return UNPRINTABLE.sub("", text)
