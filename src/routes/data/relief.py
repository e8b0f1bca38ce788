"""Tiles of shaded relief, packed in one file beside the atlas's others; an atlas may do without."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from routes.data import tile_archive
from routes.data.tile_archive import Tile

FILE = "relief.zip"
# Degrees by which the bounds are drawn in, so that no tile beside them is asked for.
INSIDE = 1e-6


@dataclass(frozen=True)
class Relief:
    """Grey pictures of 256 pixels (WebP), white where the ground is flat."""

    tiles: Mapping[Tile, bytes]
    digest: str

    @cached_property
    def zooms(self) -> tuple[int, int]:
        """The coarsest zoom and the finest."""
        found = {zoom for zoom, _, _ in self.tiles}
        return min(found), max(found)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of what the tiles of the finest zoom cover."""
        finest = [(x, y) for zoom, x, y in self.tiles if zoom == self.zooms[1]]
        columns, rows = zip(*finest, strict=True)
        west, north = _corner(self.zooms[1], min(columns), min(rows))
        east, south = _corner(self.zooms[1], max(columns) + 1, max(rows) + 1)
        return west + INSIDE, south + INSIDE, east - INSIDE, north - INSIDE

    def within(self, zoom: int, around: tuple[float, float, float, float]) -> list[Tile]:
        """Return the tiles of a zoom that touch a stretch of the map: west, south, east, north."""
        west, south, east, north = around
        found = []
        for tile in self.tiles:
            left, top = _corner(*tile)
            right, bottom = _corner(zoom, tile[1] + 1, tile[2] + 1)
            if tile[0] == zoom and left < east and right > west and bottom < north and top > south:
                found.append(tile)
        return found


def read(folder: Path) -> Relief | None:
    """Read the tiles in a folder; None if it has none.

    Raises
    ------
    ReadError
        If the file is no archive of tiles.
    """
    found = tile_archive.read(folder / FILE, ".webp")
    return Relief(*found) if found else None


def _corner(zoom: int, x: int, y: int) -> tuple[float, float]:
    """Return longitude and latitude of a tile's north-western corner."""
    return x / 2**zoom * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / 2**zoom))))
