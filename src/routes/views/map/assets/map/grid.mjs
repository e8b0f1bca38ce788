// Which tiles a view of the map needs: columns and rows as tiles of web maps are numbered.

// The level for a zoom of the map, by its place in the list; -1 for none.
export function levelFor(zoom, levels) {
  return levels.findLastIndex(({ from }) => zoom >= from);
}

export function hasTile({ rows, left, top }, x, y) {
  return rows[y - top]?.[x - left] === "1";
}

// The tile at a position, or where there is none that of the level before which lies there and holds ground.
export function tileAt(levels, level, x, y) {
  const { zoom, ground } = levels[level];
  if (hasTile(levels[level], x, y)) return { level, zoom, x, y, ground, key: `tile-${zoom}-${x}-${y}` };
  const coarser = levels[level - 1];
  if (!coarser?.ground) return null;
  const by = 2 ** (zoom - coarser.zoom);
  return tileAt(levels, level - 1, Math.floor(x / by), Math.floor(y / by));
}

export function tilesWithin(levels, level, [left, top, right, bottom]) {
  const found = new Map();
  for (let x = Math.floor(left); x < right; x++) {
    for (let y = Math.floor(top); y < bottom; y++) {
      const tile = tileAt(levels, level, x, y);
      if (tile) found.set(tile.key, tile);
    }
  }
  return [...found.values()];
}

function boundsOf({ zoom, x, y }) {
  const corner = (across, down) => L.CRS.EPSG3857.pointToLatLng(L.point(across, down).multiplyBy(256), zoom);
  return L.latLngBounds(corner(x, y), corner(x + 1, y + 1));
}

// The tiles that a map shows, each with its bounds.
export function wantedTiles(map, levels) {
  const level = levelFor(map.getZoom(), levels);
  if (level < 0) return [];
  const view = map.getBounds();
  const at = (corner) => L.CRS.EPSG3857.latLngToPoint(corner, levels[level].zoom).divideBy(256);
  const [first, last] = [at(view.getNorthWest()), at(view.getSouthEast())];
  const tiles = tilesWithin(levels, level, [first.x, first.y, last.x, last.y]);
  return tiles.map((tile) => ({ ...tile, bounds: boundsOf(tile) }));
}

// What is shown, the coarser levels first.
export function orderedTiles(shown) {
  return [...shown.values()].sort((a, b) => a.tile.level - b.tile.level);
}
