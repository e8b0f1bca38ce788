// Names on the map that do not run into each other: a route's places, capitals, countries, other cities, seas.
import { centred, clamped, countInside, isInside, overlap, padded, sidesOf } from "./boxes.mjs";
import { element, place } from "./elements.mjs";
import { countryShapes } from "./ground.mjs";
import { MARK_PX } from "./marks.mjs";
import { stretchesInside } from "./outlines.mjs";
import { host, root, state } from "./state.mjs";

const CITY_ZOOM = { 1: 0, 2: 4.5, 3: 5.5, 4: 6.5, 5: 7.5, 6: 8 };
const SMALL_CITY_ZOOM = 8.5;
const SEA_ZOOM = 4;
// Order of places on the map; a route's own names come with ranks below these.
const CITY_RANK = 20;
export const COUNTRY_RANK = 21.5;
const SEA_RANK = 70;
// Pixels between a place and its name, where it is not one of the route; a stop keeps the room of a mark.
const GAPS_PX = { city: 6, town: 6, stop: 16 };
// The dot of a route's end.
const END_PX = 13;
// A country's name may reach over its borders by so much where it stands in its usual place.
const COUNTRY_FILL = 0.8;
// Rows of the map on which room for a country's name is looked for.
const ROWS = 14;
// So many points of the line, 6 px apart, may lie under a city's name.
const MOST_COVERED = 3;
const names = [];

export function removeLabels(which) {
  for (let i = names.length - 1; i >= 0; i--) {
    if (which(names[i])) names.splice(i, 1)[0].node.remove();
  }
}

// A name looks like others of its kind, or of the kind `look`.
export function addLabel(kind, given, rank, zoom, look = kind) {
  const text = given.lines ? given.lines.join("\n") : given.name;
  const node = element("div", `ca-name ${look}${given.end ? " end" : ""}`, text);
  node.style.visibility = "hidden";
  state.map.getPane("names").append(node);
  const name = { ...given, kind, rank, zoom, node, at: place(given.xy), where: "" };
  names.push(name);
  return name;
}

export function addBaseLabels({ countries, seas, cities }) {
  for (const name of countries) addLabel("country", name, COUNTRY_RANK, 0);
  for (const name of seas) addLabel("sea", name, SEA_RANK, SEA_ZOOM);
  for (const name of cities) addLabel("city", name, CITY_RANK + name.rank, CITY_ZOOM[name.rank] ?? SMALL_CITY_ZOOM);
}

// Reading a size after writing makes the browser lay out the page anew: sizes are read all at once, and kept.
function measureLabels() {
  for (const name of names) {
    if (name.w) continue;
    name.w = name.node.offsetWidth;
    name.h = name.node.offsetHeight;
  }
}

// Names have other sizes in a font that comes late.
export function forgetSizes() {
  for (const name of names) name.w = 0;
}

function moveLabel(name, where) {
  if (name.where === where) return;
  if (where) name.node.style.transform = where;
  if (!where !== !name.where) name.node.style.visibility = where ? "" : "hidden";
  name.where = where;
}

// What stands on the map, where a name may not.
export function obstacles() {
  if (state.obstacles) return state.obstacles;
  const frame = state.map.getContainer().getBoundingClientRect();
  const standing = document.querySelectorAll(
    ".ca-legend, .ca-legend ul, .ca-note, .leaflet-bar, .leaflet-control-scale",
  );
  state.obstacles = [...standing]
    .filter((node) => node.offsetHeight)
    .map((node) => {
      const box = node.getBoundingClientRect();
      return { x: box.x - frame.x, y: box.y - frame.y, w: box.width, h: box.height };
    });
  if (host.corner) state.obstacles.push({ ...host.corner, x: frame.width - host.corner.w, y: 0 });
  return state.obstacles;
}

function markBoxes(marks) {
  return marks.map((mark) => centred(state.map.latLngToContainerPoint(mark.latlng).add(mark.shift), MARK_PX, MARK_PX));
}

export function placeLabels() {
  measureLabels();
  const { map, journey, base } = state;
  const size = map.getSize();
  const crowd = { size, line: journey?.line() ?? [], taken: [...obstacles(), ...markBoxes(journey?.marks ?? [])] };
  const seen = new Set();
  let placed = 0;
  for (const name of [...names].sort((a, b) => a.rank - b.rank)) {
    const town = name.kind === "place" || name.kind === "city";
    const beside = town || name.kind in GAPS_PX;
    const capital = name.kind === "city" && name.rank === CITY_RANK + 1;
    const full = town && !capital && placed >= base.symbols.names.most;
    const shows = map.getZoom() >= name.zoom && !seen.has(name.node.textContent) && !full;
    const box = shows ? (beside ? boxBeside(name, crowd) : boxWithin(name, crowd)) : null;
    if (!box) {
      moveLabel(name, "");
      continue;
    }
    crowd.taken.push(padded(box, base.symbols.names.pad));
    seen.add(name.node.textContent);
    if (town) placed += 1;
    const { x, y } = map.containerPointToLayerPoint([box.x, box.y]).round();
    moveLabel(name, `translate(${x}px,${y}px)`);
  }
  root.dataset.names = placed;
}

function isFree(box, { size, taken }) {
  const wide = padded(box, state.base.symbols.names.pad);
  return isInside(box, size) && !taken.some((other) => overlap(wide, other));
}

// Beside a town: the free side that covers least of the line; an end of the route is named in any case.
function boxBeside(name, crowd) {
  const at = state.map.latLngToContainerPoint(name.at);
  if (!isInside({ x: at.x, y: at.y, w: 0, h: 0 }, crowd.size)) return null;
  const sides = sidesOf(at, name.w, name.h, GAPS_PX[name.kind] ?? state.base.symbols.names.gap);
  const boxes = [...new Set([name.side, "r", "l", "t", "b"])].map((side) => sides[side]);
  const covered = (box) => countInside(box, crowd.line);
  const best = boxes.filter((box) => isFree(box, crowd)).sort((a, b) => covered(a) - covered(b))[0];
  if (best) return name.kind !== "place" && covered(best) >= MOST_COVERED ? null : best;
  if (!name.end) return null;
  const standing = [...crowd.taken, centred(at, END_PX, END_PX)];
  const crowded = (box) => standing.filter((other) => overlap(box, other)).length;
  return boxes.map((box) => clamped(box, crowd.size)).sort((a, b) => crowded(a) - crowded(b))[0];
}

// Within a country or sea: its usual place or near it, else for a country the widest room that is in view.
function boxWithin(name, crowd) {
  const free = (box) => isFree(box, crowd) && !countInside(box, crowd.line);
  return usualBoxes(name).find(free) ?? (name.kind === "country" ? roomyBoxes(name, crowd.size).find(free) : null);
}

function usualBoxes(name) {
  const { map, base } = state;
  const degree = map.project(L.latLng(0, 1)).x - map.project(L.latLng(0, 0)).x;
  if (name.width && name.width * degree < name.w * COUNTRY_FILL) return [];
  const at = map.latLngToContainerPoint(name.at);
  return base.symbols.names.areas.map(([dx, dy]) => centred(at.add([dx, dy]), name.w, name.h));
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
  const [west, east] = [map.containerPointToLatLng([0, 0]).lng, map.containerPointToLatLng([size.x, 0]).lng];
  const found = [];
  for (let row = 0.5; row < ROWS; row++) {
    const y = (size.y * row) / ROWS;
    const { lat } = map.containerPointToLatLng([0, y]);
    for (const stretch of stretchesInside(shape, lat, west, east).filter((one) => mayName(name, one, lat))) {
      const [left, right] = stretch.map((lng) => map.latLngToContainerPoint([0, lng]).x);
      const spare = right - left - name.w;
      for (const share of spare > 0 ? [0.5, 0.25, 0.75, 0.1, 0.9] : []) {
        found.push({ spare, box: { x: left + spare * share, y: y - name.h / 2, w: name.w, h: name.h } });
      }
    }
  }
  return found.sort((a, b) => b.spare - a.spare).map(({ box }) => box);
}
