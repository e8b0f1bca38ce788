"""How does the ground rise and fall? Shaded relief as tiles of the web's map, lit from the north-west.

    python geodata/build/relief.py     writes ../relief.zip

A tile is grey: white where the ground is flat, at sea, north of 50 N and east of 90 E, darker the steeper a slope falls
away from the light, so that it can be multiplied over any land. `<zoom>/<column>/<row>.webp`, 256 pixels.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from elevation import GLOBE_CELLS, GLOBE_CORNER, WINDOW, Grid, globe, sampled
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter

GEODATA = Path(__file__).parents[1]
ZOOMS = range(3, 8)
TILE, QUALITY = 256, 30
EQUATOR_M = 40_075_017
# Pixels over which heights are smoothed, so that a tile is small; and those needed around one for that.
SMOOTH, MARGIN = 1.0, 4
# At the finest zoom a pixel has a cell of its own. Slopes are drawn so much steeper than they are there, and by so
# much more at each zoom farther out.
STEEPER, STEEPER_OUT = 5.0, 1.55
LIGHT_FROM, LIGHT_ABOVE = np.radians(315.0), np.radians(45.0)
# How dark the deepest shade is, and what a slope facing the light has of it.
DARK, SLOPE = 0.64, 0.16
# The relief fades out over so many degrees before the heights end.
FADE_DEG = 1.5
# The same date in every entry, so that the same tiles make the same file.
DATE = (2000, 1, 1, 0, 0, 0)


@cache
def pyramid(level: int) -> Grid:
    """Return the heights with 2 to the power of `level` cells averaged into one along each side."""
    if level == 0:
        return globe()
    finer = pyramid(level - 1)
    rows, columns = finer.shape[0] // 2, finer.shape[1] // 2
    halved: Grid = finer[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2).mean(axis=(1, 3))
    return halved


def column(lon: float, zoom: int) -> float:
    """Return where a longitude lies, in tiles from the west."""
    return float((lon + 180) / 360 * 2**zoom)


def row(lat: float, zoom: int) -> float:
    """Return where a latitude lies, in tiles from the north."""
    return float((1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * 2**zoom)


def positions(zoom: int, x0: int, x1: int, y: int) -> tuple[Grid, Grid]:
    """Return the longitudes and latitudes of the pixels of a row of tiles and of a margin around it."""
    across = x0 + (np.arange(-MARGIN, (x1 - x0) * TILE + MARGIN) + 0.5) / TILE
    down = y + (np.arange(-MARGIN, TILE + MARGIN) + 0.5) / TILE
    return tuple(
        np.meshgrid(across / 2**zoom * 360 - 180, np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * down / 2**zoom)))))
    )


def darkness(ground: Grid, pixel_m: Grid, steeper: float) -> Grid:
    """Return how dark the shade of the ground is, from 0 where it is flat to 1, its slopes drawn `steeper`."""
    south, east = np.gradient(gaussian_filter(ground, SMOOTH))
    rise_east, rise_north = east * steeper / pixel_m, -south * steeper / pixel_m
    away = rise_east * np.sin(LIGHT_FROM) + rise_north * np.cos(LIGHT_FROM)
    upright = 1 / np.sqrt(1 + rise_east**2 + rise_north**2)
    lit = (np.sin(LIGHT_ABOVE) - np.cos(LIGHT_ABOVE) * away) * upright / np.sin(LIGHT_ABOVE)
    return np.clip(DARK * np.clip(1 - lit, 0, 1) + SLOPE * (1 - upright), 0, 1)


def shade(zoom: int, x0: int, x1: int, y: int) -> NDArray[np.uint8]:
    """Return the grey values of a row of tiles, from column `x0` to before `x1`."""
    lon, lat = positions(zoom, x0, x1, y)
    level = ZOOMS[-1] - zoom
    ground = sampled(pyramid(level), GLOBE_CORNER, GLOBE_CELLS / 2**level, lon, lat)
    pixel_m = EQUATOR_M / 2**zoom / TILE * np.cos(np.radians(lat))
    west, south, east, north = WINDOW
    to_edge = np.minimum(np.minimum(north - lat, lat - south), np.minimum(lon - west, east - lon))
    dark = darkness(ground, pixel_m, STEEPER * STEEPER_OUT**level) * np.clip(to_edge / FADE_DEG, 0, 1)
    return np.rint(255 * (1 - dark)[MARGIN:-MARGIN, MARGIN:-MARGIN]).astype(np.uint8)


def tiles(zoom: int) -> Iterator[tuple[str, bytes]]:
    """Yield the tiles of a zoom that the window touches: name and picture."""
    west, south, east, north = WINDOW
    x0, x1 = int(column(west, zoom)), int(np.ceil(column(east, zoom)))
    for y in range(int(row(north, zoom)), int(np.ceil(row(south, zoom)))):
        grey = shade(zoom, x0, x1, y)
        for x in range(x0, x1):
            body = io.BytesIO()
            at = (x - x0) * TILE
            Image.fromarray(grey[:, at : at + TILE]).convert("RGB").save(body, "WEBP", quality=QUALITY, method=6)
            yield f"{zoom}/{x}/{y}.webp", body.getvalue()


def main() -> None:
    """Write the archive, and print how many tiles and bytes each zoom has."""
    with zipfile.ZipFile(GEODATA / "relief.zip", "w") as archive:
        for zoom in ZOOMS:
            sizes = []
            for name, body in tiles(zoom):
                archive.writestr(zipfile.ZipInfo(name, DATE), body)
                sizes.append(len(body))
            print(f"zoom {zoom}: {len(sizes)} tiles, {sum(sizes)} bytes, the largest {max(sizes)}", file=sys.stderr)


if __name__ == "__main__":
    main()
