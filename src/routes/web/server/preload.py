"""The scripts a page needs that a browser can ask for before the page's own script has run.

Streamlit loads the code of each kind of element when the first one of it arrives, and what that code imports after it:
on a first visit the page, and the map on it, waited for some forty files in five rounds. They are kept for ever by the
browser, so that a later visit reads them from its cache, but only once somebody has asked for them.
"""

from __future__ import annotations

from collections.abc import Sequence

from routes.web.server import streamlit_internals

# Streamlit's names for the elements of every page of ours, and for the further ones of the front page.
EVERYWHERE = ("BidiComponent", "Html", "PageLink")
EXPLORE = ("ComponentInstance", "TextInput", "ButtonGroup")
# The code of our own elements.
OWN = (
    "corridor-atlas.view/view.js",
    "corridor-atlas.view/ahead.js",
    "corridor-atlas.view/first.js",
    "corridor-atlas.view/part.js",
    "corridor-atlas.view/share.js",
    "corridor-atlas.profile/profile.js",
)


def scripts(page: str, index: str) -> Sequence[str]:
    """Return the addresses, as seen from a page, of the scripts it needs and its index.html does not name."""
    names = EVERYWHERE if page else (*EVERYWHERE, *EXPLORE)
    bundled = (f"./static/js/{name}" for name in streamlit_internals.scripts(names))
    return [*(address for address in bundled if address not in index), *(f"./_stcore/bidi-components/{o}" for o in OWN)]
