#!/usr/bin/env bash
# @turf/turf 7.4.0 (npm): a piece cut out of a line begins and ends at the height of the position behind the cut.
#
# Line: a climb from 100 m to 500 m over 84 km, and down to -28 m over 135 km.
# Expected: `lineSliceAlong` from 20 to 150 km gives the cut ends no heights, or those between (about 195 m and 240 m).
# Seen: 500 m and -28 m: each cut end takes the height of the next position along the line. So do `along` and `lineChunk`;
# `lineSlice`, `lineSplit` and `bboxClip` give no height at a cut.
#
#     along(20 km)               [44.238,41.001,500]
#     lineSliceAlong(20, 150)    [[44.238,41.001,500],[45,41,500],[45.787,41.003,-28]]
#     lineChunk(60 km)           [[44,41,100],[44.715,41.001,500]], [[44.715,41.001,500],[45,41,500],[45.43,41.002,-28]],
#                                [[45.43,41.002,-28],[46.145,41.002,-28]], [[46.145,41.002,-28],[46.6,41,-28]]
#     bboxClip                   [[44.5,41],[45,41,500],[46.6,41,-28]]
#
# The first piece of each slope rises or falls all the way, the others are level. Needs `npm`.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @turf/turf@7.4.0

cat > cut.mjs <<'JS'
import * as turf from "@turf/turf";
const line = turf.lineString([[44, 41, 100], [45, 41, 500], [46.6, 41, -28]]);
const shown = (points) => JSON.stringify(points.map((point) => point.map((value) => +value.toFixed(3))));
const piece = turf.lineSliceAlong(line, 20, 150).geometry.coordinates;
const chunks = turf.lineChunk(line, 60).features.map((feature) => feature.geometry.coordinates);
const point = turf.along(line, 20).geometry.coordinates;
const clipped = turf.bboxClip(line, [44.5, 40, 47, 42]).geometry.coordinates;
console.log("along(20 km)            ", shown([point]));
console.log("lineSliceAlong(20, 150) ", shown(piece));
for (const chunk of chunks) console.log("lineChunk(60 km)        ", shown(chunk));
console.log("bboxClip                ", shown(clipped));
const ends = chunks.map((chunk) => `${chunk[0][2]} ${chunk.at(-1)[2]}`).join(", ");
if (point[2] !== 500 || piece[0][2] !== 500 || piece.at(-1)[2] !== -28 || clipped[0].length !== 2) {
  console.error("changed: cut ends have other heights");
  process.exit(1);
}
if (!ends.startsWith("100 500, 500 -28, -28 -28")) {
  console.error(`changed: pieces begin and end at ${ends}`);
  process.exit(1);
}
JS
node cut.mjs
