// Boxes {x, y, w, h} in pixels and points along a line: what placing names and marks needs, without a map.

export function overlap(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function padded(box, pad) {
  return { x: box.x - pad, y: box.y - pad, w: box.w + 2 * pad, h: box.h + 2 * pad };
}

export function centred({ x, y }, w, h) {
  return { x: x - w / 2, y: y - h / 2, w, h };
}

// The boxes right, left, above and below a point, so many pixels from it.
export function sidesOf(at, w, h, gap) {
  return {
    r: { x: at.x + gap, y: at.y - h / 2, w, h },
    l: { x: at.x - gap - w, y: at.y - h / 2, w, h },
    t: { x: at.x - w / 2, y: at.y - gap - h, w, h },
    b: { x: at.x - w / 2, y: at.y + gap, w, h },
  };
}

export function isInside(box, size) {
  return box.x >= 2 && box.y >= 2 && box.x + box.w <= size.x - 2 && box.y + box.h <= size.y - 2;
}

export function clamped(box, size) {
  const x = Math.max(3, Math.min(box.x, size.x - box.w - 3));
  const y = Math.max(3, Math.min(box.y, size.y - box.h - 3));
  return { ...box, x, y };
}

export function countInside(box, points) {
  return points.filter((p) => p.x > box.x && p.x < box.x + box.w && p.y > box.y && p.y < box.y + box.h).length;
}

// Points every so many pixels along a line, the first half a step from its start.
export function pointsAlong(points, step) {
  const found = [];
  let left = step / 2;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    for (; left <= length; left += step) {
      const share = left / length;
      found.push({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
    }
    left -= length;
  }
  return found;
}

// Where marks stand that would stand too close: each takes the first offset that keeps it apart from those before it.
export function spreadApart(homes, offsets, apart) {
  const spots = [];
  for (const home of homes) {
    const tries = offsets.map(([dx, dy]) => ({ x: home.x + dx, y: home.y + dy }));
    const free = (spot) => spots.every((other) => Math.hypot(other.x - spot.x, other.y - spot.y) >= apart);
    spots.push(tries.find(free) ?? home);
  }
  return spots;
}
