"""What if the atlas were ten times as large? Writes a synthetic folder of data: legs, places and arguments copied.

    python benchmarks/bigger.py FOLDER

Each copy has ids of its own and hangs together as the original does; the routes stay as they are.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from routes.data.locations import GEODATA
from routes.geo.geodesy import length_km

TIMES = 10
# Fields of a place or leg that name places.
REFERENCES = ("id", "from", "to", "of")


def write(folder: Path, times: int = TIMES) -> None:
    """Write the larger atlas into an empty or missing folder."""
    shutil.copytree(GEODATA, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build", "schema"))
    for file in (folder / "places.geojson", *(folder / "legs").glob("*.geojson")):
        _multiply(file, times)
    for file in list((folder / "sources").glob("*.yaml")):
        _argue(file, times)


def _multiply(file: Path, times: int) -> None:
    collection = json.loads(file.read_text(encoding="utf-8"))
    copies = [_copy(feature, n) for n in range(1, times) for feature in collection["features"]]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False) for f in (*collection["features"], *copies))
    file.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


def _copy(feature: dict[str, Any], n: int) -> dict[str, Any]:
    facts = feature["properties"]
    renamed = {key: f"{facts[key]}-x{n}" for key in REFERENCES if facts.get(key)}
    if (facts.get("length") or {}).get("method") == "published":
        # A published figure is of the original alone.
        km = length_km(feature["geometry"]["coordinates"])
        renamed["length"] = {"km": round(km, 1), "method": "drawn"}
    return feature | {"properties": facts | renamed}


def _argue(file: Path, times: int) -> None:
    source = yaml.safe_load(file.read_text(encoding="utf-8"))
    said = source.get("arguments") or []
    if not said:
        return
    source["arguments"] = said + [
        argument | {"id": f"{argument['id']}-x{n}"} for n in range(1, times) for argument in said
    ]
    text = yaml.safe_dump(json.loads(json.dumps(source, default=str)), allow_unicode=True, sort_keys=False)
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
