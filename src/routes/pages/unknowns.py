"""What does the atlas not know?"""

from __future__ import annotations

from routes import link
from routes.pages import frame
from routes.pages.shelf import shelf


def show() -> None:
    """Every hole, with counts and where it stands."""
    files = shelf()
    frame.board("unknowns", files, "all", link.default(files.atlas))
