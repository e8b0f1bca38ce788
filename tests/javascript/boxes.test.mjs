import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clamped,
  countInside,
  isInside,
  overlap,
  pointsAlong,
  sidesOf,
  spreadApart,
} from "../../src/routes/views/map/assets/map/boxes.mjs";

const box = { x: 10, y: 10, w: 20, h: 10 };

test("boxes that only touch do not overlap", () => {
  assert.equal(overlap(box, { x: 30, y: 10, w: 5, h: 5 }), false);
  assert.equal(overlap(box, { x: 29, y: 19, w: 5, h: 5 }), true);
});

test("a box at the edge is moved inside", () => {
  const size = { x: 100, y: 50 };
  const moved = clamped({ x: 95, y: -5, w: 20, h: 10 }, size);
  assert.ok(isInside(moved, size));
  assert.ok(!isInside({ x: 95, y: 5, w: 20, h: 10 }, size));
});

test("the four sides of a point keep clear of it", () => {
  for (const side of Object.values(sidesOf({ x: 0, y: 0 }, 30, 12, 8))) {
    assert.ok(!overlap(side, { x: -7, y: -5, w: 14, h: 10 }));
  }
});

test("points along a line are evenly spaced across its corners", () => {
  const points = pointsAlong(
    [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
    ],
    4,
  );
  assert.deepEqual(
    points.map(({ x, y }) => x + y),
    [2, 6, 10, 14, 18],
  );
  assert.equal(countInside({ x: 9, y: -1, w: 2, h: 20 }, points), 3);
});

test("marks that stand too close are moved apart, the first stays", () => {
  const offsets = [
    [0, 0],
    [12, 0],
    [24, 0],
  ];
  const spots = spreadApart(
    [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 200, y: 0 },
    ],
    offsets,
    23,
  );
  assert.deepEqual(spots, [
    { x: 0, y: 0 },
    { x: 25, y: 0 },
    { x: 200, y: 0 },
  ]);
});

test("a mark with no room left stays at home", () => {
  const spots = spreadApart(
    [
      { x: 0, y: 0 },
      { x: 0, y: 0 },
    ],
    [
      [0, 0],
      [3, 0],
    ],
    23,
  );
  assert.deepEqual(spots[1], { x: 0, y: 0 });
});
