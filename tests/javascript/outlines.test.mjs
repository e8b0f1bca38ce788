import assert from "node:assert/strict";
import { test } from "node:test";
import { stretchesInside, unpackedOutlines } from "../../src/routes/views/map/assets/map/outlines.mjs";

test("steps are added up to positions in degrees", () => {
  const packed = { steps: 1000, shapes: [{ type: "LineString", steps: [45100, 40000, -1, 2, 101, -102] }] };
  const [line] = unpackedOutlines(packed);
  assert.deepEqual(line.coordinates, [
    [45.1, 40],
    [45.099, 40.002],
    [45.2, 39.9],
  ]);
});

test("every ring of an area starts anew", () => {
  const ring = [0, 0, 10, 0, 0, 10];
  const [area] = unpackedOutlines({ steps: 10, shapes: [{ type: "Polygon", steps: [ring, ring] }] });
  assert.deepEqual(area.coordinates[0], area.coordinates[1]);
});

const outer = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
  [0, 0],
];
const hole = [
  [2, 4],
  [3, 4],
  [3, 6],
  [2, 6],
  [2, 4],
];

test("stretches inside an area leave out its holes and what is out of view, the widest first", () => {
  const area = { type: "Polygon", coordinates: [outer, hole] };
  assert.deepEqual(stretchesInside(area, 5, -20, 20), [
    [3, 10],
    [0, 2],
  ]);
  assert.deepEqual(stretchesInside(area, 5, 1, 4), [
    [1, 2],
    [3, 4],
  ]);
  assert.deepEqual(stretchesInside(area, 11, -20, 20), []);
});
