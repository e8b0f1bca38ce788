"""The files of the package. The same data give the same bytes with the same libraries."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyogrio

from routes.data.atlas import Atlas
from routes.export.package import descriptors
from routes.export.package.descriptors import Resource
from routes.export.package.tables import ODBL, Table, tables

PARQUET, GEOPACKAGE = "application/vnd.apache.parquet", "application/geopackage+sqlite3"
# A GeoPackage holds when each layer was written.
WRITTEN_AT = "OGR_CURRENT_DATE"


def write(atlas: Atlas, out: Path) -> Sequence[str]:
    """Write the package into a folder and return the names of its files."""
    made = files(atlas)
    out.mkdir(parents=True, exist_ok=True)
    for name, body in made.items():
        (out / name).write_bytes(body)
    return list(made)


def files(atlas: Atlas) -> Mapping[str, bytes]:
    """Return the files of the package by name."""
    whole = tables(atlas)
    resources = [resource for table in whole for resource in _of(table)]
    resources.append(_geopackage(atlas, [table for table in whole if table.lies_somewhere]))
    data = {resource.path: resource.body for resource in resources}
    licence = (atlas.folder / "LICENSE").read_bytes() if (atlas.folder / "LICENSE").exists() else b""
    return data | {
        "LICENSE": licence,
        "CITATION.cff": descriptors.citation(atlas).encode(),
        **{name: _json(made) for name, made in descriptors.described(atlas, resources).items()},
    }


def _of(table: Table) -> Sequence[Resource]:
    """Return a table as CSV, and one that lies somewhere as GeoJSON and GeoParquet too."""
    csv = table.frame.to_csv(index=False, lineterminator="\r\n").encode()
    made = [_resource(table, "csv", "text/csv", csv)]
    if table.lies_somewhere:
        geojson = json.loads(table.geoframe.to_json(drop_id=True, show_bbox=False))
        geojson.pop("crs", None)
        parquet = io.BytesIO()
        table.geoframe.to_parquet(parquet, index=False)
        made += [
            _resource(table, "geojson", "application/geo+json", _json(geojson)),
            _resource(table, "parquet", PARQUET, parquet.getvalue()),
        ]
    return made


def _geopackage(atlas: Atlas, whole: Sequence[Table]) -> Resource:
    """Return every table that lies somewhere as a layer of one GeoPackage."""
    before = pyogrio.get_gdal_config_option(WRITTEN_AT)
    pyogrio.set_gdal_config_options({WRITTEN_AT: f"{atlas.last_year}-01-01T00:00:00.000Z"})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "corridor-atlas.gpkg"
            for n, table in enumerate(whole):
                table.geoframe.to_file(path, layer=table.name, driver="GPKG", mode="a" if n else "w")
            body = path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({WRITTEN_AT: before})
    says = "Legs, places and routes as layers of one file."
    return Resource("corridor-atlas-gpkg", "corridor-atlas.gpkg", says, GEOPACKAGE, ODBL, body, _hash(body))


def _resource(table: Table, ending: str, media: str, body: bytes) -> Resource:
    columns = descriptors.fields(table) if ending == "csv" else ()
    name, path = f"{table.name}-{ending}", f"{table.name}.{ending}"
    return Resource(name, path, table.says, media, table.licence, body, _hash(body), columns)


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
