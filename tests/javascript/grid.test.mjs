import assert from "node:assert/strict";
import { test } from "node:test";
import { levelFor, orderedTiles, tilesWithin } from "../../src/routes/views/map/assets/map/grid.mjs";

const levels = [
  { zoom: 5, from: 6, ground: false, left: 0, top: 0, rows: ["1"] },
  { zoom: 7, from: 8.5, ground: true, left: 0, top: 0, rows: ["11", "11"] },
  { zoom: 8, from: 10.7, ground: true, left: 0, top: 0, rows: ["1000"] },
];
const keys = (tiles) => tiles.map(({ key }) => key);

test("a zoom of the map has the finest level that begins before it", () => {
  assert.deepEqual(
    [5.9, 6, 8.5, 14].map((zoom) => levelFor(zoom, levels)),
    [-1, 0, 1, 2],
  );
});

test("where a fine tile is missing the coarser one stands in, once", () => {
  assert.deepEqual(keys(tilesWithin(levels, 2, [0.2, 0.1, 1.8, 1.9])), ["tile-8-0-0", "tile-7-0-0"]);
});

test("towns alone do not stand in for ground, and beyond the tiles there are none", () => {
  assert.deepEqual(tilesWithin(levels, 1, [5, 5, 6, 6]), []);
});

test("coarser tiles come first, so that finer ones lie over them", () => {
  const shown = new Map([
    ["a", { tile: { level: 2 } }],
    ["b", { tile: { level: 1 } }],
  ]);
  assert.deepEqual(
    orderedTiles(shown).map(({ tile }) => tile.level),
    [1, 2],
  );
});
