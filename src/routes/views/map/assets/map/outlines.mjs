// Outlines of countries as numbers: unpacking them, and the stretches of a row of the map that lie inside one.

const ringsKnown = new WeakMap(); // their bounds

// Outlines come as steps from one position to the next, longitude and latitude in turn, to be added up.
export function unpackedOutlines({ steps, shapes }) {
  return shapes.map((shape) => ({ type: shape.type, coordinates: unpackedPart(shape.steps, steps) }));
}

function unpackedPart(moves, steps) {
  if (typeof moves[0] !== "number") return moves.map((part) => unpackedPart(part, steps));
  const line = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < moves.length; i += 2) {
    x += moves[i];
    y += moves[i + 1];
    line.push([x / steps, y / steps]);
  }
  return line;
}

// Stretches [west, east] in degrees along a parallel that lie inside an area, the widest first.
export function stretchesInside({ type, coordinates }, lat, west, east) {
  const found = [];
  for (const polygon of type === "Polygon" ? [coordinates] : coordinates) {
    const [first, south, last, north] = ringBounds(polygon[0]);
    if (lat < south || lat > north || east < first || west > last) continue;
    const cuts = polygon.flatMap((ring) => crossingsOf(ring, lat)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const stretch = [Math.max(cuts[i], west), Math.min(cuts[i + 1], east)];
      if (stretch[0] < stretch[1]) found.push(stretch);
    }
  }
  return found.sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
}

// Of a ring: west, south, east, north; kept, for most rows of the map pass most rings by.
function ringBounds(ring) {
  let bounds = ringsKnown.get(ring);
  if (!bounds) {
    bounds = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of ring) {
      bounds = [Math.min(bounds[0], x), Math.min(bounds[1], y), Math.max(bounds[2], x), Math.max(bounds[3], y)];
    }
    ringsKnown.set(ring, bounds);
  }
  return bounds;
}

function crossingsOf(ring, lat) {
  const cuts = [];
  for (let i = 1; i < ring.length; i++) {
    const [x, y] = ring[i - 1];
    const [x2, y2] = ring[i];
    if (y > lat !== y2 > lat) cuts.push(x + ((lat - y) / (y2 - y)) * (x2 - x));
  }
  return cuts;
}
