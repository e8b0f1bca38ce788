"""Does the table of provenance match the layers? Recompute `rows` and `sha256` of ../provenance.csv.

    python geodata/build/provenance.py     rewrites the two columns, sorted by layer and package

`rows` are the features of the layer, 1 for a bare geometry; `sha256` the digest of the layer's file.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from fetch import sha256

GEODATA = Path(__file__).parents[1]
TABLE = GEODATA / "provenance.csv"


def main() -> None:
    """Rewrite the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows:
        layer = GEODATA / row["layer"]
        row["rows"] = str(len(json.loads(layer.read_text("utf-8")).get("features", [layer])))
        row["sha256"] = sha256(layer)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["layer"], row["package"])))
    print(f"{TABLE.name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
