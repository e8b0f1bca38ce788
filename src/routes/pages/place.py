"""What is known of one port, post, station or city; or which are there?"""

from __future__ import annotations

from routes import dossier, link
from routes.pages import frame
from routes.pages.shelf import shelf


def show() -> None:
    """The page of the place in the address, or the list of all."""
    files, chosen = shelf(), frame.selection()
    frame.board("place", files, chosen.place or dossier.ALL, link.default(files.atlas))
