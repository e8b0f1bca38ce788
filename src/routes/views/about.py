"""The text of the About page: what the atlas is, how it knows its facts, and its limits."""

from __future__ import annotations

from routes.data.atlas import Atlas
from routes.views import markup


def html(atlas: Atlas) -> str:
    """Return method, limits and licences, with how much the atlas holds, as a part of a page."""
    return markup.render(
        "dashboard/about.html",
        version=atlas.version,
        routes=len(atlas.routes),
        legs=len(atlas.legs),
        places=len(atlas.places),
        arguments=len(atlas.arguments),
        sources=len(atlas.sources),
    )
