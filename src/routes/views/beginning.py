"""The beginning of a long part of a page, for a page that must come before anything else."""

from __future__ import annotations

import re

from routes.views import markup

TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*?(/?)>")
# Elements after which a part may end.
ITEMS = {"li", "p", "tr", "section", "article"}


def beginning(part: str, most: int) -> str:
    """Return what of our own markup ends within so many characters, whole items alone; what they stand in is closed."""
    if len(part) <= most:
        return part
    within: list[str] = []
    end, around = 0, list(within)
    for tag in TAG.finditer(part, 0, most):
        closing, name, alone = tag.groups()
        if closing:
            within.pop()
            if name in ITEMS:
                end, around = tag.end(), list(within)
        elif not alone and name not in markup.VOID:
            within.append(name)
    return part[:end] + "".join(f"</{name}>" for name in reversed(around))
