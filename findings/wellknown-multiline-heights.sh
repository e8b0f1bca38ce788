#!/usr/bin/env bash
# wellknown 0.5.0 (npm): a line of several parts with heights is empty.
#
# WKT as PostGIS and shapely write it.
# Expected: `LINESTRING Z` and `MULTILINESTRING Z` are read alike.
# Seen: the first is. The second becomes a MultiLineString without coordinates, without an error; so does MULTIPOLYGON Z.
# Without the letter Z, which the standard asks for, the same numbers are read.
#
#     LINESTRING Z (44 41 490, 45 42 -28)           [[44,41,490],[45,42,-28]]
#     MULTILINESTRING Z ((44 41 490, 45 42 -28))    []
#     MULTILINESTRING ((44 41 490, 45 42 -28))      [[[44,41,490],[45,42,-28]]]
#     the second by wkx 0.5.0, @terraformer/wkt 2.2.2: [[[44,41,490],[45,42,-28]]]
#
# wellknown itself writes heights without the letter, so its own files come back whole. Needs `npm`.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . wellknown@0.5.0 wkx@0.5.0 @terraformer/wkt@2.2.2

cat > read.mjs <<'JS'
import wellknown from "wellknown";
import wkx from "wkx";
import {wktToGeoJSON} from "@terraformer/wkt";
const texts = ["LINESTRING Z (44 41 490, 45 42 -28)", "MULTILINESTRING Z ((44 41 490, 45 42 -28))", "MULTILINESTRING ((44 41 490, 45 42 -28))"];
const seen = texts.map((text) => JSON.stringify(wellknown.parse(text).coordinates));
texts.forEach((text, n) => console.log(text, seen[n]));
const others = [wkx.Geometry.parse(texts[1]).toGeoJSON(), wktToGeoJSON(texts[1])].map((shape) => JSON.stringify(shape.coordinates));
console.log("the second by wkx, @terraformer/wkt:", others.join(" "));
const line = "[[44,41,490],[45,42,-28]]";
if (String(seen) !== String([line, "[]", `[${line}]`]) || others.some((text) => text !== `[${line}]`)) {
  console.error("changed: lines with heights are read otherwise");
  process.exit(1);
}
JS
node read.mjs
