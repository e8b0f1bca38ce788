#!/usr/bin/env bash
# geojson-path-finder 2.1.0 (npm): of two lines between the same junctions the order of the file decides, not the length.
#
# Network: a railway from 43 to 46 degrees east, with two lines between 44 and 45: one nearly straight, of 95 km, and one of
# 672 km.
# Expected: the shortest path is the nearly straight one, in whatever order the lines stand.
# Seen: where the longer one stands first, the path goes along it. Of the lines between two junctions one alone is kept. Two
# tracks of two positions each, weighted by a property, give the weight of the one that stands last.
#
#     straight one first: 263 km by [44.5,41.2]
#     longer one first:   840 km by [44.5,44]
#     tracks of 100 and 200 km: 200, of 200 and 100 km: 100
#
# Many railways have a second line between two junctions. Needs `npm`.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . geojson-path-finder@2.1.0

cat > find.cjs <<'JS'
const {default: PathFinder} = require("geojson-path-finder");
const line = (coordinates, properties = {}) => ({type: "Feature", properties, geometry: {type: "LineString", coordinates}});
const point = (coordinates) => ({type: "Feature", properties: {}, geometry: {type: "Point", coordinates}});
const path = (features, from, to, options) =>
  new PathFinder({type: "FeatureCollection", features}, options).findPath(point(from), point(to));

const ends = [line([[43, 41], [44, 41]]), line([[45, 41], [46, 41]])];
const straight = line([[44, 41], [44.5, 41.2], [45, 41]]);
const longer = line([[44, 41], [44.5, 44], [45, 41]]);
const [right, wrong] = [[straight, longer], [longer, straight]].map((two) => path([...ends, ...two], [43, 41], [46, 41]));
console.log(`straight one first: ${right.weight.toFixed(0)} km by`, right.path[2]);
console.log(`longer one first:   ${wrong.weight.toFixed(0)} km by`, wrong.path[2]);

const weight = (from, to, properties) => properties.km;
const tracks = (...lengths) => lengths.map((km) => line([[44, 41], [45, 41]], {km}));
const [last, first] = [tracks(100, 200), tracks(200, 100)].map((two) => path(two, [44, 41], [45, 41], {weight}).weight);
console.log(`tracks of 100 and 200 km: ${last}, of 200 and 100 km: ${first}`);
if (Math.round(right.weight) !== 263 || Math.round(wrong.weight) !== 840 || last !== 200 || first !== 100) {
  console.error("changed: parallel lines are kept otherwise");
  process.exit(1);
}
JS
node find.cjs
