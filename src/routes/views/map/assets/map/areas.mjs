// Where the name of a country or sea may stand: its usual place or near it, else the widest room in view.
import { centred, countInside } from "./boxes.mjs";
import { countryShapes } from "./ground.mjs";
import { stretchesInside } from "./outlines.mjs";
import { state } from "./state.mjs";

// A country's name may reach over its borders by so much where it stands in its usual place.
const COUNTRY_FILL = 0.8;
// Rows of the map on which room is looked for: for a country's name, and for the code of one that is too small for it.
const ROWS = 14;
const CODE_ROWS = 50;

// Within a country or sea, where `isFree` tells that no other name is.
export function boxWithin(name, crowd, isFree) {
  const free = (box) => isFree(box, crowd) && !countInside(box, crowd.line);
  const usual = usualBoxes(name).find((box) => free(box) && isOver(box, name));
  if (usual || name.kind !== "country") return usual;
  const roomy = roomyBoxes(name, crowd.size).filter(isOnGround);
  // The code of a country is short: rather over a line than not at all.
  return roomy.find(free) ?? (name.instead ? roomy.find((box) => isFree(box, crowd)) : null);
}

function usualBoxes(name) {
  const { map, base } = state;
  const degree = map.project(L.latLng(0, 1)).x - map.project(L.latLng(0, 0)).x;
  if (name.width && name.width * degree < name.w * COUNTRY_FILL) return [];
  const at = map.latLngToContainerPoint(name.at);
  // Before its outline is there nobody knows whether a place beside the usual one still lies in the country.
  const { areas } = base.symbols.names;
  const near = name.kind === "country" && !countryShapes()[name.shape] ? areas.slice(0, 1) : areas;
  return near.map(([dx, dy]) => centred(at.add([dx, dy]), name.w, name.h));
}

// The middle of a country's name lies in the country, and all of it on the ground that the map covers.
function isOver(box, { shape }) {
  const outline = countryShapes()[shape];
  if (!outline) return true;
  const { lat, lng } = state.map.containerPointToLatLng([box.x + box.w / 2, box.y + box.h / 2]);
  return isOnGround(box) && stretchesInside(outline, lat, lng, lng + 1e-6).length > 0;
}

function isOnGround({ x, y, w }) {
  const [west, , east] = state.base.window;
  const [from, to] = [x, x + w].map((end) => state.map.containerPointToLatLng([end, y]).lng);
  return from >= west && to <= east;
}

// Disputed ground (`box`: west, south, east, north) bears its own name, and no country's.
function mayName(name, [left, right], lat) {
  const inside = ([west, south, east, north]) => left >= west && right <= east && lat >= south && lat <= north;
  if (name.box) return inside(name.box);
  return !state.claimed?.some(({ box }) => inside(box));
}

function roomyBoxes(name, size) {
  const shape = countryShapes()[name.shape];
  if (!shape) return [];
  const { map } = state;
  const [first, south, last, north] = state.base.window;
  const west = Math.max(first, map.containerPointToLatLng([0, 0]).lng);
  const east = Math.min(last, map.containerPointToLatLng([size.x, 0]).lng);
  const rows = name.instead ? CODE_ROWS : ROWS;
  const found = [];
  for (let row = 0.5; row < rows; row++) {
    const y = (size.y * row) / rows;
    const { lat } = map.containerPointToLatLng([0, y]);
    if (lat < south || lat > north) continue;
    for (const stretch of stretchesInside(shape, lat, west, east).filter((one) => mayName(name, one, lat))) {
      const [left, right] = stretch.map((lng) => map.latLngToContainerPoint([0, lng]).x);
      const spare = right - left - name.w;
      // A code may reach over the borders of a narrow country, by as much on both sides.
      const narrow = name.instead && -spare < name.w / 2 ? [0.5] : [];
      for (const share of spare > 0 ? [0.5, 0.25, 0.75, 0.1, 0.9] : narrow) {
        found.push({ spare, box: { x: left + spare * share, y: y - name.h / 2, w: name.w, h: name.h } });
      }
    }
  }
  return found.sort((a, b) => b.spare - a.spare).map(({ box }) => box);
}
