"""What does the server answer besides the page? Leaflet, the map's files, the layers, and the parts of each way.

Files that never change while the server runs carry the hash of their content in their name. What is computed for a
route and its scenarios carries the version of data and code in its query. Both may be kept for ever by a browser.
"""

from __future__ import annotations

from routes.serve.answers import routes
from routes.serve.door import middleware
from routes.serve.files import ASK_AGAIN, FOR_EVER, File
from routes.serve.policy import EMBED_POLICY, FRAME_POLICY, page_policy
from routes.serve.shelf import FROM_COMPONENT, FROM_FRAME, Shelf
from routes.serve.views import BOARDS, ENDINGS, TOGETHER, VIEWS

__all__ = [
    "ASK_AGAIN",
    "BOARDS",
    "EMBED_POLICY",
    "ENDINGS",
    "FOR_EVER",
    "FRAME_POLICY",
    "FROM_COMPONENT",
    "FROM_FRAME",
    "TOGETHER",
    "VIEWS",
    "File",
    "Shelf",
    "middleware",
    "page_policy",
    "routes",
]
