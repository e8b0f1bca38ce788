"""The ground of the map as files: outlines, tiles of relief and of the fine ground, and their addresses."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from routes.data import fine_ground, outlines
from routes.data import relief as relief_tiles
from routes.data.atlas import Atlas
from routes.data.files import ReadError
from routes.data.fine_ground import FineGround
from routes.data.relief import Relief
from routes.data.tile_archive import Tile
from routes.geo import outline_encoding
from routes.views import urls
from routes.views.map import base_map, later_names, scripts
from routes.web.server.files import MEDIA, File, as_is, as_json, hashed

# From the map's frame, <base>/component/streamlit_folium.st_folium/index.html, to the base.
FROM_FRAME = "../../"
T = TypeVar("T")


class GroundFiles:
    """The ground that an atlas is drawn on; what is served of it beside tiles stands in `files` of who is one."""

    atlas: Atlas

    @cached_property
    def files(self) -> Mapping[str, tuple[str, File]]:
        """Plain name: (hashed name, file)."""
        raise NotImplementedError

    def address(self, hashed_name: str, file: File, root: str) -> str:  # noqa: ARG002 - for hosts without our addresses
        """Return the address of a file, relative to the place that `root` leads up from; right under any base path."""
        return urls.file(f"files/{hashed_name}", root)

    @cached_property
    def basemap(self) -> Mapping[str, bytes]:
        """The base map as the script wants it, by role: land, and where the atlas has them detail and water."""
        drawn = {role: outlines.drawn(self.atlas, role) for role in outlines.BASEMAP}
        return {role: as_json(outline_encoding.packed(found)) for role, found in drawn.items() if found}

    @cached_property
    def fine(self) -> FineGround | None:
        """The tiles of the fine ground; None if the atlas has none, or a file of them that is broken."""
        return self._read(fine_ground.read)

    def fine_files(self) -> dict[str, bytes]:
        """Return the script that draws the fine ground, and what it names and which edges it breaks."""
        if self.fine is None:
            return {}
        places = as_json(base_map.places_json(self.atlas))
        claimed = as_json(base_map.claimed_json(self.atlas))
        written = {"places.json": places, "claimed.json": claimed}
        where = {name: urls.file(f"files/{hashed(name, body)}", FROM_FRAME) for name, body in written.items()}
        names = later_names.names_json(self.atlas)
        return written | {
            "fine.js": scripts.with_tiles(self.fine.levels(), where["places.json"], where["claimed.json"], names)
        }

    def fine_tile(self, digest: str, tile: Tile) -> File | None:
        """Return a tile of the fine ground that has this digest; None if there is no such tile."""
        known = self.fine if self.fine and self.fine.digest == digest else None
        return File(MEDIA["json"], known.tiles[tile]) if known and tile in known.tiles else None

    def fine_at(self, root: str) -> tuple[str, str] | None:
        """Return the addresses, as seen from `root`, of the fine ground's tiles and its script; None if it has none."""
        if self.fine is None:
            return None
        return urls.tiles(f"files/ground.{self.fine.digest}", root, "json"), self.address(*self.files["fine.js"], root)

    @cached_property
    def relief(self) -> Relief | None:
        """The tiles of shaded relief; None if the atlas has none, or a file of them that is broken."""
        return self._read(relief_tiles.read)

    def relief_tile(self, digest: str, tile: Tile) -> File | None:
        """Return a tile of the relief that has this digest; None if there is no such tile."""
        known = self.relief if self.relief and self.relief.digest == digest else None
        return as_is("tile.webp", known.tiles[tile]) if known and tile in known.tiles else None

    def relief_at(self, root: str) -> tuple[str, Relief] | None:
        """Return the address of the relief's tiles as seen from `root`, and what they are; None if there are none."""
        return (urls.tiles(f"files/relief.{self.relief.digest}", root), self.relief) if self.relief else None

    def _read(self, read: Callable[[Path], T | None]) -> T | None:
        try:
            return read(self.atlas.folder)
        except ReadError as error:
            logging.getLogger(__name__).warning("not on the map: %s", error)
            return None
