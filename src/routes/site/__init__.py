"""How is the atlas written as a static web site that needs no server?

Everything is computed here and written down: a page for each route with its scenarios inside it, the map's layers as
scripts (a page opened from disk may run a script beside it, but not fetch a file), and every address relative, so
that the folder works under any path. The same data on the same day give the same bytes.
"""

from __future__ import annotations

from routes.site.edition import Edition
from routes.site.folder import write

__all__ = ["Edition", "write"]
