"""The process in which GDAL reads a file: bytes on standard input, features with lines as JSON on standard output.

Run by `tables`, never imported: it bounds itself before it looks at the file. The names of the drivers that it is not
to know stand in `GDAL_SKIP`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 10
MOST_FILES = 64
MOST_FEATURES = 2_001
MOST_POINTS = 50_001
DEGREES = ("EPSG:4326", "EPSG:4979", "OGC:CRS84")


def bounded() -> None:
    """Set the process's bounds of memory, processor time, open files and written bytes, where the system knows them."""
    try:
        import resource
    except ImportError:
        return
    bounds = ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS))
    for kind, most in (*bounds, (resource.RLIMIT_NOFILE, MOST_FILES), (resource.RLIMIT_FSIZE, 0)):
        resource.setrlimit(kind, (most, most))


def found(body: bytes, driver: str) -> dict[str, Any]:
    """Return the features of all layers of a file, or why it is refused."""
    import pyogrio

    features: list[dict[str, Any]] = []
    points = 0
    layers = [name for name, kind in pyogrio.list_layers(body).tolist() if kind is not None]
    for layer in layers:
        info = pyogrio.read_info(body, layer=layer)
        if info["driver"] != driver:
            return {"refused": f"says it is {info['driver']}"}
        for feature in _features(body, layer, info["crs"]):
            points += sum(map(len, feature["lines"]))
            features.append(feature)
            if points > MOST_POINTS or len(features) > MOST_FEATURES:
                return {"features": features}
    return {"features": features} if layers else {"refused": "holds no layer of lines"}


def _features(body: bytes, layer: str, crs: str | None) -> Any:
    """Yield the features of a layer in degrees of WGS 84: name, lines, and how many parts are no line."""
    import shapely
    from pyogrio.raw import read

    meta, _, geometries, fields = read(body, layer=layer, max_features=MOST_FEATURES, force_2d=True)
    at = [n for n, name in enumerate(meta["fields"]) if name.lower() in ("name", "title")][:1]
    for n, whole in enumerate(shapely.from_wkb(geometries)):
        parts: Any = shapely.get_parts(shapely.get_parts([whole])) if whole is not None else []
        lines = [shapely.get_coordinates(one) for one in parts if one.geom_type == "LineString"]
        others = Counter(one.geom_type for one in parts if one.geom_type != "LineString")
        name = fields[at[0]][n] if at else None
        yield {
            "name": name if isinstance(name, str) else None,
            "lines": [_degrees(line, crs) for line in lines],
            "others": others if len(parts) else {"feature without geometry": 1},
        }


def _degrees(points: Any, crs: str | None) -> list[list[float]]:
    """Return points of any reference system as longitude and latitude; without one they are taken as they are."""
    if crs is None or crs in DEGREES:
        return points.tolist()  # type: ignore[no-any-return]
    from pyproj import Transformer

    turned = Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform(points[:, 0], points[:, 1])
    return [list(pair) for pair in zip(*(axis.tolist() for axis in turned), strict=True)]


if __name__ == "__main__":
    bounded()
    sys.stdout.write(json.dumps(found(sys.stdin.buffer.read(), sys.argv[1])))
