"""The miniature atlas with names that are markup, formulas and broken characters."""

from __future__ import annotations

from dataclasses import replace

from routes.data.atlas import Atlas

NAME = "=cmd|'/c x'!A1 <script>alert(1)</script> \"q\" & ]]> ${x} {{ 7*7 }} %s \x01\x0b"
SHOWN = NAME.replace("\x01\x0b", "")


def made(atlas: Atlas) -> Atlas:
    """Return the atlas with every text that a file may carry made hostile."""
    places = {id: p.model_copy(update={"name": f"{NAME}{id}"}) for id, p in atlas.places.items()}
    routes = {
        id: r.model_copy(update={"title": NAME, "short": NAME, "summary": NAME}) for id, r in atlas.routes.items()
    }
    legs = {
        id: leg.model_copy(update={"electrified": NAME, "status": leg.status.model_copy(update={"note": NAME})})
        for id, leg in atlas.legs.items()
    }
    sources = {
        id: s.model_copy(update={"title": NAME, "publisher": NAME, "author": NAME, "url": f"https://x.org/?a={NAME}"})
        for id, s in atlas.sources.items()
    }
    return replace(atlas, places=places, routes=routes, legs=legs, sources=sources)
