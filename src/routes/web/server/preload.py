"""What does a page need that could be asked for before its script has run?

Streamlit loads the code of each kind of element when the first one of it arrives, and what that code imports after it:
on a first visit the page, and the map on it, waited for some forty files in five turns. They are kept for ever by the
browser, so that a later visit reads them from its cache, but only once somebody has asked for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

BUNDLE = files("streamlit") / "static" / "static" / "js"
# Streamlit's names for what stands on every page of ours, and for what else stands on the first one.
EVERYWHERE = ("BidiComponent", "Html", "PageLink")
EXPLORE = ("ComponentInstance", "Selectbox", "TextInput", "ButtonGroup", "Slider")
# The code of our own elements.
OWN = ("corridor-atlas.view/view.js", "corridor-atlas.view/share.js", "corridor-atlas.profile/profile.js")
IMPORTED = re.compile(r"""\b(?:from|import)\s*["']\./([\w.$-]+\.js)["']""")


def scripts(page: str, index: str) -> Sequence[str]:
    """Return the addresses, as seen from a page, of the scripts it needs and its index.html does not name."""
    names = EVERYWHERE if page else (*EVERYWHERE, *EXPLORE)
    bundled = (f"./static/js/{name}" for name in _with_imports(names))
    return [*(address for address in bundled if address not in index), *(f"./_stcore/bidi-components/{o}" for o in OWN)]


@cache
def _with_imports(elements: tuple[str, ...]) -> Sequence[str]:
    """The files of some elements and all they import; an element of another name in this Streamlit is passed over."""
    found: dict[str, None] = {}
    there = [entry.name for entry in BUNDLE.iterdir()]
    left = [name for element in elements for name in there if re.fullmatch(rf"{element}\.[\w-]+\.js", name)]
    while left:
        name = left.pop(0)
        if name not in found:
            found[name] = None
            left += _imports(name)
    return tuple(found)


def _imports(name: str) -> Iterator[str]:
    file = BUNDLE / name
    if file.is_file():
        yield from IMPORTED.findall(file.read_text(encoding="utf-8"))
