"""HTML as a browser writes it back (`innerHTML`), so that a page's script can change what the page already holds."""

from __future__ import annotations

import html
import re

from routes.views import markup

# A tag with its name, its attributes (always in double quotes in our templates) and whether it closes itself, or text.
PIECE = re.compile(r'<(/?)([a-zA-Z][\w:-]*)((?:\s+[^\s=<>/"]+(?:="[^"]*")?)*)\s*(/?)>|([^<]+)')
ATTRIBUTE = re.compile(r'([^\s=<>/"]+)(?:="([^"]*)")?')
# What a reader unfolds or folds; it is no part of the text.
UNFOLDED = ' open=""'


def written_back(text: str) -> str:
    """Return well-formed HTML as `innerHTML` gives it after a browser read it, without what readers unfold.

    Raises
    ------
    ValueError
        If the text holds a comment or a tag that the templates do not write.
    """
    out, at = [], 0
    for piece in PIECE.finditer(text):
        if piece.start() != at:
            break
        at = piece.end()
        out.append(_text(piece[5]) if piece[5] else _tag(piece))
    if at != len(text):
        raise ValueError(f"no plain tag: {text[at : at + 60]!r}")
    return "".join(out)


def _tag(piece: re.Match[str]) -> str:
    ends, name, attributes, closed, _ = piece.groups()
    if ends:
        return f"</{name}>"
    written = "".join(f' {key}="{_value(value or "")}"' for key, value in ATTRIBUTE.findall(attributes))
    end = f"</{name}>" if closed and name not in markup.VOID else ""
    return f"<{name}{written.replace(UNFOLDED, '')}>{end}"


def _text(text: str) -> str:
    kept = html.unescape(text).replace("&", "&amp;").replace("\N{NO-BREAK SPACE}", "&nbsp;")
    return kept.replace("<", "&lt;").replace(">", "&gt;")


def _value(text: str) -> str:
    """Return the value of an attribute; browsers before 2025 leave `<` and `>`, which the page's script mends."""
    return _text(text).replace('"', "&quot;")
