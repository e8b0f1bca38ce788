"""Tiles of the ground at street scale: coasts, lakes, rivers, borders and towns; an atlas may do without."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from routes.data import tile_archive
from routes.data.tile_archive import Tile

FILE = "ground.zip"
# Zoom of the tiles, the zoom of the map from which they serve, whether they hold the ground or towns alone; as
# geodata/build/ground.py makes them.
LEVELS = ((5, 6.0, False), (7, 8.5, True), (8, 10.7, True))


@dataclass(frozen=True)
class FineGround:
    """Tiles as JSON, each gzipped."""

    tiles: Mapping[Tile, bytes]
    digest: str

    def levels(self) -> list[dict[str, Any]]:
        """Return each level and which tiles it has: rows of 0 and 1 from its north-western tile on."""
        return [_level(self.tiles, zoom) | {"from": first, "ground": ground} for zoom, first, ground in LEVELS]

    def plain(self, tile: Tile) -> bytes:
        """Return a tile's JSON."""
        return gzip.decompress(self.tiles[tile])


def _level(tiles: Mapping[Tile, bytes], zoom: int) -> dict[str, Any]:
    there = {(x, y) for z, x, y in tiles if z == zoom}
    columns, rows = ([*part] for part in zip(*there, strict=True)) if there else ([0], [0])
    across, down = range(min(columns), max(columns) + 1), range(min(rows), max(rows) + 1)
    lines = ["".join("01"[(x, y) in there] for x in across) for y in down]
    return {"zoom": zoom, "left": across[0], "top": down[0], "rows": lines}


def read(folder: Path) -> FineGround | None:
    """Read the tiles in a folder; None if it has none.

    Raises
    ------
    ReadError
        If the file is no archive of tiles.
    """
    found = tile_archive.read(folder / FILE, ".json.gz")
    return FineGround(*found) if found else None
