"""Scripts and data of the static edition's map, loadable by a page opened from disk."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from routes.data.atlas import Atlas
from routes.text import typefaces
from routes.views import font_faces, markup, urls
from routes.views.map import base_map, frame, later_names, layers, scripts
from routes.views.profile import profiles
from routes.web.server.assets import AssetStore
from routes.web.server.files import COMPONENTS, LEAFLET, PACKAGE, as_json
from routes.web.static_site import packing

OWN = PACKAGE / "web" / "static_site" / "assets"
VIEWS = PACKAGE / "views"
# Scripts of the edition, and the map's own.
SCRIPTS = ("forward.js", "arguments.js", "route.js")
FINE = "code/fine.js"
Written = tuple[str, bytes]


def written(atlas: Atlas) -> Iterator[Written]:
    """Yield every file that is not a page: path and bytes."""
    yield from _style(atlas)
    yield from ((f"code/{name}", (OWN / name).read_bytes()) for name in SCRIPTS)
    yield "code/map.js", scripts.map_script()
    yield "code/leaflet.js", (LEAFLET / "leaflet.js").read_bytes()
    yield "icon.svg", (VIEWS / "assets" / "icon.svg").read_bytes()
    assets = AssetStore(atlas)
    addresses = {role: f"data/{role}.js" for role in assets.basemap}
    given = base_map.map_json(atlas, addresses)
    relief = assets.relief
    shaded = frame.relief_options(urls.tiles("relief"), relief) if relief else None
    fine = {"url": "data/ground/{z}/{x}/{y}.js", "script": FINE} if assets.fine else None
    yield _script("base", as_json(given | {"view": frame.options(), "relief": shaded, "fine": fine}))
    yield from _fine_ground(assets)
    for (zoom, x, y), body in relief.tiles.items() if relief else ():
        yield f"relief/{zoom}/{x}/{y}.webp", body
    yield from (_script(role, body) for role, body in assets.basemap.items())
    yield from (_script(f"layer-{theme}", as_json(layers.layer(atlas, theme))) for theme in atlas.themes)


def _fine_ground(assets: AssetStore) -> Iterator[Written]:
    """Yield the tiles of the fine ground, what draws them and the places that it names; nothing if there are none."""
    if assets.fine is None:
        return
    names = later_names.names_json(assets.atlas)
    yield FINE, scripts.with_tiles(assets.fine.levels(), "data/places.js", "data/claimed.js", names)
    yield _script("places", as_json(base_map.places_json(assets.atlas)))
    yield _script("claimed", as_json(base_map.claimed_json(assets.atlas)))
    for zoom, x, y in assets.fine.tiles:
        yield _script(f"ground/{zoom}/{x}/{y}", assets.fine.plain((zoom, x, y)))


def _script(name: str, body: bytes) -> Written:
    """Return a data file that a page can load as a script, through the page's function `atlasFile`."""
    return f"data/{name}.js", f'atlasFile("data/{name}.js",'.encode() + packing.shorter(body) + b");\n"


def _style(atlas: Atlas) -> Iterator[Written]:
    texts = [
        font_faces.css(lambda name: f"fonts/{name}"),
        markup.style(),
        _text(COMPONENTS / "profile" / "profile.css"),
        profiles.variables(atlas),
        _text(OWN / "site.css"),
    ]
    yield "style/site.css", "\n".join(texts).encode()
    yield "style/map.css", (_text(LEAFLET / "leaflet.css") + _text(VIEWS / "map" / "assets" / "map.css")).encode()
    yield from ((f"style/fonts/{name}", typefaces.read(name)) for name in font_faces.FONTS)
    # Leaflet's style names pictures that this map never shows.
    for name in ("layers.png", "layers-2x.png", "marker-icon.png"):
        yield f"style/images/{name}", (LEAFLET / "images" / name).read_bytes()


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")
