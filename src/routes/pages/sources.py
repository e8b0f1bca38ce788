"""Which sources are there, and what rests on each?"""

from __future__ import annotations

from routes import citations, link
from routes.pages import frame
from routes.pages.shelf import shelf


def show() -> None:
    """The page of the source in the address, or the list of all."""
    files, chosen = shelf(), frame.selection()
    frame.board("sources", files, chosen.source or citations.ALL, link.default(files.atlas))
